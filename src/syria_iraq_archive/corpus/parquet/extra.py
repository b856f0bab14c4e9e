"""The libraries of the extra ``dask``, imported where they are used."""

from collections.abc import Iterator
from contextlib import contextmanager

from syria_iraq_archive.errors import ArchiveError


@contextmanager
def needing(library: str) -> Iterator[None]:
    """Import `library` in here. Raises `ArchiveError` where it is missing, with the command that cures it.

    >>> with needing("papyrus"):
    ...     import papyrus
    Traceback (most recent call last):
    syria_iraq_archive.errors.ArchiveError: this needs papyrus (run: pip install "syria-iraq-archive[dask]")
    """
    try:
        yield
    except ImportError as error:
        raise ArchiveError(f"this needs {library}", hint='run: pip install "syria-iraq-archive[dask]"') from error
