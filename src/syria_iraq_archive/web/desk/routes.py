"""The addresses of the desk. Each page is for whoever came in by the door, and what is written comes by POST."""

from collections.abc import Awaitable, Callable

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from syria_iraq_archive.errors import ProjectError, RegistryError
from syria_iraq_archive.web.desk.article import article_page, preview_page, save, take_back
from syria_iraq_archive.web.desk.desk import Desk, desk_of
from syria_iraq_archive.web.desk.door import ENTRANCE, PREFIX
from syria_iraq_archive.web.desk.forms import Refused
from syria_iraq_archive.web.desk.gone import forget_correction, gone_page
from syria_iraq_archive.web.desk.name import add_name, name_page
from syria_iraq_archive.web.desk.names import names_json
from syria_iraq_archive.web.desk.queue import accept, dismiss, follow_registry, queue_page
from syria_iraq_archive.web.desk.queue import take_back as take_back_last
from syria_iraq_archive.web.desk.serving import Page, Visit

Route = tuple[str, Callable[..., Awaitable[Response]]]


def desk_routes(datasette: Datasette) -> list[Route]:
    """The desk's routes; none if there is no desk."""
    desk = desk_of(datasette)
    if desk is None:
        return []
    return [
        (rf"^{ENTRANCE}$", enter(desk)),
        *((rf"^{PREFIX}{path}$", guarded(desk, page)) for path, page in PAGES.items()),
    ]


def enter(desk: Desk) -> Callable[..., Awaitable[Response]]:
    """Takes the token out of the address, in exchange for a cookie."""

    async def page(datasette: Datasette, request: Request) -> Response:
        ahead = "prefetch" in request.headers.get("sec-purpose", "") + request.headers.get("purpose", "")
        session = None
        if request.method == "GET" and not ahead:
            session = desk.door.enter(request.args.get("token") or "")
        if session is None:
            return await turned_away(datasette, request)
        return Response.redirect(PREFIX, status=303, headers={"set-cookie": desk.door.set_cookie(session)})

    return page


async def turned_away(datasette: Datasette, request: Request) -> Response:
    """The page for whoever hasn't come in by the door."""
    html = await datasette.render_template("archive/desk/closed.html", {}, request=request)
    return Response.html(html, status=403, headers={"cache-control": "no-store"})


def guarded(desk: Desk, page: Page) -> Callable[..., Awaitable[Response]]:
    """The page for whoever has a session; nobody keeps a copy of it."""

    async def within(datasette: Datasette, request: Request) -> Response:
        session = desk.session_of(request)
        # A link of another server on this machine brings the cookie along, as if it were ours.
        if session is None or request.headers.get("sec-fetch-site", "") not in ("", "same-origin", "none"):
            return await turned_away(datasette, request)
        visit = Visit(datasette, request, desk, session)
        try:
            response = await page(visit)
        except Refused as refused:
            response = Response.text(refused.sentence, status=refused.status)
        except (RegistryError, ProjectError) as error:  # a file that somebody has broken by hand
            response = await visit.html("archive/desk/problem.html", {"problem": error}, status=409)
        response.headers["cache-control"] = "no-store"
        return response

    return within


async def leave(visit: Visit) -> Response:
    """Ends the session."""
    await visit.form()
    visit.desk.door.leave()
    response = Response.redirect("/", status=303)
    response.headers["set-cookie"] = visit.desk.door.forget_cookie()
    return response


PAGES: dict[str, Page] = {
    "": queue_page,
    "/accept": accept,
    "/dismiss": dismiss,
    "/forget": forget_correction,
    "/gone": gone_page,
    "/undo": take_back_last,
    "/catch-up": follow_registry,
    "/name": name_page,
    "/name/add": add_name,
    "/leave": leave,
    r"/names\.json": names_json,
    r"/article/(?P<key>[^/]+)": article_page,
    r"/article/(?P<key>[^/]+)/preview": preview_page,
    r"/article/(?P<key>[^/]+)/save": save,
    r"/article/(?P<key>[^/]+)/undo": take_back,
}
