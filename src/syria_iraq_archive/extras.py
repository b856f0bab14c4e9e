"""Libraries that one part of the program needs and the rest doesn't: extras, imported where they are used."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec

from syria_iraq_archive.errors import MissingExtra


@contextmanager
def importing(library: str, extra: str) -> Iterator[None]:
    """Import `library` in here; what it logs doesn't reach a terminal by itself.

    Raises `MissingExtra` if it isn't installed, or is and can't be imported, with the command that cures it.

    >>> with importing("clay", "tablets"):
    ...     import clay
    Traceback (most recent call last):
    syria_iraq_archive.errors.MissingExtra: this needs clay (run: pip install "syria-iraq-archive[tablets]")
    """
    try:
        yield
    except ImportError as error:
        raise _missing(library, extra, error) from error
    import logging  # only those who import an extra need it

    logger = logging.getLogger(library)
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())


def _missing(library: str, extra: str, error: ImportError) -> MissingExtra:
    """What to say of an import that failed: the library isn't there, or something in it or below it is broken."""
    is_missing = isinstance(error, ModuleNotFoundError) and error.name == library
    if is_missing or not is_installed(library):
        return MissingExtra(f"this needs {library}", hint=f'run: pip install "syria-iraq-archive[{extra}]"')
    again = f'pip install --force-reinstall "syria-iraq-archive[{extra}]"'
    missing = (error.name or "").partition(".")[0]
    if isinstance(error, ModuleNotFoundError) and missing != library and not is_installed(missing):
        # The name of a module is that of its distribution more often than not, and the reason names it besides.
        cure = f"run: pip install {missing}, or {again}"
    else:
        cure = f"run: {again}"
    reason = " ".join(str(error).split()) or type(error).__name__
    return MissingExtra(f"this needs {library}, which is installed, but it can't be imported: {reason}", hint=cure)


def is_installed(module: str) -> bool:
    """Whether Python finds a module by this name, be it broken or not."""
    try:
        return find_spec(module) is not None
    except (ImportError, ValueError, AttributeError):  # it is there, but what it says of itself is not in order
        return True
