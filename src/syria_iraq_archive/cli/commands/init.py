"""``archive init``."""

from pathlib import Path

import click

from syria_iraq_archive.cli.options import examples
from syria_iraq_archive.cli.terminal import visible

EPILOG = examples("archive init my-archive", "cd my-archive && archive status")


@click.command(epilog=EPILOG)
@click.argument("folder", type=click.Path(path_type=Path), default=Path())
def command(folder: Path) -> None:
    """Make a project: a folder with captures, a registry and corrections of its own.

    FOLDER is the current one, unless another is named. It gets archive.toml, which says where everything is; captures/,
    for the captures; registry/, whose files add to the registry that came with the program; corrections.yaml and
    .gitignore. What is there already stays as it is: run it again to get back what is missing.

    All commands find archive.toml from the current folder upwards, as git finds a repository.
    """
    from syria_iraq_archive.curating.new_project import make_project  # `--help` needs none of it

    made = make_project(folder)
    for path in made:
        click.echo(visible(str(path)))
    if made:
        click.echo(
            "put captures into captures/, then run: archive ingest; what there is and what to do: archive status",
            err=True,
        )
    else:
        click.echo("nothing to do: everything that a project has is there", err=True)
