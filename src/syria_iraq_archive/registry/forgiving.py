"""Ways to read a name that a user spelt otherwise than the registry, one after the other, the surest first.

Words sound alike if they transliterate each other ("Hizbullah", "Hezbollah"); then words may be left out, joined, or
stand in another order; last a letter or two may be wrong.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from syria_iraq_archive.patterns import later
from syria_iraq_archive.registry.sounds import sound_key

_SMALL_WORDS = frozenset({"al", "el", "the", "of", "in", "for", "and"})
_TITLE_WORDS = "mr mrs dr gen general president minister premier ayatollah sheikh sayyid imam king prince"
_TITLES = frozenset(_TITLE_WORDS.split())
_SHORTEST = 4  # letters of what is heard or guessed: less is an acronym
_LIKE_ENOUGH = 0.84  # of a guess to a name, as `difflib` measures it: 1 is the same
_CLEARLY = 0.04  # by which the best guess is likelier than the next
_HAS_VOWEL = later(r"[aeiouy]")  # what has none is an acronym, and is not heard but spelt
_VOWELS = later(r"[aiu]+")


class HeardName(NamedTuple):
    """A name of somebody: its words, and how they sound, articles and small words aside."""

    id: str
    words: tuple[str, ...]  # each as the first of those that spell the same
    heard: tuple[str, ...]


class ForgivingReader:
    """Reads names as they may have been meant.

    >>> reader = ForgivingReader([("hezbollah", "hezbollah"), ("badr", "badr organization")], {})
    >>> next(reader.readings("hizb'allah")), next(reader.readings("badr org")), list(reader.readings("amal"))
    ({'hezbollah'}, {'badr'}, [])
    """

    def __init__(self, names: Iterable[tuple[str, str]], groups: Mapping[str, str]) -> None:
        """`names` are ids with folded names; `groups` gives the first of the words that spell the same as a word."""
        self._groups = groups
        self._names = [self._hear(id, folded) for id, folded in names]

    def readings(self, key: str) -> Iterator[set[str]]:
        """The ids that a folded name may mean, way by way; those ways that find nobody are left out."""
        typed = self._hear("", key)
        if sum(map(len, typed.words)) < _SHORTEST:
            return
        for way in _WAYS:
            if found := {name.id for name in self._names if way(typed, name)}:
                yield found
        untitled = [word for word in _words(key) if word not in _TITLES]
        if 0 < len(untitled) < len(typed.words):
            yield from self.readings(" ".join(untitled))
        elif guessed := self._guessed(typed.heard):
            yield guessed

    def _hear(self, id: str, folded: str) -> HeardName:
        words = tuple(self._groups.get(word, word) for word in _words(folded))
        return HeardName(id, words, tuple(sound_key(word) if _HAS_VOWEL.search(word) else word for word in words))

    def _guessed(self, heard: tuple[str, ...]) -> set[str]:
        """The ids of the names that sound most like the one typed, if like enough, and likelier than others."""
        import difflib  # only if nothing else helps

        typed = " ".join(heard)
        if len(typed) < _SHORTEST:
            return set()
        matcher = difflib.SequenceMatcher(autojunk=False)
        matcher.set_seq2(typed)
        best: dict[str, float] = {}
        for name in self._names:
            if not name.heard or name.heard[0][:1] != typed[0]:
                continue
            matcher.set_seq1(" ".join(name.heard))
            if matcher.real_quick_ratio() >= _LIKE_ENOUGH and matcher.quick_ratio() >= _LIKE_ENOUGH:
                best[name.id] = max(best.get(name.id, 0), matcher.ratio())
        top = max(best.values(), default=0)
        return {id for id, ratio in best.items() if ratio > top - _CLEARLY} if top >= _LIKE_ENOUGH else set()


def _same(typed: HeardName, name: HeardName) -> bool:
    return typed.heard == name.heard


def _joined(typed: HeardName, name: HeardName) -> bool:
    """The same, but for spaces: "newregion"."""
    return "".join(typed.heard) == "".join(name.heard)


def _in_another_order(typed: HeardName, name: HeardName) -> bool:
    return sorted(typed.heard) == sorted(name.heard)


def _one_or_many(typed: HeardName, name: HeardName) -> bool:
    """The same, but for an s at a word's end: "united nation"."""
    return [word.removesuffix("s") for word in typed.heard] == [word.removesuffix("s") for word in name.heard]


def _spelt_surname(typed: HeardName, name: HeardName) -> bool:
    return len(name.words) > 1 == len(typed.words) and name.words[-1:] == typed.words


def _surname(typed: HeardName, name: HeardName) -> bool:
    return len(name.heard) > 1 == len(typed.heard) and name.heard[-1:] == typed.heard


def _consonants(typed: HeardName, name: HeardName) -> bool:
    """The same consonants in as many words."""
    alike = len(typed.heard) == len(name.heard) and sum(map(len, typed.heard)) > _SHORTEST
    return alike and _skeleton(typed) == _skeleton(name)


def _skeleton(name: HeardName) -> list[str]:
    return [_VOWELS.sub("", word) for word in name.heard]


def _spelt_part(typed: HeardName, name: HeardName) -> bool:
    return len(typed.words) == 1 and typed.words[0] in name.words


def _part(typed: HeardName, name: HeardName) -> bool:
    """All words typed, or beginnings of words, stand in the name, in this order."""
    rest = iter(name.heard)
    return all(any(_begins(word, other) for other in rest) for word in typed.heard)


def _begins(word: str, other: str) -> bool:
    return other == word or (len(word) >= _SHORTEST - 1 and other.startswith(word))


_WAYS: tuple[Callable[[HeardName, HeardName], bool], ...] = (
    _same,
    _joined,
    _in_another_order,
    _one_or_many,
    _spelt_surname,
    _surname,
    _consonants,
    _spelt_part,
    _part,
)
"""The surest first."""


def _words(folded: str) -> list[str]:
    words = [word for word in folded.replace("'s", "").replace(".", "").split() if word not in _SMALL_WORDS]
    return words or folded.split()
