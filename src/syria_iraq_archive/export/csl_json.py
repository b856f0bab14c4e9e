"""References as CSL-JSON 1.0, which Zotero and pandoc read.

CSL has ranges, but Zotero reads the first day of one as the date: of one day out of several it would make a day that
nobody printed. So such a date is what its days have in common, marked ``circa``; the days are in the note, and as EDTF
under ``custom``, where CSL has room for what it doesn't know.
"""

from syria_iraq_archive.export.chosen import Chosen
from syria_iraq_archive.export.declare import Options, Out
from syria_iraq_archive.export.json_out import Object, known, write_array
from syria_iraq_archive.export.published import Published
from syria_iraq_archive.export.reference import ARCHIVE, Reference, references


def write_csl_json(chosen: Chosen, options: Options, out: Out) -> None:  # noqa: ARG001 - a writer's signature
    """An array of items."""
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
            "custom": _custom(reference.published) if reference.published else None,
            "language": reference.language,
            "abstract": reference.abstract,
            "keyword": ", ".join(reference.keywords),
            "archive": ARCHIVE,
            "archive_location": reference.key,
            "note": reference.note,
        }
    )


def csl_date(published: Published) -> Object | None:
    """Year, month and day as far as they are known; None where not even the year is.

    >>> csl_date(Published("[2024-12-02..2024-12-07]", "2024-12-02", "2024-12-07", "inferred"))
    {'date-parts': [[2024, 12]], 'circa': True}
    >>> csl_date(Published("2024-12-02", "2024-12-02", "2024-12-02", "printed"))
    {'date-parts': [[2024, 12, 2]]}
    """
    if not published.shared:
        return None
    date: Object = {"date-parts": [[int(part) for part in published.shared.split("-")]]}
    return date | {"circa": True} if published.uncertain else date


def _custom(published: Published) -> Object:
    return {"edtf": published.edtf, "basis": published.basis}
