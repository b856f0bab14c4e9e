"""What a page may cost: anybody's question keeps to a size, a time and a memory; and no other site may ask any."""

import asyncio
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import quote_plus

import pytest

from syria_iraq_archive.web.served import LARGEST_ANSWER, LARGEST_VALUE, LONGEST_SQL, ServedCorpus, limit
from tests.web.pages import DATED, PAGES, Site

ENDLESS = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
A = "replace(printf('%.*c', 3000, 'a'), 'a', printf('%.*c', 3000, 'a'))"  # nine million


@pytest.fixture
def limited(web_corpus: Path) -> Iterator[sqlite3.Connection]:
    """A connection as Datasette gets it."""
    with closing(sqlite3.connect(f"file:{web_corpus}?immutable=1", uri=True)) as connection:
        limit(connection)
        yield connection


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT hex(randomblob(200000000))",
        "SELECT printf('%.*c', 600000000, 'x')",
        "SELECT length(format('%600000000d', 1))",
        "SELECT length(printf('%.600000000f', 1))",
        "SELECT zeroblob(2000000000)",
        f"SELECT length(replace({A}, 'a', 'aaaaaaaaaa'))",
        f"SELECT group_concat({A}) FROM mentions AS one, mentions",
        f"{ENDLESS} SELECT group_concat({A}) FROM (SELECT i FROM n LIMIT 10)",
        f"SELECT {', '.join([A] * 100)}",
        f"SELECT {', '.join(['1'] * 250)}",
        f"{ENDLESS} SELECT {A} FROM n LIMIT 100",
        "SELECT 'a' LIKE printf('%.*c', 101, '%')",
        f"SELECT trim({A}, {A})",
        "SELECT * FROM pragma_database_list",
        "SELECT * FROM pragma_function_list",
        "SELECT fts3_tokenizer('simple')",
        "ATTACH ':memory:' AS other",
        "PRAGMA compile_options",
    ],
)
def test_a_question_of_too_much_is_refused_at_once(limited: sqlite3.Connection, sql: str) -> None:
    """Before it has taken long, or much memory."""
    begun = time.process_time()
    with pytest.raises((sqlite3.Error, MemoryError)):
        limited.execute(sql).fetchall()
    assert time.process_time() - begun < 6


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("printf('%s-%05.1f|%-4d|%.*c', 'a', 2.25, 7, 3, 'x')", "a-002.3|7   |xxx"),
        ("length(format('%100000d', 1))", 100_000),
        ("printf('%d %s', 9000000, NULL)", "9000000 "),
        ("printf(NULL)", None),
        (f"instr({A}, substr({A}, 1, 4000000) || 'b')", 0),
        (f"length(replace({A}, substr({A}, 1, 4000000) || 'b', ''))", 9_000_000),
        ("instr('al-Qāʾim', 'Qā')", 4),
        ("instr(x'0102', x'02')", 2),
        ("instr(NULL, 'a')", None),
        ("replace('abab', 'b', 'cc')", "accacc"),
        ("replace('abab', '', 'c')", "abab"),
        ("replace(121, 1, 'x')", "x2x"),
        ("trim('  a ')", "a"),
        ("trim('xxaxy', 'yx')", "a"),
        ("ltrim('xxax', 'x')", "ax"),
        ("rtrim('xxax', 'x')", "xxa"),
        ("trim('a', NULL)", None),
    ],
)
def test_functions_of_two_lengths_say_what_sqlite_says_and_soon(
    limited: sqlite3.Connection, expression: str, value: object
) -> None:
    """SQLite's own would look for half the text at each of its characters."""
    begun = time.process_time()
    assert limited.execute(f"SELECT {expression}").fetchone()[0] == value
    assert time.process_time() - begun < 3


def test_a_question_within_the_limits_is_answered(limited: sqlite3.Connection) -> None:
    """A near miss: a large value, and the corpus's own texts."""
    assert limited.execute(f"SELECT length(zeroblob({LARGEST_VALUE - 1}))").fetchone()[0] == LARGEST_VALUE - 1
    assert len(limited.execute(f"{ENDLESS} SELECT printf('%.*c', 100000, 'a') FROM n LIMIT 500").fetchall()) == 500
    assert LARGEST_ANSWER > 50_000_000


def test_the_limits_hold_on_the_pages(site: Site) -> None:
    """In a sentence, and with a status that says whose fault it is."""
    for sql in (
        "select hex(randomblob(200000000))",
        "select printf('%.*c',600000000,'x')",
        "select fts3_tokenizer('a')",
    ):
        answer = site.get(f"/archive?sql={quote_plus(sql)}")
        assert answer.status == 400, sql
        assert "0x" not in answer.text


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/archive/articles?_find=" + "a+OR+" * 8000 + "a", 400),
        ("/archive/articles?_find=" + "a" * 1_000, 200),
        ("/archive/articles?_find=" + "a" * 1_001, 400),
        ("/archive/articles?_search=" + "a" * 1_001, 400),
        ("/archive/articles?headline__contains=" + "a" * 1_001, 400),
        ("/archive/articles?" + "a" * 1_001 + "=1", 400),
        ("/archive?sql=select+1" + "+" * (LONGEST_SQL - 8), 200),
        ("/archive?sql=select+1" + "+" * LONGEST_SQL, 400),
        ("/archive.json?sql=select+1" + "+" * LONGEST_SQL, 400),
        ("/archive/articles?" + "a=1&" * 16_000, 414),
        ("/" + "a" * 3_000, 414),
        ("/archive/articles?" + "_facet=language&" * 13, 400),
        ("/archive/articles?" + "_facet=language&" * 12, 200),
        ("/-/archive/timeline?actor=" + "a" * 1_001, 400),
    ],
    ids=lambda value: str(value)[:60],
)
def test_a_question_has_a_length(site: Site, address: str, status: int) -> None:
    assert site.get(address).status == status


def test_a_page_waits_for_memory_that_another_question_has(site: Site) -> None:
    """It is asked again when nothing else runs, and only then fails."""
    database = site.datasette.get_database("archive")
    assert isinstance(database, ServedCorpus)
    tries: list[int] = []

    def needs_it(connection: sqlite3.Connection) -> int:
        tries.append(len(tries))
        if len(tries) == 1:
            raise MemoryError
        return int(connection.execute("SELECT count(*) FROM captures").fetchone()[0])

    assert asyncio.run(database.execute_fn(needs_it)) == 4
    assert tries == [0, 1]


def test_who_stops_waiting_for_memory_takes_no_place_along(site: Site) -> None:
    """All places are free for the next question, which would wait for ever else."""
    database = site.datasette.get_database("archive")
    assert isinstance(database, ServedCorpus)
    running = threading.Event()

    def long(_: sqlite3.Connection) -> bool:
        return running.wait(30)

    def needs_all_memory(_: sqlite3.Connection) -> int:
        raise MemoryError

    async def ask() -> int:
        busy = asyncio.create_task(database.execute_fn(long))
        await asyncio.sleep(0.1)
        waiting = asyncio.create_task(database.execute_fn(needs_all_memory))
        await asyncio.sleep(0.5)  # it has failed once, and waits for the place of the one that is busy
        waiting.cancel()
        await asyncio.wait([waiting])
        running.set()
        assert await busy
        with pytest.raises(MemoryError):  # alone, in all places
            await asyncio.wait_for(database.execute_fn(needs_all_memory), 10)
        return await asyncio.wait_for(database.execute_fn(lambda _: 7), 10)

    assert asyncio.run(ask()) == 7


FROM_A_LINK = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}


@pytest.mark.parametrize("kind", ["cross-site", "same-site", "nosuch"])
@pytest.mark.parametrize(
    "address",
    [
        "/archive?sql=select+1", "/archive.json?sql=select+1", "/archive.db", "/archive/articles.json", "/archive.csv",
        "/archive/articles.csv?_stream=on", "/archive/articles?_where=1", "/-/archive/network.json",
        "/archive/captures/1.blob?_blob_column=content", "/archive/articles?_facet=key", "/-/metadata.json",
    ],
)  # fmt: skip
def test_another_site_can_ask_no_question(site: Site, address: str, kind: str) -> None:
    """Not even by a link; a browser says whose idea it was."""
    answer = site.get(address, **FROM_A_LINK | {"Sec-Fetch-Site": kind})
    assert answer.status == 403
    assert "Another site" in answer.text


@pytest.mark.parametrize("address", [page for page in PAGES if "sql=" not in page])
def test_a_link_on_another_site_opens_a_page_to_read(site: Site, address: str) -> None:
    assert site.get(address, **FROM_A_LINK).status == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "image"},
        {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe"},
        {"Sec-Fetch-Mode": "cors", "Sec-Fetch-Dest": "empty"},
        {"Sec-Fetch-Mode": "navigate"},
        {},
    ],
    ids=str,
)
def test_another_site_can_open_none_within_its_own(site: Site, headers: dict[str, str]) -> None:
    """As a picture, a frame, or what a script loads."""
    assert site.get(f"/-/archive/article/{DATED}", **{"Sec-Fetch-Site": "cross-site"} | headers).status == 403


@pytest.mark.parametrize("kind", ["same-origin", "none"])
def test_the_reader_and_the_archive_may_ask_all(site: Site, kind: str) -> None:
    assert site.get("/archive.json?sql=select+1", **{"Sec-Fetch-Site": kind}).status == 200


INSIDE = ("databases", "metadata", "plugins", "settings", "versions", "threads", "actor", "permissions", "patterns")


@pytest.mark.parametrize(
    "address",
    [
        *(f"/-/{name}{ending}" for name in INSIDE for ending in ("", ".json", ".json?all=1")),
        *PAGES,
        "/archive.json",
        "/.json",
        "/nowhere",
        "/archive?sql=select+*+from+pragma_database_list",
        "/archive.json?sql=select+*+from+pragma_function_list",
        "/archive?sql=select+fts3_tokenizer('simple')",
        "/archive.json?sql=select+hex(fts3_tokenizer('simple'))",
        "/archive?sql=explain+select+1",
    ],
)
def test_no_page_tells_where_the_corpus_lies(site: Site, web_corpus: Path, address: str) -> None:
    """Nor any path of this machine, nor an address in its memory."""
    page = site.get(address)
    assert str(web_corpus.parent) not in page.text + str(page.headers)
    assert "site-packages" not in page.text
    assert "sql=" in address or "tokenizer" not in page.text.lower()
