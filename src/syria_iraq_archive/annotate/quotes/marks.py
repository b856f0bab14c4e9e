"""Finds where quotation marks open and close in a paragraph, and so the quotations between them.

It knows curly and straight marks, guillemets, German low and Arabic marks, single marks that can't be apostrophes, and
marks of two characters or written as an entity: ((…)), ``…'', &quot;…&quot;.
A quotation that nothing closes ends with its paragraph at the latest, so that none can swallow an article.
"""

import re
from typing import NamedTuple

from syria_iraq_archive.patterns import later
from syria_iraq_archive.spans import Span

_DOUBLE = '“”„‟"«»″＂'
_SINGLE = "‘’‚‛'‹›"

# Marks of several characters, and the single mark that each stands for.
_STAND_FOR = {
    "((": "⦅", "))": "⦆", "``": "“", "''": '"', "““": "“", "””": "”", "««": "«", "»»": "»",
    "&quot;": '"', "&#34;": '"', "&#x22;": '"', "&ldquo;": "“", "&#8220;": "“", "&rdquo;": "”", "&#8221;": "”",
    "&laquo;": "«", "&#171;": "«", "&raquo;": "»", "&#187;": "»",
}  # fmt: skip

# One alternative for each mark: if all begin with a plain character, `re` looks for those, five times as fast.
MARK = later("|".join(map(re.escape, (*_STAND_FOR, *_DOUBLE, *_SINGLE))))
"""Any mark that may open or close a quotation; it may be an apostrophe, too."""

_CLOSERS = {
    "“": '”"“″',
    "”": "“”",  # typed the wrong way round, as Arabic text often has it
    "„": '“”"‟',
    "‟": '”"',
    '"': '"”',
    "″": "″”",
    "＂": "＂",
    "«": "»",
    "»": "«»",  # as in German and Danish
    "⦅": "⦆",
    "‘": "’'",
    "'": "'’",
    "‚": "‘’",
    "‛": "’'",
    "‹": "›",
}
_NOT_WITHIN_ITSELF = frozenset(
    '"″＂»”'
)  # a second mark of the same kind closes the first, or is stray; it doesn't open another
_OPENING_PUNCTUATION = frozenset("([{—–-−/:,،؛…ـ" + _DOUBLE + _SINGLE)
# Words that begin with an apostrophe: 'em, 'til, 'cause, '90s.
_ELISION = later(r"['’‘‛](?:\d{2}s?|em|til|till|cause|tis|twas|round|bout|n)(?!\w)", re.IGNORECASE)
_PLURAL_POSSESSIVE = later(r"s['’][^\S\n][^\W_]")
_CLOSED_SINGLE = {mark: later(rf"\S[{closers}](?!\w)") for mark, closers in _CLOSERS.items() if mark in _SINGLE}
_SINGLE_REACH = 600  # a single mark that isn't closed within so many characters is an apostrophe
_DEEPEST = 8  # quotations inside each other; bounds the time for text full of opening marks


class Quotation(NamedTuple):
    """The text between two marks: `span` with the marks, `inner` without, and the quotations inside it."""

    span: Span
    inner: Span
    nested: tuple["Quotation", ...] = ()


class _Open(NamedTuple):
    """A mark that has opened a quotation, where it begins and ends, and the quotations found since."""

    mark: str
    start: int
    end: int
    inside: list[Quotation]


def find_quotations(text: str, block: Span, *, carries_on: bool = False) -> tuple[Quotation, ...]:
    r"""The quotations of a paragraph that lie in no other, in order, each with those inside it.

    `block` is the paragraph's span. `carries_on` says that the next paragraph opens with a mark: then a quotation that
    nothing closes is speech that goes on there, and keeps the quotations inside it.

    >>> text = "He said: “They told me ‘go home’ and left,” and it’s true."
    >>> [outer] = find_quotations(text, Span(0, len(text)))
    >>> outer.span.of(text), [one.inner.of(text) for one in outer.nested]
    ('“They told me ‘go home’ and left,”', ['go home'])
    >>> find_quotations("The 5'10\" man’s boys’ dogs", Span(0, 26))
    ()
    """
    marks = [(Span(*match.span()), match.group()) for match in MARK.finditer(text, block.start, block.end)]
    if not any(_may_open(text, at, block) for at, _ in marks):
        return ()
    is_balanced = text.count('"', block.start, block.end) % 2 == 0
    found: list[Quotation] = []
    stack: list[_Open] = []
    for at, printed in marks:
        mark = _STAND_FOR.get(printed, printed)
        if mark in _SINGLE and _is_within_word(text, at.start):
            continue
        opens = _may_open(text, at, block)
        depth = _closes(text, at.start, mark, stack, opens and not (mark == '"' and is_balanced))
        if depth is not None:
            _close(stack, depth, at, found)
        elif opens and len(stack) < _DEEPEST and _is_opener(text, at.start, mark, stack, block):
            stack.append(_Open(mark, *at, []))
    _end_of_block(stack, text, block, found, carries_on=carries_on)
    return tuple(sorted(found))


_OPENERS = (*'“„"«»‘‟', "((", "``", "&quot;", "&ldquo;", "&laquo;")


def opens_with_mark(text: str, block: Span) -> bool:
    """Whether the paragraph `block` begins with a mark that opens a quotation.

    >>> opens_with_mark("“We stay,” he said.", Span(0, 19))
    True
    """
    return block.length > 0 and text.startswith(_OPENERS, block.start)


def _is_within_word(text: str, at: int) -> bool:
    return text[at - 1 : at].isalnum() and text[at + 1 : at + 2].isalnum()


def _may_open(text: str, at: Span, block: Span) -> bool:
    """Whether a mark at `at` is where one opens: before a word, and behind a space or opening punctuation.

    French text has a space inside its guillemets; Arabic writes "and" and short prepositions in one with
    them, as و«…» and لـ«…».
    """
    if at.end >= block.end or (text[at.end].isspace() and text[at.start] != "«"):
        return False
    before = text[at.start - 1] if at.start > block.start else " "
    return before.isspace() or before in _OPENING_PUNCTUATION or _is_arabic_prefix(text, at.start - 1, block)


def _is_arabic_prefix(text: str, at: int, block: Span) -> bool:
    """Whether the letter at `at` is an Arabic "and", "so", "in", "as" or "to", written in one with what follows."""
    return text[at] in "وفبكل" and (at == block.start or text[at - 1].isspace())


def _is_opener(text: str, at: int, mark: str, stack: list[_Open], block: Span) -> bool:
    """Whether a mark that `_may_open` does open: it isn't an apostrophe, and not the second of its kind in a row."""
    if mark not in _CLOSERS:
        return False
    if mark in _SINGLE:
        end = min(block.end, at + _SINGLE_REACH)
        return not _ELISION.match(text, at) and _CLOSED_SINGLE[mark].search(text, at + 1, end) is not None
    return not (stack and stack[-1].mark == mark and mark in _NOT_WITHIN_ITSELF)


def _closes(text: str, at: int, mark: str, stack: list[_Open], opens: bool) -> int | None:
    """How many quotations stay open if the mark closes the innermost one it fits; None if it closes nothing.

    A single mark that is still open inside was an apostrophe. A double one has to be closed first.
    """
    for depth in range(len(stack) - 1, -1, -1):
        opener = stack[depth].mark
        if mark in _CLOSERS[opener]:
            return depth if _fits(text, at, mark, opens) else None
        if opener not in _SINGLE:
            return None
    return None


def _fits(text: str, at: int, mark: str, opens: bool) -> bool:
    """Whether a mark of the right kind closes a quotation here: it isn't an apostrophe and doesn't open another one."""
    if mark in _SINGLE:
        return not text[at - 1].isspace() and not _PLURAL_POSSESSIVE.match(text, at - 1)
    return not opens or mark in "”»"


def _close(stack: list[_Open], depth: int, at: Span, found: list[Quotation]) -> None:
    opened = stack[depth]
    del stack[depth:]
    inner = Span(opened.end, at.start)
    if inner.length:
        quotation = Quotation(Span(opened.start, at.end), inner, nested=tuple(opened.inside))
        (stack[-1].inside if stack else found).append(quotation)


def _end_of_block(stack: list[_Open], text: str, block: Span, found: list[Quotation], *, carries_on: bool) -> None:
    """Ends the quotations that nothing closed: at the end of the paragraph, or where the next quotation opens."""
    stack = [one for one in stack if one.mark not in _SINGLE]
    for number, opened in enumerate(stack):
        stop = stack[number + 1].start if number + 1 < len(stack) else block.end
        nested = tuple(opened.inside)
        if nested and not carries_on:
            stop = min(stop, nested[0].span.start)
            found.extend(nested)
            nested = ()
        span = Span(opened.start, stop).within(text)
        if span.end > opened.end:
            found.append(Quotation(span, Span(opened.end, span.end), nested=nested))
