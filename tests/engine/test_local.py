"""The local engine gives the same results in the same order, with however many processes, whatever befalls them."""

import fcntl
import hashlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import count, islice
from multiprocessing.connection import Connection, Pipe
from pathlib import Path

import pytest

from syria_iraq_archive import patterns
from syria_iraq_archive.corpus.location import Location
from syria_iraq_archive.corpus.rows import CaptureRows
from syria_iraq_archive.engine import local, pool
from syria_iraq_archive.engine.local import Local
from syria_iraq_archive.engine.nursery import may_fork
from syria_iraq_archive.engine.pool import CHUNK_BYTES, CHUNK_STEPS, WINDOW, Pool, chunks
from syria_iraq_archive.engine.work import Done, Rejected, Step, Task
from syria_iraq_archive.errors import ArchiveError
from tests.engine.runs import Dying, do_nothing, make_deadly, make_endless, make_nothing, make_plain, make_slow
from tests.faults.ingests import members


def task(number: int, text: str = "") -> Task:
    """A task of its own bytes."""
    data = f"Headline {number}\n\n{text}\n".encode()
    return Task(data, hashlib.sha256(data).hexdigest(), Location("..", f"{number}.txt"))


def skip(number: int) -> Done:
    """A step with nothing to do."""
    return Done(None, f"{number:x}", Location("..", f"{number}.txt"))


def paths(results: Iterator[Done]) -> list[str]:
    """Where the results come from."""
    return [done.location.path for done in results]


@pytest.fixture
def eager(monkeypatch: pytest.MonkeyPatch) -> None:
    """Processes are started for however little."""
    monkeypatch.setattr(local, "MUCH", 1)


@pytest.mark.usefixtures("eager")
def test_results_come_in_the_order_of_the_steps_whatever_the_number_of_processes() -> None:
    """Steps with nothing to do keep their place among the others."""
    steps = [skip(number) if number % 3 == 0 else task(number) for number in range(200)]
    here, there = (list(Local(make_plain, jobs)(steps)) for jobs in (1, 3))
    assert here == there
    assert [done.location.path for done in there] == [f"{number}.txt" for number in range(200)]


def test_little_is_done_without_another_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """To start one takes longer."""
    monkeypatch.setattr(local, "Pool", None)
    assert len(list(Local(make_plain, 4)(task(number) for number in range(50)))) == 50


def test_no_pipeline_is_built_where_there_is_nothing_to_do() -> None:
    """Neither here nor elsewhere."""

    def fail() -> None:
        raise AssertionError

    steps = [skip(number) for number in range(3 * local.MANY)]
    assert list(Local(fail, 4)(iter(steps))) == steps


@pytest.mark.skipif(not may_fork(), reason="workers aren't forked here")
def test_kept_patterns_are_read_once_for_all_processes() -> None:
    """Before they are forked."""
    patterns._kept.cache_clear()
    engine = Local(make_nothing, jobs=1, seconds=5.0)
    assert patterns._kept.cache_info().currsize == 1
    del engine


def test_steps_are_taken_only_as_they_are_needed() -> None:
    """Memory is bounded, though there be no end of them."""
    taken = count()

    def endless() -> Iterator[Step]:
        while True:
            yield task(next(taken))

    results = Pool(make_plain, 2).results(endless())
    assert len(list(islice(results, 10))) == 10
    results.close()  # type: ignore[attr-defined]
    assert next(taken) <= (2 * WINDOW + 2) * CHUNK_STEPS


def test_chunks_are_bounded_in_number_and_size() -> None:
    """A chunk of large captures holds fewer of them."""
    assert [len(chunk) for chunk in chunks(task(number) for number in range(70))] == [CHUNK_STEPS, CHUNK_STEPS, 6]
    assert [len(chunk) for chunk in chunks(task(number, "x" * CHUNK_BYTES) for number in range(2))] == [1, 1]


def test_a_process_that_dies_costs_only_the_capture_it_died_on() -> None:
    """It is reported by name, as a failure of the program."""
    steps = [task(number, "deadly" if number in {40, 41, 130} else "") for number in range(150)]
    results = list(Pool(make_deadly, 2).results(steps))
    assert [done.location for done in results] == [step.location for step in steps]
    lost = [done for done in results if isinstance(done.result, Rejected)]
    assert [done.location.path for done in lost] == ["40.txt", "41.txt", "130.txt"]
    assert all(isinstance(done.result, Rejected) and done.result.failed for done in lost)
    assert sum(isinstance(done.result, CaptureRows) for done in results) == 147


@pytest.mark.parametrize("word", ["endless", "deaf"])
def test_what_takes_too_long_is_a_failure_and_costs_no_other(word: str) -> None:
    """Little is to be done, and the process is in compiled code, or deaf to signals: it is ended all the same."""
    steps = [task(number, word if number == 1 else "") for number in range(4)]
    results = list(Local(make_endless, 1, seconds=1)(steps))
    assert [isinstance(done.result, CaptureRows) for done in results] == [True, False, True, True]
    assert isinstance(results[1].result, Rejected)
    assert results[1].result.failed
    assert "took longer than 1 s" in results[1].result.reason


@pytest.mark.skipif(not hasattr(fcntl, "F_SETPIPE_SZ"), reason="pipes are of one size here")
def test_a_process_does_more_tasks_than_a_pipe_holds_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """It says of each that it begins; nobody listens, so the pipe was full after 16,384, and the next took too long."""

    def small(duplex: bool = True) -> tuple[Connection, Connection]:
        ends = Pipe(duplex)
        if not duplex:
            fcntl.fcntl(ends[1].fileno(), fcntl.F_SETPIPE_SZ, 4_096)
        return ends

    monkeypatch.setattr("multiprocessing.connection.Pipe", small)
    results = list(Pool(make_plain, 1, 5, do_nothing).results(task(number) for number in range(1_200)))
    assert [done.result for done in results] == [None] * 1_200


def test_what_is_slow_but_in_time_is_no_failure() -> None:
    """The limit is for each capture, not for all."""
    results = list(Local(make_slow, 1, seconds=2)(task(number) for number in range(12)))
    assert all(isinstance(done.result, CaptureRows) for done in results)


def test_processes_that_die_while_they_start_are_replaced(tmp_path: Path) -> None:
    """What they were to be told is more than a pipe holds: nobody waits for them to take it."""
    steps = [task(number) for number in range(5)]
    results = list(Pool(Dying(tmp_path, 3), 2).results(steps))
    assert all(isinstance(done.result, CaptureRows) for done in results)
    assert len(list(tmp_path.iterdir())) == 3


def test_processes_that_always_die_while_they_start_end_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run that can't go on says so."""
    monkeypatch.setattr(pool, "DEATHS", 2)
    with pytest.raises(ArchiveError, match="die as soon as they are started"):
        list(Pool(Dying(tmp_path, 100), 2).results([task(1)]))


def test_processes_that_end_by_themselves_while_they_start_end_the_run_at_the_second(tmp_path: Path) -> None:
    """As compiled libraries let them if there is too little memory: the next would do the same, after seconds."""
    with pytest.raises(ArchiveError, match="die as soon as they are started"):
        list(Pool(Dying(tmp_path, 100, signal.SIGABRT), 1).results([task(1)]))
    assert len(list(tmp_path.iterdir())) == 2


def test_a_pipeline_that_cannot_be_built_ends_the_run() -> None:
    """With the reason."""
    with pytest.raises(ArchiveError, match="can't start: MemoryError"):
        list(Pool(make_nothing, 1).results([task(1)]))


_BUSY = """
import os
from syria_iraq_archive.engine.pool import Pool
from tests.engine.runs import make_slow
from tests.engine.test_local import task
if __name__ == "__main__":
    results = Pool(make_slow, 2).results(task(number) for number in range(100_000))
    next(iter(results))
    print("working", flush=True)
    for _ in results: pass
"""


def test_processes_end_with_the_one_that_started_them(tmp_path: Path) -> None:
    """Even if it was killed and could tell them nothing."""
    script = tmp_path / "busy.py"
    script.write_text(_BUSY, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(Path.cwd()), os.environ.get("PYTHONPATH", "")])}
    process = subprocess.Popen(
        [sys.executable, script], stdout=subprocess.PIPE, env=environment, start_new_session=True, text=True
    )
    assert process.stdout
    assert process.stdout.readline() == "working\n"
    process.kill()
    process.wait()
    process.stdout.close()
    deadline = time.monotonic() + 600
    while (left := members(process.pid)) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert left == []
