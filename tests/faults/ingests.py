"""Real ingests in processes of their own, which tests stop, starve and disturb; and what must hold afterwards."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from syria_iraq_archive.corpus.compiling import program_version
from syria_iraq_archive.corpus.connection import reading
from syria_iraq_archive.corpus.fingerprint import fingerprint
from syria_iraq_archive.corpus.recipe import Recipe
from syria_iraq_archive.corpus.verify.checks import verify
from syria_iraq_archive.corpus.verify.derivation import Derivation
from syria_iraq_archive.engine.summary import Summary
from syria_iraq_archive.errors import CorpusError
from syria_iraq_archive.pipeline import Pipeline
from syria_iraq_archive.registry.load import Registry
from tests.factories import ingest

ROOT = Path(__file__).parents[2]

# Processes are started for however little, so that small captures are enough to have some.
_EAGER = "from syria_iraq_archive.engine import local; local.MUCH = 1; from syria_iraq_archive.cli import main; main()"


def lay_captures(folder: Path, count: int) -> Path:
    """A folder of `count` captures, each of its own, small, with a part of every kind."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        (folder / f"{number:04}.txt").write_text(
            f"Council number {number} meets in Hama\n\n"
            f"A soldier looks at road {number} near Hama, Tuesday, Dec. 3, 2024. (AP)\n\n"
            f"“We will wait {number} days,” Abu Omar told Shafaq News on Monday, and Iraq agreed.\n",
            encoding="utf-8",
        )
    return folder


def start(*arguments: str | Path, **options: object) -> "subprocess.Popen[str]":
    """Start ``archive`` in a session of its own, with worker processes if it may have several."""
    command = [sys.executable, "-c", _EAGER, *map(str, arguments)]
    path = os.pathsep.join([str(ROOT / "src"), os.environ.get("PYTHONPATH", "")])
    return subprocess.Popen(  # type: ignore[call-overload, no-any-return]
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env={**os.environ, "PYTHONPATH": path},
        **options,
    )


def say(process: "subprocess.Popen[str]") -> str:
    """What a process says until its end, on standard error."""
    return process.communicate(timeout=300)[1]


def captures_in(corpus: Path) -> int:
    """How many captures are in; none if there is no corpus yet."""
    try:
        with reading(corpus) as connection:
            return int(connection.execute("SELECT count(*) FROM captures").fetchone()[0])
    except CorpusError:
        return 0


def wait_until(condition: Callable[[], object], seconds: float = 120) -> None:
    """Look again and again. Raises `AssertionError` if the condition doesn't come true."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def members(leader: int) -> list[int]:
    """The living processes of the session of `leader`."""
    return sorted(_parents(leader))


def _parents(leader: int) -> dict[int, int]:
    """The living processes of the session of `leader`, each with its parent."""
    found = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            content = status.read_text(encoding="utf-8", errors="replace")
        except OSError:
            continue  # it has just ended
        state, parent, _, session = content.rpartition(")")[2].split()[:4]
        if int(session) == leader and state != "Z":
            found[int(status.parent.name)] = int(parent)
    return found


def workers(leader: int) -> list[int]:
    """Those of them that parse: forked by the nursery, or spawned."""
    parents = _parents(leader)
    nurseries = nurseries_of(leader)
    return sorted(one for one, parent in parents.items() if parent in nurseries or b"spawn_main" in _command(one))


def nurseries_of(leader: int) -> list[int]:
    """The process of it from which workers are forked; none if there is none."""
    return sorted(
        one for one, parent in _parents(leader).items() if parent == leader and _command(one) == _command(leader)
    )


def _command(process: int) -> bytes:
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return b""


def kill(process: int) -> None:
    """As power failures and the memory's guardian do. One that has ended by itself needs none of it."""
    with suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)


def faults_of(corpus: Path, registry: Registry, pipeline: Pipeline) -> list[str]:
    """What ``archive verify`` finds in a corpus that was begun; nothing in none, or in one without tables yet."""
    if captures_in(corpus) == 0:
        return []
    with reading(corpus) as connection:
        verdicts = verify(connection, Derivation(pipeline.run, Recipe(registry, program_version())))
    return [f"{verdict.name}: {finding}" for verdict in verdicts for finding in verdict.findings]


def complete(corpus: Path, captures: Path, registry: Registry, pipeline: Pipeline) -> Summary:
    """Ingest as the command does, in this process."""
    return ingest(corpus, captures, run=pipeline.run, knowledge=registry, version=program_version())


def fingerprint_of(corpus: Path) -> str:
    """One hash of what the corpus says."""
    with reading(corpus) as connection:
        return fingerprint(connection)
