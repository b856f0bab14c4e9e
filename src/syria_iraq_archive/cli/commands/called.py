"""``archive called``."""

from pathlib import Path
from typing import Any

import click

from syria_iraq_archive.cli.completion import complete_actors
from syria_iraq_archive.cli.filters import article_filters, named, question
from syria_iraq_archive.cli.formats import emit
from syria_iraq_archive.cli.options import TEXT, Amount, db_option, examples, format_options
from syria_iraq_archive.corpus.called import (
    COLUMNS,
    COUNT_COLUMNS,
    CalledQuestion,
    count_terms,
    find_designations,
)
from syria_iraq_archive.corpus.connection import reading
from syria_iraq_archive.corpus.read import actor_index
from syria_iraq_archive.records import VOICES

BRIEF_COUNTS = ("actor", "term", "source", "voice", "times", "sentence")
BRIEF = ("key", "source", "actor", "term", "voice", "speaker", "sentence")
EPILOG = examples(
    "archive called hts",
    'archive called --term "terror*"',
    "archive called israel --voice speaker --voice reported --each",
    'archive called --term "armed factions" --source asharq-al-awsat --from 2024-12 --csv',
)


@click.command(epilog=EPILOG)
@click.argument("actor", required=False, shell_complete=complete_actors)
@click.option("--term", type=TEXT, metavar="WORDS", help="Labels with these words; a word may end in *.")
@click.option(
    "--voice",
    "voices",
    multiple=True,
    type=click.Choice(VOICES),
    help="In this voice: the outlet's own, a speaker's in quotation marks, reported of one, in scare marks, distanced.",
)
@click.option("--speaker", metavar="NAME", shell_complete=complete_actors, help="In the voice of this actor.")
@click.option("--each", is_flag=True, help="One line for each time, with its sentence, in place of counts.")
@article_filters
@click.option("--limit", type=Amount(min=1), metavar="N", help="The first N only.")
@db_option
@format_options
def command(
    *,
    actor: str | None,
    term: str | None,
    voices: tuple[str, ...],
    speaker: str | None,
    exact: bool,
    each: bool,
    limit: int | None,
    db: Path,
    form: str | None,
    raw: bool,
    **filters: Any,
) -> None:
    """Tell by what words articles call a party, and in whose voice.

    Terms are counted by outlet and voice, each with the newest sentence that has it. Without ACTOR, of all parties,
    and of those whom the text doesn't name. Who uses which words is told, and not judged.
    """
    with reading(db) as connection:
        actors = actor_index(connection)
        asked = CalledQuestion(
            articles=question(connection, exact=exact, **filters),
            actor=named(actors, [actor])[0] if actor else None,
            exact=exact,
            term=term,
            voices=voices,
            speaker=named(actors, [speaker])[0] if speaker else None,
            limit=limit,
        )
        if each:
            emit(COLUMNS, find_designations(connection, asked), form=form, raw=raw, brief=BRIEF)
        else:
            emit(COUNT_COLUMNS, count_terms(connection, asked), form=form, raw=raw, brief=BRIEF_COUNTS)
