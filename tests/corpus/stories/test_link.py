"""Articles that report the same event are linked, whatever the order in which they came."""

import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from syria_iraq_archive.corpus.connection import writing
from syria_iraq_archive.corpus.stories import link as link_module
from syria_iraq_archive.corpus.stories.keys import KeyLimits
from tests.corpus.stories.invented import StoryCorpus, read_half, told

SMALL = KeyLimits(day=2, ever=3)
TEXTS = [article.text for article in read_half("tuned")]
STORY = "SELECT * FROM stories ORDER BY id"
ROWS = (
    "SELECT articles.key, story_id, place, mate.key, score, actors, places, days, numbers, story_articles.words "
    "FROM story_articles JOIN articles ON articles.id = article_id JOIN articles AS mate ON mate.id = linked_id "
    "ORDER BY articles.key"
)
KEYS = "SELECT shared, day, key FROM story_keys JOIN articles ON id = article_id ORDER BY 1, 2, 3"


def assert_same(corpus: StoryCorpus, other: StoryCorpus) -> None:
    assert corpus.links() == other.links()
    for sql in (STORY, ROWS, KEYS):
        assert corpus.rows(sql) == other.rows(sql)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("limits", [SMALL, KeyLimits()], ids=["small", "usual"])
def test_stories_are_the_same_whatever_came_and_went_before(tmp_path: Path, seed: int, limits: KeyLimits) -> None:
    """Added in any order and portions, removed and added again, beside all at once."""
    chance = random.Random(seed)
    texts = chance.sample(TEXTS, 36)
    wanted = [text for text in texts if chance.random() < 0.8]
    corpus, there = StoryCorpus(tmp_path / "grown.db"), set[str]()
    for _ in range(6):
        leaving = {text for text in sorted(there) if chance.random() < 0.25}
        coming = [text for text in texts if text not in there and chance.random() < 0.5]
        corpus.remove(sorted(leaving))
        corpus.add(chance.sample(coming, len(coming)))
        there = (there - leaving) | set(coming)
        if chance.random() < 0.8:
            corpus.link(limits)
    corpus.remove(sorted(there - set(wanted)))
    corpus.add([text for text in wanted if text not in there])
    corpus.link(limits)
    at_once = told(tmp_path / "at-once.db", wanted, limits)
    assert_same(corpus, at_once)
    assert corpus.links()


def test_one_by_one_is_as_at_once(tmp_path: Path) -> None:
    """Stories found after each article are those found after all, with keys that begin and cease to count."""
    texts = TEXTS[:24]
    corpus = StoryCorpus(tmp_path / "grown.db")
    for text in texts:
        corpus.add([text])
        corpus.link(SMALL)
    assert_same(corpus, told(tmp_path / "at-once.db", reversed(texts), SMALL))


def test_what_is_written_without_traits_gets_them_when_stories_are_found(tmp_path: Path) -> None:
    """As from a corpus of Parquet tables, or an older one, which has none."""
    corpus = StoryCorpus(tmp_path / "a.db")
    corpus.add(TEXTS[:12], told=False)
    assert_same(corpus.link(), told(tmp_path / "b.db", TEXTS[:12]))
    assert corpus.rows("SELECT key, traits FROM story_traits") != []


def test_finding_again_finds_nothing_to_do(tmp_path: Path) -> None:
    """Nothing is read nor written where nothing is new."""
    corpus = told(tmp_path / "a.db", TEXTS[:6])
    before = corpus.path.read_bytes()
    corpus.link()
    assert corpus.path.read_bytes() == before


def test_the_last_of_a_story_leaves_nothing_of_it(tmp_path: Path) -> None:
    """No row of a story stays when its articles go, nor when one alone is left."""
    corpus = told(tmp_path / "a.db", TEXTS[:3])
    assert len(corpus.stories()) == 1
    corpus.remove(TEXTS[:2])
    assert corpus.link().rows(STORY) == []
    corpus.remove(TEXTS[2:3])
    assert corpus.link().rows("SELECT shared FROM story_keys UNION SELECT shared FROM story_keys_left") == []


def test_a_story_is_named_for_the_article_published_first(tmp_path: Path) -> None:
    """When that leaves, for the next."""
    corpus = told(tmp_path / "a.db", TEXTS[:3])
    ((first, *others),) = corpus.stories()
    assert corpus.rows("SELECT id, articles, outlets, earliest, latest FROM stories") == [
        (first, 3, 3, "2024-11-26", "2024-11-27")
    ]
    (gone,) = [text for text in TEXTS[:3] if told(tmp_path / f"{TEXTS.index(text)}.db", [text]).rows(
        f"SELECT 1 FROM articles WHERE key = '{first}'"
    )]  # fmt: skip
    corpus.remove([gone])
    left = corpus.link().stories()
    assert left in (set(), {tuple(others)})


def test_others_may_write_while_stories_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What another run writes meanwhile is found anew, and counts."""
    corpus = StoryCorpus(tmp_path / "a.db")
    corpus.add(TEXTS[:10])
    find = link_module._Finder.find
    waiting = list(TEXTS[10:12])

    def find_and_write(finder: link_module._Finder) -> None:
        find(finder)
        if waiting:
            assert not holds_the_lock(corpus.path)
            corpus.add([waiting.pop()])

    monkeypatch.setattr(link_module._Finder, "find", find_and_write)
    corpus.link()
    assert_same(corpus, told(tmp_path / "b.db", TEXTS[:12]))


def holds_the_lock(path: Path) -> bool:
    """Whether somebody has the right to write."""
    with closing(sqlite3.connect(path, timeout=0)) as connection:
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            return True
    return False


def test_a_new_article_reads_no_others_than_its_candidates(tmp_path: Path) -> None:
    """SQLite takes about as many steps for it in a corpus of three times as many."""
    steps = []
    for number in (18, 58):
        corpus = told(tmp_path / f"{number}.db", TEXTS[-number:])
        corpus.add(TEXTS[:1])
        with writing(corpus.path) as connection:
            counted: list[int] = []
            connection.set_progress_handler(lambda counted=counted: counted.append(100), 100)  # type: ignore[misc]
            link_module.link_stories(connection)
            connection.set_progress_handler(None, 0)
        steps.append(sum(counted))
    few, many = steps
    assert many < 1.5 * few


def test_what_waits_is_compared_by_its_days(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever its numbers: so most of what an article is compared with comes in the same portion, and is there."""
    corpus = StoryCorpus(tmp_path / "a.db")
    corpus.add(random.Random(1).sample(TEXTS, 20))
    monkeypatch.setattr(link_module, "PORTION", 3)
    portions: list[list[str]] = []
    apply = link_module._apply

    def note(connection: sqlite3.Connection) -> None:
        days = "SELECT published_earliest FROM articles WHERE id IN (SELECT article_id FROM portion) ORDER BY 1"
        portions.append([day or "" for (day,) in connection.execute(days)])
        apply(connection)

    monkeypatch.setattr(link_module, "_apply", note)
    corpus.link()
    days = [day for portion in portions for day in portion]
    assert len(portions) == 7
    assert days == sorted(days)
    assert len(set(days)) > 3


def test_what_waits_without_an_article_is_let_go(tmp_path: Path) -> None:
    """As in a file that another program has changed: nobody waits for ever."""
    corpus = told(tmp_path / "a.db", TEXTS[:3])
    with closing(sqlite3.connect(corpus.path)) as connection:
        connection.execute("INSERT INTO story_waiting VALUES (999, 1)")
        connection.commit()
    assert corpus.link().rows("SELECT * FROM story_waiting") == []
    assert len(corpus.stories()) == 1
