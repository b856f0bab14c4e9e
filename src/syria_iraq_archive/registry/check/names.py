"""Checks of names and words: whether each means one thing, and whether a text could ever print it."""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain, combinations

from syria_iraq_archive.fold import fold_key
from syria_iraq_archive.patterns import later
from syria_iraq_archive.registry.check.curated import Curated, RegistryFlaw, at
from syria_iraq_archive.registry.expansion import BODY_LANGUAGES, Expanded, Way, is_acronym
from syria_iraq_archive.registry.filed import Filed
from syria_iraq_archive.registry.models import Actor, Kind, Source

_UNCONDITIONAL = frozenset({Way.NAME, Way.BODY, Way.DEMONYM})
_FULL = frozenset({Way.NAME, Way.BODY})


def collisions(curated: Curated) -> Iterator[RegistryFlaw]:
    """No name, in any spelling that rules give it, means two actors wherever it stands."""
    reported: set[tuple[str, ...]] = set()
    for folded, names in curated.names.items():
        claiming = [name for name in names if name.way in _UNCONDITIONAL or name.way is Way.CAPITAL]
        for one, other in combinations(claiming, 2):
            pair = (one.actor, one.listed, other.actor, other.listed)
            if one.actor != other.actor and _can_be_printed_alike(one, other) and pair not in reported:
                reported.add(pair)
                where = curated.elsewhere(one.actor, other.actor)
                blamed, there = (other, one) if where else (one, other)  # the one that was added is at fault
                yield curated.flaw(blamed.actor, f"{_shared(blamed, there, folded)}{where}")


def _shared(one: Expanded, other: Expanded, folded: str) -> str:
    return f"{one.listed!r} is a name of {other.actor}, too: {other.listed!r}, both folded {folded!r}"


def _can_be_printed_alike(one: Expanded, other: Expanded) -> bool:
    """Whether the same characters can be both. Two acronyms can't: each counts in its own letters only."""
    exact = {name.listed for name in (one, other) if name.way is Way.NAME and is_acronym(name.listed)}
    return len(exact) < 2


def repeated(curated: Curated) -> Iterator[RegistryFlaw]:
    """No entry has an empty name, or a name twice in a language."""
    for filed, field, names in _lists_of_names(curated):
        counts = Counter(name if is_acronym(name) else fold_key(name) for name in names)
        for name, count in counts.items():
            if not name.strip():
                yield at(filed, f"{field}: has an empty name")
            elif count > 1:
                yield at(filed, f"{field}: has {name!r} {count} times")


def printable(curated: Curated) -> Iterator[RegistryFlaw]:
    """Every name can be printed: it folds to something, without characters that vanish, acronyms in capitals."""
    for filed, field, names in _lists_of_names(curated):
        for name in names:
            if problem := _problem(name):
                yield at(filed, f"{field}: {name!r} {problem}")


def _problem(name: str) -> str | None:
    if name.strip() and not any(c.isalnum() for c in fold_key(name)):
        return "folds to nothing"
    if vanishing := _VANISHING.search(name):
        return f"contains {unicodedata.name(vanishing[0], 'a control character')}, which folding removes"
    if _LIKE_ACRONYM.fullmatch(name):
        return "looks like an acronym but has no capitals"
    return None


# What folding removes. The zero-width non-joiner between letters is allowed: Persian and Kurdish are spelt with it.
_VANISHING = later(
    r"[\[\]\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u00ad\u200b\u200d-\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
    r"|(?<!\w)\u200c|\u200c(?!\w)"
)
# Small letters, at least one of them a consonant, without vowels: "sdf" is meant to be "SDF".
_LIKE_ACRONYM = later(r"(?=[a-z.]*[b-df-hj-np-tv-xz])(?![a-z]*[aeiouy])[a-z.]{2,8}")


def scripts(curated: Curated) -> Iterator[RegistryFlaw]:
    """A name is written in the script of its language."""
    for filed in curated.everyone:
        for language, names in filed.entry.names.items():
            script = _SCRIPTS.get(language)
            yield from (
                at(filed, f"names.{language}: {name.text!r} isn't in the script of that language")
                for name in names
                if script and not script.search(name.text)
            )


_LATIN, _ARABIC_LETTERS = later("[A-Za-z]"), later("[\u0600-\u06ff]")
_SCRIPTS = dict.fromkeys(("en", "tr", "ku", "fr", "de"), _LATIN) | dict.fromkeys(("ar", "fa", "ckb"), _ARABIC_LETTERS)


def operations(curated: Curated) -> Iterator[RegistryFlaw]:
    """A name is the name of somebody who acts; an operation is no actor."""
    for filed, field, names in _lists_of_names(curated):
        yield from (at(filed, f"{field}: {name!r} is an operation") for name in names if _OPERATION.search(name))


_OPERATION = later(r"^(?:Operation|عملية|معركة) |(?: [Oo]peration|Operasyonu|Harek[aâ]tı)$")


def reachable(curated: Curated) -> Iterator[RegistryFlaw]:
    """Every field of names has an effect: bodies have a state, surnames a person, contextual names a full name."""
    full = {name.actor for name in chain.from_iterable(curated.names.values()) if name.way in _FULL}
    for filed in curated.everyone:
        actor = filed.entry
        yield from (at(filed, what) for what in _without_effect(actor))
        if set(actor.bodies) & set(BODY_LANGUAGES) and next(curated.expansion.body_names(actor), None) is None:
            yield at(filed, f"bodies: country {actor.country} has no state with demonyms and names in the registry")
        if actor.contextual and actor.id not in full:
            yield at(filed, "contextual: all names of the actor are, so that none ever counts")
    yield from _hidden(curated)


def _without_effect(actor: Actor) -> Iterator[str]:
    """The fields that no rule reads for an actor of this kind."""
    if actor.kind is not Kind.PERSON:
        if actor.surnames:
            yield "surnames: the actor is no person"
        if actor.offices:
            yield "offices: the actor is no person"
    if actor.kind is not Kind.STATE and (actor.demonyms or actor.capitals):
        yield "demonyms, capitals: the actor is no state"
    for language in actor.bodies:
        if language not in BODY_LANGUAGES:
            yield f"bodies: no rule names a body with its country in {language!r}"


def _hidden(curated: Curated) -> Iterator[RegistryFlaw]:
    """Contextual names that never count, because the same name always means another actor, who comes first."""
    for names in curated.names.values():
        taken: Expanded | None = None
        for name in names:
            if taken and name.way is Way.CONTEXTUAL and name.actor != taken.actor:
                yield curated.flaw(name.actor, f"contextual: {name.listed!r} always means {taken.actor}")
            if taken is None and name.way in _UNCONDITIONAL and not is_acronym(name.listed):
                taken = name


def surnames(curated: Curated) -> Iterator[RegistryFlaw]:
    """A surname is no number, initial or particle, and not the full name of somebody else."""
    reported: set[tuple[str, str]] = set()
    for folded, names in curated.names.items():
        hiding = [name for name in names if name.way in _UNCONDITIONAL and not is_acronym(name.listed)]
        for name in names:
            if name.way is not Way.SURNAME or (name.actor, name.listed) in reported:
                continue
            others = [other.actor for other in hiding if other.actor != name.actor]
            if not _is_surname(folded):
                reported.add((name.actor, name.listed))
                yield curated.flaw(name.actor, f"surnames: {name.listed!r} is no surname")
            elif others:
                reported.add((name.actor, name.listed))
                yield curated.flaw(name.actor, f"surnames: {name.listed!r} always means {others[0]}")


def _is_surname(folded: str) -> bool:
    letters = folded.replace("'", "")
    return len(letters) >= (3 if letters.isascii() else 2) and not _NO_SURNAME.fullmatch(folded)


_NO_SURNAME = later(r"[ivx]+|[\d.]+|\w\.|jr\.?|sr\.?|the|bin|ibn|abu")


def _lists_of_names(curated: Curated) -> Iterator[tuple[Filed[Actor], str, Iterable[str]]]:
    """The lists of names in all entries, each with its entry and the name of its field."""
    for filed in curated.everyone:
        for field, names in _names_by_field(filed.entry):
            yield filed, field, names


def _names_by_field(actor: Actor) -> Iterator[tuple[str, Iterable[str]]]:
    """The lists of names in an entry; `name` counts as English."""
    english = [actor.name, *(name.text for name in actor.names.get("en", ()))]
    yield "names.en", english
    for language, names in actor.names.items():
        if language != "en":
            yield f"names.{language}", [name.text for name in names]
    for field in ("demonyms", "capitals", "bodies"):
        words: dict[str, tuple[str, ...]] = getattr(actor, field)
        yield from ((f"{field}.{language}", listed) for language, listed in words.items())
    yield "surnames", actor.surnames or ()
    yield "contextual", actor.contextual


SPELLINGS_FILE = "spellings.yaml"
_SHOWING = ("masthead", "byline", "prefix", "dateline")  # a credit may be anybody's


def marks(curated: Curated) -> Iterator[RegistryFlaw]:
    """Every mark shows one outlet only, and has letters or digits."""
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
                yield curated.flaw(other, f"marks.{kind}: {mark!r} {what}{curated.elsewhere(other, ids[0])}")


def _marks(source: Source) -> Iterator[tuple[str, str]]:
    for kind in (*_SHOWING, "credit"):
        yield from ((kind, mark) for mark in getattr(source.marks, kind))


def spellings(curated: Curated) -> Iterator[RegistryFlaw]:
    """A word stands in one group of spellings, once, and a group has two words at least."""
    groups = [[fold_key(word) for word in group] for group in curated.spellings]
    first: dict[str, int] = {}
    for number, group in enumerate(groups, start=1):
        entry = f"entry {number}"
        if len(group) < 2:
            yield RegistryFlaw(SPELLINGS_FILE, entry, "is no group: a word alone")
        for word, count in Counter(group).items():
            if len(word.split()) != 1:
                yield RegistryFlaw(SPELLINGS_FILE, entry, f"{word!r} isn't one word")
            if count > 1:
                yield RegistryFlaw(SPELLINGS_FILE, entry, f"has {word!r} {count} times")
            if first.setdefault(word, number) != number:
                yield RegistryFlaw(SPELLINGS_FILE, entry, f"{word!r} stands in entry {first[word]}, too")


def groups(curated: Curated) -> Iterator[RegistryFlaw]:
    """No entry of a file of words is empty, or stands twice in its group."""
    for filed in curated.groups:
        for word, count in Counter(map(fold_key, filed.entry.words)).items():
            if not word:
                yield at(filed, "has an entry that folds to nothing")
            elif count > 1:
                yield at(filed, f"has {word!r} {count} times")
