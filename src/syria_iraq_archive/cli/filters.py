"""The options by which commands choose articles, and the `Question` built from them."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import click

from syria_iraq_archive.cli.completion import complete_actors, complete_sources
from syria_iraq_archive.cli.terminal import visible
from syria_iraq_archive.corpus import asking
from syria_iraq_archive.corpus.asking import ask
from syria_iraq_archive.corpus.question import Days, Question, parse_days
from syria_iraq_archive.corpus.read import AnyConnection
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


def question(connection: AnyConnection, **options: Any) -> Question:
    """What the options ask, as `corpus.asking.ask` makes it of them; stderr says whom a name was taken for."""
    return ask(connection, _tell, **options)


def named(index: NameIndex, typed: Iterable[str]) -> tuple[str, ...]:
    """The ids of the names typed; stderr says whom a name was taken for. Raises `UnknownName`."""
    return asking.named(index, typed, _tell)


def _tell(line: str) -> None:
    click.echo(visible(line), err=True)
