"""Hard-wrapped text: which lines are one paragraph."""

import pytest

from syria_iraq_archive.parse import lines
from syria_iraq_archive.parse.lines import split_lines, unwrapped
from tests.rules import Pair, check_pinned

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


def test_paragraphs_right_below_each_other_are_joined_if_their_lines_are_full() -> None:
    """Lines that end a sentence say nothing of that."""
    going_on = [line(40), line(40)]
    tight = "\n".join([*going_on, "Xx yyy.", "Yx yyy."] * 4)
    assert len(paragraphs(tight.replace("x yyy\nX", "x yyy\nx"))) < 16
    loose = "\n".join(["Xx xxx", "xx yyy.", "Yx yyy.", "Zx yyy."] * 6)
    assert len(paragraphs(loose)) == 24


def test_a_dateline_opens_a_paragraph_below_a_full_headline() -> None:
    """The headline is as wide as the column."""
    story = f"{line(60).title()}\nBASRA, May 3 (Reuters) - X{line(36)}\n{column(60, 5)}"
    assert paragraphs(story)[1].startswith("BASRA")
    assert len(paragraphs(story.replace("BASRA, May 3 (Reuters) - X", "Basra people said to us: xX"))) == 1


def test_an_arabic_headline_with_room_for_the_next_word_is_a_line_of_its_own() -> None:
    """However long it is, beside the width."""
    wrapped = "\n".join([f"عع {'ع' * 37}"] * 8)
    assert len(paragraphs(f"{'ع' * 27} {'ع' * 4}\n{wrapped}")) == 2
    assert len(paragraphs(f"{'ع' * 33} {'ع' * 4}\n{wrapped}")) == 1


def line(width: int, end: str = "yyy") -> str:
    return "x" * (width - 1 - len(end)) + " " + end


def column(width: int, broken: int, whole: int = 0) -> str:
    """So many lines of that width that break in the middle of a sentence, and so many that end one."""
    return "\n".join([line(width)] * (broken + 1)) + ".\n" + f"{line(45, 'yyy.').upper()}\n" * whole


def arabic(width: int, full: int, short: int = 0) -> str:
    """So many lines without room for the next word, and so many with room."""
    whole = "ع" * (width - 5) + " " + "ع" * 4
    return "\n".join([*[whole] * full, *[whole[20:]] * short])


def above_capital(length: int) -> str:
    """A column a hundred characters wide, and in it a line of that length that ends a sentence above another."""
    return "\n".join([*[line(100)] * 4, line(length, "yyy."), "Xx yyy."])


def header_line(words: int) -> str:
    """A headline as wide as the column, and a byline of so many words."""
    return f"{line(32).title()}\nBy {' '.join(['Rana'] * (words - 1))}\n\n" + column(32, 6)


EDGES = {
    "MIN_BROKEN": Pair(column(60, 2), 1, column(60, 1), 2),
    "MIN_WIDTH": Pair(column(24, 8), 1, column(23, 8), 9),
    "MAX_WIDTH": Pair(column(130, 4), 1, column(131, 4), 5),
    "NARROW_WIDTH": Pair(column(45, 4), 1, column(44, 4), 5),
    "MIN_BROKEN_NARROW": Pair(column(30, 5), 1, column(30, 4), 5),
    "MIN_BROKEN_SHARE": Pair(column(60, 4, 6), 1, column(60, 4, 7), 12),
    "MIN_FULL": Pair(arabic(40, 6), 1, arabic(40, 5), 5),
    "MIN_FULL_SHARE": Pair(arabic(40, 7, 4), 1, arabic(40, 7, 5), 12),
    "FULL_SHARE": Pair(above_capital(75), 1, above_capital(74), 2),
    "MAX_FULL_SHARE": Pair(above_capital(110), 1, above_capital(111), 2),
    "MAX_HEADER_WORDS": Pair(header_line(7), 3, header_line(8), 2),
}


@pytest.mark.parametrize("name", EDGES)
def test_no_threshold_can_be_moved(name: str) -> None:
    """What is read is the number of paragraphs."""
    check_pinned(lines, name, EDGES[name], lambda text: len(paragraphs(text)))
