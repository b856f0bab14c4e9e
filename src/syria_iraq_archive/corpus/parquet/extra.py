"""The libraries of the extra ``dask``, imported where they are used."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module

from syria_iraq_archive.errors import ArchiveError


def need_all() -> None:
    """Raise `ArchiveError` where a library is missing that reads or writes a corpus."""
    for library in ("fsspec", "pyarrow", "duckdb"):
        with needing(library):
            import_module(library)


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
