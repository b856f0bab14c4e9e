"""A folder of Parquet tables in which files are damaged, or which two runs write to: errors that say what to do."""

from pathlib import Path

import pytest

from syria_iraq_archive.corpus.parquet.duck import reading_folder
from syria_iraq_archive.corpus.parquet.snapshot import latest, publish
from syria_iraq_archive.corpus.parquet.store import Store
from syria_iraq_archive.errors import CorpusError
from tests.lakes import fill


@pytest.fixture
def lake(folder: Path, tmp_path: Path) -> Path:
    """A corpus of the folder."""
    lake = tmp_path / "tables"
    fill(lake, folder)
    return lake


def headlines(lake: Path) -> list[str]:
    with reading_folder(str(lake)) as reader:
        return [headline for (headline,) in reader.execute("SELECT headline FROM articles ORDER BY headline")]


@pytest.mark.parametrize("content", ["{", "", "[]", "{}", '{"parts": [{"table": "articles"}], "counts": {}}'])
@pytest.mark.parametrize("kind", ["commits", "snapshots"])
def test_a_damaged_list_of_files_is_named_with_the_cure(folder: Path, lake: Path, kind: str, content: str) -> None:
    """Without it, the next run makes it anew."""
    (damaged,) = (lake / kind).iterdir()
    damaged.write_text(content)
    with pytest.raises(CorpusError, match=f"{damaged}: is damaged: .*move that file away, and run the same archive"):
        fill(lake, folder)
    damaged.unlink()
    fill(lake, folder)
    assert headlines(lake) == ["Alpha", "Beta", "Gamma"]


@pytest.mark.parametrize("content", [None, b"", b"PAR1....PAR1", b"no table"])
def test_a_damaged_table_is_named(folder: Path, lake: Path, content: bytes | None) -> None:
    """Whether it is asked, or read to see what there is to do."""
    for path in lake.glob("tables/*/**/*.parquet"):
        if content is None:
            path.unlink()
        else:
            path.write_bytes(content)
    with pytest.raises(CorpusError, match=f"^{lake}: can't be read: .*parquet"):
        headlines(lake)
    with pytest.raises(CorpusError, match=f"^{lake}: can't be read: .*parquet"):
        fill(lake, folder)


def test_of_two_runs_that_end_at_once_one_is_told_to_go_on(lake: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing that the other published is lost, though neither saw it before."""
    first = latest(Store(str(lake)))
    monkeypatch.setattr(Store, "exists", lambda *_: False)
    with pytest.raises(CorpusError, match="another run wrote to it meanwhile"):
        publish(Store(str(lake)), first)
    assert latest(Store(str(lake))) == first
    assert [path.name for path in (lake / "snapshots").iterdir()] == ["00000001.json"]


def test_a_file_system_without_hard_links_is_good_enough(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some of those for memory cards and networks."""

    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr("os.link", refuse)
    fill(tmp_path / "lake", folder)
    assert headlines(tmp_path / "lake") == ["Alpha", "Beta", "Gamma"]
