"""A corpus as a Datasette application."""

from collections.abc import Collection
from pathlib import Path

from datasette.app import Datasette
from datasette.plugins import pm

from syria_iraq_archive.corpus.connection import beside, reading
from syria_iraq_archive.errors import CorpusError
from syria_iraq_archive.web import plugin, security
from syria_iraq_archive.web.ask import DATABASE
from syria_iraq_archive.web.metadata import metadata
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


def application(path: Path, hosts: Collection[str] | None = security.LOOPBACK) -> Datasette:
    """The corpus at `path`, read-only and taken not to change, under the name `DATABASE` whatever its file is called.

    Answers only requests for one of `hosts`, or for any where that is None. Raises `CorpusError` where there is no
    corpus, and where changes wait in its write-ahead log: those would not be seen.
    """
    with reading(path):
        pass
    log = beside(path, "-wal")
    if log.exists() and log.stat().st_size:
        raise CorpusError(
            "another program is writing to it, or was stopped while it did",
            place=str(path),
            hint="when no other is running: archive ingest FOLDER",
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
    datasette.remove_database("_memory")  # Datasette adds it where it is given no file
    datasette.add_database(ServedCorpus(datasette, str(path)), name=DATABASE)
    return datasette
