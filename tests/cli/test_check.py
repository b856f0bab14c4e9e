"""``archive check``, end to end on the corpus of the seeds."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import run


@pytest.fixture(scope="module")
def said(seed_corpus: Path) -> tuple[str, str, str]:
    """A quotation of the seeds: the article's key, its words, its speaker."""
    with closing(sqlite3.connect(seed_corpus)) as connection:
        row: tuple[str, str, str] = connection.execute(
            "SELECT key, quotes.text, speaker FROM quotes JOIN articles ON articles.id = article_id "
            "WHERE kind = 'speech' AND speaker LIKE 'Lawmaker%' ORDER BY length(quotes.text) DESC LIMIT 1"
        ).fetchone()
    return row


def test_a_draft_that_the_archive_bears_out_ends_with_0(seed_corpus: Path, said: tuple[str, str, str]) -> None:
    key, text, speaker = said
    done = run("check", "-", "--db", seed_corpus, stdin=f"{speaker} said: “{text}” ({key})".encode())
    assert (done.returncode, done.stderr) == (0, "")
    assert "line 1: found" in done.stdout
    assert key in done.stdout


def test_a_draft_that_it_doesnt_bear_out_ends_with_4_and_says_why(
    seed_corpus: Path, said: tuple[str, str, str], tmp_path: Path
) -> None:
    draft, page = tmp_path / "draft.md", tmp_path / "findings.html"
    draft.write_text(f"A title\n\nKarim Sabri said: “{said[1]}”\n\n“No archive prints <b>these words</b> at all.”\n")
    done = run("check", draft, "--db", seed_corpus, "--json", "--html", page)
    assert done.returncode == 4
    found = json.loads(done.stdout)
    assert [one["status"] for one in found["quotations"]] == ["misattributed", "not found"]
    assert [one["line"] for one in found["quotations"]] == [3, 5]
    assert not found["sound"]
    html = page.read_text()
    assert "&lt;b&gt;these words&lt;/b&gt;" in html
    assert "<b>these" not in html


@pytest.mark.parametrize("draft", ["gone.md", ""])
def test_a_draft_that_cant_be_read_is_an_error_that_names_it(seed_corpus: Path, tmp_path: Path, draft: str) -> None:
    done = run("check", tmp_path / draft, "--db", seed_corpus)
    assert done.returncode == 1
    assert str(tmp_path / draft) in done.stderr
