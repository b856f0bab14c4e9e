"""Which files make up the corpus: the newest snapshot names them, and readers see nothing else."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from syria_iraq_archive.corpus.connection import SCHEMA_VERSION
from syria_iraq_archive.corpus.parquet.parts import Part
from syria_iraq_archive.corpus.parquet.store import Store
from syria_iraq_archive.errors import CorpusError

MARK = "corpus.json"
FORMAT = 2
_KIND = "syria-iraq-archive"
_SNAPSHOTS = "snapshots"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A state of the corpus. `dropped` and `moved` are files that say what of the parts no longer counts."""

    number: int
    parts: tuple[Part, ...] = ()
    sealed: tuple[str, ...] = ()  # the chunks that went into it
    dropped: str | None = None
    moved: str | None = None

    def of(self, table: str) -> list[Part]:
        """The files of a table."""
        return [part for part in self.parts if part.table == table]


def begin(store: Store) -> None:
    """Mark an empty folder as a corpus. Raises `CorpusError` where it is something else, or of another version."""
    if store.exists(MARK):
        check(store)
        return
    if not store.is_empty():
        raise CorpusError("is a folder with something else in it", place=store.address, hint="name a new one")
    store.publish(MARK, {"kind": _KIND, "format": FORMAT, "schema": SCHEMA_VERSION})


def check(store: Store) -> None:
    """Raise `CorpusError` unless the folder is a corpus that this program knows."""
    try:
        mark: Mapping[str, Any] = json.loads(store.read(MARK))
        kind, version = mark["kind"], (mark["format"], mark["schema"])
    except OSError as error:
        raise CorpusError(
            "there is no corpus of Parquet tables here",
            place=store.address,
            hint="run: archive ingest PLACE --engine dask --to FOLDER",
        ) from error
    except (ValueError, KeyError, TypeError) as error:
        raise CorpusError("is not a corpus of this program", place=f"{store.address}/{MARK}") from error
    if kind != _KIND:
        raise CorpusError("is not a corpus of this program", place=f"{store.address}/{MARK}")
    if version != (FORMAT, SCHEMA_VERSION):
        newer = version > (FORMAT, SCHEMA_VERSION)
        raise CorpusError(
            f"was made by {'a newer' if newer else 'an older'} version of this program",
            place=store.address,
            hint="upgrade syria-iraq-archive" if newer else "ingest into a new folder",
        )


def latest(store: Store) -> Snapshot:
    """The newest snapshot; an empty one where there is none yet."""
    names = store.names(_SNAPSHOTS, ".json")
    if not names:
        return Snapshot(0)
    return store.load(f"{_SNAPSHOTS}/{names[-1]}", _made_of)


def _made_of(content: Mapping[str, Any]) -> Snapshot:
    parts = tuple(Part.of(part) for part in content["parts"])
    return Snapshot(**{**content, "parts": parts, "sealed": tuple(content["sealed"])})


def publish(store: Store, snapshot: Snapshot) -> None:
    """Make this the corpus. Raises `CorpusError` where another run was quicker."""
    store.publish_new(f"{_SNAPSHOTS}/{snapshot.number:08}.json", asdict(snapshot))
