"""Finding what a user's words mean: the id of an actor or source, by any of its names."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from syria_iraq_archive.errors import UnknownName
from syria_iraq_archive.fold import fold_key

if TYPE_CHECKING:  # reading commands find names in the corpus, and start without pydantic and YAML
    from syria_iraq_archive.registry.load import Registry
    from syria_iraq_archive.registry.models import Actor, Source


MAX_SUGGESTIONS = 3
MAX_SHOWN = 6  # of several that have the name
MIN_LIKENESS = 0.6  # of a suggested name to the one typed, as `difflib` measures it: 1 is the same

Groups = Iterable[Iterable[str]]


class NameIndex:
    """Ids by all their names, whatever the case, accents, dashes and quotation marks.

    If no name is the one typed, words that transliterate each other count as one word; `spellings` gives these groups
    of words, and is called only then. Then a part of a name counts, if only one id has such a name.

    >>> index = NameIndex("actor", [("hayat-tahrir-al-sham", "Hay'at Tahrir al-Sham"), ("hayat-tahrir-al-sham", "HTS")])
    >>> index.resolve("hts"), index.resolve("Hayat Tahrir al-Sham"), index.resolve("tahrir")
    ('hayat-tahrir-al-sham', 'hayat-tahrir-al-sham', 'hayat-tahrir-al-sham')
    >>> index.resolve("hst")
    Traceback (most recent call last):
    syria_iraq_archive.errors.UnknownName: no actor is called 'hst' (did you mean hayat-tahrir-al-sham?)
    """

    def __init__(self, what: str, names: Iterable[tuple[str, str]], spellings: Callable[[], Groups] = tuple) -> None:
        self._what = what
        self._spellings = spellings
        self._ids: set[str] = set()
        self._by_key: dict[str, set[str]] = defaultdict(set)
        for id, name in names:
            self._ids.add(id)
            self._by_key[fold_key(id)].add(id)
            self._by_key[fold_key(name)].add(id)

    def resolve(self, text: str) -> str:
        """The id that `text` names. Raises `UnknownName`, with the nearest ids, if it names none or several."""
        if text in self._ids:
            return text
        key = fold_key(text)
        found = self._by_key.get(key) or self._spelt_otherwise(key) or self._ending_in(key) or self._holding(key)
        if len(found) == 1:
            return next(iter(found))
        if found:
            shown = sorted(found, key=lambda id: (len(id), id))[:MAX_SHOWN]
            raise UnknownName(f"several are called {text!r}", hint=f"say which: {', '.join(shown)}")
        nearest = self._nearest(key)
        hint = f"did you mean {' or '.join(nearest)}?" if nearest else f"see: archive {self._what}s"
        raise UnknownName(f"no {self._what} is called {text!r}", hint=hint)

    def _spelt_otherwise(self, key: str) -> set[str]:
        """Ids with a name that transliterates the one typed in another way."""
        first = {fold_key(word): fold_key(group[0]) for group in map(tuple, self._spellings()) for word in group}
        wanted = _canonical(key, first)
        return {id for name, ids in self._by_key.items() if _canonical(name, first) == wanted for id in ids}

    def _ending_in(self, key: str) -> set[str]:
        """Ids with a name that ends in the words typed: a surname."""
        return {id for name, ids in self._by_key.items() if key and name.endswith(f" {key}") for id in ids}

    def _holding(self, key: str) -> set[str]:
        """Ids with a name that contains the words typed."""
        return {id for name, ids in self._by_key.items() if key and f" {key} " in f" {name} " for id in ids}

    def _nearest(self, key: str) -> list[str]:
        """Ids with a name of the same letters in another order, then ids with a name like the one typed."""
        import difflib  # only when a name is wrong

        letters = sorted(key)
        same = [name for name in self._by_key if sorted(name) == letters]
        alike = difflib.get_close_matches(key, self._by_key, n=MAX_SUGGESTIONS, cutoff=MIN_LIKENESS)
        ids = [id for name in [*same, *alike] for id in sorted(self._by_key[name])]
        return list(dict.fromkeys(ids))[:MAX_SUGGESTIONS]


def _canonical(key: str, first: Mapping[str, str]) -> str:
    """The words of a folded name, each as the first of its group, without apostrophes."""
    return " ".join(first.get(word, word) for word in key.split()).replace("'", "")


def names_of(entry: "Actor | Source") -> Iterator[tuple[str, str]]:
    """All names of a registry entry, each with its language; the English one first."""
    yield "en", entry.name
    for language, names in entry.names.items():
        for name in names:
            yield language, name.text


def resolve_actor(registry: "Registry", text: str) -> str:
    """The id of the actor `text` names. Raises `UnknownName`."""
    return _index("actor", registry.actors.values(), registry).resolve(text)


def resolve_source(registry: "Registry", text: str) -> str:
    """The id of the source `text` names. Raises `UnknownName`."""
    return _index("source", registry.sources.values(), registry).resolve(text)


def _index(what: str, entries: Iterable["Actor | Source"], registry: "Registry") -> NameIndex:
    names = ((entry.id, name) for entry in entries for _, name in names_of(entry))
    return NameIndex(what, names, lambda: registry.spellings)


def known_places(registry: "Registry") -> frozenset[str]:
    """The folded names of towns and capitals, which are names of places and of no actor."""
    towns = (town for towns in registry.places.values() for town in towns)
    capitals = (
        capital for actor in registry.actors.values() for listed in actor.capitals.values() for capital in listed
    )
    return frozenset(map(fold_key, (*towns, *capitals)))
