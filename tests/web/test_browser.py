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
    charts = page.locator(".drawing svg[role=group][aria-label]")
    expect(charts).to_have_count(drawings)
    for chart in charts.all():
        bars = [bar.bounding_box() for bar in chart.locator("rect").all()]
        assert bars
        assert all(box and box["width"] >= 1 and box["height"] > 2 for box in bars)


def test_the_axis_of_a_timeline_goes_from_the_first_day_to_the_last(visit: Visit) -> None:
    """Here a span of a week is all there is to draw from end to end; it is no bar on any of its days."""
    page = visit.open("/-/archive/timeline?by=day")
    axis, span = page.locator("#published .axis .domain").bounding_box(), page.locator(".span-possible").bounding_box()
    assert axis
    assert span
    assert abs(span["x"] - axis["x"]) < 3
    assert abs(span["x"] + span["width"] - axis["x"] - axis["width"]) < 3
    expect(page.locator("#published .bar-certain")).to_have_count(1)


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


# --------------------------------------------------------------------------------------------------------- finding


@on_every_screen
def test_a_reader_finds_articles_by_words_actor_and_days_and_takes_a_chip_away(visit: Visit) -> None:
    """Names are offered as they are typed; the address holds all that was asked."""
    page = visit.open("/")
    page.get_by_label("Search headlines and texts").fill("rebels")
    page.keyboard.press("Enter")
    expect(page.locator("h2.found")).to_contain_text("1 article")
    page.wait_for_load_state()
    narrow = page.locator("#narrow")
    if not narrow.evaluate("one => one.open"):
        narrow.locator("summary").click()
    actor = page.get_by_label("Actor named")
    actor.press_sequentially("tsk")
    expect(page.locator("#actor + datalist option")).to_have_attribute("value", "Turkish Army")
    actor.fill("Turkey")
    page.get_by_label("Published from").fill("2024-12-01")
    page.get_by_role("button", name="Show").click()
    expect(page.locator(".chosen .chip .what")).to_have_text(["words", "from", "naming"])
    assert urlsplit(page.url).query == "q=rebels&from=2024-12-01&sort=relevance&actor=turkey"
    page.locator(".chosen .chip", has_text="words").click()
    expect(page.locator(".chosen .chip .what")).to_have_text(["from", "naming"])
    page.go_back()
    expect(page.locator(".chosen .chip .what")).to_have_text(["words", "from", "naming"])
    assert visit.complaints == []


@on_every_screen
def test_days_are_drawn_above_the_hits_and_chosen_by_drawing_across_them(visit: Visit) -> None:
    page = visit.open("/-/archive/articles")
    expect(page.locator("#days .bar-certain, #days .bar-possible")).not_to_have_count(0)
    page.locator("#days .overlay").scroll_into_view_if_needed()
    box = page.locator("#days .overlay").bounding_box()
    assert box
    at = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + 2, at)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.2, at, steps=4)
    page.mouse.up()
    page.wait_for_url("**/articles?from=2024-12-03&to=2024-12-04*")
    expect(page.locator(".hits > li")).to_have_count(1)


def test_days_are_chosen_by_keyboard_as_well(visit: Visit) -> None:
    page = visit.open("/-/archive/articles")
    page.get_by_label("Published from").fill("2024-12-05")
    page.get_by_label("to", exact=True).fill("2024-12-05")
    page.get_by_label("date certain only").check()
    page.get_by_role("button", name="Show").press("Enter")
    expect(page.locator(".hits > li")).to_have_count(1)


def test_a_key_is_never_broken_over_lines(visit: Visit) -> None:
    page = visit.open("/-/archive/articles")
    page.set_viewport_size({"width": 320, "height": 700})
    for key in page.locator(".article-key").all():
        assert key.evaluate("one => one.getClientRects().length") == 1


def test_without_script_the_page_of_articles_answers_as_well(browser: Browser, base: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{base}/-/archive/articles")
    page.get_by_label("Actor named").fill("Türkiye")
    page.get_by_role("button", name="Show").click()
    expect(page.locator(".hits > li")).to_have_count(2)
    expect(page.locator("h2.found")).to_contain_text("2 articles")
    context.close()


def test_the_box_in_the_header_finds_an_actor_by_its_name(visit: Visit) -> None:
    page = visit.open("/-/archive/timeline")
    page.get_by_label("Search articles, actors and places").fill("turkey")
    page.keyboard.press("Enter")
    page.locator(".offered").get_by_role("link", name="Turkey", exact=True).click()
    expect(page.locator(".actor-card h1")).to_have_text("Turkey")


# --------------------------------------------------------------------------------------------------------- reading


@on_every_screen
def test_a_reader_goes_from_hit_to_hit_and_back_to_the_results(visit: Visit) -> None:
    page = visit.open("/-/archive/articles?sort=oldest")
    keys = [key.inner_text() for key in page.locator(".article-key").all()]
    page.locator(".hits h3 a").first.click()
    for key in keys[1:]:
        page.get_by_role("link", name="Next hit").click()
        expect(page.locator(".facts-list .article-key")).to_have_text(key)
    expect(page.get_by_role("link", name="Next hit")).to_have_count(0)
    page.wait_for_load_state()
    page.keyboard.press("Alt+p")
    expect(page.locator(".facts-list .article-key")).to_have_text(keys[-2])
    page.get_by_role("link", name="Back to the results").click()
    expect(page.locator(".hits li:target .article-key")).to_have_text(keys[-2])


def test_marks_are_switched_off_and_stay_off(visit: Visit) -> None:
    page = visit.open(f"/-/archive/article/{DATED}")
    quote = page.locator(".prose .quote-speech").first
    assert quote.evaluate("one => getComputedStyle(one).backgroundColor") != "rgba(0, 0, 0, 0)"
    page.get_by_label("quotes", exact=True).uncheck()
    assert quote.evaluate("one => getComputedStyle(one).backgroundColor") == "rgba(0, 0, 0, 0)"
    visit.open(f"/-/archive/article/{DATED}")
    expect(page.get_by_label("quotes", exact=True)).not_to_be_checked()


def test_words_chosen_by_pointer_are_cited(visit: Visit) -> None:
    page = visit.open(f"/-/archive/article/{DATED}")
    page.locator(".prose p").first.evaluate("one => getSelection().selectAllChildren(one)")
    expect(page.locator("#quote")).to_have_value("Rebels entered Hama on Tuesday, Turkish officials said.")
    page.get_by_role("button", name="Find and cite").click()
    expect(page.locator("#citation")).to_contain_text("“Rebels entered Hama on Tuesday, Turkish officials said.”")


def test_the_small_map_leads_to_a_place(visit: Visit) -> None:
    page = visit.open(f"/-/archive/article/{ARABIC}")
    page.locator(".small-map a.place").focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Salamiyah")


def test_facts_of_an_arabic_article_run_from_the_right(visit: Visit) -> None:
    page = visit.open("/-/archive/articles?q=القطار")
    heading = page.locator(".hits h3")
    assert heading.evaluate("one => getComputedStyle(one).direction") == "rtl"
    page = visit.open(f"/-/archive/article/{ARABIC}")
    assert page.locator(".prose p").first.evaluate("one => getComputedStyle(one).direction") == "rtl"
    assert page.locator("#block-1").evaluate("one => getComputedStyle(one).direction") == "rtl"


def test_on_paper_an_article_stands_without_what_is_for_the_screen(visit: Visit) -> None:
    page = visit.open(f"/-/archive/article/{DATED}?q=hama&sort=relevance")
    page.emulate_media(media="print")
    for hidden in ("header.site", ".raw", ".trail", ".marks", ".cite form"):
        expect(page.locator(hidden).first).to_be_hidden()
    for shown in ("h1", ".prose", ".citation"):
        expect(page.locator(shown)).to_be_visible()


def test_a_bar_opens_its_articles_and_arrow_keys_go_from_bar_to_bar(visit: Visit) -> None:
    page = visit.open("/-/archive/timeline?by=day")
    links = page.locator("#published a.to-articles[href]")
    expect(links).to_have_count(2)
    links.first.focus()
    page.keyboard.press("ArrowRight")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/articles?from=2024-12-03&to=2024-12-09&source=example-news")
    expect(page.locator(".hits > li")).to_have_count(2)


def test_a_source_has_the_same_colour_on_every_page(visit: Visit) -> None:
    colours = set()
    for address, swatch in (
        ("/-/archive/timeline", "#published .key li:has-text('Example News') .swatch-bar"),
        ("/-/archive/actor/turkey", ".key li:has-text('Example News') .swatch-bar"),
        ("/-/archive/sources", "tr:has-text('Example News') .swatch-dot"),
        ("/-/archive/articles?source=example-news", ".hits .swatch-dot"),
    ):
        page = visit.open(address)
        found = page.locator(swatch).first
        colours.add(found.evaluate("one => getComputedStyle(one).backgroundColor"))
    assert len(colours) == 1


@on_every_screen
def test_labels_of_a_network_cover_neither_each_other_nor_a_circle(visit: Visit) -> None:
    page = visit.open("/-/archive/network?shared=1")
    boxes = [label.bounding_box() for label in page.locator(".node text:not(.crowded)").all()]
    assert boxes
    circles = [circle.bounding_box() for circle in page.locator(".node circle").all()]
    for at, box in enumerate(boxes):
        for other in (*boxes[at + 1 :], *circles):
            assert box
            assert other
            apart = (
                box["x"] + box["width"] <= other["x"] + 3
                or other["x"] + other["width"] <= box["x"] + 3
                or box["y"] + box["height"] <= other["y"] + 5
                or other["y"] + other["height"] <= box["y"] + 5
            )
            assert apart, (box, other)
