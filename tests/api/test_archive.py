"""`Archive`: what programs in Python are promised of a corpus."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from syria_iraq_archive import Archive
from syria_iraq_archive.errors import (
    ArchiveError,
    BadQuestion,
    CaptureRejected,
    CorpusError,
    MissingExtra,
    UnknownName,
)
from syria_iraq_archive.records import Article
from tests.factories import dated, make_corpus, undated

ROOT = Path(__file__).parents[2]


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive(make_corpus(tmp_path / "x.db")) as archive:
        yield archive


def test_the_import_loads_nothing_that_isnt_used() -> None:
    """A program that only names the archive waits for no library, and one that only asks not for the pipeline."""
    code = (
        "import sys; from syria_iraq_archive import Archive; Archive('x.db');"
        "slow = 'pydantic', 'click', 'yaml', 'rich', 'syria_iraq_archive.parse';"
        "print(*(name for name in slow if name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout.split() == []


def test_the_types_are_shipped() -> None:
    assert (ROOT / "src/syria_iraq_archive/py.typed").is_file()


@pytest.mark.parametrize("parsed", [dated(), undated()], ids=["dated", "undated"])
def test_an_article_is_read_as_the_pipeline_found_it(tmp_path: Path, parsed: Any) -> None:
    """Nothing is lost or changed between the pipeline and the records of a corpus."""
    with Archive(make_corpus(tmp_path / "x.db", parsed)) as archive:
        for article in parsed.articles:
            stored = archive.article(parsed.key(article))
            assert {name: getattr(stored, name) for name in Article.model_fields} == dict(article)
            assert (stored.capture, stored.blocks) == (parsed.capture, parsed.blocks)
            assert stored.key == parsed.key(article)


def test_each_article_of_a_capture_has_its_own_blocks() -> None:
    """Blocks name articles by their place in the capture, whatever numbers the database gives them."""
    with Archive(ROOT / "nowhere.db") as archive:
        two = archive.parse((ROOT / "seeds/002_1c38aa2193fbaeb8.txt").read_bytes())
    assert {block.article for block in two.blocks} == {1, 2, None}


def test_a_query_lists_what_the_command_lists(archive: Archive) -> None:
    [dated_one, undated_one] = archive.query()
    assert (dated_one.published is None, undated_one.published) == (False, None)


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"source": "Example News"}, 1),
        ({"source": ["example-news", "other-news"]}, 1),
        ({"actor": "iran"}, 1),
        ({"on": "1999"}, 0),
        ({"on": "1999", "undated": True}, 1),
        ({"from_": "1999-01", "to": "1999-02-03"}, 0),
        ({"limit": 1}, 1),
        ({"limit": 1, "offset": 2}, 0),
        ({"sort": "oldest"}, 2),
        ({"text": "doha"}, 1),
        ({"text": "doha AND", "fts": False}, 1),
    ],
)
def test_filters_are_those_of_the_command(archive: Archive, filters: dict[str, Any], found: int) -> None:
    assert len(archive.query(**filters)) == found


@pytest.mark.parametrize(
    ("filters", "error", "says"),
    [
        ({"on": "2024", "to": "2024"}, BadQuestion, "--on goes without"),
        ({"from_": "2024-02", "to": "2024-01"}, BadQuestion, "is after"),
        ({"from_": "yesterday"}, ArchiveError, "not a day"),
        ({"sort": "best"}, BadQuestion, "relevance, newest, oldest"),
        ({"text": "doha AND", "fts": True}, BadQuestion, "syntax error"),
        ({"actor": "irna"}, UnknownName, "did you mean iran"),
    ],
)
def test_what_cant_be_asked_is_an_error_that_says_so(
    archive: Archive, filters: dict[str, Any], error: type[ArchiveError], says: str
) -> None:
    with pytest.raises(error, match=says):
        archive.query(**filters)


def test_a_name_that_is_matched_loosely_is_warned_of_where_it_was_written(archive: Archive) -> None:
    with pytest.warns(UserWarning, match="a name was read as actor: ") as warned:
        archive.query(actor="turkish")
    assert warned[0].filename == __file__


def test_a_corpus_that_isnt_there_is_an_error_and_isnt_made(tmp_path: Path) -> None:
    with Archive(tmp_path / "x.db") as archive, pytest.raises(CorpusError, match="there is no corpus here"):
        archive.query()
    assert list(tmp_path.iterdir()) == []


def test_ingest_makes_the_corpus_and_later_questions_see_it(tmp_path: Path) -> None:
    """Also if the archive was asked before: it opens the corpus anew."""
    (tmp_path / "captures").mkdir()
    (tmp_path / "captures" / "a.txt").write_text("Shafaq News/ The road to Rabia is open again, officials said.")
    with Archive(tmp_path / "x.db") as archive:
        assert archive.ingest(tmp_path / "captures", jobs=1).added == 1
        assert [article.source for article in archive.query()] == ["shafaq-news"]
        (tmp_path / "captures" / "b.txt").write_text("Shafaq News/ The bridge at Fishkhabur is shut, a guard said.")
        assert archive.ingest(tmp_path / "captures", jobs=1).added == 1
        assert len(archive.query("fishkhabur")) == 1


def test_what_is_rejected_is_told_and_raises_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\0\0")
    with Archive(tmp_path / "x.db") as archive:
        [rejected] = archive.ingest(tmp_path / "a.txt", jobs=1).rejected
    assert rejected.path == "a.txt"


@pytest.mark.parametrize("capture", ["", "\0", "half \ud83d", b"\xff\x00\x00"])
def test_what_is_no_text_is_rejected_by_name(capture: str | bytes) -> None:
    with Archive() as archive, pytest.raises(CaptureRejected, match=r"story\.txt"):
        archive.parse(capture, "story.txt")


def test_text_and_its_bytes_are_one_capture() -> None:
    text = "شفق نيوز/ أعلن مسؤول محلي فتح الطريق إلى ربيعة من جديد."
    with Archive() as archive:
        assert archive.parse(text) == archive.parse(text.encode())


def test_a_folder_is_the_corpus_that_it_names(tmp_path: Path) -> None:
    """Without ``archive.toml`` it is data/archive.db; and in the folder, not where the program was started."""
    assert Archive(tmp_path).corpus == tmp_path / "data/archive.db"
    (tmp_path / "archive.toml").write_text('corpus = "news.db"\n')
    assert Archive(tmp_path).corpus == tmp_path / "news.db"


@pytest.mark.parametrize("said", ["corpus = 3", "corpus ="])
def test_a_folder_that_says_nonsense_is_an_error_with_its_file(tmp_path: Path, said: str) -> None:
    (tmp_path / "archive.toml").write_text(said)
    with pytest.raises(ArchiveError, match=r"archive\.toml"):
        Archive(tmp_path)


def test_sql_gives_rows_with_the_names_of_their_columns(archive: Archive) -> None:
    found = archive.sql("SELECT key AS k, words FROM articles WHERE words = :words", words=4)
    assert (found.columns, [row[1] for row in found]) == (("k", "words"), [4])


@pytest.mark.parametrize("query", ["SELEC 1", "SELECT nothing", "DELETE FROM articles", "SELECT :lost"])
def test_sql_that_cant_be_run_is_an_error_and_changes_nothing(archive: Archive, query: str) -> None:
    with pytest.raises(BadQuestion):
        archive.sql(query)
    assert len(archive.query()) == 2


def test_rows_become_a_data_frame_with_their_columns(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    made: dict[str, Any] = {}
    monkeypatch.setitem(
        sys.modules, "pandas", SimpleNamespace(DataFrame=lambda rows, columns: made.update(rows=rows, columns=columns))
    )
    archive.query(limit=1)[:1].to_dataframe()
    assert made["columns"][0] == "key"
    assert [len(row) for row in made["rows"]] == [len(made["columns"])]


def test_without_pandas_a_data_frame_is_an_error_that_says_what_to_do(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(MissingExtra, match="pip install pandas"):
        archive.query().to_dataframe()


def test_an_archive_that_was_closed_opens_again(archive: Archive) -> None:
    first = archive.query()
    archive.close()
    assert archive.query() == first


def test_no_other_name_is_public() -> None:
    import syria_iraq_archive

    with pytest.raises(AttributeError, match="no attribute 'Corpus'"):
        _ = syria_iraq_archive.Corpus


def test_articles_are_chosen_by_language_and_basis(archive: Archive) -> None:
    assert len(list(archive.query(language="en", basis=("inferred", "printed")))) == 1
    assert not list(archive.query(language="ar"))


def test_a_projects_own_captures_are_ingested_if_none_are_given(tmp_path: Path) -> None:
    """But for those that were taken out of it."""
    (tmp_path / "archive.toml").write_text('captures = ["in"]\nregistries = []\n')
    (tmp_path / "in").mkdir()
    for name, town in (("a.txt", "Hit"), ("b.txt", "Raqqa")):
        (tmp_path / "in" / name).write_text(f"Rain in {town}\n\nFarmers there waited for months, they said to us.\n")
    with Archive(tmp_path) as archive:
        assert archive.ingest().added == 2
        [one, _] = list(archive.query(undated=True))
        hash = archive.article(one.key).capture.sha256
        entry = f"- {{capture: {hash}, path: a.txt, reason: Withdrawn., by: N., on: 2025-01-01}}\n"
        (tmp_path / "removed.yaml").write_text(entry)
        summary = archive.ingest()
        assert (summary.added, summary.unchanged, summary.removed) == (0, 1, 1)
        assert len(list(archive.query(undated=True))) == 1


def test_without_a_project_captures_must_be_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARCHIVE_PROJECT", "")
    with Archive(tmp_path / "x.db") as archive, pytest.raises(BadQuestion, match="no files or folders"):
        archive.ingest()


def test_a_capture_is_text_or_bytes() -> None:
    with Archive() as archive, pytest.raises(TypeError, match="not int"):
        archive.parse(5)  # type: ignore[arg-type]
