"""Names to choose from while a curator types one."""

import sqlite3

from datasette.utils.asgi import Response

from syria_iraq_archive.web.ask import ask
from syria_iraq_archive.web.desk.serving import Visit

_MOST = 20
_LIKE = """
    SELECT DISTINCT {table}.id, {table}.name FROM {table} LEFT JOIN {names} AS names ON names.{of} = {table}.id
    WHERE instr(lower(names.name), lower(:typed)) OR instr({table}.id, lower(:typed))
          OR instr(lower({table}.name), lower(:typed))
    ORDER BY length({table}.name), {table}.id LIMIT :most
"""
_ASKED = {
    "actors": _LIKE.format(table="actors", names="actor_names", of="actor_id"),
    "sources": _LIKE.format(table="sources", names="actor_names", of="actor_id"),
    "places": _LIKE.format(table="places", names="place_names", of="place_id"),
}


async def names_json(visit: Visit) -> Response:
    """``/-/archive/desk/names.json?of=actors&q=…``: ids with their names, the shortest first."""
    asked = _ASKED.get(visit.request.args.get("of") or "", _ASKED["actors"])
    typed = (visit.request.args.get("q") or "").strip()[:100]

    def read(connection: sqlite3.Connection) -> list[list[str]]:
        rows = connection.execute(asked, {"typed": typed, "most": _MOST})
        return [list(row) for row in rows]

    return Response.json(await ask(visit.datasette, read) if typed else [])
