"""What Datasette says of the corpus: titles, descriptions, units and facets, from the declared schema."""

import re
from typing import Any

from syria_iraq_archive.corpus.schema import Relation, relations
from syria_iraq_archive.web.ask import DATABASE
from syria_iraq_archive.web.questions import QUESTIONS

TITLE = "Syria–Iraq news archive"
DESCRIPTION = "Each statement here can be traced to the characters of the capture that it came from."

# By what readers narrow a table down. A facet is a column with few values.
FACETS = {
    "articles": ("source_id", "published_basis", "language"),
    "article_list": ("source_name", "published_basis", "language"),
    "article_sources": ("source", "basis"),
    "articles_by_actor": ("kind", "source"),
    "actors": ("kind", "country"),
    "actor_names": ("language",),
    "blocks": ("role", "rule"),
    "block_texts": ("role", "rule"),
    "captures": ("format", "encoding"),
    "claims": ("field", "basis"),
    "claim_evidence": ("field", "basis", "rule"),
    "mentions": ("actor_id", "rule"),
    "mentions_in_context": ("role", "rule"),
    "quotes": ("kind", "actor_id", "told_to"),
    "quotes_by_speaker": ("source", "told_to"),
    "sources": ("country", "language"),
    "timeline": ("source",),
}
NEWEST = {"articles": "published_latest", "article_list": "published_latest"}
LABELS = {"actors": "name", "articles": "headline", "captures": "path", "sources": "name"}
UNITS = {"captures": {"size": "byte"}}  # what has another unit than a number of something says so in its description


def metadata() -> dict[str, Any]:
    """The dictionary that Datasette takes."""
    tables = {relation.name: _table(relation) for relation in relations() if relation.kind != "full-text index"}
    tables["_sqlite_migrations"] = {"hidden": True}
    queries = {
        question.name: {"title": question.title, "description": question.description, "sql": question.sql}
        for question in QUESTIONS
    }
    database = {"title": "Tables and questions", "description": DESCRIPTION, "tables": tables, "queries": queries}
    return {"title": TITLE, "description": DESCRIPTION, "databases": {DATABASE: database}}


def _table(relation: Relation) -> dict[str, Any]:
    name = relation.name
    said: dict[str, Any] = {
        "title": name.replace("_", " ").capitalize(),
        "description": _plain(relation.description),
        "columns": {field.name: _plain(field.description) for field in relation.fields},
        "facets": list(FACETS.get(name, ())),
    }
    if name in NEWEST:
        said["sort_desc"] = NEWEST[name]
    if name in LABELS:
        said["label_column"] = LABELS[name]
    if name in UNITS:
        said["units"] = UNITS[name]
    return said


def _plain(markdown: str) -> str:
    """A description without the marks of code, which Datasette would show."""
    return re.sub(r"`([^`]*)`", r"\1", markdown)
