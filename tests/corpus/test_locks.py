"""Runs over one corpus take turns, whatever becomes of the one whose turn it is."""

import subprocess
import sys
import threading
from pathlib import Path

from syria_iraq_archive.corpus.locks import in_turn

_HOLD = """
import sys
from pathlib import Path
from syria_iraq_archive.corpus.locks import in_turn
with in_turn(Path(sys.argv[1]), lambda: None):
    print("held", flush=True)
    sys.stdin.read()
"""


def holder(corpus: Path) -> "subprocess.Popen[str]":
    """A process that has its turn until it is told to end."""
    command = [sys.executable, "-c", _HOLD, str(corpus)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    assert process.stdout.readline() == "held\n"
    return process


def never() -> None:
    raise AssertionError("nobody has a turn")


def test_whoever_has_no_turn_waits_and_says_so_once(tmp_path: Path) -> None:
    """Until the other is done; nothing is left beside the corpus."""
    corpus = tmp_path / "a.db"
    said: list[str] = []
    with holder(corpus) as other:
        waiting = threading.Event()

        def say() -> None:
            said.append("waiting")
            waiting.set()

        threading.Thread(target=lambda: (waiting.wait(30), other.communicate())).start()
        with in_turn(corpus, say):
            assert other.wait(30) == 0
    assert said == ["waiting"]
    assert list(tmp_path.iterdir()) == []


def test_a_killed_process_has_no_turn(tmp_path: Path) -> None:
    """The file that it left keeps nobody out."""
    corpus = tmp_path / "a.db"
    with holder(corpus) as other:
        other.kill()
        other.wait()
    assert len(list(tmp_path.iterdir())) == 1
    with in_turn(corpus, never):
        pass
    assert list(tmp_path.iterdir()) == []


def test_another_corpus_is_another_turn(tmp_path: Path) -> None:
    """And one by another name isn't."""
    (tmp_path / "link.db").symlink_to(tmp_path / "a.db")
    with holder(tmp_path / "a.db") as other:
        with in_turn(tmp_path / "b.db", never):
            pass
        waits: list[bool] = []

        def say() -> None:
            waits.append(True)
            other.kill()

        with in_turn(tmp_path / "link.db", say):
            assert waits == [True]
