"""The page of articles and the lists of names, over HTTP: they find what the command finds; the address says what."""

import csv
import html
import io
import json
import re
import shlex
import sqlite3
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest

from syria_iraq_archive.web.ask import DATABASE
from syria_iraq_archive.web.asked import AskedArticles
from syria_iraq_archive.web.pages import articles
from syria_iraq_archive.web.pages.colours import TONES, tones
from syria_iraq_archive.web.served import ServedCorpus
from syria_iraq_archive.web.server import HELPERS
from tests.cli.conftest import run
from tests.factories import dated, make_corpus, undated
from tests.web.pages import ARABIC, DATED, HOSTILE, KEYS, UNDATED, Site
from tests.web.test_pages import Tags, text_of

ARTICLES = "/-/archive/articles"


def hits(page: str) -> list[str]:
    """The keys of the articles listed."""
    return re.findall(r'id="hit-([0-9a-f]{16}-\d+)"', page)


def links(page: str, rel: str) -> list[str]:
    return [attributes["href"] or "" for tag, attributes in Tags(page).tags if attributes.get("rel") == rel]


@pytest.mark.parametrize(
    ("asked", "options"),
    [
        ("", []),
        ("?q=hama", ["hama"]),
        ("?q=NOT+hama", ["NOT hama"]),
        ("?actor=turkey&actor=iran", ["--actor", "turkey", "--actor", "iran"]),
        ("?actor=turkey&actor=turkish-army&any=1", ["--actor", "turkey", "--actor", "turkish-army", "--any"]),
        ("?source=example-news&sort=oldest", ["--source", "example-news", "--sort", "oldest"]),
        ("?from=2024-12-04&to=2024-12&undated=1", ["--from", "2024-12-04", "--to", "2024-12", "--undated"]),
        ("?from=2024-12-04&certain=1", ["--from", "2024-12-04", "--certain"]),
        ("?place=salamiyah", ["--place", "salamiyah"]),
        ("?language=ar", ["--language", "ar"]),
        ("?basis=unknown&basis=printed", ["--basis", "unknown", "--basis", "printed"]),
        ("?not_actor=turkey", ["--not-actor", "turkey"]),
        ("?speaks_of=2024-12-04", ["--speaks-of", "2024-12-04"]),
        ("?q=hama&story=1&distinct=1&literal=1", ["hama", "--one-per-story", "--distinct", "--literal"]),
    ],
)
def test_the_page_finds_what_the_command_finds(site: Site, web_corpus: Path, asked: str, options: list[str]) -> None:
    """In the same order; and the command that the page shows is that command."""
    page = site.get(ARTICLES + asked).text
    found = json.loads(run("query", *options, "--db", web_corpus, "--json").stdout)
    assert hits(page) == [article["key"] for article in found]
    if asked:
        shown = re.search(r"<code>(archive query .*?)</code>", page)
        assert shown
        told = shlex.split(html.unescape(shown[1]))[2:]
        again = json.loads(run("query", *told, "--db", web_corpus, "--json").stdout)
        assert [article["key"] for article in again] == hits(page)


def test_names_in_the_address_become_ids(site: Site) -> None:
    answer = site.get(f"{ARTICLES}?actor=T%C3%BCrkiye&source=Example+News&from=")
    assert answer.status == 302
    assert parse_qsl(urlsplit(answer.headers["location"]).query) == [("source", "example-news"), ("actor", "turkey")]


def test_a_name_that_nobody_bears_is_said_and_left_out(site: Site) -> None:
    page = site.get(f"{ARTICLES}?actor=nobody-at-all&actor=turkey").text
    assert "nobody-at-all" in text_of(page)
    assert "Shown without it" in page
    assert hits(page) == hits(site.get(f"{ARTICLES}?actor=turkey").text)


def test_what_was_asked_stands_as_chips_each_of_which_can_be_taken_away(site: Site) -> None:
    page = site.get(f"{ARTICLES}?q=rebels&actor=turkey&from=2024-12&certain=1").text
    chips = page[page.index('class="chips chosen"') : page.index('id="narrow"')]
    assert [text_of(chip) for chip in re.findall(r'<a class="chip"[^>]*>(.*?)</a>', chips)] == [
        "words rebels × (take away)",
        "from 2024-12 × (take away)",
        "naming Turkey × (take away)",
        "date certain only × (take away)",
    ]
    without = [dict(parse_qsl(urlsplit(html.unescape(href)).query)) for href in re.findall(r'href="([^"]*)"', chips)]
    whole = {"q": "rebels", "from": "2024-12", "actor": "turkey", "certain": "1"}
    assert without[:4] == [{name: value for name, value in whole.items() if name != gone} for gone in whole]


def test_pages_go_on_by_key_and_back(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(articles, "PAGE", 1)
    address, seen = f"{ARTICLES}?sort=oldest", []
    while True:
        page = site.get(address).text
        seen += hits(page)
        if not (following := links(page, "next")):
            break
        address = html.unescape(following[0])
        assert "after=" in address
    assert seen == hits_of_all(site)
    back = html.unescape(links(page, "prev")[0])
    assert hits(site.get(back).text) == [seen[-2]]


def hits_of_all(site: Site) -> list[str]:
    return [row["key"] for row in json.loads(site.get(f"{ARTICLES}.json?sort=oldest").text)["articles"]]


def test_a_key_that_is_none_is_the_first_page(site: Site) -> None:
    assert hits(site.get(f"{ARTICLES}?after=%00'").text) == hits(site.get(ARTICLES).text)


def test_without_a_headline_its_first_words_stand_for_it(tmp_path: Path) -> None:
    capture = undated()
    bare = capture.model_copy(
        update={"articles": tuple(one.model_copy(update={"headline": None}) for one in capture.articles)}
    )
    page = Site(make_corpus(tmp_path / "bare.db", bare)).get(ARTICLES).text
    assert "(no headline)" not in page
    assert '<span class="opening-words">Iran and Türkiye talked.</span>' in page


def test_snippets_show_the_words_sought(site: Site) -> None:
    page = site.get(f"{ARTICLES}?q=officials").text
    assert "<mark>officials</mark>" in page


def test_words_that_name_somebody_offer_that_one(site: Site) -> None:
    """Its page, and the articles that name it in place of the word."""
    page = site.get(f"{ARTICLES}?q=turkey&from=2024").text
    offered = page[page.index('class="offered"') : page.index('id="days"')]
    assert 'href="/-/archive/actor/turkey"' in offered
    assert "from=2024&amp;actor=turkey" in offered
    assert "Türkiye" in text_of(page)  # also sought


def test_very_many_hits_are_not_ranked_unless_that_is_asked_for(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(articles, "MANY", 0)
    assert "newest come first" in site.get(f"{ARTICLES}?q=rebels").text
    assert "newest come first" not in site.get(f"{ARTICLES}?q=rebels&sort=relevance").text


def test_days_are_counted_apart_from_the_hits(site: Site) -> None:
    counted = json.loads(site.get(f"{ARTICLES}/days.json").text)
    assert (counted["articles"], counted["undated"], counted["by"]) == (4, 2, "day")
    certain = {count["period"]: count["certain"] for count in counted["counts"] if count["certain"]}
    assert certain == {"2024-12-05": 1}
    assert [count["possible"] for count in counted["counts"]] == [1] * 7
    narrowed = json.loads(site.get(f"{ARTICLES}/days.json?q=hama&actor=turkey").text)
    assert narrowed["articles"] == 1


def test_days_that_take_too_long_to_count_are_given_up(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise sqlite3.OperationalError("interrupted")

    monkeypatch.setattr(articles, "count_days", interrupted)
    assert site.get(f"{ARTICLES}/days.json").status == 503
    assert site.get(ARTICLES).status == 200


def test_what_is_found_can_be_taken_along(site: Site) -> None:
    table = list(csv.DictReader(io.StringIO(site.get(f"{ARTICLES}.csv?q=hama").text)))
    assert [row["key"] for row in table] == [DATED]
    assert "Hama" in table[0]["snippet"]
    assert f"ID  - {DATED}" in site.get(f"{ARTICLES}.ris?q=hama").text
    everything = json.loads(site.get(f"{ARTICLES}.json").text)
    assert {row["key"] for row in everything["articles"]} == set(KEYS)
    assert everything["after"] is None


def test_a_cell_that_a_spreadsheet_would_run_is_harmless(tmp_path: Path) -> None:
    capture = undated()
    formula = capture.model_copy(
        update={"articles": tuple(one.model_copy(update={"headline": "=1+1"}) for one in capture.articles)}
    )
    assert "'=1+1" in Site(make_corpus(tmp_path / "formula.db", formula)).get(f"{ARTICLES}.csv").text


def test_the_question_in_sql_finds_the_same(site: Site) -> None:
    page = site.get(f"{ARTICLES}?q=hama&actor=turkey&from=2024-12-01&to=2024-12-31").text
    address = next(
        href for _, found in Tags(page).tags if (href := found.get("href") or "").startswith("/archive?sql=")
    )
    asked = address.replace("/archive?", "/archive.json?") + "&_shape=array"
    assert [row["key"] for row in json.loads(site.get(asked).text)] == hits(page)


def test_a_value_with_a_quotation_mark_stays_one_in_sql(site: Site) -> None:
    page = site.get(f"{ARTICLES}?q=%22it's+%3F+a%22").text
    assert site.get(ARTICLES).status == 200
    assert "<h1>Articles</h1>" in page


@pytest.mark.parametrize(
    "query",
    ["from=x&to=%00", "from=2025&to=2024", "language=xx&basis=yy", "sort=best", "q=" + "a+" * 300, "q=%22", "q=AND+(",
     "certain=2", "q=-hama", "actor=%E2%80%AE", "place=%F0%9F%9A%80", "after=" + "a" * 400, "speaks_of=2024-02-30",
     "sort=relevance", "q=%3F!", "&".join(f"actor=turkey{n}" for n in range(40))],
)  # fmt: skip
def test_a_question_filled_in_wrongly_is_no_error(site: Site, query: str) -> None:
    for form in ("", ".json", ".csv", "/days.json"):
        assert site.get(f"{ARTICLES}{form}?{query}").status in (200, 302)


@pytest.mark.parametrize("text", ["it's", "-x", "a b", "$(reboot)", "`x`", '"a phrase"', "a\\b", "*"])
def test_the_command_is_quoted_for_a_shell(text: str) -> None:
    words = shlex.split(AskedArticles(text=text, actors=("a b",), undated=True).command)
    assert words[:2] == ["archive", "query"]
    assert text in words
    assert words[words.index("--actor") + 1] == "a b"
    assert text[0] != "-" or words[words.index(text) - 1] == "--"


# ---------------------------------------------------------------------------------------------------------- names


def test_a_search_box_offers_names_that_begin_so(site: Site) -> None:
    def offered(query: str) -> list[str]:
        return [one["value"] for one in json.loads(site.get(f"/-/archive/names.json?{query}").text)["names"]]

    assert offered("what=actor&q=turk") == ["Turkey", "Turkish Army"]
    assert offered("what=actor&q=tsk") == ["Turkish Army"]
    assert offered("what=source&q=news") == ["Example News", "Other News"]
    assert offered("what=place&q=hama")[0] == "Hama"
    assert "Turkey" in offered("q=turk")
    assert offered("what=actor&q=") == offered("what=actor") == []


def test_words_are_offered_as_names_only_if_they_begin_a_word_of_one(site: Site) -> None:
    """A search box offers what holds them anywhere."""
    assert 'class="offered"' not in site.get(f"{ARTICLES}?q=urke").text
    assert [one["value"] for one in json.loads(site.get("/-/archive/names.json?q=urke").text)["names"]] == ["Turkey"]


def test_names_follow_a_corpus_that_is_edited(tmp_path: Path) -> None:
    """A name that a curator adds is offered at once."""
    path = make_corpus(tmp_path / "edited.db", dated())
    site = Site(path)
    site.datasette.remove_database(DATABASE)
    site.datasette.add_database(ServedCorpus(site.datasette, str(path), edited=True), name=DATABASE)
    assert json.loads(site.get("/-/archive/names.json?q=zubair").text)["names"] == []
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("INSERT INTO actors (id, name, kind) VALUES ('zubair', 'Zubair', 'person')")
    assert "Zubair" in site.get("/-/archive/names.json?q=zubair").text


def test_a_search_box_is_offered_few_names(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("syria_iraq_archive.web.names.MOST", 1)
    assert len(json.loads(site.get("/-/archive/names.json?q=a").text)["names"]) == 1


def test_the_box_in_the_header_leads_to_articles_actors_and_places(site: Site) -> None:
    page = site.get("/-/archive/timeline").text
    assert 'action="/-/archive/articles"' in page
    assert 'name="q"' in page
    assert 'data-names="any"' in page


@pytest.mark.parametrize(
    ("address", "first", "articles_of_it"),
    [
        ("/-/archive/actors", "Iran", f"{ARTICLES}?actor=iran"),
        ("/-/archive/places", "Salamiyah", f"{ARTICLES}?place=salamiyah"),
        ("/-/archive/sources", "Example News", f"{ARTICLES}?source=example-news"),
    ],
)
def test_a_list_has_those_in_most_articles_first_each_with_its_articles(
    site: Site, address: str, first: str, articles_of_it: str
) -> None:
    page = site.get(address).text
    names = [text_of(name) for name in re.findall(r"<th scope=\"row\">(.*?)</th>", page)]
    assert first in names
    counts = [int(text_of(cell).split()[0]) for cell in re.findall(r'<td class="num">(.*?)</td>', page)]
    assert counts == sorted(counts, reverse=True)
    assert 0 not in counts
    assert f'href="{articles_of_it}"' in page


def test_a_list_is_searched_by_any_name(site: Site) -> None:
    """Also for whom no article names."""
    assert "Turkish Army" in text_of(site.get("/-/archive/actors?q=tsk").text)
    page = text_of(site.get("/-/archive/places?q=hama+prov").text)
    assert "Hama Province" in page
    assert "Nobody is called so" in site.get("/-/archive/actors?q=zzzz").text


def test_a_list_narrows_down_by_kind(site: Site) -> None:
    page = text_of(site.get("/-/archive/actors?kind=state").text)
    assert "Iran" in page
    assert "Turkish Army" not in page.split("Country")[1]


def test_a_long_list_goes_on(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("syria_iraq_archive.web.pages.lists.PAGE", 1)
    first = site.get("/-/archive/actors").text
    second = site.get("/-/archive/actors" + html.unescape(links(first, "next")[0])).text
    assert links(second, "prev")
    assert re.findall(r"<th scope=\"row\">.*?</th>", first) != re.findall(r"<th scope=\"row\">.*?</th>", second)


@pytest.mark.parametrize(
    "address", ["/", "/archive", "/archive/articles", "/archive/article_list", "/-/archive/actors"]
)
def test_words_of_databases_are_on_no_page(site: Site, address: str) -> None:
    page = text_of(site.get(address).text)
    assert "sorted by" not in page
    assert "published basis" not in page.lower()
    assert not [name for name in HELPERS if re.search(rf"\b{name}\b", page)]


def test_helper_tables_are_tables_of_the_schema() -> None:
    from syria_iraq_archive.corpus.schema import relations

    assert {relation.name for relation in relations()} >= HELPERS


# --------------------------------------------------------------------------------------------------------- colours


def test_a_source_keeps_its_tone_whoever_comes_behind_it() -> None:
    ids = [f"outlet-{number}" for number in range(10)]
    assert {id: tones(ids)[id] for id in ids[:5]} == tones(ids[:5])


def test_few_sources_have_tones_far_apart() -> None:
    for sample in range(50):
        found = sorted(tones([f"outlet-{sample}-{number}" for number in range(4)]).values())
        assert min(b - a for a, b in pairwise([*found, found[0] + TONES])) > 2


def test_more_sources_than_tones_share_them() -> None:
    found = tones([f"outlet-{number}" for number in range(TONES + 9)])
    assert set(found.values()) == set(range(TONES))


def test_every_tone_has_a_class() -> None:
    from syria_iraq_archive.web.server import HERE

    sheet = (HERE / "static/archive.css").read_text(encoding="utf-8")
    assert all(f".tone-{tone} " in sheet for tone in range(TONES))


def test_a_source_has_one_tone_on_every_page(site: Site) -> None:
    timeline = json.loads(site.get("/-/archive/timeline.json").text)
    (tone,) = {
        group["tone"] for chart in timeline.values() for group in chart["groups"] if group["id"] == "example-news"
    }
    for address in (ARTICLES, "/-/archive/sources"):
        assert f"tone-{tone}" in site.get(address).text


def test_hostile_and_arabic_captures_are_found_as_they_are(site: Site) -> None:
    page = site.get(f"{ARTICLES}?q=evil").text
    assert hits(page) == [HOSTILE]
    assert "<script>alert" not in page
    arabic = site.get(f"{ARTICLES}?q=%D8%A7%D9%84%D9%82%D8%B7%D8%A7%D8%B1").text
    assert hits(arabic) == [ARABIC]
    assert '<h3 dir="auto" lang="ar">' in arabic
    assert UNDATED in hits(site.get(ARTICLES).text)
