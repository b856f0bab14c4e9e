"""Words that aren't names of actors: the marks of outlets, interchangeable spellings, furniture, places, addresses."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from syria_iraq_archive.fold import fold_key
from syria_iraq_archive.registry.check.curated import Curated, Finding, at
from syria_iraq_archive.registry.models import Source

SPELLINGS_FILE = "spellings.yaml"
_SHOWING = ("masthead", "byline", "prefix", "dateline")  # a credit may be anybody's


def marks(curated: Curated) -> Iterator[Finding]:
    """Every mark shows one outlet, and says something when folded."""
    bearers: dict[tuple[str, str], list[str]] = defaultdict(list)
    for filed in curated.sources:
        for kind, mark in _marks(filed.entry):
            if not any(c.isalnum() for c in fold_key(mark)):
                yield at(filed, f"marks.{kind}: {mark!r} names nothing")
            bearers[kind, fold_key(mark)].append(filed.entry.id)
        if filed.entry.marks.layout:
            bearers["layout", filed.entry.marks.layout].append(filed.entry.id)
    for (kind, mark), ids in bearers.items():
        if kind != "credit":
            for other in dict.fromkeys(ids[1:]):
                what = "stands twice" if other == ids[0] else f"is a mark of {ids[0]}, too"
                yield curated.finding(other, f"marks.{kind}: {mark!r} {what}")


def _marks(source: Source) -> Iterator[tuple[str, str]]:
    for kind in (*_SHOWING, "credit"):
        yield from ((kind, mark) for mark in getattr(source.marks, kind))


def spellings(curated: Curated) -> Iterator[Finding]:
    """A word stands in one group of spellings, once, and a group has two at least."""
    groups = [[fold_key(word) for word in group] for group in curated.spellings]
    first: dict[str, int] = {}
    for number, group in enumerate(groups, start=1):
        entry = f"entry {number}"
        if len(group) < 2:
            yield Finding(SPELLINGS_FILE, entry, "is no group: a word alone")
        for word, count in Counter(group).items():
            if len(word.split()) != 1:
                yield Finding(SPELLINGS_FILE, entry, f"{word!r} isn't one word")
            if count > 1:
                yield Finding(SPELLINGS_FILE, entry, f"has {word!r} {count} times")
            if first.setdefault(word, number) != number:
                yield Finding(SPELLINGS_FILE, entry, f"{word!r} stands in entry {first[word]}, too")


def groups(curated: Curated) -> Iterator[Finding]:
    """Furniture and places name something, and each once in its group."""
    for filed in curated.groups:
        for word, count in Counter(map(fold_key, filed.entry.words)).items():
            if not word:
                yield at(filed, "has an entry that folds to nothing")
            elif count > 1:
                yield at(filed, f"has {word!r} {count} times")
