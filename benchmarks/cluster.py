"""What a capture costs on a cluster: time and bytes, beside a local ingest of the same captures.

    python -m benchmarks.cluster [--captures N] [--chunk N] [FOLDER]

Captures come from FOLDER, or are made of the samples of the tests, each numbered so that no two are alike; that is a
mixture of months and sources as wild as it gets, which is the worst case for partitioned tables: `--sorted` gives them
in the order of their outlets. Runs, one after the other, in one go on this machine:

- `archive ingest --db` with one process, and with two;
- `archive ingest --to` in one process, without a cluster;
- `archive ingest --engine dask --to` on a cluster of one worker, and of two, which is started for it.

Printed are the seconds of the whole command and of CPU (all processes together), each also per capture, and the bytes
and files written; then what `archive build` and three questions take. Figures are of the day and the machine: compare
within one run. docs/scaling.md says what follows from them.
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


def make(folder: Path, number: int, *, in_order: bool) -> None:
    """Write so many captures, made of the seeds and samples in UTF-8."""
    known = [capture for capture in (*annotated_seeds(), *samples()) if _is_utf8(capture.data)]
    if in_order:
        known.sort(key=lambda capture: (capture.gold["articles"][0]["source"] or "", capture.name))
    for count in range(number):
        capture = known[count * len(known) // number] if in_order else known[count % len(known)]
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
    parser.add_argument("--captures", type=int, default=4_000)
    parser.add_argument("--chunk", default="2000")
    parser.add_argument("--sorted", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch)
        folder = options.folder or home / "captures"
        if options.folder is None:
            folder.mkdir()
            make(folder, options.captures, in_order=options.sorted)
        size, number = written(folder)
        print(f"{number:,} captures of {size / number:,.0f} bytes on average; {os.cpu_count()} cores, load", end=" ")
        print(f"{os.getloadavg()[0]:.1f}; chunks of {options.chunk}")
        print(f"{'':24} {'seconds':>9} {'CPU':>9} {'ms each':>9} {'CPU each':>9} {'bytes each':>11} {'files':>7}")
        dask = ["--engine", "dask", "--chunk", options.chunk, "--quiet"]
        ways: dict[str, tuple[str, list[str]]] = {
            "local, 1 process": ("a.db", ["--db", str(home / "a.db"), "--jobs", "1", "--quiet"]),
            "local, 2 processes": ("b.db", ["--db", str(home / "b.db"), "--jobs", "2", "--quiet"]),
            "tables, no cluster": ("c", ["--to", str(home / "c"), "--chunk", options.chunk, "--quiet"]),
            "dask, 1 worker": ("d", ["--to", str(home / "d"), "--jobs", "1", *dask]),
            "dask, 2 workers": ("e", ["--to", str(home / "e"), "--jobs", "2", *dask]),
        }
        for name, (place, arguments) in ways.items():
            cost = run("ingest", folder, *arguments)
            size, files = written(home / place)
            each = f"{1_000 * cost.seconds / number:9.2f} {1_000 * cost.cpu / number:9.2f} {size / number:11,.0f}"
            print(f"{name:24} {cost.seconds:9.1f} {cost.cpu:9.1f} {each} {files:7,}", flush=True)
        cost = run("build", "--from", home / "e", "--db", home / "built.db")
        print(f"{'build of all':24} {cost.seconds:9.1f} {cost.cpu:9.1f} {1_000 * cost.seconds / number:9.2f}")
        for question in QUESTIONS:
            here, there = run(*question, "--db", home / "a.db"), run(*question, "--corpus", home / "e")
            print(f"SQLite {here.seconds:6.2f} s, Parquet {there.seconds:6.2f} s: archive {' '.join(question)}")


if __name__ == "__main__":
    main()
