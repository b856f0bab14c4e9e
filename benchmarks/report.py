"""Print ``docs/performance.md``, made of the last results that were kept in `benchmarks/results`.

    python benchmarks/report.py

`scripts/docs.py` writes the page, and `--check` compares it: no figure in it is typed by hand.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.measure import RESULTS, Aim, table

ORDER = ("waits", "composite", "ingest", "growth", "queries", "parsing", "startup")
HEAD = """# Performance

What was measured last, by `make bench ARGS=--save`, with what was aimed at and missed. Made by `scripts/docs.py` from
`benchmarks/results`; how each figure is come by says the head of its script. On a machine that does other things at
the same time figures vary; the ratios, measured side by side in one run, less so."""


def page(results: dict[str, dict[str, Any]]) -> Iterator[str]:
    """The lines of the page."""
    yield HEAD
    for name in ORDER:
        if name in results:
            yield from _section(results[name])


def _section(result: dict[str, Any]) -> Iterator[str]:
    yield from ("", f"## {result['title']}", "", result["about"], "")
    yield from table(result["columns"], result["rows"])
    yield ""
    yield from (f"- {Aim(**aim)}" for aim in result["aims"])
    yield from (f"- {note}" for note in result["notes"])
    machine = result["machine"]
    versions = ", ".join(f"{name} {version}" for name, version in result["versions"].items())
    yield from (
        "",
        f"`{result['command']}`, {result['date']}, commit {result['commit']}.",
        f"{machine['processor']}, {machine['cores']} cores, {machine['memory']}, {machine['system']}; load at the end "
        f"{machine['load']}. {versions}.",
    )


def main() -> None:
    """Print the page."""
    results = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(RESULTS.glob("*.json"))}
    print("\n".join(page(results)))


if __name__ == "__main__":
    main()
