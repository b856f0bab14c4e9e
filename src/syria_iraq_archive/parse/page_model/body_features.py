"""What speaks for or against a line's being of the body: its features, each named by a short string.

No feature knows a word of what a page is about. The only words here are small words, and the words that pages of all
sites print around an article. The names are keys of the learned weights: a changed name means training anew.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence

from syria_iraq_archive.parse.page_model.outline import PageOutline, list_runs
from syria_iraq_archive.parse.shapes import Shape
from syria_iraq_archive.patterns import later

MAX_LABEL_WORDS = 10  # of a line that may be a heading of what follows an article
MAX_WORDS_READ = 80  # the words of a longer line are not looked at: it is prose anyway

_LENGTHS = (1, 2, 3, 4, 5, 7, 9, 12, 16, 22, 30, 45, 70)
_WORDS = frozenset((
    "said", "says", "he", "she", "i", "you", "your", "we", "our", "us", "my", "they", "his", "her", "their",
    "please", "who", "was", "were", "had", "is", "are", "will", "can", "if", "here", "more", "all", "best",
    "free", "by", "subscribe", "subscribed", "subscription", "newsletter", "newsletters", "cookie", "cookies",
    "copyright", "©", "sign", "signup", "log", "login", "click", "share", "comment", "comments", "comments:",
    "read", "related", "related:", "advertisement", "advertising", "privacy", "terms", "reserved", "reserved.",
    "follow", "download", "learn", "view", "from", "also", "also:", "email", "getty", "photo", "photo:",
    "image", "images", "image:", "credit", "credit:", "editor", "writer", "author", "updated", "min", "reply",
    "menu", "search", "skip", "watch", "video", "videos", "contact", "about", "account", "trending", "popular",
    "latest", "sponsored", "affiliate", "commission", "disclaimer", "source", "source:", "sources", "tags",
    "tags:", "posted", "filed", "previous", "next", "contributed", "reporter", "covers", "journalist", "edited",
    "published",
))  # fmt: skip
_YOU = frozenset((
    "you", "your", "our", "us", "we", "subscribe", "newsletter", "sign", "click", "please", "join", "email",
    "here", "free",
))  # fmt: skip
_TAIL = later(
    r"share this|related|recommend|more from|more on|more stories|about the author|read next|read more|up next|comment"
    r"|leave a|reply|newsletter|tags?\b|topics?\b|filed under|posted in|trending|most (?:read|popular)|popular|latest"
    r"|you may|you might|also on|also read|advertis|sign up|subscribe|sponsored|see also|don't miss|editor"
    r"|next article|previous|references|sources|footnotes|faq|frequently|disclos|disclaim|copyright|©|follow|join"
    r"|اقر[أا]|مواضيع|المزيد|تعليق|شارك|الأكثر|كلمات|ذات صلة",
    re.IGNORECASE,
)


def body_features(page: PageOutline) -> list[list[str]]:
    """The features of each line of the page."""
    own = [_own_features(page, index) for index in range(len(page.lines))]
    around = _Surroundings(page)
    for index, features in enumerate(own):
        around.add(index, features)
    return own


def _own_features(page: PageOutline, index: int) -> list[str]:
    line = page.lines[index]
    words, text, shape = line.words, line.text, line.line.shape
    count = len(words)
    first = text[0]
    opens = (
        "d" if first.isdigit() else "U" if first.isupper() else "l" if first.islower() else first
        if first in "*+•-©@#(|[" else "q" if first in "\"“'‘«" else "o"
    )  # fmt: skip
    length = bisect_right(_LENGTHS, count)
    features = [
        f"w{length}{line.end}",
        f"r{line.line.rule}",
        f"{opens}{min(length, 9)}",
        f"st{min(3, length // 3)}:{line.small * 20 // count}",
    ]
    capitals = line.capitals if count <= MAX_WORDS_READ else 0
    features.append(f"cap{min(4, count // 4)}:{capitals * 10 // count}")
    digits = sum(map(text.count, "0123456789")) if count <= MAX_WORDS_READ else 0
    if digits:
        features.append(f"dig{bisect_right((1, 2, 4, 8), digits * 20 // len(text))}")
    commas, sentences = text.count(","), text.count(". ") + text.count("? ") + text.count("! ")
    features.append(f"c{min(commas, 4)}{min(sentences, 3)}{min(4, count // 8)}")
    you = sum(map(_YOU.__contains__, words))
    if you:
        features.append(f"you{bisect_right((1, 2, 4), you * 20 // count)}")
    if "“" in text or '"' in text:
        features.append("quote")
    if " | " in text or "  " in text or " / " in text or " > " in text or " » " in text:
        features.append("columns")
    if count <= MAX_WORDS_READ:
        size = "S" if count < 12 else "M" if count < 30 else "X"
        features.extend([f"x{word}{size}" for word in sorted(_WORDS.intersection(words))])
    if shape in (Shape.CAPTION, Shape.CREDIT, Shape.SIGN_OFF):
        features.append(shape.value)
    return features


class _Surroundings:
    """The features that a line has from the lines around it. Lines are added in order, since some features count."""

    def __init__(self, page: PageOutline) -> None:
        self._page = page
        self._kinds = ["^", "^", *(line.kind for line in page.lines), "$", "$"]
        self._shapes = ["^", *(line.line.shape.value for line in page.lines), "$"]
        self._gaps = [min(2, line.line.line.gap) for line in page.lines] + [3]
        self._runs = list(list_runs(page.lines))
        self._since_tail = 99
        self._tails = 0
        self._since_related = 99
        self._commented = False

    def add(self, index: int, features: list[str]) -> None:
        """Add to the features of the line at `index`."""
        page, kinds = self._page, self._kinds
        line, place = page.lines[index], page.place(index)
        kind = line.kind
        gaps = f"{self._gaps[index]}{self._gaps[index + 1]}"
        before2, before, after, after2 = kinds[index], kinds[index + 1], kinds[index + 3], kinds[index + 4]
        features += (
            f"1{before}{kind}{after}",
            f"-{before}{kind}",
            f"+{kind}{after}",
            f"-2{before2}",
            f"+2{after2}",
            f"g{gaps}{kind}{place}",
            f"r{place}{line.line.shape.value}",
            f"l{place}{bisect_right((3, 6, 10, 15, 25), len(line.words))}",
            f"s{self._shapes[index]}",
            f"S{self._shapes[index + 2]}",
        )
        features += self._from_density(index, kind, gaps, place)
        features += self._from_position(index, place, kind)
        if kind[-1] == "*":
            features += self._from_list(index, place)
        features += self._from_headings(index, place, kind)

    def _from_density(self, index: int, kind: str, gaps: str, place: str) -> Sequence[str]:
        prose, count = self._page.prose_above, len(self._page.lines)
        below, above = index + 1, index
        near = f"{prose[min(count, below + 3)] - prose[below]}{prose[above] - prose[max(0, above - 3)]}"
        down, up = prose[min(count, below + 8)] - prose[below], prose[above] - prose[max(0, above - 8)]
        far = prose[min(count, below + 20)] - prose[below], prose[above] - prose[max(0, above - 20)]
        return (
            f"n{near}{kind}",
            f"n{near}{kind}{gaps}",
            f"d{down},{up}",
            f"dd{near[0]}",
            f"du{near[1]}",
            f"D{bisect_right((1, 3, 6, 10), far[0])}",
            f"U{bisect_right((1, 3, 6, 10), far[1])}",
            f"d{min(down, 4)}{min(up, 4)}{kind}",
            f"f{bisect_right((1, 3, 6, 10), far[0])}{bisect_right((1, 3, 6, 10), far[1])}{place}",
        )

    def _from_position(self, index: int, place: str, kind: str) -> Sequence[str]:
        page = self._page
        if place == "i":
            top, bottom = index - page.first, page.last - index
            tenth = 10 * top // (page.last - page.first + 1)
            where = f"in{tenth},{bisect_right((1, 2, 3, 5, 8), top)},{bisect_right((1, 2, 3, 5, 8), bottom)}"
        else:
            away = page.first - index if place == "b" else index - page.last
            where = f"{place}{bisect_right((1, 2, 3, 4, 5, 7, 10, 15, 25), away)}"
        total = page.total or 1
        above = bisect_right((0, 1, 2, 5, 10, 15, 18, 19, 20), page.words_above[index] * 20 // total)
        rest = bisect_right((1, 2, 4, 8), (total - page.words_above[index + 1]) * 20 // total)
        features = [where, f"{where[:2]}{kind}", f"a{above}", f"rest{rest}"]
        likeness = page.likeness(index)
        if likeness is not None:
            features.append(f"like{place}{likeness}")
        if page.page.first_print(index) != index:
            features.append("copy")
        elif page.page.copies_near(index):
            features.append("copied")
        return features

    def _from_list(self, index: int, place: str) -> Sequence[str]:
        lines = self._page.lines
        start, stop = self._runs[index]
        length = bisect_right((2, 4, 7, 12), stop - start)
        words = bisect_right(
            (3, 5, 8, 12, 20), sum(len(line.words) for line in lines[start:stop][:20]) // min(20, stop - start)
        )
        above = lines[start - 1] if start else None
        led = "^" if above is None else f"{above.kind}{above.end == ':'}"
        return f"run{length}:{words}", f"run{place}{length}:{words}", f"led{led}{place}"

    def _from_headings(self, index: int, place: str, kind: str) -> Sequence[str]:
        """From the headings of what follows an article: whether the line is one, and how far it stands below one."""
        page, line = self._page, self._page.lines[index]
        features: list[str] = []
        heading = _TAIL.match(line.text) if len(line.words) <= MAX_LABEL_WORDS else None
        if heading:
            features += [f"tail:{heading.group().lower()}", f"tail{place}"]
        if heading and place != "b" and page.words_above[index] * 3 > page.total:
            self._since_tail = 0
            self._tails += 1
        else:
            self._since_tail += 1
        if self._since_tail < 40:
            since = bisect_right((1, 2, 3, 5, 8, 15), self._since_tail)
            features += [f"t{since}", f"t{since // 2}{kind}"]
        features.append(f"tails{bisect_right((1, 2, 3, 5, 8), self._tails)}")
        if line.line.shape is Shape.RELATED:
            self._since_related = 0
        else:
            self._since_related += 1
        if self._since_related < 12:
            features.append(f"related{bisect_right((1, 2, 4, 8), self._since_related)}")
        if line.line.rule == "furniture:comments" and page.words_above[index] * 2 > page.total:
            self._commented = True
        if self._commented:
            features += ["commented", f"commented{kind}"]
        return features
