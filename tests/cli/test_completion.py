"""The Tab key proposes commands, sources, actors and keys."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import run
from tests.factories import dated

HAMA = dated().key(dated().articles[0])
PROGRAM = "from syria_iraq_archive.cli import main; main()"


def complete(corpus: Path, *typed: str, shell: str = "bash") -> list[str]:
    """What is proposed for the last of the words typed."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ARCHIVE_")}
    environment = kept | {
        "_ARCHIVE_COMPLETE": f"{shell}_complete",
        "COMP_WORDS": " ".join(("archive", *typed)),
        "COMP_CWORD": str(len(typed)),
        "ARCHIVE_DB": str(corpus),
        "PYTHONIOENCODING": "utf-8",
    }
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], env=environment, capture_output=True, text=True, check=True, encoding="utf-8"
    )
    assert done.stderr == ""
    return [line.removeprefix("plain,") for line in done.stdout.splitlines() if line]


@pytest.mark.parametrize(
    ("typed", "proposed"),
    [
        (["que"], ["query"]),
        (["query", "--source", "exam"], ["example-news"]),
        (["query", "--source", ""], ["example-news", "other-news"]),
        (["query", "--actor", "tur"], ["turkey", "turkish-army"]),
        (["query", "--actor", "TSK"], ["turkish-army"]),  # by another name, what is proposed is the id
        (["query", "--actor", "türki"], ["turkey", "turkish-army"]),
        (["query", "--actor", "arm"], ["turkish-army"]),
        (["query", "--actor", "nobody"], []),
        (["timeline", "--source", "oth"], ["other-news"]),
        (["show", HAMA[:3]], [HAMA]),
        (["show", "zz"], []),
    ],
    ids=" ".join,
)
def test_names_are_completed_from_the_corpus(corpus: Path, typed: list[str], proposed: list[str]) -> None:
    """Ids need no quotes; a name or acronym leads to its id."""
    assert complete(corpus, *typed) == proposed


def test_without_a_corpus_they_come_from_the_registry(tmp_path: Path) -> None:
    """And keys from nowhere; nothing is made."""
    assert complete(tmp_path / "none.db", "query", "--source", "shafaq") == ["shafaq-news"]
    assert complete(tmp_path / "none.db", "show", "5") == []
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_corpus_completes_nothing(tmp_path: Path) -> None:
    """In silence."""
    (tmp_path / "a.db").write_text("no corpus")
    assert complete(tmp_path / "a.db", "query", "--actor", "a") == []


def test_where_the_shell_shows_it_a_title_is_added(corpus: Path) -> None:
    """Names for ids, headlines for keys."""
    assert complete(corpus, "query", "--actor", "tsk", shell="zsh") == ["plain", "turkish-army", "Turkish Army"]
    assert complete(corpus, "show", HAMA[:4], shell="zsh")[-1] == "Rebels Enter Hama"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_program_prints_what_a_shell_must_know(shell: str) -> None:
    """For the line that the README tells to put into a shell's start-up file."""
    environment = {"_ARCHIVE_COMPLETE": f"{shell}_source"}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], env=os.environ | environment, capture_output=True, text=True, check=False
    )
    assert "_ARCHIVE_COMPLETE" in done.stdout


def test_the_program_alone_greets() -> None:
    """With the three commands to begin with, and where help is."""
    done = run()
    assert (done.returncode, done.stderr) == (0, "")
    for words in ("archive ingest", "archive query", "archive show", "archive --help"):
        assert words in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80
