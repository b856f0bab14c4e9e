"""Authors: the persons that a byline names, and what is none."""

import pytest

from syria_iraq_archive.annotate.authors import AuthorFinder

FINDER = AuthorFinder(frozenset({"example news", "the harbour", "مثال نيوز"}), frozenset({"baghdad", "بغداد"}))

NAMED = {
    "Sara Noor": ["Sara Noor"],
    "By Sara Noor": ["Sara Noor"],
    "Sara Noor, Omar Aziz and Hugh McRae": ["Sara Noor", "Omar Aziz", "Hugh McRae"],
    "Sara Noor & Omar Aziz": ["Sara Noor", "Omar Aziz"],
    "Sara Noor with Omar Aziz": ["Sara Noor", "Omar Aziz"],
    "Sara Noor/Omar Aziz": ["Sara Noor", "Omar Aziz"],
    "Reporting by Sara Noor in Erbil; editing by Jane Doe": ["Sara Noor"],
    "SARA NOOR AND OMAR AZIZ": ["SARA NOOR", "OMAR AZIZ"],
    "Sara Noor and Omar": ["Sara Noor", "Omar"],
    "Harun al-Aswad, Abdullah bin Zayed": ["Harun al-Aswad", "Abdullah bin Zayed"],
    "Jean-Pierre de la Croix": ["Jean-Pierre de la Croix"],
    "Ali H. Ahmed": ["Ali H. Ahmed"],
    "Dr. Sara Noor": ["Sara Noor"],
    "Sara Noor (Erbil)": ["Sara Noor"],
    "Sara Noor @noor sara@example.org": ["Sara Noor"],
    "Ayşe Öz ve Mehmet Yılmaz": ["Ayşe Öz", "Mehmet Yılmaz"],
    "أحمد علي وسامي": ["أحمد علي", "سامي"],
    "أحمد علي و سامي حسن": ["أحمد علي", "سامي حسن"],
    "أحمد علي ووليد خالد": ["أحمد علي", "وليد خالد"],
    "وليد خالد": ["وليد خالد"],
    "أحمد علي، سامي حسن": ["أحمد علي", "سامي حسن"],
    "بقلم: أحمد علي": ["أحمد علي"],
    # no persons
    "Sara Noor, Example News": ["Sara Noor"],
    "Sara Noor, AFP": ["Sara Noor"],
    "Sara Noor and agencies": ["Sara Noor"],
    "Sara Noor – Baghdad": ["Sara Noor"],
    "أحمد علي / وكالات": ["أحمد علي"],
    "بغداد - أحمد علي": ["أحمد علي"],
    "Sara Noor, Sara Noor": ["Sara Noor"],
    "Example News": [],
    "The Harbour": [],
    "AFP": [],
    "News Desk": [],
    "Staff and Agencies": [],
    "Example Press Agency": [],
    "مثال نيوز": [],
    "مراسلنا في بغداد": [],
    "Baghdad": [],
    "Noor": [],
    "our man in Erbil": [],
}


@pytest.mark.parametrize("byline", NAMED)
def test_a_byline_names_its_persons_and_no_others(byline: str) -> None:
    assert list(FINDER.find(byline)) == NAMED[byline]


def test_without_a_byline_there_is_no_author() -> None:
    assert FINDER.find(None) == ()


@pytest.mark.parametrize("byline", [name for name, persons in NAMED.items() if persons])
def test_names_stand_as_the_byline_prints_them(byline: str) -> None:
    assert all(name in byline for name in FINDER.find(byline))
