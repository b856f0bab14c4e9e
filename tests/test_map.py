"""The walk of a capture through the house, in CONTRIBUTING.md, names files and functions that are there."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
STOP = re.compile(r"`([\w/]+\.py)` `(\w+)`")
STOPS = STOP.findall((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"))


def test_the_walk_has_stops_from_the_files_to_the_proof() -> None:
    assert STOPS[0] == ("capture/files.py", "find_captures")
    assert STOPS[-1] == ("corpus/verify/checks.py", "verify")


@pytest.mark.parametrize(("file", "name"), STOPS, ids=lambda stop: stop)
def test_each_stop_of_the_walk_is_where_the_map_says(file: str, name: str) -> None:
    tree = ast.parse((ROOT / "src/syria_iraq_archive" / file).read_text(encoding="utf-8"))
    assert name in [node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
