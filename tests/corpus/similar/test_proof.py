"""`archive verify` finds what is said of similar articles and isn't so."""

import sqlite3
from pathlib import Path

import pytest

from syria_iraq_archive.corpus.connection import reading
from syria_iraq_archive.corpus.verify.checks import verify
from tests.corpus.similar.made_up import edited, linked, page, story

MUTATIONS = [
    ("similar", "UPDATE similar SET score = 0.5 WHERE kind = 'repost'"),
    ("similar", "UPDATE similar SET kind = 'repost' WHERE kind = 'same-text'"),
    ("similar", "UPDATE similar SET article_id = other_id, other_id = article_id"),
    ("clusters", "DELETE FROM similar WHERE kind = 'repost'"),
    ("clusters", "UPDATE clusters SET place = 4 WHERE place = 1"),
    ("clusters", "DELETE FROM clusters WHERE place = 3"),
    ("signatures", "UPDATE signatures SET bands = upper(bands)"),
    ("signatures", "DELETE FROM signatures"),
    ("signature keys", "DELETE FROM signature_keys WHERE shared IN (SELECT max(shared) FROM signature_keys)"),
    ("signature keys", "UPDATE signature_keys SET shared = shared + 1 WHERE shared < 0"),
]


@pytest.mark.parametrize(("check", "mutation"), MUTATIONS)
def test_a_falsified_link_is_found(tmp_path: Path, check: str, mutation: str) -> None:
    """From the texts alone."""
    texts = [page("One", story(1)), page("Copy", story(1)), page("Edited", edited(story(1), 0.02))]
    linked(tmp_path / "a.db", *texts)
    assert findings(tmp_path / "a.db") == {}
    with sqlite3.connect(tmp_path / "a.db") as connection:
        connection.execute(mutation)
    connection.close()
    assert check in findings(tmp_path / "a.db")


def findings(path: Path) -> dict[str, int]:
    with reading(path) as connection:
        verdicts = verify(connection)
    names = {"signatures", "signature keys", "similar", "clusters"}
    return {verdict.name: len(verdict.findings) for verdict in verdicts if verdict.findings and verdict.name in names}
