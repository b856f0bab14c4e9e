"""What is said on standard error of how a registry's corrections stand in a corpus."""

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from syria_iraq_archive.cli.visible import visible
from syria_iraq_archive.corpus.corrections import ABSENT, Kept, Standing, summary
from syria_iraq_archive.records import Fate


def report(standings: Iterable[Standing], db: Path | None, *, quiet: bool) -> None:
    """How many corrections stand how, unless `quiet`; and each that should count and doesn't.

    One whose capture isn't in the corpus is only counted: a registry serves many corpora. `db` is a corpus in SQLite,
    which others can be asked about.
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


def report_kept(kept: Sequence[Kept]) -> None:
    """How many of a corpus's own corrections stand how, and each that is stale."""
    for each in kept:
        if each.status == Fate.STALE:
            what = f"{each.path}: the correction of the {each.field} by {each.curator}, {each.day}, is stale"
            click.echo(visible(f"warning: {what}: {each.problem}"), err=True)
    if kept:
        click.echo(f"corrections: {summary(Counter(each.status for each in kept))}", err=True)
