"""``archive stories``."""

from pathlib import Path
from typing import Any

import click

from syria_iraq_archive.cli.completion import complete_keys
from syria_iraq_archive.cli.filters import article_filters, question
from syria_iraq_archive.cli.formats import emit
from syria_iraq_archive.cli.options import Amount, db_option, examples, format_options
from syria_iraq_archive.corpus.connection import reading
from syria_iraq_archive.corpus.read import find_article
from syria_iraq_archive.corpus.stories.found import (
    REPORT_COLUMNS,
    STORY_COLUMNS,
    StoryQuestion,
    list_stories,
    story_of,
)

BRIEF = ("story", "articles", "outlets", "earliest", "latest", "headline")
BRIEF_REPORT = ("key", "published", "source", "headline", "score", "actors", "places", "days", "numbers", "words")
EPILOG = examples(
    "archive stories",
    "archive stories --from 2024-12-01 --actor hts --outlets 3",
    "archive stories 53541dcb351478c4-1",
    "archive stories --text hama --csv > stories.csv",
)


@click.command(epilog=EPILOG)
@click.argument("key", required=False, shell_complete=complete_keys)
@click.option("--text", metavar="TEXT", help="With an article that has this text, as archive query reads it.")
@article_filters
@click.option("--articles", type=Amount(min=2), default=2, metavar="N", help="That N articles or more report.")
@click.option("--outlets", type=Amount(min=0), default=0, metavar="N", help="That N known outlets or more report.")
@click.option("--limit", type=Amount(min=1), metavar="N", help="The first N only.")
@db_option
@format_options
def command(
    *,
    key: str | None,
    text: str | None,
    articles: int,
    outlets: int,
    limit: int | None,
    db: Path,
    form: str | None,
    raw: bool,
    **filters: Any,
) -> None:
    """List stories: events that several articles report, in whatever words.

    Newest first; an option that chooses articles chooses the stories of which one article fits. With KEY, the articles
    of that article's story, the first published first, and what links each with another of them: the actors, places,
    days, numbers and rare words that both have, and a score: two articles are linked above 0. A story is called by the
    key of its first article.
    """
    with reading(db) as connection:
        if key:
            whole = find_article(connection, key)["key"]
            emit(REPORT_COLUMNS, story_of(connection, whole), form=form, raw=raw, brief=BRIEF_REPORT)
            return
        asked = StoryQuestion(question(connection, text=text, **filters), articles, outlets, limit)
        emit(STORY_COLUMNS, list_stories(connection, asked), form=form, raw=raw, brief=BRIEF)
