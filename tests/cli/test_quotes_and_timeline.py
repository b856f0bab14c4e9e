"""``archive quotes``, ``archive timeline`` and ``query --mentions``, end to end on the corpus of the seeds."""

import json
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Result, run


def ask(corpus: Path, *arguments: str) -> list[dict[str, Any]]:
    done: Result = run(*arguments, "--json", ARCHIVE_DB=str(corpus))
    assert (done.returncode, done.stderr) == (0, "")
    rows: list[dict[str, Any]] = json.loads(done.stdout)
    return rows


def test_quotes_finds_what_an_actor_said_and_where(seed_corpus: Path) -> None:
    [quote] = ask(seed_corpus, "quotes", "--speaker", "Issam al-Kreiti")
    assert (quote["speaker"], quote["told_to"], quote["published"]) == (
        "Lawmaker Issam al-Kreiti", "shafaq-news", "2024-12-27",
    )  # fmt: skip


def test_quotes_by_hearer_are_those_told_to_it(seed_corpus: Path) -> None:
    assert {quote["told_to"] for quote in ask(seed_corpus, "quotes", "--told-to", "the new region")} == {
        "the-new-region"
    }


def test_a_speaker_who_is_no_actor_is_sought_as_printed(seed_corpus: Path) -> None:
    assert {quote["speaker"] for quote in ask(seed_corpus, "quotes", "--speaker", "one source")} == {"one source"}


@pytest.mark.parametrize(("text", "count"), [("jailbreak", 1), ("jail*", 1), ("jail", 0), ('"ticking time bomb"', 1)])
def test_the_words_of_a_quote_are_whole_words_or_beginnings(seed_corpus: Path, text: str, count: int) -> None:
    assert len(ask(seed_corpus, "quotes", text)) == count


def test_scare_quotes_are_listed_when_asked_for(seed_corpus: Path) -> None:
    kinds = {quote["kind"] for quote in ask(seed_corpus, "quotes", "--kind", "scare", "--kind", "title")}
    assert kinds == {"scare", "title"}


def test_query_mentions_finds_the_articles_that_speak_of_a_day(seed_corpus: Path) -> None:
    keys = {row["key"] for row in ask(seed_corpus, "query", "--mentions", "2024-11-30")}
    assert "ed46ce34572e3473-1" in keys


def test_a_range_counts_as_possible_in_each_day_it_may_be(seed_corpus: Path) -> None:
    days = {row["period"]: (row["certain"], row["possible"]) for row in ask(seed_corpus, "timeline")}
    assert days["2024-12-27"] == (1, 0)
    assert days["2024-12-08"] == (0, 2)
    assert days["2024-12-09"] == (0, 1)


def test_a_range_within_one_month_is_certain_there(seed_corpus: Path) -> None:
    rows = ask(seed_corpus, "timeline", "--by", "month", "--group", "source", "--source", "asharq-al-awsat")
    assert [(row["period"], row["group"], row["certain"], row["possible"]) for row in rows] == [
        ("2024-12", "asharq-al-awsat", 2, 0)
    ]


def test_a_week_is_called_by_its_monday(seed_corpus: Path) -> None:
    """Also one in which nothing was published."""
    weeks = [row["period"] for row in ask(seed_corpus, "timeline", "--by", "week")]
    assert weeks == ["2024-11-25", "2024-12-02", "2024-12-09", "2024-12-16", "2024-12-23"]


def test_a_timeline_of_mentions_counts_the_days_spoken_of(seed_corpus: Path) -> None:
    months = {row["period"]: row["certain"] for row in ask(seed_corpus, "timeline", "--mentions", "--by", "month")}
    assert months["2014-06"] == 1


def test_a_plot_is_a_picture_and_the_same_each_time(seed_corpus: Path, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    for name in ("one.svg", "two.svg"):
        done = run("timeline", "--plot", tmp_path / name, ARCHIVE_DB=str(seed_corpus))
        assert done.returncode == 0, done.stderr
    assert (tmp_path / "one.svg").read_bytes() == (tmp_path / "two.svg").read_bytes()
    assert ET.parse(tmp_path / "one.svg").getroot().tag.endswith("svg")


def test_a_plot_of_another_kind_is_refused(seed_corpus: Path, tmp_path: Path) -> None:
    done = run("timeline", "--plot", tmp_path / "plot.xls", ARCHIVE_DB=str(seed_corpus))
    assert (done.returncode, "a plot is an .svg or .png file" in done.stderr) == (1, True)


def test_a_range_that_ends_before_it_begins_is_a_usage_error(seed_corpus: Path) -> None:
    done = run("query", "--from", "2024-12-05", "--to", "2024-12-01", ARCHIVE_DB=str(seed_corpus))
    assert (done.returncode, "is after --to" in done.stderr) == (2, True)
