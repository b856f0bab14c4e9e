"""The tables of the corpus as they leave it: the same tables and columns, whatever the format; see `portable`.

Internal columns are left out.
"""

from collections.abc import Iterator

from syria_iraq_archive.corpus.declare import Column, Table
from syria_iraq_archive.corpus.rows import Row
from syria_iraq_archive.corpus.schema import is_numbered, is_portable, portable
from syria_iraq_archive.corpus.tables import TABLES, table
from syria_iraq_archive.export.chosen import Chosen


def exported_tables() -> tuple[Table, ...]:
    """The declarations of the tables as exported, in order."""
    return tuple(map(portable, TABLES))


def exported_rows(chosen: Chosen, name: str) -> Iterator[Row]:
    """The chosen rows of a table, with the columns of its exported declaration, sorted by what identifies them."""
    declared = table(name)
    first = declared.column(declared.key[0])
    driver = f"chosen_{first.references or name}"  # its rows lead to ours, in order, along the key
    columns = ", ".join(
        f"{driver}.identity" if column == first else _expression(declared, column)
        for column in filter(is_portable, declared.columns)
    )
    order = ", ".join([f"{driver}.identity", *(f"{name}.{column}" for column in declared.key[1:])])
    yield from map(
        tuple,
        chosen.connection.execute(
            f"SELECT {columns} FROM {driver} CROSS JOIN {name} ON {name}.{first.name} = {driver}.id "
            f"WHERE {_belonging(declared)} ORDER BY {order}"
        ),
    )


def _expression(declared: Table, column: Column) -> str:
    """What stands for a column: for a number the identity of the row that has it."""
    if column.references is None or not is_numbered(column.references):
        return f"{declared.name}.{column.name}"
    identity = table(column.references).unique[0][0]
    return f"(SELECT {identity} FROM {column.references} WHERE id = {declared.name}.{column.name})"


def _belonging(declared: Table) -> str:
    """A capture's blocks that belong to an article which isn't chosen are left out; chrome belongs to none."""
    optional = [column for column in declared.columns if column.references == "articles" and column.nullable]
    conditions = [f"({c.name} IS NULL OR {c.name} IN (SELECT id FROM chosen_articles))" for c in optional]
    return " AND ".join(conditions) or "TRUE"
