"""A corpus as a Datasette application, with what Datasette says of it: titles, descriptions, units and facets."""

import re
from collections.abc import Collection
from pathlib import Path
from typing import Any

from datasette.app import Datasette, DatasetteClient
from datasette.plugins import pm

from syria_iraq_archive.corpus.connection import beside, reading, writing_in_turn
from syria_iraq_archive.corpus.schema import Relation, relations
from syria_iraq_archive.errors import ArchiveError, CorpusError
from syria_iraq_archive.web import plugin, security
from syria_iraq_archive.web.ask import DATABASE
from syria_iraq_archive.web.desk.desk import Desk, set_up
from syria_iraq_archive.web.questions import QUESTIONS
from syria_iraq_archive.web.served import QUESTIONS_AT_ONCE, ServedCorpus

HERE = Path(__file__).parent
SETTINGS = {
    "suggest_facets": False,  # on a large table each suggestion is a scan
    "default_page_size": 50,
    "sql_time_limit_ms": 10_000,  # one reader at her own machine, not the public
    "facet_time_limit_ms": 2_000,
    "truncate_cells_html": 300,
    "num_sql_threads": QUESTIONS_AT_ONCE,
    "default_cache_ttl": 0,  # the next corpus served here is another one
}


def application(path: Path, hosts: Collection[str] | None = security.LOOPBACK, desk: Desk | None = None) -> Datasette:
    """The corpus at `path`, read-only and taken not to change, under the name `DATABASE` whatever its file is called.

    Answers only requests for one of `hosts`, or for any if that is None. With a `desk`, the corpus may
    change. Raises `CorpusError` if there is no corpus, or if changes wait in its write-ahead log and would not be seen.
    """
    with reading(path):
        pass
    log = beside(path, "-wal")
    if desk is None and log.exists() and log.stat().st_size:
        raise CorpusError(
            "another program is writing to it, or was stopped while it did, and what it wrote last lies beside it",
            place=str(path),
            hint="close the other; if there is none: archive ingest FOLDER takes that in, and needs to write there",
        )
    if not pm.has_plugin(plugin.NAME):
        pm.register(plugin, plugin.NAME)
    datasette = Datasette(
        [],
        metadata=metadata() | {"plugins": {plugin.NAME: {"hosts": None if hosts is None else sorted(hosts)}}},
        settings=SETTINGS,
        template_dir=str(HERE / "templates"),
        static_mounts=[("assets", str(HERE / "static"))],
        memory=False,
    )
    datasette.remove_database("_memory")  # Datasette adds it if it is given no file
    datasette.add_database(ServedCorpus(datasette, str(path), edited=desk is not None), name=DATABASE)
    if desk:
        set_up(datasette, desk)
        datasette.client = DatasetteClient(datasette)  # the first one was made without the desk's routes
    return datasette


def take_in_log(path: Path) -> bool:
    """Take into the corpus what a program that was killed had committed beside it. Whether there was such a thing.

    SQLite does so whenever a database is opened for writing; what wasn't committed is left out. Nothing is done while
    another has its turn with the corpus, or if it can't be written: `application` says what to do then.
    """
    log = beside(path, "-wal")
    if not path.is_file() or not log.exists() or not log.stat().st_size:
        return False
    try:
        with reading(path):
            pass
        with writing_in_turn(path, _give_up) as connection:
            busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except ArchiveError:
        return False
    return not busy


def _give_up() -> None:
    raise CorpusError("another program is writing to it")


TITLE = "Syria–Iraq news archive"
DESCRIPTION = "Each statement here can be traced to the characters of the capture that it came from."

# By what readers narrow a table down. A facet is a column with few values.
FACETS = {
    "articles": ("source_id", "published_basis", "language"),
    "article_list": ("source_name", "published_basis", "language"),
    "article_fields": ("field", "basis", "rule"),
    "article_sources": ("source", "basis"),
    "articles_by_actor": ("kind", "source"),
    "actors": ("kind", "country"),
    "actor_names": ("language",),
    "blocks": ("role", "rule"),
    "block_texts": ("role", "rule"),
    "captures": ("format", "encoding"),
    "claims": ("field", "basis"),
    "claim_evidence": ("field", "basis", "rule"),
    "days_spoken_of": ("role", "source"),
    "designations": ("voice", "actor_id"),
    "designations_in_context": ("voice", "actor", "source"),
    "image_captions": ("source",),
    "mentions": ("actor_id", "rule"),
    "mentions_in_context": ("role", "rule"),
    "office_holders": ("office_of",),
    "passages_by_actor": ("role", "source"),
    "quotes": ("kind", "actor_id", "told_to"),
    "quotes_by_speaker": ("source", "told_to"),
    "sources": ("country", "language"),
    "timeline": ("source",),
}
NEWEST = {"articles": "published_latest", "article_list": "published_latest"}
LABELS = {"actors": "name", "articles": "headline", "captures": "path", "sources": "name"}
# What the program keeps for itself; the tables of the index are those that say something of the captures.
HELPERS = frozenset(
    {
        "actor_articles", "built_with", "capture_digests", "clusters", "departed", "registry_entries", "signatures",
        "signature_keys", "story_keys", "story_keys_left", "story_traits", "story_waiting", "totals", "unlinked",
        "untouched"
    }
)  # fmt: skip
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
    if name in HELPERS:
        said["hidden"] = True
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
