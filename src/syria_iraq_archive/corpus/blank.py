"""A corpus without captures, kept from one run to the next: a new corpus begins as a copy of it.

To make the tables and to write a registry of thousands of names takes longer than to parse five captures; to copy what
comes of it takes a tenth of that. Like a compiled registry it is kept in the user's cache, for the very registry and
program that made it, and is believed only if nobody but this user could have written it.
"""

import hashlib
import os
import sqlite3
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

from syria_iraq_archive.corpus.connection import in_memory, transaction, without_log
from syria_iraq_archive.corpus.migrations import migrate
from syria_iraq_archive.corpus.writer import Writer
from syria_iraq_archive.registry.cache import digest_of_program
from syria_iraq_archive.registry.compiled import CompiledRegistry
from syria_iraq_archive.registry.load import Registry
from syria_iraq_archive.user_cache import cache_folder, keep_file, may_keep, read_file

ENDING = ".blank"
_MAKERS = ("corpus/**/*.py", "corpus/steps/*.sql")  # what makes the tables and writes a registry into them


def begin(connection: sqlite3.Connection, registry: Registry) -> bool:
    """Make the tables in a database that has none, and write the registry, if there is a place to keep such a corpus.

    Whether that was done. The caller keeps other writers away.
    """
    if connection.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchone() or (file := _file_of(registry)) is None:
        return False
    with closing(sqlite3.connect(":memory:")) as blank:
        blank.deserialize(_kept(file) or _made(file, registry))
        with without_log(connection):
            blank.backup(connection)  # all of it or nothing
    with transaction(connection):
        connection.execute("UPDATE _sqlite_migrations SET applied_at = ?", (str(datetime.now(UTC)),))
    return True


def _made(file: Path, registry: Registry) -> bytes:
    """The file of a blank corpus, made now and kept for the next time."""
    with in_memory() as connection:
        migrate(connection)
        writer = Writer(connection)
        writer.write_registry(registry)
        writer.optimize()
        image = connection.serialize()
    with suppress(OSError):
        keep_file(file, hashlib.sha256(image).digest() + image)
    return image


def _kept(file: Path) -> memoryview | None:
    """The same as it was kept; None if it isn't there, isn't ours, or is damaged."""
    data = memoryview(read_file(file) or b"")  # a slice of it is no copy
    size = hashlib.sha256().digest_size
    image = data[size:]
    return image if image and hashlib.sha256(image).digest() == data[:size] else None


def _file_of(registry: Registry) -> Path | None:
    """Where the blank corpus of a registry is kept; None if it can't be, or if this SQLite can't copy it."""
    origin = registry.origin if isinstance(registry, CompiledRegistry) else None
    if origin is None or not hasattr(sqlite3.Connection, "deserialize"):
        return None
    try:
        made_by = (origin, digest_of_program(*_MAKERS), sqlite3.sqlite_version, str(Path(__file__).parent))
        file = cache_folder() / f"{hashlib.sha256(os.fsencode(repr(made_by))).hexdigest()[:16]}{ENDING}"
    except (OSError, RuntimeError, ValueError):
        return None
    return file if may_keep(file) else None
