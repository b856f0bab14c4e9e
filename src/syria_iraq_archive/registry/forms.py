"""The curated files: which there are, what each holds, in which order, and their JSON Schemas.

The schemas are for editors. They are made from the models, so that they say the same.
"""

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from syria_iraq_archive.registry.models import Actor, Correction, Country, Place, Source

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


FORMS: tuple[Form, ...] = (
    Form(
        "actors",
        "actors/*.yaml",
        TypeAdapter(list[Actor]),
        "Persons, groups, states, bodies and alliances that reporting names",
        order=lambda actor: actor["id"],
    ),
    Form(
        "sources",
        "sources.yaml",
        TypeAdapter(list[Source]),
        "Outlets that publish articles; each is an actor, too",
        order=lambda source: source["id"],
    ),
    Form(
        "corrections",
        "corrections.yaml",
        TypeAdapter(list[Correction]),
        "Curators' overrides of what the parser finds",
    ),
    Form(
        "spellings",
        "spellings.yaml",
        TypeAdapter(list[list[str]]),
        "Groups of words that spell one: inside a name each may stand for the others",
        order=lambda group: group[:1],
    ),
    Form(
        "furniture",
        "furniture.yaml",
        TypeAdapter(dict[str, list[str]]),
        "Lines of site furniture, by kind",
        one_each_line=True,
    ),
    Form("places", "places.yaml", TypeAdapter(dict[Country, list[str]]), "Further towns of datelines, by country"),
    Form(
        "gazetteer",
        "places/*.yaml",
        TypeAdapter(list[Place]),
        "Places below a country that reporting names",
        order=lambda place: place["id"],
    ),
    Form(
        "designations",
        "designations.yaml",
        TypeAdapter(dict[str, list[str]]),
        "Words that label a party, by what they do in a label",
    ),
)


def curated_files(folder: Path) -> Iterator[tuple[Path, Form]]:
    """The files of a registry, each with its form."""
    for form in FORMS:
        several = "*" in form.pattern
        paths = sorted(folder.glob(form.pattern)) if several else [folder / form.pattern]
        # A link that leads nowhere counts: it is an error when it is read, and not the same as no file.
        yield from ((path, form) for path in paths if os.path.lexists(path))


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
