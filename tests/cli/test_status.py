"""``archive status`` says what there is in a project, and what to do next."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import run

TEXT = "Shafaq News/ The road to Rabia is open again, officials in Nineveh said on Monday.\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    assert run("init", tmp_path).returncode == 0
    monkeypatch.chdir(tmp_path)
    for name in ("same", "other", "leaves"):
        (tmp_path / "captures" / f"{name}.txt").write_text(TEXT.replace("Rabia", name))
    assert run("ingest").returncode == 0
    return tmp_path


def status() -> Any:
    return json.loads(run("status", "--json").stdout)


def test_it_tells_new_changed_and_gone_captures_apart(project: Path) -> None:
    """Nothing is written by it."""
    (project / "captures" / "new.txt").write_text(TEXT)
    (project / "captures" / "other.txt").write_text("Another text stands here now, which says something else.\n")
    (project / "captures" / "leaves.txt").unlink()
    before = (project / "archive.db").read_bytes()
    captures = status()["captures"]
    assert (captures["new"], captures["changed"], captures["gone"]) == (["new.txt"], ["other.txt"], ["leaves.txt"])
    assert captures["unchanged"] == 1
    assert (project / "archive.db").read_bytes() == before


def test_a_file_that_moved_is_neither_new_nor_gone(project: Path) -> None:
    (project / "captures" / "leaves.txt").rename(project / "captures" / "stays.txt")
    captures = status()["captures"]
    assert (captures["new"], captures["gone"], captures["unchanged"]) == ([], [], 3)


@pytest.mark.usefixtures("project")
def test_a_project_in_step_has_nothing_to_do_but_what_the_texts_lack() -> None:
    assert [step for step in status()["next"] if "ingest" in step] == []
    assert "unknown: the source of 0 articles, the date of 3\n" in run("status").stdout


def test_before_the_first_ingest_all_is_new(project: Path) -> None:
    (project / "archive.db").unlink()
    found = status()
    assert (len(found["captures"]["new"]), "articles" in found) == (3, False)
    assert found["next"][0].startswith("archive ingest")
    assert "not built yet" in run("status").stdout


def test_a_stale_correction_is_told(project: Path) -> None:
    key = json.loads(run("query", "--undated", "--json", "--limit", "1").stdout)[0]["key"]
    done = run("correct", key, "headline", "A", "--quote", "officials", "--reason", "So it is.", "--by", "N.")
    assert done.returncode == 0, done.stderr
    assert run("ingest").returncode == 0
    file = project / "corrections.yaml"
    file.write_text(file.read_text().replace("quote: officials", "quote: nowhere"))
    assert run("ingest").returncode == 0
    [told] = status()["corrections_that_do_not_count"]
    assert told.startswith(f"headline of {key}: stale: ")


def test_a_correction_of_what_is_an_earlier_version_now_is_told(project: Path) -> None:
    """It says which capture took its place, so that a curator can correct that one."""
    key = json.loads(run("query", "--undated", "--json", "--limit", "1").stdout)[0]["key"]
    assert (
        run("correct", key, "headline", "A", "--source", "a call", "--reason", "So it is.", "--by", "N.").returncode
        == 0
    )
    [capture] = [
        path for path in (project / "captures").rglob("*.txt") if key[:16] == sha256(path.read_bytes()).hexdigest()[:16]
    ]
    capture.write_text(capture.read_text() + "It stays open.\n")
    now = sha256(capture.read_bytes()).hexdigest()[:16]
    assert run("ingest").returncode == 0
    [told] = status()["corrections_that_do_not_count"]
    assert f"is an earlier version of {now}" in told


def test_a_changed_registry_is_told(project: Path) -> None:
    (project / "registry" / "places.yaml").write_text("IQ: [Nineveh Officials]\n")
    assert "1 list of places new (IQ)" in status()["registry"]


def test_folders_that_are_missing_are_told(project: Path) -> None:
    (project / "archive.toml").write_text('captures = ["captures", "nosuch"]\n')
    assert status()["missing"] == ["nosuch"]


def test_outside_of_a_project_it_says_how_to_make_one() -> None:
    done = run("status", ARCHIVE_PROJECT="")
    assert (done.returncode, "archive init" in done.stderr) == (1, True)
