"""``archive compact``."""

import click

from syria_iraq_archive.cli.options import examples

EPILOG = examples("archive compact corpus/")


@click.command(epilog=EPILOG)
@click.argument("folder", metavar="FOLDER")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing when all is done.")
def command(*, folder: str, quiet: bool) -> None:
    """Make a corpus of Delta tables smaller, and quicker to read.

    FOLDER, or an address, is what archive ingest --corpus wrote. What doesn't count any more is deleted, and small
    files are joined. Files that no table names are removed a week after they were replaced: until then whoever began to
    read goes on reading. archive ingest --corpus joins files, too, but deletes nothing.
    """
    from syria_iraq_archive.cli.cluster import absolute  # `--help` needs none of these
    from syria_iraq_archive.corpus.lake.folder import Lake
    from syria_iraq_archive.corpus.lake.upkeep import keep_up

    lake = Lake(absolute(folder))
    lake.check()
    if not keep_up(lake, deleting=True):
        click.echo("not all is done: somebody else wrote or compacted at the same moment; run it again", err=True)
    elif not quiet:
        click.echo(f"compacted: {folder}", err=True)
