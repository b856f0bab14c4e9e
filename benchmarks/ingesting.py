"""How long `archive ingest` takes from files to a whole corpus, beside the least that it could; and how that grows.

    python benchmarks/ingesting.py --folder DIR [--captures 100000] [--jobs N]

Generated captures (`captures.py`) are ingested into new corpora: a hundredth of them, a tenth, and all; by the command
itself, in a process whose time and peak memory are measured (of several processes, the memory of the largest).

What it could take at least is measured for the largest: the rows that came out, already made, are written by a bare
`sqlite3.executemany` into the same tables and indices, with one rebuild of full-text search and of the rollup; and a
sample of the captures is parsed by one process, for the CPU that all take divided by the processes. The larger of the
two is the floor.
"""

import argparse
import math
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.captures import Generator, write_captures
from benchmarks.measure import ARCHIVE, ROOT, Aim, Result, stopwatch
from syria_iraq_archive.corpus import rollup
from syria_iraq_archive.corpus.schema import statements
from syria_iraq_archive.corpus.tables import TABLES
from syria_iraq_archive.pipeline import Pipeline
from syria_iraq_archive.registry.load import load_registry

SAMPLE = 1_000  # captures parsed for the floor
BATCH = 1_000  # captures' rows written at once
SLOWEST_GROWTH, MOST_MEMORY, ABOVE_FLOOR = 1.05, 1.25, 1.3
_KIB = 1024


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
    command = [*ARCHIVE, "ingest", str(folder), "--db", str(db), "--quiet"]
    if _knows_jobs():
        command += ["--jobs", str(jobs)]
    begun = time.perf_counter()
    process = subprocess.Popen(command)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begun
    if status:
        sys.exit(f"ingest failed with status {os.waitstatus_to_exitcode(status)}")
    return Run(captures, seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * _KIB)


def _knows_jobs() -> bool:
    return "--jobs" in subprocess.run([*ARCHIVE, "ingest", "--help"], capture_output=True, text=True, check=True).stdout


def parsing_cpu(generator: Generator, captures: int) -> float:
    """Seconds of CPU that parsing all of them takes, by a sample spread among them."""
    run = Pipeline(load_registry(ROOT / "data")).run
    numbers = range(0, captures, max(1, captures // SAMPLE))
    sample = [generator.capture(number) for number in numbers]
    begun = time.process_time()
    for one in sample:
        run(one.text.encode(), one.path)
    return (time.process_time() - begun) * captures / len(sample)


def writing_floor(source: Path, db: Path) -> float:
    """Seconds to write the rows of a corpus, already made, into a new one; reading them doesn't count."""
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
            with stopwatch() as taken:
                new.execute("BEGIN")
                new.executemany(f"INSERT INTO {name} {names} VALUES ({marks})", batch)
                new.execute("COMMIT")
            seconds += taken[0]
    with stopwatch() as taken:
        new.execute("INSERT INTO articles_fts (articles_fts) VALUES ('rebuild')")
        rollup.rebuild(new)
        new.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    made.close()
    new.close()
    return seconds + taken[0]


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
    for number in sizes:
        folder = options.folder / f"captures-{number}"
        if not folder.exists():
            growing = options.folder / "growing"
            write_captures(generator, growing, number)
            growing.rename(folder)  # there whole or not at all
        runs.append(ingest(folder, options.folder / f"captures-{number}.db", number, options.jobs))
        print(f"{number:,} captures: {runs[-1].seconds:.1f} s, {runs[-1].memory / 1e6:.0f} MB", file=sys.stderr)
    processes = options.jobs if _knows_jobs() else 1
    _growth(runs).publish(save=options.save)
    parsing = parsing_cpu(generator, options.captures) / processes
    writing = writing_floor(options.folder / f"captures-{options.captures}.db", options.folder / "floor.db")
    _beside_floor(runs[-1], parsing, writing, processes).publish(save=options.save)


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


def _beside_floor(run: Run, parsing: float, writing: float, processes: int) -> Result:
    floor = max(parsing, writing)
    result = Result(
        "ingest",
        f"A whole ingest of {run.captures:,} captures",
        f"Seconds of the wall clock from files to a whole corpus; processes: {processes}.",
        ("what", "seconds", "ingest takes so many times as long"),
    )
    result.rows = [
        ("archive ingest", run.seconds, 1.0),
        ("the same rows by a bare executemany, one rebuild of full text", writing, run.seconds / writing),
        (f"CPU of parsing, divided by {processes}", parsing, run.seconds / parsing),
    ]
    result.aims = [Aim("ingest beside the larger floor", run.seconds / floor, ABOVE_FLOOR, " times")]
    return result


if __name__ == "__main__":
    main()
