"""``archive quotes``."""

from pathlib import Path
from typing import Any

import click

from syria_iraq_archive.cli.completion import complete_actors
from syria_iraq_archive.cli.earlier import all_versions_option, reading_versions
from syria_iraq_archive.cli.filters import article_filters, named, question
from syria_iraq_archive.cli.formats import emit
from syria_iraq_archive.cli.options import TEXT, db_option, examples, format_options, limit_option
from syria_iraq_archive.corpus.quotes import COLUMNS, QuoteQuestion, find_quotes
from syria_iraq_archive.corpus.read import actor_index
from syria_iraq_archive.errors import UnknownName
from syria_iraq_archive.records import QUOTE_KINDS
from syria_iraq_archive.registry.lookup import NameIndex

BRIEF = ("key", "published", "speaker", "told_to", "text")
EPILOG = examples(
    "archive quotes --speaker sudani",
    'archive quotes border --told-to "shafaq news"',
    'archive quotes --speaker "one source" --source 964media',
    "archive quotes --kind scare --nl",
)


@click.command(epilog=EPILOG)
@click.argument("text", type=TEXT, required=False)
@click.option(
    "--speaker",
    type=TEXT,
    metavar="NAME",
    shell_complete=complete_actors,
    help="Said by this actor; or, of no such actor, a part of the speaker printed.",
)
@click.option("--told-to", metavar="NAME", shell_complete=complete_actors, help="Said to this outlet or person.")
@click.option("--kind", "kinds", multiple=True, type=click.Choice(QUOTE_KINDS), help="Of this kind.  [default: speech]")
@article_filters
@limit_option()
@all_versions_option
@db_option
@format_options
def command(
    *,
    text: str | None,
    speaker: str | None,
    told_to: str | None,
    kinds: tuple[str, ...],
    limit: int | None,
    db: Path,
    form: str | None,
    raw: bool,
    all_versions: bool,
    **filters: Any,
) -> None:
    """Find what was said, by whom, to whom and when.

    All words of TEXT must stand in the quote; "words in quotation marks" together; word* begins a word. The speaker
    is an actor by any name; who is none ("one source") is sought among the speakers as printed.
    """
    with reading_versions(db, all_versions=all_versions) as connection:
        actors = actor_index(connection)
        actor, printed = _speaker(actors, speaker)
        asked = QuoteQuestion(
            articles=question(connection, **filters),
            text=text,
            speaker=actor,
            speaker_printed=printed,
            told_to=named(actors, [told_to])[0] if told_to else None,
            kinds=kinds or QUOTE_KINDS[:1],
            limit=limit,
        )
        emit(COLUMNS, find_quotes(connection, asked), form=form, raw=raw, brief=BRIEF)


def _speaker(actors: NameIndex, name: str | None) -> tuple[str | None, str | None]:
    """The speaker as an actor's id, or as a part of what is printed."""
    if not name:
        return None, None
    try:
        return named(actors, [name])[0], None
    except UnknownName:
        return None, name
