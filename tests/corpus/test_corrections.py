"""What the corpus keeps of corrections, and how those of a registry stand in it."""

import hashlib
import json
import re
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from syria_iraq_archive.corpus.connection import reading
from syria_iraq_archive.corpus.corrections import ABSENT, UNREPLAYED, standings
from syria_iraq_archive.corpus.fingerprint import fingerprint
from syria_iraq_archive.corpus.recipe import Recipe
from syria_iraq_archive.corpus.verify.checks import verify
from syria_iraq_archive.corpus.verify.derivation import Derivation
from syria_iraq_archive.engine.summary import Summary
from syria_iraq_archive.pipeline import Pipeline
from syria_iraq_archive.records import Role
from syria_iraq_archive.registry.load import Registry
from syria_iraq_archive.registry.models import Correction
from tests.corrections import CAPTION, DATA, HEADLINE, SECOND, correction
from tests.factories import ingest

GONE = correction("headline", "A", "no such text", article=1)
SPLIT = correction("opening", "begins", SECOND)
MANY = (
    SPLIT,
    correction("headline", "Rain", "farmers of Raqqa", article=2),
    correction("role", "chrome", CAPTION),
    correction("role", "headline", HEADLINE, occurrence=2),
    correction("role", "repeat", "Workers on the bridge"),
    correction("mention", None, "Iraqi"),
    correction("actor", "syria", "Turkey", instead_of="turkey"),
    correction("source", None, "officials said"),
    correction("published", "2016-05", "May 3, 2016", article=1),
    correction("published", None, "since March", article=2),
)


class Archive:
    """A folder of two captures and a corpus of it, whose registry has the corrections given last."""

    def __init__(self, folder: Path, registry: Registry, pipeline: Pipeline) -> None:
        self.corpus, self._captures = folder / "archive.db", folder / "captures"
        self._captures.mkdir()
        (self._captures / "a.txt").write_bytes(DATA)
        (self._captures / "b.txt").write_text("Another story\n\nNothing is corrected in this one, officials said.\n")
        self._registry, self._pipeline = registry, pipeline

    def ingest(self, *made: Correction) -> Summary:
        knowledge = replace(self._registry, corrections=made)
        self.derivation = Derivation(self._pipeline.corrected(made).run, Recipe(knowledge, "1"))
        return ingest(self.corpus, self._captures, run=self._pipeline.corrected(made).run, knowledge=knowledge)

    def remove(self, name: str) -> None:
        (self._captures / name).write_text("Something else\n\nIt stands where the other stood, officials said.\n")

    def findings(self) -> dict[str, list[str]]:
        with reading(self.corpus) as connection:
            verdicts = verify(connection, self.derivation)
        return {one.name: [finding.what for finding in one.findings] for one in verdicts if one.findings}

    def standing(self, *made: Correction) -> list[tuple[str, str | None]]:
        with reading(self.corpus) as connection:
            return [(one.status, one.problem) for one in standings(connection, made)]

    def rows(self, sql: str) -> list[tuple[object, ...]]:
        with reading(self.corpus) as connection:
            return [tuple(row) for row in connection.execute(sql)]


@pytest.fixture
def archive(tmp_path: Path, registry: Registry, pipeline: Pipeline) -> Archive:
    return Archive(tmp_path, registry, pipeline)


def test_what_became_of_each_correction_is_kept(archive: Archive) -> None:
    """With the article it belongs to, what the parser said, and where the quoted text stands."""
    archive.ingest(SPLIT, GONE)
    sql = "SELECT seq, field, value, parsed, status, start_char IS NULL, article_id IS NULL, problem FROM corrections"
    opening, stale = archive.rows(f"{sql} ORDER BY seq")
    assert opening == (0, "opening", "begins", "joined", "applied", 0, 0, None)
    assert stale[:7] == (1, "headline", "A", HEADLINE, "stale", 1, 0)
    assert "doesn't stand in the capture" in str(stale[7])


def test_a_corpus_with_corrections_of_every_kind_verifies(archive: Archive) -> None:
    """Its rows are what the checks promise, and what its bytes and corrections yield."""
    archive.ingest(*MANY)
    findings = archive.findings()
    stale = [row[0] for row in archive.rows("SELECT field FROM corrections WHERE status = 'stale'")]
    assert stale == ["role"]  # what it would repeat is a caption no more
    assert list(findings) == ["corrections"]


def test_a_stale_correction_is_found_by_verify(archive: Archive) -> None:
    """With who made it and why it is stale."""
    archive.ingest(GONE)
    [what] = archive.findings()["corrections"]
    assert what.startswith("the correction of the headline by N., 2026-01-01, is stale: the quoted text doesn't stand")


def test_rows_that_somebody_changed_are_found_by_verify(archive: Archive) -> None:
    """Parsing again yields the corrections, too."""
    archive.ingest(SPLIT)
    with closing(sqlite3.connect(archive.corpus)) as connection, connection:
        connection.execute("UPDATE corrections SET reason = 'another'")
    assert any(what.startswith("corrections: ") for what in archive.findings()["derivation"])


def test_only_the_captures_whose_corrections_changed_are_parsed_again(archive: Archive) -> None:
    """Of any kind; and back again when they are withdrawn."""
    archive.ingest()
    with reading(archive.corpus) as connection:
        plain = fingerprint(connection)
    for made in MANY:
        summary = archive.ingest(made)
        assert (summary.added, summary.updated, summary.unchanged) == (0, 1, 1)
    summary = archive.ingest()
    assert (summary.updated, summary.unchanged) == (1, 1)
    with reading(archive.corpus) as connection:
        assert fingerprint(connection) == plain


def test_corrections_are_part_of_the_fingerprint(archive: Archive) -> None:
    """Of what a corpus says, reasons are a part."""
    archive.ingest(SPLIT)
    with reading(archive.corpus) as connection:
        first = fingerprint(connection)
    archive.ingest(SPLIT.model_copy(update={"reason": "another"}))
    with reading(archive.corpus) as connection:
        assert fingerprint(connection) != first


def test_each_correction_of_a_registry_stands_somehow(archive: Archive) -> None:
    """Applied or stale; of a capture that isn't there; or not replayed yet."""
    elsewhere = SPLIT.model_copy(update={"capture": "0" * 64})
    archive.ingest(SPLIT, GONE)
    later = correction("headline", "B", HEADLINE)
    found = archive.standing(elsewhere, SPLIT, GONE, later)
    assert [status for status, _ in found] == [ABSENT, "applied", "stale", UNREPLAYED]
    changed = SPLIT.model_copy(update={"reason": "another"})
    assert archive.standing(changed)[0][0] == UNREPLAYED


def test_a_correction_whose_capture_is_gone_is_told(archive: Archive) -> None:
    """A file that holds something else takes its corrections' capture away; what is there now is named."""
    archive.ingest(SPLIT)
    archive.remove("a.txt")
    archive.ingest(SPLIT)
    [(status, problem)] = archive.standing(SPLIT)
    assert status == ABSENT
    assert problem is not None
    assert re.match(r"its capture is an earlier version of [0-9a-f]{16} \(see: archive diff [0-9a-f]{16}-1;", problem)


def test_blocks_say_that_a_curator_gave_them_their_role(archive: Archive) -> None:
    archive.ingest(correction("role", "chrome", "The river"))
    assert archive.rows("SELECT role FROM blocks WHERE rule = 'curated'") == [(Role.CHROME.value,)]


@pytest.mark.parametrize("made", MANY)
def test_a_capture_is_parsed_again_if_anything_in_its_correction_has_changed(made: Correction) -> None:
    """Every field counts, set or not, by what JSON says of it."""
    recipe = Recipe(Registry({}, {}, corrections=(made,)), "1")
    said = json.dumps([recipe.common, [made.model_dump(mode="json")]], sort_keys=True, separators=(",", ":"))
    assert recipe.of(made.capture) == hashlib.sha256(said.encode()).hexdigest()[:16]
