"""The quotations of a text, paragraph by paragraph, each with the rule that found its speaker."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from syria_iraq_archive.annotate.quotes.frames import Frame, read_frame
from syria_iraq_archive.annotate.quotes.marks import MARK, Stretch, find_stretches, opens_with_mark
from syria_iraq_archive.annotate.quotes.places import Above, Attribution, Place
from syria_iraq_archive.annotate.quotes.rules import SPEAKER_RULES
from syria_iraq_archive.spans import Span

NO_RULE = "no-speaker"


class Found(NamedTuple):
    """A quotation in its paragraph, with who says it: what a `Quote` is made of."""

    stretch: Stretch
    frame: Frame
    token: int
    attribution: Attribution | None
    rule: str

    @property
    def span(self) -> Span:
        """Where it stands, marks included."""
        return self.stretch.span


def find_speech(text: str, regions: Sequence[Span]) -> Iterator[Found]:
    """What stands in quotation marks in the paragraphs `regions`, which are in the order of the text.

    In order, too, nested ones behind those they are in.
    """
    above = Above()
    above_region: Span | None = None
    marks = [match.start() for match in MARK.finditer(text, regions[0].start, regions[-1].end)] if regions else []
    for number, region in enumerate(regions):
        is_marked = bisect_left(marks, region.start) < bisect_left(marks, region.end)
        carries_on = is_marked and number + 1 < len(regions) and opens_with_mark(text, regions[number + 1])
        stretches = find_stretches(text, region, carries_on=carries_on) if is_marked else ()
        if not stretches:
            above, above_region = Above(), region
            continue
        if above.frame is None and above_region is not None and text[above_region.end - 1] == ":":
            above = Above(read_frame(text, above_region, ()))
        frame = read_frame(text, region, stretches)
        found = list(attribute(frame, above))
        for one in found:
            yield one
            yield from _nested(text, one.stretch)
        above, above_region = Above(frame, found[-1].attribution), region


def _nested(text: str, stretch: Stretch) -> Iterator[Found]:
    if stretch.nested:
        for one in attribute(read_frame(text, stretch.inner, stretch.nested), Above()):
            yield one
            yield from _nested(text, one.stretch)


def attribute(frame: Frame, above: Above) -> Iterator[Found]:
    """The quotations of one paragraph with their speakers, by the first rule that finds one."""
    previous: Attribution | None = None
    for token, stretch in frame.quotes:
        start, end = frame.sentence(token)
        place = Place(frame, token, start, end, previous, above)
        rule, attribution = _first(place)
        previous = attribution or previous
        yield Found(stretch, frame, token, attribution, rule)


def _first(place: Place) -> tuple[str, Attribution | None]:
    for name, rule in SPEAKER_RULES:
        if attribution := rule(place):
            return name, attribution
    return NO_RULE, None
