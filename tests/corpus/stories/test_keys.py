"""Who is found by keys: those that share enough that count, with as few questions to the corpus as that takes."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from syria_iraq_archive.corpus.stories.keys import UNKNOWN_DAY, Key, KeyIndex, KeyLimits

LIMITS = KeyLimits(day=3, ever=4)
DAY = 739_000


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    """A corpus that has keys and nothing else."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.execute(
            "CREATE TABLE story_keys (shared INTEGER, day INTEGER, article_id INTEGER, "
            "PRIMARY KEY (shared, day, article_id)) WITHOUT ROWID"
        )
        yield connection


def fill(connection: sqlite3.Connection, *rows: tuple[int, int, int]) -> None:
    connection.executemany("INSERT INTO story_keys VALUES (?, ?, ?)", rows)


def asked(connection: sqlite3.Connection, index: KeyIndex, keys: list[Key]) -> int:
    """How many questions it takes to find the candidates."""
    questions: list[str] = []
    connection.set_trace_callback(questions.append)
    index.candidates(keys)
    connection.set_trace_callback(None)
    return len(questions)


@pytest.mark.parametrize("day", [DAY - 3, DAY, DAY + 3])
def test_two_keys_on_days_nearby_are_enough(connection: sqlite3.Connection, day: int) -> None:
    """In the corpus or among those that are added."""
    fill(connection, (1, day, 10), (2, day, 10), (1, day, 11), (2, day + 7, 12), (1, day + 7, 12))
    index = KeyIndex(connection, LIMITS)
    index.add([Key(1, day), Key(2, day)], 20)
    assert sorted(index.candidates([Key(1, DAY), Key(2, DAY)])) == [10, 20]


def test_of_an_unknown_day_three_are_needed(connection: sqlite3.Connection) -> None:
    """On whichever side the day is unknown."""
    fill(
        connection, *((shared, UNKNOWN_DAY, 10) for shared in (1, 2, 3)), (1, DAY, 11), (2, DAY, 11), (3, DAY + 99, 11)
    )
    index = KeyIndex(connection, LIMITS)
    assert index.candidates([Key(1, DAY - 50), Key(2, DAY - 50), Key(3, DAY - 50)]) == [10]
    assert index.candidates([Key(1, DAY - 50), Key(2, DAY - 50)]) == []
    assert sorted(index.candidates([Key(shared, UNKNOWN_DAY) for shared in (1, 2, 3)])) == [10, 11]


def test_a_key_that_too_many_have_counts_on_days_when_few_have_it(connection: sqlite3.Connection) -> None:
    """But of an unknown day it counts nothing."""
    many = [(shared, DAY + 50, 100 + number) for shared in (1, 2, 3) for number in range(LIMITS.ever + 1)]
    fill(connection, *many, *((shared, day, 10 + day % 2) for shared in (1, 2, 3) for day in (DAY, UNKNOWN_DAY)))
    index = KeyIndex(connection, LIMITS)
    keys = [Key(shared, DAY) for shared in (1, 2, 3)]
    assert index.candidates(keys) == [10]
    assert index.candidates([key._replace(day=UNKNOWN_DAY) for key in keys]) == []
    assert index.candidates([key._replace(day=DAY + 50) for key in keys]) == []


def test_a_rare_key_takes_one_question(connection: sqlite3.Connection) -> None:
    """All that have it come at once."""
    fill(connection, (1, DAY, 10), (2, DAY, 10))
    assert asked(connection, KeyIndex(connection, LIMITS), [Key(1, DAY), Key(2, DAY)]) == 2


def test_that_a_key_is_frequent_is_asked_once(connection: sqlite3.Connection) -> None:
    """Then only days nearby are looked at; of an unknown day none."""
    fill(connection, *((1, DAY + number, number) for number in range(LIMITS.ever + 1)))
    index = KeyIndex(connection, LIMITS)
    assert [asked(connection, index, [Key(1, day)]) for day in (DAY, DAY, UNKNOWN_DAY)] == [3, 2, 0]


def test_a_new_corpus_is_not_asked(connection: sqlite3.Connection) -> None:
    """It has no keys but those that are added."""
    index = KeyIndex(connection, LIMITS)
    index.add([Key(1, DAY), Key(2, DAY)], 20)
    assert asked(connection, index, [Key(1, DAY), Key(2, DAY)]) == 0
