"""Pipelines that worker processes can build: what is sent to them is found by its name in a module."""

import os
import time

from syria_iraq_archive.engine.work import Run
from syria_iraq_archive.records import ParsedCapture
from tests.factories import plain_run


def make_plain() -> Run:
    """A pipeline that needs no registry."""
    return plain_run


def make_deadly() -> Run:
    """One whose process dies of a capture, as compiled libraries let it."""
    return _deadly


def make_slow() -> Run:
    """One that takes its time."""
    return _slow


def _deadly(data: bytes, path: str) -> ParsedCapture:
    if b"deadly" in data:
        os._exit(9)
    return plain_run(data, path)


def _slow(data: bytes, path: str) -> ParsedCapture:
    time.sleep(0.2)
    return plain_run(data, path)
