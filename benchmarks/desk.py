"""How fast the page of articles answers on a large corpus: the hits, and the numbers of days that follow them.

    python benchmarks/desk.py CORPUS.db [--questions 40] [--seed 1]

Asked is what `queries.py` asks (by date, source, actor, text, and all four), as addresses; of each kind also the page
behind a key deep in the list, and the first hit as an article with those before and behind it. The server is asked in
this process, without a network, so what is measured is what a page costs: the question, its passages, the template. The
first answers of each kind warm the cache and don't count.
"""

import argparse
import asyncio
import html
import re
import sqlite3
import sys
import time
from collections.abc import Awaitable, Callable
from contextlib import closing
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from benchmarks.measure import percentile  # noqa: E402
from benchmarks.queries import WARM, questions  # noqa: E402
from syria_iraq_archive.corpus.query import Question  # noqa: E402
from syria_iraq_archive.web.asked import AskedArticles  # noqa: E402
from syria_iraq_archive.web.server import application  # noqa: E402

AIM = 150  # milliseconds, 95th percentile, for the hits
DEEP = 0.9  # of all articles by key: where a deep page begins


def asked(question: Question) -> AskedArticles:
    """The question as an address has it, in the order that the page chooses."""
    return AskedArticles(
        text=question.text,
        since=question.earliest,
        until=question.latest,
        sources=question.sources,
        actors=question.actors,
    )


async def measured(corpus: Path, number: int, seed: int) -> dict[tuple[str, str], tuple[list[float], list[float]]]:
    """Milliseconds by the wall clock and of CPU, by the kind of question and what was asked for."""
    with closing(sqlite3.connect(f"file:{corpus}?immutable=1", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        drawn = questions(connection, number, seed)
        (many,) = connection.execute("SELECT count(*) FROM articles").fetchone()
        deep = connection.execute(
            "SELECT key FROM articles ORDER BY published_latest DESC, published_earliest DESC, key LIMIT 1 OFFSET ?",
            (int(many * DEEP),),
        ).fetchone()[0]
    datasette = application(corpus)
    await datasette.invoke_startup()
    get: Callable[[str], Awaitable[Any]] = datasette.client.get
    times: dict[tuple[str, str], tuple[list[float], list[float]]] = {}
    for kind, several in drawn.items():
        for count, question in enumerate(several):
            one = asked(question)
            first = ""
            for what, address in (
                ("hits", one.address()),
                ("first hit", ""),
                ("deep page", one.address(after=deep, sort="newest")),
                ("days", one.address("/-/archive/articles/days.json")),
            ):
                if not (address or first):
                    continue
                wall, cpu = time.perf_counter(), time.process_time()
                answer = await get(address or first)
                spent = 1000 * (time.perf_counter() - wall), 1000 * (time.process_time() - cpu)
                if what == "hits" and (found := re.search(r'href="(/-/archive/article/[^"]*)"', answer.text)):
                    first = html.unescape(found[1])
                if count >= WARM:
                    lists = times.setdefault((kind, what), ([], []))
                    lists[0].append(spent[0])
                    lists[1].append(spent[1])
    return times


def main() -> None:
    """Reads the arguments and prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--questions", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    times = asyncio.run(measured(options.corpus, options.questions, options.seed))
    print(f"{'question':<10} {'asked for':<10} {'median':>8} {'p95':>8} {'CPU p95':>8}  ms")
    for (kind, what), (wall, cpu) in times.items():
        row = (percentile(wall, 0.5), percentile(wall, 0.95), percentile(cpu, 0.95))
        missed = "  MISSED" if what != "days" and row[2] > AIM else ""
        print(f"{kind:<10} {what:<10} {row[0]:8.1f} {row[1]:8.1f} {row[2]:8.1f}{missed}")


if __name__ == "__main__":
    main()
