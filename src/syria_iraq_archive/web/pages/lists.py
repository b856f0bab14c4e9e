"""The lists of actors, places and sources: those in most articles first, with a search box over all their names."""

from dataclasses import dataclass

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from syria_iraq_archive.web.ask import one_of, words
from syria_iraq_archive.web.asked import AskedArticles
from syria_iraq_archive.web.names import Directory, KnownName, directory
from syria_iraq_archive.web.pages.colours import colours_of

PAGE = 100


@dataclass(frozen=True, slots=True)
class NamesPage:
    """What the template shows."""

    what: str
    title: str
    lead: str
    typed: str | None
    sort: str | None  # of the sorts, that which is asked for
    sorts: list[str]
    listed: list[KnownName]
    found: int
    first: int  # number of the first that is listed, from 0
    unnamed: int  # that no article names, and that are listed only if they are sought

    @property
    def field(self) -> str:
        """What an address of articles calls them."""
        return f"{self.what}s"

    def articles(self, entry: KnownName) -> str:
        """The address of the articles that name it, or that it published."""
        return AskedArticles().more(self.field, entry.id).address()


_TITLES = {
    "actor": ("Actors", "Persons, groups, states, bodies, alliances and outlets that articles name."),
    "place": ("Places", "Towns, governorates, crossings, bases and camps that articles name."),
    "source": ("Sources", "Outlets that published the articles."),
}


def compose(known: Directory, what: str, typed: str | None, sort: str | None, first: int) -> NamesPage:
    """The list, from one number on. What no article names is listed only if it is sought by name."""
    entries = known.entries[what]
    found = known.finding(typed, (what,)) if typed else [entry for entry in entries if entry.articles]
    found = [entry for entry in found if sort in (None, entry.sort)]
    title, lead = _TITLES[what]
    return NamesPage(
        what=what,
        title=title,
        lead=lead,
        typed=typed,
        sort=sort,
        sorts=sorted({entry.sort for entry in entries if entry.sort}),
        listed=found[first : first + PAGE],
        found=len(found),
        first=first,
        unnamed=sum(not entry.articles for entry in entries),
    )


async def _page(datasette: Datasette, request: Request, what: str) -> Response:
    known = await directory(datasette)
    sort = one_of(request, "kind", {entry.sort for entry in known.entries[what]} - {""})
    typed = words(request, "q")
    number = request.args.get("from") or ""
    first = int(number) if number.isascii() and number.isdecimal() and len(number) < 6 else 0
    page = compose(known, what, typed, sort, first)
    context = {"page": page, "size": PAGE, "colours": colours_of(known)}
    return Response.html(await datasette.render_template("archive/names.html", context, request=request))


async def actors_page(datasette: Datasette, request: Request) -> Response:
    """``/-/archive/actors?q=…&kind=…``."""
    return await _page(datasette, request, "actor")


async def places_page(datasette: Datasette, request: Request) -> Response:
    """``/-/archive/places?q=…&kind=…``."""
    return await _page(datasette, request, "place")


async def sources_page(datasette: Datasette, request: Request) -> Response:
    """``/-/archive/sources?q=…``."""
    return await _page(datasette, request, "source")
