"""Days in the curated files: the first and the last day that an EDTF string or a partial day may mean."""

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache

from syria_iraq_archive.errors import RegistryError
from syria_iraq_archive.patterns import later


def bounds(day: str) -> tuple[date, date]:
    """The first and last day that ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD`` may mean. Raises `ValueError`.

    >>> bounds("2024-02")
    (datetime.date(2024, 2, 1), datetime.date(2024, 2, 29))
    >>> bounds("2023-02-29")
    Traceback (most recent call last):
    ValueError: day is out of range for month
    """
    year, month, day_of_month = (*map(int, day.split("-")), 0, 0)[:3]
    first = date(year, month or 1, day_of_month or 1)
    if day_of_month:
        return first, first
    last_month = month or 12
    return first, date(year, last_month, monthrange(year, last_month)[1])


@lru_cache(maxsize=1024)
def days_of(value: str) -> tuple[date, date]:
    """The first and last day that an EDTF string of any level may mean. Raises `RegistryError` if it isn't EDTF.

    >>> days_of("[2024-11-30..2024-12-02]")
    (datetime.date(2024, 11, 30), datetime.date(2024, 12, 2))
    >>> days_of("2024-12")
    (datetime.date(2024, 12, 1), datetime.date(2024, 12, 31))
    """
    try:
        first, last = _written_plainly(value)
    except ValueError:
        first, last = _read_by_library(value)
    if last < first:
        raise RegistryError(f"{value!r} ends before it begins")
    return first, last


_ONE_OF = later(r"\[(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)\]", re.ASCII)
_ONE = later(r"\d{4}(?:-\d\d(?:-\d\d)?)?", re.ASCII)


def _written_plainly(value: str) -> tuple[date, date]:
    """The days of what curators write nearly always: a day, month or year, or one of several days."""
    if one_of := _ONE_OF.fullmatch(value):
        return bounds(one_of[1])[0], bounds(one_of[2])[0]
    if not _ONE.fullmatch(value):
        raise ValueError(value)
    return bounds(value)


def _read_by_library(value: str) -> tuple[date, date]:
    from edtf import parse_edtf  # slow to import (0.1 s), and few runs need it
    from edtf.parser.edtf_exceptions import EDTFParseException

    try:
        parsed = parse_edtf(value)
        lower, upper = parsed.lower_strict(), parsed.upper_strict()
        return date(*lower[:3]), date(*upper[:3])
    except (EDTFParseException, AttributeError, ValueError, TypeError) as error:
        raise RegistryError(f"{value!r} is no EDTF date with a first and a last day") from error
