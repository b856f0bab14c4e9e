"""The search box of the articles: what `archive query TEXT` finds, as a filter of Datasette's table page.

Datasette's own ``_search`` knows nothing of folding, AND, OR and NOT. With ``_find`` the table page finds what the
command line finds, and keeps its facets, pages and exports.
"""

from collections.abc import Awaitable, Callable
from typing import Any

from datasette.app import Datasette
from datasette.filters import FilterArguments
from datasette.utils.asgi import Request

from syria_iraq_archive.corpus.query import Question, article_condition, passage
from syria_iraq_archive.corpus.snippet import Snippet
from syria_iraq_archive.web.ask import ask

BOX = "_find"
TABLE = "articles"


def find_filter(datasette: Datasette, request: Request, table: str | None) -> FilterArguments | None:
    """The condition that what was typed into the box sets; None where that is nothing, or another table."""
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
