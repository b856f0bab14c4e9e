"""The fuzzer finds nothing in a fixed, small number of inputs; `make fuzz` gives it longer."""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

pytestmark = pytest.mark.long


@pytest.mark.skipif(find_spec("atheris") is None, reason="atheris isn't installed; hypothesis fuzzes the same checks")
def test_the_fuzzer_finds_nothing(tmp_path: Path) -> None:
    """The same inputs each time."""
    options = ["-runs=500", "-seed=1", "-max_len=300", "-len_control=0", f"-artifact_prefix={tmp_path}/"]
    command = [sys.executable, "-m", "tests.hostile.fuzz", *options]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2])
    assert done.returncode == 0, done.stderr[-3000:]
