"""The errors this program raises on purpose; anything else that escapes is a bug.

Each says in one sentence what is wrong, where (a file, and a span or line in it), and what to do about it.
"""


class ArchiveError(Exception):
    """The base of every error the program raises on purpose.

    >>> str(ArchiveError("no such actor: hst", hint="did you mean hts?"))
    'no such actor: hst (did you mean hts?)'
    >>> str(ArchiveError("not a list", place="data/sources.yaml:3"))
    'data/sources.yaml:3: not a list'
    """

    def __init__(self, message: str, *, place: str | None = None, hint: str | None = None) -> None:
        super().__init__(message, place, hint)
        self.message = message
        self.place = place
        self.hint = hint

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        cure = f" ({self.hint})" if self.hint else ""
        return f"{where}{self.message}{cure}"


class CaptureRejected(ArchiveError):
    """A file that can't become a capture: not text, empty, unreadable, too large. The rest goes on."""


class CaptureFailed(ArchiveError):
    """A capture that couldn't be parsed, though not by its own fault."""


class RegistryError(ArchiveError):
    """The curated knowledge under ``data/`` contradicts itself or doesn't have its declared form."""


class ProjectError(ArchiveError):
    """A project's ``archive.toml`` can't be read or says what it can't, or there is no project."""


class UnknownName(ArchiveError):
    """A name the user typed that no source or actor of the registry bears."""


class BadQuestion(ArchiveError):
    """What is asked contradicts itself, or isn't in the syntax that it says it is in."""


class CorpusError(ArchiveError):
    """The corpus can't be opened, or isn't one, or is of a version this program doesn't know."""


class InvariantBroken(ArchiveError):
    """Something the design promises doesn't hold: a bug in this program, or a corpus somebody has edited."""


class MissingExtra(ArchiveError):
    """A library of an extra isn't installed. What only it can read stays unknown, not wrong."""
