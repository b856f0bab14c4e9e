"""What an engine maps over captures: bytes in, a parsed capture or the reason for its rejection out. Nothing shared."""

from collections.abc import Callable
from dataclasses import dataclass, replace

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


def parse_bytes(run: Run, data: bytes, path: str) -> Parsed | Rejected:
    """Run the pipeline on one capture. Raises nothing: no capture may stop the rest."""
    try:
        return Parsed(run(data, path))
    except CaptureRejected as error:
        return rejected(path, error)
    except MissingExtra as error:
        return replace(rejected(path, error), failed=True)
    except Exception as error:  # noqa: BLE001 - a bug met in one capture is reported with it
        return Rejected(path, f"the program failed on it, please report: {type(error).__name__}: {error}", failed=True)


def rejected(path: str, error: ArchiveError) -> Rejected:
    """The rejection an error tells of; its place is the path, so it isn't said twice."""
    return Rejected(path, f"{error.message} ({error.hint})" if error.hint else error.message)
