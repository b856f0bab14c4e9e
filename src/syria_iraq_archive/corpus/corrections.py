"""How the corrections of a registry stand in a corpus: applied, superseded, stale; or their capture isn't in it.

A corpus remembers nothing of captures that it doesn't hold, so that the same captures always give the same corpus.
A correction of a capture that was never ingested and one whose capture is gone are therefore told alike: `ABSENT`.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from syria_iraq_archive.corpus.schema import placeholders
from syria_iraq_archive.records import Fate
from syria_iraq_archive.registry.models import ActorCorrection, Correction, OpeningCorrection, RoleCorrection
from syria_iraq_archive.registry.withdrawn import mark

if TYPE_CHECKING:  # whoever ingests reads nothing
    from syria_iraq_archive.corpus.read import AnyConnection

_AT_ONCE = 500  # captures that are looked up by one statement
_REPLAYED = """
    SELECT sha256, seq, status, problem, field, value, instead_of, quote, reason, curator, day
    FROM captures LEFT JOIN corrections ON capture_id = captures.id
    WHERE sha256 IN ({captures}) ORDER BY sha256, seq
"""

ABSENT = "no such capture"
UNREPLAYED = "not replayed"


class Standing(NamedTuple):
    """A correction by its number in the registry's file, from 1; how it stands, and why."""

    number: int
    correction: Correction
    status: str  # of `Fate`, or `ABSENT`, or `UNREPLAYED`
    problem: str | None

    @property
    def counts(self) -> bool:
        """Whether nothing has to be said of it."""
        return self.status in (Fate.APPLIED, Fate.SUPERSEDED)

    @property
    def what(self) -> str:
        """What it corrects, for a message."""
        one = self.correction
        article = "" if isinstance(one, RoleCorrection | OpeningCorrection) else f"-{one.article}"
        return f"{one.field} of {one.capture[:16]}{article}"

    @property
    def id(self) -> str:
        """By what it is forgotten: see `curating.forgetting`."""
        return mark(self.correction)


def standings(connection: "AnyConnection", corrections: Iterable[Correction]) -> Iterator[Standing]:
    """How each of the registry's corrections stands in the corpus, in their order."""
    listed = list(corrections)
    replayed = _replayed(connection, dict.fromkeys(correction.capture for correction in listed))
    seen: Counter[str] = Counter()
    for number, correction in enumerate(listed, start=1):
        sha256 = correction.capture
        rows, seq = replayed.get(sha256), seen[sha256]
        seen[sha256] += 1
        if rows is None:
            yield Standing(number, correction, ABSENT, _why_absent(connection, sha256))
        elif seq >= len(rows) or rows[seq][2:] != _said(correction):
            yield Standing(number, correction, UNREPLAYED, "the corpus was made by another registry: ingest again")
        else:
            yield Standing(number, correction, rows[seq][0], rows[seq][1])


def _why_absent(connection: "AnyConnection", sha256: str) -> str:
    """Why a correction's capture isn't among the current ones."""
    from syria_iraq_archive.corpus.versions import current_of, is_earlier  # few have such corrections

    if isinstance(connection, sqlite3.Connection) and is_earlier(connection, sha256):
        now = current_of(connection, sha256)[:_DIGITS]
        return f"its capture is an earlier version of {now} (see: archive diff {sha256[:_DIGITS]}-1; correct that one)"
    return "its capture isn't in this corpus"


_DIGITS = 16  # of a hash, as keys have them


def _replayed(connection: "AnyConnection", captures: Iterable[str]) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of corrections by the captures that are there."""
    replayed: dict[str, list[tuple[Any, ...]]] = {}
    wanted = iter(captures)
    while some := tuple(islice(wanted, _AT_ONCE)):
        for sha256, seq, *row in connection.execute(_REPLAYED.format(captures=placeholders(some)), some):
            rows = replayed.setdefault(sha256, [])
            if seq is not None:
                rows.append(tuple(row))
    return replayed


def _said(correction: Correction) -> tuple[str | None, ...]:
    instead_of = correction.instead_of if isinstance(correction, ActorCorrection) else None
    told = (correction.quote, correction.reason, correction.by, correction.on)
    return (correction.field, correction.value, instead_of, *told)


class Kept(NamedTuple):
    """A correction as a corpus keeps it, whatever registry it came from; how it stands there, and why."""

    path: str  # of its capture
    field: str
    curator: str
    day: str
    status: str  # of `Fate`
    problem: str | None


def kept_corrections(connection: sqlite3.Connection) -> list[Kept]:
    """The corrections that a corpus keeps, by path of their captures."""
    rows = connection.execute(
        "SELECT path, field, curator, day, status, problem FROM corrections JOIN captures ON captures.id = capture_id "
        "ORDER BY path, capture_id, seq"
    )
    return [Kept(*row) for row in rows]


def summary(counts: Mapping[str, int]) -> str:
    """How many corrections stand how.

    >>> summary({"applied": 3, "superseded": 1, "stale": 1, "no such capture": 2})
    '4 replayed, 1 stale, 2 of captures that are not in this corpus'
    """
    parts = [f"{counts.get(Fate.APPLIED, 0) + counts.get(Fate.SUPERSEDED, 0)} replayed"]
    for status, words in (
        (Fate.STALE, "stale"),
        (UNREPLAYED, "not replayed yet"),
        (ABSENT, "of captures that are not in this corpus"),
    ):
        if counts.get(status):
            parts.append(f"{counts[status]} {words}")
    return ", ".join(parts)
