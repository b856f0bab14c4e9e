"""What `archive ingest` costs from files to a whole corpus, beside bare SQLite; and how that grows.

    python benchmarks/ingesting.py --folder DIR [--captures 100000] [--jobs N]

Generated captures (`captures.py`) are ingested into new corpora: a hundredth of them, a tenth, and all; by the command
itself, of which the time, the CPU of all processes together and the peak memory of the largest are measured.

Beside it stands what nobody can do without: the rows that came out of the largest, already made, are written by a bare
`sqlite3.executemany` into the same tables and indices, with one rebuild of full-text search and of the rollup.
"""

import argparse
import math
import os
import sqlite3
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.captures import Generator, write_captures
from benchmarks.measure import ARCHIVE, ROOT, Aim, Result, counted
from syria_iraq_archive.corpus import rollup
from syria_iraq_archive.corpus.schema import statements
from syria_iraq_archive.corpus.tables import TABLES
from syria_iraq_archive.registry.load import load_registry

FEW = 10  # captures, of which the start is nearly all that they cost
BATCH = 1_000  # captures' rows written at once
SLOWEST_GROWTH, MOST_MEMORY, MOST_CPU = 1.05, 1.25, 5.8


@dataclass(frozen=True, slots=True)
class Run:
    """An ingest: its captures, wall clock and CPU in seconds, peak memory in bytes."""

    captures: int
    seconds: float
    cpu: float
    memory: int


def ingest(folder: Path, db: Path, captures: int, jobs: int) -> Run:
    """Ingest a folder by the command, into a new corpus."""
    for left in db.parent.glob(f"{db.name}*"):
        left.unlink()
    used = counted([*ARCHIVE, "ingest", folder, "--db", db, "--quiet", "--jobs", str(jobs)])
    if used.status:
        sys.exit(f"ingest failed with status {used.status}")
    return Run(captures, used.seconds, used.cpu, used.memory)


def bare_writing(source: Path, db: Path) -> float:
    """CPU seconds to write the rows of a corpus, already made, into a new one; reading them doesn't count."""
    for left in db.parent.glob(f"{db.name}*"):
        left.unlink()
    made, new = sqlite3.connect(f"file:{source}?mode=ro", uri=True), sqlite3.connect(db, isolation_level=None)
    new.execute("PRAGMA journal_mode = WAL")
    new.execute("PRAGMA synchronous = NORMAL")
    for statement in statements():
        new.execute(statement)
    for index in ("articles_fts", "articles_folded"):
        new.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('hashsize', 67108864)")
    seconds = 0.0
    for name in (*(declared.name for declared in TABLES), "articles_folded"):
        columns = "rowid, *" if name == "articles_folded" else "*"
        rows = made.execute(f"SELECT {columns} FROM {name}")
        names = "(rowid, headline, standfirst, body)" if name == "articles_folded" else ""
        marks = ", ".join("?" * len(rows.description))
        for batch in _batches(rows, BATCH * (1 if name in ("captures", "articles", "articles_folded") else 20)):
            begun = time.process_time()
            new.execute("BEGIN")
            new.executemany(f"INSERT INTO {name} {names} VALUES ({marks})", batch)
            new.execute("COMMIT")
            seconds += time.process_time() - begun
    begun = time.process_time()
    new.execute("INSERT INTO articles_fts (articles_fts) VALUES ('rebuild')")
    rollup.rebuild(new)
    new.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    seconds += time.process_time() - begun
    made.close()
    new.close()
    return seconds


def _batches(rows: sqlite3.Cursor, size: int) -> Iterator[list[tuple[object, ...]]]:
    while batch := list(islice(rows, size)):
        yield batch


def exponent(runs: list[Run]) -> float:
    """By which power of the captures the time grows: the slope of a straight line through the logarithms."""
    points = [(math.log(run.captures), math.log(run.seconds)) for run in runs]
    middle = [sum(values) / len(points) for values in zip(*points, strict=True)]
    above = sum((x - middle[0]) * (y - middle[1]) for x, y in points)
    return above / sum((x - middle[0]) ** 2 for x, _ in points)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, required=True, help="where captures and corpora are made")
    parser.add_argument("--captures", type=int, default=100_000, metavar="N")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, metavar="N")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--save", action="store_true", help="keep the results for docs/performance.md")
    options = parser.parse_args()
    sizes = [number for number in (options.captures // 100, options.captures // 10, options.captures) if number >= 10]
    generator = Generator(load_registry(ROOT / "data"), options.seed)
    runs = []
    for number in (FEW, *sizes):
        folder = options.folder / f"captures-{number}"
        if not folder.exists():
            growing = options.folder / "growing"
            write_captures(generator, growing, number)
            growing.rename(folder)  # there whole or not at all
        runs.append(ingest(folder, options.folder / f"captures-{number}.db", number, options.jobs))
        print(f"{number:,} captures: {runs[-1].seconds:.1f} s, {runs[-1].memory / 1e6:.0f} MB", file=sys.stderr)
    start, *runs = runs
    _growth(runs).publish(save=options.save)
    writing = bare_writing(options.folder / f"captures-{options.captures}.db", options.folder / "bare.db")
    _beside_sqlite(start, runs[-1], writing, options.jobs).publish(save=options.save)


def _growth(runs: list[Run]) -> Result:
    result = Result(
        "growth",
        "How an ingest grows",
        "Wall clock and CPU of `archive ingest` into a new corpus, and peak memory (of its largest process).",
        ("captures", "seconds", "CPU seconds", "captures a second", "peak memory, MB"),
    )
    result.rows = [
        (f"{run.captures:,}", run.seconds, run.cpu, run.captures / run.seconds, run.memory / 1e6) for run in runs
    ]
    # Starting takes its time too, which makes small runs slow and growth look smaller: hence the last step by itself.
    result.aims = [
        Aim("time grows with the captures to the power of", exponent(runs), SLOWEST_GROWTH),
        Aim("from a tenth to all of them, to the power of", exponent(runs[-2:]), SLOWEST_GROWTH),
    ]
    more = runs[-1].memory / runs[-2].memory
    result.aims.append(Aim("peak memory of ten times the captures", more, MOST_MEMORY, " times"))
    return result


def _beside_sqlite(start: Run, run: Run, writing: float, jobs: int) -> Result:
    a_capture = (run.cpu - start.cpu) * 1000 / (run.captures - start.captures)
    bare = writing * 1000 / run.captures
    result = Result(
        "ingest",
        f"A whole ingest of {run.captures:,} captures",
        f"CPU for a capture, of all processes ({jobs} parse), in ms, beyond the start.",
        ("what", "ms of CPU a capture", "× bare SQLite"),
    )
    result.rows = [
        ("archive ingest", a_capture, a_capture / bare),
        ("the same rows by a bare executemany, one rebuild of full text", bare, 1.0),
    ]
    result.aims = [Aim("CPU for a capture", a_capture, MOST_CPU, " ms")]
    return result


if __name__ == "__main__":
    main()
