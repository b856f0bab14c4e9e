"""`archive ingest --check` proves that what is kept is what its captures give; `archive manifest` is what to keep."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import SEEDS, run


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A folder with captures, a corpus and its manifest."""
    captures = tmp_path / "captures"
    (captures / "odd").mkdir(parents=True)
    for seed in sorted(SEEDS.glob("*.txt"))[:2]:
        shutil.copy(seed, captures)
    (captures / "odd" / "a\nb\\c\x1b[31mحلب.txt").write_text(
        "Talks in Doha\n\nIran and Turkey talked on Monday, they said.\n"
    )
    assert run("ingest", captures, "--db", tmp_path / "a.db").returncode == 0
    (tmp_path / "a.manifest").write_text(run("manifest", "--db", tmp_path / "a.db").stdout, encoding="utf-8")
    return tmp_path


def check(archive: Path, *options: str | Path) -> subprocess.CompletedProcess[str]:
    return run("ingest", archive / "captures", "--check", "--db", archive / "a.db", *options)


def test_what_its_captures_give_passes(archive: Path) -> None:
    """Nothing is written, neither the corpus nor anything beside it."""
    before = {path.name: path.read_bytes() for path in archive.iterdir() if path.is_file()}
    checked = check(archive, "--manifest", archive / "a.manifest")
    assert (checked.returncode, checked.stdout) == (0, "")
    assert checked.stderr.count("as its captures give it") == 2
    assert {path.name: path.read_bytes() for path in archive.iterdir() if path.is_file()} == before


def test_a_manifest_is_the_same_whatever_the_terminal_knows(archive: Path) -> None:
    """It is kept, and compared."""
    kept = (archive / "a.manifest").read_text(encoding="utf-8")
    assert run("manifest", "--db", archive / "a.db", PYTHONIOENCODING="latin-1").stdout == kept
    assert "\x1b[31mحلب.txt" in kept


def test_a_manifest_is_enough(archive: Path) -> None:
    """The corpus itself needn't be in git."""
    (archive / "a.db").unlink()
    assert check(archive, "--manifest", archive / "a.manifest").returncode == 0


def test_what_differs_is_named(archive: Path) -> None:
    """A capture that is gone, one that came, one that changed."""
    [first, second, *_] = sorted((archive / "captures").glob("*.txt"))
    first.unlink()
    second.write_text("Talks in Kuwait\n\nIran and Turkey talked on Sunday, they said.\n")
    (archive / "captures" / "new.txt").write_text("Talks in Muscat\n\nIran and Iraq talked on Friday, they said.\n")
    checked = check(archive, "--manifest", archive / "a.manifest")
    assert checked.returncode == 4
    for place in ("a.db", "a.manifest"):
        said = [line.partition(f"{place}: ")[2] for line in checked.stdout.splitlines() if f"{place}: " in line]
        assert [line.rpartition(" (")[0] for line in said if "other bytes" not in line] == [
            f"{first.name}: kept, but not among the captures",
            "new.txt: among the captures, but not kept",
        ]
        assert sum(line.startswith(f"{second.name}: other bytes (") for line in said) == 1


def test_the_same_captures_under_another_registry_differ(archive: Path, tmp_path: Path) -> None:
    """The fingerprint tells."""
    registry = tmp_path / "registry"
    shutil.copytree(Path("data"), registry, ignore=shutil.ignore_patterns("archive.db*"))
    sources = registry / "sources.yaml"
    sources.write_text(sources.read_text(encoding="utf-8").replace("name: The Cradle", "name: The Cot"), "utf-8")
    checked = check(archive, "--registry", registry)
    assert checked.returncode == 4
    assert "the same captures say something else" in checked.stdout


def test_captures_inside_files_are_listed_in_comments(archive: Path) -> None:
    """For sha256sum they are no files; for the comparison they count."""
    (archive / "captures" / "a.jsonl").write_text('{"text": "Talks in Kuwait. Iran and Turkey talked on Sunday."}\n')
    assert run("ingest", archive / "captures", "--db", archive / "a.db").returncode == 0
    manifest = run("manifest", "--db", archive / "a.db").stdout
    [inside] = [line for line in manifest.splitlines() if "a.jsonl!/1" in line]
    assert inside.startswith("# ")
    (archive / "a.manifest").write_text(manifest, encoding="utf-8")
    assert check(archive, "--manifest", archive / "a.manifest").returncode == 0
    (archive / "captures" / "a.jsonl").unlink()
    assert "a.jsonl!/1: kept, but not among" in check(archive, "--manifest", archive / "a.manifest").stdout


def test_nothing_to_compare_with_is_an_error(archive: Path) -> None:
    """Neither a corpus nor a manifest."""
    checked = run("ingest", archive / "captures", "--check", "--db", archive / "none.db")
    assert checked.returncode == 1
    assert "there is nothing to compare with" in checked.stderr


def test_a_file_that_is_no_manifest_is_refused_by_its_line(archive: Path) -> None:
    """Somebody gave another file."""
    (archive / "a.manifest").write_text("fingerprint\n")
    checked = check(archive, "--manifest", archive / "a.manifest")
    assert checked.returncode == 1
    assert "a.manifest:1: isn't a line of a manifest" in checked.stderr


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="there is no sha256sum")
def test_sha256sum_checks_the_captures_by_the_manifest(archive: Path) -> None:
    """With its own escapes of odd names."""
    command = ["sha256sum", "--check", "--strict", "--quiet", "../a.manifest"]
    assert subprocess.run(command, cwd=archive / "captures", check=False, capture_output=True).returncode == 0
