"""What things are called in a web of data: the same everywhere, and no address that somebody has to keep."""

import sqlite3

TERMS = "urn:syria-iraq-archive:term:"


def capture_iri(capture: sqlite3.Row) -> str:
    """A capture: the SHA-256 of its bytes."""
    return f"urn:sha256:{capture['sha256']}"


def article_iri(capture: sqlite3.Row, article: sqlite3.Row) -> str:
    """An article: its number in its capture."""
    return f"{capture_iri(capture)}#article-{article['seq']}"


def actor_iri(actor_id: str) -> str:
    """An actor of the registry.

    >>> actor_iri("hayat-tahrir-al-sham")
    'urn:syria-iraq-archive:actor:hayat-tahrir-al-sham'
    """
    return f"urn:syria-iraq-archive:actor:{actor_id}"


def wikidata_iri(actor: sqlite3.Row) -> str | None:
    """What Wikidata calls the actor, where the registry knows that."""
    return f"http://www.wikidata.org/entity/{actor['wikidata']}" if actor["wikidata"] else None
