"""Where the corpus of an archive is: a file, or what a folder says of itself."""

import tomllib
from pathlib import Path

from syria_iraq_archive.errors import ArchiveError

PROJECT_FILE = "archive.toml"
DEFAULT = "data/archive.db"  # in a folder that doesn't say otherwise, as for the command


def corpus_at(place: Path) -> Path:
    """The corpus at `place`: the file itself, or that of the project in a folder. It needn't be there yet.

    Raises `ArchiveError` if the folder's ``archive.toml`` can't be read.

    >>> corpus_at(Path("december.db"))
    PosixPath('december.db')
    """
    return place / _named_in(place / PROJECT_FILE) if place.is_dir() else place


def _named_in(file: Path) -> str:
    try:
        said = tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    except (OSError, ValueError) as error:
        raise ArchiveError(f"can't be read: {error}", place=str(file)) from error
    corpus = said.get("corpus", DEFAULT)
    if not isinstance(corpus, str):
        raise ArchiveError(f"corpus is no path: {corpus!r}", place=str(file), hint='write corpus = "data/archive.db"')
    return corpus
