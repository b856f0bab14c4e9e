"""The forms of a dateline: each has an example and a near miss, and each is needed."""

import pytest

from syria_iraq_archive.parse import Vocabulary, datelines
from syria_iraq_archive.parse.datelines import find_dateline, is_place_line
from tests.rules import Pair, check_pinned

# By form: what opens a paragraph, the dateline in it, and the agency it names.
EXAMPLES = [
    ("_with_dash", "BAGHDAD, Dec 2 (Reuters) - The council met.", "BAGHDAD, Dec 2 (Reuters) -", "reuters"),
    ("_with_dash", "BAGHDAD – The council met.", "BAGHDAD –", None),
    ("_agency_in_brackets", "Baghdad (CNN) The council met.", "Baghdad (CNN)", "cnn"),
    ("_agency_in_brackets", "Gaziantep, Turkey (CNN)Thousands left.", "Gaziantep, Turkey (CNN)", "cnn"),
    ("_agency_in_brackets", "(CNN) The council met.", "(CNN)", "cnn"),
    ("_agency_in_brackets", "(Reuters) - Pilots brought tankers.", "(Reuters) -", "reuters"),
    ("_agency_in_brackets", "(AP) BAGHDAD – The council met.", "(AP) BAGHDAD –", "associated-press"),
    ("_agency_in_brackets", "(رويترز) - قال مسؤول", "(رويترز) -", "reuters"),
    ("_agency_joined", "Damascus, SANA-The council met.", "Damascus, SANA-", "sana"),
    ("_agency_joined", "Aleppo SANA-The council met.", "Aleppo SANA-", "sana"),
    ("_agency_joined", "بغداد-سانا أعلن المجلس", "بغداد-سانا", "sana"),
    ("_agency_joined", "دمشق – سانا: قال المجلس", "دمشق – سانا:", "sana"),
    ("_with_dash", "دمشق – «سانا»: قال المجلس", "دمشق – «سانا»:", "sana"),
    ("_with_dash", 'دمشق - "سانا" ووكالات: قال المجلس', 'دمشق - "سانا" ووكالات:', "sana"),
    ("_with_dash", "دمشق – «مدينة الياسمين»: قال المجلس", "دمشق –", None),
]
NEAR_MISSES = [
    "Damascus (SANA) reported that the council met.",
    "(AFP) contributed to this report.",
    "(presstv) - The council met.",
    "He told the agency (CNN) The council met.",
    "SANA-affiliated outlets said so.",
    "Damascus SANA-affiliated outlets said so.",
    "Homs (also known as Emesa) The city is old.",
    "Aleppo city-center is closed.",
]


@pytest.mark.parametrize(("text", "printed", "agency"), [example[1:] for example in EXAMPLES])
def test_a_dateline_is_found_with_its_agency(
    vocabulary: Vocabulary, text: str, printed: str, agency: str | None
) -> None:
    found = find_dateline(text, vocabulary)
    assert found is not None
    assert (text[: found.end], found.agency) == (printed, agency)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_an_agency_within_a_sentence_makes_no_dateline(vocabulary: Vocabulary, text: str) -> None:
    assert find_dateline(text, vocabulary) is None


@pytest.mark.parametrize("form", datelines.DATELINE_FORMS, ids=lambda form: form.__name__)
def test_without_a_form_one_of_its_examples_fails(
    vocabulary: Vocabulary, form: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every form is needed."""
    monkeypatch.setattr(datelines, "DATELINE_FORMS", [one for one in datelines.DATELINE_FORMS if one is not form])
    examples = [example for example in EXAMPLES if example[0] == getattr(form, "__name__", "")]
    found = [find_dateline(text, vocabulary) for _, text, *_ in examples]
    assert [(one.end, one.agency) if one else None for one in found] != [
        (len(printed), agency) for *_, printed, agency in examples
    ]


@pytest.mark.parametrize(
    ("line", "is_place"),
    [
        ("دمشق-سانا", True),
        ("دمشق-قديمة", False),
        ("دمشق – سانا", True),
        ("دمشق / سانا", True),
        ("دمشق / قديمة", False),
        ("قديمة / سانا", False),
        ("BASRA, Iraq", True),
    ],
)
def test_a_place_and_an_agency_may_be_a_line(vocabulary: Vocabulary, line: str, is_place: bool) -> None:
    assert is_place_line(line, vocabulary) is is_place


EDGES = {
    "MAX_DATELINE_LENGTH": Pair(f"BASRA{' ' * 113}- The", True, f"BASRA{' ' * 114}- The", False),
    "MAX_PLACE_WORDS": Pair(f"{'BASRA ' * 6}– The", True, f"{'BASRA ' * 7}– The", False),
}


@pytest.mark.parametrize("name", EDGES)
def test_no_threshold_can_be_moved(vocabulary: Vocabulary, name: str) -> None:
    """A longer line before a dash is a part of the sentence."""
    check_pinned(datelines, name, EDGES[name], lambda text: find_dateline(text, vocabulary) is not None)


@pytest.mark.parametrize(
    ("text", "is_dateline"),
    [
        ("BAGHDAD: The council met.", False),
        ("BAGHDAD (AFP): The council met.", True),
        ("Baghdad –The council met.", False),
        ("BAGHDAD –The council met.", True),
        ("Baghdad, Rudaw –The council met.", True),
        ("Mill – The council met.", False),
        ("Mill (AFP) – The council met.", True),
        ("Ur – The council met.", False),
        ("بغداد 3 كانون الأول (رويترز) - قال", True),
        ("طاحونة 3 كانون الأول - قال", False),
    ],
)
def test_a_place_counts_by_its_capitals_its_name_or_its_agency(
    vocabulary: Vocabulary, text: str, is_dateline: bool
) -> None:
    """A colon counts only behind an agency, and a dash without a space only if nothing else can be meant."""
    assert (find_dateline(text, vocabulary) is not None) is is_dateline
