"""What the page model knows of a page stays as it was when the model was trained: its weights are for these features.

Invented pages of many forms are read; what is known of them is compared as a digest. Lines have their shapes by
declaration, so that no rule about lines changes a digest. A changed digest means: train the model anew, by
`scripts/train_pages.py`, or take the change back.
"""

import hashlib
from collections.abc import Callable, Iterator
from random import Random

import pytest

from syria_iraq_archive.parse.copies import copy_keys, key_start
from syria_iraq_archive.parse.lines import split_lines
from syria_iraq_archive.parse.page import ShapedPage
from syria_iraq_archive.parse.page_model.body_features import body_features
from syria_iraq_archive.parse.page_model.field_candidates import (
    author_candidates,
    date_candidates,
    headline_candidates,
)
from syria_iraq_archive.parse.page_model.joins import join_stretches
from syria_iraq_archive.parse.page_model.outline import PageWithBody, outline_of
from syria_iraq_archive.parse.shapes import Shape, ShapedLine

LABELS = (
    "Home", "News", "Rivers and mills", "Log in", "Skip to content", "Menu", "Search", "Subscribe to our newsletter",
    "Privacy policy", "Terms of use", "Share this", "Facebook", "Follow us", "Contact", "• Tags: mills", "* Ferries",
    "o Bridges", "12", "Comments", "Advertisement", "Read next", "More from the river", "Leave a reply", "Watch",
    "Sign up here for free", "© 2024 Tigris Press. All rights reserved.", "Copyright", "You may also like", "Trending",
    "المزيد", "شارك", "5 comments", "A", "Close", "Toggle navigation", "Cookie settings", "About the author",
)  # fmt: skip
SIGNATURES = (
    "By Rana Haddad", "Written by: Lina Saad, Senior Editor", "Rana Haddad | December 3, 2024", "Author: Omar Khalil",
    "بقلم: رنا حداد", "By Rana Haddad and Omar Khalil in Hit", "Rana Haddad", "Lina Saad, Tigris Press",
    "Photos by Karim Sabri", "Rana Haddad is a reporter at Tigris Press", "Posted on 3 May 2023 by rana",
    "By Karim al-Sabri Published: 3 December 2024", "News Desk", "Rana H. Haddad Jr.", "by: the old mill",
)  # fmt: skip
DATES = (
    "December 3, 2024", "Published: 3 December 2024, 14:05 GMT", "Updated 4 Dec 2024", "03/12/2024", "Dec. 1, 2024 -",
    "Tuesday, December 3, 2024", "3 كانون الأول 2024", "Posted on May 5, 2019 | 4 comments", "2024-12-03T14:05:00Z",
    "Last updated: December 5, 2024 Published: December 3, 2024", "May 2023",
)  # fmt: skip
PHOTOS = ("Two men row to the mill of Hit.", "Photo: Karim Sabri", "(AFP)", "A mill, December 2, 2024. (AFP)")
SMALL = [
    "the", "of", "and", "to", "in", "a", "is", "was", "that", "he", "she", "they", "on", "for", "with", "his", "said",
    "had", "were", "by", "not", "from", "more",
]  # fmt: skip
LONG = [
    "ferry", "bridge", "council", "farmers", "river", "school", "teachers", "pupils", "engine", "market", "harvest",
    "reservoir", "minister", "deputies", "Hit", "Afak", "Basra", "repairs", "villages", "northern", "autumn",
    "lorries", "diesel", "officials", "wheat", "shepherds", "cooperative", "treasury", "inspection", "Tigris",
    "Euphrates", "January", "Karim", "Rana", "parliament", "railway", "hospital", "electricity",
]  # fmt: skip
ENDS = (".", ".", ".", ".", "", "?", ":", "…", "!”", ",")


class Chance:
    """Chooses by chance, the same on every machine and every version of Python."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)

    def below(self, count: int) -> int:
        return int(self._random.random() * count)

    def of(self, choices: "tuple[str, ...] | list[str]") -> str:
        return choices[self.below(len(choices))]


def sentence(chance: Chance, words: int, end: str) -> str:
    chosen = [chance.of(LONG) if chance.below(5) < 2 else chance.of(SMALL) for _ in range(words)]
    text = " ".join(chosen)
    return text[0].upper() + text[1:] + end


def title(chance: Chance) -> str:
    words = [chance.of(LONG) for _ in range(2 + chance.below(16))]
    return " ".join(word.capitalize() if chance.below(2) else word for word in words)


def site_lines(chance: Chance, most: int) -> Iterator[tuple[Shape, str]]:
    """Menus, links and lists."""
    for _ in range(chance.below(most)):
        kind = chance.below(12)
        if kind < 8:
            shape = (Shape.FURNITURE, Shape.TITLE, Shape.RELATED, Shape.ITEM)[chance.below(4)]
            yield shape, chance.of(LABELS)
        elif kind < 10:
            yield Shape.TITLE, title(chance)
        elif kind == 10:
            yield Shape.PUBLISHED, chance.of(DATES)
        else:
            yield Shape.PROSE, sentence(chance, 4 + chance.below(30), chance.of(ENDS))


def story_lines(chance: Chance) -> Iterator[tuple[Shape, str]]:
    """A headline, perhaps with its copy, who wrote and when, and a body with what stands in it."""
    headline = title(chance)
    yield Shape.TITLE, headline
    head = [(Shape.BYLINE, chance.of(SIGNATURES)), (Shape.PUBLISHED, chance.of(DATES)), (Shape.TITLE, headline)]
    for _ in range(chance.below(4)):
        yield head[chance.below(3)]
    for _ in range(1 + chance.below(30)):
        yield Shape.PROSE, sentence(chance, 3 + chance.below(95), chance.of(ENDS))
        kind = chance.below(14)
        if kind == 0:
            yield Shape.TITLE, title(chance)
        elif kind == 1:
            yield (Shape.CAPTION, Shape.CREDIT)[chance.below(2)], chance.of(PHOTOS)
        elif kind == 2:
            yield Shape.ITEM, "• " + sentence(chance, 1 + chance.below(9), "")
        elif kind == 3:
            yield Shape.RELATED, "Read also: " + title(chance)
    if chance.below(2):
        yield Shape.SIGN_OFF, "Reporting by Rana Haddad"
        yield Shape.TITLE, chance.of(SIGNATURES)


def invented_page(seed: int) -> ShapedPage:
    """A page saved whole, or two of them, one behind the other."""
    chance = Chance(seed)
    parts: list[tuple[Shape, str]] = []
    for _ in range(1 + chance.below(2)):
        parts += [*site_lines(chance, 110), *story_lines(chance), *site_lines(chance, 60)]
    text = "".join(f"{line}\n" + "\n" * chance.below(4) for _, line in parts)
    lines = tuple(ShapedLine(line, shape, "test") for line, (shape, _) in zip(split_lines(text), parts, strict=True))
    texts = [line.text for line in lines]
    return ShapedPage(text, lines, copy_keys(texts, [key_start(line) for line in texts]))


PAGES = [invented_page(seed) for seed in range(12)]


def bodies(page: ShapedPage) -> Iterator[PageWithBody]:
    """The page with no body, with its prose, and with a part of it."""
    prose = [index for index, line in enumerate(page.lines) if line.shape is Shape.PROSE]
    for body in ([], prose, prose[2:9]):
        yield PageWithBody(outline_of(page), body)


def of_body(page: ShapedPage) -> object:
    return body_features(outline_of(page))


def of_headlines(page: ShapedPage) -> object:
    return [headline_candidates(one) for one in bodies(page)]


def of_bylines(page: ShapedPage) -> object:
    return [author_candidates(one, top) for one in bodies(page) for top in (None, one.start // 2)]


def of_dates(page: ShapedPage) -> object:
    return [
        date_candidates(one, top, signed)
        for one in bodies(page)
        for top, signed in ((None, None), (one.start // 2, one.start))
    ]


def of_joins(page: ShapedPage) -> object:
    return [(stretch.features, stretch.places) for stretch in join_stretches(page.measures)]


def of_outlines(page: ShapedPage) -> object:
    outline = outline_of(page)
    return outline.first, outline.last, sorted(outline.run_words.items()), outline.prose_above, outline.words_above


Knowledge = Callable[[ShapedPage], object]
DIGESTS: dict[Knowledge, str] = {
    of_body: "e862a20f76b5d7a0",
    of_headlines: "cc243c91971bd927",
    of_bylines: "399817ea04409a13",
    of_dates: "0f24de2be29735f9",
    of_joins: "d920c9d9056a3cda",
    of_outlines: "a8dec20b8a684a1f",
}


@pytest.mark.parametrize("known", DIGESTS, ids=[known.__name__ for known in DIGESTS])
def test_what_is_known_of_a_page_is_what_the_model_was_trained_on(known: Knowledge) -> None:
    digest = hashlib.sha256(repr([known(page) for page in PAGES]).encode()).hexdigest()[:16]
    assert digest == DIGESTS[known]
