"""From a folder of curated YAML to one validated `Registry`.

The entries are read one by one, each with its file and line, so that errors can name the place; the checks of the
registry read them in the same way.
"""

import os
import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from syria_iraq_archive.errors import RegistryError
from syria_iraq_archive.fold import fold_key
from syria_iraq_archive.registry.days import days_of
from syria_iraq_archive.registry.filed import Filed
from syria_iraq_archive.registry.location import CORRECTIONS
from syria_iraq_archive.registry.models import (
    CORRECTION_ENTRY,
    HIDE,
    LATER,
    SLUG,
    Actor,
    ActorCorrection,
    Correction,
    CuratedEntry,
    HearerCorrection,
    Kind,
    MentionCorrection,
    Place,
    PlaceCorrection,
    Printed,
    Source,
    SpeakerCorrection,
    Withdrawal,
)
from syria_iraq_archive.registry.withdrawn import in_force

if TYPE_CHECKING:  # who reads compiled entries needs neither YAML, nor what it may say of other registries
    from syria_iraq_archive.registry.additions import Additions
    from syria_iraq_archive.registry.safe_yaml import Document

E = TypeVar("E")
T = TypeVar("T")
Identified = TypeVar("Identified", Actor, Source, Place)

_GROUPS: TypeAdapter[dict[str, tuple[str, ...]]] = TypeAdapter(dict[Printed, tuple[Printed, ...]], config=LATER)

_LONGEST_LABEL = 60
_KINDS: dict[type, tuple[str, str]] = {list: ("[]", "a list of entries"), dict: ("{}", "a mapping of names to lists")}
"""How a document of each kind is written if it holds nothing, and what it should be."""

# What pydantic says, in words for curators.
_SAID = {
    "missing": "is missing",
    "extra_forbidden": "is no field of this entry",
    "dict_type": "should be a mapping",
    "model_type": "should be a mapping",
    "model_attributes_type": "should be a mapping",
    "tuple_type": "should be a list",
    "list_type": "should be a list",
    "string_type": "should be text",
}


@dataclass(frozen=True, eq=False)
class Registry:
    """The curated knowledge: sources, actors (every source is one, too), corrections, spellings, furniture, places.

    `gazetteer` holds the places; `places` are further towns that datelines begin with, by country.
    """

    sources: Mapping[str, Source]
    actors: Mapping[str, Actor]
    corrections: tuple[Correction, ...] = ()
    spellings: tuple[tuple[str, ...], ...] = ()
    furniture: dict[str, tuple[str, ...]] = field(default_factory=dict)
    places: dict[str, tuple[str, ...]] = field(default_factory=dict)
    gazetteer: Mapping[str, Place] = field(default_factory=dict)
    designations: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def derived(self, name: str, make: Callable[[], Any]) -> Any:
        """What `make` makes of this registry, made once. It is what JSON can hold: it is compiled with the entries.

        >>> Registry({}, {}, places={"IQ": ("Basra",)}).derived("towns", lambda: ["basra"])
        ['basra']
        """
        made = self.made
        if name not in made:
            made[name] = make()
        return made[name]

    def with_corrections(self, corrections: tuple[Correction, ...]) -> "Registry":
        """This registry with other corrections. Nothing is derived from corrections, so what was derived stays.

        >>> Registry({}, {}, corrections=()).with_corrections(()).corrections
        ()
        """
        other = replace(self, corrections=corrections)
        other.__dict__["_made"] = self.made
        return other

    def plain(self, kind: str) -> list[tuple[str, Any]]:
        """The entries of a kind (a field of this class) as plain values, as a curator wrote them, each with its id.

        A group of words is called by its first.

        >>> Registry({}, {}, spellings=(("aleppo", "halab"),)).plain("spellings")
        [('aleppo', ('aleppo', 'halab'))]
        """
        entries = getattr(self, kind)
        named = entries.items() if isinstance(entries, Mapping) else [(one[0] if one else "", one) for one in entries]
        return [
            (id, one.model_dump(mode="json", exclude_unset=True) if isinstance(one, CuratedEntry) else one)
            for id, one in named
        ]

    @property
    def made(self) -> dict[str, Any]:
        """What has been derived so far, by name."""
        made: dict[str, Any] = self.__dict__.setdefault("_made", {})
        return made


def load_registry(*folders: Path) -> Registry:
    """Read the sources, actors and other files of a folder, and of further folders whose files add to the first's.

    Of each kind a folder may have a file (``sources.yaml``) and a folder of files (``sources/*.yaml``). The first must
    have them all but ``spellings`` and ``corrections.yaml``; the others may lack any.

    Raises `RegistryError`, with file and entry, if a file isn't of the declared form, an id stands twice, a `part_of`
    or office names nobody, an entry extends or hides what there isn't, or a correction has a value that the corpus
    can't hold.
    """
    from syria_iraq_archive.registry.additions import ACTORS, PLACES, SOURCES, SPELLINGS

    sources = list(_sound(read_kind(folders, "sources", SOURCES)))
    actors = _by_id([*_sound(read_kind(folders, "actors", ACTORS)), *map(as_actor, sources)])
    _check_references(actors)
    each = {id: filed.entry for id, filed in actors.items()}
    places = _by_id(list(_sound(read_kind(folders, "gazetteer", PLACES))))
    _check_places(places, each)
    registry = Registry(
        sources={id: filed.entry for id, filed in _by_id(sources).items()},
        actors=each,
        spellings=tuple(filed.entry for filed in _sound(read_kind(folders, "spellings", SPELLINGS))),
        furniture=read_group_files(folders, "furniture"),
        places=read_group_files(folders, "places"),
        designations=read_group_files(folders, "designations"),
        gazetteer={id: filed.entry for id, filed in sorted(places.items())},
    )
    for added in folders[1:]:
        if os.path.lexists(added / CORRECTIONS):
            raise RegistryError(
                "a registry that adds to another has no corrections of its own",
                place=str(added / CORRECTIONS),
                hint="put them into the project's, which archive.toml names",
            )
    return replace(registry, corrections=read_corrections(folders[0] / CORRECTIONS, registry))


def read_corrections(path: Path, registry: Registry) -> tuple[Correction, ...]:
    """The corrections of a file that are in force; what they name is in `registry`. Raises `RegistryError`.

    There may be no file.
    """
    entries = list(_sound(read_entries(path, CORRECTION_ENTRY, optional=True)))
    for filed in entries:
        if isinstance(filed.entry, Withdrawal):
            continue
        if problem := correction_problem(filed.entry, registry.sources, registry.actors, registry.gazetteer):
            raise RegistryError(problem, place=filed.place)
    return in_force(filed.entry for filed in entries)


_FOLDERS = {"gazetteer": "places", "places": None}
# Of these kinds a first folder may lack all files.
_OPTIONAL = frozenset({"actors", "spellings", "gazetteer", "places", "designations"})


def kind_files(folder: Path, kind: str) -> list[Path]:
    """The files of a kind in a registry, in order: ``actors.yaml``, if there is one, then ``actors/*.yaml``.

    ``places/*.yaml`` are the gazetteer's; ``places.yaml`` alone lists further towns.
    """
    alone = folder / f"{kind}.yaml"
    several = _FOLDERS.get(kind, kind)
    return [
        *([alone] if os.path.lexists(alone) else ()),
        *(sorted((folder / several).glob("*.yaml")) if several else ()),
    ]


def _files(folders: Sequence[Path], kind: str, *, optional: bool = False) -> Iterator[list[Path]]:
    """The files of a kind in each folder; the first must have one, or be told that it lacks it."""
    for number, folder in enumerate(folders):
        found = kind_files(folder, kind)
        yield found if found or number or optional else [folder / f"{kind}.yaml"]


def read_kind(folders: Sequence[Path], kind: str, additions: "Additions[T]") -> Iterator[Filed[T] | RegistryError]:
    """All entries of a kind, the folders' added up, with errors for what isn't of its form or adds to nothing."""
    from syria_iraq_archive.registry.additions import add_up

    layers: list[list[Filed[Any]]] = []
    for number, files in enumerate(_files(folders, kind, optional=kind in _OPTIONAL)):
        layers.append([])
        for path in files:
            optional = number > 0 or kind == "spellings"
            for each in read_entries(path, additions.form, optional=optional, additions=additions):
                if isinstance(each, RegistryError):
                    yield each
                else:
                    layers[-1].append(each)
    yield from add_up(layers, additions)


def read_group_files(folders: Sequence[Path], kind: str) -> dict[str, tuple[str, ...]]:
    """The named lists of words of a kind, the folders' added up. Raises `RegistryError`."""
    from syria_iraq_archive.registry.additions import add_up_groups

    layers, paths = [], []
    for number, files in enumerate(_files(folders, kind, optional=kind in _OPTIONAL)):
        layer: dict[str, tuple[str, ...]] = {}
        for path in files:
            for name, words in read_groups(path, optional=number > 0).items():
                layer[name] = (*layer.get(name, ()), *words)
        layers.append(layer)
        paths.append(files)
    found, empty_handed = add_up_groups(layers)
    for number in empty_handed:
        raise _hides_nothing(layers[:number], paths[number])
    return found


def _hides_nothing(earlier: Sequence[Mapping[str, tuple[str, ...]]], paths: list[Path]) -> RegistryError:
    """That a word is hidden which no earlier registry has, with the place that says so."""
    known = {fold_key(word) for layer in earlier for words in layer.values() for word in words}
    for path in paths:
        document = _document(path, dict, optional=True)
        for number, word in enumerate(document.content.get(HIDE, ())):
            if fold_key(word) not in known:
                place = f"{path}:{document.line((HIDE, number))}: {HIDE}"
                return RegistryError(f"hides {word!r}, which no registry before this one has", place=place)
    return RegistryError("hides what no registry before this one has", place=str(paths[0]))


def correction_problem(
    correction: Correction, sources: Container[str], actors: Container[str], places: Container[str]
) -> str | None:
    """Why the corpus can't hold the value of a correction; None if it can."""
    value = correction.value
    if correction.field == "source" and value is not None and value not in sources:
        return f"names the source {value!r}, which isn't in the registry"
    if correction.field == "language" and value is not None and not re.fullmatch("[a-z]{2,3}", value):
        return f"{value!r} is no code of a language: ISO 639-1, or 639-3 if that has none"
    if unknown := next((id for id in _actors_named(correction) if id not in actors), None):
        return f"names the actor {unknown!r}, who isn't in the registry"
    if isinstance(correction, PlaceCorrection):
        nowhere = next((id for id in correction.places if id not in places), None)
        return nowhere and f"names the place {nowhere!r}, which isn't in the registry"
    if correction.field == "published" and value is not None:
        try:
            days_of(value)
        except RegistryError as error:
            return error.message
    return None


def _actors_named(correction: Correction) -> Iterator[str]:
    """The ids by which a correction names actors."""
    value = correction.value
    if isinstance(correction, ActorCorrection):
        yield correction.instead_of
    if isinstance(correction, MentionCorrection | ActorCorrection | HearerCorrection) and value is not None:
        yield value
    # A speaker's one word may be words of the article, which the replay looks for; hyphens are those of an id.
    if isinstance(correction, SpeakerCorrection) and value and "-" in value and SLUG.fullmatch(value):
        yield value


def as_actor(filed: Filed[Source]) -> Filed[Actor]:
    """The entry of a source as the entry of an actor of kind ``media``: every source is one, too."""
    source = filed.entry
    actor = Actor(
        id=source.id,
        name=source.name,
        kind=Kind.MEDIA,
        part_of=source.part_of,
        country=source.country,
        names=source.names,
        contextual=source.contextual,
    )
    return Filed(filed.file, filed.label, actor, filed.line, filed.number, filed.extensions)


def _sound(entries: Iterable[Filed[E] | RegistryError]) -> Iterator[Filed[E]]:
    """The entries; raises the first error among them."""
    for entry in entries:
        if isinstance(entry, RegistryError):
            raise entry
        yield entry


def _by_id(entries: list[Filed[Identified]]) -> dict[str, Filed[Identified]]:
    """The entries by their ids. Raises `RegistryError` if two have one id."""
    found: dict[str, Filed[Identified]] = {}
    for filed in entries:
        if earlier := found.get(filed.entry.id):
            raise RegistryError(f"stands twice; first in {earlier.place}", place=filed.place)
        found[filed.entry.id] = filed
    return found


def _check_references(actors: dict[str, Filed[Actor]]) -> None:
    for filed in actors.values():
        for place, named in named_by(filed):
            if named not in actors:
                raise RegistryError(f"names the actor {named!r}, who isn't in the registry", place=place)


def named_by(filed: Filed[Actor]) -> Iterator[tuple[str, str]]:
    """The ids of other actors that an entry names, each with the place that names it: its own, or an extension's."""
    later = {office.of: each.place for each in filed.extensions for office in getattr(each.entry, "offices", ())}
    own = {office.of for office in filed.entry.offices} - set(later)
    for named in references(filed.entry):
        yield (
            later[named] if named in later and named not in own and named != filed.entry.part_of else filed.place,
            named,
        )


def _check_places(places: dict[str, Filed[Place]], actors: Container[str]) -> None:
    for filed in places.values():
        place = filed.entry
        if place.part_of is not None and place.part_of not in places:
            raise RegistryError(f"is part of {place.part_of!r}, which isn't among the places", place=filed.place)
        if place.same_as is not None and place.same_as not in actors:
            raise RegistryError(f"names the actor {place.same_as!r}, who isn't in the registry", place=filed.place)


def references(actor: Actor) -> Iterator[str]:
    """The ids of other actors that an entry names."""
    if actor.part_of is not None:
        yield actor.part_of
    yield from (office.of for office in actor.offices)


def read_entries(
    path: Path, form: TypeAdapter[E], *, optional: bool = False, additions: "Additions[E] | None" = None
) -> Iterator[Filed[E] | RegistryError]:
    """The entries of a file in their order; for an entry that isn't of the `form`, errors with their places.

    With `additions`, entries may extend or hide others, too. A file that can't be read, or is no list, gives one error
    and nothing else. An `optional` file may be missing, or hold nothing but comments.
    """
    if optional and not os.path.lexists(path):
        return
    try:
        document = _document(path, list, optional=optional)
    except RegistryError as error:
        yield error
        return
    for number, raw in enumerate(document.content):
        label = _label(raw, number)
        try:
            one = additions.form_of(raw) if additions else form
            yield Filed(path, label, one.validate_python(raw), document.line((number,)), number)
        except ValidationError as error:
            yield from _errors(document, error, (number,), label)


def read_groups(path: Path, *, optional: bool = False) -> dict[str, tuple[str, ...]]:
    """The named lists of words in a file. If it is `optional`, it may hold nothing but comments.

    Raises `RegistryError`.
    """
    return _validated(_document(path, dict, optional=optional), _GROUPS)


def _document(path: Path, kind: type, *, optional: bool = False) -> "Document":
    """A document that is a list or a mapping. If there is nothing in it, it was cut off, unless it is `optional`."""
    from syria_iraq_archive.registry.safe_yaml import Document, read_document

    document = read_document(path)
    nothing, expected = _KINDS[kind]
    if document.content is None and optional:
        return Document(path, kind())
    if document.content is None:
        raise RegistryError("is empty", place=f"{path}:1", hint=f"write {nothing} if it is to hold nothing")
    if not isinstance(document.content, kind):
        raise RegistryError(f"is not {expected}", place=f"{path}:{document.line()}")
    return document


def _validated(document: "Document", form: TypeAdapter[T]) -> T:
    """The content of a document. Raises `RegistryError` for the first thing that isn't of the form."""
    try:
        return form.validate_python(document.content)
    except ValidationError as error:
        raise next(_errors(document, error)) from error


def _label(raw: object, number: int) -> str:
    """What an entry is called: its id, or its number from 1."""
    id = next((raw[key] for key in ("id", "extend", HIDE) if key in raw), None) if isinstance(raw, dict) else None
    return id[:_LONGEST_LABEL] if isinstance(id, str) and id.strip() else f"entry {number + 1}"


def _errors(
    document: "Document", error: ValidationError, entry: tuple[int, ...] = (), label: str = ""
) -> Iterator[RegistryError]:
    """All that is wrong with an entry, each with file, line and what the entry is called."""
    for each in error.errors(include_url=False):
        keys = each["loc"]
        named = label or (f"entry {keys[0] + 1}" if isinstance(keys[0], int) else str(keys[0])[:_LONGEST_LABEL])
        place = f"{document.path}:{document.line((*entry, *keys))}: {named}"
        yield RegistryError(_said(keys if label else keys[1:], each["type"], each["msg"]), place=place)


def _said(keys: Iterable[object], kind: str, message: str) -> str:
    """What is wrong, with the field it is wrong with."""
    said = _SAID.get(kind, message.removeprefix("Value error, "))
    field = ".".join(str(key) for key in keys if key != "[key]")
    return f"{field}: {said}" if field else said
