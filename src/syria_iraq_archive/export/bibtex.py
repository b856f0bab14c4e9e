"""References for LaTeX, as BibTeX: what `references` says, without a day that nobody printed."""

import re
from collections.abc import Iterable

from syria_iraq_archive.export.chosen import Chosen, Options, Out
from syria_iraq_archive.export.references import ARCHIVE, Reference, references
from syria_iraq_archive.patterns import later

_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"
}  # fmt: skip
_SIGNS = later(f"[{re.escape(''.join(_SPECIAL))}]")
_CONTROLS = later(r"[\x00-\x1f\x7f-\x9f]")


def write_bibtex(chosen: Chosen, options: Options, out: Out) -> None:  # noqa: ARG001 - a writer's signature
    """BibTeX: an entry for each article, an empty line behind it."""
    for reference in references(chosen):
        out.write(_entry(reference))


def bibtex_of(listed: Iterable[Reference]) -> str:
    """References as one BibTeX text."""
    return "".join(map(_entry, listed))


def _entry(reference: Reference) -> str:
    year, _, rest = (reference.published.shared if reference.published else "").partition("-")
    month, _, day = rest.partition("-")
    values = {
        "author": f"{{{escaped(reference.author)}}}" if reference.author else None,  # whole: a desk has no first name
        "title": f"{{{escaped(reference.title)}}}" if reference.title else None,
        "journal": escaped(reference.container) if reference.container else None,
        "year": year,
        "month": month.lstrip("0"),
        "day": day.lstrip("0"),
        "language": reference.language,
        "keywords": escaped(", ".join(reference.keywords)),
        "note": escaped(f"{ARCHIVE}, {reference.key}. {reference.note}"),
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in values.items() if value)
    return f"@article{{archive:{reference.key},\n{lines}}}\n\n"


def escaped(text: str) -> str:
    r"""A text in which LaTeX takes no sign for a command.

    >>> print(escaped("Gas & oil: 50% {of} \\input"))
    Gas \& oil: 50\% \{of\} \textbackslash{}input
    """
    return _SIGNS.sub(lambda sign: _SPECIAL[sign[0]], _CONTROLS.sub(" ", text))
