"""Ingest takes what stands in containers as it takes files: once, by its bytes, and as long as it stands there."""

import gzip
import json
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from syria_iraq_archive.corpus.connection import reading
from syria_iraq_archive.corpus.fingerprint import fingerprint
from syria_iraq_archive.corpus.recipe import Recipe
from syria_iraq_archive.corpus.verify.checks import verify
from syria_iraq_archive.corpus.verify.derivation import Derivation
from syria_iraq_archive.engine.ingest import Summary
from syria_iraq_archive.pipeline import Pipeline
from syria_iraq_archive.registry.load import Registry
from tests import factories, saved

OTHER = saved.page().replace("bridge", "road").replace("Bridge", "Road")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "captures"
    folder.mkdir()
    return folder


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return tmp_path / "archive.db"


@pytest.fixture
def run(pipeline: Pipeline, registry: Registry) -> "Run":
    return Run(pipeline, registry)


class Run:
    """Ingests with the real pipeline."""

    def __init__(self, pipeline: Pipeline, registry: Registry) -> None:
        self._pipeline = pipeline
        self._registry = registry

    def __call__(self, corpus: Path, *places: Path) -> Summary:
        return factories.ingest(corpus, *places, run=self._pipeline.run, knowledge=self._registry)

    def findings(self, corpus: Path) -> list[tuple[str, str, str]]:
        """What verifying finds, parsing again included."""
        with reading(corpus) as connection:
            verdicts = verify(connection, self.derivation())
        return [(verdict.name, *finding) for verdict in verdicts for finding in verdict.findings]

    def derivation(self) -> Derivation:
        return Derivation(self._pipeline.run, Recipe(self._registry, "1"))

    def fresh(self, tmp_path: Path, *places: Path) -> str:
        """The fingerprint of a corpus made from nothing."""
        path = tmp_path / "fresh.db"
        path.unlink(missing_ok=True)
        self(path, *places)
        return print_of(path)


def counts(summary: Summary) -> tuple[int, int, int, int, int]:
    """Added, updated, unchanged, rejected, copies."""
    return (summary.added, summary.updated, summary.unchanged, len(summary.rejected), summary.copies)


def rows(corpus: Path, columns: str = "path") -> list[tuple[object, ...]]:
    with reading(corpus) as connection:
        return [tuple(row) for row in connection.execute(f"SELECT {columns} FROM captures ORDER BY path")]


def print_of(corpus: Path) -> str:
    with reading(corpus) as connection:
        return fingerprint(connection)


def web_archive(*pages: str) -> bytes:
    return b"".join(saved.record(saved.response(page)) for page in pages)


def lines(*texts: str) -> bytes:
    return "".join(json.dumps({"text": text}) + "\n" for text in texts).encode()


def write_every_format(folder: Path) -> None:
    (folder / "a.txt").write_text(saved.BODY)
    (folder / "b.html").write_text(saved.page())
    (folder / "c.mhtml").write_bytes(saved.mhtml(saved.page()))
    (folder / "d.pdf").write_bytes(saved.pdf(saved.HEADLINE))
    (folder / "e.eml").write_bytes(saved.mail())
    (folder / "f.jsonl").write_bytes(lines(saved.PARAGRAPHS[0], saved.PARAGRAPHS[1]))
    (folder / "g.warc.gz").write_bytes(gzip.compress(web_archive(saved.page(), OTHER)))
    (folder / "h.zip").write_bytes(saved.zipped({"in/i.tar.gz": saved.tarred({"j.html": OTHER}, "w:gz")}))


def test_every_format_becomes_a_capture_that_verifies(folder: Path, corpus: Path, run: Run) -> None:
    """Text, bytes and all that was found in them."""
    write_every_format(folder)
    assert counts(run(corpus, folder)) == (10, 0, 0, 0, 0)
    assert rows(corpus, "path, format, uri, captured_at, content IS NULL") == [
        ("a.txt", "text", None, None, 1),
        ("b.html", "html", None, None, 0),
        ("c.mhtml", "mhtml", saved.URI, "Wed, 4 Dec 2024 10:00:00 -0000", 0),
        ("d.pdf", "pdf", None, None, 0),
        ("e.eml", "eml", None, None, 0),
        ("f.jsonl!/1", "jsonl", None, None, 0),
        ("f.jsonl!/2", "jsonl", None, None, 0),
        ("g.warc.gz!/1", "warc-response", saved.URI, saved.CRAWLED, 0),
        ("g.warc.gz!/2", "warc-response", saved.URI, saved.CRAWLED, 0),
        ("h.zip!/in/i.tar.gz!/j.html", "html", None, None, 0),
    ]
    assert run.findings(corpus) == []


def test_ingesting_again_changes_nothing(folder: Path, corpus: Path, run: Run) -> None:
    """What stands in containers is known by its bytes."""
    write_every_format(folder)
    run(corpus, folder)
    before = print_of(corpus)
    assert counts(run(corpus, folder)) == (0, 0, 10, 0, 0)
    assert print_of(corpus) == before


def test_the_order_of_files_does_not_matter(folder: Path, corpus: Path, run: Run, tmp_path: Path) -> None:
    """One by one backwards, or all at once."""
    write_every_format(folder)
    (folder / "z.txt").write_text(saved.page())
    for path in sorted(folder.iterdir(), reverse=True):
        run(corpus, path)
    run(corpus, folder)
    assert print_of(corpus) == run.fresh(tmp_path, folder)


def test_the_same_bytes_inside_and_outside_a_container_are_one_capture(folder: Path, corpus: Path, run: Run) -> None:
    """Recorded by the first path."""
    (folder / "a.zip").write_bytes(saved.zipped({"page.html": saved.page()}))
    (folder / "b.html").write_text(saved.page())
    assert counts(run(corpus, folder)) == (1, 0, 0, 0, 1)
    assert rows(corpus) == [("a.zip!/page.html",)]


def test_a_copy_outside_takes_the_place_of_a_first_that_left_its_container(
    folder: Path, corpus: Path, run: Run, tmp_path: Path
) -> None:
    """As if the first had never been."""
    (folder / "a.zip").write_bytes(saved.zipped({"page.html": saved.page()}))
    (folder / "b.html").write_text(saved.page())
    run(corpus, folder)
    (folder / "a.zip").write_bytes(saved.zipped({"page.html": OTHER}))
    run(corpus, folder)
    assert rows(corpus) == [("a.zip!/page.html",), ("b.html",)]
    assert print_of(corpus) == run.fresh(tmp_path, folder)


def test_what_a_container_no_longer_holds_stays_and_is_said(folder: Path, corpus: Path, run: Run) -> None:
    """As of a file that is gone; what moved within it is recorded by its new number."""
    (folder / "f.jsonl").write_bytes(lines(*saved.PARAGRAPHS[:3]))
    run(corpus, folder)
    (folder / "f.jsonl").write_bytes(lines(saved.PARAGRAPHS[2]))
    for _ in "twice":
        assert run(corpus, folder).gone == ["f.jsonl!/1", "f.jsonl!/2"]
        assert rows(corpus) == [("f.jsonl!/1",), ("f.jsonl!/1",), ("f.jsonl!/2",)]


def test_a_member_that_changed_under_its_name_replaces_what_it_held(
    folder: Path, corpus: Path, run: Run, tmp_path: Path
) -> None:
    """As a file does."""
    (folder / "a.zip").write_bytes(saved.zipped({"page.html": saved.page()}))
    run(corpus, folder)
    (folder / "a.zip").write_bytes(saved.zipped({"page.html": OTHER}))
    run(corpus, folder)
    assert rows(corpus) == [("a.zip!/page.html",)]
    assert print_of(corpus) == run.fresh(tmp_path, folder)


def test_a_container_that_is_damaged_keeps_what_is_known_of_it(folder: Path, corpus: Path, run: Run) -> None:
    """It may be whole again tomorrow."""
    data = web_archive(saved.page(), OTHER)
    (folder / "g.warc").write_bytes(data)
    run(corpus, folder)
    (folder / "g.warc").write_bytes(data[: len(data) // 2 - 100])
    assert counts(run(corpus, folder))[3] == 1
    assert len(rows(corpus)) == 2


def test_what_left_a_container_is_said_though_others_in_it_are_refused(folder: Path, corpus: Path, run: Run) -> None:
    """A refused member says nothing of the rest."""
    files: dict[str, bytes | str] = {"a.html": saved.page(), "b.html": OTHER, "c.jpg": "x"}
    (folder / "z.zip").write_bytes(saved.zipped(files))
    run(corpus, folder)
    del files["b.html"]
    (folder / "z.zip").write_bytes(saved.zipped(files))
    assert run(corpus, folder).gone == ["z.zip!/b.html"]
    assert rows(corpus) == [("z.zip!/a.html",), ("z.zip!/b.html",)]


def test_a_file_that_became_a_container_replaces_what_it_was(
    folder: Path, corpus: Path, run: Run, tmp_path: Path
) -> None:
    """A file that changed; what it holds as a container stays when it is none any more."""
    (folder / "a.txt").write_bytes(lines(saved.PARAGRAPHS[0]).replace(b"{", b"{\n"))
    run(corpus, folder)
    assert rows(corpus) == [("a.txt",)]
    (folder / "a.txt").write_bytes(lines(*saved.PARAGRAPHS[1:]))
    run(corpus, folder)
    assert rows(corpus) == [("a.txt!/1",), ("a.txt!/2",)]
    assert print_of(corpus) == run.fresh(tmp_path, folder)
    (folder / "a.txt").write_bytes(lines(saved.PARAGRAPHS[0]).replace(b"{", b"{\n"))
    assert run(corpus, folder).gone == ["a.txt!/1", "a.txt!/2"]
    assert rows(corpus) == [("a.txt",), ("a.txt!/1",), ("a.txt!/2",)]


def test_bad_members_are_reported_by_their_names_and_the_rest_goes_on(folder: Path, corpus: Path, run: Run) -> None:
    """As bad files are; those of other kinds are passed over."""
    files: dict[str, bytes | str] = {"a.html": saved.page(), "b.jpg": "x", "c.txt": b"\0\1", "../d.txt": "x"}
    (folder / "z.zip").write_bytes(saved.zipped(files))
    summary = run(corpus, folder)
    assert counts(summary)[:4] == (1, 0, 0, 2)
    assert [rejection.path for rejection in summary.rejected] == ["z.zip!/c.txt", "z.zip!/../d.txt"]
    assert [path for path, _ in summary.passed_over.named] == ["z.zip!/b.jpg"]


def test_a_folder_of_pictures_beside_a_saved_page_is_passed_over(folder: Path, corpus: Path, run: Run) -> None:
    """A browser made it."""
    (folder / "page.html").write_text(saved.page())
    (folder / "page_files").mkdir()
    (folder / "page_files" / "style.css").write_text("p { color: black }")
    assert counts(run(corpus, folder)) == (1, 0, 0, 0, 0)


# libraries that come and go


def test_without_its_library_a_capture_is_reported_and_what_is_known_of_it_stays(
    folder: Path, corpus: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It isn't the file's fault."""
    (folder / "d.pdf").write_bytes(saved.pdf(saved.HEADLINE))
    run(corpus, folder)
    monkeypatch.setitem(sys.modules, "pypdf", None)
    with closing(sqlite3.connect(corpus)) as connection, connection:
        connection.execute("UPDATE captures SET recipe = ''")
    summary = run(corpus, folder)
    assert 'pip install "syria-iraq-archive[pdf]"' in summary.failed[0].reason
    assert rows(corpus) == [("d.pdf",)]


def test_verifying_passes_over_what_another_version_of_a_library_read(folder: Path, corpus: Path, run: Run) -> None:
    """And counts it; ingesting reads it again."""
    (folder / "b.html").write_text(saved.page())
    run(corpus, folder)
    with closing(sqlite3.connect(corpus)) as connection, connection:
        connection.execute("UPDATE captures SET extractor = 'html=1 lxml=0.1', text = 'changed'")
    derivation = run.derivation()
    with reading(corpus) as connection:
        verdicts = {verdict.name: verdict.findings for verdict in verify(connection, derivation)}
    assert (verdicts["derivation"], derivation.not_extracted) == ([], 1)
    assert counts(run(corpus, folder)) == (0, 1, 0, 0, 0)
    assert run.findings(corpus) == []


@pytest.mark.parametrize(
    ("sql", "check"),
    [
        ("UPDATE captures SET text = text || 'x'", "derivation"),
        ("UPDATE captures SET uri = 'https://example.org'", "derivation"),
        ("UPDATE captures SET content = x'00'", "bytes"),
        ("UPDATE captures SET content = (SELECT content FROM captures WHERE path = 'a.html')", "bytes"),
        ("UPDATE captures SET content = NULL", "bytes"),
    ],
)
def test_verifying_finds_bytes_that_do_not_give_the_text(
    folder: Path, corpus: Path, run: Run, sql: str, check: str
) -> None:
    """Whichever of the two was changed."""
    (folder / "a.html").write_text(saved.page())
    (folder / "b.html").write_text(OTHER)
    run(corpus, folder)
    with closing(sqlite3.connect(corpus)) as connection, connection:
        connection.execute(f"{sql} WHERE path = 'b.html'")
    assert check in {name for name, _, _ in run.findings(corpus)}
