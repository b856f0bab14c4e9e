"""Boxes: lines that a page sets between those of an article, told by how they stand together rather than one by one.

A run of lines that the page prints twice is a box of the site, such as an offer to subscribe; so is a video's title
that stands beside itself with its running time. Only headlines, captions and credits are printed twice of an article.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from syria_iraq_archive.fold import fold_key
from syria_iraq_archive.parse.shapes import Shape, ShapedLine
from syria_iraq_archive.patterns import later

MIN_RUN = 3  # lines that a run has at least
MIN_RUN_WORDS = 12
MAX_RUN_SHARE = 0.4  # of the words of the page, that both prints of a run have at most: no article is all box

RUN = "furniture:printed-twice"
VIDEO = "furniture:video-title"

# Of an article itself: what pages print above a photo and once more below it.
_OF_ARTICLES = frozenset({Shape.CAPTION, Shape.CREDIT, Shape.PUBLISHED, Shape.BYLINE, Shape.PUBLISHER})
_OF_BOXES = frozenset({Shape.FURNITURE, Shape.ITEM, Shape.RELATED})
_RUNNING_TIME = later(r"\s+\(?\d{1,2}:\d{2}(?::\d{2})?\)?$")


def with_boxes(lines: Sequence[ShapedLine], keys: Sequence[str]) -> Sequence[ShapedLine]:
    """The lines, those of boxes as furniture. `keys` are those that lines share with their copies; most have none."""
    boxed = dict.fromkeys(_video_titles(lines), VIDEO)
    boxed |= dict.fromkeys(_printed_twice(lines, keys), RUN)
    if not boxed:
        return lines
    return [
        ShapedLine(line.line, Shape.FURNITURE, boxed[index]) if index in boxed else line
        for index, line in enumerate(lines)
    ]


def _video_titles(lines: Sequence[ShapedLine]) -> Iterator[int]:
    """The lines that hold a title with its running time, and the lines beside them that print the title alone."""
    for index, line in enumerate(lines):
        match = _RUNNING_TIME.search(line.text, max(0, len(line.text) - 14)) if ":" in line.text[-7:] else None
        if match is None:
            continue
        title = fold_key(line.text[: match.start()])
        beside = [i for i in (index - 2, index - 1, index + 1, index + 2) if 0 < i < len(lines)]
        if copies := [i for i in beside if fold_key(lines[i].text) == title]:
            yield index
            yield from copies


def _printed_twice(lines: Sequence[ShapedLine], keys: Sequence[str]) -> Iterable[int]:
    """The lines of both prints of each run."""
    places: dict[str, list[int]] = defaultdict(list)
    for index, key in enumerate(keys):
        if key:
            places[key].append(index)
    if sum(len(found) > 1 for found in places.values()) < MIN_RUN - 1:
        return ()
    boxed: set[int] = set()
    index = 0
    while index < len(lines):
        stop, other = max(((_run_end(keys, index, i), i) for i in places.get(keys[index], ()) if i > index),
                          default=(index, index))  # fmt: skip
        if _is_box(lines, index, stop):
            boxed.update(range(index, stop), range(other, other + stop - index))
        index = max(stop, index + 1)
    words = sum(line.line.words for line in lines)
    return boxed if sum(lines[i].line.words for i in boxed) <= MAX_RUN_SHARE * words else ()


def _run_end(keys: Sequence[str], one: int, other: int) -> int:
    """How far the lines from `one` on are the same as those from `other` on, and don't reach it."""
    start, limit = one, other
    while one < limit and other < len(keys) and keys[one] and keys[one] == keys[other]:
        one, other = one + 1, other + 1
    return max(start, one)


def _is_box(lines: Sequence[ShapedLine], start: int, stop: int) -> bool:
    """Whether a run is long enough, and holds more than what an article prints twice: titles, captions, credits."""
    run = lines[start:stop]
    if len(run) < MIN_RUN or sum(line.line.words for line in run) < MIN_RUN_WORDS:
        return False
    if any(line.shape in _OF_ARTICLES for line in run):
        return False
    # A headline and captions without a credit are printed twice, too.
    return any(line.shape in _OF_BOXES for line in run) or run[0].shape is Shape.PROSE
