"""Whatever curators ask for: what the corpus holds of a corrected capture passes every check."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from syria_iraq_archive.corpus.connection import reading, writing
from syria_iraq_archive.corpus.location import Location
from syria_iraq_archive.corpus.migrations import migrate
from syria_iraq_archive.corpus.rows import capture_rows
from syria_iraq_archive.corpus.verify.checks import CAPTURE_CHECKS
from syria_iraq_archive.corpus.verify.subject import Subject, subjects
from syria_iraq_archive.corpus.writer import Writer
from syria_iraq_archive.pipeline import Pipeline
from syria_iraq_archive.registry.load import Registry
from tests.annotate.test_corrections_invariants import captures, corrections
from tests.corrections import DATA

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory, registry: Registry) -> Iterator[Path]:
    """A corpus without captures."""
    path = tmp_path_factory.mktemp("corrected") / "archive.db"
    with writing(path) as connection:
        migrate(connection)
        Writer(connection).write_registry(registry)
        yield path


@given(st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_corrected_capture_passes_every_check(corpus: Path, pipeline: Pipeline, draw: st.DataObject) -> None:
    """But for the one that reports stale corrections."""
    data = draw.draw(st.sampled_from([DATA, *captures()]))
    made = draw.draw(corrections(pipeline.run(data, "a.txt")))
    parsed = pipeline.corrected(made).run(data, "a.txt")
    with writing(corpus) as connection:
        Writer(connection).write(capture_rows(parsed), Location("captures", "a.txt"), "recipe")
    with reading(corpus) as connection:
        [subject] = subjects(connection)
        assert isinstance(subject, Subject)
        findings = [finding.what for check in CAPTURE_CHECKS for finding in check.find(subject)]
    with writing(corpus) as connection:
        Writer(connection).remove(parsed.capture.sha256)
    assert [what for what in findings if "is stale: " not in what] == []
