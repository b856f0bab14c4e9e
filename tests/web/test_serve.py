"""``archive serve`` as a user runs it."""

import shutil
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from syria_iraq_archive.corpus.connection import beside, reading
from syria_iraq_archive.corpus.locks import in_turn
from syria_iraq_archive.errors import CorpusError
from syria_iraq_archive.web.server import application, take_in_log
from tests.cli.conftest import run
from tests.web.served import served


def test_serve_says_where_it_is_and_answers_there(web_corpus: Path) -> None:
    with served(web_corpus) as address:
        assert address.startswith("http://127.0.0.1:")
        with urllib.request.urlopen(address, timeout=600) as answer:
            assert answer.status == 200
            assert "default-src 'self'" in answer.headers["content-security-policy"]


def test_serve_answers_to_its_own_machine_only(web_corpus: Path) -> None:
    with served(web_corpus) as address:
        request = urllib.request.Request(address, headers={"Host": "rebound.example"})
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(request, timeout=600)
        refused.value.close()
        assert refused.value.code == 421


def test_serve_ends_quietly_at_ctrl_c(web_corpus: Path) -> None:
    command = [sys.executable, "-m", "syria_iraq_archive", "serve", "--db", str(web_corpus), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        address = process.stderr.readline()
        with urllib.request.urlopen(address.split()[5], timeout=600):
            process.send_signal(signal.SIGINT)
        rest = process.stderr.read()
        assert process.wait(timeout=600) in (0, -signal.SIGINT, 130)
    assert "Traceback" not in rest


def test_serve_leaves_nothing_beside_the_corpus(web_corpus: Path) -> None:
    with served(web_corpus) as address, urllib.request.urlopen(address, timeout=600):
        pass
    assert [file.name for file in web_corpus.parent.iterdir()] == [web_corpus.name]


def test_serve_needs_a_corpus(tmp_path: Path) -> None:
    done = run("serve", "--db", tmp_path / "none.db", "--port", "0")
    assert done.returncode == 1
    assert "there is no corpus here" in done.stderr


def test_serve_says_when_the_port_is_taken(web_corpus: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = run("serve", "--db", web_corpus, "--port", str(taken.getsockname()[1]))
    assert done.returncode == 1
    assert "--port 0" in done.stderr


def test_serve_warns_where_others_can_read(web_corpus: Path) -> None:
    with served(web_corpus, "--host", "0.0.0.0", expect="Warning") as warning:
        assert "whoever can reach 0.0.0.0" in warning


_KILLED = """
import os, signal, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA journal_mode = WAL")
connection.execute("PRAGMA cache_size = 1")
connection.execute("UPDATE articles SET byline = 'committed'")
connection.execute("BEGIN IMMEDIATE")
connection.execute("UPDATE articles SET byline = 'under way'")
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def killed(web_corpus: Path, tmp_path: Path) -> Path:
    """A corpus beside which lies what a program wrote that was killed."""
    corpus = Path(shutil.copy(web_corpus, tmp_path / "killed.db"))
    subprocess.run([sys.executable, "-c", _KILLED, str(corpus)], check=False)
    assert beside(corpus, "-wal").stat().st_size
    return corpus


def test_what_a_killed_program_had_committed_is_taken_in(killed: Path) -> None:
    assert take_in_log(killed)
    with reading(killed) as connection:
        assert {row[0] for row in connection.execute("SELECT byline FROM articles")} == {"committed"}
    application(killed)
    assert not take_in_log(killed)  # there is nothing more


def test_nothing_is_taken_in_while_another_writes(killed: Path) -> None:
    held = beside(killed, "-wal").read_bytes()
    with in_turn(killed):
        assert not take_in_log(killed)
    assert beside(killed, "-wal").read_bytes() == held
    with pytest.raises(CorpusError, match="another program") as refused:
        application(killed)
    assert "archive ingest" in str(refused.value)


def test_serve_says_that_it_takes_it_in(killed: Path) -> None:
    command = [sys.executable, "-m", "syria_iraq_archive", "serve", "--db", str(killed), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        assert "taken in" in process.stderr.readline()
        assert "is open at" in process.stderr.readline()
        process.terminate()
