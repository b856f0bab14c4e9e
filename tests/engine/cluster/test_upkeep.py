"""A lake stays small, whatever was done in whatever order and by whom, and stays in step with a local corpus."""

import random
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import duckdb
import pytest
from deltalake import DeltaTable

from syria_iraq_archive.corpus.lake import upkeep
from syria_iraq_archive.corpus.lake.folder import Lake
from syria_iraq_archive.corpus.lake.tables import CAPTURE_TABLES
from syria_iraq_archive.corpus.lake.upkeep import keep_up
from syria_iraq_archive.records import ParsedCapture
from tests.factories import ingest, plain_run
from tests.lakes import built, fill, print_of

DAYS = ("2024-11-30", "2024-12-01", "2023-01-01", None)
SOURCES = ("example-news", "other-news", None)


def dated_run(data: bytes, path: str) -> ParsedCapture:
    """A stand-in for the pipeline, which dates an article and names its source by the length of what it says."""
    parsed = plain_run(data, path)
    (article,) = parsed.articles
    day, source = DAYS[len(data) % 4], SOURCES[len(data) // 4 % 3]
    known = {"published": day, "published_earliest": day, "published_latest": day, "source": source}
    return parsed.model_copy(update={"articles": (article.model_copy(update=known),)})


def stopped_run(data: bytes, path: str) -> ParsedCapture:
    """A pipeline that is interrupted in the middle."""
    if path == "10.txt":
        raise KeyboardInterrupt
    return dated_run(data, path)


def write(folder: Path, name: str, number: int) -> None:
    """Write a capture, whose month and source hang on its number."""
    (folder / name).write_text(f"Headline {number}\n\n{'word ' * (number % 50)}end.\n")


def files(lake: Path, table: str) -> list[str]:
    """The files that make up a table."""
    return DeltaTable(f"{lake}/{table}").file_uris()


def rows(lake: Path, table: str) -> int:
    """How many rows stand in them, whether they count or not."""
    ((number,),) = duckdb.execute(f"SELECT count(*) FROM read_parquet({files(lake, table)})").fetchall()
    return int(number)


@pytest.fixture
def lake(tmp_path: Path) -> Path:
    """Where a lake is going to be."""
    return tmp_path / "lake"


@pytest.fixture
def captures(tmp_path: Path) -> Path:
    """Twenty captures, of four months and three sources."""
    folder = tmp_path / "captures"
    folder.mkdir()
    for number in range(20):
        write(folder, f"{number:02}.txt", number)
    return folder


def in_step(lake: Path, local: Path) -> bool:
    """Whether the corpus built from it is the one that was ingested here."""
    return print_of(built(lake, local.with_name("built.db"))) == print_of(local)


def test_a_run_that_appends_often_leaves_a_file_for_each_table(captures: Path, lake: Path, tmp_path: Path) -> None:
    """Small ones are joined."""
    fill(lake, captures, run=dated_run, chunk=2)
    ingest(tmp_path / "local.db", captures, run=dated_run)
    assert in_step(lake, tmp_path / "local.db")
    assert {len(files(lake, table.name)) for table in CAPTURE_TABLES} == {0, 1}


def test_few_appends_stay_as_they_are(captures: Path, lake: Path) -> None:
    """To join them each time would write all again for a little."""
    fill(lake, captures, run=dated_run, chunk=5)
    assert len(files(lake, "captures")) == 4


def test_when_all_is_parsed_again_what_was_before_is_deleted(captures: Path, lake: Path) -> None:
    """Of all tables, also of what was looked at."""
    fill(lake, captures, run=dated_run)
    fill(lake, captures, run=dated_run, version="2")
    assert (rows(lake, "captures"), rows(lake, "articles_folded"), rows(lake, "files")) == (20, 20, 20)


def test_a_little_that_changed_stays_until_the_lake_is_compacted(captures: Path, lake: Path, tmp_path: Path) -> None:
    """Then it is deleted by its keys, and what counts stays."""
    fill(lake, captures, run=dated_run)
    write(captures, "00.txt", 100)
    fill(lake, captures, run=dated_run)
    assert rows(lake, "captures") == 21
    assert keep_up(Lake(str(lake)), deleting=True)
    assert (rows(lake, "captures"), rows(lake, "files")) == (20, 20)
    assert {len(files(lake, table.name)) for table in CAPTURE_TABLES} <= {0, 1}
    ingest(tmp_path / "local.db", captures, run=dated_run)
    assert in_step(lake, tmp_path / "local.db")
    assert fill(lake, captures, run=dated_run).unchanged == 20


def test_what_an_unfinished_run_left_is_deleted_when_it_is_old(
    captures: Path, lake: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before, the next run may take it over."""
    with pytest.raises(KeyboardInterrupt):
        fill(lake, captures, run=stopped_run, chunk=5)
    fill(lake, captures / "19.txt", run=dated_run)
    keep_up(Lake(str(lake)), deleting=True)
    left = rows(lake, "captures")
    assert left > 1
    monkeypatch.setattr(upkeep.oldest, "__defaults__", (-1,))
    keep_up(Lake(str(lake)), deleting=True)
    assert (rows(lake, "captures"), rows(lake, "files")) == (1, 1)


def test_nothing_is_deleted_while_another_run_is_under_way(captures: Path, lake: Path) -> None:
    """It may count on rows that don't count for others."""
    fill(lake, captures, run=dated_run)
    Lake(str(lake)).append("runs", [(upkeep.oldest(0), "begun", None, "x", None)])
    fill(lake, captures, run=dated_run, version="2")
    assert rows(lake, "captures") == 40
    assert not keep_up(Lake(str(lake)), deleting=True)
    assert rows(lake, "captures") == 40


def test_a_run_that_was_killed_long_ago_is_no_longer_under_way(captures: Path, lake: Path) -> None:
    """It never said that it ended."""
    fill(lake, captures, run=dated_run)
    Lake(str(lake)).append("runs", [(upkeep.oldest(upkeep.KEEP_HOURS + 1), "begun", None, "x", None)])
    fill(lake, captures, run=dated_run, version="2")
    assert rows(lake, "captures") == 20


def test_of_two_that_keep_a_lake_up_at_once_one_does(captures: Path, lake: Path) -> None:
    """If both joined the same files, rows would be there twice."""
    fill(lake, captures, run=dated_run, chunk=5)
    Lake(str(lake)).append("runs", [(upkeep.oldest(0), "upkeep", None, "", None)])
    assert not keep_up(Lake(str(lake)), deleting=True)
    assert len(files(lake, "captures")) == 4


def test_upkeep_that_was_killed_a_day_ago_keeps_nobody_from_it(captures: Path, lake: Path) -> None:
    """It never said that it ended."""
    fill(lake, captures, run=dated_run, chunk=5)
    Lake(str(lake)).append("runs", [(upkeep.oldest(25), "upkeep", None, "", None)])
    assert keep_up(Lake(str(lake)), deleting=True)
    assert len(files(lake, "captures")) == 1


@pytest.mark.parametrize("_", range(3))
def test_upkeep_at_the_same_moment_doubles_nothing(captures: Path, lake: Path, _: int) -> None:
    """Whoever comes first."""
    fill(lake, captures, run=dated_run, chunk=5)
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda _: keep_up(Lake(str(lake)), deleting=True), range(4)))
    assert (rows(lake, "captures"), rows(lake, "articles"), rows(lake, "files")) == (20, 20, 20)


def test_what_is_looked_at_during_upkeep_is_not_forgotten(
    captures: Path, lake: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is appended after the state was read in which nothing names it."""
    fill(lake, captures, run=dated_run)
    fill(lake, captures, run=dated_run, version="2")
    write(captures, "00.txt", 100)
    fill(lake, captures, run=dated_run, version="2")
    delete = upkeep._delete_looks

    def late(*arguments: object) -> None:
        monkeypatch.undo()
        write(captures, "new.txt", 200)
        fill(lake, captures, run=dated_run, version="2")
        delete(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(upkeep, "_delete_looks", late)
    keep_up(Lake(str(lake)), deleting=True)
    assert fill(lake, captures, run=dated_run, version="2").unchanged == 21


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_done_to_the_files_it_stays_in_step(captures: Path, lake: Path, tmp_path: Path, seed: int) -> None:
    """New, changed, copied, renamed and vanished files, other versions of the program, runs that die, in any order."""
    chance = random.Random(seed)
    version = 1
    for _ in range(6):
        for _ in range(chance.randrange(1, 6)):
            one, other = (f"{chance.randrange(25):02}.txt" for _ in range(2))
            match chance.choice(("write", "copy", "rename", "remove", "version")):
                case "write":
                    write(captures, one, chance.randrange(500))
                case "copy" if (captures / one).exists():
                    (captures / other).write_bytes((captures / one).read_bytes())
                case "rename" if (captures / one).exists():
                    (captures / one).rename(captures / other)
                case "remove":
                    (captures / one).unlink(missing_ok=True)
                case "version":
                    version += chance.random() < 0.3
        if chance.random() < 0.3:
            with suppress(KeyboardInterrupt):  # it may have nothing to do
                fill(lake, captures, run=stopped_run, version=str(version), chunk=3)
        fill(lake, captures, run=dated_run, version=str(version), chunk=chance.choice((1, 5, 100)))
        if chance.random() < 0.3:
            keep_up(Lake(str(lake)), deleting=True)
        ingest(tmp_path / "local.db", captures, run=dated_run, version=str(version))
        assert in_step(lake, tmp_path / "local.db")
