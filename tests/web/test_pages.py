"""The pages over HTTP, without a browser: they open, escape what captures hold, and send the headers."""

import json
import re
import sqlite3
from html.parser import HTMLParser
from pathlib import Path
from unittest.mock import Mock

import pytest

from syria_iraq_archive.corpus import question
from syria_iraq_archive.corpus.schema import relations
from syria_iraq_archive.corpus.search import parse_search
from syria_iraq_archive.errors import CorpusError
from syria_iraq_archive.records import Role
from syria_iraq_archive.web.pages.article import ROLES
from syria_iraq_archive.web.questions import QUESTIONS
from syria_iraq_archive.web.server import FACETS, LABELS, NEWEST, UNITS, application, metadata
from tests.factories import make_corpus
from tests.web.pages import ARABIC, DATED, HOSTILE, PAGES, UNDATED, Site


class Tags(HTMLParser):
    """The tags of a page with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def text_of(page: str) -> str:
    """The text a reader sees, its white space folded."""
    return " ".join(re.sub(r"<[^>]*>", " ", page).split())


@pytest.mark.parametrize("address", PAGES)
def test_a_page_opens(site: Site, address: str) -> None:
    answer = site.get(address)
    assert answer.status == 200
    assert answer.headers["content-type"].startswith("text/html")


@pytest.mark.parametrize(
    "address", [*PAGES, "/nowhere", "/-/archive/article/none", "/archive?sql=selec", "/-/metadata"]
)
def test_a_page_runs_and_loads_nothing_but_our_files(site: Site, address: str) -> None:
    for tag, attributes in Tags(site.get(address).text).tags:
        assert not [name for name in attributes if name.startswith("on") or name == "style"], (tag, attributes)
        assert not (attributes.get("href") or "").lower().startswith("javascript:")
        assert tag not in ("style", "img", "iframe", "object", "embed", "base")
        if tag == "script":
            assert (attributes["src"] or "").startswith("/assets/")
        if tag == "link" and attributes["rel"] in ("stylesheet", "icon"):
            assert (attributes["href"] or "").startswith("/assets/")


@pytest.mark.parametrize("address", [*PAGES, "/nowhere", "/assets/archive.css", "/archive/articles.json"])
def test_every_answer_carries_the_policy(site: Site, address: str) -> None:
    headers = site.get(address).headers
    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/archive/articles",
        "/archive/articles?_as=table",
        "/archive/articles?_find=evil",
        "/archive/quotes",
        "/archive/captures/3",
        f"/-/archive/article/{HOSTILE}",
        "/-/archive/actor/iran",
        "/-/archive/actor/example-news",
        "/archive/said-by?actor=iran",
        "/-/archive/timeline?actor=%3Cscript%3Ealert(9)%3C/script%3E",
        "/archive/articles?_find=%3Cscript%3Ealert(9)%3C/script%3E",
    ],
)
def test_what_a_capture_or_an_address_holds_is_text(site: Site, address: str) -> None:
    page = site.get(address).text
    assert "<script>alert" not in page
    assert "<img" not in page
    assert "<svg onload" not in page
    assert "<b>" not in page
    assert "<i>We" not in page


def test_what_looks_like_a_template_in_a_capture_is_text(site: Site) -> None:
    assert "{{ 7 * 7 }}" in site.get(f"/-/archive/article/{HOSTILE}").text


def test_controls_in_a_capture_are_shown_as_marks(site: Site) -> None:
    page = site.get(f"/-/archive/article/{HOSTILE}").text
    sheet = page[page.index('id="capture-text"') : page.index('id="inspector"')]
    assert "\u202e" not in sheet
    assert "U+202E" in sheet


@pytest.mark.parametrize("address", PAGES)
def test_no_page_holds_a_control_that_turns_its_text_round(site: Site, address: str) -> None:
    assert "\u202e" not in site.get(address).text


def test_an_article_stands_beside_its_capture_with_rules_and_claims(site: Site) -> None:
    page = site.get(f"/-/archive/article/{DATED}").text
    text = text_of(page)
    assert "Rebels Enter Hama" in text
    assert "between 3 and 9 December 2024" in text
    assert "inferred from “December 3, 2024” and “on Tuesday”" in text
    assert "seven days are possible" in text
    assert "told-us" in text
    assert page.count('class="block role-') == 9
    assert 'href="/-/archive/actor/turkey"' in page
    assert 'role-chrome" id="block-4"' in page


def test_the_capture_on_the_page_is_the_capture(site: Site) -> None:
    page = site.get(f"/-/archive/article/{UNDATED}").text
    sheet = (
        page[page.index('id="capture-text"') : page.index('id="inspector"')].partition(">")[2].rpartition("</div>")[0]
    )
    assert re.sub(r"<[^>]*>", "", sheet) == "Talks in Doha\n\nIran and Türkiye talked.\n"


def test_an_article_in_arabic_runs_from_the_right(site: Site) -> None:
    page = site.get(f"/-/archive/article/{ARABIC}").text
    assert '<h1 id="headline" lang="ar" dir="rtl">' in page


def test_a_key_cut_short_leads_to_the_article(site: Site) -> None:
    answer = site.get(f"/-/archive/article/{DATED[:8]}")
    assert (answer.status, answer.headers["location"]) == (302, f"/-/archive/article/{DATED}")


@pytest.mark.parametrize(
    "address", ["/-/archive/article/zzz", "/-/archive/article/ffff", "/-/archive/actor/nobody", "/nowhere"]
)
def test_what_isnt_there_is_not_found(site: Site, capsys: pytest.CaptureFixture[str], address: str) -> None:
    answer = site.get(address)
    assert answer.status == 404
    assert "Back to the beginning" in answer.text
    assert capsys.readouterr() == ("", "")


def test_an_actors_numbers_count_its_parts_unless_it_is_asked_for_alone(site: Site) -> None:
    assert "2 articles naming it" in numbers(site.get("/-/archive/actor/turkey").text)
    assert "1 article naming it" in numbers(site.get("/-/archive/actor/turkey?exact=1").text)


def numbers(page: str) -> str:
    """The numbers of an actor's card, each before its name."""
    pairs = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", page)
    return "; ".join(f"{number} {text_of(name)}" for name, number in pairs)


def test_an_actor_is_shown_with_what_it_said_and_was_told(site: Site) -> None:
    assert "will." in text_of(site.get("/-/archive/actor/iran").text)
    told = text_of(site.get("/-/archive/actor/example-news").text)
    assert "What was said to Example News" in told
    assert "We will go on," in told


def test_an_actors_chart_counts_as_its_page_does(site: Site) -> None:
    def counted(address: str) -> int:
        return sum(count["certain"] for count in json.loads(site.get(address).text)["counts"])

    assert counted("/-/archive/actor/iran.json") == 1
    assert counted("/-/archive/actor/turkish-army.json") == 0  # its one article is undated


def test_what_takes_too_long_is_said_and_is_no_bug(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise sqlite3.OperationalError("interrupted")

    monkeypatch.setattr("syria_iraq_archive.web.pages.network.compose", interrupted)
    assert site.get("/-/archive/network").status == 503
    assert json.loads(site.get("/-/archive/network.json").text)["status"] == 503


def test_the_timeline_counts_ranges_apart(site: Site) -> None:
    counted = json.loads(site.get("/-/archive/timeline.json?by=month").text)
    assert [(count["period"], count["certain"]) for count in counted["published"]["counts"]] == [("2024-12", 2)]
    by_day = json.loads(site.get("/-/archive/timeline.json?by=day").text)
    assert {count["period"]: count["possible"] for count in by_day["published"]["counts"]}["2024-12-09"] == 1
    assert [count["period"] for count in by_day["mentioned"]["counts"]] == ["2024-12-03", "2024-12-04"]


def test_the_timeline_says_which_actor_it_doesnt_know(site: Site) -> None:
    page = site.get("/-/archive/timeline?actor=nobody-at-all")
    assert page.status == 200
    assert "nobody-at-all" in text_of(page.text)
    assert "Shown without it" in page.text


@pytest.mark.parametrize(
    "query", ["by=century", "size=x", "since=yesterday", "since=2024-13", "shared=٣", "kind=%00", "source=x"]
)
def test_a_form_filled_in_wrongly_is_no_error(site: Site, query: str) -> None:
    assert site.get(f"/-/archive/timeline?{query}").status == 200
    assert site.get(f"/-/archive/network?{query}").status == 200


def test_the_network_joins_actors_named_by_the_same_article(site: Site) -> None:
    network = json.loads(site.get("/-/archive/network.json?shared=1").text)
    assert {"source": "example-news", "target": "turkey", "articles": 1} in network["links"]
    assert {node["id"] for node in network["nodes"]} == {"example-news", "turkey", "iran", "turkish-army"}


def test_the_network_of_one_kind_names_no_other(site: Site) -> None:
    network = json.loads(site.get("/-/archive/network.json?kind=state&actor=turkish-army&shared=1").text)
    assert {node["kind"] for node in network["nodes"]} == {"state", "public-body"}  # and the one in the middle
    assert "2 more of the most named" in site.get("/-/archive/network?kind=state").text


@pytest.mark.parametrize(
    "text", ["hama", "HAMA", "“entered hama”", 'hama"', "hama AND (", "-hama", "ham*", "NEAR hama"]
)
def test_the_search_box_is_never_a_syntax_error(site: Site, text: str) -> None:
    assert site.get(f"/archive/articles?_find={text}").status == 200


def test_the_search_box_finds_and_shows_where(site: Site) -> None:
    page = site.get("/archive/articles?_find=hama").text
    assert "1 article " in text_of(page)
    assert "<mark>Hama</mark>" in page


def test_what_is_typed_is_parsed_once_for_all_that_is_shown(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """For the table's condition, its count, its facets, and the passage of each article."""
    parse = Mock(wraps=parse_search)
    monkeypatch.setattr(question, "parse_search", parse)
    assert "<mark>Hama</mark>" in site.get("/archive/articles?_find=hama OR evil").text
    parse.assert_called_once_with("hama OR evil")


def test_datasettes_own_search_works_too(site: Site) -> None:
    assert "1 article " in text_of(site.get("/archive/articles?_search=hama").text)


def test_facets_count_and_narrow_down(site: Site) -> None:
    assert re.search(r"Example News</bdi></a>\s*<span class=\"count\">2", site.get("/archive/articles").text)
    assert "2 articles" in text_of(site.get("/archive/articles?source_id=example-news").text)


def test_a_table_is_shown_with_what_the_schema_says(site: Site) -> None:
    page = text_of(site.get("/archive/captures").text)
    assert "one row for each distinct content." in page
    assert "SHA-256 of the file's bytes" in page.replace("&#39;", "'")
    assert "B" in re.findall(r"\d+(?:\.\d+)? (k?B)", page.replace("\xa0", " ").replace("&nbsp;", " "))


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_a_canned_question_is_answered(site: Site, question: object) -> None:
    name = getattr(question, "name", "")
    filled = "actor=Turkey&day=2024-12&first_day=2024-12-01&last_day=2024-12-31"
    answer = site.get(f"/archive/{name}.json?{filled}&_shape=objects")
    assert answer.status == 200, answer.text
    assert site.get(f"/archive/{name}").status == 200


@pytest.mark.parametrize(
    ("name", "filled", "rows"),
    [
        ("published-between", "first_day=2024-12-09&last_day=", 1),
        ("naming-actor", "actor=Türkiye", 2),
        ("naming-actor", "actor=TSK", 1),
        ("said-by", "actor=omar", 2),
        ("speaking-of-day", "day=2024-12-03", 1),
        ("unknown", "", 4),
        ("folded-away", "", 2),
    ],
)
def test_a_canned_question_finds_what_is_there(site: Site, name: str, filled: str, rows: int) -> None:
    found = json.loads(site.get(f"/archive/{name}.json?{filled}&_shape=array").text)
    assert len(found) == rows


def test_the_corpus_cannot_be_changed(site: Site) -> None:
    assert site.get("/archive?sql=delete+from+articles").status == 400
    assert site.datasette.get_database("archive").is_mutable is False


def test_facets_labels_and_units_name_columns_that_exist() -> None:
    columns = {relation.name: {field.name for field in relation.fields} for relation in relations()}
    named = [*FACETS.items(), *((name, (column,)) for name, column in (NEWEST | LABELS).items())]
    named += [(name, tuple(units)) for name, units in UNITS.items()]
    for name, wanted in named:
        assert set(wanted) <= columns[name], name


def test_every_column_is_described() -> None:
    tables = metadata()["databases"]["archive"]["tables"]
    for relation in relations():
        if relation.kind != "full-text index":
            assert all(tables[relation.name]["columns"].values())


def test_every_role_has_a_word_in_the_legend() -> None:
    assert set(ROLES) == set(Role)


def test_another_host_is_refused(site: Site) -> None:
    assert site.get("/", host="rebound.example").status == 421
    assert site.get("/", host="127.0.0.1:8001").status == 200


def test_any_host_is_answered_where_that_was_asked_for(web_corpus: Path) -> None:
    site = Site(web_corpus)
    site.datasette = application(web_corpus, hosts=None)
    assert site.get("/", host="archive.example").status == 200


def test_a_corpus_with_changes_waiting_is_refused(tmp_path: Path) -> None:
    corpus = make_corpus(tmp_path / "x.db")
    (tmp_path / "x.db-wal").write_bytes(b"0" * 64)
    with pytest.raises(CorpusError):
        application(corpus)


def test_an_empty_corpus_is_welcome(tmp_path: Path) -> None:
    from syria_iraq_archive.corpus.connection import writing
    from syria_iraq_archive.corpus.migrations import migrate

    with writing(tmp_path / "empty.db") as connection:
        migrate(connection)
    site = Site(tmp_path / "empty.db")
    for address in ("/", "/archive/articles", "/-/archive/timeline", "/-/archive/network"):
        assert site.get(address).status == 200
    assert "No articles yet" in site.get("/").text
