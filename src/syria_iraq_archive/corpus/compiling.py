"""All that is derived from a registry before the first capture is read, so that it can be compiled with it."""

from syria_iraq_archive.corpus import rows
from syria_iraq_archive.corpus.recipe import Recipe
from syria_iraq_archive.pipeline import Pipeline
from syria_iraq_archive.registry.load import Registry


def derive_all(registry: Registry, version: str) -> None:
    """Derive everything that parsing and writing need; `version` is the program's."""
    Pipeline(registry)
    Recipe(registry, version)
    for rows_of in rows.REGISTRY_ROWS.values():
        rows_of(registry)
    for name in rows.NAME_TABLES:
        rows.names_digest(registry, name)
