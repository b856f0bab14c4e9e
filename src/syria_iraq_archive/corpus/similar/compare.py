"""What two articles have in common, by their texts: the score of a pair, and its kind."""

import sqlite3
from collections import OrderedDict
from collections.abc import Iterator
from typing import NamedTuple

from syria_iraq_archive.corpus.similar.signature import score, sequences

REPOST = 0.4  # of the sequences: where one word in six was changed, or half of the paragraphs left out
KINDS = ("same-text", "repost", "shared-paragraphs")
MOST_SEQUENCES = 500_000  # kept for the next comparison: about 60 MB

_TEXT = """
    SELECT articles_folded.body, paragraphs, source_id
    FROM articles_folded JOIN signatures ON article_id = articles_folded.rowid JOIN articles ON id = article_id
    WHERE articles_folded.rowid = ?
"""

Pair = tuple[int, int, float, str]


class Text(NamedTuple):
    """An article's folded words, their sequences, the keys of its paragraphs, and its outlet."""

    words: str
    sequences: frozenset[str]
    paragraphs: str
    source: str | None


class Comparison:
    """Compares articles of a corpus, and keeps the texts it met last."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._texts: OrderedDict[int, Text] = OrderedDict()
        self._kept = 0

    def pairs(self, candidates: str) -> Iterator[Pair]:
        """The rows of ``similar`` among the pairs that this SELECT gives; third, whether they share a paragraph."""
        for one, other, paragraph in self._connection.execute(f"{candidates} ORDER BY 1, 2"):
            found = compare(self.text(one), self.text(other), shared=paragraph)
            if found:
                yield (one, other, *found)

    def text(self, id: int) -> Text | None:
        """What the article with this number is compared by; None where it has no signature."""
        if id in self._texts:
            self._texts.move_to_end(id)
            return self._texts[id]
        row = self._connection.execute(_TEXT, (id,)).fetchone()
        if row is None:
            return None
        words, paragraphs, source = row
        text = self._texts[id] = Text(words, sequences(words), paragraphs, source)
        self._kept += len(text.sequences)
        while self._kept > MOST_SEQUENCES and len(self._texts) > 2:
            _, forgotten = self._texts.popitem(last=False)
            self._kept -= len(forgotten.sequences)
        return text


def compare(one: Text | None, other: Text | None, *, shared: bool) -> tuple[float, str] | None:
    """The score and kind of a pair, which may have `shared` a paragraph; None where they have too little in common."""
    if one is None or other is None:
        return None
    if one.words == other.words:
        return 1.0, "same-text"
    in_common = score(one.sequences, other.sequences)
    if in_common >= REPOST:
        return in_common, "repost"
    own = one.source is not None and one.source == other.source  # an outlet repeats its background, and its furniture
    return (in_common, "shared-paragraphs") if shared and not own else None
