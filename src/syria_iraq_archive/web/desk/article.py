"""An article at the desk: its capture, in which words and blocks are selected, and a form that says what they are."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from datasette.utils.asgi import Response

from syria_iraq_archive.corpus.read import Dossier, read_article
from syria_iraq_archive.curating.effects import Effect, effects
from syria_iraq_archive.curating.keeping import Meanwhile, keep, marks
from syria_iraq_archive.curating.preparing import Prepared, prepare
from syria_iraq_archive.curating.undoing import undo
from syria_iraq_archive.errors import ArchiveError
from syria_iraq_archive.phrases import direction
from syria_iraq_archive.registry.withdrawn import mark
from syria_iraq_archive.registry.writing import entry_text
from syria_iraq_archive.web.ask import ask
from syria_iraq_archive.web.desk.correcting import CHOICES, reading_of, request_of, today, told_here, upset
from syria_iraq_archive.web.desk.door import PREFIX
from syria_iraq_archive.web.desk.log import Entry, entries_of
from syria_iraq_archive.web.desk.queue import place_in_queue
from syria_iraq_archive.web.desk.serving import Visit
from syria_iraq_archive.web.marking import Annotations, Stretch, stretches

MOST_EFFECTS = 60


@dataclass(frozen=True, slots=True)
class Preview:
    """What is going to be written, and what the archive becomes with it."""

    entry: str
    reading: str | None
    effects: list[Effect]
    more: int  # effects that aren't listed
    upset: list[str]


@dataclass(frozen=True, slots=True)
class DeskArticle:
    """What the template shows."""

    dossier: Dossier
    direction: str
    stretches: list[Stretch]
    siblings: list[sqlite3.Row]
    facts: list[tuple[str, str | None, str]]  # field, value, basis
    warnings: list[tuple[str, str]]  # field, warning


FACTS = ("source_id", "headline", "kicker", "standfirst", "byline", "dateline", "published", "language")


def compose(connection: sqlite3.Connection, key: str) -> DeskArticle:
    """What the page shows of the article. Raises `UnknownName` if the key fits none, or several."""
    dossier = read_article(connection, key)
    article = dossier.article
    bases: dict[str, str] = {}
    for claim in dossier.claims:
        curated = claim["basis"] == "curated" and claim["warning"] is None
        if curated or claim["field"] not in bases:
            bases[claim["field"]] = claim["basis"]
    siblings = connection.execute(
        "SELECT key, headline FROM articles WHERE capture_id = ? ORDER BY seq", (article["capture_id"],)
    ).fetchall()
    marked = Annotations(mentions=dossier.mentions)
    return DeskArticle(
        dossier,
        direction(article["language"]),
        list(stretches(dossier.capture["text"], dossier.blocks, marked)),
        siblings,
        [(name.removesuffix("_id"), article[name], bases.get(name.removesuffix("_id"), "")) for name in FACTS],
        list(
            dict.fromkeys(
                (row["field"], row["warning"])
                for row in dossier.claims
                if row["warning"] and bases.get(row["field"]) != "curated"
            )
        ),
    )


async def article_page(visit: Visit) -> Response:
    """``/-/archive/desk/article/KEY``, with what the address suggests filled in."""
    asked = visit.request.args
    names = ("field", "value", "quote", "reason", "back", "at", "kind", "instead_of")
    given = {name: (asked.get(name) or "")[:1000] for name in names}
    given["field"] = given["field"] or "role"
    done = {"saved": "Written.", "undone": "Taken back, by a new entry."}.get(asked.get("done") or "")
    return await _shown(visit, given, done=done, waits=(asked.get("waits") or "")[:300] or None)


async def _shown(
    visit: Visit,
    given: Mapping[str, str],
    *,
    problem: ArchiveError | None = None,
    preview: Preview | None = None,
    status: int = 200,
    **more: Any,
) -> Response:
    key = visit.request.url_vars["key"]
    page = await ask(visit.datasette, lambda connection: compose(connection, key))
    whole = page.dossier.article["key"]
    if key != whole:
        return Response.redirect(f"{PREFIX}/article/{whole}")
    sha256 = page.dossier.capture["sha256"]
    known = await visit.work(lambda workplace: workplace.knowledge().corrections)
    entries: list[Entry] = entries_of(page.dossier.corrections, known, sha256)
    context = {
        "page": page,
        "given": given,
        "choices": CHOICES,
        "problem": problem and told_here(problem),
        "preview": preview,
        "seen": more.pop("seen", None) or marks(known, sha256),
        "entries": entries,
        **more,
    }
    return await visit.html("archive/desk/article.html", context, status=status)


async def preview_page(visit: Visit) -> Response:
    """What would become of the capture; as a part of a page if that is asked for. Nothing is written."""
    fields = await visit.form()
    key = visit.request.url_vars["key"]
    text = await _text(visit, key)
    problem: ArchiveError | None = None
    preview: Preview | None = None

    try:
        reason = fields.get("reason", "").strip() or "…"
        asked = request_of({**fields, "reason": reason}, key, text, visit.desk.curator)
    except ArchiveError as error:
        problem = error
    else:
        try:
            preview = await visit.work(
                lambda workplace: preview_of(
                    prepare(asked, known := workplace.knowledge(), workplace.corpus, workplace.pipeline(known))
                )
            )
        except ArchiveError as error:
            problem = error
    if fields.get("part") == "1":
        return await visit.html(
            "archive/desk/_preview.html", {"preview": preview, "problem": problem and told_here(problem)}
        )
    status = 422 if problem else 200
    return await _shown(visit, fields, problem=problem, preview=preview, status=status, seen=fields.get("seen"))


def preview_of(prepared: Prepared) -> Preview:
    """What a template shows of a correction that isn't written yet."""
    found = list(effects(prepared.before, prepared.after)) if prepared.before and prepared.after else []
    return Preview(
        entry_text(prepared.correction),
        reading_of(prepared.correction.field, prepared.correction.value),
        found[:MOST_EFFECTS],
        max(0, len(found) - MOST_EFFECTS),
        upset(prepared),
    )


async def save(visit: Visit) -> Response:
    """Writes the correction; if somebody has corrected the same meanwhile, shows both first."""
    fields = await visit.form()
    key = visit.request.url_vars["key"]
    try:
        asked = request_of(fields, key, await _text(visit, key), visit.desk.curator)
        written = await visit.work(lambda workplace: keep(workplace, asked, fields.get("seen", "")))
    except Meanwhile as met:
        theirs = [entry_text(one) for one in met.others]
        return await _shown(visit, fields, status=409, theirs=theirs)
    except ArchiveError as error:
        return await _shown(visit, fields, problem=error, status=422, seen=fields.get("seen"))
    if fields.get("back") == "queue":
        visit.desk.done.append((written.prepared.correction.capture, mark(written.prepared.correction)))
        return visit.go("", done="saved", waits=written.waits, **place_in_queue(fields))
    whole = f"{written.prepared.correction.capture[:16]}-{key.rpartition('-')[2]}"
    return visit.go(f"/article/{whole}", done="saved", waits=written.waits)


async def take_back(visit: Visit) -> Response:
    """Takes a correction back, by new entries."""
    fields = await visit.form()
    key = visit.request.url_vars["key"]
    dossier = await ask(visit.datasette, lambda connection: read_article(connection, key))
    sha256 = dossier.capture["sha256"]
    marked, by = fields.get("mark", ""), visit.desk.curator
    try:
        _, waits = await visit.work(lambda workplace: undo(workplace, sha256, marked, by, today()))
    except ArchiveError as error:
        return await _shown(visit, {"field": "role"}, problem=error, status=422)
    return visit.go(f"/article/{key}", done="undone", waits=waits)


async def _text(visit: Visit, key: str) -> str:
    """The text of the capture that the article stands in."""
    dossier = await ask(visit.datasette, lambda connection: read_article(connection, key))
    return str(dossier.capture["text"])
