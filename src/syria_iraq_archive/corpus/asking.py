"""From what a user typed to a `Question`: names are resolved by the corpus, and what contradicts itself is refused."""

import sqlite3
from collections.abc import Callable, Iterable, Sequence

from syria_iraq_archive.corpus.places import PlaceIndex
from syria_iraq_archive.corpus.question import AskedPlace, Days, Order, Question
from syria_iraq_archive.corpus.read import AnyConnection, actor_index, source_index
from syria_iraq_archive.corpus.search import BadExpression, check_expression
from syria_iraq_archive.errors import BadQuestion
from syria_iraq_archive.registry.lookup import NameIndex

Tell = Callable[[str], object]
"""Is called with one line for each name that was matched loosely: whom it was taken for."""


def ask(  # noqa: PLR0913 - as many arguments as commands have filters
    connection: AnyConnection,
    tell: Tell,
    *,
    text: str | None = None,
    since: Days | None = None,
    until: Days | None = None,
    on: Days | None = None,
    certain: bool = False,
    undated: bool = False,
    sources: Sequence[str] = (),
    actors: Sequence[str] = (),
    places: Sequence[str] = (),
    any_actor: bool = False,
    exact: bool = False,
    not_actors: Sequence[str] = (),
    limit: int | None = None,
    mentioned: Days | None = None,
    fts: bool = False,
    order: Order | None = None,
    offset: int = 0,
    distinct: bool = False,
    one_per_story: bool = False,
    languages: Sequence[str] = (),
    bases: Sequence[str] = (),
) -> Question:
    """The question; sources and actors may be given by any of their names.

    Raises `UnknownName` for a name that nothing bears, and `BadQuestion` for days that contradict each other and for a
    text that isn't in FTS5's syntax.
    """
    if on and (since or until):
        raise BadQuestion("--on goes without --from and --to")
    since, until = (on, on) if on else (since, until)
    if since and until and since.first > until.last:
        raise BadQuestion(f"--from {since.first} is after --to {until.last}")
    if fts and text and isinstance(connection, sqlite3.Connection):
        _check(connection, text)
    return Question(
        text=text,
        earliest=since.first if since else None,
        latest=until.last if until else None,
        certain=certain,
        undated=undated,
        sources=named(source_index(connection), sources, tell) if sources else (),
        actors=named(actor_index(connection), actors, tell) if actors else (),
        places=asked_places(connection, places, tell, exact=exact) if places else (),
        any_actor=any_actor,
        exact=exact,
        not_actors=named(actor_index(connection), not_actors, tell) if not_actors else (),
        limit=limit,
        mentioned=mentioned,
        fts=fts,
        order=order,
        offset=offset,
        distinct=distinct,
        one_per_story=one_per_story,
        languages=tuple(languages),
        bases=tuple(bases),
    )


def named(index: NameIndex, typed: Iterable[str], tell: Tell) -> tuple[str, ...]:
    """The ids of the names typed. Raises `UnknownName`."""
    taken = [index.take(name) for name in typed]
    for one in taken:
        if not one.as_typed:
            tell(index.told(one.id))
    return tuple(one.id for one in taken)


def asked_places(connection: AnyConnection, typed: Iterable[str], tell: Tell, *, exact: bool) -> tuple[AskedPlace, ...]:
    """The places of the names typed, with what lies within them unless `exact`. Raises `UnknownName`."""
    index = PlaceIndex(connection)
    found = places_named(index, typed, tell, exact=exact)
    return tuple(asked_place(index, id, exact=exact) for id in found)


def asked_place(index: PlaceIndex, id: str, *, exact: bool) -> AskedPlace:
    """A place as it is asked for: with what lies within it, unless `exact`."""
    if exact:
        return AskedPlace((id,))
    ids = index.within(id)
    return AskedPlace(ids, index.undecided(ids))


def places_named(index: PlaceIndex, typed: Iterable[str], tell: Tell, *, exact: bool = False) -> tuple[str, ...]:
    """The ids of the places typed. Raises `UnknownName`."""
    found = [index.take(name, exact=exact) for name in typed]
    for one in found:
        if not one.as_typed:
            tell(index.told(one.id))
    return tuple(one.id for one in found)


def _check(connection: sqlite3.Connection, expression: str) -> None:
    try:
        check_expression(connection, expression)
    except BadExpression as error:
        raise BadQuestion(f"--fts: {error}", hint="without --fts, words need no syntax") from error
