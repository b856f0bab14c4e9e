"""The libraries of the extra ``dask``, imported where they are used."""

from contextlib import AbstractContextManager
from importlib import import_module

from syria_iraq_archive.extras import importing


def need_all() -> None:
    """Raise `MissingExtra` where a library is missing that reads or writes a corpus."""
    for library in ("fsspec", "pyarrow", "duckdb"):
        with needing(library):
            import_module(library)


def needing(library: str) -> AbstractContextManager[None]:
    """Import `library` in here. Raises `MissingExtra` where it is missing, with the command that cures it.

    >>> with needing("papyrus"):
    ...     import papyrus
    Traceback (most recent call last):
    syria_iraq_archive.errors.MissingExtra: this needs papyrus (run: pip install "syria-iraq-archive[dask]")
    """
    return importing(library, "dask")
