"""How rare a word, a subject or an actor is in news: fixed tables, so that a link depends on its two articles alone.

`rarity.txt` was counted once, in about two thousand articles (`scripts/count_rarity.py`): a line holds a rarity, the
natural logarithm of how many articles there are for each that has the word, and the stems that have it. What isn't
listed is rare. `subjects.txt` names what news is about (a strike, a vote, a border) by its words in both languages,
so that an Arabic report and an English one can be compared.
"""

from collections import defaultdict
from functools import cache, lru_cache
from importlib.resources import files

from syria_iraq_archive.corpus.stories.stems import is_arabic, stem
from syria_iraq_archive.corpus.words import folded

RAREST = {False: 6.9, True: 5.2}
"""The rarity of a word that isn't listed, by whether it is Arabic; of Arabic fewer articles were counted."""
RAREST_ACTOR = 6.0
_SUBJECT, _ACTOR = "~", "@"


@cache
def _table() -> dict[str, float]:
    table: dict[str, float] = {}
    for line in files(__package__).joinpath("rarity.txt").read_text(encoding="utf-8").splitlines():
        level, _, words = line.partition("\t")
        table.update(dict.fromkeys(words.split(" "), float(level)))
    return table


@lru_cache(maxsize=100_000)
def subjects_of(stemmed: str) -> frozenset[str]:
    """The subjects that a stem speaks of.

    >>> subjects_of(stem("drones")), subjects_of(stem("مسيرة")), subjects_of("nothing")
    (frozenset({'drone'}), frozenset({'drone'}), frozenset())
    """
    return _subjects().get(stemmed, frozenset())


@cache
def _subjects() -> dict[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for line in files(__package__).joinpath("subjects.txt").read_text(encoding="utf-8").splitlines():
        name, _, words = line.partition(":")
        for word in (folded(words) or "").split():
            found[stem(word)].add(name)
    return {stemmed: frozenset(names) for stemmed, names in found.items()}


@lru_cache(maxsize=100_000)
def rarity_of_word(stemmed: str) -> float:
    """The rarity of a stem.

    >>> rarity_of_word("syria") < rarity_of_word("market") < rarity_of_word("atarib")
    True
    """
    listed = _table().get(stemmed)
    return RAREST[is_arabic(stemmed)] if listed is None else listed


@cache
def rarity_of_subject(name: str) -> float:
    """The rarity of a subject.

    >>> rarity_of_subject("kill") < rarity_of_subject("ceasefire")
    True
    """
    return _table().get(_SUBJECT + name, RAREST_ACTOR)


@lru_cache(maxsize=10_000)
def rarity_of_actor(id: str) -> float:
    """The rarity of an actor.

    >>> rarity_of_actor("syria") < rarity_of_actor("fuad-hussein")
    True
    """
    return min(_table().get(_ACTOR + id, RAREST_ACTOR), RAREST_ACTOR)
