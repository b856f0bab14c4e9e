"""What the shell proposes while a name or an article's key is typed. Without a corpus, names come from the registry.

A name is found by id, name or acronym ("hts"); what is proposed is the id, which needs no quotes. Completion must be
quick and silent: if anything fails, nothing is proposed.
"""

import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

import click
from click.shell_completion import CompletionItem

from syria_iraq_archive.errors import ArchiveError
from syria_iraq_archive.fold import fold_key

MOST_KEYS = 100  # proposed at once


class _Name(NamedTuple):
    """A name, whose id it stands for, and what that is called."""

    id: str
    title: str
    name: str


def complete_sources(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The ids of the sources that `incomplete` may mean, sorted; none if it fails."""
    return _proposed(ctx, "sources", incomplete)


def complete_actors(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The ids of the actors that `incomplete` may mean, sorted; none if it fails."""
    return _proposed(ctx, "actors", incomplete)


def complete_places(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Ids of places, by their beginning or by a name."""
    return _proposed(ctx, "places", incomplete)


def complete_keys(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The first 100 article keys that begin with `incomplete`, with their headlines as help. Only from a corpus."""
    from syria_iraq_archive.corpus.connection import reading

    select = (
        "SELECT key, coalesce(headline, substr(body, 1, 80)) FROM articles WHERE key >= ? AND key < ? ORDER BY key "
        f"LIMIT {MOST_KEYS}"
    )
    beginning = incomplete.lower()
    with suppress(ArchiveError, sqlite3.Error, ValueError), reading(_corpus(ctx)) as connection:
        return [
            CompletionItem(key, help=_help(title))
            for key, title in connection.execute(select, (beginning, beginning + "~"))
        ]
    return []


def _proposed(ctx: click.Context, table: str, incomplete: str) -> list[CompletionItem]:
    with suppress(ArchiveError, sqlite3.Error):
        names = list(_from_corpus(_corpus(ctx), table) if _corpus(ctx).exists() else _from_registry(ctx, table))
        return [CompletionItem(id, help=_help(title)) for id, title in _meant(names, incomplete)]
    return []


def _meant(names: Iterable[_Name], incomplete: str) -> list[tuple[str, str]]:
    """Ids that begin so; failing that, ids of which a name is that, begins so, or has a word that does."""
    names = list(names)
    key = fold_key(incomplete)
    titles = {name.id: name.title for name in names}
    keys = [(name.id, fold_key(name.name)) for name in names]
    for found in (
        {id for id in titles if id.startswith(incomplete.lower())},
        {id for id, name in keys if name == key},
        {id for id, name in keys if name.startswith(key)},
        {id for id, name in keys if f" {key}" in name},
    ):
        if found:
            return sorted((id, titles[id]) for id in found)
    return []


def _corpus(ctx: click.Context) -> Path:
    path = ctx.params.get("db")
    return path if isinstance(path, Path) else Path(os.environ.get("ARCHIVE_DB") or "data/archive.db")


def _from_corpus(path: Path, table: str) -> Iterator[_Name]:
    from syria_iraq_archive.corpus.connection import reading

    names, owner = ("place_names", "place_id") if table == "places" else ("actor_names", "actor_id")
    select = f"SELECT id, {table}.name, {names}.name FROM {table} LEFT JOIN {names} ON {owner} = id"
    with reading(path) as connection:
        yield from (_Name(id, title, name or title) for id, title, name in connection.execute(select))


def _from_registry(ctx: click.Context, table: str) -> Iterator[_Name]:
    from syria_iraq_archive.cli.options import load
    from syria_iraq_archive.registry.lookup import names_of

    folder = ctx.params.get("registry")
    registry = load(folder if isinstance(folder, Path) else None)
    entries: dict[str, Mapping[str, Any]] = {
        "sources": registry.sources,
        "actors": registry.actors,
        "places": registry.gazetteer,
    }
    for entry in entries[table].values():
        yield from (_Name(entry.id, entry.name, name) for _, name in names_of(entry))


def _help(text: str) -> str:
    """One line, without what the shells' own formats take for an end."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
