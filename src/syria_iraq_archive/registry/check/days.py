"""Days of the registry, which may be a month or a year: the first and the last day each may mean."""

from calendar import monthrange
from datetime import date


def bounds(day: str) -> tuple[date, date]:
    """The first and last day that ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD`` may mean. Raises `ValueError`.

    >>> bounds("2024-02")
    (datetime.date(2024, 2, 1), datetime.date(2024, 2, 29))
    >>> bounds("2023-02-29")
    Traceback (most recent call last):
    ValueError: day is out of range for month
    """
    year, month, of_month = (*map(int, day.split("-")), 0, 0)[:3]
    first = date(year, month or 1, of_month or 1)
    if of_month:
        return first, first
    last_month = month or 12
    return first, date(year, last_month, monthrange(year, last_month)[1])
