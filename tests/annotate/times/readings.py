"""What is read of a text's expressions of time, for tables of examples."""

from datetime import date

from syria_iraq_archive.annotate.times import as_mentions, find_expressions, place_in_calendar
from syria_iraq_archive.records import Block, DateMention, Role
from syria_iraq_archive.spans import Span

TUESDAY = date(2024, 12, 3)


def times(
    text: str,
    published: tuple[date, date] | None = (TUESDAY, TUESDAY),
    language: str | None = "en",
    role: Role = Role.PARAGRAPH,
) -> list[DateMention]:
    """The expressions of a text that is one block, published on Tuesday, 3 December 2024."""
    block = Block(seq=0, role=role, span=Span(0, len(text)), rule="test", article=1)
    return list(as_mentions(text, place_in_calendar(find_expressions(text, [block], language), published)))


def read(text: str, published: date = TUESDAY) -> list[str]:
    """The expressions of a text as "words = TIMEX3 value = days", without the days if the value says them or has none.

    The text is Arabic unless it is all in ASCII and typographic marks.
    """
    rows: list[str] = []
    language = "ar" if any("\u0600" <= letter <= "\u06ff" for letter in text) else "en"
    for one in times(text, (published, published), language):
        days = [day for day in dict.fromkeys((one.earliest, one.latest)) if day and day != one.timex]
        rows.append(" = ".join([one.surface, one.timex or "", *([" to ".join(days)] if days else [])]))
    return rows
