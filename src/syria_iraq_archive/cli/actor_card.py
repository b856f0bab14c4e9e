"""An actor's card: all that registry and corpus know of one actor, for a reader and as JSON."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

import click

from syria_iraq_archive.cli.terminal import visible

if TYPE_CHECKING:
    from syria_iraq_archive.corpus.read import ActorCard
    from syria_iraq_archive.registry.load import Registry
    from syria_iraq_archive.registry.models import Actor

_INDENT = "  "

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Card:
    """What is shown; `counted` says whether there was a corpus to count in."""

    id: str
    name: str
    facts: Sequence[str]  # kind, country, what it is part of, Wikidata id
    names: Sequence[tuple[str, str]]  # language and name
    offices: Sequence[Record]  # of the registry
    note: str | None
    parts: Sequence[Record]
    counted: bool = False
    articles: int = 0
    mentions: int = 0
    earliest: str | None = None
    latest: str | None = None
    sources: Sequence[Record] = ()
    beside: Sequence[Record] = ()


def card_from_corpus(known: "ActorCard", registry: "Registry") -> Card:
    """The card of an actor of the corpus; offices and note are the registry's, if it knows the actor."""
    actor, counts = known.actor, known.counts
    entry = registry.actors.get(actor["id"])
    return Card(
        id=actor["id"],
        name=actor["name"],
        facts=_facts(actor["kind"], actor["country"], actor["part_of"], actor["wikidata"]),
        names=[(row["language"], row["name"]) for row in known.names],
        offices=offices(entry),
        note=entry.note if entry else None,
        parts=[dict(row) for row in known.parts],
        counted=True,
        articles=counts["articles"],
        mentions=counts["mentions"],
        earliest=counts["earliest"],
        latest=counts["latest"],
        sources=[dict(row) for row in known.sources],
        beside=[dict(row) for row in known.beside],
    )


def card_from_registry(registry: "Registry", id: str) -> Card:
    """The card of an actor of the registry, without counts."""
    from syria_iraq_archive.registry.lookup import names_of

    entry = registry.actors[id]
    parts = sorted((each for each in registry.actors.values() if each.part_of == id), key=lambda each: each.id)
    return Card(
        id=id,
        name=entry.name,
        facts=_facts(entry.kind.value, entry.country, entry.part_of, entry.wikidata),
        names=list(dict.fromkeys(names_of(entry))),
        offices=offices(entry),
        note=entry.note,
        parts=[{"id": each.id, "name": each.name, "kind": each.kind.value} for each in parts],
    )


def _facts(kind: str, country: str | None, part_of: str | None, wikidata: str | None) -> list[str]:
    return [kind, *filter(None, (country, part_of and f"part of {part_of}", wikidata))]


def offices(entry: "Actor | None") -> list[Record]:
    """The offices of a registry's entry, with dates and sources as far as known."""
    return [
        {"titles": list(office.titles), "of": office.of, "from": office.since, "to": office.until}
        | {"source": office.source}
        for office in (entry.offices if entry else ())
    ]


def json_additions(card: Card) -> Record:
    """What the card knows beyond the row of a listing."""
    languages = sorted({language for language, _ in card.names})
    return {
        "names_by_language": {code: [name for language, name in card.names if language == code] for code in languages},
        "offices": card.offices,
        "note": card.note,
        "parts": card.parts,
        "earliest": card.earliest,
        "latest": card.latest,
        "sources": card.sources,
        "beside": card.beside,
    }


def card_lines(card: Card) -> Iterator[str]:
    """The card as a reader wants it."""
    yield click.style(visible(card.name), bold=True)
    yield visible(" · ".join((card.id, *card.facts)))
    if card.counted:
        yield _counts(card)
    if card.note:
        yield visible(card.note)
    yield from _section("Names", _names(card))
    yield from _section("Offices", map(_office, card.offices))
    yield from _section("Parts", map(_other, card.parts))
    yield from _section("Named by", map(_other, card.sources))
    yield from _section("Named with", map(_other, card.beside))


def _counts(card: Card) -> str:
    """How often it is named, and when."""
    if not card.mentions:
        return "not named in the corpus"
    times = f"named {_count(card.mentions, 'time')} in {_count(card.articles, 'article')}"
    if card.earliest is None:
        return f"{times}, of unknown date"
    return f"{times}, {card.earliest} to {card.latest}"


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"


def _section(title: str, lines: Iterator[str]) -> Iterator[str]:
    """A heading with its lines; nothing without lines."""
    first = next(lines, None)
    if first is not None:
        yield ""
        yield click.style(title, underline=True)
        yield _INDENT + visible(first)
        yield from (_INDENT + visible(line) for line in lines)


def _names(card: Card) -> Iterator[str]:
    for language, names in groupby(sorted(card.names, key=lambda one: _language(one[0])), key=lambda one: one[0]):
        yield f"{language}: {', '.join(name for _, name in names)}"


def _language(code: str) -> tuple[bool, str]:
    """English first."""
    return (code != "en", code)


def _office(office: Record) -> str:
    """An office, with its days and where they are from."""
    source = f" ({office['source']})" if office["source"] else ""
    return f"{' / '.join(office['titles'])}, {office['of']}{_term(office['from'], office['to'])}{source}"


def _term(since: str | None, until: str | None) -> str:
    """The days of an office, as far as known."""
    if since and until:
        return f", {since} to {until}"
    return f", since {since}" if since else f", until {until}" if until else ""


def _other(record: Record) -> str:
    """Another actor or a source, with the number of articles if there is one."""
    articles = f": {_count(record['articles'], 'article')}" if record.get("articles") else ""
    return f"{record['name'] or 'source unknown'}{articles}"
