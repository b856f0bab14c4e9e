"""``archive registry``: what curators do."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from syria_iraq_archive.cli.formats import emit
from syria_iraq_archive.cli.meant import ForgivingGroup
from syria_iraq_archive.cli.options import (
    FAILED,
    FILE,
    Amount,
    db_option,
    examples,
    format_options,
    limit_option,
    load,
    registry_option,
)
from syria_iraq_archive.cli.terminal import visible

if TYPE_CHECKING:
    from syria_iraq_archive.registry.check import ReportedFlaw

_CHECK = click.option("--check", is_flag=True, help="Write nothing; exit with 4 if a file would change.")


@click.group(
    cls=ForgivingGroup,
    epilog=examples(
        "archive registry check",
        "archive registry format --check",
        "archive registry suggest --limit 20",
        "archive registry schema",
        "archive registry copy my-registry",
    ),
)
def command() -> None:
    """Check, format and extend the curated registry.

    The registry is a folder of YAML files: sources, actors, corrections, spellings, furniture, places, designations.
    """


@command.command(
    epilog=examples(
        "archive registry check",
        "archive registry check --registry data/ --csv",
        "archive registry check --db data/archive.db",
    )
)
@registry_option
@click.option("--db", type=FILE, metavar="FILE", help="With the corrections that don't count in this corpus.")
@format_options
@click.option("-q", "--quiet", is_flag=True, help="Print what is wrong only.")
def check(registry: Path | None, db: Path | None, form: str | None, raw: bool, quiet: bool) -> None:
    """Find what is wrong with the registry.

    Among others: names that two actors share in any spelling, ids of nobody, offices that two people hold at once,
    dates that are impossible or have no source, names that no text could print. With --db, also the corrections
    that are stale in a corpus, and those of captures that it doesn't hold. Exits with 4 if anything is wrong.
    """
    from syria_iraq_archive.registry.check import CHECKS, ReportedFlaw, check_registry  # pydantic and YAML
    from syria_iraq_archive.registry.location import default_folder

    folder = registry or default_folder()
    findings = [*check_registry(folder), *(_not_counting(folder, db) if db else ())]
    emit(ReportedFlaw._fields, findings, form=form, raw=raw)
    if not quiet:
        click.echo(f"{len(CHECKS)} checks, {len(findings)} findings ({folder})", err=True)
    if findings:
        raise click.exceptions.Exit(FAILED)


def _not_counting(folder: Path, db: Path) -> Iterator["ReportedFlaw"]:
    """The corrections of a registry that don't count in a corpus."""
    from syria_iraq_archive.corpus.connection import reading
    from syria_iraq_archive.corpus.corrections import standings
    from syria_iraq_archive.registry.check import ReportedFlaw
    from syria_iraq_archive.registry.load import CORRECTIONS_FILE

    with reading(db) as connection:
        for each in standings(connection, load(folder).corrections):
            if not each.counts:
                what = f"{each.status}: {each.what}: {each.problem}"
                yield ReportedFlaw("stale", CORRECTIONS_FILE, f"entry {each.number}", what)


@command.command(epilog=examples("archive registry copy registry/", "archive registry check --registry registry/"))
@click.argument("folder", type=click.Path(path_type=Path))
@registry_option
def copy(folder: Path, registry: Path | None) -> None:
    """Copy the registry to a new FOLDER, to make it yours.

    What came with an installed program belongs to it, and is never written to. Commands take the copy by --registry
    or ARCHIVE_REGISTRY.
    """
    from syria_iraq_archive.registry.location import default_folder  # pydantic and YAML
    from syria_iraq_archive.registry.writing import copy_registry

    copy_registry(registry or default_folder(), folder)
    click.echo(visible(str(folder)))


@command.command("format", epilog=examples("archive registry format", "archive registry format --check"))
@_CHECK
@registry_option
def format_files(check: bool, registry: Path | None) -> None:
    """Write the registry's files in their canonical form.

    Keys in one order, actors and sources by id, lists wrapped at 120 columns; the comment at a file's head stays.
    Prints the files that change.
    """
    from syria_iraq_archive.registry.location import default_folder  # pydantic and YAML
    from syria_iraq_archive.registry.writing import unformatted

    _bring_up_to_date(list(unformatted(registry or default_folder())), check=check)


@command.command(epilog=examples("archive registry schema", "archive registry schema --check"))
@_CHECK
@registry_option
def schema(check: bool, registry: Path | None) -> None:
    """Write the JSON Schemas for editors of the registry.

    They come from the program's own models and lie in the registry's folder, under schema/. Prints the files that
    change.
    """
    from syria_iraq_archive.registry.location import default_folder  # pydantic and YAML
    from syria_iraq_archive.registry.writing import outdated_schemas

    _bring_up_to_date(list(outdated_schemas(registry or default_folder())), check=check)


def _bring_up_to_date(changes: Iterable[tuple[Path, str]], *, check: bool) -> None:
    """Write the files, or with `check` only fail if there are any; name them."""
    from syria_iraq_archive.registry.writing import write

    for path, text in changes:
        if not check:
            write(path, text)
        click.echo(visible(str(path)))
    if check and changes:
        raise click.exceptions.Exit(FAILED)


@command.command(
    epilog=examples(
        "archive registry suggest --limit 20",
        "archive registry suggest --least 3 --csv > unknown.csv",
        "archive registry suggest --places",
    )
)
@limit_option()
@click.option(
    "--least", type=Amount(min=1), default=1, show_default=True, metavar="N", help="Printed N times at least."
)
@click.option("--places", is_flag=True, help="Names behind a word for a place that the gazetteer lacks.")
@db_option
@registry_option
@format_options
def suggest(
    *, limit: int | None, least: int, places: bool, db: Path, registry: Path | None, form: str | None, raw: bool
) -> None:
    """List the capitalised names in the corpus that no actor covers.

    First those that are likely a person's or a body's, by their words and those around them; of these, and of the rest,
    the most frequent first. Each with the number of articles that print it and an example. Places and names of the
    registry, weekdays, months and single words that open a sentence are left out.

    With --places, the names that stand behind "the village of", بلدة and the like instead.
    """
    from itertools import islice

    from syria_iraq_archive.annotate.given_names import TITLES
    from syria_iraq_archive.corpus.connection import reading
    from syria_iraq_archive.corpus.unnamed import SUGGESTION_COLUMNS, Known, suggestions
    from syria_iraq_archive.registry.lookup import given_names, known_names

    curated = load(registry)
    if places:
        from syria_iraq_archive.corpus.unlisted_places import PLACE_SUGGESTIONS, unlisted_places

        with reading(db) as connection:
            found = (row for row in unlisted_places(connection, known_names(curated)) if row[1] >= least)
            emit(PLACE_SUGGESTIONS, islice(found, limit), form=form, raw=raw)
        return
    titles = TITLES - {"general"}  # as in "General Command"
    known = Known(known_names(curated), titles, given_names(curated) - titles)
    with reading(db) as connection:
        rows = (row for row in suggestions(connection, known) if row[1] >= least)
        emit(SUGGESTION_COLUMNS, islice(rows, limit), form=form, raw=raw)
