"""Mentions, quotes and claims as W3C Web Annotations on the captures.

Each selects its span twice: by position, in code points of the capture's decoded text, and by the words with those
around them, so that it is found again where a text has moved.
"""

import hashlib
import sqlite3
from collections.abc import Iterator
from itertools import groupby

from syria_iraq_archive.corpus.read import Dossier
from syria_iraq_archive.export.chosen import Chosen
from syria_iraq_archive.export.declare import Options, Out
from syria_iraq_archive.export.iris import TERMS, actor_iri, article_iri, capture_iri, wikidata_iri
from syria_iraq_archive.export.json_out import Object, known, write_within

CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"archive": TERMS}]
AROUND = 32  # characters of a prefix or suffix
Actors = dict[str, sqlite3.Row]


def write_web_annotation(chosen: Chosen, options: Options, out: Out) -> None:  # noqa: ARG001 - a writer's signature
    """One page of annotations, in the order of articles and then of the text."""
    actors = chosen.actors()
    annotations = (each for dossier in chosen.dossiers() for each in annotations_of(dossier, actors))
    frame = {"@context": CONTEXT, "id": _page_iri(chosen), "type": "AnnotationPage"}
    write_within(frame, "items", annotations, out)


def _page_iri(chosen: Chosen) -> str:
    """A page is the one of its articles."""
    digest = hashlib.sha256()
    for (key,) in chosen.connection.execute("SELECT identity FROM chosen_articles ORDER BY identity"):
        digest.update(f"{key}\n".encode())
    return f"urn:syria-iraq-archive:annotations:{digest.hexdigest()[:16]}"


def annotations_of(dossier: Dossier, actors: Actors) -> Iterator[Object]:
    """The annotations of one article: its claims, its mentions, its quotes."""
    for _, rows in groupby(dossier.claims, key=lambda row: row["seq"]):
        yield _claim(dossier, list(rows))
    for mention in dossier.mentions:
        yield _annotation(
            dossier,
            f"mention-{mention['start_char']}-{mention['end_char']}-{mention['actor_id']}",
            "identifying",
            _naming(actors[mention["actor_id"]]),
            [mention],
        )
    for quote in dossier.quotes:
        yield _quote(dossier, quote, actors)


def _claim(dossier: Dossier, rows: list[sqlite3.Row]) -> Object:
    """A claim targets all its evidence; one without any the whole capture."""
    claim = rows[0]
    body = _text("describing", claim["value"] or "unknown") | {"archive:field": claim["field"]}
    name = f"article-{dossier.article['seq']}-claim-{claim['seq']}"
    evidence = [row for row in rows if row["start_char"] is not None]
    terms = {f"archive:{term}": claim[term] for term in ("basis", "warning")}
    return _annotation(dossier, name, "describing", [body], evidence or [claim]) | known(terms)


def _quote(dossier: Dossier, quote: sqlite3.Row, actors: Actors) -> Object:
    """Who speaks; of nobody known the words are only marked."""
    speaker = [_text("describing", quote["speaker"])] if quote["speaker"] else []
    if quote["actor_id"]:
        speaker += _naming(actors[quote["actor_id"]])
    told_to = actor_iri(quote["told_to"]) if quote["told_to"] else None
    terms = {"archive:kind": quote["kind"], "archive:cue": quote["cue"], "archive:toldTo": told_to}
    name = f"quote-{quote['start_char']}-{quote['end_char']}"
    motivation = "identifying" if quote["actor_id"] else "describing" if speaker else "highlighting"
    return _annotation(dossier, name, motivation, speaker, [quote]) | known(terms)


def _annotation(dossier: Dossier, name: str, motivation: str, body: list[Object], rows: list[sqlite3.Row]) -> Object:
    targets = [_target(dossier, row) for row in rows]
    return known(
        {
            "id": f"{capture_iri(dossier.capture)}#{name}",
            "type": "Annotation",
            "motivation": motivation,
            "body": body,
            "target": targets if len(targets) > 1 else targets[0],
            "archive:rule": rows[0]["rule"],
        }
    )


def _naming(actor: sqlite3.Row) -> list[Object]:
    iris = [actor_iri(actor["id"]), wikidata_iri(actor)]
    named = [{"type": "SpecificResource", "purpose": "identifying", "source": iri} for iri in iris if iri]
    return [*named, _text("tagging", actor["name"])]


def _text(purpose: str, value: str) -> Object:
    return {"type": "TextualBody", "purpose": purpose, "format": "text/plain", "value": value}


def _target(dossier: Dossier, row: sqlite3.Row) -> Object:
    """The row's span of the capture, as seen in its article; of a row without a span, all of it."""
    target: Object = {
        "type": "SpecificResource",
        "source": capture_iri(dossier.capture),
        "scope": article_iri(dossier.capture, dossier.article),
    }
    if row["start_char"] is not None:
        target["selector"] = _selectors(dossier.capture["text"], row["start_char"], row["end_char"])
    return target


def _selectors(text: str, start: int, end: int) -> list[Object]:
    return [
        {"type": "TextPositionSelector", "start": start, "end": end},
        {
            "type": "TextQuoteSelector",
            "exact": text[start:end],
            "prefix": text[max(0, start - AROUND) : start],
            "suffix": text[end : end + AROUND],
        },
    ]
