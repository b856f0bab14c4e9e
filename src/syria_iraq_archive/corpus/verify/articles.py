"""Checks of an article's fields: that each is what blocks and claims say."""

import sqlite3
from collections.abc import Iterator

from syria_iraq_archive.corpus.verify.subject import Finding, Item, Subject, overrides
from syria_iraq_archive.records import Basis, Role

# Fields whose value is a slice of blocks of a role.
PRINTED_FIELDS = {
    "headline": Role.HEADLINE,
    "kicker": Role.KICKER,
    "standfirst": Role.STANDFIRST,
    "byline": Role.BYLINE,
    "dateline": Role.DATELINE,
}
WHOLE_BLOCKS = ("headline", "kicker", "standfirst")  # a block of these roles leaves no field empty
CLAIMED_COLUMNS = {"source": "source_id", "published": "published", "language": "language"} | {
    name: name for name in PRINTED_FIELDS
}
ALWAYS_CLAIMED = ("source", "published")


def keys(subject: Subject) -> Iterator[Finding]:
    """Articles are numbered from 1 in the order of the capture, and their keys say so."""
    for number, item in enumerate(subject.articles, start=1):
        expected = f"{subject.row['sha256'][:16]}-{item.row['seq']}"
        if item.row["seq"] != number:
            yield Finding(
                _place(subject, item), f"is numbered {item.row['seq']}, but is the capture's article {number}"
            )
        if item.row["key"] != expected:
            yield Finding(_place(subject, item), f"its key should be {expected}")
    beginnings = [item.blocks[0]["start_char"] for item in subject.articles if item.blocks]
    if beginnings != sorted(beginnings):
        yield Finding(subject.place(), "its articles aren't numbered in the order of the text")


def fields(subject: Subject) -> Iterator[Finding]:
    """Headline, kicker, standfirst, byline and dateline are slices of blocks, or as a curator or metadata says."""
    for item in subject.articles:
        for field, role in PRINTED_FIELDS.items():
            if not item.curated(field) and not item.by_metadata(field):
                yield from _printed(subject, item, field, role)


def _printed(subject: Subject, item: Item, field: str, role: Role) -> Iterator[Finding]:
    printed = [subject.slice(block) for block in item.of_role(role)]
    value = item.row[field]
    if value is None:
        if printed and field in WHOLE_BLOCKS:
            yield Finding(_place(subject, item), f"its {field} is NULL, though a block has that role")
    elif not all(any(part in text for text in printed) for part in value.split("\n\n")):
        yield Finding(_place(subject, item), f"its {field} isn't a slice of a {role} block: {value[:60]!r}")


def bodies(subject: Subject) -> Iterator[Finding]:
    """The body is the paragraphs and crossheads, joined by blank lines; `words` counts those of the paragraphs."""
    for item in subject.articles:
        body = "\n\n".join(subject.slice(block) for block in item.of_role(Role.PARAGRAPH, Role.CROSSHEAD))
        if item.row["body"] != body:
            yield Finding(_place(subject, item), "its body isn't its paragraphs and crossheads")
        words = sum(len(subject.slice(block).split()) for block in item.of_role(Role.PARAGRAPH))
        if item.row["words"] != words:
            yield Finding(_place(subject, item), f"its paragraphs have {words} words, recorded are {item.row['words']}")


def images(subject: Subject) -> Iterator[Finding]:
    """Every caption is one image; caption and credit are printed; it occurs once and once for each copy."""
    for item in subject.articles:
        pictured = {block["seq"]: block for block in item.of_role(Role.CAPTION, Role.CREDIT)}
        captions = {seq for seq, block in pictured.items() if block["role"] == Role.CAPTION}
        for seq in sorted(captions - {image["block_seq"] for image in item.images}):
            yield Finding(subject.place(pictured[seq]), "is the caption of no image")
        for image in item.images:
            if image["block_seq"] in pictured:
                yield from _image(subject, item, image, pictured[image["block_seq"]])
            else:
                yield Finding(_place(subject, item), f"block {image['block_seq']} is no image's caption or credit")


def _image(subject: Subject, item: Item, image: sqlite3.Row, block: sqlite3.Row) -> Iterator[Finding]:
    where, caption, credit = subject.place(block), image["caption"], image["credit"]
    credits = [subject.slice(other) for other in item.of_role(Role.CREDIT)]
    if caption is None and block["role"] == Role.CAPTION:
        yield Finding(where, "is a caption, but none is recorded")
    if caption is not None and caption not in subject.slice(block):
        yield Finding(where, f"isn't the caption recorded: {caption[:60]!r}")
    if credit is not None and not any(credit in text for text in credits):
        yield Finding(where, f"the credit {credit[:60]!r} isn't printed")
    copies = sum(other["repeats"] == image["block_seq"] for other in item.blocks)
    if image["occurrences"] != 1 + copies:
        yield Finding(where, f"occurs {1 + copies} times, recorded are {image['occurrences']}")


def claims(subject: Subject) -> Iterator[Finding]:
    """Claims have a known basis and a rule, no value where unknown; source and date are claimed; the best counts."""
    for item in subject.articles:
        for claim in item.claims:
            yield from _claim(subject, item, claim["field"], claim["value"], claim["basis"], claim["rule"])
        claimed = {claim["field"] for claim in item.claims}
        for field in ALWAYS_CLAIMED:
            if field not in claimed:
                yield Finding(_place(subject, item), f"nothing is claimed of its {field}")
        for field in sorted(claimed & set(CLAIMED_COLUMNS)):
            yield from _counts(subject, item, field)


def _claim(subject: Subject, item: Item, field: str, value: str | None, basis: str, rule: str) -> Iterator[Finding]:
    if basis not in set(Basis):
        yield Finding(_place(subject, item), f"the claim of its {field} has the unknown basis {basis!r}")
    if not rule:
        yield Finding(_place(subject, item), f"the claim of its {field} doesn't name its rule")
    if basis == Basis.UNKNOWN and value is not None:
        yield Finding(_place(subject, item), f"the claim of its {field} gives {value[:60]!r} with basis unknown")


def _counts(subject: Subject, item: Item, field: str) -> Iterator[Finding]:
    """The column holds what a curator claims; failing that, what one of the parser's claims says."""
    claims = [claim for claim in item.claims if claim["field"] == field]
    curated = [claim for claim in claims if overrides(claim)]
    parsed = [claim for claim in claims if claim["basis"] != Basis.CURATED]
    value = item.row[CLAIMED_COLUMNS[field]]
    if value not in {claim["value"] for claim in curated or parsed}:
        yield Finding(_place(subject, item), f"its {field} {value!r} isn't what is claimed")


def _place(subject: Subject, item: Item) -> str:
    return f"{subject.place()}, article {item.row['seq']}"
