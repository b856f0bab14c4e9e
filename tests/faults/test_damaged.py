"""A corpus whose file is damaged says so, and where; no command falls over it."""

import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from syria_iraq_archive.corpus.connection import reading
from syria_iraq_archive.corpus.verify.checks import verify
from syria_iraq_archive.errors import CorpusError
from tests.cli.conftest import run
from tests.factories import make_corpus

pytestmark = pytest.mark.long


def pages(corpus: Path) -> tuple[int, int]:
    """Their size, and how many there are."""
    with closing(sqlite3.connect(corpus)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        size, count = (connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_size", "page_count"))
        return size, count


def root_of(corpus: Path, table: str) -> int:
    """The number of a table's first page."""
    with closing(sqlite3.connect(corpus)) as connection:
        sql = "SELECT rootpage FROM sqlite_master WHERE name = ?"
        return int(connection.execute(sql, (table,)).fetchone()[0])


def overwrite(corpus: Path, start: int, data: bytes) -> None:
    """Other bytes in the file."""
    with corpus.open("r+b") as file:
        file.seek(start)
        file.write(data)


def findings(corpus: Path) -> list[str]:
    """What verifying finds; that the file can't be opened is a finding."""
    try:
        with reading(corpus) as connection:
            found = [(verdict.name, each) for verdict in verify(connection) for each in verdict.findings]
    except CorpusError as error:
        return [str(error)]
    return [f"{name}: {each.where}: {each.what}" for name, each in found]


@pytest.mark.parametrize("table", ["captures", "articles", "blocks", "mentions", "actors", "articles_fts_data"])
def test_verify_names_the_table_of_a_damaged_page(tmp_path: Path, table: str) -> None:
    """Its root, so that nothing of it can be read."""
    corpus = make_corpus(tmp_path / "a.db")
    size, _ = pages(corpus)
    overwrite(corpus, (root_of(corpus, table) - 1) * size, b"\xff" * size)
    assert [finding for finding in findings(corpus) if finding.startswith(f"integrity: {table}: ")]


def test_every_page_that_is_lost_is_missed(tmp_path: Path) -> None:
    """Whatever it held; nothing but a finding comes of it."""
    sound = make_corpus(tmp_path / "sound.db")
    size, count = pages(sound)
    whole = sound.read_bytes()
    corpus = tmp_path / "a.db"
    for page in range(count):
        corpus.write_bytes(whole)
        overwrite(corpus, page * size, random.Random(page).randbytes(size))
        assert findings(corpus), page + 1


def test_flipped_bytes_are_findings_or_harmless(tmp_path: Path) -> None:
    """A single byte in a page; if it says nothing, as in the room between cells, there is nothing to find."""
    sound = make_corpus(tmp_path / "sound.db")
    pages(sound)
    whole = sound.read_bytes()
    corpus = tmp_path / "a.db"
    chance = random.Random(2024)
    for _ in range(100):
        corpus.write_bytes(whole)
        place = chance.randrange(len(whole))
        overwrite(corpus, place, bytes([whole[place] ^ 1 << chance.randrange(8)]))
        findings(corpus)


@pytest.mark.parametrize("arguments", [["query"], ["sql", "SELECT * FROM articles"], ["export", "jsonl"]], ids=" ".join)
def test_a_command_on_a_damaged_corpus_says_so(tmp_path: Path, arguments: list[str]) -> None:
    """In one line, with the way to know more."""
    corpus = make_corpus(tmp_path / "a.db")
    size, _ = pages(corpus)
    overwrite(corpus, (root_of(corpus, "articles") - 1) * size, b"\xff" * size)
    done = run(*arguments, "--db", corpus)
    assert done.returncode == 1
    assert done.stderr.startswith("Error: ")
    assert done.stderr.count("\n") == 1
    assert "archive verify" in done.stderr or arguments[0] == "sql"
