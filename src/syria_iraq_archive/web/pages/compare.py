"""The page that sets two articles side by side, each in its column: what both have, and what only one says."""

import sqlite3
from dataclasses import dataclass

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from syria_iraq_archive.corpus.read import find_article
from syria_iraq_archive.corpus.stories.comparing import Compared, are_of_one_language, side_by_side
from syria_iraq_archive.corpus.stories.found import rests_on, story_of
from syria_iraq_archive.phrases import direction
from syria_iraq_archive.web.ask import ask

Row = sqlite3.Row
TITLES = {
    "actor": "Who is named",
    "place": "Places",
    "number": "Numbers",
    "day": "Days",
    "designation": "What parties are called",
    "quote": "What was said",
    "only one says": "What only one says",
}


@dataclass(frozen=True, slots=True)
class ComparedKind:
    """A kind of thing: what both have, what the first alone has, what the second alone has."""

    kind: str
    title: str
    both: list[Compared]
    one: list[Compared]
    other: list[Compared]


@dataclass(frozen=True, slots=True)
class ComparePage:
    """What the template shows."""

    one: Row
    other: Row
    directions: tuple[str, str]
    sections: list[ComparedKind]
    names: dict[str, str]  # of actors
    sentences_compared: bool
    same_story: bool
    rests_on: str  # what links the second to their story


def compose(connection: sqlite3.Connection, key: str, other_key: str) -> ComparePage:
    """Everything the page shows of the two. Raises `UnknownName` if a key fits none, or several."""
    one, other = find_article(connection, key), find_article(connection, other_key)
    rows = list(side_by_side(connection, one, other))
    sections = [
        ComparedKind(
            kind,
            title,
            [row for row in rows if row.kind == kind and row.in_both],
            [row for row in rows if row.kind == kind and not row.other],
            [row for row in rows if row.kind == kind and not row.one],
        )
        for kind, title in TITLES.items()
        if any(row.kind == kind for row in rows)
    ]
    reports = {report["key"]: report for report in story_of(connection, one["key"])}
    report = reports.get(other["key"])
    return ComparePage(
        one=one,
        other=other,
        directions=(direction(one["language"]), direction(other["language"])),
        sections=sections,
        names=dict(map(tuple, connection.execute("SELECT id, name FROM actors"))),
        sentences_compared=are_of_one_language(one, other),
        same_story=report is not None,
        rests_on=rests_on(report) if report else "",
    )


async def compare_page(datasette: Datasette, request: Request) -> Response:
    """``/-/archive/compare/KEY/KEY``; keys cut short lead to the whole ones."""
    keys = request.url_vars["key"], request.url_vars["other"]
    page = await ask(datasette, lambda connection: compose(connection, *keys))
    whole = page.one["key"], page.other["key"]
    if keys != whole:
        return Response.redirect(f"/-/archive/compare/{whole[0]}/{whole[1]}")
    return Response.html(await datasette.render_template("archive/compare.html", {"page": page}, request=request))
