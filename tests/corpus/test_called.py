"""Who is called what: which designations are found, how terms are counted, and the sentence each stands in."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from syria_iraq_archive.corpus.called import CalledQuestion, count_terms, find_designations, sentence_of, term_pattern
from syria_iraq_archive.corpus.connection import reading
from syria_iraq_archive.corpus.question import Question
from syria_iraq_archive.fold import fold_words
from syria_iraq_archive.pipeline import Pipeline
from syria_iraq_archive.registry.load import Registry
from tests.factories import make_corpus

TEXT = (
    "Rebels Enter the Town\n\n"
    "The Assad regime lost the town. Rebels came from the hills.\n\n"
    "The minister said the rebels had left. Terrorist groups held the dam.\n\n"
    "“The terrorists ran,” Recep Tayyip Erdogan said.\n"
)
ARABIC = "غادرت الفصائل المسلحة المدينة.\n"


@pytest.fixture
def corpus(tmp_path: Path, pipeline: Pipeline, registry: Registry) -> Iterator[sqlite3.Connection]:
    captures = [pipeline.run(text.encode(), f"{number}.txt") for number, text in enumerate((TEXT, ARABIC))]
    with reading(make_corpus(tmp_path / "c.db", *captures, knowledge=registry)) as connection:
        yield connection


def terms(connection: sqlite3.Connection, asked: CalledQuestion) -> dict[tuple[str, str], int]:
    return {(one.term, one.voice): one.times for one in count_terms(connection, asked)}


def test_terms_are_counted_by_voice_without_regard_to_case(corpus: sqlite3.Connection) -> None:
    """The headline's "Rebels" and the paragraph's are one term."""
    found = terms(corpus, CalledQuestion(term="rebels"))
    assert found == {("Rebels", "outlet"): 2, ("rebels", "reported"): 1}


def test_the_most_frequent_term_comes_first(corpus: sqlite3.Connection) -> None:
    assert count_terms(corpus, CalledQuestion())[0].term == "Rebels"


def test_an_actor_finds_the_words_that_the_text_ties_to_it(corpus: sqlite3.Connection) -> None:
    found = count_terms(corpus, CalledQuestion(actor="government-of-syria"))
    assert [(one.term, one.sentence) for one in found] == [("Assad regime", "The Assad regime lost the town.")]


def test_what_is_part_of_an_actor_counts_unless_it_is_exact(corpus: sqlite3.Connection) -> None:
    """The government is part of the state."""
    assert terms(corpus, CalledQuestion(actor="syria")) == {("Assad regime", "outlet"): 1}
    assert terms(corpus, CalledQuestion(actor="syria", exact=True)) == {}


def test_a_voice_chooses(corpus: sqlite3.Connection) -> None:
    assert terms(corpus, CalledQuestion(voices=("speaker",))) == {("terrorists", "speaker"): 1}


def test_a_speaker_chooses_what_is_in_their_voice(corpus: sqlite3.Connection) -> None:
    assert terms(corpus, CalledQuestion(speaker="recep-tayyip-erdogan")) == {("terrorists", "speaker"): 1}


def test_each_designation_comes_with_the_sentence_it_stands_in(corpus: sqlite3.Connection) -> None:
    [found] = find_designations(corpus, CalledQuestion(term="terrorist groups"))
    assert "Terrorist groups held the dam." in found


def test_a_limit_gives_the_first_only(corpus: sqlite3.Connection) -> None:
    assert len(list(find_designations(corpus, CalledQuestion(limit=2)))) == 2
    assert len(count_terms(corpus, CalledQuestion(limit=1))) == 1


def test_articles_are_chosen_as_everywhere(corpus: sqlite3.Connection) -> None:
    """None of these articles is dated."""
    assert terms(corpus, CalledQuestion(articles=Question(earliest="2024-01-01"))) == {}


@pytest.mark.parametrize(
    ("term", "words", "is_found"),
    [
        ("terror*", "takfiri terrorist groups", True),
        ("terror*", "counterterror groups", False),
        ("terror", "terrorist groups", False),
        ("armed factions", "syrian armed factions", True),
        ("armed factions", "armed syrian factions", False),
        ("فصائل", "الفصائل المسلحة", True),
        ("الفصائل", "فصائل مسلحة", True),
        ("*", "rebels", True),
        ("", "rebels", False),
    ],
)
def test_the_words_of_a_term_follow_each_other(term: str, words: str, is_found: bool) -> None:
    """A star stands for the rest of a word; in Arabic the article makes no difference."""
    assert (term_pattern(term).search(f" {fold_words(words)} ") is not None) is is_found


def test_nothing_is_said_of_a_span_outside_all_blocks(corpus: sqlite3.Connection) -> None:
    assert sentence_of(corpus, 1, 100_000, 100_001) == ""
