"""The checks, in the order in which they are reported; a capture's are made together, so that it is read once."""

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from syria_iraq_archive.corpus.disk import lacks_room
from syria_iraq_archive.corpus.verify import capture, database, derivation
from syria_iraq_archive.corpus.verify.derivation import Derivation, Knowledge
from syria_iraq_archive.corpus.verify.subject import Flaw, Subject, subjects
from syria_iraq_archive.errors import CorpusError

Given = TypeVar("Given")


@dataclass(frozen=True, slots=True)
class CorpusCheck(Generic[Given]):
    """A promise by a short name, and the function that finds where it is broken."""

    name: str
    find: Callable[[Given], Iterator[Flaw]]

    @property
    def promise(self) -> str:
        """The promise in a sentence."""
        return (self.find.__doc__ or "").split("\n")[0]


DATABASE_CHECKS: tuple[CorpusCheck[sqlite3.Connection], ...] = (
    CorpusCheck("integrity", database.integrity),
    CorpusCheck("values", database.values),
    CorpusCheck("foreign keys", database.foreign_keys),
    CorpusCheck("schema", database.schema),
    CorpusCheck("rollups", database.rollups),
    CorpusCheck("totals", database.counts),
    CorpusCheck("full text", database.full_text),
    CorpusCheck("registry", database.registry),
    CorpusCheck("entries", derivation.possible),
    CorpusCheck("signatures", database.signatures),
    CorpusCheck("signature keys", database.signature_keys),
    CorpusCheck("similar", database.pairs),
    CorpusCheck("clusters", database.clusters),
)

CAPTURE_CHECKS: tuple[CorpusCheck[Subject], ...] = (
    CorpusCheck("bytes", capture.bytes_back),
    CorpusCheck("warnings", capture.warnings),
    CorpusCheck("tiling", capture.tiling),
    CorpusCheck("roles", capture.roles),
    CorpusCheck("repeats", capture.repeats),
    CorpusCheck("keys", capture.keys),
    CorpusCheck("fields", capture.fields),
    CorpusCheck("bodies", capture.bodies),
    CorpusCheck("images", capture.images),
    CorpusCheck("claims", capture.claims),
    CorpusCheck("evidence", capture.claim_spans),
    CorpusCheck("mentions", capture.mentions),
    CorpusCheck("quotes", capture.quotes),
    CorpusCheck("dates", capture.dates),
    CorpusCheck("publication", capture.publication),
    CorpusCheck("corrections", capture.corrections),
    CorpusCheck("digests", capture.digests),
)


@dataclass(slots=True)
class Verdict:
    """What a check found."""

    name: str
    promise: str
    findings: list[Flaw] = field(default_factory=list)


def verify(
    connection: sqlite3.Connection, derivation: Derivation | None = None, knowledge: Knowledge | None = None
) -> list[Verdict]:
    """Make every check on a corpus. Raises nothing for what is wrong with it: that is a finding.

    Raises `sqlite3.DatabaseError` or `CorpusError` if there is no room, on disk or in memory, to make them.

    With `derivation`, every capture that can be is parsed again and compared; with `knowledge`, what came from the
    registry.
    """
    database_checks, capture_checks = list(DATABASE_CHECKS), list(CAPTURE_CHECKS)
    if knowledge is not None:
        database_checks.append(CorpusCheck("curated", knowledge.find))
    if derivation is not None:
        capture_checks.append(CorpusCheck("derivation", derivation.find))
    verdicts = {check.name: Verdict(check.name, check.promise) for check in database_checks}
    verdicts |= {check.name: Verdict(check.name, check.promise) for check in capture_checks}
    for check in database_checks:
        verdicts[check.name].findings += _found(check, connection, check.name)
    for subject in subjects(connection):
        if isinstance(subject, Flaw):
            verdicts["integrity"].findings.append(subject)
            continue
        for each in capture_checks:
            verdicts[each.name].findings += _found(each, subject, subject.place())
    return list(verdicts.values())


def _found(check: CorpusCheck[Given], given: Given, where: str) -> list[Flaw]:
    """A check's findings. That it can't be made to its end is one, unless there is no room to make it."""
    found: list[Flaw] = []
    try:
        found.extend(check.find(given))
    except sqlite3.DatabaseError as error:
        if lacks_room(error):
            raise
        found.append(Flaw(where, f"can't be read: {error}"))
    except MemoryError as error:
        raise CorpusError("can't be verified: that needs more memory than there is", place=where) from error
    except Exception as error:  # noqa: BLE001 - the rows of a damaged file can hold anything
        found.append(Flaw(where, f"holds what no corpus holds: {type(error).__name__}: {error}"))
    return found
