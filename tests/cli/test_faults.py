"""An ingest that is stopped leaves a whole corpus, and the next one completes it."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from syria_iraq_archive.corpus.connection import reading
from syria_iraq_archive.errors import CorpusError
from tests.cli.conftest import SEEDS, run

COUNT = 400  # more than is written at once


@pytest.fixture(scope="module")
def captures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of captures that take a moment."""
    folder = tmp_path_factory.mktemp("captures")
    texts = [path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt"))]
    for number in range(COUNT):
        text = f"{texts[number % len(texts)]}\n\nIt was the statement of number {number}, they said on Monday."
        (folder / f"{number:04}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def undisturbed(captures: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The fingerprint of an ingest that nobody stopped."""
    corpus = tmp_path_factory.mktemp("undisturbed") / "a.db"
    assert run("ingest", captures, "--db", corpus).returncode == 0
    return run("fingerprint", "--db", corpus).stdout


def stop(captures: Path, corpus: Path, how: signal.Signals) -> tuple[int, str]:
    """Start an ingest, send it a signal when some captures are in; its status and what it said."""
    command = [sys.executable, "-m", "syria_iraq_archive", "ingest", str(captures), "--db", str(corpus)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and count(corpus) < 3:
        time.sleep(0.02)
    process.send_signal(how)
    _, said = process.communicate(timeout=60)
    return process.returncode, said


def count(corpus: Path) -> int:
    """How many captures are in; none where there is no corpus yet."""
    try:
        with reading(corpus) as connection:
            return int(connection.execute("SELECT count(*) FROM captures").fetchone()[0])
    except CorpusError:
        return 0


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_a_stopped_ingest_leaves_a_whole_corpus(
    captures: Path, undisturbed: str, tmp_path: Path, how: signal.Signals
) -> None:
    """It verifies; the next run completes it to the same corpus as if nothing had happened."""
    corpus = tmp_path / "a.db"
    status, said = stop(captures, corpus, how)
    assert status != 0
    assert 0 < count(corpus) < COUNT
    if how is signal.SIGINT:
        assert "interrupted; what was written is whole (run the same command to go on)" in said
    assert run("verify", "--quiet", "--db", corpus).stdout == ""
    assert run("ingest", captures, "--db", corpus).returncode == 0
    assert run("fingerprint", "--db", corpus).stdout == undisturbed


def test_ingests_at_the_same_time_end_in_one_right_corpus(captures: Path, undisturbed: str, tmp_path: Path) -> None:
    """Writers wait for each other."""
    command = [sys.executable, "-m", "syria_iraq_archive", "ingest", str(captures), "--db", str(tmp_path / "a.db")]
    processes = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(4)]
    said = [process.communicate(timeout=120)[1] for process in processes]
    assert [process.returncode for process in processes] == [0] * 4, said
    assert run("fingerprint", "--db", tmp_path / "a.db").stdout == undisturbed
