"""JSON Lines: one article a line with all that is recorded of it, under the names of `archive parse --blocks`."""

import json
import sqlite3
from collections.abc import Iterator
from itertools import groupby

from syria_iraq_archive.corpus.declare import Table
from syria_iraq_archive.corpus.read import Dossier, Rows
from syria_iraq_archive.corpus.tables import (
    ARTICLES,
    BLOCKS,
    CLAIMS,
    DATES,
    DESIGNATIONS,
    IMAGES,
    MENTIONS,
    PLACE_MENTIONS,
    QUOTES,
    table,
)
from syria_iraq_archive.export.chosen import Chosen, Options, Out
from syria_iraq_archive.export.json_out import Object, write_lines

_NAMES = {
    "start_char": "start",
    "end_char": "end",
    "actor_id": "actor",
    "place_id": "place",
    "speaker_actor_id": "speaker_actor",
    "source_id": "source",
    "block_seq": "block",
}
_CAPTURE = ("sha256", "path", "size", "encoding", "format", "uri", "captured_at")


def write_jsonl(chosen: Chosen, options: Options, out: Out) -> None:  # noqa: ARG001 - a writer's signature
    """One article a line."""
    actors = {id: actor["name"] for id, actor in chosen.actors().items()}
    write_lines((_article(dossier, actors) for dossier in chosen.dossiers()), out)


def _article(dossier: Dossier, actors: dict[str, str]) -> Object:
    article, text = dossier.article, dossier.capture["text"]
    own = [block for block in dossier.blocks if block["article_id"] == article["id"]]
    return {
        **_plain(article, ARTICLES),
        "source_name": article["source_name"],
        "capture": {name: dossier.capture[name] for name in _CAPTURE},
        "images": [_plain(row, IMAGES) for row in dossier.images],
        "mentions": [_plain(row, MENTIONS) | {"name": actors[row["actor_id"]]} for row in dossier.mentions],
        "quotes": [_plain(row, QUOTES) for row in dossier.quotes],
        "dates": [_plain(row, DATES) for row in dossier.dates],
        "places": [_place(row) for row in dossier.places],
        "designations": [_plain(row, DESIGNATIONS) for row in dossier.designations],
        "blocks": [_plain(row, BLOCKS) | {"text": text[row["start_char"] : row["end_char"]]} for row in own],
        "claims": list(_claims(dossier.claims, text)),
    }


def _place(row: sqlite3.Row) -> Object:
    """A place named, with its name, or with the places that fit."""
    return _plain(row, PLACE_MENTIONS) | {"name": row["name"], "candidates": json.loads(row["candidates"] or "[]")}


def _claims(rows: Rows, text: str) -> Iterator[Object]:
    """The claims, each with its spans of evidence."""
    for _, group in groupby(rows, key=lambda row: row["seq"]):
        claim = list(group)
        evidence = [
            {"start": row["start_char"], "end": row["end_char"], "text": text[row["start_char"] : row["end_char"]]}
            for row in claim
            if row["start_char"] is not None
        ]
        names = [name for name in CLAIMS.names[3:] if name not in ("start_char", "end_char")]
        yield {name: claim[0][name] for name in names} | {"evidence": evidence}


def _plain(row: sqlite3.Row, declared: Table) -> Object:
    """A row without the columns that mean something in their database only."""
    return {
        _NAMES.get(column.name, column.name): row[column.name]
        for column in declared.columns
        if not column.internal and not (column.references and table(column.references).numbered)
    }
