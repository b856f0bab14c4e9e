"""A process that is forked early, and that workers are forked from: they start at once, and share what it has loaded.

A fork takes along whatever its process has: an open database, and what threads hold at that moment. So this one is
made before there are any, and does nothing until it is asked for a worker; then it builds the pipeline, once for all.
If it can't be made, or dies, workers are spawned.
"""

import gc
import os
import pickle
import select
import signal
import socket
import sys
import threading
import weakref
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NoReturn

from syria_iraq_archive.engine.interrupts import interrupts_held, only_the_parent_decides
from syria_iraq_archive.errors import ArchiveError

Begin = Callable[[], Callable[[Connection, Connection], None]]  # prepares, and gives what a worker is to do

_LARGEST = 4096  # bytes of a message
_WHY = 1000  # characters of what went wrong


class NurseryDied(Exception):
    """There is nobody to fork a worker."""


class TroubleAtStart(ArchiveError):
    """The pipeline can't be built."""


def may_fork() -> bool:
    """Whether a fork takes nothing along that it shouldn't, and the system can tell when a grandchild ends."""
    return sys.platform == "linux" and hasattr(os, "pidfd_open") and threading.active_count() == 1


class Nursery:
    """The process. It ends with this object, and at once if this process ends. Raises `OSError` if it can't be made."""

    def __init__(self, begin: Begin) -> None:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with interrupts_held():
            pid = os.fork()
            if pid == 0:
                _tend(theirs, ours, begin)
        theirs.close()
        self._ours = ours
        self.end = weakref.finalize(self, _end, ours, pid)
        """Ends the process, and waits for that."""

    @property
    def alive(self) -> bool:
        """Whether it can be asked for a worker, as far as is known."""
        return self.end.alive

    def fork(self, connection: Connection, begins: Connection, seconds: float) -> "Forked":
        """A worker at the other ends of these connections.

        Raises `OSError` if the system has no room for it, `TroubleAtStart` if the pipeline can't be built, and
        `NurseryDied`; also if that isn't done in `seconds`.
        """
        self._ours.settimeout(seconds)
        descriptors = [connection.fileno(), begins.fileno()]
        what, said = self._ask(lambda: socket.send_fds(self._ours, [b"fork"], descriptors))
        if what == "forked":
            return Forked(self, int(said))
        if what == "refused":
            raise OSError(int(said), os.strerror(int(said)))
        raise TroubleAtStart(str(said))

    def status(self, pid: int) -> int:
        """How a worker that has ended did so, as `multiprocessing` tells it. Raises `NurseryDied`."""
        _, said = self._ask(lambda: self._ours.send(pickle.dumps(pid)))
        return int(said)

    def _ask(self, send: Callable[[], int]) -> tuple[str, int | str]:
        try:
            send()
            answer = self._ours.recv(_LARGEST)
            if answer:
                told: tuple[str, int | str] = pickle.loads(answer)
                return told
        except OSError:
            pass
        except BaseException:  # an answer that nobody waits for would be taken for the next one
            self.end()
            raise
        self.end()
        raise NurseryDied


class Forked:
    """A worker that the nursery has forked, to be used as a process of `multiprocessing`."""

    def __init__(self, nursery: Nursery, pid: int) -> None:
        self._nursery = nursery
        self._pid = pid
        self._handle = os.pidfd_open(pid)  # it is there until the nursery is asked for its status
        self.exitcode: int | None = None

    def kill(self) -> None:
        """End it now; harmless if it is dead."""
        with suppress(ProcessLookupError):
            signal.pidfd_send_signal(self._handle, signal.SIGKILL)

    def join(self, timeout: float | None = None) -> None:
        """Wait for its end."""
        if self.exitcode is None and select.select([self._handle], [], [], timeout)[0]:
            try:
                self.exitcode = self._nursery.status(self._pid)
            except NurseryDied:
                self.exitcode = -signal.SIGKILL  # as happens to all when memory runs out

    def close(self) -> None:
        """Forget it."""
        os.close(self._handle)


def _end(ours: socket.socket, pid: int) -> None:
    ours.close()
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
    with suppress(ChildProcessError):
        os.waitpid(pid, 0)


# -------------------------------------------------------------------------------------------------- in that process


def _tend(theirs: socket.socket, ours: socket.socket, begin: Begin) -> NoReturn:
    """Fork workers as long as somebody asks for them. Never comes back into what this process was forked from."""
    try:
        only_the_parent_decides()
        ours.close()
        _leave_alone(theirs.fileno())
        _answer_all(theirs, begin)
    finally:
        os._exit(1)


def _leave_alone(own: int) -> None:
    """Let go of all files but the standard ones and our own; numbers stay taken, so that nobody closes another file."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    for path in list(Path("/proc/self/fd").iterdir()):
        number = int(path.name)
        if number > 2 and number not in (own, nowhere):
            with suppress(OSError):  # that by which the folder was read
                os.fstat(number)
                os.dup2(nowhere, number)


def _answer_all(theirs: socket.socket, begin: Begin) -> None:
    do: Callable[[Connection, Connection], None] | None = None
    while True:
        message, descriptors, *_ = socket.recv_fds(theirs, _LARGEST, 2)
        if not message:
            return
        if not descriptors:
            _, status = os.waitpid(pickle.loads(message), 0)
            theirs.send(pickle.dumps(("ended", os.waitstatus_to_exitcode(status))))
            continue
        try:
            if do is None:
                do = begin()
                gc.freeze()  # collecting garbage writes to all objects, and what is written to isn't shared
            pid = os.fork()
        except OSError as error:
            answer: tuple[str, int | str] = ("refused", error.errno or 0)
        except BaseException as error:  # noqa: BLE001 - whatever it is, the parent wants to know
            answer = ("trouble", f"{type(error).__name__}: {error}"[:_WHY])
        else:
            if pid == 0:
                theirs.close()
                do(Connection(descriptors[0]), Connection(descriptors[1]))
                os._exit(0)
            answer = ("forked", pid)
        for descriptor in descriptors:
            os.close(descriptor)
        theirs.send(pickle.dumps(answer))
