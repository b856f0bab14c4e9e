"""A connection on which somebody else's SQL may run: it can read this database, for a time, and nothing else."""

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from syria_iraq_archive.corpus.tables import FULL_TEXTS
from syria_iraq_archive.patterns import later

_ALLOWED = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_RECURSIVE})
_ALLOWED_PRAGMAS = frozenset(
    {
        "data_version",
        "foreign_key_list",
        "index_info",
        "index_list",
        "table_info",
        "table_list",
        "table_xinfo",
        "user_version",
    }
)
_REFUSED_FUNCTIONS = frozenset({"load_extension", "fts3_tokenizer", "readfile", "writefile", "edit"})
_LONGEST_SET = 1_000  # signs that trim() may take off: it looks for each character of the text among them
_LARGEST_VALUE = 100_000_000  # bytes; a capture with its page around it is far less
_WIDTH = later("[0-9]+")
_WIDEST = 100_000  # characters that printf() fills up to
_MEMORY = 1_000_000_000  # bytes for SQLite in this process; what a query sorts beyond that lies in a temporary file
_LONGEST_PATTERN = 1_000  # of LIKE and GLOB, which may look at the text once for each of its signs
_STEPS_BETWEEN_LOOKS = 10_000  # virtual machine instructions: some 100 µs


@contextmanager
def guarded(connection: sqlite3.Connection, seconds: float) -> Iterator[None]:
    """Within, the connection refuses all but reading, and interrupts what runs longer than `seconds`.

    SQLite then raises `sqlite3.DatabaseError` ("not authorized") or `sqlite3.OperationalError` ("interrupted"); and
    `MemoryError` if a query needs more than there is for it. A call of a single function isn't interrupted: where
    it compares millions of characters with millions, the time can be long over when this returns.
    """
    # SQLite sets up a virtual table when it is first named, by statements that are refused to others.
    for full_text in FULL_TEXTS:
        connection.execute(f"SELECT 1 FROM {full_text.name} LIMIT 0").fetchall()
    connection.execute(f"PRAGMA hard_heap_limit = {_MEMORY}").fetchall()
    deadline = time.monotonic() + seconds
    connection.set_authorizer(may_read)
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LARGEST_VALUE)
    connection.setlimit(sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH, _LONGEST_PATTERN)
    connection.set_progress_handler(lambda: int(time.monotonic() > deadline), _STEPS_BETWEEN_LOOKS)
    try:
        with alarm(seconds, connection.interrupt):  # a few steps can make gigabytes, and take minutes
            yield
    finally:
        connection.set_progress_handler(None, 0)
        connection.set_authorizer(None)


def may_read(
    action: int,
    first: str | None,
    second: str | None,
    _database: str | None,
    _trigger: str | None,
    *,
    pragmas: frozenset[str] = frozenset(),
) -> int:
    """For `set_authorizer`: whether a step of a statement only reads. `pragmas` are allowed beside those that do."""
    if action in _ALLOWED:
        return sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_FUNCTION and (second or "").lower() not in _REFUSED_FUNCTIONS:
        return sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_PRAGMA and (first or "").lower() in _ALLOWED_PRAGMAS | pragmas:
        return sqlite3.SQLITE_OK
    return sqlite3.SQLITE_DENY


def bound_functions(connection: sqlite3.Connection) -> None:
    """Replace the functions of SQL whose time is the product of two lengths, and which nothing interrupts."""
    for name, arguments, function in (
        ("instr", 2, _instr),
        ("replace", 3, _replace),
        ("trim", 2, _trim),
        ("ltrim", 2, _ltrim),
        ("rtrim", 2, _rtrim),
    ):
        connection.create_function(name, arguments, function, deterministic=True)
    printing = _Printing()
    connection.create_function("printf", -1, printing, deterministic=True)
    connection.create_function("format", -1, printing, deterministic=True)


Value = str | bytes | int | float | None


class _Printing:
    """SQLite's ``printf``, but for widths that take it minutes: it writes them out, however little of it is kept."""

    def __init__(self) -> None:
        self._own = sqlite3.connect(":memory:", check_same_thread=False)

    def __call__(self, *arguments: Value) -> Value:
        """What SQLite prints. Raises `ValueError` for a width of more than `_WIDEST`."""
        form = _text(arguments[0]) if arguments and arguments[0] is not None else ""
        starred = (abs(value) for value in arguments[1:] if "*" in form and isinstance(value, int | float))
        if max((*map(_number, _WIDTH.findall(form)), *starred), default=0) > _WIDEST:
            raise ValueError(f"printf takes widths of {_WIDEST} at most")
        marks = ", ".join("?" * len(arguments))
        printed: Value = self._own.execute(f"SELECT printf({marks})", arguments).fetchone()[0]
        return printed


def _number(digits: str) -> int:
    return int(digits[:9])


def _instr(text: Value, sought: Value) -> int | None:
    """As SQLite's: where `sought` stands first, counted from 1; 0 if nowhere."""
    if text is None or sought is None:
        return None
    if isinstance(text, bytes) and isinstance(sought, bytes):
        return text.find(sought) + 1
    return _text(text).find(_text(sought)) + 1


def _replace(text: Value, old: Value, new: Value) -> str | None:
    """As SQLite's: nothing is replaced by nothing. Raises if it grows beyond what a value may be."""
    if text is None or old is None or new is None:
        return None
    whole, sought, put = _text(text), _text(old), _text(new)
    if not sought:
        return whole
    if len(whole) + whole.count(sought) * (len(put) - len(sought)) > _LARGEST_VALUE:
        raise ValueError("string or blob too big")
    return whole.replace(sought, put)


def _trim(text: Value, signs: Value) -> str | None:
    return _stripped(text, signs, left=True, right=True)


def _ltrim(text: Value, signs: Value) -> str | None:
    return _stripped(text, signs, left=True)


def _rtrim(text: Value, signs: Value) -> str | None:
    return _stripped(text, signs, right=True)


def _stripped(text: Value, signs: Value, *, left: bool = False, right: bool = False) -> str | None:
    if text is None or signs is None:
        return None
    stripped, taken = _text(text), _text(signs)
    if len(taken) > _LONGEST_SET:
        raise ValueError(f"trim takes {_LONGEST_SET} signs at most")
    if taken and left:
        stripped = stripped.lstrip(taken)
    if taken and right:
        stripped = stripped.rstrip(taken)
    return stripped


def _text(value: Value) -> str:
    """A value as SQLite casts it to text."""
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return value if isinstance(value, str) else str(value)


@contextmanager
def alarm(seconds: float, do: Callable[[], object]) -> Iterator[None]:
    """Within, another thread does what is given, once, when so many seconds are over; afterwards never.

    >>> over = threading.Event()
    >>> with alarm(0.01, over.set):
    ...     over.wait(10)
    True
    """
    timer = threading.Timer(min(seconds, threading.TIMEOUT_MAX), do)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
