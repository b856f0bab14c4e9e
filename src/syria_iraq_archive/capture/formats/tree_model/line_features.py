"""What is measured of each line of an HTML page, for the model that tells the lines of the story from the others.

All features are whole numbers: shares in percent, counts up to a limit. That of a container is always without the line
itself, so that one long line doesn't speak for itself.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from syria_iraq_archive.capture.formats.pages import PageContainer, PageLine
from syria_iraq_archive.patterns import later

PROSE_WORDS = 8  # of a line that is prose, if it ends as a sentence does
LINK = 50  # percent of a line that is a link
NOTICE = 200  # characters of a line in which the words of a notice are looked for
LABEL = 300  # characters of a container's label that are read
FAR = 99  # the largest distance or count that is told from others
CLIMB = 30  # steps upwards at most in which an ancestor is looked for
ANCESTORS = 4  # containers around a line that are measured: its block, the parent, the grandparent, one more

STORY_WORDS = later(
    r"article|body|content|story|post|entry|text|main|paragraph|prose|copy|rich|lede|description|chapter"
)
FURNITURE_WORDS = later(
    r"comment|relat|shar|social|promo|nav|menu|foot|side|widget|newsletter|subscri|\bads?\b|advert|banner|recommend"
    r"|popular|trend|teaser|caption|author|bio|\btags?\b|tag-|cookie|consent|modal|popup|crumb|meta|byline|date|more"
    r"|recirc|sponsor|disclaim|card|list|latest|header|button|btn|login|paywall|signup|toolbar|credit|figure|gallery"
    r"|carousel|rating|product|price|toc|copyright|category|print|survey|donat|follow|disqus|reply"
)

BLOCK_TAGS = ("li", "div", "h1", "h2", "pre")
PARENT_TAGS = ("ul", "figure")
AROUND = ("footer", "figure", "article", "main", "ul")

_WORD = later(r"\w+")
_ENDS = (".", "!", "?", "…", "۔", "؟", "。")
_CLOSERS = "\"'”’»)]\u00a0 "
_NOTICE = later(
    r"cookie|subscri|newsletter|sign up|sign in|log in|advertis|read more|read also|related|click here|follow us"
    r"|copyright|©|all rights|privacy|terms of|share this|whatsapp|facebook|comment|e-?mail|download|affiliate"
    r"|commission|sponsor"
)
_YEAR = later(r"\b(?:19|20)\d\d\b")
_SMALL_WORDS = (
    "the a an of to and in is that for on with as was by at from it be this are his her their has have had not but or",
    "de la el en que les des le et un une los del las der die das und den von zu il di che في من على أن إلى عن",
)
_SMALL = frozenset(" ".join(_SMALL_WORDS).split())
_PERSONAL = frozenset(["i", "you", "your", "we", "our", "us", "my", "me"])


class Look(NamedTuple):
    """What a line is by its text alone."""

    words: int
    is_prose: bool
    linked: int  # percent
    key: str
    shape: tuple[int, ...]


SHAPE_NAMES = (
    *("characters", "words", "linked", "bold", "ends_sentence", "digits", "commas", "quotes", "years", "notice"),
    *("pipes", "word_length", "small_words", "title_case", "personal"),
)


def look_at(line: PageLine) -> Look:
    """The look of a line."""
    text = line.text
    length = len(text)
    words = _WORD.findall(text)
    number = len(words)
    most = max(1, number)
    bare = text.rstrip(_CLOSERS)
    ends = bare.endswith(_ENDS)
    lower = text.lower()
    small = lower.split()
    linked = min(100, 100 * line.linked // length)
    letters = sum(map(len, words))
    shape = (
        min(length, 2000),
        min(number, 400),
        linked,
        min(100, 100 * line.bold // length),
        int(ends),
        100 * sum(map(str.isdigit, text)) // length,
        min(text.count(",") + text.count("،"), 20),
        min(text.count('"') + text.count("“") + text.count("”"), 20),
        min(len(_YEAR.findall(text)), 9),
        min(len(_NOTICE.findall(lower[:NOTICE])), 9),
        min(text.count("|") + text.count("•") + text.count("·") + text.count("\t"), 9),
        10 * letters // most,
        100 * sum(word in _SMALL for word in small) // most,
        100 * sum(word[0].isupper() for word in words) // most,
        100 * sum(word in _PERSONAL for word in small) // most,
    )
    return Look(number, ends and number >= PROSE_WORDS, linked, lower, shape)


@dataclass(frozen=True, eq=False)
class KnownOfLine:
    """What is known of a page beside its lines."""

    kept: Sequence[bool] | None  # for each line whether trafilatura keeps it; None if it wasn't asked
    headline: int | None  # the line of the headline
    title: str = ""  # the words of headline and description
    told: str = ""  # the body that the page declares


class Measured:
    """A page's lines with their looks and what is summed over stretches of them."""

    def __init__(self, lines: Sequence[PageLine], known: KnownOfLine) -> None:
        self.lines = lines
        self.known = known
        self.looks = [look_at(line) for line in lines]
        self.words = _sums(look.words for look in self.looks)
        self.prose = _sums(look.words * look.is_prose for look in self.looks)
        self.linked = _sums(look.words * (look.linked >= LINK) for look in self.looks)
        kept = known.kept or [False] * len(lines)
        self.kept = _sums(look.words * keeps for look, keeps in zip(self.looks, kept, strict=True))

    @cached_property
    def copies(self) -> Counter[str]:
        """How often each line is printed."""
        return Counter(look.key for look in self.looks)

    @cached_property
    def densest(self) -> PageContainer | None:
        """The container with most prose right in it and its children."""
        weights: Counter[PageContainer] = Counter()
        for line, look in zip(self.lines, self.looks, strict=True):
            if not look.is_prose or look.linked >= LINK:
                continue
            container: PageContainer | None = line.container
            for share in (4, 4, 1):
                if container is None:
                    break
                weights[container] += share * min(look.words, 100)
                container = container.parent
        return max(weights, key=lambda one: (weights[one], -one.first), default=None)


def _sums(numbers: Iterator[int]) -> list[int]:
    return [0, *accumulate(numbers)]


def _percent(part: int, whole: int, empty: int = -1) -> int:
    return 100 * part // whole if whole else empty


_BESIDE = ("near_words", "near_links", "near_kept")
_WITHIN = ("lines", "words", "prose", "links", "kept", "story", "furniture")


def _names() -> Iterator[str]:
    yield from SHAPE_NAMES
    yield from (f"is_{tag}" for tag in BLOCK_TAGS)
    yield from (f"in_{tag}" for tag in PARENT_TAGS)
    yield from (f"around_{tag}" for tag in AROUND)
    for level in range(ANCESTORS):
        yield from (f"{what}_{level}" for what in _WITHIN if (what, level) != ("links", 0))
    yield from ("depth", "furniture_above", "story_above", "siblings")
    yield from (
        "kept",
        "told",
        "titled",
        "copies",
        "alike_lines",
        "alike_words",
        "alike_prose",
        "alike_links",
        "alike_kept",
    )
    yield from ("from_headline", "headline_up", "dense_up", "dense_from", "dense_to", "dense_inside")
    yield from ("place", "lines_all", "words_above", "prose_above", "prose_all", "prose_up", "prose_down")
    for step in NEAR:
        yield from (f"{what}_{step:+}" for what in _BESIDE)


NEAR = (-2, -1, 1, 2)
NAMES = tuple(_names())
"""The names of the features, in their order."""


def features_of(page: Measured) -> list[tuple[int, ...]]:
    """The features of each line, in the order of `NAMES`."""
    places = _Places(page)
    return [
        (
            *page.looks[index].shape,
            *_tags(line),
            *places.containers(index),
            *places.alike(index),
            *places.distances(index),
            *places.position(index),
            *places.neighbours(index),
        )
        for index, line in enumerate(page.lines)
    ]


def _tags(line: PageLine) -> tuple[int, ...]:
    tag = line.container.tag
    parent = line.container.parent.tag if line.container.parent else ""
    return (
        *[int(tag == name) for name in BLOCK_TAGS],
        *[int(parent == name) for name in PARENT_TAGS],
        *[int(name in line.within) for name in AROUND],
    )


class _Places:
    """Answers about a line's place in the tree and on the page, each in a time that doesn't grow with the page."""

    def __init__(self, page: Measured) -> None:
        self._page = page
        self._labels: dict[str, tuple[int, int]] = {}
        self._above: dict[PageContainer, tuple[int, int, int]] = {}
        self._kinds = [_kind(line.container) for line in page.lines]
        self._alike: dict[tuple[str, ...], list[int]] = {}
        kept = page.known.kept or [False] * len(page.lines)
        for kind, look, keeps in zip(self._kinds, page.looks, kept, strict=True):
            sums = self._alike.setdefault(kind, [0, 0, 0, 0, 0])
            for place, number in enumerate(_counts(look, keeps)):
                sums[place] += number
        self._kept = kept
        self._titled = frozenset(word for word in _WORD.findall(page.known.title.lower()) if len(word) > 3)
        told = _WORD.findall(page.known.told.lower())
        self._told = {tuple(told[start : start + 4]) for start in range(len(told) - 3)}
        self._prose_up = _since([look.is_prose for look in page.looks])
        self._prose_down = _since([look.is_prose for look in reversed(page.looks)])[::-1]

    def _label(self, container: PageContainer) -> tuple[int, int]:
        """How many words of the story, and of furniture, the container's label has."""
        label = container.label[:LABEL]
        if label not in self._labels:
            own = min(9, len(STORY_WORDS.findall(label))), min(9, len(FURNITURE_WORDS.findall(label)))
            self._labels[label] = own
        return self._labels[label]

    def _steps(self, container: PageContainer) -> tuple[int, int, int]:
        """The container's depth, and how far above it the next are that are called furniture or story."""
        path = []
        one: PageContainer | None = container
        while one is not None and one not in self._above:
            path.append(one)
            one = one.parent
        depth, furniture, story = self._above[one] if one is not None else (0, FAR, FAR)
        for one in reversed(path):
            says_story, says_furniture = self._label(one)
            depth, furniture, story = min(FAR, depth + 1), min(FAR, furniture + 1), min(FAR, story + 1)
            furniture, story = 0 if says_furniture else furniture, 0 if says_story else story
            self._above[one] = depth, furniture, story
        return self._above[container]

    def containers(self, index: int) -> list[int]:
        """What is in the containers around a line, without the line itself."""
        page, look = self._page, self._page.looks[index]
        own = _counts(look, self._kept[index])
        found: list[int] = []
        one: PageContainer | None = page.lines[index].container
        siblings = one.parent.children if one and one.parent else 0
        steps = self._steps(page.lines[index].container)
        for level in range(ANCESTORS):
            if one is None:
                found += (-1,) * (len(_WITHIN) - (level == 0))
                continue
            first, end = one.first, max(one.end, one.first)
            words = page.words[end] - page.words[first] - own[1]
            found += (
                min(end - first - 1, FAR),
                min(words, 5000),
                _percent(page.prose[end] - page.prose[first] - own[2], words),
            )
            if level:
                found.append(_percent(page.linked[end] - page.linked[first] - own[3], words))
            found += (
                _percent(page.kept[end] - page.kept[first] - own[4], words),
                *self._label(one),
            )
            one = one.parent
        return [*found, *steps, min(siblings, FAR)]

    def alike(self, index: int) -> tuple[int, ...]:
        """What the extractor and the page's own words say, and the lines in containers of the same kind."""
        page, look = self._page, self._page.looks[index]
        own = _counts(look, self._kept[index])
        lines, words, prose, links, kept = (
            all_ - mine for all_, mine in zip(self._alike[self._kinds[index]], own, strict=True)
        )
        found = _WORD.findall(look.key)
        runs = [tuple(found[start : start + 4]) for start in range(len(found) - 3)]
        long = [word for word in found if len(word) > 3]
        return (
            -1 if page.known.kept is None else int(self._kept[index]),
            -1 if not self._told or not runs else 100 * sum(run in self._told for run in runs) // len(runs),
            _percent(sum(word in self._titled for word in long), len(long)),
            min(page.copies[look.key], 9),
            min(lines, FAR),
            min(words, 5000),
            _percent(prose, words),
            _percent(links, words),
            _percent(kept, words),
        )

    def distances(self, index: int) -> tuple[int, ...]:
        """How far the line is from the headline and from the densest container."""
        page = self._page
        headline, densest = page.known.headline, page.densest
        above = 0
        if headline is not None:
            above = _climb(page.lines[index].container, headline, headline + 1)
        if densest is None:
            dense = (FAR, 0, 0, 0)
        else:
            dense = (
                _climb(page.lines[index].container, densest.first, densest.end),
                _near(index - densest.first),
                _near(index - densest.end),
                int(densest.first <= index < densest.end),
            )
        return (_near(index - headline) if headline is not None else 0, above, *dense)

    def position(self, index: int) -> tuple[int, ...]:
        """Where on the page the line stands."""
        page = self._page
        return (
            1000 * index // len(page.lines),
            min(len(page.lines), 2000),
            _percent(page.words[index], page.words[-1]),
            _percent(page.prose[index], page.prose[-1]),
            min(page.prose[-1], 5000),
            min(self._prose_up[index], FAR),
            min(self._prose_down[index], FAR),
        )

    def neighbours(self, index: int) -> list[int]:
        """What the lines right above and below are."""
        looks = self._page.looks
        found: list[int] = []
        for step in NEAR:
            other = index + step
            if 0 <= other < len(looks):
                found += (min(looks[other].words, 400), looks[other].linked, int(self._kept[other]))
            else:
                found += (-1, -1, -1)
        return found


def _counts(look: Look, keeps: bool) -> tuple[int, int, int, int, int]:
    words = look.words
    return 1, words, words * look.is_prose, words * (look.linked >= LINK), words * keeps


def _kind(container: PageContainer) -> tuple[str, ...]:
    """What containers have in common that a site makes alike: tag and label of the block and of its parent."""
    parent = container.parent
    return (container.tag, container.label, parent.tag if parent else "", parent.label if parent else "")


def _since(hits: Sequence[bool]) -> list[int]:
    """For each place how far back the last hit before it is."""
    found: list[int] = []
    last = FAR
    for hit in hits:
        found.append(last)
        last = 1 if hit else last + 1
    return found


def _near(distance: int) -> int:
    return max(-500, min(500, distance))


def _climb(container: PageContainer, first: int, end: int) -> int:
    """How many steps up from a container the next is that reaches over the lines from `first` to before `end`."""
    one: PageContainer | None = container
    for steps in range(CLIMB):
        if one is None or (one.first <= first and one.end >= end):
            return steps
        one = one.parent
    return CLIMB
