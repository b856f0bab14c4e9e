"""Made-up articles, and corpora of them: words drawn by chance, so that two articles share next to nothing."""

import hashlib
import random
from collections.abc import Iterable
from pathlib import Path

from syria_iraq_archive.corpus.connection import writing
from syria_iraq_archive.corpus.location import Location
from syria_iraq_archive.corpus.migrations import migrate
from syria_iraq_archive.corpus.rows import capture_rows
from syria_iraq_archive.corpus.similar.buckets import BucketLimits
from syria_iraq_archive.corpus.similar.link import link
from syria_iraq_archive.corpus.writer import Writer
from syria_iraq_archive.records import Basis, ParsedCapture
from tests.factories import plain_run, registry

PARAGRAPH = 30  # words
Links = set[tuple[str, str, str, float]]


def story(number: int, paragraphs: int = 6) -> list[str]:
    """The paragraphs of a made-up article."""
    chance = random.Random(number)
    return [" ".join(f"w{chance.randrange(5_000)}" for _ in range(PARAGRAPH)) + "." for _ in range(paragraphs)]


def edited(paragraphs: list[str], share: float, seed: int = 1) -> list[str]:
    """The same with a share of the words replaced."""
    chance = random.Random(seed)
    return [
        " ".join(f"e{chance.randrange(5_000)}" if chance.random() < share else word for word in paragraph.split())
        for paragraph in paragraphs
    ]


def page(headline: str, paragraphs: Iterable[str]) -> str:
    """A capture that `plain_run` reads."""
    return "\n".join([headline, *paragraphs]) + "\n"


def key(text: str) -> str:
    """The key of the article that `plain_run` finds in a capture."""
    return f"{hashlib.sha256(text.encode()).hexdigest()[:16]}-1"


def told(text: str, source: str | None = None, day: str | None = None) -> ParsedCapture:
    """A capture as `plain_run` reads it, published by an outlet on a day."""
    parsed = plain_run(text.encode(), f"{key(text)}.txt")
    update = {"source": source, "published": day, "published_earliest": day, "published_latest": day}
    basis = {"published_basis": Basis.PRINTED if day else Basis.UNKNOWN}
    return parsed.model_copy(update={"articles": (parsed.articles[0].model_copy(update=update | basis),)})


class Corpus:
    """A corpus at `path` that is written to capture by capture, and linked when told to."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with writing(path) as connection:
            migrate(connection)
            Writer(connection).write_registry(registry())

    def add(self, *captures: str | ParsedCapture) -> None:
        """Write captures, without linking them."""
        with writing(self._path) as connection:
            for capture in captures:
                parsed = told(capture) if isinstance(capture, str) else capture
                Writer(connection).write(capture_rows(parsed), Location("..", parsed.capture.path), "recipe")

    def remove(self, *texts: str) -> None:
        """Remove captures."""
        with writing(self._path) as connection:
            for text in texts:
                Writer(connection).remove(hashlib.sha256(text.encode()).hexdigest())

    def link(self, limits: BucketLimits | None = None) -> "Corpus":
        """Find the pairs."""
        with writing(self._path) as connection:
            link(connection, limits)
        return self

    def rows(self, sql: str) -> list[tuple[object, ...]]:
        """What a SELECT gives."""
        with writing(self._path) as connection:
            return [tuple(row) for row in connection.execute(sql)]

    def links(self) -> Links:
        """The pairs by the articles' keys."""
        return {
            (str(one), str(other), str(kind), float(str(score)))
            for one, other, kind, score in self.rows(
                "SELECT articles.key, other.key, kind, score FROM similar JOIN articles ON articles.id = article_id "
                "JOIN articles AS other ON other.id = other_id"
            )
        }

    def clusters(self) -> set[tuple[str, ...]]:
        """The clusters, each by its articles' keys in order."""
        of_first: dict[object, list[str]] = {}
        rows = self.rows("SELECT first_id, key FROM clusters JOIN articles ON id = article_id ORDER BY first_id, place")
        for first, name in rows:
            of_first.setdefault(first, []).append(str(name))
        return {tuple(cluster) for cluster in of_first.values()}


def linked(path: Path, *captures: str | ParsedCapture, limits: BucketLimits | None = None) -> Corpus:
    """A corpus of these captures, written and linked at once."""
    corpus = Corpus(path)
    corpus.add(*captures)
    return corpus.link(limits)
