"""Names alone: whom a surname or a body's short name means when nothing else stands beside it."""

from datetime import date

import pytest

from syria_iraq_archive.annotate.mentions import MentionFinder
from syria_iraq_archive.records import Block, Role
from syria_iraq_archive.registry.load import Registry
from syria_iraq_archive.spans import Span


@pytest.fixture(scope="module")
def finder(registry: Registry) -> MentionFinder:
    return MentionFinder(registry)


def meant(finder: MentionFinder, *paragraphs: str, on: date | None = None) -> list[tuple[str, str]]:
    """The names found in the last paragraph and whom they mean."""
    text = "\n".join(paragraphs)
    blocks, start = [], 0
    for seq, paragraph in enumerate(paragraphs):
        blocks.append(
            Block(seq=seq, role=Role.PARAGRAPH, span=Span(start, start + len(paragraph)), rule="test", article=1)
        )
        start += len(paragraph) + 1
    found = finder.find(text, blocks, (on, on) if on else None)
    return [(mention.surface, mention.actor) for mention in found if mention.span.start >= blocks[-1].span.start]


def test_a_surname_resolved_by_an_office_holds_for_the_article(finder: MentionFinder) -> None:
    """As one named in full does; the office may stand below."""
    assert meant(finder, "President Rouhani spoke.", "Zarif left. Rouhani stayed.")[-1] == ("Rouhani", "hassan-rouhani")
    assert meant(finder, "Shukri left.", "Foreign Minister Shoukry spoke. Shoukry left.")[-1] == (
        "Shoukry",
        "sameh-shoukry",
    )


def test_a_surname_without_its_office_means_nobody_there(finder: MentionFinder) -> None:
    """If the registry doesn't say that it means somebody alone."""
    assert meant(finder, "The minister spoke.", "Shoukry left.") == []


@pytest.mark.parametrize(
    ("sentence", "year", "actor"),
    [
        ("The village backs Assad.", 2019, "bashar-al-assad"),
        ("The village backs Assad.", None, "bashar-al-assad"),
        ("The village backs Assad.", 2025, None),
        ("The village backs Abadi.", 2016, "haider-al-abadi"),
        ("The village backs Abadi.", 2021, None),
        ("The village backs al-Abadi.", 2016, "haider-al-abadi"),
        ("Neither Abadi nor Putin came.", 2016, "haider-al-abadi"),
        ("Maybe Lavrov came.", 2016, "sergei-lavrov"),
        ("Tareq Lavrov came.", 2016, None),
        ("On Monday Obama came.", 2016, "barack-obama"),
        ("Mrs. Obama came.", 2016, None),
        ("Colonel Obama came.", 2016, None),
        ("Lebanese Prime Minister Abadi came.", 2016, None),
        ("Obama Bin Salem came.", 2016, None),
        ("Merkel Airport is shut.", 2016, None),
    ],
)
def test_a_surname_that_means_one_person_alone_does_so_in_its_time(
    finder: MentionFinder, sentence: str, year: int | None, actor: str | None
) -> None:
    """Its time is compared with the days of publication, and if those are unknown there is no limit."""
    found = [who for name, who in meant(finder, sentence, on=date(year, 3, 1) if year else None) if name != "Lebanese"]
    assert found[:1] == ([actor] if actor else [])


def test_a_surname_alone_means_nobody_if_the_article_names_another_bearer(finder: MentionFinder) -> None:
    """Known or not; one whose given name is that of the person himself is no other."""
    assert meant(finder, "Yusra Obama opened a school.", "Obama cut a ribbon.") == []
    assert meant(finder, "Maher al-Assad left.", "Assad has a house there.") == [("Assad", "maher-al-assad")]
    assert meant(finder, "The school is new.", "Obama cut a ribbon.") == [("Obama", "barack-obama")]


def test_an_office_beside_the_surname_counts_more_than_a_full_name_elsewhere(finder: MentionFinder) -> None:
    """After both, the surname alone means neither."""
    found = meant(finder, "Maher al-Assad left.", "President Assad stayed. Assad spoke.", on=date(2019, 1, 1))
    assert found == [("Assad", "bashar-al-assad")]


def test_a_given_name_is_no_surname(finder: MentionFinder) -> None:
    """A family name behind it shows it, whatever office stands before it."""
    day = date(2014, 1, 1)
    assert meant(finder, "Foreign Minister Faisal al-Rawi spoke.", on=day) == []
    assert meant(finder, "Foreign Minister Faisal Rawi spoke.", on=day) == []
    assert meant(finder, "Foreign Minister Faisal spoke.", on=day) == [("Faisal", "saud-al-faisal")]
    assert meant(finder, "Foreign Minister Faisal as well spoke.", on=day) == [("Faisal", "saud-al-faisal")]


def test_in_a_headline_of_capitals_only_a_known_given_name_makes_a_full_name(finder: MentionFinder) -> None:
    """A verb stands with a capital there, too."""
    assert ("Lavrov", "sergei-lavrov") in meant(finder, "Tehran Praises Lavrov Over Northern Bridges")
    assert meant(finder, "Karim Lavrov Opens Northern Bridges") == []
    assert meant(finder, "The mayor, Silwan Lavrov, spoke.", "Silwan Lavrov Opens Northern Bridges") == []


@pytest.mark.parametrize(
    ("sentence", "name", "actor"),
    [
        ("The Observatory said so.", "Observatory", "syrian-observatory-for-human-rights"),
        ("The Hilltop Observatory said so.", "Observatory", None),
        ("The Observatory of Tel Samir said so.", "Observatory", None),
        ("The Security Council met.", "Security Council", "un-security-council"),
        ("The Homs Security Council met.", "Security Council", None),
        ("انعقد مجلس الأمن أمس.", "مجلس الأمن", "un-security-council"),
        ("انعقد مجلس الأمن القومي أمس.", "مجلس الأمن", None),
    ],
)
def test_a_short_name_that_means_one_body_alone_does_so_unless_it_is_part_of_a_longer_one(
    finder: MentionFinder, sentence: str, name: str, actor: str | None
) -> None:
    """A longer name is another body's."""
    assert dict(meant(finder, sentence)).get(name) == actor


def test_a_short_name_alone_means_nobody_if_the_article_names_another_bearer(finder: MentionFinder) -> None:
    """Known or not."""
    assert meant(finder, "Scholars of the Hilltop Observatory met.", "The Observatory is old.") == []
    found = meant(finder, "Iran's Supreme National Security Council met.", "The Security Council agreed.")
    assert found == []


def test_the_coalition_is_the_one_that_the_article_introduced(finder: MentionFinder) -> None:
    """By the noun in its name, behind "the"; a longer name with that noun, or a second one, forbids it."""
    said = "The Coalition said so, a coalition of parties."
    assert meant(finder, "The Syrian National Coalition met.", said) == [("Coalition", "syrian-national-coalition")]
    assert meant(finder, "The mayors met.", said) == []
    assert meant(finder, "The Syrian National Coalition met the Hills Coalition.", said) == []
    assert meant(finder, "The Syrian National Coalition and the State of Law Coalition met.", said) == []
    assert meant(finder, "The Syrian National Coalition met.", "Every Coalition has its day.") == []
