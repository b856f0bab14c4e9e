"""Which files of a folder or an archive are looked at as captures: by their names alone, before anything is read.

What isn't looked at is no failure: a folder of captures may hold a README, pictures and tables beside them.
"""

from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from pathlib import PurePosixPath
from typing import NamedTuple

from syria_iraq_archive.errors import CaptureRejected

BETWEEN = "!/"
"""Stands between the path of a container and the name of what is in it."""

COMPRESSED = (".gz", ".bz2", ".xz")
_ARCHIVES = (".zip", ".wacz", ".tar", ".tgz", ".tbz2", ".txz", *(f".tar{suffix}" for suffix in COMPRESSED))
SUFFIXES = frozenset(
    {
        *("", ".txt", ".text"),
        *(".html", ".htm", ".xhtml", ".mhtml", ".mht", ".pdf", ".eml", ".mbox"),
        *(".rtf", ".docx"),
        *(".json", ".jsonl", ".ndjson", ".warc", ".wacz"),
        *(".zip", ".tar", *COMPRESSED, ".tgz", ".tbz2", ".txz"),
    }
)
"""Of the files of a folder or archive, those that are looked at. What they are is told by their bytes."""


class PassedOver(CaptureRejected):
    """A file of a kind that isn't read, beside the captures of a folder or archive. Nothing is wrong with it."""


class LeftOut(PassedOver):
    """A file that --exclude or --include leaves out."""


class Choice(NamedTuple):
    """What somebody wants of folders and archives. Without patterns: every file of a kind that is read.

    A pattern holds for the path below the folder, for the path in an archive, and, if it has no slash, for any name on
    the way. ``*`` and ``?`` stand for what has no slash, ``**`` for any number of folders.
    """

    include: tuple[str, ...] = ()  # if there are any, nothing else is taken
    exclude: tuple[str, ...] = ()

    def check(self, path: str) -> None:
        """Nothing, if the file at `path` is to be looked at. Raises `PassedOver` or `LeftOut`, which say why not.

        A pattern in `include` that says something of a file's own name has it looked at whatever its kind. Archives
        are opened unless they are left out by `exclude`: what is in them is asked about by its own path.

        >>> Choice().check("notes/a.txt")
        >>> Choice().check("notes/a.md")
        Traceback (most recent call last):
        syria_iraq_archive.capture.choice.PassedOver: is of a type not known here (.md)
        >>> Choice(include=("*.md",)).check("notes/a.md")
        """
        if self.excludes(path):
            raise LeftOut("is left out by --exclude")
        including = [glob for glob in self.include if _matches(glob, path)]
        if any(_names_files(glob) and _matches(glob, path, itself=True) for glob in including):
            return
        if unknown := unknown_type(path):
            raise PassedOver(unknown)
        if self.include and not including and not path.lower().endswith(_ARCHIVES):
            raise LeftOut("is not among what --include names")

    def excludes(self, path: str) -> bool:
        """Whether a pattern in `exclude` holds for what is at `path`, or for a folder or archive that it is in.

        >>> Choice(exclude=("drafts",)).excludes("2024/drafts/a.txt")
        True
        """
        return any(_matches(glob, path) for glob in self.exclude)


EVERY_KNOWN_KIND = Choice()
EVERYTHING = Choice(include=("?*",))
"""Every file, of whatever kind: for looking again for what was taken once."""


def unknown_type(name: str) -> str | None:
    """Why a file of a folder or archive isn't looked at, if its name says so.

    >>> unknown_type("photo.JPG"), unknown_type("crawl.warc.gz")
    ('is of a type not known here (.JPG)', None)
    """
    base, dot, ending = name.rpartition(".")
    if base and dot and f".{ending.lower()}" in SUFFIXES and not base.endswith("/"):  # nearly always: told at once
        return None
    suffix = PurePosixPath(name).suffix
    return None if suffix.lower() in SUFFIXES else f"is of a type not known here ({suffix})"


def without_suffix(path: str) -> str:
    """A path without what says that the file is compressed.

    >>> without_suffix("pages.jsonl.gz"), without_suffix("PAGES.JSONL.GZ")
    ('pages.jsonl', 'PAGES.JSONL')
    """
    return next((path[: -len(suffix)] for suffix in COMPRESSED if path.lower().endswith(suffix)), path)


def _names_files(glob: str) -> bool:
    """Whether a pattern says something of a file's own name, as ``notes/*.md`` does, and ``notes/**`` doesn't."""
    return bool(glob.rpartition("/")[2].strip("*"))


def _matches(glob: str, path: str, *, itself: bool = False) -> bool:
    """Whether a pattern holds for a path, or for a folder or archive on its way unless `itself` is asked about."""
    pieces = glob.replace(BETWEEN, "/").removeprefix("./").strip("/").split("/")
    if "/" not in glob.strip("/"):
        pieces = ["**", *pieces]
    return any(_reaches(pieces, parts, itself=itself) for parts in _ways(path))


def _ways(path: str) -> Iterator[list[str]]:
    """The parts of a path: of the whole, and of what is in each archive on its way; also without ".gz"."""
    rest = path
    while True:
        yield rest.replace(BETWEEN, "/").split("/")
        if (plain := without_suffix(rest)) != rest:
            yield plain.replace(BETWEEN, "/").split("/")
        _, archive, rest = rest.partition(BETWEEN)
        if not archive:
            return


def _reaches(pieces: Sequence[str], parts: Sequence[str], *, itself: bool) -> bool:
    """Whether the pieces of a pattern stand for all of the parts; or, of a folder or archive, for the first of them."""
    ends = {0}  # how many parts the pieces before may stand for
    for piece in pieces:
        if piece == "**":
            ends = set(range(min(ends), len(parts) + 1)) if ends else ends
        else:
            ends = {end + 1 for end in ends if end < len(parts) and fnmatchcase(parts[end], piece)}
    return len(parts) in ends or (not itself and any(ends))
