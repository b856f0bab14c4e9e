"""What the tests of engines share."""

from pathlib import Path

import pytest


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of three captures."""
    folder = tmp_path / "captures"
    (folder / "sub").mkdir(parents=True)
    (folder / "a.txt").write_text("Alpha\n\nOne two.\n")
    (folder / "b.txt").write_text("Beta\n\nThree.\n")
    (folder / "sub" / "c.txt").write_text("Gamma\n\nFour.\n")
    return folder
