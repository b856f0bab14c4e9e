"""Whatever way a question is answered, the answer is the same, and none reads a table through that has an index."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

from syria_iraq_archive.corpus import query as planning
from syria_iraq_archive.corpus.connection import reading
from syria_iraq_archive.corpus.query import (
    LookUp,
    Order,
    Plan,
    Question,
    Walk,
    compile_question,
    count_found,
    find_articles,
    plans,
)
from syria_iraq_archive.corpus.question import Days
from syria_iraq_archive.corpus.similar import buckets as similar_buckets
from syria_iraq_archive.corpus.similar import link as similar_link
from syria_iraq_archive.corpus.stories import link as stories_link
from syria_iraq_archive.engine import ingest as engine_ingest
from syria_iraq_archive.records import ParsedCapture
from tests.factories import TEXT, dated, make_corpus, undated

DAYS: dict[str, object] = {"earliest": "2024-12-04", "latest": "2024-12-08"}

TEXTS = (None, "hama", "NOT hama", "zebra", "?!")
DATES: tuple[dict[str, object], ...] = (
    {},
    DAYS,
    DAYS | {"certain": True},
    DAYS | {"undated": True},
    {"mentioned": Days("2024-12-01", "2024-12-31")},
)
SOURCES = ((), ("example-news",), ("example-news", "other-news"))
ACTORS: tuple[dict[str, object], ...] = (
    {},
    {"actors": ("turkey",)},
    {"actors": ("turkey",), "exact": True},
    {"actors": ("turkey", "iran")},
    {"actors": ("turkey", "iran"), "any_actor": True},
)
QUESTIONS = [
    Question(text=text, sources=sources, order=order, limit=2, **days, **actors)  # type: ignore[arg-type]
    for text, days, sources, actors, order in product(TEXTS, DATES, SOURCES, ACTORS, (Order.NEWEST, Order.OLDEST))
]


def copies() -> Iterator[ParsedCapture]:
    """Articles of different days and outlets, some of them undated."""
    for number in range(12):
        parsed = dated(f"{number}.txt", TEXT + "\n" * number)
        first, last = f"2024-12-{number % 5 + 2:02}", f"2024-12-{number % 5 + 2 + number % 3:02}"
        change = {
            "published_earliest": first,
            "published_latest": last,
            "source": ("example-news", "other-news", None)[number % 3],
        }
        yield parsed.model_copy(update={"articles": (parsed.articles[0].model_copy(update=change),)})
    yield undated()


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """A corpus of these."""
    path: Path = tmp_path_factory.mktemp("plan") / "a.db"
    with reading(make_corpus(path, *copies())) as connection:
        yield connection


def ways(question: Question) -> Iterator[Plan]:
    """Every plan by which the question can be answered in full."""
    search = question.search
    walks = [Plan(Walk.ALL), Plan(Walk.ALL, widest=2)]
    if question.sources:
        walks.append(Plan(Walk.SOURCE))
    if question.any_actor:
        walks.append(Plan(Walk.ANY_ACTOR))
    else:
        walks += [Plan(Walk.ACTOR, actor) for actor in question.actors]
    if search and search.expression and not search.excluded:
        walks.append(Plan(Walk.TEXT))
    if question.mentioned:
        walks.append(Plan(Walk.SPEAKING))
    for plan, look_up in product(walks, LookUp if search else (LookUp.LIST,)):
        yield replace(plan, look_up=look_up)


def keys(connection: sqlite3.Connection, question: Question, plan: Plan) -> list[str]:
    return [row["key"] for row in connection.execute(*compile_question(question, plan).select)]


def explained(connection: sqlite3.Connection, sql: str, parameters: tuple[str | float, ...]) -> list[str]:
    """The steps of SQLite's plan."""
    return [row["detail"] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}", parameters)]


def test_every_way_leads_to_the_same_articles(corpus: sqlite3.Connection) -> None:
    """In the same order, and as many."""
    for question in QUESTIONS:
        whole = replace(question, limit=None)
        pages = {plan: keys(corpus, whole, plan) for plan in ways(question)}
        expected = pages[Plan()]
        assert [plan for plan, page in pages.items() if page != expected] == [], question
        assert [row["key"] for row in find_articles(corpus, question)] == expected[:2], question
        assert count_found(corpus, question) == len(expected), question
        for plan in ways(question):
            count = compile_question(question, plan).count()
            assert corpus.execute(count.sql, count.parameters).fetchone()[0] == len(expected), (question, plan)


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        ("2024-12-01", "2024-12-04", False),
        ("2024-12-01", "2024-12-05", True),
        ("2024-12-05", "2024-12-05", True),
        ("2024-12-07", "2024-12-31", True),
        ("2024-12-08", "2024-12-31", False),
    ],
)
@pytest.mark.parametrize("actors", [(), ("turkey",)])
@pytest.mark.parametrize("text", [None, "hama"])
def test_a_range_that_begins_on_the_last_day_asked_or_ends_on_the_first_is_found_in_every_way(
    corpus: sqlite3.Connection, first: str, last: str, found: bool, actors: tuple[str, ...], text: str | None
) -> None:
    """Here that of the one article from 5 to 7 December, the widest that there is."""
    row = corpus.execute("SELECT key FROM articles WHERE published_latest = '2024-12-07' AND source_id IS NULL")
    [(key,)] = row.fetchall()
    question = Question(text=text, earliest=first, latest=last, actors=actors)
    assert (key in [row["key"] for row in find_articles(corpus, question)]) == found
    for plan in ways(question):
        assert (key in keys(corpus, question, plan)) == found, plan


@pytest.mark.parametrize(
    ("few", "many", "look_ups", "counted"),
    [(0, 0, 1, 0), (0, 0, 100, 100), (0, 100, 100, 0), (100, 100, 100, 100)],
)
def test_the_numbers_by_which_a_plan_is_chosen_change_no_answer(
    corpus: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch, few: int, many: int, look_ups: int, counted: int
) -> None:
    """Also where the newest that are looked at don't fill the page."""
    expected = [[row["key"] for row in find_articles(corpus, question)] for question in QUESTIONS]
    for name, number in (("FEW", few), ("MANY", many), ("LOOK_UPS", look_ups), ("COUNTED", counted)):
        monkeypatch.setattr(planning, name, number)
    found = [[row["key"] for row in find_articles(corpus, question)] for question in QUESTIONS]
    assert found == expected


def test_no_table_is_read_through_where_a_filter_has_an_index(
    corpus: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For every combination of filters, pages and counts: neither articles, nor mentions, nor any other."""
    for few in (0, planning.FEW):
        monkeypatch.setattr(planning, "FEW", few)
        monkeypatch.setattr(planning, "MANY", few)
        for question in QUESTIONS:
            for plan in plans(corpus, question):
                count = compile_question(question, plan).count()
                steps = explained(corpus, *compile_question(question, plan).select)
                steps += explained(corpus, count.sql, count.parameters)
                assert [step for step in steps if reads_through(step, question, plan)] == [], (question, plan, steps)


@pytest.mark.parametrize("sources", SOURCES)
@pytest.mark.parametrize("actors", ACTORS)
@pytest.mark.parametrize("days", DATES)
def test_ranking_asks_the_index_once_and_reads_no_other_table_through(
    corpus: sqlite3.Connection, sources: tuple[str, ...], actors: dict[str, object], days: dict[str, object]
) -> None:
    """Beside other conditions, too: asked anew for each article it would take minutes."""
    question = Question(text="hama", sources=sources, limit=20, **actors, **days)  # type: ignore[arg-type]
    steps = explained(corpus, *compile_question(question, Plan()).select)
    scans = [step.split()[1] for step in steps if step.startswith("SCAN ")]
    assert scans.count("articles_folded") == 1
    assert not {"articles", "mentions", "actor_articles", "dates"} & set(scans)
    assert [step for step in steps if step.startswith("CORRELATED")] == []


def reads_through(step: str, question: Question, plan: Plan) -> bool:
    """Whether a step of SQLite's plan reads a whole table, or a whole index though something narrower is asked for."""
    if not step.startswith("SCAN ") or "VIRTUAL TABLE" in step or step.split()[1] in ("few", "page", "newest"):
        return False
    if "(subquery" in step or "CONSTANT ROW" in step or (step == "SCAN s" and plan.walk is Walk.ANY_ACTOR):
        return False  # what other steps found
    walked = step.startswith("SCAN s USING") and "INDEX idx_articles_published_latest" in step
    return not (walked and plan.walk is Walk.ALL and (not question.dated or question.undated))


@pytest.mark.parametrize(
    "question",
    [
        Question(limit=20),
        Question(limit=20, offset=40),
        Question(limit=20, order=Order.OLDEST),
        Question(limit=20, **DAYS),  # type: ignore[arg-type]
        Question(limit=20, sources=("example-news",), **DAYS),  # type: ignore[arg-type]
        Question(limit=20, actors=("turkey",)),
        Question(limit=20, actors=("turkey", "iran"), sources=("example-news",), **DAYS),  # type: ignore[arg-type]
        Question(limit=20, text="hama", order=Order.NEWEST),
        Question(limit=20, text="hama", actors=("turkey",), order=Order.NEWEST, **DAYS),  # type: ignore[arg-type]
    ],
)
def test_a_page_is_read_off_an_index_in_order(
    corpus: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch, question: Question
) -> None:
    """Only the page itself is sorted, never all that is found."""
    monkeypatch.setattr(planning, "FEW", 0)
    for plan in plans(corpus, question):
        sql, parameters = compile_question(question, plan).select
        page = sql[sql.index("JOIN (") + len("JOIN (") : sql.rindex(") AS page")]
        steps = explained(corpus, page, parameters)
        assert [step for step in steps if "TEMP B-TREE" in step] == [], (plan, steps)


@pytest.mark.parametrize(
    ("question", "walk"),
    [
        (Question(), Walk.ALL),
        (Question(sources=("example-news",)), Walk.SOURCE),
        (Question(actors=("turkey",)), Walk.ACTOR),
        (Question(actors=("turkey",), any_actor=True), Walk.ANY_ACTOR),
        (Question(sources=("example-news", "other-news")), Walk.SOURCE),
        (Question(text="hama", actors=("turkey",)), Walk.TEXT),
        (Question(text="NOT hama", actors=("turkey",)), Walk.ACTOR),
        (Question(mentioned=Days("2024-12-01", "2024-12-31"), actors=("turkey",)), Walk.SPEAKING),
        (Question(actors=("turkey", "iran")), Walk.ACTOR),
        (Question(actors=("turkey",), sources=("other-news",)), Walk.SOURCE),
    ],
)
def test_the_shortest_walk_is_chosen(corpus: sqlite3.Connection, question: Question, walk: Walk) -> None:
    """By the numbers of articles."""
    *_, plan = plans(corpus, question)
    assert plan.walk is walk
    assert plan.actor in {"", "turkey" if len(question.actors) == 1 else "iran"}


@pytest.mark.parametrize(
    ("sql", "few"),
    [
        (similar_link._UNSIGNED, "SCAN unlinked"),
        (similar_buckets._SIGNED, "SCAN wanted"),
        (stories_link._NEXT, "SCAN story_waiting"),
        (stories_link._STRAYS, "SCAN story_waiting"),
    ],
    ids=["unsigned", "signed", "next", "strays"],
)
def test_what_is_new_is_looked_up_however_much_is_there(corpus: sqlite3.Connection, sql: str, few: str) -> None:
    """Of new articles each is read; of those there were only what they name."""
    corpus.execute("CREATE TEMP TABLE IF NOT EXISTS wanted (article_id INTEGER PRIMARY KEY)")
    steps = explained(corpus, sql, (1,) if "?" in sql else ())
    assert [step for step in steps if step.startswith("SCAN") and "VIRTUAL TABLE INDEX 0:=" not in step] == [few]


def test_captures_made_in_another_way_are_found_by_an_index(corpus: sqlite3.Connection) -> None:
    """An ingest of one file doesn't read what all others were made by."""
    plan = corpus.execute(f"EXPLAIN QUERY PLAN {engine_ingest._PERHAPS_STALE}", {"common": "a", "corrected": "[]"})
    assert [step for *_, step in plan if step.startswith("SCAN captures")] == []
