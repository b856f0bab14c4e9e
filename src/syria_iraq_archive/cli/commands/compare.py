"""``archive compare``."""

import sqlite3
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import click

from syria_iraq_archive.cli.completion import complete_keys
from syria_iraq_archive.cli.formats import chosen_form, emit
from syria_iraq_archive.cli.options import db_option, examples, format_options
from syria_iraq_archive.cli.reader import Page, page_of_output
from syria_iraq_archive.cli.results import short_days
from syria_iraq_archive.cli.terminal import Styled, flow
from syria_iraq_archive.corpus.connection import reading
from syria_iraq_archive.corpus.read import find_article
from syria_iraq_archive.corpus.stories.comparing import COLUMNS, Compared, are_of_one_language, side_by_side

EPILOG = examples(
    "archive compare 53541dcb351478c4-1 28e7db8eecb9867c-1",
    "archive compare 5354-1 28e7 --json",
)
_TITLES = {
    "actor": "Actors",
    "place": "Places",
    "number": "Numbers",
    "day": "Days",
    "designation": "Designations",
    "quote": "Quotes",
    "only one says": "What only one says",
}


@click.command(epilog=EPILOG)
@click.argument("key", shell_complete=complete_keys)
@click.argument("other", shell_complete=complete_keys)
@db_option
@format_options
def command(*, key: str, other: str, db: Path, form: str | None, raw: bool) -> None:
    """Set two articles side by side: what both have, and what only one says.

    Compared are actors, places, numbers, days, designations and quotes; and, if both are of one language, sentences,
    of which those are shown that have no like in the other article. On a terminal, each side has its column. Elsewhere
    there is a row for each thing, with how often either article has it.
    """
    with reading(db) as connection:
        one, two = find_article(connection, key), find_article(connection, other)
        rows = list(side_by_side(connection, one, two))
    if form is None and chosen_form(form) == "table":
        for line in _columns(one, two, rows, page_of_output()):
            click.echo(line)
    else:
        emit(COLUMNS, rows, form=form, raw=raw)


def _columns(one: sqlite3.Row, other: sqlite3.Row, rows: list[Compared], page: Page) -> Iterator[str]:
    """The two articles' heads, then what they have, by kind: in both, in the first alone, in the second alone."""
    for number, article in enumerate((one, other), start=1):
        facts = (short_days(article["published"]) or "date unknown", article["source_id"] or "source unknown")
        head = Styled(f"{number}  {article['headline'] or '(no headline)'}", bold=True)
        yield from flow((head,), page.width, isolate=page.isolate)
        yield from flow((Styled(f"   {' · '.join(facts)} · {article['key']}", dim=True),), page.width)
    for kind, group in groupby(rows, key=lambda row: row.kind):
        yield ""
        yield click.style(_TITLES[kind], bold=True)
        for row in group:
            mark = "1 2" if row.in_both else "1  " if row.one else "  2"
            pieces = (Styled(f"  {mark}  "), Styled(" ".join(row.value.split()), foreign=True))
            yield from flow(pieces, page.width, indent="       ", isolate=page.isolate)
    if not are_of_one_language(one, other):
        yield ""
        yield "The two are of different languages: their sentences can't be compared."
