"""Libraries that one part of the program needs and the rest doesn't: extras, imported where they are used."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from syria_iraq_archive.errors import MissingExtra


@contextmanager
def importing(library: str, extra: str) -> Iterator[None]:
    """Import `library` in here; what it logs doesn't reach a terminal by itself.

    Raises `MissingExtra` where it is missing, with the command that cures it.

    >>> with importing("clay", "tablets"):
    ...     import clay
    Traceback (most recent call last):
    syria_iraq_archive.errors.MissingExtra: this needs clay (run: pip install "syria-iraq-archive[tablets]")
    """
    try:
        yield
    except ImportError as error:
        raise MissingExtra(f"this needs {library}", hint=f'run: pip install "syria-iraq-archive[{extra}]"') from error
    logger = logging.getLogger(library)
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())
