"""Which of the words that a user seeks are names of places or actors, and what else these are called."""

from collections import defaultdict

from syria_iraq_archive.corpus.read import AnyConnection
from syria_iraq_archive.corpus.search import Search
from syria_iraq_archive.corpus.widening import Keys, OtherNames, keys_of, runs

MOST_BEARERS = 4  # that a name may have: one of more is a common word
_LONGEST_ACRONYM = 8  # letters


class SoughtNames:
    """All names of places and actors in a corpus, by their words. Reading them takes longer than most questions."""

    def __init__(self, connection: AnyConnection) -> None:
        self._names: dict[str, list[str]] = defaultdict(list)
        self._bearers: dict[Keys, list[tuple[str, str]]] = defaultdict(list)  # name, id
        for table, owner in (("place_names", "place_id"), ("actor_names", "actor_id")):
            for id, name in map(tuple, connection.execute(f"SELECT {owner}, name FROM {table} ORDER BY 1, 2")):
                self._names[id].append(name)
                self._bearers[keys_of(name)].append((name, id))

    def among(self, text: str, search: Search) -> tuple[OtherNames, ...]:
        """The names that are among the words sought, each with the bearers' other names."""
        sought = set(runs(search.node)) & self._bearers.keys() if search.node else set()
        found = ((keys, self._ids(keys, text)) for keys in sorted(sought))
        return tuple(OtherNames(keys, ids, self._all_names(ids)) for keys, ids in found if 0 < len(ids) <= MOST_BEARERS)

    def _ids(self, keys: Keys, text: str) -> tuple[str, ...]:
        return tuple(sorted({id for name, id in self._bearers[keys] if not _is_acronym(name) or name in text}))

    def _all_names(self, ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for id in ids for name in self._names[id]))


def other_names(connection: AnyConnection, text: str, search: Search) -> tuple[OtherNames, ...]:
    """The names of places and actors that are among the words sought, each with the bearers' other names."""
    return SoughtNames(connection).among(text, search) if search.node else ()


def _is_acronym(name: str) -> bool:
    """Whether the name counts only in capitals: "US" isn't "us"."""
    return len(name) <= _LONGEST_ACRONYM and name.isascii() and name.isupper()
