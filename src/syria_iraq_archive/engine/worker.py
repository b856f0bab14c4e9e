"""What runs in a worker process: it is given the means to build a pipeline, then tasks; it sends what they come to.

Only the main thread works. One thread takes in what is sent, and one sends, so that neither end waits for the other:
the parent is busy writing at times, and we with a capture.
"""

import faulthandler
import os
import pickle
import queue
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple

from syria_iraq_archive.engine.work import Done, Run, Step, Task, failed

GRACE = 60  # seconds after which a process that outlives its time limit ends itself; before, its parent does it


class Job(NamedTuple):
    """What a worker is sent first: how to build its pipeline, what to do with each task, and how long that may take."""

    make_run: Callable[[], Run]
    work: Callable[[Run, Step], Done]
    seconds: float


class Listening(NamedTuple):
    """Said first: the process is there."""


class Ready(NamedTuple):
    """Said when the pipeline is built."""


class Trouble(NamedTuple):
    """Said if it can't be."""

    what: str


Message = Done | Listening | Ready | Trouble


def serve(connection: Connection, begins: Connection) -> None:
    """Do what comes through the connection. The process ends at once when the other end is closed.

    Through `begins` it says when it begins with a task, at once: a result may wait here when the process dies.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all of a terminal's processes; the first decides
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})  # held when this process was started
    try:
        connection.send(Listening())
        job: Job = pickle.loads(connection.recv_bytes())
    except (EOFError, OSError):  # nobody is there any more
        return
    except Exception as error:  # noqa: BLE001 - what it needs can't be imported, or the memory is full
        _tell(connection, Trouble(f"{type(error).__name__}: {error}"))
        return
    _work(job, connection, begins)


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
