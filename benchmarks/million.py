"""A corpus of any number of articles in minutes: not parsed, but varied from some that were, and written row by row.

    python benchmarks/million.py FILE.db --articles 1000000 [--parsed 3000] [--seed 1]
    python benchmarks/million.py FILE.db --renew

Some thousand generated captures (`captures.py`) are parsed. Each article of the corpus then gets a new key, a day
between 2013 and 2025 (of seven articles one has a range of days, one in twenty none), an outlet (a few print most, one
article in five has none), a headline, paragraphs drawn from all that were parsed, and ten actors at most, drawn as
often as the parsed ones name them. For what is linked with newcomers it has a signature (bands drawn at random, the
keys of its own paragraphs) and the story traits of a parsed article, moved to its own day. Rows go in by the schema's
own INSERT statements; indices and full-text search are made at the end.

What neither questions about articles nor linking reads is left out: blocks, claims, images, quotes, dates, places, and
of the capture's text all but the beginning. So `archive verify` finds much amiss in it, but `archive query` and
`archive ingest` do as they would. The captures pass for parsed by this program and registry, so that an ingest doesn't
parse them again; --renew says the same of a corpus that another version made.
"""

import argparse
import base64
import hashlib
import random
import sqlite3
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate, islice
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.captures import DAYS, FIRST_DAY, Generator  # noqa: E402
from syria_iraq_archive.corpus import kept_digests, rollup  # noqa: E402
from syria_iraq_archive.corpus.compiling import program_version  # noqa: E402
from syria_iraq_archive.corpus.connection import writing  # noqa: E402
from syria_iraq_archive.corpus.location import Location  # noqa: E402
from syria_iraq_archive.corpus.migrations import migrate  # noqa: E402
from syria_iraq_archive.corpus.recipe import Recipe  # noqa: E402
from syria_iraq_archive.corpus.rows import CaptureRows, capture_row, capture_rows  # noqa: E402
from syria_iraq_archive.corpus.schema import create_indices, insert_into  # noqa: E402
from syria_iraq_archive.corpus.similar import keys as signature_keys  # noqa: E402
from syria_iraq_archive.corpus.similar.signature import BANDS, paragraph_keys  # noqa: E402
from syria_iraq_archive.corpus.stories.keys import keys_of  # noqa: E402
from syria_iraq_archive.corpus.stories.score import Profile  # noqa: E402
from syria_iraq_archive.corpus.stories.traits import Traits, from_text  # noqa: E402
from syria_iraq_archive.corpus.tables import (  # noqa: E402
    ARTICLES,
    CAPTURES,
    MENTIONS,
    SIGNATURES,
    STORY_KEYS,
    STORY_TRAITS,
)
from syria_iraq_archive.corpus.words import folded  # noqa: E402
from syria_iraq_archive.corpus.writer import Writer  # noqa: E402
from syria_iraq_archive.pipeline import Pipeline  # noqa: E402
from syria_iraq_archive.records import Capture, Role  # noqa: E402
from syria_iraq_archive.registry.load import Registry, load_registry  # noqa: E402

MOST_ACTORS = 10  # of an article
BATCH = 5_000
Row = tuple[object, ...]


class Made(NamedTuple):
    """The rows of a generated article."""

    capture: Row
    article: Row
    words: Row
    mentions: list[Row]
    signature: Row
    traits: Row
    keys: list[Row]  # of stories


class Material:
    """What articles are made of: paragraphs, headlines, mentions, traits and outlets, as parsed captures have them."""

    def __init__(self, registry: Registry, parsed: int, seed: int) -> None:
        pipeline = Pipeline(registry)
        self.recipe = Recipe(registry, program_version()).common
        paragraphs: dict[str, None] = {}
        self.lengths: list[int] = []
        self.headlines: list[tuple[str, str | None]] = []
        self.mentions: list[tuple[str, str, str]] = []  # actor, surface, rule
        self.traits: list[tuple[Traits, list[int]]] = []  # with the keys made of them
        for one in Generator(registry, seed).captures(0, parsed):
            result = pipeline.run(one.text.encode(), one.path)
            text = result.capture.text
            for article in result.articles:
                own = [
                    block.span.of(text)
                    for block in result.blocks
                    if block.article == article.seq and block.role is Role.PARAGRAPH
                ]
                paragraphs.update(dict.fromkeys(own))
                self.lengths.append(len(own))
                if article.headline:
                    self.headlines.append((article.headline, folded(article.headline)))
                self.mentions += [(mention.actor, mention.surface, mention.rule) for mention in article.mentions]
            self.traits += _traits(capture_rows(result))
        self.paragraphs = [(paragraph, folded(paragraph) or "", paragraph_keys(paragraph)) for paragraph in paragraphs]
        self.sources = sorted(registry.sources)
        random.Random(seed).shuffle(self.sources)
        self.source_weights = list(accumulate(1 / rank for rank in range(1, len(self.sources) + 1)))


def _traits(rows: CaptureRows) -> Iterator[tuple[Traits, list[int]]]:
    """The story traits of the articles of a capture, and the keys made of them."""
    for row in rows.stories:
        traits = from_text(str(row[-1]))
        yield traits, [key.shared for key in keys_of(Profile(traits))]


def fill(path: Path, registry: Registry, material: Material, articles: int, seed: int) -> None:
    """Make the corpus at `path`."""
    with writing(path) as connection:
        connection.isolation_level = None
        migrate(connection)
        Writer(connection).write_registry(registry)
        for pragma in (
            "synchronous = OFF",
            "cache_size = -1000000",
            "foreign_keys = OFF",
            "wal_autocheckpoint = 20000",
        ):
            connection.execute(f"PRAGMA {pragma}")
        made = [
            f"idx_{statement.split('idx_')[1].split()[0]}"
            for table in (ARTICLES, MENTIONS)
            for statement in create_indices(table)
        ]
        for name in made:
            connection.execute(f"DROP INDEX {name}")
        connection.execute("INSERT INTO articles_folded (articles_folded, rank) VALUES ('hashsize', 67108864)")
        connection.execute("INSERT INTO articles_fts (articles_fts, rank) VALUES ('hashsize', 67108864)")
        connection.execute(f"CREATE TEMP TABLE {_UNSORTED} ({', '.join(STORY_KEYS.names)})")
        numbers = iter(range(1, articles + 1))
        while batch := list(islice(numbers, BATCH)):
            _write(connection, [_article(material, number, seed) for number in batch])
        for table in (ARTICLES, MENTIONS):
            for statement in create_indices(table):
                connection.execute(statement)
        connection.execute("INSERT INTO articles_fts (articles_fts) VALUES ('rebuild')")
        signature_keys.rebuild(connection)
        connection.execute(f"INSERT INTO story_keys SELECT * FROM {_UNSORTED} ORDER BY 1, 2, 3")
        connection.execute(f"DROP TABLE {_UNSORTED}")
        rollup.rebuild(connection)
        kept_digests.renew(connection)
        connection.execute("ANALYZE")
        Writer(connection).optimize()


_UNSORTED = "unsorted_story_keys"


def _write(connection: sqlite3.Connection, made: list[Made]) -> None:
    connection.execute("BEGIN")
    connection.executemany(_with_id(insert_into(CAPTURES)), [each.capture for each in made])
    connection.executemany(_with_id(insert_into(ARTICLES)), [each.article for each in made])
    connection.executemany(
        "INSERT INTO articles_folded (rowid, headline, standfirst, body) VALUES (?, ?, ?, ?)",
        [each.words for each in made],
    )
    connection.executemany(insert_into(MENTIONS), [mention for each in made for mention in each.mentions])
    connection.executemany(insert_into(SIGNATURES), [each.signature for each in made])
    connection.executemany(insert_into(STORY_TRAITS), [each.traits for each in made])
    connection.executemany(f"INSERT INTO {_UNSORTED} VALUES (?, ?, ?)", [key for each in made for key in each.keys])
    connection.execute("COMMIT")


def _with_id(statement: str) -> str:
    return statement.replace("(", "(id, ", 1).replace("VALUES (", "VALUES (?, ")


def _article(material: Material, number: int, seed: int) -> Made:
    """The rows of one article and its capture."""
    chance = random.Random(seed * 1_000_003 + number)
    sha256 = hashlib.sha256(f"{seed} {number}".encode()).hexdigest()
    headline, folded_headline = chance.choice(material.headlines)
    drawn = chance.choices(material.paragraphs, k=max(1, chance.choice(material.lengths)))
    body = "\n\n".join([paragraph for paragraph, *_ in drawn])
    source = chance.choices(material.sources, cum_weights=material.source_weights)[0] if chance.random() < 0.8 else None
    published, earliest, latest, basis = _published(chance)
    path = f"{number // 1000:05}/{number:08}.txt"
    text = Capture(sha256=sha256, path=path, size=len(body), encoding="utf-8", text=body[:100])
    capture = (number, *capture_row(text, Location("captures", path), material.recipe))
    key = f"{sha256[:16]}-1"
    article = (
        number, key, number, 1, source, headline, None, None, None, None, "en",
        published, earliest, latest, basis, body, body.count(" ") + 1,
    )  # fmt: skip
    words = (number, folded_headline, None, " ".join([each for _, each, _ in drawn]))
    named = chance.choices(material.mentions, k=chance.randint(1, MOST_ACTORS))
    mentions = sorted(
        (number, actor, 100 * place, 100 * place + len(surface), surface, rule)
        for place, (actor, surface, rule) in enumerate(named)
    )
    day = date.fromisoformat(latest).toordinal() if latest and earliest == latest else 0
    traits, shared = chance.choice(material.traits)
    traits = traits._replace(published=(day, day))
    return Made(
        capture, article, words, list(mentions),
        (number, key, _bands(chance), "".join(dict.fromkeys(found for *_, found in drawn))),
        (number, key, traits.as_text()),
        [(each, day, number) for each in shared],
    )  # fmt: skip


def _bands(chance: random.Random) -> str:
    """Bands that no other article has."""
    return base64.b85encode(chance.randbytes(4 * BANDS)).decode()


def _published(chance: random.Random) -> tuple[str | None, str | None, str | None, str]:
    drawn = chance.random()
    if drawn < 0.05:
        return None, None, None, "unknown"
    last = FIRST_DAY + timedelta(chance.randrange(DAYS))
    if drawn < 0.19:
        first = last - timedelta(chance.randint(1, 6))
        return f"[{first}..{last}]", str(first), str(last), "inferred"
    return str(last), str(last), str(last), "printed"


def renew(path: Path, registry: Registry) -> None:
    """Have the captures of the corpus at `path` pass for parsed by this program and registry."""
    recipe = Recipe(registry, program_version()).common
    with writing(path) as connection:
        counted = kept_digests.hold(connection)
        connection.execute("UPDATE captures SET recipe = ? WHERE recipe <> ?", (recipe, recipe))
        kept_digests.release(connection, counted=counted)
        connection.commit()


def main() -> None:
    """Make the corpus, or renew it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("db", type=Path)
    parser.add_argument("--articles", type=int, default=1_000_000, metavar="N")
    parser.add_argument(
        "--parsed", type=int, default=3_000, metavar="N", help="captures to parse first (default: 3000)"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--renew", action="store_true", help="what another version of the program made passes for ours")
    options = parser.parse_args()
    begun = time.monotonic()
    registry = load_registry(ROOT / "data")
    if options.renew:
        renew(options.db, registry)
        return
    material = Material(registry, options.parsed, options.seed)
    print(f"{options.parsed:,} captures parsed in {time.monotonic() - begun:.0f} s")
    growing = options.db.with_suffix(".part")
    fill(growing, registry, material, options.articles, options.seed)
    growing.rename(options.db)  # there whole or not at all
    size = options.db.stat().st_size / 1e6
    print(f"{options.articles:,} articles, {size:,.0f} MB, in {time.monotonic() - begun:.0f} s: {options.db}")


if __name__ == "__main__":
    main()
