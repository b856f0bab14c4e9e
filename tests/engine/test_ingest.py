"""Ingest brings a corpus into step with files: however often, in whatever order, whatever some of them hold."""

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from syria_iraq_archive.capture.files import MAX_BYTES, find_captures
from syria_iraq_archive.corpus.connection import reading, writing
from syria_iraq_archive.corpus.fingerprint import fingerprint
from syria_iraq_archive.corpus.migrations import migrate
from syria_iraq_archive.corpus.verify.checks import verify
from syria_iraq_archive.corpus.writer import Writer
from syria_iraq_archive.engine import ingest as engine_ingest
from syria_iraq_archive.engine.ingest import Build, _Met
from syria_iraq_archive.engine.local import Local
from syria_iraq_archive.engine.summary import Summary
from syria_iraq_archive.engine.work import Done, work_and_pack
from syria_iraq_archive.errors import CaptureRejected
from syria_iraq_archive.records import ParsedCapture
from syria_iraq_archive.registry.load import Registry
from syria_iraq_archive.registry.models import Actor, FieldCorrection, Kind
from tests.corpus.similar.made_up import page, story
from tests.factories import ingest, plain_run, registry


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Where a corpus is going to be."""
    return tmp_path / "data" / "archive.db"


def counts(summary: Summary) -> tuple[int, int, int, int, int]:
    """Added, updated, unchanged, rejected, copies; failures have tests of their own."""
    return (summary.added, summary.updated, summary.unchanged, len(summary.rejected), summary.copies)


def content(corpus: Path) -> dict[str, str]:
    """Headlines by path."""
    with reading(corpus) as connection:
        return {row["path"]: row["headline"] for row in connection.execute("SELECT path, headline FROM article_list")}


def print_of(corpus: Path) -> str:
    """The fingerprint."""
    with reading(corpus) as connection:
        return fingerprint(connection)


def from_nothing(tmp_path: Path, *places: Path) -> str:
    """The fingerprint of a new corpus of `places`."""
    fresh = tmp_path / "fresh.db"
    fresh.unlink(missing_ok=True)
    ingest(fresh, *places)
    return print_of(fresh)


def correcting_b(corpus: Path) -> Registry:
    """The registry with a correction of the capture of b.txt."""
    with reading(corpus) as connection:
        sha256 = connection.execute("SELECT sha256 FROM captures WHERE path = 'b.txt'").fetchone()[0]
    correction = FieldCorrection(
        capture=sha256, field="headline", value="B", quote="Beta", reason="shorter", by="a curator", on="2025-01-01"
    )
    known = registry()
    return Registry(known.sources, known.actors, corrections=(correction,), gazetteer=known.gazetteer)


def test_a_folder_becomes_a_corpus_that_verifies(folder: Path, corpus: Path) -> None:
    """Captures are recorded by their path in the folder."""
    assert counts(ingest(corpus, folder)) == (3, 0, 0, 0, 0)
    assert content(corpus) == {"a.txt": "Alpha", "b.txt": "Beta", "sub/c.txt": "Gamma"}
    with reading(corpus) as connection:
        assert [verdict for verdict in verify(connection) if verdict.findings] == []


def test_of_a_batch_that_is_written_nothing_is_kept(
    folder: Path, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the next batch is gathered: memory holds one at a time."""
    given: list[list[Done]] = []

    def one_by_one(results: Iterable[Done]) -> Iterator[list[Done]]:
        for done in results:
            assert not any(given)
            given.append([done])
            yield given[-1]

    monkeypatch.setattr(engine_ingest, "_batches", one_by_one)
    assert counts(ingest(corpus, folder)) == (3, 0, 0, 0, 0)
    assert len(given) == 3
    assert not any(given)


def test_a_known_file_that_is_too_large_now_is_refused_and_stays_known(folder: Path, corpus: Path) -> None:
    """As any file that is larger than what is taken."""
    ingest(corpus, folder)
    size = (folder / "a.txt").stat().st_size
    assert counts(ingest(corpus, folder, max_bytes=size)) == (0, 0, 3, 0, 0)
    summary = ingest(corpus, folder, max_bytes=size - 1)
    assert [(each.path, each.kept) for each in summary.rejected if each.path == "a.txt"] == [("a.txt", True)]
    assert "a.txt" in content(corpus)


def test_ingesting_again_changes_nothing(folder: Path, corpus: Path) -> None:
    """Unchanged captures aren't even parsed."""

    def fail(data: bytes, path: str) -> ParsedCapture:
        raise AssertionError(path, data)

    ingest(corpus, folder)
    before = print_of(corpus)
    assert counts(ingest(corpus, folder, run=fail)) == (0, 0, 3, 0, 0)
    assert print_of(corpus) == before


def test_the_order_of_files_does_not_matter(folder: Path, corpus: Path, tmp_path: Path) -> None:
    """One by one backwards, or all at once."""
    ingest(corpus, folder / "b.txt")
    ingest(corpus, folder)
    assert print_of(corpus) == from_nothing(tmp_path, folder)


def test_a_changed_file_replaces_what_it_held(folder: Path, corpus: Path, tmp_path: Path) -> None:
    """The corpus is what is in the folder, as if made from nothing."""
    ingest(corpus, folder)
    (folder / "a.txt").write_text("Alpha, corrected\n\nOne two.\n")
    assert counts(ingest(corpus, folder)) == (0, 1, 2, 0, 0)
    assert content(corpus)["a.txt"] == "Alpha, corrected"
    assert print_of(corpus) == from_nothing(tmp_path, folder)


def test_files_that_swap_names_keep_their_captures(folder: Path, corpus: Path, tmp_path: Path) -> None:
    """Bytes are known by their hash, wherever they go."""
    ingest(corpus, folder)
    (folder / "a.txt").rename(folder / "x")
    (folder / "b.txt").rename(folder / "a.txt")
    (folder / "x").rename(folder / "b.txt")
    assert counts(ingest(corpus, folder)) == (0, 0, 3, 0, 0)
    assert content(corpus) == {"a.txt": "Beta", "b.txt": "Alpha", "sub/c.txt": "Gamma"}
    assert print_of(corpus) == from_nothing(tmp_path, folder)


def test_a_renamed_file_is_recorded_by_its_new_name(folder: Path, corpus: Path, tmp_path: Path) -> None:
    """Without being parsed again."""
    ingest(corpus, folder)
    (folder / "a.txt").rename(folder / "z.txt")
    assert counts(ingest(corpus, folder)) == (0, 0, 3, 0, 0)
    assert "z.txt" in content(corpus)
    assert print_of(corpus) == from_nothing(tmp_path, folder)


def test_names_that_are_no_utf8_are_as_good_as_others(tmp_path: Path, corpus: Path) -> None:
    """Those of folders, too: files that swap them keep their captures, and a copy doesn't take a first one's place."""
    folder = Path(os.fsdecode(os.fsencode(tmp_path) + b"/captures \xfe"))
    first, second, copy = (
        Path(os.fsdecode(os.fsencode(folder) + name)) for name in (b"/\xe0.txt", b"/b.txt", b"/c.txt")
    )
    folder.mkdir()
    first.write_text("Alpha\n\nOne two.\n")
    second.write_text("Beta\n\nThree.\n")
    copy.write_text("Beta\n\nThree.\n")
    assert counts(ingest(corpus, folder)) == (2, 0, 0, 0, 1)
    assert content(corpus) == {r"\xe0.txt": "Alpha", "b.txt": "Beta"}
    first.rename(folder / "x")
    second.rename(first)
    (folder / "x").rename(second)
    assert counts(ingest(corpus, folder)) == (0, 0, 2, 0, 1)
    assert content(corpus) == {r"\xe0.txt": "Beta", "b.txt": "Alpha"}
    assert print_of(corpus) == from_nothing(tmp_path, folder)


def test_of_several_files_with_the_same_bytes_the_first_counts(folder: Path, corpus: Path, tmp_path: Path) -> None:
    """Also when it comes later."""
    (folder / "z.txt").write_bytes((folder / "a.txt").read_bytes())
    assert counts(ingest(corpus, folder)) == (3, 0, 0, 0, 1)
    assert content(corpus) == {"a.txt": "Alpha", "b.txt": "Beta", "sub/c.txt": "Gamma"}
    assert counts(ingest(corpus, folder)) == (0, 0, 3, 0, 1)
    (folder / "0.txt").write_bytes((folder / "b.txt").read_bytes())
    ingest(corpus, folder)
    assert content(corpus) == {"a.txt": "Alpha", "0.txt": "Beta", "sub/c.txt": "Gamma"}
    assert print_of(corpus) == from_nothing(tmp_path, folder)


def test_a_copy_takes_the_place_of_a_first_that_is_gone(folder: Path, corpus: Path, tmp_path: Path) -> None:
    """As if the first had never been."""
    (folder / "z.txt").write_bytes((folder / "a.txt").read_bytes())
    ingest(corpus, folder)
    (folder / "a.txt").write_text("Alpha, corrected\n\nOne two.\n")
    ingest(corpus, folder)
    assert content(corpus)["z.txt"] == "Alpha"
    assert print_of(corpus) == from_nothing(tmp_path, folder)


def test_files_of_the_same_name_in_two_folders_are_two(folder: Path, corpus: Path, tmp_path: Path) -> None:
    """The second folder doesn't replace what the first holds."""
    other = tmp_path / "other"
    other.mkdir()
    (other / "a.txt").write_text("Another alpha\n\nFive.\n")
    ingest(corpus, folder)
    assert counts(ingest(corpus, other)) == (1, 0, 0, 0, 0)
    assert print_of(corpus) == from_nothing(tmp_path, other, folder)


def test_bad_files_are_reported_and_the_rest_goes_on(folder: Path, corpus: Path) -> None:
    """With their reasons."""
    (folder / "0-empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 10)
    (folder / "photo").write_bytes(b"\xff\xd8\xff\xe0\0\x10JFIF\0")
    summary = ingest(corpus, folder)
    assert counts(summary)[:4] == (3, 0, 0, 3)
    assert [rejection.path for rejection in summary.rejected] == ["0-empty.txt", "binary.txt", "photo"]
    assert summary.rejected[0].reason == "is empty"


def test_files_of_other_kinds_are_passed_over(folder: Path, corpus: Path) -> None:
    """They are counted and named, and no failure."""
    (folder / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    (folder / "README.md").write_text("About these captures.")
    summary = ingest(corpus, folder)
    assert (counts(summary)[:4], summary.passed_over.kinds) == ((3, 0, 0, 0), 2)
    assert [path for path, _ in summary.passed_over.named] == ["README.md", "photo.jpg"]


def test_a_file_that_turns_bad_leaves_what_it_held_in_the_corpus(folder: Path, corpus: Path) -> None:
    """Nothing is forgotten because something worse came; the run says that it stays."""
    ingest(corpus, folder)
    before = print_of(corpus)
    (folder / "a.txt").write_bytes(b"\0\1\2\3")
    summary = ingest(corpus, folder)
    assert counts(summary) == (0, 0, 2, 1, 0)
    assert [(each.path, each.kept) for each in summary.rejected] == [("a.txt", True)]
    assert print_of(corpus) == before


def test_a_file_that_cannot_be_read_keeps_what_is_known_of_it(folder: Path, corpus: Path) -> None:
    """It may be readable again tomorrow."""
    ingest(corpus, folder)
    before = print_of(corpus)
    (folder / "a.txt").unlink()
    (folder / "a.txt").symlink_to("gone.txt")
    assert [each.path for each in ingest(corpus, folder).failed] == ["a.txt"]
    assert print_of(corpus) == before


def test_a_failure_of_the_program_is_reported_with_its_capture(folder: Path, corpus: Path) -> None:
    """And what was known of the capture stays."""

    def stumble(data: bytes, path: str) -> ParsedCapture:
        if path == "a.txt":
            raise ZeroDivisionError("oh")
        return plain_run(data, path)

    ingest(corpus, folder)
    summary = ingest(corpus, folder, run=stumble, version="2")
    assert counts(summary) == (0, 2, 0, 0, 0)
    assert "ZeroDivisionError: oh" in summary.failed[0].reason
    assert "a.txt" in content(corpus)


def test_a_result_that_does_not_fit_the_corpus_is_reported(folder: Path, corpus: Path) -> None:
    """Here it names a source that the registry doesn't have."""

    def misname(data: bytes, path: str) -> ParsedCapture:
        parsed = plain_run(data, path)
        article = parsed.articles[0].model_copy(update={"source": "no-such-source"})
        return parsed.model_copy(update={"articles": (article,)}) if path == "b.txt" else parsed

    summary = ingest(corpus, folder, run=misname)
    assert counts(summary) == (2, 0, 0, 0, 0)
    assert summary.failed[0].path == "b.txt"
    assert "FOREIGN KEY" in summary.failed[0].reason


def test_another_version_parses_everything_again(folder: Path, corpus: Path) -> None:
    """Unchanged bytes, other rules."""
    ingest(corpus, folder)
    assert counts(ingest(corpus, folder, version="2")) == (0, 3, 0, 0, 0)
    assert counts(ingest(corpus, folder, version="2")) == (0, 0, 3, 0, 0)


def test_another_registry_parses_everything_again(folder: Path, corpus: Path) -> None:
    """Also the captures of files that aren't in this run: the corpus keeps their bytes."""
    ingest(corpus, folder)
    newcomer = Actor(id="newcomer", name="Newcomer", kind=Kind.PARTY)
    summary = ingest(corpus, folder / "a.txt", knowledge=registry(extra_actors=(newcomer,)))
    assert counts(summary) == (0, 3, 0, 0, 0)
    assert content(corpus) == {"a.txt": "Alpha", "b.txt": "Beta", "sub/c.txt": "Gamma"}


def test_a_correction_parses_its_own_capture_again(folder: Path, corpus: Path) -> None:
    """And no other."""
    ingest(corpus, folder)
    assert counts(ingest(corpus, folder, knowledge=correcting_b(corpus))) == (0, 1, 2, 0, 0)


def test_a_first_correction_is_replayed_though_its_file_is_not_in_the_run(folder: Path, corpus: Path) -> None:
    """The corpus keeps the bytes of what it corrects."""
    ingest(corpus, folder)
    knowledge = correcting_b(corpus)
    assert counts(ingest(corpus, folder / "a.txt", knowledge=knowledge)) == (0, 1, 1, 0, 0)
    assert counts(ingest(corpus, folder / "a.txt", knowledge=knowledge)) == (0, 0, 1, 0, 0)


def test_a_capture_whose_kept_bytes_are_damaged_is_reported_and_stops_nothing(folder: Path, corpus: Path) -> None:
    """The others are parsed again; its file heals it."""
    ingest(corpus, folder)
    with closing(sqlite3.connect(corpus)) as connection, connection:
        connection.execute("UPDATE captures SET content = x'0102' WHERE path = 'b.txt'")
    summary = ingest(corpus, folder / "a.txt", version="2")
    assert counts(summary) == (0, 2, 0, 0, 0)
    assert "can't be parsed again from the corpus" in summary.failed[0].reason
    assert counts(ingest(corpus, folder, version="2")) == (0, 1, 2, 0, 0)


def test_what_this_version_rejects_stays_as_it_was(folder: Path, corpus: Path) -> None:
    """It was accepted once, and nobody has asked to forget it."""

    def refuse(data: bytes, path: str) -> ParsedCapture:
        if path == "a.txt":
            raise CaptureRejected("is not news")
        return plain_run(data, path)

    ingest(corpus, folder)
    summary = ingest(corpus, folder, run=refuse, version="2")
    assert [(each.path, each.kept) for each in summary.rejected] == [("a.txt", True)]
    assert set(content(corpus)) == {"a.txt", "b.txt", "sub/c.txt"}


def test_an_interrupted_run_leaves_whole_captures_and_is_completed_by_the_next(
    folder: Path, corpus: Path, tmp_path: Path
) -> None:
    """What was written stays, what wasn't comes."""

    def interrupt(data: bytes, path: str) -> ParsedCapture:
        if path == "b.txt":
            raise KeyboardInterrupt
        return plain_run(data, path)

    with pytest.raises(KeyboardInterrupt):
        ingest(corpus, folder, run=interrupt)
    assert content(corpus) == {"a.txt": "Alpha"}
    with reading(corpus) as connection:
        assert [verdict for verdict in verify(connection) if verdict.findings] == []
    assert counts(ingest(corpus, folder)) == (2, 0, 1, 0, 0)
    assert print_of(corpus) == from_nothing(tmp_path, folder)


def test_a_corpus_moved_with_its_captures_still_knows_them(folder: Path, corpus: Path, tmp_path: Path) -> None:
    """Locations are seen from the corpus's own folder."""
    ingest(corpus, folder)
    moved = tmp_path / "moved"
    moved.mkdir()
    (tmp_path / "captures").rename(moved / "captures")
    (tmp_path / "data").rename(moved / "data")
    (moved / "captures" / "a.txt").write_text("Alpha, corrected\n\nOne two.\n")
    assert counts(ingest(moved / "data" / "archive.db", moved / "captures")) == (0, 1, 2, 0, 0)
    with sqlite3.connect(moved / "data" / "archive.db") as connection:
        assert connection.execute("SELECT count(*) FROM captures").fetchone()[0] == 3
    connection.close()


def test_rows_that_wait_packed_are_written_as_they_were(folder: Path, corpus: Path, tmp_path: Path) -> None:
    """They take less memory so; the corpus is the same."""
    ingest(corpus, folder)
    with writing(tmp_path / "packed.db") as connection:
        migrate(connection)
        engine = Local(lambda: plain_run, 1, do=work_and_pack)
        build = Build(connection, tmp_path / "packed.db", engine, registry(), "1")
        assert build.run(find_captures([folder]), MAX_BYTES).added == 3
    assert of(tmp_path / "packed.db") == of(corpus)


def of(path: Path) -> str:
    with reading(path) as connection:
        return fingerprint(connection)


def test_hashes_met_are_known_on_disk_as_in_memory() -> None:
    """Each is new once."""
    hashes = [f"{number:064x}" for number in (1, 2, 3, 2, 4, 1, 5)]
    with closing(_Met(most=2)) as met:
        assert [met.add(each) for each in hashes] == [True, True, True, False, True, False, True]
        assert all(each in met for each in hashes)
        assert f"{6:064x}" not in met


def test_one_more_file_takes_no_pass_over_the_corpus(tmp_path: Path) -> None:
    """SQLite takes about as many steps for it beside six times as many captures; so it does for how much there is."""
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "new.txt").write_text(page("New", story(99)))
    steps = []
    for number in (10, 60):
        folder, path = tmp_path / str(number), tmp_path / f"{number}.db"
        folder.mkdir()
        for each in range(number):
            (folder / f"{each}.txt").write_text(page("One", story(each)))
        ingest(path, folder)
        counted: list[int] = []
        with writing(path) as connection:
            connection.set_progress_handler(lambda counted=counted: counted.append(20), 20)  # type: ignore[misc]
            build = Build(connection, path, Local(lambda: plain_run, 1), registry(), "1")
            build.run(find_captures([tmp_path / "new"]), MAX_BYTES, folders=[tmp_path / "new"])
            assert Writer(connection).totals().articles == number + 1
            connection.set_progress_handler(None, 0)
        steps.append(sum(counted))
    few, many = steps
    assert many < 1.3 * few
