"""Who is named: tables of sentences and the actors they name."""

from datetime import date

import pytest

from syria_iraq_archive.annotate.mentions import MentionFinder
from syria_iraq_archive.records import Block, Role
from syria_iraq_archive.registry.load import Registry
from syria_iraq_archive.spans import Span


@pytest.fixture(scope="module")
def finder(registry: Registry) -> MentionFinder:
    return MentionFinder(registry)


def named(finder: MentionFinder, *paragraphs: str, role: Role = Role.PARAGRAPH) -> list[tuple[str, str]]:
    text = "\n".join(paragraphs)
    blocks, start = [], 0
    for seq, paragraph in enumerate(paragraphs):
        blocks.append(Block(seq=seq, role=role, span=Span(start, start + len(paragraph)), rule="test", article=1))
        start += len(paragraph) + 1
    return [(mention.surface, mention.actor) for mention in finder.find(text, blocks)]


@pytest.mark.parametrize(
    ("sentence", "mentions"),
    [
        ("Hay’at Tahrir Al-Sham took Hama.", [("Hay’at Tahrir Al-Sham", "hayat-tahrir-al-sham")]),
        ("HAYAT TAHRIR EL-SHAM took Hama.", [("HAYAT TAHRIR EL-SHAM", "hayat-tahrir-al-sham")]),
        ("HTS took Hama.", [("HTS", "hayat-tahrir-al-sham")]),
        ("The hts of it.", []),
        ("Tell us where the US stands.", [("US", "united-states")]),
        ("Iraq's bridges fell.", [("Iraq", "iraq")]),
        ("Turkish officers met.", [("Turkish", "turkey")]),
        ("The Turkish-backed Hamza Division left.", [("Turkish", "turkey"), ("Hamza Division", "hamza-division")]),
        ("The Syrian National Army left.", [("Syrian National Army", "syrian-national-army")]),
        ("Ankara says it will stay.", [("Ankara", "turkey")]),
        ("He spoke in Ankara.", []),
        ("The Ministry of Defense and the army denied it.", []),
        ("Iraq's Defense Ministry denied it.", [("Iraq's Defense Ministry", "iraqi-ministry-of-defense")]),
        ("“[Bashar al-]Assad’s men left,” he said.", [("Bashar al-]Assad", "bashar-al-assad")]),
        ("The Syrian\u00a0Democratic\nForces left.", [("Syrian\u00a0Democratic\nForces", "syrian-democratic-forces")]),
        ("Abu Mohammed al-Golani spoke.", [("Abu Mohammed al-Golani", "abu-mohammad-al-julani")]),
        ("وقالت هيئة تحرير الشام إنها انسحبت.", [("هيئة تحرير الشام", "hayat-tahrir-al-sham")]),
        ("وأعلنت أن الجيش العراقي وصل.", [("الجيش العراقي", "iraqi-armed-forces")]),
        ("والعراق يراقب.", [("العراق", "iraq")]),
        ("وقال للعراق وللأتراك.", [("للعراق", "iraq"), ("أتراك", "turkey")]),
        ("Resolution by Akram al-Ka’abi.", [("Akram al-Ka’abi", "akram-al-kaabi")]),
        ("قال المسؤول العراقي ذلك.", [("العراقي", "iraq")]),
        ("The US-backed forces left.", [("US", "united-states")]),
    ],
)  # fmt: skip
def test_a_sentence_names_its_actors_and_no_other(
    finder: MentionFinder, sentence: str, mentions: list[tuple[str, str]]
) -> None:
    assert named(finder, sentence) == mentions


def test_a_surname_means_the_person_named_in_full_in_the_article(finder: MentionFinder) -> None:
    assert ("Fartousi", "kadhim-al-fartousi") in named(
        finder, "Fartousi said so.", "The spokesman is Kadhim al-Fartousi."
    )


def test_a_surname_alone_means_nobody(finder: MentionFinder) -> None:
    assert named(finder, "Fartousi said so.") == []


def test_a_surname_behind_another_given_name_means_somebody_else(finder: MentionFinder) -> None:
    found = named(finder, "Kadhim al-Fartousi spoke.", "So did Ahmed al-Fartousi.")
    assert found == [("Kadhim al-Fartousi", "kadhim-al-fartousi")]


def test_a_surname_beside_an_office_means_its_one_holder(finder: MentionFinder) -> None:
    assert ("Sudani", "mohammed-shia-al-sudani") in named(finder, "Prime Minister Sudani spoke.")


def test_an_article_can_teach_an_acronym_of_a_known_actor(finder: MentionFinder) -> None:
    found = named(finder, "The State of Law Coalition (SLC) met.", "The SLC agreed.")
    assert found[-1] == ("SLC", "state-of-law-coalition")


@pytest.mark.parametrize(
    ("name", "actor"),
    [
        ("The Free Syrian Army (FSA)", "free-syrian-army"),
        ("The Islamic Resistance in Iraq (IRI)", "islamic-resistance-in-iraq"),
        ("The “Islamic Resistance in Iraq” (IRI)", "islamic-resistance-in-iraq"),
        ("The Movement for Change in Iraq (MCI)", None),
        ("The Northern Islamic State (NIS)", None),
    ],
)
def test_an_acronym_in_brackets_stands_for_the_whole_name_before_it(
    finder: MentionFinder, name: str, actor: str | None
) -> None:
    acronym = name[-4:-1]
    found = [mention for mention in named(finder, f"{name} met.", f"The {acronym} agreed.") if mention[0] == acronym]
    assert {meant for _, meant in found} == ({actor} if actor else set())


@pytest.mark.parametrize("place", ["Sadr City", "Sadr Hospital", "Lake Sadr"])
def test_a_surname_in_the_name_of_a_place_means_nobody(finder: MentionFinder, place: str) -> None:
    assert named(finder, "Muqtada al-Sadr spoke.", f"Thousands marched in {place}.")[1:] == []


def test_an_unknown_given_name_at_the_head_of_a_sentence_makes_the_surname_somebody_elses(
    finder: MentionFinder,
) -> None:
    found = named(finder, "Muqtada al-Sadr spoke.", "Moussa al-Sadr vanished.", "Yesterday Sadr returned.")
    assert found == [("Muqtada al-Sadr", "muqtada-al-sadr"), ("Sadr", "muqtada-al-sadr")]


@pytest.mark.parametrize("sentence", ["Iraq's Sadr Discusses Gaza", "Meeting Sadr was hard.", "Iraqi Sadr agrees"])
def test_a_possessive_gerund_or_nationality_is_not_taken_for_a_given_name(finder: MentionFinder, sentence: str) -> None:
    assert ("Sadr", "muqtada-al-sadr") in named(finder, "Muqtada al-Sadr spoke.", sentence)


def test_an_acronym_taught_for_an_unknown_name_means_nobody(finder: MentionFinder) -> None:
    assert named(finder, "The Southern Defense Front (SDF) met.", "The SDF agreed.") == []
    assert named(finder, "The SDF agreed.") == [("SDF", "syrian-democratic-forces")]


@pytest.mark.parametrize(
    ("sentence", "year", "actor"),
    [
        ("President Trump spoke.", 2025, "donald-trump"),
        ("Prime Minister Abadi spoke.", 2016, "haider-al-abadi"),
        ("Prime Minister Abadi spoke.", 2023, None),
        ("Former Prime Minister Abadi spoke.", 2023, "haider-al-abadi"),
        ("Iraqi Prime Minister Abadi spoke.", 2016, "haider-al-abadi"),
        ("Lebanese Prime Minister Abadi spoke.", 2016, None),
    ],
)
def test_a_surname_beside_an_office_means_who_held_it_when_the_article_was_published(
    finder: MentionFinder, sentence: str, year: int, actor: str | None
) -> None:
    block = Block(seq=0, role=Role.PARAGRAPH, span=Span(0, len(sentence)), rule="test", article=1)
    days = (date(year, 6, 1), date(year, 6, 1))
    people = [m.actor for m in finder.find(sentence, [block], days) if m.rule == "office-and-surname"]
    assert people == ([actor] if actor else [])


@pytest.mark.parametrize("role", [Role.REPEAT, Role.CREDIT, Role.BYLINE, Role.CHROME, Role.DATELINE])
def test_repeats_credits_bylines_chrome_and_datelines_are_not_searched_for_names(
    finder: MentionFinder, role: Role
) -> None:
    assert named(finder, "Iraqi Defense Ministry", role=role) == []
