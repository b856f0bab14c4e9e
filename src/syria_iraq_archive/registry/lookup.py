"""Finding what a user's words mean: the id of an actor or source, by any of its names."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from syria_iraq_archive.errors import UnknownName
from syria_iraq_archive.fold import fold_key
from syria_iraq_archive.patterns import later
from syria_iraq_archive.registry.forgiving import ForgivingReader

if TYPE_CHECKING:  # reading commands find names in the corpus, and start without pydantic and YAML
    from syria_iraq_archive.registry.load import Registry
    from syria_iraq_archive.registry.models import Actor, Place, Source


MAX_SUGGESTIONS = 3
MAX_SHOWN = 6  # of several that have the name
MIN_LIKENESS = 0.6  # of a suggested name to the one typed, as `difflib` measures it: 1 is the same
FAR_MORE = 10  # times as many articles as the next: then the one so often named is meant

Groups = Iterable[Iterable[str]]
Named = Iterable[tuple[str, str]]


class Taken(NamedTuple):
    """Whom a typed name was taken for, and whether it is one of that one's names."""

    id: str
    as_typed: bool


class NameIndex:
    """Ids by all their names, whatever the case, accents, dashes and quotation marks.

    If no name is the one typed, it is read more and more forgivingly (`ForgivingReader`), with the groups of words
    that `spellings` gives, and with the further names that `more` gives; both are called only then. An address of a web
    site means what has an address there. Of several that a reading fits, the one is meant that far more articles name,
    by `counts`; if there is none such, which is meant is asked.

    >>> index = NameIndex("actor", [("hayat-tahrir-al-sham", "Hay'at Tahrir al-Sham"), ("hayat-tahrir-al-sham", "HTS")])
    >>> index.resolve("hts"), index.resolve("Hayat Tahrir al-Sham"), index.resolve("tahrir")
    ('hayat-tahrir-al-sham', 'hayat-tahrir-al-sham', 'hayat-tahrir-al-sham')
    >>> index.resolve("hst")
    Traceback (most recent call last):
    syria_iraq_archive.errors.UnknownName: no actor is called 'hst' (did you mean hayat-tahrir-al-sham?)
    """

    def __init__(
        self,
        what: str,
        names: Named,
        spellings: Callable[[], Groups] = tuple,
        *,
        more: Callable[[], Named] = tuple,
        counts: Callable[[], Mapping[str, int]] = dict,
        addresses: Named = (),
    ) -> None:
        self._what = what
        self._spellings = spellings
        self._more = more
        self._counts = counts
        self._addresses = [(id, _site(address)) for id, address in addresses]
        self._names = list(names)
        self._name = dict(reversed(self._names))  # of several the first counts

    @cached_property
    def _by_key(self) -> dict[str, set[str]]:
        """The ids by their names, folded: that takes longer than most questions, and an id needs none of it."""
        by_key: dict[str, set[str]] = defaultdict(set)
        for id, name in self._names:
            by_key[fold_key(id)].add(id)
            by_key[fold_key(name)].add(id)
        return by_key

    def resolve(self, text: str, *, forgiving: bool = True) -> str:
        """The id that `text` names. Raises `UnknownName`, with the nearest ids, if it names none or several."""
        return self.take(text, forgiving=forgiving).id

    def take(self, text: str, *, forgiving: bool = True) -> Taken:
        """Whom `text` is taken for; unless `forgiving`, by the names of the index alone. Raises `UnknownName`."""
        if text in self._name:
            return Taken(text, as_typed=True)
        key = fold_key(text)
        for found in self._readings(key, forgiving=forgiving):
            if (id := self._the_one(found)) is not None:
                return Taken(id, as_typed=found is self._by_key.get(key))
            raise UnknownName(f"several are called {text!r}", hint=f"say which: {', '.join(self._shown(found))}")
        nearest = self._nearest(key)
        hint = f"did you mean {' or '.join(nearest)}?" if nearest else f"see: archive {self._what}s"
        raise UnknownName(f"no {self._what} is called {text!r}", hint=hint)

    def told(self, id: str) -> str:
        """How to say whom a name was taken for: "actor: Abu Mohammad al-Julani (abu-mohammad-al-julani)"."""
        return f"{self._what}: {self._name[id]} ({id})"

    def _readings(self, key: str, *, forgiving: bool) -> Iterator[set[str]]:
        """The ids that the key may mean, by one reading after the other."""
        for written in dict.fromkeys((key, key.replace(".", ""), _host_name(key) or key)):
            if found := self._by_key.get(written):
                yield found
            if written == key and (at_address := self._at_address(key)):
                yield at_address
        if not forgiving:
            return
        further, reader = self._forgiving
        if found := {id for id, name in further if name == key}:
            yield found
        yield from reader.readings(_host_name(key) or key)

    @cached_property
    def _forgiving(self) -> tuple[list[tuple[str, str]], ForgivingReader]:
        """The further names of the index, folded, and a reader of all names."""
        first = {fold_key(word): fold_key(group[0]) for group in map(tuple, self._spellings()) for word in group}
        further = [(id, fold_key(name)) for id, name in self._more() if id in self._name]
        names = [(id, name) for name, ids in self._by_key.items() for id in ids]
        return further, ForgivingReader([*names, *further], first)

    def _at_address(self, key: str) -> set[str]:
        """The ids whose web site is the one typed, or a part of it, or holds it."""
        site = _site(key)
        if "." not in site:
            return set()
        return {id for id, own in self._addresses if f".{site}".endswith(f".{own}") or f".{own}".endswith(f".{site}")}

    def _the_one(self, found: set[str]) -> str | None:
        """The one of several that is meant, because far more articles name it; None if none is."""
        if len(found) == 1:
            return next(iter(found))
        counts = self._counts()
        first, second = sorted(found, key=lambda id: -counts.get(id, 0))[:2]
        return first if counts.get(first, 0) > FAR_MORE * counts.get(second, 0) else None

    def _shown(self, found: set[str]) -> list[str]:
        """Several ids, those that most articles name first, with the numbers of these."""
        counts = self._counts()
        ids = sorted(found, key=lambda id: (-counts.get(id, 0), len(id), id))[:MAX_SHOWN]
        return [f"{id} ({count:,} articles)" if (count := counts.get(id, 0)) else id for id in ids]

    def _nearest(self, key: str) -> list[str]:
        """Ids with a name of the same letters in another order, then ids with a name like the one typed."""
        import difflib  # only when a name is wrong

        letters = sorted(key)
        same = [name for name in self._by_key if sorted(name) == letters]
        alike = difflib.get_close_matches(key, self._by_key, n=MAX_SUGGESTIONS, cutoff=MIN_LIKENESS)
        ids = [id for name in [*same, *alike] for id in sorted(self._by_key[name])]
        return list(dict.fromkeys(ids))[:MAX_SUGGESTIONS]


def _site(address: str) -> str:
    """The web site of an address: "english.aawsat.com" of "https://english.aawsat.com/iraq"."""
    return address.strip().lower().partition("://")[2].partition("/")[0].removeprefix("www.") or _bare(address)


def _bare(address: str) -> str:
    return address.strip().lower().partition("/")[0].removeprefix("www.")


_SITE = later(r"(?:https?://)?(?:www\.)?(?:[a-z0-9]+\.)*(?P<name>[a-z0-9]{3,})\.(?:[a-z]{2,3}\.)?[a-z]{2,5}(?:/.*)?")


def _host_name(key: str) -> str | None:
    """The name in the address of a web site: "shafaq" of "www.shafaq.com"; None if `key` is no address."""
    site = _SITE.fullmatch(key)
    return site["name"] if site else None


def names_of(entry: "Actor | Source | Place") -> Iterator[tuple[str, str]]:
    """All names of a registry entry, each with its language; the English one first."""
    yield "en", entry.name
    for language, names in entry.names.items():
        for name in names:
            yield language, name.text


def resolve_actor(registry: "Registry", text: str) -> str:
    """The id of the actor `text` names. Raises `UnknownName`."""
    return actors_by_name(registry).resolve(text)


def resolve_source(registry: "Registry", text: str) -> str:
    """The id of the source `text` names. Raises `UnknownName`."""
    sources = registry.sources.values()
    addresses = [(source.id, source.url) for source in sources if source.url]
    names = ((source.id, name) for source in sources for _, name in names_of(source))
    return NameIndex("source", names, lambda: registry.spellings, addresses=addresses).resolve(text)


def resolve_place(registry: "Registry", text: str) -> str:
    """The id of the place `text` names. Raises `UnknownName`, also if a town and its governorate are called so."""
    names = ((place.id, name) for place in registry.gazetteer.values() for _, name in names_of(place))
    return NameIndex("place", names, lambda: registry.spellings).resolve(text)


def actors_by_name(registry: "Registry") -> NameIndex:
    """The actors of a registry by all their names."""
    names = ((actor.id, name) for actor in registry.actors.values() for _, name in names_of(actor))
    return NameIndex("actor", names, lambda: registry.spellings, more=lambda: further_names(registry))


def further_names(registry: "Registry") -> Iterator[tuple[str, str]]:
    """What else actors are called: bodies with their country ("Syrian army"), and names that alone mean somebody."""
    from syria_iraq_archive.registry.expansion import Expansion

    expansion = Expansion(registry)
    for actor in registry.actors.values():
        yield from ((actor.id, name) for name in expansion.body_names(actor))
        yield from ((actor.id, name.text) for name in actor.alone)
        yield from ((actor.id, name) for name in actor.contextual)


def known_places(registry: "Registry") -> frozenset[str]:
    """The folded names of towns and capitals, which are names of places and of no actor."""
    towns = (town for towns in registry.places.values() for town in towns)
    located = (name for place in registry.gazetteer.values() for _, name in names_of(place))
    capitals = (
        capital for actor in registry.actors.values() for listed in actor.capitals.values() for capital in listed
    )
    return frozenset(map(fold_key, (*towns, *located, *capitals)))


def known_names(registry: "Registry") -> frozenset[str]:
    """The folded names of places and actors, those of countries' people among them."""
    names = (name for actor in registry.actors.values() for _, name in names_of(actor))
    contextual = (name for actor in registry.actors.values() for name in actor.contextual)
    demonyms = (word for actor in registry.actors.values() for words in actor.demonyms.values() for word in words)
    return known_places(registry) | frozenset(map(fold_key, (*names, *contextual, *demonyms)))


def given_names(registry: "Registry") -> frozenset[str]:
    """The folded first words of people's names of several words."""
    people = (actor for actor in registry.actors.values() if actor.kind == "person")
    folded = (fold_key(name) for person in people for _, name in names_of(person))
    return frozenset(name.split()[0] for name in folded if " " in name)
