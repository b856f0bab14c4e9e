"""The publication date of an article, for formats that can't express all that EDTF can."""

import sqlite3
from dataclasses import dataclass

from syria_iraq_archive.patterns import later

# A year, month or day. Open digits ("2024-12-XX") mean the same as no digits ("2024-12").
_PLAIN = later(r"(\d{4}(?:-(?:0[1-9]|1[0-2])(?:-\d{2})?)?)(?:-XX)*[~?%]?")


@dataclass(frozen=True, slots=True)
class Published:
    """A known date: an EDTF string, with the first and the last day that it may mean."""

    edtf: str
    earliest: str
    latest: str
    basis: str

    @property
    def exact(self) -> str | None:
        """The year, month or day of publication; None if it is only known to lie between two days.

        >>> Published("2024-12-XX", "2024-12-01", "2024-12-31", "curated").exact
        '2024-12'
        """
        plain = _PLAIN.fullmatch(self.edtf)
        if plain:
            return plain[1]
        return self.earliest if self.earliest == self.latest else None

    @property
    def uncertain(self) -> bool:
        """Whether the date lies between two days, or is marked as uncertain or approximate.

        >>> Published("[2024-12-02..2024-12-07]", "2024-12-02", "2024-12-07", "inferred").uncertain
        True
        >>> Published("2024-12", "2024-12-01", "2024-12-31", "curated").uncertain
        False
        """
        return self.exact is None or not {"~", "?", "%"}.isdisjoint(self.edtf)

    @property
    def shared(self) -> str:
        """What the first and the last day have in common: the day, the month, the year, or nothing.

        >>> Published("[2024-12-02..2024-12-07]", "2024-12-02", "2024-12-07", "inferred").shared
        '2024-12'
        >>> Published("[2024-12-31..2025-01-02]", "2024-12-31", "2025-01-02", "inferred").shared
        ''
        """
        if self.exact:
            return self.exact
        return next((self.latest[:n] for n in (10, 7, 4) if self.earliest[:n] == self.latest[:n]), "")

    @property
    def words(self) -> str:
        """The date and its basis in words.

        >>> Published("[2024-12-02..2024-12-07]", "2024-12-02", "2024-12-07", "inferred").words
        'Published between 2024-12-02 and 2024-12-07 (inferred).'
        """
        days = f"between {self.earliest} and {self.latest}" if self.exact is None else self.edtf
        return f"Published {days} ({self.basis})."


def published(article: sqlite3.Row) -> Published | None:
    """The date of an article; None if it is unknown."""
    if article["published"] is None:
        return None
    return Published(*(article[f"published{end}"] for end in ("", "_earliest", "_latest", "_basis")))
