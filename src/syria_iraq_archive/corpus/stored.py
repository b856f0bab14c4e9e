"""From the rows of an article back to the records that the pipeline made them of."""

import json
import sqlite3
from itertools import groupby

from syria_iraq_archive.corpus.read import Dossier
from syria_iraq_archive.corpus.rows import unpacked
from syria_iraq_archive.records import (
    Article,
    Basis,
    Block,
    Capture,
    Claim,
    DateMention,
    Designation,
    Image,
    Mention,
    PlaceMention,
    Quote,
    Role,
)
from syria_iraq_archive.spans import Span


class StoredArticle(Article):
    """An article as a corpus holds it: what the pipeline found, its key, its capture, and the blocks of that.

    All spans count code points of `capture.text`, so ``span.of(article.capture.text)`` is what is printed there.
    """

    key: str
    capture: Capture
    blocks: tuple[Block, ...]  # of the whole capture; those of this article have its `seq`


def stored_article(dossier: Dossier) -> StoredArticle:
    """The article of these rows. Raises `ValueError` if they aren't what the pipeline can have made."""
    row = dossier.article
    return StoredArticle(
        key=row["key"],
        capture=_capture(dossier.capture),
        blocks=tuple(_blocks(dossier)),
        seq=row["seq"],
        source=row["source_id"],
        headline=row["headline"],
        kicker=row["kicker"],
        standfirst=row["standfirst"],
        byline=row["byline"],
        dateline=row["dateline"],
        language=row["language"],
        published=row["published"],
        published_earliest=row["published_earliest"],
        published_latest=row["published_latest"],
        published_basis=Basis(row["published_basis"]),
        body=row["body"],
        words=row["words"],
        images=tuple(map(_image, dossier.images)),
        claims=tuple(_claim(list(rows)) for _, rows in groupby(dossier.claims, key=lambda row: row["seq"])),
        mentions=tuple(map(_mention, dossier.mentions)),
        quotes=tuple(map(_quote, dossier.quotes)),
        dates=tuple(map(_date, dossier.dates)),
        authors=tuple(row["name"] for row in dossier.authors),
        sentences=tuple(map(_span, dossier.sentences)),
        places=tuple(map(_place, dossier.places)),
        designations=tuple(map(_designation, dossier.designations)),
    )


def _capture(row: sqlite3.Row) -> Capture:
    names = "sha256", "path", "size", "encoding", "text", "format", "uri", "captured_at", "extractor", "warning"
    return Capture(**{name: row[name] for name in names}, content=unpacked(row["content"]))


def _blocks(dossier: Dossier) -> list[Block]:
    numbers = {id: number for number, id in enumerate(_articles_of(dossier), start=1)}
    return [
        Block(
            seq=row["seq"],
            role=Role(row["role"]),
            span=_span(row),
            rule=row["rule"],
            article=numbers.get(row["article_id"]),
            repeats=row["repeats"],
        )
        for row in dossier.blocks
    ]


def _articles_of(dossier: Dossier) -> list[int]:
    """The numbers of the capture's articles in this database, in the order of the capture."""
    return list(dict.fromkeys(row["article_id"] for row in dossier.blocks if row["article_id"] is not None))


def _image(row: sqlite3.Row) -> Image:
    return Image(caption=row["caption"], credit=row["credit"], occurrences=row["occurrences"], block=row["block_seq"])


def _claim(rows: list[sqlite3.Row]) -> Claim:
    """A claim, which has a row for each span of its evidence."""
    row = rows[0]
    return Claim(
        field=row["field"],
        value=row["value"],
        basis=Basis(row["basis"]),
        rule=row["rule"],
        evidence=tuple(_span(each) for each in rows if each["start_char"] is not None),
        warning=row["warning"],
    )


def _mention(row: sqlite3.Row) -> Mention:
    return Mention(actor=row["actor_id"], span=_span(row), surface=row["surface"], rule=row["rule"])


def _quote(row: sqlite3.Row) -> Quote:
    return Quote(
        span=_span(row),
        text=row["text"],
        kind=row["kind"],
        speaker=row["speaker"],
        actor=row["actor_id"],
        told_to=row["told_to"],
        cue=row["cue"],
        rule=row["rule"],
    )


def _date(row: sqlite3.Row) -> DateMention:
    return DateMention(
        span=_span(row),
        surface=row["surface"],
        earliest=row["earliest"],
        latest=row["latest"],
        timex=row["timex"],
    )


def _place(row: sqlite3.Row) -> PlaceMention:
    return PlaceMention(
        place=row["place_id"],
        span=_span(row),
        surface=row["surface"],
        precision=row["precision"],
        candidates=tuple(json.loads(row["candidates"] or "[]")),
        rule=row["rule"],
    )


def _designation(row: sqlite3.Row) -> Designation:
    return Designation(
        span=_span(row),
        surface=row["surface"],
        actor=row["actor_id"],
        voice=row["voice"],
        speaker=row["speaker"],
        speaker_actor=row["speaker_actor_id"],
        kind=row["kind"],
        rule=row["rule"],
    )


def _span(row: sqlite3.Row) -> Span:
    return Span(row["start_char"], row["end_char"])
