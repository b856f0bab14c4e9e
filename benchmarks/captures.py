"""Captures to measure with: any number of them, varied, each a function of a seed and its number alone.

    python benchmarks/captures.py FOLDER --captures 1000            write them, in folders of a thousand
    python benchmarks/captures.py FOLDER --captures 1000 --seed 3

They are laid out as the declared outlets print, as agencies do, and as sites that nobody declared, one in eight in
Arabic. Their lengths are lognormal: the median near 3 KB, the longest near 100 KB. Names come from the registry, a few
of them often and most seldom, as in news. All other words are listed in `words.yaml`, or made up, so that there are as
many different ones as in a language. No sentence was ever printed anywhere.
"""

import argparse
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

import yaml

from syria_iraq_archive.registry.load import Registry, load_registry

ROOT = Path(__file__).parents[1]
FIRST_DAY, DAYS = date(2013, 1, 1), 4_700
MEDIAN, SPREAD, LEAST, MOST = 2_500, 0.85, 500, 100_000  # characters of a capture's bodies
VOCABULARY = 20_000
FOLDER_FILES = 1_000

_LISTS = yaml.safe_load((ROOT / "benchmarks/words.yaml").read_text(encoding="utf-8"))
WORDS: dict[str, list[str]] = {name: line.split(" | ") for name, line in _LISTS.items()}


@dataclass(frozen=True, slots=True)
class Generated:
    """A capture: the path it would be saved at, and its text."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Story:
    """What a layout lays out."""

    day: date
    headline: str
    caption: str
    credit: str
    author: str
    place: str
    paragraphs: list[str]


def _one(chance: random.Random, of: str) -> str:
    """A word or phrase of a list."""
    return chance.choice(WORDS[of])


class Generator:
    """All the captures of one seed.

    >>> from syria_iraq_archive.registry.load import load_registry
    >>> one = Generator(load_registry(ROOT / "data"), seed=1).capture(7)
    >>> one == Generator(load_registry(ROOT / "data"), seed=1).capture(7)
    True
    """

    def __init__(self, registry: Registry, seed: int = 1) -> None:
        self._seed = seed
        chance = random.Random(f"words {seed}")
        latin, arabic = _names(registry)
        self._names, self._name_weights = _by_frequency(chance, latin, 0.9)
        self._arabic_names, self._arabic_weights = _by_frequency(chance, arabic, 0.9)
        made_up = _made_up(chance, list("bdfghklmnprstvw"), ["a", "e", "i", "o", "u", "ea", "ou"], VOCABULARY)
        self._words = WORDS["common"] + made_up
        self._weights = list(accumulate(1 / rank for rank in range(1, len(self._words) + 1)))
        arabic_letters = _made_up(chance, list("بتجحدرسشعفقكلمنهو"), ["", "ا", "ي", "و"], VOCABULARY)
        self._arabic_words = WORDS["arabic_common"] + arabic_letters
        self._arabic_word_weights = list(accumulate(1 / rank for rank in range(1, len(self._arabic_words) + 1)))

    def captures(self, first: int, last: int) -> Iterator[Generated]:
        """The captures numbered from `first` until before `last`."""
        for number in range(first, last):
            yield self.capture(number)

    def capture(self, number: int) -> Generated:
        """The capture of that number."""
        chance = random.Random(self._seed * 1_000_003 + number)
        length = min(MOST, max(LEAST, round(chance.lognormvariate(0, SPREAD) * MEDIAN)))
        articles = 1 if length < 1_500 or chance.random() < 0.9 else chance.choice((2, 2, 3))
        if chance.random() < 0.125:
            lines = _arabic_site(chance, self._arabic_story(chance, length))
        else:
            layout = chance.choice(LAYOUTS)
            lines = []
            for _ in range(articles):
                lines += layout(chance, self._story(chance, length // articles))
        name = f"{number // FOLDER_FILES:05}/{number:08}.txt"
        return Generated(name, "\n".join(lines) + "\n")

    def _story(self, chance: random.Random, length: int) -> Story:
        day = FIRST_DAY + timedelta(chance.randrange(DAYS))
        paragraphs: list[str] = []
        written = 0
        while written < length:
            paragraphs.append(self._paragraph(chance, day))
            written += len(paragraphs[-1])
        place = _one(chance, "places")
        headline = f"{self._name(chance)} {_one(chance, 'headline_verbs')} {_one(chance, 'headline_objects')}"
        if chance.random() < 0.5:
            headline += f" in {place}"
        taken = day - timedelta(chance.randrange(3))
        caption = f"{_one(chance, 'subjects').capitalize()} near {place}, {_american(taken)}."
        return Story(day, headline, caption, _one(chance, "credits"), _one(chance, "people"), place, paragraphs)

    def _paragraph(self, chance: random.Random, day: date) -> str:
        return " ".join(self._sentence(chance, day) for _ in range(chance.choice((1, 2, 2, 3))))

    def _sentence(self, chance: random.Random, day: date) -> str:
        drawn = chance.random()
        name = self._name(chance)
        if drawn < 0.15:
            who = name if chance.random() < 0.5 else f"{_one(chance, 'people')}, a member of {name},"
            return f"“{_one(chance, 'speeches')},” {who} said{self._when(chance, day)}."
        filler = " ".join(chance.choices(self._words, cum_weights=self._weights, k=chance.randrange(5, 17)))
        if drawn < 0.55:
            return (
                f"{name} {_one(chance, 'verbs')} {_one(chance, 'objects')} in {_one(chance, 'places')}"
                f"{self._when(chance, day)}, {filler}."
            )
        if drawn < 0.75:
            return (
                f"{_one(chance, 'subjects').capitalize()} {_one(chance, 'verbs')} {_one(chance, 'objects')}, {filler}."
            )
        return f"{filler.capitalize()}, {_one(chance, 'subjects')} told {name}{self._when(chance, day)}."

    def _name(self, chance: random.Random) -> str:
        return chance.choices(self._names, cum_weights=self._name_weights)[0]

    def _when(self, chance: random.Random, day: date) -> str:
        if chance.random() < 0.5:
            return ""
        told = day - timedelta(chance.randrange(6))
        return " " + _one(chance, "times").format(
            weekday=WORDS["weekdays"][told.weekday()],
            day=told.day,
            month=WORDS["months"][told.month - 1],
            year=told.year,
        )

    def _arabic_story(self, chance: random.Random, length: int) -> Story:
        day = FIRST_DAY + timedelta(chance.randrange(DAYS))
        paragraphs = []
        written = 0
        while written < length * 0.6:
            words = chance.choices(
                self._arabic_words, cum_weights=self._arabic_word_weights, k=chance.randrange(15, 50)
            )
            paragraphs.append(f"{_one(chance, 'arabic_verbs')} {self._arabic_name(chance)} {' '.join(words)}.")
            written += len(paragraphs[-1])
        words = chance.choices(self._arabic_words, cum_weights=self._arabic_word_weights, k=4)
        return Story(day, f"{self._arabic_name(chance)} {' '.join(words)}", "", "", "", "", paragraphs)

    def _arabic_name(self, chance: random.Random) -> str:
        return chance.choices(self._arabic_names, cum_weights=self._arabic_weights)[0]


def _names(registry: Registry) -> tuple[list[str], list[str]]:
    """The actors' names in Latin letters, and those in Arabic letters."""
    latin = [actor.name for actor in registry.actors.values()]
    arabic = [name.text for actor in registry.actors.values() for name in actor.names.get("ar", ())]
    return latin, arabic


def _by_frequency(chance: random.Random, names: Sequence[str], power: float) -> tuple[list[str], list[float]]:
    """The names in an order of chance, and how often each stands beside those before it."""
    mixed = chance.sample(names, len(names))
    return mixed, list(accumulate(1 / rank**power for rank in range(1, len(mixed) + 1)))


def _made_up(chance: random.Random, consonants: Sequence[str], vowels: Sequence[str], number: int) -> list[str]:
    words: dict[str, None] = {}
    while len(words) < number:
        syllables = chance.choice((1, 2, 2, 3, 3, 4))
        parts = [chance.choice(consonants) + chance.choice(vowels) for _ in range(syllables)]
        words["".join(parts) + chance.choice(consonants)] = None
    return list(words)


# ------------------------------------------------------------------------------------------------------- layouts


def _american(day: date) -> str:
    return f"{WORDS['months'][day.month - 1]} {day.day}, {day.year}"


def _with_crossheads(chance: random.Random, paragraphs: list[str]) -> Iterator[str]:
    for number, paragraph in enumerate(paragraphs):
        if number and number % 5 == 0:
            yield _one(chance, "crossheads")
        yield paragraph


def _spaced(paragraphs: Sequence[str]) -> list[str]:
    return [line for paragraph in paragraphs for line in (paragraph, "")]


def _asharq_al_awsat(_: random.Random, story: Story) -> list[str]:
    caption = f"{story.caption} ({story.credit})"
    top = [story.headline, "", caption, caption]
    return [*top, "TT", "", *top, "", *_spaced(story.paragraphs)]


def _news_964media(chance: random.Random, story: Story) -> list[str]:
    lines = [_one(chance, "objects").capitalize()] if chance.random() < 0.6 else []
    first, *rest = story.paragraphs
    return [
        *lines,
        story.headline,
        f"{story.place.upper()} – {first}",
        *_with_crossheads(chance, rest),
        f"{_one(chance, 'subjects').capitalize()} told 964media.",
        "",
    ]


def _shafaq_news(chance: random.Random, story: Story) -> list[str]:
    first, *rest = story.paragraphs
    stamp = f"{story.day.isoformat()}T{chance.randrange(24):02}:{chance.randrange(60):02}:00+00:00"
    tail = ["Related News", story.headline, stamp] if chance.random() < 0.4 else []
    return [story.headline, stamp, f"Shafaq News/ {first}", *_with_crossheads(chance, rest), *tail, ""]


def _the_cradle(chance: random.Random, story: Story) -> list[str]:
    weekday = WORDS["weekdays"][story.day.weekday()]
    byline = "News Desk - The Cradle" if chance.random() < 0.7 else f"{story.author} - The Cradle"
    head = [f"{weekday}, {_american(story.day)}", "", story.headline, "", story.paragraphs[0], "", byline, ""]
    return [*head, *_spaced(story.paragraphs[1:] or story.paragraphs), "No comments:", "", "Post a Comment", ""]


def _the_new_region(chance: random.Random, story: Story) -> list[str]:
    month, minutes = WORDS["months"][story.day.month - 1][:3], chance.randrange(2, 9)
    printed = f"{month}. {story.day.day:02}, {story.day.year} • {minutes} min read"
    first, *rest = story.paragraphs
    image = f"Image of {story.headline} {story.caption} Photo: {story.credit}"
    head = ["Articles", "", story.headline, "", "The New Region", "", printed, image, ""]
    body = _spaced([f"{story.place.upper()} - {first}", *rest])
    foot = [f"Profile picture of {story.author}", "Author", story.author, "", "NEWSLETTER", ""]
    return [*head, _one(chance, "speeches"), "", *body, *foot]


def _wire(chance: random.Random, story: Story) -> list[str]:
    first, *rest = story.paragraphs
    agency = chance.choice(("Reuters", "AP", "AFP"))
    month = WORDS["months"][story.day.month - 1][:3]
    head = [story.headline, f"By {story.author}", _american(story.day), f"{story.caption} {agency}", ""]
    body = _spaced([f"{story.place.upper()}, {month} {story.day.day} ({agency}) - {first}", *rest])
    return [*head, *body, f"Reporting by {story.author}; Editing by {_one(chance, 'people')}", ""]


def _undeclared_site(chance: random.Random, story: Story) -> list[str]:
    menu = chance.sample(WORDS["furniture"], 4)
    printed = f"{story.day.day} {WORDS['months'][story.day.month - 1]} {story.day.year}"
    head = [
        *menu,
        "",
        story.headline,
        "",
        f"By {story.author}",
        printed,
        "",
        f"{story.caption} Photo: {story.credit}",
        "",
    ]
    return [
        *head,
        *_spaced(list(_with_crossheads(chance, story.paragraphs))),
        *chance.sample(WORDS["furniture"], 3),
        "",
    ]


def _bare_text(_: random.Random, story: Story) -> list[str]:
    return _spaced([story.headline, *story.paragraphs])


def _arabic_site(chance: random.Random, story: Story) -> list[str]:
    day = story.day
    printed = f"{WORDS['arabic_weekdays'][day.weekday()]} {day.day} {WORDS['arabic_months'][day.month - 1]} {day.year}"
    head = [*chance.sample(WORDS["arabic_furniture"], 2), "", story.headline, "", printed, ""]
    return [*head, *_spaced(story.paragraphs), *chance.sample(WORDS["arabic_furniture"], 2), ""]


LAYOUTS: tuple[Callable[[random.Random, Story], list[str]], ...] = (
    _asharq_al_awsat,
    _news_964media,
    _shafaq_news,
    _the_cradle,
    _the_new_region,
    _wire,
    _undeclared_site,
    _bare_text,
)


def write_captures(generator: Generator, folder: Path, number: int) -> int:
    """Write the first `number` captures below `folder`; their bytes."""
    written = 0
    for one in generator.captures(0, number):
        path = folder / one.path
        path.parent.mkdir(parents=True, exist_ok=True)
        written += path.write_bytes(one.text.encode())
    return written


def main() -> None:
    """Write captures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--captures", type=int, default=1_000, metavar="N")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    generator = Generator(load_registry(ROOT / "data"), options.seed)
    written = write_captures(generator, options.folder, options.captures)
    print(f"{options.captures:,} captures, {written / 1e6:.1f} MB in {options.folder}")


if __name__ == "__main__":
    main()
