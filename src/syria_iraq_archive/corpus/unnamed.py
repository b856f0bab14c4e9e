"""Finds the capitalised names in a corpus's articles that no mention covers: what the registry may lack.

Latin script only, since Arabic has no capitals. A text in which nearly every word has a capital, as many headlines do,
says nothing about names and is left out.
"""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from syria_iraq_archive.corpus.evidence import Evidence, is_somebody
from syria_iraq_archive.fold import fold_key
from syria_iraq_archive.patterns import later
from syria_iraq_archive.spans import Span

_TITLE_CASE = 0.7  # if more of the words have capitals, capitals tell nothing

WORD = later(r"\w[\w'’\-‐‑]*")
_ARTICLE = later(r"(?:al|el|an|ar|as|ash|at|az|ad|ud|ul)[-‐‑](?=\w)")
_POSSESSIVE = later(r"['’]s?$")
_JOINING = frozenset(
    {"of", "for", "the", "al", "el", "bin", "ibn", "ben", "bint", "ul", "ud", "de", "du", "von", "van"}
)
_LISTING = frozenset({"and", "&"})  # joins what is within one name: "Union of Teachers and Doctors"
_SPACE = later(r"[ \u00a0\n]{1,2}")
_ABBREVIATED = later(r"\w|[A-Z][a-z]")  # before a full stop that ends no sentence: "George W. Bush", "St. Petersburg"
_ADJECTIVE = later(r"(?!(?i:al|el)[-‐‑])\w{2,}[-‐‑][a-z]\w+")  # "Shia-majority"
_SENTENCE_ENDS = later(r"(?:^|[.!?:;…—–•\n]|[“\"‘(\[])[\s“\"‘(\[]*$")


class BlockText(NamedTuple):
    """A block of an article: its text, the spans of full mentions, and those of mere demonyms."""

    key: str
    text: str
    whole: tuple[Span, ...]
    demonyms: tuple[Span, ...]


class CapitalWord(NamedTuple):
    """A word of a text."""

    text: str
    start: int
    end: int

    @property
    def has_capital(self) -> bool:
        """Whether it begins with a capital, an Arabic article aside."""
        return _ARTICLE.sub("", self.text)[:1].isupper()


class UnnamedFinder:
    """Finds the names in a block that no actor of the registry bears.

    >>> finder = UnnamedFinder(ordinary={"the"}, known={"hama"}, titles={"president"})
    >>> text = "The Union of Hama Teachers and Doctors met President Karim al-Tai in Hama."
    >>> [span.of(text) for span in finder.find(BlockText("", text, (), ()))]
    ['Union of Hama Teachers and Doctors', 'Karim al-Tai']
    """

    def __init__(self, ordinary: Collection[str], known: Collection[str], titles: Collection[str]) -> None:
        self._ordinary = ordinary
        self._known = known
        self._titles = titles

    def find(self, piece: BlockText) -> Iterator[Span]:
        """The spans of such names in the block's text."""
        words = [CapitalWord(match[0], *match.span()) for match in WORD.finditer(piece.text)]
        letters = [word for word in words if word.text[0].isalpha()]
        if len(letters) > 3 and sum(word.has_capital for word in letters) >= _TITLE_CASE * len(letters):
            return
        for sequence in _sequences(piece.text, words):
            for part in _uncovered(sequence, piece.whole):
                name = self._name(piece.text, part)
                if name and not all(_covers(piece.demonyms, word) for word in name if word.has_capital):
                    yield _span(name)

    def _name(self, text: str, words: Sequence[CapitalWord]) -> Sequence[CapitalWord]:
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

    def _is_title(self, word: CapitalWord) -> bool:
        return word.has_capital and fold_key(_POSSESSIVE.sub("", word.text)) in self._titles


def _trimmed(words: Sequence[CapitalWord]) -> list[CapitalWord]:
    """The words from the first to the last that can begin and end a name."""
    places = [place for place, word in enumerate(words) if word.has_capital and not _ADJECTIVE.fullmatch(word.text)]
    return list(words[places[0] : places[-1] + 1]) if places else []


def _sequences(text: str, words: Sequence[CapitalWord]) -> Iterator[list[CapitalWord]]:
    """Runs of words with capitals, particles between them included."""
    run: list[CapitalWord] = []
    pending: list[CapitalWord] = []
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


def _is_next(text: str, last: CapitalWord, word: CapitalWord) -> bool:
    """Whether only a space, or the full stop of an abbreviation, is between two words."""
    between = text[last.end : word.start]
    return bool(_SPACE.fullmatch(between)) or (between == ". " and bool(_ABBREVIATED.fullmatch(last.text)))


def _ends_name(word: CapitalWord) -> bool:
    """A possessive doesn't extend a name: "Turkey's Health Workers" are two."""
    return bool(_POSSESSIVE.search(word.text))


def _joins(word: str, run: Sequence[CapitalWord]) -> bool:
    return word in _JOINING or (word in _LISTING and any(earlier.text in ("of", "for") for earlier in run))


def _uncovered(words: Sequence[CapitalWord], spans: Sequence[Span]) -> Iterator[list[CapitalWord]]:
    """The stretches of words that no span covers."""
    for covered, stretch in groupby(words, key=lambda word: _covers(spans, word)):
        if not covered:
            yield list(stretch)


def _covers(spans: Iterable[Span], word: CapitalWord) -> bool:
    return any(span.start < word.end and word.start < span.end for span in spans)


def _span(words: Sequence[CapitalWord]) -> Span:
    return Span(words[0].start, words[-1].end - len(_possessive(words[-1].text)))


def _possessive(word: str) -> str:
    match = _POSSESSIVE.search(word)
    return match[0] if match else ""


SUGGESTION_COLUMNS = ("name", "count", "articles", "example", "key")
_AROUND = 40  # characters of an example on either side of the name
_DAYS_AND_MONTHS = """
monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
september october november december jan feb mar apr jun jul aug sep sept oct nov dec gmt utc
"""
_CALENDAR = frozenset(_DAYS_AND_MONTHS.split())

Row = tuple[str, int, int, str, str]


@dataclass(slots=True)
class _Suggestion:
    surfaces: Counter[str] = field(default_factory=Counter)
    keys: set[str] = field(default_factory=set)
    evidence: Evidence = field(default_factory=Evidence)
    example: str = ""
    key: str = ""


class Known(NamedTuple):
    """What is no suggestion, or helps to tell one; all folded."""

    names: Collection[str]  # of places and actors
    titles: Collection[str]  # cut off the ends of names
    given: Collection[str]  # given names of people


def suggestions(connection: sqlite3.Connection, known: Known) -> Iterator[Row]:
    """The names that no actor covers; columns `SUGGESTION_COLUMNS`.

    First those that are likely a person's or a body's, then what else has a capital; of each the most frequent first. A
    surname alone is left out if somebody with that surname is suggested.
    """
    found: dict[str, _Suggestion] = defaultdict(_Suggestion)
    ordinary = _ordinary_words(piece.text for piece in _pieces(connection))
    finder = UnnamedFinder(ordinary, frozenset(known.names) | _CALENDAR, frozenset(known.titles) | _CALENDAR)
    for piece in _pieces(connection):
        for span in finder.find(piece):
            _count(found, piece, span)
    surnames = {folded.split()[-1] for folded, one in found.items() if " " in folded and one.evidence.acting}
    rows = []
    for folded, one in found.items():
        name = max(one.surfaces, key=lambda surface: (one.surfaces[surface], surface))
        if folded in surnames or folded.removesuffix("s") in known.names:
            continue
        likely = is_somebody(name, one.evidence, known.given, ordinary)
        row = (name, one.surfaces.total(), len(one.keys), one.example, one.key)
        rows.append(((not likely, -row[1], -row[2], folded), row))
    yield from (row for _, row in sorted(rows))


def _count(found: dict[str, _Suggestion], piece: BlockText, span: Span) -> None:
    """Count one place of a name."""
    surface = " ".join(span.of(piece.text).split())
    suggestion = found[fold_key(surface)]
    suggestion.surfaces[surface] += 1
    suggestion.keys.add(piece.key)
    suggestion.evidence.add(piece.text, span.start, span.end)
    if not suggestion.key:
        suggestion.example, suggestion.key = _example(piece.text, span), piece.key


def _ordinary_words(texts: Iterable[str]) -> set[str]:
    """The folded words that the texts print in small letters."""
    return {fold_key(word) for text in texts for word in set(WORD.findall(text)) if word[0].islower()}


def _example(text: str, span: Span) -> str:
    """The words around a name."""
    start, end = max(0, span.start - _AROUND), min(len(text), span.end + _AROUND)
    before = text[start : span.start] if start == 0 else text[start : span.start].partition(" ")[2]
    after = text[span.end : end] if end == len(text) else text[span.end : end].rpartition(" ")[0]
    return " ".join(f"{before}{span.of(text)}{after}".split())


_PIECES = """
    SELECT articles.key, substr(captures.text, blocks.start_char + 1, blocks.end_char - blocks.start_char) AS piece,
           blocks.start_char AS begins, blocks.capture_id, blocks.seq,
           mentions.start_char AS start, mentions.end_char AS end, mentions.rule
    FROM blocks JOIN articles ON articles.id = blocks.article_id JOIN captures ON captures.id = blocks.capture_id
         LEFT JOIN mentions ON mentions.article_id = articles.id
              AND mentions.start_char >= blocks.start_char AND mentions.end_char <= blocks.end_char
    WHERE blocks.role IN ('headline', 'kicker', 'standfirst', 'crosshead', 'paragraph', 'caption')
    ORDER BY articles.key, blocks.capture_id, blocks.seq, mentions.start_char
"""


def _pieces(connection: sqlite3.Connection) -> Iterator[BlockText]:
    """The blocks in which mentions are looked for, with their mentions."""
    rows = connection.execute(_PIECES)
    for (key, _, _), found in groupby(rows, key=lambda row: (row["key"], row["capture_id"], row["seq"])):
        block = list(found)
        begins = block[0]["begins"]
        spans: dict[bool, list[Span]] = {True: [], False: []}
        for row in block:
            if row["start"] is not None:
                spans[row["rule"] == "demonym"].append(Span(row["start"] - begins, row["end"] - begins))
        yield BlockText(key, block[0]["piece"], tuple(spans[False]), tuple(spans[True]))
