"""The queue at the desk: what deserves a look, one after the other; accepted, corrected or dismissed by a key."""

import sqlite3
from collections.abc import Mapping
from itertools import islice
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

from datasette.utils.asgi import Response

from syria_iraq_archive.corpus.connection import reading
from syria_iraq_archive.corpus.corrections import ABSENT, standings
from syria_iraq_archive.corpus.kept_registry import kept_digest, registry_digest
from syria_iraq_archive.curating.keeping import catch_up, keep
from syria_iraq_archive.curating.preparing import Request
from syria_iraq_archive.curating.queue import NAME, SEEKERS, QueueItem, queue
from syria_iraq_archive.curating.undoing import undo
from syria_iraq_archive.curating.workplace import Workplace
from syria_iraq_archive.errors import ArchiveError, RegistryError
from syria_iraq_archive.registry.dismissed import DismissedItem, append_dismissed, read_dismissed
from syria_iraq_archive.registry.models import Withdrawal
from syria_iraq_archive.registry.withdrawn import mark
from syria_iraq_archive.web.ask import number
from syria_iraq_archive.web.desk.correcting import today
from syria_iraq_archive.web.desk.desk import Desk
from syria_iraq_archive.web.desk.door import PREFIX
from syria_iraq_archive.web.desk.serving import Visit

AT_ONCE = 25
MOST_OPEN = 100_000  # of which it is told how many there are

KINDS: Mapping[str, tuple[str, str]] = {
    "stale": ("stale correction", "Stale corrections"),
    "contradiction": ("contradiction", "Contradictions"),
    "warning": ("warning", "Warnings"),
    "undated": ("undated", "Undated"),
    "no-source": ("no source", "No source"),
    "unsure": ("unsure", "Unsure of the page"),
    "doubtful-text": ("doubtful text", "Doubtful text"),
    "name": ("new name", "New names"),
}
"""What one of a kind is called, and what several are."""
assert KINDS.keys() == SEEKERS.keys()
_LEFT = "Looked at: there is nothing to correct."
_CONFIRMED = "Looked at: it is right as it stands."


class ToDo(NamedTuple):
    """All that is open, whether the corpus is behind its registry, and what it can't have replayed."""

    looks: list[QueueItem]
    behind: bool
    absent: int  # corrections of captures that aren't there


def to_do(connection: sqlite3.Connection, desk: Desk) -> ToDo:
    """What is open now. Names are sought anew only if the registry is another, or the number of captures."""
    knowledge = desk.workplace.knowledge()
    digest = registry_digest(knowledge)
    known = digest, connection.execute("SELECT count(*) FROM captures").fetchone()[0]
    if desk.names is None or desk.names[0] != known:
        desk.names = known, list(SEEKERS[NAME](connection, knowledge))
    looks = queue(connection, knowledge, read_dismissed(desk.workplace.dismissed), desk.names[1])
    absent = sum(each.status == ABSENT for each in standings(connection, knowledge.corrections))
    return ToDo(list(islice(looks, MOST_OPEN)), kept_digest(connection) != digest, absent)


async def _open(visit: Visit) -> ToDo:
    """What is open now; looked up anew only if the corpus or a file has changed."""

    def look(workplace: Workplace) -> ToDo:
        stamp = workplace.stamp()
        if visit.desk.seen is None or visit.desk.seen[0] != stamp:
            with reading(workplace.corpus) as connection:
                visit.desk.seen = stamp, to_do(connection, visit.desk)
        found: ToDo = visit.desk.seen[1]
        return found

    return await visit.work(look)


_DONE = {
    "saved": "Written.",
    "accepted": "Confirmed, by a correction that says so.",
    "dismissed": "Dismissed.",
    "added": "Added to the registry.",
    "undone": "Taken back.",
    "forgotten": "Out of force. The entry stays in the file.",
    "caught-up": "The corpus is in step.",
}


async def queue_page(visit: Visit, problem: ArchiveError | None = None, status: int = 200) -> Response:
    """``/-/archive/desk``: what is open, perhaps of one kind."""
    asked = visit.request.args
    found = await _open(visit)
    desk = visit.desk
    desk.begun = max(desk.begun, len(found.looks) + len(desk.done))
    kind = asked.get("kind") if asked.get("kind") in KINDS else None
    looks = [look for look in found.looks if kind in (None, look.kind)]
    page = number(visit.request, "page", 1, range(1, len(looks) // AT_ONCE + 2))
    first = (page - 1) * AT_ONCE
    counts = {name: sum(look.kind == name for look in found.looks) for name in KINDS}
    at = number(visit.request, "at", 0, range(AT_ONCE))
    context = {
        "looks": list(enumerate(looks[first : first + AT_ONCE])),
        "hrefs": [_address(look, at, kind) for at, look in enumerate(looks[first : first + AT_ONCE])],
        "kinds": [(name, several, counts[name]) for name, (_, several) in KINDS.items()],
        "labels": KINDS,
        "kind": kind,
        "open": len(found.looks),
        "begun": desk.begun,
        "finished": len(desk.done),
        "behind": found.behind,
        "absent": found.absent,
        "forgettable": any(look.correction for look in looks),
        "page_number": page,
        "more": len(looks) > first + AT_ONCE,
        "at": at,
        "done": _DONE.get(asked.get("done") or ""),
        "waits": (asked.get("waits") or "")[:300] or None,
        "problem": problem,
    }
    return await visit.html("archive/desk/queue.html", context, status=status)


def _address(look: QueueItem, at: int, kind: str | None) -> str:
    """Where it is corrected; from there the curator comes back to the same place of the queue."""
    back = {"back": "queue", "at": str(at)} | ({"kind": kind} if kind else {})
    if look.kind == "name":
        return f"{PREFIX}/name?" + urlencode({"name": look.about or "", **back})
    if look.key is None:
        return "/-/archive/log"
    said = {"field": look.field, "quote": (look.quote or "")[:800], "value": look.value}
    return f"{PREFIX}/article/{look.key}?" + urlencode({name: text for name, text in said.items() if text} | back)


def place_in_queue(fields: Mapping[str, str]) -> dict[str, str | None]:
    """Where in the queue the curator was, as the next address says it."""
    at = fields.get("at", "")
    return {
        "at": at if at.isascii() and at.isdecimal() and len(at) < 4 else None,
        "kind": fields["kind"] if fields.get("kind") in KINDS else None,
    }


async def _meant(visit: Visit, fields: Mapping[str, str]) -> QueueItem | None:
    """What a form of the queue is about; None if it isn't open any more."""
    found = await _open(visit)
    return next((look for look in found.looks if look.id == fields.get("item")), None)


async def accept(visit: Visit) -> Response:
    """Confirms what holds, by a correction that says the same."""
    fields = await visit.form()
    look = await _meant(visit, fields)
    if look is None or look.key is None or look.field is None or look.value is None:
        return visit.go("", **place_in_queue(fields))
    spot = {"quote": look.quote} if look.quote else {}
    told = {"reason": _CONFIRMED, "by": visit.desk.curator, "on": today()}
    asked = Request(look.key, look.field, look.value, spot, told)
    try:
        written = await visit.work(lambda workplace: keep(workplace, asked))
    except ArchiveError as error:
        return await queue_page(visit, error, 422)
    visit.desk.done.append((written.prepared.correction.capture, mark(written.prepared.correction)))
    return visit.go("", done="accepted", waits=written.waits, **place_in_queue(fields))


async def dismiss(visit: Visit) -> Response:
    """Leaves it as it is; it isn't asked about again unless something about it changes."""
    fields = await visit.form()
    look = await _meant(visit, fields)
    if look is None:
        return visit.go("", **place_in_queue(fields))
    try:
        entry = _dismissal(look, fields.get("reason", "").strip() or _LEFT, visit.desk.curator)
        await visit.work(lambda workplace: append_dismissed(workplace.dismissed, entry))
    except ArchiveError as error:
        return await queue_page(visit, error, 422)
    visit.desk.done.append(entry)
    return visit.go("", done="dismissed", **place_in_queue(fields))


def _dismissal(look: QueueItem, reason: str, by: str) -> DismissedItem:
    """The entry of it, without what doesn't apply."""
    item, capture, article, about = look.subject
    said = {"item": item, "capture": capture, "article": article, "about": about}
    told = {"reason": " ".join(reason.split()), "by": by, "on": today()}
    return DismissedItem.model_validate({name: value for name, value in said.items() if value is not None} | told)


async def take_back(visit: Visit) -> Response:
    """Takes back what was done last in this session: a dismissal, or a correction."""
    fields = await visit.form()
    if not visit.desk.done:
        return visit.go("", **place_in_queue(fields))
    last = visit.desk.done[-1]
    by = visit.desk.curator
    waits = None
    try:
        if isinstance(last, DismissedItem):
            again = last.model_copy(update={"again": True, "reason": f"Undo of: {last.reason}", "by": by})
            entry = DismissedItem.model_validate(again.model_dump(exclude_none=True) | {"on": today()})
            await visit.work(lambda workplace: append_dismissed(workplace.dismissed, entry))
        elif isinstance(last, Withdrawal):
            visit.desk.done.pop()
            raise RegistryError("what is out of force stays so", hint="make the correction anew, if it holds")
        elif isinstance(last, Path):
            visit.desk.done.pop()
            raise RegistryError("a name isn't taken back here", place=str(last), hint="take its entry out there")
        else:
            sha256, marked = last
            _, waits = await visit.work(lambda workplace: undo(workplace, sha256, marked, by, today()))
    except ArchiveError as error:
        return await queue_page(visit, error, 422)
    visit.desk.done.pop()
    return visit.go("", done="undone", waits=waits, **place_in_queue(fields))


async def follow_registry(visit: Visit) -> Response:
    """Brings the whole corpus into step with the registry."""
    await visit.form()
    try:
        await visit.work(catch_up)
    except ArchiveError as error:
        return await queue_page(visit, error, 409)
    return visit.go("", done="caught-up")
