"""Names to choose from while a curator types one."""

import sqlite3

from datasette.utils.asgi import Response

from syria_iraq_archive.web.ask import ask
from syria_iraq_archive.web.desk.serving import Visit

_MOST = 20
_LIKE = """
    SELECT DISTINCT {table}.id, {table}.name FROM {table} LEFT JOIN actor_names ON actor_id = {table}.id
    WHERE instr(lower(actor_names.name), lower(:typed)) OR instr({table}.id, lower(:typed))
          OR instr(lower({table}.name), lower(:typed))
    ORDER BY length({table}.name), {table}.id LIMIT :most
"""


async def names_json(visit: Visit) -> Response:
    """``/-/archive/desk/names.json?of=actors&q=…``: ids with their names, the shortest first."""
    table = "sources" if visit.request.args.get("of") == "sources" else "actors"
    typed = (visit.request.args.get("q") or "").strip()[:100]

    def read(connection: sqlite3.Connection) -> list[list[str]]:
        rows = connection.execute(_LIKE.format(table=table), {"typed": typed, "most": _MOST})
        return [list(row) for row in rows]

    return Response.json(await ask(visit.datasette, read) if typed else [])
