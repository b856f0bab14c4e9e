"""A lake comes into step with files as a SQLite corpus does: built from it, both say the same."""

import hashlib
import json
import os
import zipfile
from pathlib import Path

import duckdb
import fsspec
import pytest
from deltalake import DeltaTable

from syria_iraq_archive.corpus.connection import reading
from syria_iraq_archive.corpus.lake.folder import Lake
from syria_iraq_archive.corpus.lake.reader import reading_lake
from syria_iraq_archive.corpus.lake.upkeep import keep_up
from syria_iraq_archive.corpus.query import Question
from syria_iraq_archive.corpus.verify.checks import verify
from syria_iraq_archive.engine.cluster.run import LakeSummary
from syria_iraq_archive.errors import CaptureRejected, CorpusError, MissingExtra
from syria_iraq_archive.records import Basis, Mention, ParsedCapture, Role
from syria_iraq_archive.registry.models import Actor, FieldCorrection, Kind
from syria_iraq_archive.spans import Span
from tests.factories import Page, ingest, plain_run, registry, undated
from tests.lakes import built, fill, print_of


@pytest.fixture
def lake(tmp_path: Path) -> Path:
    """Where a lake is going to be."""
    return tmp_path / "out" / "tables"


def counts(summary: LakeSummary) -> tuple[int, int, int, int]:
    """Parsed, unchanged, rejected, copies."""
    did = summary.summary
    return (did.added + did.updated, did.unchanged, len(did.rejected) + len(did.failed), did.copies)


def refused(summary: LakeSummary) -> list[tuple[str, str]]:
    """Path and reason of what was rejected or failed."""
    return [(each.path, each.reason) for each in (*summary.summary.rejected, *summary.summary.failed)]


def content(lake: Path) -> dict[str, str]:
    """Headlines by path."""
    with reading_lake(str(lake)) as reader:
        return dict(map(tuple, reader.execute("SELECT path, headline FROM article_list ORDER BY path")))


def in_step(lake: Path, tmp_path: Path, *places: Path) -> bool:
    """Whether the corpus built from it is that of a local ingest, from nothing, of `places`."""
    fresh = tmp_path / "fresh.db"
    fresh.unlink(missing_ok=True)
    ingest(fresh, *places)
    return print_of(built(lake, tmp_path / "built.db")) == print_of(fresh)


def rows_of(lake: Path | str, table: str, columns: str = "*") -> list[tuple[object, ...]]:
    """All rows of a table, whether they count or not."""
    files = DeltaTable(f"{lake}/{table}").file_uris()
    return duckdb.execute(f"SELECT {columns} FROM read_parquet({files})").fetchall() if files else []


def never(data: bytes, path: str) -> ParsedCapture:
    """A pipeline that mustn't run."""
    raise AssertionError(path, data)


def test_a_folder_becomes_a_corpus_that_verifies(folder: Path, lake: Path, tmp_path: Path) -> None:
    """Built from it, it is that of a local ingest."""
    assert counts(fill(lake, folder)) == (3, 0, 0, 0)
    assert content(lake) == {"a.txt": "Alpha", "b.txt": "Beta", "sub/c.txt": "Gamma"}
    assert in_step(lake, tmp_path, folder)
    with reading(tmp_path / "built.db") as connection:
        assert [verdict for verdict in verify(connection) if verdict.findings] == []
        assert {row["folder"] for row in connection.execute("SELECT folder FROM captures")} == {"captures"}


def test_a_built_corpus_is_an_ordinary_one(folder: Path, lake: Path, tmp_path: Path) -> None:
    """Ingesting the same files into it finds nothing to do."""
    fill(lake, folder)
    again = ingest(built(lake, tmp_path / "built.db"), folder, run=never)
    assert (again.unchanged, again.added, again.updated) == (3, 0, 0)


def test_ingesting_again_parses_nothing_and_writes_nothing(folder: Path, lake: Path) -> None:
    """Every file stays as it was."""
    fill(lake, folder)
    before = {path: path.stat().st_mtime_ns for path in lake.rglob("*") if path.is_file()}
    assert counts(fill(lake, folder, run=never)) == (0, 3, 0, 0)
    assert {path: path.stat().st_mtime_ns for path in lake.rglob("*") if path.is_file()} == before


def test_a_changed_file_replaces_what_it_held(folder: Path, lake: Path, tmp_path: Path) -> None:
    """The others aren't parsed again."""
    fill(lake, folder)
    (folder / "a.txt").write_text("Alpha, corrected\n\nOne two.\n")
    assert counts(fill(lake, folder)) == (1, 2, 0, 0)
    assert content(lake)["a.txt"] == "Alpha, corrected"
    assert in_step(lake, tmp_path, folder)


def test_files_that_swap_names_keep_their_captures(folder: Path, lake: Path, tmp_path: Path) -> None:
    """Bytes are known by their hash, wherever they go."""
    fill(lake, folder)
    (folder / "a.txt").rename(folder / "x")
    (folder / "b.txt").rename(folder / "a.txt")
    (folder / "x").rename(folder / "b.txt")
    fill(lake, folder)
    assert content(lake) == {"a.txt": "Beta", "b.txt": "Alpha", "sub/c.txt": "Gamma"}
    assert in_step(lake, tmp_path, folder)


def test_a_renamed_file_is_recorded_by_its_new_name(folder: Path, lake: Path, tmp_path: Path) -> None:
    """Though its old name comes first by the alphabet."""
    fill(lake, folder)
    (folder / "a.txt").rename(folder / "z.txt")
    fill(lake, folder)
    assert content(lake) == {"b.txt": "Beta", "sub/c.txt": "Gamma", "z.txt": "Alpha"}
    assert in_step(lake, tmp_path, folder)


def test_a_file_that_is_gone_leaves_its_capture_behind(folder: Path, lake: Path) -> None:
    """As in a SQLite corpus."""
    fill(lake, folder)
    (folder / "a.txt").unlink()
    fill(lake, folder)
    assert list(content(lake)) == ["a.txt", "b.txt", "sub/c.txt"]


@pytest.mark.parametrize("name", ["a::b", "~", "*?[1]", "100%25 #1", "été حلب", "size=1"])
def test_files_and_folders_may_have_any_name(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Though it would mean something else in an address, or as a pattern; the lake's own may not."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / name).mkdir()
    (tmp_path / name / f"{name}.txt").write_text("Alpha\n\nOne two.\n")
    lake = Path("tables") / ("size=1" if name == "size=1" else "")
    assert counts(fill(lake, Path(name))) == (1, 0, 0, 0)
    assert counts(fill(lake, Path(name), run=never)) == (0, 1, 0, 0)
    assert content(lake) == {f"{name}.txt": "Alpha"}
    assert in_step(lake, tmp_path, Path(name))


@pytest.mark.parametrize("size", [1, 2, 2_000])
def test_of_the_same_bytes_the_first_by_path_counts(folder: Path, lake: Path, tmp_path: Path, size: int) -> None:
    """Whichever chunks they are in."""
    (folder / "sub" / "a-copy.txt").write_bytes((folder / "b.txt").read_bytes())
    (folder / "0-copy.txt").write_bytes((folder / "b.txt").read_bytes())
    fill(lake, folder, chunk=size)
    assert sorted(content(lake)) == ["0-copy.txt", "a.txt", "sub/c.txt"]
    assert in_step(lake, tmp_path, folder)


def test_when_the_first_of_two_copies_changes_the_other_counts(folder: Path, lake: Path, tmp_path: Path) -> None:
    """By its own path, though a row was written with the first one's."""
    (folder / "0-copy.txt").write_bytes((folder / "b.txt").read_bytes())
    fill(lake, folder)
    (folder / "0-copy.txt").write_text("Zero\n\nOther.\n")
    fill(lake, folder)
    assert content(lake) == {"0-copy.txt": "Zero", "a.txt": "Alpha", "b.txt": "Beta", "sub/c.txt": "Gamma"}
    assert in_step(lake, tmp_path, folder)


def test_rejects_are_a_table(folder: Path, lake: Path) -> None:
    """And are reported in every run, though they aren't read again."""
    (folder / "empty.txt").touch()
    (folder / "large.txt").write_text("x" * 2_000)
    expected = {
        "empty.txt": "is empty",
        "large.txt": "is larger than 1,000 bytes (raise the limit with --max-size)",
    }
    for _ in range(2):
        assert dict(refused(fill(lake, folder, max_bytes=1_000))) == expected
        with reading_lake(str(lake)) as reader:
            rows = reader.execute("SELECT path, reason FROM rejects ORDER BY path")
            assert list(rows) == list(expected.items())
    assert len(content(lake)) == 3


def test_a_higher_limit_lets_in_what_was_too_large(folder: Path, lake: Path) -> None:
    """Though the file is the same."""
    (folder / "large.txt").write_text("Large\n\n" + "x" * 2_000)
    fill(lake, folder, max_bytes=1_000)
    assert counts(fill(lake, folder, max_bytes=10_000)) == (1, 3, 0, 0)


def test_a_capture_that_fails_the_program_stops_nothing(folder: Path, lake: Path) -> None:
    """It is tried again in the next run."""

    def fail_on_b(data: bytes, path: str) -> ParsedCapture:
        if path == "b.txt":
            raise ZeroDivisionError
        return plain_run(data, path)

    summary = fill(lake, folder, run=fail_on_b)
    assert counts(summary) == (2, 0, 1, 0)
    assert "please report: ZeroDivisionError" in refused(summary)[0][1]
    assert counts(fill(lake, folder)) == (1, 2, 0, 0)
    assert sorted(content(lake)) == ["a.txt", "b.txt", "sub/c.txt"]


def test_a_result_that_no_table_takes_is_rejected(folder: Path, lake: Path) -> None:
    """What SQLite would refuse is refused here, too."""

    def twice(data: bytes, path: str) -> ParsedCapture:
        parsed = plain_run(data, path)
        return parsed.model_copy(update={"blocks": (*parsed.blocks, parsed.blocks[0])}) if path == "b.txt" else parsed

    ((path, reason),) = refused(fill(lake, folder, run=twice))
    assert (path, "two rows of blocks have the same" in reason) == ("b.txt", True)


@pytest.mark.parametrize(
    ("trouble", "reason"),
    [
        (ZeroDivisionError(), "please report: ZeroDivisionError"),
        (MissingExtra("this needs papyrus"), "this needs papyrus"),
        (CaptureRejected("is longer than one may read"), "is longer than one may read"),
    ],
    ids=lambda each: type(each).__name__,
)
def test_what_is_no_longer_taken_keeps_its_capture(
    folder: Path, lake: Path, tmp_path: Path, trouble: Exception, reason: str
) -> None:
    """A bug, a missing library or another rule takes nothing away; the run says why, and the next tries again."""

    def troubled(data: bytes, path: str) -> ParsedCapture:
        if path == "b.txt":
            raise trouble
        return plain_run(data, path)

    fill(lake, folder)
    summary = fill(lake, folder, run=troubled, version="2")
    assert [(path, reason in why) for path, why in refused(summary)] == [("b.txt", True)]
    keep_up(Lake(str(lake)), deleting=True)
    assert in_step(lake, tmp_path, folder)
    with reading_lake(str(lake)) as reader:
        sha256 = hashlib.sha256((folder / "b.txt").read_bytes()).hexdigest()
        table = "rejects" if isinstance(trouble, CaptureRejected) else "failures"
        assert [row[:2] for row in reader.execute(f"SELECT path, sha256 FROM {table}")] == [("b.txt", sha256)]
    assert refused(fill(lake, folder, version="3")) == []
    with reading_lake(str(lake)) as reader:
        assert list(reader.execute("SELECT * FROM failures")) == []


def test_a_lower_limit_takes_nothing_away(folder: Path, lake: Path) -> None:
    """What is larger is refused, and stays."""
    fill(lake, folder)
    assert len(refused(fill(lake, folder, max_bytes=3, version="2"))) == 3
    assert len(content(lake)) == 3


def test_a_capture_that_changed_for_something_that_fails_stays_as_it_was(folder: Path, lake: Path) -> None:
    """Until its file can be parsed: what is rejected takes nothing away, either."""

    def fail(data: bytes, path: str) -> ParsedCapture:
        raise ZeroDivisionError(data, path)

    fill(lake, folder)
    (folder / "b.txt").write_text("Beta, changed\n\nThree.\n")
    fill(lake, folder, run=fail)
    fill(lake, folder, run=fail)
    (folder / "b.txt").write_text("")
    fill(lake, folder, run=fail)
    assert content(lake)["b.txt"] == "Beta"
    (folder / "b.txt").write_text("Beta, corrected\n\nThree.\n")
    fill(lake, folder)
    assert content(lake)["b.txt"] == "Beta, corrected"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_can_not_be_read_is_tried_again(folder: Path, lake: Path) -> None:
    """What it held before stays."""
    fill(lake, folder)
    (folder / "a.txt").chmod(0)
    assert counts(fill(lake, folder)) == (0, 2, 1, 0)
    (folder / "a.txt").chmod(0o600)
    assert counts(fill(lake, folder)) == (1, 2, 0, 0)


# registry and corrections


def test_a_correction_parses_its_capture_again(folder: Path, lake: Path) -> None:
    """And no other."""
    fill(lake, folder)
    with reading_lake(str(lake)) as reader:
        ((sha256,),) = reader.execute("SELECT sha256 FROM captures WHERE path = 'b.txt'")
    correction = FieldCorrection(
        capture=sha256,
        article=1,
        field="source",
        value="example-news",
        quote="Beta",
        reason="seen",
        by="x",
        on="2025-01-01",
    )
    corrected = registry()
    object.__setattr__(corrected, "corrections", (correction,))
    assert counts(fill(lake, folder, knowledge=corrected)) == (1, 2, 0, 0)
    assert counts(fill(lake, folder, knowledge=corrected)) == (0, 3, 0, 0)
    assert counts(fill(lake, folder)) == (1, 2, 0, 0)


def test_what_another_registry_says_reaches_files_at_hand(folder: Path, lake: Path, tmp_path: Path) -> None:
    """What isn't looked at stays as it was, with the actors it names, though they are in no registry any more."""
    more = registry(extra_actors=(Actor(id="new", name="Someone New", kind=Kind.PERSON),))

    def naming(data: bytes, path: str) -> ParsedCapture:
        parsed = plain_run(data, path)
        (article,) = parsed.articles
        mention = Mention(actor="new", span=Span(0, 4), surface=parsed.capture.text[:4], rule="test")
        return parsed.model_copy(update={"articles": (article.model_copy(update={"mentions": (mention,)}),)})

    fill(lake, folder, run=naming, knowledge=more)
    assert counts(fill(lake, folder / "a.txt")) == (1, 0, 0, 0)
    keep_up(Lake(str(lake)), deleting=True)
    with reading(built(lake, tmp_path / "built.db")) as connection:
        found = connection.execute(
            "SELECT path FROM article_list JOIN articles USING (key) WHERE id IN (SELECT article_id FROM mentions)"
        )
        assert sorted(path for (path,) in found) == ["b.txt", "sub/c.txt"]
        assert list(map(tuple, connection.execute("SELECT name FROM actors WHERE id = 'new'"))) == [("Someone New",)]
    assert counts(fill(lake, folder)) == (2, 1, 0, 0)
    with reading(built(lake, tmp_path / "built.db")) as connection:
        assert list(connection.execute("SELECT name FROM actors WHERE id = 'new'")) == []


# slices


def in_two_months(data: bytes, path: str) -> ParsedCapture:
    """A stand-in for the pipeline: each line is an article of the day and source that it begins with."""
    text = data.decode()
    page, articles = Page(text, path), []
    for seq, line in enumerate(text.splitlines(), 1):
        day, source, body = line.split(" ", 2)
        page.lay(Role.CHROME, f"{day} {source}", article=None)
        page.lay(Role.PARAGRAPH, body, article=seq)
        dated = {"published": day, "published_earliest": day, "published_latest": day, "published_basis": Basis.PRINTED}
        update = {"seq": seq, "source": source, "headline": None, "body": body, "mentions": (), **dated}
        articles.append(undated().articles[0].model_copy(update=update))
    return page.parsed(*articles)


@pytest.mark.parametrize(
    ("question", "paths"),
    [
        (None, ["a.txt", "b.txt", "sub/c.txt"]),
        (Question(earliest="2024-12-01"), ["a.txt", "sub/c.txt"]),
        (Question(sources=("other-news",)), ["a.txt", "b.txt"]),
        (Question(sources=("other-news",), earliest="2024-12-01"), ["a.txt"]),
        (Question(text="seven"), ["sub/c.txt"]),
        (Question(text="nothing"), []),
    ],
)
def test_a_slice_is_made_of_whole_captures(
    folder: Path, lake: Path, tmp_path: Path, question: Question | None, paths: list[str]
) -> None:
    """One whose articles fall into several partitions is put together again: all that a local ingest gives."""
    (folder / "a.txt").write_text("2024-11-30 example-news One two.\n2024-12-01 other-news Three four.\n")
    (folder / "b.txt").write_text("2024-11-29 other-news Five six.\n")
    (folder / "sub" / "c.txt").write_text("2024-12-02 example-news Seven eight.\n")
    fill(lake, folder, run=in_two_months)
    chosen = tmp_path / "chosen"
    for path in paths:
        (chosen / path).parent.mkdir(parents=True, exist_ok=True)
        (chosen / path).write_bytes((folder / path).read_bytes())
    chosen.mkdir(exist_ok=True)
    ingest(tmp_path / "local.db", chosen, run=in_two_months)
    assert print_of(built(lake, tmp_path / "built.db", question)) == print_of(tmp_path / "local.db")


# files of many captures


RECORDS = {"x/1.txt": "Alpha\n\nOne two.\n", "x/2.txt": "Beta\n\nThree.\n", "y.txt": "Gamma\n\nFoûr.\n"}


def as_files(folder: Path) -> Path:
    """The records as files."""
    for path, text in RECORDS.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    return folder


def test_containers_are_read_as_local_ingest_reads_them(lake: Path, tmp_path: Path) -> None:
    """The paths in them are the same, and so is the corpus."""
    folder = tmp_path / "captures"
    folder.mkdir()
    with zipfile.ZipFile(folder / "a.zip", "w") as archive:
        archive.writestr("in/1.txt", "Alpha\n\nOne two.\n")
        archive.writestr("in/2.txt", "Beta\n\nThree.\n")
    lines = [{"text": "Gamma\n\nFour.\n"}, {"text": "Delta\n\nFive.\n"}]
    (folder / "b.jsonl").write_text("".join(f"{json.dumps(line)}\n" for line in lines))
    fill(lake, folder, chunk=1)
    assert in_step(lake, tmp_path, folder)


@pytest.mark.parametrize(
    "later",
    [
        {"in/1.txt": "Alpha\n\nOne two.\n"},
        {"in/1.txt": "Alpha, changed\n\nOne.\n", "in/3.txt": "Beta\n\nThree.\n"},
        {"1.jsonl": '{"text": "Gamma\\n\\nNew."}\n{"text": "Gamma\\n\\nFour."}\n'},
        {"1.jsonl": '{"text": "Delta\\n\\nFive."}\n'},
    ],
    ids=["less", "changed and moved", "a line more", "a line less"],
)
def test_a_container_that_changed_keeps_what_local_ingest_keeps(
    lake: Path, tmp_path: Path, later: dict[str, str]
) -> None:
    """What isn't in it any more stays, and what is known by its number only; what has a name is replaced."""
    folder = tmp_path / "captures"
    folder.mkdir()
    first = {
        "in/1.txt": "Alpha\n\nOne two.\n",
        "in/2.txt": "Beta\n\nThree.\n",
        "1.jsonl": '{"text": "Gamma\\n\\nFour."}\n{"text": "Delta\\n\\nFive."}\n',
    }
    for content in (first, later):
        with zipfile.ZipFile(folder / "a.zip", "w") as archive:
            for name, text in content.items():
                archive.writestr(name, text)
        fill(lake, folder)
        ingest(tmp_path / "local.db", folder)
    assert print_of(built(lake, tmp_path / "built.db")) == print_of(tmp_path / "local.db")


def test_a_file_that_became_an_archive_holds_what_is_in_it(lake: Path, tmp_path: Path) -> None:
    """And no longer what it was."""
    folder = tmp_path / "captures"
    folder.mkdir()
    (folder / "a.zip").write_text("Alpha\n\nOne two.\n")
    fill(lake, folder)
    with zipfile.ZipFile(folder / "a.zip", "w") as archive:
        archive.writestr("1.txt", "Beta\n\nThree.\n")
    fill(lake, folder)
    assert in_step(lake, tmp_path, folder)


def test_what_stood_at_a_refused_place_stays(lake: Path, tmp_path: Path) -> None:
    """A container that was cut short keeps its captures, as in local ingest."""
    folder = tmp_path / "captures"
    folder.mkdir()
    (folder / "b.jsonl").write_text('{"text": "Gamma\\n\\nFour."}\n{"text": "Delta\\n\\nFive."}\n')
    fill(lake, folder)
    (folder / "b.jsonl").write_text('{"text": "Gamma\\n\\nFour."}\n{"tex')
    fill(lake, folder)
    with reading_lake(str(lake)) as reader:
        assert list(reader.execute("SELECT count(*) FROM captures")) == [(2,)]


def test_of_an_empty_folder_there_is_an_empty_corpus(lake: Path, tmp_path: Path) -> None:
    """It can be asked and built from."""
    (tmp_path / "captures").mkdir()
    fill(lake, tmp_path / "captures")
    assert in_step(lake, tmp_path, tmp_path / "captures")


def test_an_address_is_read_by_fsspec(lake: Path, tmp_path: Path) -> None:
    """Its hidden files are passed over, other kinds too, and changes noticed."""
    store = fsspec.filesystem("memory")
    for path, text in {**RECORDS, ".hidden": "x", "p.png": "x"}.items():
        store.pipe_file(f"/bucket/{path}", text.encode())
    try:
        summary = fill(lake, "memory://bucket")
        assert (refused(summary), summary.summary.passed_over.kinds) == ([], 1)
        assert in_step(lake, tmp_path, as_files(tmp_path / "files"))
        store.pipe_file("/bucket/y.txt", b"Delta\n\nFive.\n")
        assert counts(fill(lake, "memory://bucket")) == (1, 2, 0, 0)
        assert content(lake)["y.txt"] == "Delta"
    finally:
        store.rm("/bucket", recursive=True)


# half-done runs


def die_at_b(data: bytes, path: str) -> ParsedCapture:
    """A pipeline that is interrupted."""
    if path == "b.txt":
        raise KeyboardInterrupt
    return plain_run(data, path)


def test_a_run_that_dies_is_never_seen_and_the_next_goes_on(folder: Path, lake: Path, tmp_path: Path) -> None:
    """It parses all that the other had begun with."""
    with pytest.raises(KeyboardInterrupt):
        fill(lake, folder, run=die_at_b, chunk=1)
    with pytest.raises(CorpusError, match="no run has come to its end"):
        content(lake)
    assert counts(fill(lake, folder)) == (3, 0, 0, 0)
    assert in_step(lake, tmp_path, folder)


def test_readers_see_the_state_before_until_a_run_ends(folder: Path, lake: Path) -> None:
    """Rows of a run that isn't finished lie beside those that count."""
    fill(lake, folder)
    before = content(lake)
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text(f"{name}, changed\n\nFive.\n")
    with pytest.raises(KeyboardInterrupt):
        fill(lake, folder, run=die_at_b, chunk=1)
    assert content(lake) == before
    assert len({row[0] for row in rows_of(lake, "captures", "batch")}) == 2


def test_a_folder_with_something_else_is_left_alone(folder: Path) -> None:
    """It was named by mistake."""
    with pytest.raises(CorpusError, match="something else"):
        fill(folder, folder)


def test_the_corpus_s_own_files_are_not_taken_for_captures(folder: Path) -> None:
    """Where it lies in an ingested folder."""
    for _ in range(2):
        assert len(refused(fill(folder / "tables", folder))) == 0
    assert len(content(folder / "tables")) == 3
