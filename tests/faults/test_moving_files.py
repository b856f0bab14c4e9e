"""Files that change, vanish or are locked away while they are being ingested cost themselves at most."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from syria_iraq_archive.capture.containers.items import read_items
from syria_iraq_archive.capture.files import CaptureFile, find_captures
from syria_iraq_archive.corpus.connection import reading
from syria_iraq_archive.records import ParsedCapture
from tests.factories import ingest, plain_run


def vanish(path: Path) -> None:
    """Be gone."""
    path.unlink()


def become_a_folder(path: Path) -> None:
    """A folder in its place."""
    path.unlink()
    path.mkdir()


def become_a_pipe(path: Path) -> None:
    """A pipe in its place, which nobody ever writes to."""
    path.unlink()
    os.mkfifo(path)


def lead_to_itself(path: Path) -> None:
    """A link in its place that leads nowhere."""
    path.unlink()
    path.symlink_to(path.name)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three captures."""
    folder = tmp_path / "captures"
    folder.mkdir()
    for name in "abc":
        (folder / f"{name}.txt").write_text(f"Headline {name}\n\nText.\n")
    return folder


def paths(corpus: Path) -> list[str]:
    """What is in."""
    with reading(corpus) as connection:
        return [path for (path,) in connection.execute("SELECT path FROM captures ORDER BY path")]


def is_read(file: CaptureFile) -> bool:
    """Whether it is read, and not rejected."""
    return [item.refusal for item in read_items(file)] == [None]


@pytest.mark.parametrize("change", [vanish, become_a_folder, become_a_pipe, lead_to_itself])
def test_a_file_that_goes_between_listing_and_reading_is_reported(folder: Path, change: Callable[[Path], None]) -> None:
    """The others are read."""
    files = list(find_captures([folder]))
    change(folder / "b.txt")
    assert [file.path for file in files if is_read(file)] == ["a.txt", "c.txt"]


def test_a_file_that_changes_while_it_is_parsed_is_kept_as_it_was_read(folder: Path, tmp_path: Path) -> None:
    """Text and hash are of the same bytes; the next run takes the new ones."""
    corpus = tmp_path / "a.db"

    def changing(data: bytes, path: str) -> ParsedCapture:
        if path == "b.txt":
            (folder / path).write_text("Another headline\n\nAnother text.\n")
        return plain_run(data, path)

    ingest(corpus, folder, run=changing)
    with reading(corpus) as connection:
        assert "Headline b" in connection.execute("SELECT text FROM captures WHERE path = 'b.txt'").fetchone()[0]
    summary = ingest(corpus, folder)
    assert (summary.updated, summary.unchanged) == (1, 2)
    assert paths(corpus) == ["a.txt", "b.txt", "c.txt"]


def test_files_that_vanish_between_reading_and_reading_again_lose_nothing_that_was_read(
    folder: Path, tmp_path: Path
) -> None:
    """A run reads a file once more if it holds something else than before."""
    corpus = tmp_path / "a.db"
    ingest(corpus, folder)

    def vanishing(data: bytes, path: str) -> ParsedCapture:
        (folder / path).unlink()
        return plain_run(data, path)

    (folder / "b.txt").write_text("Another headline\n\nAnother text.\n")
    summary = ingest(corpus, folder, run=vanishing)
    assert (summary.updated, summary.unchanged, summary.rejected) == (1, 2, [])
    assert paths(corpus) == ["a.txt", "b.txt", "c.txt"]


def test_a_path_longer_than_the_system_takes_is_reported(tmp_path: Path) -> None:
    """However deep somebody nests folders, the other captures are read."""
    folder = tmp_path / "captures"
    folder.mkdir()
    (folder / "z.txt").write_text("Headline\n\nText.\n")
    before = Path.cwd()
    os.chdir(folder)
    try:
        for _ in range(20):
            Path("d" * 250).mkdir()
            os.chdir("d" * 250)
        Path("a.txt").write_text("Too deep\n\nText.\n")
    finally:
        os.chdir(before)
    summary = ingest(tmp_path / "a.db", folder)
    assert summary.added == 1
    assert ["can't be read" in failure.reason for failure in summary.failed] == [True]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")
def test_what_lies_behind_a_locked_door_is_reported(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A folder, a file, and a link into a folder, that this user may not read."""
    top = tmp_path_factory.mktemp("locked")
    locked = top / "captures" / "locked"
    locked.mkdir(parents=True)
    (locked / "a.txt").write_text("Headline\n\nText.\n")
    (top / "captures" / "b.txt").write_text("Headline\n\nText.\n")
    (top / "captures" / "link").symlink_to("locked/a.txt")
    (top / "captures" / "b.txt").chmod(0)
    for parent in (top, *top.parents[:3]):
        parent.chmod(parent.stat().st_mode | 0o055)
    locked.chmod(0)
    os.seteuid(65534)
    try:
        found = []
        for file in find_captures([top / "captures", locked / "a.txt"]):
            [item] = read_items(file)
            assert item.refusal
            found.append((file.path, item.refusal.message))
    finally:
        os.seteuid(0)
        locked.chmod(0o700)
    assert found == [(path, "can't be read: Permission denied") for path in ("b.txt", "link", "locked", "a.txt")]
