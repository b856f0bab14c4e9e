"""JSON Schemas of the curated files, for editors: made from the models, so that they say the same."""

import json
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from syria_iraq_archive.registry.forms import FORMS

DIALECT = "http://json-schema.org/draft-07/schema#"  # the one that editors of YAML know whole


class _Generator(GenerateJsonSchema):
    """As pydantic's, without titles that only repeat a key, and with keys that fit no pattern refused."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 - pydantic's signature
        """Never: the key says it."""
        return False

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        """A mapping; with its keys' pattern, if they have one, and none besides."""
        made = super().dict_schema(schema)
        if "patternProperties" in made:
            made["additionalProperties"] = False
        return made


def schema_files() -> dict[str, str]:
    """The schemas' files: their names and their text.

    All scalars but true, false, null and small numbers are text there, days and years, too: ``"2014"``, ``2014-06-29``.
    """
    return {f"{name}.schema.json": json.dumps(made, ensure_ascii=False, indent=2) + "\n" for name, made in _schemas()}


def _schemas() -> list[tuple[str, dict[str, Any]]]:
    return [
        (
            form.name,
            {"$schema": DIALECT, "title": form.title}
            | form.content.json_schema(by_alias=True, schema_generator=_Generator),
        )
        for form in FORMS
    ]
