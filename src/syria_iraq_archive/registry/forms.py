"""The curated files: which there are, what each holds, and in which order."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from syria_iraq_archive.registry.models import Actor, Correction, Country, Source


@dataclass(frozen=True, slots=True)
class Form:
    """The form of the files that `pattern`, seen from the registry's folder, finds.

    `order` is the key by which entries are sorted; without, they stay as they are. `one_each_line` says that words
    stand one below the other, as is best for long and odd ones.
    """

    name: str  # of the schema, too
    pattern: str
    content: TypeAdapter[Any]
    title: str
    order: Callable[[Any], Any] | None = None
    one_each_line: bool = False


FORMS: tuple[Form, ...] = (
    Form(
        "actors",
        "actors/*.yaml",
        TypeAdapter(list[Actor]),
        "Persons, groups, states, bodies and alliances that reporting names",
        order=lambda actor: actor["id"],
    ),
    Form(
        "sources",
        "sources.yaml",
        TypeAdapter(list[Source]),
        "Outlets that publish articles; each is an actor, too",
        order=lambda source: source["id"],
    ),
    Form(
        "corrections",
        "corrections.yaml",
        TypeAdapter(list[Correction]),
        "Curators' overrides of what the parser finds",
    ),
    Form(
        "spellings",
        "spellings.yaml",
        TypeAdapter(list[list[str]]),
        "Groups of words that spell one: inside a name each may stand for the others",
        order=lambda group: group[:1],
    ),
    Form(
        "furniture",
        "furniture.yaml",
        TypeAdapter(dict[str, list[str]]),
        "Lines of site furniture, by kind",
        one_each_line=True,
    ),
    Form("places", "places.yaml", TypeAdapter(dict[Country, list[str]]), "Towns, by country"),
)


def curated_files(folder: Path) -> Iterator[tuple[Path, Form]]:
    """The files of a registry, each with its form."""
    for form in FORMS:
        several = "*" in form.pattern
        paths = sorted(folder.glob(form.pattern)) if several else [folder / form.pattern]
        yield from (
            (path, form) for path in paths if os.path.lexists(path)
        )  # a link to nowhere is an error, not nothing


def form_of(pattern: str) -> Form:
    """The form of the files that are found by this pattern."""
    return next(form for form in FORMS if form.pattern == pattern)
