"""Whatever cell of a corpus is changed, verification finds it; and what can't be read at all ends no command badly."""

import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from syria_iraq_archive.corpus.connection import reading
from syria_iraq_archive.corpus.recipe import Recipe
from syria_iraq_archive.corpus.tables import ACTOR_ARTICLES, TABLES
from syria_iraq_archive.corpus.verify.checks import verify
from syria_iraq_archive.corpus.verify.derivation import Derivation, Knowledge
from syria_iraq_archive.pipeline import Pipeline
from syria_iraq_archive.registry.load import Registry
from tests.factories import make_corpus
from tests.factories import registry as small_registry

VERSION = "1"
CHANGES = 1  # of each column

# What says where and how a row was made: no other row has to agree with it.
FREE = {("captures", name) for name in ("id", "path", "folder", "recipe", "extractor", "warning")}


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory, pipeline: Pipeline, registry: Registry) -> Path:
    """A corpus of the seeds as the program makes it."""
    recipe = Recipe(registry, VERSION)
    seeds = sorted((Path(__file__).parents[2] / "seeds").iterdir())
    parsed = [pipeline.run(path.read_bytes(), path.name) for path in seeds[:2]]
    corpus = make_corpus(tmp_path_factory.mktemp("flipped") / "a.db", *parsed, knowledge=registry)
    with closing(sqlite3.connect(corpus)) as connection, connection:
        for (sha256,) in connection.execute("SELECT sha256 FROM captures").fetchall():
            connection.execute("UPDATE captures SET recipe = ? WHERE sha256 = ?", (recipe.of(sha256), sha256))
    return corpus


def findings(corpus: Path, pipeline: Pipeline, registry: Registry) -> list[str]:
    """All that verification finds."""
    recipe = Recipe(registry, VERSION)
    with reading(corpus) as connection:
        verdicts = verify(connection, Derivation(pipeline.run, recipe), Knowledge(registry, recipe))
    return [f"{verdict.name}: {each.where}: {each.what}" for verdict in verdicts for each in verdict.findings]


def changed(value: Any, chance: random.Random) -> Any:
    """Another value in the place of this: a bit flipped in a byte, a number beside it, or below none."""
    if isinstance(value, str | bytes):
        data = bytearray(value.encode() if isinstance(value, str) else value) or bytearray(b"\0")
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        return bytes(data)
    if value is None:
        return b"\xff"
    return chance.choice([value + 1, -value - 1, value * 1000 + 7])


def test_the_corpus_is_sound(sound: Path, pipeline: Pipeline, registry: Registry) -> None:
    assert findings(sound, pipeline, registry) == []


@pytest.mark.long
@pytest.mark.parametrize("table", [*TABLES, ACTOR_ARTICLES], ids=lambda table: str(table.name))
def test_every_cell_that_is_changed_is_found(
    tmp_path: Path, sound: Path, pipeline: Pipeline, registry: Registry, table: Any
) -> None:
    """By a bit of a text, a number, or a value where there was none."""
    chance = random.Random(table.name)
    missed = []
    for column in table.columns:
        if (table.name, column.name) in FREE:
            continue
        for _ in range(CHANGES):
            corpus = Path(shutil.copy(sound, tmp_path / "a.db"))
            with closing(sqlite3.connect(corpus)) as connection:
                connection.text_factory = lambda data: data.decode("utf-8", "surrogateescape")
                key = ", ".join(table.key_names)
                rows = connection.execute(f"SELECT {key}, {column.name} FROM {table.name}").fetchall()
                if not rows:
                    continue
                *names, value = chance.choice(rows)
                put = changed(value, chance)
                text = "CAST(? AS TEXT)" if column.type == "TEXT" else "?"
                where = " AND ".join(f"{name} IS ?" for name in table.key_names)
                try:
                    with connection:
                        connection.execute(
                            f"UPDATE {table.name} SET {column.name} = {text} WHERE {where}", (put, *names)
                        )
                except sqlite3.IntegrityError:
                    continue
            if not findings(corpus, pipeline, registry):
                missed.append((column.name, value, put))
    assert missed == []


DAMAGES = {
    "a byte of a name": "UPDATE actor_names SET name = CAST(x'49ff72' AS TEXT) WHERE actor_id = 'iran'",
    "a byte of an actor": "UPDATE actors SET name = CAST(x'49ff72' AS TEXT) WHERE id = 'iran'",
    "a byte of a text": "UPDATE captures SET text = CAST(x'49ff72' AS TEXT) WHERE path = 'a.txt'",
    "a byte of a quote": "UPDATE quotes SET text = CAST(x'49ff72' AS TEXT)",
    "a byte of a body": "UPDATE articles SET body = CAST(x'49ff72' AS TEXT)",
    "no end of a number": "INSERT INTO similar VALUES (1, 2, 9e999, 'repost')",
    "a number below none": "UPDATE mentions SET start_char = -5",
    "a span below none": "UPDATE quotes SET start_char = -9, end_char = -2",
    "U+0000": "UPDATE claims SET rule = 'a' || char(0)",
    "an actor that is nobody": "UPDATE actors SET id = 'irap' WHERE id = 'iran'",
    "a part of nobody": "UPDATE actors SET part_of = 'nobody' WHERE id = 'turkish-army'",
    "a mention of nobody": "UPDATE mentions SET actor_id = 'nobody'",
    "a source that is none": "UPDATE articles SET source_id = 'nobody'",
}


@pytest.mark.parametrize("sql", DAMAGES.values(), ids=DAMAGES)
def test_damage_is_found_without_a_registry(corpus: Path, sql: str) -> None:
    """By what a corpus holds alone."""
    with closing(sqlite3.connect(corpus)) as connection, connection:
        connection.execute(sql)
    with reading(corpus) as connection:
        assert [each for verdict in verify(connection) for each in verdict.findings]


def test_undecodable_text_is_found_with_its_table_and_row(corpus: Path) -> None:
    with closing(sqlite3.connect(corpus)) as connection, connection:
        connection.execute(DAMAGES["a byte of a name"])
    with reading(corpus) as connection:
        (found, *_) = (each for verdict in verify(connection) if verdict.name == "values" for each in verdict.findings)
    assert found.where.startswith("actor_names, row iran, I")
    assert found.what.startswith("its name is no text")


def test_a_name_is_compared_with_the_registry_that_made_the_captures(corpus: Path) -> None:
    """And with no other."""
    with closing(sqlite3.connect(corpus)) as connection, connection:
        connection.execute("UPDATE actor_names SET name = 'Iron' WHERE actor_id = 'iran' AND language <> 'en'")
        connection.execute("INSERT INTO actor_names VALUES ('iran', 'Eran', 'en')")
    recipe = Recipe(small_registry(), VERSION)
    knowledge = Knowledge(small_registry(), recipe)
    with reading(corpus) as connection:
        assert not [each for verdict in verify(connection, None, knowledge) for each in verdict.findings]
    assert not knowledge.compared
    knowledge = Knowledge(small_registry(), recipe)
    with closing(sqlite3.connect(corpus)) as connection, connection:
        connection.execute("UPDATE captures SET recipe = ?", (recipe.common,))
    with reading(corpus) as connection:
        verdicts = verify(connection, None, knowledge)
    assert knowledge.compared
    assert [each.what for verdict in verdicts for each in verdict.findings] == ["isn't in the registry: iran, Eran, en"]
