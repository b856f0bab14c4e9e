"""What all measurements share: a result that says on what machine, by what command and of which commit it is.

A result is printed as a table, and written to `benchmarks/results` as JSON; `report.py` makes ``docs/performance.md``
of those files. No figure goes there by any other way.
"""

import ctypes
import json
import os
import platform
import shlex
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "benchmarks/results"
ARCHIVE = [sys.executable, "-m", "syria_iraq_archive"]

Cell = str | float | int | None


@dataclass(frozen=True, slots=True)
class Aim:
    """What a figure should be, and what it was found to be."""

    what: str
    measured: float
    limit: float
    unit: str = ""
    at_least: bool = False  # else at most

    @property
    def met(self) -> bool:
        """Whether it is."""
        return self.measured >= self.limit if self.at_least else self.measured <= self.limit

    def __str__(self) -> str:
        bound = "at least" if self.at_least else "at most"
        reached = "met" if self.met else "MISSED"
        return f"{self.what}: {bound} {self.limit:g}{self.unit}; measured {self.measured:.3g}{self.unit}: {reached}"


@dataclass(slots=True)
class Result:
    """A table of figures with what must be known to judge them."""

    name: str
    title: str
    about: str
    columns: Sequence[str]
    versions: dict[str, str] = field(default_factory=dict)
    rows: list[Sequence[Cell]] = field(default_factory=list)
    aims: list[Aim] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def publish(self, *, save: bool = True) -> None:
        """Print the result, and save it."""
        print(f"\n{self.title}\n")
        print("\n".join(table(self.columns, self.rows)))
        print("\n".join(["", *map(str, self.aims), *self.notes]))
        if save:
            RESULTS.mkdir(exist_ok=True)
            written = {
                **asdict(self),
                "command": f"python {shlex.join([f'benchmarks/{Path(sys.argv[0]).name}', *_arguments()])}",
                "date": datetime.now(UTC).date().isoformat(),
                "commit": COMMIT,
                "machine": machine(),
                "versions": own_versions() | self.versions,
            }
            path = RESULTS / f"{self.name}.json"
            path.write_text(json.dumps(written, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
            print(f"{path.relative_to(ROOT)} written")


def _arguments() -> Iterator[str]:
    """What the script was called with; a folder by its last part alone, since the rest is this machine's."""
    for argument in sys.argv[1:]:
        yield f"…/{Path(argument).name}" if argument.startswith("/") else argument


def table(columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> Iterator[str]:
    """The lines of a table in Markdown; numbers with three digits that count."""
    yield f"| {' | '.join(columns)} |"
    yield f"|{'|'.join(' --- ' if number == 0 else ' ---: ' for number in range(len(columns)))}|"
    for row in rows:
        yield f"| {' | '.join(map(shown, row))} |"


def shown(cell: Cell) -> str:
    """A cell's text.

    >>> shown(1234567.8), shown(0.012345), shown(None), shown(3)
    ('1,234,568', '0.0123', '–', '3')
    """
    if cell is None:
        return "–"
    if isinstance(cell, float):
        return f"{cell:,.0f}" if abs(cell) >= 100 else f"{cell:.3g}"
    return f"{cell:,}" if isinstance(cell, int) else cell


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least this share of the values don't exceed.

    >>> percentile([3, 1, 2, 4], 0.5), percentile([3, 1, 2, 4], 0.95)
    (2, 4)
    """
    ordered = sorted(values)
    return ordered[max(0, -int(-share * len(ordered) // 1) - 1)]


@dataclass(frozen=True, slots=True)
class Usage:
    """What a command took, with every process that it started, however it was left behind.

    Seconds of the wall clock, seconds of CPU of all of them, peak memory in bytes of the largest, exit status.
    """

    seconds: float
    cpu: float
    memory: int
    status: int


def counted(command: Sequence[str | Path], *, env: Mapping[str, str] | None = None) -> Usage:
    """Run a command, its output thrown away, and count what it and all its descendants used. Needs Linux.

    The kernel hands the descendants that outlive their parents to this process, which waits for them: a worker that is
    started by way of a server counts as well.
    """
    libc = ctypes.CDLL(None)
    if libc.prctl(_SET_CHILD_SUBREAPER, 1, 0, 0, 0):
        sys.exit("CPU of all processes can be counted on Linux alone")
    begun = time.perf_counter()
    first = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=dict(os.environ) | dict(env or {}))
    cpu, memory, seconds, status = 0.0, 0, 0.0, 0
    while True:
        try:
            process, exit_status, used = os.wait4(-1, 0)
        except ChildProcessError:
            break
        cpu += used.ru_utime + used.ru_stime
        memory = max(memory, used.ru_maxrss * 1024)
        if process == first.pid:
            seconds, status = time.perf_counter() - begun, os.waitstatus_to_exitcode(exit_status)
    first.returncode = status  # so that subprocess doesn't wait for it again
    return Usage(seconds, cpu, memory, status)


_SET_CHILD_SUBREAPER = 36  # of prctl(2)


@contextmanager
def stopwatch() -> Iterator[list[float]]:
    """A list that holds, afterwards, the seconds it took."""
    taken: list[float] = []
    begun = time.perf_counter()
    yield taken
    taken.append(time.perf_counter() - begun)


def machine() -> dict[str, Cell]:
    """What the figures were measured on."""
    processor = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        named = [line.partition(":")[2].strip() for line in info.read_text().splitlines() if "model name" in line]
        processor = named[0] if named else processor
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    load = round(os.getloadavg()[0], 1)
    return {
        "processor": processor,
        "cores": os.cpu_count(),
        "memory": f"{memory:.0f} GiB",
        "system": platform.system(),
        "load": load,
    }


def own_versions() -> dict[str, str]:
    """Of the interpreter, of SQLite, and of this program."""
    own = metadata.version("syria-iraq-archive")
    return {"Python": platform.python_version(), "SQLite": sqlite3.sqlite_version, "syria-iraq-archive": own}


def commit() -> str:
    """The commit measured; with a plus sign where files differ from it."""
    number = _git("rev-parse", "--short=10", "HEAD") or "unknown"
    changed = _git("status", "--porcelain", "--untracked-files=no", "--", "src", "data", "benchmarks/*.py")
    return f"{number}+" if changed else number


def _git(*arguments: str) -> str:
    done = subprocess.run(["git", "-C", str(ROOT), *arguments], capture_output=True, text=True, check=False)
    return done.stdout.strip()


COMMIT = commit()  # as the measurement begins: files may change while it runs
