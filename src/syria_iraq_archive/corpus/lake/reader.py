"""DuckDB over a lake: tables and views by their declared names, of the rows that count, for a SELECT alone."""

import re
from collections.abc import Container, Iterator, Sequence
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any

from syria_iraq_archive.corpus.declare import Table, View
from syria_iraq_archive.corpus.guard import alarm
from syria_iraq_archive.corpus.lake.counting import LakeState, sql_list
from syria_iraq_archive.corpus.lake.folder import Lake
from syria_iraq_archive.corpus.lake.tables import CAPTURE_TABLES, REGISTRY_TABLES, capture_digits, said
from syria_iraq_archive.corpus.question import Condition
from syria_iraq_archive.corpus.views import PORTABLE_VIEWS
from syria_iraq_archive.errors import ArchiveError, CorpusError

if TYPE_CHECKING:
    import duckdb

_PARAMETER = re.compile(r"""'(?:[^']|'')*'|"(?:[^"]|"")*"|(?<![:\w]):(?P<name>[A-Za-z_]\w*)""")

# What SQLite allows in a view and DuckDB calls otherwise.
_DIALECT = (
    ("max(mentions.start_char - 60, 0)", "greatest(mentions.start_char - 60, 0)"),
    ("min(mentions.start_char, 60)", "least(mentions.start_char, 60)"),
    ("GROUP BY actors.id, articles.id", "GROUP BY ALL"),
)
_VIEWS = (
    """
    CREATE VIEW failures AS SELECT DISTINCT path, folder, sha256, reason FROM counting.last WHERE untaken
    """,
    """
    CREATE VIEW rejects AS SELECT DISTINCT path, folder, sha256, reason FROM counting.last WHERE outcome = 'rejected'
    """,
    """
    CREATE VIEW runs AS SELECT DISTINCT run_id, number, recipe FROM counting.runs WHERE state = 'finished'
    """,
)

# After this a statement reads the files of the lake and nothing else, and can't undo it.
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


class NamedRow(tuple[Any, ...]):
    """A row whose values also go by their columns' names, like `sqlite3.Row`."""

    names: tuple[str, ...]

    def __getitem__(self, place: Any) -> Any:
        return super().__getitem__(self.names.index(place) if isinstance(place, str) else place)


class LakeReader:
    """What counts in a lake at one moment, to be asked in DuckDB's SQL."""

    def __init__(self, connection: "duckdb.DuckDBPyConnection") -> None:
        self._connection = connection

    def execute(self, sql: str, parameters: Sequence[Any] | dict[str, Any] = ()) -> Iterator[NamedRow]:
        """The rows of a SELECT, one by one."""
        cursor = self._connection.cursor()
        cursor.execute(sql, parameters if isinstance(parameters, dict) else list(parameters))
        return _rows(cursor, tuple(column[0] for column in cursor.description or ()))

    def keep(self, name: str, sql: str, where: Condition | None = None) -> None:
        """Keep the ids and numbers that a SELECT gives as a table of this name."""
        values = list(where.parameters) if where else []
        self._connection.execute(f"CREATE OR REPLACE TABLE {name} AS FROM ({sql}) AS found (id, number)", values)

    def ask(self, sql: str, parameters: dict[str, str], seconds: float) -> tuple[tuple[str, ...], list[NamedRow]]:
        """Somebody else's SELECT: the names of its columns, and its rows. ``:name`` stands for a parameter.

        Raises `ArchiveError` if it is anything but one SELECT, or is wrong, and `TookTooLong`.
        """
        import duckdb

        sql = _with_parameters(sql, parameters)
        cursor = self._connection.cursor()
        try:
            statements = self._connection.extract_statements(sql)
            if not statements:
                raise ArchiveError("no statement to run")
            if len(statements) > 1 or statements[0].type != duckdb.StatementType.SELECT:
                raise ArchiveError("only reading is possible: one SELECT")
            with alarm(seconds, cursor.interrupt):
                cursor.execute(sql, parameters)
                names = tuple(column[0] for column in cursor.description or ())
                return names, list(_rows(cursor, names))
        except duckdb.InterruptException as error:
            raise TookTooLong(f"took longer than {seconds:g} seconds") from error
        except duckdb.Error as error:
            raise ArchiveError(str(error).partition("\n\n")[0]) from error


@contextmanager
def reading_lake(address: str, *, locked: bool = True) -> Iterator[LakeReader]:
    """The newest state of the lake at an address. `locked`, it can do nothing but read that.

    Raises `CorpusError` if there is none, or it is of another version, or its files can't be read.
    """
    lake = Lake(address)
    lake.check()
    with as_corpus_errors(lake), closing(LakeState(lake, whole=True)) as state:
        if state.registry is None:
            hint = "run the same archive ingest again"
            raise CorpusError("no run has come to its end here", place=address, hint=hint)
        connection = state.connection
        for table in CAPTURE_TABLES:
            connection.execute(f"CREATE VIEW {table.name} AS {_counting(state, table)}")
        registered = (sql for table in REGISTRY_TABLES for sql in _registered(state, table, state.registry[1]))
        for statement in (*registered, *_VIEWS, *map(_view, PORTABLE_VIEWS)):
            connection.execute(statement)
        if locked:
            paths = [file for table in CAPTURE_TABLES for file in lake.files(table.name, state.tables[table.name])]
            for statement in _LOCKS:
                connection.execute(statement.format(paths=sql_list(paths)))
        yield LakeReader(connection)


@contextmanager
def as_corpus_errors(lake: Lake) -> Iterator[None]:
    """Say in our words what DuckDB says of files that it can't read, or that aren't Parquet any more."""
    import duckdb

    try:
        yield
    except (duckdb.IOException, duckdb.InvalidInputException) as error:
        reason = str(error).partition("\n\n")[0]
        raise CorpusError(f"can't be read: {reason}", place=lake.address) from error


def _counting(state: LakeState, table: Table) -> str:
    """A SELECT of the rows that count; a capture's place is the one that counts, whichever it was written with."""
    chosen = f"found.{', found.'.join(said(table))}"
    if table is CAPTURE_TABLES[0]:
        chosen = chosen.replace("found.path", "winners.place.path").replace("found.folder", "winners.place.folder")
    return (
        f"SELECT {chosen} FROM ({state.scan(table.name, table.columns)}) AS found JOIN counting.winners "
        f"ON winners.batch = found.batch AND winners.capture = {capture_digits(table)}"
    )


def _registered(state: LakeState, table: Table, run_id: str) -> Iterator[str]:
    """The rows of a table of the registry as the run wrote them; and of other registries, what this one lacks."""
    rows, key = state.scan(table.name, table.columns), ", ".join(table.key)
    yield f"CREATE TABLE {table.name} AS SELECT {', '.join(said(table))} FROM ({rows}) WHERE run_id = '{run_id}'"
    yield (
        f"CREATE TABLE counting.{table.name} AS SELECT * FROM ({rows}) AS former ANTI JOIN {table.name} USING ({key}) "
        f"QUALIFY row_number() OVER (PARTITION BY {key} ORDER BY run_id DESC) = 1"
    )


def _view(view: View) -> str:
    select = view.select
    for ours, theirs in _DIALECT:
        select = select.replace(ours, theirs)
    return f"CREATE VIEW {view.name} ({', '.join(name for name, _ in view.columns)}) AS {select}"


def _with_parameters(sql: str, parameters: Container[str]) -> str:
    """DuckDB writes ``$name`` where SQLite writes ``:name``; in quotes, either is text.

    >>> _with_parameters("SELECT ':a', :a, '1'::INT", {"a"})
    "SELECT ':a', $a, '1'::INT"
    """
    return _PARAMETER.sub(lambda match: f"${match['name']}" if match["name"] in parameters else match[0], sql)


def _rows(cursor: "duckdb.DuckDBPyConnection", names: tuple[str, ...]) -> Iterator[NamedRow]:
    while rows := cursor.fetchmany(1_000):
        for values in rows:
            row = NamedRow(values)
            row.names = names
            yield row
