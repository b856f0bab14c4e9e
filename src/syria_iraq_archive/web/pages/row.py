"""The page of a row: Datasette's, of a row that is there."""

from typing import cast

from datasette.app import Datasette
from datasette.utils import tilde_decode, urlsafe_components
from datasette.utils.asgi import NotFound, Request, Response
from datasette.views.row import RowView

from syria_iraq_archive.web.ask import DATABASE


async def row_page(datasette: Datasette, request: Request) -> Response:
    """``/archive/TABLE/KEY``: Datasette leaves out of account what a key has beyond the parts that the table's have."""
    database = datasette.get_database(DATABASE)
    table = tilde_decode(request.url_vars["table"])
    if not await database.table_exists(table):
        raise NotFound(f"There is no table {table!r}")
    columns = await database.primary_keys(table) or ["rowid"]
    if len(urlsafe_components(request.url_vars["pks"])) != len(columns):
        raise NotFound(f"A key of {table} has {len(columns)} parts: {', '.join(columns)}")
    return cast(Response, await RowView(datasette).dispatch_request(request))
