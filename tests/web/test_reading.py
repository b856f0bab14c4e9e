"""The article's page: from hit to hit, how to cite it, why a field was corrected; and the timeline and the network."""

import html
import json
import re
from pathlib import Path

import pytest

from syria_iraq_archive.corpus.timeline import SpanCount
from tests.factories import make_corpus, undated
from tests.web.pages import ARABIC, DATED, HOSTILE, KEYS, UNDATED, Site
from tests.web.test_pages import Tags, text_of

ARTICLE = "/-/archive/article/"


def trail(page: str) -> dict[str, str]:
    """The addresses of the trail by their words."""
    if 'class="trail"' not in page:
        return {}
    part = page[page.index('class="trail"') :].partition("</nav>")[0]
    return {text: html.unescape(href) for href, text in re.findall(r'href="([^"]*)">([^<]*)</a>', part)}


@pytest.mark.parametrize("asked", ["sort=newest", "sort=oldest", "q=a*&sort=relevance", "actor=iran&sort=newest"])
def test_from_hit_to_hit_goes_through_all_in_order(site: Site, asked: str) -> None:
    """And back again, the question in each address."""
    listed = re.findall(r'id="hit-([^"]*)"', site.get(f"/-/archive/articles?{asked}").text)
    assert len(listed) > 1
    address, seen = f"{ARTICLE}{listed[0]}?{asked}", []
    while address:
        page = site.get(address).text
        seen.append(address.partition("?")[0].removeprefix(ARTICLE))
        address = trail(page).get("Next hit", "")
    assert seen == listed
    assert trail(page)["Previous hit"].startswith(f"{ARTICLE}{listed[-2]}?")


def test_a_hit_leads_back_to_the_page_of_results_it_stands_on(site: Site) -> None:
    back = trail(site.get(f"{ARTICLE}{DATED}?q=hama&sort=relevance&after={UNDATED}").text)["Back to the results"]
    assert back == f"/-/archive/articles?q=hama&sort=relevance&after={UNDATED}#hit-{DATED}"


def test_an_article_that_was_opened_alone_has_no_trail(site: Site) -> None:
    assert trail(site.get(f"{ARTICLE}{DATED}").text) == {}


def test_hits_carry_the_question_and_its_order(site: Site) -> None:
    page = site.get("/-/archive/articles?actor=turkey").text
    assert f'href="{ARTICLE}{DATED}?sort=newest&amp;actor=turkey"' in page


def test_a_citation_has_the_hash_of_the_capture(site: Site) -> None:
    page = site.get(f"{ARTICLE}{DATED}").text
    (told,) = re.findall(r'id="citation"[^>]*>(.*?)</p>', page)
    assert html.unescape(told).startswith("“Rebels Enter Hama” Example News. Syria–Iraq news archive, " + DATED)
    assert re.search(rf"SHA-256 {DATED[:16]}[0-9a-f]{{48}}\.", told)


def test_words_that_are_quoted_are_found_and_cited_with_their_place(site: Site) -> None:
    """Whatever the white space; in the page, in RIS and in BibTeX."""
    page = site.get(f"{ARTICLE}{DATED}?quote=Turkish++officials%0Asaid").text
    (told,) = re.findall(r"Quoted, characters (\d+ to \d+: “[^”]*”)", html.unescape(page))
    start, end = map(int, re.findall(r"\d+", told)[:2])
    assert end - start == len("Turkish officials said")
    for form in ("ris", "bib"):
        addresses = [found.get("href") or "" for _, found in Tags(page).tags]
        address = next(href for href in addresses if href.startswith(f"{ARTICLE}{DATED}.{form}"))
        assert f"Quoted, characters {told}" in site.get(address).text


def test_words_that_stand_elsewhere_are_not_cited(site: Site) -> None:
    page = site.get(f"{ARTICLE}{DATED}?quote=Turkish+soldiers+said").text
    assert "don’t stand in this article" in page
    assert "Quoted, characters" not in page


@pytest.mark.parametrize("key", KEYS)
def test_bibtex_has_an_entry_whose_braces_are_closed(site: Site, key: str) -> None:
    answer = site.get(f"{ARTICLE}{key}.bib")
    assert answer.headers["content-disposition"].endswith(f'filename="{key}.bib"')
    bare = re.sub(r"\\.", "", answer.text)
    assert bare.count("{") == bare.count("}")
    assert answer.text.startswith(f"@article{{archive:{key},")


def test_bibtex_has_no_day_that_nobody_printed(site: Site) -> None:
    ranged = site.get(f"{ARTICLE}{DATED}.bib").text
    assert "year = {2024}" in ranged
    assert "month = {12}" in ranged
    assert "day" not in re.findall(r"^  (\w+) =", ranged, re.MULTILINE)
    assert "day = {5}" in site.get(f"{ARTICLE}{HOSTILE}.bib").text
    assert "year" not in re.findall(r"^  (\w+) =", site.get(f"{ARTICLE}{UNDATED}.bib").text, re.MULTILINE)


def test_the_reason_of_a_correction_stands_beside_its_field(tmp_path: Path) -> None:
    page = site_with_correction(tmp_path).get(f"{ARTICLE}{UNDATED}").text
    facts = text_of(page[page.index('class="facts-list"') : page.index("</dl>")])
    assert "Corrected by A. Curator , 3 January 2025: A letter <says> so." in html.unescape(facts)
    assert "A letter <says>" not in page


def site_with_correction(folder: Path) -> Site:
    import sqlite3
    from contextlib import closing

    path = make_corpus(folder / "corrected.db", undated())
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "INSERT INTO corrections (capture_id, seq, article_id, field, value, quote, reason, curator, day, status) "
            "VALUES (1, 0, 1, 'published', '2024-12-05', 'Talks', 'A letter <says> so.', 'A. Curator', '2025-01-03', "
            "'applied')"
        )
    return Site(path)


def test_marks_can_be_switched_by_kind(site: Site) -> None:
    page = site.get(f"{ARTICLE}{DATED}").text
    fieldset = page[page.index('id="marks"') :].partition("</fieldset>")[0]
    assert re.findall(r'name="(\w+)"', fieldset) == ["actors", "places", "quotes", "days", "designations"]


def test_arabic_runs_from_the_right_in_all_its_parts(site: Site) -> None:
    page = site.get(f"{ARTICLE}{ARABIC}").text
    for tag, attributes in Tags(page).tags:
        if attributes.get("lang") == "ar":
            assert attributes.get("dir") in ("rtl", "auto"), (tag, attributes)
    assert 'class="prose" lang="ar" dir="rtl"' in page


def test_an_articles_places_are_drawn_on_a_small_map(site: Site) -> None:
    (place,) = json.loads(site.get(f"{ARTICLE}{ARABIC}/map.json").text)["places"]
    assert (place["id"], place["mentions"], place["ring"]) == ("salamiyah", 1, False)
    assert f'data-address="{ARTICLE}{ARABIC}/map.json"' in site.get(f"{ARTICLE}{ARABIC}").text
    assert "data-chart" not in site.get(f"{ARTICLE}{UNDATED}").text


# -------------------------------------------------------------------------------------------- timeline and network


def test_an_uncertain_date_is_a_span_and_no_bar(site: Site) -> None:
    chart = json.loads(site.get("/-/archive/timeline.json?by=day").text)["published"]
    assert [(span["first"], span["last"], span["articles"]) for span in chart["spans"]] == [
        ("2024-12-03", "2024-12-09", 1)
    ]
    assert {count["period"] for count in chart["counts"] if count["certain"]} == {"2024-12-05"}


def test_a_bar_and_a_span_lead_to_their_articles(site: Site) -> None:
    chart = json.loads(site.get("/-/archive/timeline.json?by=day").text)["published"]
    (span,) = chart["spans"]
    assert span["address"] == "/-/archive/articles?from=2024-12-03&to=2024-12-09&source=example-news"
    (bar,) = (count for count in chart["counts"] if count["certain"])
    assert f'id="hit-{HOSTILE}"' in site.get(bar["address"]).text


def test_days_spoken_of_lead_to_the_articles_that_speak_of_them(site: Site) -> None:
    chart = json.loads(site.get("/-/archive/timeline.json?by=day").text)["mentioned"]
    for count in chart["counts"]:
        assert 'id="hit-' in site.get(count["address"]).text


def test_an_actors_bars_lead_to_articles_that_name_it(site: Site) -> None:
    chart = json.loads(site.get("/-/archive/actor/iran.json").text)
    addresses = [count["address"] for count in chart["counts"] if count["certain"]]
    assert addresses
    assert all("actor=iran" in address for address in addresses)


def test_spans_beyond_those_that_are_drawn_are_counted(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("syria_iraq_archive.web.pages.timeline.MOST_SPANS", 0)
    chart = json.loads(site.get("/-/archive/timeline.json?by=day").text)["published"]
    assert (chart["spans"], chart["more"]) == ([], 1)
    assert SpanCount("a", "b", None, 1).articles == 1


def network(site: Site, query: str) -> tuple[set[str], set[frozenset[str]]]:
    drawn = json.loads(site.get(f"/-/archive/network.json?{query}").text)
    nodes = {node["id"] for node in drawn["nodes"]}
    return nodes, {frozenset((link["source"], link["target"])) for link in drawn["links"]}


def test_a_network_around_one_actor_has_those_named_with_it(site: Site) -> None:
    nodes, links = network(site, "actor=turkey&shared=1")
    assert nodes == {"turkey", "example-news"}
    assert links == {frozenset(("turkey", "example-news"))}


def test_a_network_leaves_states_out_if_asked_to(site: Site) -> None:
    nodes, _ = network(site, "states=0&shared=1")
    assert not {"turkey", "iran"} & nodes


def test_who_is_tied_to_nobody_is_not_drawn(site: Site) -> None:
    nodes, links = network(site, "shared=1")
    assert {id for link in links for id in link} == nodes
    assert network(site, "shared=50") == (set(), set())
    assert "tied to none of these" in site.get("/-/archive/network?shared=50").text


def test_a_network_is_of_the_days_and_the_source_asked_for(site: Site) -> None:
    assert network(site, "shared=1&from=2030-01-01")[0] == set()
    assert network(site, "shared=1&source=other-news")[0] == set()
    assert network(site, "shared=1&source=example-news&to=2024-12-31")[0] == {"turkey", "example-news"}


def test_a_network_around_nobody_known_says_so(site: Site) -> None:
    assert "Shown without it" in site.get("/-/archive/network?actor=nobody-at-all").text


def test_the_map_takes_any_name_of_an_actor(site: Site) -> None:
    """And nobody's name counts as none given."""
    by_id = site.get("/-/archive/map.json?actor=turkey").text
    assert site.get("/-/archive/map.json?actor=T%C3%BCrkiye").text == by_id
    assert site.get("/-/archive/map.json?actor=nobody-at-all").text == site.get("/-/archive/map.json").text


def test_a_place_leads_to_the_articles_that_name_it(site: Site) -> None:
    assert 'href="/-/archive/articles?place=salamiyah"' in site.get("/-/archive/place/salamiyah").text
