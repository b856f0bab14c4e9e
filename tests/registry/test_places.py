"""The checks of the gazetteer: each has a folder in which it finds something."""

from pathlib import Path

import pytest

from syria_iraq_archive.registry.check import check_registry

ACTORS = "- {id: syria, name: Syria, kind: state, country: SY, names: {en: [Sham]}}\n"
HOMS = "- {id: homs-governorate, name: Homs Province, kind: governorate, country: SY, source: curated}\n"
TADMUR = (
    "- {id: tadmur, name: Tadmur, kind: town, part_of: homs-governorate, country: SY, names: {en: [Tadmur]}, "
    "point: 34.562 38.284, source: 'https://x.example/1'}\n"
)


def found(folder: Path, places: str) -> dict[str, str]:
    (folder / "actors").mkdir()
    (folder / "places").mkdir()
    (folder / "sources.yaml").write_text("[]\n")
    (folder / "furniture.yaml").write_text("{}\n")
    (folder / "actors/all.yaml").write_text(ACTORS)
    (folder / "places/all.yaml").write_text(places)
    return {flaw.check: flaw.what for flaw in check_registry(folder)}


def test_a_sound_gazetteer_has_no_flaw(tmp_path: Path) -> None:
    assert found(tmp_path, HOMS + TADMUR) == {}


@pytest.mark.parametrize(
    ("check", "places"),
    [
        ("place ids", HOMS + HOMS),
        ("place references", TADMUR),
        ("places and actors", HOMS + TADMUR.replace("[Tadmur]", "[Tadmur, Sham]")),
        ("places alike", HOMS + TADMUR + TADMUR.replace("id: tadmur", "id: other")),
        ("contextual names", HOMS + TADMUR.replace("source:", "contextual: [Palmyra], source:")),
        ("points", HOMS + TADMUR.replace("34.562 38.284", "44.562 38.284")),
        ("points", HOMS + TADMUR.replace("'https://x.example/1'", "curated")),
        ("form", HOMS + TADMUR.replace("kind: town", "kind: city")),
    ],
)
def test_each_flaw_is_found(tmp_path: Path, check: str, places: str) -> None:
    assert set(found(tmp_path, places)) == {check}
