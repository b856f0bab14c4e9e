"""A new actor for the project's registry: the form for a name that the queue suggests."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from datasette.utils.asgi import Response

from syria_iraq_archive.curating.names import add_entry, check_entry, file_of, new_entry
from syria_iraq_archive.curating.workplace import Workplace
from syria_iraq_archive.errors import ArchiveError
from syria_iraq_archive.registry.models import Kind
from syria_iraq_archive.web.desk.queue import place_in_queue
from syria_iraq_archive.web.desk.serving import Visit

_GIVEN = ("kind", "country", "part_of", "note")


async def name_page(visit: Visit) -> Response:
    """``/-/archive/desk/name?name=…``."""
    asked = visit.request.args
    given = {key: (asked.get(key) or "")[:500] for key in ("name", "at", "kind")}
    return await _shown(visit, {"name": given["name"], "at": given["at"], "queue_kind": given["kind"]})


async def _shown(
    visit: Visit, given: Mapping[str, str], problem: ArchiveError | None = None, status: int = 200
) -> Response:
    context = {"given": given, "sorts": [kind.value for kind in Kind], "problem": problem}
    return await visit.html("archive/desk/name.html", context, status=status)


async def add_name(visit: Visit) -> Response:
    """Checks the entry beside all others, and adds it to the file of the project."""
    fields = await visit.form()
    given: dict[str, Any] = {key: fields.get(key, "").strip() or None for key in _GIVEN}
    also = [line.strip() for line in fields.get("also", "").splitlines() if line.strip()]

    def add(workplace: Workplace) -> Path:
        entry = new_entry(fields.get("name", "").strip(), given, also=also, id=fields.get("id", "").strip() or None)
        file = workplace.own_file("actors") or file_of(workplace.project, "actors")
        check_entry("actors", entry, file, workplace.files.folders)
        add_entry("actors", entry, file)
        return file

    try:
        visit.desk.done.append(await visit.work(add))
    except ArchiveError as error:
        return await _shown(visit, fields, error, 422)
    return visit.go(
        "", done="added", **place_in_queue({"at": fields.get("at", ""), "kind": fields.get("queue_kind", "")})
    )
