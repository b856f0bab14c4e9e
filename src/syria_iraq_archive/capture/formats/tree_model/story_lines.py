"""Which lines of an HTML page are its story: those that the model scores high, less what the page prints again.

A table is kept whole or left out whole. A caption is of the page, not of the body.
"""

from collections.abc import Sequence

from syria_iraq_archive.capture.formats.pages import PageContainer, PageLine
from syria_iraq_archive.patterns import later

MAX_PRINTED = 0.8  # of a line's shingles, that lines kept above may have had
MIN_ROWS = 3  # of a table that is kept or left out whole
MIN_SHINGLES = 8  # of a line that may be printed twice; labels and rows of tables are without being copies
MAX_SIZE = 200  # characters of a row that count
SHINGLE = 4  # words

_WORD = later(r"\w+")


def story_lines(lines: Sequence[PageLine], scores: Sequence[int], least: int) -> list[int]:
    """The lines of the story, in order, by the score of each line and the least score of one that is kept."""
    kept = [score >= least for score in scores]
    _settle_tables(lines, scores, least, kept)
    matter = [index for index, keeps in enumerate(kept) if keeps and "figcaption" not in lines[index].within]
    return _printed_first(lines, matter)


def _settle_tables(lines: Sequence[PageLine], scores: Sequence[int], least: int, kept: list[bool]) -> None:
    """Keep each table whole, or leave it out whole, as most of its words are scored."""
    settled: set[PageContainer] = set()
    for line in lines:
        table = _table_of(line.container)
        if table is None or table in settled or table.end - table.first < MIN_ROWS:
            continue
        settled.add(table)
        rows = range(table.first, table.end)
        sizes = [min(len(lines[row].text), MAX_SIZE) for row in rows]
        high = sum(size for size, row in zip(sizes, rows, strict=True) if scores[row] >= least)
        for row in rows:
            kept[row] = 2 * high >= sum(sizes)


def _table_of(row: PageContainer) -> PageContainer | None:
    """The table that the container is a row of; None if it is none."""
    if row.tag != "tr" or row.parent is None:
        return None
    around = row.parent if row.parent.tag == "table" else row.parent.parent
    return around if around is not None and around.tag == "table" else None


def _printed_first(lines: Sequence[PageLine], kept: Sequence[int]) -> list[int]:
    """The lines without those of which lines above them have printed nearly all."""
    printed: set[tuple[str, ...]] = set()
    found = []
    for index in kept:
        words = _WORD.findall(lines[index].text.lower())
        shingles = [tuple(words[start : start + SHINGLE]) for start in range(len(words) - SHINGLE + 1)]
        if len(shingles) >= MIN_SHINGLES and sum(one in printed for one in shingles) >= MAX_PRINTED * len(shingles):
            continue
        printed.update(shingles)
        found.append(index)
    return found
