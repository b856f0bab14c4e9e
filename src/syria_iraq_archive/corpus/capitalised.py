"""Names in a text by their capitals alone, less what mentions cover.

Latin script only; Arabic has no capitals. A text whose words nearly all have capitals, as headlines often are, tells
nothing of names and is left out.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from syria_iraq_archive.fold import fold_key
from syria_iraq_archive.spans import Span

_TITLE_CASE = 0.7  # share of words with capitals from which on capitals tell nothing

WORD = re.compile(r"\w[\w'’\-‐‑]*")
_ARTICLE = re.compile(r"(?:al|el|an|ar|as|ash|at|az|ad|ud|ul)[-‐‑](?=\w)")
_POSSESSIVE = re.compile(r"['’]s?$")
_JOINING = frozenset(
    {"of", "for", "the", "al", "el", "bin", "ibn", "ben", "bint", "ul", "ud", "de", "du", "von", "van"}
)
_LISTING = frozenset({"and", "&"})  # joins what is within one name: "Union of Teachers and Doctors"
_SPACE = re.compile(r"[ \u00a0\n]{1,2}")
_ABBREVIATED = re.compile(
    r"\w|[A-Z][a-z]"
)  # before a full stop that ends no sentence: "George W. Bush", "St. Petersburg"
_ADJECTIVE = re.compile(r"(?!(?i:al|el)[-‐‑])\w{2,}[-‐‑][a-z]\w+")  # "Shia-majority"
_SENTENCE_ENDS = re.compile(r"(?:^|[.!?:;…—–•\n]|[“\"‘(\[])[\s“\"‘(\[]*$")


class Piece(NamedTuple):
    """A block of an article: its text, and where mentions cover it; `whole` are those that aren't mere demonyms."""

    key: str
    text: str
    whole: tuple[Span, ...]
    demonyms: tuple[Span, ...]


class Word(NamedTuple):
    """A word of a text."""

    text: str
    start: int
    end: int

    @property
    def has_capital(self) -> bool:
        """Whether it begins with one, an Arabic article aside."""
        return _ARTICLE.sub("", self.text)[:1].isupper()


class UnnamedFinder:
    """Finds the names in a piece that nobody bears yet.

    >>> finder = UnnamedFinder(ordinary={"the"}, known={"hama"}, titles={"president"})
    >>> text = "The Union of Hama Teachers and Doctors met President Karim al-Tai in Hama."
    >>> [span.of(text) for span in finder.find(Piece("", text, (), ()))]
    ['Union of Hama Teachers and Doctors', 'Karim al-Tai']
    """

    def __init__(self, ordinary: Collection[str], known: Collection[str], titles: Collection[str]) -> None:
        self._ordinary = ordinary
        self._known = known
        self._titles = titles

    def find(self, piece: Piece) -> Iterator[Span]:
        """The spans of such names in the piece's text."""
        words = [Word(match[0], *match.span()) for match in WORD.finditer(piece.text)]
        letters = [word for word in words if word.text[0].isalpha()]
        if len(letters) > 3 and sum(word.has_capital for word in letters) >= _TITLE_CASE * len(letters):
            return
        for sequence in _sequences(piece.text, words):
            for part in _uncovered(sequence, piece.whole):
                name = self._name(piece.text, part)
                if name and not all(_covers(piece.demonyms, word) for word in name if word.has_capital):
                    yield _span(name)

    def _name(self, text: str, words: Sequence[Word]) -> Sequence[Word]:
        """The words less titles, particles and a common word that opens a sentence; none if nothing is left to tell.

        What stands before a title belongs to the office, not to the name: "Iraqi Prime Minister Karim al-Tai".
        """
        opens = bool(words) and bool(_SENTENCE_ENDS.search(text[max(0, words[0].start - 10) : words[0].start]))
        if opens and fold_key(words[0].text) in self._ordinary:
            words = words[1:]
            opens = False
        titles = [place for place, word in enumerate(words) if self._is_title(word)]
        if titles:
            words = words[titles[-1] + 1 :]
            opens = False
        if words and words[0].text in _JOINING:  # "Secretary of State"
            return []
        words = _trimmed(words)
        folded = fold_key(_span(words).of(text)) if words else ""
        if (opens and len(words) == 1) or folded in self._known or len(folded) < 2:
            return []
        return words

    def _is_title(self, word: Word) -> bool:
        return word.has_capital and fold_key(_POSSESSIVE.sub("", word.text)) in self._titles


def _trimmed(words: Sequence[Word]) -> list[Word]:
    """The words from the first to the last that can begin and end a name."""
    places = [place for place, word in enumerate(words) if word.has_capital and not _ADJECTIVE.fullmatch(word.text)]
    return list(words[places[0] : places[-1] + 1]) if places else []


def _sequences(text: str, words: Sequence[Word]) -> Iterator[list[Word]]:
    """Runs of words with capitals, particles between them included."""
    run: list[Word] = []
    pending: list[Word] = []
    for word in words:
        last = pending[-1] if pending else run[-1] if run else None
        if last is not None and (_ends_name(last) or not _is_next(text, last, word)):
            yield run
            run, pending = [], []
        if word.has_capital:
            run += [*pending, word]
            pending = []
        elif run and _joins(word.text, run):
            pending.append(word)
        elif run:
            yield run
            run, pending = [], []
    if run:
        yield run


def _is_next(text: str, last: Word, word: Word) -> bool:
    """Whether only a space, or the full stop of an abbreviation, is between two words."""
    between = text[last.end : word.start]
    return bool(_SPACE.fullmatch(between)) or (between == ". " and bool(_ABBREVIATED.fullmatch(last.text)))


def _ends_name(word: Word) -> bool:
    """A possessive doesn't extend a name: "Turkey's Health Workers" are two."""
    return bool(_POSSESSIVE.search(word.text))


def _joins(word: str, run: Sequence[Word]) -> bool:
    return word in _JOINING or (word in _LISTING and any(earlier.text in ("of", "for") for earlier in run))


def _uncovered(words: Sequence[Word], spans: Sequence[Span]) -> Iterator[list[Word]]:
    """The stretches of words that no span covers."""
    for covered, stretch in groupby(words, key=lambda word: _covers(spans, word)):
        if not covered:
            yield list(stretch)


def _covers(spans: Iterable[Span], word: Word) -> bool:
    return any(span.start < word.end and word.start < span.end for span in spans)


def _span(words: Sequence[Word]) -> Span:
    return Span(words[0].start, words[-1].end - len(_possessive(words[-1].text)))


def _possessive(word: str) -> str:
    match = _POSSESSIVE.search(word)
    return match[0] if match else ""
