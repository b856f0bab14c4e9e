"""The line of an HTML page that prints who the page says wrote its story."""

from types import SimpleNamespace

import pytest

from syria_iraq_archive.capture.formats.html_metadata import page_facts, said_of_story
from syria_iraq_archive.capture.formats.pages import page_lines, tree_of
from syria_iraq_archive.capture.formats.tree_model.byline_line import byline_line
from syria_iraq_archive.pipeline import Pipeline
from tests import saved

HEADLINE, BODY = "Old Bridge Opens Again", "The council of Tel Samir opened the old bridge on Tuesday, officials said."


def names_in(line: str, *authors: str, site: str = "") -> str | None:
    """What is found in a line between headline and body."""
    lines = page_lines(tree_of(f"<h1>{HEADLINE}</h1><p>{line}</p><p>{BODY}</p>"))
    found = byline_line(lines, authors, 0, [len(lines) - 1], site)
    return found and found.span.of(lines[found.line].text)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Rana Haddad", "Rana Haddad"),
        ("RANA HADDAD", "RANA HADDAD"),
        ("Rana Haddad, Example News", "Rana Haddad"),
        ("3 December 2024 | by Rana Haddad | 5 min read", "Rana Haddad"),
        ("ByRana HaddadDec 3", "Rana Haddad"),
        ("Rana Haddad writes of bridges, of roads and of all that is built there", None),  # too much beside it
        ("By Rana Haddadi", None),
        ("Jane Roe", None),
    ],
)
def test_a_line_near_the_headline_that_prints_the_author_is_the_byline(line: str, names: str | None) -> None:
    """Whatever short words stand beside the name, in capitals or not."""
    assert names_in(line, "Rana Haddad") == names


@pytest.mark.parametrize(
    ("line", "authors", "names"),
    [
        ("By Rana Haddad and Jane Roe", ("Rana Haddad", "Jane Roe"), "Rana Haddad and Jane Roe"),
        ("By Rana Haddad, Jane Roe", ("Rana Haddad, Jane Roe",), "Rana Haddad, Jane Roe"),
        ("By Rana Haddad | Jane Roe", ("Rana Haddad", "Jane Roe"), "Rana Haddad"),
        ("By Rana Haddad for Jane Roe", ("Rana Haddad", "Jane Roe"), "Rana Haddad"),
    ],
)
def test_names_that_are_joined_are_one_byline(line: str, authors: tuple[str, ...], names: str) -> None:
    """By a comma or a word that joins; a bar parts."""
    assert names_in(line, *authors) == names


@pytest.mark.parametrize(
    ("line", "author", "names"),
    [
        ("By Rana Haddad Jr.", "Rana Haddad Jr.", "Rana Haddad Jr."),
        ("Rana Haddad. Reporter", "Rana Haddad", "Rana Haddad"),
        ("Rana Haddad (rh)", "Rana Haddad (rh)", "Rana Haddad (rh)"),
        ("(Rana Haddad)", "Rana Haddad", "Rana Haddad"),
    ],
)
def test_marks_that_belong_to_a_name_stay_with_it(line: str, author: str, names: str) -> None:
    """The full stop of what is shortened, and the second parenthesis."""
    assert names_in(line, author) == names


@pytest.mark.parametrize("author", ["Rana", "RanaHaddad", "Example News"])
def test_one_word_or_the_name_of_the_site_needs_a_cue(author: str) -> None:
    """A site prints its name in many places."""
    assert names_in(f"By {author}", author, site="Example News") == author
    assert names_in(author, author, site="Example News") is None


@pytest.mark.parametrize("author", ["December 3", "example.org", "R", ""])
def test_what_is_no_name_is_not_looked_for(author: str) -> None:
    """A day or an address beside an author's name."""
    assert names_in(f"By {author}", author) is None


def place_of(page: str, *authors: str) -> str | None:
    """The line that is found on a page whose headline is under `h1` and whose body is what is long."""
    lines = page_lines(tree_of(page))
    headline = next(index for index, line in enumerate(lines) if line.is_title)
    found = byline_line(lines, authors, headline, [index for index, line in enumerate(lines) if len(line.text) > 50])
    return lines[found.line].text if found else None


@pytest.mark.parametrize(
    ("above", "below", "line"),
    [
        ("By Rana Haddad, elsewhere", "Rana Haddad", "Rana Haddad"),  # below the headline before above it
        ("", "Rana Haddad, our reporter</p><p>By Rana Haddad", "By Rana Haddad"),  # a cue before none
        ("", "By Jane Roe</p><p>By Jane Roe, Rana Haddad", "By Jane Roe, Rana Haddad"),  # more names before fewer
        ("", "By Jane Roe</p><p>by Jane Roe", "By Jane Roe"),  # the nearer
        ("Rana Haddad", "", "Rana Haddad"),
    ],
)
def test_of_several_lines_the_likeliest_is_taken(above: str, below: str, line: str) -> None:
    """By its place, its cue, how many it names, and how near it stands."""
    page = f"<p>{above}</p><h1>{HEADLINE}</h1><p>{below}</p><p>{BODY}</p>"
    assert place_of(page, "Rana Haddad", "Jane Roe") == line


def test_behind_the_body_only_a_name_alone_or_a_cue_counts() -> None:
    """Boxes about the author say more."""
    far = "<p>Home</p>" * 30
    assert place_of(
        f"<h1>{HEADLINE}</h1>{far}<p>{BODY}</p>" + f"<p>{BODY}</p>" * 30 + "<p>Rana Haddad</p>", "Rana Haddad"
    )
    page = f"<h1>{HEADLINE}</h1>{far}<p>{BODY}</p>" + f"<p>{BODY}</p>" * 30 + "<p>More of Rana Haddad</p>"
    assert place_of(page, "Rana Haddad") is None


# Who the page says wrote it


def said(head: str, body: str = "") -> tuple[tuple[str, ...], tuple[str, ...]]:
    found = said_of_story(tree_of(f"<html><head>{head}</head><body>{body}</body></html>"))
    return found.authors, found.marked


@pytest.mark.parametrize(
    ("body", "names"),
    [
        ("<a rel='author' href='/x'>Rana Haddad</a>", ("Rana Haddad",)),
        ("<span class='article-byline'>By Rana Haddad</span>", ("Rana Haddad",)),
        ("<a href='/authors/rana-haddad'>Rana Haddad</a>", ("Rana Haddad",)),
        ("<a href='/authors/'>All Authors</a>", ()),
        ("<span class='authority'>Port Authority</span>", ()),
        ("<span class='author'>The Author</span>", ()),
        ("<span class='author'>Follow us for more of this</span>", ()),
        ("<p>Rana Haddad</p>", ()),
    ],
)
def test_names_are_found_in_what_a_page_calls_an_author(body: str, names: tuple[str, ...]) -> None:
    """By its class, its relation or the address that it leads to; only if it reads as a name."""
    assert said("", body) == ((), names)


@pytest.mark.parametrize("author", [", Example News", "https://example.org/rana", "editor@example.org", "example.org"])
def test_what_names_nobody_is_no_author(author: str) -> None:
    """An address, or an outlet whose author's name is left out before it."""
    assert said(f'<meta name="author" content="{author}">') == ((), ())
    assert said('<meta name="author" content="By Rana Haddad">') == (("Rana Haddad",), ())


# In the whole program


def byline(pipeline: Pipeline, head: str, above: str) -> tuple[str | None, str]:
    [article] = pipeline.run(saved.page(saved.HEAD + head, above=above).encode(), "a").articles
    return article.byline, next(claim.rule for claim in article.claims if claim.field == "byline")


def test_the_declared_author_is_the_byline_where_it_is_printed(pipeline: Pipeline) -> None:
    """Even if another line reads more like a byline; what stands beside the name is none of it."""
    head, above = '<meta name="author" content="Omar Aziz">', "<p>Canal News</p><p>Omar Aziz &nbsp; Example Daily</p>"
    assert byline(pipeline, head, above) == ("Omar Aziz", "lines:byline 0.99")


def test_an_author_who_is_joined_to_another_leaves_that_one_in_the_byline(pipeline: Pipeline) -> None:
    """Some pages declare only the first."""
    head = '<meta name="author" content="Omar Aziz">'
    assert byline(pipeline, head, "<p>By Omar Aziz and Rana Haddad</p>")[0] == "Omar Aziz and Rana Haddad"


def test_authors_on_lines_of_their_own_are_told_by_the_metadata(pipeline: Pipeline) -> None:
    """If nothing else stands between them: who contributed isn't who wrote."""
    head = '<meta name="author" content="Omar Aziz, Rana Haddad">'
    assert byline(pipeline, head, "<p>By Omar Aziz</p><p>Rana Haddad</p>")[0] == "Omar Aziz, Rana Haddad"
    apart = "<p>By Omar Aziz</p><p>Contributions from</p><p>Rana Haddad</p>"
    assert byline(pipeline, head, apart)[0] == "Omar Aziz"


@pytest.mark.parametrize(
    ("guessed", "counts"),
    [("Omar Aziz", True), ("Omar", False), ("Omar Aziz December", False), ("Omar Aziz; March 9", False)],
)
def test_what_trafilatura_guesses_counts_if_it_reads_as_a_name(
    monkeypatch: pytest.MonkeyPatch, guessed: str, counts: bool
) -> None:
    """It takes words from anywhere, and the day beside a name for a part of it."""
    monkeypatch.setattr(
        "trafilatura.metadata.extract_metadata", lambda *_, **__: SimpleNamespace(title=None, author=guessed)
    )
    facts = page_facts(tree_of(f"<title>{HEADLINE}</title><p>{BODY}"))
    assert [fact.value for fact in facts if fact.field == "byline"] == ([guessed] if counts else [])
