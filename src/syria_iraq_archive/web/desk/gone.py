"""Corrections that can't be applied any more are taken out of force; those of captures that are gone have a page."""

from datasette.utils.asgi import Response

from syria_iraq_archive.corpus.connection import reading
from syria_iraq_archive.corpus.corrections import ABSENT, Standing, standings
from syria_iraq_archive.curating.forgetting import forget
from syria_iraq_archive.curating.workplace import Workplace
from syria_iraq_archive.errors import ArchiveError
from syria_iraq_archive.web.desk.correcting import today
from syria_iraq_archive.web.desk.queue import place_in_queue, queue_page
from syria_iraq_archive.web.desk.serving import Visit

MOST_GONE = 200  # that are listed
_GONE = "Looked at: what it was about is gone."


async def gone_page(visit: Visit, problem: ArchiveError | None = None, status: int = 200) -> Response:
    """``/-/archive/desk/gone``: the corrections of captures that aren't in the corpus."""

    def look(workplace: Workplace) -> list[Standing]:
        with reading(workplace.corpus) as connection:
            found = standings(connection, workplace.knowledge().corrections)
            return [each for each in found if each.status == ABSENT]

    gone = await visit.work(look)
    context = {
        "gone": gone[:MOST_GONE],
        "more": max(0, len(gone) - MOST_GONE),
        "done": visit.request.args.get("done") == "forgotten",
        "problem": problem,
    }
    return await visit.html("archive/desk/gone.html", context, status=status)


async def forget_correction(visit: Visit) -> Response:
    """Takes a correction out of force that can't be applied any more."""
    fields = await visit.form()
    id, reason = fields.get("correction", ""), " ".join(fields.get("reason", "").split()) or _GONE
    told = {"reason": reason, "by": visit.desk.curator, "on": today()}
    from_list = fields.get("back") == "gone"
    try:
        forgotten = await visit.work(lambda workplace: forget(workplace, id, told))
    except ArchiveError as error:
        return await (gone_page if from_list else queue_page)(visit, error, 422)
    visit.desk.done.append(forgotten.entry)
    if from_list:
        return visit.go("/gone", done="forgotten")
    return visit.go("", done="forgotten", waits=forgotten.waits, **place_in_queue(fields))
