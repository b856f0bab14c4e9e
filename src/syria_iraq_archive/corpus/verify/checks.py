"""The checks, in the order in which they are reported; a capture's are made together, so that it is read once."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, TypeVar

from syria_iraq_archive.corpus.disk import lacks_room
from syria_iraq_archive.corpus.verify import capture, database, derivation, stories
from syria_iraq_archive.corpus.verify.derivation import Derivation, Knowledge
from syria_iraq_archive.corpus.verify.subject import Flaw, Subject, subjects
from syria_iraq_archive.errors import CorpusError

Given = TypeVar("Given")
DERIVATION = "derivation"


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
    CorpusCheck("versions", database.earlier_versions),
    CorpusCheck("entries", derivation.possible),
    CorpusCheck("signatures", database.signatures),
    CorpusCheck("signature keys", database.signature_keys),
    CorpusCheck("similar", database.pairs),
    CorpusCheck("clusters", database.clusters),
    CorpusCheck("story traits", stories.traits),
    CorpusCheck("story keys", stories.keys),
    CorpusCheck("story links", stories.links),
    CorpusCheck("stories", stories.stories),
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
    CorpusCheck("authors", capture.authors),
    CorpusCheck("sentences", capture.sentences),
    CorpusCheck("places", capture.place_mentions),
    CorpusCheck("designations", capture.designations),
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


class Examined(NamedTuple):
    """What the checks found of a capture, each by its name; and whether it was passed over when others are parsed."""

    findings: list[tuple[str, Flaw]]
    passed_over: int = 0
    not_extracted: int = 0


Examining = Callable[[Iterator[Subject]], Iterable[Examined]]  # `examine` for each, in order


def examine(subject: Subject, derivation: Derivation | None = None) -> Examined:
    """Make every check on a capture; with `derivation`, parse it again, too."""
    before = derivation.counts if derivation else (0, 0)
    checks = [*CAPTURE_CHECKS, *([CorpusCheck(DERIVATION, derivation.find)] if derivation else [])]
    findings = [(check.name, flaw) for check in checks for flaw in _found(check, subject, subject.place())]
    after = derivation.counts if derivation else (0, 0)
    return Examined(findings, after[0] - before[0], after[1] - before[1])


def verify(
    connection: sqlite3.Connection,
    derivation: Derivation | None = None,
    knowledge: Knowledge | None = None,
    examining: Examining | None = None,
) -> list[Verdict]:
    """Make every check on a corpus. Raises nothing for what is wrong with it: that is a finding.

    Raises `sqlite3.DatabaseError` or `CorpusError` if there is no room, on disk or in memory, to make them.

    With `derivation`, every capture that can be is parsed again and compared; with `knowledge`, what came from the
    registry. `examining` makes the checks of captures; by default they are made here, one after the other.
    """
    database_checks, capture_checks = list(DATABASE_CHECKS), list(CAPTURE_CHECKS)
    if knowledge is not None:
        database_checks.append(CorpusCheck("curated", knowledge.find))
    if derivation is not None:
        capture_checks.append(CorpusCheck(DERIVATION, derivation.find))
    verdicts = {check.name: Verdict(check.name, check.promise) for check in database_checks}
    verdicts |= {check.name: Verdict(check.name, check.promise) for check in capture_checks}
    for check in database_checks:
        verdicts[check.name].findings += _found(check, connection, check.name)
    readable = _readable(connection, verdicts["integrity"])
    for examined in examining(readable) if examining else (examine(subject, derivation) for subject in readable):
        for name, flaw in examined.findings:
            verdicts[name].findings.append(flaw)
        if derivation is not None and examining:  # else it has counted by itself
            derivation.passed_over += examined.passed_over
            derivation.not_extracted += examined.not_extracted
    return list(verdicts.values())


def _readable(connection: sqlite3.Connection, verdict: Verdict) -> Iterator[Subject]:
    """Every capture with its rows; what can't be read is a finding."""
    for subject in subjects(connection):
        if isinstance(subject, Flaw):
            verdict.findings.append(subject)
        else:
            yield subject


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
