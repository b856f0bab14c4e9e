"""In which language an article is written, told from its letters and small words."""

import pytest

from syria_iraq_archive.annotate import language
from syria_iraq_archive.annotate.language import language_of
from tests.rules import Pair, check_pinned


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The army said that it has withdrawn from the city of Hama", "en"),
        ("L’armée a dit dans un texte que le pont de la ville est fermé pour tous", "fr"),
        ("Die Armee hat die Stadt in der Nacht verlassen und ist nicht mehr in dem Ort", "de"),
        ("El ejército dejó la ciudad en la noche y no se quedó con los de la zona", "es"),
        ("Ordu ve polis bu şehir için daha çok asker ile geldi, en son da köprü", "tr"),
        ("Artêş li bajar bû û ji gund çû, ew jî bi şev bo çiya ya me di rê de", "ku"),
        ("أعلن الجيش أنه انسحب من مدينة حماة", "ar"),
        ("لەشکر ڕایگەیاند کە لە شاری حەما کشاوەتەوە", "ckb"),
        ("ارتش گفت که از شهر حما چند روز پیش بیرون رفت", "fa"),
        ("Армия заявила, что она покинула город Хама", "ru"),
        ("הצבא הודיע כי הוא נסוג מהעיר חמה אתמול", "he"),
        ("Vojsko oznámilo odchod města Hama během noci", None),
        ("2024-12-03 14:05 (+3), 1,204 – 17 %", None),
        ("", None),
    ],
)
def test_a_text_is_in_this_language(text: str, code: str | None) -> None:
    """Or in none that is known here."""
    assert language_of(text) == code


def test_twenty_letters_of_a_script_tell_the_language() -> None:
    """Fewer are a name or a place."""
    check_pinned(language, "MIN_LETTERS", Pair("Хама" * 5, "ru", "Хама" * 4 + "Хам", None), language_of)


def test_the_first_4000_characters_are_looked_at() -> None:
    """What comes behind is not."""
    hama = "Хама, "
    pair = Pair("1 " * 1930 + hama * 30, "ru", "1 " * 2000 + hama * 30, None)
    check_pinned(language, "SAMPLE", pair, language_of)


def test_one_letter_in_a_hundred_that_only_persian_has_makes_a_text_persian() -> None:
    """Fewer are those of a name."""
    pair = Pair("پ" + "م" * 99, "fa", "پ" + "م" * 100, "ar")
    check_pinned(language, "_MIN_LETTER_SHARE", pair, language_of)


def test_eight_words_in_a_hundred_are_small_words_of_a_language() -> None:
    """A language that isn't listed shares a few of them."""
    pair = Pair("the " * 8 + "hama " * 92, "en", "the " * 7 + "hama " * 93, None)
    check_pinned(language, "_MIN_SMALL_WORDS", pair, language_of)


def test_a_word_of_two_languages_counts_for_both() -> None:
    """“de la” is French and Spanish, “le” only French."""
    assert language_of("de la de la de la ville le pont") == "fr"
    assert language_of("de la de la de la villa el puente") == "es"
