"""Libraries that one format needs and the rest of the program doesn't."""

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
    syria_iraq_archive.errors.MissingExtra: this format needs clay (run: pip install "syria-iraq-archive[tablets]")
    """
    try:
        yield
    except ImportError as error:
        hint = f'run: pip install "syria-iraq-archive[{extra}]"'
        raise MissingExtra(f"this format needs {library}", hint=hint) from error
    logger = logging.getLogger(library)
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())
