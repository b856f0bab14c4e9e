"""The desk's door: one browser comes in, once, by the address that the terminal printed; nobody else gets in."""

import re
from pathlib import Path

import pytest

from syria_iraq_archive.web.desk.forms import WORD
from syria_iraq_archive.web.security import LARGEST_FORM
from tests.cli.conftest import run
from tests.corrections import DATA, HEADLINE, SHA256
from tests.desks import Browser, Place
from tests.web.pages import Site
from tests.web.served import edited, sat_down

LEAVE = "/-/archive/desk/leave"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    made = Place(tmp_path_factory.mktemp("door"))
    made.set_up({"a.txt": DATA})
    return made


@pytest.fixture
def outside(place: Place) -> Browser:
    return Browser(place)


@pytest.fixture
def inside(place: Place) -> Browser:
    browser = Browser(place)
    assert browser.enter().status_code == 303
    return browser


def word(browser: Browser) -> dict[str, str]:
    """The session's word, as its pages hold it."""
    [found] = set(re.findall(rf'name="{WORD}" value="([^"]+)"', browser.get("/-/archive/desk").text))
    return {WORD: found}


def test_without_a_desk_there_is_no_route_to_it(site: Site) -> None:
    """Not its pages, and no method but reading."""
    for path in ("", "/enter", "/leave", "/queue"):
        assert site.get(f"/-/archive/desk{path}").status == 404
    assert "desk" not in site.get("/").text


def test_the_token_is_exchanged_for_a_cookie_and_leaves_the_address(outside: Browser) -> None:
    answer = outside.enter()
    assert (answer.status_code, answer.headers["location"]) == (303, "/-/archive/desk")
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert outside.desk.door.token not in answer.headers["set-cookie"]
    assert answer.headers["set-cookie"].endswith("; Path=/; HttpOnly; SameSite=Strict")
    page = outside.get("/-/archive/desk")
    assert (page.status_code, "no-store" in page.headers["cache-control"]) == (200, True)
    assert outside.desk.door.token not in page.text


def test_no_page_of_the_desk_tells_another_site_where_the_curator_came_from(inside: Browser) -> None:
    """To our own pages browsers do say it, or they wouldn't say of which origin a form is."""
    assert inside.get("/-/archive/desk").headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize("token", ["", "wrong", "ü", "a" * 900])
def test_a_wrong_token_lets_nobody_in(outside: Browser, token: str) -> None:
    """And isn't used up by it."""
    answer = outside.get(f"/-/archive/desk/enter?token={token}".replace("ü", "%C3%BC"))
    assert (answer.status_code, "set-cookie" in answer.headers) == (403, False)
    assert outside.enter().status_code == 303


def test_a_token_works_once(place: Place) -> None:
    first = Browser(place)
    assert first.enter().status_code == 303
    cookie = first.cookie
    assert first.enter().status_code == 403
    first.cookie = cookie
    assert first.get("/-/archive/desk").status_code == 200


def test_a_browser_that_only_looks_ahead_does_not_use_the_token_up(outside: Browser) -> None:
    address = f"/-/archive/desk/enter?token={outside.desk.door.token}"
    assert outside.get(address, sec_purpose="prefetch;prerender").status_code == 403
    assert outside.enter().status_code == 303


@pytest.mark.parametrize("cookie", ["", "archive_desk=1", "{name}=", "{name}=wrong", "{name}; {name}=ü"])
def test_without_the_cookie_nothing_is_shown_or_taken(outside: Browser, inside: Browser, cookie: str) -> None:
    outside.cookie = cookie.format(name=outside.desk.door.cookie).replace("ü", "x")
    assert outside.get("/-/archive/desk").status_code == 403
    assert outside.post(LEAVE, word(inside)).status_code == 403


def test_a_form_of_the_session_is_taken(inside: Browser) -> None:
    """And whoever has left is outside."""
    answer = inside.post(LEAVE, word(inside))
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert "Max-Age=0" in answer.headers["set-cookie"]
    assert inside.get("/-/archive/desk").status_code == 403


@pytest.mark.parametrize("fields", [{}, {WORD: ""}, {WORD: "guessed"}], ids=["none", "empty", "guessed"])
def test_a_form_without_the_sessions_word_is_not_taken(inside: Browser, fields: dict[str, str]) -> None:
    assert inside.post(LEAVE, fields).status_code == 403
    assert inside.get("/-/archive/desk").status_code == 200


def test_a_word_of_another_session_does_not_count(inside: Browser, place: Place) -> None:
    other = Browser(place)
    other.enter()
    assert inside.post(LEAVE, word(other)).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": ""},
        {"origin": "http://localhost:81"},
        {"origin": "https://localhost"},
        {"origin": "http://127.0.0.1"},
        {"sec_fetch_site": "cross-site"},
        {"sec_fetch_site": "same-site"},
        {"sec_fetch_site": "none"},
    ],
    ids=lambda headers: " ".join(f"{name}={value}" for name, value in headers.items()),
)
def test_a_form_of_another_origin_is_not_taken(inside: Browser, headers: dict[str, str]) -> None:
    """Though the browser sends cookie and word along."""
    assert inside.post(LEAVE, word(inside), **headers).status_code == 403
    assert inside.get("/-/archive/desk").status_code == 200


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_link_elsewhere_does_not_open_the_desk(inside: Browser, site: str) -> None:
    """Else it could fill in a form for the curator to send."""
    link = {"sec_fetch_site": site, "sec_fetch_mode": "navigate", "sec_fetch_dest": "document"}
    assert inside.get("/-/archive/desk", **link).status_code == 403
    assert inside.get("/-/archive/desk", sec_fetch_site="same-origin").status_code == 200


def test_a_name_that_was_made_to_point_here_is_not_answered(inside: Browser) -> None:
    """By reading or writing: DNS rebinding."""
    mine = word(inside)
    assert inside.get("/-/archive/desk", host="rebound.example").status_code == 421
    answer = inside.post(LEAVE, mine, host="rebound.example", origin="http://rebound.example")
    assert answer.status_code == 421


def test_no_site_may_frame_the_desk(inside: Browser) -> None:
    assert "frame-ancestors 'none'" in inside.get("/-/archive/desk").headers["content-security-policy"]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"content_type": "text/plain"}, 415),
        ({"content_type": "multipart/form-data; boundary=x"}, 415),
        ({"content_length": str(LARGEST_FORM + 1)}, 413),
        ({"content_length": "9" * 5000}, 413),
        ({"content_length": "-1"}, 411),
    ],
)
def test_what_is_no_form_of_ours_is_not_read(inside: Browser, headers: dict[str, str], status: int) -> None:
    assert inside.post(LEAVE, word(inside), **headers).status_code == status


def test_a_form_that_is_longer_than_it_says_is_not_read(inside: Browser) -> None:
    answer = inside.post(LEAVE, word(inside) | {"more": "x" * (LARGEST_FORM + 1)}, content_length="10")
    assert answer.status_code == 413


def test_only_forms_write_and_only_at_the_desk(inside: Browser) -> None:
    assert inside.get(LEAVE).status_code == 405
    assert inside.post("/archive/articles", word(inside)).status_code == 405
    assert inside.post("/-/archive/deskish", word(inside)).status_code == 405


def test_the_desk_is_for_this_machine_alone(place: Place) -> None:
    registry = ("--registry", str(place.registry))
    done = run("serve", "--edit", "--db", place.db, "--host", "0.0.0.0", *registry)
    assert (done.returncode, "for this machine alone" in done.stderr) == (2, True)
    done = run("serve", "--edit", "--db", place.db, "--open", *registry)
    assert (done.returncode, "only you may see" in done.stderr) == (2, True)


def test_a_desk_in_a_process_of_its_own_writes_and_leaves_nothing_beside_the_corpus(tmp_path: Path) -> None:
    """The address in the terminal lets in; at the end all that was written is in the corpus's own file."""
    place = Place(tmp_path)
    place.set_up({"a.txt": DATA})
    fields = {"field": "headline", "value": "A Bridge", "quote": HEADLINE, "reason": "So.", "seen": ""}
    with edited(place.db, place.registry) as (entrance, _), sat_down(entrance) as visitor:
        assert visitor.send(f"/-/archive/desk/article/{SHA256[:16]}-1/save", fields) == 303
        assert ">A Bridge</h1>" in visitor.read(f"/-/archive/article/{SHA256[:16]}-1")
    assert sorted(file.name for file in tmp_path.iterdir()) == ["archive.db", "captures", "registry"]
    assert place("verify").returncode == 0
    assert place.fingerprint() == place.fingerprint_of_all()


def test_the_desk_needs_somewhere_to_write(place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = run("serve", "--edit", "--db", place.db)
    assert done.returncode == 1
    assert "no project here to keep corrections" in done.stderr
