"""``archive verify``."""

from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from syria_iraq_archive.cli.formats import table_lines
from syria_iraq_archive.cli.options import (
    FAILED,
    FOLDER,
    db_option,
    examples,
    jobs_option,
    load,
    registry_option,
    time_limit_option,
)
from syria_iraq_archive.cli.terminal import visible
from syria_iraq_archive.corpus.compiling import program_version
from syria_iraq_archive.corpus.connection import reading
from syria_iraq_archive.corpus.corrections import standings, summary
from syria_iraq_archive.corpus.gold import GoldComparison, compare, read_gold
from syria_iraq_archive.corpus.verify.checks import Verdict, verify

if TYPE_CHECKING:
    from syria_iraq_archive.corpus.recipe import Recipe
    from syria_iraq_archive.corpus.verify.checks import Examined
    from syria_iraq_archive.corpus.verify.derivation import Derivation, Knowledge
    from syria_iraq_archive.corpus.verify.subject import Subject
    from syria_iraq_archive.registry.load import Registry

EPILOG = examples("archive verify", "archive verify --gold tests/gold", "archive verify --db other.db --quiet")


@click.command(epilog=EPILOG)
@click.option("--gold", type=FOLDER, metavar="DIR", help="Compare with the hand annotations in DIR/*.json, too.")
@click.option("-q", "--quiet", is_flag=True, help="Print what is wrong only.")
@click.option("--no-parse", is_flag=True, help="Don't parse the captures again: quicker, and proves less.")
@jobs_option
@time_limit_option
@db_option
@registry_option
def command(
    gold: Path | None,
    quiet: bool,
    no_parse: bool,
    jobs: int | None,
    time_limit: float,
    db: Path,
    registry: Path | None,
) -> None:
    """Prove the corpus against its captures.

    Every capture's text gives back its bytes; blocks tile it; every stored text is a slice of it; the database is
    sound; every correction counts; and parsing the bytes again yields all that is stored. With --gold, compares what
    was parsed, beneath any correction of a field, with annotations. Exits with 4 if anything is wrong.
    """
    entries = load(registry, to_parse=True)
    with reading(db) as connection:
        derivation = None if no_parse else _derivation(entries)
        knowledge = _knowledge(entries)
        examining = partial(_examining, entries, derivation.recipe, jobs, time_limit) if derivation else None
        verdicts = verify(connection, derivation, knowledge, examining)
        sound = not any(verdict.findings for verdict in verdicts)
        # A damaged corpus has said so; what is compared with it beside could fall over the same damage.
        corrections = list(standings(connection, entries.corrections)) if sound and not no_parse else []
        comparison = compare(connection, read_gold(gold)) if gold and _is_readable(verdicts) else None
    _print_verdicts(verdicts, quiet=quiet)
    if not knowledge.compared:
        click.echo("not compared with the registry, as another one, or none, made the captures", err=True)
    if derivation and derivation.passed_over:
        click.echo(f"not parsed again, as another version or registry made them: {derivation.passed_over}", err=True)
    if derivation and derivation.not_extracted:
        missing = "not read again, as libraries of their formats are missing, fail, or are of another version"
        click.echo(f"{missing}: {derivation.not_extracted}", err=True)
    if not quiet and not all(standing.counts for standing in corrections):
        click.echo(f"corrections: {summary(Counter(standing.status for standing in corrections))}", err=True)
    if comparison:
        _print_comparison(comparison, quiet=quiet)
    if any(verdict.findings for verdict in verdicts) or (comparison and comparison.differences):
        raise click.exceptions.Exit(FAILED)


def _derivation(registry: "Registry") -> "Derivation":
    from syria_iraq_archive.corpus.recipe import Recipe  # much to import: not for --help
    from syria_iraq_archive.corpus.verify.derivation import Derivation
    from syria_iraq_archive.engine.examining import parsed_elsewhere

    return Derivation(parsed_elsewhere, Recipe(registry, program_version()))


def _examining(
    registry: "Registry", recipe: "Recipe", jobs: int | None, seconds: float, subjects: Iterator["Subject"]
) -> Iterator["Examined"]:
    from syria_iraq_archive.engine.examining import examined_elsewhere
    from syria_iraq_archive.engine.local import cores
    from syria_iraq_archive.pipeline import pipeline_run

    return examined_elsewhere(partial(pipeline_run, registry), recipe, jobs or cores(), seconds, subjects)


def _knowledge(registry: "Registry") -> "Knowledge":
    from syria_iraq_archive.corpus.recipe import Recipe
    from syria_iraq_archive.corpus.verify.derivation import Knowledge

    return Knowledge(registry, Recipe(registry, program_version()))


def _is_readable(verdicts: list[Verdict]) -> bool:
    """Whether nothing in the file is so damaged that reading it ends in an error."""
    return not any(verdict.findings for verdict in verdicts if verdict.name in ("integrity", "values"))


def _print_verdicts(verdicts: list[Verdict], *, quiet: bool) -> None:
    if not quiet:
        rows = [(v.name, "ok" if not v.findings else f"{len(v.findings)} wrong", v.promise) for v in verdicts]
        click.echo("\n".join(table_lines(("check", "result", "promise"), rows)))
    for verdict in verdicts:
        for finding in verdict.findings:
            click.echo(f"{verdict.name}: {visible(finding.where)}: {visible(finding.what)}")


def _print_comparison(comparison: GoldComparison, *, quiet: bool) -> None:
    if not quiet:
        roles = [(role, *tally) for role, tally in comparison.blocks.items()]
        values = [(field, *score) for field, score in comparison.values.items()]
        click.echo("")
        click.echo("\n".join(table_lines(("role", "expected", "found", "exact"), roles)))
        click.echo("")
        click.echo("\n".join(table_lines(("field", "right", "wrong"), values)))
    for difference in comparison.differences:
        click.echo(f"gold: {visible(difference.where)}: {visible(difference.what)}")
