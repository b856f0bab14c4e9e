"""A lake stays small, whatever was done in whatever order and by whom, and stays in step with a local corpus."""

import random
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import duckdb
import pytest
from deltalake import DeltaTable, write_deltalake
from deltalake.exceptions import CommitFailedError

from syria_iraq_archive.corpus.declare import Table
from syria_iraq_archive.corpus.lake import upkeep
from syria_iraq_archive.corpus.lake.folder import Lake
from syria_iraq_archive.corpus.lake.reader import reading_lake
from syria_iraq_archive.corpus.lake.tables import CAPTURE_TABLES, LAKE_TABLES, RUNS, UPKEEP
from syria_iraq_archive.corpus.lake.upkeep import keep_up
from syria_iraq_archive.corpus.rows import Row
from syria_iraq_archive.records import ParsedCapture
from syria_iraq_archive.registry.models import Actor, Kind
from tests.factories import ingest, plain_run, registry
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


def test_what_does_not_count_any_more_is_deleted_on_demand(captures: Path, lake: Path, tmp_path: Path) -> None:
    """By its keys, from all tables; a run deletes nothing, and what counts stays."""
    fill(lake, captures, run=dated_run)
    write(captures, "00.txt", 100)
    fill(lake, captures, run=dated_run)
    fill(lake, captures, run=dated_run, version="2")
    assert (rows(lake, "captures"), rows(lake, "articles_folded"), rows(lake, "files")) == (41, 41, 41)
    assert keep_up(Lake(str(lake)), deleting=True)
    assert (rows(lake, "captures"), rows(lake, "articles_folded"), rows(lake, "files")) == (20, 20, 20)
    assert {len(files(lake, table.name)) for table in LAKE_TABLES} <= {0, 1}
    ingest(tmp_path / "local.db", captures, run=dated_run)
    assert in_step(lake, tmp_path / "local.db")
    assert fill(lake, captures, run=dated_run, version="2").summary.unchanged == 20


def test_each_registry_takes_the_place_of_the_one_before(captures: Path, lake: Path) -> None:
    """What it lacks stays for captures that may name it."""
    more = registry(extra_actors=(Actor(id="new", name="Someone New", kind=Kind.PERSON),))
    fill(lake, captures, run=dated_run, knowledge=more)
    number = rows(lake, "actors")
    fill(lake, captures, run=dated_run)
    assert rows(lake, "actors") == 2 * number - 1
    assert keep_up(Lake(str(lake)), deleting=True)
    assert rows(lake, "actors") == number


def test_what_a_run_left_that_died_is_deleted_when_it_is_old(
    captures: Path, lake: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before, nobody knows that it died. What a worker left of a batch goes too."""
    with pytest.raises(KeyboardInterrupt):
        fill(lake, captures, run=stopped_run, chunk=5)
    fill(lake, captures / "19.txt", run=dated_run)
    blocks = DeltaTable(f"{lake}/blocks").to_pyarrow_table().slice(0, 1)
    write_deltalake(
        f"{lake}/blocks", blocks.set_column(blocks.schema.get_field_index("batch"), "batch", [["lost"]]), mode="append"
    )
    assert keep_up(Lake(str(lake)), deleting=True)
    left = rows(lake, "captures")
    assert left > 1
    monkeypatch.setattr(upkeep, "KEEP_HOURS", -1)
    monkeypatch.setattr(DeltaTable, "vacuum", lambda *_, **__: [])
    assert keep_up(Lake(str(lake)), deleting=True)
    assert (rows(lake, "captures"), rows(lake, "files")) == (1, 1)
    with reading_lake(str(lake)) as reader:
        ((number,),) = reader.execute("SELECT count(*) FROM blocks")
    assert rows(lake, "blocks") == number


def test_what_a_run_under_way_has_appended_stays(captures: Path, lake: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It will count when the run ends, though somebody deletes meanwhile."""
    fill(lake, captures, run=dated_run)
    append = Lake.append

    def delete_before_the_end(self: Lake, table: Table, some: Sequence[Row]) -> None:
        if table is RUNS:
            assert keep_up(Lake(str(lake)), deleting=True)
        append(self, table, some)

    monkeypatch.setattr(Lake, "append", delete_before_the_end)
    assert fill(lake, captures, run=dated_run, version="2").summary.updated == 20
    monkeypatch.undo()
    assert fill(lake, captures, run=dated_run, version="2").summary.unchanged == 20
    assert rows(lake, "captures") == 40


@pytest.mark.parametrize(("hours", "is_done"), [(1, False), (-1, True)])
def test_of_two_that_keep_a_lake_up_at_once_one_does(captures: Path, lake: Path, hours: int, is_done: bool) -> None:
    """The other says that it didn't, unless the first was killed a day ago."""
    fill(lake, captures, run=dated_run)
    fill(lake, captures, run=dated_run, version="2")
    guard = Lake(str(lake))
    guard.exchange(UPKEEP, guard.table(UPKEEP), [(upkeep.run_id_from(-hours),)])
    assert keep_up(Lake(str(lake)), deleting=True) is is_done
    assert rows(lake, "captures") == (20 if is_done else 40)


def test_that_a_lost_race_left_something_undone_is_said(
    captures: Path, lake: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And the rest is done nevertheless."""
    fill(lake, captures, run=dated_run)

    def lose(_: Lake) -> None:
        raise CommitFailedError

    monkeypatch.setattr(upkeep, "_delete_dead", lose)
    assert not keep_up(Lake(str(lake)), deleting=True)
    assert keep_up(Lake(str(lake)))


@pytest.mark.parametrize("_", range(3))
def test_upkeep_at_the_same_moment_doubles_nothing(captures: Path, lake: Path, _: int) -> None:
    """Whoever comes first."""
    fill(lake, captures, run=dated_run, chunk=5)
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda _: keep_up(Lake(str(lake)), deleting=True), range(4)))
    assert (rows(lake, "captures"), rows(lake, "articles"), rows(lake, "files")) == (20, 20, 20)


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
