"""What an article is told by: the words, names, numbers, subjects, actors, places and day of its opening.

The opening is headline, standfirst and the first words of the body: what a report is about stands there, what stands
further below is background. All this is made of an article's rows alone, in whatever process has them.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache, lru_cache
from itertools import islice
from sys import intern
from typing import Any, NamedTuple

from syria_iraq_archive.corpus.schema import written_columns
from syria_iraq_archive.corpus.stories.numbers import numbers
from syria_iraq_archive.corpus.stories.rarity import rarity_of_word, subjects_of
from syria_iraq_archive.corpus.stories.stems import is_arabic, sound, stem
from syria_iraq_archive.corpus.tables import BLOCKS, DATES, TABLES, table
from syria_iraq_archive.corpus.words import folded
from syria_iraq_archive.patterns import later

OPENING = 140  # words of the body that are looked at
LEAD = 70  # words of it that say when it happened
LEAST_WORDS = 12  # of an opening that is compared; fewer are a caption
NAMED_FROM = 4.5  # the rarity from which a word with a capital may be a name that no registry has
NAMED_FROM_ARABIC = 4.25  # a script without capitals
LEAST_SOUND = 3  # consonants of a name that is compared by sound

_FEATURES = {"actors": ("mentions", "actor_id"), "places": ("place_mentions", "place_id")}
"""Tables of spans that name something: what is named is compared as such. One that isn't declared gives nothing."""

_BEGUN_BY_LETTER = later(r"[^\W\d_][\w'’]*")
_WORD = later(r"\S+")
_WEEKDAY = later(r"XXXX-WXX-([1-7])(?:T\w+)?")
_NIGHT = ("TNI", "TEV")  # what began then may be dated to the next day, too
_HEAD = ("headline", "standfirst")

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
Row = Sequence[Any]
Spans = list[tuple[int, int]]


class Traits(NamedTuple):
    """What an article is told by. Days are numbers of `date.toordinal`; 0 says unknown."""

    arabic: bool
    published: tuple[int, int]  # the first and the last day it may have been published on
    happened: tuple[int, int]  # the first and the last day that the first expression of time in its lead means
    told: tuple[int, ...]  # all days that its lead tells
    weekday: int  # from Monday, 1, if only that is told
    words: tuple[str, ...]  # folded, one for each stem
    names: tuple[str, ...]  # folded, by sound; those that may be names
    numbers: tuple[float, ...]
    subjects: tuple[str, ...]
    actors: tuple[str, ...]
    places: tuple[str, ...]
    leading: tuple[str, ...]  # actors named in the headline

    def as_text(self) -> str:
        """The traits as they are stored."""
        return _encode(self)


def from_text(text: str) -> Traits:
    """The traits that `Traits.as_text` gave. Of a word that many articles have there is but one in memory."""
    arabic, published, happened, told, weekday, words, names, found, *lists = json.loads(text)
    return Traits(
        arabic, tuple(published), tuple(happened), tuple(told), weekday,
        _once(words), _once(names), tuple(found), *map(_once, lists),
    )  # fmt: skip


def _once(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(intern, words))


class ToldBy(NamedTuple):
    """What traits are made of: an article's fields, the text of its capture, its folded words, its rows by table."""

    article: Mapping[str, Any]  # language, source_id, published_earliest, published_latest
    text: str
    words: Sequence[Any]  # of headline, standfirst and body, as `folded` gives them; None if there is none
    blocks: Sequence[Row]
    parts: Mapping[str, Sequence[Row]]


def traits_of(rows: ToldBy) -> Traits | None:
    """The traits of an article; None if it has too few words."""
    words = _first_words(*rows.words)
    if len(words) < LEAST_WORDS:
        return None
    opening, lead = _opening(rows)
    dates = list(_expressions(rows, opening))
    told_by = [word for word in dict.fromkeys(words) if len(word) > 1 and not word.isdigit()]
    told_by.reverse()  # so that the first of two words with a stem is the one kept
    of_stem = dict(zip(map(stem, told_by), told_by, strict=True))
    arabic = rows.article["language"] == "ar"
    told = sorted(each for each in dates if _within(each.start, lead))
    days = [each.days for each in told if each.days]
    weekday = 0 if days else next((each.weekday for each in told if each.weekday), 0)
    names = _arabic_names(of_stem) if arabic else _english_names(rows.text[start:end] for start, end in opening)
    return Traits(
        arabic,
        _published(rows.article),
        days[0] if days else (0, 0),
        tuple(sorted({day for each in days for day in each})),
        weekday,
        tuple(sorted(of_stem.values())),
        tuple(sorted(names)),
        tuple(sorted(numbers(" ".join(_without(rows.text, opening, dates)), words))),
        tuple(sorted(set[str]().union(*map(subjects_of, of_stem)))),
        tuple(sorted(_named(rows, "actors", opening))),
        tuple(sorted(_named(rows, "places", opening))),
        tuple(sorted(_named(rows, "actors", _headline(rows)))),
    )


def _first_words(headline: str | None, standfirst: str | None, body: str | None) -> list[str]:
    """The folded words of headline and standfirst, and the first of the body."""
    words = [word for line in (headline, standfirst) if line for word in line.split(" ")]
    return words + (body or "").split(" ", OPENING)[:OPENING]


class _Expression(NamedTuple):
    """An expression of time: where it stands, the days it means if these are one day or night, or its weekday."""

    start: int
    end: int
    days: tuple[int, int] | None
    weekday: int


_DATE = [column.name for column in written_columns(DATES)]
_START, _END, _EARLIEST, _LATEST, _TIMEX = map(_DATE.index, ("start_char", "end_char", "earliest", "latest", "timex"))


def _expressions(rows: ToldBy, opening: Spans) -> Iterator[_Expression]:
    """The expressions of time in the opening."""
    last = max((end for _, end in opening), default=0)
    yield from (_expression(row) for row in rows.parts.get("dates", ()) if row[_START] < last)


def _expression(row: Row) -> _Expression:
    timex, earliest = row[_TIMEX] or "", row[_EARLIEST]
    weekday = _WEEKDAY.fullmatch(timex)
    days = None
    if earliest is not None and earliest == row[_LATEST]:
        day = _day(earliest)
        days = (day, day + timex.endswith(_NIGHT))
    return _Expression(row[_START], row[_END], days, int(weekday[1]) if weekday else 0)


@lru_cache(maxsize=10_000)
def _day(iso: str) -> int:
    try:
        return date.fromisoformat(iso).toordinal()
    except ValueError:  # in a corpus that somebody has changed
        return 0


def _published(article: Mapping[str, Any]) -> tuple[int, int]:
    if article["published_earliest"] is None or article["published_latest"] is None:
        return (0, 0)
    return _day(article["published_earliest"]), _day(article["published_latest"])


_BLOCK = [column.name for column in written_columns(BLOCKS)]
_ROLE, _FIRST, _LAST = map(_BLOCK.index, ("role", "start_char", "end_char"))


def _opening(rows: ToldBy) -> tuple[Spans, Spans]:
    """The spans of headline, standfirst and the body's first words: of the opening, and of its lead."""
    opening = [(row[_FIRST], row[_LAST]) for row in rows.blocks if row[_ROLE] in _HEAD]
    lead = list(opening)
    read = 0  # words
    for row in rows.blocks:
        if row[_ROLE] == "paragraph":
            start, end = row[_FIRST], row[_LAST]
            ends = [match.end() for match in islice(_WORD.finditer(rows.text, start, end), OPENING - read)]
            if read < LEAD:
                lead.append((start, ends[LEAD - read - 1] if len(ends) > LEAD - read else end))
            read += len(ends)
            opening.append((start, end if read < OPENING else ends[-1]))
            if read == OPENING:
                break
    return opening, lead


def _headline(rows: ToldBy) -> Spans:
    return [(row[_FIRST], row[_LAST]) for row in rows.blocks if row[_ROLE] == "headline"]


def _within(place: int, spans: Spans) -> bool:
    return any(start <= place < end for start, end in spans)


def _without(text: str, spans: Spans, dates: Iterable[_Expression]) -> Iterator[str]:
    """The text of the spans less expressions of time, whose numbers count nothing."""
    for start, end in spans:
        for each in dates:
            if start <= each.start < end:
                yield text[start : each.start]
                start = max(start, each.end)  # noqa: PLW2901 - what is left of the span
        yield text[start:end]


def _named(rows: ToldBy, feature: str, opening: Spans) -> Iterator[str]:
    """What rows of a table of spans name in the opening, but for the article's own outlet."""
    name, column = _FEATURES[feature]
    if not (columns := _columns_of(name)):
        return
    named, start = columns.index(column), columns.index("start_char")
    nobody = (None, rows.article["source_id"])
    last = max((end for _, end in opening), default=0)
    yield from {
        row[named]
        for row in rows.parts.get(name, ())
        if row[start] < last and row[named] not in nobody and _within(row[start], opening)
    }


@cache
def _columns_of(name: str) -> tuple[str, ...]:
    """The columns of a table's rows as they are given here; none if it isn't declared."""
    declared = any(each.name == name for each in TABLES)
    return tuple(each.name for each in written_columns(table(name))) if declared else ()


def _arabic_names(of_stem: Mapping[str, str]) -> Iterator[str]:
    for each, word in of_stem.items():
        rare = is_arabic(each) and rarity_of_word(each) >= NAMED_FROM_ARABIC
        if rare and not subjects_of(each) and len(sound(word)) >= LEAST_SOUND:
            yield word


def _english_names(lines: Iterable[str]) -> set[str]:
    words = set[str]().union(*map(_BEGUN_BY_LETTER.findall, lines))
    return {name for word in words if word[0].isupper() and (name := _as_name(word))}


@lru_cache(maxsize=50_000)
def _as_name(word: str) -> str:
    """The word folded, if it may be a name that no registry has; else nothing."""
    name = (folded(word) or "").replace(" ", "")
    if not name or rarity_of_word(stem(name)) < NAMED_FROM or len(sound(name)) < LEAST_SOUND:
        return ""
    return name
