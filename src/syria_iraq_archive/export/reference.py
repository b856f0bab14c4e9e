"""What a reference manager wants to know of an article."""

from collections.abc import Iterator
from dataclasses import dataclass

from syria_iraq_archive.corpus.read import Dossier
from syria_iraq_archive.export.chosen import Chosen
from syria_iraq_archive.export.published import Published, published

ARCHIVE = "Syria–Iraq news archive"


@dataclass(frozen=True, slots=True)
class Reference:
    """An article to be cited. Nothing is invented: without a headline there is no title."""

    key: str
    title: str | None
    author: str | None  # as printed: who can tell a person from a desk?
    container: str | None  # the outlet
    published: Published | None
    language: str | None
    abstract: str | None
    keywords: tuple[str, ...]  # names of the actors mentioned
    note: str  # how sure the date is, and where the text was taken from


def references(chosen: Chosen) -> Iterator[Reference]:
    """The chosen articles as references."""
    names = {id: actor["name"] for id, actor in chosen.actors().items()}
    return (_reference(dossier, names) for dossier in chosen.dossiers())


def _reference(dossier: Dossier, names: dict[str, str]) -> Reference:
    article, capture = dossier.article, dossier.capture
    date = published(article)
    note = f"{date.words if date else 'Date unknown.'} Capture: {capture['path']}, SHA-256 {capture['sha256']}."
    return Reference(
        key=article["key"],
        title=_line(article["headline"]),
        author=_line(article["byline"]),
        container=article["source_name"],
        published=date,
        language=article["language"],
        abstract=_line(article["standfirst"]),
        keywords=tuple(sorted({names[mention["actor_id"]] for mention in dossier.mentions})),
        note=_line(note) or "",
    )


def _line(text: str | None) -> str | None:
    """Text on one line: neither format has others."""
    return " ".join(text.split()) if text else None
