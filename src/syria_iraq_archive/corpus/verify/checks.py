"""The checks, in the order in which they are reported; a capture's are made together, so that it is read once."""

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from syria_iraq_archive.corpus.room import lacks_room
from syria_iraq_archive.corpus.verify import articles, captures, curated, database, evidence, similar, values
from syria_iraq_archive.corpus.verify.curated import Knowledge
from syria_iraq_archive.corpus.verify.derivation import Derivation
from syria_iraq_archive.corpus.verify.subject import Finding, Subject, subjects
from syria_iraq_archive.errors import CorpusError

Given = TypeVar("Given")


@dataclass(frozen=True, slots=True)
class Check(Generic[Given]):
    """A promise by a short name, and the function that finds where it is broken."""

    name: str
    find: Callable[[Given], Iterator[Finding]]

    @property
    def promise(self) -> str:
        """The promise in a sentence."""
        return (self.find.__doc__ or "").split("\n")[0]


DATABASE_CHECKS: tuple[Check[sqlite3.Connection], ...] = (
    Check("integrity", database.integrity),
    Check("values", values.values),
    Check("foreign keys", database.foreign_keys),
    Check("schema", database.schema),
    Check("rollups", database.rollups),
    Check("full text", database.full_text),
    Check("registry", database.registry),
    Check("entries", curated.possible),
    Check("signatures", similar.signatures),
    Check("similar", similar.pairs),
    Check("clusters", similar.clusters),
)

CAPTURE_CHECKS: tuple[Check[Subject], ...] = (
    Check("bytes", captures.bytes_back),
    Check("warnings", captures.warnings),
    Check("tiling", captures.tiling),
    Check("roles", captures.roles),
    Check("repeats", captures.repeats),
    Check("keys", articles.keys),
    Check("fields", articles.fields),
    Check("bodies", articles.bodies),
    Check("images", articles.images),
    Check("claims", articles.claims),
    Check("evidence", evidence.claim_spans),
    Check("mentions", evidence.mentions),
    Check("quotes", evidence.quotes),
    Check("dates", evidence.dates),
    Check("publication", evidence.publication),
    Check("corrections", captures.corrections),
)


@dataclass(slots=True)
class Verdict:
    """What a check found."""

    name: str
    promise: str
    findings: list[Finding] = field(default_factory=list)


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
        database_checks.append(Check("curated", knowledge.find))
    if derivation is not None:
        capture_checks.append(Check("derivation", derivation.find))
    verdicts = {check.name: Verdict(check.name, check.promise) for check in database_checks}
    verdicts |= {check.name: Verdict(check.name, check.promise) for check in capture_checks}
    for check in database_checks:
        verdicts[check.name].findings += _found(check, connection, check.name)
    for subject in subjects(connection):
        if isinstance(subject, Finding):
            verdicts["integrity"].findings.append(subject)
            continue
        for each in capture_checks:
            verdicts[each.name].findings += _found(each, subject, subject.place())
    return list(verdicts.values())


def _found(check: Check[Given], given: Given, where: str) -> list[Finding]:
    """A check's findings. That it can't be made to its end is one, unless there is no room to make it."""
    found: list[Finding] = []
    try:
        found.extend(check.find(given))
    except sqlite3.DatabaseError as error:
        if lacks_room(error):
            raise
        found.append(Finding(where, f"can't be read: {error}"))
    except MemoryError as error:
        raise CorpusError("can't be verified: that needs more memory than there is", place=where) from error
    except Exception as error:  # noqa: BLE001 - the rows of a damaged file can hold anything
        found.append(Finding(where, f"holds what no corpus holds: {type(error).__name__}: {error}"))
    return found
