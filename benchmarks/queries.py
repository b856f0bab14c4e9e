"""How fast questions are answered on a million articles, beside DuckDB over Parquet and Datasette's own pages.

    python benchmarks/queries.py --folder DIR [--articles 1000000] [--questions 100]

The corpus (`million.py`) and its export (`archive export parquet`) are made in DIR unless they are there. Asked is what
readers ask: by date, by source, by actor, by text, and by all four; each time for the newest twenty and for the number
of all. What is asked for is drawn anew for each question, the same at every run: days and windows by chance, half of
the sources, actors and words as often as articles have them, half as likely as any other. Questions by all four are
drawn from an article, so that there is something to be found. The first answers of each kind warm the cache and don't
count.

DuckDB is asked the same in SQL; for text it looks for the word anywhere in headline and body, as it has no index.
Datasette is asked, without this program's pages, for the page of `articles` with the same filters; where it gives up,
its limit of a second counts. Both get fewer questions of each kind.
"""

import argparse
import asyncio
import random
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from urllib.parse import urlencode

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.measure import ARCHIVE, ROOT, Aim, Result, percentile, stopwatch
from syria_iraq_archive.corpus.connection import reading
from syria_iraq_archive.corpus.query import Order, Question, count_found, find_articles
from syria_iraq_archive.corpus.words import folded

PAGE = 20
WARM = 5
LIMIT_MS = 50
OTHERS = 5  # questions of each kind for the others, which take seconds for some
GIVES_UP_MS = 1000.0

ABOUT = """Milliseconds for the newest {page} articles that answer a question, and for the number of all that do:
median and 95th percentile of {number} questions of each kind, by the wall clock, and for pages by CPU too. For DuckDB
over the Parquet export and for Datasette's own page the median of {others} of them, and how many times ours that is."""

Asked = dict[str, list[Question]]  # by kind
Times = dict[str, list[float]]


def questions(connection: sqlite3.Connection, number: int, seed: int) -> Asked:
    """So many questions of each kind."""
    chance = random.Random(seed)
    sources = _weighted(connection, "SELECT source_id, count(*) FROM articles WHERE source_id NOT NULL GROUP BY 1")
    actors = _weighted(connection, "SELECT actor_id, count(*) FROM actor_articles GROUP BY 1")
    words = list(_words(connection, chance))
    vocabulary = sorted(set(words))

    def drawn(likely: Callable[[], str], all: list[str]) -> str:
        return likely() if chance.random() < 0.5 else chance.choice(all)

    def one(kind: str) -> Question:
        if kind == "all four":
            return _of_an_article(connection, chance)
        if kind == "date":
            return _around(date(2013, 1, 1) + timedelta(chance.randrange(4_700)), Question(), chance)
        if kind == "source":
            return Question(sources=(drawn(lambda: _draw(chance, sources), [name for name, _ in sources]),))
        if kind == "actor":
            return Question(actors=(drawn(lambda: _draw(chance, actors), [name for name, _ in actors]),))
        return Question(text=drawn(lambda: chance.choice(words), vocabulary))

    asked = replace(Question(), limit=PAGE, order=Order.NEWEST)
    kinds = ("date", "source", "actor", "text", "all four")
    return {
        kind: [replace(one(kind), limit=asked.limit, order=asked.order) for _ in range(number + WARM)] for kind in kinds
    }


def _weighted(connection: sqlite3.Connection, sql: str) -> list[tuple[str, int]]:
    return [(name, count) for name, count in connection.execute(sql)]


def _draw(chance: random.Random, weighted: list[tuple[str, int]]) -> str:
    weights = list(accumulate(count for _, count in weighted))
    return chance.choices([name for name, _ in weighted], cum_weights=weights)[0]


def _words(connection: sqlite3.Connection, chance: random.Random) -> Iterator[str]:
    """The words of some articles, as often as they stand there."""
    (most,) = connection.execute("SELECT max(id) FROM articles").fetchone()
    for _ in range(200):
        row = connection.execute("SELECT body FROM articles WHERE id >= ?", (chance.randint(1, most),)).fetchone()
        yield from (
            word for word in (folded(row[0]) or "").split() if word.isascii() and word not in ("and", "or", "not")
        )


def _around(day: date, question: Question, chance: random.Random) -> Question:
    """The question, of at most a quarter of a year around a day."""
    first = day - timedelta(chance.randrange(45))
    return replace(question, earliest=str(first), latest=str(first + timedelta(chance.randint(45, 90))))


def _of_an_article(connection: sqlite3.Connection, chance: random.Random) -> Question:
    """Day, source, an actor and a word of one article."""
    (most,) = connection.execute("SELECT max(id) FROM articles").fetchone()
    row = connection.execute(
        "SELECT * FROM articles WHERE id >= ? AND source_id NOT NULL AND published_latest NOT NULL "
        "AND EXISTS (SELECT 1 FROM mentions WHERE article_id = articles.id) LIMIT 1",
        (chance.randint(1, max(1, most - 1_000)),),
    ).fetchone()
    actors = [
        name for (name,) in connection.execute("SELECT actor_id FROM mentions WHERE article_id = ?", (row["id"],))
    ]
    word = chance.choice([word for word in (folded(row["body"]) or "").split() if word not in ("and", "or", "not")])
    question = Question(sources=(row["source_id"],), actors=(chance.choice(actors),), text=word)
    return _around(date.fromisoformat(row["published_latest"]), question, chance)


def ours(connection: sqlite3.Connection, asked: Asked) -> tuple[Times, Times, Times]:
    """Milliseconds of each page and of each count; and those of CPU for each page."""

    def page(question: Question) -> None:
        list(find_articles(connection, question))

    def count(question: Question) -> None:
        count_found(connection, question)

    pages, cpu = _timed(asked, page)
    return pages, _timed(asked, count)[0], cpu


def _timed(asked: Asked, work: Callable[[Question], None], warm: int = WARM) -> tuple[Times, Times]:
    """Milliseconds of the wall clock, and of CPU."""
    times: Times = {}
    cpu: Times = {}
    for kind, several in asked.items():
        times[kind], cpu[kind] = [], []
        for question in several:
            begun = time.process_time()
            with stopwatch() as taken:
                work(question)
            times[kind].append(taken[0] * 1000)
            cpu[kind].append((time.process_time() - begun) * 1000)
        del times[kind][:warm], cpu[kind][:warm]
    return times, cpu


def duckdb_pages(folder: Path, asked: Asked) -> Times:
    """Milliseconds of each page that DuckDB gives."""
    import duckdb

    connection = duckdb.connect()
    for name in ("articles", "mentions", "actors"):
        connection.execute(f"CREATE VIEW {name} AS SELECT * FROM read_parquet('{folder}/{name}.parquet')")

    def page(question: Question) -> None:
        connection.execute(*_in_duckdb(question)).fetchall()

    return _timed(asked, page, warm=1)[0]


def _in_duckdb(question: Question) -> tuple[str, list[str]]:
    conditions, parameters = ["TRUE"], []
    if question.earliest:
        conditions.append("published_latest >= ? AND published_earliest <= ?")
        parameters += [question.earliest, question.latest or ""]
    if question.sources:
        conditions.append("source_id = ?")
        parameters += question.sources
    if question.actors:
        conditions.append(
            "id IN (WITH RECURSIVE members (id) AS (SELECT ? UNION SELECT actors.id FROM actors JOIN members ON "
            "actors.part_of = members.id) SELECT article_id FROM mentions WHERE actor_id IN (SELECT id FROM members))"
        )
        parameters += question.actors
    if question.text:
        conditions.append("(contains(lower(headline), ?) OR contains(lower(body), ?))")
        parameters += [question.text, question.text]
    order = "published_latest DESC NULLS LAST, published_earliest DESC, key"
    columns = "key, published, source_id, headline, substr(body, 1, 100), byline, words"
    return f"SELECT {columns} FROM articles WHERE {' AND '.join(conditions)} ORDER BY {order} LIMIT {PAGE}", parameters


def datasette_pages(path: Path, asked: Asked) -> tuple[Times, int]:
    """Milliseconds of each of Datasette's own pages, and how often it gave up."""
    from datasette.app import Datasette

    datasette = Datasette([str(path)], settings={"suggest_facets": False})
    gave_up = 0

    async def all() -> Times:
        nonlocal gave_up
        times: Times = {}
        for kind, several in asked.items():
            times[kind] = []
            for question in several:
                with stopwatch() as taken:
                    response = await datasette.client.get(f"/{path.stem}/articles?{_in_datasette(question)}")
                failed = response.status_code != 200
                gave_up += failed
                times[kind].append(max(taken[0] * 1000, GIVES_UP_MS if failed else 0))
            del times[kind][:1]
        return times

    return asyncio.run(all()), gave_up


def _in_datasette(question: Question) -> str:
    asked = [("_sort_desc", "published_latest"), ("_size", str(PAGE))]
    if question.earliest:
        asked += [("published_latest__gte", question.earliest), ("published_earliest__lte", question.latest or "")]
    asked += [("source_id", source) for source in question.sources]
    asked += [
        ("_where", f"id in (select article_id from mentions where actor_id = '{actor}')") for actor in question.actors
    ]
    if question.text:
        asked.append(("_search", question.text))
    return urlencode(asked)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, required=True, help="where corpus and export are made or found")
    parser.add_argument("--articles", type=int, default=1_000_000, metavar="N")
    parser.add_argument("--questions", type=int, default=100, metavar="N", help="of each kind (default: 100)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--alone", action="store_true", help="without DuckDB and Datasette")
    parser.add_argument("--save", action="store_true", help="keep the result for docs/performance.md")
    options = parser.parse_args()
    path, export = _material(options.folder, options.articles, alone=options.alone)
    with reading(path) as connection:
        asked = questions(connection, options.questions, options.seed)
        pages, counts, cpu = ours(connection, asked)
    some = {kind: several[WARM - 1 : WARM + OTHERS] for kind, several in asked.items()}  # the first warms the cache
    theirs = None if options.alone else duckdb_pages(export, some)
    datasettes, gave_up = (None, 0) if options.alone else datasette_pages(path, some)
    _report(options.articles, options.questions, (pages, cpu, counts), theirs, datasettes, gave_up).publish(
        save=options.save
    )


def _material(folder: Path, articles: int, *, alone: bool) -> tuple[Path, Path]:
    """The corpus and its export, made where they aren't there."""
    folder.mkdir(parents=True, exist_ok=True)
    path, export = folder / f"articles-{articles}.db", folder / f"articles-{articles}-parquet"
    if not path.exists():
        made = [sys.executable, str(ROOT / "benchmarks/million.py"), str(path), "--articles", str(articles)]
        subprocess.run([*made, "--parsed", str(min(3_000, 100 + articles // 20))], check=True)
    if not alone and not export.exists():
        subprocess.run([*ARCHIVE, "export", "parquet", str(export), "--db", str(path)], check=True)
    return path, export


def _report(
    articles: int,
    number: int,
    own: tuple[Times, Times, Times],
    duckdb: Times | None,
    datasette: Times | None,
    gave_up: int,
) -> Result:
    result = Result(
        "queries",
        f"Questions on {articles:,} articles",
        ABOUT.format(page=PAGE, number=number, others=OTHERS),
        ("asked by", *(f"{what} {rank}" for what in ("page", "CPU", "count") for rank in ("p50", "p95"))),
    )
    others = {"DuckDB": duckdb, "Datasette": datasette}
    result.columns = (*result.columns, *(column for name in others for column in (name, f"times {name}")))
    pages = own[0]
    for kind, times in pages.items():
        same = percentile(times[:OTHERS], 0.5)  # the questions that the others were asked, too
        medians = [percentile(each[kind], 0.5) if each else None for each in others.values()]
        beside = [figure for median in medians for figure in (median, median / same if median else None)]
        result.rows.append((kind, *(percentile(each[kind], share) for each in own for share in (0.5, 0.95)), *beside))
        result.aims.append(Aim(f"page asked by {kind}, 95th percentile", percentile(times, 0.95), LIMIT_MS, " ms"))
    if gave_up:
        result.notes.append(f"Datasette gave up on {gave_up} of its questions (counted as {GIVES_UP_MS:.0f} ms).")
    return result


if __name__ == "__main__":
    main()
