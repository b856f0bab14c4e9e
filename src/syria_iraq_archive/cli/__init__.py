"""The command line: one module for each command, imported when it is called."""

from syria_iraq_archive.cli.group import main

__all__ = ["main"]
