"""``removed.yaml``: the captures that curators took out of a project, each with a reason."""

import os
from pathlib import Path

from pydantic import TypeAdapter

from syria_iraq_archive.registry.forms import Form
from syria_iraq_archive.registry.load import read_entries
from syria_iraq_archive.registry.models import LATER, CuratedEntry, Line, PartialDay, Sha256, Told
from syria_iraq_archive.registry.writing import append_entry

_HEAD = """\
# Captures that were taken out: an ingest passes over them, wherever it finds them. `archive remove` adds an entry. To
# take one in again, delete its entry here, and ingest.
"""


class RemovedCapture(CuratedEntry):
    """A capture that isn't to be in the corpus: why, who says so, when, and under what path it was known."""

    capture: Sha256
    path: Line | None = None
    reason: Told
    by: Line
    on: PartialDay


_FORM = Form("removed", "removed.yaml", TypeAdapter(list[RemovedCapture], config=LATER), "Captures that were taken out")


def read_removed(path: Path) -> dict[str, RemovedCapture]:
    """The entries of the file by the hashes of their captures; none if there is no file.

    Raises `RegistryError`, with file and line, if an entry isn't of its form.
    """
    found: dict[str, RemovedCapture] = {}
    if not os.path.lexists(path):
        return found
    for filed in read_entries(path, TypeAdapter(RemovedCapture), optional=True):
        if isinstance(filed, Exception):
            raise filed
        found[filed.entry.capture] = filed.entry
    return found


def append_removed(path: Path, entry: RemovedCapture) -> None:
    """Add an entry at the end of the file. Raises `RegistryError` if it can't be read or written."""
    append_entry(path, entry.model_dump(mode="json", exclude_unset=True), _FORM, _HEAD)
