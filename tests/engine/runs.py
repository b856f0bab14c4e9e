"""Pipelines that worker processes can build: what is sent to them is found by its name in a module."""

import os
import re
import signal
import time
from contextlib import suppress
from pathlib import Path

from syria_iraq_archive.engine.work import Done, Run, Step
from syria_iraq_archive.records import ParsedCapture
from tests.factories import plain_run


def make_plain() -> Run:
    """A pipeline that needs no registry."""
    return plain_run


def do_nothing(_: Run, step: Step) -> Done:
    """Work that takes no time."""
    return Done(None, None, step.location)


def make_deadly() -> Run:
    """One whose process dies of a capture, as compiled libraries let it."""
    return _deadly


def make_slow() -> Run:
    """One that takes its time."""
    return _slow


def make_endless() -> Run:
    """One that never comes back from a capture, by ways that nothing in its process can interrupt."""
    return _endless


def make_nothing() -> Run:
    """One that can't be built."""
    raise MemoryError


class Dying:
    """Builds a pipeline in as many megabytes as a large registry has; the first few processes die at it."""

    def __init__(self, marks: Path, deaths: int, how: signal.Signals = signal.SIGKILL) -> None:
        self._marks = marks
        self._deaths = deaths
        self._how = how
        self._registry = b"x" * 2_000_000

    def __call__(self) -> Run:
        for number in range(self._deaths):
            with suppress(FileExistsError):
                (self._marks / str(number)).touch(exist_ok=False)
                os.kill(os.getpid(), self._how)
        return plain_run


def _endless(data: bytes, path: str) -> ParsedCapture:
    if b"endless" in data:
        re.match(r"(?:a+)+$", "a" * 60 + "b")  # in compiled code, which holds Python's lock
    if b"deaf" in data:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        time.sleep(1_000)
    return plain_run(data, path)


def _deadly(data: bytes, path: str) -> ParsedCapture:
    if b"deadly" in data:
        os._exit(9)
    return plain_run(data, path)


def _slow(data: bytes, path: str) -> ParsedCapture:
    time.sleep(0.2)
    return plain_run(data, path)
