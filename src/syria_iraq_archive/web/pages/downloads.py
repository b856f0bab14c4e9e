"""What a question finds, to take along: as JSON, CSV and RIS, so many articles at a time."""

import csv
import io
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from syria_iraq_archive.corpus.paging import articles_after
from syria_iraq_archive.corpus.query import COLUMNS, passage
from syria_iraq_archive.corpus.read import read_article
from syria_iraq_archive.corpus.snippet import Snippet, plain
from syria_iraq_archive.export.references import Reference, reference_to, ris_of
from syria_iraq_archive.harmless import no_formula
from syria_iraq_archive.web.ask import ask
from syria_iraq_archive.web.pages.articles import (
    MOST_REFERENCES,
    MOST_ROWS,
    is_frequent,
    key_of,
    order_of,
    understood_of,
    widened,
)

Row = sqlite3.Row


async def _found(datasette: Datasette, request: Request, most: int) -> list[tuple[Row, Snippet]]:
    """The articles for a download, from the key on that the address gives."""
    understood, known = await understood_of(datasette, request)
    after = key_of(request, "after")

    def found(connection: sqlite3.Connection) -> list[tuple[Row, Snippet]]:
        question, _ = widened(understood.question, understood.asked, known)
        many = is_frequent(connection, question)
        question = replace(question, order=order_of(question, many=many), limit=most)
        rows = articles_after(connection, question, after)
        return [(row, passage(connection, question, row["key"])) for row in rows]

    return await ask(datasette, found)


async def articles_json(datasette: Datasette, request: Request) -> Response:
    """``/-/archive/articles.json``, with the same parameters: at most `MOST_ROWS` articles, with their snippets."""
    found = await _found(datasette, request, MOST_ROWS)
    rows = [dict(zip((*COLUMNS, "snippet"), cells, strict=True)) for cells in _cells(found)]
    return Response.json({"articles": rows, "after": rows[-1]["key"] if len(rows) == MOST_ROWS else None})


async def articles_csv(datasette: Datasette, request: Request) -> Response:
    """``/-/archive/articles.csv``, as `archive query --csv`: a cell that a spreadsheet would run is made harmless."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow((*COLUMNS, "snippet"))
    for cells in _cells(await _found(datasette, request, MOST_ROWS)):
        writer.writerow([no_formula(cell) for cell in cells])
    headers = {"content-disposition": 'attachment; filename="articles.csv"'}
    return Response(text.getvalue(), content_type="text/csv; charset=utf-8", headers=headers)


def _cells(found: Iterable[tuple[Row, Snippet]]) -> Iterator[tuple[Any, ...]]:
    return ((*row, plain(snippet)) for row, snippet in found)


async def articles_ris(datasette: Datasette, request: Request) -> Response:
    """``/-/archive/articles.ris``, with the same parameters: at most `MOST_REFERENCES` references."""
    found = await _found(datasette, request, MOST_REFERENCES)

    def references(connection: sqlite3.Connection) -> list[Reference]:
        return [reference_to(read_article(connection, row["key"])) for row, _ in found]

    text = ris_of(await ask(datasette, references))
    headers = {"content-disposition": 'attachment; filename="articles.ris"'}
    return Response(text, content_type="application/x-research-info-systems; charset=utf-8", headers=headers)
