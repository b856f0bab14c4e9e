"""Digests of all rows that captures give, table by table: a change that is to change nothing leaves every one as it is.

python -m scripts.rows_digest --write before.json        the seeds, the samples, 2,000 generated captures
python -m scripts.rows_digest --compare before.json      exits with 1, and names the tables that differ
python -m scripts.rows_digest --texts FILE.jsonl.gz …    besides, the field `text` of each line of that file

A digest is the SHA-256 of a table's rows as the writer gets them, shortened; the numbers of rows don't matter to it.
"""

import argparse
import gzip
import hashlib
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from benchmarks.captures import Generator
from syria_iraq_archive.corpus.rows import capture_rows
from syria_iraq_archive.engine.work import Parsed, Rejected, Run, parse_bytes
from syria_iraq_archive.pipeline import pipeline_run
from syria_iraq_archive.registry.load import load_registry, read_corrections
from tests.annotated import annotated_seeds, samples

ROOT = Path(__file__).parents[1]
GENERATED = 2_000
Digests = dict[str, dict[str, str]]  # by set of captures, then by table


def digests(sets: dict[str, Iterable[bytes]], run: Run) -> Digests:
    """The digest of each table's rows, for each set of captures."""
    return {name: _of_tables(captures, run) for name, captures in sets.items()}


def _of_tables(captures: Iterable[bytes], run: Run) -> dict[str, str]:
    tables: dict[str, Any] = defaultdict(hashlib.sha256)
    for number, data in enumerate(captures):
        for table, rows in _rows(parse_bytes(run, data, f"{number}.txt")):
            tables[table].update(f"{number} {rows!r}\n".encode())
    return {table: digest.hexdigest()[:16] for table, digest in sorted(tables.items())}


def _rows(result: Parsed | Rejected) -> Iterator[tuple[str, Any]]:
    if isinstance(result, Rejected):
        yield "rejected", result.reason
        return
    rows = capture_rows(result.capture)
    yield "captures", rows.capture.model_dump(exclude={"path"})
    yield from rows.parts.items()
    for table in ("articles", "blocks", "corrections", "folded", "signatures"):
        yield table, getattr(rows, table)


def _texts(path: Path) -> Iterator[bytes]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)["text"].encode()


def main() -> None:
    """Compute the digests; print, write or compare them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path, action="append", default=[])
    parser.add_argument("--write", type=Path)
    parser.add_argument("--compare", type=Path)
    options = parser.parse_args()
    registry = load_registry(ROOT / "data")
    registry = registry.with_corrections(read_corrections(ROOT / "corrections.yaml", registry))
    generated = Generator(registry).captures(0, GENERATED)
    sets: dict[str, Iterable[bytes]] = {
        "seeds": (seed.data for seed in annotated_seeds()),
        "samples": (sample.data for sample in samples()),
        "generated": (capture.text.encode() for capture in generated),
        **{path.name: _texts(path) for path in options.texts},
    }
    found = digests(sets, pipeline_run(registry))
    if options.write:
        options.write.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    if options.compare:
        sys.exit("\n".join(_differences(json.loads(options.compare.read_text(encoding="utf-8")), found)) or 0)
    print(json.dumps(found, indent=1))


def _differences(before: Digests, after: Digests) -> Iterator[str]:
    for name in before:
        for table in sorted({*before[name], *after.get(name, {})}):
            if before[name].get(table) != after.get(name, {}).get(table):
                yield f"{name}: {table} differs"


if __name__ == "__main__":
    main()
