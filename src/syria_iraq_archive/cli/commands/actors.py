"""``archive actors``."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from syria_iraq_archive.cli.actor_card import Card, card_from_corpus, card_from_registry, card_lines, json_additions
from syria_iraq_archive.cli.completion import complete_actors
from syria_iraq_archive.cli.filters import named
from syria_iraq_archive.cli.formats import emit, json_array_lines
from syria_iraq_archive.cli.options import db_option, examples, format_options, load, registry_option
from syria_iraq_archive.corpus.connection import reading
from syria_iraq_archive.corpus.kept_registry import kept_registry
from syria_iraq_archive.corpus.read import ACTOR_COLUMNS, actor_index, list_actors, read_actor

if TYPE_CHECKING:
    from syria_iraq_archive.registry.load import Registry
    from syria_iraq_archive.registry.models import Actor

BRIEF = ("id", "name", "kind", "part_of", "articles", "mentions")

Row = tuple[Any, ...]


@click.command(epilog=examples("archive actors --used", "archive actors hts", "archive actors sdf --json"))
@click.argument("name", required=False, shell_complete=complete_actors)
@click.option("--used", is_flag=True, help="Only those with articles.")
@db_option
@registry_option
@format_options
def command(name: str | None, used: bool, db: Path, registry: Path | None, form: str | None, raw: bool) -> None:
    """List the actors, with their numbers of articles.

    With NAME (an id, name or acronym), that actor and what is part of it; on a terminal its card: names, offices,
    parts, how often, by whom and with whom it is named, first and last day. JSON has the card's contents in the first
    object. From the corpus; if there is none, or with --registry, from the registry, without numbers.
    """
    card: Card | None = None
    typed = click.get_current_context().get_parameter_source("registry") is ParameterSource.COMMANDLINE
    if not typed and db.exists():
        brief: tuple[str, ...] = BRIEF
        with reading(db) as connection:
            within = named(actor_index(connection), [name])[0] if name else None
            if within and form in (None, "json"):
                card = card_from_corpus(read_actor(connection, within), kept_registry(connection) or load(registry))
            rows = list(map(tuple, list_actors(connection, within, used=used)))
    else:
        brief = tuple(column for column in BRIEF if column not in ("articles", "mentions"))
        knowledge = load(registry)
        within = _resolve(knowledge, name) if name else None
        card = card_from_registry(knowledge, within) if within and form in (None, "json") else None
        rows = list(_from_registry(knowledge, within))
    if card:
        _print_card(card, rows, on_terminal=form is None and sys.stdout.isatty())
    else:
        emit(ACTOR_COLUMNS, rows, form=form, raw=raw, brief=(*brief, "names") if name else brief)


def _print_card(card: Card, rows: list[Row], *, on_terminal: bool) -> None:
    """The card on a terminal; elsewhere the rows as JSON, the actor's own with what the card adds."""
    if on_terminal:
        click.echo("\n".join(card_lines(card)))
        return
    objects = [dict(zip(ACTOR_COLUMNS, row, strict=True)) for row in rows]
    for line in json_array_lines(each | json_additions(card) if each["id"] == card.id else each for each in objects):
        click.echo(line)


def _resolve(registry: "Registry", name: str) -> str:
    from syria_iraq_archive.registry.lookup import actors_by_name  # pydantic and YAML

    return named(actors_by_name(registry), [name])[0]


def _from_registry(registry: "Registry", within: str | None) -> Iterator[Row]:
    from syria_iraq_archive.registry.lookup import names_of

    for actor in sorted(registry.actors.values(), key=lambda actor: (actor.id != within, actor.id)):
        if within is None or within in _ancestry(registry, actor):
            names = " | ".join(dict.fromkeys(text for _, text in names_of(actor)))
            facts = (actor.id, actor.name, actor.kind.value, actor.part_of, actor.country, actor.wikidata)
            yield (*facts, names, None, None)


def _ancestry(registry: "Registry", actor: "Actor") -> set[str]:
    """The actor and all it is part of."""
    found = {actor.id}
    while actor.part_of and actor.part_of not in found:
        found.add(actor.part_of)
        actor = registry.actors[actor.part_of]
    return found
