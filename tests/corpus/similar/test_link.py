"""Articles with the same words are linked, whatever the order in which they came."""

import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from syria_iraq_archive.capture.files import MAX_BYTES, find_captures
from syria_iraq_archive.corpus.connection import writing
from syria_iraq_archive.corpus.location import Location
from syria_iraq_archive.corpus.migrations import migrate
from syria_iraq_archive.corpus.rows import capture_rows
from syria_iraq_archive.corpus.similar import link as link_module
from syria_iraq_archive.corpus.similar.buckets import BucketLimits
from syria_iraq_archive.corpus.writer import Writer
from syria_iraq_archive.engine.ingest import Build
from syria_iraq_archive.engine.local import Local
from tests.corpus.similar.made_up import PARAGRAPH, Corpus, edited, key, linked, page, story, told
from tests.engine.runs import make_plain
from tests.factories import registry

SMALL = BucketLimits(first=2, paragraph=3)


def kinds(corpus: Corpus) -> list[str]:
    return sorted(kind for _, _, kind, _ in corpus.links())


def test_the_same_words_under_another_headline_are_the_same_text(tmp_path: Path) -> None:
    """Spelling that folding takes away makes no difference."""
    other = [paragraph.upper().replace(" ", "  ") for paragraph in story(1)]
    corpus = linked(tmp_path / "a.db", page("One", story(1)), page("Other", other), page("Third", story(2)))
    assert [(kind, score) for _, _, kind, score in corpus.links()] == [("same-text", 1.0)]


def test_an_edited_copy_is_a_repost_with_the_share_of_sequences_in_common(tmp_path: Path) -> None:
    """One word in twenty-five replaced leaves four fifths of the sequences."""
    corpus = linked(tmp_path / "a.db", page("One", story(1)), page("Other", edited(story(1), 0.04)))
    ((_, _, kind, score),) = corpus.links()
    assert kind == "repost"
    assert 0.6 < score < 1


def test_a_paragraph_in_common_is_less_than_a_repost(tmp_path: Path) -> None:
    """Such as background that one outlet takes over from another."""
    corpus = linked(tmp_path / "a.db", page("One", story(1)), page("Other", [*story(2), story(1)[3]]))
    ((_, _, kind, score),) = corpus.links()
    assert kind == "shared-paragraphs"
    assert 0 < score < 0.2


def test_paragraphs_that_an_outlet_repeats_link_none_of_its_articles(tmp_path: Path) -> None:
    """They are its background and its furniture; another outlet that takes them over is linked."""
    about = story(99, 1)
    outlets = ["example-news", "example-news", "other-news"]
    copies = [told(page("One", story(number) + about), outlet) for number, outlet in enumerate(outlets)]
    corpus = linked(tmp_path / "a.db", *copies)
    elsewhere = copies[2].key(copies[2].articles[0])
    assert len(corpus.links()) == 2
    assert all(elsewhere in pair[:2] for pair in corpus.links())


def test_stories_of_their_own_are_not_linked(tmp_path: Path) -> None:
    """However many there are, and though each ends with the same short line."""
    corpus = linked(tmp_path / "a.db", *(page("One", [*story(number), "Follow us."]) for number in range(50)))
    assert corpus.links() == set()


def test_a_paragraph_that_stands_in_many_articles_links_none(tmp_path: Path) -> None:
    """It is what the outlet says of itself."""
    about = story(99, 1)
    texts = [page("One", story(number, 8) + about) for number in range(4)]
    assert len(linked(tmp_path / "three.db", *texts[:3], limits=SMALL).links()) == 3
    assert linked(tmp_path / "four.db", *texts, limits=SMALL).links() == set()


def test_boilerplate_links_none_though_something_else_leads_to_the_pair(tmp_path: Path) -> None:
    """Short articles under the same long furniture are compared, and have no more in common."""
    about, limits = story(99, 1), BucketLimits(paragraph=3)
    texts = [page("One", story(number, 2) + about) for number in range(40)]
    assert linked(tmp_path / "a.db", *texts, limits=limits).links() == set()


def test_of_many_copies_each_is_linked_with_the_first_by_key(tmp_path: Path) -> None:
    """And all are one cluster nevertheless."""
    texts = [page(f"Copy {number}", story(1)) for number in range(8)]
    corpus = linked(tmp_path / "a.db", *texts, limits=SMALL)
    first = sorted(map(key, texts))[:2]
    assert {one for one, *_ in corpus.links()} == set(first)
    assert len(corpus.links()) == 7 + 6
    assert [len(cluster) for cluster in corpus.clusters()] == [8]


def test_texts_of_few_words_are_not_compared(tmp_path: Path) -> None:
    """The same sentence under two photos is no repost."""
    words = " ".join(story(1)[0].split()[: PARAGRAPH - 10])
    corpus = linked(tmp_path / "a.db", page("One", [words]), page("Other", [words]))
    assert corpus.links() == set()


def series(chance: random.Random) -> list[str]:
    """Reports in a fixed form, copies, parts of others, boilerplate: buckets of every size."""
    form, about = story(1, 5), story(2, 1)
    texts = [page(f"Report {number}", [*edited(form, 0.03, number), *about]) for number in range(8)]
    texts += [page(f"Copy {number}", story(3)) for number in range(5)]
    texts += [page(f"Part {number}", [*story(10 + number), *chance.sample(story(3), 1)]) for number in range(4)]
    return texts + [page(f"Own {number}", story(20 + number)) for number in range(3)]


@pytest.mark.parametrize("seed", range(6))
def test_the_links_are_the_same_whatever_came_and_went_before(tmp_path: Path, seed: int) -> None:
    """Added in any order and portions, removed and added again, beside all at once."""
    chance = random.Random(seed)
    texts = series(random.Random(0))
    wanted = [text for text in texts if chance.random() < 0.8]
    corpus, there = Corpus(tmp_path / "grown.db"), set[str]()
    for _ in range(12):
        leaving = {text for text in there if chance.random() < 0.25}
        coming = {text for text in texts if text not in there and chance.random() < 0.4}
        corpus.remove(*sorted(leaving, key=key))
        corpus.add(*chance.sample(sorted(coming), len(coming)))
        there = (there - leaving) | coming
        if chance.random() < 0.8:
            corpus.link(SMALL)
    corpus.remove(*sorted(there - set(wanted)))
    corpus.add(*sorted(set(wanted) - there))
    corpus.link(SMALL)
    at_once = linked(tmp_path / "at-once.db", *wanted, limits=SMALL)
    assert corpus.links() == at_once.links()
    assert corpus.clusters() == at_once.clusters()
    assert len(at_once.links()) > 10


def test_a_removed_capture_takes_its_links_along(tmp_path: Path) -> None:
    """At once, before anything is linked again; what is left of a cluster of two is none."""
    texts = [page("One", story(1)), page("Other", story(1))]
    corpus = linked(tmp_path / "a.db", *texts)
    corpus.remove(texts[0])
    assert corpus.links() == set()
    assert corpus.link().clusters() == set()


def test_what_was_interrupted_is_done_by_the_next_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is half linked, and nothing is forgotten."""
    texts = [page("One", story(1)), page("Other", story(1)), page("Third", edited(story(1), 0.02))]
    corpus = linked(tmp_path / "a.db", *texts[:2])
    before = corpus.links()
    corpus.remove(texts[0])
    corpus.add(texts[0], texts[2])
    with monkeypatch.context() as patched:
        patched.setattr(link_module, "cluster_again", interrupted)
        with pytest.raises(KeyboardInterrupt):
            corpus.link()
    assert corpus.links() == set()
    assert corpus.link().links() > before
    assert [len(cluster) for cluster in corpus.clusters()] == [3]


@pytest.mark.parametrize("times", [1, 5])
def test_what_another_writes_while_pairs_are_sought_is_linked_with_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, times: int
) -> None:
    """It may write meanwhile; if it does so again and again, it has to wait in the end."""
    texts = [page(f"Copy {number}", edited(story(1), 0.01, number)) for number in range(8)]
    corpus, find, waiting = Corpus(tmp_path / "a.db"), link_module._find, texts[2:]
    corpus.add(*texts[:2])

    def find_and_write(connection: sqlite3.Connection, limits: BucketLimits) -> None:
        find(connection, limits)
        if len(waiting) > len(texts) - 2 - times and not holds_the_lock(tmp_path / "a.db"):
            corpus.add(waiting.pop())
            corpus.remove(texts[0])

    monkeypatch.setattr(link_module, "_find", find_and_write)
    corpus.link(SMALL)
    there = [text for text in texts[1:] if text not in waiting]
    at_once = linked(tmp_path / "at-once.db", *there, limits=SMALL)
    assert corpus.links() == at_once.links() != set()
    assert corpus.clusters() == at_once.clusters()


def holds_the_lock(path: Path) -> bool:
    """Whether somebody has the right to write."""
    with closing(sqlite3.connect(path, timeout=0)) as connection:
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            return True
    return False


def test_linking_a_new_article_reads_no_others(tmp_path: Path) -> None:
    """SQLite takes about as many steps for it in a corpus of six times as many."""
    steps = []
    for number in (8, 48):
        corpus = linked(tmp_path / f"{number}.db", *(page("One", story(each)) for each in range(number)))
        corpus.add(page("New", story(1)))
        with writing(tmp_path / f"{number}.db") as connection:
            counted: list[int] = []
            connection.set_progress_handler(lambda counted=counted: counted.append(100), 100)  # type: ignore[misc]
            link_module.link(connection)
            connection.set_progress_handler(None, 0)
        assert len(corpus.links()) == 1
        steps.append(sum(counted))
    few, many = steps
    assert many < 1.5 * few


def interrupted(*_: object) -> None:
    raise KeyboardInterrupt


def test_what_is_written_without_a_signature_gets_it_when_linked(tmp_path: Path) -> None:
    """As from a corpus of Parquet tables, which has none."""
    texts = [page("One", story(1)), page("Other", edited(story(1), 0.02))]
    corpus = Corpus(tmp_path / "a.db")
    with writing(tmp_path / "a.db") as connection:
        for text in texts:
            rows = capture_rows(told(text))._replace(signatures=())
            Writer(connection).write(rows, Location("..", rows.capture.path), "recipe")
    assert corpus.link().links() == linked(tmp_path / "b.db", *texts).links() != set()


def test_linking_again_finds_nothing_to_do(tmp_path: Path) -> None:
    """Nothing is read nor written where nothing is new."""
    corpus = linked(tmp_path / "a.db", page("One", story(1)), page("Other", story(1)))
    before = (tmp_path / "a.db").read_bytes()
    corpus.link()
    assert (tmp_path / "a.db").read_bytes() == before
    assert corpus.rows("SELECT * FROM unlinked UNION SELECT key, 1 FROM departed") == []


def test_a_cluster_begins_with_the_first_published(tmp_path: Path) -> None:
    """Unknown dates come last; of the same day, keys decide."""
    days = ["2024-12-03", None, "2024-12-01", "2024-12-01"]
    copies = [told(page(f"Copy {number}", story(1)), day=day) for number, day in enumerate(days)]
    last, unknown, *first = [copy.key(copy.articles[0]) for copy in copies]
    assert linked(tmp_path / "a.db", *copies).clusters() == {(*sorted(first), last, unknown)}


def test_without_dates_a_cluster_is_in_the_order_of_keys(tmp_path: Path) -> None:
    """They are the same everywhere."""
    texts = [page(f"Copy {number}", story(1)) for number in range(3)]
    assert linked(tmp_path / "a.db", *texts).clusters() == {tuple(sorted(map(key, texts)))}


def test_processes_sign_as_one_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The corpus is the same whatever their number."""
    monkeypatch.setattr("syria_iraq_archive.engine.local.MUCH", 1)
    texts = [page(f"Copy {number}", edited(story(1), 0.01, number)) for number in range(5)]
    folder = tmp_path / "captures"
    folder.mkdir()
    for number, text in enumerate(texts):
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    with writing(tmp_path / "ingested.db") as connection:
        migrate(connection)
        engine = Local(make_plain, jobs=2)
        Build(connection, tmp_path / "ingested.db", engine, registry(), "1").run(find_captures([folder]), MAX_BYTES)
    assert Corpus(tmp_path / "ingested.db").links() == linked(tmp_path / "a.db", *texts).links() != set()
