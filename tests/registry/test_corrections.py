"""Corrections are validated when they are loaded: what the corpus couldn't hold is an error that names the entry."""

from pathlib import Path

import pytest
import yaml

from syria_iraq_archive.errors import RegistryError
from syria_iraq_archive.registry.load import load_registry

ENTRY = {
    "capture": "0" * 64, "article": 1, "field": "published", "value": "2024-12-05", "quote": "q", "reason": "r",
    "by": "b", "on": "2026-01-01",
}  # fmt: skip


def folder_with(path: Path, **changes: object) -> Path:
    (path / "actors").mkdir()
    (path / "sources.yaml").write_text("- {id: example, name: Example, language: en}")
    (path / "furniture.yaml").write_text("rule: [none]")
    (path / "places.yaml").write_text("IQ: [Hit]")
    (path / "corrections.yaml").write_text(yaml.safe_dump([{**ENTRY, **changes}]))
    return path


def test_a_correction_that_fits_is_loaded(tmp_path: Path) -> None:
    [correction] = load_registry(folder_with(tmp_path)).corrections
    assert correction.value == "2024-12-05"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"field": "nosuch"}, "field"),
        ({"value": "2024-13-45"}, "no EDTF date"),
        ({"value": "2024-12-05/2024-12-01"}, "ends before it begins|no EDTF date"),
        ({"value": ""}, "value"),
        ({"field": "source", "value": "nobody"}, "names the source 'nobody'"),
        ({"quote": ""}, "quote"),
        ({"capture": "xyz"}, "capture"),
        ({"article": 0}, "article"),
    ],
)
def test_one_that_does_not_is_an_error_with_its_place(tmp_path: Path, changes: dict[str, object], said: str) -> None:
    with pytest.raises(RegistryError, match=said) as error:
        load_registry(folder_with(tmp_path, **changes))
    assert "corrections.yaml" in str(error.value)
