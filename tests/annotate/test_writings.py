"""Writings of one name are one name: by rule, with a near miss beside each."""

import pytest

from syria_iraq_archive.annotate.mentions import MentionFinder
from syria_iraq_archive.records import Block, Role
from syria_iraq_archive.registry.load import Registry
from syria_iraq_archive.registry.sounds import MAX_WRITINGS, sound_key, writings
from syria_iraq_archive.spans import Span


@pytest.fixture(scope="module")
def finder(registry: Registry) -> MentionFinder:
    return MentionFinder(registry)


def meant(finder: MentionFinder, text: str) -> dict[str, str]:
    """The names found in a paragraph, as printed, and whom they mean."""
    block = Block(seq=0, role=Role.PARAGRAPH, span=Span(0, len(text)), rule="test", article=1)
    return {mention.surface: mention.actor for mention in finder.find(text, [block])}


@pytest.mark.parametrize(
    ("printed", "actor"),
    [
        *((f"Mohammed Shia{sign} al-Sudani", "mohammed-shia-al-sudani") for sign in "'’‘ʿʾʼʻ`´ˈ՚＇"),
        ("Mohammed Shia’ as-Sudani", "mohammed-shia-al-sudani"),
        ("Mohammed Shia El Sudani", "mohammed-shia-al-sudani"),
        ("Isma’il Qa’ani", "esmail-qaani"),
        ("Ahmed ash-Sharaa", "abu-mohammad-al-julani"),
        ("Ahmed al-Shar’a", "abu-mohammad-al-julani"),
        ("Ammar al-Hakim", "ammar-al-hakim"),
        ("Qa’is al-Khazali", "qais-al-khazali"),
        ("al-Qaʿida", "al-qaeda"),
        ("Da‘ish", "isis"),
        ("Bashar Asad", "bashar-al-assad"),
        ("Qasim Suleymany", "qassem-soleimani"),
        ("Noori el-Malikee", None),
        ("Karim Suleymany", None),
        ("Isma’s Qa’ani", None),
        ("Mohammed Shia al-Sudans", None),
    ],
)
def test_transliterations_of_a_name_are_one_name(finder: MentionFinder, printed: str, actor: str | None) -> None:
    """ʿayn, hamza and apostrophes of all kinds, assimilated articles, doubled letters, vowels."""
    assert meant(finder, f"Officials met ʿ{printed} there.").get(printed) == actor


@pytest.mark.parametrize(
    ("text", "surface", "actor"),
    [
        ("Officials of Iraq’s north met.", "Iraq", "iraq"),
        ("The rebels’ friends in Iran’s south met.", "Iran", "iran"),
        ("The P.K.K. met.", "P.K.K.", "pkk"),
        ("Allies of the S.D.F met.", "S.D.F", "syrian-democratic-forces"),
        ("S.D.Farouk met.", "S.D.F", None),
        ("A portrait of Haﬁz al-Assad hung there.", "Haﬁz al-Assad", "hafez-al-assad"),
        ("A portrait of Haﬂz al-Assad hung there.", "Haﬂz al-Assad", None),
        ("قال ﺣﺰﺏ ﺍﻟﻠﻪ ذلك.", "ﺣﺰﺏ ﺍﻟﻠﻪ", "hezbollah"),
        ("قال حزب ﷲ ذلك.", "حزب ﷲ", "hezbollah"),
        ("قال حزب‌الله ذلك.", "حزب‌الله", "hezbollah"),
        ("قال حزبالله ذلك.", "حزبالله", None),
        ("Fighters of Kataib Hez-\nbollah left.", "Kataib Hez-\nbollah", "kataib-hezbollah"),
        ("Fighters of the US-\nbacked force left.", "US", "united-states"),
        ("Fighters of Kataib Hez-\n\nbollah left.", "Kataib Hez-\n\nbollah", None),
    ],
)
def test_a_name_is_found_in_its_unusual_writing(
    finder: MentionFinder, text: str, surface: str, actor: str | None
) -> None:
    """And the mention is what is printed. What would make another word of it doesn't vanish."""
    assert meant(finder, text).get(surface) == actor


def test_a_word_for_an_acronym_counts_if_its_entry_says_so(finder: MentionFinder) -> None:
    """British papers print "Isis"; nobody prints "Irgc"."""
    assert meant(finder, "Fighters of Isis left.") == {"Isis": "isis"}
    assert meant(finder, "Fighters of isis and Irgc left.") == {}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("DOWN WITH ISIS. THE ROAD IS OPEN. TELL US WHO PAID. IT IS OVER.", {"ISIS"}),
        ("US ENGINEERS LEAVE TODAY", set()),
        ("US engineers leave today", {"US"}),
        ("Men of the US, UK and NATO leave", {"US", "UK", "NATO"}),
    ],
)
def test_in_a_passage_of_capitals_an_acronym_that_is_a_word_names_nobody(
    finder: MentionFinder, text: str, names: set[str]
) -> None:
    """Other acronyms do, and so do all beside small letters."""
    assert set(meant(finder, text)) == names


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("Moscow, Tehran, and Ankara sent engineers.", {"russia", "iran", "turkey"}),
        ("Mayors urged Ankara and Damascus to wait.", {"turkey", "syria"}),
        ("Both Paris and London say it is late.", {"france", "united-kingdom"}),
        ("Schools in Moscow, Tehran and Ankara have closed.", set()),
        ("The road between Ankara and Damascus was closed.", set()),
        ("Engineers saw Moscow, Tehran and Ankara.", set()),
    ],
)
def test_capitals_in_a_list_act_together(finder: MentionFinder, text: str, states: set[str]) -> None:
    """What holds for the list holds for each."""
    assert set(meant(finder, text).values()) == states


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("أفاد مصدر محلي بذلك.", set()),
        ("أعلنت آفاد ذلك.", {"afad"}),
        ("زار الوفد المسرح الروماني.", set()),
        ("زار الوفد رومانيا.", {"romania"}),
        ("أنبوب بقُطر كبير.", set()),
        ("أنبوب بقطر 20 بوصة.", set()),
        ("مؤتمر في قطر اليوم.", {"qatar"}),
        ("وصل من الفاو أمس.", set()),
        ("قالت منظمة الفاو ذلك.", {"food-and-agriculture-organization"}),
        ("تاريخ السياسة الخارجية العراقية طويل.", {"iraq"}),
        ("أعلنت الخارجية العراقية ذلك.", {"iraqi-ministry-of-foreign-affairs"}),
        ("Sinjar, Iraq (CNN) Rain fell. CNN saw it.", {"iraq", "cnn"}),
        ("The mayor (R-AZ) met John McCain (R-AZ).", {"john-mccain"}),
        ("A teacher, Michael Jordan, met them.", set()),
        ("A teacher from Jordan met them.", {"jordan"}),
        ("A diner in Lebanon, Pennsylvania, is open.", set()),
        ("A diner in Lebanon, Syria and Jordan is open.", {"lebanon", "syria", "jordan"}),
        ("Analysts of New America met.", {"new-america"}),
        ("Analysts of the US in America met.", {"united-states"}),
    ],
)
def test_what_looks_like_a_name_may_name_nobody(finder: MentionFinder, text: str, actors: set[str]) -> None:
    """A word spelt like it, a part of another's name, a dateline; beside each what does name the actor."""
    assert set(meant(finder, text).values()) == actors


def test_an_acronym_of_somebody_else_is_taught_only_by_a_name_that_spells_it(finder: MentionFinder) -> None:
    """Behind a place it is the agency of a dateline."""
    assert meant(finder, "Hilla, Iraq (AFP) Rain fell. AFP saw it.")["AFP"] == "agence-france-presse"
    assert "AFP" not in meant(finder, "The Alliance of Free People (AFP) met. The AFP left.")


def test_a_word_is_written_in_few_ways_that_differ_least_first() -> None:
    """So that one word has no hundred patterns."""
    made = list(writings("soleimanoumeisani"))
    assert len(made) == MAX_WRITINGS
    assert made[0] == "suleimanoumeisani"


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [("khalid", "khaled", True), ("hawija", "howeija", True), ("hasan", "hassan", True), ("qasim", "kasem", True),
     ("sadr", "badr", False), ("khalid", "halid", False), ("sharaa", "saraa", False)],
)  # fmt: skip
def test_a_sound_is_one_for_vowels_and_doubled_letters_but_not_for_other_consonants(
    one: str, other: str, alike: bool
) -> None:
    """In whatever transliteration."""
    assert (sound_key(one) == sound_key(other)) is alike
