"""An article at the desk: what is selected or typed becomes the entry that the command line would write."""

import hashlib
import re
import shutil
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from syria_iraq_archive.corpus.locks import in_turn
from tests.corrections import DATA, HEADLINE, SECOND, SHA256, TEXT
from tests.desks import Browser, Place

KEY = f"{SHA256[:16]}-1"
PAGE = f"/-/archive/desk/article/{KEY}"
REASON = {"reason": "So it is."}
HOSTILE = """Council Meets <script>alert("headline")</script><img src=x onerror=alert(1)>

"><svg onload=alert(2)> {{ 7 * 7 }} </textarea></span></div><a href='javascript:alert(3)'>Iran</a> said on Monday.

The council <b>met</b> “<i>We</i> will” & went on with \u202eevil things until the evening came.
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Place:
    place = Place(tmp_path_factory.mktemp("desk"))
    place.set_up({"a.txt": DATA, "<b>evil.txt": HOSTILE.encode()})
    return place


@pytest.fixture
def place(made: Place, tmp_path: Path) -> Place:
    return Place(Path(shutil.copytree(made.db.parent, tmp_path / "copy")))


@pytest.fixture
def browser(place: Place) -> Browser:
    inside = Browser(place)
    inside.enter()
    return inside


def span(words: str, start: int = 0) -> dict[str, str]:
    at = TEXT.index(words, start)
    return {"start": str(at), "end": str(at + len(words))}


def preview(browser: Browser, page: str, **fields: str) -> Any:
    """What the second button of the form asks for."""
    return browser.post(f"{page}/preview", browser.form(f"{page}/save", page) | fields)


def test_a_value_may_rest_on_what_the_capture_doesnt_hold(place: Place, browser: Browser) -> None:
    """The day of an undated article mostly does. A role or a name can't."""
    said = {"field": "published", "value": "2016-05", "quote": "", **REASON}
    refused = browser.send(f"{PAGE}/save", PAGE, **said)
    assert refused.status_code == 422
    assert "say what else it rests on" in refused.text
    assert "--" not in re.sub(r".*role=.alert.>(.*?)</p>.*", r"\1", refused.text, flags=re.DOTALL)
    done = browser.send(f"{PAGE}/save", PAGE, **said, outside="https://news.example/1")
    assert done.status_code == 303
    assert "outside: https://news.example/1" in place.corrections.read_text("utf-8")
    role = {"field": "role", "value": "chrome", "quote": "", "outside": "a letter", **REASON}
    assert browser.send(f"{PAGE}/save", PAGE, **role).status_code == 422


def test_what_is_selected_becomes_an_entry_and_the_corpus_follows(place: Place, browser: Browser) -> None:
    answer = browser.send(f"{PAGE}/save", PAGE, field="role", value="standfirst", **span("The river"), **REASON)
    assert answer.status_code == 303
    assert answer.headers["location"] == f"{PAGE}?done=saved"
    told = place.corrections.read_text("utf-8")
    assert "value: standfirst\n  quote: The river\n  reason: So it is.\n  by: N. Curator\n" in told
    page = browser.get(answer.headers["location"]).text
    assert "The corpus follows" in page
    assert 'standfirst</dt><dd dir="auto">The river' in page
    assert place.fingerprint() == place.fingerprint_of_all()


def test_the_entry_is_the_one_that_the_command_line_writes(place: Place, browser: Browser) -> None:
    spot = {"quote": "Turkey", "occurrence": "2"}
    browser.send(f"{PAGE}/save", PAGE, field="mention", value="Iran", **spot, **REASON)
    mine = place.corrections.read_bytes()
    place.corrections.unlink()
    spoken = ("--quote", "Turkey", "--occurrence", "2", "--reason", "So it is.")
    assert place("correct", KEY, "mention", "Iran", *spoken).returncode == 0
    assert place.corrections.read_bytes() == mine


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"field": "published", "value": "2016-05-03", "quote": "on Tuesday"}, "read as 3 May 2016"),
        ({"field": "published", "first": "2016-05-03", "last": "2016-05-05", "quote": HEADLINE}, "between 3 and 5 May"),
        ({"field": "published", "first": "2016-05-03", "quote": HEADLINE}, "value: 2016-05-03"),
        ({"field": "headline", "value": "A Bridge", "quote": HEADLINE}, "A Bridge"),
        ({"field": "headline", "nothing": "on", "quote": HEADLINE}, "unknown"),
        ({"field": "opening", "value": "begins", "quote": SECOND}, "The capture holds 1 article → 2"),
        ({"field": "source", "value": "Shafaq News", "quote": "officials said"}, "shafaq-news"),
        ({"field": "actor", "value": "iran", "instead_of": "Turkey"}, "iran"),
        ({"field": "place", "value": "Anah", "quote": "The river"}, "no place → anah"),
        ({"field": "speaker", "value": "Iran", "quote": "We will wait"}, "one of them → iran"),
        ({"field": "hearer", "value": "Shafaq News", "quote": "We will wait"}, "nobody → shafaq-news"),
        ({"field": "headline", "value": "The river"}, "The river"),
    ],
)
def test_a_preview_tells_what_becomes_of_it_and_writes_nothing(
    place: Place, browser: Browser, fields: dict[str, str], said: str
) -> None:
    """Within the page, without script; or alone, for the script."""
    for part in ({}, {"part": "1"}):
        answer = preview(browser, PAGE, **fields, **part)
        assert answer.status_code == 200
        assert said in unescape(re.sub(r"</?(?:del|ins|q|bdi)[^>]*>", "", answer.text))
    assert not place.corrections.exists()


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"field": "published", "value": "2016-13-01", "quote": HEADLINE}, "no EDTF date"),
        ({"field": "headline", "value": "", "quote": HEADLINE}, "give a value"),
        ({"field": "nonsense", "value": "A", "quote": HEADLINE}, "say what it is"),
        ({"field": "headline", "value": "A", "quote": HEADLINE, "reason": " "}, "give a reason"),
        ({"field": "headline", "value": "A", "quote": "gone"}, "stand in the capture"),
        ({"field": "headline", "value": "A", "quote": ""}, "rests on nothing"),
        ({"field": "role", "value": "chrome", "quote": HEADLINE}, "occurrence"),
        ({"field": "role", "value": "chrome", "quote": HEADLINE, "occurrence": "x"}, "number from 1"),
        ({"field": "role", "value": "chrome", "start": "0", "end": "99999999"}, "no words are selected"),
        ({"field": "role", "value": "chrome", "start": "-1", "end": "4"}, "no place"),
        ({"field": "actor", "value": "iran", "quote": HEADLINE}, "read as"),
        ({"field": "mention", "value": "nobody at all", "quote": HEADLINE}, "no actor is called"),
    ],
)
def test_what_can_not_be_is_refused_and_stays_in_the_form(
    place: Place, browser: Browser, fields: dict[str, str], said: str
) -> None:
    answer = browser.send(f"{PAGE}/save", PAGE, **({"reason": "So."} | fields))
    assert answer.status_code == 422
    assert said in unescape(answer.text)
    assert fields.get("quote", "") in answer.text
    assert not place.corrections.exists()


def test_somebody_elses_correction_of_the_same_field_is_shown_first(place: Place, browser: Browser) -> None:
    """Mine is written only if I say so once more."""
    mine = browser.form(f"{PAGE}/save", PAGE) | {"field": "headline", "value": "Mine", "quote": HEADLINE} | REASON
    theirs = ("--quote", HEADLINE, "--reason", "Theirs.", "--curator", "Somebody <i>Else</i>")
    assert place("correct", KEY, "headline", "Their Line", *theirs).returncode == 0
    answer = browser.post(f"{PAGE}/save", mine)
    assert answer.status_code == 409
    assert "Their Line" in answer.text
    assert "Somebody &lt;i&gt;Else" in answer.text
    assert "Mine" not in place.corrections.read_text("utf-8")
    [form] = re.findall(r'<form method="post" action="[^"]*/save".*?</form>', answer.text, re.DOTALL)
    again = {**mine, **dict(re.findall(r'<input type="hidden" name="(seen)" value="([^"]*)"', form))}
    assert browser.post(f"{PAGE}/save", again).status_code == 303
    assert place.corrections.read_text("utf-8").count("field: headline") == 2
    assert place.fingerprint() == place.fingerprint_of_all()


def test_a_correction_is_taken_back_by_a_new_entry(browser: Browser) -> None:
    before = browser.get(f"/-/archive/article/{KEY}").text
    browser.send(f"{PAGE}/save", PAGE, field="headline", value="A Bridge", quote=HEADLINE, **REASON)
    assert ">A Bridge</h1>" in browser.get(f"/-/archive/article/{KEY}").text
    answer = browser.send(f"{PAGE}/undo", PAGE)
    assert answer.headers["location"] == f"{PAGE}?done=undone"
    assert f">{HEADLINE}</h1>" in before
    assert f">{HEADLINE}</h1>" in browser.get(f"/-/archive/article/{KEY}").text
    assert "Undo of: So it is." in browser.get("/-/archive/log").text
    assert browser.post(f"{PAGE}/undo", browser.form(f"{PAGE}/save", PAGE) | {"mark": "none"}).status_code == 422


def test_if_another_program_writes_the_corpus_the_correction_is_kept(place: Place, browser: Browser) -> None:
    """And the page says that it waits."""
    with in_turn(place.db):
        answer = browser.send(f"{PAGE}/save", PAGE, field="headline", value="A Bridge", quote=HEADLINE, **REASON)
    assert answer.status_code == 303
    page = browser.get(answer.headers["location"]).text
    assert "The corpus doesn’t follow yet" in page
    assert "A Bridge" in place.corrections.read_text("utf-8")
    assert "1 updated" in place("ingest", str(place.captures)).stderr
    assert ">A Bridge</h1>" in browser.get(f"/-/archive/article/{KEY}").text


@pytest.mark.parametrize(
    "address",
    ["/", "/archive", "/archive/articles", "/archive/captures/1", "/-/archive/timeline", "/-/archive/network"],
)
def test_every_page_shows_the_corpus_as_it_is_now(place: Place, browser: Browser, address: str) -> None:
    """With a desk the corpus changes while it is served; nothing of ours or Datasette's remembers it."""
    first = browser.get(address)
    assert first.status_code == 200
    done = place("correct", KEY, "headline", "Another Headline Altogether", "--quote", HEADLINE, "--reason", "So.")
    assert done.returncode == 0, done.stderr
    second = browser.get(address)
    assert second.status_code == 200
    assert (HEADLINE in first.text) == ("Another Headline Altogether" in second.text)


def test_only_the_curator_sees_the_way_to_the_desk(place: Place, browser: Browser) -> None:
    outside = Browser(place)
    assert "Correct this article" in browser.get(f"/-/archive/article/{KEY}").text
    assert "Correct this article" not in outside.get(f"/-/archive/article/{KEY}").text
    assert outside.get(PAGE).status_code == 403
    assert outside.get("/-/archive/log").status_code == 200


def test_the_capture_is_laid_out_by_its_characters(browser: Browser) -> None:
    """Each block says where it begins and ends."""
    page = browser.get(PAGE).text
    found = re.findall(r'data-start="(\d+)" data-end="(\d+)"[^>]*>(.*?)</span>', page)
    assert found
    for start, end, text in found:
        if "<" not in text:
            assert unescape(text) == TEXT[int(start) : int(end)]


def test_a_speaker_whom_no_words_name_is_called_by_name(place: Place, browser: Browser) -> None:
    """As a curator says it, against the words that stand beside the quotation; on all pages that tell quotations."""
    for field, value, words in (("mention", "Iran", "one of them"), ("speaker", "Turkey", "We will wait")):
        assert place("correct", KEY, field, value, "--quote", words, "--reason", "So.").returncode == 0
    for page in ("/-/archive/actor/turkey", f"/-/archive/article/{KEY}"):
        text = browser.get(page).text
        assert "We will wait" in text
        assert not re.search("speaker unknown|unnamed speaker", text)


def test_names_are_completed_while_one_types(browser: Browser) -> None:
    names = "/-/archive/desk/names.json"
    assert browser.get(f"{names}?of=actors&q=hts").json() == [["hayat-tahrir-al-sham", "Hayat Tahrir al-Sham"]]
    assert browser.get(f"{names}?of=sources&q=shaf").json() == [["shafaq-news", "Shafaq News"]]
    assert browser.get(f"{names}?of=actors&q=%25").json() == []
    assert browser.get(f"{names}?of=places&q=raqqa").json()[0] == ["raqqa", "Raqqa"]
    assert browser.get(f"{names}?of=actors&q=raqqa").json() == []


def test_a_hostile_capture_is_text_on_every_page_of_the_desk(browser: Browser) -> None:
    """In the capture, the form, a preview, a refusal, the log and the queue."""
    page = f"/-/archive/desk/article/{hashlib.sha256(HOSTILE.encode()).hexdigest()[:16]}-1"
    evil = '"><script>alert(9)</script>'
    words = "<svg onload=alert(2)>"
    asked = f"{page}?field=headline&quote={words}&value={evil}&reason={evil}&back={evil}&waits={evil}&done={evil}"
    pages = [browser.get(page), browser.get(asked.replace('"', "%22"))]
    spot = {"field": "headline", "value": evil, "quote": words, "reason": evil}
    pages.append(preview(browser, page, **spot))
    pages.append(preview(browser, page, **spot, part="1"))
    pages.append(browser.send(f"{page}/save", page, **(spot | {"quote": evil})))
    assert browser.send(f"{page}/save", page, **spot).status_code == 303
    pages += [browser.get(page), browser.get("/-/archive/log"), browser.get("/-/archive/desk")]
    for answer in pages:
        assert answer.headers["content-security-policy"].startswith("default-src 'self'; script-src 'self';")
        text = re.sub(r'<script src="/assets/[a-z]+\.js" defer></script>', "", answer.text)
        assert not re.search(r"<script|<svg|<img|<i>We|<b>met|javascript:alert\(3\)'>|\u202e|49 ", text), text


def test_what_rests_outside_of_the_capture_is_told_and_taken_back(place: Place, browser: Browser) -> None:
    """As the command line corrects it."""
    told = ("--source", "https://news.example/<b>1", "--reason", "As on the page.")
    done = place("correct", KEY, "headline", "On Alert", *told)
    assert done.returncode == 0, done.stderr
    log = browser.get("/-/archive/log").text
    assert "https://news.example/&lt;b&gt;1</bdi>, outside of the capture" in log
    assert browser.send(f"{PAGE}/undo", PAGE).headers["location"] == f"{PAGE}?done=undone"
    assert f">{HEADLINE}</h1>" in browser.get(f"/-/archive/article/{KEY}").text
    assert place.fingerprint() == place.fingerprint_of_all()
