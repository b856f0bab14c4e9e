"""What the tree of an HTML page tells of its lines."""

import pytest

from syria_iraq_archive.capture.formats.html_metadata import Said, said_of_story
from syria_iraq_archive.capture.formats.pages import PageLine, page_lines, tree_of
from syria_iraq_archive.capture.formats.tree_model import marking
from syria_iraq_archive.capture.formats.tree_model.forest import Forest, packaged_forest
from syria_iraq_archive.capture.formats.tree_model.headline_line import headline_line
from syria_iraq_archive.capture.formats.tree_model.line_features import NAMES, KnownOfLine, Measured, features_of
from syria_iraq_archive.capture.formats.tree_model.marking import mark_lines
from syria_iraq_archive.capture.formats.tree_model.story_lines import story_lines
from syria_iraq_archive.errors import InvariantBroken
from syria_iraq_archive.records import Role
from tests import saved

LONG = "The council of Tel Samir reopened the old bridge over the canal on Tuesday, three years after it was damaged."
OTHER = "Engineers had spent the whole of the summer replacing the railings and the deck of the bridge, the mayor said."


def lines_of(body: str) -> list[PageLine]:
    return page_lines(tree_of(f"<html><body>{body}"))


def told(body: str, *titles: str) -> str | None:
    lines = lines_of(body)
    index = headline_line(lines, titles)
    return None if index is None else lines[index].text


def measured(body: str, headline: int | None = None, keeps: list[bool] | None = None) -> list[dict[str, int]]:
    lines = lines_of(body)
    row_of = Measured(lines, KnownOfLine(keeps, headline, "", ""))
    return [dict(zip(NAMES, row, strict=True)) for row in features_of(row_of)]


# Lines


def test_a_line_knows_its_block_and_what_lines_stand_in_it() -> None:
    """Those of the blocks inside it, too."""
    lines = lines_of("<div class='Story'><p>One<br>two<p>three</div>four")
    block = lines[0].container
    assert (block.tag, block.first, block.end) == ("p", 0, 2)
    assert block.parent is not None
    assert (block.parent.label.strip(), block.parent.first, block.parent.end) == ("story", 0, 3)


def test_blocks_that_stay_open_end_with_the_page() -> None:
    """Down to the outermost."""
    container = lines_of("<div><div>One")[0].container
    while container.parent is not None:
        assert container.end == 1
        container = container.parent
    assert container.end == 1


def test_how_much_of_a_line_is_a_link_bold_or_a_time_is_counted() -> None:
    """In characters."""
    [line] = lines_of("<p><a>four</a> <b>bold!</b> <time>3 May</time> more")
    assert (line.linked, line.bold, line.timed) == (4, 5, 5)


# Features


def test_shares_of_a_container_leave_the_line_itself_out() -> None:
    """One long paragraph beside links doesn't speak for itself."""
    rows = measured(f"<div><p>{LONG}</p><p><a>Canal dredged</a></p></div>")
    assert (rows[0]["prose_1"], rows[0]["links_1"]) == (0, 100)
    assert (rows[1]["prose_1"], rows[1]["links_1"]) == (100, 0)


def test_what_trafilatura_keeps_of_a_container_is_a_share_of_its_words() -> None:
    """Of the line's neighbours in it."""
    rows = measured(f"<div><p>{LONG}</p><p>{OTHER}</p></div>", keeps=[True, False])
    assert [(row["kept"], row["kept_1"]) for row in rows] == [(1, 0), (0, 100)]
    assert measured(f"<p>{LONG}")[0]["kept"] == -1


def test_the_place_of_a_line_is_told_from_the_headline_and_the_densest_container() -> None:
    """In lines, and in steps up the tree."""
    rows = measured(f"<ul><li>Home</ul><div><h1>Bridge</h1><p>{LONG}<p>{OTHER}</div>", headline=1)
    assert [row["from_headline"] for row in rows] == [-1, 0, 1, 2]
    assert [row["dense_inside"] for row in rows] == [0, 1, 1, 1]
    assert rows[0]["headline_up"] > rows[2]["headline_up"]


@pytest.mark.parametrize(("label", "names"), [("article-body", (True, False)), ("share-bar", (False, True))])
def test_the_words_of_a_class_are_counted(label: str, names: tuple[bool, bool]) -> None:
    """Of two lists: those of the story, those of furniture."""
    [row] = measured(f"<p class='{label}'>{LONG}")
    assert (row["story_0"] > 0, row["furniture_0"] > 0) == names


# Headline


@pytest.mark.parametrize(
    "titles",
    [
        ("Bridge Opens Again in Hit",),
        ("Bridge opens again in Hit | Example News",),
        ("Example News - Bridge Opens Again in Hit",),
    ],
)
def test_the_headline_is_the_line_that_prints_the_title(titles: tuple[str, ...]) -> None:
    """With the site's name before or behind it, or without."""
    body = "<p>Example News</p><p><a>Bridge Opens Again in Hit</a></p><h1>Bridge Opens Again in Hit</h1><p>Hit, Iraq"
    assert told(body, *titles) == "Bridge Opens Again in Hit"
    assert headline_line(lines_of(body), titles) == 2


def test_a_site_named_under_h1_is_no_headline_if_another_line_prints_the_title() -> None:
    """Many sites set their name so."""
    assert told("<h1>Example News Today</h1><h2>Bridge Opens Again</h2>", "Bridge Opens Again") == "Bridge Opens Again"


def test_without_a_title_the_line_under_h1_counts() -> None:
    """But no label of one word or two."""
    assert told("<h1>Bridge Opens Again</h1><p>Hit") == "Bridge Opens Again"
    assert told("<h1>Example News</h1><p>Hit") is None


def test_a_title_that_no_line_prints_is_no_headline() -> None:
    """Unknown is an answer."""
    assert told(f"<p>{LONG}", "Canal Dredged Before the Spring") is None


# Story


def story(body: str, *high: int) -> list[int]:
    lines = lines_of(body)
    return story_lines(lines, [100 if index in high else -100 for index in range(len(lines))], 0)


def test_a_line_that_was_kept_already_is_dropped() -> None:
    """Four fifths of its shingles suffice; a label printed twice may be a row of something."""
    assert story(f"<p>{LONG}<p>{OTHER}<p>{LONG} Still.", 0, 1, 2) == [0, 1]
    assert story(f"<p>{LONG}<p>{OTHER}<p>{LONG} {OTHER[::-1]}", 0, 1, 2) == [0, 1, 2]
    assert story("<p>Open on Monday<p>Open on Monday", 0, 1) == [0, 1]


def test_a_table_is_kept_or_left_out_whole() -> None:
    """As most of its words are; a row is a line."""
    table = "<table><tr><td>Hit<td>twelve<tr><td>Ramadi<td>fifteen<tr><td>Haditha<td>two</table>"
    assert story(table, 0, 1) == [0, 1, 2]
    assert story(table, 2) == []


def test_a_table_that_lays_out_a_page_is_no_table() -> None:
    """Its cells hold blocks."""
    page = f"<table><tr><td><p>Home<p>Iraq<td><p>{LONG}<p>{OTHER}</table>"
    assert story(page, 2, 3) == [2, 3]


def test_captions_are_not_of_the_body() -> None:
    """However they are scored."""
    assert story(f"<figure><figcaption>{LONG}</figcaption></figure><p>{OTHER}", 0, 1) == [1]


# Roles


@pytest.fixture
def every_line_scores_high(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marking, "line_scores", lambda lines, *_: ([100] * len(lines), 0))


NOTHING = Said((), "", "")


@pytest.mark.usefixtures("every_line_scores_high")
def test_elements_say_what_lines_are() -> None:
    """A heading in the body is a crosshead; one that ends it, no line of it, is a paragraph's."""
    body = f"<h1>Bridge Opens Again</h1><p>{LONG}<h2>Three years</h2><p>{OTHER}<h2>The end</h2>"
    marked = mark_lines(lines_of(body), NOTHING, None)
    assert [one.role for one in marked] == [
        *(Role.HEADLINE, Role.PARAGRAPH, Role.CROSSHEAD, Role.PARAGRAPH, Role.PARAGRAPH),
    ]


def test_a_caption_and_a_time_are_told_by_their_elements(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beside the body; a line with a date somewhere in it is no date line."""
    monkeypatch.setattr(
        marking, "line_scores", lambda lines, *_: ([100 if len(one.text) > 90 else -100 for one in lines], 0)
    )
    time = "<p><time>3 May 2024</time><p>Seen by many people since <time>3 May</time>"
    body = f"{time}<figure><figcaption>The bridge</figcaption></figure><p>{LONG}<p>{OTHER}"
    roles = [one.role for one in mark_lines(lines_of(body), NOTHING, None)]
    assert roles[:3] == [Role.PUBLISHED, Role.CHROME, Role.CAPTION]


def article(heading: str, words: int) -> str:
    prose = "".join(f"<p>The {number}th of them was opened on {heading}." for number in range(words // 8 + 1))
    return f"<article>{heading}{prose}</article>"


@pytest.mark.usefixtures("every_line_scores_high")
@pytest.mark.parametrize(
    ("page", "articles"),
    [
        (article("<h1>Bridge Opens Again</h1>", 120) + article("<h2>Canal Is Dredged</h2>", 120), {0, 1}),
        (article("<h1>Bridge Opens Again</h1>", 120) + article("<h2>Canal Is Dredged</h2>", 60), {0}),
        (article("<h1>Bridge Opens Again</h1>", 120) + article("<p>Canal Is Dredged</p>", 120), {0}),
        ("<h1>Bridge Opens Again</h1>" + 2 * article("<h2>Canal Is Dredged</h2>", 120), {0}),
        (f"<article>{article('<h1>Bridge Opens Again</h1>', 120)}{article('<h2>Canal</h2>', 120)}</article>", {0}),
    ],
    ids=["two", "one is short", "one has no heading", "parts below a headline", "parts of an article"],
)
def test_only_articles_with_a_heading_and_a_hundred_words_divide_a_page(page: str, articles: set[int]) -> None:
    """Two at least, neither in the other, and the page's headline in the first."""
    marked = mark_lines(lines_of(page), Said(("Bridge Opens Again",), "", ""), None)
    assert {one.article for one in marked} == articles
    assert sum(one.role is Role.HEADLINE for one in marked) == len(articles)


def test_a_page_with_hardly_a_line_of_a_story_is_left_to_the_text() -> None:
    """Nothing is marked then."""
    assert mark_lines(lines_of("<p>Home<p>Hama fell."), NOTHING, None) == ()


# Model


@pytest.mark.parametrize("keeps", [True, False], ids=["with trafilatura", "alone"])
def test_the_packaged_weights_tell_a_story_from_the_furniture_around_it(keeps: bool) -> None:
    """With what trafilatura keeps, and without."""
    tree = tree_of(
        saved.page(below="<aside><ul><li><a href=x>Canal dredged</a><li><a href=y>Dam opened</a></ul></aside>")
    )
    lines = page_lines(tree)
    kept = [line.text in saved.PARAGRAPHS for line in lines] if keeps else None
    marked = mark_lines(lines, said_of_story(tree), kept)
    body = [line.text for line, one in zip(lines, marked, strict=True) if one.role is Role.PARAGRAPH]
    assert body == list(saved.PARAGRAPHS)


def test_weights_for_other_features_are_refused() -> None:
    """They would weigh the wrong things."""
    with pytest.raises(InvariantBroken, match="other features"):
        packaged_forest("alone", ("words",))


def test_a_tree_is_followed_by_thresholds() -> None:
    """At most the threshold goes to the first of two nodes."""
    forest = Forest((((0, 7, 1, 2), (-50,), (1, 3, 3, 4), (20,), (90,)),), least=0)
    assert [forest.score(row) for row in [(7, 0), (8, 3), (8, 4)]] == [-50, 20, 90]


@pytest.mark.parametrize("page", ["<html>", "<p>", "<table><tr><td>", "<article>" * 300 + "x", "<ul>" + "<li>x" * 5000])
def test_bad_pages_are_measured_like_others(page: str) -> None:
    """Empty ones, deep ones, and such as never close an element."""
    lines = page_lines(tree_of(page + "<p>"))
    assert len(features_of(Measured(lines, KnownOfLine(None, None, "", "")))) == len(lines)
