"""Spellings by rule: words that transliterate one name are exchanged inside a name, so nobody has to list them all."""

from collections.abc import Iterable, Iterator
from itertools import product

from syria_iraq_archive.fold import fold_key

MAX_VARIANTS = 48  # of one name: beyond that the rules say nothing useful


class Spellings:
    """The folded spellings of a name, by the registry's groups of exchangeable words.

    >>> spellings = Spellings([("julani", "jolani", "golani")])
    >>> sorted(spellings.of("Abu Mohammad al-Julani"))
    ['abu mohammad al golani', 'abu mohammad al jolani', 'abu mohammad al julani']
    >>> sorted(Spellings([]).of("Hay'at Tahrir al-Sham"))
    ["hay'at tahrir al sham", 'hayat tahrir al sham']
    """

    def __init__(self, groups: Iterable[Iterable[str]]) -> None:
        self._alternatives: dict[str, tuple[str, ...]] = {}
        for group in groups:
            folded = tuple(dict.fromkeys(fold_key(word) for word in group))
            for word in folded:
                self._alternatives[word] = folded

    def of(self, name: str) -> Iterator[str]:
        """The folded name, and then its other spellings, each once."""
        seen: set[str] = set()
        for variant in self._variants(fold_key(name)):
            for spelling in (variant, variant.replace("'", "")):
                if spelling not in seen:
                    seen.add(spelling)
                    yield spelling

    def _variants(self, folded: str) -> Iterator[str]:
        choices = [self._choices(word) for word in folded.split()]
        for count, words in enumerate(product(*choices)):
            if count >= MAX_VARIANTS:
                return
            yield " ".join(words)

    def _choices(self, word: str) -> tuple[str, ...]:
        others = self._alternatives.get(word, ())
        return (word, *(other for other in others if other != word))
