"""Each invariant, broken on purpose, is found by the check that guards it."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from syria_iraq_archive.corpus.connection import reading
from syria_iraq_archive.corpus.verify.capture import edtf_bounds
from syria_iraq_archive.corpus.verify.checks import CAPTURE_CHECKS, DATABASE_CHECKS, verify
from syria_iraq_archive.parse.copies import are_copies
from tests.factories import CAPTION

HAMA = "(SELECT id FROM articles WHERE headline = 'Rebels Enter Hama')"
DOHA = "(SELECT id FROM articles WHERE headline = 'Talks in Doha')"
IN_HAMA = f"article_id = {HAMA}"

# The check that must find it, and what somebody did to the corpus.


def _correction(status: str, end: int) -> str:
    """A correction of the article on Hama that quotes the first word of its headline."""
    return (
        f"INSERT INTO corrections VALUES ((SELECT id FROM captures WHERE path = 'a.txt'), 0, {HAMA}, 'headline', 'A', "
        f"NULL, NULL, 'Rebels', 0, {end}, 'so it is', 'N.', '2026-01-01', '{status}', NULL, NULL)"
    )


AN_EARLIER_ONE = f"VALUES ('{'1' * 64}', 'a', 1, 'utf-8', 'a', '.')"
MUTATIONS = [
    ("authors", f"INSERT INTO authors VALUES ({HAMA}, 1, 'Nobody Printed')"),
    ("sentences", f"INSERT INTO sentences VALUES ({HAMA}, 0, 100000)"),
    # the same story twice
    ("signatures", f"INSERT INTO signatures VALUES ({HAMA}, 'key', 'bands', '')"),
    ("similar", f"INSERT INTO similar VALUES ({HAMA}, {DOHA}, 0.9, 'repost')"),
    ("clusters", f"INSERT INTO clusters VALUES ({HAMA}, {HAMA}, 1)"),
    # earlier versions
    ("versions", f"INSERT INTO versions VALUES ('{'0' * 64}', '{'1' * 64}')"),
    ("versions", "INSERT INTO versions SELECT min(sha256), min(sha256) FROM captures"),
    ("versions", f"INSERT INTO earlier_captures (sha256, path, size, encoding, text, folder) {AN_EARLIER_ONE}"),
    # stories
    ("story traits", "UPDATE story_traits SET key = 'key'"),
    ("story keys", f"INSERT INTO story_keys VALUES (1, 0, {HAMA})"),
    ("story links", f"INSERT INTO story_links VALUES ({HAMA}, {DOHA}, 0.9, NULL, NULL, NULL, NULL, NULL)"),
    ("stories", "INSERT INTO stories VALUES ('key', 2, 1, NULL, NULL)"),
    # nothing lost: the bytes
    ("bytes", "UPDATE captures SET text = replace(text, 'Hama', 'Homs') WHERE path = 'a.txt'"),
    ("bytes", "UPDATE captures SET text = text || ' ' WHERE path = 'a.txt'"),
    ("bytes", "UPDATE captures SET encoding = 'utf-16' WHERE path = 'a.txt'"),
    ("bytes", "UPDATE captures SET encoding = 'no-such-encoding' WHERE path = 'a.txt'"),
    ("bytes", "UPDATE captures SET encoding = 'ascii' WHERE path = 'a.txt'"),
    ("bytes", "UPDATE captures SET size = size + 1 WHERE path = 'a.txt'"),
    ("bytes", f"UPDATE captures SET sha256 = '{'0' * 64}' WHERE path = 'a.txt'"),
    # no false certainty: the warning
    ("warnings", "UPDATE captures SET warning = 'made up' WHERE path = 'a.txt'"),
    # nothing lost: the tiling
    ("tiling", "DELETE FROM blocks WHERE role = 'chrome'"),
    ("tiling", "UPDATE blocks SET end_char = end_char - 1 WHERE role = 'crosshead'"),
    ("tiling", "UPDATE blocks SET end_char = end_char + 1 WHERE role = 'crosshead'"),
    ("tiling", "UPDATE blocks SET start_char = start_char - 2 WHERE role = 'credit'"),
    ("tiling", "UPDATE blocks SET end_char = 100000 WHERE seq = 8"),
    ("tiling", "UPDATE blocks SET seq = 99 WHERE seq = 8"),
    ("roles", "UPDATE blocks SET role = 'advert' WHERE role = 'credit'"),
    ("roles", "UPDATE blocks SET rule = '' WHERE role = 'credit'"),
    ("roles", f"UPDATE blocks SET article_id = {HAMA} WHERE role = 'chrome'"),
    ("roles", "UPDATE blocks SET article_id = NULL WHERE role = 'credit'"),
    ("roles", f"UPDATE blocks SET article_id = {DOHA} WHERE role = 'credit'"),
    # repeats
    ("repeats", "UPDATE blocks SET repeats = NULL WHERE role = 'repeat'"),
    ("repeats", "UPDATE blocks SET repeats = 0 WHERE role = 'credit'"),
    ("repeats", "UPDATE blocks SET repeats = 8 WHERE seq = 3"),
    ("repeats", "UPDATE blocks SET repeats = 50 WHERE seq = 3"),
    ("repeats", "UPDATE blocks SET repeats = 2 WHERE seq = 3"),
    ("repeats", "UPDATE blocks SET repeats = 0 WHERE seq = 3"),
    ("repeats", f"UPDATE blocks SET article_id = {DOHA} WHERE seq = 3"),
    # stored texts are slices
    ("fields", "UPDATE articles SET headline = 'Rebels Take Hama' WHERE headline LIKE 'Rebels%'"),
    ("fields", "UPDATE articles SET headline = NULL"),
    ("fields", "UPDATE articles SET kicker = 'Breaking'"),
    ("fields", "UPDATE articles SET byline = 'Our correspondent'"),
    ("fields", "UPDATE articles SET dateline = 'DOHA'"),
    ("bodies", "UPDATE articles SET body = replace(body, 'Abu', 'Abū')"),
    ("bodies", "UPDATE articles SET words = words + 1"),
    ("images", "UPDATE images SET caption = 'Another'"),
    ("images", "UPDATE images SET credit = 'AFP'"),
    ("images", "UPDATE images SET occurrences = 3"),
    ("images", "UPDATE images SET caption = NULL"),
    ("images", "UPDATE images SET block_seq = 8"),
    ("images", "DELETE FROM images"),
    ("corrections", _correction("stale", 6)),
    ("corrections", _correction("applied", 9)),
    ("mentions", "UPDATE mentions SET surface = 'Turks' WHERE surface = 'Turkish'"),
    ("mentions", "UPDATE mentions SET end_char = end_char + 1 WHERE surface = 'Turkish'"),
    ("mentions", "UPDATE mentions SET start_char = 67, end_char = 71, surface = '(AP)' WHERE surface = 'Turkish'"),
    ("mentions", f"UPDATE mentions SET article_id = {DOHA} WHERE surface = 'Turkish'"),
    ("quotes", "UPDATE quotes SET text = 'We stop'"),
    ("quotes", "UPDATE quotes SET end_char = 100000"),
    ("quotes", "UPDATE quotes SET kind = 'shout'"),
    ("quotes", f"UPDATE quotes SET article_id = {DOHA}"),
    ("places", "UPDATE place_mentions SET surface = 'Utopia'"),
    ("places", "UPDATE place_mentions SET precision = 4"),
    ("places", "UPDATE place_mentions SET candidates = '[]' WHERE place_id IS NOT NULL"),
    ("registry", "DELETE FROM place_names WHERE name = (SELECT name FROM places WHERE id = place_id)"),
    ("dates", "UPDATE dates SET surface = 'on Monday'"),
    ("dates", "UPDATE dates SET latest = '2024-12-01'"),
    ("dates", "UPDATE dates SET earliest = NULL"),
    ("designations", "UPDATE designations SET surface = 'Heroes'"),
    ("designations", "UPDATE designations SET voice = 'shouted'"),
    ("designations", f"UPDATE designations SET article_id = {DOHA}"),
    # every claim its basis and evidence
    ("claims", "UPDATE claims SET basis = 'hearsay' WHERE field = 'source'"),
    ("claims", "UPDATE claims SET rule = '' WHERE field = 'source'"),
    ("claims", "UPDATE claims SET basis = 'unknown' WHERE value IS NOT NULL"),
    ("claims", "DELETE FROM claims WHERE field = 'source'"),
    ("claims", f"UPDATE claims SET value = 'other-news' WHERE field = 'source' AND {IN_HAMA}"),
    ("claims", f"UPDATE articles SET source_id = 'other-news' WHERE id = {HAMA}"),
    ("evidence", f"UPDATE claims SET end_char = 100000 WHERE field = 'source' AND {IN_HAMA}"),
    ("evidence", f"UPDATE claims SET end_char = NULL WHERE field = 'source' AND {IN_HAMA}"),
    ("evidence", f"UPDATE claims SET start_char = NULL, end_char = NULL WHERE field = 'source' AND {IN_HAMA}"),
    # unknown is an answer
    ("publication", f"UPDATE articles SET published_latest = NULL WHERE id = {HAMA}"),
    ("publication", f"UPDATE articles SET published_latest = '2024-12-01' WHERE id = {HAMA}"),
    ("publication", f"UPDATE articles SET published_earliest = '2024-12-04' WHERE id = {HAMA}"),
    ("publication", f"UPDATE articles SET published = 'early December' WHERE id = {HAMA}"),
    ("publication", f"UPDATE articles SET published_basis = 'unknown' WHERE id = {HAMA}"),
    ("publication", f"UPDATE articles SET published_basis = 'guess' WHERE id = {HAMA}"),
    ("publication", f"UPDATE articles SET published_basis = 'printed' WHERE id = {DOHA}"),
    # keys
    ("keys", f"UPDATE articles SET key = '0000000000000000-1' WHERE id = {HAMA}"),
    ("keys", f"UPDATE articles SET seq = 2 WHERE id = {HAMA}"),
    # the database
    ("foreign keys", "DELETE FROM actors WHERE id = 'turkey'"),
    ("foreign keys", "DELETE FROM sources WHERE id = 'example-news'"),
    ("foreign keys", f"DELETE FROM articles WHERE id = {DOHA}"),
    ("full text", "UPDATE articles SET headline = 'Rebels Take Hama' WHERE headline LIKE 'Rebels%'"),
    ("full text", "INSERT INTO articles_fts (articles_fts) VALUES ('delete-all')"),
    ("full text", "DROP TABLE articles_fts"),
    ("full text", f"UPDATE articles_folded SET body = 'rebels entered homs' WHERE rowid = {HAMA}"),
    ("full text", f"UPDATE articles_folded SET standfirst = 'war' WHERE rowid = {HAMA}"),
    ("full text", f"DELETE FROM articles_folded WHERE rowid = {HAMA}"),
    ("full text", "INSERT INTO articles_folded (rowid, body) VALUES (99, 'hama')"),
    ("full text", "UPDATE articles_folded_content SET c0 = 'rebels enter homs' WHERE c0 LIKE 'rebels%'"),
    ("full text", "DELETE FROM articles_folded_data WHERE id > 10"),
    ("full text", "DROP TABLE articles_folded"),
    ("rollups", "DELETE FROM actor_articles WHERE actor_id = 'iran'"),
    ("rollups", "UPDATE actor_articles SET mentions = 7 WHERE actor_id = 'iran'"),
    ("rollups", "INSERT INTO actor_articles SELECT 'nobody', '', '', key, id, NULL, 1 FROM articles"),
    ("totals", "UPDATE totals SET number = 7 WHERE name = 'repeats'"),
    ("totals", "DELETE FROM totals WHERE name = 'captures'"),
    ("signature keys", f"INSERT INTO signature_keys VALUES (7, {HAMA})"),
    ("registry", "UPDATE actors SET kind = 'party' WHERE id = 'other-news'"),
    ("registry", "DELETE FROM actor_names WHERE actor_id = 'iran'"),
    ("entries", "UPDATE actor_names SET language = 'english' WHERE actor_id = 'iran'"),
    ("entries", "UPDATE actors SET name = 'Iran' || char(7) WHERE id = 'iran'"),
    ("entries", "UPDATE sources SET country = 'gb' WHERE id = 'example-news'"),
    ("entries", "UPDATE actors SET kind = 'club' WHERE id = 'iran'"),
    ("values", "UPDATE actor_names SET name = CAST(x'49ff' AS TEXT) WHERE actor_id = 'iran'"),
    ("values", "UPDATE claims SET rule = 'a' || char(0)"),
    ("values", f"INSERT INTO similar VALUES ({HAMA}, {DOHA}, 9e999, 'repost')"),
    ("schema", "DROP VIEW timeline"),
    ("schema", "DROP TRIGGER touch_blocks_update"),
    ("schema", "ALTER TABLE images ADD COLUMN mine TEXT"),
]  # fmt: skip


def findings(corpus: Path) -> dict[str, list[str]]:
    """What verification finds, by the name of the check."""
    with reading(corpus) as connection:
        return {v.name: [f"{f.where}: {f.what}" for f in v.findings] for v in verify(connection) if v.findings}


def test_nothing_is_wrong_with_a_corpus_as_written(corpus: Path) -> None:
    """Every check runs, none finds anything."""
    assert findings(corpus) == {}


@pytest.mark.parametrize(("check", "sql"), MUTATIONS, ids=[f"{check}: {sql}" for check, sql in MUTATIONS])
def test_a_broken_invariant_is_found(corpus: Path, check: str, sql: str) -> None:
    """By the check that promises it."""
    with closing(sqlite3.connect(corpus)) as connection, connection:
        connection.execute(sql)
    assert findings(corpus).get(check), f"{check} found nothing"


def test_every_check_has_a_mutation_that_it_finds() -> None:
    """``integrity`` has its own test below, ``digests`` one beside those of the fingerprint."""
    names = {check.name for check in DATABASE_CHECKS} | {check.name for check in CAPTURE_CHECKS}
    assert names - {name for name, _ in MUTATIONS} == {"integrity", "digests"}


def test_every_check_says_what_it_promises() -> None:
    """In one sentence, for the table that is printed."""
    promises = [check.promise for check in DATABASE_CHECKS] + [check.promise for check in CAPTURE_CHECKS]
    assert all(promise.endswith(".") for promise in promises)


def test_a_damaged_page_is_a_finding(corpus: Path) -> None:
    """Not a crash."""
    with closing(sqlite3.connect(corpus)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        size = connection.execute("PRAGMA page_size").fetchone()[0]
        page = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'captures'").fetchone()[0]
    data = bytearray(corpus.read_bytes())
    data[(page - 1) * size : page * size] = b"\xa5" * size
    corpus.write_bytes(data)
    assert findings(corpus)["integrity"]


def test_a_finding_names_file_span_and_text(corpus: Path) -> None:
    """So that one can look it up."""
    with closing(sqlite3.connect(corpus)) as connection, connection:
        connection.execute("UPDATE mentions SET surface = 'Turks' WHERE surface = 'Turkish'")
    assert findings(corpus)["mentions"] == ["a.txt:180-187: isn't the name recorded: 'Turks'"]


def test_a_correction_may_say_what_no_block_says(corpus: Path) -> None:
    """A curated claim wins over what is printed; the parser's own claim stays beside it."""
    sql = f"""
        INSERT INTO claims SELECT article_id, 9, 0, 'headline', 'Curated', 'curated', 'correction', NULL, NULL, NULL
        FROM claims WHERE {IN_HAMA} LIMIT 1
    """
    with closing(sqlite3.connect(corpus)) as connection, connection:
        connection.execute(sql)
    assert set(findings(corpus)) == {"claims"}
    with closing(sqlite3.connect(corpus)) as connection, connection:
        for table in ("story_traits", "story_keys"):  # the next ingest makes them anew
            connection.execute(f"DELETE FROM {table} WHERE article_id = {HAMA}")
        connection.execute(f"INSERT INTO story_waiting VALUES ({HAMA}, 1)")
        connection.execute(f"UPDATE articles_folded SET headline = 'curated' WHERE rowid = {HAMA}")
        connection.execute(f"UPDATE articles SET headline = 'Curated' WHERE id = {HAMA}")
        connection.execute("INSERT INTO articles_fts (articles_fts) VALUES ('rebuild')")
    assert findings(corpus) == {}


@pytest.mark.parametrize(
    ("copy", "same"),
    [
        (CAPTION, True),
        (f"{CAPTION} (AP)", True),
        (CAPTION.replace(" ", "  ").upper(), True),
        ("Fighters on a road near Hama…", True),
        ("Soldiers in the port of Tartus, December 3, 2024.", False),
        ("…", False),
    ],
)
def test_copies_may_differ_in_spelling_and_credit(copy: str, same: bool) -> None:
    """Not in what they say."""
    assert are_copies(CAPTION, copy) is same


@pytest.mark.parametrize(
    ("published", "bounds"),
    [
        ("2024-12-02", ("2024-12-02", "2024-12-02")),
        ("2024-02", ("2024-02-01", "2024-02-29")),
        ("[2024-12-02..2024-12-07]", ("2024-12-02", "2024-12-07")),
        ("2024-11-30/2024-12-02", ("2024-11-30", "2024-12-02")),
        ("soon", None),
        ("", None),
        ("2024-13-01", None),
    ],
)
def test_the_bounds_of_an_edtf_date(published: str, bounds: tuple[str, str] | None) -> None:
    """By the edtf library."""
    assert edtf_bounds(published) == bounds
