"""Checks of everything that points at characters: claims, mentions, quotes and dates are slices of the capture."""

import sqlite3
from collections.abc import Iterator
from functools import lru_cache

from syria_iraq_archive.corpus.verify.subject import Finding, Item, Subject, span_of
from syria_iraq_archive.records import QUOTE_KINDS, Basis, Role

MENTION_ROLES = (Role.HEADLINE, Role.KICKER, Role.STANDFIRST, Role.CROSSHEAD, Role.PARAGRAPH, Role.CAPTION)


def claim_spans(subject: Subject) -> Iterator[Finding]:
    """The evidence of a claim lies in the capture; what the parser claims of source and date has some."""
    for item in subject.articles:
        for claim in item.claims:
            if (claim["start_char"] is None) != (claim["end_char"] is None):
                yield Finding(subject.place(), f"the evidence for {claim['field']} has one end only")
            elif claim["start_char"] is not None and not subject.fits(claim):
                yield Finding(subject.place(claim), f"the evidence for {claim['field']} lies outside the text")
            elif claim["start_char"] is None and _needs_evidence(claim):
                yield Finding(subject.place(), f"nothing is shown for the {claim['field']} {claim['value']!r}")


def _needs_evidence(claim: sqlite3.Row) -> bool:
    """Whether a claim rests on printed text; a curator's reasons and a format's metadata needn't."""
    printed = claim["basis"] not in (Basis.CURATED, Basis.METADATA)
    return printed and claim["value"] is not None and claim["field"] in ("source", "published")


def mentions(subject: Subject) -> Iterator[Finding]:
    """A mention is the name as printed, in a block of its article where names are looked for."""
    for item in subject.articles:
        places = item.of_role(*MENTION_ROLES)
        for mention in item.mentions:
            if subject.slice(mention) != mention["surface"] or not subject.fits(mention):
                yield Finding(subject.place(mention), f"isn't the name recorded: {mention['surface']!r}")
            elif not _inside(mention, places):
                yield Finding(subject.place(mention), f"{mention['surface']!r} stands where no names are looked for")


def quotes(subject: Subject) -> Iterator[Finding]:
    """A quote's words stand in its span, within its article; its kind is known."""
    for item in subject.articles:
        for quote in item.quotes:
            if not subject.fits(quote) or quote["text"] not in subject.slice(quote):
                yield Finding(subject.place(quote), f"isn't the quote recorded: {quote['text'][:60]!r}")
            elif not any(span_of(block).overlaps(span_of(quote)) for block in item.blocks):
                yield Finding(subject.place(quote), "the quote stands outside its article")
            if quote["kind"] not in QUOTE_KINDS:
                yield Finding(subject.place(quote), f"is of the unknown kind {quote['kind']!r}")


def dates(subject: Subject) -> Iterator[Finding]:
    """A date is the expression as printed, and its days are in order."""
    for item in subject.articles:
        for date in item.dates:
            if not subject.fits(date) or subject.slice(date) != date["surface"]:
                yield Finding(subject.place(date), f"isn't the expression recorded: {date['surface']!r}")
            yield from _in_order(subject.place(date), date["earliest"], date["latest"])


def publication(subject: Subject) -> Iterator[Finding]:
    """`published` is EDTF, the two days are its bounds, and all three are NULL exactly where the basis is unknown."""
    for item in subject.articles:
        yield from _publication(f"{subject.place()}, article {item.row['seq']}", item)


def _publication(where: str, item: Item) -> Iterator[Finding]:
    row = item.row
    published, earliest, latest = row["published"], row["published_earliest"], row["published_latest"]
    given = [value for value in (published, earliest, latest) if value is not None]
    if row["published_basis"] not in set(Basis):
        yield Finding(where, f"its date has the unknown basis {row['published_basis']!r}")
    if len(given) not in (0, 3):
        yield Finding(where, "of published, published_earliest and published_latest some are NULL and some aren't")
    elif given and row["published_basis"] == Basis.UNKNOWN:
        yield Finding(where, f"is dated {published!r} with basis unknown")
    elif not given and row["published_basis"] not in (Basis.UNKNOWN, Basis.CURATED):
        yield Finding(where, f"has no date, but the basis {row['published_basis']}")
    elif given:
        yield from _in_order(where, earliest, latest)
        bounds = edtf_bounds(published)
        if bounds is None:
            yield Finding(where, f"its date isn't EDTF: {published!r}")
        elif bounds != (earliest, latest):
            yield Finding(
                where, f"its date {published} lies between {bounds[0]} and {bounds[1]}, not {earliest} and {latest}"
            )


@lru_cache(maxsize=10_000)  # the grammar takes 5 ms a date, and articles share their days
def edtf_bounds(published: str) -> tuple[str, str] | None:
    """The first and last day an EDTF string may mean, ISO; None where it isn't EDTF of bounded days.

    >>> edtf_bounds("[2024-12-02..2024-12-07]")
    ('2024-12-02', '2024-12-07')
    """
    import edtf  # a grammar that takes 0.1 s to build
    from edtf.parser.edtf_exceptions import EDTFParseException

    try:
        parsed = edtf.parse_edtf(published)
        ends = [
            f"{end.tm_year:04}-{end.tm_mon:02}-{end.tm_mday:02}"
            for end in (parsed.lower_strict(), parsed.upper_strict())
        ]
    except (EDTFParseException, AttributeError, TypeError, ValueError):
        return None
    return ends[0], ends[1]


def _in_order(where: str, earliest: str | None, latest: str | None) -> Iterator[Finding]:
    if (earliest is None) != (latest is None):
        yield Finding(where, "has one of two days only")
    elif earliest is not None and latest is not None and earliest > latest:
        yield Finding(where, f"its first day {earliest} comes after its last, {latest}")


def _inside(row: sqlite3.Row, blocks: list[sqlite3.Row]) -> bool:
    return any(span_of(block).contains(span_of(row)) for block in blocks)
