"""Worker processes, each with a pipeline of its own; a window of chunks keeps them busy and the memory bounded.

A process that dies (out of memory, a fault in a compiled library) costs the capture it died on, and no other.
"""

import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import NamedTuple

from syria_iraq_archive.engine import worker
from syria_iraq_archive.engine.work import Done, Run, Step, Task, failed

CHUNK_STEPS, CHUNK_BYTES = 32, 400_000  # what is handed to a process at once
WINDOW = 16  # chunks under way for each process: enough to do while a batch is being written

_INTERRUPTS = (signal.SIGINT, signal.SIGTERM)


class Chunk(NamedTuple):
    """Steps that stay together, and their results to come; no future where none of them needs work."""

    steps: list[Step]
    future: Future[list[Done]] | None


class Pool:
    """`jobs` processes, started when there is something to do for them."""

    def __init__(self, make_run: Callable[[], Run], jobs: int) -> None:
        self._make_run = make_run
        self._jobs = jobs
        self._executor: ProcessPoolExecutor | None = None
        self._stop_workers: Connection | None = None

    def results(self, steps: Iterable[Step]) -> Iterator[Done]:
        """What each of `steps` comes to, in their order. The processes end with the iteration, whatever they are at."""
        under_way: deque[Chunk] = deque()
        try:
            for chunk in chunks(steps):
                under_way.append(self._begin(chunk))
                while len(under_way) > WINDOW * self._jobs:
                    yield from self._finish(under_way)
            while under_way:
                yield from self._finish(under_way)
        except BaseException:  # nobody waits for the rest
            self._end_workers()
            raise
        finally:
            self._stop()

    def _begin(self, steps: list[Step]) -> Chunk:
        if not any(isinstance(step, Task) for step in steps):
            return Chunk(steps, None)
        if self._executor is None:
            # Spawned, not forked: a fork would share the open database and whatever threads hold at that moment.
            spawn = get_context("spawn")
            heard, self._stop_workers = spawn.Pipe(duplex=False)
            self._executor = ProcessPoolExecutor(self._jobs, spawn, worker.start, (self._make_run, heard))
        try:
            with _interrupts_held():  # a process half started waits for ever for what we were about to send it
                return Chunk(steps, self._executor.submit(worker.work_on, steps))
        except BrokenExecutor as broken:
            lost: Future[list[Done]] = Future()
            lost.set_exception(broken)
            return Chunk(steps, lost)

    def _finish(self, under_way: deque[Chunk]) -> Iterable[Done]:
        """The results of the oldest chunk."""
        steps, future = under_way.popleft()
        if future is None:
            return (step for step in steps if isinstance(step, Done))
        try:
            return future.result()
        except BrokenExecutor:
            self._stop()
        results = [self._alone(step) for step in steps]
        again = [self._begin(chunk.steps) for chunk in under_way]
        under_way.clear()
        under_way.extend(again)
        return results

    def _alone(self, step: Step) -> Done:
        """The result of one step that may be what a process died on."""
        if isinstance(step, Done):
            return step
        try:
            future = self._begin([step]).future
            assert future
            return future.result()[0]
        except BrokenExecutor:
            self._stop()
            return Done(failed(step.location.path, "the process that parsed it died"), step.sha256, step.location)

    def _stop(self) -> None:
        if self._executor:
            self._executor.shutdown(cancel_futures=True)
            self._executor = None
        self._end_workers()

    def _end_workers(self) -> None:
        """Have those that are still there end now, in the middle of a capture if need be."""
        if self._stop_workers:
            self._stop_workers.close()
            self._stop_workers = None


def chunks(steps: Iterable[Step]) -> Iterator[list[Step]]:
    """The steps, as they come, in chunks of bounded number and size."""
    chunk: list[Step] = []
    size = 0
    for step in steps:
        chunk.append(step)
        size += len(step.data) if isinstance(step, Task) else 0
        if len(chunk) >= CHUNK_STEPS or size >= CHUNK_BYTES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Let nothing interrupt us, nor whoever is started meanwhile; what arrives is delivered afterwards.

    The mask is for those who are started, who inherit it. For us it isn't enough: another thread may take the signal.
    """
    if not hasattr(signal, "pthread_sigmask") or threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[int] = []
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, _INTERRUPTS)
    before = {number: signal.signal(number, lambda number, _: came.append(number)) for number in _INTERRUPTS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
    if came:
        signal.raise_signal(came[0])
