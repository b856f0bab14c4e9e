"""Reads Arabic text as a row of letters: one for each word, which says what it does, and one for each quotation.

The letters are those of `arabic_words`. A word's letter is corrected by the words beside it.
"""

from collections.abc import Sequence
from typing import NamedTuple

from syria_iraq_archive.annotate.quotes.arabic_words import (
    NOUN_LIKE,
    WORD,
    fold_arabic,
    is_accusative,
    is_manner,
    may_be_manner,
    tag_arabic,
    takes_ba,
)
from syria_iraq_archive.annotate.quotes.marks import Quotation
from syria_iraq_archive.patterns import later
from syria_iraq_archive.spans import Span

# No groups, and each alternative begins with a single character: so it takes two thirds of the time.
_TOKEN = later(rf"{WORD}|[,،:;؛]|[.…][.…]*|[?!؟][?!؟]*|[—–−―‒-][—–−―‒-]*|\([^()]{{0,120}}\)")
# The tags of marks, by the first character; "(" stands for what is in round brackets.
_PUNCTUATION = {",": ",", "،": ",", "(": ",", ".": ".", "…": ".", ":": ":", ";": ";", "؛": ";"}
_PUNCTUATION |= dict.fromkeys("?!؟", "?") | dict.fromkeys("—–−―‒-", "-")


class Row(NamedTuple):
    """A stretch of text as tokens: token `i` has the one-letter tag ``tags[i]`` and the span ``spans[i]`` in `text`."""

    text: str
    tags: str
    spans: tuple[Span, ...]

    def part(self, start: int, end: int) -> "Row":
        """The tokens from `start` up to, but not including, `end`."""
        return Row(self.text, self.tags[start:end], self.spans[start:end])

    def span(self, start: int, end: int) -> Span:
        """The characters from token `start` up to, but not including, token `end`."""
        return Span(self.spans[start].start, self.spans[end - 1].end)

    def word(self, token: int) -> str:
        """The text of a token."""
        return self.spans[token].of(self.text)


def read_row(text: str, piece: Span, quotations: Sequence[Quotation]) -> Row:
    """Read a stretch of text; the quotations that lie in it count as a token each.

    >>> text = "وقال كريم صبري إن"
    >>> read_row(text, Span(0, len(text)), ()).tags
    'VnnC'
    """
    tags: list[str] = []
    spans: list[Span] = []
    at = piece.start
    for quotation in quotations:
        if quotation.span.start >= piece.start and quotation.span.end <= piece.end:
            _read_words(text, at, quotation.span.start, tags, spans)
            tags.append("Q")
            spans.append(quotation.span)
            at = quotation.span.end
    _read_words(text, at, piece.end, tags, spans)
    return Row(text, "".join(tags), tuple(spans))


def _read_words(text: str, start: int, end: int, tags: list[str], spans: list[Span]) -> None:
    verb, guessed = "", 0  # the token behind a word that was only guessed to be an adverb
    source = -1  # the token behind "a source" as an object, and the adjectives behind that
    for match in _TOKEN.finditer(text, start, end):
        word = match.group()
        mark = _PUNCTUATION.get(word[0])
        if mark is not None:
            tags.append(mark)
        else:
            tag = _in_context(word, tag_arabic(word), tags, verb)
            if (
                tag in "OLlkM" and guessed == len(tags) and guessed
            ):  # a name, since nobody speaks so "after the meeting"
                tags[-1] = "n"
            if tag == "J" and may_be_manner(word) and not is_manner(word):
                guessed = len(tags) + 1
            if tag == "J" and source == len(tags) and word.endswith(("اً", "ًا")):
                tag = "d"
            if tag == "H" and is_accusative(word) and spans and spans[-1].of(text).isdigit():
                tag = "n"  # "50 officers"
            elif (tag == "d" and source == len(tags)) or (tag == "H" and is_accusative(word)):
                source = len(tags) + 1
            _mend_before(text, tags, spans, fold_arabic(word), tag)
            if tag in "VUw":
                verb = word
            tags.append(tag)
        spans.append(Span(*match.span()))


_DIRECTIONS = frozenset({"شمال", "جنوب", "شرق", "غرب"})
_REPLIED = frozenset({"ورد", "فرد"})
_VOICED = frozenset({"وعبر", "عبر"})


def _mend_before(text: str, tags: list[str], spans: list[Span], word: str, tag: str) -> None:
    """Mends the tag of a word that the next ones show to be a verb, or a name.

    As in "he replied to him", "the envoy voiced his worry", and "Khalid Shamal says", whose name is "north", too.
    """
    if tag in "VUw" and tags and tags[-1] == "O" and fold_arabic(spans[-1].of(text)) in _DIRECTIONS:
        tags[-1] = "n"
    if word in ("عليه", "عليها", "عليهم") and tags and fold_arabic(spans[-1].of(text)) in _REPLIED:
        tags[-1] = "V"
    elif tag == "a" and (found := _MAY_VOICE.search("".join(tags[-10:]))):
        at = len(tags) - len(tags[-10:]) + found.start()
        if fold_arabic(spans[at].of(text)) in _VOICED:
            tags[at] = "V"


def _in_context(word: str, tag: str, before: list[str], verb: str) -> str:
    """The tag of a word, corrected by the tags before it and by the last verb."""
    last = before[-1] if before else "."
    if tag in "VUw" and last in "FOabnHTdE" and fold_arabic(word) in NOUN_LIKE:
        return "n"
    if tag == "H" and last == "E" and fold_arabic(word) in _PRESS:
        return "n"
    if tag == "n" and may_be_manner(word):
        if last in "VwG":
            return "J"
        if last in "ndHTE" and takes_ba(verb):
            return "O"
    return tag


_MAY_VOICE = later("(?<![^.,;:R-])O(?=H)[ndHTM]{1,8}\\Z")
_PRESS = frozenset({"صحفي", "صحافي", "سياسي"})  # "a press conference", not "a journalist"
