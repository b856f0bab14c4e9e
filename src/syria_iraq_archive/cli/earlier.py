"""Reading earlier versions of captures: one by its key, or all of them beside the current ones."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from syria_iraq_archive.cli.options import load
from syria_iraq_archive.corpus.connection import reading
from syria_iraq_archive.corpus.read import Dossier, read_article
from syria_iraq_archive.errors import UnknownName
from syria_iraq_archive.patterns import later

if TYPE_CHECKING:
    from syria_iraq_archive.records import ParsedCapture
    from syria_iraq_archive.registry.load import Registry

_KEY = later(r"([0-9a-f]{1,64})(?:-([1-9][0-9]{0,5}))?")
_HASH = 16  # digits of a hash that a key begins with

all_versions_option = click.option(
    "--all-versions", is_flag=True, help="Ask earlier versions of captures, too, as if they were current."
)


class Found(NamedTuple):
    """An article that was asked for; of an earlier version the keys of what it is now."""

    dossier: Dossier
    now: tuple[str, ...] = ()


@contextmanager
def reading_versions(db: Path, *, all_versions: bool) -> Iterator[sqlite3.Connection]:
    """The corpus, read-only; with `all_versions`, a copy that holds the earlier ones, too."""
    with reading(db) as connection:
        if not all_versions or connection.execute("SELECT 1 FROM earlier_captures").fetchone() is None:
            yield connection
            return
        from syria_iraq_archive.engine import earlier  # the whole pipeline

        run, _ = _pipeline(connection)
        with earlier.all_versions(connection, run) as every:
            yield every


def find_version(connection: sqlite3.Connection, key: str) -> Found:
    """The article with this key, current or earlier. Raises `UnknownName`."""
    try:
        return Found(read_article(connection, key))
    except UnknownName:
        sha256 = _earlier(connection, key)
        if sha256 is None:
            raise
    from syria_iraq_archive.corpus.versions import current_of
    from syria_iraq_archive.engine.earlier import earlier_alone

    run, registry = _pipeline(connection)
    with earlier_alone(connection, sha256, run, registry) as alone:
        dossier = read_article(alone, key)
    current = current_of(connection, sha256)
    rows = connection.execute("SELECT key FROM articles WHERE substr(key, 1, 16) = ? ORDER BY seq", (current[:_HASH],))
    keys = [row[0] for row in rows]
    same = f"{current[:_HASH]}-{dossier.article['seq']}"
    return Found(dossier, (same,) if same in keys else tuple(keys))


def version_before(connection: sqlite3.Connection, found: Found) -> str | None:
    """The key of the article in the version before that of `found`; None if there is none."""
    sha256 = found.dossier.capture["sha256"]
    rows = connection.execute("SELECT earlier FROM versions WHERE later = ? ORDER BY earlier", (sha256,)).fetchall()
    return f"{rows[0][0][:_HASH]}-{found.dossier.article['seq']}" if rows else None


def _earlier(connection: sqlite3.Connection, key: str) -> str | None:
    """The hash of the only earlier capture that a key may mean."""
    match = _KEY.fullmatch(key.strip().lower())
    if match is None:
        return None
    beginning = match[1][:_HASH]
    sql = "SELECT sha256 FROM earlier_captures WHERE sha256 >= ? AND sha256 < ? LIMIT 2"
    found = [row[0] for row in connection.execute(sql, (beginning, f"{beginning}~"))]
    return found[0] if len(found) == 1 else None


def _pipeline(connection: sqlite3.Connection) -> "tuple[Callable[[bytes, str], ParsedCapture], Registry]":
    """A pipeline of the registry that the corpus was built with, with the corrections in force."""
    from syria_iraq_archive.corpus.kept_registry import kept_digest, kept_registry, registry_digest
    from syria_iraq_archive.pipeline import Pipeline

    registry = load(None, to_parse=True)
    if kept_digest(connection) != registry_digest(registry):
        kept = kept_registry(connection)
        registry = kept.with_corrections(registry.corrections) if kept else registry
    return Pipeline(registry).run, registry
