"""Where people wait: the CPU of the commands that are run most, each with its aim, beside an earlier revision.

    python benchmarks/waits.py --folder DIR [--captures 10000] [--articles 1000000] [--runs 3] [--against REV] [--save]

CPU is that of all processes of a command together, medians of several runs. With --against, the source of an earlier
revision is laid beside this one, and each command is run by both in turn, with the same libraries: whatever else the
machine does slows both alike. Captures are generated (`captures.py`); the corpus of many articles by `million.py`, half
an hour for a million, and is kept in DIR. What changes a corpus is done to a copy of it.
"""

import argparse
import io
import shutil
import sqlite3
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.captures import Generator, write_captures
from benchmarks.measure import ROOT, Aim, Cell, Result, Usage, counted, percentile
from syria_iraq_archive.registry.load import load_registry

FEW = 10  # captures, of which the start is nearly all that they cost


@dataclass(frozen=True, slots=True)
class Program:
    """The program as it stands in a folder."""

    name: str
    root: Path

    def run(self, *arguments: str | Path) -> Usage:
        """Run ``archive`` with these arguments. Exits if it fails: a failure has no speed."""
        command = [sys.executable, "-m", "syria_iraq_archive", *arguments]
        used = counted(command, env={"PYTHONPATH": str(self.root / "src")})
        if used.status not in (0, 3):
            sys.exit(f"{self.name}: archive {' '.join(map(str, arguments))} exits with {used.status}")
        return used


@dataclass(slots=True)
class Material:
    """The files that commands are run on, all in one folder, some made by the program that is measured."""

    folder: Path
    captures: int
    articles: int
    jobs: int
    made: dict[str, Path] = field(default_factory=dict)

    def captured(self, number: int) -> Path:
        """A folder of that many generated captures."""
        folder = self.folder / f"captures-{number}"
        if not folder.exists():
            growing = self.folder / "growing"
            write_captures(Generator(load_registry(ROOT / "data")), growing, number)
            growing.rename(folder)  # there whole or not at all
        return folder

    def new_file(self) -> Path:
        """A folder of one capture that no other folder holds."""
        folder = self.folder / "new"
        folder.mkdir(exist_ok=True)
        one = Generator(load_registry(ROOT / "data"), seed=2).capture(3)
        (folder / "new.txt").write_text(one.text, encoding="utf-8")
        return folder

    def corpus(self, program: Program, number: int) -> Path:
        """A corpus of that many captures, made by this program."""
        db = self.folder / f"{program.name}-{number}.db"
        if db not in self.made.values():
            self.made[db.name] = db
            _remove(db)
            program.run("ingest", self.captured(number), "--db", db, "--quiet", "--jobs", str(self.jobs))
        return db

    def million(self, program: Program) -> Path:
        """A corpus of generated rows, made by the rows' own program."""
        db = self.folder / f"{program.name}-rows-{self.articles}.db"
        script = program.root / "benchmarks/million.py"
        env = {"PYTHONPATH": f"{program.root / 'src'}:{program.root}"}
        what = ["--renew"] if db.exists() else ["--articles", str(self.articles)]
        if counted([sys.executable, script, db, *what], env=env).status:
            sys.exit(f"{script} failed")
        return db

    def copy(self, db: Path) -> Path:
        """The same corpus, to be changed."""
        copy = db.with_suffix(".copy")
        _remove(copy)
        shutil.copyfile(db, copy)
        return copy


def _remove(db: Path) -> None:
    for left in db.parent.glob(f"{db.name}*"):
        left.unlink()


Measure = Callable[[Program, Material], float]


@dataclass(frozen=True, slots=True)
class Wait:
    """A row of the table: what people do, its aim, and how it is measured."""

    what: str
    measure: Measure
    limit: float
    unit: str = " s"
    once: bool = False  # too long to be repeated


def seeds(program: Program, material: Material) -> float:
    """CPU of an ingest of the five seeds into a new corpus."""
    db = material.folder / "seeds.db"
    _remove(db)
    return program.run("ingest", ROOT / "seeds", "--db", db, "--quiet").cpu


def one_more(program: Program, material: Material) -> float:
    """CPU of one more file, ingested into a corpus of many captures."""
    return _one_into(program, material, material.corpus(program, material.captures))


def one_into_many(program: Program, material: Material) -> float:
    """The same, into a corpus of very many generated rows."""
    return _one_into(program, material, material.million(program))


def _one_into(program: Program, material: Material, db: Path) -> float:
    new, copy = material.new_file(), material.copy(db)
    return program.run("ingest", new, "--db", copy, "--quiet", "--jobs", "1").cpu


def nothing_new(program: Program, material: Material) -> float:
    """CPU of an ingest of files that the corpus has already."""
    db, folder = material.corpus(program, material.captures), material.captured(material.captures)
    return program.run("ingest", folder, "--db", db, "--quiet").cpu


def whole(program: Program, material: Material) -> float:
    """CPU of a whole ingest for a capture, in ms, beyond the start."""
    return (_ingest(program, material, material.captures).cpu - _ingest(program, material, FEW).cpu) * 1000 / (
        material.captures - FEW
    )  # fmt: skip


def memory(program: Program, material: Material) -> float:
    """Peak memory of the largest process of an ingest, in MB."""
    return _ingest(program, material, material.captures).memory / 1e6


def memory_growth(program: Program, material: Material) -> float:
    """How many times the peak memory of a tenth of the captures all of them take."""
    few = _ingest(program, material, material.captures // 10).memory
    return _ingest(program, material, material.captures).memory / few


def _ingest(program: Program, material: Material, number: int) -> Usage:
    db = material.folder / f"{program.name}-whole.db"
    _remove(db)
    jobs = str(material.jobs)
    return program.run("ingest", material.captured(number), "--db", db, "--quiet", "--jobs", jobs)


def verify(program: Program, material: Material) -> float:
    """CPU of `verify`, as a share of the CPU of the ingest that made the corpus."""
    db = material.corpus(program, material.captures)
    ingest = _ingest(program, material, material.captures).cpu
    return program.run("verify", "--db", db).cpu / ingest


def fingerprint(program: Program, material: Material) -> float:
    """Of a corpus whose fingerprint nobody has asked for yet."""
    db = material.copy(material.corpus(program, material.captures))
    return program.run("fingerprint", "--db", db).cpu


def fingerprint_again(program: Program, material: Material) -> float:
    """Of one whose fingerprint was asked for before."""
    db = material.copy(material.corpus(program, material.captures))
    program.run("fingerprint", "--db", db)
    return program.run("fingerprint", "--db", db).cpu


def worker_start(program: Program, material: Material) -> float:
    """What each worker more costs an ingest of a few captures."""
    few, db = material.captured(FEW), material.folder / "workers.db"
    taken = []
    for jobs in ("2", "4"):
        _remove(db)
        taken.append(program.run("ingest", few, "--db", db, "--quiet", "--jobs", jobs).cpu)
    return max(0.0, (taken[1] - taken[0]) / 2)


def parse(program: Program, _material: Material) -> float:
    """CPU of parsing one seed."""
    return program.run("parse", next(iter(sorted((ROOT / "seeds").iterdir())))).cpu


def correct(program: Program, material: Material) -> float:
    """CPU of trying one correction."""
    db = material.folder / f"{program.name}-correct.db"
    if not db.exists():
        program.run("ingest", ROOT / "seeds", "--db", db, "--quiet")
    with sqlite3.connect(db) as corpus:
        key, headline = corpus.execute("SELECT key, headline FROM articles WHERE headline IS NOT NULL").fetchone()
    return program.run("correct", key, "headline", headline, "--reason", "measured", "--dry-run", "--db", db).cpu


def help_text(program: Program, _material: Material) -> float:
    """CPU of showing the list of commands."""
    return program.run("--help").cpu


WAITS = (
    Wait("archive ingest seeds/, five captures", seeds, 0.6),
    Wait("archive parse FILE", parse, 0.5),
    Wait("archive correct --dry-run", correct, 0.5),
    Wait("archive --help", help_text, 0.15),
    Wait("a worker's start", worker_start, 0.3),
    Wait("one new file into {captures:,} captures", one_more, 0.8),
    Wait("nothing new in {captures:,} files", nothing_new, 1.5),
    Wait("archive fingerprint, {captures:,} captures", fingerprint, 3),
    Wait("archive fingerprint, again", fingerprint_again, 0.5),
    Wait("archive verify, share of the ingest's CPU", verify, 0.8, " times", once=True),
    Wait("a whole ingest, CPU for a capture", whole, 5.8, " ms", once=True),
    Wait("peak memory of {captures:,} captures", memory, 250, " MB", once=True),
    Wait("peak memory, times that of a tenth", memory_growth, 1.1, " times", once=True),
    Wait("one new file into {articles:,} articles", one_into_many, 1.5, once=True),
)
"""What is measured, in order, with the most that it should be."""


def earlier(revision: str, folder: Path) -> Program:
    """The program of another revision, its source laid out in `folder`."""
    made = subprocess.run(["git", "-C", ROOT, "archive", revision], capture_output=True, check=False)
    if made.returncode:
        sys.exit(f"git knows no revision {revision!r}")
    with tarfile.open(fileobj=io.BytesIO(made.stdout)) as tree:
        tree.extractall(folder, filter="data")
    return Program("earlier", folder)


def medians(wait: Wait, programs: Sequence[Program], material: Material, runs: int) -> Iterator[float]:
    """What each program takes, measured in turn."""
    taken: list[list[float]] = [[] for _ in programs]
    for _ in range(1 if wait.once else runs):
        for mine, program in zip(taken, programs, strict=True):
            mine.append(wait.measure(program, material))
    yield from (percentile(mine, 0.5) for mine in taken)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--captures", type=int, default=10_000, metavar="N")
    parser.add_argument("--articles", type=int, default=1_000_000, metavar="N", help="0 leaves them out")
    parser.add_argument("--jobs", type=int, default=2, metavar="N")
    parser.add_argument("--runs", type=int, default=3, metavar="N")
    parser.add_argument("--against", metavar="REV", help="an earlier revision, measured in the same run")
    parser.add_argument("--only", metavar="WORDS", help="the rows whose first column holds these words")
    parser.add_argument("--folder", type=Path, help="where material is made, and found the next time")
    parser.add_argument("--save", action="store_true", help="keep the result for docs/performance.md")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary, "material")
        folder.mkdir(parents=True, exist_ok=True)
        material = Material(folder, options.captures, options.articles, options.jobs)
        programs = [Program("now", ROOT)]
        if options.against:
            programs.append(earlier(options.against, Path(temporary, "earlier")))
        result = Result(
            "waits",
            "Where people wait",
            f"CPU of all processes of a command, of {options.jobs} at most, where nothing else is said; medians.",
            ("what", "now", *((f"at {options.against}", "now ÷ then") if options.against else ())),
        )
        for wait in WAITS:
            what = wait.what.format(captures=options.captures, articles=options.articles)
            if (options.only and options.only not in what) or (wait.measure is one_into_many and not options.articles):
                continue
            taken = list(medians(wait, programs, material, options.runs))
            row: list[Cell] = [f"{what},{wait.unit}", *taken]
            result.rows.append([*row, taken[0] / taken[1]] if options.against and taken[1] else row)
            result.aims.append(Aim(what, taken[0], wait.limit, wait.unit))
            print(f"{what}: {', '.join(f'{each:.3g}' for each in taken)}{wait.unit}", file=sys.stderr)
        result.publish(save=options.save)


if __name__ == "__main__":
    main()
