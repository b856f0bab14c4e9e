"""No text of a capture drives what shows it: a terminal, a spreadsheet, a page."""

import csv
import io
from pathlib import Path

import pytest

from tests.cli.conftest import on_terminal, run
from tests.factories import make_corpus, plain_run

ESCAPES = "\x1b[31m\x07\x9b2J\u202e\x1b]0;title\x07"
FORMULAS = ("=1+1", "+1", "-1", "@SUM(1)", "＝1")
CONTROLS = {"\x1b", "\x07", "\x9b", "\u202e"}


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Captures whose names, headlines and paragraphs are escapes and formulas."""
    body = f"Body {ESCAPES} text, {'and more ' * 50}."
    parsed = [plain_run(f"Head{ESCAPES}\n\n{body}\n".encode(), f"{ESCAPES}.txt")]
    parsed += [plain_run(f"{formula}\n\n{formula} again\n".encode(), f"{formula}.txt") for formula in FORMULAS]
    return make_corpus(tmp_path_factory.mktemp("outputs") / "a.db", *parsed)


@pytest.mark.parametrize(
    "arguments",
    [
        ["query", "--table"], ["query", "--md"], ["timeline", "--table"], ["manifest"],
        ["sql", "SELECT * FROM captures", "--table"], ["sql", "SELECT text AS \"\x1b[31m\" FROM captures", "--csv"],
        ["export", "jsonl"], ["export", "csl-json"], ["export", "ris"], ["export", "jsonld"],
        ["export", "web-annotation"],
    ],
    ids=lambda arguments: " ".join(arguments[:2] if arguments[0] != "sql" else arguments[-1:]),
)  # fmt: skip
def test_no_control_character_reaches_a_terminal(corpus: Path, arguments: list[str]) -> None:
    """Whatever prints it."""
    printed = on_terminal(*arguments, "--db", corpus, NO_COLOR="1")
    assert printed
    assert CONTROLS & set(printed) == set()


@pytest.mark.parametrize("form", ["--csv", "--tsv"])
def test_no_cell_is_a_formula(corpus: Path, form: str) -> None:
    """Of any column, its name included."""
    done = run("sql", 'SELECT path AS "=1", text, key, headline FROM article_list JOIN captures USING (path)', form,
               "--db", corpus)  # fmt: skip
    cells = [
        cell for row in csv.reader(io.StringIO(done.stdout), delimiter="," if form == "--csv" else "\t") for cell in row
    ]
    assert len(cells) > 20
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "＝"))] == []


def test_no_exported_cell_is_a_formula(corpus: Path, tmp_path: Path) -> None:
    """In none of the tables."""
    run("export", "csv", tmp_path / "tables", "--db", corpus)
    tables = list((tmp_path / "tables").glob("*.csv"))
    assert tables
    for table in tables:
        with table.open(encoding="utf-8", newline="") as file:
            assert [cell for row in csv.reader(file) for cell in row if cell.startswith(("=", "+", "@", "＝"))] == []
