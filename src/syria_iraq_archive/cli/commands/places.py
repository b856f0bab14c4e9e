"""``archive places``."""

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from syria_iraq_archive.cli.completion import complete_places
from syria_iraq_archive.cli.filters import place_named
from syria_iraq_archive.cli.formats import emit, json_array_lines
from syria_iraq_archive.cli.options import db_option, examples, format_options
from syria_iraq_archive.cli.terminal import visible
from syria_iraq_archive.corpus.connection import reading
from syria_iraq_archive.corpus.places import PLACE_COLUMNS, PlaceCard, PlaceIndex, list_places, read_place

BRIEF = ("id", "name", "kind", "part_of", "country", "articles", "mentions")


@click.command(epilog=examples("archive places --used", "archive places idlib", "archive places حلب --json"))
@click.argument("name", required=False, shell_complete=complete_places)
@click.option("--used", is_flag=True, help="Only those that articles name.")
@click.option("--exact", is_flag=True, help="The place itself, not what lies within it.")
@db_option
@format_options
def command(name: str | None, used: bool, exact: bool, db: Path, form: str | None, raw: bool) -> None:
    """List the places, with their numbers of articles.

    With NAME (an id, or a name in any script), that place and what lies within it; on a terminal its card: names,
    where it lies, articles by month, actors named with it, days spoken of, and sentences. JSON has the card's contents
    in the first object. If a town and its governorate share the name, the governorate is shown; the town goes by its
    id with --exact. Towns' points are those of GeoNames (CC BY 4.0).
    """
    with reading(db) as connection:
        index = PlaceIndex(connection)
        id = place_named(index, name, exact=exact) if name else None
        within = None if id is None else (id,) if exact else index.within(id)
        rows = list(map(tuple, list_places(connection, within, used=used)))
        card = read_place(connection, index, id, exact=exact) if id and form in (None, "json") else None
    if card is None:
        emit(PLACE_COLUMNS, rows, form=form, raw=raw, brief=(*BRIEF, "names") if name else BRIEF)
    elif form is None and sys.stdout.isatty():
        click.echo("\n".join(_lines(card)))
    else:
        objects = [dict(zip(PLACE_COLUMNS, row, strict=True)) for row in rows]
        objects.sort(key=lambda one: one["id"] != id)
        for line in json_array_lines(one | _additions(card) if one["id"] == id else one for one in objects):
            click.echo(line)


def _additions(card: PlaceCard) -> dict[str, object]:
    """What the card knows beyond the row of a listing."""
    parts = ("parts", "months", "sources", "beside", "days", "sentences")
    return {
        "names_by_language": _by_language(card),
        "lies_in": card.above,
        "within": dict(card.counts),
        **{part: [dict(row) for row in getattr(card, part)] for part in parts},
    }


def _by_language(card: PlaceCard) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in card.names:
        found.setdefault(row["language"], []).append(row["name"])
    return found


def _lines(card: PlaceCard) -> Iterator[str]:
    """The card as a reader wants it."""
    place, counts = card.place, card.counts
    yield click.style(visible(place["name"]), bold=True)
    point = f"{place['latitude']:.3f}, {place['longitude']:.3f}" if place["latitude"] is not None else None
    lies = f"in {', '.join(card.above)}" if card.above else None
    yield visible(" · ".join(filter(None, (place["id"], place["kind"], lies, place["country"], point))))
    if not counts["mentions"]:
        yield "not named in the corpus"
    else:
        days = f", {counts['earliest']} to {counts['latest']}" if counts["earliest"] else ", of unknown date"
        yield f"named {_number(counts['mentions'], 'time')} in {_number(counts['articles'], 'article')}{days}"
    yield from _section("Names", (f"{code}: {', '.join(names)}" for code, names in _by_language(card).items()))
    yield from _section("Within it", map(_counted, card.parts))
    yield from _section("By month", (f"{row['month']}: {row['articles']}" for row in card.months))
    yield from _section("Named by", map(_counted, card.sources))
    yield from _section("Named with", map(_counted, card.beside))
    yield from _section("Days spoken of", map(_days, card.days))
    yield from _section("Sentences", map(_sentence, card.sentences))


def _section(title: str, lines: Iterator[str]) -> Iterator[str]:
    found = list(lines)
    if found:
        yield from ("", click.style(title, underline=True))
        yield from (f"  {visible(line)}" for line in found)


def _counted(row: object) -> str:
    record = dict(row)  # type: ignore[call-overload]
    articles = f": {_number(record['articles'], 'article')}" if record["articles"] else ""
    return f"{record['name'] or 'source unknown'}{articles}"


def _days(row: object) -> str:
    record = dict(row)  # type: ignore[call-overload]
    days = record["earliest"] if record["earliest"] == record["latest"] else f"{record['earliest']}..{record['latest']}"
    return f"{days}: {_number(record['articles'], 'article')}"


def _sentence(row: object) -> str:
    record = dict(row)  # type: ignore[call-overload]
    before = record["text_before"].rpartition("\n")[2].lstrip()
    behind = record["text_after"].partition("\n")[0].rstrip()
    return f"{record['key']}  …{before}[{record['surface']}]{behind}…"


def _number(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"
