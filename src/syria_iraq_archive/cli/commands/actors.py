"""``archive actors``."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from syria_iraq_archive.cli.formats import emit
from syria_iraq_archive.cli.options import db_option, examples, format_options, load, registry_option
from syria_iraq_archive.corpus.connection import reading
from syria_iraq_archive.corpus.listings import ACTOR_COLUMNS, actor_index, list_actors

if TYPE_CHECKING:
    from syria_iraq_archive.registry.load import Registry
    from syria_iraq_archive.registry.models import Actor

BRIEF = ("id", "name", "kind", "part_of", "articles", "mentions")


@click.command(epilog=examples("archive actors --used", "archive actors hts", 'archive actors "Syrian army" --json'))
@click.argument("name", required=False)
@click.option("--used", is_flag=True, help="Only those with articles.")
@db_option
@registry_option
@format_options
def command(name: str | None, used: bool, db: Path, registry: Path | None, form: str | None, raw: bool) -> None:
    """List the actors, with their numbers of articles.

    With NAME (an id, name or acronym), that actor, all its names, and what is part of it. From the
    corpus; where there is none, or with --registry, from the registry, without numbers.
    """
    brief: tuple[str, ...] = (*BRIEF, "names") if name else BRIEF
    if registry is None and db.exists():
        with reading(db) as connection:
            within = actor_index(connection).resolve(name) if name else None
            emit(ACTOR_COLUMNS, list_actors(connection, within, used=used), form=form, raw=raw, brief=brief)
    else:
        brief = tuple(column for column in brief if column not in ("articles", "mentions"))
        emit(ACTOR_COLUMNS, _from_registry(load(registry), name), form=form, raw=raw, brief=brief)


def _from_registry(registry: "Registry", name: str | None) -> Iterator[tuple[Any, ...]]:
    from syria_iraq_archive.registry.lookup import names_of, resolve_actor  # pydantic and YAML

    within = resolve_actor(registry, name) if name else None
    for actor in sorted(registry.actors.values(), key=lambda actor: (actor.id != within, actor.id)):
        if within is None or within in _ancestry(registry, actor):
            names = " | ".join(dict.fromkeys(text for _, text in names_of(actor)))
            yield (
                actor.id,
                actor.name,
                actor.kind.value,
                actor.part_of,
                actor.country,
                actor.wikidata,
                names,
                None,
                None,
            )


def _ancestry(registry: "Registry", actor: "Actor") -> set[str]:
    """The actor and all it is part of."""
    found = {actor.id}
    while actor.part_of and actor.part_of not in found:
        found.add(actor.part_of)
        actor = registry.actors[actor.part_of]
    return found
