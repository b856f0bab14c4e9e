"""What a capture says, as a hash of all rows that were made of it.

A digest depends neither on the numbers of rows nor on where the capture lies. Pure: `kept_digests` knows the database.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from operator import itemgetter
from typing import Any

from syria_iraq_archive.corpus.declare import Table
from syria_iraq_archive.corpus.schema import written_columns
from syria_iraq_archive.corpus.tables import OF_CAPTURES, table

Row = tuple[Any, ...]
_ELSEWHERE = "of another capture"  # an article that a row names, in a corpus that somebody has changed
_PLACE = ("path",)  # where a capture lies is none of its digest: it may move
_encode = json.JSONEncoder(ensure_ascii=True, check_circular=False, separators=(",", ":")).encode


def digest(rows: Mapping[str, Sequence[Row]], keys: Mapping[int, str]) -> str:
    """The digest of a capture: of its rows by table, in any order, with the columns that are written.

    `keys` gives the articles' keys by the numbers that the rows name them by. A table that is left out is empty.
    """
    said = [_said(declared.name)(rows.get(declared.name, ()), keys) for declared in OF_CAPTURES]
    return hashlib.sha256(_encode(said).encode()).hexdigest()


@cache
def _said(name: str) -> Callable[[Iterable[Row], Mapping[int, str]], list[list[Any]]]:
    """What the rows of a table say: in the order of their key, articles by their keys, internal columns left out."""
    declared = table(name)
    columns = written_columns(declared)
    names = [column.name for column in columns]
    order = itemgetter(*map(names.index, ("seq",) if name == "articles" else _key(declared)))
    article = names.index("article_id") if "article_id" in names else None
    others = [
        place
        for place, column in enumerate(columns)
        if not column.internal and column.name not in (*_PLACE, "article_id", "capture_id")
    ]
    chosen = _slice(others)

    def say(rows: Iterable[Row], keys: Mapping[int, str]) -> list[list[Any]]:
        if article is None:
            return [[name, *chosen(row)] for row in sorted(rows, key=order)]
        return [
            [name, row[article] and keys.get(row[article], _ELSEWHERE), *chosen(row)] for row in sorted(rows, key=order)
        ]

    return say


def _slice(places: list[int]) -> Callable[[Row], Iterable[Any]]:
    """Takes the values at these places out of a row: two or more, at one go if they stand together."""
    if places == list(range(places[0], places[-1] + 1)):
        return itemgetter(slice(places[0], places[-1] + 1))
    return itemgetter(*places)


def _key(declared: Table) -> tuple[str, ...]:
    return ("sha256",) if declared.name == "captures" else declared.key_names
