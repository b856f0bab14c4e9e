"""What a killed process left half made is removed by the next of its kind; what a living one makes isn't."""

import subprocess
import sys
from pathlib import Path

from syria_iraq_archive.corpus.disk import scratch_beside

_MAKE = """
import sys
from pathlib import Path
from syria_iraq_archive.corpus.disk import scratch_beside
with scratch_beside(Path(sys.argv[1])) as folder:
    (folder / "new").write_bytes(b"x" * 1000)
    print("made", flush=True)
    sys.stdin.read()
"""


def maker(path: Path) -> "subprocess.Popen[str]":
    """A process that is making something."""
    command = [sys.executable, "-c", _MAKE, str(path)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    assert process.stdout.readline() == "made\n"
    return process


def test_what_a_killed_process_left_is_removed_by_the_next(tmp_path: Path) -> None:
    """Of the same destination, whatever stands in its name."""
    path = tmp_path / "all [1]*.db"
    with maker(path) as killed:
        killed.kill()
        killed.wait()
    assert len(list(tmp_path.iterdir())) == 1
    with scratch_beside(tmp_path / "other.db"):
        assert len(list(tmp_path.iterdir())) == 2
    with scratch_beside(path) as folder:
        assert list(tmp_path.iterdir()) == [folder]
    assert list(tmp_path.iterdir()) == []


def test_what_a_living_process_makes_is_left_alone(tmp_path: Path) -> None:
    """Whoever makes the same beside it."""
    path = tmp_path / "all.db"
    with maker(path) as living:
        [theirs] = tmp_path.iterdir()
        with scratch_beside(path):
            pass
        assert (theirs / "new").stat().st_size == 1000
        living.communicate()
    assert list(tmp_path.iterdir()) == []


def test_a_folder_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    """Its name alone doesn't make it ours."""
    (tmp_path / ".all.db.mine").mkdir()
    (tmp_path / ".all.db.mine" / "letter.txt").write_text("dear")
    with scratch_beside(tmp_path / "all.db"):
        pass
    assert (tmp_path / ".all.db.mine" / "letter.txt").exists()
