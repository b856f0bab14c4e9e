"""The engine for one machine: a worker process while there is little to do, one for each core when there is much."""

import os
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import suppress
from functools import cache, partial
from itertools import chain
from typing import Any

from syria_iraq_archive.engine.nursery import Nursery, may_fork
from syria_iraq_archive.engine.pool import Pool, job_of
from syria_iraq_archive.engine.work import TIME_LIMIT, Done, Step, Task, work
from syria_iraq_archive.engine.worker import ready_to_work
from syria_iraq_archive.patterns import read_kept_patterns

MakeRun = Callable[[], Any]  # builds a pipeline, perhaps in another process: then it must be picklable

MUCH = 1_500_000  # bytes to parse: what takes longer than a process needs to start and to build its pipeline
MANY = 5_000  # steps to hold back at most while it isn't known whether there is much to do


class Local:
    """An engine of `jobs` processes. The results, and their order, are the same whatever their number.

    Each capture may take `seconds`. None is no limit, and only then is a little work done in this very process: a
    regular expression or a library that runs away holds Python's lock, so that only the end of its process ends it.
    Make it before a corpus is opened and a thread is started: then its processes are forked, which takes no time.
    """

    def __init__(
        self,
        make_run: MakeRun,
        jobs: int,
        seconds: float | None = None,
        do: Callable[[Any, Step], Done] = work,
    ) -> None:
        self._make_run = make_run
        self._run = cache(make_run)
        self._jobs = jobs
        self._seconds = seconds
        self._do = do
        self._nursery = None
        if seconds is not None and may_fork():
            read_kept_patterns()
            with suppress(OSError):  # if there is no room for it, it will be said when there is something to do
                self._nursery = Nursery(partial(ready_to_work, job_of(make_run, seconds, do)))

    def __call__(self, steps: Iterable[Step]) -> Iterator[Done]:
        """What each of `steps` comes to. Takes steps only as it needs them, and raises nothing of their own."""
        steps = iter(steps)
        jobs = 1
        if self._jobs > 1:
            few, much = yield from _held_back(steps)
            jobs = self._jobs if much else 1
            steps = chain(few, steps)
        if jobs > 1 or self._seconds is not None:
            pool = Pool(self._make_run, jobs, self._seconds or TIME_LIMIT, self._do, self._nursery)
            yield from pool.results(steps)
        else:
            for step in steps:
                yield step if isinstance(step, Done) else self._do(self._run(), step)


def _held_back(steps: Iterator[Step]) -> Generator[Done, None, tuple[list[Step], bool]]:
    """The steps from the first with something to do, until they are much or the last; and which of the two."""
    held: list[Step] = []
    size = 0
    for step in steps:
        if isinstance(step, Task):
            size += len(step.data)
        elif not held:
            yield step
            continue
        held.append(step)
        if size >= MUCH or len(held) >= MANY:
            return held, True
    return held, False


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
