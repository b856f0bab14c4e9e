"""Files of others are what their notes say they are."""

import hashlib
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
VENDOR = ROOT / "src/syria_iraq_archive/web/static/vendor"
FOLDERS = (VENDOR / "d3", VENDOR / "world-atlas", ROOT / "tests/web/axe")


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_vendored_file_has_the_sum_its_note_gives_and_a_licence(folder: Path) -> None:
    (script,) = (*folder.glob("*.js"), *folder.glob("*.json"))
    noted = re.findall(r"`([0-9a-f]{64})`", (folder / "README.md").read_text())
    assert noted == [hashlib.sha256(script.read_bytes()).hexdigest()]
    assert (folder / "LICENSE").is_file()
