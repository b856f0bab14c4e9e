"""Linked data: articles as schema.org NewsArticle (JSON-LD), and what is said of captures as W3C Web Annotations.

Captures, articles and actors have IRIs that are the same in every export. The IRIs aren't addresses on the web, so that
nobody has to keep a server for them.
"""

import hashlib
import sqlite3
from collections.abc import Iterator
from itertools import groupby

from syria_iraq_archive.corpus.read import Dossier
from syria_iraq_archive.export.chosen import Chosen, Options, Out
from syria_iraq_archive.export.json_out import Object, known, write_within
from syria_iraq_archive.export.published import published

TERMS = "urn:syria-iraq-archive:term:"
AROUND = 32  # characters before and after a quoted span
Rows = dict[str, sqlite3.Row]
"""Rows of a table of the registry, by id."""


TYPES: dict[str, str | list[str]] = {
    "person": "Person",
    "state": ["Country", "GovernmentOrganization"],  # what is named may be either; what speaks is no country
    "public-body": "GovernmentOrganization",
    "armed-group": "Organization",
    "party": "PoliticalParty",
    "alliance": "Organization",
    "media": "NewsMediaOrganization",
    "international-organization": "Organization",
}
MEDIA_TYPES = {
    "text": "text/plain",
    "html": "text/html",
    "mhtml": "multipart/related",
    "warc-response": "application/warc",
    "jsonl": "application/json",
    "pdf": "application/pdf",
    "eml": "message/rfc822",
}


def write_jsonld(chosen: Chosen, options: Options, out: Out) -> None:  # noqa: ARG001 - a writer's signature
    """JSON-LD: one document with all articles."""
    actors, sources = chosen.actors(), chosen.sources()
    articles = (_article(dossier, actors, sources) for dossier in chosen.dossiers())
    write_within({"@context": "https://schema.org"}, "@graph", articles, out)


def _article(dossier: Dossier, actors: Rows, sources: Rows) -> Object:
    article = dossier.article
    mentioned = dict.fromkeys(mention["actor_id"] for mention in dossier.mentions)
    return known(
        {
            "@type": "NewsArticle",
            "@id": article_iri(dossier.capture, article),
            "identifier": article["key"],
            "headline": article["headline"],
            "alternativeHeadline": article["kicker"],
            "abstract": article["standfirst"],
            "articleBody": article["body"],
            "wordCount": article["words"],
            "inLanguage": article["language"],
            "dateline": article["dateline"],
            **_date(article),
            "author": {"name": article["byline"]} if article["byline"] else None,
            "publisher": _publisher(sources[article["source_id"]]) if article["source_id"] else None,
            "image": [
                known({"@type": "ImageObject", "caption": row["caption"], "creditText": row["credit"]})
                for row in dossier.images
            ],
            "mentions": [_actor(actors[id]) for id in mentioned],
            "hasPart": [_quotation(row, actors) for row in dossier.quotes if row["kind"] == "speech"],
            "isBasedOn": _capture(dossier.capture),
        }
    )


def _date(article: sqlite3.Row) -> Object:
    """A day, month or year. schema.org has no date between two days, but an event may last from one to the other."""
    date = published(article)
    if date is None:
        return {}
    if date.exact:
        return {"datePublished": date.exact}
    days = {"startDate": date.earliest, "endDate": date.latest}
    return {"publication": {"@type": "PublicationEvent", **days, "description": date.words}}


def _publisher(source: sqlite3.Row) -> Object:
    return known(
        {
            "@type": "NewsMediaOrganization",
            "@id": actor_iri(source["id"]),
            "name": source["name"],
            "url": source["url"],
        }
    )


def _actor(actor: sqlite3.Row) -> Object:
    return known(
        {
            "@type": TYPES[actor["kind"]],
            "@id": actor_iri(actor["id"]),
            "name": actor["name"],
            "sameAs": wikidata_iri(actor),
        }
    )


def _quotation(quote: sqlite3.Row, actors: Rows) -> Object:
    """A quote with its speaker: an actor, a name as printed, or nobody."""
    speaker = _actor(actors[quote["actor_id"]]) if quote["actor_id"] else known({"name": quote["speaker"]})
    return known({"@type": "Quotation", "text": quote["text"], "spokenByCharacter": speaker or None})


def _capture(capture: sqlite3.Row) -> Object:
    return known(
        {
            "@type": "MediaObject",
            "@id": capture_iri(capture),
            "name": capture["path"],
            "sha256": capture["sha256"],
            "contentSize": f"{capture['size']} B",
            "encodingFormat": MEDIA_TYPES[capture["format"]],
            "url": capture["uri"],
        }
    )


def write_web_annotation(chosen: Chosen, options: Options, out: Out) -> None:  # noqa: ARG001 - a writer's signature
    """Web Annotations: one page with the mentions, quotes and claims of all articles.

    Each annotation selects its span twice: by position, in code points of the capture's decoded text, and by the words
    with those around them, so that the span can be found again in a text that has changed.
    """
    actors = chosen.actors()
    annotations = (each for dossier in chosen.dossiers() for each in _annotations(dossier, actors))
    context = ["http://www.w3.org/ns/anno.jsonld", {"archive": TERMS}]
    frame = {"@context": context, "id": _page_iri(chosen), "type": "AnnotationPage"}
    write_within(frame, "items", annotations, out)


def _page_iri(chosen: Chosen) -> str:
    """The page has the name of the articles it is of: other articles make another page."""
    digest = hashlib.sha256()
    for (key,) in chosen.connection.execute("SELECT identity FROM chosen_articles ORDER BY identity"):
        digest.update(f"{key}\n".encode())
    return f"urn:syria-iraq-archive:annotations:{digest.hexdigest()[:16]}"


def _annotations(dossier: Dossier, actors: Rows) -> Iterator[Object]:
    """The annotations of one article: its claims, then its mentions, then its quotes."""
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
    """A claim targets all its evidence, or if it has none, the whole capture."""
    claim = rows[0]
    body = _text("describing", claim["value"] or "unknown") | {"archive:field": claim["field"]}
    name = f"article-{dossier.article['seq']}-claim-{claim['seq']}"
    evidence = [row for row in rows if row["start_char"] is not None]
    terms = {f"archive:{term}": claim[term] for term in ("basis", "warning")}
    return _annotation(dossier, name, "describing", [body], evidence or [claim]) | known(terms)


def _quote(dossier: Dossier, quote: sqlite3.Row, actors: Rows) -> Object:
    """A quote with its speaker. If nobody is known to speak, the words are only highlighted."""
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
    """The span of the row in its capture, with the article as scope; if the row has no span, the whole capture."""
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


def capture_iri(capture: sqlite3.Row) -> str:
    """The IRI of a capture: the SHA-256 of its bytes."""
    return f"urn:sha256:{capture['sha256']}"


def article_iri(capture: sqlite3.Row, article: sqlite3.Row) -> str:
    """The IRI of an article: its number in its capture."""
    return f"{capture_iri(capture)}#article-{article['seq']}"


def actor_iri(actor_id: str) -> str:
    """The IRI of an actor of the registry.

    >>> actor_iri("hayat-tahrir-al-sham")
    'urn:syria-iraq-archive:actor:hayat-tahrir-al-sham'
    """
    return f"urn:syria-iraq-archive:actor:{actor_id}"


def wikidata_iri(actor: sqlite3.Row) -> str | None:
    """The IRI that Wikidata gives the actor; None if the registry has no Wikidata id."""
    return f"http://www.wikidata.org/entity/{actor['wikidata']}" if actor["wikidata"] else None
