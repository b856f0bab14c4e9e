"""The Datasette plugin: this project's pages, links to them from every table, and headers on every answer."""

import re
import sqlite3
import sys
import traceback
from collections.abc import Awaitable, Callable, Generator
from typing import Any
from urllib.parse import quote

from datasette.app import Datasette
from datasette.filters import FilterArguments
from datasette.utils.asgi import Request, Response
from jinja2 import Environment
from markupsafe import Markup
from pluggy import HookimplMarker

from syria_iraq_archive import phrases
from syria_iraq_archive.corpus.functions import add_functions
from syria_iraq_archive.corpus.question import parse_days
from syria_iraq_archive.extras import is_installed
from syria_iraq_archive.web.ask import DATABASE
from syria_iraq_archive.web.desk.desk import desk_of, is_curator
from syria_iraq_archive.web.desk.log import log_page
from syria_iraq_archive.web.desk.routes import desk_routes
from syria_iraq_archive.web.marking import visible
from syria_iraq_archive.web.mistakes import said_of
from syria_iraq_archive.web.names import names_json
from syria_iraq_archive.web.pages.actor import actor_json, actor_page
from syria_iraq_archive.web.pages.article import article_page
from syria_iraq_archive.web.pages.articles import articles_page, days_json
from syria_iraq_archive.web.pages.called import called_json, called_page
from syria_iraq_archive.web.pages.citing import citation_file
from syria_iraq_archive.web.pages.compare import compare_page
from syria_iraq_archive.web.pages.downloads import articles_csv, articles_json, articles_ris
from syria_iraq_archive.web.pages.home import home
from syria_iraq_archive.web.pages.lists import actors_page, places_page, sources_page
from syria_iraq_archive.web.pages.map import article_map_json, map_json, map_page, place_json, place_page
from syria_iraq_archive.web.pages.network import network_json, network_page
from syria_iraq_archive.web.pages.timeline import timeline_json, timeline_page
from syria_iraq_archive.web.security import WRITTEN, App, secured
from syria_iraq_archive.web.served import limit
from syria_iraq_archive.web.tables import BOX, find_filter, row_page

hookimpl = HookimplMarker("datasette")  # `datasette.hookimpl`, with its types
Page = Callable[[], Awaitable[Response]]

NAME = "syria-iraq-archive"
ACTOR_COLUMNS = frozenset({"actor", "actor_id", "other", "told_to", "part_of", "speaker_actor", "speaker_actor_id"})
PLACE_COLUMNS = frozenset({"place", "place_id"})
COLUMN_WORDS = {
    "published_basis": "what the date rests on",
    "source_id": "source",
    "actor_id": "actor",
    "role": "kind of block",
}
SOURCE_COLUMNS = frozenset({"source", "source_id"})


@hookimpl
def register_routes(datasette: Datasette) -> list[tuple[str, Callable[..., Awaitable[Response]]]]:
    """The pages, and the numbers their charts draw; the desk's only if there is one."""
    return [
        *desk_routes(datasette),
        (r"^/-/archive/article/(?P<key>[^/]+)\.(?P<form>ris|bib)$", citation_file),
        (r"^/-/archive/article/(?P<key>[^/]+)/map\.json$", article_map_json),
        (r"^/-/archive/article/(?P<key>[^/]+)$", article_page),
        (r"^/-/archive/articles$", articles_page),
        (r"^/-/archive/articles\.json$", articles_json),
        (r"^/-/archive/articles\.csv$", articles_csv),
        (r"^/-/archive/articles\.ris$", articles_ris),
        (r"^/-/archive/articles/days\.json$", days_json),
        (r"^/-/archive/names\.json$", names_json),
        (r"^/-/archive/actors$", actors_page),
        (r"^/-/archive/places$", places_page),
        (r"^/-/archive/sources$", sources_page),
        (r"^/-/archive/compare/(?P<key>[^/]+)/(?P<other>[^/]+)$", compare_page),
        (r"^/-/archive/actor/(?P<id>[^/]+)\.json$", actor_json),
        (r"^/-/archive/actor/(?P<id>[^/]+)$", actor_page),
        (r"^/-/archive/timeline\.json$", timeline_json),
        (r"^/-/archive/timeline$", timeline_page),
        (r"^/-/archive/map\.json$", map_json),
        (r"^/-/archive/map$", map_page),
        (r"^/-/archive/place/(?P<id>[^/]+)\.json$", place_json),
        (r"^/-/archive/place/(?P<id>[^/]+)$", place_page),
        (r"^/-/archive/log$", log_page),
        (r"^/-/archive/called\.json$", called_json),
        (r"^/-/archive/called$", called_page),
        (r"^/-/archive/network\.json$", network_json),
        (r"^/-/archive/network$", network_page),
        (rf"^/(?P<database>{DATABASE})/(?P<table>[^/]+?)/(?P<pks>[^/]+?)(\.(?P<format>\w+))?$", row_page),
    ]


@hookimpl
def asgi_wrapper(datasette: Datasette) -> Callable[[App], App]:
    """Headers on every answer."""
    hosts = (datasette.plugin_config(NAME) or {}).get("hosts")
    return lambda app: secured(app, hosts, desk=desk_of(datasette) is not None)


@hookimpl
def skip_csrf(datasette: Datasette, scope: dict[str, Any]) -> bool:
    """Datasette's own check of forms isn't made at the desk, which makes a stricter one."""
    return desk_of(datasette) is not None and scope["path"].startswith(WRITTEN)


@hookimpl
def prepare_connection(conn: sqlite3.Connection, database: str) -> None:
    """The limits of every question; Datasette's own list of tables, which nobody else asks, needs none."""
    if database == DATABASE:
        limit(conn)
        add_functions(conn)


@hookimpl
def prepare_jinja2_environment(env: Environment) -> None:
    """The words that templates use; and whatever they print, controls in it become marks."""
    env.finalize = visible
    env.globals.update(
        search_box=BOX,
        article_url=article_url,
        actor_url=actor_url,
        place_url=place_url,
        compare_url=compare_url,
        page_url=page_url,
        has_ris=is_installed("rispy"),
        column_words=COLUMN_WORDS,
        absence=phrases.absence,
        said_of_basis=lambda basis: phrases.BASES.get(basis, basis),
    )
    env.filters.update(
        between_days=phrases.between,
        without_order=without_order,
        first_day=first_day,
        last_day=last_day,
        direction=phrases.direction,
        language_name=phrases.language_name,
        opening=phrases.opening,
    )


@hookimpl
def extra_template_vars(
    template: str, datasette: Datasette, request: Request | None
) -> Callable[[], Awaitable[dict[str, Any]]] | dict[str, Any]:
    """What the home page shows, which Datasette makes itself; and on every page, whether a curator reads it."""
    curating = {"curating": request is not None and is_curator(datasette, request)}

    async def of_home() -> dict[str, Any]:
        return await home(datasette) | curating

    return of_home if template == "index.html" else curating


@hookimpl
def filters_from_request(datasette: Datasette, request: Request, table: str | None) -> FilterArguments | None:
    """The search box of the articles."""
    return find_filter(datasette, request, table)


@hookimpl
def render_cell(value: Any, column: str, table: str | None) -> Markup | None:
    """Keys, actors and sources as links to where they are shown."""
    shown, label = (value["value"], value["label"]) if isinstance(value, dict) else (value, value)
    if column == "article_id" and isinstance(value, dict):
        return link(f"/{DATABASE}/articles/{shown}", label or "(no headline)")
    if not isinstance(shown, str) or not shown:
        return None
    if column in ("key", "story", "story_id", "linked_key"):
        return link(article_url(shown), shown)
    if column in ACTOR_COLUMNS or (table == "actors" and column == "id"):
        return link(actor_url(shown), label or shown)
    address = _address(shown, column, table)
    return None if address is None else link(address, label or shown)


def _address(shown: str, column: str, table: str | None) -> str | None:
    """Where what a cell holds is shown; None if nowhere."""
    if column in PLACE_COLUMNS or (table == "places" and column == "id"):
        return place_url(shown)
    return f"/{DATABASE}/sources/{quote(shown, safe='')}" if column in SOURCE_COLUMNS else None


@hookimpl(wrapper=True)
def handle_exception(
    datasette: Datasette, request: Request, exception: Exception
) -> Generator[None, list[Page], list[Page]]:
    """What was asked wrongly, or takes too long, as a page of ours.

    A bug is told to whoever started the server. Datasette would print what was asked wrongly, too, captures and all.
    It asks every plugin before it takes the first answer, so this is a wrapper, which drops the other answers.
    """
    yield
    status, title, message = said_of(exception, request.path)
    if status == 500:
        traceback.print_exception(exception, file=sys.stderr)

    async def page() -> Response:
        if request.path.endswith(".json"):
            return Response.json({"ok": False, "status": status, "error": str(message)}, status=status)
        context = {"status": status, "title": title, "error": message}
        return Response.html(await datasette.render_template("error.html", context, request=request), status=status)

    return [page]


def article_url(key: str) -> str:
    """Where an article is shown."""
    return f"/-/archive/article/{quote(key, safe='')}"


def place_url(id: str) -> str:
    """Where a place is shown."""
    return f"/-/archive/place/{quote(id, safe='')}"


def actor_url(id: str) -> str:
    """Where an actor is shown."""
    return f"/-/archive/actor/{quote(id, safe='')}"


def page_url(what: str, id: str) -> str:
    """Where an actor, a place or a source is shown: a source is an actor, too."""
    return place_url(id) if what == "place" else actor_url(id)


def without_order(described: str | None) -> str:
    """Datasette's description of a table's rows less its order by columns, which the table itself shows.

    >>> without_order("where source_id = shafaq-news sorted by published_latest descending")
    'where source_id = shafaq-news'
    """
    return re.sub(r"(?:^|\s)sorted by \S+(?: descending)?$", "", described or "").strip()


def first_day(typed: str) -> str:
    """The first day of a day, month or year, as a date field takes it."""
    return parse_days(typed).first if typed else ""


def last_day(typed: str) -> str:
    """The last day of a day, month or year."""
    return parse_days(typed).last if typed else ""


def compare_url(key: str, other: str) -> str:
    """Where two articles are set side by side."""
    return f"/-/archive/compare/{quote(key, safe='')}/{quote(other, safe='')}"


def link(address: str, text: str) -> Markup:
    """A link, its parts escaped."""
    return Markup('<a href="{}">{}</a>').format(address, text)
