"""Text search in DuckDB, which has no FTS5: the same words in the same order of relevance, by reading all texts.

A phrase is sought in a column's folded words, a space on either side of each. The score is FTS5's bm25, by its formula;
where a phrase overlaps itself ("a a" in "a a a") FTS5 counts it once more.
"""

from collections.abc import Iterator
from typing import NamedTuple

from syria_iraq_archive.corpus.query import WEIGHTS
from syria_iraq_archive.corpus.search import Node, Phrase
from syria_iraq_archive.corpus.tables import ARTICLES_FOLDED

_K1, _B = 1.2, 0.75  # as FTS5 has them
_COLUMNS = ARTICLES_FOLDED.columns

# Each word has spaces of its own, so that neighbours can both be counted.
_TEXTS = "SELECT article_id AS id, {columns} FROM articles_folded".format(
    columns=", ".join(f"concat(' ', replace({name}, ' ', '  '), ' ') AS {name}" for name in _COLUMNS)
)


def matching(node: Node) -> str:
    """A SELECT of the ids of the articles in which what is sought stands.

    >>> matching(Phrase(("nusra",), False)).rpartition("WHERE ")[2]
    "contains(headline, ' nusra ') OR contains(standfirst, ' nusra ') OR contains(body, ' nusra ')"
    """
    return f"SELECT id FROM ({_TEXTS}) WHERE {_condition(node)}"


def ranked(node: Node) -> str:
    """A SELECT of the ids of these articles, with their scores: the lower the better."""
    parts = list(_parts(node))
    length = " + ".join(
        f"length({name}) - length(replace({name}, '  ', ' ')) + ({name} <> '  ')::INT" for name in _COLUMNS
    )
    measures = [f"{_frequency(part.phrase)} AS f{number}" for number, part in enumerate(parts)]
    measures += [f"{part.counts} AS c{number}" for number, part in enumerate(parts)]
    hits = ", ".join(f"count(*) FILTER (f{number} > 0) AS n{number}" for number in range(len(parts)))
    score = " + ".join(map(_score, range(len(parts))))
    return f"""
        WITH measured AS MATERIALIZED (
            SELECT id, {length} AS length, {", ".join(measures)}, {_condition(node)} AS found FROM ({_TEXTS})
        ), overall AS (SELECT count(*) AS n, sum(length) / count(*) AS mean, {hits} FROM measured)
        SELECT id, -({score}) AS score FROM measured, overall WHERE found
    """


class _Part(NamedTuple):
    """A phrase with the condition on which it counts for an article: what it is joined to by AND stands there, too."""

    phrase: Phrase
    counts: str


def _parts(node: Node, counts: str = "TRUE") -> Iterator[_Part]:
    if isinstance(node, Phrase):
        yield _Part(node, counts)
        return
    if node.operator == "AND":
        counts = f"({counts} AND {_condition(node)})"
    for operand in node.operands:
        if isinstance(operand, Phrase) or operand.operator != "NOT":
            yield from _parts(operand, counts)


def _condition(node: Node) -> str:
    if isinstance(node, Phrase):
        return " OR ".join(f"contains({name}, {_needle(node)})" for name in _COLUMNS)
    inner = [f"({_condition(operand)})" for operand in node.operands]
    return f"NOT {inner[0]}" if node.operator == "NOT" else f" {node.operator} ".join(inner)


def _needle(phrase: Phrase) -> str:
    words = "  ".join(phrase.keys).replace("'", "''")
    return f"' {words}{'' if phrase.begins_word else ' '}'"


def _frequency(phrase: Phrase) -> str:
    """How often the phrase stands in an article, by the weights of its columns."""
    needle = _needle(phrase)
    return " + ".join(
        f"{weight} * ((length({name}) - length(replace({name}, {needle}, ''))) // length({needle}))"
        for name, weight in zip(_COLUMNS, WEIGHTS.split(", "), strict=True)
    )


def _score(number: int) -> str:
    rarity = f"greatest(ln((n - n{number} + 0.5) / (n{number} + 0.5)), 1e-6)"
    return (
        f"c{number}::INT * {rarity} * (f{number} * {_K1 + 1}) / (f{number} + {_K1} * ({1 - _B} + {_B} * length / mean))"
    )
