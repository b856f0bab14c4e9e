"""``archive registry``: what curators do."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from syria_iraq_archive.cli.formats import emit
from syria_iraq_archive.cli.meant import ForgivingGroup
from syria_iraq_archive.cli.options import (
    FAILED,
    FILE,
    Amount,
    db_option,
    examples,
    files_of,
    format_options,
    limit_option,
    load,
    registry_option,
)
from syria_iraq_archive.cli.registry_entries import KINDS, MARKS, entry_options
from syria_iraq_archive.cli.registry_entries import add as add_entry
from syria_iraq_archive.cli.terminal import visible
from syria_iraq_archive.phrases import how_many

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
        'archive registry add actor "Example Brigade" --kind armed-group --dry-run',
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

    files = files_of(registry)
    findings = check_registry(*files.folders, corrections=files.corrections)
    findings += _not_counting(registry, db) if db else ()
    emit(ReportedFlaw._fields, findings, form=form, raw=raw)
    if not quiet:
        click.echo(
            f"{len(CHECKS)} checks, {how_many(len(findings), 'finding')} ({', '.join(map(str, files.folders))})",
            err=True,
        )
    if findings:
        raise click.exceptions.Exit(FAILED)


def _not_counting(registry: Path | None, db: Path) -> Iterator["ReportedFlaw"]:
    """The corrections that are in force but don't count in a corpus."""
    from syria_iraq_archive.corpus.connection import reading
    from syria_iraq_archive.corpus.corrections import standings
    from syria_iraq_archive.registry.check import ReportedFlaw
    from syria_iraq_archive.registry.location import CORRECTIONS

    with reading(db) as connection:
        for each in standings(connection, load(registry).corrections):
            if not each.counts:
                what = f"{each.status}: {each.what}: {each.problem} (id {each.id})"
                yield ReportedFlaw("stale", CORRECTIONS, f"entry {each.number}", what)


@command.group(
    epilog=examples(
        'archive registry add actor "Example Brigade" --kind armed-group --country SY --dry-run',
        'archive registry add outlet "Example News" --language en --masthead "Example News" --dry-run',
    )
)
def add() -> None:
    """Add an actor or an outlet to the project's registry.

    The entry is made of what is typed, checked beside all that the registry holds, and printed.
    """


@add.command(
    epilog=examples(
        'archive registry add actor "Example Brigade" --kind armed-group --also "ar:لواء المثال" --dry-run',
        'archive registry add actor "Rana Example" --kind person --country IQ --part-of iraq --dry-run',
    )
)
@click.argument("name")
@click.option("--kind", type=click.Choice(KINDS), required=True, help="What sort of actor it is.")
@entry_options
@click.option("--wikidata", metavar="ID", help="Its Wikidata id, if you have checked it; give --checked-in, too.")
@click.option("--checked-in", "source", metavar="URL", help="The public document that it was checked against.")
@click.option("--note", metavar="TEXT", help="For those who read the entry.")
def actor(*, name: str, also: tuple[str, ...], id: str | None, dry_run: bool, **given: str | None) -> None:
    """Add the actor NAME to the project's registry.

    For more names of an actor that is there already, write `extend:` into the project's actors.yaml.
    """
    add_entry("actors", name, given, also=also, id=id, dry_run=dry_run)


@add.command(
    epilog=examples(
        'archive registry add outlet "Example News" --language en --country IQ --masthead "Example News" --dry-run',
    )
)
@click.argument("name")
@click.option("--language", required=True, metavar="CODE", help="Its main language, ISO 639: en, ar, …")
@click.option("--url", metavar="URL", help="Its site.")
@entry_options
@click.option("--masthead", multiple=True, metavar="LINE", help="A line that names it and nothing else.  [repeatable]")
@click.option("--byline", multiple=True, metavar="TEXT", help='As in "News Desk - The Cradle".  [repeatable]')
@click.option("--prefix", multiple=True, metavar="TEXT", help='Opens a first paragraph: "Shafaq News/".  [repeatable]')
@click.option("--dateline", multiple=True, metavar="TEXT", help='In brackets in a dateline: "Reuters".  [repeatable]')
@click.option("--credit", multiple=True, metavar="TEXT", help="As a photo agency, in credits.  [repeatable]")
def outlet(*, name: str, also: tuple[str, ...], id: str | None, dry_run: bool, **given: Any) -> None:
    """Add the outlet NAME to the project's registry.

    For a layout of its pages, add to the entry by hand: docs/adding-an-outlet.md.
    """
    marks = {mark: list(given.pop(mark)) for mark in MARKS}
    given["marks"] = {mark: texts for mark, texts in marks.items() if texts} or None
    add_entry("sources", name, given, also=also, id=id, dry_run=dry_run)


@command.command(
    epilog=examples("archive registry copy whole-registry/", "archive registry check --registry whole-registry/")
)
@click.argument("folder", type=click.Path(path_type=Path))
@registry_option
def copy(folder: Path, registry: Path | None) -> None:
    """Copy the packaged registry, with the corrections in force, to a new FOLDER, to change all of it.

    To add to it, or to take something away, needs no copy: a project does that (archive init). Commands take the copy
    by --registry or ARCHIVE_REGISTRY, in place of all others.
    """
    from syria_iraq_archive.registry.writing import copy_registry  # pydantic and YAML

    copy_registry(files_of(registry), folder)
    click.echo(visible(str(folder)))


@command.command("format", epilog=examples("archive registry format", "archive registry format --check"))
@_CHECK
@registry_option
def format_files(check: bool, registry: Path | None) -> None:
    """Write the registry's files in their canonical form.

    Keys in one order, actors and sources by id, lists wrapped at 120 columns; the comment at a file's head stays.
    Prints the files that change.
    """
    from syria_iraq_archive.registry.writing import unformatted  # pydantic and YAML

    _bring_up_to_date([each for folder in _own(registry) for each in unformatted(folder)], check=check)


@command.command(epilog=examples("archive registry schema", "archive registry schema --check"))
@_CHECK
@registry_option
def schema(check: bool, registry: Path | None) -> None:
    """Write the JSON Schemas for editors of the registry.

    They come from the program's own models and lie in the registry's folder, under schema/. Prints the files that
    change.
    """
    from syria_iraq_archive.registry.writing import outdated_schemas  # pydantic and YAML

    _bring_up_to_date([each for folder in _own(registry) for each in outdated_schemas(folder)], check=check)


def _own(registry: Path | None) -> tuple[Path, ...]:
    """The folders of the registry that are the user's to write to: those of the project, if it has any."""
    folders = files_of(registry).folders
    return folders[1:] or folders


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

    from syria_iraq_archive.corpus.connection import reading
    from syria_iraq_archive.corpus.unnamed import SUGGESTION_COLUMNS, suggestions
    from syria_iraq_archive.curating.queue import known_to
    from syria_iraq_archive.registry.lookup import known_names

    curated = load(registry)
    if places:
        from syria_iraq_archive.corpus.unlisted_places import PLACE_SUGGESTIONS, unlisted_places

        with reading(db) as connection:
            found = (row for row in unlisted_places(connection, known_names(curated)) if row[1] >= least)
            emit(PLACE_SUGGESTIONS, islice(found, limit), form=form, raw=raw)
        return
    with reading(db) as connection:
        rows = (row for row in suggestions(connection, known_to(curated)) if row[1] >= least)
        emit(SUGGESTION_COLUMNS, islice(rows, limit), form=form, raw=raw)
