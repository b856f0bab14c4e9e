"""What was parsed of an article, beneath any correction."""

import sqlite3
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from syria_iraq_archive.corpus.gold.read import GoldBlock
from syria_iraq_archive.corpus.verify.subject import Item, Subject, span_of
from syria_iraq_archive.records import Basis, Role

COLUMNS = {"source": "source_id"}  # the others are called like their fields


@dataclass(frozen=True, slots=True)
class Parsed:
    """A field as the parser had it: value, basis, and the texts it rests on."""

    value: str | None
    basis: str
    evidence: tuple[str, ...]


def parsed_field(subject: Subject, item: Item, field: str) -> Parsed:
    """The parser's own claim of a field; where it makes none, the article's column, which nobody corrected then."""
    claims = [claim for claim in item.claims if claim["field"] == field and claim["basis"] != Basis.CURATED]
    for _, rows in groupby(claims, key=lambda claim: claim["seq"]):
        first, *rest = rows
        evidence = tuple(subject.slice(row) for row in (first, *rest) if row["start_char"] is not None)
        return Parsed(first["value"], first["basis"], evidence)
    if item.curated(field):
        return Parsed(None, Basis.UNKNOWN.value, ())
    return Parsed(item.row[COLUMNS.get(field, field)], Basis.UNKNOWN.value, ())


def found_blocks(subject: Subject) -> list[GoldBlock]:
    """The capture's blocks in the form of annotations."""
    seqs = {item.row["id"]: item.row["seq"] for item in subject.articles}
    spans = {block["seq"]: span_of(block) for block in subject.blocks}
    return [
        GoldBlock(span_of(block), block["role"], seqs.get(block["article_id"]), spans.get(block["repeats"]))
        for block in subject.blocks
    ]


def found_values(subject: Subject, item: Item) -> dict[str, Any]:
    """What annotations say of an article, as the corpus has it."""
    source, published = parsed_field(subject, item, "source"), parsed_field(subject, item, "published")
    fields = ("headline", "kicker", "standfirst", "byline", "dateline", "language")
    return {name: parsed_field(subject, item, name).value for name in fields} | {
        "source": source.value,
        "source_basis": source.basis,
        "source_evidence": source.evidence,
        "published": published.value,
        "published_basis": published.basis,
        "published_evidence": published.evidence,
        "crossheads": [subject.slice(block) for block in item.of_role(Role.CROSSHEAD)],
        "paragraphs": len(item.of_role(Role.PARAGRAPH)),
        "words": item.row["words"],
        "images": [_image(image) for image in item.images],
        "actors": sorted({mention["actor_id"] for mention in item.mentions}),
    }


def _image(image: sqlite3.Row) -> dict[str, Any]:
    return {name: image[name] for name in ("caption", "credit", "occurrences")}
