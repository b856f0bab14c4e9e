"""The checks of the registry: each finds its flaw in an invented folder, and none finds one in the committed data."""

from pathlib import Path

import pytest

from syria_iraq_archive.registry.check import CHECKS, check_registry
from tests.conftest import ROOT

IRAQ = """\
- {id: iraq, name: Iraq, kind: state, country: IQ, demonyms: {en: [Iraqi], ar: [عراقي]}, capitals: {en: [Baghdad]}}
"""
SOURCES = "- {id: example-news, name: Example News, language: en}\n"
ADDRESS = "https://example.org"


def lay(folder: Path, actors: str = IRAQ, sources: str = SOURCES, **others: str) -> Path:
    """A small registry."""
    (folder / "actors").mkdir()
    (folder / "actors/all.yaml").write_text(actors, "utf-8")
    files = {"sources": sources, "furniture": "{}", "places": "{}"} | others
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, "utf-8")
    return folder


def person(id: str, office: str = "", **more: str) -> str:
    """The line of a person in a file of actors."""
    fields = {"id": id, "name": id.replace("-", " ").title(), "kind": "person"} | more
    if office:
        fields["offices"] = f"[{{titles: [Premier], of: iraq, {office}}}]"
    return f"- {{{', '.join(f'{key}: {value}' for key, value in fields.items())}}}\n"


def found(folder: Path) -> list[tuple[str, str, str]]:
    """What the checks find: check, entry, and what."""
    return [(finding.check, finding.entry, finding.what) for finding in check_registry(folder)]


def test_the_committed_registry_has_nothing_wrong() -> None:
    assert check_registry(ROOT / "data") == []


def test_a_sound_registry_has_nothing_wrong(tmp_path: Path) -> None:
    assert check_registry(lay(tmp_path)) == []


@pytest.mark.parametrize("check", CHECKS.values(), ids=CHECKS)
def test_every_check_says_what_it_promises(check: object) -> None:
    """In the first line of its docstring."""
    assert str(check.__doc__).split("\n")[0].endswith(".")


def test_names_that_only_differ_by_a_rule_of_spelling_collide(tmp_path: Path) -> None:
    """Transliterations, cases and articles are folded before names are compared."""
    actors = "- {id: one, name: Jabhat al-Julani, kind: party}\n- {id: two, name: jabhat el golani, kind: party}\n"
    findings = found(lay(tmp_path, actors, spellings="- [julani, golani]\n"))
    assert [(check, entry) for check, entry, _ in findings] == [("collisions", "one")] * len(findings)
    assert "is a name of two, too: 'jabhat el golani'" in findings[0][2]


def test_a_body_named_with_its_country_collides_with_a_name(tmp_path: Path) -> None:
    actors = (
        IRAQ
        + "- {id: iraqi-army, name: Land Forces, kind: public-body, country: IQ, bodies: {en: [army]}}\n"
        + "- {id: army-of-iraq, name: Army of Iraq, kind: armed-group}\n"
    )
    assert [entry for check, entry, _ in found(lay(tmp_path, actors)) if check == "collisions"] == ["iraqi-army"]


def test_acronyms_of_other_letters_do_not_collide(tmp_path: Path) -> None:
    """They are printed letter for letter."""
    actors = "- {id: one, name: First, kind: party, names: {en: [SDF]}}\n"
    actors += "- {id: two, name: Second, kind: party, names: {en: [SDf]}}\n"
    assert [check for check, _, _ in found(lay(tmp_path, actors))] == ["collisions"]
    (tmp_path / "actors/all.yaml").write_text(actors.replace("SDf", "S-D-F"), "utf-8")
    assert found(tmp_path) == []


def test_an_acronym_may_be_contextual_for_one_and_a_name_for_another(tmp_path: Path) -> None:
    actors = "- {id: accord, name: National Accord, kind: party, contextual: [INA]}\n"
    assert found(lay(tmp_path, actors, SOURCES.replace("language", "names: {en: [INA]}, language"))) == []


@pytest.mark.parametrize(
    ("entry", "check", "said"),
    [
        ("{id: a b, name: One, kind: party}", "form", "is not a slug"),
        ("{id: one, name: O, kind: party}", "form", "at least 2 characters"),
        ("{id: iraq, name: Other, kind: party}", "ids", "stands twice"),
        ("{id: example-news, name: Other, kind: media}", "ids", "stands twice"),
        ("{id: one, name: One, kind: party, part_of: nobody}", "references", "names the actor 'nobody'"),
        ("{id: one, name: One, kind: party, part_of: one}", "cycles", "one → one"),
        ("{id: one, name: Land, kind: state, country: IQ}", "states", "a second state of IQ"),
        ("{id: one, name: One, kind: party, names: {en: [ONE]}}", None, ""),
        ("{id: one, name: Onward, kind: party, names: {en: [onward]}}", "repeated", "2 times"),
        ("{id: one, name: Ali One, kind: person, surnames: ['']}", "repeated", "an empty name"),
        ("{id: one, name: '—!', kind: party}", "printable", "folds to nothing"),
        ("{id: one, name: 'One [two]', kind: party}", "printable", "LEFT SQUARE BRACKET"),
        ("{id: one, name: One, kind: party, names: {ar: [\"حـزب\"]}}", "printable", "TATWEEL"),
        ("{id: one, name: One, kind: party, names: {fa: [\"آیت‌الله\"]}}", None, ""),
        ("{id: one, name: One, kind: party, names: {en: [sdf]}}", "printable", "no capitals"),
        ("{id: one, name: One, kind: party, names: {ku: [پێشمەرگە]}}", "scripts", "script"),
        ("{id: one, name: Operation Olive Branch, kind: party}", "operations", "is an operation"),
        ("{id: one, name: One, kind: party, bodies: {en: [army]}}", "reachable", "country None has no state"),
        ("{id: one, name: One, kind: party, country: IQ, bodies: {tr: [ordu]}}", "reachable", "no rule names a body"),
        ("{id: one, name: One, kind: party, surnames: [Onesson]}", "reachable", "no person"),
        ("{id: one, name: One, kind: party, demonyms: {en: [Oner]}}", "reachable", "no state"),
        ("{id: one, name: One, kind: party, contextual: [one]}", "reachable", "so that none ever counts"),
        ("{id: one, name: First Two, kind: person, surnames: [X]}", "surnames", "'X' is no surname"),
        ("{id: one, name: John Iraqi, kind: person}", "surnames", "always means iraq"),
        ("{id: one, name: One, kind: party, wikidata: Q1}", "sources", "has an id"),
        ("{id: one, name: One, kind: party, source: a book}", "sources", "is no address"),
        ("{id: one, name: One, kind: party, names: {en: [{text: Two, from: '2014'}]}}", "sources", "has dates"),
    ],
)  # fmt: skip
def test_a_flaw_in_an_entry_is_found(tmp_path: Path, entry: str, check: str | None, said: str) -> None:
    """No other check finds anything."""
    findings = found(lay(tmp_path, f"{IRAQ}- {entry}\n"))
    assert {name for name, _, _ in findings} == ({check} if check else set())
    assert all(said in what for _, _, what in findings), findings


def test_a_contextual_name_that_always_means_another_actor_is_found(tmp_path: Path) -> None:
    actors = (
        "- {id: one, name: The Path, kind: party}\n- {id: two, name: Second, kind: party, contextual: [The Path]}\n"
    )
    assert [entry for check, entry, _ in found(lay(tmp_path, actors)) if check == "reachable"] == ["two"]


@pytest.mark.parametrize(
    ("first", "second", "together"),
    [
        ("from: '2014-09-08', to: '2018-10-25'", "from: '2018-10-25'", False),
        ("from: '2014-09-08', to: '2018-10-25'", "from: '2018-10-24'", True),
        ("from: '2014-09-08'", "from: '2018-10-25'", True),
        ("from: '2014', to: '2018'", "from: '2018', to: '2019'", False),
        ("from: '2014', to: '2018'", "from: '2017-06', to: '2019'", True),
        ("from: '2014', to: '2018'", "single: true", False),
        ("from: '2014', to: '2018'", "from: '2015', single: false", False),
        ("to: '2018-03-01'", "from: '2017', to: '2018-06'", True),
        ("to: '2018-03-01'", "from: '2018-03-01'", False),
    ],
)
def test_an_office_of_one_has_no_two_holders(tmp_path: Path, first: str, second: str, together: bool) -> None:
    """Partial days and missing ends count as the least they can mean; offices without dates are not compared."""
    actors = (
        IRAQ
        + person("ali-nasser", f"{first}, source: {ADDRESS}")
        + person("omar-haddad", f"{second}, source: {ADDRESS}")
    )
    assert [check for check, _, _ in found(lay(tmp_path, actors))] == (["one holder"] if together else [])


@pytest.mark.parametrize(
    ("office", "said"),
    [
        ("from: '2023-02-29'", "isn't in the calendar"),
        ("from: '2023-13'", "isn't in the calendar"),
        ("from: '2023-05', to: '2023-04-30'", "backwards"),
    ],
)
def test_an_impossible_date_is_found(tmp_path: Path, office: str, said: str) -> None:
    ((check, entry, what),) = found(lay(tmp_path, IRAQ + person("ali-nasser", f"{office}, source: {ADDRESS}")))
    assert (check, entry) == ("dates", "ali-nasser")
    assert said in what


def test_dates_of_an_office_need_a_source(tmp_path: Path) -> None:
    ((check, _, what),) = found(lay(tmp_path, IRAQ + person("ali-nasser", "from: '2014'")))
    assert (check, what) == ("sources", "office 'Premier': has dates but no source")


@pytest.mark.parametrize(
    ("sources", "said"),
    [
        ("- {id: one, name: One, language: en, marks: {byline: ['-']}}\n", "'-' names nothing"),
        ("- {id: one, name: One, language: en, marks: {byline: [One, ONE]}}\n", "stands twice"),
        (
            "- {id: one, name: One, language: en, marks: {masthead: [The Sun]}}\n"
            "- {id: two, name: Two, language: en, marks: {masthead: [the sun]}}\n",
            "'the sun' is a mark of one, too",
        ),
    ],
)
def test_marks_show_one_outlet(tmp_path: Path, sources: str, said: str) -> None:
    ((check, _, what),) = found(lay(tmp_path, sources=sources))
    assert (check, said in what) == ("marks", True)


@pytest.mark.parametrize(
    ("spellings", "said"),
    [
        ("- [omar, umar, Omar]\n", "has 'omar' 2 times"),
        ("- [omar, umar]\n- [omer, umar]\n", "'umar' stands in entry 1, too"),
        ("- [omar]\n", "a word alone"),
        ("- [abd al, abdul]\n", "isn't one word"),
    ],
)
def test_a_word_stands_in_one_group_of_spellings(tmp_path: Path, spellings: str, said: str) -> None:
    ((check, _, what),) = found(lay(tmp_path, spellings=spellings))
    assert (check, said in what) == ("spellings", True)


def test_furniture_and_places_stand_once(tmp_path: Path) -> None:
    findings = found(lay(tmp_path, furniture="sharing: [Share, share]", places="IQ: ['—', Mosul]"))
    assert findings == [
        ("groups", "sharing", "has 'share' 2 times"),
        ("groups", "IQ", "has an entry that folds to nothing"),
    ]


def test_a_file_that_can_not_be_read_is_a_flaw_and_the_rest_is_checked(tmp_path: Path) -> None:
    """A curator sees everything at once."""
    lay(tmp_path, f"{IRAQ}- {{id: one, name: One, kind: party, part_of: nobody}}\n", furniture="[", spellings="a: b")
    findings = check_registry(tmp_path)
    assert [(finding.check, finding.file) for finding in findings] == [
        ("form", "furniture.yaml:2"), ("form", "spellings.yaml:1"), ("references", "actors/all.yaml"),
    ]  # fmt: skip
