"""``archive similar``."""

from pathlib import Path

import click

from syria_iraq_archive.cli.completion import complete_keys
from syria_iraq_archive.cli.formats import emit
from syria_iraq_archive.cli.options import db_option, examples, format_options, limit_option
from syria_iraq_archive.corpus.connection import reading
from syria_iraq_archive.corpus.read import find_article
from syria_iraq_archive.corpus.similar.found import CLUSTER_COLUMNS, PAIR_COLUMNS, list_clusters, list_pairs
from syria_iraq_archive.corpus.similar.signature import KINDS

BRIEF = ("key", "kind", "score", "other_key", "other_published", "other_source", "other_headline")
EPILOG = examples(
    "archive similar",
    "archive similar 53541dcb351478c4-1",
    "archive similar --kind repost --csv > reposts.csv",
    "archive similar --clusters",
)


@click.command(epilog=EPILOG)
@click.argument("key", required=False, shell_complete=complete_keys)
@click.option("--kind", "kinds", multiple=True, type=click.Choice(KINDS), help="Of this kind.  [default: all]")
@click.option("--clusters", is_flag=True, help="Whole clusters of articles with the same text, instead of pairs.")
@limit_option()
@db_option
@format_options
def command(
    *,
    key: str | None,
    kinds: tuple[str, ...],
    clusters: bool,
    limit: int | None,
    db: Path,
    form: str | None,
    raw: bool,
) -> None:
    """List articles that print the same words: copies, reposts, shared paragraphs.

    The most alike first; with KEY, those that resemble this article. The score is the share of all three-word
    sequences of the two that stands in both. Of kind same-text are those that are the same word for word, repost those
    with a score of 0.4 or more, shared-paragraphs those with a lower score that have a whole paragraph in common which
    few others have, unless both are of one outlet. A cluster is what same-text and repost join, directly or through
    others; in it the first published comes first.
    """
    if clusters and kinds:
        raise click.UsageError("--kind chooses pairs: it goes without --clusters")
    with reading(db) as connection:
        whole = find_article(connection, key)["key"] if key else None
        if clusters:
            emit(CLUSTER_COLUMNS, list_clusters(connection, whole, limit), form=form, raw=raw)
        else:
            emit(PAIR_COLUMNS, list_pairs(connection, whole, kinds or KINDS, limit), form=form, raw=raw, brief=BRIEF)
