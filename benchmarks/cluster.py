"""What a capture costs on a cluster: time and bytes, beside a local ingest of the same captures.

    python -m benchmarks.cluster [--captures N] [--chunk N] [FOLDER]

Captures come from FOLDER, or are made of the samples of the tests, each numbered so that no two are alike, in a
mixture of months and sources as wild as it gets. Runs, one after the other, in one go on this machine:

- `archive ingest --db` with one process, and with two;
- `archive ingest --to` with one process, and with two;
- `archive ingest --engine dask --to` on a cluster of one worker, and of two, which is started for it.

Each does ten captures first, in a folder of its own, which shows what starting costs. Printed are the seconds of the
whole command and of CPU (all processes together), CPU per capture beyond the start, how that compares with the first
way, and the bytes and files written; then what `archive build` and three questions take.
Figures are of the day and the machine: compare within one run. docs/scaling.md says what follows from them.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from tests.annotated import annotated_seeds, samples

ARCHIVE = [sys.executable, "-m", "syria_iraq_archive"]
QUESTIONS = (
    ["query", "--from", "2024-12-01", "--to", "2024-12-05", "--limit", "20"],
    ["query", "border AND syria", "--limit", "20"],
    ["timeline", "--by", "month", "--group", "source"],
)


FEW = 10  # captures, of which the start is most of the cost


class Cost(NamedTuple):
    """What a command took."""

    seconds: float
    cpu: float


def run(*arguments: str | Path) -> Cost:
    """Run ``archive``; its output is thrown away, its errors are shown."""
    before, start = _cpu(), time.perf_counter()
    done = subprocess.run([*ARCHIVE, *map(str, arguments)], check=False, stdout=subprocess.DEVNULL)
    if done.returncode not in (0, 3):
        raise SystemExit(done.returncode)
    return Cost(time.perf_counter() - start, _cpu() - before)


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def make(folder: Path, number: int) -> None:
    """Write so many captures, made of the seeds and samples in UTF-8."""
    known = [capture for capture in (*annotated_seeds(), *samples()) if _is_utf8(capture.data)]
    for count in range(number):
        capture = known[count % len(known)]
        place = folder / f"{count // 1_000:04}" / f"{count:08}.txt"
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(capture.data + f"\n\nPrinted for the {count}th time.\n".encode())


def _is_utf8(data: bytes) -> bool:
    try:
        return "\0" not in data.decode()
    except UnicodeDecodeError:
        return False


def written(place: Path) -> tuple[int, int]:
    """The bytes and the number of the files at a place."""
    files = [place] if place.is_file() else [path for path in place.rglob("*") if path.is_file()]
    return sum(path.stat().st_size for path in files), len(files)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--captures", type=int, default=2_000)
    parser.add_argument("--chunk", default="500")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch)
        folder = options.folder or home / "captures"
        if options.folder is None:
            folder.mkdir()
            make(folder, options.captures)
        size, number = written(folder)
        print(f"{number:,} captures of {size / number:,.0f} bytes on average; {os.cpu_count()} cores, load", end=" ")
        print(f"{os.getloadavg()[0]:.1f}; chunks of {options.chunk}")
        few = home / "few"
        few.mkdir()
        make(few, FEW)
        print(f"{'':20} {'seconds':>8} {'CPU':>8} {'to start':>9} {'ms each':>8}", end=" ")
        print(f"{'times':>6} {'bytes each':>11} {'files':>6}")
        to, dask = ["--chunk", options.chunk, "--to"], ["--engine", "dask", "--chunk", options.chunk, "--to"]
        ways = {
            "local, 1 process": ("a.db", "1", ["--db"]),
            "local, 2 processes": ("b.db", "2", ["--db"]),
            "tables, 1 process": ("c", "1", to),
            "tables, 2 processes": ("d", "2", to),
            "dask, 1 worker": ("e", "1", dask),
            "dask, 2 workers": ("f", "2", dask),
        }
        first = None
        for name, (place, jobs, arguments) in ways.items():
            start = run("ingest", few, "--quiet", "--jobs", jobs, *arguments, home / f"few-{place}")
            cost = run("ingest", folder, "--quiet", "--jobs", jobs, *arguments, home / place)
            each = 1_000 * (cost.cpu - start.cpu) / (number - FEW)
            first = first or each
            size, files = written(home / place)
            figures = f"{cost.seconds:8.1f} {cost.cpu:8.1f} {start.cpu:9.1f} {each:8.2f} {each / first:6.2f}"
            print(f"{name:20} {figures} {size / number:11,.0f} {files:6,}", flush=True)
        cost = run("build", "--from", home / "f", "--db", home / "built.db")
        print(f"{'build of all':24} {cost.seconds:9.1f} {cost.cpu:9.1f} {1_000 * cost.seconds / number:9.2f}")
        for question in QUESTIONS:
            here, there = run(*question, "--db", home / "a.db"), run(*question, "--corpus", home / "f")
            print(f"SQLite {here.seconds:6.2f} s, tables {there.seconds:6.2f} s: archive {' '.join(question)}")


if __name__ == "__main__":
    main()
