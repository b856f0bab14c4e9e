"""The last resort for a date line: python-dateutil reads it, and is believed only if nothing of the day is invented.

The library fills what a text doesn't say from a default, and takes the order of numbers that its settings prefer. So a
line is read with two defaults and in each order of numbers, and counts only if all agree; a word that the library
doesn't know refuses the line.
"""

from datetime import date, datetime
from itertools import product

from syria_iraq_archive.patterns import later

MAX_LENGTH = 60  # characters of a line that may be a date and nothing else

_DEFAULTS = (datetime(2000, 1, 1), datetime(1993, 10, 28))  # they share no part
_CENTURIES = ("19", "20")
_YEAR = later(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def library_date(text: str) -> date | None:
    """The day that the whole of `text` prints; None unless every way to read it gives the same day.

    >>> str(library_date("Fri Nov 22 16:55:01 MYT 2024")), library_date("November 2024"), library_date("10-09-2003")
    ('2024-11-22', None, None)
    """
    if len(text) > MAX_LENGTH or not any(map(text.__contains__, _CENTURIES)) or not _YEAR.search(text):
        return None
    from dateutil import parser  # few captures need it, and it takes long to import

    days: set[date] = set()
    for default, day_first, year_first in product(_DEFAULTS, (False, True), (False, True)):
        try:
            read = parser.parse(text, default=default, dayfirst=day_first, yearfirst=year_first, ignoretz=True)
        except (ValueError, OverflowError, TypeError):
            return None
        days.add(read.date())
        if len(days) > 1:
            return None
    return days.pop()
