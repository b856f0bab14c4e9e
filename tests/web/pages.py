"""What the tests of the pages share: a hostile capture, and a corpus served without a network."""

import asyncio
from dataclasses import dataclass, replace
from pathlib import Path

from datasette.app import Datasette

from syria_iraq_archive.records import Basis, DateMention, Mention, ParsedCapture, PlaceMention, Quote, Role
from syria_iraq_archive.registry.models import Place, PlaceKind
from syria_iraq_archive.spans import Span
from syria_iraq_archive.web.server import application
from tests.factories import Page, dated, make_corpus, registry, undated

HOSTILE_HEADLINE = '<script>alert("headline")</script><img src=x onerror=alert(1)>'
HOSTILE_BODY = (
    "\"><svg onload=alert(2)> {{ 7 * 7 }} </span></div><a href='javascript:alert(3)'>Iran</a> \u202eevil & so on."
)
HOSTILE_NAME = "Abu <b>Omar</b>"


def hostile(path: str = "<b>evil</b>.txt") -> ParsedCapture:
    """A capture that would take the page over if anything of it were not escaped."""
    page = Page(f"{HOSTILE_HEADLINE}\n\n{HOSTILE_BODY}\n\n“<i>We</i> will.” said {HOSTILE_NAME}.\n", path)
    page.lay(Role.HEADLINE, HOSTILE_HEADLINE)
    page.lay(Role.PARAGRAPH, HOSTILE_BODY)
    page.lay(Role.PARAGRAPH, f"“<i>We</i> will.” said {HOSTILE_NAME}.")
    quote = Quote(
        span=page.span("“<i>We</i> will.”"),
        text="<i>We</i> will.",
        kind="speech",
        speaker=HOSTILE_NAME,
        actor="iran",
        told_to="example-news",
        cue="said",
        rule="quote-cue-speaker",
    )
    article = (
        undated()
        .articles[0]
        .model_copy(
            update={
                "source": "example-news",
                "headline": HOSTILE_HEADLINE,
                "standfirst": HOSTILE_BODY,
                "byline": HOSTILE_NAME,
                "dateline": HOSTILE_NAME,
                "published": "2024-12-05",
                "published_earliest": "2024-12-05",
                "published_latest": "2024-12-05",
                "published_basis": Basis.PRINTED,
                "body": HOSTILE_BODY,
                "mentions": (Mention(actor="iran", span=page.span("Iran"), surface="Iran", rule="name"),),
                "quotes": (quote,),
                "dates": (
                    DateMention(
                        span=page.span("& so on"),
                        surface="& so on",
                        earliest="2024-12-04",
                        latest="2024-12-04",
                        timex="2024-12-04",
                    ),
                ),
            }
        )
    )
    return page.parsed(article)


def arabic(path: str = "c.txt") -> ParsedCapture:
    """A capture in Arabic."""
    page = Page("عودة القطار\n\nوصل القطار إلى السلمية.\n", path)
    page.lay(Role.HEADLINE, "عودة القطار")
    page.lay(Role.PARAGRAPH, "وصل القطار إلى السلمية.")
    body = "وصل القطار إلى السلمية."
    start = page.text.index("السلمية")
    named = PlaceMention(
        place="salamiyah", span=Span(start, start + 7), surface="السلمية", precision=1, candidates=(), rule="name"
    )
    update = {"headline": "عودة القطار", "body": body, "language": "ar", "mentions": (), "places": (named,)}
    return page.parsed(undated().articles[0].model_copy(update=update))


SALAMIYAH = Place(
    id="salamiyah",
    name="Salamiyah",
    kind=PlaceKind.TOWN,
    part_of="hama-governorate",
    country="SY",
    point="35.011 37.053",
    source="https://places.example/2",
)
CAPTURES = (dated(), undated(), hostile(), arabic())
KEYS = [f"{capture.capture.sha256[:16]}-1" for capture in CAPTURES]
DATED, UNDATED, HOSTILE, ARABIC = KEYS

PAGES = (
    "/",
    "/archive",
    "/archive/articles",
    "/archive/articles?_find=hama",
    "/archive/articles?_as=table",
    "/archive/article_list",
    "/archive/mentions",
    "/archive/captures",
    "/archive/captures/1",
    "/archive/most-named",
    "/archive/in-context?actor=Turkey",
    "/archive?sql=select+*+from+articles",
    *(f"/-/archive/article/{key}" for key in KEYS),
    "/-/archive/actor/iran",
    "/-/archive/actor/turkey",
    "/-/archive/actor/turkish-army",
    "/-/archive/actor/example-news",
    "/-/archive/articles",
    "/-/archive/articles?q=hama&actor=turkey&from=2024&certain=1",
    "/-/archive/articles?q=turkey&language=en&basis=unknown&basis=inferred&sort=oldest",
    "/-/archive/actors",
    "/-/archive/places?q=hama",
    "/-/archive/sources",
    f"/-/archive/article/{DATED}?q=hama&sort=relevance&quote=Turkish+officials",
    "/-/archive/timeline",
    "/-/archive/network?shared=1",
    "/-/archive/network?actor=turkey&states=0",
    "/-/archive/map",
    "/-/archive/map?kind=governorate",
    "/-/archive/place/salamiyah",
    "/-/archive/place/hama-governorate",
    "/-/archive/called",
    "/-/archive/called?term=reb*&voice=outlet",
)


def corpus_of_pages(folder: Path) -> Path:
    """A corpus with one article for each thing a page must cope with."""
    known = registry()
    knowledge = replace(known, gazetteer={**known.gazetteer, SALAMIYAH.id: SALAMIYAH})
    return make_corpus(folder / "some-file.db", *CAPTURES, knowledge=knowledge)


@dataclass(frozen=True)
class Answer:
    """What the server answered."""

    status: int
    text: str
    headers: dict[str, str]


class Site:
    """The pages of a corpus, asked for without a network."""

    def __init__(self, path: Path) -> None:
        self.datasette: Datasette = application(path)

    def get(self, address: str, **headers: str) -> Answer:
        """The answer to a GET."""

        async def asked() -> Answer:
            await self.datasette.invoke_startup()
            got = await self.datasette.client.get(address, headers=headers)
            return Answer(got.status_code, got.text, dict(got.headers))

        return asyncio.run(asked())
