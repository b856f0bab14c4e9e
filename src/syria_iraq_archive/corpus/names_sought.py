"""Which of the words that a user seeks are names of places or actors, and what else these are called."""

from collections import defaultdict

from syria_iraq_archive.corpus.read import AnyConnection
from syria_iraq_archive.corpus.search import Search
from syria_iraq_archive.corpus.widening import Keys, OtherNames, keys_of, runs

MOST_BEARERS = 4  # that a name may have: one of more is a common word
_LONGEST_ACRONYM = 8  # letters


def other_names(connection: AnyConnection, text: str, search: Search) -> tuple[OtherNames, ...]:
    """The names of places and actors that are among the words sought, each with the bearers' other names."""
    sought = set(runs(search.node)) if search.node else set()
    if not sought:
        return ()
    bearers: dict[Keys, set[str]] = defaultdict(set)
    names: dict[str, list[str]] = defaultdict(list)
    for table, owner in (("place_names", "place_id"), ("actor_names", "actor_id")):
        for id, name in map(tuple, connection.execute(f"SELECT {owner}, name FROM {table} ORDER BY 1, 2")):
            names[id].append(name)
            keys = keys_of(name)
            if keys in sought and (not _is_acronym(name) or name in text):
                bearers[keys].add(id)
    return tuple(
        OtherNames(keys, tuple(sorted(ids)), tuple(dict.fromkeys(name for id in sorted(ids) for name in names[id])))
        for keys, ids in sorted(bearers.items())
        if len(ids) <= MOST_BEARERS
    )


def _is_acronym(name: str) -> bool:
    """Whether the name counts only in capitals: "US" isn't "us"."""
    return len(name) <= _LONGEST_ACRONYM and name.isascii() and name.isupper()
