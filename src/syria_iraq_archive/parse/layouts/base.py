"""What a layout declares: how it is recognised, and what the lines above a body are."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from syria_iraq_archive.parse.page import Page
from syria_iraq_archive.parse.vocabulary import Vocabulary
from syria_iraq_archive.records import Role
from syria_iraq_archive.spans import Span

Recogniser = Callable[[Page, Vocabulary], Span | None]

_H, _K, _S = Role.HEADLINE, Role.KICKER, Role.STANDFIRST

HEADLINE_FIRST: Mapping[int, tuple[Role, ...]] = {1: (_H,), 2: (_H, _S), 3: (_H, _S, _S)}
KICKER_FIRST: Mapping[int, tuple[Role, ...]] = {1: (_H,), 2: (_K, _H), 3: (_K, _H, _S)}


@dataclass(frozen=True)
class Layout:
    """How an outlet prints an article in a capture.

    `recognise` gives the span that shows the layout, or None. `titles` says what the title lines above a body are,
    by how many there are; shorter ones than `min_title_words` are the site's labels, unless there is no longer one.
    """

    name: str
    recognise: Recogniser
    titles: Mapping[int, tuple[Role, ...]] = field(default_factory=lambda: HEADLINE_FIRST)
    min_title_words: int = 4
    source: str | None = None  # the outlet that this layout alone shows


class Recognised(NamedTuple):
    """The layout of an article, and the span that shows it."""

    layout: Layout
    evidence: Span
