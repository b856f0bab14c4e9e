"""How bylines open: each cue with a line and a near miss; who wrote is told from what is told."""

import re

import pytest

from syria_iraq_archive.parse import Vocabulary, bylines
from syria_iraq_archive.parse.bylines import (
    byline_cue,
    byline_value,
    is_desk,
    is_name_with_place_or_role,
    is_person_name,
)
from tests.rules import Pair, RuleTable, check_pinned

CUES = RuleTable(
    bylines,
    "BYLINE_CUES",
    derived=lambda cues: {"_ANY_CUE": re.compile("|".join(cue.pattern.pattern for cue in cues))},
)


def pair(line: str, name: str, near_miss: str) -> Pair[str, str | None]:
    return Pair(line, name, near_miss, None)


PAIRS = {
    "reporting-by": pair("Additional reporting by Rana Haddad in Hit", "reporting-by", "Reporting from Hit is hard"),
    "writing-by": pair("Editing by Omar Khalil", "writing-by", "Editing the mayor's speech"),
    "author": pair("Author: Rana Haddad", "author", "Author of the old song"),
    "about-author": pair("About the author", "about-author", "About the auction"),
    "written-by": pair("Written by: Rana Haddad", "written-by", "Written in Hit"),
    "label": pair("BYLINE: Rana Haddad", "label", "Bylines: Rana Haddad"),
    "by": pair("By Rana Haddad", "by", "By the river"),
    "by-handle": pair("by rana.haddad", "by-handle", "by the old river"),
    "correspondent": pair("From our correspondent in Hit", "correspondent", "Our correspondents saw it"),
    "arabic": pair("بقلم: رنا حداد", "arabic", "بقلم رصاص"),
}


def name_of(line: str) -> str | None:
    cue = byline_cue(line)
    return cue.name if cue else None


@pytest.mark.parametrize("cue", PAIRS)
def test_each_cue_opens_its_line_and_not_its_near_miss(cue: str) -> None:
    PAIRS[cue].check(name_of)


@pytest.mark.parametrize("cue", PAIRS)
def test_no_cue_can_be_taken_away(cue: str) -> None:
    CUES.check_needed(cue, PAIRS[cue], name_of)


def test_every_cue_has_a_pair() -> None:
    CUES.check_complete(PAIRS)


@pytest.mark.parametrize("cue", ["reporting-by", "writing-by", "author", "about-author"])
def test_what_stands_below_a_body_may_be_a_sentence(cue: str) -> None:
    """It is a byline however long it is, and though it ends in a full stop."""
    assert (
        name_of(f"{PAIRS[cue].example} and whoever else was there on that day, as far as anybody now remembers.") == cue
    )


EDGES = {
    "MAX_BYLINE_WORDS": Pair(f"By Rana {'of the mill ' * 4}in Hit", "by",
                             f"By Rana {'of the mill ' * 4}in old Hit", None),
    "MAX_CONTRIBUTED_WORDS": Pair(
        f"Staff writers {'of it ' * 20}in Hit contributed", "contributed",
        f"Staff writers {'of it ' * 20}in old Hit contributed", None,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", EDGES)
def test_no_threshold_can_be_moved(name: str) -> None:
    """A byline is no longer than this, but for a list of names; nor is a line that says who contributed."""
    check_pinned(bylines, name, EDGES[name], name_of)


@pytest.mark.parametrize(
    ("byline", "sentence"),
    [
        ("By Karim Sabri Jr.", "By Monday the mill had gone."),
        (f"By {', '.join(['Rana Haddad'] * 9)}", f"By Rana Haddad, {'who has seen the mill and ' * 3}the bridge"),
        ("Rana Haddad contributed to this report.", "He contributed a good deal of money. The mill was sold."),
    ],
)
def test_a_byline_is_no_sentence(byline: str, sentence: str) -> None:
    assert name_of(byline) is not None
    assert name_of(sentence) is None


@pytest.mark.parametrize(
    ("desk", "other"),
    [
        ("Staff and agencies", "Staff and farmers"),
        ("The Syria desk", "The farm desk"),
        ("Staff reporters", "Staff reports"),
        ("Editorial board", "Editorial"),
        ("newsroom", "newsrooms close"),
    ],
)
def test_a_desk_is_nothing_but_a_desk(desk: str, other: str) -> None:
    assert (is_desk(desk), is_desk(other)) == (True, False)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Rana al-Haddad", "Rana leaves Hit"),
        ("Omar bin Khalil", "Omar"),
        ("Rana Haddad and Omar Khalil", "Rana Haddad and farmers"),
        ("Rana H. Haddad", "Rana 5 Haddad"),
        ("رنا حداد", "رنا"),
    ],
)
def test_a_name_has_capitals_but_for_its_particles(name: str, other: str) -> None:
    """And at least two words."""
    assert (is_person_name(name), is_person_name(other)) == (True, False)


@pytest.mark.parametrize(
    ("line", "signs"),
    [
        ("Rana Haddad | Baghdad", True),
        ("Rana Haddad, Middle East correspondent", True),
        ("Rana Haddad Senior Reporter", True),
        ("Rana Haddad | Old Mill", False),
        ("The mill, correspondent", False),
        ("The mill Senior Reporter", False),
    ],
)
def test_a_name_beside_a_place_or_a_job_signs(vocabulary: Vocabulary, line: str, signs: bool) -> None:
    assert is_name_with_place_or_role(line, vocabulary) is signs


@pytest.mark.parametrize(
    ("byline", "value"),
    [
        ("(By Rana Haddad)", "Rana Haddad"),
        ("By Rana Haddad, Rudaw", "Rana Haddad"),
        ("By Reuters Staff", "Staff"),
        ("By Rana Haddad - The Tigris Post", "Rana Haddad"),
        ("By Rana Haddad - river and mill", "Rana Haddad - river and mill"),
        ("By Rana Haddad.", "Rana Haddad"),
        ("By Karim Sabri Jr.", "Karim Sabri Jr."),
        ("By Rana Haddad, follow her on Twitter: @ranahaddad", "Rana Haddad"),
        ("By Rana Haddad Foreign Correspondent", "Rana Haddad"),
        ("By Rudaw", "Rudaw"),
    ],
)
def test_the_value_is_the_name_alone(vocabulary: Vocabulary, byline: str, value: str) -> None:
    """Without cue, outlet, job, address and full stop; the outlet stays if it is all there is."""
    assert byline_value(byline, vocabulary) == value


@pytest.mark.parametrize(
    "job",
    [
        *("Correspondent", "Reporter", "Editor", "Editor in Chief", "Editor-in-chief", "Writer"),
        *("Columnist", "Journalist", "Contributor", "Producer", "Analyst"),
    ],
)
def test_each_job_behind_a_name_signs(vocabulary: Vocabulary, job: str) -> None:
    """And the byline's value is the name alone."""
    assert is_name_with_place_or_role(f"Rana Haddad Senior {job}", vocabulary)
    assert byline_value(f"By Rana Haddad {job}", vocabulary) == "Rana Haddad"
