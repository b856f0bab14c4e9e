"""Where one saved page ends and the next begins: in the lines without prose between two stories."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from syria_iraq_archive.parse.learned.model import Candidate, PageModel, weigh
from syria_iraq_archive.parse.line_measures import LineMeasures
from syria_iraq_archive.parse.page_model.outline import near
from syria_iraq_archive.spans import Span

MIN_LINES = 3  # without prose between two stories, more than which a join needs
WINDOW = 12  # lines of prose on each side whose words are compared
REACH = 6  # lines on each side of a join that are looked at
MAX_LABEL_WORDS = 29  # of a line in which the words of heads and feet are counted

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


class JoinStretch(NamedTuple):
    """Lines without prose between two lines of prose: what speaks for a join in them, and its possible places."""

    features: tuple[str, ...]
    places: list[Candidate]


class _Counts(NamedTuple):
    """What is counted once for a page, because many features ask for it."""

    lines: Sequence[LineMeasures]
    prose: Sequence[int]  # the lines of prose
    words: Sequence[int]  # for each line, and behind the last one: the words of prose above it
    first_print: Mapping[str, int]  # for each text the first line that prints it
    foot: Sequence[int]  # for each line the words that pages end with
    head: Sequence[int]  # for each line the words that pages begin with


def _counts(lines: Sequence[LineMeasures]) -> _Counts:
    first_print: dict[str, int] = {}
    for index, line in enumerate(lines):
        first_print.setdefault(line.text, index)
    foot, head = (
        [len(words.intersection(line.words)) if len(line.words) <= MAX_LABEL_WORDS else 0 for line in lines]
        for words in (FOOT, HEAD)
    )
    prose = [index for index, line in enumerate(lines) if line.weight]
    return _Counts(lines, prose, [0, *accumulate(line.weight for line in lines)], first_print, foot, head)


def join_stretches(lines: Sequence[LineMeasures]) -> Iterator[JoinStretch]:
    """Every stretch of more than `MIN_LINES` lines without prose between two lines of prose."""
    counts = _counts(lines)
    for number, (above, below) in enumerate(pairwise(counts.prose)):
        if below - above > MIN_LINES:
            places = [
                Candidate(index, Span(0, 0), tuple(_place_features(counts, index, above, below)))
                for index in range(above + 1, below + 1)
            ]
            yield JoinStretch(tuple(_stretch_features(counts, number, above, below)), places)


def _stretch_features(counts: _Counts, number: int, above: int, below: int) -> Iterator[str]:
    """What speaks for a join between the lines of prose `above` and `below`; `above` is the `number`th of them."""
    words, prose = counts.words, counts.prose
    shared, wide = (
        _cohesion(
            counts.lines, prose[max(0, number - window + 1) : number + 1], prose[number + 1 : number + 1 + window]
        )
        for window in (WINDOW, 3 * WINDOW)
    )
    between = counts.lines[above + 1 : below]
    notices = sum("©" in one.text or "reserved" in one.text.lower() for one in between)
    skips = sum(one.words[0] == "skip" for one in between)
    again = sum(counts.first_print[one.text] < above for one in between if len(one.words) > 1)
    feet, heads = sum(counts.foot[above + 1 : below]), sum(counts.head[above + 1 : below])
    single = sum(len(one.words) <= 3 for one in between)
    titles = sum(len(one.words) >= 5 for one in between)
    yield f"wide{bisect_right((0, 1, 2, 3, 5, 8, 12, 18), wide)}"
    yield f"notices{min(2, notices)}"
    yield f"skips{min(1, skips)}{min(1, notices)}"
    yield f"againall{bisect_right((0, 1, 3, 8), again)}"
    yield f"feetall{bisect_right((0, 1, 3, 6, 10, 15), feet)}"
    yield f"headsall{bisect_right((0, 1, 2, 4, 8), heads)}"
    yield f"fhall{bisect_right((0, 1, 3, 6, 10, 15), feet)}{bisect_right((0, 1, 2, 4, 8), heads)}"
    yield f"single{bisect_right((0, 3, 8, 20, 40), single)}{bisect_right((0, 2, 5, 10, 20), titles)}"
    yield f"wc{bisect_right((0, 1, 2, 3, 5, 8), wide)}{bisect_right((0, 1, 3, 6, 10, 15), feet)}"
    yield f"wn{bisect_right((0, 1, 2, 3, 5, 8), wide)}{min(1, notices)}"
    yield f"cohesion{bisect_right((0, 1, 2, 3, 5, 8, 12, 18), shared)}"
    yield f"long{bisect_right((5, 10, 20, 40, 80), below - above)}"
    yield f"above{bisect_right((40, 100, 200, 400), words[above + 1])}"
    yield f"below{bisect_right((40, 100, 200, 400), words[-1] - words[above + 1])}"
    near_above, near_below = words[max(0, above - 15)], words[min(len(counts.lines), below + 15)]
    steps = (20, 60, 120, 250)
    yield f"near{bisect_right(steps, words[above + 1] - near_above)}{bisect_right(steps, near_below - words[below])}"


def likeliest_join(stretch: JoinStretch, places: Mapping[str, int]) -> tuple[Candidate, tuple[str, ...]]:
    """The likeliest place of a join in a stretch, by the weights `places`, and the features that speak for a join."""
    weights = [weigh(place.features, places) for place in stretch.places]
    most = max(weights)
    place = stretch.places[weights.index(most)]
    return place, (*stretch.features, *(f"*{feature}" for feature in place.features), f"best{most // 100}")


def find_joins(lines: Sequence[LineMeasures], model: PageModel) -> list[int]:
    """The lines at which a new page begins, in order. Of two that are too near each other, the one that weighs more.

    At least `model.words_apart` words of prose are between two, and half as many above the first and below the last.
    """
    words, found = model.words_apart, []
    for stretch in join_stretches(lines):
        likeliest, features = likeliest_join(stretch, model.join_places)
        weight = weigh(features, model.joins.weights)
        if weight >= model.joins.least:
            found.append((-weight, likeliest.line))
    above = [0, *accumulate(line.weight for line in lines)]
    joins: list[int] = []
    for _, place in sorted(found):
        from_ends = min(above[place], above[-1] - above[place])
        if 2 * from_ends >= words and all(abs(above[place] - above[other]) >= words for other in joins):
            joins.append(place)
    return sorted(joins)


def _cohesion(lines: Sequence[LineMeasures], above: Sequence[int], below: Sequence[int]) -> int:
    """How many percent of the longer words on one side the other side has, too; the side with fewer words counts."""
    one: set[str] = set().union(*(lines[index].rare for index in above))
    other: set[str] = set().union(*(lines[index].rare for index in below))
    return 100 * len(one & other) // max(1, min(len(one), len(other)))


def _place_features(counts: _Counts, index: int, above: int, below: int) -> Iterator[str]:
    """What speaks for a join right above the line at `index`, between the lines of prose `above` and `below`."""
    lines, foot, head, first_print = counts.lines, counts.foot, counts.head, counts.first_print
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
