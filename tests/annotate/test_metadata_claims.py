"""Metadata beside what is printed: overlapping days, the day of the capture, lines that print a title."""

from datetime import date

import pytest

from syria_iraq_archive.annotate.metadata import (
    MetadataFinder,
    beside_printed,
    in_order_of_weight,
    not_after,
    other_claims,
)
from syria_iraq_archive.annotate.published_days import Publication, edtf
from syria_iraq_archive.capture.formats.base import Fact
from syria_iraq_archive.parse import Vocabulary
from syria_iraq_archive.records import Basis, Claim
from syria_iraq_archive.registry.load import Registry


def publication(first: int | None, last: int | None, basis: Basis) -> Publication:
    """One of the days from `first` to `last` of December 2024."""
    days = [date(2024, 12, day) if day else None for day in (first, last)]
    value = edtf(days[0], days[1]) if days[0] and days[1] else None
    return Publication(Claim(field="published", value=value, basis=basis, rule="published:test"), days[0], days[1])


@pytest.mark.parametrize(
    ("stated", "printed", "agree"),
    [
        ((3, 3), (3, 3), True),
        ((3, 5), (5, 9), True),
        ((3, 5), (1, 3), True),
        ((3, 5), (4, 4), True),
        ((3, 5), (1, 9), True),
        ((3, 5), (6, 9), False),
        ((3, 5), (1, 2), False),
    ],
)
def test_ranges_that_share_a_day_agree(stated: tuple[int, int], printed: tuple[int, int], agree: bool) -> None:
    """Others give a warning."""
    found = beside_printed(publication(*stated, Basis.METADATA), publication(*printed, Basis.PRINTED))
    assert (found.claim.warning is None) == agree


@pytest.mark.parametrize("printed", [publication(9, 9, Basis.INFERRED), publication(None, None, Basis.PRINTED)])
def test_what_is_not_printed_disagrees_with_nothing(printed: Publication) -> None:
    """An inferred day is weaker, and an unknown one says nothing."""
    assert beside_printed(publication(3, 3, Basis.METADATA), printed).claim.warning is None


@pytest.mark.parametrize(
    ("days", "captured", "value", "warned"),
    [
        ((3, 9), "2024-12-09", "[2024-12-03..2024-12-09]", False),
        ((3, 9), "2024-12-08", "[2024-12-03..2024-12-08]", False),
        ((3, 9), "2024-12-03", "2024-12-03", False),
        ((3, 9), "2024-12-02", "[2024-12-03..2024-12-09]", True),
        ((3, 9), None, "[2024-12-03..2024-12-09]", False),
        ((3, 9), "soon", "[2024-12-03..2024-12-09]", False),
        ((None, None), "2024-12-02", None, False),
    ],
)
def test_nothing_is_published_after_it_was_captured(
    days: tuple[int | None, int | None], captured: str | None, value: str | None, warned: bool
) -> None:
    """A range ends with the day of the capture; if all of it is later, there is a warning."""
    found = not_after(publication(*days, Basis.INFERRED), captured)
    assert (found.claim.value, found.claim.warning is not None) == (value, warned)


@pytest.mark.parametrize(
    ("title", "value"),
    [
        ("BRIDGE OPENS", "Bridge opens"),
        ("BRIDGE OPENS | Example News", "Bridge opens"),
        ("BRIDGE OPENS - in Hit - Example News", "Bridge opens - in Hit"),
        ("BRIDGE OPENS :: Example News", "Bridge opens"),
        ("School opens - Example News", "School opens - Example News"),
        ("BRIDGE OPENS soon | Example News", "BRIDGE OPENS soon | Example News"),
    ],
)
def test_a_title_is_looked_for_with_and_without_the_site_behind_it(title: str, value: str) -> None:
    """The longest that a line prints counts."""
    text = "Bridge opens\nIt is open.\n" + ("Bridge opens - in Hit\n" if "in Hit" in title else "")
    [claim] = other_claims([Fact("headline", title, "html:title")], text)
    assert claim.value == value
    assert bool(claim.evidence) == (value != title)


@pytest.mark.parametrize(
    ("field", "evidence", "rule", "counts"),
    [
        ("source", False, "html:x", True),
        ("published", False, "html:x", True),
        ("headline", False, "html:x", False),
        ("headline", True, "html:x", True),
        ("headline", False, "jsonl:x", True),
        ("byline", True, "html:x", False),
    ],
)
def test_metadata_count_before_what_is_printed_for_some_fields(
    field: str, evidence: bool, rule: str, counts: bool
) -> None:
    """The outlet and the day; the headline if the page prints it or the file keeps it apart."""
    printed = Claim(field=field, value="printed", basis=Basis.PRINTED, rule="x")
    span = printed.model_copy(update={"evidence": ((0, 3),)}).evidence if evidence else ()
    stated = Claim(field=field, value="stated", basis=Basis.METADATA, rule=rule, evidence=span)
    assert [claim.value for claim in in_order_of_weight([printed], [stated])] == (
        ["stated", "printed"] if counts else ["printed", "stated"]
    )


def test_an_address_that_is_none_shows_no_outlet() -> None:
    """A host above the one in the address does, and its www counts for nothing."""
    finder = MetadataFinder(Vocabulary(Registry({}, {})), {"news.example": "example-news"})
    addresses = (
        "http://[broken",
        "https://www.news.example/1",
        "//amp.news.example",
        "newsexample",
        "old-news.example",
    )
    claims = [finder.source([Fact("url", address, "html:link")], None) for address in addresses]
    assert [claim and claim.value for claim in claims] == [None, "example-news", "example-news", None, None]
