"""Runs over one corpus take turns, whatever becomes of the one whose turn it is."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from syria_iraq_archive.corpus.connection import writing_in_turn
from syria_iraq_archive.corpus.locks import in_turn
from syria_iraq_archive.errors import ArchiveError
from syria_iraq_archive.export.destination import new_corpus
from tests.factories import dated, make_corpus

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


def test_whoever_replaces_a_corpus_waits_for_the_run_that_writes_it(tmp_path: Path) -> None:
    """What that run writes is whole before it is replaced."""
    corpus = make_corpus(tmp_path / "a.db")
    with holder(corpus) as other:
        waits: list[bytes] = []

        def say() -> None:
            waits.append(corpus.read_bytes())
            other.communicate()

        with new_corpus(corpus, force=True, waiting=say) as scratch:
            assert waits == [corpus.read_bytes()]
            scratch.write_bytes(b"new")
    assert corpus.read_bytes() == b"new"


def test_nobody_replaces_a_corpus_that_was_made_while_they_waited(tmp_path: Path) -> None:
    """Unless they were told to: it wasn't there when they began."""
    corpus = tmp_path / "a.db"
    with holder(corpus) as other:

        def say() -> None:
            make_corpus(corpus)
            other.communicate()

        with pytest.raises(ArchiveError, match="is there already"), new_corpus(corpus, force=False, waiting=say):
            pass


def test_a_run_that_waited_while_the_corpus_was_replaced_writes_into_the_new_one(tmp_path: Path) -> None:
    """The file by that name is opened when it has its turn, not before."""
    corpus = make_corpus(tmp_path / "a.db")
    new = make_corpus(tmp_path / "new.db", dated())
    with holder(corpus) as other:

        def say() -> None:
            new.replace(corpus)
            other.communicate()

        with writing_in_turn(corpus, say) as connection:
            assert connection.execute("SELECT count(*) FROM captures").fetchone() == (1,)


def test_the_first_run_has_its_turn_too(tmp_path: Path) -> None:
    """Its folder is made before the file that is locked in it."""
    corpus = tmp_path / "data" / "a.db"
    with writing_in_turn(corpus, never):
        assert sorted(path.name for path in corpus.parent.iterdir()) == ["a.db", "a.db-turn"]
