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


PLACES = """\
- {id: hama, name: Hama, kind: town, country: SY, source: curated}
- {id: hama-governorate, name: Hama, kind: governorate, country: SY, source: curated}
"""


def folder_with(path: Path, **changes: object) -> Path:
    (path / "actors").mkdir()
    (path / "sources.yaml").write_text("- {id: example, name: Example, language: en}")
    (path / "furniture.yaml").write_text("rule: [none]")
    (path / "places.yaml").write_text("IQ: [Hit]")
    (path / "places").mkdir()
    (path / "places" / "few.yaml").write_text(PLACES)
    entry = {name: value for name, value in {**ENTRY, **changes}.items() if name not in changes or value is not None}
    if changes.get("value", "") is None:
        entry["value"] = None
    (path / "corrections.yaml").write_text(yaml.safe_dump([entry]))
    return path


def test_a_correction_that_fits_is_loaded(tmp_path: Path) -> None:
    [correction] = load_registry(folder_with(tmp_path)).corrections
    assert correction.value == "2024-12-05"


@pytest.mark.parametrize(
    "changes",
    [
        {"field": "role", "value": "crosshead", "article": None, "occurrence": 2},
        {"field": "opening", "value": "begins", "article": None},
        {"field": "mention", "value": "example"},
        {"field": "mention", "value": None},
        {"field": "actor", "value": "example", "instead_of": "example"},
        {"field": "place", "value": "hama"},
        {"field": "place", "value": "hama or hama-governorate"},
        {"field": "place", "value": None},
        {"field": "speaker", "value": "example"},
        {"field": "speaker", "value": "one of them"},
        {"field": "speaker", "value": None},
        {"field": "hearer", "value": "example"},
        {"field": "hearer", "value": None},
        {"field": "headline", "value": None},
        {"field": "headline", "value": None, "quote": None},
        {"field": "headline", "value": "Rain", "quote": None, "outside": "https://news.example/1"},
        {"field": "headline", "value": "Rain", "outside": "the printed edition, page 3"},
    ],
    ids=str,
)
def test_each_kind_is_loaded(tmp_path: Path, changes: dict[str, object]) -> None:
    """Told apart by its field; null says unknown, or nobody."""
    [correction] = load_registry(folder_with(tmp_path, **changes)).corrections
    assert (correction.field, correction.value) == (changes["field"], changes["value"])


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"field": "nosuch"}, "field"),
        ({"value": "2024-13-45"}, "no EDTF date"),
        ({"value": "2024-12-05/2024-12-01"}, "ends before it begins|no EDTF date"),
        ({"value": ""}, "value"),
        ({"field": "source", "value": "nobody"}, "names the source 'nobody'"),
        ({"quote": ""}, "rests on nothing"),
        ({"quote": None}, "rests on nothing"),
        ({"outside": ""}, "outside"),
        ({"quote": None, "outside": "a letter", "occurrence": 2}, "quote them"),
        ({"field": "mention", "value": "example", "outside": "a letter"}, "outside"),
        ({"field": "mention", "value": "example", "quote": None}, "quote"),
        ({"capture": "xyz"}, "capture"),
        ({"article": 0}, "article"),
        ({"field": "language", "value": "Arabic"}, "'Arabic' is no code of a language"),
        ({"field": "headline", "value": "A\nB"}, "value"),
        ({"by": ""}, "by"),
        ({"occurrence": 0}, "occurrence"),
        ({"instead_of": "example"}, "instead_of"),
        ({"field": "role", "value": "advert", "article": None}, "value"),
        ({"field": "role", "value": "chrome"}, "article"),
        ({"field": "opening", "value": "maybe", "article": None}, "value"),
        ({"field": "mention", "value": "nobody"}, "names the actor 'nobody'"),
        ({"field": "place", "value": "nowhere"}, "names the place 'nowhere'"),
        ({"field": "place", "value": "hama or nowhere"}, "names the place 'nowhere'"),
        ({"field": "place", "value": "hama or"}, "value"),
        ({"field": "place", "value": "hama", "quote": None}, "quote"),
        ({"field": "place", "value": "hama", "instead_of": "hama"}, "instead_of"),
        ({"field": "speaker", "value": "no-such-actor"}, "names the actor 'no-such-actor'"),
        ({"field": "speaker", "value": "A\nB"}, "value"),
        ({"field": "speaker", "value": "example", "quote": None}, "quote"),
        ({"field": "hearer", "value": "nobody"}, "names the actor 'nobody'"),
        ({"field": "hearer", "value": "Shafaq News"}, "value"),
        ({"field": "hearer", "value": "example", "quote": None}, "quote"),
        ({"field": "actor", "value": "example"}, "instead_of"),
        ({"field": "actor", "value": "example", "instead_of": "nobody"}, "names the actor 'nobody'"),
    ],
)
def test_one_that_does_not_is_an_error_with_its_place(tmp_path: Path, changes: dict[str, object], said: str) -> None:
    with pytest.raises(RegistryError, match=said) as error:
        load_registry(folder_with(tmp_path, **changes))
    assert "corrections.yaml" in str(error.value)
