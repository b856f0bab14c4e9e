"""``archive ingest --check``: what is kept of a corpus, beside what its captures give now."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from syria_iraq_archive.cli.visible import visible
from syria_iraq_archive.errors import CorpusError

if TYPE_CHECKING:
    from syria_iraq_archive.corpus.fingerprint import Manifest

FAILED = 4  # the exit status where a proof fails


def what_is_kept(db: Path, manifest: Path | None) -> Iterator[tuple[Path, "Manifest"]]:
    """The manifest in a file and that of a corpus, whichever there are. Raises `CorpusError` where there is neither."""
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
    """Print how what is kept differs from what was made, on standard output; whether it does at all."""
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
