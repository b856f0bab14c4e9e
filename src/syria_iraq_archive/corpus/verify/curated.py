"""Checks of what came from the registry: sources, actors and their names.

If the registry in use is the one that made all captures, its rows are what must stand there. Of another registry it can
only be said that what stands there could come from one.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from pydantic import ValidationError

from syria_iraq_archive.corpus.recipe import Recipe
from syria_iraq_archive.corpus.registry_rows import actor_name_rows, actor_rows, source_rows
from syria_iraq_archive.corpus.rows import Row
from syria_iraq_archive.corpus.tables import table
from syria_iraq_archive.corpus.verify.subject import Finding
from syria_iraq_archive.registry.load import Registry
from syria_iraq_archive.registry.models import Actor, Source

_ROWS: dict[str, Callable[[Registry], Iterable[Row]]] = {
    "sources": source_rows,
    "actors": actor_rows,
    "actor_names": actor_name_rows,
}


@dataclass(slots=True)
class Knowledge:
    """The registry in use, and how captures say that it made them; `compared` tells afterwards whether it was."""

    registry: Registry
    recipe: Recipe
    compared: bool = False

    def find(self, connection: sqlite3.Connection) -> Iterator[Finding]:
        """Sources, actors and their names are what the registry says that made the captures."""
        self.compared = _made_all(connection, self.recipe)
        if self.compared:
            for name, rows in _ROWS.items():
                yield from _differences(connection, name, set(rows(self.registry)))


def _made_all(connection: sqlite3.Connection, recipe: Recipe) -> bool:
    """Whether all captures, and one at least, were made by this recipe."""
    made = [row[0] == recipe.of(row[1]) for row in connection.execute("SELECT recipe, sha256 FROM captures")]
    return bool(made) and all(made)


def _differences(connection: sqlite3.Connection, name: str, expected: set[Row]) -> Iterator[Finding]:
    columns = ", ".join(table(name).names)
    stored = set(map(tuple, connection.execute(f"SELECT {columns} FROM {name}")))
    for what, rows in (("isn't in the registry", stored - expected), ("is missing", expected - stored)):
        for row in sorted(rows, key=str):
            yield Finding(f"{name}, {row[0]}", f"{what}: {', '.join(str(value)[:60] for value in row)}")


def possible(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Sources, actors and their names are of the form that a registry's have."""
    for row in connection.execute("SELECT id, name, country, language, url FROM sources"):
        yield from _form("sources", Source, row)
    for row in connection.execute("SELECT id, name, kind, part_of, country, wikidata FROM actors"):
        yield from _form("actors", Actor, row)
    for row in connection.execute("SELECT actor_id AS id, name, language FROM actor_names"):
        yield from _name(row)


def _name(row: sqlite3.Row) -> Iterator[Finding]:
    """A name as an entry of its own would have it."""
    try:
        Actor.model_validate(
            {"id": row["id"], "name": row["name"], "kind": "person", "names": {row["language"]: [row["name"]]}}
        )
    except ValidationError as error:
        yield Finding(f"actor_names, {row['id']}", f"{row['name'][:60]!r}: {error.errors()[0]['msg']}")


def _form(name: str, model: type[Source] | type[Actor], row: sqlite3.Row) -> Iterator[Finding]:
    try:
        model.model_validate(dict(row))
    except ValidationError as error:
        for each in error.errors():
            yield Finding(f"{name}, {row['id']}", f"{'.'.join(map(str, each['loc']))}: {each['msg']}")
