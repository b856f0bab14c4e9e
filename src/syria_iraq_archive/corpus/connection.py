"""Opening a corpus: read-only without a trace, or for writing by one writer at a time.

That a file is a corpus of this program is told before SQLite opens it to write, and without touching it: merely opening
another program's database may bring its log into it, or undo what its journal holds.
"""

import errno
import os
import sqlite3
import struct
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO
from urllib.parse import quote
from weakref import WeakSet

from syria_iraq_archive.corpus.disk import at_size_limit, exhausted, lacks_room, what_lacks_room
from syria_iraq_archive.corpus.locks import ENDING, in_turn, writer_of
from syria_iraq_archive.errors import CorpusError

if TYPE_CHECKING:
    from syria_iraq_archive.capture.files import CaptureFile

APPLICATION_ID = 0x53494131  # "SIA1": marks a SQLite file as a corpus
SCHEMA_VERSION = 17  # PRAGMA user_version; one more for each change of tables
BESIDE = ("-wal", "-shm", "-journal")  # endings of the files that SQLite keeps beside a database
BUSY_SECONDS = 60
CACHE_KIB = 16_384  # for writing; with four times as many an ingest of thousands takes as long

_MAGIC = b"SQLite format 3\0"
_APPLICATION = 68  # where the number stands in the first page: https://sqlite.org/fileformat2.html
_LOG_HEADER, _FRAME_HEADER = 32, 24  # bytes: https://sqlite.org/fileformat2.html#walformat
_LOG_MAGIC = (0x377F0682, 0x377F0683)

_ON_AGAIN = "then run the same command to go on: what was written is whole"
_CURES = (  # what SQLite says, what that means here, and what to do about it
    ("disk is full", "the disk is full", f"make room on it, and where temporary files are kept; {_ON_AGAIN}"),
    ("disk I/O error", "can't be read or written: its disk fails, or a limit is reached",
     f"see that the disk is sound, and what `ulimit -f` and quotas allow; {_ON_AGAIN}"),
    ("readonly database", "may not be written by this user", "let them write file and folder, or say --db FILE"),
    ("unable to open", "can't be opened", "let this user read and write the file and its folder, or say --db FILE"),
    ("malformed", "is damaged", "see where: archive verify; mend it: move it away, and run archive ingest FOLDER"),
)  # fmt: skip


class _Reader(sqlite3.Connection):
    """A connection that closes its cursors with it: one left open by an error would keep the file open."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._cursors: WeakSet[sqlite3.Cursor] = WeakSet()

    def execute(self, *arguments: Any) -> sqlite3.Cursor:
        """As of any connection."""
        cursor = super().execute(*arguments)
        self._cursors.add(cursor)
        return cursor

    def close(self) -> None:
        """As of any connection, cursors first."""
        for cursor in self._cursors:
            cursor.close()
        super().close()


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """A read-only connection to the corpus at `path`, closed afterwards.

    Raises `CorpusError` if there is none, if the file isn't one, and if it is of another version.
    """
    if not path.is_file():
        raise CorpusError("there is no corpus here", place=str(path), hint="run: archive ingest FOLDER")
    with as_corpus_errors(path):
        check_is_corpus(path)
    with _tidily(path), as_corpus_errors(path):
        connection = _open_read_only(path)
        try:
            check_version(connection, path)
            connection.row_factory = sqlite3.Row
            yield connection
        finally:
            connection.close()


@contextmanager
def writing(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection for writing, in WAL mode with foreign keys on; creates the file, not its tables.

    Raises `CorpusError` if the file can't be a corpus or be written.
    """
    make_folder_of(path)
    with as_corpus_errors(path):
        check_is_corpus(path, new=True)
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS)
        try:
            check_version(connection, path, new=True)
            _enter_wal(connection)
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
            yield connection
        finally:
            connection.close()


@contextmanager
def writing_in_turn(corpus: Path, waiting: Callable[[], object] = lambda: None) -> Iterator[sqlite3.Connection]:
    """A connection for writing, as `writing` gives it, for a whole run: until then, others wait.

    Calls `waiting` once if it has to wait. Raises `CorpusError` if the file can't be a corpus or be written.
    """
    make_folder_of(corpus)  # the file that is locked lies in it
    with in_turn(corpus, waiting), writing(corpus) as connection:
        yield connection


def make_folder_of(path: Path) -> None:
    """Make the folder in which a corpus is to be, if it isn't there. Raises `CorpusError` if it can't be made."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        cure = (exhausted(path.parent) or "make room on its disk") if full else "say another place: --db FILE"
        raise CorpusError(f"the folder can't be made: {error.strerror}", place=str(path.parent), hint=cure) from error


def discard_log(path: Path) -> None:
    """Remove what a killed writer left beside a corpus that is about to be replaced.

    SQLite would take it for the new one's, and write it over that.
    """
    for ending in BESIDE:
        beside(path, ending).unlink(missing_ok=True)


def beside(path: Path, ending: str) -> Path:
    """The file that SQLite keeps beside a database: of a link, beside what it leads to."""
    return Path(f"{os.path.realpath(path)}{ending}")


def without_corpus(db: Path, files: Iterable["CaptureFile"]) -> Iterator["CaptureFile"]:
    """The files less those of the corpus itself, which may lie in an ingested folder."""
    bases = {str(db.absolute()), os.path.realpath(db)}
    own = {Path(f"{base}{ending}") for base in bases for ending in ("", *BESIDE, ENDING)}
    names = {path.name for path in own}  # told first: it costs less
    return (file for file in files if file.location.name not in names or file.location.absolute() not in own)


def database_file(connection: sqlite3.Connection) -> Path | None:
    """The file of an open corpus; None if it is in memory."""
    name = connection.execute("PRAGMA database_list").fetchone()[2]
    return Path(name) if name else None


@contextmanager
def in_memory() -> Iterator[sqlite3.Connection]:
    """A connection for writing to a corpus of its own, empty and without tables, that leaves nothing behind."""
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        yield connection
    finally:
        connection.close()


@contextmanager
def a_copy(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection for writing to a copy of the corpus at `path`, if there is one, that leaves nothing behind.

    Raises `CorpusError` if the file isn't a corpus.
    """
    with as_corpus_errors(path):
        check_is_corpus(path, new=True)
        copy = sqlite3.connect("")  # no name: private, on disk as far as need be
        try:
            if path.exists():
                with closing(_open_read_only(path)) as original:
                    check_version(original, path, new=True)
                    original.backup(copy)
            copy.execute("PRAGMA foreign_keys = ON")
            yield copy
        finally:
            copy.close()


def _enter_wal(connection: sqlite3.Connection) -> None:
    """Switch to write-ahead logging, which is remembered in the file.

    If another has the file open at that moment, SQLite refuses at once, whatever the timeout.
    """
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)


@contextmanager
def without_log(connection: sqlite3.Connection) -> Iterator[None]:
    """Write into the file itself meanwhile, not first into the log; into that nevertheless if another reads the file.

    Of use if the whole file is written.
    """
    logged = connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    if logged:
        with suppress(sqlite3.OperationalError):  # another reads it
            connection.execute("PRAGMA journal_mode = DELETE")
    try:
        yield
    finally:
        if logged:
            _enter_wal(connection)


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All of it or nothing. Takes the write lock at once: a lock taken after reading may be refused without waiting."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.commit()  # here deferred foreign keys are checked, and may fail
    except BaseException:
        connection.rollback()
        raise


@contextmanager
def snapshot(connection: sqlite3.Connection) -> Iterator[None]:
    """One state of the corpus for all that is read, while others may write. Temporary tables may change."""
    connection.execute("BEGIN")
    try:
        yield
        connection.commit()
    except BaseException:
        connection.rollback()
        raise


@contextmanager
def savepoint(connection: sqlite3.Connection) -> Iterator[None]:
    """Inside a transaction: all of it or nothing, while what the transaction did before stays."""
    connection.execute("SAVEPOINT part")
    try:
        yield
    except BaseException:
        if connection.in_transaction:  # a full disk ends it
            connection.execute("ROLLBACK TO part")
            connection.execute("RELEASE part")
        raise
    connection.execute("RELEASE part")


def check_version(connection: sqlite3.Connection, path: Path, *, new: bool = False) -> None:
    """Raise `CorpusError` unless this is a corpus this program knows (or, if `new` ones are welcome, empty)."""
    connection.execute("BEGIN")  # one state, though another may be making its tables just now
    application, version = _pragma(connection, "application_id"), _pragma(connection, "user_version")
    empty = connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is None
    connection.rollback()
    if application != APPLICATION_ID:
        if new and empty:
            return
        raise CorpusError("is not a corpus of this program", place=str(path))
    if version > SCHEMA_VERSION:
        raise CorpusError(
            f"was made by a newer version of this program (schema {version}, here {SCHEMA_VERSION})",
            place=str(path),
            hint="upgrade syria-iraq-archive",
        )
    if version < SCHEMA_VERSION and not new:
        raise CorpusError(
            f"was made by an older version of this program (schema {version}, here {SCHEMA_VERSION})",
            place=str(path),
            hint="run: archive ingest FOLDER, which brings it up to date",
        )


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])


def _open_read_only(path: Path) -> sqlite3.Connection:
    path = Path(os.path.realpath(path))
    address = address_of(path)
    try:
        return _opened(f"{address}?mode=ro")
    except sqlite3.OperationalError:
        if os.access(path.parent, os.W_OK) or beside(path, "-wal").exists():
            raise
        # In a folder where nobody can write, SQLite can't keep its reading marks; there it needs none.
        return _opened(f"{address}?immutable=1")


def _opened(address: str) -> sqlite3.Connection:
    """A connection that has read something, so that what fails late fails here."""
    connection = sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS, factory=_Reader)
    try:
        _pragma(connection, "schema_version")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


@contextmanager
def _tidily(path: Path) -> Iterator[None]:
    """Leave no empty write-ahead log behind, not even one of a reader that was killed.

    A read-only connection makes one and isn't allowed to remove it. The next to close a writable connection is, if
    it is alone, which SQLite makes sure of.
    """
    try:
        yield
    finally:
        if _is_empty(beside(path, "-wal")):
            with _closing_quietly(path) as connection:
                connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()


@contextmanager
def _closing_quietly(path: Path) -> Iterator[sqlite3.Connection]:
    try:
        connection = sqlite3.connect(f"{address_of(path)}?mode=rw", uri=True, timeout=0)
        try:
            yield connection
        finally:
            connection.close()
    except (sqlite3.Error, UnicodeDecodeError):
        pass  # an empty log beside the corpus harms nobody


def _is_empty(log: Path) -> bool:
    try:
        return log.stat().st_size == 0
    except OSError:
        return False


@contextmanager
def as_corpus_errors(path: Path) -> Iterator[None]:
    """Say in our words what SQLite says of a file it can't open, read or lock."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            other = writer_of(path) or "another program"
            raise CorpusError(f"{other} is writing to it", place=str(path), hint="try again when it is done") from error
        raise _explained(error, path) or CorpusError(str(error), place=str(path)) from error
    except sqlite3.DatabaseError as error:
        raise _explained(error, path) or CorpusError(f"can't be read: {error}", place=str(path)) from error
    except UnicodeDecodeError as error:  # of SQLite's own message, if it quotes what is damaged
        raise CorpusError("is damaged", place=str(path), hint="see where: archive verify") from error


def _explained(error: sqlite3.Error, path: Path) -> CorpusError | None:
    if "malformed" in str(error) and at_size_limit([path, *(Path(f"{path}{ending}") for ending in BESIDE)]):
        error = sqlite3.OperationalError("disk I/O error")  # which is what full-text search met
    # Full-text search calls itself malformed if the disk fills up while it writes.
    if (lacks_room(error) or "malformed" in str(error)) and (lack := what_lacks_room(path)):
        return lack
    for said, meant, cure in _CURES:
        if said in str(error):
            return CorpusError(meant, place=str(path), hint=cure)
    return None


def address_of(path: Path) -> str:
    """The address by which SQLite opens the file at `path`, or what it leads to; options go behind it.

    >>> address_of(Path("/data/a?b.db"))
    'file:/data/a%3Fb.db'
    """
    return f"file:{quote(os.fsencode(os.path.realpath(path)))}"


def is_database(path: Path) -> bool:
    """Whether there is a file that SQLite would take for a database."""
    try:
        with path.open("rb") as file:
            return file.read(len(_MAGIC)) == _MAGIC
    except OSError:
        return False


def check_is_corpus(path: Path, *, new: bool = False) -> None:
    """Raise `CorpusError` unless the file is a corpus of this program, or, if `new` ones are welcome, none or empty."""
    if not path.exists() or path.stat().st_size == 0:
        if new:
            return
        raise CorpusError("is not a corpus of this program", place=str(path))
    try:
        with closing(_without_its_log(path)) as connection:
            if connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID:
                return
            empty = connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is None
    except sqlite3.DatabaseError:
        # A disk that was full while the log was brought into the file leaves it shorter than its first page says.
        # The log is whole then, and SQLite goes by it when it opens both.
        if _logged_application(path) == APPLICATION_ID:
            return
        raise
    logged = _logged_application(path)
    if logged == APPLICATION_ID or (new and empty and logged is None):
        return
    raise CorpusError("is not a corpus of this program", place=str(path), hint="name another file: --db FILE")


def _without_its_log(path: Path) -> sqlite3.Connection:
    """The file alone, as if nobody ever wrote to it.

    By SQLite, which doesn't let go of locks that this process has on the file: to open and close it otherwise would.
    """
    return sqlite3.connect(f"{address_of(path)}?mode=ro&immutable=1", uri=True)


def _logged_application(path: Path) -> int | None:
    """The program that the write-ahead log names in its last first page that counts; None if it holds none."""
    named = pending = None
    try:
        with Path(f"{os.path.realpath(path)}-wal").open("rb") as log:
            for number, size_after, page in _frames(log):
                if number == 1:
                    [pending] = struct.unpack_from(">I", page, _APPLICATION)
                if size_after:  # the last of a transaction
                    named = pending
    except OSError:
        return None
    return named


def _frames(log: BinaryIO) -> Iterator[tuple[int, int, bytes]]:
    """The pages of a log: number, size of the database after it (0 within a transaction), content."""
    header = log.read(_LOG_HEADER)
    if len(header) < _LOG_HEADER:
        return
    magic, _, size, _, *salts = struct.unpack_from(">6I", header)
    if magic not in _LOG_MAGIC:
        return
    while len(frame := log.read(_FRAME_HEADER + size)) == _FRAME_HEADER + size > _FRAME_HEADER:
        number, size_after, *own_salts = struct.unpack_from(">4I", frame)
        if own_salts != salts:  # of an earlier time
            return
        yield number, size_after, frame[_FRAME_HEADER:]
