"""What runs in a worker process: started once with the means to build a pipeline, then called with chunks of steps."""

import os
import signal
import threading
from collections.abc import Callable
from multiprocessing import parent_process
from multiprocessing.connection import Connection, wait

from syria_iraq_archive.engine.work import Done, Run, Step, work

_run: Run | None = None  # this process's own


def start(make_run: Callable[[], Run], stop: Connection) -> None:
    """Make this process ready for work. It ends at once when the other end of `stop` is closed."""
    global _run  # noqa: PLW0603 - a process has one pipeline, and a pool no other place to keep it
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all of a terminal's processes; the first decides
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})  # held when this process was started
    threading.Thread(target=_end_with_parent, args=(stop,), daemon=True).start()
    _run = make_run()


def work_on(steps: list[Step]) -> list[Done]:
    """What each of the steps comes to."""
    assert _run
    return [work(_run, step) for step in steps]


def _end_with_parent(stop: Connection) -> None:
    """A parent that was killed can't end its workers, which would wait for work for ever; one in a hurry won't wait."""
    parent = parent_process()
    if parent:
        wait([stop, parent.sentinel])
        os._exit(1)
