"""The program's version."""

from importlib import metadata


def program_version() -> str:
    """The version of the installed program; ``0`` where it runs from a source tree that was never installed."""
    try:
        return metadata.version("syria-iraq-archive")
    except metadata.PackageNotFoundError:
        return "0"
