"""The folder of a lake: a Delta table for each of `tables.LAKE_TABLES`, on this machine or in an object store."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from syria_iraq_archive.corpus.connection import SCHEMA_VERSION
from syria_iraq_archive.corpus.declare import Table
from syria_iraq_archive.corpus.lake.tables import LAKE_TABLES, RUNS, arrow_schema, arrow_table
from syria_iraq_archive.corpus.rows import Row
from syria_iraq_archive.errors import ArchiveError, CorpusError
from syria_iraq_archive.extras import importing

if TYPE_CHECKING:
    from deltalake import DeltaTable, WriterProperties

FORMAT = f"syria-iraq-archive lake 2, schema {SCHEMA_VERSION}"  # how each table is described
EXTRA = "dask"  # which brings the libraries
_LOCAL = "file://"
_UNSUPPORTED = frozenset("%[]^|\\`")  # deltalake takes such folders for others, or breaks off


class Lake:
    """The tables below one address. What deltalake needs to know of an object store it takes from the environment."""

    def __init__(self, address: str) -> None:
        """Raises `ArchiveError` if fsspec doesn't know the address, and `MissingExtra`."""
        for library in ("fsspec", "pyarrow", "numpy", "duckdb", "deltalake"):
            with importing(library, EXTRA):
                import_module(library)
        self.fs, root = file_system(address)
        self.address = address
        self.root = root.rstrip("/") if is_local(self.fs) else str(self.fs.unstrip_protocol(root)).rstrip("/")

    def begin(self) -> None:
        """Make the tables that aren't there. Raises `CorpusError` if it is something else, or of another version."""
        from deltalake import DeltaTable

        if is_local(self.fs) and not _UNSUPPORTED.isdisjoint(self.root):
            raise CorpusError("Delta tables can't lie in a folder of such a name", place=self.address, hint="rename it")
        if not self._is_there():
            if self.fs.isfile(self.root):
                raise CorpusError("isn't a folder", place=self.address)
            held = self.fs.ls(self.root, detail=False) if self.fs.exists(self.root) else []
            if not {str(each).rstrip("/").rpartition("/")[2] for each in held} <= {each.name for each in LAKE_TABLES}:
                raise CorpusError("is a folder with something else in it", place=self.address, hint="name a new one")
            for table in LAKE_TABLES:
                with self.explained():
                    DeltaTable.create(self._uri(table), arrow_schema(table), mode="ignore", description=FORMAT)
        self.check()

    def check(self) -> None:
        """Raise `CorpusError` unless there is a lake of this version."""
        if not self._is_there():
            hint = "run: archive ingest PLACE --corpus FOLDER"
            raise CorpusError("there is no corpus of Delta tables here", place=self.address, hint=hint)
        described = self.table(RUNS).metadata().description
        if described != FORMAT:
            raise CorpusError(
                f"was made by another version of this program ({described}, here {FORMAT})",
                place=self.address,
                hint="ingest the captures into a new folder",
            )

    def table(self, table: Table) -> "DeltaTable":
        """The newest state of a table."""
        from deltalake import DeltaTable

        with self.explained():
            return DeltaTable(self._uri(table))

    def files(self, table: Table) -> list[str]:
        """The Parquet files of a table's newest state, as DuckDB calls them."""
        return [f"{self._uri(table)}/{uri.rpartition('/')[2]}" for uri in self.table(table).file_uris()]

    def append(self, table: Table, rows: Sequence[Row]) -> None:
        """Add rows to a table in one commit; nothing if there are none."""
        if rows:
            self._write(table, self._uri(table), rows, "append", retries=100)  # there may be so many workers

    def exchange(self, table: Table, state: "DeltaTable", rows: Sequence[Row]) -> None:
        """Put rows in the place of all that a table holds. Raises `CommitFailedError` if it isn't in this state now."""
        self._write(table, state, rows, "overwrite", retries=0)

    def _write(self, table: Table, target: Any, rows: Sequence[Row], mode: Any, retries: int) -> None:
        from deltalake import CommitProperties, write_deltalake

        commit = CommitProperties(max_commit_retries=retries)
        with self.explained():
            data = arrow_table(table, rows)
            write_deltalake(target, data, mode=mode, writer_properties=compressed(), commit_properties=commit)

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

    def _is_there(self) -> bool:
        from deltalake import DeltaTable

        with self.explained():
            return DeltaTable.is_deltatable(self._uri(RUNS))

    def _uri(self, table: Table) -> str:
        return f"{self.root}/{table.name}"


def compressed() -> "WriterProperties":
    """How Parquet files are written."""
    from deltalake import WriterProperties

    return WriterProperties(compression="ZSTD", compression_level=3)


def file_system(address: str) -> tuple[Any, str]:
    """The file system of an address, by fsspec, and the place there. Raises `ArchiveError` if it knows none."""
    with importing("fsspec", EXTRA):
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
