"""Where quotation marks open and close: the stretches of a block that stand between them, marks included.

Curly, straight, guillemet, German low and Arabic marks, and single ones where they can't be apostrophes. A mark that
nothing closes reaches to the end of its block at most, so that no quote swallows an article.
"""

import re
from typing import NamedTuple

from syria_iraq_archive.spans import Span

_DOUBLE = '“”„‟"«»″＂'
_SINGLE = "‘’‚‛'‹›"

MARK = re.compile(f"[{_DOUBLE}{_SINGLE}]")
"""A mark that may open or close a quotation, or be an apostrophe."""

_CLOSERS = {
    "“": '”"“″',
    "”": "“”",  # typed the wrong way round, as in Arabic
    "„": '“”"‟',
    "‟": '”"',
    '"': '"”',
    "″": "″”",
    "＂": "＂",
    "«": "»",
    "»": "«»",  # German, Danish
    "‘": "’'",
    "'": "'’",
    "‚": "‘’",
    "‛": "’'",
    "‹": "›",
}
_NOT_WITHIN_ITSELF = frozenset('"″＂»”')  # such a mark behind one of its kind doesn't open another
_OPENING_PUNCTUATION = frozenset("([{—–-−/:,،؛…" + _DOUBLE + _SINGLE)
# Words that open with an apostrophe: 'em, 'til, 'cause, '90s.
_ELISION = re.compile(r"['’‘‛](?:\d{2}s?|em|til|till|cause|tis|twas|round|bout|n)(?!\w)", re.IGNORECASE)
_PLURAL_POSSESSIVE = re.compile(r"s['’][^\S\n][^\W_]")
_CLOSED_SINGLE = {mark: re.compile(rf"\S[{closers}](?!\w)") for mark, closers in _CLOSERS.items() if mark in _SINGLE}
_SINGLE_REACH = 600  # characters within which a single mark is closed, or is an apostrophe
_DEEPEST = 8  # quotations within each other


class Quotation(NamedTuple):
    """What stands between two marks: `span` with them, `inner` without."""

    span: Span
    inner: Span
    nested: tuple["Quotation", ...] = ()


class _Open(NamedTuple):
    mark: str
    start: int
    inside: list[Quotation]


def find_quotations(text: str, block: Span, *, carries_on: bool = False) -> tuple[Quotation, ...]:
    r"""The outermost quotations of `block`, in order, each with those inside it.

    `carries_on` says that the next paragraph opens with a mark: then an unclosed one is speech that goes on there.

    >>> text = "He said: “They told me ‘go home’ and left,” and it’s true."
    >>> [outer] = find_quotations(text, Span(0, len(text)))
    >>> outer.span.of(text), [one.inner.of(text) for one in outer.nested]
    ('“They told me ‘go home’ and left,”', ['go home'])
    >>> find_quotations("The 5'10\" man’s boys’ dogs", Span(0, 26))
    ()
    """
    marks = [(match.start(), match.group()) for match in MARK.finditer(text, block.start, block.end)]
    if not any(_may_open(text, at, block) for at, _ in marks):
        return ()
    is_balanced = text.count('"', block.start, block.end) % 2 == 0
    found: list[Quotation] = []
    stack: list[_Open] = []
    for at, mark in marks:
        if mark in _SINGLE and _is_within_word(text, at):
            continue
        opens = _may_open(text, at, block)
        depth = _closes(text, at, mark, stack, opens and not (mark == '"' and is_balanced))
        if depth is not None:
            _close(stack, depth, at, found)
        elif opens and len(stack) < _DEEPEST and _is_opener(text, at, mark, stack, block):
            stack.append(_Open(mark, at, []))
    _end_of_block(stack, text, block, found, carries_on=carries_on)
    return tuple(sorted(found))


def opens_with_mark(text: str, block: Span) -> bool:
    """Whether `block` begins with an opening mark."""
    return block.length > 0 and text[block.start] in '“„"«»‘‟'


def _is_within_word(text: str, at: int) -> bool:
    return text[at - 1 : at].isalnum() and text[at + 1 : at + 2].isalnum()


def _may_open(text: str, at: int, block: Span) -> bool:
    """Whether a mark at `at` stands where one opens: before a word, behind a space or opening punctuation.

    French puts a space inside its guillemets.
    """
    if at + 1 >= block.end or (text[at + 1].isspace() and text[at] != "«"):
        return False
    before = text[at - 1] if at > block.start else " "
    return before.isspace() or before in _OPENING_PUNCTUATION


def _is_opener(text: str, at: int, mark: str, stack: list[_Open], block: Span) -> bool:
    if mark not in _CLOSERS:
        return False
    if mark in _SINGLE:
        end = min(block.end, at + _SINGLE_REACH)
        return not _ELISION.match(text, at) and _CLOSED_SINGLE[mark].search(text, at + 1, end) is not None
    return not (stack and stack[-1].mark == mark and mark in _NOT_WITHIN_ITSELF)


def _closes(text: str, at: int, mark: str, stack: list[_Open], opens: bool) -> int | None:
    """The depth of the opening that a mark closes: the innermost that it fits; None where it closes nothing.

    A single mark left open inside was an apostrophe; a double one has to be closed first.
    """
    for depth in range(len(stack) - 1, -1, -1):
        opener = stack[depth].mark
        if mark in _CLOSERS[opener]:
            return depth if _fits(text, at, mark, opens) else None
        if opener not in _SINGLE:
            return None
    return None


def _fits(text: str, at: int, mark: str, opens: bool) -> bool:
    if mark in _SINGLE:
        return not text[at - 1].isspace() and not _PLURAL_POSSESSIVE.match(text, at - 1)
    return not opens or mark in "”»"


def _close(stack: list[_Open], depth: int, at: int, found: list[Quotation]) -> None:
    opened = stack[depth]
    del stack[depth:]
    inner = Span(opened.start + 1, at)
    if inner.length:
        quotation = Quotation(Span(opened.start, at + 1), inner, nested=tuple(opened.inside))
        (stack[-1].inside if stack else found).append(quotation)


def _end_of_block(stack: list[_Open], text: str, block: Span, found: list[Quotation], *, carries_on: bool) -> None:
    """What is left open: to the end of the block, or to where the next quote opens."""
    stack = [one for one in stack if one.mark not in _SINGLE]
    for number, opened in enumerate(stack):
        stop = stack[number + 1].start if number + 1 < len(stack) else block.end
        nested = tuple(opened.inside)
        if nested and not carries_on:
            stop = min(stop, nested[0].span.start)
            found.extend(nested)
            nested = ()
        span = Span(opened.start, stop).within(text)
        if span.length > 1:
            found.append(Quotation(span, Span(span.start + 1, span.end), nested=nested))
