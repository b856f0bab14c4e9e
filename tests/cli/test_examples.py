"""Every example in every command's help runs as it stands, where there are captures and a corpus."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import pytest

from syria_iraq_archive.cli.group import COMMANDS
from syria_iraq_archive.registry.models import CORRECTION
from syria_iraq_archive.registry.withdrawn import mark
from tests import saved
from tests.capture.exported import docx
from tests.cli.conftest import GOLD, MOST, SEEDS, run

pytestmark = pytest.mark.long  # each in a process of its own, by a shell
ROOT = Path(__file__).parents[2]
ENDLESS = ("archive serve",)  # run until they are stopped, and have tests of their own
QUOTED = "Iraq has maintained significant connections with key players in the Syrian theater over the years"
# A correction of a capture that no corpus has, and the id by which an example speaks of one that is to be forgotten.
TOLD = {"reason": "It is none.", "by": "N.", "on": "2026-11-20"}
GONE = {"capture": "0" * 64, "article": 1, "field": "headline", "value": None, "quote": "Hama", **TOLD}
FORGOTTEN = "3f9a1c"
ARTICLE = "Shafaq News/ The road to Rabia is open again, officials in Nineveh said."


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the examples speak of; `archive` and a `curl` that needs no network on its own path."""
    folder = tmp_path_factory.mktemp("examples")
    shutil.copytree(SEEDS, folder / "seeds")
    shutil.copytree(SEEDS, folder / "captures")
    assert run("init", folder).returncode == 0
    shutil.copy(ROOT / "corrections.yaml", folder)
    (folder / "draft.md").write_text(f"One source said: “{QUOTED}”.\n")
    (folder / "article.docx").write_bytes(docx(f"One source said: “{QUOTED}”."))
    shutil.copytree(GOLD, folder / "tests" / "gold")
    shutil.copytree(ROOT / "data", folder / "data", ignore=shutil.ignore_patterns("archive.db*"))
    (folder / "docs").mkdir()
    (folder / "more").mkdir()
    (folder / "more" / "article.txt").write_text(ARTICLE)
    record = saved.record(saved.response(saved.page()))
    (folder / "crawl.wacz").write_bytes(saved.zipped({"datapackage.json": "{}", "archive/a.warc": record}))
    (folder / "saved-pages.zip").write_bytes(saved.zipped({"page.html": saved.page()}))
    (folder / "question.sql").write_text("SELECT key FROM article_list")
    assert run("ingest", SEEDS, "--to", folder / "corpus").returncode == 0
    tools = {
        "archive": f'exec "{sys.executable}" -m syria_iraq_archive "$@"',
        "curl": f"echo '{ARTICLE}'",
        "jq": "cat",
        "pbpaste": f"cat {folder / 'draft.md'}",
    }
    (folder / "bin").mkdir()
    for name, script in tools.items():
        tool = folder / "bin" / name
        tool.write_text(f"#!/bin/sh\n{script}\n")
        tool.chmod(0o755)
    assert shell(folder, "archive ingest seeds/ --db data/archive.db") == ""
    for name in ("other.db", "archive.db"):
        shutil.copy(folder / "data" / "archive.db", folder / name)
    return folder


def examples(*command: str) -> list[str]:
    """The example lines of a command's help, and of its own commands'."""
    help = run(*command, "--help").stdout
    lines = [line.strip() for line in help.rpartition("Examples:\n")[2].split("\n\n")[0].splitlines()]
    inner = help.partition("\nCommands:\n")[2].partition("\n\n")[0] if command else ""
    names = [line.split()[0] for line in inner.splitlines() if line.startswith("  ") and not line.startswith("   ")]
    return lines + [line for name in names for line in examples(*command, name)]


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_every_example_runs(folder: Path, command: str) -> None:
    """By a shell, with nothing wrong."""
    lines = examples(*([command] if command else []))
    assert [line for line in lines if "archive " in line] == lines
    runs = [line for line in lines if not line.startswith(ENDLESS)]
    with something_to_forget(folder) if command == "correct" else nullcontext(FORGOTTEN) as id:
        assert {line: said for line in runs if (said := shell(folder, line.replace(FORGOTTEN, id)))} == {}


@contextmanager
def something_to_forget(folder: Path) -> Iterator[str]:
    """A correction of a capture that is nowhere; its id."""
    file = folder / "data" / "corrections.yaml"
    file.write_text(f"- {json.dumps(GONE)}\n", encoding="utf-8")
    yield mark(CORRECTION.validate_python(GONE))
    file.unlink()


def shell(folder: Path, line: str) -> str:
    """Run a line in the folder; what went wrong, if anything."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ARCHIVE_")}
    own = {
        "PATH": f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "PYTHONIOENCODING": "utf-8",
        "HOME": str(folder),
        "ARCHIVE_REGISTRY": str(folder / "data"),  # some examples write to it
    }
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", line.replace("/tmp/", f"{folder}/")],
        cwd=folder,
        env=kept | own,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        timeout=MOST,
    )
    return f"{done.returncode}: {done.stderr.decode()}" if done.returncode else ""
