"""A capture's text cut where blocks and what is known of it begin and end, for a template to lay out.

Nothing is dropped or added: the pieces of all stretches, joined, are the text. What overlaps is cut, not nested, so
that spans which cross each other need no special care.
"""

import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from syria_iraq_archive.harmless import CONTROLS
from syria_iraq_archive.patterns import later

_CONTROL = later(f"(?![\n\r\t])[{CONTROLS}]")


def visible(value: object) -> object:
    r"""A value as a template may print it: no control in it drives what shows it. Markup stays markup.

    >>> visible("say \u202eevil"), visible(3)
    ('say ‹U+202E›evil', 3)
    """
    if not isinstance(value, str) or not _CONTROL.search(value):
        return value
    return type(value)(_CONTROL.sub(lambda control: f"‹{_name(control)}›", value))


def _name(control: re.Match[str]) -> str:
    return f"U+{ord(control[0]):04X}"


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A run of characters under the same annotations: rows of the tables they are called after, or None."""

    text: str
    mention: sqlite3.Row | None = None
    quote: sqlite3.Row | None = None
    date: sqlite3.Row | None = None
    place: sqlite3.Row | None = None
    designation: sqlite3.Row | None = None
    evidence: bool = False

    @property
    def runs(self) -> Iterator[tuple[bool, str]]:
        r"""The text as it can be shown: (False, as it is) or (True, a mark for a control character).

        >>> list(MarkedText("say \u202eevil").runs)
        [(False, 'say '), (True, 'U+202E'), (False, 'evil')]
        """
        shown = 0
        for control in _CONTROL.finditer(self.text):
            if control.start() > shown:
                yield False, self.text[shown : control.start()]
            yield True, _name(control)
            shown = control.end()
        if shown < len(self.text):
            yield False, self.text[shown:]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A block with its pieces; between blocks, white space with none."""

    block: sqlite3.Row | None
    pieces: tuple[MarkedText, ...]

    @property
    def text(self) -> str:
        """The stretch as the capture has it."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Annotations:
    """What is known of spans of one capture; rows with `start_char` and `end_char`, claims also without."""

    mentions: Sequence[sqlite3.Row] = ()
    quotes: Sequence[sqlite3.Row] = ()
    dates: Sequence[sqlite3.Row] = ()
    places: Sequence[sqlite3.Row] = ()
    claims: Sequence[sqlite3.Row] = ()
    designations: Sequence[sqlite3.Row] = ()

    def within(self, start: int, end: int) -> "Annotations":
        """Those that touch the span."""
        known = (self.mentions, self.quotes, self.dates, self.places, self.claims, self.designations)
        return Annotations(*(list(overlapping(rows, start, end)) for rows in known))


def overlapping(rows: Iterable[sqlite3.Row], start: int, end: int) -> Iterator[sqlite3.Row]:
    """The rows whose span has a character in common with this one."""
    for row in rows:
        if row["start_char"] is not None and row["start_char"] < end and row["end_char"] > start:
            yield row


def stretches(text: str, blocks: Sequence[sqlite3.Row], marks: Annotations) -> Iterator[Stretch]:
    """The whole text, block by block and gap by gap."""
    reached = 0
    for block in blocks:
        start, end = block["start_char"], block["end_char"]
        if reached < start:
            yield Stretch(None, (MarkedText(text[reached:start]),))
        yield Stretch(block, tuple(pieces(text, start, end, marks.within(start, end))))
        reached = end
    if reached < len(text):
        yield Stretch(None, (MarkedText(text[reached:]),))


def pieces(text: str, start: int, end: int, marks: Annotations) -> Iterator[MarkedText]:
    """The span of the text, cut wherever one of the marks begins or ends in it.

    Evidence that is the whole span is not marked in it: a mark everywhere picks nothing out.
    """
    claims = [
        row for row in overlapping(marks.claims, start, end) if row["start_char"] > start or row["end_char"] < end
    ]
    cuts = {start, end}
    for rows in (marks.mentions, marks.quotes, marks.dates, marks.places, marks.designations, claims):
        for row in overlapping(rows, start, end):
            cuts |= {max(start, row["start_char"]), min(end, row["end_char"])}
    for cut, stop in pairwise(sorted(cuts)):
        yield MarkedText(
            text[cut:stop],
            mention=next(overlapping(marks.mentions, cut, stop), None),
            quote=next(overlapping(marks.quotes, cut, stop), None),
            date=next(overlapping(marks.dates, cut, stop), None),
            place=next(overlapping(marks.places, cut, stop), None),
            designation=next(overlapping(marks.designations, cut, stop), None),
            evidence=any(True for _ in overlapping(claims, cut, stop)),
        )
