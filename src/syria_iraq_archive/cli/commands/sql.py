"""``archive sql``."""

import os
import sqlite3
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import click

from syria_iraq_archive.cli.earlier import all_versions_option, reading_versions
from syria_iraq_archive.cli.formats import emit
from syria_iraq_archive.cli.options import TEXT, corpus_option, db_option, examples, format_options
from syria_iraq_archive.cli.terminal import visible
from syria_iraq_archive.corpus.functions import add_functions
from syria_iraq_archive.corpus.guard import alarm, guarded
from syria_iraq_archive.corpus.suggesting import suggestion

EPILOG = examples(
    'archive sql "SELECT key, headline FROM article_list ORDER BY published_latest"',
    'archive sql "SELECT * FROM mentions_in_context WHERE actor = :actor" --param actor hayat-tahrir-al-sham --csv',
    "archive sql \"SELECT count(*) FROM articles_folded WHERE articles_folded MATCH fold('Hay''at Tahrir al-Sham')\"",
    "archive sql - < question.sql",
)

_GRACE = 2  # seconds in which a query that is interrupted ends by itself


@click.command(epilog=EPILOG)
@click.argument("query", type=TEXT)
@click.option(
    "-p", "--param", "parameters", type=(TEXT, TEXT), multiple=True, metavar="NAME VALUE", help="A value for :NAME."
)
@click.option(
    "--timeout", type=click.FloatRange(min=0, min_open=True), default=60, show_default=True, help="Seconds allowed."
)
@all_versions_option
@db_option
@corpus_option
@format_options
def command(
    *,
    query: str,
    parameters: tuple[tuple[str, str], ...],
    timeout: float,
    all_versions: bool,
    db: Path,
    corpus: str | None,
    form: str | None,
    raw: bool,
) -> None:
    """Ask the corpus in SQL, read-only.

    QUERY is one SELECT, or `-` for standard input; `archive schema` describes what it may name. It can only read.
    fold(text) gives text as `articles_folded` holds it: MATCH fold('الحشد').
    A --corpus of Delta tables is asked in DuckDB's SQL.
    """
    sql = _standard_input() if query == "-" else query
    if corpus:
        from syria_iraq_archive.corpus.lake.reader import reading_lake

        with reading_lake(corpus) as reader:
            columns, rows = reader.ask(sql, dict(parameters), timeout)
            emit(_distinct(list(columns)), rows, form=form, raw=raw)
        return
    with (
        alarm(timeout + _GRACE, partial(_end, timeout)),
        reading_versions(db, all_versions=all_versions) as connection,
        guarded(connection, timeout),
    ):
        add_functions(connection)
        try:
            cursor = connection.execute(sql, dict(parameters))
            if cursor.description is None:
                raise click.ClickException("no statement to run")
            emit(_distinct([name for name, *_ in cursor.description]), _rows(cursor), form=form, raw=raw)
        except (sqlite3.Error, sqlite3.Warning) as error:
            raise click.ClickException(_reason(error, timeout, sql)) from error
        except MemoryError as error:
            raise click.ClickException("needs more memory than a query may have") from error


def _standard_input() -> str:
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise click.UsageError(f"standard input is not text in UTF-8 (at byte {error.start})") from error


def _end(timeout: float) -> None:
    """End the program if a query is late and nothing else can stop it: a few functions of SQL can't be interrupted."""
    sys.stderr.write(f"Error: {_late(timeout)}\n")
    os._exit(1)


def _rows(cursor: sqlite3.Cursor) -> Iterator[tuple[Any, ...]]:
    yield from map(tuple, cursor)


def _distinct(columns: list[str]) -> list[str]:
    """Column names, a repeated one with a number: an object of JSON holds each name once."""
    distinct: list[str] = []
    for name in columns:
        candidate, number = name, 2
        while candidate in distinct:
            candidate, number = f"{name}_{number}", number + 1
        distinct.append(candidate)
    return distinct


def _late(timeout: float) -> str:
    return f"took longer than {timeout:g} seconds (allow more with --timeout)"


def _reason(error: Exception, timeout: float, sql: str) -> str:
    text = str(error)
    if text == "interrupted":
        return _late(timeout)
    if text == "not authorized":
        return "only reading is possible: one SELECT"
    if text.startswith("Could not decode"):
        return f"the corpus is damaged: {visible(text)[:200]} (see where: archive verify)"
    meant = suggestion(text, sql)
    return visible(f"{text} ({meant})" if meant else text)
