"""An ingest that is stopped, however and whenever, leaves a whole corpus; the next one completes it."""

import random
import signal
import sys
import time
from pathlib import Path

import pytest

from syria_iraq_archive.corpus.connection import reading
from syria_iraq_archive.pipeline import Pipeline
from syria_iraq_archive.registry.load import Registry
from tests.faults.conftest import Undisturbed
from tests.faults.ingests import (
    captures_in,
    complete,
    faults_of,
    fingerprint_of,
    kill,
    members,
    nurseries_of,
    say,
    start,
    wait_until,
    workers,
)

pytestmark = pytest.mark.long

GO_ON = "interrupted; what was written is whole (run the same command to go on)"


def assert_whole_and_completable(
    corpus: Path, undisturbed: Undisturbed, registry: Registry, pipeline: Pipeline
) -> None:
    """It opens, verifies, and a second run brings it to what it would have been."""
    assert faults_of(corpus, registry, pipeline) == []
    complete(corpus, undisturbed.captures, registry, pipeline)
    assert fingerprint_of(corpus) == undisturbed.fingerprint


def kill_at_random_moments(
    moments: int, folder: Path, undisturbed: Undisturbed, registry: Registry, pipeline: Pipeline
) -> int:
    """Kill as many ingests, each at its own moment; how many of them had begun to write and weren't done."""
    chance = random.Random(2024)
    begun = time.monotonic()
    assert say(start("ingest", undisturbed.captures, "--db", folder / "first.db")).startswith("captures: ")
    whole_run = time.monotonic() - begun
    in_the_midst = 0
    for number in range(moments):
        corpus = folder / f"{number}.db"
        process = start("ingest", undisturbed.captures, "--db", corpus, "--jobs", str(1 + number % 3))
        time.sleep(chance.random() * whole_run)
        kill(process.pid)
        say(process)
        wait_until(lambda leader=process.pid: not members(leader))  # type: ignore[misc]
        in_the_midst += 0 < captures_in(corpus) < undisturbed.number or corpus.exists()
        assert_whole_and_completable(corpus, undisturbed, registry, pipeline)
    return in_the_midst


def test_an_ingest_killed_at_random_moments_is_completed_by_the_next(
    tmp_path: Path, few: Undisturbed, registry: Registry, pipeline: Pipeline
) -> None:
    """No process is left; the corpus is the same as if nothing had happened."""
    kill_at_random_moments(3, tmp_path, few, registry, pipeline)


@pytest.mark.slow
def test_an_ingest_of_a_thousand_killed_at_a_hundred_random_moments_is_completed_by_the_next(
    tmp_path: Path, undisturbed: Undisturbed, registry: Registry, pipeline: Pipeline
) -> None:
    """Most of them were writing."""
    assert kill_at_random_moments(100, tmp_path, undisturbed, registry, pipeline) > 50


def test_an_ingest_killed_while_it_writes_is_completed_by_the_next(
    tmp_path: Path, undisturbed: Undisturbed, registry: Registry, pipeline: Pipeline
) -> None:
    """Something is in, and not all."""
    corpus = tmp_path / "a.db"
    process = start("ingest", undisturbed.captures, "--db", corpus, "--jobs", "2")
    wait_until(lambda: captures_in(corpus) or process.poll() is not None)
    kill(process.pid)
    say(process)
    wait_until(lambda: not members(process.pid))
    assert captures_in(corpus) > 0
    assert_whole_and_completable(corpus, undisturbed, registry, pipeline)


@pytest.mark.parametrize(("how", "jobs"), [(signal.SIGINT, "1"), (signal.SIGTERM, "4")])
def test_an_interrupted_ingest_ends_at_once_and_says_how_to_go_on(
    tmp_path: Path, few: Undisturbed, registry: Registry, pipeline: Pipeline, how: signal.Signals, jobs: str
) -> None:
    """By Ctrl-C or by a service manager, with workers or without."""
    corpus = tmp_path / "a.db"
    endless = tmp_path / "captures"
    endless.mkdir()
    for number in range(40):
        (endless / f"{number:04}.txt").write_text(f"Number {number}\n" + "One (two) “three” said.\n" * 5_000)
    process = start("ingest", few.captures, endless, "--db", corpus, "--jobs", jobs)
    wait_until(lambda: len(workers(process.pid)) == 4 if jobs == "4" else captures_in(corpus))
    process.send_signal(how)
    assert GO_ON in say(process)
    assert process.returncode == 1
    wait_until(lambda: not members(process.pid))
    assert faults_of(corpus, registry, pipeline) == []
    complete(corpus, few.captures, registry, pipeline)
    with reading(corpus) as connection:
        assert connection.execute("SELECT count(*) FROM captures WHERE size < 500").fetchone()[0] == few.number


def test_a_worker_killed_in_mid_run_costs_nothing(
    tmp_path: Path, undisturbed: Undisturbed, registry: Registry, pipeline: Pipeline
) -> None:
    """What it was at is done by another, as when memory ran out for once."""
    corpus = tmp_path / "a.db"
    process = start("ingest", undisturbed.captures, "--db", corpus, "--jobs", "2")
    wait_until(lambda: captures_in(corpus) or process.poll() is not None)
    for worker in workers(process.pid)[:1]:
        kill(worker)
    assert "1000 added, 0 updated, 0 unchanged, 0 rejected" in say(process)
    assert faults_of(corpus, registry, pipeline) == []
    assert fingerprint_of(corpus) == undisturbed.fingerprint


@pytest.mark.skipif(sys.platform != "linux", reason="workers are forked on Linux only")
@pytest.mark.parametrize("tenths", [0, 3])
def test_a_nursery_killed_at_any_time_costs_nothing(tmp_path: Path, few: Undisturbed, tenths: int) -> None:
    """Its workers do what they have begun, others are spawned in its place, and nothing is left behind."""
    corpus = tmp_path / "a.db"
    process = start("ingest", few.captures, "--db", corpus, "--jobs", "2")
    wait_until(lambda: nurseries_of(process.pid) or process.poll() is not None)
    time.sleep(tenths / 10)
    for nursery in nurseries_of(process.pid):
        kill(nursery)
    assert f"{few.number} added, 0 updated, 0 unchanged, 0 rejected" in say(process)
    wait_until(lambda: not members(process.pid))
    assert fingerprint_of(corpus) == few.fingerprint


@pytest.mark.parametrize("tenths", [0, 2, 5, 8, 12])
def test_a_worker_killed_while_it_starts_or_works_costs_nothing(tmp_path: Path, few: Undisturbed, tenths: int) -> None:
    """Nobody waits for it; another does what it was to do."""
    corpus = tmp_path / "a.db"
    process = start("ingest", few.captures, "--db", corpus, "--jobs", "2")
    wait_until(lambda: workers(process.pid) or process.poll() is not None)
    time.sleep(tenths / 10)
    for worker in workers(process.pid)[:1]:
        kill(worker)
    assert "100 added, 0 updated, 0 unchanged, 0 rejected, 0 failed" in say(process)
    assert process.returncode == 0
    wait_until(lambda: not members(process.pid), 20)
    assert fingerprint_of(corpus) == few.fingerprint


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("tenths", [0, 1])
def test_an_ingest_interrupted_while_workers_start_ends_at_once(
    tmp_path: Path, few: Undisturbed, how: signal.Signals, tenths: int
) -> None:
    """In one line, and no process is left."""
    process = start("ingest", few.captures, "--db", tmp_path / "a.db", "--jobs", "2")
    wait_until(lambda: workers(process.pid) or process.poll() is not None)
    time.sleep(tenths / 10)
    process.send_signal(how)
    assert say(process) == f"Error: {GO_ON}\n"
    assert process.returncode == 1
    wait_until(lambda: not members(process.pid), 20)
