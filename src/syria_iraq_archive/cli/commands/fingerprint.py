"""``archive fingerprint``."""

from pathlib import Path

import click

from syria_iraq_archive.cli.options import db_option, examples
from syria_iraq_archive.corpus.connection import reading
from syria_iraq_archive.corpus.fingerprint import fingerprint


@click.command(epilog=examples("archive fingerprint", "archive fingerprint --db other.db"))
@db_option
def command(db: Path) -> None:
    """Print one hash of the corpus's logical content.

    The same captures, registry and corrections give the same hash, whatever the order or the way they came in.
    """
    with reading(db) as connection:
        click.echo(fingerprint(connection))
