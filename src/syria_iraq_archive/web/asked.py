"""What an address asks of articles: read from it, written into it again, and said as a command.

One address is one question. Names typed into the form are ids in the address that answers, so that it can be kept.
"""

import shlex
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Final
from urllib.parse import urlencode

from datasette.utils.asgi import Request

from syria_iraq_archive.corpus.asking import asked_place, named, places_named
from syria_iraq_archive.corpus.question import DATED_BY, Order, Question, parse_days
from syria_iraq_archive.corpus.read import actor_index, source_index
from syria_iraq_archive.errors import ArchiveError
from syria_iraq_archive.phrases import LANGUAGES
from syria_iraq_archive.web.ask import day
from syria_iraq_archive.web.names import Directory

ARTICLES = "/-/archive/articles"
MOST_VALUES = 12  # of one kind, such as actors
LONGEST_NAME = 120  # characters
LONGEST_TEXT = 500

# The parameters of an address, by the fields below, and the options of `archive query`.
_SEVERAL: Final = {
    "sources": ("source", "--source"),
    "actors": ("actor", "--actor"),
    "places": ("place", "--place"),
    "languages": ("language", "--language"),
    "bases": ("basis", "--basis"),
    "not_actors": ("not_actor", "--not-actor"),
}
_ONE: Final = {
    "text": ("q", ""),
    "since": ("from", "--from"),
    "until": ("to", "--to"),
    "mentioned": ("speaks_of", "--speaks-of"),
    "order": ("sort", "--sort"),
}
_FLAGS: Final = {
    "certain": ("certain", "--certain"),
    "undated": ("undated", "--undated"),
    "one_per_story": ("story", "--one-per-story"),
    "distinct": ("distinct", "--distinct"),
    "any_actor": ("any", "--any"),
    "exact": ("exact", "--exact"),
    "literal": ("literal", "--literal"),
}


@dataclass(frozen=True, slots=True)
class AskedArticles:
    """What is asked, as it stands in the address."""

    text: str | None = None
    since: str | None = None
    until: str | None = None
    sources: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    not_actors: tuple[str, ...] = ()
    mentioned: str | None = None
    certain: bool = False
    undated: bool = False
    one_per_story: bool = False
    distinct: bool = False
    any_actor: bool = False
    exact: bool = False
    literal: bool = False
    order: Order | None = None

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The parameters of the address, in one order."""
        listed = [(name, value) for field, (name, _) in _ONE.items() if (value := getattr(self, field))]
        listed += [(name, value) for field, (name, _) in _SEVERAL.items() for value in getattr(self, field)]
        return listed + [(name, "1") for field, (name, _) in _FLAGS.items() if getattr(self, field)]

    @property
    def narrows(self) -> bool:
        """Whether anything is asked, beside an order."""
        return any(name != "sort" for name, _ in self.pairs)

    def address(self, to: str = ARTICLES, **more: str) -> str:
        """The address that asks it."""
        query = urlencode([*self.pairs, *more.items()])
        return f"{to}?{query}" if query else to

    def less(self, field: str, value: str | None = None) -> "AskedArticles":
        """The same without one value of a field, or without the field."""
        left: Any = _UNASKED[field] if value is None else tuple(v for v in getattr(self, field) if v != value)
        return replace(self, **{field: left})

    def more(self, field: str, value: str) -> "AskedArticles":
        """The same with one value more of a field."""
        several: Any = tuple(dict.fromkeys((*getattr(self, field), value)))
        return replace(self, **{field: several})

    def more_flag(self, field: str) -> "AskedArticles":
        """The same with a flag set."""
        flag: Any = True
        return replace(self, **{field: flag})

    def ordered(self, order: str) -> "AskedArticles":
        """The same in another order."""
        return replace(self, order=Order(order))

    @property
    def command(self) -> str:
        r"""The command that asks it, for a shell.

        >>> AskedArticles(text="it's AND (qaim)", actors=("iraq",), certain=True).command
        'archive query \'it\'"\'"\'s AND (qaim)\' --actor iraq --certain'
        """
        options: list[str] = []
        for field, (_, option) in _ONE.items():
            if option and (value := getattr(self, field)):
                options += [option, str(value)]
        for field, (_, option) in _SEVERAL.items():
            for value in getattr(self, field):
                options += [option, value]
        options += [option for field, (_, option) in _FLAGS.items() if getattr(self, field)]
        if not self.text:
            return shlex.join(["archive", "query", *options])
        if self.text.startswith("-"):
            return shlex.join(["archive", "query", *options, "--", self.text])
        return shlex.join(["archive", "query", self.text, *options])


_UNASKED: Mapping[str, object] = {field.name: field.default for field in fields(AskedArticles)}


def read_address(request: Request) -> AskedArticles:
    """What the address asks. What has no form that can be read counts as not given."""
    given = {name: _values(request, name) for _, (name, _) in (*_SEVERAL.items(), *_ONE.items(), *_FLAGS.items())}
    several: dict[str, Any] = {field: given[name][:MOST_VALUES] for field, (name, _) in _SEVERAL.items()}
    several["languages"] = tuple(value for value in several["languages"] if value in LANGUAGES)
    several["bases"] = tuple(value for value in several["bases"] if value in DATED_BY)
    flags: dict[str, Any] = {field: given[name][:1] == ("1",) for field, (name, _) in _FLAGS.items()}
    order = next((one for one in Order if given["sort"][:1] == (one.value,)), None)
    text = " ".join((request.args.get("q") or "").split())[:LONGEST_TEXT] or None
    if order is Order.RELEVANCE and not text:
        order = None
    return AskedArticles(
        text=text,
        since=_readable(day(request, "from")),
        until=_readable(day(request, "to")),
        mentioned=_readable(day(request, "speaks_of")),
        order=order,
        **several,
        **flags,
    )


def _values(request: Request, name: str) -> tuple[str, ...]:
    """The values under a name, each once, without white space around them; none is empty, none too long."""
    stripped = (value.strip() for value in request.args.getlist(name))
    return tuple(dict.fromkeys(value for value in stripped if 0 < len(value) <= LONGEST_NAME))


def _readable(typed: str | None) -> str | None:
    """The day, month or year, if the calendar has it."""
    try:
        return typed if typed and parse_days(typed) else None
    except ArchiveError:
        return None


@dataclass(frozen=True, slots=True)
class Understood:
    """What was asked with ids for all names, the question that the command would ask, and what has to be said of it."""

    asked: AskedArticles
    question: Question
    told: tuple[str, ...]  # whom a name was taken for
    problems: tuple[str, ...]  # what could not be understood, and is left out


def understand(connection: sqlite3.Connection, asked: AskedArticles, known: Directory) -> Understood:
    """Resolve the names of what is asked; what nobody bears is left out, and said. Ids are known without a question."""
    told: list[str] = []
    problems: list[str] = []

    def taken(typed: Iterable[str], take: Callable[[str], str]) -> tuple[str, ...]:
        ids = []
        for value in typed:
            try:
                ids.append(take(value))
            except ArchiveError as error:
                problems.append(str(error))
        return tuple(dict.fromkeys(ids))

    def actor(name: str) -> str:
        return name if known.entry("actor", name) else named(actor_index(connection), [name], told.append)[0]

    def source(name: str) -> str:
        return name if known.entry("source", name) else named(source_index(connection), [name], told.append)[0]

    places, exact = known.places.asking(connection), asked.exact
    asked = replace(
        asked,
        sources=taken(asked.sources, source),
        actors=taken(asked.actors, actor),
        not_actors=taken(asked.not_actors, actor),
        places=taken(asked.places, lambda name: places_named(places, [name], told.append, exact=exact)[0]),
    )
    since, until = (parse_days(typed) if typed else None for typed in (asked.since, asked.until))
    if since and until and since.first > until.last:
        problems.append(f"{asked.since} is after {asked.until}")
        asked, until = replace(asked, until=None), None
    question = Question(
        text=asked.text,
        earliest=since.first if since else None,
        latest=until.last if until else None,
        mentioned=parse_days(asked.mentioned) if asked.mentioned else None,
        places=tuple(asked_place(places, id, exact=exact) for id in asked.places),
        **{name: getattr(asked, name) for name in _ALIKE},
    )
    return Understood(asked, question, tuple(told), tuple(problems))


# What a question calls as an address does.
_ALIKE = (
    "sources", "actors", "not_actors", "languages", "bases", "certain", "undated", "any_actor", "exact", "distinct",
    "one_per_story", "order"
)  # fmt: skip
