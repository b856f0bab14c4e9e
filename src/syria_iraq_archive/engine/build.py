"""A whole run of an ingest: the schema, the registry, the captures, and what is left over afterwards."""

import sqlite3
from collections.abc import Callable, Iterable
from pathlib import Path

from syria_iraq_archive.capture.choice import EVERY_KNOWN_KIND, Choice
from syria_iraq_archive.capture.files import CaptureFile
from syria_iraq_archive.corpus.connection import database_file
from syria_iraq_archive.corpus.locks import in_turn
from syria_iraq_archive.corpus.recipe import Recipe
from syria_iraq_archive.corpus.similar.link import link
from syria_iraq_archive.corpus.writer import Writer
from syria_iraq_archive.engine.ingest import Ingest, Summary, Watch
from syria_iraq_archive.engine.work import Engine
from syria_iraq_archive.registry.load import Registry


class Build:
    """Brings a migrated corpus, open for writing, into step with captures and registry.

    `corpus` is the path of its file, which locations of captures are seen from; `version` the program's.
    """

    def __init__(
        self, connection: sqlite3.Connection, corpus: Path, engine: Engine, registry: Registry, version: str
    ) -> None:
        self._connection = connection
        self._corpus = corpus
        self._engine = engine
        self._registry = registry
        self._recipe = Recipe(registry, version)

    def run(
        self,
        files: Iterable[CaptureFile],
        max_bytes: int,
        *,
        choice: Choice = EVERY_KNOWN_KIND,
        reparse: bool = False,
        watch: Watch = iter,
        folders: Iterable[Path] = (),
        waiting: Callable[[], object] = lambda: None,
    ) -> Summary:
        """Read the files, parse what is new or was made in another way, link what is alike.

        One run at a time: of two with different registries, the later is right throughout. One that has to wait says
        so, once, by `waiting`. Of archives among the files, what `choice` wants is taken. Captures of `folders` whose
        file is gone are counted.
        """
        with in_turn(database_file(self._connection), waiting):
            writer = Writer(self._connection)
            writer.write_registry(self._registry)
            if reparse:
                writer.forget_recipes()
            ingest = Ingest(self._connection, self._corpus, self._engine, self._recipe, max_bytes, choice)
            summary = ingest.run(files, watch, folders)
            writer.forget_strangers(self._registry)
            link(self._connection)
            return summary
