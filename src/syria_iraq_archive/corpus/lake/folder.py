"""The folder of a lake: a Delta table for each of `tables.LAKE_TABLES`, on this machine or in an object store."""

import os
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from syria_iraq_archive.corpus.connection import SCHEMA_VERSION
from syria_iraq_archive.corpus.lake.arrow import arrow_schema, arrow_table
from syria_iraq_archive.corpus.lake.tables import LAKE_TABLES, RUNS, lake_table
from syria_iraq_archive.corpus.rows import Row
from syria_iraq_archive.errors import ArchiveError, CorpusError
from syria_iraq_archive.extras import importing

if TYPE_CHECKING:
    from deltalake import DeltaTable, WriterProperties

FORMAT = f"syria-iraq-archive lake 1, schema {SCHEMA_VERSION}"  # how each table is described
_EARLIER = {"corpus.json", "commits", "snapshots"}  # what a folder of tables held before there were Delta tables
_LOCAL = "file://"
_UNSUPPORTED = frozenset("%[]^|\\`")  # deltalake takes such folders for others, or breaks off
_OPTIONS = ("AWS_", "AZURE_", "GOOGLE_")  # what the environment says of object stores begins so
_INDEXED = {"delta.dataSkippingStatsColumns": "batch,run_id"}  # by no other column are files passed over


class Lake:
    """The tables below one address."""

    def __init__(self, address: str) -> None:
        """Raises `ArchiveError` if fsspec doesn't know the address, and `MissingExtra`."""
        for library in ("fsspec", "pyarrow", "duckdb", "deltalake"):
            with needing(library):
                import_module(library)
        self.fs, root = file_system(address)
        self.root: str = root.rstrip("/")
        self.address = address
        self.here = is_local(self.fs)

    def begin(self) -> None:
        """Make the tables that aren't there. Raises `CorpusError` if it is something else, or of another version."""
        from deltalake import DeltaTable

        if self.here and not _UNSUPPORTED.isdisjoint(self.root):
            raise CorpusError("Delta tables can't lie in a folder of such a name", place=self.address, hint="rename it")
        names = self._names()
        if RUNS.name not in names:
            if not names <= {table.name for table in LAKE_TABLES}:
                self._refuse_earlier(names)
                raise CorpusError("is a folder with something else in it", place=self.address, hint="name a new one")
            for table in LAKE_TABLES:
                with self.explained():
                    DeltaTable.create(
                        self._uri(table.name),
                        arrow_schema(table),
                        mode="ignore",
                        description=FORMAT,
                        configuration=_INDEXED if "batch" in table.names else None,
                        storage_options=self._options(),
                    )
        self.check()

    def check(self) -> None:
        """Raise `CorpusError` unless there is a lake of this version."""
        names = self._names()
        if RUNS.name not in names:
            self._refuse_earlier(names)
            hint = "run: archive ingest PLACE --to FOLDER"
            raise CorpusError("there is no corpus of Delta tables here", place=self.address, hint=hint)
        described = self.table(RUNS.name).metadata().description
        if described != FORMAT:
            raise CorpusError(
                f"was made by another version of this program ({described}, here {FORMAT})",
                place=self.address,
                hint="ingest the captures into a new folder",
            )

    def table(self, name: str) -> "DeltaTable":
        """The newest state of a table."""
        from deltalake import DeltaTable

        with self.explained():
            return DeltaTable(self._uri(name), storage_options=self._options())

    def append(self, name: str, rows: Sequence[Row], *, after: "DeltaTable | None" = None) -> None:
        """Add rows to a table, in one step; nothing where there are none.

        `after` a state of the table, raises `CommitFailedError` if it is in another by now.
        """
        from deltalake import CommitProperties

        if rows:
            options = {"commit_properties": CommitProperties(max_commit_retries=0)} if after else {}
            self.write(name, arrow_table(lake_table(name), rows), "append", table=after, **options)

    def write(self, name: str, data: Any, mode: Any, *, table: "DeltaTable | None" = None, **options: Any) -> None:
        """Add Arrow data to a table, or put it in the place of what is there, in this state of the `table`."""
        from deltalake import write_deltalake

        with self.explained():
            write_deltalake(
                table or self._uri(name),
                data,
                mode=mode,
                writer_properties=compressed(),
                storage_options=self._options(),
                **options,
            )

    def files(self, name: str, table: "DeltaTable") -> list[str]:
        """The Parquet files of a table's state, as DuckDB calls them."""
        places = (f"{self.root}/{name}/{uri.rpartition('/')[2]}" for uri in table.file_uris())
        return [place if self.here else str(self.fs.unstrip_protocol(place)) for place in places]

    @contextmanager
    def explained(self) -> Iterator[None]:
        """Say in our words what deltalake says of tables that it can't read or write; a lost race is no such thing."""
        from deltalake.exceptions import CommitFailedError, DeltaError

        try:
            yield
        except CommitFailedError:
            raise
        except (DeltaError, OSError) as error:
            reason = str(error).partition("\n")[0]
            raise CorpusError(f"can't be read or written: {reason}", place=self.address) from error

    def _uri(self, name: str) -> str:
        place = f"{self.root}/{name}"
        return place if self.here else str(self.fs.unstrip_protocol(place))

    def _options(self) -> dict[str, str] | None:
        return None if self.here else {name: os.environ[name] for name in os.environ if name.startswith(_OPTIONS)}

    def _names(self) -> set[str]:
        """What the folder holds. Raises `CorpusError` if it is a file."""
        if self.fs.isfile(self.root):
            raise CorpusError("isn't a folder", place=self.address)
        try:
            self.fs.invalidate_cache()
            return {str(each).rstrip("/").rpartition("/")[2] for each in self.fs.ls(self.root, detail=False)}
        except FileNotFoundError:
            return set()

    def _refuse_earlier(self, names: set[str]) -> None:
        if names & _EARLIER:
            problem = "was made by an earlier version of this program, which kept no Delta tables"
            raise CorpusError(problem, place=self.address, hint="ingest the captures into a new folder")


def compressed() -> "WriterProperties":
    """How Parquet files are written."""
    from deltalake import WriterProperties

    return WriterProperties(compression="ZSTD", compression_level=3)


def needing(library: str) -> AbstractContextManager[None]:
    """Import `library`, of the extra ``dask``, in here. Raises `MissingExtra` if it is missing.

    >>> with needing("papyrus"):
    ...     import papyrus
    Traceback (most recent call last):
    syria_iraq_archive.errors.MissingExtra: this needs papyrus (run: pip install "syria-iraq-archive[dask]")
    """
    return importing(library, "dask")


def file_system(address: str) -> tuple[Any, str]:
    """The file system of an address, by fsspec, and the place there. Raises `ArchiveError` if it knows none."""
    with needing("fsspec"):
        from fsspec.core import url_to_fs
        from fsspec.implementations.local import LocalFileSystem
    if "://" not in address or address.startswith(_LOCAL):  # fsspec would read `::` and `~` in a name
        return LocalFileSystem(), Path(address.removeprefix(_LOCAL)).absolute().as_posix()
    try:
        fs, place = url_to_fs(address)
    except (ValueError, ImportError) as error:
        raise ArchiveError(f"the address can't be used: {error}", place=address) from error
    return fs, str(place)


def is_local(fs: Any) -> bool:
    """Whether a file system is this machine's own."""
    from fsspec.implementations.local import LocalFileSystem

    return isinstance(fs, LocalFileSystem)
