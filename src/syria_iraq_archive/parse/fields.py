"""What the blocks of an article say about it: its printed fields, its images, its body. All values are slices."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from syria_iraq_archive.parse.bylines import byline_value
from syria_iraq_archive.parse.captions import credit_value
from syria_iraq_archive.parse.datelines import place_of
from syria_iraq_archive.parse.readable import may_hide, readable
from syria_iraq_archive.parse.vocabulary import Vocabulary
from syria_iraq_archive.records import Basis, Block, Claim, Image, Role
from syria_iraq_archive.spans import Span

PRINTED_FIELDS = (Role.HEADLINE, Role.KICKER, Role.STANDFIRST, Role.BYLINE, Role.DATELINE)
"""The fields of an article that its first block of the role of that name gives."""

_BODY_ROLES = frozenset({Role.PARAGRAPH, Role.CROSSHEAD})


def printed_claims(text: str, blocks: Sequence[Block], vocabulary: Vocabulary) -> Iterator[Claim]:
    """One claim for each of `PRINTED_FIELDS`: the value in its first block, or unknown without such a block."""
    for role in PRINTED_FIELDS:
        block = next((block for block in blocks if block.role is role), None)
        if block is None:
            yield Claim(field=role.value, value=None, basis=Basis.UNKNOWN, rule="no-such-block")
        else:
            value = _value(block, text, vocabulary)
            yield Claim(field=role.value, value=value, basis=Basis.PRINTED, rule=block.rule, evidence=(block.span,))


def _value(block: Block, text: str, vocabulary: Vocabulary) -> str:
    printed = block.span.of(text)
    if block.role not in (Role.BYLINE, Role.DATELINE):
        return printed
    origin = readable(printed) if may_hide(printed) else None
    shown = origin.text if origin else printed
    value = byline_value(shown, vocabulary) if block.role is Role.BYLINE else place_of(shown)
    if origin is None:
        return value
    start = shown.find(value)
    return origin.span(Span(start, start + len(value))).of(printed) if start >= 0 else printed


def images(text: str, blocks: Sequence[Block]) -> Iterator[Image]:
    """The images of an article: each caption with the credit right behind it, and each credit without a caption.

    >>> from syria_iraq_archive.spans import Span
    >>> spans = [(Role.CAPTION, Span(0, 16)), (Role.CREDIT, Span(17, 22))]
    >>> blocks = [Block(seq=n, role=role, span=span, rule="x") for n, (role, span) in enumerate(spans)]
    >>> [(image.caption, image.credit) for image in images("A bridge in Hit. (AFP)", blocks)]
    [('A bridge in Hit.', 'AFP')]
    """
    printed = Counter(block.repeats for block in blocks if block.role is Role.REPEAT)
    previous: Block | None = None
    for block, behind in zip_longest(blocks, blocks[1:]):
        if block.role is Role.CAPTION:
            yield Image(
                caption=block.span.of(text),
                credit=credit_value(behind.span.of(text)) if behind and behind.role is Role.CREDIT else None,
                occurrences=1 + printed[block.seq],
                block=block.seq,
            )
        elif block.role is Role.CREDIT and not (previous and previous.role is Role.CAPTION):
            yield Image(caption=None, credit=credit_value(block.span.of(text)), occurrences=1, block=block.seq)
        previous = block


def body(text: str, blocks: Iterable[Block]) -> str:
    r"""The paragraphs and crossheads of an article, joined by blank lines.

    >>> from syria_iraq_archive.spans import Span
    >>> text = "Home\nThe bridge opened.\nIt had been closed."
    >>> spans = [(Role.CHROME, Span(0, 4)), (Role.PARAGRAPH, Span(5, 23)), (Role.PARAGRAPH, Span(24, 43))]
    >>> body(text, [Block(seq=n, role=role, span=span, rule="x") for n, (role, span) in enumerate(spans)])
    'The bridge opened.\n\nIt had been closed.'
    """
    return "\n\n".join(block.span.of(text) for block in blocks if block.role in _BODY_ROLES)


def words(text: str, blocks: Iterable[Block]) -> int:
    """The number of words in the paragraphs; a word is what stands between white space.

    >>> from syria_iraq_archive.spans import Span
    >>> words("It had been closed.", [Block(seq=0, role=Role.PARAGRAPH, span=Span(0, 19), rule="prose")])
    4
    """
    return sum(len(block.span.of(text).split()) for block in blocks if block.role is Role.PARAGRAPH)
