"""Asking before something is done that changes or removes more than was typed: at a terminal, or by ``--yes``."""

import sqlite3
import sys
from typing import TYPE_CHECKING

import click

from syria_iraq_archive.cli.terminal import visible
from syria_iraq_archive.errors import ArchiveError

if TYPE_CHECKING:
    from syria_iraq_archive.registry.load import Registry


def agree(what: str, *, yes: bool) -> None:
    """Say what is going to be done, and go on if that is agreed to.

    Raises `ArchiveError` if nobody sits at a terminal to be asked, and `click.Abort` if they say no.
    """
    click.echo(visible(what), err=True)
    if yes:
        return
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise ArchiveError("nothing is written", hint="say --yes to go on")
    if not click.confirm("Go on?", err=True):
        raise click.Abort


def agree_to_another_registry(connection: sqlite3.Connection, registry: "Registry", *, yes: bool) -> None:
    """Say what the registry changes in a corpus that another one built, and how many articles that may touch.

    Raises as `agree` does if any article may be touched.
    """
    from syria_iraq_archive.corpus.registry_changes import registry_change  # `--help` needs none of it

    change = registry_change(connection, registry)
    if change is None:
        return
    agree(f"the registry has changed since this corpus was built: {change}", yes=yes or not change.touched)
