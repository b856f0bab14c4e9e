"""``archive schema``."""

from dataclasses import asdict

import click

from syria_iraq_archive.cli.formats import json_text
from syria_iraq_archive.cli.options import examples, form_flag
from syria_iraq_archive.corpus.schema import as_markdown, as_text, relations, statements
from syria_iraq_archive.errors import UnknownName

EPILOG = examples(
    "archive schema", "archive schema claims", "archive schema --sql", "archive schema --md > docs/schema.md"
)


@click.command(epilog=EPILOG)
@click.argument("name", required=False)
@form_flag("json", "As JSON.")
@form_flag("md", "As a Markdown document.")
@form_flag("sql", "The statements that make an empty corpus.")
def command(name: str | None, form: str | None) -> None:
    """Describe the corpus's tables, views and columns.

    All of them, or the table or view NAME. Needs no corpus.
    """
    if form == "sql":
        click.echo(";\n\n".join(statements()) + ";")
        return
    chosen = [relation for relation in relations() if name in (None, relation.name)]
    if not chosen:
        raise UnknownName(f"no table or view is called {name!r}", hint="see: archive schema")
    if form == "json":
        click.echo(json_text([asdict(relation) for relation in chosen], indent=2))
    else:
        lines = as_markdown(chosen) if form == "md" else as_text(chosen)
        click.echo("\n".join(lines).rstrip("\n"))
