"""An index of names: the id that is meant by what a user typed. Knows nothing of where the names come from."""

from collections import defaultdict
from collections.abc import Iterable

from syria_iraq_archive.errors import UnknownName
from syria_iraq_archive.fold import fold_key

MAX_SUGGESTIONS = 3
MIN_LIKENESS = 0.6


class NameIndex:
    """Ids by all the names they go by, whatever their case, accents, dashes and quotation marks.

    >>> index = NameIndex("actor", [("hayat-tahrir-al-sham", "Hay'at Tahrir al-Sham"), ("hayat-tahrir-al-sham", "HTS")])
    >>> index.resolve("hts")
    'hayat-tahrir-al-sham'
    >>> index.resolve("hst")
    Traceback (most recent call last):
    syria_iraq_archive.errors.UnknownName: no actor is called 'hst' (did you mean hayat-tahrir-al-sham?)
    """

    def __init__(self, what: str, names: Iterable[tuple[str, str]]) -> None:
        self._what = what
        self._ids: set[str] = set()
        self._by_key: dict[str, set[str]] = defaultdict(set)
        for id, name in names:
            self._ids.add(id)
            self._by_key[fold_key(id)].add(id)
            self._by_key[fold_key(name)].add(id)

    def resolve(self, text: str) -> str:
        """The id that `text` names. Raises `UnknownName`, with the nearest, where it names none or several."""
        if text in self._ids:
            return text
        found = self._by_key.get(fold_key(text), set())
        if len(found) == 1:
            return next(iter(found))
        if found:
            raise UnknownName(f"several are called {text!r}", hint=f"say which: {', '.join(sorted(found))}")
        nearest = self._nearest(fold_key(text))
        hint = f"did you mean {' or '.join(nearest)}?" if nearest else f"see: archive {self._what}s"
        raise UnknownName(f"no {self._what} is called {text!r}", hint=hint)

    def _nearest(self, key: str) -> list[str]:
        """Ids with a name that holds the words typed, then those with a name like them."""
        import difflib  # only when a name is wrong

        holding = [name for name in self._by_key if key and f" {key} " in f" {name} "]
        alike = difflib.get_close_matches(key, self._by_key, n=MAX_SUGGESTIONS, cutoff=MIN_LIKENESS)
        ids = [id for name in [*sorted(holding, key=len), *alike] for id in sorted(self._by_key[name])]
        return list(dict.fromkeys(ids))[:MAX_SUGGESTIONS]
