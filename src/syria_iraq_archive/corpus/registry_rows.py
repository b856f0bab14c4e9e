"""From the registry to the rows of ``sources``, ``actors`` and ``actor_names``; in the order `tables` declares."""

from collections.abc import Iterator

from syria_iraq_archive.corpus.rows import Row
from syria_iraq_archive.registry.load import Registry
from syria_iraq_archive.registry.lookup import names_of


def source_rows(registry: Registry) -> Iterator[Row]:
    """The rows of ``sources``."""
    for source in registry.sources.values():
        yield (source.id, source.name, source.country, source.language, source.url)


def actor_rows(registry: Registry) -> Iterator[Row]:
    """The rows of ``actors``."""
    for actor in registry.actors.values():
        yield (actor.id, actor.name, actor.kind.value, actor.part_of, actor.country, actor.wikidata)


def actor_name_rows(registry: Registry) -> Iterator[Row]:
    """The rows of ``actor_names``, each name once."""
    for actor in registry.actors.values():
        for language, name in dict.fromkeys(names_of(actor)):
            yield (actor.id, name, language)
