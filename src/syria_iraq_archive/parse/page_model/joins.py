"""Where one saved page ends and the next begins: between two stories, in the lines that are neither's prose."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from syria_iraq_archive.parse.page_model.candidates import Candidate, near, weigh
from syria_iraq_archive.parse.sketches import LineSketch
from syria_iraq_archive.spans import Span

MIN_LINES = 3  # without prose, between two stories
WINDOW = 12  # lines of prose above and below that are compared
REACH = 6  # lines beside a join that are looked at

FOOT = frozenset((
    "©", "copyright", "rights", "reserved", "reserved.", "privacy", "terms", "cookie", "cookies", "policy",
    "accessibility", "sitemap", "advertise", "careers", "disclaimer", "contact", "imprint", "subscribe",
    "facebook", "twitter", "instagram", "youtube", "linkedin",
))  # fmt: skip
"""Words that pages end with."""
HEAD = frozenset((
    "skip", "menu", "search", "home", "login", "log", "sign", "subscribe", "navigation", "toggle", "content",
    "main", "close", "open", "news", "account", "cart", "newsletter", "newsletters", "sections",
))  # fmt: skip
"""Words that pages begin with."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lines without prose between two lines of prose: what speaks for a join in it, and where it may lie."""

    features: tuple[str, ...]
    places: list[Candidate]


def stretches(lines: Sequence[LineSketch]) -> Iterator[Stretch]:
    """The stretches without prose between two lines of prose."""
    prose = [index for index, line in enumerate(lines) if line.weight]
    words = [0]
    for line in lines:
        words.append(words[-1] + line.weight)
    first_print: dict[str, int] = {}
    for index, line in enumerate(lines):
        first_print.setdefault(line.text, index)
    foot = [len(FOOT.intersection(line.words)) if len(line.words) < 30 else 0 for line in lines]
    head = [len(HEAD.intersection(line.words)) if len(line.words) < 30 else 0 for line in lines]
    for number in range(len(prose) - 1):
        above, below = prose[number], prose[number + 1]
        if below - above <= MIN_LINES:
            continue
        shared = _cohesion(
            lines, prose[max(0, number - WINDOW + 1) : number + 1], prose[number + 1 : number + 1 + WINDOW]
        )
        wide = _cohesion(
            lines, prose[max(0, number - 3 * WINDOW + 1) : number + 1], prose[number + 1 : number + 1 + 3 * WINDOW]
        )
        between = lines[above + 1 : below]
        notices = sum("©" in one.text or "reserved" in one.text.lower() for one in between)
        skips = sum(one.words[0] == "skip" for one in between)
        again = sum(first_print[one.text] < above for one in between if len(one.words) > 1)
        feet, heads = sum(foot[above + 1 : below]), sum(head[above + 1 : below])
        single = sum(len(one.words) <= 3 for one in between)
        titles = sum(len(one.words) >= 5 for one in between)
        features = (
            f"wide{bisect_right((0, 1, 2, 3, 5, 8, 12, 18), wide)}",
            f"notices{min(2, notices)}",
            f"skips{min(1, skips)}{min(1, notices)}",
            f"againall{bisect_right((0, 1, 3, 8), again)}",
            f"feetall{bisect_right((0, 1, 3, 6, 10, 15), feet)}",
            f"headsall{bisect_right((0, 1, 2, 4, 8), heads)}",
            f"fhall{bisect_right((0, 1, 3, 6, 10, 15), feet)}{bisect_right((0, 1, 2, 4, 8), heads)}",
            f"single{bisect_right((0, 3, 8, 20, 40), single)}{bisect_right((0, 2, 5, 10, 20), titles)}",
            f"wc{bisect_right((0, 1, 2, 3, 5, 8), wide)}{bisect_right((0, 1, 3, 6, 10, 15), feet)}",
            f"wn{bisect_right((0, 1, 2, 3, 5, 8), wide)}{min(1, notices)}",
            f"cohesion{bisect_right((0, 1, 2, 3, 5, 8, 12, 18), shared)}",
            f"long{bisect_right((5, 10, 20, 40, 80), below - above)}",
            f"above{bisect_right((40, 100, 200, 400), words[above + 1])}",
            f"below{bisect_right((40, 100, 200, 400), words[-1] - words[above + 1])}",
            f"near{bisect_right((20, 60, 120, 250), words[above + 1] - words[max(0, above - 15)])}"
            f"{bisect_right((20, 60, 120, 250), words[min(len(lines), below + 15)] - words[below])}",
        )
        places = [
            Candidate(index, Span(0, 0), tuple(_features(lines, index, above, below, foot, head, first_print)))
            for index in range(above + 1, below + 1)
        ]
        yield Stretch(features, places)


def features_at(stretch: Stretch, places: Mapping[str, int]) -> tuple[Candidate, tuple[str, ...]]:
    """The likeliest place of a join in a stretch, and what speaks for there being one."""
    weights = [weigh(place.features, places) for place in stretch.places]
    most = max(weights)
    place = stretch.places[weights.index(most)]
    return place, (*stretch.features, *(f"*{feature}" for feature in place.features), f"best{most // 100}")


def find_joins(
    lines: Sequence[LineSketch], places: Mapping[str, int], weights: Mapping[str, int], least: int, words: int
) -> list[int]:
    """The lines at which a new page begins, in order; of those too near each other the one that weighs most.

    At least `words` of prose lie between two, and half as many above the first and below the last.
    """
    found = []
    for stretch in stretches(lines):
        likeliest, features = features_at(stretch, places)
        weight = weigh(features, weights)
        if weight >= least:
            found.append((-weight, likeliest.line))
    above = [0]
    for line in lines:
        above.append(above[-1] + line.weight)
    joins: list[int] = []
    for _, place in sorted(found):
        from_ends = min(above[place], above[-1] - above[place])
        if 2 * from_ends >= words and all(abs(above[place] - above[other]) >= words for other in joins):
            joins.append(place)
    return sorted(joins)


def _cohesion(lines: Sequence[LineSketch], above: Sequence[int], below: Sequence[int]) -> int:
    """Percent of the longer words on the side with fewer of them that the other side has, too."""
    one: set[str] = set().union(*(lines[index].rare for index in above))
    other: set[str] = set().union(*(lines[index].rare for index in below))
    return 100 * len(one & other) // max(1, min(len(one), len(other)))


def _features(
    lines: Sequence[LineSketch],
    index: int,
    above: int,
    below: int,
    foot: Sequence[int],
    head: Sequence[int],
    first_print: dict[str, int],
) -> Iterator[str]:
    line, before = lines[index], lines[index - 1]
    start, stop = max(above, index - REACH), min(below + 1, index + REACH)
    feet, heads = sum(foot[start:index]), sum(head[index:stop])
    feet_below, heads_above = sum(foot[index:stop]), sum(head[start:index])
    yield f"feet{min(4, feet)}"
    yield f"heads{min(4, heads)}"
    yield f"fh{min(3, feet)}{min(3, heads)}"
    yield f"feetbelow{min(3, feet_below)}"
    yield f"headsabove{min(3, heads_above)}"
    yield f"mine{min(2, foot[index - 1])}{min(2, foot[index])}{min(2, head[index])}"
    yield f"notice{'©' in before.text or 'reserved' in before.text.lower()}{'©' in line.text}"
    yield f"skip{line.words[0] in ('skip', 'menu', 'toggle', 'home')}"
    yield f"kinds{before.kind}{line.kind}"
    yield f"shapes{before.line.shape.value}{line.line.shape.value}"
    yield f"gap{min(2, line.line.line.gap)}"
    yield f"gap{min(3, line.line.line.gap)}{before.kind}{line.kind}"
    yield f"up{near(index - above)}"
    yield f"down{near(below - index)}"
    again = first_print[line.text] < index
    yield f"again{again}{min(3, len(line.words))}"
    beyond = sum(first_print[one.text] < index for one in lines[index:stop])
    yield f"beyond{min(4, beyond)}"
