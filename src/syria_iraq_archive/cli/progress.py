"""The progress bar, on a terminal only."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from syria_iraq_archive.engine.ingest import Done, Watch


@contextmanager
def progress_bar(stream: TextIO, *, quiet: bool) -> Iterator["Watch | None"]:
    """A function that passes results on and shows how far they have come; None where nobody watches."""
    if quiet or not stream.isatty():
        yield None
        return
    from rich.console import Console  # only for a terminal
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(file=stream), transient=True) as progress:

        def watch(results: Iterator["Done"], total: int) -> Iterable["Done"]:
            return progress.track(results, total=total, description="captures")

        yield watch
