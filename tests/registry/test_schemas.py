"""The JSON Schemas of the curated files say what the models say, and the committed files keep to them."""

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from syria_iraq_archive.registry.forms import Form, curated_files, schema_files
from syria_iraq_archive.registry.safe_yaml import read_yaml
from syria_iraq_archive.registry.writing import outdated_schemas
from tests.conftest import ROOT

FILES = [pytest.param(path, form, id=path.name) for path, form in curated_files(ROOT / "data")]


def errors(name: str, content: Any) -> list[str]:
    """What the schema `name` finds wrong."""
    schema = json.loads(schema_files()[f"{name}.schema.json"])
    jsonschema.Draft7Validator.check_schema(schema)
    return [error.message for error in jsonschema.Draft7Validator(schema).iter_errors(content)]


def test_the_committed_schemas_are_what_the_models_say() -> None:
    """`archive registry schema` brings them up to date."""
    assert [path.name for path, _ in outdated_schemas(ROOT / "data")] == []


@pytest.mark.parametrize(("path", "form"), FILES)
def test_every_curated_file_is_of_its_schema(path: Path, form: Form) -> None:
    assert errors(form.name, read_yaml(path)) == []


@pytest.mark.parametrize(("path", "form"), FILES)
def test_every_curated_file_tells_editors_its_schema(path: Path, form: Form) -> None:
    """A line at its head names the schema by its path from the file's own folder."""
    (named,) = re.findall(r"^# yaml-language-server: \$schema=(\S+)$", path.read_text("utf-8"), re.MULTILINE)
    assert (path.parent / named).resolve() == (ROOT / f"data/schema/{form.name}.schema.json")


@pytest.mark.parametrize(
    "wrong",
    [
        {"id": "One"},
        {"kind": "club"},
        {"colour": "red"},
        {"country": "Iraq"},
        {"names": {"english": ["A name"]}},
        {"names": {"en": ["x"]}},
        {"names": {"en": [{"text": "A name", "from": "June"}]}},
        {"offices": [{"titles": [], "of": "iraq"}]},
        {"offices": [{"titles": ["Premier"], "of": "iraq", "from": 2014}]},
        {"wikidata": "1"},
    ],
    ids=str,
)
def test_what_the_models_refuse_the_schema_refuses(wrong: dict[str, Any]) -> None:
    """The schema refuses unknown keys and every value that isn't of the declared form."""
    entry = {"id": "one", "name": "One", "kind": "party"}
    assert errors("actors", [entry]) == []
    assert errors("actors", [entry | wrong]) != []
