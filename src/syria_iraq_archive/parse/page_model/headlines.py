"""What speaks for a line's being the headline: where it stands, and how much the body takes up of it."""

from bisect import bisect_right
from collections.abc import Iterator

from syria_iraq_archive.parse.page_model.bearings import Bearings
from syria_iraq_archive.parse.page_model.candidates import Candidate, near
from syria_iraq_archive.parse.page_model.outline import LineSketch, is_furniture
from syria_iraq_archive.parse.pieces import HEADER_SHAPES, Shape
from syria_iraq_archive.spans import Span

MAX_WORDS = 40
_NEVER = frozenset({Shape.FURNITURE, Shape.RELATED, Shape.PUBLISHED, Shape.BYLINE, Shape.SIGN_OFF, Shape.CREDIT})
MAX_BODY_ABOVE = 3  # lines of the body above a headline


def headline_candidates(bearings: Bearings) -> list[Candidate]:
    """The lines that may be the headline, in order."""
    stop = bearings.body[MAX_BODY_ABOVE] if len(bearings.body) > MAX_BODY_ABOVE else len(bearings.page.lines)
    indices = [i for i in range(stop) if _may_be(bearings.page.lines[i])]
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
    page, line = bearings.page, bearings.page.lines[index]
    words = len(line.words)
    length = bisect_right((2, 3, 4, 5, 7, 10, 14, 18, 24), words)
    away = near(index - bearings.start)
    yield f"away{away}"
    yield f"w{length}"
    yield f"w{length}{line.end}"
    yield f"shape{line.line.shape.value}"
    yield f"kind{line.kind}"
    capitals = sum(word[:1].isupper() for word in line.text.split())
    yield f"cap{capitals * 5 // words}{min(length, 6)}"
    shared = len(line.rare & bearings.body_words)
    opening = len(line.rare & bearings.opening_words)
    share = 5 * shared // len(line.rare) if line.rare else 9
    yield f"shared{min(shared, 6)}"
    yield f"opening{min(opening, 4)}"
    yield f"share{share}"
    yield f"share{share}:{min(length, 6)}"
    yield f"rank{bisect_right((0, 1, 2, 4), rank.get(index, 99))}{most > 2}"
    first = page.page.first_print(index)
    copies = len(page.page.copies_near(first))
    yield f"copy{first != index}{min(copies, 2)}"
    if first != index:
        yield f"copyof{near(first - index)}"
    yield f"top{bisect_right((0, 1, 2, 4, 8), index)}"
    yield f"prose{min(3, page.prose_above[max(index, bearings.start)] - page.prose_above[min(index, bearings.start)])}{index > bearings.start}"
    lines = page.lines
    titles = sum(
        len(lines[i].words) >= 4 and lines[i].line.shape is Shape.TITLE for i in range(index + 1, bearings.start)
    )
    yield f"titles{min(titles, 6)}"
    yield f"date{bisect_right((0, 1, 2, 3, 4, 6, 9), bearings.to_date(index))}"
    below = [lines[i] for i in range(index + 1, min(len(lines), index + 5))]
    above = [lines[i] for i in range(max(0, index - 4), index)][::-1]
    yield f"head{next((n for n, one in enumerate(below) if one.line.shape in HEADER_SHAPES), 9)}"
    yield f"overhead{next((n for n, one in enumerate(above) if one.line.shape in HEADER_SHAPES), 9)}"
    yield f"furniture{next((n for n, one in enumerate(below) if is_furniture(one.line)), 9)}"
    yield f"overfurniture{next((n for n, one in enumerate(above) if is_furniture(one.line)), 9)}"
    yield f"below{below[0].kind if below else '$'}"
    yield f"above{above[0].kind if above else '^'}"
    gap = min(2, line.line.line.gap)
    under = min(2, below[0].line.line.gap) if below else 3
    yield f"gap{gap}{under}"
    yield f"gap{gap}{under}{line.kind}"
    yield f"longest{all(len(one.words) < words for one in (*below, *above) if one.kind != 'P')}"
    longer = below and len(below[0].words) > words
    yield f"longer{bool(longer)}{min(length, 6)}"
    for name, one in (("p", above[0] if above else None), ("n", below[0] if below else None)):
        if one is not None:
            taken_up = len(one.rare & bearings.body_words)
            yield f"{name}{bisect_right((2, 3, 6, 14, 24), len(one.words))}{min(3, taken_up)}{min(shared, 3)}"
            yield f"{name}{one.line.shape.value}"
            yield f"{name}{min(2, one.line.line.gap)}{one.kind}{line.kind}"
            if one.rare and line.rare:
                yield f"{name}same{min(3, len(one.rare & line.rare))}"
    if words >= 3:
        inside = page.page.text.count(line.text) - 1
        yield f"inside{min(3, inside)}{copies > 0 or first != index}"
    often = sum(page.vocabulary.get(word, 0) for word in line.rare)
    yield f"often{bisect_right((0, 2, 5, 10, 20, 40), often)}"
    yield f"often{bisect_right((0, 2, 5, 10, 20, 40), often)}{min(length, 6)}"
    upto = bisect_right((0, 1, 2, 4, 6), shared - opening)
    yield f"so{min(opening, 3)}{upto}"
    if index in bearings.is_body:
        yield "body"
        yield f"body{away}"
