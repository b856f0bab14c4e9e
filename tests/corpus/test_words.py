"""Spellings of the same words are sought, and found, as one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syria_iraq_archive.corpus.words import folded, words


@pytest.mark.parametrize(
    "spellings",
    [
        # the Latin alphabet
        ["Türkiye", "Turkiye", "TÜRKİYE"],
        ["Erdoğan", "Erdogan"],
        # the article
        ["al-Nusra", "Al Nusra", "an-Nusra", "El-Nusra", "Nusra", "al‑Nusra"],
        ["Hayat Tahrir al-Sham", "Hay’at Tahrir ash-Shām", "Hay'at Taḥrīr el Sham", "hayat tahrir sham"],
        ["Deir ez-Zor", "Deir al-Zor", "Deir Zor"],
        ["Saif ul-Islam", "Saif al-Islam"],
        ["[Bashar al-]Assad", "Bashar al-Assad", "Bashar Assad"],
        # hamza and 'ayn
        ["Sana'a", "Sanʿāʾ'a", "Sanaa"],
        ["Da‘esh", "Daesh"],
        ["Qa'ida", "al-Qaʿida", "Qaida"],
        # English
        ["Syria’s", "Syria"],
        ["rebels'", "rebels"],
        ["Turkish-backed", "Turkish backed"],
        ["[w]e", "We"],
        # Arabic: harakat, tatweel, hamza, letter variants, digits
        ["الأَسَد", "الاسد", "أسد", "الأســد"],
        ["سوريا", "سوريــا"],
        ["العراق", "عراق", "والعراق", "بالعراق", "للعراق"],
        ["علماء", "علما"],
        ["غزة", "غزه"],
        ["٢٠٢٤", "2024"],
    ],
    ids=lambda spellings: spellings[0],
)
def test_spellings_of_one_name_meet(spellings: list[str]) -> None:
    """Diacritics, the article, hamza and harakat make no difference."""
    assert {folded(spelling) for spelling in spellings} == {folded(spellings[0])}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("US-led", "led"),  # no article, though it looks like one
        ("US-Syrian", "Syrian"),
        ("UN-backed", "backed"),
        ("an army", "army"),
        ("she'll", "shell"),
        ("الله", "له"),
        ("Syria", "Syrian"),
    ],
)
def test_other_words_stay_apart(one: str, other: str) -> None:
    """Folding goes no further than it says."""
    assert folded(one) != folded(other)


def test_an_article_alone_is_a_word() -> None:
    """Nothing stands behind it."""
    assert folded("et al.") == "et al"


def test_what_is_not_there_is_not_folded() -> None:
    """An article without a headline has none in the index."""
    assert folded(None) is None


@given(st.text())
def test_a_word_knows_its_place(text: str) -> None:
    """Spans are in order, apart, and each folds to its word again."""
    reached = 0
    for word in words(text):
        assert reached <= word.start < word.end <= len(text)
        reached = word.end
        assert word.key.replace(" ", "") == word.key
        assert "'" not in word.key


PIECES = st.sampled_from(
    ["al", "El", "AL-", "ash-", "Sham", "us", "d'", "’s", "it's", "hay’at", "_", "–", "[", "]", "é", "أ"]
)
MARKS = st.sampled_from([" ", "  ", "-", "'", "’", "`", "\n", "\n\n", "\u00a0", ". ", "–", "", "“", "”"])


@given(st.lists(st.tuples(PIECES, MARKS), max_size=12).map(lambda pairs: "".join(map("".join, pairs))) | st.text())
def test_a_text_is_indexed_by_the_words_that_it_shows(text: str) -> None:
    """However it is read: by a table if it is plain, else by a pattern."""
    assert folded(text) == " ".join(word.key for word in words(text))
