"""``archive remove``."""

from contextlib import nullcontext
from datetime import datetime
from pathlib import Path

import click

from syria_iraq_archive.cli.options import curator_option, day_option, db_option, examples, max_size_option, user
from syria_iraq_archive.cli.terminal import visible
from syria_iraq_archive.errors import ProjectError
from syria_iraq_archive.phrases import how_many
from syria_iraq_archive.project import find_project

EPILOG = examples(
    "archive remove 7442 --reason 'The outlet withdrew it.' --dry-run",
    "archive remove seeds/000_ee794dc393578f31.txt --reason 'Saved by mistake.' --dry-run",
)


@click.command(epilog=EPILOG)
@click.argument("targets", nargs=-1, required=True, metavar="PATH|KEY|SHA256...")
@click.option("--reason", required=True, metavar="TEXT", help="Why: for those who ask in a year.")
@curator_option
@day_option
@click.option("--dry-run", is_flag=True, help="Name what would go; write nothing.")
@click.option("-y", "--yes", is_flag=True, help="Go on without asking, if more goes than one article.")
@db_option
@max_size_option
def command(
    *,
    targets: tuple[str, ...],
    reason: str,
    by: str | None,
    day: str | None,
    dry_run: bool,
    yes: bool,
    db: Path,
    max_size: int,
) -> None:
    """Take captures out of the corpus, and keep them out.

    Each is named by a PATH (of a folder, all below it), by the KEY of an article, or by its SHA256; its earlier
    versions go with it. The files stay where they are: an ingest passes over them, because the project's removed.yaml
    has an entry for each. To take one in again, delete its entry there, and ingest. Prints what goes.
    """
    from syria_iraq_archive.cli.agreeing import agree  # `--help` needs none of these
    from syria_iraq_archive.cli.removing import all_leaving
    from syria_iraq_archive.cli.reports import say_that_another_run_is_waited_for
    from syria_iraq_archive.corpus.connection import reading, writing_in_turn
    from syria_iraq_archive.corpus.migrations import migrate
    from syria_iraq_archive.corpus.writer import Writer
    from syria_iraq_archive.engine.ingest import forget_captures
    from syria_iraq_archive.registry.removed import RemovedCapture, append_removed, read_removed

    project = find_project()
    if project is None:
        raise ProjectError("there is no project here to remember what was removed", hint="make one: archive init")
    known = read_removed(project.removed)
    with reading(db) if db.exists() else nullcontext() as connection:
        leaving = all_leaving(connection, db, targets, max_size)
    for each in leaving.values():
        click.echo(visible(f"{each.sha256[:16]}  {each.path or 'not in the corpus yet'}"))
    articles = sum(each.articles for each in leaving.values())
    if dry_run:
        click.echo(
            f"{how_many(len(leaving), 'capture')} with {how_many(articles, 'article')} would go; nothing is written",
            err=True,
        )
        return
    if len(leaving) > 1 or articles > 1:
        agree(f"{how_many(len(leaving), 'capture')} with {how_many(articles, 'article')} to go", yes=yes)
    told = {"reason": reason, "by": by or user(), "on": day or datetime.now().astimezone().date().isoformat()}
    for each in leaving.values():
        if each.sha256 not in known:
            path = {"path": each.path} if each.path else {}
            append_removed(project.removed, RemovedCapture(capture=each.sha256, **path, **told))
    if db.exists():
        with writing_in_turn(db, say_that_another_run_is_waited_for) as writable:
            migrate(writable)
            forget_captures(writable, leaving)
            totals = Writer(writable).totals()
        click.echo(f"corpus: {totals} ({db})", err=True)
    click.echo(visible(f"removed: {how_many(len(leaving), 'capture')}, kept out by {project.removed}"), err=True)
