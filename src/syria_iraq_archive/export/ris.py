"""References as RIS, by rispy (the extra ``ris``), which EndNote, Zotero and Mendeley read.

RIS has no ranges: of a date that is one its year, and its month where all its days share one; the rest is in the note.
"""

from typing import Any

from syria_iraq_archive.export.chosen import Chosen
from syria_iraq_archive.export.declare import Options, Out
from syria_iraq_archive.export.json_out import known
from syria_iraq_archive.export.reference import ARCHIVE, Reference, references
from syria_iraq_archive.extras import importing


def write_ris(chosen: Chosen, options: Options, out: Out) -> None:  # noqa: ARG001 - a writer's signature
    """One entry after another, with an empty line after each."""
    with importing("rispy", "ris"):
        import rispy

    class Writer(rispy.RisWriter):  # type: ignore[misc]  # rispy has no types
        """Entries without a number before them, which the format knows nothing of."""

        def set_header(self, count: int) -> str:  # noqa: ARG002 - rispy's signature
            return ""

    writer = Writer()
    for reference in references(chosen):
        writer.format_lines(out, [_entry(reference)])
        out.write("\n")


def _entry(reference: Reference) -> dict[str, Any]:
    """An entry, in rispy's names for the tags."""
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
    """A year, month or day as RIS writes it: year, month, day and more, with slashes whatever is missing.

    >>> ris_date("2024-12-02"), ris_date("2024-12")
    ('2024/12/02/', '2024/12//')
    """
    parts = day.split("-")
    return "/".join(parts + [""] * (4 - len(parts)))
