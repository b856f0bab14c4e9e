"""What is installed is what was locked."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("name", ["constraints-run.txt", "constraints.txt"])
def test_every_requirement_is_pinned_with_hashes(name: str) -> None:
    """By version and SHA-256, and from no address of its own."""
    joined = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ")
    requirements = [line for line in joined.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    assert len(requirements) > 10
    form = re.compile(r"[A-Za-z0-9._-]+(\[[^\]]*\])?==[^\s;]+( ;[^#]*?)?(\s+--hash=sha256:[0-9a-f]{64})+(\s+#.*)?\s*")
    assert [line for line in requirements if not form.fullmatch(line)] == []
