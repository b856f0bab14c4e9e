"""Invented articles on invented events, in two halves: `tuned.txt`, by which weights were chosen, and `kept.txt`.

An article is told by its story, outlet, day of publication (or none) and language in a line, then its headline and its
paragraphs. Stories of the same week share towns, actors or kinds of events; what is called "back" is background.
"""

import hashlib
from calendar import month_name
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from pathlib import Path

from syria_iraq_archive.corpus.connection import writing
from syria_iraq_archive.corpus.location import Location
from syria_iraq_archive.corpus.migrations import migrate
from syria_iraq_archive.corpus.rows import CaptureRows, capture_rows
from syria_iraq_archive.corpus.stories.keys import KeyLimits
from syria_iraq_archive.corpus.stories.link import link_stories
from syria_iraq_archive.corpus.writer import Writer
from syria_iraq_archive.pipeline import Pipeline
from syria_iraq_archive.registry.load import Registry, load_registry

HERE = Path(__file__).parent
ROOT = Path(__file__).parents[3]
Pair = frozenset[str]


@dataclass(frozen=True)
class Invented:
    """An invented article."""

    story: str
    outlet: str
    day: str | None
    language: str
    headline: str
    paragraphs: tuple[str, ...]

    @property
    def text(self) -> str:
        """The capture that prints it: masthead, headline, date, paragraphs."""
        source = real_registry().sources.get(self.outlet)
        lines = [source.name if source else self.outlet, self.headline]
        if self.day:
            year, month, day = map(int, self.day.split("-"))
            lines.append(f"{day} {month_name[month]} {year}" if self.language == "en" else self.day)
        return "\n".join([*lines, "", "\n\n".join(self.paragraphs)]) + "\n"

    @property
    def key(self) -> str:
        """The key that its article gets."""
        return f"{hashlib.sha256(self.text.encode()).hexdigest()[:16]}-1"


def read_half(name: str) -> list[Invented]:
    """The articles of a half, `tuned` or `kept`."""
    return list(_read((HERE / f"{name}.txt").read_text(encoding="utf-8")))


def _read(text: str) -> Iterator[Invented]:
    for part in text.split("== ")[1:]:
        head, headline, *paragraphs = part.strip().split("\n")
        story, outlet, day, language = (field.strip() for field in head.split("|"))
        yield Invented(story, outlet, None if day == "none" else day, language, headline, tuple(paragraphs))


@cache
def real_registry() -> Registry:
    """The registry that comes with the program."""
    return load_registry(ROOT / "data")


@cache
def _pipeline() -> Pipeline:
    return Pipeline(real_registry())


@cache
def rows_of(text: str) -> CaptureRows:
    """The rows of a capture, read as captures are."""
    return capture_rows(_pipeline().run(text.encode(), f"{hashlib.sha256(text.encode()).hexdigest()}.txt"))


class StoryCorpus:
    """A corpus at `path` that is written to capture by capture, and whose stories are found when told to."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with writing(path) as connection:
            migrate(connection)
            Writer(connection).write_registry(real_registry())

    def add(self, texts: Iterable[str], *, told: bool = True) -> None:
        """Write captures without finding their stories; unless `told`, without their traits."""
        with writing(self.path) as connection:
            writer = Writer(connection)
            with writer.batch():
                for text in texts:
                    rows = rows_of(text) if told else rows_of(text)._replace(stories=())
                    writer.write(rows, Location("..", rows.capture.path), "recipe")

    def remove(self, texts: Iterable[str]) -> None:
        """Remove captures."""
        with writing(self.path) as connection:
            writer = Writer(connection)
            with writer.batch():
                for text in texts:
                    writer.remove(hashlib.sha256(text.encode()).hexdigest())

    def link(self, limits: KeyLimits | None = None) -> "StoryCorpus":
        """Find the stories."""
        with writing(self.path) as connection:
            link_stories(connection, limits)
        return self

    def rows(self, sql: str) -> list[tuple[object, ...]]:
        """What a SELECT gives."""
        with writing(self.path) as connection:
            return [tuple(row) for row in connection.execute(sql)]

    def links(self) -> set[tuple[object, ...]]:
        """The links by the articles' keys, with what they rest on."""
        return set(
            self.rows(
                "SELECT one.key, other.key, score, actors, places, days, numbers, story_links.words FROM story_links "
                "JOIN articles AS one ON one.id = article_id JOIN articles AS other ON other.id = other_id"
            )
        )

    def stories(self) -> set[tuple[str, ...]]:
        """The stories, each by its articles' keys in order."""
        found: dict[object, list[str]] = {}
        sql = "SELECT story_id, key FROM story_articles JOIN articles ON id = article_id ORDER BY story_id, place"
        for story, key in self.rows(sql):
            found.setdefault(story, []).append(str(key))
        return {tuple(keys) for keys in found.values()}


def told(path: Path, texts: Iterable[str], limits: KeyLimits | None = None) -> StoryCorpus:
    """A corpus of these captures, written at once, and its stories found."""
    corpus = StoryCorpus(path)
    corpus.add(texts)
    return corpus.link(limits)


def pairs(groups: Iterable[Collection[str]]) -> set[Pair]:
    """The pairs of articles that stand in one group."""
    return {frozenset(pair) for group in groups for pair in combinations(group, 2)}


def true_pairs(articles: Iterable[Invented]) -> set[Pair]:
    """The pairs of articles that tell one story."""
    groups: dict[str, list[str]] = {}
    for article in articles:
        groups.setdefault(article.story, []).append(article.key)
    return pairs(groups.values())
