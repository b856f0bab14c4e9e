"""``archive query``."""

import sys
from pathlib import Path
from typing import Any

import click

from syria_iraq_archive.cli.corpora import opened
from syria_iraq_archive.cli.earlier import all_versions_option
from syria_iraq_archive.cli.filters import article_filters, question, speaks_of_option, widening
from syria_iraq_archive.cli.options import Amount, corpus_option, db_option, examples, format_options, limit_option
from syria_iraq_archive.cli.results import FoundArticle, emit_found
from syria_iraq_archive.corpus.query import Order, Question, passage
from syria_iraq_archive.corpus.question import Days

EPILOG = examples(
    "archive query --from 2024-12-01 --to 2024-12-03 --actor hts --source asharq-al-awsat",
    'archive query "border AND (qaim OR bukamal)"',
    "archive query '\"salvation government\" NOT turk*' --sort newest",
    'archive query "al-Nusra" --actor iraq --actor turkey --any',
    "archive query --on 2024-12 --certain --csv > december.csv",
    "archive query --speaks-of 2024-11-30 --limit 10 --offset 10 --json",
    "archive query --actor pkk --count",
    "archive query --on 2024-12 --distinct",
    "archive query --place idlib --place aleppo --any",
    'archive query "Abu Kamal" --literal',
    "archive query --actor hts --one-per-story",
    "archive query --language en --basis printed --basis metadata",
    "archive query --fts 'headline: syria*'",
)


@click.command(epilog=EPILOG)
@click.argument("words", nargs=-1, metavar="[TEXT]")
@article_filters
@speaks_of_option(old=("--mentions",))
@click.option("--literal", is_flag=True, help="TEXT as typed, not widened by other names of places and actors.")
@click.option("--distinct", is_flag=True, help="Of articles that print the same text, only the first published.")
@click.option("--one-per-story", is_flag=True, help="Of articles that report the same event, only the first published.")
@click.option("--fts", is_flag=True, help="TEXT is SQLite's own FTS5 syntax, over the words as printed.")
@click.option(
    "--sort",
    "order",
    type=click.Choice(Order, case_sensitive=False),
    help="What comes first.  [default: relevance with TEXT, else newest]",
)
@limit_option("N articles at most.")
@click.option("--offset", type=Amount(min=0), default=0, metavar="N", help="Leave out the first N.")
@click.option("--count", is_flag=True, help="Print how many there are in all, and nothing else.")
@all_versions_option
@db_option
@corpus_option
@format_options
def command(
    *,
    words: tuple[str, ...],
    mentioned: Days | None,
    literal: bool,
    distinct: bool,
    one_per_story: bool,
    fts: bool,
    order: Order | None,
    limit: int | None,
    offset: int,
    count: bool,
    db: Path,
    corpus: str | None,
    form: str | None,
    raw: bool,
    all_versions: bool,
    **filters: Any,
) -> None:
    """Find articles by text, date, source, actor and place.

    TEXT is searched for in headline, standfirst and body: words, "phrases in quotation marks", beginnings as in turk*,
    joined by AND (which may be left out), OR, NOT and parentheses; in a --corpus, plain words alone, the newest first.
    Diacritics, hamza and the article al- make no difference. A DAY is YYYY-MM-DD, YYYY-MM or YYYY. Where a date is
    known only as a range, an article is found if any of its days fits. Sources, actors and places go by id or name.
    If TEXT has a name of a place or an actor, the other names of that one are sought, too, and a note says so.
    Unknown dates come last.

    With --distinct, what is left out is a word-for-word copy or a repost of an article that is found, too, and was
    published before it. If both are of the same day, or the days are unknown, the one whose key comes first is shown.
    With --one-per-story that goes for articles that report the same event, in whatever words.
    """
    text = " ".join(words)
    if not text and (fts or order is Order.RELEVANCE):
        raise click.UsageError(f"{'--fts' if fts else '--sort relevance'} needs TEXT")
    if (distinct or one_per_story) and corpus:
        raise click.UsageError(
            "copies and stories aren't linked in Delta tables; they are in what archive build makes of them"
        )
    with opened(db, corpus, all_versions=all_versions) as articles:
        connection = articles.connection
        asked = question(
            connection,
            text=text,
            mentioned=mentioned,
            distinct=distinct,
            one_per_story=one_per_story,
            fts=fts,
            order=order,
            limit=limit,
            offset=offset,
            **filters,
        )
        if not literal:
            asked = widening(connection, asked)
        _note_problem(asked)
        if count:
            click.echo(articles.count_found(connection, asked))
            return
        found = (
            FoundArticle(row, passage(connection, asked, row["key"]) if articles.has_passages else ())
            for row in articles.find_articles(connection, asked)
        )
        number = emit_found(found, form=form, raw=raw, snippets=bool(text) and articles.has_passages)
        if sys.stdout.isatty():
            _say_what_next(asked, number, articles.count_found(connection, asked))


def _note_problem(asked: Question) -> None:
    """Say why a search isn't read as it may have been meant."""
    search = asked.search
    if search and search.problem:
        click.echo(f"Note: {search.problem}; the articles that have all of the words are sought.", err=True)
    elif search and search.expression is None:
        click.echo("Note: there is no word in TEXT.", err=True)


def _say_what_next(asked: Question, shown: int, total: int) -> None:
    """Where more is to be had, or what may have kept articles away."""
    if asked.offset + shown < total:
        click.echo(f"{shown} of {total} articles. The next: --offset {asked.offset + shown}", err=True)
    elif not shown and total:
        click.echo(f"There are {total} articles; --offset leaves out them all.", err=True)
    elif not shown:
        click.echo(f"No article was found. {_advice(asked)}", err=True)


def _advice(asked: Question) -> str:
    if asked.text and not asked.fts and " " in asked.text.strip():
        return "All words must stand in it: join them by OR, or cut them short: turk*."
    if asked.text:
        return "Cut the word short to find more: turk*."
    if (asked.earliest or asked.certain) and not asked.undated:
        return "--undated adds those whose date is unknown."
    if len(asked.actors) > 1 and not asked.any_actor:
        return "All actors must be named in it: with --any, one is enough."
    return "What there is: archive sources --used, archive actors --used."
