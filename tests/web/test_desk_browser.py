"""The desk as a curator meets it, in a real chromium: by keyboard, and against those who would like to write there.

Run by ``make check-all``, like the other pages.
"""

import http.server
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from syria_iraq_archive.registry.load import read_corrections
from tests.corrections import DATA
from tests.desks import Place
from tests.web.served import edited
from tests.web.test_browser import AXE, CHROMIUM, FLAGS, SCREENS
from tests.web.test_desk import HOSTILE

DESK = "/-/archive/desk"
TOWNS = ("Hit", "Rawa", "Ana", "Haditha", "Baiji", "Mosul", "Raqqa", "Hama", "Homs", "Idlib", "Tartus", "Palmyra")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium here: apt-get install chromium"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]


def captures() -> dict[str, bytes]:
    """Twelve, in each of which something is doubtful: no day, no outlet, or a day of another name."""
    made = {}
    for number, town in enumerate(TOWNS):
        kind = number % 3
        lines = [f"Council of {town} Opens Its Bridge"]
        lines += [] if kind == 1 else ["Example News"]
        lines += [] if kind == 0 else ["Tuesday, May 3, 2016" if kind == 1 else "Monday, May 3, 2016"]
        lines.append(
            f"The council of {town} opened a bridge, officials said, and {number + 20} families came to see it."
        )
        lines.append(f"It had been closed for {number + 2} years, and the people of {town} had crossed by boat.")
        made[f"{number:02}.txt"] = "\n\n".join(lines).encode() + b"\n"
    return made


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def twelve(tmp_path_factory: pytest.TempPathFactory) -> Place:
    place = Place(tmp_path_factory.mktemp("twelve"))
    place.set_up(captures())
    return place


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Place:
    place = Place(tmp_path_factory.mktemp("hostile"))
    place.set_up({"a.txt": DATA, "<b>evil.txt": HOSTILE.encode()})
    return place


@pytest.fixture
def place(twelve: Place, tmp_path: Path) -> Place:
    return Place(Path(shutil.copytree(twelve.db.parent, tmp_path / "copy")))


@contextmanager
def sitting(browser: Browser, entrance: str, screen: str = "light") -> Iterator[tuple[Page, list[str]]]:
    """A page at the desk, and what it complained of."""
    options: Any = SCREENS[screen]
    context = browser.new_context(**options)
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("dialog", lambda dialog: complaints.append(f"dialog {dialog.message}"))
    page.goto(entrance)
    yield page, complaints
    context.close()


def tab_to(page: Page, id: str) -> None:
    """Press Tab until that is reached."""
    for _ in range(40):
        if page.evaluate("document.activeElement.id") == id:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{id} isn't reached by Tab")


def repair(page: Page) -> None:
    """Do what the first of the queue needs, by keyboard alone."""
    expect(page.locator("a.correct").first).to_be_focused()
    item = page.locator("#queue > li").first
    kind = item.locator(".basis").inner_text()
    town = item.locator("a.correct").inner_text().split()[2]
    if kind == "warning":
        page.keyboard.press("a")
    else:
        page.keyboard.press("Enter")
        expect(page.locator("#quote")).to_be_focused()
        page.keyboard.type(f"The council of {town}")
        tab_to(page, "value")
        page.keyboard.type("[2016-05-03..2016-05-05]" if kind == "undated" else "Example News")
        tab_to(page, "reason")
        page.keyboard.type(f"The mayor of {town} told us.")
        expect(page.locator("#preview")).to_contain_text("What the archive becomes with it")
        page.keyboard.press("Control+Enter")
    expect(page.locator(".done")).to_be_visible()


def test_a_curator_repairs_twelve_captures_from_the_queue_by_keyboard(
    browser: Browser, place: Place, tmp_path: Path
) -> None:
    """The same corrections by command give the same file, and the same corpus."""
    by_command = Place(Path(shutil.copytree(place.db.parent, tmp_path / "other")))
    with edited(place.db, place.registry) as (entrance, _), sitting(browser, entrance) as (page, complaints):
        page.goto(page.url + "?kind=name")
        for left in range(page.locator("#queue > li").count() - 1, -1, -1):
            expect(page.locator("a.correct").first).to_be_focused()
            page.keyboard.press("d")
            expect(page.locator("#queue > li")).to_have_count(left)
        page.goto(page.url.partition("?")[0])
        for left in range(12, 0, -1):
            expect(page.locator("#queue > li")).to_have_count(left)
            repair(page)
        expect(page.locator(".empty")).to_contain_text("Nothing waits")
        assert complaints == []
    assert place("verify").returncode == 0
    workplace = place.workplace()
    for one in read_corrections(place.corrections, workplace.knowledge()):
        told = ("--quote", one.quote, "--reason", one.reason, "--date", one.on)
        done = by_command("correct", f"{one.capture[:16]}-1", one.field, str(one.value), *told)
        assert done.returncode == 0, done.stderr
    assert by_command.corrections.read_bytes() == place.corrections.read_bytes()
    assert by_command("verify").returncode == 0
    assert by_command.fingerprint() == place.fingerprint() == place.fingerprint_of_all()
    assert "0 added, 0 updated, 12 unchanged" in place("ingest", str(place.captures)).stderr


def test_keys_move_through_the_queue_and_take_back(browser: Browser, place: Place) -> None:
    with edited(place.db, place.registry) as (entrance, _), sitting(browser, entrance) as (page, _):
        links = page.locator("a.correct")
        expect(links.nth(0)).to_be_focused()
        page.keyboard.press("j")
        page.keyboard.press("j")
        page.keyboard.press("k")
        expect(links.nth(1)).to_be_focused()
        before = links.all_inner_texts()
        page.keyboard.press("d")
        expect(page.locator(".done")).to_have_text("Dismissed.")
        expect(links).to_have_text([*before[:1], *before[2:]])
        expect(links.nth(1)).to_be_focused()
        page.keyboard.press("u")
        expect(page.locator(".done")).to_have_text("Taken back.")
        expect(links).to_have_text(before)


def test_a_correction_made_by_command_meanwhile_is_seen_first(browser: Browser, place: Place) -> None:
    with edited(place.db, place.registry) as (entrance, _), sitting(browser, entrance) as (page, _):
        page.locator("a.correct").first.click()
        key = page.url.partition("/article/")[2][:18]
        page.fill("#quote", "officials said")
        page.select_option("#field", "headline")
        page.fill("#value", "Mine")
        page.fill("#reason", "Mine.")
        told = ("--quote", "officials said", "--reason", "Theirs.", "--curator", "Somebody")
        assert place("correct", key, "headline", "Theirs", *told).returncode == 0
        page.get_by_role("button", name="Save").click()
        expect(page.locator(".both")).to_contain_text("value: Theirs")
        expect(page.locator(".both")).to_contain_text("Mine.")
        assert "Mine" not in place.corrections.read_text("utf-8")
        page.get_by_role("button", name="Save").click()
        expect(page.locator(".done")).to_be_visible()
    assert place.fingerprint() == place.fingerprint_of_all()


def test_words_and_blocks_are_taken_by_their_characters(browser: Browser, hostile: Place) -> None:
    """By pointer and keyboard; and a mark for a control character counts as that character."""
    text = HOSTILE
    with edited(hostile.db, hostile.registry) as (entrance, _), sitting(browser, entrance) as (page, complaints):
        page.goto(page.url + "?kind=no-source")
        page.locator("a.correct", has_text="script").first.click()

        def taken() -> str:
            start, end = (int(page.input_value(f"[name={name}]")) for name in ("start", "end"))
            return text[start:end].strip()

        page.focus("#capture-text")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        assert taken() == text.split("\n\n")[1].strip()
        expect(page.locator("#field")).to_be_focused()
        page.focus("#block-1")
        page.keyboard.press("Shift+ArrowDown")
        assert taken() == "\n\n".join(text.split("\n\n")[1:]).strip()
        page.evaluate(
            """() => {
                const parts = [...document.querySelector("#block-2").childNodes];
                const node = parts.find((one) => one.textContent.includes("evil"));
                const at = node.textContent.indexOf("evil");
                document.getSelection().setBaseAndExtent(node, at, node, at + 4);
                document.querySelector("#block-2").dispatchEvent(new MouseEvent("mouseup", { bubbles: true }));
            }"""
        )
        assert taken() == "evil"
        page.select_option("#field", "mention")
        page.fill("#value", "Iran")
        expect(page.locator("#preview")).to_contain_text("nobody → iran")
        page.fill("#reason", "So.")
        page.get_by_role("button", name="Save").click()
        expect(page.locator(".done")).to_contain_text("Written.")
        assert complaints == []


@pytest.mark.parametrize("screen", list(SCREENS))
def test_the_pages_of_the_desk_have_no_serious_fault_and_fit(browser: Browser, hostile: Place, screen: str) -> None:
    with (
        edited(hostile.db, hostile.registry) as (entrance, _),
        sitting(browser, entrance, screen) as (page, complaints),
    ):
        base = page.url.removesuffix(DESK)
        article = page.locator("a.correct[href*='/article/']").first.get_attribute("href")
        assert article
        for address in (DESK, article, f"{DESK}/name?name=Karim+Haddad", "/-/archive/log"):
            page.goto(base + address)
            if address == article:
                page.fill("#quote", "officials")
                page.fill("#value", "x")
                page.wait_for_timeout(800)
            page.evaluate(AXE.read_text(encoding="utf-8") + "; null")
            found = page.evaluate("axe.run({ resultTypes: ['violations'] })")
            serious = [
                (address, fault["id"], [node["html"][:200] for node in fault["nodes"]][:3])
                for fault in found["violations"]
                if fault["impact"] in ("serious", "critical")
            ]
            assert serious == []
            width = page.viewport_size
            assert width
            assert page.evaluate("document.documentElement.scrollWidth") <= width["width"]
        assert complaints == []


def test_without_script_a_plain_form_does(browser: Browser, place: Place) -> None:
    with edited(place.db, place.registry) as (entrance, _):
        context = browser.new_context(java_script_enabled=False)
        page = context.new_page()
        page.goto(entrance)
        page.locator("a.correct").first.click()
        page.fill("#quote", "officials said")
        page.select_option("#field", "headline")
        page.fill("#value", "A Bridge")
        page.fill("#reason", "So.")
        page.get_by_role("button", name="See what becomes of it").click()
        expect(page.locator("#preview ins")).to_have_text("A Bridge")
        assert not place.corrections.exists()
        page.get_by_role("button", name="Save").click()
        expect(page.locator(".done")).to_contain_text("Written.")
        context.close()
    assert "value: A Bridge" in place.corrections.read_text("utf-8")


EVIL = """<!doctype html><title>evil</title>
<iframe name="framed" src="DESK"></iframe><iframe name="sink"></iframe>
<form id="f" method="post" action="DESK/leave" target="sink"><input name="form_word" value="x"></form>
<script>
  window.told = [];
  const note = (name, asked) => asked.then((answer) => answer.text())
    .then((text) => told.push(name + ":" + text.length), () => told.push(name + ":refused"));
  const body = new URLSearchParams({ form_word: "x" });
  note("read", fetch("DESK", { credentials: "include" }));
  note("opaque", fetch("DESK/leave", { method: "POST", mode: "no-cors", credentials: "include", body }));
  note("home", fetch("HOME", { credentials: "include" }));
  document.getElementById("f").submit();
</script>"""


class _Evil(http.server.BaseHTTPRequestHandler):
    """A page on another port of the same machine: browsers send it along with our cookie."""

    target = ""

    def do_GET(self) -> None:
        body = EVIL.replace("DESK", f"{self.target}{DESK}").replace("HOME", f"{self.target}/").encode()
        self.send_response(200)
        self.send_header("content-type", "text/html")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


def test_a_hostile_page_of_another_origin_neither_reads_nor_writes_nor_frames(browser: Browser, hostile: Place) -> None:
    with edited(hostile.db, hostile.registry) as (entrance, _):
        _Evil.target = entrance.partition("/-/")[0]
        with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Evil) as evil:
            threading.Thread(target=evil.serve_forever, daemon=True).start()
            options: Any = SCREENS["light"]
            context = browser.new_context(**options)
            page = context.new_page()
            referrers: list[str] = []
            statuses: list[tuple[str, int]] = []
            page.on("request", lambda asked: referrers.append(asked.headers.get("referer", "")))
            page.on("response", lambda answer: statuses.append((answer.request.method, answer.status)))
            page.goto(entrance)
            expect(page.get_by_role("button", name="Leave the desk")).to_be_visible()
            page.goto(f"http://127.0.0.1:{evil.server_port}/")
            page.wait_for_function("window.told.length === 3")
            page.wait_for_timeout(500)
            told = set(page.evaluate("window.told"))
            assert told <= {"read:refused", "home:refused", "opaque:refused", "opaque:0"}
            assert ("POST", 403) in statuses
            assert all(status == 403 for method, status in statuses if method == "POST")
            for frame in page.frames[1:]:
                assert "Leave the desk" not in frame.content()
            page.goto(f"{_Evil.target}{DESK}")
            expect(page.get_by_role("button", name="Leave the desk")).to_be_visible()
            page.goto(entrance)
            expect(page.locator("h1")).to_have_text("The desk is closed here")
            assert not any("token" in referrer for referrer in referrers)
            context.close()
            evil.shutdown()
