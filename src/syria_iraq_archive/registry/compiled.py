"""A registry in one file that loads in an instant: its entries, and all that was derived from them.

The file is data, not code: a line that says what it is, a digest of the rest, a line of JSON that says what it was made
from, and sections of JSON, each read when somebody asks for it. Entries are made of it without validating them again:
what was compiled was valid, and the digest proves that it is what was compiled.
"""

import hashlib
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, NamedTuple, TypeVar, cast
from unicodedata import category, normalize

from syria_iraq_archive.errors import InvariantBroken
from syria_iraq_archive.records import Role
from syria_iraq_archive.registry.load import Registry
from syria_iraq_archive.registry.models import (
    Actor,
    ActorCorrection,
    Correction,
    CuratedEntry,
    FieldCorrection,
    HearerCorrection,
    Kind,
    LayoutSign,
    MentionCorrection,
    Name,
    Office,
    OpeningCorrection,
    Opens,
    OutletLayout,
    OutletMarks,
    Place,
    PlaceCorrection,
    PlaceKind,
    RoleCorrection,
    Source,
    SpeakerCorrection,
)

E = TypeVar("E", bound=CuratedEntry)

_HEAD = b"compiled registry 1"
_MADE = "made "  # begins the name of a section that holds what was derived
_IDS = {"sources": "source ids", "actors": "actor ids", "gazetteer": "gazetteer ids"}  # sections of one order
_CORRECTIONS: dict[str, type[Correction]] = {
    "role": RoleCorrection,
    "opening": OpeningCorrection,
    "mention": MentionCorrection,
    "actor": ActorCorrection,
    "place": PlaceCorrection,
    "speaker": SpeakerCorrection,
    "hearer": HearerCorrection,
}


class Origin(NamedTuple):
    """What a registry is compiled from: digests of its files, and of the program that compiles it."""

    files: str
    program: str


class Sections(Mapping[str, bytes]):
    """Parts of some bytes, by name, but for those `instead`. A part is copied only for who asks for it."""

    def __init__(self, data: bytes, spans: dict[str, tuple[int, int]], **instead: bytes) -> None:
        self._data = data
        self._spans = spans
        self._instead = instead

    def with_another(self, name: str, content: bytes) -> "Sections":
        """These, but one of them with other content."""
        return Sections(self._data, self._spans, **{**self._instead, name: content})

    def __getitem__(self, name: str) -> bytes:
        if name in self._instead:
            return self._instead[name]
        start, end = self._spans[name]
        return self._data[start:end]

    def __iter__(self) -> Iterator[str]:
        return iter(self._spans)

    def __len__(self) -> int:
        return len(self._spans)


class CompiledRegistry(Registry):
    """A registry out of a compiled file. It travels to other processes as the bytes it came from."""

    def __init__(self, sections: Sections, origin: "Origin | None" = None) -> None:
        self.__dict__.update(sections=sections, origin=origin)

    def __reduce__(self) -> tuple[type["CompiledRegistry"], tuple[Sections, "Origin | None"]]:
        return CompiledRegistry, (self._own, self.origin)

    @property
    def origin(self) -> "Origin | None":
        """What it was compiled from, if it is known."""
        origin: Origin | None = self.__dict__["origin"]
        return origin

    @property
    def _own(self) -> Sections:
        sections: Sections = self.__dict__["sections"]
        return sections

    def derived(self, name: str, make: Callable[[], Any]) -> Any:
        """What `make` would make of this registry: as it was compiled, or made now."""
        section = self._own.get(_MADE + name)
        return super().derived(name, make if section is None else lambda: json.loads(section))

    def with_corrections(self, corrections: tuple[Correction, ...]) -> "CompiledRegistry":
        """This registry with other corrections, which travel with it."""
        return self._with_section(_json(_listed(corrections)))

    def packed_corrections(self) -> bytes:
        """The corrections as bytes, with a digest of them."""
        listed = self._own["corrections"]
        return hashlib.sha256(listed).hexdigest().encode() + b"\n" + listed

    def with_packed_corrections(self, packed: bytes) -> "CompiledRegistry | None":
        """This registry with corrections that it had packed; None if they are damaged."""
        digest, _, listed = packed.partition(b"\n")
        return self._with_section(listed) if hashlib.sha256(listed).hexdigest().encode() == digest else None

    def _with_section(self, corrections: bytes) -> "CompiledRegistry":
        other = CompiledRegistry(self._own.with_another("corrections", corrections), self.origin)
        other.__dict__["_made"] = self.made
        return other

    def plain(self, kind: str) -> list[tuple[str, Any]]:
        """The same as of any registry, without making entries of what the file holds."""
        if kind not in _IDS:
            return super().plain(kind)
        return list(zip(self._section(_IDS[kind]), self._section(kind), strict=True))

    def _section(self, name: str) -> Any:
        return json.loads(self._own[name])

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """The outlets by id."""
        return Entries(self._section("source ids"), lambda: self._section("sources"), _source)

    @cached_property
    def actors(self) -> Mapping[str, Actor]:
        """The actors by id."""
        return Entries(self._section("actor ids"), lambda: self._section("actors"), _actor)

    @cached_property
    def corrections(self) -> tuple[Correction, ...]:
        """The corrections, in their order."""
        return tuple(map(_correction, self._section("corrections")))

    @cached_property
    def spellings(self) -> tuple[tuple[str, ...], ...]:
        """Groups of words that spell one name."""
        return tuple(map(tuple, self._section("spellings")))

    @cached_property
    def furniture(self) -> dict[str, tuple[str, ...]]:
        """Lines of site furniture by kind."""
        return _words(self._section("furniture"))

    @cached_property
    def places(self) -> dict[str, tuple[str, ...]]:
        """Further towns by country."""
        return _words(self._section("places"))

    @cached_property
    def gazetteer(self) -> Mapping[str, Place]:
        """The places by id."""
        return Entries(self._section("gazetteer ids"), lambda: self._section("gazetteer"), _place)

    @property
    def designations(self) -> dict[str, tuple[str, ...]]:
        """Words that label a party, by what they do in a label."""
        return _words(self._section("designations"))


class Entries(Mapping[str, E]):
    """Entries by id, in the order of the ids, each made when it is asked for."""

    def __init__(self, ids: list[str], read: Callable[[], list[dict[str, Any]]], make: Callable[[Any], E]) -> None:
        self._numbers = {id: number for number, id in enumerate(ids)}
        self._read = read
        self._make = make
        self._entries: dict[str, E] = {}

    @cached_property
    def _values(self) -> list[dict[str, Any]]:
        return self._read()

    def __getitem__(self, id: str) -> E:
        if id not in self._entries:
            self._entries[id] = self._make(self._values[self._numbers[id]])
        return self._entries[id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)

    def __contains__(self, id: object) -> bool:
        return id in self._numbers


def pack(registry: Registry, origin: Origin) -> bytes:
    """The compiled file of a registry, with all that was derived from it so far.

    Raises `InvariantBroken` if the file wouldn't give back the very same.
    """
    sections = {
        "source ids": list(registry.sources),
        "actor ids": list(registry.actors),
        "sources": _listed(registry.sources.values()),
        "actors": _listed(registry.actors.values()),
        "corrections": _listed(registry.corrections),
        "spellings": registry.spellings,
        "furniture": registry.furniture,
        "places": registry.places,
        "gazetteer ids": list(registry.gazetteer),
        "gazetteer": _listed(registry.gazetteer.values()),
        "designations": registry.designations,
        **{_MADE + name: made for name, made in registry.made.items()},
    }
    written = _joined(sections)
    if difference := _difference(registry, CompiledRegistry(written)):
        raise InvariantBroken(f"its compiled form has other {difference}", place="the registry")
    payload = b"".join(written.values())
    lengths = [[name, len(content)] for name, content in written.items()]
    letters = "".join(sorted(set(payload.decode())))
    told = _json({"origin": origin, "sections": lengths, "letters": letters, "known": _known_of(letters)})
    return b"\n".join((_HEAD, _digest(told, payload), told, payload))


def registry_of_plain(plain: Mapping[str, Mapping[str, Any]]) -> CompiledRegistry:
    """A registry of plain values, as they were of valid entries: by kind and id."""
    sections: dict[str, Any] = {
        "source ids": list(plain.get("sources", ())),
        "actor ids": list(plain.get("actors", ())),
        "sources": list(plain.get("sources", {}).values()),
        "actors": list(plain.get("actors", {}).values()),
        "corrections": [],
        "spellings": list(plain.get("spellings", {}).values()),
        "furniture": plain.get("furniture", {}),
        "places": plain.get("places", {}),
        "designations": plain.get("designations", {}),
        "gazetteer ids": list(plain.get("gazetteer", ())),
        "gazetteer": list(plain.get("gazetteer", {}).values()),
    }
    return CompiledRegistry(_joined(sections))


def unpack(data: bytes, origin: Origin) -> CompiledRegistry | None:
    """The registry in a compiled file; None if that is damaged, cut off, or was made from something else."""
    lines = io.BytesIO(data)
    head, digest, told = (lines.readline().removesuffix(b"\n") for _ in range(3))
    start = lines.tell()
    if head != _HEAD or digest != _digest(told, memoryview(data)[start:]):
        return None
    said = json.loads(told)
    if said["origin"] != list(origin) or said["known"] != _known_of(said["letters"]):
        return None
    return CompiledRegistry(Sections(data, _spans(said["sections"], start)), origin)


def _joined(contents: Mapping[str, Any]) -> Sections:
    """Sections of JSON."""
    written = {name: _json(content) for name, content in contents.items()}
    return Sections(b"".join(written.values()), _spans(((name, len(each)) for name, each in written.items()), 0))


def _spans(lengths: Iterable[tuple[str, int]], start: int) -> dict[str, tuple[int, int]]:
    """Where each section lies, in bytes that have the first of them at `start`."""
    spans = {}
    for name, length in lengths:
        spans[name] = (start, start + length)
        start += length
    return spans


def _digest(told: bytes, payload: bytes | memoryview) -> bytes:
    digest = hashlib.sha256(told)
    digest.update(payload)
    return digest.hexdigest().encode()


def _known_of(letters: str) -> str:
    """What this Python knows of letters, as a digest: a Python that knows more may fold names in another way."""
    known = [(one, one.lower(), one.casefold(), normalize("NFKD", one), category(one)) for one in letters]
    return hashlib.sha256(repr(known).encode()).hexdigest()[:16]


def _json(content: Any) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def _listed(entries: Iterable[CuratedEntry]) -> list[dict[str, Any]]:
    """Entries as the curator wrote them, without defaults."""
    return [entry.model_dump(mode="json", exclude_unset=True) for entry in entries]


def _difference(one: Registry, other: Registry) -> str | None:
    """The first part in which two registries differ. What is set counts, too: it is written back into files."""
    for name in ("sources", "actors", "corrections", "spellings", "furniture", "places", "designations", "gazetteer"):
        if getattr(one, name) != getattr(other, name):
            return name
    pairs = (
        *zip(one.sources.values(), other.sources.values(), strict=True),
        *zip(one.actors.values(), other.actors.values(), strict=True),
        *zip(one.corrections, other.corrections, strict=True),
        *zip(one.gazetteer.values(), other.gazetteer.values(), strict=True),
    )
    if any(mine.model_fields_set != yours.model_fields_set for mine, yours in pairs):
        return "fields"
    return next((name for name, made in one.made.items() if other.derived(name, lambda: None) != made), None)


# ----------------------------------------------------------------------------------------- from plain values to entries


def _source(values: dict[str, Any]) -> Source:
    if "marks" in values:
        values["marks"] = _made(OutletMarks, values["marks"])
    if "layouts" in values:
        values["layouts"] = [_layout(layout) for layout in values["layouts"]]
    return _made(Source, _with_names(values))


def _layout(values: dict[str, Any]) -> OutletLayout:
    values["shown_by"] = [LayoutSign(sign) for sign in values["shown_by"]]
    return _made(OutletLayout, values)


def _actor(values: dict[str, Any]) -> Actor:
    values["kind"] = Kind(values["kind"])
    if "offices" in values:
        values["offices"] = [_made(Office, office) for office in values["offices"]]
    if "alone" in values:
        values["alone"] = [_made(Name, name) for name in values["alone"]]
    return _made(Actor, _with_names(values))


def _place(values: dict[str, Any]) -> Place:
    values["kind"] = PlaceKind(values["kind"])
    return _made(Place, _with_names(values))


def _with_names(values: dict[str, Any]) -> dict[str, Any]:
    if "names" in values:
        values["names"] = {
            language: tuple([_made(Name, name) for name in names]) for language, names in values["names"].items()
        }
    return values


def _correction(values: dict[str, Any]) -> Correction:
    model = _CORRECTIONS.get(values["field"], FieldCorrection)
    if model is RoleCorrection:
        values["value"] = Role(values["value"])
    elif model is OpeningCorrection:
        values["value"] = Opens(values["value"])
    return _made(model, values)


def _made(model: type[E], values: dict[str, Any]) -> E:
    """An entry of valid values: lists become tuples, and so do those in mappings of words."""
    for field, value in values.items():
        if type(value) is list:
            values[field] = tuple(value)
        elif type(value) is dict and field != "names":
            values[field] = _words(value)
    return cast(E, model.model_construct(**values))


def _words(by_name: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(words) for name, words in by_name.items()}
