"""What we change in Datasette's own pages of tables and rows: the search box of the articles, and keys of rows.

Datasette's own ``_search`` knows nothing of folding, AND, OR and NOT. With ``_find`` the table page finds what
`archive query TEXT` finds, and keeps its facets, pages and exports.
"""

from collections.abc import Awaitable, Callable
from typing import Any, cast

from datasette.app import Datasette
from datasette.filters import FilterArguments
from datasette.utils import tilde_decode, urlsafe_components
from datasette.utils.asgi import NotFound, Request, Response
from datasette.views.row import RowView

from syria_iraq_archive.corpus.query import Question, article_condition, passage
from syria_iraq_archive.corpus.snippet import Snippet
from syria_iraq_archive.web.ask import DATABASE, ask

BOX = "_find"
TABLE = "articles"


def find_filter(datasette: Datasette, request: Request, table: str | None) -> FilterArguments | None:
    """The condition that what was typed into the box sets; None if that is nothing, or if the table is another."""
    text = (request.args.get(BOX) or "").strip()
    if table != TABLE or not text:
        return None
    question = Question(text=text)
    condition = article_condition(question)
    sql, parameters = condition.sql, {}
    for number, value in enumerate(condition.parameters):
        sql = sql.replace("?", f":{BOX}{number}", 1)
        parameters[f"{BOX}{number}"] = value
    context: dict[str, Any] = {"find": text, "passage": _passages(datasette, question)}
    return FilterArguments([sql], parameters, [f"text has “{text}”"], context)


def _passages(datasette: Datasette, question: Question) -> Callable[[str], Awaitable[Snippet]]:
    """A function that gives, for an article's key, the passage that shows why it was found."""

    async def passage_in(key: str) -> Snippet:
        return await ask(datasette, lambda connection: passage(connection, question, key))

    return passage_in


async def row_page(datasette: Datasette, request: Request) -> Response:
    """``/archive/TABLE/KEY``: Datasette's page; not found if the key has more or fewer parts than the table's keys.

    Datasette itself ignores the parts that are too many, and so shows another row than was asked for.
    """
    database = datasette.get_database(DATABASE)
    table = tilde_decode(request.url_vars["table"])
    if not await database.table_exists(table):
        raise NotFound(f"There is no table {table!r}")
    columns = await database.primary_keys(table) or ["rowid"]
    if len(urlsafe_components(request.url_vars["pks"])) != len(columns):
        raise NotFound(f"A key of {table} has {len(columns)} parts: {', '.join(columns)}")
    return cast(Response, await RowView(datasette).dispatch_request(request))
