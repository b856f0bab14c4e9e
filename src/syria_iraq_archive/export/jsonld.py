"""Articles as schema.org NewsArticle, in one JSON-LD document."""

import sqlite3
from collections.abc import Mapping

from syria_iraq_archive.corpus.read import Dossier
from syria_iraq_archive.export.chosen import Chosen
from syria_iraq_archive.export.declare import Options, Out
from syria_iraq_archive.export.iris import actor_iri, article_iri, capture_iri, wikidata_iri
from syria_iraq_archive.export.json_out import Object, known, write_within
from syria_iraq_archive.export.published import published

CONTEXT = "https://schema.org"
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
Known = Mapping[str, sqlite3.Row]


def write_jsonld(chosen: Chosen, options: Options, out: Out) -> None:  # noqa: ARG001 - a writer's signature
    """A graph of articles."""
    actors, sources = chosen.actors(), chosen.sources()
    articles = (_article(dossier, actors, sources) for dossier in chosen.dossiers())
    write_within({"@context": CONTEXT}, "@graph", articles, out)


def _article(dossier: Dossier, actors: Known, sources: Known) -> Object:
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
    """A day, month or year; schema.org has no date that lies between two days, but events that do."""
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


def _quotation(quote: sqlite3.Row, actors: Known) -> Object:
    """Words and their speaker: an actor, or a name as printed, or nobody."""
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
