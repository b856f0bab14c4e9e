"""Ingest for programs: as the command does it, without what the command prints."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from syria_iraq_archive.capture.choice import Choice
from syria_iraq_archive.capture.files import find_captures
from syria_iraq_archive.corpus.compiling import program_version
from syria_iraq_archive.corpus.connection import writing_in_turn
from syria_iraq_archive.corpus.migrations import migrate
from syria_iraq_archive.corpus.writer import Writer
from syria_iraq_archive.engine.ingest import Build
from syria_iraq_archive.engine.local import Local, cores
from syria_iraq_archive.engine.summary import Summary
from syria_iraq_archive.engine.work import build_run, work_and_pack
from syria_iraq_archive.project import Project
from syria_iraq_archive.registry.load import Registry
from syria_iraq_archive.registry.removed import read_removed


class Wishes(NamedTuple):
    """How an ingest is to be done: the options of ``archive ingest``."""

    include: tuple[str, ...]
    exclude: tuple[str, ...]
    max_size: int  # bytes
    time_limit: float  # seconds
    jobs: int | None
    reparse: bool


def removed_from(project: Project | None) -> frozenset[str]:
    """The hashes of the captures that were taken out of a project; none if there is no project."""
    return frozenset(read_removed(project.removed)) if project and project.removed.exists() else frozenset()


def ingest(
    corpus: Path, registry: Registry, places: Sequence[Path], wishes: Wishes, removed: frozenset[str]
) -> Summary:
    """Bring `corpus` into step with what is at `places`, but for the hashes in `removed`.

    Raises `CorpusError` if it can't be written.
    """
    choice = Choice(wishes.include, wishes.exclude)
    engine = Local(partial(build_run, registry), wishes.jobs or cores(), wishes.time_limit, work_and_pack)
    with writing_in_turn(corpus) as connection:
        migrate(connection)
        summary = Build(connection, corpus, engine, registry, program_version(), removed).run(
            find_captures(places, choice),
            wishes.max_size,
            choice=choice,
            reparse=wishes.reparse,
            folders=[place for place in places if place.is_dir()],
        )
        Writer(connection).optimize()
    return summary
