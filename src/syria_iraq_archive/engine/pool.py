"""Worker processes, each with a pipeline of its own; a window of chunks keeps them busy and the memory bounded.

A process that dies (out of memory, a fault in a compiled library) or runs away costs the capture it was at, and no
other. One thread does all of it here, so that an interrupt meets nothing half done.
"""

import pickle
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from multiprocessing.connection import wait
from typing import Any

from syria_iraq_archive.engine.nursery import Nursery, TroubleAtStart
from syria_iraq_archive.engine.work import TIME_LIMIT, Done, Step, Task, died, too_slow, work
from syria_iraq_archive.engine.worker import Assigned, Job, Process, Trouble
from syria_iraq_archive.errors import ArchiveError

CHUNK_STEPS, CHUNK_BYTES = 32, 400_000  # what is handed to a process at once
WINDOW = 16  # chunks under way for each process: enough to do while a batch is being written
AHEAD = 8  # of them given to each process beforehand
TRIES = 3  # of a capture whose process died: that may have been another's fault, as when memory ran out
DEATHS = 6  # of processes that were killed, one after the other, before they had begun anything
OWN_DEATHS = 2  # of those that ended by themselves, which the next will do as well
_LONGEST = 1_000_000.0  # seconds that the system can wait for

_HINT = "give it more memory (see `ulimit -v`, and what a container may have), or let fewer processes work: --jobs 1"

Chunk = list[Done | None]  # results to come


class Pool:
    """`jobs` processes, started when there is something to do for them. Each task may take `seconds`.

    They come out of the `nursery` if there is one; it was made for the same work.
    """

    def __init__(
        self,
        make_run: Callable[[], Any],
        jobs: int,
        seconds: float = TIME_LIMIT,
        do: Callable[[Any, Step], Done] = work,
        nursery: Nursery | None = None,
    ) -> None:
        self._jobs = jobs
        self._job = job_of(make_run, seconds, do)
        self._seconds = self._job.seconds
        self._nursery = nursery
        self._pickled = b""
        self._processes: list[Process] = []
        self._waiting: deque[list[Assigned]] = deque()
        self._tries: Counter[tuple[int, int]] = Counter()  # by chunk and place in it: of those that were tried in vain
        self._killed = 0  # processes that were killed before they had begun anything, since a task was done
        self._own_deaths = 0  # those that ended by themselves

    def results(self, steps: Iterable[Step]) -> Iterator[Done]:
        """What each of `steps` comes to, in their order. The processes end with the iteration, whatever they are at.

        Raises `ArchiveError` if processes can't be started, or die as soon as they are.
        """
        under_way: deque[Chunk] = deque()
        try:
            for chunk in chunks(steps):
                under_way.append(self._begin(chunk))
                self._look_after(0)
                while len(under_way) > WINDOW * self._jobs or None not in under_way[0]:
                    yield from self._finish(under_way.popleft())
                    if not under_way:
                        break
            while under_way:
                yield from self._finish(under_way.popleft())
        finally:
            self._end()

    def _begin(self, steps: list[Step]) -> Chunk:
        chunk: Chunk = [step if isinstance(step, Done) else None for step in steps]
        tasks = [Assigned(step, chunk, place) for place, step in enumerate(steps) if isinstance(step, Task)]
        if tasks:
            self._waiting.append(tasks)
        return chunk

    def _finish(self, chunk: Chunk) -> Iterator[Done]:
        """The results of a chunk, when there are all of them."""
        while None in chunk:
            self._look_after(None)
        for place, done in enumerate(chunk):
            self._tries.pop((id(chunk), place), None)
            assert done
            yield done

    def _look_after(self, patience: float | None) -> None:
        """Keep the processes busy, and take in what they say, waiting for it as long as there is `patience`."""
        self._hand_out()
        left = max(0.0, min((process.seconds_left for process in self._processes), default=0.0))
        seconds = left if patience is None else min(left, patience)
        by_connection = {process.connection: process for process in self._processes}
        spoke = set()
        for connection in wait(list(by_connection), None if seconds == float("inf") else seconds):
            process = by_connection[connection]  # type: ignore[index]  # it is one of those
            spoke.add(process)
            self._hear(process)
        for process in [each for each in self._processes if each not in spoke]:
            if process.seconds_left <= 0:
                self._bury(process, too_late=True)

    def _hand_out(self) -> None:
        while self._waiting:
            least = min(self._processes, key=lambda process: len(process.assigned), default=None)
            if (least is None or least.assigned) and len(self._processes) < self._jobs:
                least = self._start()
            assert least
            if len(least.assigned) > (AHEAD - 1) * CHUNK_STEPS:
                return
            tasks = self._waiting.popleft()
            try:
                least.assign(tasks)
            except OSError:
                self._bury(least)

    def _start(self) -> Process:
        try:
            process = Process(self._job, self._pickled_job, self._nursery)
        except TroubleAtStart as error:
            raise ArchiveError(f"a process that parses can't start: {error.message}", hint=_HINT) from error
        except OSError as error:
            raise ArchiveError(f"no process can be started: {error.strerror}", hint=_HINT) from error
        self._processes.append(process)
        return process

    def _pickled_job(self) -> bytes:
        self._pickled = self._pickled or pickle.dumps(self._job)
        return self._pickled

    def _hear(self, process: Process) -> None:
        """Take in all that a process has said."""
        try:
            while True:
                message = process.hear()
                if isinstance(message, Trouble):
                    raise ArchiveError(f"a process that parses can't start: {message.what}", hint=_HINT)
                if isinstance(message, Done):
                    assigned = process.assigned.popleft()
                    assigned.chunk[assigned.place] = message
                    self._killed = self._own_deaths = 0
                if not process.connection.poll():
                    return
        except (EOFError, OSError):
            self._bury(process)

    def _bury(self, process: Process, *, too_late: bool = False) -> None:
        """Go on without a process that died, or has taken too long and is ended; with what it had left to do."""
        at = process.at
        was_killed = process.end()
        self._processes.remove(process)
        left = list(process.assigned)
        if at is not None:
            self._suspect(left.pop(at), too_late=too_late)
        elif too_late and not process.ready:
            raise ArchiveError("a process that parses doesn't come to start", hint=_HINT)
        elif left:
            self._count_death(was_killed=was_killed)
        if left:  # of those before, the results were lost
            self._waiting.appendleft(left)

    def _count_death(self, *, was_killed: bool) -> None:
        """Give up if processes die again and again before they have begun anything."""
        self._killed += was_killed
        self._own_deaths += not was_killed
        if self._killed >= DEATHS or self._own_deaths >= OWN_DEATHS:
            raise ArchiveError("processes that parse die as soon as they are started", hint=_HINT)

    def _suspect(self, at: Assigned, *, too_late: bool) -> None:
        """Another try for what a process was at when it ended, or none."""
        self._tries[id(at.chunk), at.place] += 1
        if too_late:
            at.chunk[at.place] = too_slow(at.task, self._seconds)
        elif self._tries[id(at.chunk), at.place] >= TRIES:
            at.chunk[at.place] = died(at.task)
        else:
            self._waiting.appendleft([at])

    def _end(self) -> None:
        for process in self._processes:
            process.end()
        self._processes.clear()


def job_of(make_run: Callable[[], Any], seconds: float, do: Callable[[Any, Step], Done]) -> Job:
    """What workers are told, each task of theirs may take so many `seconds`."""
    return Job(make_run, do, min(seconds, _LONGEST))


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
