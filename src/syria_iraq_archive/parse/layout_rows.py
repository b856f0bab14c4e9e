"""The rows of the table of layouts: those that outlets declare in the registry, and those of any outlet."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from syria_iraq_archive.fold import fold_key
from syria_iraq_archive.records import Role
from syria_iraq_archive.registry.models import LayoutSign, OutletLayout, Source

MIN_TITLE_WORDS = 4  # of a title that is no label of the site, unless the layout has shorter ones


class AnySign(StrEnum):
    """The signs of layouts that belong to no single outlet."""

    PREFIX = "any-prefix"
    AGENCY_IN_DATELINE = "agency-in-dateline"
    FIRST_LINE = "first-line"


@dataclass(frozen=True, eq=False)
class Layout:
    """How an outlet prints an article in a capture.

    Any of `signs` shows it, asked in order. If several titles stand above a body, `header` gives their roles in order
    (None: their lengths decide); a single one is the headline. A title of fewer words than `min_title_words` is a label
    of the site, unless no title is longer. `source` is the outlet, if the layout alone shows it. `furniture` are folded
    lines that are furniture here. If `by_model` is true, a page that was saved whole is read by the page model instead.
    """

    name: str
    signs: tuple[LayoutSign | AnySign, ...]
    outlet: str = ""  # id of the source whose layout it is
    outlet_name: str = ""
    header: tuple[Role, ...] | None = (Role.HEADLINE, Role.STANDFIRST)
    min_title_words: int = MIN_TITLE_WORDS
    source: str | None = None
    furniture: frozenset[str] = frozenset()
    by_model: bool = False


OF_ANY_OUTLET: tuple[Layout, ...] = (
    Layout(name="prefixed", signs=(AnySign.PREFIX,)),
    Layout(name="wire", signs=(AnySign.AGENCY_IN_DATELINE,), by_model=True),
    Layout(name="generic", signs=(AnySign.FIRST_LINE,), header=None, by_model=True),
)
"""The layouts that belong to no single outlet, tried after the declared ones; the last one fits every article."""

_ORDER = {sign: place for place, sign in enumerate(LayoutSign)}


def layouts_of(sources: Iterable[Source]) -> tuple[Layout, ...]:
    """The layouts that the sources declare, in the order of their signs and of their ids; then `OF_ANY_OUTLET`."""
    declared = [
        (min(_ORDER[sign] for sign in row.shown_by), source.id, number, _declared(source, row))
        for source in sources
        for number, row in enumerate(source.layouts)
    ]
    return (*(layout for *_, layout in sorted(declared, key=lambda one: one[:3])), *OF_ANY_OUTLET)


def _declared(source: Source, row: OutletLayout) -> Layout:
    return Layout(
        name=row.name,
        signs=row.shown_by,
        outlet=source.id,
        outlet_name=source.name,
        header=tuple(map(Role, row.header)),
        min_title_words=1 if row.short_titles else MIN_TITLE_WORDS,
        source=source.id if source.marks.layout == row.name else None,
        furniture=frozenset(map(fold_key, row.furniture)),
    )
