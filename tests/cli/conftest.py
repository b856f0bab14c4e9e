"""Commands are run as a user runs them: most in this process, in one of their own if that is the point."""

import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands import call, needs_a_process
from tests.factories import make_corpus

Result = subprocess.CompletedProcess[str]
Archive = Callable[..., Result]

MOST = 900
"""Seconds that a command may take on a machine with much to do; one that hangs takes longer."""
SEEDS = Path(__file__).parents[2] / "seeds"
GOLD = Path(__file__).parents[1] / "gold"


def run(*arguments: str | Path, stdin: bytes = b"", **environment: str) -> Result:
    """Run ``archive`` and give back its status, output and errors; nothing of the caller's settings and width."""
    words = [str(argument) for argument in arguments]
    if needs_a_process(words, environment):
        return run_apart(*arguments, stdin=stdin, **environment)
    return Result(words, *call(words, stdin, environment))


def run_apart(*arguments: str | Path, stdin: bytes = b"", **environment: str) -> Result:
    """As `run`, in a process of its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ARCHIVE_", "COLUMNS", "LINES"))}
    done = subprocess.run(
        [sys.executable, "-m", "syria_iraq_archive", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        env=kept | {"PYTHONIOENCODING": "utf-8"} | environment,
        check=False,
        timeout=MOST,
    )
    return Result(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


def on_terminal(*arguments: str | Path, **environment: str) -> str:
    """What ``archive`` prints on a terminal of 80 columns."""
    leader, follower = pty.openpty()
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ARCHIVE_", "NO_COLOR"))}
    process = subprocess.Popen(
        [sys.executable, "-m", "syria_iraq_archive", *map(str, arguments)],
        stdout=follower,
        stderr=follower,
        stdin=subprocess.DEVNULL,
        env=kept | {"COLUMNS": "80", "TERM": "xterm", "PYTHONIOENCODING": "utf-8"} | environment,
    )
    os.close(follower)
    printed = b""
    while True:
        try:
            piece = os.read(leader, 65536)
        except OSError:  # how Linux says that the other end is closed
            break
        if not piece:
            break
        printed += piece
    process.wait()
    os.close(leader)
    return printed.decode()


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small corpus made by hand; commands only read it."""
    return make_corpus(tmp_path_factory.mktemp("cli") / "archive.db")


@pytest.fixture(scope="session")
def archive(corpus: Path) -> Archive:
    """``archive`` on `corpus`."""

    def on_corpus(*arguments: str | Path, stdin: bytes = b"", **environment: str) -> Result:
        return run(*arguments, stdin=stdin, **({"ARCHIVE_DB": str(corpus)} | environment))

    return on_corpus


@pytest.fixture(scope="session")
def seed_corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The corpus of the five seeds, made by the program itself."""
    path = tmp_path_factory.mktemp("seeds") / "archive.db"
    done = run("ingest", SEEDS, "--db", path)
    assert done.returncode == 0, done.stderr
    return path
