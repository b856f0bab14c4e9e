"""DuckDB over the Parquet files of a corpus: tables and views by their declared names, over committed files alone."""

import re
from collections.abc import Collection, Container, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any, Self

from syria_iraq_archive.corpus.declare import Column, Table, View
from syria_iraq_archive.corpus.guard import alarm
from syria_iraq_archive.corpus.parquet.extra import needing
from syria_iraq_archive.corpus.parquet.snapshot import Snapshot, check, latest
from syria_iraq_archive.corpus.parquet.store import Store
from syria_iraq_archive.corpus.parquet.tables import CAPTURE_TABLES, FOLDED, READ_TABLES, capture_key
from syria_iraq_archive.corpus.views import PORTABLE_VIEWS
from syria_iraq_archive.errors import ArchiveError, CorpusError

if TYPE_CHECKING:
    import duckdb

_TYPES = {"TEXT": "VARCHAR", "INTEGER": "BIGINT", "REAL": "DOUBLE", "BLOB": "BLOB"}

_PARAMETER = re.compile(r"""'(?:[^']|'')*'|"(?:[^"]|"")*"|(?<![:\w]):(?P<name>[A-Za-z_]\w*)""")

# What SQLite allows in a view and DuckDB calls otherwise.
_DIALECT = (
    ("max(mentions.start_char - 60, 0)", "greatest(mentions.start_char - 60, 0)"),
    ("min(mentions.start_char, 60)", "least(mentions.start_char, 60)"),
    ("GROUP BY actors.id, articles.id", "GROUP BY ALL"),
)

# After this a statement reads the files of the snapshot and nothing else, and can't undo it.
_LOCKS = (
    "SET python_enable_replacements = false",
    "SET autoinstall_known_extensions = false",
    "SET autoload_known_extensions = false",
    "SET allowed_paths = {paths}",
    "SET enable_external_access = false",
    "SET lock_configuration = true",
)


class TookTooLong(ArchiveError):
    """A statement was stopped when its time was up."""


class Row(tuple[Any, ...]):
    """A row whose values also go by their columns' names, like `sqlite3.Row`."""

    names: tuple[str, ...]

    @classmethod
    def of(cls, names: tuple[str, ...], values: Iterable[Any]) -> Self:
        """The row of these values."""
        row = cls(values)
        row.names = names
        return row

    def __getitem__(self, place: Any) -> Any:
        return super().__getitem__(self.names.index(place) if isinstance(place, str) else place)

    def keys(self) -> list[str]:
        """The columns' names."""
        return list(self.names)


class Reader:
    """A snapshot of a Parquet corpus, to be asked in DuckDB's SQL."""

    def __init__(self, connection: "duckdb.DuckDBPyConnection", store: Store, snapshot: Snapshot) -> None:
        self._connection = connection
        self.store = store
        self.snapshot = snapshot

    def execute(self, sql: str, parameters: Sequence[Any] | dict[str, Any] = ()) -> Iterator[Row]:
        """The rows of a SELECT, one by one."""
        cursor = self._connection.cursor()
        cursor.execute(sql, parameters if isinstance(parameters, dict) else list(parameters))
        names = tuple(column[0] for column in cursor.description or ())
        return _rows(cursor, names)

    def choose(self, sql: str, parameters: Sequence[Any]) -> None:
        """Keep what a SELECT gives as the table ``chosen``."""
        self._connection.execute(f"CREATE OR REPLACE TABLE chosen AS {sql}", list(parameters))

    def ask(self, sql: str, parameters: dict[str, str], seconds: float) -> tuple[tuple[str, ...], list[Row]]:
        """Somebody else's SELECT: the names of its columns, and its rows. ``:name`` stands for a parameter.

        Raises `ArchiveError` where it is anything but one SELECT, or is wrong, and `TookTooLong`.
        """
        import duckdb

        sql = _with_parameters(sql, parameters)
        self._check_is_select(sql)
        cursor = self._connection.cursor()
        try:
            with alarm(seconds, cursor.interrupt):
                cursor.execute(sql, parameters)
                names = tuple(column[0] for column in cursor.description or ())
                return names, list(_rows(cursor, names))
        except duckdb.InterruptException as error:
            raise TookTooLong(f"took longer than {seconds:g} seconds") from error
        except duckdb.Error as error:
            raise ArchiveError(str(error).partition("\n\n")[0]) from error

    def _check_is_select(self, sql: str) -> None:
        import duckdb

        try:
            statements = self._connection.extract_statements(sql)
        except duckdb.Error as error:
            raise ArchiveError(str(error).partition("\n\n")[0]) from error
        if not statements:
            raise ArchiveError("no statement to run")
        if len(statements) > 1 or statements[0].type != duckdb.StatementType.SELECT:
            raise ArchiveError("only reading is possible: one SELECT")


def _with_parameters(sql: str, parameters: Container[str]) -> str:
    """DuckDB writes ``$name`` where SQLite writes ``:name``; in quotes, either is text.

    >>> _with_parameters("SELECT ':a', :a, '1'::INT", {"a"})
    "SELECT ':a', $a, '1'::INT"
    """

    def named(match: re.Match[str]) -> str:
        return f"${match['name']}" if match["name"] in parameters else match[0]

    return _PARAMETER.sub(named, sql)


def _rows(cursor: "duckdb.DuckDBPyConnection", names: tuple[str, ...]) -> Iterator[Row]:
    while rows := cursor.fetchmany(1_000):
        for values in rows:
            yield Row.of(names, values)


@contextmanager
def reading_folder(address: str, *, locked: bool = True) -> Iterator[Reader]:
    """The newest state of the Parquet corpus at an address. `locked`, it can do nothing but read that.

    Raises `CorpusError` where there is none, or it is of another version, or its files can't be read.
    """
    store = Store(address)
    check(store)
    snapshot = latest(store)
    if not snapshot.number:
        raise CorpusError("no run has come to its end here", place=address, hint="run the same archive ingest again")
    with closing(connect(store)) as connection, as_corpus_errors(store):
        _define(connection, store, snapshot)
        if locked:
            paths = [store.url(part.name) for part in snapshot.parts]
            for statement in _LOCKS:
                connection.execute(statement.format(paths=_list(paths)))
        yield Reader(connection, store, snapshot)


@contextmanager
def as_corpus_errors(store: Store) -> Iterator[None]:
    """Say in our words what DuckDB says of files that it can't read, or that aren't Parquet any more."""
    import duckdb

    try:
        yield
    except (duckdb.IOException, duckdb.InvalidInputException) as error:
        reason = str(error).partition("\n\n")[0]
        raise CorpusError(f"can't be read: {reason}", place=store.address) from error


def connect(store: Store) -> "duckdb.DuckDBPyConnection":
    """DuckDB in memory, which finds the store's files."""
    with needing("duckdb"):
        import duckdb
    connection = duckdb.connect(":memory:")
    if not store.here:
        connection.register_filesystem(store.fs)
    return connection


def scan(store: Store, columns: Iterable[Column], names: Collection[str], *, named: bool = False) -> str:
    """A SELECT of columns from Parquet files; of none, no rows. `named`, with each row's file as ``filename``."""
    listed = list(columns)
    if not names:
        empty = ", ".join(f"CAST(NULL AS {_TYPES[column.type]}) AS {column.name}" for column in listed)
        return f"SELECT {empty} WHERE false"
    places = _list([store.url(name) for name in names])
    chosen = [*(column.name for column in listed), *(["filename"] if named else [])]
    options = f"hive_partitioning = false, filename = {str(named).lower()}"
    return f"SELECT {', '.join(chosen)} FROM read_parquet({places}, {options})"


def _list(values: Iterable[str]) -> str:
    """A list of strings in DuckDB's SQL."""
    return "[" + ", ".join("'" + value.replace("'", "''") + "'" for value in values) + "]"


def _define(connection: "duckdb.DuckDBPyConnection", store: Store, snapshot: Snapshot) -> None:
    connection.execute("CREATE SCHEMA outdated")
    text = ("chunk", "capture"), ("sha256", "folder", "path")
    for name, columns, file in zip(("dropped", "moved"), text, (snapshot.dropped, snapshot.moved), strict=True):
        declared = [Column(column, "TEXT", "") for column in columns]
        connection.execute(f"CREATE TABLE outdated.{name} AS {scan(store, declared, [file] if file else [])}")
    for table in READ_TABLES:
        names = [part.name for part in snapshot.of(table.name)]
        connection.execute(f"CREATE VIEW {table.name} AS {_counting(store, table, names, snapshot)}")
    for view in PORTABLE_VIEWS:
        connection.execute(_view(view))


def _counting(store: Store, table: Table, names: Sequence[str], snapshot: Snapshot) -> str:
    """A SELECT of the rows that count, without the columns that say where they come from."""
    rows = scan(store, table.columns, names)
    if table not in CAPTURE_TABLES and table.name != FOLDED.name:
        return f"SELECT {', '.join(_shown(table))} FROM ({rows})"
    if snapshot.dropped:
        gone = "SELECT 1 FROM outdated.dropped WHERE dropped.chunk = found.chunk AND dropped.capture ="
        rows = f"SELECT * FROM ({rows}) AS found WHERE NOT EXISTS ({gone} {capture_key(table)})"
    if snapshot.moved and table.name == "captures":
        found = "coalesce(moved.path, found.path) AS path, coalesce(moved.folder, found.folder) AS folder"
        rows = (
            f"SELECT found.* REPLACE ({found}) FROM ({rows}) AS found "
            "LEFT JOIN outdated.moved ON moved.sha256 = found.sha256"
        )
    return f"SELECT {', '.join(_shown(table))} FROM ({rows})"


def _shown(table: Table) -> list[str]:
    return [column.name for column in table.columns if column.name not in ("chunk", "item")]


def _view(view: View) -> str:
    select = view.select
    for ours, theirs in _DIALECT:
        select = select.replace(ours, theirs)
    return f"CREATE VIEW {view.name} ({', '.join(name for name, _ in view.columns)}) AS {select}"
