"""A real scheduler with two worker processes on loopback gives what a local ingest gives, whoever dies meanwhile."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from syria_iraq_archive.pipeline import Pipeline
from syria_iraq_archive.registry.load import Registry
from tests.annotated import annotated_seeds, samples
from tests.cli.conftest import run
from tests.factories import ingest
from tests.lakes import built, print_of

pytestmark = pytest.mark.long

WAIT = 110  # seconds; a busy machine takes its time
POISON = """
import os
from syria_iraq_archive.pipeline import Pipeline

def deadly(parse):
    def parse_or_die(self, data, path):
        if b"POISON" in data:
            os.kill(os.getpid(), 9)
        return parse(self, data, path)
    return parse_or_die

if Pipeline.run.__name__ == "run":  # Dask loads this more than once
    Pipeline.run = deadly(Pipeline.run)
"""


def until(done: Callable[[], bool]) -> None:
    """Wait for something to happen."""
    deadline = time.monotonic() + WAIT
    while not done():
        assert time.monotonic() < deadline
        time.sleep(0.02)


@dataclass
class Cluster:
    """A scheduler and two workers, each a process."""

    address: str
    scheduler: "subprocess.Popen[bytes]"
    workers: list["subprocess.Popen[bytes]"]

    def ingest(self, folder: Path, to: Path) -> list[str | Path]:
        """The arguments of `archive` that do this work here."""
        return ["ingest", folder, "--engine", "dask", "--scheduler", self.address, "--chunk", "25", "--to", to]


@contextmanager
def cluster(folder: Path, *options: str, workers: int = 2, **environment: str) -> Iterator[Cluster]:
    """A cluster on loopback, gone afterwards. A worker that dies isn't replaced."""
    known = folder / "scheduler.json"
    quiet = {
        "stdout": subprocess.DEVNULL,
        "stderr": subprocess.DEVNULL,
        "cwd": folder,
        "env": os.environ | environment,
    }
    dask = [sys.executable, "-m", "dask"]
    started = [
        subprocess.Popen(
            [*dask, "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", known],
            **quiet,  # type: ignore[call-overload]
        )
    ]
    worker = [*dask, "worker", "--scheduler-file", known, "--nthreads", "1", "--no-dashboard", "--no-nanny", *options]
    try:
        until(lambda: known.exists() and known.read_text().rstrip().endswith("}"))  # written whole
        address = json.loads(known.read_text())["address"]
        started += [subprocess.Popen(worker, **quiet) for _ in range(workers)]  # type: ignore[call-overload]
        yield Cluster(address, started[0], started[1:])
    finally:
        for process in started:
            process.kill()
            process.wait()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The seeds, the samples and a copy of one of them."""
    folder = tmp_path_factory.mktemp("captures")
    for capture in (*annotated_seeds(), *samples()):
        (folder / f"{capture.name}.txt").write_bytes(capture.data)
    (folder / "zz-copy.txt").write_bytes(next(iter(samples())).data)
    return folder


@pytest.fixture(scope="module")
def expected(folder: Path, tmp_path_factory: pytest.TempPathFactory, pipeline: Pipeline, registry: Registry) -> str:
    """The fingerprint of a local ingest."""
    local = tmp_path_factory.mktemp("local") / "a.db"
    ingest(local, folder, run=pipeline.run, knowledge=registry)
    return print_of(local)


def commits(lake: Path) -> int:
    """How many portions are appended, and what a run appends at its end."""
    return len(list((lake / "files" / "_delta_log").glob("*.json"))) - 1


def test_a_cluster_gives_what_a_local_ingest_gives(folder: Path, expected: str, tmp_path: Path) -> None:
    """Even if a worker is killed in mid-job; and if the scheduler is, a second run does it all."""
    with cluster(tmp_path) as both:
        lake = tmp_path / "first"
        command = [sys.executable, "-m", "syria_iraq_archive", *both.ingest(folder, lake), "--quiet"]
        process = subprocess.Popen(command)
        until(lambda: commits(lake) > 0)
        both.workers[0].send_signal(signal.SIGKILL)
        at_death = commits(lake)
        assert process.wait(WAIT) == 0
        assert at_death < commits(lake)
        assert print_of(built(lake, tmp_path / "first.db")) == expected

        lake = tmp_path / "second"
        command = [sys.executable, "-m", "syria_iraq_archive", *both.ingest(folder, lake)]
        process = subprocess.Popen(command, stderr=subprocess.PIPE)
        until(lambda: commits(lake) > 0)
        both.scheduler.send_signal(signal.SIGKILL)
        said = process.communicate(timeout=WAIT)[1].decode()
        assert (process.returncode, "the scheduler was lost (what was there before stays" in said) == (1, True), said
        assert len(said.splitlines()) == 1
    left = run("build", "--from", lake, "--db", tmp_path / "none.db")
    assert (left.returncode, "no run has come to its end here" in left.stderr) == (1, True)
    done = run("ingest", folder, "--to", lake, "--chunk", "25")
    assert (done.returncode, " 0 unchanged" in done.stderr) == (0, True), done.stderr
    assert print_of(built(lake, tmp_path / "second.db")) == expected


def test_a_capture_that_kills_workers_fails_alone(folder: Path, tmp_path: Path) -> None:
    """What it was looked at with is looked at again by itself."""
    few = tmp_path / "few"
    few.mkdir()
    for place in sorted(folder.glob("shafaq-*.txt"))[:1]:
        (few / place.name).write_bytes(place.read_bytes())
    (few / "poison.txt").write_text("POISON\n\nWhoever reads this dies.\n")
    (tmp_path / "poison.py").write_text(POISON)
    options = ("--preload", str(tmp_path / "poison.py"))
    with cluster(tmp_path, *options, workers=4, DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES="0") as both:
        done = run(*both.ingest(few, tmp_path / "lake"))
    assert done.returncode == 3, done.stderr
    assert (
        "failed poison.txt: the program failed on it, please report: a worker died on it, again and again"
        in done.stderr
    )
    assert "corpus: 1 capture," in done.stderr


def test_without_a_scheduler_one_is_started_for_the_run(folder: Path, expected: str, tmp_path: Path) -> None:
    """With this machine's cores; Ctrl-C, which reaches all of its processes, ends it in one line."""
    lake = tmp_path / "lake"
    command: list[str | Path] = ["ingest", folder, "--engine", "dask", "--chunk", "25", "--to", lake]
    process = subprocess.Popen(
        [sys.executable, "-m", "syria_iraq_archive", *command], stderr=subprocess.PIPE, start_new_session=True
    )
    until(lambda: commits(lake) > 0)
    os.killpg(process.pid, signal.SIGINT)
    said = process.communicate(timeout=WAIT)[1].decode()
    assert (process.returncode, said.count("\n"), "interrupted; what was written is whole" in said) == (1, 1, True)
    done = run(*command, "--quiet")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert print_of(built(lake, tmp_path / "a.db")) == expected
