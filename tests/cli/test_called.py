"""``archive called``, end to end on the corpus of the seeds."""

from pathlib import Path

from tests.cli.conftest import run
from tests.cli.test_quotes_and_timeline import ask


def test_called_counts_the_words_for_an_actor_by_outlet_and_voice(seed_corpus: Path) -> None:
    """With the sentence they stand in."""
    rows = ask(seed_corpus, "called", "hts")
    assert all(row["actor"] == "hayat-tahrir-al-sham" for row in rows)
    [found] = [row for row in rows if row["term"] == "Islamist rebel group"]
    assert (found["voice"], found["times"]) == ("outlet", 1)
    assert "Islamist rebel group" in found["sentence"]


def test_called_finds_who_uses_a_term(seed_corpus: Path) -> None:
    """A star stands for the rest of a word."""
    rows = ask(seed_corpus, "called", "--term", "faction*", "--source", "asharq-al-awsat")
    assert rows
    assert {row["source"] for row in rows} == {"asharq-al-awsat"}
    assert all("faction" in row["term"].casefold() for row in rows)


def test_called_lists_each_time_in_a_voice(seed_corpus: Path) -> None:
    """Those in scare quotes have no speaker."""
    rows = ask(seed_corpus, "called", "--voice", "scare", "--each")
    assert rows
    assert {(row["voice"], row["speaker"]) for row in rows} == {("scare", None)}


def test_an_actor_nobody_knows_is_an_error(seed_corpus: Path) -> None:
    """And no empty answer."""
    assert run("called", "nobody at all", ARCHIVE_DB=str(seed_corpus)).returncode == 2
