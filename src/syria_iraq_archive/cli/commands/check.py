"""``archive check``."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from syria_iraq_archive.cli.formats import json_text, print_lines
from syria_iraq_archive.cli.options import FAILED, FILE, PLACE, db_option, examples, load, registry_option
from syria_iraq_archive.cli.terminal import visible
from syria_iraq_archive.corpus.connection import reading
from syria_iraq_archive.errors import ArchiveError
from syria_iraq_archive.phrases import how_many

if TYPE_CHECKING:
    from syria_iraq_archive.checking.findings import Findings, QuotationFinding

EPILOG = examples(
    "archive check draft.md",
    "archive check article.docx --html findings.html",
    "pbpaste | archive check - --json | jq '.quotations[] | select(.status != \"found\")'",
)

_SHOWN = 100  # characters of a quotation


@click.command(epilog=EPILOG)
@click.argument("draft", type=PLACE, metavar="DRAFT")
@db_option
@registry_option
@click.option("--json", "form", flag_value="json", help="JSON.  [default: sentences]")
@click.option("--html", type=FILE, metavar="FILE", help="Write the findings as a page for a browser, too.")
def command(*, draft: Path, db: Path, registry: Path | None, form: str | None, html: Path | None) -> None:
    """Check a draft's quotations, figures and names against the corpus.

    DRAFT is Markdown, plain text, a Word document, a saved page, or `-` for standard input: a report, or the answer of
    a language model. Every quotation is found in the corpus, word for word, or is said to be altered, stitched from two
    places, another's, of another outlet or day, or not there. Ellipses and brackets of editing are allowed, and shown.
    What stands beside an article's key is compared with that article. Exits with 4 if anything isn't borne out.
    """
    from syria_iraq_archive.checking.drafts import read_draft  # the parser: `--help` needs none of these
    from syria_iraq_archive.checking.page import page_of
    from syria_iraq_archive.checking.verdicts import Checker
    from syria_iraq_archive.export.destination import new_file

    read = read_draft(_bytes(draft), str(draft))
    with reading(db) as connection:
        findings = Checker(connection, load(registry, to_parse=True)).check(read)
    if html:
        with new_file(html, force=True) as target:
            target.write_text(page_of(read, findings), encoding="utf-8")
    if form == "json":
        click.echo(json_text(findings.as_json(), indent=2))
    else:
        print_lines(_sentences(findings))
    if not findings.sound:
        raise click.exceptions.Exit(FAILED)


def _bytes(draft: Path) -> bytes:
    if str(draft) == "-":
        return sys.stdin.buffer.read()
    try:
        return draft.read_bytes()
    except OSError as error:
        raise ArchiveError(f"the draft can't be read: {error.strerror}", place=str(draft)) from error


def _sentences(findings: "Findings") -> Iterator[str]:
    """The findings for a reader: those that are right in a line each, the others with their reasons."""
    for one in findings.quotations:
        yield from map(visible, _of_quotation(one))
    for each in findings.unsupported:
        yield visible(f"line {each.line}: {each.kind}: {each.text}: {each.says} ({', '.join(each.cited)})")
    right = sum(not one.problems for one in findings.quotations)
    yield (
        f"{how_many(len(findings.quotations), 'quotation')}, {right} found as the draft has them; "
        f"{len(findings.unsupported)} figures, days, names or keys that no cited article bears out"
    )


def _of_quotation(one: "QuotationFinding") -> Iterator[str]:
    yield f"line {one.line}: {one.status}: “{_short(one.text)}”"
    for problem in one.problems:
        yield f"    {problem.kind}: {problem.says}"
    for edited in one.edited:
        yield f"    edited: {edited}"
    for place in one.places:
        who = ", ".join(filter(None, (place.speaker, place.source, place.published)))
        at = f"{place.key}, characters {place.start_char} to {place.end_char}, capture {place.sha256[:12]}"
        yield f"    at {at}{f' ({who})' if who else ''}"


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN].rsplit(' ', 1)[0]} …"
