"""Which small faults in `parse/` and `annotate/` do the tests of the same folder notice? Cosmic Ray makes the faults.

A mutant is a copy of the source with one small fault: another operator, another number, a condition negated. A seeded
sample of them is tried, each with the tests that run the mutated file, those that run its line first, until one fails.
A mutant that no test notices survives: it wants a test, or a reason in `tests/survivors.yaml`.

    python -m scripts.mutants                   # 400 mutants, or those that are left of an earlier run
    python -m scripts.mutants --again           # after a change of tests: try those that survived again
    python -m scripts.mutants --only quotes/    # mutants of some files only

The checkout isn't touched: mutants are written to copies in `.mutants/`, where the results are kept as well. A result
holds as long as the mutated file stays as it is, so a changed test counts only with `--again`; `--fresh` forgets all.
Tests that take more than a second or measure time are left out: a busy machine is no fault. Hypothesis tries few
examples, always the same.
"""

import argparse
import ast
import difflib
import functools
import gc
import hashlib
import json
import multiprocessing
import os
import re
import resource
import shutil
import signal
import sys
import time
import traceback
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import coverage
import pytest
import yaml
from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = Path("src/syria_iraq_archive")
FOLDERS = ("annotate", "parse")
WORK = ROOT / ".mutants"
ACCEPTED = ROOT / "tests" / "survivors.yaml"
COPIED = ("src", "tests", "data", "seeds", "scripts", "benchmarks", "docs", "pyproject.toml", "README.md")
AIM = 0.85  # of the mutants that are caught
SLOW = 1.0  # seconds of a test that is left out
TIMED = re.compile(r"the_time_grows")  # in the names of tests that measure time
PATIENCE = 30  # seconds of CPU beyond ten times what the tests take without a fault; a mutant that needs more hangs

# These mutants mean the same as the code: enumerations, None and classes are one object each.
_SAME = {f"core/ReplaceComparisonOperator_{pair}" for pair in ("Is_Eq", "Eq_Is", "IsNot_NotEq", "NotEq_IsNot")}


class Mutant(NamedTuple):
    """One small fault: the file below the package, where it is, and what makes it."""

    file: str
    line: int
    operator: str
    occurrence: int  # which of the places in the file where the operator can work
    key: str  # the same as long as the file is

    def sources(self, tree: Path) -> tuple[str, str]:
        """The file's text in a copy of the tree, without and with the fault."""
        before = (tree / PACKAGE / self.file).read_text(encoding="utf-8")
        after = mutate_code(before, get_operator(self.operator)(), self.occurrence)
        return before, after if after is not None else before


class Result(NamedTuple):
    """What became of a mutant. `was` and `now` are the lines that differ, without the space around."""

    mutant: Mutant
    caught: bool
    was: str
    now: str
    by: str  # the test that failed, if one did


# --- which mutants ---


def sample(folders: Sequence[str], seed: int, size: int) -> list[Mutant]:
    """A sample of the mutants, at most one for each place in the source, that changes little if the source does."""
    ranked: list[tuple[str, Mutant]] = []
    for folder in folders:
        for path in sorted((ROOT / PACKAGE / folder).rglob("*.py")):
            ranked += _ranked(path, seed)
    return [mutant for _, mutant in sorted(ranked)[:size]]


def _ranked(path: Path, seed: int) -> Iterator[tuple[str, Mutant]]:
    """Each place of a file where something can be mutated, with one mutant there and a rank, both chosen by chance."""
    text = path.read_text(encoding="utf-8")
    file = path.relative_to(ROOT / PACKAGE).as_posix()
    lines = text.splitlines()
    places: dict[tuple[int, int], list[Mutant]] = defaultdict(list)
    for (line, column), operator, occurrence in _mutations(text):
        key = _hash(file, text, operator, str(occurrence))
        places[line, column].append(Mutant(file, line, operator, occurrence, key))
    seen: Counter[str] = Counter()
    for (line, column), mutants in sorted(places.items()):
        place = f"{lines[line - 1].strip()} {column}"
        seen[place] += 1
        rank = _hash(str(seed), file, place, str(seen[place]))
        yield rank, mutants[int(rank, 16) % len(mutants)]


def _mutations(text: str) -> Iterator[tuple[tuple[int, int], str, int]]:
    """Everything that can be mutated in a source: the place, the operator, and which of its places that is."""
    nodes = list(ast_nodes(get_ast(text)))
    types = list(_annotations(ast.parse(text)))
    for name in sorted(operator_names()):
        operator_class = get_operator(name)
        if name in _SAME or operator_class.arguments():
            continue
        operator = operator_class()
        places = (start for node in nodes for start, _end in operator.mutation_positions(node))
        for occurrence, start in enumerate(places):
            if not any(first <= start < last for first, last in types):
                yield start, name, occurrence


def _annotations(tree: ast.AST) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Where the types are: what they say is mypy's to test."""
    for node in ast.walk(tree):
        for field in ("annotation", "returns"):
            found = getattr(node, field, None)
            if isinstance(found, ast.expr):
                yield (found.lineno, found.col_offset), (found.end_lineno or 0, found.end_col_offset or 0)


def _hash(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


# --- which tests ---


class Tests(NamedTuple):
    """The tests of a folder, the quickest first, with the lines of the package that each of them runs."""

    seconds: Mapping[str, float]
    lines: Mapping[str, Mapping[int, Sequence[str]]]  # file → line → tests

    def of(self, mutant: Mutant) -> list[str]:
        """The tests that may notice a mutant: those that run its line first, then those that run its file.

        If that is only read when it is imported, those that run its folder. Tests of one file stay together, since what
        they share is made once for them.
        """
        by_line = self.lines.get(mutant.file, {})
        first = set(by_line.get(mutant.line, ()))
        then = {test for tests in by_line.values() for test in tests} or self._of_folder(mutant.file)
        quick = [test for test in first | then if self.seconds[test] <= SLOW and not TIMED.search(test)]
        cost: dict[str, float] = defaultdict(float)
        for test in quick:
            cost[_file(test)] += self.seconds[test]
        near = {_file(test) for test in quick if test in first}
        return sorted(quick, key=lambda t: (_file(t) not in near, cost[_file(t)], _file(t), t not in first, t))

    def _of_folder(self, file: str) -> set[str]:
        folder = file.rpartition("/")[0] + "/"
        return {
            test
            for other, lines in self.lines.items()
            if other.startswith(folder)
            for ts in lines.values()
            for test in ts
        }


def _file(test: str) -> str:
    return test.partition("::")[0]


class _Chosen:
    """Runs these tests, in this order. To name each of them as an argument is slow."""

    def __init__(self, tests: Sequence[str]) -> None:
        self.order = {test: number for number, test in enumerate(tests)}
        self.files = sorted(set(map(_file, tests)))

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = sorted((item for item in items if item.nodeid in self.order), key=lambda i: self.order[i.nodeid])


class _Recorder:
    """Notes how long each test takes and which lines it runs."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.coverage = coverage.Coverage(data_file=None, config_file=False, include=[f"*/{PACKAGE}/*"])

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[Any]:
        self.coverage.switch_context(item.nodeid)
        return (yield)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "call":
            self.seconds[report.nodeid] = report.duration

    def tests(self, copy: Path) -> dict[str, Any]:
        data = self.coverage.get_data()
        lines = {}
        for name in sorted(data.measured_files()):
            path = Path(name).relative_to(copy / PACKAGE).as_posix()
            by_line = data.contexts_by_lineno(name)
            lines[path] = {line: sorted(set(tests) - {""}) for line, tests in by_line.items() if set(tests) - {""}}
        return {"seconds": self.seconds, "lines": lines}


def tests_of(folder: str, copy: Path) -> Tests:
    """The tests of a folder, run once without a fault. Exits if one fails."""
    found = WORK / f"tests-{folder}-{_digest()}.json"
    if not found.exists():
        for old in WORK.glob(f"tests-{folder}-*.json"):
            old.unlink()
        print(f"running tests/{folder} without a fault ...", file=sys.stderr, flush=True)
        if _forked(lambda: _record(folder, copy, found), copy, limit=900) != 0:
            sys.exit(f"tests/{folder} fails without a fault (or takes too long): mend that first")
    loaded = json.loads(found.read_text(encoding="utf-8"))
    lines = {file: {int(line): tests for line, tests in by.items()} for file, by in loaded["lines"].items()}
    return Tests(loaded["seconds"], lines)


def _record(folder: str, copy: Path, to: Path) -> int:
    recorder = _Recorder()
    recorder.coverage.start()
    status = int(pytest.main([*_PYTEST, f"tests/{folder}"], plugins=[recorder]))
    recorder.coverage.stop()
    to.write_text(json.dumps(recorder.tests(copy)), encoding="utf-8")
    return status


def _digest() -> str:
    """One hash of all that the tests read."""
    files = (path for part in ("src", "tests", "data") for path in sorted((ROOT / part).rglob("*")))
    return _hash(
        *(_hash(str(path), hashlib.sha256(path.read_bytes()).hexdigest()) for path in files if _is_source(path))
    )


def _is_source(path: Path) -> bool:
    return path.is_file() and path.suffix in {".py", ".yaml", ".json", ".crf", ".txt"} and path != ACCEPTED


# --- try them ---

# No plugin that runs tests elsewhere, or writes into the tree.
_PYTEST = ("-x", "-q", "--assert=plain", "--no-header", "-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:cov")


def try_all(mutants: Sequence[Mutant], jobs: int) -> None:
    """Tries the mutants in so many processes, each with a copy of the tree, and writes down each result at once."""
    copies = [_copy(number) for number in range(max(jobs, 1))]
    _make_ready(copies[0])
    tests = {folder: tests_of(folder, copies[0]) for folder in sorted({one.file.split("/")[0] for one in mutants})}
    gc.freeze()
    with multiprocessing.get_context("fork").Manager() as manager:
        left = manager.Queue()
        for mutant in mutants:
            left.put(mutant)
        workers = [multiprocessing.get_context("fork").Process(target=_work, args=(left, tests, c)) for c in copies]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()


def _make_ready(copy: Path) -> None:
    """Imports what all tests need and no mutant changes, so that each mutant finds it in memory."""
    os.environ["HYPOTHESIS_PROFILE"] = "mutants"
    settings.register_profile(
        "mutants",
        max_examples=15,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    sys.dont_write_bytecode = True
    sys.path[:0] = [str(copy / "src"), str(copy)]
    from syria_iraq_archive.registry import load

    load.load_registry = functools.cache(load.load_registry)
    load.load_registry(copy / "data")
    if mutated := [name for name in sys.modules if name.startswith(tuple(f"syria_iraq_archive.{f}" for f in FOLDERS))]:
        sys.exit(f"{mutated[0]} is imported too early: its mutants would not be seen")


def _copy(number: int) -> Path:
    """A copy of the tree, as it is now."""
    copy = WORK / "copies" / str(number)
    shutil.rmtree(copy, ignore_errors=True)
    copy.mkdir(parents=True)
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__", "archive.db*"))
        else:
            shutil.copy2(ROOT / name, copy / name)
    return copy


def _work(left: Any, tests: Mapping[str, Tests], copy: Path) -> None:
    from syria_iraq_archive.registry.load import load_registry

    load_registry(copy / "data")
    while not left.empty():
        mutant = left.get()
        result = _try(mutant, tests[mutant.file.split("/")[0]], copy)
        with (WORK / "results.jsonl").open("a", encoding="utf-8") as results:
            results.write(json.dumps(result, ensure_ascii=False) + "\n")
        print("." if result.caught else "S", end="", file=sys.stderr, flush=True)


def _try(mutant: Mutant, tests: Tests, copy: Path) -> Result:
    before, after = mutant.sources(copy)
    path = copy / PACKAGE / mutant.file
    path.write_text(after, encoding="utf-8")
    chosen = tests.of(mutant)
    limit = 10 * int(sum(tests.seconds[test] for test in chosen)) + PATIENCE
    try:
        status = _forked(lambda: _run(chosen), copy, limit) if chosen else 0
    finally:
        path.write_text(before, encoding="utf-8")
    return Result(mutant, status != 0, *_changed(before, after), _failed_in(_output(copy)) if status else "")


def _output(copy: Path) -> Path:
    """The file that takes what the tests of a copy print."""
    return WORK / f"output-{copy.name}.txt"


def _failed_in(output: Path) -> str:
    found = re.search(r"^(?:FAILED|ERROR) (.+?)(?: - |$)", output.read_text("utf-8", errors="replace"), re.MULTILINE)
    return found[1] if found else "no test: it can't be imported, or hangs"


def _run(tests: Sequence[str]) -> int:
    chosen = _Chosen(tests)
    return int(pytest.main([*_PYTEST, *chosen.files], plugins=[chosen]))


def _changed(before: str, after: str) -> tuple[str, str]:
    lines = list(difflib.ndiff(before.splitlines(), after.splitlines()))
    was, now = (" ".join(line[2:].strip() for line in lines if line[:2] == mark) for mark in ("- ", "+ "))
    return was, now


def _forked(run: Callable[[], int], copy: Path, limit: int) -> int:
    """The status of `run` in a process of its own, with the copy as its tree; negative if it needs more than `limit`.

    That is in seconds of CPU, so that a busy machine makes no difference; what waits for nothing is ended, too.
    """
    child = os.fork()
    if child == 0:
        status = 3
        try:
            _settle(copy, limit)
            status = run()
        except BaseException:  # noqa: BLE001 (a test may raise anything)
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(status)
    end = time.monotonic() + 20 * limit
    while time.monotonic() < end:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.02)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return -signal.SIGKILL


def _settle(copy: Path, limit: int) -> None:
    """Makes the copy this process's tree, and a file its output."""
    resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 1))
    os.chdir(copy)
    sys.path[:2] = [str(copy / "src"), str(copy)]
    sys.modules["syria_iraq_archive"].__path__ = [str(copy / PACKAGE)]
    sink = os.open(_output(copy), os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(sink, 1)
    os.dup2(sink, 2)


# --- say what came of it ---


def results() -> dict[str, Result]:
    """The results so far, by the key of the mutant; the latest counts."""
    path = WORK / "results.jsonl"
    if not path.exists():
        return {}
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return {one.mutant.key: one for one in (Result(Mutant(*row[0]), *row[1:]) for row in rows)}


def report(found: Iterable[Result]) -> bool:
    """Prints what was caught in each file, and the survivors. Returns whether enough was caught."""
    by_file: dict[str, list[Result]] = defaultdict(list)
    for one in found:
        by_file[one.mutant.file].append(one)
    reasons = _reasons()
    accepted = 0
    for file, of_file in sorted(by_file.items()):
        for one in sorted(of_file, key=lambda result: result.mutant.line):
            if not one.caught:
                reason = reasons.pop((file, one.was, one.now), None)
                accepted += reason is not None
                print(f"\n{file}:{one.mutant.line}" + (f"  accepted: {reason}" if reason else ""))
                print(f"  - {one.was}\n  + {one.now}")
    print(f"\n{'caught':>7} {'of':>5}")
    for name in (*FOLDERS, *sorted(by_file)):
        rows = [
            one for file, of_file in by_file.items() if file == name or file.startswith(f"{name}/") for one in of_file
        ]
        if rows:
            print(f"{sum(one.caught for one in rows):7} {len(rows):5}  {name}")
    all_rows = [one for of_file in by_file.values() for one in of_file]
    caught = sum(one.caught for one in all_rows)
    print(
        f"{caught:7} {len(all_rows):5}  in all, {caught / max(1, len(all_rows)):.1%}; {accepted} survivors are accepted"
    )
    return caught >= AIM * len(all_rows)


def _reasons() -> dict[tuple[str, str, str], str]:
    rows = yaml.safe_load(ACCEPTED.read_text(encoding="utf-8")) or []
    return {(row["file"], row["was"], row["now"]): row["reason"] for row in rows}


def main() -> None:
    """Tries the mutants that have no result yet, and reports on the sample. Exits with 1 if too few are caught."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=400, help="mutants in the sample (400)")
    parser.add_argument("--seed", type=int, default=16, help="another seed is another sample (16)")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes (one for each core)")
    parser.add_argument("--only", default="", help="only the sample's mutants of files whose name holds this")
    parser.add_argument("--again", action="store_true", help="try those that survived again")
    parser.add_argument("--fresh", action="store_true", help="forget all results")
    given = parser.parse_args()
    WORK.mkdir(exist_ok=True)
    if given.fresh:
        (WORK / "results.jsonl").unlink(missing_ok=True)
    chosen = [one for one in sample(FOLDERS, given.seed, given.size) if given.only in one.file]
    known = results()
    left = [one for one in chosen if one.key not in known or (given.again and not known[one.key].caught)]
    print(f"{len(chosen)} mutants, {len(left)} to try", file=sys.stderr, flush=True)
    if left:
        try_all(left, given.jobs)
    known = results()
    sys.exit(0 if report(known[one.key] for one in chosen) else 1)


if __name__ == "__main__":
    main()
