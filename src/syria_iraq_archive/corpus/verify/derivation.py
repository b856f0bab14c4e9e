"""The strongest proofs: a corpus holds what its bytes yield when they are parsed again, and the registry's rows.

Nothing is said here of captures that another program or registry parsed, or whose text was made by extractors that
aren't installed here. If the registry in use is the one that made all captures, its rows are what must stand there; of
another registry it can only be said that what stands there could come from one.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from pydantic import ValidationError

from syria_iraq_archive.capture.formats.base import would_extract_alike
from syria_iraq_archive.corpus.recipe import Recipe
from syria_iraq_archive.corpus.rows import (
    ARTICLE_PARTS,
    REGISTRY_ROWS,
    Row,
    article_row,
    block_row,
    correction_rows,
    original_bytes,
)
from syria_iraq_archive.corpus.tables import table
from syria_iraq_archive.corpus.verify.subject import ArticleRows, Flaw, Subject
from syria_iraq_archive.errors import CaptureFailed, CaptureRejected, MissingExtra
from syria_iraq_archive.records import ParsedCapture
from syria_iraq_archive.registry.load import Registry
from syria_iraq_archive.registry.models import Actor, Place, Source

_READ = ("text", "encoding", "format", "uri", "captured_at", "extractor", "warning")
MAX_FINDINGS = 3  # of one table of one capture; the first tell enough

Run = Callable[[bytes, str], ParsedCapture]  # `Pipeline.run`


@dataclass(slots=True)
class Derivation:
    """Parses captures again and compares; counts those it has to pass over."""

    run: Run
    recipe: Recipe
    passed_over: int = 0
    not_extracted: int = 0  # their libraries are missing here, of another version, or fail

    @property
    def counts(self) -> tuple[int, int]:
        """How many were passed over, and how many not extracted."""
        return self.passed_over, self.not_extracted

    def find(self, subject: Subject) -> Iterator[Flaw]:
        """Parsing the bytes again yields every block, field, claim, mention, quote and date that is stored."""
        row = subject.row
        if row["recipe"] != self.recipe.of(row["sha256"]):
            self.passed_over += 1
            return
        if not would_extract_alike(row["extractor"]):
            self.not_extracted += 1
            return
        try:
            parsed = self.run(original_bytes(row), row["path"])
        except (MissingExtra, CaptureFailed):
            self.not_extracted += 1
            return
        except (CaptureRejected, LookupError, ValueError) as error:
            yield Flaw(subject.place(), f"can't be parsed again: {error}")
            return
        if parsed.capture.extractor != row["extractor"]:  # a library that a format can do without is missing here
            self.not_extracted += 1
            return
        yield from _compare(subject, parsed)


def _compare(subject: Subject, parsed: ParsedCapture) -> Iterator[Flaw]:
    for name in _READ:
        if subject.row[name] != getattr(parsed.capture, name):
            yield Flaw(subject.place(), f"captures: its {name} isn't what its bytes yield")
    items = {item.row["seq"]: item for item in subject.articles}
    if sorted(items) != [article.seq for article in parsed.articles]:
        yield Flaw(subject.place(), f"articles: {sorted(items)} stored, {len(parsed.articles)} parsed")
        return
    ids = {seq: item.row["id"] for seq, item in items.items()}
    blocks = [block_row(block, subject.row["id"], ids) for block in parsed.blocks]
    yield from _differences(subject, "blocks", map(tuple, subject.blocks), blocks)
    replayed = correction_rows(parsed, subject.row["id"], ids)
    yield from _differences(subject, "corrections", map(tuple, subject.corrections), replayed)
    for article in parsed.articles:
        item = items[article.seq]
        yield from _differences(
            subject, "articles", [tuple(item.row)[1:]], [article_row(parsed, article, subject.row["id"])]
        )
        for name, rows_of in ARTICLE_PARTS.items():
            yield from _differences(subject, name, _stored(item, name), rows_of(article, item.row["id"]))


def _stored(item: ArticleRows, name: str) -> Iterator[Row]:
    yield from map(tuple, getattr(item, name))


def _differences(subject: Subject, name: str, stored: Iterable[Row], parsed: Iterable[Row]) -> Iterator[Flaw]:
    held, made = set(stored), set(parsed)
    differing = [("stored, not parsed", row) for row in held - made] + [
        ("parsed, not stored", row) for row in made - held
    ]
    for what, row in sorted(differing, key=str)[:MAX_FINDINGS]:
        yield Flaw(subject.place(), f"{name}: {what}: {_shown(row)}")


def _shown(row: Row) -> str:
    return ", ".join(str(value)[:60] for value in row[1:] if value is not None)[:200]


@dataclass(slots=True)
class Knowledge:
    """The registry in use, and how captures say that it made them; `compared` tells afterwards whether it was."""

    registry: Registry
    recipe: Recipe
    compared: bool = False

    def find(self, connection: sqlite3.Connection) -> Iterator[Flaw]:
        """Sources, actors, places and their names are what the registry says that made the captures."""
        self.compared = _made_all(connection, self.recipe)
        if self.compared:
            for name, rows in REGISTRY_ROWS.items():
                yield from _unlike_registry(connection, name, set(rows(self.registry)))


def _made_all(connection: sqlite3.Connection, recipe: Recipe) -> bool:
    """Whether all captures, and one at least, were made by this recipe."""
    made = [row[0] == recipe.of(row[1]) for row in connection.execute("SELECT recipe, sha256 FROM captures")]
    return bool(made) and all(made)


def _unlike_registry(connection: sqlite3.Connection, name: str, expected: set[Row]) -> Iterator[Flaw]:
    columns = ", ".join(table(name).names)
    stored = set(map(tuple, connection.execute(f"SELECT {columns} FROM {name}")))
    for what, rows in (("isn't in the registry", stored - expected), ("is missing", expected - stored)):
        for row in sorted(rows, key=str):
            yield Flaw(f"{name}, {row[0]}", f"{what}: {', '.join(str(value)[:60] for value in row)}")


def possible(connection: sqlite3.Connection) -> Iterator[Flaw]:
    """Sources, actors, places and their names are of the form that a registry's have."""
    for row in connection.execute("SELECT id, name, country, language, url FROM sources"):
        yield from _form("sources", Source, row)
    for row in connection.execute("SELECT id, name, kind, part_of, country, wikidata FROM actors"):
        yield from _form("actors", Actor, row)
    for row in connection.execute("SELECT actor_id AS id, name, language FROM actor_names"):
        yield from _name(row, "actor_names")
    for row in connection.execute("SELECT id, name, kind, part_of, country, source FROM places"):
        yield from _form("places", Place, row)
    for row in connection.execute("SELECT place_id AS id, name, language FROM place_names"):
        yield from _name(row, "place_names")


def _name(row: sqlite3.Row, table: str) -> Iterator[Flaw]:
    """A name as an entry of its own would have it."""
    try:
        Actor.model_validate(
            {"id": row["id"], "name": row["name"], "kind": "person", "names": {row["language"]: [row["name"]]}}
        )
    except ValidationError as error:
        yield Flaw(f"{table}, {row['id']}", f"{row['name'][:60]!r}: {error.errors()[0]['msg']}")


def _form(name: str, model: type[Source] | type[Actor] | type[Place], row: sqlite3.Row) -> Iterator[Flaw]:
    try:
        model.model_validate(dict(row))
    except ValidationError as error:
        for each in error.errors():
            yield Flaw(f"{name}, {row['id']}", f"{'.'.join(map(str, each['loc']))}: {each['msg']}")
