"""``archive log``."""

from pathlib import Path

import click

from syria_iraq_archive.cli.completion import complete_keys
from syria_iraq_archive.cli.formats import emit
from syria_iraq_archive.cli.options import db_option, examples, format_options
from syria_iraq_archive.corpus.connection import reading
from syria_iraq_archive.corpus.read import read_article

COLUMNS = (
    "day", "curator", "field", "parsed", "value", "instead_of", "status", "problem", "reason", "quote", "start_char",
    "end_char", "outside",
)  # fmt: skip
BRIEF = ("day", "curator", "field", "parsed", "value", "status", "reason")
EPILOG = examples(
    "archive log 74424afee3a7740b-1",
    "archive log 7442 --json",
    "archive log 7442 --nl | jq -r '.field + \": \" + .reason'",
)


@click.command(epilog=EPILOG)
@click.argument("key", shell_complete=complete_keys)
@db_option
@format_options
def command(key: str, db: Path, form: str | None, raw: bool) -> None:
    """Tell the corrections of an article, in their order.

    For each: who made it and when, what the parser says without it, what holds since, whether it counts, and why it
    was made. Those of the article's capture that can't be laid to any article are listed, too. KEY may be cut short.
    A corpus doesn't know when it was made: the days are the curators' own.
    """
    with reading(db) as connection:
        dossier = read_article(connection, key)
    emit(
        ("key", *COLUMNS),
        ((dossier.article["key"], *(row[name] for name in COLUMNS)) for row in dossier.corrections),
        form=form,
        raw=raw,
        brief=BRIEF,
    )
    if not dossier.corrections:
        click.echo("no corrections: everything is as the parser has it", err=True)
