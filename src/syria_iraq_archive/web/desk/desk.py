"""The desk of a served corpus: its door, and the workplace that it writes to."""

from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary

from datasette.app import Datasette
from datasette.utils.asgi import Request

from syria_iraq_archive.curating.queue import QueueItem
from syria_iraq_archive.curating.workplace import Workplace
from syria_iraq_archive.registry.dismissed import DismissedItem
from syria_iraq_archive.registry.models import Withdrawal
from syria_iraq_archive.web.desk.door import Door, Session

Done = DismissedItem | tuple[str, str] | Withdrawal | Path
"""A dismissal; a correction, by the hash of its capture and its mark, or one that was taken out of force; or a file to
which a name was added."""


@dataclass
class Desk:
    """Where a curator works in the browser, under the name `curator`."""

    workplace: Workplace
    curator: str
    door: Door = field(default_factory=Door)
    at_work: Lock = field(default_factory=Lock)
    """Held by whoever parses or writes."""
    done: list[Done] = field(default_factory=list)
    """What was done in this session, from the queue or back to it; the last can be taken back."""
    begun: int = 0  # how much was open when the curator sat down
    names: tuple[Any, list[QueueItem]] | None = None  # by what they were sought, and those that were found
    seen: tuple[Any, Any] | None = None  # a stamp of the corpus and the files, and what was open then

    def session_of(self, request: Request) -> Session | None:
        """The session that a request belongs to; None if it is nobody's."""
        return self.door.session_of(request.headers.get("cookie", ""))


_DESKS: WeakKeyDictionary[Datasette, Desk] = WeakKeyDictionary()


def set_up(datasette: Datasette, desk: Desk) -> None:
    """Give what is served a desk; before its application is made."""
    _DESKS[datasette] = desk


def desk_of(datasette: Datasette) -> Desk | None:
    """The desk of what is served; None if there is none."""
    return _DESKS.get(datasette)


def is_curator(datasette: Datasette, request: Request) -> bool:
    """Whether whoever asks has come in by the desk's door."""
    desk = desk_of(datasette)
    return desk is not None and desk.session_of(request) is not None
