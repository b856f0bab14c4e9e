"""What is said of a question that can't be answered: who asked wrongly, or for too much, is told so in a sentence.

Datasette takes what stands in an address for what it is meant to be, and fails where it isn't: by a number that is no
number, a key of too few parts, a column that isn't there. Of its own pages all that is a question asked wrongly; on
pages of ours it would be a bug.
"""

import re
import sqlite3
from collections.abc import Iterator

from datasette.database import QueryInterrupted
from datasette.utils.asgi import Base400
from datasette.views.base import DatasetteError

from syria_iraq_archive.errors import ArchiveError
from syria_iraq_archive.patterns import later
from syria_iraq_archive.web.ask import DATABASE

Said = tuple[int, str, str]

_WRONG = "That can’t be answered"
_TOO_LONG = "The corpus is too large to answer this in time. Narrow the question down."
_LATE = 503, "Too much to count", _TOO_LONG  # of a page of ours
_ASKED_LATE = 400, "Too much to count", _TOO_LONG  # of a question that somebody made
_LARGE = 400, "Too large", "This needs more memory than a question may have. Ask for fewer or shorter values."
_DAMAGED = 500, "Damaged", "The corpus is damaged here. See where: archive verify"
_NO_PAGE = "There is no page at this address."
_NO_ROW = 404, "Not found", "There is no such row."
_NONSENSE = 400, _WRONG, "Something in this address isn’t what it should be: a name, a number, or the parts of a key."
_FAULT = (
    500,
    "A fault of this program",
    "What was asked should have been answered. The server’s own output says more.",
)

_ROW = later(rf"/{DATABASE}/[^/]+/.+")
_OF_DATASETTE = later(rf"/{DATABASE}(?:[./].*)?")
# What Datasette raises for values of an address that it can't use.
_MISTAKES = (ValueError, TypeError, LookupError, AssertionError, OverflowError, AttributeError, sqlite3.Error)
_TOO_BIG = later("too big|too large|larger than|too many columns|LIKE or GLOB pattern", re.IGNORECASE)


def said_of(exception: BaseException, path: str) -> Said:
    """Status, title and message for what was raised by a request for this path; 500 for a bug alone."""
    return next(_answers(exception, path), _FAULT)


def _answers(exception: BaseException, path: str) -> Iterator[Said]:
    """What can be said of it; the first counts."""
    if isinstance(exception, ArchiveError):
        yield 404, "Not found", str(exception)
    if isinstance(exception, Base400):
        message = str(exception.args[0] if exception.args else "")
        if exception.status == 404:
            yield 404, "Not found", _NO_PAGE if message == "Database not found" else message
        yield exception.status, _WRONG, message
    if isinstance(exception, QueryInterrupted) or str(exception) == "interrupted":
        yield _ASKED_LATE if _OF_DATASETTE.fullmatch(path) else _LATE
    if isinstance(exception, DatasetteError):
        yield _said_by_datasette(exception)
    if isinstance(exception, MemoryError):
        yield _LARGE
    if isinstance(exception, sqlite3.Error):
        yield from _said_by_sqlite(str(exception))
    if isinstance(exception, _MISTAKES) and _OF_DATASETTE.fullmatch(path):
        yield _NO_ROW if _ROW.fullmatch(path) else _NONSENSE


def _said_by_datasette(error: DatasetteError) -> Said:
    """Its own words, but for its page about settings that a reader doesn't have."""
    if error.title == "SQL Interrupted":
        return _ASKED_LATE
    message = str(error.message)
    said = next(_said_by_sqlite(message), None)
    if said:
        return said
    status = 400 if error.status == 500 else error.status
    return status, error.title or _WRONG, message


def _said_by_sqlite(message: str) -> Iterator[Said]:
    if "malformed" in message or "not a database" in message:
        yield _DAMAGED
    if _TOO_BIG.search(message):
        yield 400, "Too large", f"{message.capitalize()}. Ask for fewer or shorter values."
    if "user-defined function" in message:
        yield 400, "Too large", "A function was asked for more than it may make, or for what it can't read."
    if "not authorized" in message or "prohibited" in message:
        yield 400, _WRONG, "Only reading is possible: one SELECT, without functions that reach beyond the corpus."
