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
HEAD = """# Performance"""
HOW = """## How this was measured

What was measured last, by `make bench ARGS=--save`, with what was aimed at and missed. Made by `scripts/docs.py` from
`benchmarks/results`; how each figure is come by says the head of its script. On a machine that does other things at
the same time figures vary; the ratios, measured side by side in one run, less so."""

Results = dict[str, dict[str, Any]]


def page(results: Results) -> Iterator[str]:
    """The lines of the page: what a user gains, then all figures."""
    yield from (HEAD, "", *_gains(results), "", HOW)
    for name in ORDER:
        if name in results:
            yield from _section(results[name])


def _gains(results: Results) -> Iterator[str]:
    """What the figures mean for who waits, as far as they are there."""
    if grown := _rows(results, "growth"):
        captures, seconds, _, each, memory = grown[-1]
        minutes = f"{seconds / 60:.0f} minutes" if seconds >= 120 else f"{seconds:.0f} seconds"
        yield f"- **{captures} captures are a corpus in {minutes}** on two cores, at {each:.0f} a second,"
        yield f"  and no process needs more than {memory:.0f} MB."
    waits = {str(what).rpartition(",")[0]: taken for what, taken, *_ in _rows(results, "waits")}
    for what, told in _WAITS.items():
        for found in (each for each in waits if each.startswith(what)):
            sentence = told.format(what=found, taken=f"{waits[found]:.2g}")
            yield f"- {sentence[0].upper()}{sentence[1:]}"
    if asked := _rows(results, "queries"):
        slowest = max(row[2] for row in asked)
        least, most = (round(bound(row[8] for row in asked)) for bound in (min, max))
        million = results["queries"]["title"].removeprefix("Questions on ")
        yield f"- **A page of answers from {million} comes within {slowest:.0f} ms**, whether you ask by day,"
        yield f"  outlet, actor, words or all of them: {least} to {most:,} times as fast as DuckDB over these tables."


_WAITS = {
    "archive ingest seeds/": "The five seeds are a corpus after {taken} s of CPU.",
    "archive parse FILE": "One file is parsed, from the prompt to its JSON, in {taken} s of CPU.",
    "one new file into": "{what} costs {taken} s of CPU.",
    "nothing new in": "{what}: an ingest that has nothing to do is done after {taken} s of CPU.",
    "a whole ingest": "Each capture of a large ingest costs {taken} ms of CPU, from its bytes to links and stories.",
}


def _rows(results: Results, name: str) -> list[Any]:
    return results[name]["rows"] if name in results else []


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
