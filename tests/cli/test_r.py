"""What docs/r.md shows runs in R, where R is."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SHOWN = re.search(r"```r\n(.*?)```", (ROOT / "docs" / "r.md").read_text("utf-8"), re.DOTALL)


@pytest.mark.long
def test_what_the_page_on_r_shows_runs(seed_corpus: Path) -> None:
    """On the seeds: six articles."""
    if not shutil.which("Rscript"):
        pytest.skip("R isn't installed")
    assert SHOWN
    script = SHOWN[1].replace('"data/archive.db"', f'"{seed_corpus}"')
    libraries = subprocess.run(["Rscript", "-e", "library(RSQLite)"], capture_output=True, check=False)
    if libraries.returncode:
        pytest.skip("R has no RSQLite")
    done = subprocess.run(["Rscript", "-e", script], capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("6 articles, ")
    assert not re.search(r"\b0 (name|quotations)", done.stdout)
