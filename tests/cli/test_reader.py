"""``archive show`` prints an article as a good reader would."""

import os
import pty
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from syria_iraq_archive.cli.terminal import display_width
from syria_iraq_archive.phrases import between
from syria_iraq_archive.records import Article, Basis, Claim, Role
from tests.cli.conftest import on_terminal, run
from tests.factories import Page, dated, make_corpus, plain_run, undated

HAMA, DOHA = dated().key(dated().articles[0]), undated().key(undated().articles[0])


def test_an_article_is_printed_with_all_that_goes_with_it(corpus: Path) -> None:
    """In a pipe: a line for each paragraph, no marks."""
    assert (
        run("show", HAMA, "--db", corpus).stdout
        == f"""\
Rebels Enter Hama

Example News, named as the article's own outlet in “told Example News”
between 3 and 9 December 2024, inferred from the photo caption and “on Tuesday”
  Warning about its date: seven days are possible.
17 words
{HAMA} · a.txt

Rebels entered Hama on Tuesday, Turkish officials said.

The army falls back

“We will go on,” Abu Omar told Example News.

Photos
  Fighters on a road near Hama, December 3, 2024. (AP) ×2

Quotes
  Abu Omar: “We will go on,”, told to Example News

Actors
  Turkey, Example News

Folded away
  1 copy of the headline, 1 of the caption (see archive show {HAMA} --raw)
"""
    )


def test_what_is_unknown_is_said(corpus: Path) -> None:
    """And what there isn't has no title."""
    assert (
        run("show", DOHA, "--db", corpus).stdout
        == f"""\
Talks in Doha

source unknown
date unknown
4 words
{DOHA} · b.txt

Iran and Türkiye talked.

Actors
  Iran, Turkish Army
"""
    )


def two_articles() -> tuple[Page, Article]:
    """A capture whose second article has a line of every kind."""
    page = Page("One\n\nSecurity\nTwo\nIt is so.\nJane Doe\nHAMA\nOne said.\n\nTwo\n\nTwo\n")
    page.lay(Role.HEADLINE, "One", article=1)
    page.lay(Role.KICKER, "Security", article=2)
    headline = page.lay(Role.HEADLINE, "Two", article=2)
    page.lay(Role.STANDFIRST, "It is so.", article=2)
    page.lay(Role.BYLINE, "Jane Doe", article=2)
    page.lay(Role.DATELINE, "HAMA", article=2)
    page.lay(Role.PARAGRAPH, "One said.", article=2)
    page.lay(Role.REPEAT, "Two", article=2, repeats=headline)
    page.lay(Role.REPEAT, "Two", article=2, repeats=headline)
    blank = undated().articles[0].model_copy(update={"headline": "One", "body": "", "words": 0, "mentions": ()})
    update = {
        "seq": 2, "headline": "Two", "kicker": "Security", "standfirst": "It is so.", "byline": "Jane Doe",
        "dateline": "HAMA", "body": "One said.", "words": 2,
    }  # fmt: skip
    return page, blank.model_copy(update=update)


def test_lines_above_and_below_a_headline_keep_their_places(tmp_path: Path) -> None:
    """Kicker, headline, standfirst; the byline among the facts; the dateline before the text; several in a capture."""
    page, second = two_articles()
    first = second.model_copy(
        update={"seq": 1, "headline": "One", "body": "", "words": 0, "byline": None, "dateline": None,
                "kicker": None, "standfirst": None}
    )  # fmt: skip
    parsed = page.parsed(first, second)
    key = parsed.key(second)
    assert (
        run("show", key, "--db", make_corpus(tmp_path / "a.db", parsed)).stdout
        == f"""\
Security
Two

It is so.

source unknown
date unknown
by Jane Doe
2 words
{key} · article 2 of 2 in a.txt

HAMA – One said.

Folded away
  2 copies of the headline (see archive show {key} --raw)
"""
    )


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (("2024-12-27", "2024-12-27"), "27 December 2024"),
        (("2024-12-02", "2024-12-07"), "between 2 and 7 December 2024"),
        (("2024-11-30", "2024-12-04"), "between 30 November and 4 December 2024"),
        (("2024-12-30", "2025-01-02"), "between 30 December 2024 and 2 January 2025"),
        (("2024-12-01", "2024-12-30"), "between 1 and 30 December 2024"),
        (("2024-12-01", "2024-12-31"), "December 2024"),
        (("2024-01-01", "2024-12-31"), "2024"),
    ],
)
def test_days_in_words(days: tuple[str, str], words: str) -> None:
    """A range of days, and how one says it."""
    assert between(*days) == words


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (
            "published_basis = 'printed', published = '2024-12-03', published_latest = '2024-12-03'",
            "3 December 2024, printed in the capture",
        ),
        ("published_basis = 'metadata'", "between 3 and 9 December 2024, given by the file's format"),
        ("published_basis = 'curated'", "between 3 and 9 December 2024, set by a curator"),
        ("published_basis = 'unknown', published = NULL", "date unknown"),
        ("published_basis = 'curated', published = NULL", "date unknown, set by a curator"),
    ],
)
def test_a_date_comes_with_its_basis(tmp_path: Path, change: str, line: str) -> None:
    """In words."""
    corpus = make_corpus(tmp_path / "a.db", dated())
    with closing(sqlite3.connect(corpus)) as connection, connection:
        connection.execute(f"UPDATE articles SET {change}")
    assert line in run("show", HAMA, "--db", corpus).stdout.splitlines()


@pytest.mark.parametrize(
    ("basis", "line"),
    [
        ("masthead", "Example News, named by the page's masthead"),
        ("layout", "Example News, known by the page's layout"),
        ("curated", "Example News, set by a curator"),
    ],
)
def test_a_source_comes_with_its_basis(tmp_path: Path, basis: str, line: str) -> None:
    """In words."""
    corpus = make_corpus(tmp_path / "a.db", dated())
    with closing(sqlite3.connect(corpus)) as connection, connection:
        connection.execute("UPDATE claims SET basis = ? WHERE field = 'source'", (basis,))
    assert line in run("show", HAMA, "--db", corpus).stdout.splitlines()


def test_a_curator_gives_reasons(tmp_path: Path) -> None:
    """A stale correction doesn't count, and isn't printed."""
    parsed = undated()
    curated = Claim(
        field="published",
        value="2024-12",
        basis=Basis.CURATED,
        rule="correction: It says so, somewhere. (J. Doe, MA, 2026-01-01)",
        evidence=(parsed.blocks[0].span,),
    )
    stale = curated.model_copy(update={"rule": "correction: No. (X, 2026)", "warning": "stale"})
    update = {
        "claims": (*parsed.articles[0].claims, stale, curated), "published": "2024-12",
        "published_earliest": "2024-12-01", "published_latest": "2024-12-31", "published_basis": Basis.CURATED,
    }  # fmt: skip
    article = parsed.articles[0].model_copy(update=update)
    printed = run(
        "show", DOHA, "--db", make_corpus(tmp_path / "a.db", parsed.model_copy(update={"articles": (article,)}))
    ).stdout
    assert "\nDecember 2024, set by a curator\n  It says so, somewhere. (J. Doe, MA, 2026-01-01)\n4 words" in printed


def test_on_a_terminal_the_text_is_wrapped_and_actors_are_marked(corpus: Path, tmp_path: Path) -> None:
    """No line is longer than the terminal, or than one likes to read."""
    printed = on_terminal("show", HAMA, "--db", corpus)
    assert "\x1b[4mTurkish\x1b[0m officials" in printed
    assert "\x1b[1mRebels Enter Hama\x1b[0m" in printed
    long = make_corpus(tmp_path / "a.db", plain_run(f"Head\n\n{'word ' * 100}\n".encode(), "a.txt"))
    key = plain_run(f"Head\n\n{'word ' * 100}\n".encode(), "a.txt").capture.sha256[:16]
    for columns, widest in (("60", 60), ("200", 88)):
        lines = on_terminal("show", key, "--db", long, NO_COLOR="1", COLUMNS=columns).splitlines()
        assert widest - 5 < max(map(display_width, lines)) <= widest


def test_right_to_left_text_keeps_to_itself_on_a_terminal(tmp_path: Path) -> None:
    """Isolates around its lines, and none in a pipe."""
    parsed = plain_run("حلب\n\nدخلت القوات مدينة حلب.\n".encode(), "a.txt")
    corpus = make_corpus(tmp_path / "a.db", parsed)
    key = parsed.key(parsed.articles[0])
    assert "\u2067دخلت القوات مدينة حلب.\u2069" in on_terminal("show", key, "--db", corpus, NO_COLOR="1")
    assert "\u2067" not in run("show", key, "--db", corpus).stdout


def paged(*arguments: str | Path, pager: str) -> str:
    """What ``archive`` prints where somebody sits at the terminal, 24 lines high, with a pager."""
    pid, terminal = pty.fork()
    if pid == 0:
        environment = os.environ | {"COLUMNS": "80", "LINES": "24", "TERM": "xterm", "PAGER": pager}
        environment["PYTHONIOENCODING"] = "utf-8"
        os.execve(sys.executable, [sys.executable, "-m", "syria_iraq_archive", *map(str, arguments)], environment)
    printed = b""
    while True:
        try:
            piece = os.read(terminal, 65536)
        except OSError:  # how Linux says that the other end is closed
            break
        printed += piece
    os.waitpid(pid, 0)
    os.close(terminal)
    return printed.decode()


@pytest.mark.skipif(subprocess.run(["which", "sed"], check=False, capture_output=True).returncode != 0, reason="no sed")
def test_what_is_longer_than_the_screen_goes_through_the_pager(corpus: Path, tmp_path: Path) -> None:
    """Unless told not to; what fits is printed."""
    parsed = plain_run(("Head\n\n" + "A paragraph.\n\n" * 30).encode(), "a.txt")
    long = make_corpus(tmp_path / "a.db", parsed)
    key, pager = parsed.key(parsed.articles[0]), "sed s/^/PAGED/"
    assert "PAGEDHead" in paged("show", key, "--db", long, pager=pager)
    assert "PAGED" not in paged("show", key, "--db", long, "--no-pager", pager=pager)
    assert "PAGED" not in paged("show", DOHA, "--db", corpus, pager=pager)
