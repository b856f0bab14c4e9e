"""Reads a paragraph as a row of letters: one for each word, which says what it does, and one for each quotation.

`TaggedParagraph.tags` is that row, and the patterns of `subjects` and `speaker_rules` are regular expressions over it.
Token `i` has the letter ``tags[i]`` and the span ``spans[i]``.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from syria_iraq_archive.annotate.given_names import long_words
from syria_iraq_archive.annotate.quotes.marks import Quotation
from syria_iraq_archive.annotate.quotes.word_tags import AMBIGUOUS, TaggedWord, in_context, read_word
from syria_iraq_archive.patterns import later
from syria_iraq_archive.spans import Span

_REST_OF_WORD = r"[\w\-&%]*(?:['’.][\w\-&%]+|(?<=\d),\d{3}(?!\d))*['’]?"
# No groups, and each alternative begins with a single character: so it takes two thirds of the time.
_TOKEN = later(
    rf"[^\W_]{_REST_OF_WORD}|[@#$£€][^\W_]{_REST_OF_WORD}|[,،:;؛—–−―‒]|[.…][.…]*(?![,;:]|\s+[a-z])|[?!؟][?!؟]*|--?"
    r"|\([^()]{0,120}\)|[()]"
)
_HEADS = frozenset(".?:QS-;")  # tokens behind which a sentence may begin, so that a capital need not make a name
# The tags of marks, by the first character. Round brackets have one only if what is between them isn't a token itself.
_PUNCTUATION = {",": ",", "،": ",", ".": ".", "…": ".", ":": ":", ";": ";", "؛": ";", "(": ";", ")": ";"}
_PUNCTUATION |= dict.fromkeys("?!؟", "?") | dict.fromkeys("—–−―‒-", "-")
_GOES_ON = later(
    r"\s+(?:and|but|while|as|then|before|after|when|at|in|on|of|for|with|from|to|during)\s"
)  # a sentence behind “…!”
_LAST_OF_QUOTE = {
    ",": ",",
    ".": ".",
    "…": ".",
    "?": "?",
    "!": "?",
    "-": "-",
    "—": "-",
    "–": "-",
    "―": "-",
    "،": ",",
    "؟": "?",
}


class TaggedParagraph(NamedTuple):
    """The tokens of a paragraph, or of a quotation with others inside it."""

    text: str
    tags: str
    spans: tuple[tuple[int, int], ...]
    quotes: tuple[tuple[int, Quotation], ...]  # each with its token
    region: Span

    def span(self, start: int, end: int) -> Span:
        """The characters from token `start` up to, but not including, token `end`."""
        return Span(self.spans[start][0], self.spans[end - 1][1])

    def word(self, token: int) -> str:
        """The text of a token."""
        start, end = self.spans[token]
        return self.text[start:end]

    def sentence(self, token: int) -> tuple[int, int]:
        """The sentence that holds `token`: its first token, and the one behind its last, which is its end mark.

        A sentence without an end is cut `_LONGEST` tokens away.
        """
        tags = self.tags
        first, last = max(0, token - _LONGEST), min(len(tags), token + _LONGEST)
        start = max(tags.rfind(".", first, token), tags.rfind("?", first, token)) + 1
        ends = [end for end in (tags.find(".", token, last), tags.find("?", token, last)) if end >= 0]
        return max(start, first), min(ends, default=last)

    def token_at(self, offset: int) -> int:
        """The token that holds the character at `offset`, or the next token if none does."""
        return bisect_left(self.spans, offset, key=lambda span: span[1] - 1)

    def outside_quotes(self, piece: Span) -> Iterator[Span]:
        """The parts of `piece` that lie in no quotation."""
        at = piece.start
        number = bisect_left(self.quotes, piece.start, key=lambda quote: quote[1].span.end)
        for _, quotation in self.quotes[number : number + _LONGEST]:
            if quotation.span.start >= piece.end:
                break
            yield Span(at, max(at, quotation.span.start))
            at = quotation.span.end
        yield Span(at, max(at, piece.end))


_LONGEST = 200  # tokens on either side in which a sentence has its ends; keeps the time linear for text without stops


def tag_paragraph(text: str, region: Span, quotations: Iterable[Quotation]) -> TaggedParagraph:
    """Read the paragraph `region` of `text`, which holds these quotations.

    >>> from syria_iraq_archive.annotate.quotes.marks import find_quotations
    >>> text = "“We stay,” Kadhim al-Fartousi told The New Region. “No comment.”"
    >>> tag_paragraph(text, Span(0, len(text)), find_quotations(text, Span(0, len(text)))).tags
    'Q,NNVDNN.Q.'
    """
    reader = _Reader(text, is_title=_is_title_case(text, region))
    at = region.start
    for quotation in quotations:
        reader.words(at, quotation.span.start)
        reader.quote(quotation, region.end)
        at = quotation.span.end
    reader.words(at, region.end)
    return TaggedParagraph(text, "".join(reader.tags), tuple(reader.spans), tuple(reader.quotes), region)


_TITLE_LENGTH = 200  # characters; a longer text in capitals is no headline


def _is_title_case(text: str, region: Span) -> bool:
    """Whether this is a headline in which nearly all long words have a capital: "Minister Says Roads Are Open"."""
    if region.length > _TITLE_LENGTH:
        return False
    words = long_words(region.of(text))
    large = sum(word[0].isupper() for word in words)
    return len(words) >= 4 and large >= 0.8 * len(words)


class _Reader:
    """Collects the tokens of a paragraph from left to right."""

    def __init__(self, text: str, *, is_title: bool) -> None:
        self.text = text
        self.is_title = is_title  # every word has a capital, so that none makes a name
        self.last = read_word("-")
        self.tags: list[str] = []
        self.spans: list[tuple[int, int]] = []
        self.quotes: list[tuple[int, Quotation]] = []

    def words(self, start: int, end: int) -> None:
        """Adds the words and marks from `start` to `end`, between two quotations."""
        tags, spans, last = self.tags, self.spans, self.last
        tag = tags[-1] if tags else "."
        abbreviated = -1  # offset of a full stop that ends an abbreviation, not a sentence
        for match in _TOKEN.finditer(self.text, start, end):
            printed, span = match.group(), match.span()
            mark = _PUNCTUATION.get(printed[0])
            if mark is None:
                word = read_word(printed)
                is_plain = tag in _HEADS or (self.is_title and word.at_head in "VUGBAOTtCSDP")
                tag = word.at_head if is_plain else word.within
                if tag in "VUGR":
                    tag = in_context(word, tag, tags, last)
                elif tag in "OD":
                    tag = self.small_word(word, tag, last, span[1])
                last = word
                if word.is_abbreviation:
                    abbreviated = span[1]
            elif span[0] == abbreviated or (mark == ";" and len(printed) > 1):
                continue  # the latter is an aside: "(in Arabic)"
            else:
                tag = mark
            tags.append(tag)
            spans.append(span)
        self.last = last

    def small_word(self, word: TaggedWord, tag: str, last: TaggedWord, end: int) -> str:
        """The tag of a preposition or determiner, after a look at what it says of the words beside it."""
        if word.plain in ("of", "about") and last.plain in AMBIGUOUS and "".join(self.tags[-2:]) in ("nV", "NV"):
            self.tags[-1] = "n"  # "Kurdish claims of"
        if word.plain == "a" and self.text.startswith(".", end) and self.text[end - 1] == "A":
            return "N"  # "Karim A. Sabri"
        return tag

    def quote(self, quotation: Quotation, end: int) -> None:
        """Adds a quotation, and behind it the punctuation with which it ends, as if that were outside the marks."""
        self.quotes.append((len(self.tags), quotation))
        self.tags.append("Q")
        self.spans.append(quotation.span)
        last = self.text[quotation.inner.end - 1] if quotation.inner.length else ""
        mark = _LAST_OF_QUOTE.get(last)
        if mark is None:
            return
        behind = self.text[quotation.span.end : min(end, quotation.span.end + 3)].lstrip()[:1]
        if behind in (",", "."):
            return
        if (mark == "." and behind.islower()) or (mark == "?" and _GOES_ON.match(self.text, quotation.span.end)):
            mark = ","
        self.tags.append(mark)
        self.spans.append((quotation.span.end, quotation.span.end))
