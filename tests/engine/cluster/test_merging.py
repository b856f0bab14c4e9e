"""What chunks stage is merged into few files, whatever was done in whatever order, and nothing is lost on the way."""

import random
from collections import Counter
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from syria_iraq_archive.corpus.parquet import merge
from syria_iraq_archive.errors import CorpusError
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


def write(folder: Path, name: str, number: int) -> None:
    """Write a capture, whose month and source hang on its number."""
    (folder / name).write_text(f"Headline {number}\n\n{'word ' * (number % 50)}end.\n")


def files(lake: Path, table: str) -> list[Path]:
    """The files of a table."""
    return sorted((lake / "tables" / table).rglob("*.parquet"))


def rows(lake: Path, table: str) -> int:
    """How many rows stand in them, whether they count or not."""
    return sum(pq.read_metadata(file).num_rows for file in files(lake, table))


@pytest.fixture
def lake(tmp_path: Path) -> Path:
    """Where a Parquet corpus is going to be."""
    return tmp_path / "lake"


@pytest.fixture
def captures(tmp_path: Path) -> Path:
    """Forty captures, of four months and three sources."""
    folder = tmp_path / "captures"
    folder.mkdir()
    for number in range(40):
        write(folder, f"{number:02}.txt", number)
    return folder


def in_step(lake: Path, local: Path) -> bool:
    """Whether the corpus built from it is the one that was ingested here."""
    return print_of(built(lake, local.with_name("built.db"))) == print_of(local)


def test_the_chunks_of_a_run_make_one_file_of_each_month_and_source(captures: Path, lake: Path, tmp_path: Path) -> None:
    """However many chunks there were; what was staged is gone."""
    fill(lake, captures, run=dated_run, chunk=3)
    ingest(tmp_path / "local.db", captures, run=dated_run)
    assert in_step(lake, tmp_path / "local.db")
    for table in ("captures", "articles", "blocks", "articles_folded"):
        folders = Counter(file.parent for file in files(lake, table))
        assert (len(folders), max(folders.values())) == (12, 1)
    assert list((lake / "staged").rglob("*.parquet")) == []


def test_a_corpus_that_grows_day_by_day_keeps_few_files(captures: Path, lake: Path, tmp_path: Path) -> None:
    """Small merges are merged with what was small before; what no snapshot names any more is removed."""
    for day in range(12):
        write(captures, f"new-{day}.txt", 100 + day)
        fill(lake, captures, run=dated_run)
    ingest(tmp_path / "local.db", captures, run=dated_run)
    assert in_step(lake, tmp_path / "local.db")
    assert len(list((lake / "merges").iterdir())) <= 4
    assert max(Counter(file.parent for file in files(lake, "captures")).values()) <= 4


def test_what_was_parsed_again_leaves_no_rows_behind(captures: Path, lake: Path) -> None:
    """Another version parses all; a run later the earlier files are gone."""
    fill(lake, captures, run=dated_run)
    fill(lake, captures, run=dated_run, version="2")
    write(captures, "new.txt", 100)
    fill(lake, captures, run=dated_run, version="2")
    assert rows(lake, "captures") <= 40 + 1 + 40 // 4


def test_months_with_nothing_new_stay_as_they_are(captures: Path, lake: Path) -> None:
    """Their files are named again, not written again."""
    fill(lake, captures, run=dated_run)
    before = {file: file.stat().st_ino for file in files(lake, "captures")}
    for name in ("a.txt", "b.txt"):
        (captures / name).write_text("Headline\n\n" + "x" * 29 + name)
        fill(lake, captures, run=dated_run)
    after = {file: file.stat().st_ino for file in files(lake, "captures")}
    assert len(before.keys() & after.keys()) >= 9


def test_rows_that_memory_does_not_hold_go_into_several_files(
    captures: Path, lake: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As many as it takes."""
    monkeypatch.setattr(merge, "MOST_BYTES", 1_000)
    fill(lake, captures, run=dated_run, chunk=5)
    ingest(tmp_path / "local.db", captures, run=dated_run)
    assert in_step(lake, tmp_path / "local.db")
    assert max(Counter(file.parent for file in files(lake, "captures")).values()) > 1


def test_a_run_that_dies_while_merging_is_completed_by_the_next(
    captures: Path, lake: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is parsed again."""

    def no_disk(*_: object) -> None:
        raise OSError(28, "No space left on device")

    def never(data: bytes, path: str) -> ParsedCapture:
        raise AssertionError(path, data)

    for place in ("corpus.parquet.merge.write_arrow", "corpus.parquet.seal.record", "corpus.parquet.seal.publish"):
        with monkeypatch.context() as patch:
            patch.setattr(f"syria_iraq_archive.{place}", no_disk)
            with pytest.raises(OSError, match="No space"):
                fill(lake, captures, run=dated_run, chunk=7)
    assert fill(lake, captures, run=never).unchanged == 40
    ingest(tmp_path / "local.db", captures, run=dated_run)
    assert in_step(lake, tmp_path / "local.db")
    assert list((lake / "staged").rglob("*.parquet")) == []


def test_of_two_runs_that_merge_at_once_the_slower_is_told(
    captures: Path, lake: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it was about to merge is gone, and already merged."""
    contents = merge._contents

    def slowly(*arguments: object) -> object:
        monkeypatch.undo()
        fill(lake, captures, run=dated_run)
        return contents(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(merge, "_contents", slowly)
    with pytest.raises(CorpusError, match="another run wrote to it meanwhile"):
        fill(lake, captures, run=dated_run)
    ingest(tmp_path / "local.db", captures, run=dated_run)
    assert in_step(lake, tmp_path / "local.db")


@pytest.mark.parametrize("seed", range(6))
def test_whatever_is_done_to_the_files_it_stays_in_step(captures: Path, lake: Path, tmp_path: Path, seed: int) -> None:
    """New, changed, copied, renamed and vanished files, and other versions of the program, in any order."""
    chance = random.Random(seed)
    version = 1
    for _ in range(8):
        for _ in range(chance.randrange(1, 6)):
            one, other = (f"{chance.randrange(50):02}.txt" for _ in range(2))
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
        fill(lake, captures, run=dated_run, version=str(version), chunk=chance.choice((1, 5, 100)))
        ingest(tmp_path / "local.db", captures, run=dated_run, version=str(version))
        assert in_step(lake, tmp_path / "local.db")
