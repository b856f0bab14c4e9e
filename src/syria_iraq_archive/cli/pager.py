"""Long output on a terminal goes through the reader's pager."""

import shutil
import sys
from collections.abc import Iterable

import click


def show(lines: Iterable[str], *, pager: bool) -> None:
    """Print lines; where somebody sits at a terminal that they don't fit, by the pager, unless told not to."""
    text = "\n".join(lines).rstrip("\n") + "\n"
    at_terminal = sys.stdin.isatty() and sys.stdout.isatty()
    if pager and at_terminal and text.count("\n") >= shutil.get_terminal_size().lines:
        click.echo_via_pager(text)
    else:
        click.echo(text, nl=False)
