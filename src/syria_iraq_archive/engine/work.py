"""What an engine maps over captures: bytes in; out come the rows of a parsed capture, or why there are none.

Nothing is shared and everything can be pickled, so that it is the same in this process, another, or on another machine.
"""

import pickle
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from syria_iraq_archive.corpus.location import Location
from syria_iraq_archive.errors import ArchiveError, CaptureRejected
from syria_iraq_archive.records import ParsedCapture
from syria_iraq_archive.registry.load import Registry

if TYPE_CHECKING:  # much to import for those who only parse
    from syria_iraq_archive.corpus.rows import CaptureRows
    from syria_iraq_archive.corpus.verify.checks import Examined

Run = Callable[[bytes, str], ParsedCapture]  # `Pipeline.run`
Result = TypeVar("Result")


_FORMATS = "syria_iraq_archive.capture.formats"
_FOR_PAGES = (f"{_FORMATS}.html_metadata", f"{_FORMATS}.tree_model.marking")  # imported with the first HTML page


def build_run(registry: Registry) -> Run:
    """`Pipeline.run` of a new pipeline. The process that hands out work doesn't need what that takes to import."""
    from syria_iraq_archive.patterns import keep_patterns
    from syria_iraq_archive.pipeline import pipeline_run

    run = pipeline_run(registry)
    keep_patterns(*_FOR_PAGES)  # all others that it has are there now
    return run


TIME_LIMIT = 120.0  # seconds for a capture; the slowest that are taken need a tenth of it


class Parsed(NamedTuple):
    """The pipeline's result."""

    capture: ParsedCapture


class PackedRows(NamedTuple):
    """A capture's rows as bytes: a quarter of the memory, while they wait to be written."""

    data: bytes
    characters: int  # of its text

    @classmethod
    def of(cls, rows: "CaptureRows") -> "PackedRows":
        """The rows, packed."""
        return cls(pickle.dumps(rows, protocol=pickle.HIGHEST_PROTOCOL), len(rows.capture.text))

    def rows(self) -> "CaptureRows":
        """The rows as they were. Only what a process of this program has packed is to be unpacked."""
        unpacked: CaptureRows = pickle.loads(self.data)
        return unpacked


class Rejected(NamedTuple):
    """A capture that isn't in the corpus as it is now, and why.

    `failed` says that this isn't its own fault: it is tried again by the next run. `kept`, that the corpus goes on to
    hold what it knew of it before.
    """

    path: str
    reason: str
    failed: bool = False
    kept: bool = False


class Task(NamedTuple):
    """Bytes to be parsed, and where they were found."""

    data: bytes
    sha256: str
    location: Location


class Done(NamedTuple):
    """The result of a task; or, if there was nothing to do, the bytes' hash alone."""

    result: "CaptureRows | PackedRows | Parsed | Examined | Rejected | None"
    sha256: str | None  # None: could not be read
    location: Location


Step = Task | Done
Engine = Callable[[Iterable[Step]], Iterator[Done]]  # gives what was done in the order of the steps


def work(run: Run, step: Step) -> Done:
    """Do what a step asks for. Raises nothing: no capture may stop the rest."""
    from syria_iraq_archive.corpus.rows import capture_rows

    if isinstance(step, Done):
        return step
    path = step.location.path
    result = _guarded(lambda: capture_rows(run(step.data, path)), path)
    return Done(result, step.sha256, step.location)


def work_and_pack(run: Run, step: Step) -> Done:
    """Do what a step asks for, and pack its rows. Raises nothing."""
    from syria_iraq_archive.corpus.rows import CaptureRows

    done = work(run, step)
    rows = done.result
    if not isinstance(rows, CaptureRows):
        return done
    return done._replace(result=_guarded(lambda: PackedRows.of(rows), step.location.path))


def parse(run: Run, step: Step) -> Done:
    """Parse, without making rows. Raises nothing."""
    if isinstance(step, Done):
        return step
    return Done(parse_bytes(run, step.data, step.location.path), step.sha256, step.location)


def parse_bytes(run: Run, data: bytes, path: str) -> Parsed | Rejected:
    """Run the pipeline on one capture. Raises nothing."""
    return _guarded(lambda: Parsed(run(data, path)), path)


def _guarded(do: Callable[[], Result], path: str) -> Result | Rejected:
    """What `do` gives; or, whatever it raises, why it gives nothing. This alone tells a rejection from a failure."""
    try:
        return do()
    except ArchiveError as error:
        return rejected(path, error)
    except MemoryError:
        return Rejected(path, "needs more memory than there is", failed=True)
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # noqa: BLE001 - a bug met in one capture; of compiled libraries, no `Exception`
        return failed(path, f"{type(error).__name__}: {error}")


def rejected(path: str, error: ArchiveError) -> Rejected:
    """What an error says of a capture: rejected for what it is, or failed. Its place is the path, not said twice."""
    reason = f"{error.message} ({error.hint})" if error.hint else error.message
    return Rejected(path, reason, failed=not isinstance(error, CaptureRejected))


def failed(path: str, what: str) -> Rejected:
    """That the program failed on a capture."""
    return Rejected(path, f"the program failed on it, please report: {what}", failed=True)


def died(task: Task) -> Done:
    """What a task comes to if every process that tries it dies."""
    reason = "the process that parsed it died, again and again (is there enough memory?)"
    return Done(Rejected(task.location.path, reason, failed=True), task.sha256, task.location)


def too_slow(task: Task, seconds: float) -> Done:
    """What a task comes to that isn't done in time."""
    reason = f"took longer than {seconds:g} s (allow more with --time-limit)"
    return Done(Rejected(task.location.path, reason, failed=True), task.sha256, task.location)
