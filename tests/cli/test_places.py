"""Places on the command line: what lies within one, its card, timelines, and words widened by names."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import run


def keys(db: Path, *arguments: str) -> set[str]:
    done = run("query", *arguments, "--db", db, "--json")
    assert done.returncode == 0, done.stderr
    return {row["key"] for row in json.loads(done.stdout)}


def test_a_place_is_found_with_what_lies_within_it(seed_corpus: Path) -> None:
    """Idlib is the governorate, in which Maaret al-Numan lies; exactly, it is the town."""
    assert keys(seed_corpus, "--place", "maaret al-numan") < keys(seed_corpus, "--place", "idlib")
    assert keys(seed_corpus, "--place", "idlib", "--exact") == set()


@pytest.mark.parametrize("name", ["Haleb", "حلب", "aleppo", "Halab"])
def test_a_place_goes_by_any_of_its_names(seed_corpus: Path, name: str) -> None:
    assert len(keys(seed_corpus, "--place", name)) == 6


def test_of_several_places_all_are_named_or_any(seed_corpus: Path) -> None:
    both, any_one = ("--place", "eilat", "--place", "hama"), ("--place", "eilat", "--place", "hama", "--any")
    assert len(keys(seed_corpus, *both)) < len(keys(seed_corpus, *any_one))


def test_a_name_that_nobody_has_is_read_forgivingly_and_said(seed_corpus: Path) -> None:
    done = run("query", "--place", "damascos", "--db", seed_corpus, "--count")
    assert (done.returncode, done.stderr) == (0, "place: Damascus (damascus)\n")


def test_a_name_of_several_places_is_asked_back(seed_corpus: Path) -> None:
    done = run("query", "--place", "tripoli", "--db", seed_corpus)
    assert done.returncode == 2
    assert "tripoli-lebanon, tripoli-libya" in done.stderr


@pytest.mark.parametrize("words", ["Abu Kamal", "Bukamal", "البوكمال", '"Abu Kamal"'])
def test_words_are_widened_by_the_names_of_a_place(seed_corpus: Path, words: str) -> None:
    """And the answer says so."""
    done = run("query", words, "--db", seed_corpus, "--count")
    assert (done.stdout, "Also sought: " in done.stderr) == ("1\n", True)


def test_literal_words_are_not_widened(seed_corpus: Path) -> None:
    done = run("query", "Abu Kamal", "--literal", "--db", seed_corpus, "--count")
    assert (done.stdout, done.stderr) == ("0\n", "")


def test_the_card_of_a_place_says_where_it_lies_and_what_names_it(seed_corpus: Path) -> None:
    first, *others = json.loads(run("places", "anbar", "--db", seed_corpus, "--json").stdout)
    assert (first["id"], first["kind"]) == ("anbar-governorate", "governorate")
    assert "الأنبار" in first["names_by_language"]["ar"]
    assert {sentence["surface"] for sentence in first["sentences"]} >= {"al-Anbar province", "Qaim"}
    assert "qaim" in {place["id"] for place in others}


def test_a_timeline_counts_by_place(seed_corpus: Path) -> None:
    done = run("timeline", "--group", "place", "--by", "month", "--db", seed_corpus, "--json")
    assert {"rabia-crossing", "eilat"} <= {row["group"] for row in json.loads(done.stdout)}


def test_likely_places_that_the_gazetteer_lacks_are_suggested(tmp_path: Path) -> None:
    """Behind a word for a place; those that it has are left out."""
    (tmp_path / "a.txt").write_text("A well dried up in the village of Tal Zumurrud. Rain fell on the town of Hajin.\n")
    db = tmp_path / "a.db"
    run("ingest", tmp_path / "a.txt", "--db", db)
    rows = json.loads(run("registry", "suggest", "--places", "--db", db, "--json").stdout)
    assert [row["name"] for row in rows] == ["Tal Zumurrud"]
