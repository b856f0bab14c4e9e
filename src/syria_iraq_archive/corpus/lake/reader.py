"""Reads a lake with DuckDB: the corpus's tables and views by their declared names, with each capture's winning rows."""

import re
from collections.abc import Container, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from syria_iraq_archive.corpus.declare import Table
from syria_iraq_archive.corpus.functions import add_functions_to_duckdb
from syria_iraq_archive.corpus.guard import alarm
from syria_iraq_archive.corpus.lake.counting import counted, sql_list
from syria_iraq_archive.corpus.lake.folder import Lake
from syria_iraq_archive.corpus.lake.tables import CAPTURE_TABLES, REGISTRY_TABLES, capture_digits, content_columns
from syria_iraq_archive.corpus.views import PORTABLE_VIEWS
from syria_iraq_archive.errors import ArchiveError, CorpusError
from syria_iraq_archive.patterns import later

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_PARAMETER = later(r"""'(?:[^']|'')*'|"(?:[^"]|"")*"|(?<![:\w]):(?P<name>[A-Za-z_]\w*)""")

# SQLite's SQL, as this program writes it, and DuckDB's for the same.
_DIALECT = (
    (r"date\((\S+), '-6 days', 'weekday 1'\)", r"strftime(date_trunc('week', CAST(\1 AS DATE)), '%Y-%m-%d')"),
    (r"GROUP BY actors\.id, (?:articles\.id|blocks\.capture_id, blocks\.seq)", "GROUP BY ALL"),
    (r" INDEXED BY \w+", ""),
)
_LAST_RUN = "SELECT run_id FROM counting.finished ORDER BY turn DESC LIMIT 1"
_DEFINITIONS = (
    "CREATE VIEW failures AS SELECT DISTINCT path, folder, sha256, reason FROM counting.last WHERE outcome = 'failed'",
    "CREATE VIEW rejects AS SELECT DISTINCT path, folder, sha256, reason FROM counting.last WHERE outcome = 'rejected'",
    "CREATE VIEW runs AS SELECT DISTINCT * FROM stored_runs",
    """
    CREATE VIEW actor_articles AS
    WITH RECURSIVE above (id, actor_id) AS (
        SELECT id, id FROM actors
        UNION SELECT above.id, part_of FROM above JOIN actors ON actors.id = actor_id WHERE part_of IS NOT NULL
    )
    SELECT above.actor_id, article_id, count(*) FILTER (above.id = above.actor_id) AS mentions
    FROM mentions JOIN above ON above.id = mentions.actor_id GROUP BY ALL
    """,
)

# After this a statement reads what is open already and nothing else, and can't undo it.
_LOCKS = (
    "SET python_enable_replacements = false",
    "SET autoinstall_known_extensions = false",
    "SET autoload_known_extensions = false",
    "SET allowed_directories = {root}",
    "SET enable_external_access = false",
    "SET lock_configuration = true",
)


class NamedRow(tuple[Any, ...]):
    """A row whose values also go by their columns' names, like `sqlite3.Row`."""

    names: tuple[str, ...]

    def __getitem__(self, place: Any) -> Any:
        return super().__getitem__(self.names.index(place) if isinstance(place, str) else place)


class LakeReader:
    """A lake's state at one moment, queried by SQL."""

    def __init__(self, connection: "DuckDBPyConnection") -> None:
        self._connection = connection

    def execute(self, sql: str, parameters: Sequence[Any] | dict[str, Any] = ()) -> Iterator[NamedRow]:
        """The rows of this program's own SELECT, translated from SQLite's SQL; they are fetched as they are read.

        Read them all before the next question: after it, this iterator gives that one's rows. Parameters are ``?`` or
        ``$name``. Raises DuckDB's own errors.
        """
        for ours, theirs in _DIALECT:
            sql = re.sub(ours, theirs, sql)
        self._connection.execute(sql, parameters if isinstance(parameters, dict) else list(parameters))
        return _rows(self._connection)

    def keep(self, name: str, sql: str, parameters: Sequence[Any] = ()) -> None:
        """Store a SELECT's rows as a table for as long as the reader lives. `name` is put into the SQL as it is."""
        self._connection.execute(f"CREATE TABLE {name} AS {sql}", list(parameters))

    def ask(self, sql: str, parameters: dict[str, str], seconds: float) -> tuple[tuple[str, ...], list[NamedRow]]:
        """Run a user's SELECT: its column names and all its rows. ``:name`` stands for a parameter.

        Raises `ArchiveError` if it is anything but one SELECT, or is wrong, or takes longer than so many `seconds`.
        """
        import duckdb

        sql = _with_parameters(sql, parameters)
        try:
            statements = self._connection.extract_statements(sql)
            if not statements:
                raise ArchiveError("no statement to run")
            if len(statements) > 1 or statements[0].type != duckdb.StatementType.SELECT:
                raise ArchiveError("only reading is possible: one SELECT")
            with alarm(seconds, self._connection.interrupt):
                self._connection.execute(sql, parameters)
                return _names(self._connection), list(_rows(self._connection))
        except duckdb.InterruptException as error:
            raise ArchiveError(f"took longer than {seconds:g} seconds", hint="allow more with --timeout") from error
        except duckdb.Error as error:
            raise ArchiveError(str(error).partition("\n\n")[0]) from error


@contextmanager
def reading_lake(address: str, *, locked: bool = True) -> Iterator[LakeReader]:
    """The newest finished state of the lake at `address`. If `locked`, its SQL reaches no file outside the lake.

    Raises `CorpusError` if there is no lake, no run has finished, it is of another version, or a file can't be read.
    """
    lake = Lake(address)
    lake.check()
    with counted(lake) as connection:
        last = connection.execute(_LAST_RUN).fetchone()
        if last is None:
            hint = "run the same archive ingest again"
            raise CorpusError("no run has come to its end here", place=address, hint=hint)
        reader = LakeReader(connection)
        for table in CAPTURE_TABLES:
            connection.execute(f"CREATE VIEW {table.name} AS {_rows_that_count(table)}")
        for table in REGISTRY_TABLES:
            columns = ", ".join(content_columns(table))
            reader.keep(table.name, f"SELECT {columns} FROM stored_{table.name} WHERE run_id = ?", last)
        for definition in _DEFINITIONS:
            connection.execute(definition)
        add_functions_to_duckdb(connection)
        for declared in PORTABLE_VIEWS:
            names = ", ".join(name for name, _ in declared.columns)
            reader.execute(f"CREATE VIEW {declared.name} ({names}) AS {declared.select}")
        for statement in _LOCKS if locked else ():
            connection.execute(statement.format(root=sql_list([f"{lake.root}/"])))
        yield reader


def _rows_that_count(table: Table) -> str:
    """A SELECT of the rows of winning captures; path and folder are the winner's, not those of the row itself."""
    chosen = f"found.{', found.'.join(content_columns(table))}"
    if table is CAPTURE_TABLES[0]:
        chosen = chosen.replace("found.path", "winners.path").replace("found.folder", "winners.folder")
    return (
        f"SELECT {chosen} FROM stored_{table.name} AS found JOIN counting.winners "
        f"ON winners.batch = found.batch AND winners.capture = {capture_digits(table)}"
    )


def _with_parameters(sql: str, parameters: Container[str]) -> str:
    """DuckDB writes ``$name`` where SQLite writes ``:name``; in quotes, either is text.

    >>> _with_parameters("SELECT ':a', :a, '1'::INT", {"a"})
    "SELECT ':a', $a, '1'::INT"
    """
    return _PARAMETER.sub(lambda match: f"${match['name']}" if match["name"] in parameters else match[0], sql)


def _names(connection: "DuckDBPyConnection") -> tuple[str, ...]:
    return tuple(column[0] for column in connection.description or ())


def _rows(connection: "DuckDBPyConnection") -> Iterator[NamedRow]:
    names = _names(connection)
    while rows := connection.fetchmany(1_000):
        for values in rows:
            row = NamedRow(values)
            row.names = names
            yield row
