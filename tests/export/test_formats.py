"""What all formats share: the same bytes from the same corpus, and a plain error if a library is missing."""

import io
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from syria_iraq_archive.corpus.connection import reading
from syria_iraq_archive.corpus.query import Question
from syria_iraq_archive.errors import ArchiveError
from syria_iraq_archive.export.chosen import Options, choose
from syria_iraq_archive.export.formats import FORMATS, FileFormat
from tests.export.corpora import make

LIBRARIES = {"parquet": "pyarrow", "ris": "rispy", "network": "networkx", "ftm": "followthemoney"}


def written(name: str, corpus: Path, folder: Path) -> dict[str, bytes]:
    """The files of an export of everything."""
    form = FORMATS[name]
    folder.mkdir()
    with reading(corpus) as connection, choose(connection, Question()) as chosen:
        if isinstance(form, FileFormat):
            with (folder / "file").open("w", encoding="utf-8", newline="") as file:
                form.write(chosen, Options(), file)
        else:
            form.write(chosen, Options(), folder)
    return {file.name: file.read_bytes() for file in folder.iterdir()}


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_content_gives_the_same_bytes(name: str, tmp_path: Path) -> None:
    """The order in which captures were ingested, and so the numbers that they got, make no difference."""
    if FORMATS[name].extra == "ftm":
        pytest.importorskip("followthemoney", reason="the extra `ftm` isn't installed")
    forwards, backwards = make(tmp_path / "a.db"), make(tmp_path / "b.db", backwards=True)
    assert written(name, forwards, tmp_path / "a") == written(name, backwards, tmp_path / "b")


@pytest.mark.parametrize("name", [name for name, form in FORMATS.items() if form.extra])
def test_a_missing_library_is_named_with_the_cure(
    name: str, corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The error comes before anything is written."""
    extra = FORMATS[name].extra
    assert extra is not None
    library = LIBRARIES[extra]
    for module in [module for module in sys.modules if module.partition(".")[0] == library] or [library]:
        monkeypatch.setitem(sys.modules, module, None)
    monkeypatch.setitem(sys.modules, library, None)
    cure = rf'this needs {library} \(run: pip install "syria-iraq-archive\[{extra}\]"\)'
    with pytest.raises(ArchiveError, match=cure):
        written(name, corpus, tmp_path / "out")
    assert all(file.stat().st_size == 0 for file in (tmp_path / "out").iterdir())


def test_all_libraries_are_known_to_this_test() -> None:
    """All but `ftm` are installed for tests."""
    assert {form.extra for form in FORMATS.values() if form.extra} == LIBRARIES.keys()
    assert [extra for extra, library in LIBRARIES.items() if extra != "ftm" and not find_spec(library)] == []


def test_a_choice_leaves_no_trace_in_the_connection(corpus: Path) -> None:
    """The same choice can be made again, and the corpus is only read."""
    with reading(corpus) as connection:
        for _ in range(2):
            with choose(connection, Question()) as chosen:
                assert chosen.count == 4
        assert connection.execute("SELECT count(*) FROM sqlite_temp_master").fetchone()[0] == 0


def test_an_export_that_is_given_up_lets_go_of_the_corpus(corpus: Path) -> None:
    """The connection has no transaction afterwards, even if rows are unread."""
    with reading(corpus) as connection:
        with choose(connection, Question()) as chosen:
            next(chosen.dossiers())
        assert not connection.in_transaction
        out = io.StringIO()
        with choose(connection, Question()) as chosen:
            form = FORMATS["jsonl"]
            assert isinstance(form, FileFormat)
            form.write(chosen, Options(), out)
        assert out.getvalue().count("\n") == 4
