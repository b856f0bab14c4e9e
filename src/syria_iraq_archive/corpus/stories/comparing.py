"""Two articles side by side: whom, what and when each names, what each quotes, and what only one of them says."""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple

from syria_iraq_archive.corpus.stories.numbers import in_words, numbers
from syria_iraq_archive.corpus.stories.rarity import rarity_of_word
from syria_iraq_archive.corpus.stories.score import Weighed
from syria_iraq_archive.corpus.stories.stems import stem
from syria_iraq_archive.corpus.tables import TABLES
from syria_iraq_archive.corpus.words import folded
from syria_iraq_archive.patterns import later

COLUMNS = ("kind", "value", "one", "other")
LEAST_WORDS = 5  # of a sentence that is compared
SAID_BY_BOTH = 0.3  # the likeness from which two sentences say the same
_LONGEST_SPAN = 31  # days; longer ones are background

# Ends at a mark with white space and a capital, a digit, a quotation mark or a letter without case behind it.
_END = later(r"(?<=[.!?؟۔])[\"”’»')\]]*\s+(?=[\"“‘«'(\[]*(?:[A-Z0-9]|[^\W\d_a-zA-Z]))|\n+")
_ABBREVIATED = later(r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Gen|Maj|Col|Lt|Sgt|Sen|Rep|St|No|Jan|Feb|Aug|Sept|Oct|Nov|Dec)\.$")


class Compared(NamedTuple):
    """Something that two articles hold, or one of them: how often each does."""

    kind: str
    value: str
    one: int
    other: int

    @property
    def in_both(self) -> bool:
        """Whether both hold it."""
        return bool(self.one and self.other)


def side_by_side(connection: sqlite3.Connection, one: sqlite3.Row, other: sqlite3.Row) -> Iterator[Compared]:
    """What two articles, given by their rows, hold: kind by kind, first what both do, then what only one does."""
    for kind, held in _KINDS.items():
        ours, theirs = held(connection, one), held(connection, other)
        rows = [Compared(kind, value, ours[value], theirs[value]) for value in {**ours, **theirs}]
        yield from sorted(rows, key=lambda row: (not row.in_both, not row.one, _first(row, ours, theirs)))
    yield from _sentences(one, other)


def are_of_one_language(one: sqlite3.Row, other: sqlite3.Row) -> bool:
    """Whether the sentences of two articles can be compared, by their words."""
    return bool((one["language"] == "ar") == (other["language"] == "ar"))


def _first(row: Compared, ours: Counter[str], theirs: Counter[str]) -> int:
    """Where a value stands among those of its article."""
    return list(ours if row.one else theirs).index(row.value)


def _spans(table: str, column: str, only: str = "TRUE") -> Callable[[sqlite3.Connection, sqlite3.Row], Counter[str]]:
    """What a table of spans names in an article; nothing if the corpus has no such table."""

    def held(connection: sqlite3.Connection, article: sqlite3.Row) -> Counter[str]:
        if all(declared.name != table for declared in TABLES):
            return Counter()
        sql = (
            f"SELECT {column} FROM {table} WHERE article_id = ? AND {column} IS NOT NULL AND {only} ORDER BY start_char"
        )
        return Counter(str(value) for (value,) in connection.execute(sql, (article["id"],)))

    return held


def _numbers(connection: sqlite3.Connection, article: sqlite3.Row) -> Counter[str]:
    """The numbers in an article's body, those of dates left out."""
    body = str(article["body"])
    for (surface,) in connection.execute("SELECT surface FROM dates WHERE article_id = ?", (article["id"],)):
        body = body.replace(surface, " ")
    found = numbers(body, (folded(body) or "").split())
    return Counter(in_words(number) for number in sorted(found))


def _days(connection: sqlite3.Connection, article: sqlite3.Row) -> Counter[str]:
    sql = (
        "SELECT earliest, latest FROM dates WHERE article_id = ? AND earliest IS NOT NULL "
        f"AND julianday(latest) - julianday(earliest) < {_LONGEST_SPAN} ORDER BY earliest, latest"
    )
    days = connection.execute(sql, (article["id"],))
    return Counter(first if first == last else f"{first}..{last}" for first, last in map(tuple, days))


_KINDS = {
    "actor": _spans("mentions", "actor_id"),
    "place": _spans("place_mentions", "place_id"),
    "number": _numbers,
    "day": _days,
    "designation": _spans("designations", "surface"),
    "quote": _spans("quotes", "text", "kind = 'speech'"),
}
"""What articles are compared by, in the order in which it is shown, and how it is read of one."""


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text, roughly.

    >>> list(sentences("Gen. Ali spoke on Monday. Nobody answered! «نعم»."))
    ['Gen. Ali spoke on Monday.', 'Nobody answered!', '«نعم».']
    """
    start = 0
    for end in _END.finditer(text):
        if "\n" in end[0] or not _ABBREVIATED.search(text, start, end.start()):
            if found := text[start : end.end()].strip():
                yield found
            start = end.end()
    if rest := text[start:].strip():
        yield rest


def _sentences(one: sqlite3.Row, other: sqlite3.Row) -> Iterator[Compared]:
    """The sentences that have no like in the other article; none if they are of two languages."""
    if not are_of_one_language(one, other):
        return
    ours, theirs = ([*map(_weighed, sentences(row["body"]))] for row in (one, other))
    for sentence, weighed in ours:
        if weighed and not _is_said(weighed, theirs):
            yield Compared("only one says", sentence, 1, 0)
    for sentence, weighed in theirs:
        if weighed and not _is_said(weighed, ours):
            yield Compared("only one says", sentence, 0, 1)


def _weighed(sentence: str) -> tuple[str, Weighed | None]:
    words = (folded(sentence) or "").split()
    return sentence, Weighed(dict.fromkeys(map(stem, words)), rarity_of_word) if len(words) >= LEAST_WORDS else None


def _is_said(weighed: Weighed, others: list[tuple[str, Weighed | None]]) -> bool:
    return any(each and weighed.likeness(each, weighed.shared(each)) >= SAID_BY_BOTH for _, each in others)
