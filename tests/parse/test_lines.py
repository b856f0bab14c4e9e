"""Hard-wrapped text: which lines are one paragraph."""

import pytest

from syria_iraq_archive.parse.lines import split_lines, unwrapped

NARROW = """Ferry of Hit Is Sold to Two
By Rana Haddad
December 3, 2024

The council of Hit sold the old
ferry on Monday, and two farmers
took it away on a cart. The Old
Mill was not for sale, said the
mayor, who has asked for a bus.

It had been moored below the
mill for eleven years, as far as
anybody in the town remembers.
"""
ARABIC = """باع مجلس هيت العبارة القديمة
يوم الاثنين وأخذها فلاحان على
عربة كبيرة إلى سوق حديثة فيما
قال رئيس البلدية إن الطاحونة
ليست للبيع وإن المال سيصرف
على حافلة للمدرسة في الربيع.
"""


def paragraphs(text: str) -> list[str]:
    return [" ".join(line.span.of(text).split()) for line in unwrapped(text, split_lines(text))]


def test_a_narrow_column_becomes_paragraphs() -> None:
    """Thirty characters are enough; byline and date stay lines of their own, though the headline above is full."""
    found = paragraphs(NARROW)
    assert found[:3] == ["Ferry of Hit Is Sold to Two", "By Rana Haddad", "December 3, 2024"]
    assert [line.split()[0] for line in found[3:]] == ["The", "It"]


def test_a_script_without_small_letters_is_unwrapped_by_the_room_that_lines_leave() -> None:
    """No line has room for the first word of the next."""
    assert len(paragraphs(ARABIC)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "عودة العبارة\nافتتاح مدرسة في ناحية البغدادي بعد عام\nسوق حديثة\nمطالبات بجسر\nحافلة جديدة للمدرسة\nمطر",
        "Home\nnews of the day\nferries\nsport and more\nfood",
        "Two men\nrow to Hit\nFour men\nrow to Ana",
    ],
    ids=["Arabic titles", "a menu", "few lines"],
)
def test_short_lines_alone_are_no_column(text: str) -> None:
    """Titles and menus leave room, and a narrow column has five broken lines."""
    assert len(paragraphs(text)) == text.count("\n") + 1


def test_a_paragraph_that_is_set_in_begins_anew() -> None:
    """Though no blank line stands above it, as in columns of print."""
    text = NARROW.split("\n\n", 1)[1].replace("\n\nIt", "\n   It")
    assert [line.split()[0] for line in paragraphs(text)] == ["The", "It"]


def test_a_line_without_an_end_goes_on_below_a_hyphen() -> None:
    """However short it is, if it isn't the first of its paragraph."""
    text = NARROW.replace(
        "took it away on a cart. The Old\nMill was", "took it away on a cart. The Old-\nest Mill\nOf Hit was"
    )
    assert [line.split()[0] for line in paragraphs(text)[3:]] == ["The", "It"]
