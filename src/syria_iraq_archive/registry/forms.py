"""The curated files: which there are, what each holds, in which order, and their JSON Schemas.

The schemas are for editors. They are made from the models, so that they say the same.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from syria_iraq_archive.registry.additions import (
    ActorExtension,
    HiddenEntry,
    HiddenSpelling,
    PlaceExtension,
    SourceExtension,
    SpellingExtension,
)
from syria_iraq_archive.registry.load import kind_files
from syria_iraq_archive.registry.models import HIDE, LATER, Actor, CorrectionEntry, Place, Source

_CountryOrHide = Annotated[str, Field(pattern=rf"^([A-Z]{{2}}|{HIDE})$", description="ISO 3166-1 alpha-2")]
_DIALECT = "http://json-schema.org/draft-07/schema#"  # the latest that editors of YAML know whole


@dataclass(frozen=True, slots=True)
class Form:
    """The form of the files that `pattern`, seen from the registry's folder, finds.

    `name` is the name of the schema, too. `order` is the key by which entries are sorted; without it they stay as they
    are. With `one_each_line`, each word has a line of its own, as is best for long and odd ones.
    """

    name: str
    pattern: str
    content: TypeAdapter[Any]
    title: str
    order: Callable[[Any], Any] | None = None
    one_each_line: bool = False


def _by_id(entry: Any) -> Any:
    """The id of an entry, or that of the one that it extends or hides."""
    return next(entry[key] for key in ("id", "extend", HIDE) if key in entry)


def _by_first_word(entry: Any) -> Any:
    return entry[:1] if isinstance(entry, list) else [_by_id(entry)]


FORMS: tuple[Form, ...] = (
    Form(
        "actors",
        "actors/*.yaml",
        TypeAdapter(list[Actor | ActorExtension | HiddenEntry], config=LATER),
        "Persons, groups, states, bodies and alliances that reporting names",
        order=_by_id,
    ),
    Form(
        "sources",
        "sources.yaml",
        TypeAdapter(list[Source | SourceExtension | HiddenEntry], config=LATER),
        "Outlets that publish articles; each is an actor, too",
        order=_by_id,
    ),
    Form(
        "corrections",
        "corrections.yaml",
        TypeAdapter(list[CorrectionEntry], config=LATER),
        "Curators' overrides of what the parser finds",
    ),
    Form(
        "spellings",
        "spellings.yaml",
        TypeAdapter(list[list[str] | SpellingExtension | HiddenSpelling], config=LATER),
        "Groups of words that spell one: inside a name each may stand for the others",
        order=_by_first_word,
    ),
    Form(
        "furniture",
        "furniture.yaml",
        TypeAdapter(dict[str, list[str]], config=LATER),
        "Lines of site furniture, by kind",
        one_each_line=True,
    ),
    Form(
        "places", "places.yaml", TypeAdapter(dict[_CountryOrHide, list[str]], config=LATER), "Further towns, by country"
    ),
    Form(
        "gazetteer",
        "places/*.yaml",
        TypeAdapter(list[Place | PlaceExtension | HiddenEntry], config=LATER),
        "Places below a country that reporting names",
        order=lambda place: place["id"],
    ),
    Form(
        "designations",
        "designations.yaml",
        TypeAdapter(dict[str, list[str]], config=LATER),
        "Words that label a party, by what they do in a label",
    ),
)


def curated_files(folder: Path) -> Iterator[tuple[Path, Form]]:
    """The files of a registry, each with its form: of each kind ``KIND.yaml``, and those in the folder ``KIND``."""
    # A link that leads nowhere counts: it is an error when it is read, and not the same as no file.
    yield from ((path, form) for form in FORMS for path in kind_files(folder, form.name))


def form_of(pattern: str) -> Form:
    """The form of the files with this pattern."""
    return next(form for form in FORMS if form.pattern == pattern)


def schema_files() -> dict[str, str]:
    """The text of each schema, by the name of its file.

    All scalars but true, false, null and small numbers are text there, days and years, too: ``"2014"``, ``2014-06-29``.
    """
    return {f"{form.name}.schema.json": _schema(form) for form in FORMS}


def _schema(form: Form) -> str:
    schema = form.content.json_schema(by_alias=True, schema_generator=_Generator)
    titled = {"$schema": _DIALECT, "title": form.title} | schema
    return json.dumps(titled, ensure_ascii=False, indent=2) + "\n"


class _Generator(GenerateJsonSchema):
    """Makes schemas as pydantic does, but without titles that repeat a key, and refuses keys that fit no pattern."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 - pydantic's signature
        """Never: a title would repeat the key."""
        return False

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        """A mapping. If its keys have a pattern, no other keys are allowed."""
        made = super().dict_schema(schema)
        if "patternProperties" in made:
            made["additionalProperties"] = False
        return made
