"""A failure is no rejection: it takes nothing from the corpus, is said, and is tried again."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from time import process_time

import pytest

from syria_iraq_archive.capture.files import MAX_BYTES, find_captures
from syria_iraq_archive.corpus.connection import reading, writing, writing_in_turn
from syria_iraq_archive.corpus.fingerprint import fingerprint
from syria_iraq_archive.corpus.location import Location
from syria_iraq_archive.corpus.migrations import migrate
from syria_iraq_archive.corpus.writer import Writer
from syria_iraq_archive.engine.failures import Failures
from syria_iraq_archive.engine.ingest import Build
from syria_iraq_archive.engine.local import Local
from syria_iraq_archive.engine.work import Done, Step, work
from syria_iraq_archive.errors import ArchiveError, CaptureFailed, CaptureRejected, InvariantBroken, MissingExtra
from syria_iraq_archive.records import ParsedCapture
from tests import saved
from tests.factories import ingest, plain_run, registry

FAILURES: list[BaseException] = [
    AttributeError("a library has changed"),
    MemoryError(),
    RecursionError("too deep"),
    OSError(24, "Too many open files"),
    CaptureFailed("a library failed"),
    MissingExtra("this needs clay"),
    InvariantBroken("blocks overlap"),
    SystemExit(1),
    BaseException("a panic in compiled code"),
]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Where a corpus is going to be."""
    return tmp_path / "data" / "archive.db"


def raising(error: BaseException) -> Callable[[bytes, str], ParsedCapture]:
    """A pipeline that fails on a.txt."""

    def run(data: bytes, path: str) -> ParsedCapture:
        if path == "a.txt":
            raise error
        return plain_run(data, path)

    return run


def failures(corpus: Path) -> list[tuple[str, str, bool, str]]:
    """Path, folder, whether there is a hash, reason."""
    with reading(corpus) as connection:
        rows = connection.execute("SELECT path, folder, sha256 IS NOT NULL, reason FROM failures ORDER BY path")
        return [tuple(row) for row in rows]


def print_of(corpus: Path) -> str:
    with reading(corpus) as connection:
        return fingerprint(connection)


def paths(corpus: Path) -> list[str]:
    with reading(corpus) as connection:
        return [path for (path,) in connection.execute("SELECT path FROM captures ORDER BY path")]


@pytest.mark.parametrize("error", FAILURES, ids=lambda error: type(error).__name__)
def test_a_capture_that_fails_when_it_is_parsed_again_stays_as_it_was(
    folder: Path, corpus: Path, error: BaseException
) -> None:
    """Though its file be gone; and the next run tries it again."""
    ingest(corpus, folder)
    before = print_of(corpus)
    (folder / "a.txt").unlink()
    summary = ingest(corpus, folder / "b.txt", run=raising(error), version="2")
    assert [(each.path, each.kept) for each in summary.failed] == [("a.txt", True)]
    assert (summary.rejected, summary.updated, print_of(corpus)) == ([], 2, before)
    assert failures(corpus) == []
    assert ingest(corpus, folder / "b.txt", version="2").updated == 1


@pytest.mark.parametrize("error", FAILURES, ids=lambda error: type(error).__name__)
def test_of_a_file_that_was_never_parsed_a_failure_leaves_a_row(
    folder: Path, corpus: Path, error: BaseException
) -> None:
    """And no capture; the rest goes on."""
    summary = ingest(corpus, folder, run=raising(error))
    assert (summary.added, len(summary.failed), summary.rejected) == (2, 1, [])
    [(path, place, hashed, reason)] = failures(corpus)
    assert (path, place, hashed) == ("a.txt", "../captures", True)
    assert reason == summary.failed[0].reason
    assert paths(corpus) == ["b.txt", "sub/c.txt"]


def test_a_rejection_leaves_no_row(folder: Path, corpus: Path) -> None:
    """It is the capture's own fault."""
    summary = ingest(corpus, folder, run=raising(CaptureRejected("is not news")))
    assert (len(summary.rejected), summary.failed, failures(corpus)) == (1, [], [])


def test_a_success_takes_the_failure_away(folder: Path, corpus: Path) -> None:
    """It is tried again by itself."""
    ingest(corpus, folder, run=raising(MemoryError()))
    assert ingest(corpus, folder).added == 1
    assert failures(corpus) == []


def test_a_later_rejection_takes_the_failure_away(folder: Path, corpus: Path) -> None:
    """What was unknown is known now."""
    ingest(corpus, folder, run=raising(MemoryError()))
    ingest(corpus, folder, run=raising(CaptureRejected("is not news")))
    assert failures(corpus) == []


def test_a_file_that_goes_takes_its_failure_along(folder: Path, corpus: Path) -> None:
    """There is nothing to try again."""
    ingest(corpus, folder, run=raising(MemoryError()))
    ingest(corpus, folder / "b.txt")
    assert len(failures(corpus)) == 1
    (folder / "a.txt").unlink()
    ingest(corpus, folder / "b.txt")
    assert failures(corpus) == []


def test_failures_are_no_part_of_the_fingerprint(folder: Path, corpus: Path, tmp_path: Path) -> None:
    """The corpus says what it would without the file."""
    ingest(corpus, folder, run=raising(MemoryError()))
    (folder / "a.txt").unlink()
    ingest(tmp_path / "fresh.db", folder)
    assert print_of(corpus) == print_of(tmp_path / "fresh.db")


@pytest.mark.parametrize("error", [MemoryError(), CaptureRejected("is not news")], ids=["fails", "is rejected"])
def test_a_file_that_changed_keeps_what_it_held_if_its_new_content(
    folder: Path, corpus: Path, error: BaseException
) -> None:
    """Nothing is forgotten for something that isn't there."""
    ingest(corpus, folder)
    before = print_of(corpus)
    (folder / "a.txt").write_text("Alpha, corrected\n\nOne two.\n")
    summary = ingest(corpus, folder, run=raising(error))
    assert [each.kept for each in (*summary.failed, *summary.rejected)] == [True]
    assert print_of(corpus) == before


@pytest.mark.parametrize("error", [ArchiveError("no process can be started"), KeyboardInterrupt()])
def test_what_was_parsed_before_a_run_had_to_end_is_written(folder: Path, corpus: Path, error: BaseException) -> None:
    """It may be the work of minutes, and nothing is wrong with it."""

    def engine(steps: Iterable[Step]) -> Iterator[Done]:
        yield work(plain_run, next(iter(steps)))
        raise error

    with writing_in_turn(corpus) as connection:
        migrate(connection)
        build = Build(connection, corpus, engine, registry(), "1")
        with pytest.raises(type(error)):
            build.run(find_captures([folder]), MAX_BYTES)
    with reading(corpus) as connection:
        assert [tuple(row) for row in connection.execute("SELECT path FROM captures")] == [("a.txt",)]


def test_a_lower_limit_removes_nothing(folder: Path, corpus: Path) -> None:
    """The files are too large now; what was taken of them stays."""
    ingest(corpus, folder)
    before = print_of(corpus)
    with writing(corpus) as connection:
        build = Build(connection, corpus, Local(lambda: plain_run, 1), registry(), "2")
        summary = build.run(find_captures([folder]), 3)
    assert [each.kept for each in summary.rejected] == [True] * 3
    assert print_of(corpus) == before


def test_a_file_that_is_gone_leaves_its_capture_and_is_counted(folder: Path, corpus: Path) -> None:
    """In the folder that is ingested, and by its path there."""
    ingest(corpus, folder)
    before = print_of(corpus)
    (folder / "sub" / "c.txt").unlink()
    assert ingest(corpus, folder).gone == ["sub/c.txt"]
    assert ingest(corpus, folder / "a.txt").gone == []
    assert print_of(corpus) == before


def test_a_file_that_moved_is_not_gone(folder: Path, corpus: Path) -> None:
    """It was met elsewhere."""
    ingest(corpus, folder)
    (folder / "a.txt").rename(folder / "sub" / "z.txt")
    assert ingest(corpus, folder).gone == []
    assert paths(corpus) == ["b.txt", "sub/c.txt", "sub/z.txt"]


def test_of_the_same_bytes_in_two_files_both_are_reported(folder: Path, corpus: Path) -> None:
    """Though they are parsed once."""
    (folder / "b.txt").write_bytes((folder / "a.txt").read_bytes())
    assert [each.path for each in ingest(corpus, folder, run=raising(MemoryError())).failed] == ["a.txt", "b.txt"]
    assert [path for path, *_ in failures(corpus)] == ["a.txt", "b.txt"]


def test_a_failure_outlives_what_no_database_can_hold(folder: Path, corpus: Path) -> None:
    """Its reason may quote half a character, or a nul."""
    ingest(corpus, folder, run=raising(ValueError("\ud800 and \0")))
    [(*_, reason)] = failures(corpus)
    assert reason.endswith(r"ValueError: \ud800 and \x00")


def test_an_old_corpus_gets_the_table_when_it_is_migrated(tmp_path: Path) -> None:
    """Empty, and keyed by place."""
    with writing(tmp_path / "a.db") as connection:
        migrate(connection)
    with closing(sqlite3.connect(tmp_path / "a.db")) as connection:
        assert connection.execute("SELECT count(*) FROM failures").fetchone() == (0,)


# places


def test_two_places_are_never_recorded_alike(tmp_path: Path, corpus: Path) -> None:
    """A folder can be called as what is in a container would be."""
    folder = tmp_path / "captures"
    for name in ("a.zip!", "b.jsonl!"):
        (folder / name).mkdir(parents=True)
    (folder / "a.zip!" / "page.txt").write_text("In a folder\n\nText.\n")
    (folder / "a.zip").write_bytes(saved.zipped({"page.txt": "In an archive\n\nText.\n", "b!/c.txt": "Odd\n\nText.\n"}))
    (folder / "b.jsonl!" / "1").write_text("Called one\n\nText.\n")
    (folder / "b.jsonl").write_text('{"text": "Line one"}\n')
    (folder / r"\xff.txt").write_text("Spelt out\n\nText.\n")
    (folder / "\udcff.txt").write_text("No UTF-8\n\nText.\n")
    expected = [
        r"\x5cxff.txt",
        r"\xff.txt",
        "a.zip!/b\\x21/c.txt",
        "a.zip!/page.txt",
        "a.zip\\x21/page.txt",
        "b.jsonl!/1",
        "b.jsonl\\x21/1",
    ]
    assert ingest(corpus, folder).added == 7
    assert sorted(paths(corpus)) == expected
    again = ingest(corpus, folder)
    assert (again.unchanged, again.updated, again.gone) == (7, 0, [])
    (folder / "a.zip!" / "page.txt").write_text("Changed\n\nText.\n")
    assert ingest(corpus, folder).updated == 1
    assert sorted(paths(corpus)) == expected


def test_many_failures_are_looked_up_by_their_file(corpus: Path) -> None:
    """Each file asks for its own; if a library is missing, there are as many failures as files."""
    with writing(corpus) as connection:
        migrate(connection)
        rows = [("..", f"{number}.zip!/a.pdf", "needs clay") for number in range(20_000)]
        connection.executemany("INSERT INTO failures (folder, path, reason) VALUES (?, ?, ?)", rows)
        kept = Failures(connection, Writer(connection), corpus)
        begun = process_time()
        found = {len(kept.inside(Location("..", f"{number}.zip"))) for number in range(20_000)}
        assert found == {1}
        assert kept.inside(Location("..", "0")) == set()
        assert process_time() - begun < 5
