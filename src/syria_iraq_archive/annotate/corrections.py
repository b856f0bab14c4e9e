"""Curators' corrections as claims, which stand beside the parser's own and win."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from syria_iraq_archive.records import Basis, Capture, Claim
from syria_iraq_archive.registry.edtf_days import days_of
from syria_iraq_archive.registry.models import Correction
from syria_iraq_archive.spans import Span


class Corrections:
    """The corrections of a registry, by capture and article."""

    def __init__(self, corrections: Iterable[Correction]) -> None:
        self._by_article: dict[tuple[str, int], list[Correction]] = defaultdict(list)
        for correction in corrections:
            self._by_article[correction.capture, correction.article].append(correction)

    def claims(self, capture: Capture, article: int) -> tuple[Claim, ...]:
        """The curated claims on an article; one whose quoted text is gone carries a warning, and doesn't count."""
        return tuple(self._claims(capture, article))

    def _claims(self, capture: Capture, article: int) -> Iterator[Claim]:
        for correction in self._by_article.get((capture.sha256, article), ()):
            start = capture.text.find(correction.quote)
            span = Span(start, start + len(correction.quote))
            yield Claim(
                field=correction.field,
                value=correction.value,
                basis=Basis.CURATED,
                rule=f"correction: {correction.reason} ({correction.by}, {correction.on})",
                evidence=(span,) if start >= 0 else (),
                warning=None if start >= 0 else "stale: the quoted text doesn't stand in the capture",
            )

    def days(self, claims: Iterable[Claim]) -> tuple[date | None, date | None] | None:
        """The days a curated publication date lies between, both None where it is curated to be unknown.

        None where `claims` hold no curated publication date that counts.
        """
        for claim in claims:
            if claim.field == "published" and claim.warning is None:
                return days_of(claim.value) if claim.value else (None, None)
        return None
