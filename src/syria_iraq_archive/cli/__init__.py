"""The command line: one module for each command, imported when it is called."""

import os

# To look for plugins that want to watch our records, Pydantic would read what every installed package declares.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

from syria_iraq_archive.cli.group import main

__all__ = ["main"]
