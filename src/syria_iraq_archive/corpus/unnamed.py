"""The capitalised names in a corpus's articles that no mention covers: what a registry may lack."""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby

from syria_iraq_archive.corpus.capitalised import WORD, Piece, UnnamedFinder
from syria_iraq_archive.fold import fold_key
from syria_iraq_archive.spans import Span

SUGGESTION_COLUMNS = ("name", "count", "articles", "example", "key")
_AROUND = 40  # characters of an example on either side of the name
_DAYS_AND_MONTHS = """
monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
september october november december jan feb mar apr jun jul aug sep sept oct nov dec gmt utc
"""
_CALENDAR = frozenset(_DAYS_AND_MONTHS.split())

Row = tuple[str, int, int, str, str]


@dataclass(slots=True)
class _Suggestion:
    surfaces: Counter[str] = field(default_factory=Counter)
    keys: set[str] = field(default_factory=set)
    example: str = ""
    key: str = ""


def suggestions(connection: sqlite3.Connection, known: Collection[str], titles: Collection[str]) -> Iterator[Row]:
    """The names, most frequent first; columns `SUGGESTION_COLUMNS`. `known` and `titles` are folded.

    Left out are names in `known`; `titles` are cut off their ends.
    """
    found: dict[str, _Suggestion] = defaultdict(_Suggestion)
    ordinary = _ordinary_words(piece.text for piece in _pieces(connection))
    finder = UnnamedFinder(ordinary, frozenset(known) | _CALENDAR, frozenset(titles) | _CALENDAR)
    for piece in _pieces(connection):
        for span in finder.find(piece):
            surface = " ".join(span.of(piece.text).split())
            suggestion = found[fold_key(surface)]
            suggestion.surfaces[surface] += 1
            suggestion.keys.add(piece.key)
            if not suggestion.key:
                suggestion.example, suggestion.key = _example(piece.text, span), piece.key
    for _, one in sorted(found.items(), key=lambda pair: (-pair[1].surfaces.total(), -len(pair[1].keys), pair[0])):
        name = max(one.surfaces, key=lambda surface: (one.surfaces[surface], surface))
        yield name, one.surfaces.total(), len(one.keys), one.example, one.key


def _ordinary_words(texts: Iterable[str]) -> set[str]:
    """The folded words that the texts print in small letters."""
    return {fold_key(word) for text in texts for word in set(WORD.findall(text)) if word[0].islower()}


def _example(text: str, span: Span) -> str:
    """The words around a name."""
    start, end = max(0, span.start - _AROUND), min(len(text), span.end + _AROUND)
    before = text[start : span.start] if start == 0 else text[start : span.start].partition(" ")[2]
    after = text[span.end : end] if end == len(text) else text[span.end : end].rpartition(" ")[0]
    return " ".join(f"{before}{span.of(text)}{after}".split())


_PIECES = """
    SELECT articles.key, substr(captures.text, blocks.start_char + 1, blocks.end_char - blocks.start_char) AS piece,
           blocks.start_char AS begins, blocks.capture_id, blocks.seq,
           mentions.start_char AS start, mentions.end_char AS end, mentions.rule
    FROM blocks JOIN articles ON articles.id = blocks.article_id JOIN captures ON captures.id = blocks.capture_id
         LEFT JOIN mentions ON mentions.article_id = articles.id
              AND mentions.start_char >= blocks.start_char AND mentions.end_char <= blocks.end_char
    WHERE blocks.role IN ('headline', 'kicker', 'standfirst', 'crosshead', 'paragraph', 'caption')
    ORDER BY articles.key, blocks.capture_id, blocks.seq, mentions.start_char
"""


def _pieces(connection: sqlite3.Connection) -> Iterator[Piece]:
    """The blocks in which mentions are looked for, with their mentions."""
    rows = connection.execute(_PIECES)
    for (key, _, _), found in groupby(rows, key=lambda row: (row["key"], row["capture_id"], row["seq"])):
        block = list(found)
        begins = block[0]["begins"]
        spans: dict[bool, list[Span]] = {True: [], False: []}
        for row in block:
            if row["start"] is not None:
                spans[row["rule"] == "demonym"].append(Span(row["start"] - begins, row["end"] - begins))
        yield Piece(key, block[0]["piece"], tuple(spans[False]), tuple(spans[True]))
