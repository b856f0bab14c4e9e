"""A worker process: what runs in it, what is said between it and the one who started it, and how that one sees it.

It is given the means to build a pipeline, then tasks; it sends what they come to. Only its main thread works. One
thread takes in what is sent, and one sends, so that neither end waits for the other: the parent is busy writing at
times, and the worker with a capture.
"""

import faulthandler
import os
import pickle
import queue
import signal
import socket
import struct
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from multiprocessing import Pipe, get_context
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import Any, NamedTuple

from syria_iraq_archive.engine.interrupts import interrupts_held, only_the_parent_decides
from syria_iraq_archive.engine.nursery import Forked, Nursery, NurseryDied
from syria_iraq_archive.engine.work import Done, Step, Task, failed

START_SECONDS = 300  # to start a process and build a pipeline, which takes two
GRACE = 60  # seconds after which a process that outlives its time limit ends itself; before, its parent does it
_COUNTED_EACH = 500  # tasks; a pipe holds word of some thousands that are begun, and then the worker would wait
_TO_LEAVE = 1.0  # seconds that one with nothing to do is given to end by itself

# -------------------------------------------------------------------------------------------------------- what is said


class Job(NamedTuple):
    """What a worker is sent first: how to build its pipeline, what to do with each task, and how long that may take."""

    make_run: Callable[[], Any]
    work: Callable[[Any, Step], Done]
    seconds: float


class Listening(NamedTuple):
    """Said first: the process is there."""


class Ready(NamedTuple):
    """Said when the pipeline is built."""


class Trouble(NamedTuple):
    """Said if it can't be."""

    what: str


Message = Done | Listening | Ready | Trouble


# ------------------------------------------------------------------------------------------------------- in the worker


def serve(connection: Connection, begins: Connection) -> None:
    """Do what comes through the connection. The process ends at once when the other end is closed.

    Through `begins` it says when it begins with a task, at once: a result may wait here when the process dies.
    """
    only_the_parent_decides()
    try:
        connection.send(Listening())
        job: Job = pickle.loads(connection.recv_bytes())
    except (EOFError, OSError):  # nobody is there any more
        return
    except Exception as error:  # noqa: BLE001 - what it needs can't be imported, or the memory is full
        _tell(connection, Trouble(f"{type(error).__name__}: {error}"))
        return
    _work(job, connection, begins)


def ready_to_work(job: Job) -> Callable[[Connection, Connection], None]:
    """Build the pipeline, and give what a forked worker does: the same as `serve`, but with that pipeline."""
    run = job.make_run()
    return partial(_work, job._replace(make_run=lambda: run))


def _work(job: Job, connection: Connection, begins: Connection) -> None:
    outgoing: queue.SimpleQueue[Message] = queue.SimpleQueue()
    incoming: queue.SimpleQueue[list[Task]] = queue.SimpleQueue()
    try:
        for do in (lambda: _send_all(connection, outgoing), lambda: _receive_all(connection, incoming)):
            threading.Thread(target=do, daemon=True).start()
        run = job.make_run()
    except BaseException as error:  # noqa: BLE001 - whatever it is, the parent wants to know
        _tell(connection, Trouble(f"{type(error).__name__}: {error}"))
        return
    outgoing.put(Ready())
    with Path(os.devnull).open("wb") as nowhere:
        for task in _tasks(incoming):
            begins.send_bytes(b"")
            # For the case that nobody is there to end us: this works in compiled code, too.
            with suppress(RuntimeError):
                faulthandler.dump_traceback_later(job.seconds + GRACE, exit=True, file=nowhere)
            done = job.work(run, task)
            faulthandler.cancel_dump_traceback_later()
            outgoing.put(done)


def _tasks(incoming: "queue.SimpleQueue[list[Task]]") -> Iterator[Task]:
    while True:
        yield from incoming.get()


def _receive_all(connection: Connection, incoming: "queue.SimpleQueue[list[Task]]") -> None:
    try:
        while True:
            incoming.put(connection.recv())
    except BaseException:  # noqa: BLE001 - the other end is closed: it was killed, or in a hurry
        os._exit(1)


def _send_all(connection: Connection, outgoing: "queue.SimpleQueue[Message]") -> None:
    try:
        while True:
            message = outgoing.get()
            try:
                connection.send(message)
            except (OSError, EOFError):
                raise
            except Exception as error:  # noqa: BLE001 - a result that can't be sent, for want of memory perhaps
                assert isinstance(message, Done)
                reason = f"its result can't be sent: {type(error).__name__}: {error}"
                connection.send(Done(failed(message.location.path, reason), message.sha256, message.location))
    except BaseException:  # noqa: BLE001 - as above
        os._exit(1)


def _tell(connection: Connection, message: Message) -> None:
    with suppress(OSError):
        connection.send(message)


# ----------------------------------------------------------------------------------------------- as its parent sees it


class Assigned(NamedTuple):
    """A task, and the place among the results to which its own belongs."""

    task: Task
    chunk: list[Done | None]
    place: int


class Process:
    """A worker, out of the `nursery` if there is one. Raises `OSError` if it can't be started.

    `pickled` gives the pickled `job`, and is called only for a process that can't be forked. Raises `TroubleAtStart` if
    the pipeline can't be built.
    """

    def __init__(self, job: Job, pickled: Callable[[], bytes], nursery: Nursery | None = None) -> None:
        self._pickled = pickled
        self._seconds = seconds = job.seconds
        self.assigned: deque[Assigned] = deque()  # in the order in which it does them
        self.ready = False
        self._deadline = time.monotonic() + START_SECONDS
        self.connection, theirs = Pipe()
        self._begun, begins = Pipe(duplex=False)
        self._tasks_begun = 0  # as far as we have counted
        self._tasks_done = 0
        _never_wait_long(self.connection.fileno(), max(seconds, 1.0))
        try:
            self._process = _started(theirs, begins, nursery)
        except BaseException:
            self.connection.close()
            self._begun.close()
            raise
        finally:
            theirs.close()
            begins.close()

    def assign(self, tasks: Sequence[Assigned]) -> None:
        """Give it more to do. Raises `OSError` if it is dead."""
        if self.ready and not self.assigned:
            self._deadline = time.monotonic() + self._seconds
        self.assigned.extend(tasks)
        if self.ready:
            self.connection.send([each.task for each in tasks])

    def hear(self) -> Message:
        """What it says next, once it says something. Raises `EOFError` or `OSError` if it is dead."""
        message: Message = self.connection.recv()
        if isinstance(message, Listening):
            self.connection.send_bytes(self._pickled())
        elif isinstance(message, Ready):
            self.ready = True
            if self.assigned:
                self.connection.send([each.task for each in self.assigned])
        elif isinstance(message, Done):
            self._tasks_done += 1
            if self._tasks_done % _COUNTED_EACH == 0:
                self._count_begun()
        if not isinstance(message, Listening):
            self._deadline = time.monotonic() + self._seconds
        return message

    @property
    def seconds_left(self) -> float:
        """How long it may still take for what it is at; for ever if it has nothing to do."""
        if self.ready and not self.assigned:
            return float("inf")
        return self._deadline - time.monotonic()

    @property
    def at(self) -> int | None:
        """The place among those assigned of the task that it is doing, or was doing when it died."""
        self._count_begun()
        under_way = self._tasks_begun - self._tasks_done
        return under_way - 1 if under_way else None

    def _count_begun(self) -> None:
        with suppress(EOFError, OSError):
            while self._begun.poll():
                self._begun.recv_bytes()
                self._tasks_begun += 1

    def end(self) -> bool:
        """Have it end now, in the middle of a capture if need be. Whether it was killed, by us or by another."""
        self.connection.close()
        self._begun.close()
        if self.ready and not self.assigned:
            self._process.join(_TO_LEAVE)
        self._process.kill()  # harmless if it is dead
        self._process.join()
        was_killed = self._process.exitcode == -signal.SIGKILL
        self._process.close()
        return was_killed


def _started(theirs: Connection, begins: Connection, nursery: Nursery | None) -> Forked | SpawnProcess:
    if nursery and nursery.alive:
        with suppress(NurseryDied):
            return nursery.fork(theirs, begins, START_SECONDS)
    # Spawned, not forked: a fork of ourselves would share the open database and what threads hold at that moment.
    # What a process is started with must fit into a pipe's buffer: if it dies, nobody empties that.
    process = get_context("spawn").Process(target=serve, args=(theirs, begins), daemon=True)
    with interrupts_held():  # a process half started waits for ever for what we were about to send it
        process.start()
    return process


def _never_wait_long(descriptor: int, seconds: float) -> None:
    """Let sending and receiving fail after so long: a process that was stopped, not killed, would have us wait."""
    if not hasattr(socket, "AF_UNIX") or not hasattr(socket, "SO_SNDTIMEO"):
        return
    with socket.socket(fileno=os.dup(descriptor)) as pair:
        wait = struct.pack("@ll", int(seconds), int(seconds % 1 * 1_000_000))
        for option in (socket.SO_SNDTIMEO, socket.SO_RCVTIMEO):
            pair.setsockopt(socket.SOL_SOCKET, option, wait)
