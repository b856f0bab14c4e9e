"""Registries add up: a later one adds entries, extends and hides those of earlier ones, whatever the kind of file."""

from pathlib import Path

import pytest

from syria_iraq_archive.errors import RegistryError
from syria_iraq_archive.registry.cache import open_registry
from syria_iraq_archive.registry.check import check_registry
from syria_iraq_archive.registry.load import Registry, load_registry

BASE = {
    "sources": "- {id: news, name: The News, language: en, marks: {masthead: [The News]}}\n",
    "actors": "- {id: iraq, name: Iraq, kind: state, country: IQ}\n"
    "- {id: rana, name: Rana Haddad, kind: person, offices: [{titles: [Minister], of: iraq}]}\n"
    "- {id: badr, name: Badr Organization, kind: party, part_of: iraq}\n",
    "spellings": "- [abdul, abdel]\n- [ahmed, ahmad]\n",
    "furniture": "sharing: [share this]\nnews: [read more]\n",
    "places": "IQ: [Hit, Basra]\n",
}


def lay(folder: Path, **files: str) -> Path:
    folder.mkdir()
    for kind, text in files.items():
        (folder / f"{kind}.yaml").write_text(text, "utf-8")
    return folder


def loaded(tmp_path: Path, *layers: dict[str, str]) -> Registry:
    base = lay(tmp_path / "base", **BASE)
    return open_registry(base, None, *(lay(tmp_path / f"own{n}", **layer) for n, layer in enumerate(layers, start=1)))


def names(registry: Registry, id: str) -> list[str]:
    return [name.text for listed in registry.actors[id].names.values() for name in listed]


def test_new_entries_of_every_kind_are_added(tmp_path: Path) -> None:
    registry = loaded(
        tmp_path,
        {
            "sources": "- {id: post, name: The Post, language: en}\n",
            "actors": "- {id: amal, name: Amal Brigade, kind: armed-group, part_of: badr}\n",
            "spellings": "- [omar, umar]\n",
            "furniture": "sharing: [send it on]\nnotes: [a note]\n",
            "places": "SY: [Hama]\nIQ: [Amara]\n",
        },
    )
    assert (list(registry.sources), registry.actors["amal"].part_of) == (["news", "post"], "badr")
    assert registry.spellings[-1] == ("omar", "umar")
    assert registry.furniture["sharing"] == ("share this", "send it on")
    assert registry.places == {"IQ": ("Hit", "Basra", "Amara"), "SY": ("Hama",)}


def test_what_is_extended_keeps_what_it_had(tmp_path: Path) -> None:
    registry = loaded(
        tmp_path,
        {
            "actors": "- extend: rana\n  names: {en: [R. Haddad]}\n  offices: [{titles: [Speaker], of: badr}]\n",
            "sources": "- extend: news\n  names: {en: [News of Iraq]}\n"
            "  marks: {byline: [The News], masthead: [News]}\n",
            "spellings": "- {extend: abdel, words: [abdil]}\n",
        },
    )
    assert names(registry, "rana") == ["R. Haddad"]
    assert [office.titles for office in registry.actors["rana"].offices] == [("Minister",), ("Speaker",)]
    marks = registry.sources["news"].marks
    assert (marks.masthead, marks.byline) == (("The News", "News"), ("The News",))
    assert names(registry, "news") == ["News of Iraq"]
    assert registry.spellings[0] == ("abdul", "abdel", "abdil")


def test_what_is_hidden_is_gone(tmp_path: Path) -> None:
    registry = loaded(
        tmp_path,
        {
            "actors": "- hide: badr\n",
            "sources": "- hide: news\n",
            "spellings": "- {hide: ahmad}\n",
            "furniture": "hide: [READ MORE]\n",
            "places": "hide: [Hit]\n",
        },
    )
    assert (set(registry.actors), list(registry.sources)) == ({"iraq", "rana"}, [])
    assert registry.spellings == (("abdul", "abdel"),)
    assert (registry.furniture["news"], registry.places["IQ"]) == ((), ("Basra",))


def test_who_hides_an_entry_may_put_another_in_its_place(tmp_path: Path) -> None:
    actors = "- hide: badr\n- {id: badr, name: Badr Brigades, kind: armed-group}\n"
    assert loaded(tmp_path, {"actors": actors}).actors["badr"].name == "Badr Brigades"


def test_a_third_registry_adds_to_the_second(tmp_path: Path) -> None:
    own = "- {id: amal, name: Amal Brigade, kind: armed-group}\n"
    registry = loaded(tmp_path, {"actors": own}, {"actors": "- extend: amal\n  names: {en: [Amal Force]}\n"})
    assert names(registry, "amal") == ["Amal Force"]


def test_two_extensions_of_one_entry_both_count(tmp_path: Path) -> None:
    actors = "- extend: badr\n  names: {en: [Badr One]}\n- extend: badr\n  names: {en: [Badr Two]}\n"
    assert names(loaded(tmp_path, {"actors": actors}), "badr") == ["Badr One", "Badr Two"]


def test_an_added_file_may_hold_comments_alone_or_be_missing(tmp_path: Path) -> None:
    registry = loaded(tmp_path, dict.fromkeys(BASE, "# nothing yet\n"), {})
    assert set(registry.actors) == {"iraq", "rana", "badr", "news"}


def test_files_of_a_kind_may_stand_in_a_folder_of_their_own(tmp_path: Path) -> None:
    base, own = lay(tmp_path / "base", **BASE), tmp_path / "own"
    (own / "furniture").mkdir(parents=True)
    (own / "furniture" / "more.yaml").write_text("sharing: [tell a friend]\n")
    assert load_registry(base, own).furniture["sharing"] == ("share this", "tell a friend")


def test_places_of_a_project_add_to_the_gazetteer(tmp_path: Path) -> None:
    """They extend and hide as actors do; ``places.yaml`` lists further towns, ``places/`` holds places."""
    base, own = lay(tmp_path / "base", **BASE), tmp_path / "own"
    (base / "places").mkdir()
    entry = "- {{id: {id}, name: {name}, kind: town, country: IQ, source: curated}}\n"
    (base / "places" / "iq.yaml").write_text(entry.format(id="hit", name="Hit") + entry.format(id="ana", name="Ana"))
    (own / "places").mkdir(parents=True)
    added = entry.format(id="kalar", name="Kalar") + "- {extend: hit, names: {en: [Heet]}}\n- {hide: ana}\n"
    (own / "places" / "more.yaml").write_text(added)
    registry = load_registry(base, own)
    assert list(registry.gazetteer) == ["hit", "kalar"]
    assert [name.text for name in registry.gazetteer["hit"].names["en"]] == ["Heet"]
    assert registry.places["IQ"] == ("Hit", "Basra")


@pytest.mark.parametrize(
    ("kind", "text", "line", "said"),
    [
        (
            "actors",
            "# mine\n- {id: badr, name: Mine, kind: party}\n",
            2,
            r"twice; first in .*base/actors.yaml:3",
        ),
        ("actors", "- {id: news, name: Mine, kind: party}\n", 1, r"base/sources.yaml:1|own1/actors.yaml:1"),
        ("sources", "- {id: iraq, name: Mine, language: en}\n", 1, r"base/actors.yaml:1"),
        (
            "actors",
            "- {id: mine, name: Badr Organization, kind: party}\n",
            1,
            r"base/actors.yaml:3, .*own1/actors.yaml:1",
        ),
        ("actors", "- extend: iraq\n  names: {en: [Rana Haddad]}\n", 1, r"own1/actors.yaml:1, .*base/actors.yaml:2"),
        (
            "sources",
            "- {id: mine, name: Mine, language: en, marks: {masthead: [The News]}}\n",
            1,
            r"base/sources.yaml:1",
        ),
        ("actors", "\n- extend: nobody\n", 2, "extends 'nobody', which no registry before this one has"),
        ("sources", "- hide: nobody\n", 1, "hides 'nobody'"),
        ("actors", "- hide: news\n", 1, "hides 'news'"),
        ("spellings", "- {extend: nobody, words: [a]}\n", 1, "extends 'nobody'"),
        ("places", "IQ: [Amara]\nhide:\n  - Hit\n  - Mosul\n", 4, "hides 'Mosul'"),
        ("actors", "- extend: badr\n  kind: party\n", 2, "kind: is no field of this entry"),
        ("actors", "- extend: badr\n  offices: [{titles: [Head], of: nobody}]\n", 1, "names the actor 'nobody'"),
        ("sources", "- extend: badr\n", 1, "extends 'badr'"),
    ],
)
def test_what_can_t_add_up_is_an_error_with_its_places(
    tmp_path: Path, kind: str, text: str, line: int, said: str
) -> None:
    with pytest.raises(RegistryError, match=said) as raised:
        loaded(tmp_path, {kind: text})
    assert f"{kind}.yaml:{line}" in str(raised.value)


def test_an_actor_that_others_name_can_t_be_hidden_alone(tmp_path: Path) -> None:
    with pytest.raises(RegistryError, match="rana: names the actor 'iraq'"):
        loaded(tmp_path, {"actors": "- hide: iraq\n"})


def test_a_registry_alone_extends_and_hides_nothing(tmp_path: Path) -> None:
    base = lay(tmp_path / "base", **BASE)
    (base / "actors.yaml").write_text(BASE["actors"] + "- hide: badr\n")
    with pytest.raises(RegistryError, match="hides 'badr', which no registry before this one has"):
        load_registry(base)


def test_corrections_in_an_added_registry_are_refused(tmp_path: Path) -> None:
    """They would be passed over in silence."""
    with pytest.raises(RegistryError, match="has no corrections of its own"):
        loaded(tmp_path, {"corrections": "[]\n"})


def test_the_checks_look_at_all_of_them_together(tmp_path: Path) -> None:
    base = lay(tmp_path / "base", **BASE)
    own = lay(
        tmp_path / "own", actors="- extend: badr\n  names: {en: [Badr, Rana Haddad]}\n", sources="- hide: nobody\n"
    )
    found = {flaw.check for flaw in check_registry(base, own)}
    assert found >= {"form", "collisions"}
    assert check_registry(base, lay(tmp_path / "sound", actors="- extend: badr\n  names: {en: [Badr Force]}\n")) == []


def test_a_change_of_an_added_file_is_seen(tmp_path: Path) -> None:
    """The compiled registry of all of them is believed as long as none has changed."""
    base, own = lay(tmp_path / "base", **BASE), lay(tmp_path / "own", places="SY: [Hama]\n")
    assert open_registry(base, bool, own).places["SY"] == ("Hama",)
    assert open_registry(base, bool, own).places["SY"] == ("Hama",)
    (own / "places.yaml").write_text("SY: [Homs]\n")
    assert open_registry(base, bool, own).places["SY"] == ("Homs",)
