"""What becomes of a draft's quotations: found, or altered in one of the ways that matter, each named."""

import pytest

from syria_iraq_archive.checking.drafts import read_draft
from syria_iraq_archive.errors import ArchiveError
from tests.checking.conftest import Check

WHOLE = "We will not close the bridge again unless the river rises,"


@pytest.mark.parametrize(
    "draft",
    [
        f"“{WHOLE}” Salim Aziz told Shafaq News on Tuesday, 3 December 2024.",
        f'According to Shafaq News, Salim Aziz said on 2024-12-03: "{WHOLE}"',
        "Mayor Salim Aziz: «We will not close the bridge again unless the river rises».",
        "> We will not close the bridge again\n> unless the river rises\n> — Salim Aziz, Shafaq News",
        "“We will not close the bridge … unless the river rises,” said Salim Aziz.",
        "“We will not close [it] again unless the river rises,” said Salim Aziz.",
        "“[We] will not close the bridge again unless the river rises,” said Salim Aziz.",
        "The mayor spoke of a bridge that “carried our fathers to the market.”",
        "وقال خالد الياس: «لن نغلق المدرسة بعد اليوم، وعندنا ثلاثة وعشرون معلما يعملون كل يوم».",
        "Kirkuk: “the firemen came within ten minutes,” Nadia Hassan said (Rudaw, 9 March 2023).",
    ],
)
def test_what_the_archive_prints_is_found(check: Check, draft: str) -> None:
    """Marks of all kinds, ellipses and brackets of editing, parts of sentences."""
    assert check.kinds(draft) == []


@pytest.mark.parametrize(
    ("draft", "kind"),
    [
        ("“We will not close the market again unless the river rises,” Salim Aziz said.", "word changed"),
        ("“They will not close the bridge again unless the river rises,” Salim Aziz said.", "word changed"),
        ("“We will not close the bridge again unless the river falls,” Salim Aziz said.", "word changed"),
        ("“We will close the bridge again unless the river rises,” Salim Aziz said.", "negation changed"),
        ("“driver may cross with more than 30 tons,” Huda Karim said.", "negation changed"),
        ("وقال خالد الياس: «نغلق المدرسة بعد اليوم، وعندنا ثلاثة وعشرون معلما يعملون كل يوم».", "negation changed"),
        (
            "“It cost 52 million dinars, and 17 workers were hurt while they built it,” Salim Aziz said.",
            "number changed",
        ),
        ("“It cost 42 billion dinars, and 17 workers were hurt while they built it,” he said.", "number changed"),
        ("وقال: «لن نغلق المدرسة بعد اليوم، وعندنا ثلاثة وثلاثون معلما يعملون كل يوم».", "number changed"),
        ("“We will surely not close the bridge again unless the river rises,” Salim Aziz said.", "words added"),
        ("“We will not close the bridge unless the river rises,” Salim Aziz said.", "words left out"),
        ("“We will not close the bridge again,” Salim Aziz said.", "end cut"),
        ("“It cost 42 million dinars.”", "end cut"),
        ("“We will … close the bridge again unless the river rises,” Salim Aziz said.", "ellipsis changes the sense"),
        ("“We will not close the bridge again … the river rises,” Salim Aziz said.", "ellipsis changes the sense"),
        (
            "“We will not close the bridge again and the firemen came within ten minutes,” Salim Aziz said.",
            "stitched",
        ),
        (
            "“The new one will carry our children to school. The old bridge carried our fathers to the market.”",
            "stitched",
        ),
        ("“We shall build four more bridges across the river this year,” Salim Aziz said.", "not found"),
        (f"“{WHOLE}” Nadia Hassan said.", "another speaker"),
        (f"“{WHOLE}” Nouri al-Maliki said.", "another speaker"),
        (f"“{WHOLE}” Salim Aziz told Rudaw.", "another outlet"),
        (f"“{WHOLE}” Anadolu Agency said, Shafaq News reported.", "another speaker"),
        (f"“{WHOLE}” — Salim Aziz, Reuters", "another outlet"),
        (f"“{WHOLE}” Salim Aziz said on 7 December 2023.", "another day"),
        (f"“{WHOLE}” Salim Aziz said on June 3.", "another day"),
    ],
)
def test_each_way_of_altering_a_quotation_is_named(check: Check, draft: str, kind: str) -> None:
    assert check.kinds(draft)[:1] == [kind]


def test_a_quotation_from_another_article_than_the_cited_one_says_where_it_stands(
    check: Check, keys: dict[str, str]
) -> None:
    [one] = check(f"“{WHOLE}” Salim Aziz said ({keys['1']}).").quotations
    assert [str(problem.kind) for problem in one.problems] == ["another article"]
    assert one.places[0].key == keys["0"]


@pytest.mark.parametrize("form", ["({key})", "[source](https://example.org/article/{key})", "[^1]\n\n[^1]: {key}"])
def test_a_citation_may_be_a_key_a_link_or_a_note(check: Check, keys: dict[str, str], form: str) -> None:
    found = check(f"“{WHOLE}” Salim Aziz said {form.format(key=keys['0'])}")
    assert found.quotations[0].cited == (keys["0"],)
    assert found.sound


def test_a_quotation_that_is_found_is_shown_to_the_character(check: Check, keys: dict[str, str]) -> None:
    [one] = check(f"He said: “{WHOLE}”").quotations
    place = one.places[0]
    assert (place.key, place.text, place.speaker) == (keys["0"], WHOLE.rstrip(","), "Salim Aziz")
    assert place.sha256.startswith(keys["0"][:16])


def test_what_an_ellipsis_stands_for_is_shown(check: Check) -> None:
    [one] = check("“We will not close the … again unless the river rises,” Salim Aziz said.").quotations
    assert one.edited == ("…: bridge",)


def test_a_pronoun_makes_nobody_the_speaker(check: Check) -> None:
    """Whom "he" means in a draft is a guess; a false alarm would rest on it."""
    assert check.kinds(f"Nadia Hassan met the mayor. “{WHOLE}” he said.") == []


def test_an_outlet_that_reports_is_not_the_one_who_speaks(check: Check) -> None:
    [one] = check(f"According to Shafaq News, Salim Aziz said, “{WHOLE}”").quotations
    assert (one.speaker, one.problems) == ("Salim Aziz", ())


@pytest.mark.parametrize(
    ("reporting", "kinds"),
    [(", Rudaw reported", []), ("", []), (", Reuters reported", ["another outlet"])],
)
def test_of_an_outlet_that_speaks_and_one_that_reports_the_second_is_looked_for(
    check: Check, reporting: str, kinds: list[str]
) -> None:
    lorries = "“Forty lorries with tents came over the pass in the early morning,”"
    assert check.kinds(f"{lorries} Anadolu Agency said{reporting}.") == kinds


@pytest.mark.parametrize("mark", ["- ", "2. ", "* ", "## "])
def test_the_mark_of_a_list_is_no_word_of_what_is_said(check: Check, mark: str) -> None:
    [one] = check(f"{mark}He said “{WHOLE}”").quotations
    assert (one.speaker, one.problems) == ("He", ())


def test_quotations_in_code_are_none(check: Check) -> None:
    assert check('```\nprint("not a quotation at all")\n```\n').quotations == ()


@pytest.mark.parametrize("draft", ["No quotation here.", "““““", "“”", "“…”", "> \n>", "“[…]”"])
def test_a_draft_without_words_in_marks_is_sound(check: Check, draft: str) -> None:
    assert check(draft).sound


def test_an_empty_draft_is_an_error_that_names_it() -> None:
    with pytest.raises(ArchiveError, match=r"draft\.md"):
        read_draft(b"\n \n", "draft.md")
