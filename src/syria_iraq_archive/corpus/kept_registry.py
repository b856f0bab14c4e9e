"""The registry that a corpus was built with, kept in it: to read it by, and to tell what another one changes."""

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from dataclasses import fields
from typing import TYPE_CHECKING, Any, NamedTuple

from syria_iraq_archive.corpus.schema import insert_into
from syria_iraq_archive.corpus.tables import BUILT_WITH, REGISTRY_ENTRIES

if TYPE_CHECKING:  # who reads a corpus starts without pydantic
    from syria_iraq_archive.registry.load import Registry

_DIGEST = "registry"


class EntryRow(NamedTuple):
    """An entry of the registry: of which kind, its id there, and what it says, as JSON."""

    kind: str
    id: str
    content: str


def registry_digest(registry: "Registry") -> str:
    """The SHA-256, in hexadecimal, of all that a registry says, corrections aside."""
    digest: str = registry.derived("digest of entries", lambda: _digest(registry))
    return digest


def _digest(registry: "Registry") -> str:
    digest = hashlib.sha256()
    for row in sorted(entry_rows(registry)):
        digest.update(json.dumps(row).encode() + b"\n")
    return digest.hexdigest()


def entry_rows(registry: "Registry") -> Iterator[EntryRow]:
    """All entries of a registry, corrections aside."""
    rows = registry.derived("rows of entries", lambda: list(map(list, _rows(registry))))
    return map(EntryRow._make, rows)


def _rows(registry: "Registry") -> Iterator[EntryRow]:
    for field in fields(registry):
        if field.name == "corrections":
            continue
        met: dict[str, int] = {}
        for id, entry in registry.plain(field.name):
            met[id] = met.get(id, 0) + 1
            content = json.dumps(entry, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
            yield EntryRow(field.name, id if met[id] == 1 else f"{id}#{met[id]}", content)


def keep_registry(connection: sqlite3.Connection, registry: "Registry") -> None:
    """Keep what the registry says, in place of what another said. The caller holds a transaction."""
    connection.execute("DELETE FROM registry_entries")
    connection.executemany(insert_into(REGISTRY_ENTRIES), entry_rows(registry))
    connection.execute("DELETE FROM built_with WHERE name = ?", (_DIGEST,))
    connection.execute(insert_into(BUILT_WITH), (_DIGEST, registry_digest(registry)))


def kept_digest(connection: sqlite3.Connection) -> str | None:
    """The digest of the registry that the corpus was built with; None if it doesn't know."""
    row = connection.execute("SELECT value FROM built_with WHERE name = ?", (_DIGEST,)).fetchone()
    return row[0] if row else None


def kept_rows(connection: sqlite3.Connection, kind: str | None = None) -> Iterator[EntryRow]:
    """The entries that the corpus keeps, of one kind or of all."""
    chosen, values = ("", ()) if kind is None else (" WHERE kind = ?", (kind,))
    for row in connection.execute(f"SELECT kind, id, content FROM registry_entries{chosen} ORDER BY kind, id", values):
        yield EntryRow(*row)


def kept_spellings(connection: Any) -> list[list[str]] | None:
    """The groups of words that spell one name; None if this corpus doesn't keep its registry."""
    if not _keeps(connection):
        return None
    return [json.loads(row.content) for row in kept_rows(connection, "spellings")]


def kept_registry(connection: Any) -> "Registry | None":
    """The registry that the corpus was built with, without corrections; None if it doesn't keep it."""
    if not _keeps(connection):
        return None
    from syria_iraq_archive.registry.compiled import registry_of_plain

    plain: dict[str, dict[str, Any]] = {}
    for row in kept_rows(connection):
        plain.setdefault(row.kind, {})[row.id] = json.loads(row.content)
    return registry_of_plain(plain)


def _keeps(connection: Any) -> bool:
    return isinstance(connection, sqlite3.Connection) and kept_digest(connection) is not None
