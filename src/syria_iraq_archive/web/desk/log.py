"""The log: who corrected what, when and why, newest first; and how each stands in the corpus. Anybody may read it."""

import sqlite3
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from syria_iraq_archive.registry.models import Correction
from syria_iraq_archive.registry.withdrawn import mark
from syria_iraq_archive.web.ask import ask, number

AT_ONCE = 50


class Entry(NamedTuple):
    """A correction as the corpus replayed it; the mark by which it can be taken back, if it can be."""

    row: sqlite3.Row
    mark: str | None


def entries_of(rows: Iterable[sqlite3.Row], known: Sequence[Correction], sha256: str) -> list[Entry]:
    """The replayed corrections of an article, newest first, with the marks of their entries in the file."""
    own = [one for one in known if one.capture == sha256]
    found = []
    for row in rows:
        same = next((one for one in own if _said(one) == tuple(row[name] for name in _SAID)), None)
        found.append(Entry(row, mark(same) if same and row["status"] == "applied" else None))
    return found[::-1]


_SAID = ("field", "value", "quote", "reason", "curator", "day")


def _said(one: Correction) -> tuple[str | None, ...]:
    return (one.field, one.value, one.quote, one.reason, one.by, one.on)


_LISTED = """
    SELECT corrections.*, captures.path, captures.sha256, articles.key, articles.headline
    FROM corrections JOIN captures ON captures.id = corrections.capture_id
         LEFT JOIN articles ON articles.id = corrections.article_id
    ORDER BY day DESC, captures.sha256, corrections.seq DESC LIMIT ? OFFSET ?
"""


async def log_page(datasette: Datasette, request: Request) -> Response:
    """``/-/archive/log``: all corrections that the corpus keeps."""
    page = number(request, "page", 1, range(1, 100_000))

    def read(connection: sqlite3.Connection) -> tuple[list[sqlite3.Row], dict[str, int]]:
        counts = dict(map(tuple, connection.execute("SELECT status, count(*) FROM corrections GROUP BY status")))
        rows = connection.execute(_LISTED, (AT_ONCE + 1, (page - 1) * AT_ONCE)).fetchall()
        return rows, counts

    rows, counts = await ask(datasette, read)
    context = {"rows": rows[:AT_ONCE], "counts": counts, "page": page, "more": len(rows) > AT_ONCE}
    return Response.html(await datasette.render_template("archive/desk/log.html", context, request=request))
