"""``archive export``."""

import sys
from pathlib import Path
from typing import Any

import click

from syria_iraq_archive.cli.filters import article_filters, question, speaks_of_option
from syria_iraq_archive.cli.options import db_option, examples
from syria_iraq_archive.cli.terminal import escape_json, visible, visible_lines
from syria_iraq_archive.corpus.connection import reading
from syria_iraq_archive.corpus.query import Question
from syria_iraq_archive.corpus.question import Days
from syria_iraq_archive.export.chosen import Chosen, Options, Out, choose
from syria_iraq_archive.export.destination import new_file, new_folder
from syria_iraq_archive.export.formats import FORMATS, FileFormat, FolderFormat
from syria_iraq_archive.export.networks import NETWORKS
from syria_iraq_archive.export.tables import exported_tables
from syria_iraq_archive.phrases import how_many

_WIDTH = max(map(len, FORMATS))
EPILOG = "\n\n".join(
    [
        "\b\nFormats:\n" + "\n".join(f"  {each.name:<{_WIDTH}}  {each.description}" for each in FORMATS.values()),
        examples(
            "archive export csl-json references.json --source shafaq-news",
            "archive export ris --from 2024-12-01 --to 2024-12-07 --actor hts > december.ris",
            "archive export parquet tables/",
            "archive export gexf quoted.gexf --network quotes",
            "archive export jsonl | jq .headline",
        ),
    ]
)


class _Terminal:
    """Standard output on a terminal: control characters are printed as escapes of JSON, or as marks."""

    def __init__(self, *, json: bool) -> None:
        self._shown = escape_json if json else visible_lines

    def write(self, text: str, /) -> object:
        """Print it, harmless."""
        return sys.stdout.write(self._shown(text))


@click.command(epilog=EPILOG)
@click.argument("name", type=click.Choice(list(FORMATS)), metavar="FORMAT")
@click.argument("path", type=click.Path(path_type=Path), required=False, metavar="[FILE|FOLDER]")
@click.option("--text", metavar="TEXT", help="Answering to this, as in `archive query TEXT`.")
@article_filters
@speaks_of_option(old=("--mentions",))
@click.option(
    "--network",
    type=click.Choice(list(NETWORKS)),
    help="Who is named with whom, or which outlet quotes whom.  [default: comentions]",
)
@click.option("--raw", is_flag=True, help="CSV: leave cells that a spreadsheet would run as formulas.")
@click.option("--force", is_flag=True, help="Replace what is there.")
@db_option
def command(
    *,
    name: str,
    path: Path | None,
    text: str | None,
    mentioned: Days | None,
    network: str | None,
    raw: bool,
    force: bool,
    db: Path,
    **filters: Any,
) -> None:
    """Hand articles on to other programs.

    Writes the articles that the options choose, by default all, and with them their captures, sources and actors, to
    a FILE or FOLDER, or to standard output if none is given, or `-`. A file is there whole or not at all. The same
    corpus gives the same bytes.
    """
    chosen_format = FORMATS[name]
    for option, given in (("network", network), ("raw", raw)):
        if given and option not in chosen_format.takes:
            takers = ", ".join(each.name for each in FORMATS.values() if option in each.takes)
            raise click.UsageError(f"--{option} goes with {takers}")
    options = Options(raw=raw, network=network or Options().network)
    destination = None if path is None or str(path) == "-" else path
    with reading(db) as connection:
        asked = question(connection, text=text, mentioned=mentioned, **filters)
        # Nothing asked of tables asks for the corpus as it is.
        complete = isinstance(chosen_format, FolderFormat) and asked == Question()
        with choose(connection, asked, complete=complete) as chosen:
            if isinstance(chosen_format, FileFormat):
                _write_file(chosen_format, chosen, options, destination, force)
            else:
                _write_folder(chosen_format, chosen, options, destination, force)
            count = chosen.count
    articles = how_many(count, "article")
    click.echo(f"exported {articles}{f' to {visible(str(destination))}' if destination else ''}", err=True)


def _write_file(form: FileFormat, chosen: Chosen, options: Options, path: Path | None, force: bool) -> None:
    if path is None:
        form.write(chosen, options, _standard_output(form))
        sys.stdout.flush()
        return
    with new_file(path, force=force) as target, target.open("x", encoding="utf-8", newline="") as file:
        form.write(chosen, options, file)


def _write_folder(form: FolderFormat, chosen: Chosen, options: Options, path: Path | None, force: bool) -> None:
    if path is None:
        raise click.UsageError(f"{form.name} is a folder of tables: name one")
    names = [f"{table.name}{form.suffix}" for table in exported_tables()]
    with new_folder(path, names, force=force) as target:
        form.write(chosen, options, target)


def _standard_output(form: FileFormat) -> Out:
    """Standard output, with the bytes that a file would have unless a terminal shows it."""
    if sys.stdout.isatty():
        return _Terminal(json=form.json)
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", errors="strict", newline="")
    return sys.stdout
