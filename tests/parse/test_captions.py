"""Photo credits behind a caption, in every form in which they are printed, and captions that say that they are one."""

import re
from collections.abc import Callable, Sequence

import pytest

from syria_iraq_archive.parse import Vocabulary, captions
from syria_iraq_archive.parse.captions import (
    CreditForm,
    credit_value,
    find_credit,
    is_from_video,
    is_marked_as_file,
    is_portrait,
)
from syria_iraq_archive.parse.lines import split_lines
from syria_iraq_archive.parse.shape_rules import shape
from tests.rules import Pair, RuleTable, check_pinned


@pytest.mark.parametrize(
    ("credit", "value"),
    [
        ("(AFP)", "AFP"),
        ("[Reuters]", "Reuters"),
        ("Photo: Karim Sabri", "Karim Sabri"),
        ("PHOTO CREDIT: Karim Sabri", "Karim Sabri"),
        ("P\u0131cture: Karim Sabri", "Karim Sabri"),
        ("courte\u017fy: Karim Sabri", "Karim Sabri"),
        ("Image courtesy of Karim Sabri", "Karim Sabri"),
        ("Photography by Karim Sabri", "Karim Sabri"),
        ("تصوير: كريم صبري", "كريم صبري"),
        ("REUTERS/Karim Sabri", "REUTERS/Karim Sabri"),
        ("Xinhua / Karim Sabri", "Xinhua / Karim Sabri"),
        ("EPA-EFE/Karim Sabri", "EPA-EFE/Karim Sabri"),
        ("© Getty Images", "© Getty Images"),
    ],
)
def test_a_credit_is_found_whatever_its_form(vocabulary: Vocabulary, credit: str, value: str) -> None:
    """The quick check that spares most lines the patterns misses no form, not even one with unusual capitals."""
    text = f"A bridge in Hit. {credit}"
    found = find_credit(text, vocabulary)
    assert found is not None
    assert (found.of(text), credit_value(credit)) == (credit, value)


def test_brackets_that_name_no_agency_are_no_credit(vocabulary: Vocabulary) -> None:
    """Most brackets at the end of a sentence hold something else."""
    assert find_credit("The bridge was closed (again)", vocabulary) is None


def quick_signs(forms: Sequence[CreditForm]) -> dict[str, object]:
    """What the module makes of the forms."""
    return {"_SIGNED": tuple((form, re.compile("|".join(form.signs))) for form in forms)}


PATTERNS = {
    captions._BRACKETED: "bracketed",
    captions._CUE: "cue",
    captions._SLASHED: "slashed",
    captions._COPYRIGHT: "copyright",
}
FORMS = RuleTable(captions, "CREDIT_FORMS", name_of=lambda form: PATTERNS[form.pattern], derived=quick_signs)

# By form: a text with a credit, the credit, and a near miss.
PAIRS: dict[str, Pair[str, str | None]] = {
    "bracketed": Pair("A mill in Hit [AFP]", "[AFP]", "A mill in Hit [again]", None),
    "cue": Pair("A mill in Hit. Photo by Karim Sabri", "Photo by Karim Sabri", "A mill in Hit. Photo of a mill", None),
    "slashed": Pair(
        "A mill, in Hit, REUTERS/Karim Sabri", "REUTERS/Karim Sabri", "A mill, in Hit, Mill/Karim Sabri", None
    ),
    "copyright": Pair("A mill in Hit © AFP", "© AFP", "A mill in Hit © 2024 AFP", None),
}


@pytest.fixture
def credit_of(vocabulary: Vocabulary) -> Callable[[str], str | None]:
    """Gives the credit of a text."""

    def read(text: str) -> str | None:
        found = find_credit(text, vocabulary)
        return found.of(text) if found else None

    return read


@pytest.mark.parametrize("form", PAIRS)
def test_each_form_finds_its_credit_and_passes_over_its_near_miss(
    form: str, credit_of: Callable[[str], str | None]
) -> None:
    PAIRS[form].check(credit_of)


@pytest.mark.parametrize("form", PAIRS)
def test_no_form_can_be_taken_away(form: str, credit_of: Callable[[str], str | None]) -> None:
    FORMS.check_needed(form, PAIRS[form], credit_of)


def test_every_form_has_a_pair() -> None:
    FORMS.check_complete(PAIRS)


@pytest.mark.parametrize(
    ("inside", "is_credit"),
    [
        ("handout via Karim Sabri", True),
        ("Iraqi Defense Ministry", True),
        ("Karim Sabri/AFP", True),
        ("أرشيف رويترز", True),
        ("file photo", False),
        ("archive", False),
        ("undated picture", False),
        ("in Arabic", False),
    ],
)
def test_brackets_hold_a_credit_if_they_name_an_agency_or_read_like_one(
    inside: str, is_credit: bool, credit_of: Callable[[str], str | None]
) -> None:
    """A mark of the files alone credits nobody."""
    assert (credit_of(f"A mill in Hit ({inside})") is not None) is is_credit


Pieces = tuple[str, ...]


@pytest.fixture
def pieces_of(vocabulary: Vocabulary) -> Callable[[str], Pieces]:
    """Gives the shape of a line, and its pieces, each with its role."""

    def read(text: str) -> Pieces:
        [line] = split_lines(text)
        shaped = shape(line, vocabulary)
        return (shaped.shape.value, *(f"{piece.role} {piece.span.of(text)}" for piece in shaped.pieces))

    return read


@pytest.mark.parametrize(
    ("line", "pieces"),
    [
        ("1 of 3 | Two men row to Hit. (AFP)",
         ("caption", "chrome 1 of 3 |", "caption Two men row to Hit.", "credit (AFP)")),
        ("[1/4] Two men row to Hit. REUTERS/Karim Sabri Purchase Licensing Rights, opens new tab",
         ("caption", "chrome [1/4]", "caption Two men row to Hit.", "credit REUTERS/Karim Sabri",
          "chrome Purchase Licensing Rights, opens new tab")),
        ("Two men row to Hit. Acquire Licensing Rights",
         ("caption", "caption Two men row to Hit.", "chrome Acquire Licensing Rights")),
        ("Item 1 of 2 Two men row to Hit", ("caption", "chrome Item 1 of 2", "caption Two men row to Hit")),
        ("1 of 3 |", ("furniture",)),
        ("1 of 3 men row to Hit", ("title",)),
        ("Image of two men who row to Hit (AFP)",
         ("caption", "chrome Image of", "caption two men who row to Hit", "credit (AFP)")),
        ("Two men row to the mill of Hit (archive)", ("caption",)),
        ("Two men row to the mill of Hit (again closed)", ("title",)),
        ("صورة أرشيفية: طاحونة هيت", ("caption",)),
        ("صورة جديدة عن طاحونة هيت", ("title",)),
        ("© Karim Sabri, AFP", ("credit",)),
    ],
)  # fmt: skip
def test_the_counter_and_the_licence_around_a_caption_are_chrome(
    line: str, pieces: Pieces, pieces_of: Callable[[str], Pieces]
) -> None:
    """A caption may also say that it is one, in front or at its end."""
    assert pieces_of(line) == pieces


def test_a_line_that_is_all_credit_has_twelve_words_at_most(pieces_of: Callable[[str], Pieces]) -> None:
    pair = Pair(f"Photo: {'Karim ' * 10}Sabri", True, f"Photo: {'Karim ' * 11}Sabri", False)
    check_pinned(captions, "MAX_CREDIT_WORDS", pair, lambda text: pieces_of(text) == ("credit",))


def test_a_credit_is_no_longer_than_the_end_of_the_text_that_is_read(credit_of: Callable[[str], str | None]) -> None:
    """110 characters; of what is longer only the end is found."""
    pair = Pair(f"{'K' * 106}/AFP", True, f"{'K' * 107}/AFP", False)
    check_pinned(captions, "MAX_CREDIT_LENGTH", pair, lambda text: credit_of(text) == text)


@pytest.mark.parametrize(
    ("caption", "marked"),
    [
        ("Archive picture of a mill", True),
        ("A mill in Hit (AFP/File)", True),
        ("صورة من الأرشيف", True),
        ("A mill in Hit with a profile", False),
    ],
)
def test_a_caption_says_that_its_picture_is_old(caption: str, marked: bool) -> None:
    assert is_marked_as_file(caption) is marked


@pytest.mark.parametrize(
    ("caption", "is_old"),
    [
        ("Karim Sabri, the former mayor of Hit, ", True),
        ("Karim al-Sabri, who led the council, in Hit, ", True),
        ("Karim Sabri and farmers row to Hit on ", False),
    ],
)
def test_a_portrait_names_a_person_and_nothing_else(caption: str, is_old: bool) -> None:
    assert is_portrait(caption) is is_old


@pytest.mark.parametrize(
    ("caption", "shown_again"),
    [("Footage that was aired on Monday", True), ("Video posted by farmers", True), ("Farmers watch a video", False)],
)
def test_a_picture_from_a_video_says_so(caption: str, shown_again: bool) -> None:
    assert is_from_video(caption) is shown_again
