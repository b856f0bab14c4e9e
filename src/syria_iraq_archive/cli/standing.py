"""What is said on standard error of how a registry's corrections stand in a corpus."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import click

from syria_iraq_archive.cli.visible import visible
from syria_iraq_archive.corpus.corrections import ABSENT, Standing, summary


def report(standings: Iterable[Standing], db: Path, *, quiet: bool) -> None:
    """How many corrections stand how, unless `quiet`; and each that should count and doesn't.

    One whose capture isn't in the corpus is only counted: a registry serves many corpora.
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
        see = f" (archive registry check --db {db} lists them)" if counts[ABSENT] else ""
        click.echo(f"corrections: {summary(counts)}{see}", err=True)
