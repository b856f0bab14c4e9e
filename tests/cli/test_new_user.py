"""A newcomer's first weeks, command by command, as one would type them: a project from `init` to `merge`."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.long

ROAD = """Rabia Herald
Road to Rabia Is Open
March 14, 2023

The Tarma Brigade opened the road to Rabia on Tuesday. “Lorries pass again,” Salim Aziz, the mayor, said.
"""
BRIDGE = """Rabia Herald
Bridge in Sinjar Closed
March 20, 2023

The Tarma Brigade closed the bridge in Sinjar on Monday, Salim Aziz said.
"""
LATER = ROAD.replace("“Lorries pass again,”", "“Lorries and buses pass again,”")
Type = Callable[..., str]


@pytest.fixture
def type_(tmp_path: Path) -> Type:
    """Types a command into a shell of its own; gives what it prints, to both ends."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ARCHIVE_")}

    def type_(*words: str, at: str = "mine", status: int = 0) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "syria_iraq_archive", *words],
            cwd=tmp_path / at,
            env=kept | {"ARCHIVE_CURATOR": "N. Curator", "PYTHONIOENCODING": "utf-8"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=300,
        )
        said = (done.stdout + done.stderr).decode()
        assert done.returncode == status, said
        return said

    return type_


def test_a_project_from_its_first_day_to_its_merge(tmp_path: Path, type_: Type) -> None:
    type_("init", "mine", at=".")
    captures = tmp_path / "mine" / "captures"
    (captures / "road.txt").write_text(ROAD)
    (captures / "bridge.txt").write_text(BRIDGE)
    assert "2 new" in type_("status")
    assert "2 added" in type_("ingest", "--dry-run")
    assert "2 added" in type_("ingest")
    assert "source of 2 articles" in type_("status")

    # The outlet and the brigade are nobody's but this project's.
    type_("registry", "add", "outlet", "Rabia Herald", "--language", "en", "--masthead", "Rabia Herald")
    type_("registry", "add", "actor", "Tarma Brigade", "--kind", "armed-group", "--country", "IQ")
    assert "It may touch" in type_("ingest", status=1)
    assert "2 updated" in type_("ingest", "--yes")
    found = json.loads(type_("query", "--actor", "tarma brigade", "--source", "rabia herald", "--json"))
    keys = {row["headline"]: row["key"] for row in found}
    assert set(keys) == {"Road to Rabia Is Open", "Bridge in Sinjar Closed"}

    # A correction counts at once, also one that rests on what the capture doesn't hold.
    bridge = keys["Bridge in Sinjar Closed"]
    why = ("--reason", "As printed.")
    type_("correct", bridge, "headline", "Sinjar Bridge Closed", "--source", "the printed edition, page 1", *why)
    assert "Sinjar Bridge Closed" in type_("query", "--table")
    assert "resting on the printed edition, page 1" in type_("show", bridge, "--explain")

    # The outlet changes a story: what it said before is kept.
    (captures / "road.txt").write_text(LATER)
    assert "1 updated" in type_("ingest")
    road = keys["Road to Rabia Is Open"]
    assert "is now" in type_("show", road)
    [later] = [row["key"] for row in json.loads(type_("query", "Lorries", "--json"))]
    assert "buses" in type_("diff", road, later)
    assert len(json.loads(type_("query", "Lorries", "--all-versions", "--json"))) == 2

    # What is taken out stays out; what is gone is kept until it is pruned.
    type_("remove", "captures/bridge.txt", "--reason", "Saved by mistake.", "--yes")
    assert "Sinjar" not in type_("ingest") + type_("query", "--table")
    (captures / "old.txt").write_text(BRIDGE.replace("Sinjar", "Duhok"))
    type_("ingest")
    (captures / "old.txt").unlink()
    assert "the captures stay" in type_("ingest")
    assert "pruned: 1 capture " in type_("ingest", "--prune", "--yes")

    # A colleague's project, brought together with this one.
    type_("init", "hers", at=".")
    (tmp_path / "hers" / "captures" / "rain.txt").write_text(BRIDGE.replace("Sinjar", "Hit"))
    type_("ingest", at="hers")
    assert "1 added" in type_("merge", "../hers/archive.db", "--yes")
    assert len(json.loads(type_("query", "--json"))) == 2
    type_("verify", "--quiet")
    assert "0 gone, 1 removed" in type_("status")
