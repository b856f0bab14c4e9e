"""What commands say of building a corpus: how far they have come, which corrections count, what differs from before.

All of it goes to standard error but the differences: these are what ``archive ingest --check`` was asked for.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from syria_iraq_archive.cli.terminal import visible
from syria_iraq_archive.corpus.corrections import ABSENT, Kept, Standing, summary
from syria_iraq_archive.errors import CorpusError
from syria_iraq_archive.records import Fate

if TYPE_CHECKING:
    from syria_iraq_archive.corpus.fingerprint import Manifest


def say_that_another_run_is_waited_for() -> None:
    """In one line, whether it ingests or replaces the corpus."""
    click.echo("another run is at work on this corpus; waiting for its end", err=True)


@contextmanager
def progress_bar(
    stream: TextIO, count: Callable[[], int], *, quiet: bool
) -> Iterator[Callable[[Iterator[Any]], Iterator[Any]]]:
    """A function that passes results on and shows how far they have come, how fast, and what time is left.

    The bar is shown on a terminal only, and only then is counted what there is to do, as that may take long.
    """
    if quiet or not stream.isatty():
        yield iter
        return
    from rich.console import Console  # slow to import, and needed on a terminal only
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


def report_corrections(standings: Iterable[Standing], db: Path | None, *, quiet: bool) -> None:
    """Warn of each correction of a registry that ought to count and doesn't; unless `quiet`, say how many do and don't.

    One whose capture isn't in the corpus is only counted, as a registry serves many corpora. `db` is the corpus if it
    is one in SQLite: then another command can list these.
    """
    listed = list(standings)
    for standing in listed:
        if not standing.counts and standing.status != ABSENT:
            click.echo(
                f"warning: correction {standing.number} ({standing.what}) is {standing.status}: "
                f"{visible(standing.problem or '')}",
                err=True,
            )
    if listed and not quiet:
        counts = Counter(standing.status for standing in listed)
        see = f" (archive registry check --db {db} lists them)" if db and counts[ABSENT] else ""
        click.echo(f"corrections: {summary(counts)}{see}", err=True)


def report_kept_corrections(kept: Sequence[Kept]) -> None:
    """Warn of each of a corpus's own corrections that is stale, and say how many are and aren't."""
    for each in kept:
        if each.status == Fate.STALE:
            what = f"{each.path}: the correction of the {each.field} by {each.curator}, {each.day}, is stale"
            click.echo(visible(f"warning: {what}: {each.problem}"), err=True)
    if kept:
        click.echo(f"corrections: {summary(Counter(each.status for each in kept))}", err=True)


def what_is_kept(db: Path, manifest: Path | None) -> Iterator[tuple[Path, "Manifest"]]:
    """The manifest in a file and that of a corpus, whichever there are. Raises `CorpusError` if there is neither."""
    from syria_iraq_archive.corpus.connection import reading  # `--help` needs none of these
    from syria_iraq_archive.corpus.fingerprint import manifest_of, read_manifest

    if manifest is None and not db.exists():
        raise CorpusError("there is nothing to compare with", place=str(db), hint="say --db FILE or --manifest FILE")
    if manifest is not None:
        yield manifest, read_manifest(manifest)
    if db.exists():
        with reading(db) as connection:
            yield db, manifest_of(connection)


def report_differences(kept: list[tuple[Path, "Manifest"]], made: "Manifest", *, quiet: bool) -> bool:
    """Print on standard output how a corpus just made differs from those that are kept; return whether it does."""
    from syria_iraq_archive.corpus.fingerprint import differences

    differ = False
    for place, manifest in kept:
        found = list(differences(manifest, made))
        differ = differ or bool(found)
        for difference in found:
            click.echo(f"{place}: {visible(difference)}")
        if not found and not quiet:
            click.echo(f"{place}: as its captures give it (fingerprint {made.fingerprint[:16]})", err=True)
    return differ
