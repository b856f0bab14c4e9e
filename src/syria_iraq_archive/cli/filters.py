"""The options by which commands choose articles, and the `Question` built from them."""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any, TypeVar

import click

from syria_iraq_archive.cli.completion import complete_actors, complete_places, complete_sources
from syria_iraq_archive.cli.options import RenamedOption
from syria_iraq_archive.cli.terminal import visible
from syria_iraq_archive.corpus import asking
from syria_iraq_archive.corpus.asking import ask
from syria_iraq_archive.corpus.names_sought import other_names
from syria_iraq_archive.corpus.places import PlaceIndex
from syria_iraq_archive.corpus.question import DATED_BY, Days, Question, parse_days
from syria_iraq_archive.corpus.read import AnyConnection
from syria_iraq_archive.corpus.widening import keys_of
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
        "-s",
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
    click.option(
        "--place",
        "places",
        multiple=True,
        metavar="NAME",
        shell_complete=complete_places,
        help="Naming this place or what lies within it; of several, all.",
    ),
    click.option("--any", "any_actor", is_flag=True, help="Of several actors, or several places, any."),
    click.option("--exact", is_flag=True, help="The actors and places themselves, not what is part of them."),
    click.option(
        "--not-actor",
        "not_actors",
        multiple=True,
        metavar="NAME",
        shell_complete=complete_actors,
        help="Not naming this actor, nor what is part of it.",
    ),
)
_KIND_OPTIONS = (
    click.option("--language", "languages", multiple=True, metavar="CODE", help="In this language, ISO 639: en, ar."),
    click.option(
        "--basis",
        "bases",
        multiple=True,
        type=click.Choice(DATED_BY),
        metavar="BASIS",
        help=f"Whose date rests on this: {', '.join(DATED_BY)}.",
    ),
)


def article_filters(command: F) -> F:
    """Add ``--from --to --on --certain --undated``, ``--source``, ``--actor --any --exact --not-actor`` and kinds."""
    return _with(command, (*_DATE_OPTIONS, *_ACTOR_OPTIONS, *_KIND_OPTIONS))


def speaks_of_option(*, old: Sequence[str] = ()) -> Callable[[F], F]:
    """``--speaks-of``, with former spellings."""
    return click.option(
        "--speaks-of",
        "mentioned",
        cls=RenamedOption,
        old=old,
        type=DaysType(),
        metavar="DAY",
        help="Speaking of this day, month or year.",
    )


class DayOrFolder(DaysType):
    """A day; or, as text, what is none: `archive build --from` was a folder once."""

    name = "day"

    def convert(self, value: str | Days, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ARG002 - click's
        """The days typed, or the text as it is."""
        try:
            return value if isinstance(value, Days) else parse_days(value)
        except ArchiveError:
            return value


def slice_filters(command: F) -> F:
    """`article_filters` for `archive build`, where ``--from`` may be a folder, too, and days ``--from-date``."""
    days = (
        click.option("--from", "since", type=DayOrFolder(), metavar="DAY", help="Published on this day or later."),
        click.option("--from-date", "from_date", type=DaysType(), hidden=True),
        click.option(
            "--to",
            "until",
            cls=RenamedOption,
            old=("--to-date",),
            type=DaysType(),
            metavar="DAY",
            help="Published on this day or earlier.",
        ),
    )
    return _with(command, (*days, *_DATE_OPTIONS[2:], *_ACTOR_OPTIONS, *_KIND_OPTIONS))


def _with(command: F, options: tuple[Callable[[F], F], ...]) -> F:
    for option in reversed(options):
        command = option(command)
    return command


def question(connection: AnyConnection, **options: Any) -> Question:
    """What the options ask, as `corpus.asking.ask` makes it of them; stderr says whom a name was taken for."""
    return ask(connection, _tell, **options)


def widening(connection: AnyConnection, asked: Question) -> Question:
    """The question with its words widened by the names of places and actors; stderr says by which."""
    if asked.fts or asked.search is None or not isinstance(connection, sqlite3.Connection):
        return asked
    others = other_names(connection, asked.text or "", asked.search)
    for other in others:
        further = [name for name in other.names if keys_of(name) != other.keys]
        if further:
            shown = ", ".join(further[:_SHOWN]) + (", …" if len(further) > _SHOWN else "")
            click.echo(visible(f"Also sought: {shown} ({', '.join(other.ids)}); not with --literal."), err=True)
    return replace(asked, others=others) if others else asked


_SHOWN = 4  # names that a note lists


def named(index: NameIndex, typed: Iterable[str]) -> tuple[str, ...]:
    """The ids of the names typed; stderr says whom a name was taken for. Raises `UnknownName`."""
    return asking.named(index, typed, _tell)


def place_named(index: PlaceIndex, typed: str, *, exact: bool) -> str:
    """The id of the place typed; stderr says what a name was taken for. Raises `UnknownName`."""
    [id] = asking.places_named(index, [typed], _tell, exact=exact)
    return id


def _tell(line: str) -> None:
    click.echo(visible(line), err=True)
