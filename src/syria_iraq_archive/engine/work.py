"""What an engine maps over captures: bytes in, the rows of a parsed capture or the reason for its rejection out.

Nothing is shared and everything can be pickled, so that it is the same in this process, another, or on another machine.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from syria_iraq_archive.corpus.location import Location
from syria_iraq_archive.corpus.rows import CaptureRows, capture_rows
from syria_iraq_archive.errors import ArchiveError, CaptureRejected, MissingExtra
from syria_iraq_archive.records import ParsedCapture

Run = Callable[[bytes, str], ParsedCapture]  # `Pipeline.run`


@dataclass(frozen=True, slots=True)
class Parsed:
    """The pipeline's result."""

    capture: ParsedCapture


@dataclass(frozen=True, slots=True)
class Rejected:
    """A file that isn't in the corpus, and why. `failed` says that the fault is the program's or its installation's."""

    path: str
    reason: str
    failed: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """Bytes to be parsed, and where they were found."""

    data: bytes
    sha256: str
    location: Location


@dataclass(frozen=True, slots=True)
class Done:
    """The result of a task; or, where there was nothing to do, the bytes' hash alone."""

    result: CaptureRows | Rejected | None
    sha256: str | None  # None: could not be read
    location: Location


Step = Task | Done
Engine = Callable[[Iterable[Step]], Iterator[Done]]  # gives what was done in the order of the steps


def work(run: Run, step: Step) -> Done:
    """Do what a step asks for. Raises nothing: no capture may stop the rest."""
    if isinstance(step, Done):
        return step
    result = parse_bytes(run, step.data, step.location.path)
    return Done(capture_rows(result.capture) if isinstance(result, Parsed) else result, step.sha256, step.location)


def parse_bytes(run: Run, data: bytes, path: str) -> Parsed | Rejected:
    """Run the pipeline on one capture. Raises nothing."""
    try:
        return Parsed(run(data, path))
    except CaptureRejected as error:
        return rejected(path, error)
    except MissingExtra as error:
        return replace(rejected(path, error), failed=True)
    except Exception as error:  # noqa: BLE001 - a bug met in one capture is reported with it
        return failed(path, f"{type(error).__name__}: {error}")


def rejected(path: str, error: ArchiveError) -> Rejected:
    """The rejection an error tells of; its place is the path, so it isn't said twice."""
    return Rejected(path, f"{error.message} ({error.hint})" if error.hint else error.message)


def failed(path: str, what: str) -> Rejected:
    """The rejection of a capture that the program failed on."""
    return Rejected(path, f"the program failed on it, please report: {what}", failed=True)
