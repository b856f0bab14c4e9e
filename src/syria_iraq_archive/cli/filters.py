"""The options by which commands choose articles, and the `Question` built from them."""

import sqlite3
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import click

from syria_iraq_archive.cli.completion import complete_actors, complete_sources
from syria_iraq_archive.cli.terminal import visible
from syria_iraq_archive.corpus.query import Order, Question
from syria_iraq_archive.corpus.question import Days, parse_days
from syria_iraq_archive.corpus.read import AnyConnection, actor_index, source_index
from syria_iraq_archive.corpus.search import BadExpression, check_expression
from syria_iraq_archive.errors import ArchiveError
from syria_iraq_archive.registry.lookup import NameIndex

F = TypeVar("F", bound=Callable[..., Any])


class DaysType(click.ParamType[Days]):
    """An option's day; a month or year means all its days."""

    name = "day"

    def convert(self, value: str | Days, param: click.Parameter | None, ctx: click.Context | None) -> Days:
        """The days typed; a usage error for anything else."""
        try:
            return value if isinstance(value, Days) else parse_days(value)
        except ArchiveError as error:
            self.fail(str(error), param, ctx)


_DATE_OPTIONS = (
    click.option("--from", "since", type=DaysType(), metavar="DAY", help="Published on this day or later."),
    click.option("--to", "until", type=DaysType(), metavar="DAY", help="Published on this day or earlier."),
    click.option("--on", type=DaysType(), metavar="DAY", help="Published on this day (or in this month, or year)."),
    click.option("--certain", is_flag=True, help="Only if all days it may have been published on are within."),
    click.option("--undated", is_flag=True, help="Add the articles whose date is unknown."),
    click.option(
        "--source",
        "sources",
        multiple=True,
        metavar="NAME",
        shell_complete=complete_sources,
        help="From this source; of several, from any.",
    ),
)
_ACTOR_OPTIONS = (
    click.option(
        "--actor",
        "actors",
        multiple=True,
        metavar="NAME",
        shell_complete=complete_actors,
        help="Naming this actor or what is part of it; of several, all.",
    ),
    click.option("--any", "any_actor", is_flag=True, help="Of several actors, any."),
    click.option("--exact", is_flag=True, help="The actors themselves, not what is part of them."),
)


def date_filters(command: F) -> F:
    """Add the options ``--from --to --on --certain --undated``, and ``--source``."""
    return _with(command, _DATE_OPTIONS)


def slice_filters(command: F) -> F:
    """`article_filters`, but with ``--from-date`` and ``--to-date``, for a command whose ``--from`` is a corpus."""
    days = (
        click.option("--from-date", "since", type=DaysType(), metavar="DAY", help="Published on this day or later."),
        click.option("--to-date", "until", type=DaysType(), metavar="DAY", help="Published on this day or earlier."),
    )
    return _with(command, (*days, *_DATE_OPTIONS[2:], *_ACTOR_OPTIONS))


def article_filters(command: F) -> F:
    """Add the options of `date_filters`, and ``--actor --any --exact``."""
    return _with(command, (*_DATE_OPTIONS, *_ACTOR_OPTIONS))


def _with(command: F, options: tuple[Callable[[F], F], ...]) -> F:
    for option in reversed(options):
        command = option(command)
    return command


def question(
    connection: AnyConnection,
    *,
    text: str | None = None,
    since: Days | None = None,
    until: Days | None = None,
    on: Days | None = None,
    certain: bool = False,
    undated: bool = False,
    sources: tuple[str, ...] = (),
    actors: tuple[str, ...] = (),
    any_actor: bool = False,
    exact: bool = False,
    limit: int | None = None,
    mentioned: Days | None = None,
    fts: bool = False,
    order: Order | None = None,
    offset: int = 0,
    distinct: bool = False,
    one_per_story: bool = False,
) -> Question:
    """What the options ask, with names resolved by the corpus. Raises `UnknownName`, and a usage error."""
    if on and (since or until):
        raise click.UsageError("--on goes without --from and --to")
    since, until = (on, on) if on else (since, until)
    if since and until and since.first > until.last:
        raise click.UsageError(f"--from {since.first} is after --to {until.last}")
    if fts and text and isinstance(connection, sqlite3.Connection):
        _check(connection, text)
    return Question(
        text=text,
        earliest=since.first if since else None,
        latest=until.last if until else None,
        certain=certain,
        undated=undated,
        sources=named(source_index(connection), sources) if sources else (),
        actors=named(actor_index(connection), actors) if actors else (),
        any_actor=any_actor,
        exact=exact,
        limit=limit,
        mentioned=mentioned,
        fts=fts,
        order=order,
        offset=offset,
        distinct=distinct,
        one_per_story=one_per_story,
    )


def named(index: NameIndex, typed: Iterable[str]) -> tuple[str, ...]:
    """The ids of the names typed. If a name is matched loosely, stderr says whom it was taken for.

    Raises `UnknownName`.
    """
    taken = [index.take(name) for name in typed]
    for one in taken:
        if not one.as_typed:
            click.echo(visible(index.told(one.id)), err=True)
    return tuple(one.id for one in taken)


def _check(connection: sqlite3.Connection, expression: str) -> None:
    try:
        check_expression(connection, expression)
    except BadExpression as error:
        raise click.UsageError(f"--fts: {visible(str(error))} (without --fts, words need no syntax)") from error
