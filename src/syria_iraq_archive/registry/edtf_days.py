"""Days of EDTF strings, read by the `edtf` library: for curated values, which may be any level of EDTF."""

from datetime import date
from functools import lru_cache

from syria_iraq_archive.errors import RegistryError


@lru_cache(maxsize=1024)
def days_of(value: str) -> tuple[date, date]:
    """The first and last day that `value` may mean. Raises `RegistryError` where it isn't EDTF.

    >>> days_of("[2024-11-30..2024-12-02]")
    (datetime.date(2024, 11, 30), datetime.date(2024, 12, 2))
    >>> days_of("2024-12")
    (datetime.date(2024, 12, 1), datetime.date(2024, 12, 31))
    """
    from edtf import parse_edtf  # its grammar takes 0.1 s to build, and few runs need it
    from edtf.parser.edtf_exceptions import EDTFParseException

    try:
        parsed = parse_edtf(value)
        lower, upper = parsed.lower_strict(), parsed.upper_strict()
        first, last = date(*lower[:3]), date(*upper[:3])
    except (EDTFParseException, AttributeError, ValueError, TypeError) as error:
        raise RegistryError(f"{value!r} is no EDTF date with a first and a last day") from error
    if last < first:
        raise RegistryError(f"{value!r} ends before it begins")
    return first, last
