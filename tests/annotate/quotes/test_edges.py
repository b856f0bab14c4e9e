"""The thresholds by which quotes are read, each with what lies right inside it and right beyond."""

import pytest

from syria_iraq_archive.annotate.quotes import marks, paragraphs, quotations, subjects
from syria_iraq_archive.spans import Span
from tests.annotate.quotes.test_attribution import attributed
from tests.annotate.quotes.test_marks import quotations as marked
from tests.annotate.quotes.test_speakers import speakers
from tests.rules import Pair, check_pinned


def depth(text: str) -> int:
    return len(marked(text))


def kinds(text: str) -> list[str]:
    return [kind for _, kind in attributed(text)]


def test_quotations_lie_inside_each_other_up_to_eight_deep() -> None:
    """A text full of opening marks would take long otherwise."""
    check_pinned(marks, "_DEEPEST", Pair("“a " * 8 + "”" * 8, 8, "“a " * 9 + "”" * 9, 8), depth)


def test_a_single_mark_is_closed_within_600_characters_or_is_an_apostrophe() -> None:
    """As in ’cause, far from any other."""
    pair = Pair(f"‘{'we go ' * 99}’", 0, f"‘{'we go ' * 101}’", 0)
    near, far = f"‘{'we go on' * 74}’", f"‘{'we go on' * 76}’"
    check_pinned(marks, "_SINGLE_REACH", pair._replace(example=near, reading=1, near_miss=far), depth)


def test_a_sentence_without_end_ends_200_words_away() -> None:
    """A text without full stops would take long otherwise."""
    pair = Pair(f"Sabri said {'green ' * 197}“we stay.”", ["Sabri"], f"Sabri said {'green ' * 205}“we stay.”", [None])
    check_pinned(paragraphs, "_LONGEST", pair, speakers)


def test_a_subject_stands_at_most_40_words_before_its_verb() -> None:
    """Farther away, other things have been spoken of."""
    pair = Pair(
        f"Sabri told {'green ' * 37}and said “we stay.”",
        ["Sabri"],
        f"Sabri told {'green ' * 45}and said “we stay.”",
        [None],
    )
    check_pinned(subjects, "REACH", pair, speakers)


def test_the_first_100_characters_of_a_quotation_tell_its_kind() -> None:
    """A title is short, so its capitals go on until then."""
    pair = Pair(f"the “{'Gate ' * 18}stay”", ["speech"], f"the “{'Gate ' * 20}stay”", ["title"])
    check_pinned(quotations, "_ENOUGH", pair, kinds)


def test_a_term_has_at_most_five_words() -> None:
    """More are what somebody said."""
    pair = Pair(
        "the “green hill north gate house” came", ["scare"], "the “green hill north gate house men” came", ["speech"]
    )
    check_pinned(quotations, "_LABEL", pair, kinds)


def test_an_arabic_verb_stands_at_most_90_words_before_its_quotation() -> None:
    """Farther away, other things have been spoken of."""
    pair = Pair(
        f"قال كريم صبري {'، في بيت' * 25} «سنبقى هنا».",
        ["كريم صبري"],
        f"قال كريم صبري {'، في بيت' * 32} «سنبقى هنا».",
        [None],
    )
    pair.check(speakers)


@pytest.mark.parametrize(
    ("near", "far"),
    [
        ("“We stay” — Karim Sabri Bin Ali Hasan", "“We stay” — Karim Sabri Bin Ali Hasan Jaber"),
        ("his own old “red lines” and promise to “stay”", "his own old big fat promise to “stay”"),
    ],
)
def test_near_words_name_a_speaker_and_far_ones_do_not(near: str, far: str) -> None:
    """A signature has five words at most, and few words may stand between a possessive and its noun."""
    assert speakers(near)[-1] is not None
    assert speakers(far)[-1] is None


def test_a_token_holds_its_characters_and_the_gap_belongs_to_the_next() -> None:
    """Offsets 0 to 4 are the name, 5 is the space."""
    paragraph = paragraphs.tag_paragraph("Sabri said so.", Span(0, 14), ())
    assert [paragraph.token_at(offset) for offset in (0, 4, 5, 6, 9, 10, 13)] == [0, 0, 1, 1, 1, 2, 3]


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("deny", "denies denied denying"),
        ("say", "says said saying"),
        ("note", "notes noted noting"),
        ("stress", "stresses stressed stressing"),
        ("push", ""),
        ("teach", ""),
        ("warn", "warns warned warning"),
        ("admit", "admits admitted admitting"),
        ("announce", "announces announced announcing"),
        ("reply", "replies replied replying"),
        ("assess", "assesses assessed assessing"),
        ("relay", ""),
    ],
)
def test_each_form_of_a_verb_of_speech_reports_speech(verb: str, forms: str) -> None:
    """And none of a verb that isn't listed."""
    for form in forms.split():
        assert speakers(
            f"Sabri was {form} that “we stay.”" if form.endswith("ing") else f"Sabri {form} that “we stay.”"
        ) == ["Sabri"]
    assert forms or speakers(f"Sabri {verb}ed that “we stay.”") == [None]
