"""The destination of an export: it is there whole or not at all."""

from contextlib import suppress
from pathlib import Path

import pytest

from syria_iraq_archive.errors import ArchiveError
from syria_iraq_archive.export.destination import new_file, new_folder

NAMES = ("a.csv", "b.csv")


def write_folder(path: Path, text: str, *, force: bool = False) -> None:
    """Write a folder of two tables."""
    with new_folder(path, NAMES, force=force) as target:
        for name in NAMES:
            (target / name).write_text(text)


def write_file(path: Path, text: str, *, force: bool = False) -> None:
    """Write a file."""
    with new_file(path, force=force) as target:
        target.write_text(text)


def test_a_file_appears_when_it_is_whole(tmp_path: Path) -> None:
    """Nothing stays beside it."""
    path = tmp_path / "a.ris"
    with new_file(path, force=False) as target:
        target.write_text("half")
        assert not path.exists()
    assert path.read_text() == "half"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_appears_when_it_is_whole(tmp_path: Path) -> None:
    """Nothing stays beside it."""
    path = tmp_path / "tables"
    with new_folder(path, NAMES, force=False) as target:
        (target / "a.csv").write_text("half")
        assert not path.exists()
    assert [file.name for file in path.iterdir()] == ["a.csv"]
    assert list(tmp_path.iterdir()) == [path]


def test_what_fails_halfway_leaves_what_was_there(tmp_path: Path) -> None:
    """There is nothing, if there was nothing before."""
    file, folder = tmp_path / "a.ris", tmp_path / "tables"
    write_folder(folder, "old")
    with suppress(KeyboardInterrupt), new_file(file, force=False) as target:
        target.write_text("half")
        raise KeyboardInterrupt
    with suppress(KeyboardInterrupt), new_folder(folder, NAMES, force=True) as target:
        (target / "a.csv").write_text("half")
        raise KeyboardInterrupt
    assert list(tmp_path.iterdir()) == [folder]
    assert (folder / "a.csv").read_text() == "old"


def test_nothing_is_replaced_unless_by_force(tmp_path: Path) -> None:
    """Force replaces the whole of it."""
    file, folder = tmp_path / "a.ris", tmp_path / "tables"
    for write, path in ((write_file, file), (write_folder, folder)):
        write(path, "old")
        with pytest.raises(ArchiveError, match=r"is there already \(replace it with --force\)"):
            write(path, "new")
        write(path, "new", force=True)
    assert file.read_text() == "new"
    assert {each.read_text() for each in folder.iterdir()} == {"new"}
    assert sorted(tmp_path.iterdir()) == [file, folder]


def test_a_folder_of_other_things_is_never_replaced(tmp_path: Path) -> None:
    """Force doesn't help: the folder was named by mistake."""
    (tmp_path / "thesis.docx").write_text("five years")
    with pytest.raises(ArchiveError, match=r"holds what isn't an export: thesis\.docx"):
        write_folder(tmp_path, "new", force=True)
    assert (tmp_path / "thesis.docx").exists()


def test_an_empty_folder_may_be_filled(tmp_path: Path) -> None:
    """It has nothing to lose."""
    (tmp_path / "tables").mkdir()
    write_folder(tmp_path / "tables", "new")
    assert len(list((tmp_path / "tables").iterdir())) == 2


def test_a_link_stays_and_the_file_that_it_leads_to_is_replaced(tmp_path: Path) -> None:
    """The link stays."""
    (tmp_path / "real.ris").write_text("old")
    (tmp_path / "link.ris").symlink_to("real.ris")
    write_file(tmp_path / "link.ris", "new", force=True)
    assert (tmp_path / "link.ris").is_symlink()
    assert (tmp_path / "real.ris").read_text() == "new"


def test_a_folder_is_no_file_and_a_file_no_folder(tmp_path: Path) -> None:
    """Each error says so."""
    (tmp_path / "file").write_text("")
    with pytest.raises(ArchiveError, match="isn't a folder"):
        write_folder(tmp_path / "file", "", force=True)
    with pytest.raises(ArchiveError, match="isn't a file"):
        write_file(tmp_path, "", force=True)


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    """The error gives the reason."""
    with pytest.raises(ArchiveError, match=r"none/a\.ris: can't be written: No such file or directory"):
        write_file(tmp_path / "none" / "a.ris", "")
