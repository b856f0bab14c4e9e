"""Streets, lakes, ships and towns that bear a person's name mention nobody."""

from typing import Any

import pytest

from syria_iraq_archive.annotate import namesakes
from syria_iraq_archive.annotate.mentions import MentionFinder
from syria_iraq_archive.registry.load import Registry
from syria_iraq_archive.registry.models import Actor, Place
from syria_iraq_archive.spans import Span
from tests.annotate.people import blocks_of
from tests.rules import Pair, check_pinned

_ACTORS: list[dict[str, Any]] = [
    {"id": "iraq", "name": "Iraq", "kind": "state", "country": "IQ"},
    {
        "id": "karim-sabri",
        "name": "Karim Sabri",
        "kind": "person",
        "country": "IQ",
        "names": {"ar": ["كريم الصبري"]},
        "surnames": ["Sabri", "al-Sabri", "الصبري"],
        "alone": [{"text": "Sabri"}, {"text": "الصبري"}],
    },
    {"id": "omar-soleymi", "name": "Omar Soleymi", "kind": "person", "country": "IQ"},
    {"id": "rana-tellim", "name": "Rana Tellim", "kind": "person", "country": "IQ"},
    {"id": "ali-hasan", "name": "Ali Hasan", "kind": "person", "country": "IQ", "names": {"en": ["Ali Hitta"]}},
    {"id": "sara-rabbad", "name": "Sara Rabbad", "kind": "person", "country": "IQ"},
    {
        "id": "omar-rabiya",
        "name": "Omar al-Rabiya",
        "kind": "person",
        "country": "IQ",
        "surnames": ["Rabiya", "al-Rabiya"],
    },
]
_PLACES: list[dict[str, Any]] = [
    {"id": "solaymi", "name": "Solaymi", "kind": "town", "country": "IQ", "source": "curated"},
    {"id": "tellim", "name": "Tellim", "kind": "town", "country": "IQ", "source": "curated"},
    {"id": "hitta", "name": "Hitta", "kind": "town", "country": "IQ", "source": "curated"},
    {"id": "rabbad", "name": "Rabbad", "kind": "town", "country": "IQ", "source": "curated"},
    {"id": "rabbad-district", "name": "Rabbad", "kind": "district", "country": "IQ", "source": "curated"},
    {"id": "rabiya", "name": "Rabiya", "kind": "town", "country": "IQ", "source": "curated"},
]
FINDER = MentionFinder(
    Registry(
        {},
        {entry["id"]: Actor.model_validate(entry) for entry in _ACTORS},
        gazetteer={entry["id"]: Place.model_validate(entry) for entry in _PLACES},
    )
)


def persons(text: str) -> list[str]:
    """The persons whom a text mentions."""
    return [one.actor for one in FINDER.find(text, blocks_of(text)) if one.actor != "iraq"]


@pytest.mark.parametrize(
    ("place", "person"),
    [
        ("They met on Sabri Square.", "They met Sabri."),
        ("They fished near the Sabri lake.", "They fished near Sabri."),
        ("They drove along Sabri Boulevard.", "They drove along with Sabri."),
        ("They drove to the Sabri airport.", "They drove to the Sabri family."),
        ("They read in the Sabri National Library.", "They read the Sabri National Plan."),
        ("The tanker Sabri left.", "The tailor Sabri left."),
        ("The USS Sabri left.", "The USA and Sabri left."),
        ("They met on Karim Sabri Square.", "They met Karim Sabri Friday."),
        ("They landed at Karim Sabri International Airport.", "They met Karim Sabri International staff."),
        ("The tanker Karim Sabri left.", "The tailor Karim Sabri left."),
        ("عادت محطة بحيرة الصبري إلى العمل.", "عادت محطة الصبري إلى العمل."),
        ("تجمعوا في ساحة باسل الصبري ظهرا.", "تجمعوا في ظل باسل الصبري ظهرا."),
        ("تجمعوا في ساحة كريم الصبري ظهرا.", "تجمعوا أمام كريم الصبري ظهرا."),
        ("قصفت قاعدة عين الصبري ليلا.", "وعيّن الصبري وزيرا."),
    ],
)
def test_a_place_or_ship_that_bears_a_persons_name_is_not_that_person(place: str, person: str) -> None:
    assert (persons(place), persons(person)) == ([], ["karim-sabri"])


def test_a_street_teaches_nobodys_surname() -> None:
    """An article that names the ship, not the person, doesn't say who "Soleymi" is."""
    assert persons("The tanker Omar Soleymi left. Soleymi left.") == []
    assert persons("The tailor Omar Soleymi left. Soleymi left.") == ["omar-soleymi"] * 2


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Omar Soleymi came. Soleymi left.", ["omar-soleymi", "omar-soleymi"]),
        ("Omar Soleymi came. They drove to Solaymi.", ["omar-soleymi"]),  # written as the town is
        ("Omar Soleymi came. Solaymi’s markets closed.", ["omar-soleymi"]),
        ("Rana Tellim came. Tellim left.", ["rana-tellim", "rana-tellim"]),
        ("Rana Tellim came. Shops in Tellim closed.", ["rana-tellim"]),
        ("Rana Tellim came. Friends of Tellim left.", ["rana-tellim", "rana-tellim"]),
        ("Ali Hitta came. Families fled to Hitta.", ["ali-hasan"]),  # a name taken from a town
        ("Ali Hitta came. Hitta, which is old, was empty.", ["ali-hasan"]),
        ("Ali Hitta came. Hitta said so.", ["ali-hasan", "ali-hasan"]),
        ("Ali Hitta came. They met Commander Hitta.", ["ali-hasan", "ali-hasan"]),
        ("Sara Rabbad came. Families fled to Rabbad.", ["sara-rabbad"]),  # a town with a district
        ("Sara Rabbad came. Rabbad told us so.", ["sara-rabbad", "sara-rabbad"]),
        ("Omar al-Rabiya came. They turned to Rabiya.", ["omar-rabiya", "omar-rabiya"]),
    ],
)
def test_a_surname_that_is_a_towns_name_too_is_the_town_where_it_stands_as_one(text: str, found: list[str]) -> None:
    assert persons(text) == found


def test_what_names_a_place_begins_at_most_24_characters_before_the_name() -> None:
    """So much holds the longest kind of place and a given name."""
    pair = Pair("في أكاديمية عبدالعظيم الصبري", [], f"في أكاديمية عبدالعظيم{' ' * 8}الصبري", ["karim-sabri"])
    check_pinned(namesakes, "_REACH_BEFORE", pair, persons)


@pytest.mark.parametrize(
    "before",
    [
        *("Lake ", "Camp al-", "Fort Al-", "Mount  ", "City of ", "the battle of ", "Battle of \n", "Lake \n"),
        *("USS ", "HMS ", "MV ", "MT “", "the Tanker ", 'a vessel "', "the ship «", "a corvette ", "the frigate '"),
        *("a warship ", "the destroyer ", "a carrier ", "the ferry ", "a YACHT ", "the icebreaker ‘"),
    ],
)
def test_every_word_for_a_place_before_a_name_is_known_by_its_end(before: str) -> None:
    assert namesakes.names_place(f"{before}Sabri", Span(len(before), len(before) + 5))


@pytest.mark.parametrize(
    "behind",
    [
        *("Lake", "Air Base", "Dam", "City", "National Memorial", "Presidential", "General Hospital", "Grand Mosque"),
        *("city", "lake", "dam", "street", "airbase", "reservoir", "neighborhood", "neighbourhood", "University"),
        *(" Street", "\u00a0 Bridge"),
    ],
)
def test_every_word_for_a_place_behind_a_name_is_known_by_its_head(behind: str) -> None:
    assert namesakes.names_place(f"Sabri {behind}", Span(0, 5))
