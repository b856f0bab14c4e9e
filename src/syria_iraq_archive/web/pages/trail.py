"""The way from an article back to the hits it stands among, and on to the next: the question is in the address."""

import sqlite3
from dataclasses import dataclass, replace

from datasette.app import Datasette
from datasette.utils.asgi import Request

from syria_iraq_archive.corpus.paging import articles_after
from syria_iraq_archive.web.ask import ask
from syria_iraq_archive.web.asked import read_address, understand
from syria_iraq_archive.web.names import directory
from syria_iraq_archive.web.pages.articles import ARTICLE, is_frequent, key_of, order_of, widened


@dataclass(frozen=True, slots=True)
class Trail:
    """Addresses of the hits beside an article, and of the page of hits it stands on."""

    back: str
    previous: str | None
    next: str | None


async def trail_of(datasette: Datasette, request: Request, key: str) -> Trail | None:
    """The trail of the article with this key; None if the address asks nothing."""
    asked = read_address(request)
    if not asked.pairs:
        return None
    known = await directory(datasette)
    here = {name: value for name in ("after", "before") if (value := key_of(request, name))}

    def beside(connection: sqlite3.Connection) -> Trail:
        understood = understand(connection, asked, known)
        question, _ = widened(understood.question, understood.asked, known)
        order = order_of(question, many=is_frequent(connection, question))
        question = replace(question, order=order, limit=1)

        def address(*, backwards: bool) -> str | None:
            rows = articles_after(connection, question, key, backwards=backwards)
            return understood.asked.address(f"{ARTICLE}{rows[0]['key']}", **here) if rows else None

        back = f"{understood.asked.address(**here)}#hit-{key}"
        return Trail(back, address(backwards=True), address(backwards=False))

    return await ask(datasette, beside)
