"""Whom a surname alone means, among a few invented people; and how far before it is looked."""

from datetime import date

import pytest

from syria_iraq_archive.annotate import given_names, offices, taught
from tests.annotate.people import FINDER, blocks_of
from tests.rules import Pair, check_pinned


def named(text: str, day: str | None = None) -> list[tuple[str, str]]:
    """Each name as printed, with the actor it means."""
    days = (date.fromisoformat(day),) * 2 if day else None
    return [(one.surface, one.actor) for one in FINDER.find(text, blocks_of(text), days)]


def last(text: str) -> str | None:
    """The actor whom the last "Sabri" of the text means."""
    found = [actor for surface, actor in named(text) if surface == "Sabri"]
    return found[-1] if found else None


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Karim Sabri came. Sabri left.", "karim-sabri"),
        ("Sabri left.", None),
        ("Premier Sabri left.", "karim-sabri"),
        ("Samaria’s Premier Sabri left.", "karim-sabri"),
        ("Samarian Prime Minister Sabri left.", "karim-sabri"),
        ("Hittia’s Premier Sabri left.", None),
        ("Minister Sabri left.", None),
        ("Deputypremier Sabri left.", None),
        ("Karim Sabri came. Ali Sabri left.", None),
        ("Karim Sabri came. Then Sabri left.", "karim-sabri"),
        ("Karim Sabri came. General Sabri left.", "karim-sabri"),
        ("Karim Sabri came. Samaria’s Sabri left.", "karim-sabri"),
        ("Karim Sabri came. Samarian Sabri left.", "karim-sabri"),
        ("Karim Sabri came. Toppling Sabri is hard.", "karim-sabri"),
        ("Karim Sabri came. Ring Sabri left.", None),
        ("Karim Sabri came to Sabri Square.", None),
        ("Karim Sabri came to Lake Sabri.", None),
        ("Karim Sabri came. They lost the battle of Sabri.", None),
        ("Omar Haddad came.", None),
    ],
)
def test_sabri_is_this_person_or_none(text: str, actor: str | None) -> None:
    assert last(text) == actor


def test_a_surname_of_two_people_in_the_article_means_nobody() -> None:
    assert "Haddad" not in dict(named("Omar Haddad met Rana Haddad. Haddad left."))


@pytest.mark.parametrize(
    ("words", "day", "means"),
    [
        ("Premier", "2020-04-30", False),
        ("Premier", "2020-05-01", True),
        ("Premier", "2022-10-27", True),
        ("Premier", "2022-10-28", False),
        ("Former Premier", "2022-10-28", True),
        ("The then Premier", "2020-04-30", True),
        ("Old Premier", "2022-10-28", False),
    ],
)
def test_an_office_beside_a_surname_counts_for_the_days_when_it_was_held(words: str, day: str, means: bool) -> None:
    assert (("Sabri", "karim-sabri") in named(f"{words} Sabri left.", day)) == means


def test_an_office_begins_at_most_80_characters_before_the_surname() -> None:
    """A wide gap parts them."""
    pair = Pair(f"Premier{' ' * 65}Sabri left.", "karim-sabri", f"Premier{' ' * 85}Sabri left.", None)
    check_pinned(offices, "_OFFICE_REACH", pair, last)


def test_a_given_name_begins_at_most_60_characters_before_the_surname() -> None:
    """A wide gap parts them."""
    came = "Karim Sabri came. "
    pair = Pair(f"{came}Ali{' ' * 50}Sabri left.", None, f"{came}Ali{' ' * 65}Sabri left.", "karim-sabri")
    check_pinned(given_names, "_REACH", pair, last)


def councils(text: str) -> list[str]:
    """The actors that "GC" means in the text."""
    return [actor for surface, actor in named(text) if surface == "GC"]


def test_an_unknown_name_that_an_acronym_stands_for_begins_at_most_120_characters_before_it() -> None:
    """A wide gap parts them: then the acronym is that of the council, as always."""
    pair = Pair(f"The Gate{' ' * 105}Club (GC) met.", [], f"The Gate{' ' * 125}Club (GC) met.", ["green-council"])
    check_pinned(taught, "_MAX_NAME_LENGTH", pair, councils)


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("The GC left.", ["green-council"]),
        ("The gc left.", []),
        ("The Gate Club (GC) met. The GC left.", []),
        ("The Gate Club of the Men (GCM) met. The GC left.", ["green-council"]),
        ("The men of the Gate Club (GC) met. The GC left.", []),
        ("The Green Council (GC) met the Gate Club (GC). GC left.", ["green-council"] * 3),
        ("The Northern Green Council (NGC) met. The NGC left.", []),
    ],
)
def test_an_acronym_in_brackets_stands_for_the_whole_name_before_it(text: str, actors: list[str]) -> None:
    assert councils(text) == actors
