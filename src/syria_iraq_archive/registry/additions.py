"""What a registry may say of what those before it hold: ``extend:`` adds to an entry, ``hide:`` takes it away.

Every kind of file adds up by one rule. What a registry hides goes, what it extends is extended, and its own entries
come behind: so who hides an entry may put another of the same id in its place.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Annotated, Any, Generic, NamedTuple, TypeVar

from pydantic import Field, TypeAdapter

from syria_iraq_archive.errors import RegistryError
from syria_iraq_archive.fold import fold_key
from syria_iraq_archive.registry.filed import Filed
from syria_iraq_archive.registry.models import (
    HIDE,
    LATER,
    Actor,
    CuratedEntry,
    NameOrText,
    Names,
    Noted,
    Office,
    OutletLayout,
    OutletMarks,
    Place,
    Printed,
    Slug,
    Source,
    Words,
)

T = TypeVar("T")
_BY_ID = "entries are named by their ids: archive actors NAME, or archive sources, tells them"


class HiddenEntry(CuratedEntry):
    """Takes an entry of an earlier registry away."""

    hide: Slug
    note: Noted | None = None


class ActorExtension(CuratedEntry):
    """Adds names, offices and whatever else there may be several of to an actor of an earlier registry."""

    extend: Slug
    names: Names = Field(default_factory=dict)
    demonyms: Words = Field(default_factory=dict)
    capitals: Words = Field(default_factory=dict)
    bodies: Words = Field(default_factory=dict)
    contextual: tuple[Printed, ...] = ()
    alone: tuple[NameOrText, ...] = ()
    offices: tuple[Office, ...] = ()
    note: Noted | None = None


class SourceExtension(CuratedEntry):
    """Adds names, marks and layouts to an outlet of an earlier registry."""

    extend: Slug
    names: Names = Field(default_factory=dict)
    contextual: tuple[Printed, ...] = ()
    marks: OutletMarks = Field(default_factory=OutletMarks)
    layouts: tuple[OutletLayout, ...] = ()
    note: Noted | None = None


class PlaceExtension(CuratedEntry):
    """Adds names to a place of an earlier registry."""

    extend: Slug
    names: Names = Field(default_factory=dict)
    contextual: tuple[Printed, ...] = ()
    note: Noted | None = None


Word = Annotated[Printed, Field(min_length=1)]


class SpellingExtension(CuratedEntry):
    """Adds words to the group of spellings that holds one word."""

    extend: Word
    words: tuple[Word, ...] = Field(min_length=1)


class HiddenSpelling(CuratedEntry):
    """Takes the group of spellings that holds one word away."""

    hide: Word


_SPELLING: TypeAdapter[tuple[str, ...]] = TypeAdapter(tuple[Printed, ...], config=LATER)


class Additions(NamedTuple, Generic[T]):
    """How files of a kind add up: the forms of their entries, what identifies one, and how one is extended.

    `keys` gives all that an entry may be called by: an id, or each of its words.
    """

    form: TypeAdapter[T]
    extension: TypeAdapter[Any]
    hiding: TypeAdapter[Any]
    keys: Callable[[T], Iterable[str]]
    extended: Callable[[T, Any], T]

    def form_of(self, raw: object) -> TypeAdapter[Any]:
        """The form that an entry should have, by its first key."""
        if isinstance(raw, dict) and "extend" in raw:
            return self.extension
        return self.hiding if isinstance(raw, dict) and HIDE in raw else self.form


def add_up(layers: Sequence[Sequence[Filed[Any]]], kind: Additions[T]) -> Iterator[Filed[T] | RegistryError]:
    """The entries of registries that come one after the other; errors for what extends or hides nothing.

    Two entries of one id stay two: that is for others to refuse.
    """
    found: list[Filed[T]] = []
    for layer in layers:
        earlier = {key: number for number, filed in reversed(list(enumerate(found))) for key in kind.keys(filed.entry)}
        hidden: set[int] = set()
        extended: dict[int, Filed[T]] = {}
        for filed in layer:
            verb = "hide" if hasattr(filed.entry, HIDE) else "extend" if hasattr(filed.entry, "extend") else None
            if verb is None:
                continue
            key = getattr(filed.entry, verb)
            number = earlier.get(key)
            if number is None:
                yield RegistryError(
                    f"{verb}s {key!r}, which no registry before this one has", place=filed.place, hint=_BY_ID
                )
            elif verb == HIDE:
                hidden.add(number)
            else:
                base = extended.get(number, found[number])
                extended[number] = base._replace(
                    entry=kind.extended(base.entry, filed.entry), extensions=(*base.extensions, filed)
                )
        kept = [extended.get(number, filed) for number, filed in enumerate(found) if number not in hidden]
        own = [filed for filed in layer if not hasattr(filed.entry, HIDE) and not hasattr(filed.entry, "extend")]
        found = [*kept, *own]
    yield from found


def add_up_groups(layers: Iterable[Mapping[str, tuple[str, ...]]]) -> tuple[dict[str, tuple[str, ...]], list[int]]:
    """Named lists of words of registries, one after the other, and the numbers of those that hide what there isn't.

    >>> add_up_groups([{"IQ": ("Basra", "Hit")}, {"IQ": ("Amara",), "hide": ("Hit",)}])
    ({'IQ': ('Basra', 'Amara')}, [])
    """
    found: dict[str, tuple[str, ...]] = {}
    empty_handed = []
    for number, layer in enumerate(layers):
        hidden = {fold_key(word) for word in layer.get(HIDE, ())}
        known = {fold_key(word) for words in found.values() for word in words}
        if hidden - known:
            empty_handed.append(number)
        if hidden:
            found = {
                name: tuple(word for word in words if fold_key(word) not in hidden) for name, words in found.items()
            }
        for name, words in layer.items():
            if name != HIDE:
                there = set(found.get(name, ()))
                found[name] = (*found.get(name, ()), *(word for word in words if word not in there or number == 0))
    return found, empty_handed


def _more(one: dict[str, tuple[T, ...]], other: Mapping[str, tuple[T, ...]]) -> dict[str, tuple[T, ...]]:
    return {**one, **{language: _both(one.get(language, ()), words) for language, words in other.items()}}


def _both(one: tuple[T, ...], other: tuple[T, ...]) -> tuple[T, ...]:
    return (*one, *(each for each in other if each not in one))


_LISTED = ("contextual", "alone", "offices", "layouts")
_BY_LANGUAGE = ("names", "demonyms", "capitals", "bodies")
E = TypeVar("E", Actor, Source, Place)


def _extended(entry: E, extension: ActorExtension | SourceExtension | PlaceExtension) -> E:
    """The entry with all that the extension sets."""
    changes: dict[str, Any] = {}
    for name in sorted(extension.model_fields_set):
        value = getattr(extension, name)
        if name in _BY_LANGUAGE:
            changes[name] = _more(getattr(entry, name), value)
        elif name in _LISTED:
            changes[name] = _both(getattr(entry, name), value)
        elif isinstance(value, OutletMarks) and isinstance(entry, Source):
            changes[name] = _marked(entry.marks, value)
    return entry.model_copy(update=changes)


def _marked(marks: OutletMarks, more: OutletMarks) -> OutletMarks:
    changes = {}
    for name in sorted(more.model_fields_set):
        value = getattr(more, name)
        changes[name] = _both(getattr(marks, name), value) if isinstance(value, tuple) else value
    return marks.model_copy(update=changes)


def _more_words(group: tuple[str, ...], extension: SpellingExtension) -> tuple[str, ...]:
    return _both(group, extension.words)


def _adapter(form: Any) -> TypeAdapter[Any]:
    return TypeAdapter(form)


ACTORS: Additions[Actor] = Additions(
    _adapter(Actor), _adapter(ActorExtension), _adapter(HiddenEntry), lambda actor: (actor.id,), _extended
)
SOURCES: Additions[Source] = Additions(
    _adapter(Source), _adapter(SourceExtension), _adapter(HiddenEntry), lambda source: (source.id,), _extended
)
PLACES: Additions[Place] = Additions(
    _adapter(Place), _adapter(PlaceExtension), _adapter(HiddenEntry), lambda place: (place.id,), _extended
)
SPELLINGS: Additions[tuple[str, ...]] = Additions(
    _SPELLING, _adapter(SpellingExtension), _adapter(HiddenSpelling), lambda group: group, _more_words
)
