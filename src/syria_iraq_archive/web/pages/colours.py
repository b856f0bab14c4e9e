"""A colour for each source, the same on every page: by its id, whatever else a page shows."""

import zlib
from collections.abc import Mapping
from functools import lru_cache

from syria_iraq_archive.web.names import Directory

TONES = 24
"""How many there are; the style sheet has a class ``tone-N`` for each."""

_STEP = 7  # from a taken tone to the next that is tried: far from it on the circle


@lru_cache(maxsize=4)  # a directory is of one corpus
def colours_of(known: Directory) -> Mapping[str, int]:
    """The tone of each source that has articles. The more articles it has, the surer it has a tone to itself."""
    used = [entry.id for entry in known.entries["source"] if entry.articles]
    return tones(used)


def tones(ids: list[str]) -> dict[str, int]:
    """The tone of each id: that of its hash, or one that is free, far from those before it; at last, a shared one.

    >>> tones(["shafaq-news", "the-cradle"]) == tones(["shafaq-news", "the-cradle"])
    True
    >>> len(set(tones([str(number) for number in range(24)]).values()))
    24
    """
    found: dict[str, int] = {}
    taken: set[int] = set()
    for id in ids:
        first = zlib.crc32(id.encode()) % TONES
        tried = [(first + number * _STEP) % TONES for number in range(TONES)]
        found[id] = next((tone for apart in (2, 1, 0) for tone in tried if _is_apart(tone, taken, apart)), first)
        taken.add(found[id])
    return found


def _is_apart(tone: int, taken: set[int], apart: int) -> bool:
    """Whether more than so many steps on the circle lie between a tone and each that is taken."""
    return all(min((tone - other) % TONES, (other - tone) % TONES) > apart for other in taken)
