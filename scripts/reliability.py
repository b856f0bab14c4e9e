"""Keep `docs/reliability.md` true: every test it names exists, and its figures are those of the last run.

    python scripts/reliability.py            write the figures of docs/reliability.json into the document
    python scripts/reliability.py --check    exit 1, naming them, where a test doesn't exist or a figure differs
    python scripts/reliability.py --measure  run the scripts that measure, and write what they find into both

A test is named as pytest does, `tests/…/test_x.py::test_y`; figures stand between two comments, `<!-- figures -->`
and `<!-- /figures -->`. The JSON is written by the scripts that measure: one object for each.
"""

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]
DOCUMENT = ROOT / "docs/reliability.md"
FIGURES = ROOT / "docs/reliability.json"

MEASURES = {"growth_hostile": ["-m", "benchmarks.growth_hostile"], "fingerprints": ["scripts/fingerprints.py"]}

_TEST = re.compile(r"`(?P<file>tests/[\w/]+\.py)(?:::(?P<name>\w+))?`")
_PLACE = re.compile(r"(?<=<!-- figures -->\n).*?(?=<!-- /figures -->)", re.DOTALL)


def main() -> int:
    """Write or check; the exit status."""
    if "--measure" in sys.argv[1:]:
        measure()
    text = DOCUMENT.read_text(encoding="utf-8")
    wrong = list(missing(text))
    current = _PLACE.sub(lambda _: table(json.loads(FIGURES.read_text(encoding="utf-8"))), text)
    if "--check" not in sys.argv[1:]:
        DOCUMENT.write_text(current, encoding="utf-8")
    elif current != text:
        wrong.append("its figures aren't those of docs/reliability.json: run `python scripts/reliability.py`")
    for each in wrong:
        print(f"{DOCUMENT.relative_to(ROOT)}: {each}")
    return 1 if wrong else 0


def measure() -> None:
    """Run each of the scripts, and keep what it wrote."""
    figures = {}
    with TemporaryDirectory() as folder:
        for name, command in MEASURES.items():
            written = Path(folder, f"{name}.json")
            subprocess.run([sys.executable, *command, "--json", written], cwd=ROOT, check=False)
            figures[name] = json.loads(written.read_text(encoding="utf-8"))
    FIGURES.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


def missing(text: str) -> Iterator[str]:
    """The tests a text names that don't exist."""
    for match in _TEST.finditer(text):
        file = ROOT / match["file"]
        if not file.is_file():
            yield f"names {match['file']}, which doesn't exist"
        elif match["name"] and match["name"] not in functions(file):
            yield f"names {match['name']}, which isn't in {match['file']}"


def functions(file: Path) -> set[str]:
    """The functions at the top of a module."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def table(figures: dict[str, dict[str, object]]) -> str:
    """The figures as a table of Markdown."""
    rows = [
        f"| {script} | {name.replace('_', ' ')} | {value} |"
        for script, measured in figures.items()
        for name, value in measured.items()
    ]
    return "\n".join(["| measured by | what | figure |", "| --- | --- | --- |", *rows, ""])


if __name__ == "__main__":
    sys.exit(main())
