"""The pages as a person meets them, in a real chromium: they open, answer to pointer and keyboard, and draw.

Run by ``make check-all``. Chromium is Debian's; playwright only drives it.
"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.web.pages import ARABIC, DATED, HOSTILE, PAGES
from tests.web.served import served

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
AXE = Path(__file__).parent / "axe/axe.min.js"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SCREENS = {
    "light": {"viewport": {"width": 1360, "height": 900}, "color_scheme": "light"},
    "dark": {"viewport": {"width": 1360, "height": 900}, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 390, "height": 844}, "color_scheme": "light", "has_touch": True},
}
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium here: apt-get install chromium"),
    # Playwright's own loop may be collected after the test that used it.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]


@dataclass
class Visit:
    """A browser's page, and all that it complained of or asked for."""

    page: Page
    base: str
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def open(self, address: str) -> Page:
        """Go there, and wait until everything is loaded and drawn."""
        self.page.goto(self.base + address)
        for drawing in self.page.locator("[data-chart]").all():
            drawing.locator("> *").first.wait_for()
        return self.page


@pytest.fixture(scope="module")
def base(web_corpus: Path) -> Iterator[str]:
    with served(web_corpus) as address:
        yield address.rstrip("/")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(params=["light"])
def visit(request: pytest.FixtureRequest, browser: Browser, base: str) -> Iterator[Visit]:
    options: Any = SCREENS[request.param]
    context = browser.new_context(**options)
    page = context.new_page()
    visit = Visit(page, base)
    page.on("request", lambda asked: visit.requests.append(asked.url))
    page.on("pageerror", lambda error: visit.complaints.append(str(error)))
    page.on("console", lambda said: visit.complaints.append(said.text) if said.type == "error" else None)
    page.on("dialog", lambda dialog: visit.complaints.append(f"dialog {dialog.message}"))
    yield visit
    context.close()


on_every_screen = pytest.mark.parametrize("visit", list(SCREENS), indirect=True)


@on_every_screen
@pytest.mark.parametrize("address", PAGES)
def test_a_page_opens_without_complaint_and_asks_nobody_else(visit: Visit, address: str) -> None:
    page = visit.open(address)
    expect(page.locator("h1")).to_be_visible()
    assert visit.complaints == []
    assert {urlsplit(asked).netloc for asked in visit.requests} == {urlsplit(visit.base).netloc}


@on_every_screen
@pytest.mark.parametrize("address", PAGES)
def test_a_page_has_no_serious_fault_for_a_screen_reader(visit: Visit, address: str) -> None:
    page = visit.open(address)
    for details in page.locator("details").all():
        details.evaluate("one => { one.open = true }")
    page.evaluate(AXE.read_text(encoding="utf-8") + "; null")  # not a script tag: the policy would refuse it
    found = page.evaluate("axe.run({ resultTypes: ['violations'] })")
    serious = [
        (fault["id"], [node["html"][:200] for node in fault["nodes"]][:3])
        for fault in found["violations"]
        if fault["impact"] in ("serious", "critical")
    ]
    assert serious == []


@pytest.mark.parametrize("visit", ["phone"], indirect=True)
@pytest.mark.parametrize("address", PAGES)
def test_a_page_fits_a_phone(visit: Visit, address: str) -> None:
    page = visit.open(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_home_page_searches(visit: Visit) -> None:
    page = visit.open("/")
    page.get_by_label("Search headlines and texts").fill("hama")
    page.keyboard.press("Enter")
    expect(page.locator("h2.found")).to_contain_text("1 article")
    page.get_by_role("link", name="Rebels Enter Hama").click()
    expect(page.locator("h1")).to_have_text("Rebels Enter Hama")


def test_a_facet_narrows_down_and_is_taken_back(visit: Visit) -> None:
    page = visit.open("/archive/articles")
    before = page.locator(".card").count()
    page.locator(".facets").get_by_role("link", name="Example News").click()
    expect(page.locator(".card")).to_have_count(2)
    page.locator(".facets .selected a").click()
    expect(page.locator(".card")).to_have_count(before)


def test_pointing_at_a_block_shows_its_rule_and_the_claims_on_it(visit: Visit) -> None:
    page = visit.open(f"/-/archive/article/{DATED}")
    page.hover("#block-6")
    inspector = page.locator("#inspector")
    expect(inspector).to_contain_text("paragraph")
    expect(inspector).to_contain_text("rule laid")
    expect(inspector).to_contain_text("published")
    expect(inspector).to_contain_text("caption-and-weekday")
    page.hover("#block-4")
    expect(inspector).to_contain_text("of no article")


def test_pointing_at_a_paragraph_finds_it_in_the_capture(visit: Visit) -> None:
    page = visit.open(f"/-/archive/article/{DATED}")
    page.hover(".prose p >> nth=0")
    expect(page.locator("#block-6")).to_have_class("block role-paragraph pointed")


def test_the_blocks_are_reached_by_keyboard(visit: Visit) -> None:
    page = visit.open(f"/-/archive/article/{DATED}")
    page.focus("#capture-text")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.id") == "block-1"
    expect(page.locator("#inspector")).to_contain_text("rule laid")
    page.keyboard.press("End")
    assert page.evaluate("document.activeElement.id") == "block-8"


def test_evidence_leads_to_its_block(visit: Visit) -> None:
    page = visit.open(f"/-/archive/article/{DATED}")
    page.get_by_role("link", name="“December 3, 2024”").click()
    assert page.evaluate("document.activeElement.id") == "block-3"


def test_the_legend_picks_out_a_role(visit: Visit) -> None:
    page = visit.open(f"/-/archive/article/{DATED}")
    button = page.locator(".legend button[data-role=repeat]")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".block.picked")).to_have_count(2)
    button.click()
    expect(page.locator(".block.picked")).to_have_count(0)


def test_the_skip_link_leads_to_the_content(visit: Visit) -> None:
    page = visit.open("/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


@on_every_screen
@pytest.mark.parametrize(
    ("address", "drawings"),
    [("/-/archive/timeline", 2), ("/-/archive/timeline?by=day", 2), ("/-/archive/actor/turkey", 1)],
)
def test_a_timeline_draws_bars(visit: Visit, address: str, drawings: int) -> None:
    page = visit.open(address)
    charts = page.locator(".drawing svg[role=img][aria-label]")
    expect(charts).to_have_count(drawings)
    for chart in charts.all():
        bars = [bar.bounding_box() for bar in chart.locator("rect").all()]
        assert bars
        assert all(box and box["width"] >= 1 and box["height"] > 2 for box in bars)


@on_every_screen
def test_the_network_draws_actors_as_links_and_their_ties(visit: Visit) -> None:
    page = visit.open("/-/archive/network?shared=1")
    expect(page.locator(".node")).to_have_count(4)
    expect(page.locator(".ties line")).to_have_count(2)
    page.locator(".node").first.focus()
    expect(page.locator(".drawing svg")).to_have_class("singled")
    page.keyboard.press("Enter")
    expect(page.locator(".actor-card h1")).to_be_visible()


@on_every_screen
def test_the_map_draws_places_and_lists_their_sentences(visit: Visit) -> None:
    page = visit.open("/-/archive/map")
    expect(page.locator(".countries path").first).to_be_attached()
    expect(page.locator("svg a.place")).to_have_count(2)
    page.locator("svg a.place[href$=salamiyah]").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#sentences mark")).to_have_text("السلمية")
    page.locator("summary").click()
    expect(page.locator("tbody th a")).to_have_text(["Hama", "Salamiyah"])


def test_every_chart_has_its_numbers_as_a_table(visit: Visit) -> None:
    for address in ("/-/archive/timeline", "/-/archive/network", "/-/archive/actor/turkey"):
        page = visit.open(address)
        for figure in page.locator("figure.chart").all():
            figure.locator("summary").click()
            expect(figure.locator("tbody tr").first).to_be_visible()


def test_a_hostile_capture_runs_nothing(visit: Visit) -> None:
    for address in ("/", "/archive/articles", f"/-/archive/article/{HOSTILE}", "/-/archive/actor/iran"):
        visit.open(address)
    assert visit.complaints == []


def test_arabic_runs_from_the_right(visit: Visit) -> None:
    page = visit.open(f"/-/archive/article/{ARABIC}")
    heading = page.locator("h1")
    assert heading.evaluate("one => getComputedStyle(one).direction") == "rtl"
    assert page.locator("#block-0").evaluate("one => getComputedStyle(one).direction") == "rtl"
