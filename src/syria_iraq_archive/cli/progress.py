"""What a run says while it is at work: a progress bar, on a terminal only, and that it waits for another."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

import click

if TYPE_CHECKING:
    from syria_iraq_archive.engine.ingest import Watch


@contextmanager
def progress_bar(stream: TextIO, count: Callable[[], int], *, quiet: bool) -> Iterator["Watch"]:
    """A function that passes results on and shows how far they have come, how fast, and what time is left.

    What there is to do is counted only where somebody watches.
    """
    if quiet or not stream.isatty():
        yield iter
        return
    from rich.console import Console  # only for a terminal
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn
    from rich.progress import TimeRemainingColumn as TimeLeft
    from rich.text import Text

    class Rate(ProgressColumn):
        """How many in a second."""

        def render(self, task: Task) -> Text:
            return Text(f"{task.speed:,.0f}/s" if task.speed else "")

    columns = (TextColumn("captures"), BarColumn(), MofNCompleteColumn(), Rate(), TimeLeft(compact=True))
    with Progress(*columns, console=Console(file=stream), transient=True) as progress:
        yield lambda results: iter(progress.track(results, total=count()))


def say_that_another_run_is_waited_for() -> None:
    """In one line, whether it ingests or replaces the corpus."""
    click.echo("another run is at work on this corpus; waiting for its end", err=True)
