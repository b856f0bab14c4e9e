"""``dismissed.yaml``: what curators have looked at in the queue and left as it is, each with a reason.

Entries are only added. The last one of a thing counts: one that says `again` puts it back into the queue.
"""

import os
from pathlib import Path
from typing import Annotated

from pydantic import Field, TypeAdapter

from syria_iraq_archive.registry.forms import Form
from syria_iraq_archive.registry.load import read_entries
from syria_iraq_archive.registry.models import LATER, ArticleNumber, CuratedEntry, Line, PartialDay, Sha256, Told
from syria_iraq_archive.registry.writing import append_entry

_HEAD = """\
# What curators looked at in the queue and left as it is. The desk adds an entry (archive serve --edit); the last one of
# a thing counts. What changes is another thing, and is asked about again.
"""
Item = tuple[str, str | None, int | None, str | None]


class DismissedItem(CuratedEntry):
    """Something in the queue that needs no correction, or does so `again`."""

    item: Annotated[str, Field(pattern=r"^[a-z-]+$", description="what sort of thing: undated, warning, …")]
    capture: Sha256 | None = None
    article: ArticleNumber | None = None
    about: Line | None = Field(None, description="what was said of it, by which it is told from others")
    again: bool = False
    reason: Told
    by: Line
    on: PartialDay

    @property
    def subject(self) -> Item:
        """What it is about."""
        return self.item, self.capture, self.article, self.about


_FORM = Form(
    "dismissed", "dismissed.yaml", TypeAdapter(list[DismissedItem], config=LATER), "What curators left as it is"
)


def read_dismissed(path: Path) -> frozenset[Item]:
    """What is dismissed by the file; nothing if there is none.

    Raises `RegistryError`, with file and line, if an entry isn't of its form.
    """
    found: dict[Item, bool] = {}
    if not os.path.lexists(path):
        return frozenset()
    for filed in read_entries(path, TypeAdapter(DismissedItem), optional=True):
        if isinstance(filed, Exception):
            raise filed
        found[filed.entry.subject] = not filed.entry.again
    return frozenset(subject for subject, dismissed in found.items() if dismissed)


def append_dismissed(path: Path, entry: DismissedItem) -> None:
    """Add an entry at the end of the file. Raises `RegistryError` if it can't be read or written."""
    append_entry(path, entry.model_dump(mode="json", exclude_unset=True), _FORM, _HEAD)
