"""What can be asked of articles, by text, day, source and actor; and what a row of ``articles`` must fulfil for it.

A `Question` is made once of what a user typed, and handed down: it parses its text once, whoever asks for the `search`.
"""

import calendar
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from syria_iraq_archive.corpus.schema import placeholders
from syria_iraq_archive.corpus.search import Search, parse_search, raw_search
from syria_iraq_archive.corpus.widening import OtherNames, widened
from syria_iraq_archive.errors import ArchiveError
from syria_iraq_archive.patterns import later

# An actor and all that is part of it, directly or not.
MEMBERS = """
    WITH RECURSIVE members (id) AS (
        VALUES {seeds} UNION SELECT actors.id FROM actors JOIN members ON actors.part_of = members.id
    )
    SELECT id FROM members
"""

SPEAKING = "SELECT article_id FROM dates INDEXED BY idx_dates_earliest_latest WHERE earliest >= ? AND latest <= ?"

DATED_BY = ("curated", "metadata", "printed", "inferred", "unknown")
"""What a publication date may rest on, the strongest first."""

_FORM = later(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


class Days(NamedTuple):
    """The first and the last of a run of days, both ISO."""

    first: str
    last: str


class Order(StrEnum):
    """In which order articles are listed."""

    RELEVANCE = "relevance"  # by bm25, the newest first among equals
    NEWEST = "newest"
    OLDEST = "oldest"


class Position(NamedTuple):
    """Where an article stands in a list: its days and key, and its score if the most relevant come first."""

    latest: str | None
    earliest: str | None
    key: str
    score: float | None = None


class AskedPlace(NamedTuple):
    """A place that is asked for: the ids that count, and the lists of candidates that lie within it whole."""

    ids: tuple[str, ...]
    undecided: tuple[str, ...] = ()


@dataclass(frozen=True)
class Question:
    """What is asked. Sources and actors are ids; days are ISO; what isn't given excludes nothing.

    Of several sources, languages and bases any will do; of several actors all must be named, or any if `any_actor`. An
    article is found if its days overlap those asked for, or, if `certain`, lie wholly inside; `undated` adds the
    unknown ones. `text` is as a user types it, or, if `fts`, FTS5's own syntax over ``articles_fts``. Without an
    `order`, the most relevant come first if there is a text, else the newest. With `distinct` an article isn't found if
    one before it in its cluster is; with `one_per_story`, if one before it in its story is.
    """

    text: str | None = None
    earliest: str | None = None
    latest: str | None = None
    certain: bool = False
    undated: bool = False
    sources: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    any_actor: bool = False
    exact: bool = False
    not_actors: tuple[str, ...] = ()  # that no article found may name, nor what is part of them unless `exact`
    limit: int | None = None
    mentioned: Days | None = None  # days of which the article must speak
    fts: bool = False
    order: Order | None = None
    offset: int = 0
    places: tuple["AskedPlace", ...] = ()  # of several all must be named, or any if `any_actor`
    others: tuple[OtherNames, ...] = ()  # names that widen the text
    distinct: bool = False  # of a cluster's articles that fulfil all else, only the first published
    one_per_story: bool = False  # of a story's, too
    languages: tuple[str, ...] = ()  # of several, any
    bases: tuple[str, ...] = ()  # that the date may rest on
    after: Position | None = None  # what stands before it in the order, or there, is left out
    backwards: bool = False  # of the most relevant: from the last to the first
    known: bool | None = None  # only articles whose date is known, or only those whose date isn't

    @cached_property  # parsed once for all the SQL that is made of a question, and for each passage that is shown
    def search(self) -> Search | None:
        """What the text seeks; None if there is none."""
        if not self.text or not self.text.strip():
            return None
        return raw_search(self.text) if self.fts else widened(parse_search(self.text), self.others)

    @property
    def ranked(self) -> bool:
        """Whether the most relevant come first."""
        return self.search is not None and self.search.ranks and self.order in (None, Order.RELEVANCE)

    @property
    def dated(self) -> bool:
        """Whether days of publication are asked for."""
        return bool(self.earliest or self.latest or self.certain)

    @property
    def days(self) -> tuple[str, str]:
        """The first and the last day asked for, or that there is."""
        return self.earliest or "0000-01-01", self.latest or "9999-12-31"


@dataclass(frozen=True, slots=True)
class Condition:
    """A piece of SQL with its parameters."""

    sql: str
    parameters: tuple[str | float, ...] = ()


def all_of(conditions: Iterable[Condition]) -> Condition:
    """The condition that all are fulfilled."""
    several = list(conditions)
    sql = " AND ".join(f"({condition.sql})" for condition in several) or "TRUE"
    return Condition(sql, tuple(value for condition in several for value in condition.parameters))


def article_condition(question: Question) -> Condition:
    """What a row of ``articles`` must fulfil to be found by the question, whatever else is joined to it."""
    found = _found(question)
    return all_of((*found, *first_of_several(question, "articles.id", all_of(found))))


def _found(question: Question) -> tuple[Condition, ...]:
    """What all articles found fulfil, those that `distinct` leaves out, too."""
    text = (matching(question.search, "articles.id"),) if question.search else ()
    return (*text, *conditions_beside_text(question))


def conditions_beside_text(question: Question) -> Iterator[Condition]:
    """What a row of ``articles`` must fulfil by its days, source and actors."""
    if question.dated:
        yield dated(question)
    if question.mentioned:
        yield speaking_of(question.mentioned, "articles.id")
    if question.sources:
        yield Condition(f"articles.source_id IN ({placeholders(question.sources)})", question.sources)
    yield from of_kind(question, "articles")
    if question.any_actor and question.actors:
        yield _naming(question.actors, question.exact)
    elif question.actors:
        yield from (_naming((actor,), question.exact) for actor in question.actors)
    if question.not_actors:
        named = _naming(question.not_actors, question.exact)
        yield Condition(f"NOT ({named.sql})", named.parameters)
    yield from located(question, "articles.id")


def of_kind(question: Question, table: str) -> Iterator[Condition]:
    """That an article in `table` is in one of the languages asked for, and its date rests on one of the bases."""
    if question.languages:
        yield Condition(f"{table}.language IN ({placeholders(question.languages)})", question.languages)
    if question.bases:
        yield Condition(f"{table}.published_basis IN ({placeholders(question.bases)})", question.bases)


def first_of_several(question: Question, id: str, same: Condition) -> Iterator[Condition]:
    """If one of a cluster or story is enough: that nothing before the article with this `id` in it is found, too.

    `same` is what a row of ``articles`` must fulfil to be found.
    """
    asked = (question.distinct, "clusters", "first_id"), (question.one_per_story, "story_articles", "story_id")
    for one_is_enough, table, name in asked:
        if one_is_enough:
            earlier = f"""
                SELECT 1 FROM {table} AS own JOIN {table} AS earlier
                ON earlier.{name} = own.{name} AND earlier.place < own.place WHERE own.article_id = {id}
                AND EXISTS (SELECT 1 FROM articles WHERE articles.id = earlier.article_id AND {same.sql})
            """
            yield Condition(f"NOT EXISTS ({earlier})", same.parameters)


def matching(search: Search, id: str) -> Condition:
    """That the article with this `id` has the text; the index is asked once for all that have it."""
    if search.expression is None:
        return Condition("FALSE")
    operator = "NOT IN" if search.excluded else "IN"
    found = f"{id} {operator} (SELECT rowid FROM {search.index} WHERE {search.index} MATCH ?)"
    return Condition(found, (search.expression,))


def dated(question: Question, table: str = "articles", unknown: str = "IS NULL") -> Condition:
    """That an article in `table` is of the days asked for; unknown ones fail any condition unless asked for."""
    first, last = question.days
    if question.certain:
        condition = Condition(f"{table}.published_earliest >= ? AND {table}.published_latest <= ?", (first, last))
    else:
        condition = Condition(f"{table}.published_earliest <= ? AND {table}.published_latest >= ?", (last, first))
    if question.undated:
        return Condition(f"({condition.sql}) OR {table}.published_earliest {unknown}", condition.parameters)
    return condition


def speaking_of(days: Days, id: str) -> Condition:
    """An expression of time that means days asked for and no others: "2014" doesn't speak of each of its days."""
    return Condition(f"{id} IN ({SPEAKING})", days)


def _naming(actors: tuple[str, ...], exact: bool) -> Condition:
    named = f"actor_id IN ({placeholders(actors)}){' AND mentions > 0' if exact else ''}"
    return Condition(f"articles.id IN (SELECT article_id FROM actor_articles WHERE {named})", actors)


def located(question: Question, id: str) -> Iterator[Condition]:
    """That the article with this `id` names the places asked for."""
    several = [_at(place, id) for place in question.places]
    if question.any_actor and several:
        values = tuple(value for condition in several for value in condition.parameters)
        yield Condition(" OR ".join(f"({condition.sql})" for condition in several), values)
    else:
        yield from several


def _at(place: AskedPlace, id: str) -> Condition:
    """That an article names a place, or a name that may mean several which all lie within it."""
    named = f"place_id IN ({placeholders(place.ids)})"
    if place.undecided:
        named += f" OR candidates IN ({placeholders(place.undecided)})"
    found = f"{id} IN (SELECT article_id FROM place_mentions WHERE {named})"
    return Condition(found, (*place.ids, *place.undecided))


def parse_days(text: str) -> Days:
    """The days that ``YYYY-MM-DD``, ``YYYY-MM`` or ``YYYY`` stands for. Raises `ArchiveError` for anything else.

    >>> parse_days("2024-02")
    Days(first='2024-02-01', last='2024-02-29')
    """
    form = _FORM.fullmatch(text.strip())
    try:
        if form:
            year, month, day = (int(part) if part else None for part in form.groups())
            assert year is not None
            last_month = month or 12
            last_day = day or calendar.monthrange(year, last_month)[1]
            return Days(date(year, month or 1, day or 1).isoformat(), date(year, last_month, last_day).isoformat())
    except ValueError:  # 2024-13-40
        pass
    raise ArchiveError(f"not a day: {text!r}", hint="write YYYY-MM-DD, YYYY-MM or YYYY")
