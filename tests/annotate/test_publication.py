"""When an article was published: printed, inferred from two things that agree, or unknown."""

from datetime import date

import pytest

from syria_iraq_archive.annotate import inferred_publication as module
from syria_iraq_archive.annotate.inferred_publication import dated_captions, weekday_evidence
from syria_iraq_archive.annotate.publication import contradiction, find_publication
from syria_iraq_archive.annotate.published_days import Publication
from syria_iraq_archive.annotate.times import TimeExpression, find_expressions
from syria_iraq_archive.records import Block, Role
from syria_iraq_archive.spans import Span
from tests.rules import Pair, check_pinned


def published(*pieces: tuple[Role, str]) -> Publication:
    text, blocks = "", []
    for seq, (role, piece) in enumerate(pieces):
        blocks.append(Block(seq=seq, role=role, span=Span(len(text), len(text) + len(piece)), rule="test", article=1))
        text += piece + "\n"
    return find_publication(text, blocks, find_expressions(text, blocks, None))


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("Friday, December 27, 2024", "2024-12-27"),
        ("Dec. 01, 2024", "2024-12-01"),
        ("2024-12-05T14:31:00+00:00", "2024-12-05"),
        ("2024-12-05 23:59", "2024-12-05"),
        ("Published: 3 December 2024, 14:05", "2024-12-03"),
        ("December 3, 20245:48 AM GMT+3Updated 2 hours ago", "2024-12-03"),
        ("Updated 5:30 PM GMT+3, December 3, 2024", "2024-12-03"),
        ("25/12/2024", "2024-12-25"),
        ("Thu, 12/05/2024", "2024-12-05"),
        ("03/12/2024", None),
        ("Tue, 12/03/2024", None),
        ("December 3", None),
        ("5 hours ago", None),
        ("May 2023", "2023-05"),
        ("الثلاثاء 03 كانون الأول 2024", "2024-12-03"),
        ("٣ ديسمبر ٢٠٢٤ - ١٤:٠٥", "2024-12-03"),
        ("31 February 2024", None),
    ],
)
def test_a_date_line_gives_the_day_it_prints_or_nothing(line: str, value: str | None) -> None:
    assert published((Role.PUBLISHED, line)).claim.value == value


def test_an_ambiguous_date_is_unknown_with_the_reason() -> None:
    claim = published((Role.PUBLISHED, "03/12/2024")).claim
    assert (claim.basis, claim.warning) == ("unknown", "“03/12/2024”: may be 12 March or 3 December")


def test_a_printed_weekday_that_disagrees_gives_a_warning() -> None:
    claim = published((Role.PUBLISHED, "Monday, December 3, 2024")).claim
    assert (claim.value, claim.warning) == ("2024-12-03", "printed as Monday, but 2024-12-03 is a Tuesday")


def test_an_updated_date_counts_only_if_there_is_no_other() -> None:
    lines = [(Role.PUBLISHED, "Last updated: Dec 4, 2024"), (Role.PUBLISHED, "December 3, 2024")]
    assert published(*lines).claim.value == "2024-12-03"
    assert published(lines[0]).claim.value == "2024-12-04"


PHOTO = (Role.CAPTION, "Divers rest on a quay, December 2, 2024.")


def test_a_dated_photo_and_weekdays_of_past_speech_give_a_range() -> None:
    found = published(PHOTO, (Role.PARAGRAPH, "It fell on Sunday, officials said on Monday."))
    assert (found.claim.value, found.claim.basis) == ("[2024-12-02..2024-12-08]", "inferred")


@pytest.mark.parametrize(
    "pieces",
    [
        [PHOTO],
        [PHOTO, (Role.PARAGRAPH, "They will meet on Monday and came last Sunday.")],
        [PHOTO, (Role.PARAGRAPH, "It has gone on since October 7, 2023.")],
        [(Role.PARAGRAPH, "It fell on Monday, after December 2, 2024.")],
        [(Role.CAPTION, "File photo: Divers rest, December 2, 2024."), (Role.PARAGRAPH, "It fell on Monday.")],
        [PHOTO, (Role.CREDIT, "(AFP/File)"), (Role.PARAGRAPH, "It fell on Monday.")],
        [(Role.CAPTION, "Divers rest on a quay in December 2024."), (Role.PARAGRAPH, "It fell on Monday.")],
    ],
)
def test_less_than_that_is_unknown(pieces: list[tuple[Role, str]]) -> None:
    found = published(*pieces)
    assert (found.claim.value, found.earliest, found.latest) == (None, None, None)


@pytest.mark.parametrize(
    ("paragraph", "value"),
    [
        ("It opened, officials said on Tuesday.", "[2024-12-02..2024-12-09]"),
        ("It opened on Sunday, officials said on Tuesday.", "[2024-12-02..2024-12-09]"),
        ("It opened, officials said on Sunday.", "[2024-12-02..2024-12-14]"),
    ],
)
def test_of_each_weekday_the_first_from_the_photo_on_counts(paragraph: str, value: str) -> None:
    """The photo may have been taken before what the weekday speaks of. The earliest of the weekdays ends the range."""
    assert published(PHOTO, (Role.PARAGRAPH, paragraph)).claim.value == value


MONDAY = (Role.PARAGRAPH, "It fell, officials said on Monday.")


@pytest.mark.parametrize(
    "piece",
    [
        (Role.PUBLISHED, "06/01/2026"),
        (Role.PUBLISHED, "December 20"),
        (Role.PARAGRAPH, "The bridge was closed on December 20, 2024."),
        (Role.PARAGRAPH, "The bridge was closed on February 3."),
        (Role.PARAGRAPH, "In 2026 the council closed it."),
        (Role.HEADLINE, "Mayor: in 2026"),
        (Role.PARAGRAPH, "The vote will take place on November 2, 2024."),
        (Role.CAPTION, "File photo: the bridge on December 20, 2024."),
    ],
)
def test_whatever_contradicts_a_range_leaves_the_date_unknown(piece: tuple[Role, str]) -> None:
    assert published(PHOTO, MONDAY, piece).claim.value is None


@pytest.mark.parametrize(
    "piece",
    [
        (Role.PUBLISHED, "03/12/2024"),
        (Role.PUBLISHED, "December 3"),
        (Role.PARAGRAPH, "The bridge was closed on November 20, 2024."),
        (Role.PARAGRAPH, "The bridge was closed on November 3."),
        (Role.PARAGRAPH, "The vote will take place on December 20, 2024."),
        (Role.PARAGRAPH, "It will open in 2026."),
        (Role.HEADLINE, "Mayor: the 2026 race"),
    ],
)
def test_what_agrees_with_a_range_leaves_it(piece: tuple[Role, str]) -> None:
    assert published(PHOTO, MONDAY, piece).claim.value == "[2024-12-02..2024-12-08]"


@pytest.mark.parametrize(
    ("caption", "dates"),
    [
        ("Gen. Karim Sabri, a former air force chief, on Dec. 2, 2024.", False),
        ("Karim Sabri, December 2, 2024.", False),
        ("Karim Sabri in a screen grab of a video released on December 2, 2024.", False),
        ("Karim Sabri opens the bridge in Hit on December 2, 2024.", True),
        ("A handout picture shows lorries near the border on December 2, 2024.", True),
    ],
)
def test_a_portrait_or_a_video_shown_again_dates_nothing(caption: str, dates: bool) -> None:
    assert (published((Role.CAPTION, caption), MONDAY).claim.value is not None) is dates


@pytest.mark.parametrize(
    ("sentence", "warned"),
    [
        ("They left on May 5, 2016.", True),
        ("They will leave on May 5, 2016.", False),
        ("They left on May 2, 2016.", False),
    ],
)
def test_a_later_day_told_as_past_contradicts_the_date(sentence: str, warned: bool) -> None:
    """It does so in a paragraph, too, not only in a caption."""
    found = contradiction(sentence, expressions(sentence, Role.PARAGRAPH), date(2016, 5, 3))
    assert (found is not None) is warned


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


def test_weekdays_in_captions_do_not_count() -> None:
    assert weekday_evidence("seen on Monday", expressions("seen on Monday", Role.CAPTION)) == ()


def test_only_full_dates_in_captions_count() -> None:
    text = "Rebels in Aleppo, Saturday Nov. 30, 2024, after 2011, on Sunday (AP)"
    [(day, span)] = dated_captions(expressions(text, Role.CAPTION))
    assert (day, span.of(text)) == (date(2024, 11, 30), "Saturday Nov. 30, 2024")


def said(paragraph: str) -> tuple[tuple[Role, str], ...]:
    return (PHOTO, MONDAY, (Role.PARAGRAPH, paragraph))


ON_MONDAY = "[2024-12-02..2024-12-08]"
EDGES: dict[str, Pair[tuple[tuple[Role, str], ...], str | None]] = {
    "MAX_AGO": Pair((PHOTO, MONDAY), ON_MONDAY, (PHOTO, (Role.PARAGRAPH, "They will meet on Monday.")), None),
    "MAX_SINCE": Pair(
        said("The bridge was closed on June 9."), ON_MONDAY, said("The bridge was closed on June 8."), None
    ),
    "_CUE_REACH": Pair(
        (PHOTO, (Role.PARAGRAPH, f"It fell, he said on{' ' * 22}Monday.")), ON_MONDAY,
        (PHOTO, (Role.PARAGRAPH, f"It fell, he said on{' ' * 23}Monday.")), None,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", EDGES)
def test_no_threshold_can_be_moved(name: str) -> None:
    check_pinned(module, name, EDGES[name], lambda pieces: published(*pieces).claim.value)
