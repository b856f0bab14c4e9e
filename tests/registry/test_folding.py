"""Folding: the way back to the characters of a text, and spellings that are one."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syria_iraq_archive.fold import fold, fold_key, fold_words

TEXTS = st.text("aAeElLsSUız -‐–\u00a0\n[]’'şİéنا\u064b\u0640\u200bTx1.", max_size=30)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("[Israel]", "Israel"),
        ("\u200eIsrael\u200e", "Israel"),
        ("  Israel", "Israel"),
        ("the [Bashar al-]Assad era", "Bashar al-]Assad"),
        ("Prime Minister\u200e Haider", "Minister\u200e Haider"),
        ("a – b - c", "b - c"),
    ],
)
def test_a_place_in_the_folded_text_is_the_place_in_the_text(text: str, name: str) -> None:
    """Whatever vanishes before it, at its ends and within."""
    folded = fold(text)
    key = fold_key(name)
    start = folded.text.index(key)
    assert folded.span(start, start + len(key)).of(text) == name


@pytest.mark.parametrize(
    "spellings",
    [
        ("Ahmed al-Sharaa", "Ahmed El Sharaa", "AHMED EL\u00a0SHARAA", "Ahmed as-Sharaa", "ahmed al sharaa"),
        ("Ahrar al-Sam", "Ahrar eş-Şam", "Ahrar es‑Sam"),
        ("Hay’at", "Hay'at", "HAY‘AT"),
        ("Deir al-Zor", "Deir ez-Zor", "Deir ez‐Zor"),
        ("الأسد", "الاسد", "الأَسَد", "الأســد"),
    ],
)  # fmt: skip
def test_spellings_of_one_name_have_one_key(spellings: tuple[str, ...]) -> None:
    """Articles before sun letters, hyphens of every kind, accents, quotes, harakat."""
    assert len({fold_key(spelling) for spelling in spellings}) == 1


@given(TEXTS)
def test_every_stretch_of_a_folded_text_comes_from_one_of_the_text(text: str) -> None:
    """In order, and never outside it."""
    folded = fold(text)
    spans = [folded.span(place, place + 1) for place in range(len(folded.text))]
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert [span.start for span in spans] == sorted({span.start for span in spans})


@given(TEXTS)
def test_ascii_folds_as_any_other_text_does(text: str) -> None:
    """The short way for English gives what the long way gives: a letter from elsewhere forces the long way."""
    assert fold(f"{text} ж").text == fold(f"{text} x").text[:-1] + "ж"


@given(TEXTS)
def test_a_key_is_the_words_of_the_folded_text(text: str) -> None:
    """However the key was had: plain text takes a shorter way."""
    assert fold_key(text) == " ".join(fold(text).text.split())
    assert fold_words(text) == fold_key(re.sub(r"[^\w\s]", " ", text))
