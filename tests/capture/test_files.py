"""Which files are taken as captures."""

import os
from pathlib import Path

import pytest

from syria_iraq_archive.capture.choice import Choice, PassedOver
from syria_iraq_archive.capture.containers.items import read_items
from syria_iraq_archive.capture.containers.limits import ReadLimits
from syria_iraq_archive.capture.files import CaptureFile, find_captures
from syria_iraq_archive.errors import CaptureFailed, CaptureRejected


def found(*places: Path) -> list[str]:
    return [file.path for file in find_captures(places)]


def refusal(file: CaptureFile, limits: ReadLimits | None = None) -> str:
    [item] = read_items(file, limits)
    assert isinstance(item.refusal, CaptureRejected | CaptureFailed)
    return str(item.refusal)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a/z.txt", "a/.hidden.txt", ".git/x.txt", "photo.jpg"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("Hama fell.")
    return tmp_path


def test_a_folder_yields_its_files_in_order_of_their_paths_less_the_hidden_ones(folder: Path) -> None:
    assert found(folder) == ["a/z.txt", "b.txt", "photo.jpg"]


def test_a_file_named_outright_is_taken_whatever_its_name(folder: Path) -> None:
    [file] = find_captures([folder / "photo.jpg"])
    assert [item.data for item in read_items(file)] == [b"Hama fell."]


def test_another_kind_in_a_folder_is_passed_over_by_name(folder: Path) -> None:
    photo = next(file for file in find_captures([folder]) if file.path == "photo.jpg")
    assert isinstance(photo.passed_over, PassedOver)
    assert refusal(photo) == "is of a type not known here (.jpg)"


def test_another_kind_is_looked_at_if_it_is_included(folder: Path) -> None:
    looked_at = [file.path for file in find_captures([folder], Choice(("*.jpg",))) if not file.passed_over]
    assert looked_at == ["photo.jpg"]


def test_a_folder_that_is_excluded_may_be_unreadable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scandir = os.scandir

    def refuse_locked(folder: Path) -> object:
        if folder.name == "locked":
            raise PermissionError(13, "Permission denied", str(folder))
        return scandir(folder)

    (tmp_path / "locked").mkdir()
    monkeypatch.setattr(os, "scandir", refuse_locked)
    assert list(find_captures([tmp_path], Choice(exclude=("locked",)))) == []


def test_a_place_that_does_not_exist_is_rejected_when_it_is_read(tmp_path: Path) -> None:
    [nowhere] = find_captures([tmp_path / "nowhere"])
    assert "can't be read: No such file" in refusal(nowhere)


def test_a_folder_that_can_not_be_read_is_rejected_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scandir = os.scandir

    def refuse_locked(folder: Path) -> object:
        if folder.name == "locked":
            raise PermissionError(13, "Permission denied", str(folder))
        return scandir(folder)

    (tmp_path / "locked").mkdir()
    monkeypatch.setattr(os, "scandir", refuse_locked)
    [locked] = find_captures([tmp_path])
    assert (locked.path, locked.refusal) == ("locked", "can't be read: Permission denied")


def test_a_link_out_of_the_folder_is_refused(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    secret = tmp_path_factory.mktemp("elsewhere") / "secret.txt"
    secret.write_text("not yours")
    (folder / "link.txt").symlink_to(secret)
    link = next(file for file in find_captures([folder]) if file.path == "link.txt")
    assert refusal(link) == "link.txt: is a link that leads out of the folder"


def test_a_loop_of_links_ends(folder: Path) -> None:
    (folder / "a" / "loop").symlink_to(folder, target_is_directory=True)
    assert found(folder) == ["a/z.txt", "b.txt", "photo.jpg"]


def test_a_link_to_itself_is_rejected_and_stops_nothing(folder: Path) -> None:
    (folder / "loop.txt").symlink_to(folder / "loop.txt")
    loop = next(file for file in find_captures([folder]) if file.path == "loop.txt")
    assert refusal(loop).startswith("loop.txt: can't be read: ")


def test_a_name_that_is_no_utf8_is_recorded_with_escapes(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt")).write_text("Hama fell.")
    assert found(tmp_path) == ["\\xff.txt"]


def test_a_pipe_is_rejected_and_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert refusal(CaptureFile(tmp_path / "pipe.txt", "pipe.txt")) == "pipe.txt: is not a regular file"


def test_a_file_over_the_limit_is_rejected_with_the_option_that_raises_it(folder: Path) -> None:
    assert refusal(CaptureFile(folder / "b.txt", "b.txt"), ReadLimits(member=5)) == (
        "b.txt: is larger than 5 bytes (raise the limit with --max-size)"
    )


def test_an_unreadable_file_fails_with_the_reason(tmp_path: Path) -> None:
    [item] = read_items(CaptureFile(tmp_path / "gone.txt", "gone.txt"))
    assert isinstance(item.refusal, CaptureFailed)
    assert "can't be read: No such file" in str(item.refusal)
