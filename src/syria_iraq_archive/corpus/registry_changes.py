"""What another registry would change in a corpus: which entries, and how many articles they may touch.

That is told without parsing: an article may be touched if it names or rests on what changed, or if its capture prints
any of the words that came or went. It may be fewer that change, but no others.
"""

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from syria_iraq_archive.corpus.kept_registry import EntryRow, entry_rows, kept_digest, kept_rows, registry_digest
from syria_iraq_archive.fold import fold_key
from syria_iraq_archive.phrases import how_many

if TYPE_CHECKING:
    from syria_iraq_archive.registry.load import Registry

MOST_SCANNED = 20_000  # captures whose text is looked through; of more, all may be touched
_MOST_NAMED = 3
_SINGULAR = {
    "sources": "outlet",
    "actors": "actor",
    "gazetteer": "place",
    "spellings": "group of spellings",
    "places": "list of places",
}
_UNPRINTED = frozenset({"id", "kind", "country", "part_of", "of", "source", "wikidata", "note", "url", "language"})


class EntryChange(NamedTuple):
    """An entry of one registry that another hasn't, or has otherwise."""

    kind: str
    id: str
    verb: str  # new, changed, gone
    before: Any
    after: Any


class RegistryChange(NamedTuple):
    """All that another registry changes, and how many of the corpus's articles that may touch."""

    entries: tuple[EntryChange, ...]
    touched: int
    articles: int

    def __str__(self) -> str:
        counts: Counter[tuple[str, str]] = Counter()
        names: dict[tuple[str, str], list[str]] = {}
        for each in self.entries:
            if each.kind == "actors" and any(one.kind == "sources" and one.id == each.id for one in self.entries):
                continue  # an outlet is an actor, too
            counts[each.verb, each.kind] += 1
            names.setdefault((each.verb, each.kind), []).append(each.id)
        told = [_told(verb, kind, names[verb, kind]) for verb, kind in sorted(counts)]
        return f"{'; '.join(told)}. It may touch {self.touched} of {how_many(self.articles, 'article')}"


def _told(verb: str, kind: str, ids: list[str]) -> str:
    what = _SINGULAR.get(kind, f"list of {kind}")
    plural = what if len(ids) == 1 else re.sub(r"^(\w+)", r"\1s", what)
    more = f" and {len(ids) - _MOST_NAMED} more" if len(ids) > _MOST_NAMED else ""
    return f"{len(ids)} {plural} {verb} ({', '.join(ids[:_MOST_NAMED])}{more})"


def registry_change(connection: sqlite3.Connection, registry: "Registry") -> RegistryChange | None:
    """What `registry` would change; None if the corpus was built with it, or doesn't know what it was built with."""
    kept = kept_digest(connection)
    if kept is None or kept == registry_digest(registry):
        return None
    entries = tuple(_changes(kept_rows(connection), entry_rows(registry)))
    [(articles,)] = connection.execute("SELECT count(*) FROM articles").fetchall()
    return RegistryChange(entries, len(_touched(connection, entries, registry)), articles)


def _changes(before: Iterable[EntryRow], after: Iterable[EntryRow]) -> Iterator[EntryChange]:
    old = {(row.kind, row.id): row.content for row in before}
    new = {(row.kind, row.id): row.content for row in after}
    for kind, id in sorted(old.keys() | new.keys()):
        was, is_now = old.get((kind, id)), new.get((kind, id))
        if was != is_now:
            verb = "new" if was is None else "gone" if is_now is None else "changed"
            yield EntryChange(kind, id, verb, was and json.loads(was), is_now and json.loads(is_now))


def _touched(connection: sqlite3.Connection, entries: tuple[EntryChange, ...], registry: "Registry") -> set[int]:
    """The numbers of the articles that may change."""
    found: set[int] = set()
    for each in entries:
        if each.kind in ("actors", "sources"):
            column = "actor_id" if each.kind == "actors" else "source_id"
            table, number = ("mentions", "article_id") if each.kind == "actors" else ("articles", "id")
            found.update(
                n for (n,) in connection.execute(f"SELECT {number} FROM {table} WHERE {column} = ?", (each.id,))
            )
    actors = [plain for each in entries if each.kind == "actors" for plain in (each.before, each.after) if plain]
    words = {*(word for each in entries for word in _words(each)), *_written(actors, registry)} - {""}
    if not words:
        return found
    [(captures,)] = connection.execute("SELECT count(*) FROM captures").fetchall()
    if captures > MOST_SCANNED:
        return {number for (number,) in connection.execute("SELECT id FROM articles")}
    from ahocorasick_rs import AhoCorasick

    finder = AhoCorasick(sorted(words))
    for capture, text in connection.execute("SELECT id, text FROM captures").fetchall():
        if finder.find_matches_as_indexes(fold_key(text)):
            found.update(n for (n,) in connection.execute("SELECT id FROM articles WHERE capture_id = ?", (capture,)))
    return found


def _words(change: EntryChange) -> Iterator[str]:
    """What a text may print that is read otherwise now, folded."""
    before, after = set(_printed(change.before)), set(_printed(change.after))
    for text in before ^ after:
        pieces = [piece.strip() for piece in re.split(r"[*#~]", text)]  # of a line of furniture, its longest part
        yield fold_key(max(pieces, key=len))


def _printed(value: Any, key: str = "") -> Iterator[str]:
    if isinstance(value, str):
        if key not in _UNPRINTED:
            yield value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _printed(inner, name)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _printed(inner, key)


def _written(actors: Iterable[dict[str, Any]], registry: "Registry") -> Iterator[str]:
    """All writings of these actors' names, by the rules that the matcher has."""
    from syria_iraq_archive.registry.compiled import registry_of_plain
    from syria_iraq_archive.registry.expansion import Expansion, Way

    rules = Expansion(registry)
    for plain in actors:
        for actor in registry_of_plain({"actors": {plain["id"]: plain}}).actors.values():
            yield from (name.folded for name in rules.of(actor) if name.way not in (Way.SURNAME, Way.SOUND))
