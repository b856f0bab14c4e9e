"""``archive manifest``."""

import sys
from pathlib import Path

import click

from syria_iraq_archive.cli.options import db_option, examples
from syria_iraq_archive.cli.terminal import visible
from syria_iraq_archive.corpus.connection import reading
from syria_iraq_archive.corpus.fingerprint import manifest_of

EPILOG = examples(
    "archive manifest > data/archive.manifest",
    "archive ingest captures/ --check --manifest data/archive.manifest",
)


@click.command(epilog=EPILOG)
@db_option
def command(db: Path) -> None:
    """List the captures with their hashes, under the corpus's fingerprint.

    Keep the list in git, and `archive ingest --check` proves that the captures beside it still give this corpus.
    """
    with reading(db) as connection:
        for line in manifest_of(connection).lines():
            if sys.stdout.isatty():
                click.echo(visible(line))
            else:  # byte for byte, in UTF-8: it is going to be compared
                sys.stdout.buffer.write(f"{line}\n".encode())
