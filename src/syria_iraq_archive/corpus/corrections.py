"""How the corrections of a registry stand in a corpus: applied, superseded, stale; or their capture isn't in it.

A corpus remembers nothing of captures that it doesn't hold, so that the same captures always give the same corpus.
A correction of a capture that was never ingested and one whose capture is gone are therefore told alike: `ABSENT`.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from syria_iraq_archive.records import Fate
from syria_iraq_archive.registry.models import ActorCorrection, Correction, OpeningCorrection, RoleCorrection

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


def standings(connection: sqlite3.Connection, corrections: Iterable[Correction]) -> Iterator[Standing]:
    """How each of the registry's corrections stands in the corpus, in their order."""
    replayed: dict[str, list[sqlite3.Row] | None] = {}
    seen: Counter[str] = Counter()
    for number, correction in enumerate(corrections, start=1):
        sha256 = correction.capture
        if sha256 not in replayed:
            replayed[sha256] = _replayed(connection, sha256)
        rows, seq = replayed[sha256], seen[sha256]
        seen[sha256] += 1
        if rows is None:
            yield Standing(number, correction, ABSENT, "its capture isn't in this corpus")
        elif seq >= len(rows) or tuple(rows[seq])[2:] != _said(correction):
            yield Standing(number, correction, UNREPLAYED, "the corpus was made by another registry: ingest again")
        else:
            yield Standing(number, correction, rows[seq][0], rows[seq][1])


def _replayed(connection: sqlite3.Connection, sha256: str) -> list[sqlite3.Row] | None:
    """The rows of a capture's corrections; None where there is no such capture."""
    capture = connection.execute("SELECT id FROM captures WHERE sha256 = ?", (sha256,)).fetchone()
    if capture is None:
        return None
    return connection.execute(
        "SELECT status, problem, field, value, instead_of, quote, reason, curator, day FROM corrections "
        "WHERE capture_id = ? ORDER BY seq",
        tuple(capture),
    ).fetchall()


def _said(correction: Correction) -> tuple[str | None, ...]:
    instead_of = correction.instead_of if isinstance(correction, ActorCorrection) else None
    told = (correction.quote, correction.reason, correction.by, correction.on)
    return (correction.field, correction.value, instead_of, *told)


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
