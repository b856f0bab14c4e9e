"""Remembering what was made of a line: a site prints its menus and notices on every page."""

from typing import Generic, TypeVar

MAX_LINES = 1 << 14
MAX_LENGTH = 200  # of a line; longer ones are prose, which comes once

Made = TypeVar("Made")


class Memory(Generic[Made]):
    """What was made of the short lines seen lately, by their text; a full memory is emptied.

    >>> memory = Memory[int]()
    >>> memory.keep("Share this", 2)
    >>> memory.get("Share this"), memory.get("Hama falls")
    (2, None)
    """

    def __init__(self) -> None:
        self._made: dict[str, Made] = {}

    def get(self, line: str) -> Made | None:
        """What was made of `line`, if it is remembered."""
        return self._made.get(line)

    def keep(self, line: str, made: Made) -> None:
        """Remember what was `made` of `line`."""
        if len(line) <= MAX_LENGTH:
            if len(self._made) >= MAX_LINES:
                self.forget()
            self._made[line] = made

    def forget(self) -> None:
        """Empty the memory."""
        self._made.clear()
