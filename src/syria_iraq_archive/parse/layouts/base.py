"""What a layout declares: how it is recognised, and what the lines above a body are."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from syria_iraq_archive.parse.page import Page
from syria_iraq_archive.parse.vocabulary import Vocabulary
from syria_iraq_archive.spans import Span

Recogniser = Callable[[Page, Vocabulary], Span | None]


@dataclass(frozen=True)
class Layout:
    """How an outlet prints an article in a capture.

    `recognise` gives the span that shows the layout, or None. Of several titles above a body the first is a kicker
    where `kicker` says so (None: where its length does), else the headline. Titles of fewer words than
    `min_title_words` are labels of the site, unless there is no longer one. `source` is the outlet that this layout
    alone shows. Where the layout says `by_model`, a page saved whole is read by the model of such pages instead.
    """

    name: str
    recognise: Recogniser
    kicker: bool | None = False
    min_title_words: int = 4
    source: str | None = None
    by_model: bool = False


class Recognised(NamedTuple):
    """The layout of an article, and the span that shows it."""

    layout: Layout
    evidence: Span
