"""The same text printed twice: ``archive similar``, what ``show`` says of it, and ``query --distinct``."""

import json
from pathlib import Path

import pytest

from syria_iraq_archive.corpus.connection import reading
from syria_iraq_archive.corpus.verify.checks import verify
from syria_iraq_archive.records import ParsedCapture
from tests.cli.conftest import run
from tests.corpus.similar.made_up import edited, key, linked, page, story, told


@pytest.fixture(scope="module")
def keys() -> list[str]:
    """The keys of the copies, the first published first."""
    return [copy.key(copy.articles[0]) for copy in copies()]


def copies() -> list[ParsedCapture]:
    first = told(page("First", story(1)), "example-news", "2024-12-01")
    return [first, told(page("=Copied()", edited(story(1), 0.02)), "other-news", "2024-12-02")]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A story printed twice, and another."""
    path = tmp_path_factory.mktemp("similar") / "a.db"
    linked(path, *copies(), told(page("Own", story(2))))
    return path


def test_the_pairs_are_listed_with_score_and_kind(corpus: Path, keys: list[str]) -> None:
    """Both articles, with what names them."""
    (pair,) = json.loads(run("similar", "--db", corpus, "--json").stdout)
    assert {pair["key"], pair["other_key"]} == set(keys)
    assert pair["kind"] == "repost"
    assert 0.5 < pair["score"] < 1
    assert {pair["headline"], pair["other_headline"]} == {"First", "=Copied()"}


def test_of_one_article_the_others_are_listed(corpus: Path, keys: list[str]) -> None:
    """Its key may be cut short."""
    (pair,) = json.loads(run("similar", keys[1][:8], "--db", corpus, "--json").stdout)
    assert (pair["key"], pair["other_key"], pair["other_source"]) == (*keys[::-1], "example-news")


def test_pairs_of_a_kind_are_listed_alone(corpus: Path) -> None:
    """Here there is none."""
    assert json.loads(run("similar", "--kind", "same-text", "--db", corpus, "--json").stdout) == []


def test_clusters_are_listed_in_the_order_of_publication(corpus: Path, keys: list[str]) -> None:
    """All of them, or an article's."""
    for arguments in ([], [keys[1]]):
        found = json.loads(run("similar", *arguments, "--clusters", "--db", corpus, "--json").stdout)
        assert [(row["first_key"], row["place"], row["key"]) for row in found] == [
            (keys[0], 1, keys[0]),
            (keys[0], 2, keys[1]),
        ]


def test_kinds_and_clusters_exclude_each_other(corpus: Path) -> None:
    """A cluster is of two kinds."""
    done = run("similar", "--clusters", "--kind", "repost", "--db", corpus)
    assert done.returncode == 2
    assert "without --clusters" in done.stderr


def test_show_says_where_else_the_story_was_printed(corpus: Path, keys: list[str]) -> None:
    """With kind, score, outlet and day."""
    lines = run("show", keys[0], "--db", corpus).stdout.splitlines()
    elsewhere = lines[lines.index("Printed elsewhere") + 1]
    assert elsewhere.startswith("  repost, ")
    assert elsewhere.endswith(f"% in common: =Copied() · 2024-12-02 · other-news · {keys[1]}")


def test_show_names_ten_others_and_says_how_many_there_are(tmp_path: Path) -> None:
    """All are listed by another command."""
    texts = [page(f"Copy {number}", story(1)) for number in range(13)]
    linked(tmp_path / "a.db", *texts)
    shown = run("show", key(texts[0]), "--db", tmp_path / "a.db").stdout
    assert shown.count("same text: ") == 10
    assert f"  2 more: archive similar {key(texts[0])}\n" in shown


def test_show_as_json_has_the_similar_articles(corpus: Path, keys: list[str]) -> None:
    """By the other's key."""
    (other,) = json.loads(run("show", keys[0], "--json", "--db", corpus).stdout)["similar"]
    assert (other["key"], other["kind"], other["source"]) == (keys[1], "repost", "other-news")


def test_a_distinct_query_shows_one_of_each_story(corpus: Path) -> None:
    """And counts them so."""
    found = json.loads(run("query", "--distinct", "--db", corpus, "--json").stdout)
    assert [row["headline"] for row in found] == ["First", "Own"]
    assert run("query", "--distinct", "--count", "--db", corpus).stdout == "2\n"
    assert run("query", "--count", "--db", corpus).stdout == "3\n"


def test_what_is_linked_stands_the_proof(corpus: Path) -> None:
    """Signatures, pairs and clusters are what the texts give."""
    with reading(corpus) as connection:
        verdicts = {verdict.name: verdict.findings for verdict in verify(connection)}
    assert [verdicts[name] for name in ("signatures", "similar", "clusters")] == [[], [], []]
