"""``archive query TEXT``: what was sought is shown, and what isn't found is explained."""

import csv
import io
import json
from pathlib import Path
from unittest.mock import Mock

import pytest

from syria_iraq_archive.cli.results import short_days
from syria_iraq_archive.corpus import question
from syria_iraq_archive.corpus.search import parse_search
from tests.cli.conftest import Archive, on_terminal, run
from tests.factories import dated, make_corpus, plain_run, undated

HAMA = dated().key(dated().articles[0])


@pytest.mark.parametrize("typed", ['"', "(hama", "AND OR", "hama)", "* * *", "()", "-hama", "a:b", "'", "\\", "«"])
def test_nothing_typed_is_an_error(archive: Archive, typed: str) -> None:
    """It is words."""
    done = archive("query", "--", typed)
    assert done.returncode == 0, done.stderr
    json.loads(done.stdout)


def test_what_is_not_well_formed_is_noted(archive: Archive) -> None:
    """On standard error, with what is done instead."""
    done = archive("query", "(hama turkish", "--nl")
    assert json.loads(done.stdout)["key"] == HAMA
    assert done.stderr == "Note: a parenthesis isn't closed; the articles that have all of the words are sought.\n"
    assert "no word in TEXT" in archive("query", "?!").stderr


def test_a_text_that_begins_with_a_hyphen_needs_no_care_in_the_middle(archive: Archive) -> None:
    """Hyphens join words."""
    assert json.loads(archive("query", "turkish-officials", "--nl").stdout)["key"] == HAMA


def test_programs_get_the_snippet_as_plain_text(archive: Archive) -> None:
    """In a column of its own, where words were sought."""
    expected = "Rebels entered Hama on Tuesday, Turkish officials said."
    assert json.loads(archive("query", "turkish", "--nl").stdout)["snippet"].startswith(expected)
    assert next(csv.DictReader(io.StringIO(archive("query", "turkish", "--csv").stdout)))["snippet"].startswith(
        expected
    )
    assert archive("query", "turkish", "--md").stdout.startswith("| key | published | source | headline | snippet |")
    assert "snippet" not in archive("query", "--nl").stdout


def test_readers_get_the_snippet_below_the_row(archive: Archive) -> None:
    """In a pipe without marks."""
    _, _, row, snippet, *_ = archive("query", "turkish", "--table").stdout.splitlines()
    assert row.split() == [HAMA, "2024-12-03..09", "example-news", "Rebels", "Enter", "Hama"]
    assert snippet.startswith("    Rebels entered Hama on Tuesday, Turkish officials said.")


def test_on_a_terminal_what_was_sought_is_bold(corpus: Path) -> None:
    """Lines fit the terminal."""
    printed = on_terminal("query", "turkish", "hama", "--db", corpus)
    assert "\x1b[1mTurkish\x1b[0m" in printed
    assert "\x1b[1mHama\x1b[0m" in printed
    plain = on_terminal("query", "turkish", "hama", "--db", corpus, NO_COLOR="1")
    assert "\x1b" not in plain
    assert max(map(len, plain.splitlines())) <= 80


def test_pages_are_told_on_a_terminal(corpus: Path) -> None:
    """How many there are, and where the next page begins."""
    assert "1 of 2 articles. The next: --offset 1" in on_terminal("query", "--limit", "1", "--db", corpus)
    assert "The next" not in on_terminal("query", "--limit", "1", "--offset", "1", "--db", corpus)
    assert "There are 2 articles" in on_terminal("query", "--offset", "9", "--db", corpus)


@pytest.mark.parametrize(
    ("arguments", "advice"),
    [
        (["hama", "doha"], "OR"),
        (["ham"], "turk*"),
        (["--on", "2019"], "--undated"),
        (["--actor", "iran", "--actor", "example news"], "--any"),
        (["--source", "other-news"], "archive sources --used"),
    ],
)
def test_where_nothing_is_found_a_way_on_is_told(corpus: Path, arguments: list[str], advice: str) -> None:
    """On a terminal; a program finds an empty list."""
    printed = on_terminal("query", *arguments, "--db", corpus)
    assert "No article was found." in printed
    assert advice in printed.partition("No article was found.")[2]
    assert run("query", *arguments, "--db", corpus).stdout == "[]\n"


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (["--language", "en"], 2),
        (["--language", "ar"], 0),
        (["--language", "ar", "--language", "en"], 2),
        (["--basis", "inferred"], 1),
        (["--basis", "unknown"], 1),
        (["--basis", "unknown", "--basis", "inferred", "--actor", "iran"], 1),
        (["--basis", "curated"], 0),
    ],
)
def test_articles_are_chosen_by_language_and_by_what_their_date_rests_on(
    archive: Archive, options: list[str], found: int
) -> None:
    """By every command that chooses articles."""
    assert int(archive("query", "--count", *options).stdout) == found
    assert len(archive("export", "jsonl", *options).stdout.splitlines()) == found


def test_a_basis_that_there_is_not_is_an_error_of_use(archive: Archive) -> None:
    assert archive("query", "--basis", "hearsay").returncode == 2


def test_count_prints_a_number(archive: Archive) -> None:
    """Of all that is found, whatever page is asked for."""
    assert archive("query", "--count").stdout == "2\n"
    assert archive("query", "doha OR hama", "--count", "--limit", "1").stdout == "2\n"
    assert archive("query", "zebra", "--count").stdout == "0\n"


def test_an_article_without_headline_shows_how_it_opens(tmp_path: Path) -> None:
    """In parentheses, for readers; programs get what is recorded."""
    parsed = undated()
    text = "A long opening of an article that has no headline at all, and goes on"
    article = parsed.articles[0].model_copy(update={"headline": None, "body": text})
    corpus = make_corpus(tmp_path / "a.db", parsed.model_copy(update={"articles": (article,)}))
    line = run("query", "--table", "--db", corpus).stdout.splitlines()[2]
    assert line.endswith("(A long opening of an article that has no headline at all, …)")
    assert json.loads(run("query", "--nl", "--db", corpus).stdout)["headline"] is None


def test_search_is_blind_to_spelling_in_either_script(tmp_path: Path) -> None:
    """As people type."""
    latin = plain_run("Jabhat al-Nusra\n\nHay’at Taḥrīr al-Shām’s men left Sanaa.\n".encode(), "latin.txt")
    arabic = plain_run("الجَيْش\n\nدخلت هيئة تحرير الشام مدينة حلب.\n".encode(), "arabic.txt")
    corpus = make_corpus(tmp_path / "a.db", latin, arabic)
    for typed in ("nusra", "an-Nusra", "al nusra", '"hayat tahrir sham"', "Sana'a", "HAY'AT TAHR*"):
        assert json.loads(run("query", typed, "--nl", "--db", corpus).stdout)["path"] == "latin.txt", typed
    for typed in ("جيش", "هيئه", "الشام", "شام", "حَلَب"):
        assert json.loads(run("query", typed, "--nl", "--db", corpus).stdout)["path"] == "arabic.txt", typed


@pytest.mark.parametrize(
    ("published", "shown"),
    [
        (None, None),
        ("2024-12-27", "2024-12-27"),
        ("2024-12", "2024-12"),
        ("[2024-12-02..2024-12-07]", "2024-12-02..07"),
        ("[2024-11-30..2024-12-04]", "2024-11-30..12-04"),
        ("[2024-12-30..2025-01-02]", "2024-12-30..2025-01-02"),
        ("[..2024-12-02]", "[..2024-12-02]"),
    ],
)
def test_a_range_of_days_is_short_in_a_table(published: str | None, shown: str | None) -> None:
    """What both days share is printed once."""
    assert short_days(published) == shown


@pytest.mark.parametrize(
    "command",
    [
        ("query", "rebels", "--nl"),
        ("query", "rebels", "--sort", "newest", "--distinct", "--actor", "turkey", "--from", "2024-12", "--nl"),
        ("query", "rebels", "--count"),
        ("query", "(rebels"),
        ("timeline", "rebels"),
        ("timeline", "rebels", "--mentions"),
        ("export", "jsonl", "--text", "rebels"),
    ],
    ids=" ".join,
)
def test_a_text_is_parsed_once_however_many_articles_it_finds(
    corpus: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    """For the notes, the choice of a plan, the SQL and the passages together."""
    parse = Mock(wraps=parse_search)
    monkeypatch.setattr(question, "parse_search", parse)
    assert run(*command, "--db", corpus).stdout
    parse.assert_called_once_with(next(word for word in command if "rebels" in word))
