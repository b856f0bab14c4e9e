"""How well and how fast the same story is recognised: recall by what was changed, precision, time and memory.

    python benchmarks/similar.py                             what is found, and what 10,000 and 100,000 articles cost
    python benchmarks/similar.py --articles 1000000          what so many cost
    python benchmarks/similar.py --signatures 1000000        the search among so many alone: a minute of CPU

All texts are invented: words that were made up, some often and most seldom, as in a language; stock phrases that many
articles share, as in news; paragraphs in which an outlet speaks of itself. A story is printed again with words
replaced, left out and put in, with paragraphs added, taken away or in another order.

To cost, articles are written without a full-text index: linking only reads the text that is kept beside it.
"""

import argparse
import random
import resource
import sqlite3
import sys
import tempfile
import time
from base64 import b85encode
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing, contextmanager
from functools import cache
from itertools import accumulate
from multiprocessing import get_context
from pathlib import Path

from syria_iraq_archive.corpus.connection import CACHE_KIB, writing
from syria_iraq_archive.corpus.migrations import migrate
from syria_iraq_archive.corpus.schema import create_table, insert_into
from syria_iraq_archive.corpus.similar import keys
from syria_iraq_archive.corpus.similar.buckets import TEMPORARY, BucketLimits, buckets, look_for_old
from syria_iraq_archive.corpus.similar.link import link
from syria_iraq_archive.corpus.similar.signature import BANDS, REPOST, ROWS, score, sequences, signature
from syria_iraq_archive.corpus.tables import SIGNATURE_KEYS, SIGNATURES
from syria_iraq_archive.corpus.words import folded

SEED = 1
CHUNK = 2_000
OUTLETS = 20
MANY_WORDS = 150  # of an article in the median where there are to be many of them: generating takes longest
FORMS = 20  # daily reports in a fixed form, each printed again and again
Row = tuple[int, str, str, str, str]  # id, key, body, bands, paragraphs
Paragraphs = list[str]
Edit = Callable[[random.Random, Paragraphs], Paragraphs]


# ---------------------------------------------------------------------------------------------------------- texts


@cache
def _urn() -> list[str]:
    """Words as often as a language has them: to draw one, two bytes are enough."""
    chance = random.Random(SEED)
    syllables = [one + two for one in "bdfghklmnprstvw" for two in ("a", "e", "i", "o", "u", "an", "er", "or")]
    words = list(
        dict.fromkeys("".join(chance.choices(syllables, k=chance.choice((1, 2, 2, 3)))) for _ in range(40_000))
    )
    return chance.choices(words, [1 / rank for rank in range(1, len(words) + 1)], k=1 << 16)


@cache
def _phrases() -> tuple[list[str], list[float]]:
    """Stock phrases, from three to nine words."""
    chance = random.Random(SEED + 1)
    phrases = [_words(chance, chance.randrange(3, 10)) for _ in range(300)]
    return phrases, list(accumulate(1 / rank for rank in range(1, 301)))


@cache
def _furniture(outlet: int) -> str:
    """What an outlet says of itself below its articles."""
    return _words(random.Random(f"outlet {outlet}"), 35)


def _words(chance: random.Random, number: int) -> str:
    return " ".join(map(_urn().__getitem__, memoryview(chance.randbytes(2 * number)).cast("H")))


def story(chance: random.Random, median: int = 300) -> Paragraphs:
    """Paragraphs that nobody else wrote: of so many words in the median, a third of it to three times as many."""
    left = round(min(3, max(0.33, chance.lognormvariate(0, 0.5))) * median)
    phrases, weights = _phrases()
    paragraphs = []
    while left > 0:
        length = min(left, chance.randrange(20, 60))
        half = length // 2
        phrase = chance.choices(phrases, cum_weights=weights)[0]
        paragraphs.append(f"{_words(chance, half)} {phrase} {_words(chance, length - half)}")
        left -= length
    return paragraphs


def replaced(share: float) -> Edit:
    """A share of the words edited: half replaced, a quarter left out, a quarter with another word put in before."""

    def edit(chance: random.Random, paragraphs: Paragraphs) -> Paragraphs:
        return [" ".join(_edited(chance, paragraph.split(), share)) for paragraph in paragraphs]

    return edit


def _edited(chance: random.Random, words: Iterable[str], share: float) -> Iterator[str]:
    for word in words:
        drawn = chance.random() / share
        if drawn > 1:
            yield word
        elif drawn < 0.5:
            yield _words(chance, 1)
        elif drawn < 0.75:
            yield from (_words(chance, 1), word)


def _added(share: float) -> Edit:
    def edit(chance: random.Random, paragraphs: Paragraphs) -> Paragraphs:
        new = [paragraph for _ in range(3) for paragraph in story(chance)]
        return paragraphs + new[: max(1, round(share * len(paragraphs)))]

    return edit


def _shortened(share: float) -> Edit:
    return lambda _, paragraphs: paragraphs[: max(1, round((1 - share) * len(paragraphs)))]


def _furnished(chance: random.Random, paragraphs: Paragraphs) -> Paragraphs:
    """As another outlet prints it: with words changed here and there, and its own furniture."""
    return [*replaced(0.02)(chance, paragraphs), _furniture(chance.randrange(OUTLETS))]


def _mixed(chance: random.Random, paragraphs: Paragraphs) -> Paragraphs:
    return chance.sample(paragraphs, len(paragraphs))


EDITS: dict[str, Edit] = {
    "not at all": lambda _, paragraphs: paragraphs,
    "1 % of the words": replaced(0.01),
    "2 % of the words": replaced(0.02),
    "5 % of the words": replaced(0.05),
    "10 % of the words": replaced(0.10),
    "15 % of the words": replaced(0.15),
    "20 % of the words": replaced(0.20),
    "30 % of the words": replaced(0.30),
    "2 % of the words, other furniture": _furnished,
    "paragraphs in another order": _mixed,
    "a quarter of the paragraphs added": _added(0.25),
    "as many paragraphs added": _added(1.0),
    "a quarter of the paragraphs left out": _shortened(0.25),
    "half of the paragraphs left out": _shortened(0.5),
    "three quarters of the paragraphs left out": _shortened(0.75),
}


# ------------------------------------------------------------------------------------------------- what is found


def quality(number: int) -> None:
    """Print recall by what was changed, and precision among articles that aren't copies of each other."""
    print(f"{BANDS} bands of {ROWS}; a repost from {REPOST}; {number} stories for each change\n")
    print("| changed | Jaccard, median | repost or same text | with shared paragraphs |\n| --- | ---: | ---: | ---: |")
    for name, edit in EDITS.items():
        chance = random.Random(f"{SEED} {name}")
        originals = [story(chance) for _ in range(number)]
        copies = [edit(chance, paragraphs) for paragraphs in originals]
        pairs = _pairs(originals + copies)
        wanted = {(at, at + number) for at in range(number)}
        linked = {pair for pair, kind in pairs.items() if kind != "shared-paragraphs"} & wanted
        alike = sorted(
            score(sequences(_body(one)), sequences(_body(other))) for one, other in zip(originals, copies, strict=True)
        )
        some = len(wanted & pairs.keys())
        print(f"| {name} | {alike[number // 2]:.2f} | {len(linked) / number:.3f} | {some / number:.3f} |")
    _precision(number)


def _precision(number: int) -> None:
    """Articles that are no copies: with an outlet's furniture, with phrases, quotes and dates of another's report."""
    chance = random.Random(SEED)
    originals = [story(chance) for _ in range(number)]
    outlets = [chance.randrange(OUTLETS) for _ in originals]
    texts = [[*paragraphs, _furniture(outlet)] for paragraphs, outlet in zip(originals, outlets, strict=True)]
    texts += [_told_anew(chance, paragraphs) for paragraphs in originals]
    pairs = _pairs(texts)
    closest = sorted(score(sequences(_body(texts[at])), sequences(_body(texts[at + number]))) for at in range(number))
    kinds = Counter(pairs.values())
    print(
        f"\n{len(texts):,} articles that are no copies ({number:,} with the furniture of one of {OUTLETS} outlets, "
        f"{number:,} that tell the same in other words with two quotes in common, Jaccard up to {closest[-1]:.2f}): "
        f"linked as reposts {kinds['repost'] + kinds['same-text']}, by shared paragraphs {kinds['shared-paragraphs']}"
    )


def _told_anew(chance: random.Random, paragraphs: Paragraphs) -> Paragraphs:
    """The same in other words, with two quotes of a dozen words and a few names in common."""
    told = story(chance)
    for paragraph in chance.choices(paragraphs, k=2):
        words = paragraph.split()
        start = chance.randrange(max(1, len(words) - 12))
        told.insert(chance.randrange(len(told)), f"{_words(chance, 15)} {' '.join(words[start : start + 12])}")
    return told


def _body(paragraphs: Paragraphs) -> str:
    return " ".join(paragraphs)


def _pairs(texts: list[Paragraphs]) -> dict[tuple[int, int], str]:
    """The pairs linked, by the texts' places."""
    with tempfile.TemporaryDirectory() as folder, _corpus(Path(folder) / "a.db") as connection:
        _write(connection, [_row(at, paragraphs) for at, paragraphs in enumerate(texts, start=1)])
        link(connection)
        return {
            (min(one, other) - 1, max(one, other) - 1): kind
            for one, other, kind in connection.execute("SELECT article_id, other_id, kind FROM similar")
        }


# ------------------------------------------------------------------------------------------------- what it costs


def speed() -> None:
    """Print how many articles a second are signed on one core."""
    chance = random.Random(SEED)
    texts = ["\n\n".join(story(chance)) for _ in range(2_000)]
    begun = time.process_time()
    words = [folded(text) or "" for text in texts]
    fold = time.process_time() - begun
    begun = time.process_time()
    for text, own in zip(texts, words, strict=True):
        signature(text, own)
    sign = time.process_time() - begun
    size = sum(map(len, texts)) / len(texts)
    print(
        f"\nsigned on one core: {len(texts) / sign:,.0f} articles of {size:,.0f} characters a second "
        f"({sign / len(texts) * 1e6:,.0f} µs each; folding them, which indexing needs anyway, takes "
        f"{fold / len(texts) * 1e6:,.0f} µs)"
    )


def cost(number: int) -> None:
    """Print what it takes to link so many articles at once, and then a hundred and one more."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.db"
        with _corpus(path) as connection:
            begun = time.perf_counter()
            for rows in _generated(number):
                _write(connection, rows)
            made = f"{number:,} articles of {MANY_WORDS} words in the median"
            print(f"\n{made}: generated, signed and written in {time.perf_counter() - begun:,.0f} s", flush=True)
        # A process of its own, so that the memory is that of linking alone.
        with ProcessPoolExecutor(1, get_context("spawn")) as process:
            taken, memory, counts = process.submit(_linked, path).result()
            print(f"  linked in {taken}; memory {memory:,} MB; {counts}")
            for more in (100, 1):
                with _corpus(path) as connection:
                    _write(connection, [_article(number + more * 2 + at) for at in range(more)])
                taken, memory, _ = process.submit(_linked, path).result()
                print(f"  {more} more linked in {taken}; memory {memory:,} MB at most")
            taken, *_ = process.submit(_linked, path).result()
            print(f"  with nothing new: {taken}")
        print(f"  the file's part of it: {_bytes(path) / 1e6:,.0f} MB")


def lookup(number: int) -> None:
    """Print what it takes to find who shares a key among so many articles: their signatures alone, drawn by chance."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.db"
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.execute("CREATE TABLE signatures (article_id INTEGER PRIMARY KEY, key, bands, paragraphs)")
            connection.execute("CREATE TABLE departed (key, bands, paragraphs)")
            connection.execute("CREATE TABLE unlinked (article_id INTEGER PRIMARY KEY, compare)")
            connection.execute(create_table(SIGNATURE_KEYS))
            connection.executemany("INSERT INTO signatures VALUES (?, ?, ?, ?)", _by_chance(number))
            begun = time.process_time()
            keys.rebuild(connection)
            seconds = time.process_time() - begun
        print(f"\n{number:,} signatures, of eight long paragraphs each, drawn by chance; indexed in {seconds:,.1f} s:")
        for wanted in (1, 1_000, number):
            with ProcessPoolExecutor(1, get_context("spawn")) as process:
                seconds, memory, found = process.submit(_looked_up, path, wanted).result()
            print(
                f"  buckets of {wanted:,} sought in {seconds:,.1f} s of CPU; memory {memory:,} MB; found {found:,}",
                flush=True,
            )


def _by_chance(number: int) -> Iterator[tuple[int, str, str, str]]:
    chance = random.Random(SEED)
    for at in range(number):
        bands, paragraphs = (b85encode(chance.randbytes(size)).decode() for size in (4 * BANDS, 8 * 8))
        yield at, f"{chance.getrandbits(64):016x}-1", bands, paragraphs


def _looked_up(path: Path, wanted: int) -> tuple[float, int, int]:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        for name, columns in TEMPORARY.items():
            connection.execute(f"CREATE TEMP TABLE {name} {columns}")
        connection.execute("INSERT INTO wanted SELECT article_id FROM signatures LIMIT ?", (wanted,))
        begun = time.process_time()
        look_for_old(connection)
        found = sum(1 for _ in buckets(connection, BucketLimits()))
        return time.process_time() - begun, _memory(), found


def _memory() -> int:
    """The largest memory of this process, in MB."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit // 10**6


def _generated(number: int) -> Iterator[list[Row]]:
    with ProcessPoolExecutor(2, get_context("spawn")) as processes:
        yield from processes.map(_articles, range(1, number + 1, CHUNK), [number] * -(-number // CHUNK))


def _articles(first: int, last: int) -> list[Row]:
    return [_article(number) for number in range(first, min(first + CHUNK, last + 1))]


def _article(number: int) -> Row:
    """An article: in twenty, four repost an earlier one, one shares a paragraph, one is a report in a fixed form."""
    chance = random.Random(number)
    drawn = chance.randrange(20)
    if drawn == 0:
        form = story(random.Random(f"form {chance.randrange(FORMS)}"), MANY_WORDS)
        return _row(number, replaced(0.04)(chance, form))
    paragraphs = _own(number)
    if drawn < 6 and number > 1:
        earlier = _own(chance.randrange(1, number))
        paragraphs = replaced(chance.choice((0.01, 0.02, 0.05)))(chance, earlier) if drawn < 5 else paragraphs
        paragraphs += earlier[:1] if drawn == 5 else []
    return _row(number, [*paragraphs, _furniture(chance.randrange(OUTLETS))])


def _own(number: int) -> Paragraphs:
    """What the article of that number tells where it tells something of its own."""
    return story(random.Random(f"own {number}"), MANY_WORDS)


def _row(number: int, paragraphs: Paragraphs) -> Row:
    body = "\n\n".join(paragraphs)
    signed = signature(body, " ".join(paragraphs)) or ("", "")  # the words are made as folding would leave them
    return (number, f"{random.Random(f'key {number}').getrandbits(64):016x}-1", body, *signed)


@contextmanager
def _corpus(path: Path) -> Iterator[sqlite3.Connection]:
    """A corpus whose folded text stands in a table, without an index."""
    with writing(path) as connection:
        if not connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone():
            migrate(connection)
            connection.execute("DROP TABLE articles_folded")
            connection.execute("CREATE TABLE articles_folded (body TEXT)")
        yield connection


def _write(connection: sqlite3.Connection, rows: list[Row]) -> None:
    """Write articles with what linking looks at."""
    with connection:
        connection.executemany(
            "INSERT INTO captures (id, sha256, path, size, encoding, text, folder, recipe) "
            "VALUES (?1, ?2, '', 0, '', '', '', '')",
            ((number, key) for number, key, *_ in rows),
        )
        connection.executemany(
            "INSERT INTO articles (id, key, capture_id, seq, published_basis, body, words) "
            "VALUES (?1, ?2, ?1, 1, 'unknown', ?3, 0)",
            (row[:3] for row in rows),
        )
        connection.executemany(
            "INSERT INTO articles_folded (rowid, body) VALUES (?, ?)",
            ((number, body.replace("\n\n", " ")) for number, _, body, *_ in rows),
        )
        connection.executemany(insert_into(SIGNATURES), ((row[0], row[1], *row[3:]) for row in rows if row[3]))
        connection.executemany("INSERT INTO unlinked VALUES (?, 1)", ((row[0],) for row in rows))


def _linked(path: Path) -> tuple[str, int, str]:
    """Link; how long it took, the largest memory of this process in MB, and what was found."""
    with writing(path) as connection:
        begun, used = time.perf_counter(), time.process_time()
        link(connection)
        seconds, used = time.perf_counter() - begun, time.process_time() - used
        found = connection.execute("SELECT kind, count(*) FROM similar GROUP BY kind ORDER BY kind").fetchall()
        clusters = connection.execute("SELECT count(DISTINCT first_id), count(*) FROM clusters").fetchone()
    kinds = ", ".join(f"{number:,} {kind}" for kind, number in found)
    return (
        f"{seconds:,.2f} s ({used:,.2f} s of CPU)",
        _memory(),
        f"{kinds}; {clusters[0]:,} clusters of {clusters[1]:,} articles",
    )


def _bytes(path: Path) -> int:
    with writing(path) as connection:
        names = (
            "('similar', 'idx_similar_other_id', 'clusters', 'idx_clusters_first_id_place', 'signatures', "
            "'signature_keys')"
        )
        sql = f"SELECT sum(pgsize) FROM dbstat WHERE name IN {names}"
        return int(connection.execute(sql).fetchone()[0])


def main() -> None:
    """Print what was asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--articles", type=int, action="append", help="only what so many cost; may be repeated")
    parser.add_argument("--signatures", type=int, action="append", help="only the search among so many signatures")
    parser.add_argument("--stories", type=int, default=500, help="for each change (500)")
    options = parser.parse_args()
    if not (options.articles or options.signatures):
        quality(options.stories)
        speed()
    for number in options.signatures or ():
        lookup(number)
    for number in options.articles or (() if options.signatures else (10_000, 100_000)):
        cost(number)


if __name__ == "__main__":
    main()
