"""``archive sources``."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from syria_iraq_archive.cli.formats import emit
from syria_iraq_archive.cli.options import db_option, examples, format_options, load, registry_option
from syria_iraq_archive.corpus.connection import reading
from syria_iraq_archive.corpus.read import SOURCE_COLUMNS, list_sources

BRIEF = ("id", "name", "country", "language", "articles", "earliest", "latest")


@click.command(epilog=examples("archive sources --used", "archive sources --registry data/ --json"))
@click.option("--used", is_flag=True, help="Only those with articles.")
@db_option
@registry_option
@format_options
def command(used: bool, db: Path, registry: Path | None, form: str | None, raw: bool) -> None:
    """List the sources, with their numbers of articles.

    From the corpus; if there is none, or with --registry, from the registry, without numbers.
    """
    typed = click.get_current_context().get_parameter_source("registry") is ParameterSource.COMMANDLINE
    if not typed and db.exists():
        with reading(db) as connection:
            emit(SOURCE_COLUMNS, list_sources(connection, used=used), form=form, raw=raw, brief=BRIEF)
    else:
        emit(SOURCE_COLUMNS, _from_registry(registry), form=form, raw=raw, brief=BRIEF[:4])


def _from_registry(folder: Path | None) -> Iterator[tuple[Any, ...]]:
    for source in sorted(load(folder).sources.values(), key=lambda source: source.id):
        yield (source.id, source.name, source.country, source.language, source.url, None, None, None)
