"""What is claimed of a publication date: the claim, the first and last day it allows, and the two as an EDTF string."""

from datetime import date, timedelta
from typing import NamedTuple

from syria_iraq_archive.records import Basis, Claim
from syria_iraq_archive.spans import Span


class Publication(NamedTuple):
    """A claim on the publication date, and the first and last day it may be; both None if it is unknown."""

    claim: Claim
    earliest: date | None
    latest: date | None


def unknown(warning: str | None = None, evidence: tuple[Span, ...] = ()) -> Publication:
    """An unknown publication date, with the reason if lines of the article have one.

    >>> unknown("“12/03/2024”: may be 3 December or 12 March").claim.basis.value
    'unknown'
    """
    claim = Claim(
        field="published", value=None, basis=Basis.UNKNOWN, rule="published:none", evidence=evidence, warning=warning
    )
    return Publication(claim, None, None)


def edtf(earliest: date, latest: date) -> str:
    """The EDTF string for "one day from `earliest` to `latest`". A single day or a whole month is written as such.

    >>> edtf(date(2024, 12, 2), date(2024, 12, 8)), edtf(date(2023, 5, 1), date(2023, 5, 31))
    ('[2024-12-02..2024-12-08]', '2023-05')
    """
    if earliest == latest:
        return earliest.isoformat()
    if (
        earliest.day == 1
        and (latest + timedelta(days=1)).day == 1
        and (earliest.year, earliest.month) == (latest.year, latest.month)
    ):
        return f"{earliest:%Y-%m}"
    return f"[{earliest}..{latest}]"
