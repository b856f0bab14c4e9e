"""One record a line for every reader: what any reader takes for the end of a line is escaped."""

import io
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from syria_iraq_archive.corpus.connection import reading
from syria_iraq_archive.corpus.query import Question
from syria_iraq_archive.export.chosen import Options, choose
from syria_iraq_archive.export.formats import FORMATS, FileFormat
from syria_iraq_archive.export.json_out import json_line
from tests.export.corpora import make

ENDS = "a\u2028b\u2029c\x85d\x0be\x0cf\x1cg\x1dh\x1ei\rj\nk"
JSON = [name for name, form in FORMATS.items() if isinstance(form, FileFormat) and form.json and not form.extra]


@pytest.mark.parametrize("name", JSON)
def test_no_json_has_a_line_end_that_its_writer_did_not_write(tmp_path: Path, name: str) -> None:
    """Headlines, paths and names may hold any character."""
    corpus = make(tmp_path / "a.db")
    with closing(sqlite3.connect(corpus)) as connection, connection:
        for cell in ("articles SET headline", "articles SET body", "captures SET path", "actors SET name"):
            connection.execute(f"UPDATE {cell} = ?", (ENDS,))
    form, out = FORMATS[name], io.StringIO()
    assert isinstance(form, FileFormat)
    with reading(corpus) as connection, choose(connection, Question()) as chosen:
        form.write(chosen, Options(), out)
    assert out.getvalue().splitlines() == out.getvalue().split("\n")[:-1]
    assert "\\u2028" in out.getvalue()


def test_an_escaped_character_is_the_same_value() -> None:
    assert json.loads(json_line({ENDS: ENDS})) == {ENDS: ENDS}
    assert len(json_line(ENDS).splitlines()) == 1
