"""The queue at the desk: accept, correct, dismiss and take back; new names; what waits."""

import json
import re
import shutil
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import run
from tests.corrections import DATA
from tests.desks import Browser, Place

DESK = "/-/archive/desk"
WRONG_DAY = """Council Meets in Hit

Monday, May 3, 2016

The council of Hit met on Tuesday, officials said, and Karim Haddad spoke to hundreds of people who came to see it.

Karim Haddad said that the river had risen and that more boats were needed on both of its banks this year.
"""
UNDATED = (
    "Bridge Opens\n\nExample News\n\nThe people of Hit opened a bridge, and many came to see what had been built.\n"
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Place:
    place = Place(tmp_path_factory.mktemp("queue"))
    place.set_up({"a.txt": WRONG_DAY.encode(), "b.txt": UNDATED.encode()})
    return place


@pytest.fixture
def place(made: Place, tmp_path: Path) -> Place:
    return Place(Path(shutil.copytree(made.db.parent, tmp_path / "copy")))


@pytest.fixture
def browser(place: Place) -> Browser:
    inside = Browser(place)
    inside.enter()
    return inside


def waiting(browser: Browser) -> dict[str, str]:
    """What waits, by its kind and headline: the digest that forms name it by."""
    page = browser.get(DESK).text
    items = re.findall(r'<li data-item="(\w+)">(.*?)</li>', page, re.DOTALL)
    found = {}
    for id, item in items:
        kind = re.search(r'<span class="basis">(.*?)</span>', item)
        name = re.search(r'<a class="correct"[^>]*>(.*?)</a>', item)
        assert kind
        assert name
        found[f"{kind[1]}: {unescape(name[1])}"] = id
    return found


def test_a_stale_correction_is_taken_out_of_force(place: Place, browser: Browser) -> None:
    """That of a capture that is gone, too. The entry stays; it can't be undone by the key that undoes."""
    done = place("correct", "0" * 64, "headline", "A Bridge", "--quote", "gone", "--reason", "So.")
    assert done.returncode == 0, done.stderr
    assert "1 correction is of a capture that isn’t in this corpus" in browser.get(DESK).text
    page = browser.get(f"{DESK}/gone").text
    [id] = re.findall(r'name="correction" value="(\w+)"', page)
    done = act(browser, "forget", "", correction=id, reason="Removed.", back="gone")
    assert done.headers["location"] == f"{DESK}/gone?done=forgotten"
    assert "There are none." in browser.get(f"{DESK}/gone").text
    assert "field: withdrawn" in place.corrections.read_text("utf-8")
    assert "stays so" in act(browser, "undo", "").text
    before = place.corrections.read_bytes()
    assert "no correction in force" in act(browser, "forget", "", correction=id).text
    assert place.corrections.read_bytes() == before


def act(browser: Browser, what: str, item: str, **more: str) -> Any:
    """Send a form of the queue."""
    words = browser.form(f"{DESK}/leave", DESK)
    return browser.post(f"{DESK}/{what}", words | {"item": item} | more)


def test_it_lists_what_deserves_a_look_with_why(browser: Browser) -> None:
    assert set(waiting(browser)) == {
        "warning: Council Meets in Hit",
        "undated: Bridge Opens",
        "no source: Council Meets in Hit",
        "new name: Karim Haddad",
        "new name: Hit",
    }
    page = unescape(browser.get(DESK).text)
    assert "5 open, 0 done since you sat down" in page
    assert "Printed 2 times, in one article" in page
    only = browser.get(f"{DESK}?kind=undated").text
    assert only.count("data-item") == 1
    assert browser.get(f"{DESK}?kind=nonsense&page=99&at=-1").text.count("data-item") == 5


def test_what_is_confirmed_is_a_correction_that_says_the_same(place: Place, browser: Browser) -> None:
    item = waiting(browser)["warning: Council Meets in Hit"]
    assert act(browser, "accept", item).headers["location"] == f"{DESK}?done=accepted"
    written = place.corrections.read_text("utf-8")
    assert "field: published\n  value: 2016-05-03\n" in written
    assert "Looked at: it is right as it stands." in written
    assert "warning: Council Meets in Hit" not in waiting(browser)
    assert "1 done since you sat down" in browser.get(DESK).text
    assert place.fingerprint() == place.fingerprint_of_all()


def test_what_is_dismissed_stays_away_and_says_who_and_why(place: Place, browser: Browser) -> None:
    item = waiting(browser)["undated: Bridge Opens"]
    answer = act(browser, "dismiss", item, reason="  Nothing\n tells it. ", at="1", kind="undated")
    assert answer.headers["location"] == f"{DESK}?done=dismissed&at=1&kind=undated"
    assert "reason: Nothing tells it.\n  by: N. Curator\n" in place.dismissed.read_text("utf-8")
    assert "undated: Bridge Opens" not in waiting(browser)
    again = Browser(place)
    again.enter()
    assert "undated: Bridge Opens" not in waiting(again)


def test_the_last_that_was_done_is_taken_back(place: Place, browser: Browser) -> None:
    """Dismissal or correction, one after the other; by new entries."""
    before = set(waiting(browser))
    act(browser, "dismiss", waiting(browser)["undated: Bridge Opens"])
    page = re.search(r'href="(/-/archive/desk/article/[^"]*field=source[^"]*)"', browser.get(DESK).text)
    assert page
    key = page[1].partition("?")[0]
    outlet = {"field": "source", "value": "Shafaq News", "quote": "officials said", "reason": "So."}
    saved = browser.send(f"{key}/save", unescape(page[1]), **outlet)
    assert saved.headers["location"].startswith(f"{DESK}?done=saved")
    assert len(waiting(browser)) == len(before) - 2
    for _ in range(2):
        assert act(browser, "undo", "").headers["location"] == f"{DESK}?done=undone"
    # The outlet is unknown as before, but it is a curator now who says so.
    assert set(waiting(browser)) == before - {"no source: Council Meets in Hit"}
    assert act(browser, "undo", "").headers["location"] == DESK
    assert "again: true" in place.dismissed.read_text("utf-8")
    assert place.corrections.read_text("utf-8").count("field: source") == 2


def test_what_is_not_open_any_more_does_nothing(place: Place, browser: Browser) -> None:
    for what in ("accept", "dismiss"):
        assert act(browser, what, "gone").headers["location"] == DESK
    assert act(browser, "accept", waiting(browser)["undated: Bridge Opens"]).headers["location"] == DESK
    assert not place.corrections.exists()
    assert not place.dismissed.exists()


def test_what_the_command_line_corrects_meanwhile_leaves_the_queue(place: Place, browser: Browser) -> None:
    """And the page is read anew."""
    item = waiting(browser)["warning: Council Meets in Hit"]
    [key] = re.findall(r'href="/-/archive/desk/article/([^"?]*)\?field=published&amp;quote', browser.get(DESK).text)
    done = place("correct", key, "published", "2016-05-04", "--quote", "on Tuesday", "--reason", "So.")
    assert done.returncode == 0, done.stderr
    assert "warning: Council Meets in Hit" not in waiting(browser)
    assert act(browser, "accept", item).headers["location"] == DESK
    assert place.corrections.read_text("utf-8").count("field:") == 1


def test_a_name_goes_to_the_registry_and_the_corpus_is_brought_into_step(place: Place, browser: Browser) -> None:
    page = re.search(r'href="(/-/archive/desk/name[^"]*)"', browser.get(DESK).text)
    assert page
    address = unescape(page[1])
    assert 'value="Karim Haddad"' in browser.get(address).text
    fields = {"name": "Karim Haddad", "kind": "person", "country": "IQ", "also": "ar:كريم حداد\nK. Haddad"}
    answer = browser.send(f"{DESK}/name/add", address, **fields)
    assert answer.headers["location"].startswith(f"{DESK}?done=added")
    assert "- id: karim-haddad\n  name: Karim Haddad\n  kind: person\n  country: IQ\n" in (
        place.registry / "actors.yaml"
    ).read_text("utf-8")
    assert "The registry has changed since the corpus was built" in browser.get(DESK).text
    assert "new name: Karim Haddad" not in waiting(browser)
    refused = act(browser, "undo", "")
    assert (refused.status_code, "take its entry out there" in refused.text) == (422, True)
    assert act(browser, "undo", "").headers["location"] == DESK
    assert act(browser, "catch-up", "").headers["location"] == f"{DESK}?done=caught-up"
    assert "The registry has changed" not in browser.get(DESK).text
    assert browser.get("/-/archive/actor/karim-haddad").status_code == 200
    assert place.fingerprint() == place.fingerprint_of_all()


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"name": "Iran", "kind": "person"}, "iran"),
        ({"name": "<b>", "kind": "nonsense"}, "kind"),
        ({"name": "حداد", "kind": "person"}, "no id can be made"),
        ({"name": "Somebody", "kind": "person", "part_of": "nobody"}, "nobody"),
    ],
)
def test_a_name_that_can_not_be_is_refused(place: Place, browser: Browser, fields: dict[str, str], said: str) -> None:
    answer = browser.send(f"{DESK}/name/add", f"{DESK}/name", **fields)
    assert answer.status_code == 422
    assert said in answer.text
    assert "<b>" not in answer.text
    assert not (place.registry / "actors.yaml").exists()


def test_a_broken_file_is_told_and_nothing_is_written(place: Place, browser: Browser) -> None:
    fields = browser.form(f"{DESK}/dismiss", DESK)
    place.dismissed.write_text("- broken\n", "utf-8")
    for answer in (browser.get(DESK), browser.post(f"{DESK}/dismiss", fields)):
        assert answer.status_code == 409
        assert "dismissed.yaml:1" in answer.text
    assert place.dismissed.read_text("utf-8") == "- broken\n"


def test_status_counts_the_same_queue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a project."""
    assert run("init", tmp_path).returncode == 0
    monkeypatch.chdir(tmp_path)
    (tmp_path / "captures" / "a.txt").write_bytes(DATA)
    (tmp_path / "captures" / "b.txt").write_text(UNDATED)
    assert run("ingest").returncode == 0
    counts = json.loads(run("status", "--json").stdout)["queue"]
    assert counts["undated"] == 1
    assert "archive serve --edit" in run("status").stdout
    assert f"queue: {', '.join(f'{kind} {number}' for kind, number in counts.items())}\n" in run("status").stdout
