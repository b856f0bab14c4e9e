"""``archive mcp``."""

from pathlib import Path

import click

from syria_iraq_archive.cli.options import db_option, examples, load, registry_option

EPILOG = examples("archive mcp", "archive mcp --db ~/archive.db")


@click.command(epilog=EPILOG)
@db_option
@registry_option
def command(*, db: Path, registry: Path | None) -> None:
    """Let a language model ask the corpus, by the Model Context Protocol.

    Serves tools on standard input and output until the client ends; a desktop client starts it by itself. The model can
    find and read articles, quotes and counts, ask in SQL, and check its own text. It can change nothing, and what
    captures say comes to it marked as quoted data. Needs the extra `mcp`.
    """
    from syria_iraq_archive.assistant.server import server_of  # for this command alone
    from syria_iraq_archive.assistant.tools import Tools
    from syria_iraq_archive.corpus.compiling import program_version
    from syria_iraq_archive.corpus.connection import reading

    with reading(db):
        pass  # a corpus that can't be read is told now, not at the first question
    server_of(Tools(db.absolute(), load(registry, to_parse=True)), program_version()).run("stdio")
