"""References for bibliographies: CSL-JSON 1.0 for Zotero and pandoc, RIS for EndNote, Zotero and Mendeley.

No reference has a day that nobody printed. CSL has ranges, but Zotero takes the first day of a range for the date; RIS
has none. So a date that lies between two days is written as what these days share: year and month, or the year alone.
In CSL it is marked as ``circa``. Both days are in the note, and in CSL as EDTF under ``custom``, made for extensions.
"""

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from syria_iraq_archive.corpus.read import Dossier
from syria_iraq_archive.export.chosen import Chosen, Options, Out
from syria_iraq_archive.export.json_out import Object, known, write_array
from syria_iraq_archive.export.published import Published, published
from syria_iraq_archive.extras import importing

ARCHIVE = "Syria–Iraq news archive"


@dataclass(frozen=True, slots=True)
class Reference:
    """What a reference manager wants to know of an article. Nothing is invented: without a headline, no title."""

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
    return map(reference_to, chosen.dossiers())


@dataclass(frozen=True, slots=True)
class QuotedWords:
    """Words that are quoted from a capture, with where they stand in it: characters, counted from 0."""

    text: str
    start: int
    end: int


def reference_to(dossier: Dossier, quoted: QuotedWords | None = None) -> Reference:
    """The reference to one article, and to words in it."""
    article, capture = dossier.article, dossier.capture
    date = published(article)
    note = f"{date.words if date else 'Date unknown.'} Capture: {capture['path']}, SHA-256 {capture['sha256']}."
    if quoted:
        note += f" Quoted, characters {quoted.start} to {quoted.end}: “{quoted.text}”"
    return Reference(
        key=article["key"],
        title=_line(article["headline"]),
        author=_line(article["byline"]),
        container=article["source_name"],
        published=date,
        language=article["language"],
        abstract=_line(article["standfirst"]),
        keywords=tuple(sorted({mention["name"] for mention in dossier.mentions})),
        note=_line(note) or "",
    )


def in_words(reference: Reference) -> str:
    """The reference as a note writes it; what isn't known isn't said."""
    title = f"“{reference.title}”" if reference.title else None
    parts = (reference.author, title, reference.container, f"{ARCHIVE}, {reference.key}", reference.note)
    return " ".join(part if part.endswith((".", "”")) else f"{part}." for part in parts if part)


def _line(text: str | None) -> str | None:
    """The text on one line: neither format has values of several lines."""
    return " ".join(text.split()) if text else None


def write_csl_json(chosen: Chosen, options: Options, out: Out) -> None:  # noqa: ARG001 - a writer's signature
    """CSL-JSON: an array of items."""
    write_array(map(_item, references(chosen)), out)


def _item(reference: Reference) -> Object:
    return known(
        {
            "id": reference.key,
            "type": "article-newspaper",
            "title": reference.title,
            "author": [{"literal": reference.author}] if reference.author else None,
            "container-title": reference.container,
            "issued": csl_date(reference.published) if reference.published else None,
            "custom": {"edtf": reference.published.edtf, "basis": reference.published.basis}
            if reference.published
            else None,
            "language": reference.language,
            "abstract": reference.abstract,
            "keyword": ", ".join(reference.keywords),
            "archive": ARCHIVE,
            "archive_location": reference.key,
            "note": reference.note,
        }
    )


def csl_date(published: Published) -> Object | None:
    """Year, month and day as far as they are known; None if not even the year is.

    >>> csl_date(Published("[2024-12-02..2024-12-07]", "2024-12-02", "2024-12-07", "inferred"))
    {'date-parts': [[2024, 12]], 'circa': True}
    >>> csl_date(Published("2024-12-02", "2024-12-02", "2024-12-02", "printed"))
    {'date-parts': [[2024, 12, 2]]}
    """
    if not published.shared:
        return None
    date: Object = {"date-parts": [[int(part) for part in published.shared.split("-")]]}
    return date | {"circa": True} if published.uncertain else date


def write_ris(chosen: Chosen, options: Options, out: Out) -> None:  # noqa: ARG001 - a writer's signature
    """RIS, by rispy (the extra ``ris``): an empty line follows each entry."""
    for entry in ris_entries(references(chosen)):
        out.write(entry)


def ris_of(listed: Iterable[Reference]) -> str:
    """References as one RIS text."""
    return "".join(ris_entries(listed))


def ris_entries(listed: Iterable[Reference]) -> Iterator[str]:
    """Each reference as an entry of RIS, an empty line behind it. Raises `MissingExtra` without rispy."""
    with importing("rispy", "ris"):
        import rispy

    class Writer(rispy.RisWriter):  # type: ignore[misc]  # rispy has no types
        """Writes no number before an entry, as rispy does: the format has no such line."""

        def set_header(self, count: int) -> str:  # noqa: ARG002 - rispy's signature
            return ""

    writer = Writer()
    for reference in listed:
        text = io.StringIO()
        writer.format_lines(text, [_entry(reference)])
        yield f"{text.getvalue()}\n"


def _entry(reference: Reference) -> dict[str, Any]:
    """An entry, under the names that rispy gives the tags."""
    shared = reference.published.shared if reference.published else ""
    return known(
        {
            "type_of_reference": "NEWS",
            "id": reference.key,
            "title": reference.title,
            "authors": [reference.author] if reference.author else None,
            "secondary_title": reference.container,
            "year": shared[:4],
            "date": ris_date(shared) if shared else None,
            "language": reference.language,
            "abstract": reference.abstract,
            "keywords": list(reference.keywords),
            "name_of_database": ARCHIVE,
            "accession_number": reference.key,
            "notes": [reference.note],
        }
    )


def ris_date(day: str) -> str:
    """A year, month or day as RIS writes it: three slashes, after year, month and day, even if they are missing.

    >>> ris_date("2024-12-02"), ris_date("2024-12")
    ('2024/12/02/', '2024/12//')
    """
    parts = day.split("-")
    return "/".join(parts + [""] * (4 - len(parts)))
