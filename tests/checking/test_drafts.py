"""From a draft to its paragraphs and quotations: lines that are wrapped, Markdown, split and described speakers."""

import pytest

from syria_iraq_archive.checking.drafts import read_draft
from tests.checking.conftest import Check

COST = "It cost 42 million dinars, and 17 workers were hurt while they built it,"


def paragraphs(text: str) -> list[str]:
    return [one.span.of(text) for one in read_draft(text.encode(), "draft.md").paragraphs]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("He said: “The bridge\nWill be closed\nUntil May.”", 1),  # a quotation is open
        ("He said “no”\nThe bridge is closed", 2),  # near miss: it is closed
        ("The bridge\nis closed", 1),  # no sentence begins with a small letter
        ("The bridge\nIs closed", 2),
        ("> The bridge is\nclosed.", 1),  # Markdown's lazy line
        ("> The bridge is closed.\nHe left.", 2),
        ("He said: “The bridge\n\nis closed", 2),
        ("He said: “The bridge\n- is closed", 2),
    ],
)
def test_narrow_lines_go_on_with_each_other(text: str, number: int) -> None:
    assert len(paragraphs(text)) == number


@pytest.mark.parametrize(
    "draft",
    [
        f"*“{COST}”* Salim Aziz said.",
        f"**Salim Aziz** said: _“{COST}”_",
        "“It cost **42 million dinars**, and 17 workers were hurt while they built it,” Salim Aziz said.",
        "“[It](https://example.org/it) cost 42 million dinars, and 17 workers were hurt while they built it,” he said.",
        "“It cost 42 million dinars[^1], and 17 workers were hurt while they built it,” he said.\n\n[^1]: Iraq’s.",
        f"<p>Salim Aziz said: <q>“{COST}”</q></p>",
        "Mayor Salim Aziz said: “It cost 42 million dinars,\nand 17 workers\nwere hurt while\nthey built it.”",
    ],
)
def test_markup_is_no_part_of_the_words(check: Check, draft: str) -> None:
    assert check.kinds(draft) == []


@pytest.mark.parametrize("draft", ["Run `print(“now”)` again.", '<a href="a b c d">here</a>', '[here](x "a b c d")'])
def test_marks_within_code_and_tags_make_no_quotation(check: Check, draft: str) -> None:
    assert check(draft).quotations == ()


def test_an_address_names_nobody(check: Check, keys: dict[str, str]) -> None:
    draft = f"The bridge is open (https://www.reuters.com/anadolu-agency/{keys['0']})."
    assert check(draft).sound
    assert not check(draft.replace("The bridge", "Reuters says the bridge")).sound


def test_a_key_in_capitals_is_a_key(check: Check, keys: dict[str, str]) -> None:
    [one] = check(f"The bridge cost 43 dinars ({keys['0'].upper()}).").unsupported
    assert one.text == "43"


def test_a_sentence_that_is_split_around_its_speaker_isnt_cut(check: Check) -> None:
    split = "“It cost 42 million dinars,” Salim Aziz said, “and 17 workers were hurt while they built it.”"
    assert check(split).sound
    [first, _] = check(split.replace("and 17 workers", "17 workers")).quotations
    assert [str(one.kind) for one in first.problems] == ["end cut"]  # the next one begins a word late
    [first, _] = check(split.replace(" Salim Aziz said, ", "\n\nSalim Aziz said, ")).quotations
    assert [str(one.kind) for one in first.problems] == ["end cut"]  # another paragraph


@pytest.mark.parametrize(
    ("speaker", "kinds"),
    [
        ("the engineer", []),  # "The engineer Huda Karim warned"
        ("an engineer", []),
        ("engineers", []),
        ("المهندسة", ["another speaker"]),  # the article says it in no such word
        ("the mayor", ["another speaker"]),  # that is another
        ("our father", ["another speaker"]),  # a word of the quotation only
        ("Salim Aziz", ["another speaker"]),
        ("Karim", []),
        ("Huda Salman", ["another speaker"]),  # the first name alone is the same
        ("Engineer Karim of Mosul", []),
    ],
)
def test_a_speaker_may_be_described_by_what_the_article_calls_them(
    check: Check, speaker: str, kinds: list[str]
) -> None:
    assert check.kinds(f"“The old bridge carried our fathers to the market,” {speaker} said.") == kinds


@pytest.mark.parametrize(
    ("speaker", "kinds"),
    [
        ("مدير المدرسة", []),  # "قال مدير المدرسة خالد الياس"
        ("المدير", []),
        ("المعلم", ["another speaker"]),  # a word of the quotation alone
        ("المهندس", ["another speaker"]),
        ("محمد الحلبوسي", ["another speaker"]),
    ],
)
def test_in_arabic_a_job_describes_a_speaker(check: Check, speaker: str, kinds: list[str]) -> None:
    assert check.kinds(f"وقال {speaker}: «عندنا أحد عشر صفا في المدرسة».") == kinds


@pytest.mark.parametrize(
    ("draft", "kinds"),
    [
        (
            "“We sell bread in the street. We sell rice to the soldiers,” Omar Jasim said.",
            [],
        ),  # "We sell bread," Omar Jasim said. "We sell rice."
        (
            "“We sell bread in the street. Nobody pays in the winter,” Omar Jasim said.",
            ["stitched"],
        ),  # which another says in the next paragraph
        ("“We sell bread in the street. We sell rice and tea to the soldiers,” Omar Jasim said.", ["words added"]),
    ],
)
def test_what_one_says_around_an_attribution_may_be_joined(check: Check, draft: str, kinds: list[str]) -> None:
    assert check.kinds(draft) == kinds


@pytest.mark.parametrize(
    ("draft", "kinds"),
    [
        ("“Really, the old bridge carried our fathers to the market,” Huda Karim said.", ["words added"]),
        ("وأضاف خالد الياس: «ما عندنا أحد عشر صفا في المدرسة».", ["negation changed"]),
        ("“The old bridge carried our fathers to the market (sic),” Huda Karim said.", []),
    ],
)
def test_a_word_at_an_end_doesnt_stand_for_one_beyond_the_marks(check: Check, draft: str, kinds: list[str]) -> None:
    assert check.kinds(draft)[:1] == kinds


@pytest.mark.parametrize(
    ("speaker", "kinds"),
    [
        ("Huda Karim", []),
        ("the engineer", []),
        ("the mayor", ["another speaker"]),
        ("Salim Aziz", ["another speaker"]),  # though the article names him
        ("she", []),
    ],
)
def test_she_is_the_one_whom_the_paragraph_names(check: Check, speaker: str, kinds: list[str]) -> None:
    """ "The engineer Huda Karim warned … she said"; Huda Karim speaks by name elsewhere in the article."""
    assert check.kinds(f"“No driver may cross with more than 30 tons,” {speaker} said.") == kinds


@pytest.mark.parametrize("speaker", ["Nadia Hassan", "Dilshad Omar"])
def test_she_is_nobody_if_the_paragraph_names_none_of_those_who_speak(check: Check, speaker: str) -> None:
    assert check.kinds(f"“The roofs burned first,” {speaker} said.") == []


@pytest.mark.parametrize(
    ("written", "kinds"),
    [("2300", []), ("2,300", []), ("٢٣٠٠", []), ("2,400", ["number changed"]), ("2400", ["number changed"])],
)
def test_numbers_are_the_same_however_their_digits_are_set(check: Check, written: str, kinds: list[str]) -> None:
    assert check.kinds(f"Nadia Hassan said: “We had {written} customers before the fire.”") == kinds


def test_a_number_of_several_words_that_differs_in_one_is_changed(check: Check) -> None:
    said = "وقال خالد الياس: «عندنا أحد عشر صفا في المدرسة»."
    assert check.kinds(said) == []
    assert check.kinds(said.replace("أحد", "اثنا")) == ["number changed"]


@pytest.mark.parametrize(
    ("sentence", "unsupported"),
    [
        ("It cost 42,000,000 dinars", []),
        ("It cost forty-two million dinars", []),
        ("It cost 42 thousand dinars", ["42"]),
        ("وبلغت الكلفة ٤٢ مليون دينار", []),
        ("وبلغت الكلفة ٤٢ ألف دينار", ["٤٢"]),
    ],
)
def test_thousand_and_million_are_part_of_a_number(
    check: Check, keys: dict[str, str], sentence: str, unsupported: list[str]
) -> None:
    assert [one.text for one in check(f"{sentence} ({keys['0']}).").unsupported] == unsupported


@pytest.mark.parametrize(
    ("quoted", "kinds"),
    [
        ("The council must not … take the shops away from us", []),
        ("The council must … take the shops away from us", ["negation changed"]),  # the ellipsis is the archive's own
        ("The council must not … take … away from us", []),
    ],
)
def test_a_word_that_is_dropped_beside_the_archives_own_ellipsis_is_dropped(
    check: Check, quoted: str, kinds: list[str]
) -> None:
    assert check.kinds(f"“{quoted},” Dilshad Omar said.") == kinds
