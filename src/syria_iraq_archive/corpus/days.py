"""Days as a user types them: a whole one, or a month or year for all its days."""

import calendar
import re
from datetime import date
from typing import NamedTuple

from syria_iraq_archive.errors import ArchiveError

_FORM = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


class Days(NamedTuple):
    """The first and the last of a run of days, both ISO."""

    first: str
    last: str


def parse_days(text: str) -> Days:
    """The days that ``YYYY-MM-DD``, ``YYYY-MM`` or ``YYYY`` stands for. Raises `ArchiveError` for anything else.

    >>> parse_days("2024-02")
    Days(first='2024-02-01', last='2024-02-29')
    """
    form = _FORM.fullmatch(text.strip())
    try:
        if form:
            year, month, day = (int(part) if part else None for part in form.groups())
            assert year is not None
            last_month = month or 12
            last_day = day or calendar.monthrange(year, last_month)[1]
            return Days(date(year, month or 1, day or 1).isoformat(), date(year, last_month, last_day).isoformat())
    except ValueError:  # 2024-13-40
        pass
    raise ArchiveError(f"not a day: {text!r}", hint="write YYYY-MM-DD, YYYY-MM or YYYY")
