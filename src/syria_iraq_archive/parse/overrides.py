"""What curators say about the articles and roles of a text, put in the place of what the parser finds.

Openings are put in place before an article is laid out. Roles are put in place after it, so the rules read the rest of
a page as they would without; what is read from blocks follows by itself. An override that can't be followed is left
out, and `Overrides.refused` says why. One whose text a later one takes is in `Overrides.overruled`. The blocks tile
the text, whatever curators ask for.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from syria_iraq_archive.parse.block_drafts import REPEATED_ROLES, BlockDraft
from syria_iraq_archive.parse.copies import are_copies
from syria_iraq_archive.parse.openings import Opening
from syria_iraq_archive.parse.page import ShapedPage
from syria_iraq_archive.records import Role
from syria_iraq_archive.spans import Span

CURATED = "curated"
"""The rule of a block, an opening or a mention that a curator decided."""


class RoleAt(NamedTuple):
    """The span is one block of that role."""

    span: Span
    role: Role


class OpeningAt(NamedTuple):
    """An article begins at the line that begins at `start`; or none begins there, though the parser says so."""

    start: int
    begins: bool


@dataclass(frozen=True, slots=True)
class Overrides:
    """The overrides of one text, in the order in which curators made them; a later one wins over an earlier one."""

    openings: tuple[OpeningAt, ...] = ()
    roles: tuple[RoleAt, ...] = ()
    refused: dict[RoleAt | OpeningAt, str] = field(
        default_factory=dict, compare=False
    )  # why each can't be followed; filled while parsing
    overruled: set[RoleAt] = field(default_factory=set, compare=False)  # filled while parsing, too

    def concern(self, span: Span) -> bool:
        """Whether curators say anything about what stands at `span`."""
        begins = any(span.start <= override.start < span.end for override in self.openings)
        return begins or any(override.span.overlaps(span) for override in self.roles)

    def with_openings(self, page: ShapedPage, openings: list[Opening]) -> list[Opening]:
        """The openings, with those that curators add and without those that they take away."""
        lines = {line.line.span.start: number for number, line in enumerate(page.lines)}
        rules = {opening.line: opening.rule for opening in openings}
        for override in self.openings:
            line = lines.get(override.start)
            if line is None:
                self.refused[override] = "the quoted text doesn't begin a line"
            elif override.begins:
                rules[line] = CURATED
            elif line == 0:
                self.refused[override] = "no article stands above the quoted line"
            elif rules.pop(line, None) is None:
                self.refused[override] = "no article begins at the quoted line"
        return [Opening(line, rules[line]) for line in sorted(rules)]

    def with_roles(self, text: str, drafts: Sequence[BlockDraft]) -> tuple[BlockDraft, ...]:
        """An article's drafts with the roles that curators give."""
        stretch = Span(drafts[0].span.start, drafts[-1].span.end) if drafts else Span(0, 0)
        own = [override for override in self.roles if override.span.overlaps(stretch)]
        if not own:
            return tuple(drafts)
        pieces = [_Piece(one, frozenset({one.span.end if one.copies is None else one.copies})) for one in drafts]
        followed: list[RoleAt] = []
        for override in own:
            if not stretch.contains(override.span):
                self.refused[override] = "the quoted text reaches from one article into another"
            elif override.role is Role.REPEAT and _original(text, pieces, override.span) is None:
                self.refused[override] = "no headline or caption above it in its article says the same"
            else:
                pieces = list(_cut(text, pieces, override))
                followed.append(override)
        settled = tuple(_settled(text, pieces))
        final = {RoleAt(one.span, one.role) for one in settled if one.rule == CURATED}
        self.overruled.update(override for override in followed if override not in final)
        return settled


NONE = Overrides()
"""No overrides."""


class _Piece(NamedTuple):
    """A draft while overrides are followed; `groups` are the ends of the blocks that it is, copies or is cut from."""

    draft: BlockDraft
    groups: frozenset[int]
    touched: bool = False

    @property
    def span(self) -> Span:
        return self.draft.span


def _cut(text: str, pieces: Sequence[_Piece], override: RoleAt) -> Iterator[_Piece]:
    """The pieces with the override's span as one of them; what is left of the others keeps its role."""
    span = override.span
    covered = [piece for piece in pieces if piece.span.overlaps(span)]
    original = _original(text, pieces, span) if override.role is Role.REPEAT else None
    groups = frozenset[int]().union(*(piece.groups for piece in (*covered, *([original] if original else []))))
    yield from (piece for piece in pieces if piece.span.end <= span.start)
    yield from _rest(text, covered[0], Span(covered[0].span.start, span.start))
    yield _Piece(BlockDraft(span, override.role, CURATED), groups, touched=True)
    yield from _rest(text, covered[-1], Span(span.end, covered[-1].span.end))
    yield from (piece for piece in pieces if piece.span.start >= span.end)


def _rest(text: str, piece: _Piece, span: Span) -> Iterator[_Piece]:
    """What a cut leaves of a piece, without the white space at its ends; nothing if only that is left."""
    if span.length > 0 and (trimmed := span.within(text)).length:
        yield _Piece(piece.draft._replace(span=trimmed), piece.groups, touched=True)


def _original(text: str, pieces: Iterable[_Piece], span: Span) -> _Piece | None:
    """The first headline or caption above `span` of which it is a copy."""
    above = (one for one in pieces if one.span.end <= span.start and one.draft.role in REPEATED_ROLES)
    return next((one for one in above if are_copies(one.span.of(text), span.of(text))), None)


def _settled(text: str, pieces: Sequence[_Piece]) -> Iterator[BlockDraft]:
    """The drafts, each repeat with the block that it copies now; one that copies none gets its original's role."""
    touched = frozenset[int]().union(*(piece.groups for piece in pieces if piece.touched))
    copied: dict[int, list[_Piece]] = defaultdict(list)  # what the pieces of a group may be copies of, so far
    for piece in pieces:
        if piece.draft.role is not Role.REPEAT:
            yield piece.draft._replace(copies=None)
            for group in piece.groups & touched:
                copied[group].append(piece)
        elif piece.groups & touched:
            above = [one for group in sorted(piece.groups) for one in copied[group]]
            yield _as_copy(text, piece, sorted(above, key=lambda one: one.span))
        else:
            yield piece.draft


def _as_copy(text: str, piece: _Piece, above: Sequence[_Piece]) -> BlockDraft:
    """A repeat as a copy of the first headline or caption of its groups above it, else with the first block's role."""
    first = above[0] if above else None
    if first and not (first.touched or piece.touched) and first.draft.role in REPEATED_ROLES:
        return piece.draft
    original = _original(text, above, piece.span)
    if original is not None:
        return piece.draft._replace(copies=original.span.end)
    roles = [one.draft.role for one in above if one.draft.role not in REPEATED_ROLES]
    return piece.draft._replace(role=roles[0] if roles else Role.CHROME, rule="copy-of-unfolded", copies=None)
