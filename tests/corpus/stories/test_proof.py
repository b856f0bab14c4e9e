"""`archive verify` finds what is said of stories and isn't so, and an older corpus gets its stories."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from syria_iraq_archive.corpus.connection import APPLICATION_ID, reading, writing
from syria_iraq_archive.corpus.fingerprint import fingerprint
from syria_iraq_archive.corpus.migrations import MIGRATIONS, migrate
from syria_iraq_archive.corpus.stories.link import link_stories
from syria_iraq_archive.corpus.verify.checks import verify
from tests.corpus.stories.invented import StoryCorpus, read_half, told

TEXTS = [article.text for article in read_half("tuned")][:9]
MUTATIONS = [
    ("story traits", "UPDATE story_traits SET traits = replace(traits, 'atarib', 'idlib')"),
    ("story traits", "DELETE FROM story_traits"),
    ("story keys", "DELETE FROM story_keys WHERE shared IN (SELECT max(shared) FROM story_keys)"),
    ("story links", "UPDATE story_links SET score = score + 1"),
    ("story links", "UPDATE story_links SET numbers = '7'"),
    ("story links", "UPDATE story_links SET article_id = other_id, other_id = article_id"),
    ("stories", "DELETE FROM story_links WHERE score > 0"),
    ("stories", "UPDATE stories SET outlets = outlets + 1"),
    ("stories", "UPDATE story_articles SET place = place + 1"),
    ("stories", "UPDATE story_articles SET words = 'others'"),
    ("stories", "DELETE FROM stories"),
]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A corpus with stories, as its file."""
    corpus = told(tmp_path_factory.mktemp("proof") / "a.db", TEXTS)
    assert corpus.stories()
    assert findings(corpus.path) == set()
    return corpus.path.read_bytes()


@pytest.mark.parametrize(("check", "mutation"), MUTATIONS)
def test_a_falsified_story_is_found(tmp_path: Path, whole: bytes, check: str, mutation: str) -> None:
    """From the articles alone."""
    path = tmp_path / "a.db"
    path.write_bytes(whole)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(mutation)
    assert check in findings(path)


def findings(path: Path) -> set[str]:
    with reading(path) as connection:
        verdicts = verify(connection)
    names = {"story traits", "story keys", "story links", "stories"}
    return {verdict.name for verdict in verdicts if verdict.findings and verdict.name in names}


def test_the_fingerprint_tells_stories_apart(tmp_path: Path, whole: bytes) -> None:
    """It is that of the articles and of what they are grouped into, whatever their order."""
    path = tmp_path / "a.db"
    path.write_bytes(whole)
    other = told(tmp_path / "b.db", reversed(TEXTS))
    with reading(path) as connection, reading(other.path) as reversed_order:
        before = fingerprint(connection)
        assert fingerprint(reversed_order) == before
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DELETE FROM story_articles")
    with reading(path) as connection:
        assert fingerprint(connection) != before


def test_an_older_corpus_gets_the_stories_of_a_new_one(tmp_path: Path) -> None:
    """From the rows it keeps: nothing is parsed again."""
    new = told(tmp_path / "new.db", TEXTS)
    kept = (
        "sources", "actors", "places", "captures", "articles", "blocks", "mentions", "dates", "place_mentions",
        "articles_folded",
    )  # fmt: skip
    with closing(sqlite3.connect(tmp_path / "old.db")) as old:
        MIGRATIONS.apply(Database(old, execute_plugins=False), stop_before="stories_of_events")
        old.execute("ATTACH ? AS new", (str(new.path),))
        for table in kept:
            columns = ", ".join(name for _, name, *_ in old.execute(f"PRAGMA main.table_info({table})"))
            old.execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM new.{table}")
        old.commit()
        old.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        old.execute("PRAGMA user_version = 12")
    with writing(tmp_path / "old.db") as connection:
        migrate(connection)
        link_stories(connection)
    upgraded = StoryCorpus(tmp_path / "old.db")
    assert upgraded.links() == new.links() != set()
    assert upgraded.stories() == new.stories() != set()
