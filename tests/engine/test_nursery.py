"""Forked workers do what spawned ones do, start at once, and take nothing along from the process they serve."""

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from functools import partial
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from syria_iraq_archive.corpus.rows import CaptureRows
from syria_iraq_archive.engine.nursery import Nursery, NurseryDied, TroubleAtStart, may_fork
from syria_iraq_archive.engine.pool import Pool, job_of
from syria_iraq_archive.engine.work import Rejected, Run, work
from syria_iraq_archive.engine.worker import ready_to_work
from syria_iraq_archive.errors import ArchiveError
from tests.engine.runs import Dying, make_deadly, make_nothing, make_plain
from tests.engine.test_local import task

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="workers are forked on Linux only")

Do = Callable[[Connection, Connection], None]


@pytest.fixture
def tended() -> Iterator[list[Nursery]]:
    """Nurseries that end with the test."""
    nurseries: list[Nursery] = []
    yield nurseries
    for nursery in nurseries:
        nursery.end()


def pool_of(tended: list[Nursery], make_run: Callable[[], Run], jobs: int) -> Pool:
    """A pool whose workers are forked."""
    tended.append(Nursery(partial(ready_to_work, job_of(make_run, 5.0, work))))
    return Pool(make_run, jobs, 5.0, work, tended[-1])


def forked(tended: list[Nursery], do: Do) -> Connection:
    """Our end of what a forked worker is given."""
    tended.append(Nursery(lambda: do))
    ours, theirs = Pipe()
    _, begins = Pipe(duplex=False)
    tended[-1].fork(theirs, begins, 60)
    theirs.close()
    return ours


def test_forked_workers_give_what_spawned_ones_give(tended: list[Nursery]) -> None:
    """In the order of the steps."""
    steps = [task(number) for number in range(150)]
    results = list(pool_of(tended, make_plain, 2).results(steps))
    assert [done.location for done in results] == [step.location for step in steps]
    assert all(isinstance(done.result, CaptureRows) for done in results)


def test_a_forked_worker_that_dies_costs_only_the_capture_it_died_on(tended: list[Nursery]) -> None:
    """The nursery forks another."""
    steps = [task(number, "deadly" if number in {4, 130} else "") for number in range(150)]
    results = list(pool_of(tended, make_deadly, 2).results(steps))
    assert [done.location.path for done in results if isinstance(done.result, Rejected)] == ["4.txt", "130.txt"]
    assert tended[0].alive


def test_a_pipeline_is_built_once_for_all_forked_workers(tended: list[Nursery], tmp_path: Path) -> None:
    """So the second worker starts at once."""

    def make() -> Run:
        (tmp_path / str(len(list(tmp_path.iterdir())))).touch()
        return make_plain()

    assert len(list(pool_of(tended, make, 3).results(task(number) for number in range(200)))) == 200
    assert len(list(tmp_path.iterdir())) == 1


def test_a_nursery_that_dies_while_it_builds_is_replaced_by_spawned_workers(
    tended: list[Nursery], tmp_path: Path
) -> None:
    """As when memory runs out."""
    [done] = pool_of(tended, Dying(tmp_path, 1), 1).results([task(1)])
    assert isinstance(done.result, CaptureRows)
    assert not tended[0].alive


def test_a_pipeline_that_cannot_be_built_in_the_nursery_ends_the_run(tended: list[Nursery]) -> None:
    """With the reason, as it does elsewhere."""
    with pytest.raises(ArchiveError, match="a process that parses can't start: MemoryError"):
        list(pool_of(tended, make_nothing, 1).results([task(1)]))


def test_a_nursery_that_takes_too_long_is_ended(tended: list[Nursery]) -> None:
    """Nobody waits for what it might say later."""
    tended.append(Nursery(signal.pause))  # type: ignore[arg-type]  # gives nothing, ever
    ours, theirs = Pipe()
    with pytest.raises(NurseryDied):
        tended[0].fork(ours, theirs, 0.1)
    assert not tended[0].alive


def test_trouble_is_told_in_the_words_of_the_error(tended: list[Nursery]) -> None:
    """Whatever it is."""
    tended.append(Nursery(lambda: 1 // 0))  # type: ignore[arg-type, return-value]  # gives nothing, ever
    ours, theirs = Pipe()
    with pytest.raises(TroubleAtStart, match="ZeroDivisionError: "):
        tended[0].fork(ours, theirs, 60)


def test_how_a_forked_worker_ended_is_known(tended: list[Nursery]) -> None:
    """Killed, or by itself with a status."""
    tended.append(Nursery(lambda: lambda connection, _: os._exit(connection.recv())))
    for told, expected in ((7, 7), (None, -signal.SIGKILL)):
        ours, theirs = Pipe()
        _, begins = Pipe(duplex=False)
        worker = tended[0].fork(theirs, begins, 60)
        if told is None:
            worker.kill()
        else:
            ours.send(told)
        worker.join()
        assert worker.exitcode == expected
        worker.kill()  # harmless
        worker.close()


def test_a_worker_has_no_file_of_the_process_it_serves(tended: list[Nursery], tmp_path: Path) -> None:
    """An open database would be shared, and the lock on it would outlive who holds it."""
    with (tmp_path / "held").open("w") as held:

        def tell(connection: Connection, _: Connection) -> None:
            names = {os.path.realpath(f"/proc/self/fd/{number}") for number in range(held.fileno() + 1)}
            connection.send((str(tmp_path / "held") in names, os.path.realpath("/proc/self/fd/0")))

        assert forked(tended, tell).recv() == (False, os.devnull)


def test_a_worker_leaves_ctrl_c_to_the_first_process_and_ends_by_sigterm(tended: list[Nursery]) -> None:
    """Whatever the one it was forked from makes of both."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        ours = forked(
            tended,
            lambda connection, _: connection.send(
                (int(signal.getsignal(signal.SIGINT)), int(signal.getsignal(signal.SIGTERM)))  # type: ignore[arg-type]
            ),
        )
        assert ours.recv() == (int(signal.SIG_IGN), int(signal.SIG_DFL))
    finally:
        signal.signal(signal.SIGTERM, before)


def test_nothing_is_forked_beside_threads() -> None:
    """One of them might hold a lock that nobody in the fork would ever release."""
    alone = threading.active_count() == 1
    assert may_fork() is alone
    event = threading.Event()
    thread = threading.Thread(target=event.wait)
    thread.start()
    try:
        assert not may_fork()
    finally:
        event.set()
        thread.join()
