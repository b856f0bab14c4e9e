"""What speaks for a line's being the headline: where it stands, and how much the body takes up of it."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from syria_iraq_archive.parse.page_model.bearings import Bearings
from syria_iraq_archive.parse.page_model.candidates import Candidate, near
from syria_iraq_archive.parse.page_model.outline import is_furniture
from syria_iraq_archive.parse.pieces import HEADER_SHAPES, Shape
from syria_iraq_archive.parse.sketches import LineSketch
from syria_iraq_archive.spans import Span

MAX_WORDS = 40
NEIGHBOURS = 4  # lines above and below
MIN_INSIDE = 3  # words of a line that is looked for inside others
MAX_ABOVE, MAX_BELOW = 60, 200  # lines from the first of the body
_NEVER = frozenset(Shape) - {Shape.TITLE, Shape.PROSE, Shape.ITEM, Shape.PLACE, Shape.PUBLISHER}
MAX_BODY_ABOVE = 3  # lines of the body above a headline


def headline_candidates(bearings: Bearings) -> list[Candidate]:
    """The lines that may be the headline, in order."""
    stop = bearings.body[MAX_BODY_ABOVE] if len(bearings.body) > MAX_BODY_ABOVE else len(bearings.page.lines)
    first = max(0, bearings.start - MAX_ABOVE)
    stop = min(stop, bearings.start + MAX_BELOW)
    indices = [i for i in range(first, stop) if _may_be(bearings.page.lines[i])]
    alike = {i: len(bearings.page.lines[i].rare & bearings.body_words) for i in indices}
    most = max(alike.values(), default=0)
    ranked = sorted((i for i in indices if alike[i]), key=lambda i: (-alike[i], i))
    rank = {index: place for place, index in enumerate(ranked)}
    return [
        Candidate(index, Span(0, len(bearings.page.lines[index].text)), tuple(_features(bearings, index, rank, most)))
        for index in indices
    ]


def _may_be(line: LineSketch) -> bool:
    return len(line.words) <= MAX_WORDS and line.line.shape not in _NEVER


def _features(bearings: Bearings, index: int, rank: dict[int, int], most: int) -> Iterator[str]:
    line = bearings.page.lines[index]
    length = bisect_right((2, 3, 4, 5, 7, 10, 14, 18, 24), len(line.words))
    shared = len(line.rare & bearings.body_words)
    yield from _from_form(line, length)
    yield from _from_words(bearings, line, length, shared)
    yield f"rank{bisect_right((0, 1, 2, 4), rank.get(index, 99))}{most > 2}"
    yield from _from_copies(bearings, index)
    yield from _from_place(bearings, index)
    yield from _from_neighbours(bearings, index, length, shared)


def _from_form(line: LineSketch, length: int) -> Iterator[str]:
    yield f"w{length}"
    yield f"w{length}{line.end}"
    yield f"shape{line.line.shape.value}"
    yield f"kind{line.kind}"
    yield f"cap{line.capitals * 5 // len(line.words)}{min(length, 6)}"


def _from_words(bearings: Bearings, line: LineSketch, length: int, shared: int) -> Iterator[str]:
    """From how many of the longer words the body takes up, and its first lines."""
    opening = len(line.rare & bearings.opening_words)
    share = 5 * shared // len(line.rare) if line.rare else 9
    yield f"shared{min(shared, 6)}"
    yield f"opening{min(opening, 4)}"
    yield f"share{share}"
    yield f"share{share}:{min(length, 6)}"
    often = bisect_right((0, 2, 5, 10, 20, 40), sum(bearings.page.vocabulary.get(word, 0) for word in line.rare))
    yield f"often{often}"
    yield f"often{often}{min(length, 6)}"
    yield f"so{min(opening, 3)}{bisect_right((0, 1, 2, 4, 6), shared - opening)}"


def _from_copies(bearings: Bearings, index: int) -> Iterator[str]:
    page, line = bearings.page.page, bearings.page.lines[index]
    first = page.first_print(index)
    copies = len(page.copies_near(first))
    yield f"copy{first != index}{min(copies, 2)}"
    if first != index:
        yield f"copyof{near(first - index)}"
    if len(line.words) >= MIN_INSIDE:
        inside = bearings.page.printed(line.text) - 1
        yield f"inside{min(3, inside)}{copies > 0 or first != index}"


def _from_place(bearings: Bearings, index: int) -> Iterator[str]:
    page = bearings.page
    away = near(index - bearings.start)
    below, above = max(index, bearings.start), min(index, bearings.start)
    yield f"away{away}"
    yield f"top{bisect_right((0, 1, 2, 4, 8), index)}"
    yield f"prose{min(3, page.prose_above[below] - page.prose_above[above])}{index > bearings.start}"
    yield f"titles{min(bearings.titles_above[below] - bearings.titles_above[index], 6)}"
    yield f"date{bisect_right((0, 1, 2, 3, 4, 6, 9), bearings.to_date(index))}"
    if index in bearings.is_body:
        yield "body"
        yield f"body{away}"


def _from_neighbours(bearings: Bearings, index: int, length: int, shared: int) -> Iterator[str]:
    lines = bearings.page.lines
    line = lines[index]
    below = lines[index + 1 : index + 1 + NEIGHBOURS]
    above = lines[max(0, index - NEIGHBOURS) : index][::-1]
    yield f"head{_first(one.line.shape in HEADER_SHAPES for one in below)}"
    yield f"overhead{_first(one.line.shape in HEADER_SHAPES for one in above)}"
    yield f"furniture{_first(is_furniture(one.line) for one in below)}"
    yield f"overfurniture{_first(is_furniture(one.line) for one in above)}"
    yield f"below{below[0].kind if below else '$'}"
    yield f"above{above[0].kind if above else '^'}"
    gaps = f"{min(2, line.line.line.gap)}{min(2, below[0].line.line.gap) if below else 3}"
    yield f"gap{gaps}"
    yield f"gap{gaps}{line.kind}"
    yield f"longest{all(len(one.words) < len(line.words) for one in (*below, *above) if one.kind != 'P')}"
    yield f"longer{bool(below) and len(below[0].words) > len(line.words)}{min(length, 6)}"
    for name, beside in (("p", above[:1]), ("n", below[:1])):
        for one in beside:
            taken_up = len(one.rare & bearings.body_words)
            yield f"{name}{bisect_right((2, 3, 6, 14, 24), len(one.words))}{min(3, taken_up)}{min(shared, 3)}"
            yield f"{name}{one.line.shape.value}"
            yield f"{name}{min(2, one.line.line.gap)}{one.kind}{line.kind}"
            if one.rare and line.rare:
                yield f"{name}same{min(3, len(one.rare & line.rare))}"


def _first(answers: Iterable[bool]) -> int:
    """The place of the first yes; 9 where there is none."""
    return next((place for place, answer in enumerate(answers) if answer), 9)
