"""What in an article's words tells when it was published."""

from datetime import date

import pytest

from syria_iraq_archive.annotate.publication import dated_captions, weekday_evidence
from syria_iraq_archive.annotate.times import TimeExpression, find_expressions
from syria_iraq_archive.records import Block, Role
from syria_iraq_archive.spans import Span


def expressions(text: str, role: Role, language: str = "en") -> tuple[TimeExpression, ...]:
    block = Block(seq=0, role=role, span=Span(0, len(text)), rule="test", article=1)
    return find_expressions(text, [block], language)


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("He said on Monday that it fell on Sunday.", [(0, "on Monday"), (6, "on Sunday")]),
        ("He said Monday.", [(0, "Monday")]),
        ("“We will go,” he said on Wednesday.", [(2, "on Wednesday")]),
        ("He will go, they said on Wednesday.", [(2, "on Wednesday")]),
        ("They left late Tuesday.", [(1, "late Tuesday")]),
        ("They left at 5 p.m. on Wednesday.", [(2, "5 p.m. on Wednesday")]),
        ("They will vote on Thursday.", []),
        ("A vote is expected on Thursday.", []),
        ("Next Monday, last Tuesday and every Friday, on Saturdays.", []),
        ("on Monday, December 2", []),
        ("On Monday he said. On Monday he left.", [(0, "On Monday")]),
    ],
)
def test_only_bare_weekdays_of_past_speech_count(sentence: str, found: list[tuple[int, str]]) -> None:
    evidence = weekday_evidence(sentence, expressions(sentence, Role.PARAGRAPH))
    assert [(day, span.of(sentence)) for day, span in evidence] == found


@pytest.mark.parametrize(("sentence", "days"), [("وقال يوم الاثنين إنه وصل.", [0]), ("يجتمع يوم الاثنين المقبل.", [])])
def test_arabic_weekdays_of_past_speech_count(sentence: str, days: list[int]) -> None:
    assert [day for day, _ in weekday_evidence(sentence, expressions(sentence, Role.PARAGRAPH, "ar"))] == days


def test_weekdays_of_captions_are_no_evidence() -> None:
    assert weekday_evidence("seen on Monday", expressions("seen on Monday", Role.CAPTION)) == ()


def test_only_full_dates_of_captions_anchor() -> None:
    text = "Rebels in Aleppo, Saturday Nov. 30, 2024, after 2011, on Sunday (AP)"
    [(day, span)] = dated_captions(expressions(text, Role.CAPTION))
    assert (day, span.of(text)) == (date(2024, 11, 30), "Saturday Nov. 30, 2024")
