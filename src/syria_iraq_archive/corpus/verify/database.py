"""Checks of the database as a whole: that SQLite finds it sound, has the declared form, and that its tables agree.

Values are looked at as bytes, so that text which isn't any is a finding in a row, not the end of a command. That no
pair of similar articles is missing isn't checked, only how pairs are sought; what an interrupted ingest has still to do
is left out of account, since the next one does it.
"""

import sqlite3
import sys
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from math import isfinite
from typing import Any

from syria_iraq_archive.corpus import totals, triggers, versions
from syria_iraq_archive.corpus.declare import Column, FullText, Table
from syria_iraq_archive.corpus.disk import lacks_room
from syria_iraq_archive.corpus.rollup import differences
from syria_iraq_archive.corpus.similar import keys
from syria_iraq_archive.corpus.similar.clusters import JOINING, cluster_of
from syria_iraq_archive.corpus.similar.link import is_linked
from syria_iraq_archive.corpus.similar.signature import Comparison, compare, share_a_paragraph, signature
from syria_iraq_archive.corpus.tables import ARTICLES_FOLDED, FULL_TEXTS, ROLLUPS, TABLES
from syria_iraq_archive.corpus.verify.subject import Flaw
from syria_iraq_archive.corpus.views import VIEWS
from syria_iraq_archive.corpus.words import folded

_SHOWN = 40  # bytes of a value that is no text
_TYPES = {"TEXT": ("text",), "INTEGER": ("integer",), "REAL": ("real", "integer"), "BLOB": ("blob",)}
_SIGNED = """
    SELECT articles.key, articles.body, articles_folded.body, signatures.key, bands, paragraphs
    FROM articles JOIN articles_folded ON articles_folded.rowid = articles.id
         LEFT JOIN signatures ON signatures.article_id = articles.id
    WHERE signatures.article_id IS NOT NULL OR articles.id NOT IN (SELECT article_id FROM unlinked)
"""
_PAIRS = """
    SELECT one.key AS one_key, other.key AS other_key, similar.*
    FROM similar JOIN articles AS one ON one.id = article_id JOIN articles AS other ON other.id = other_id
    ORDER BY article_id, other_id
"""
_CLUSTERS = "SELECT article_id, first_id, place FROM clusters ORDER BY first_id, place"
_JOINED = f"SELECT article_id AS id FROM similar WHERE {JOINING} UNION SELECT other_id FROM similar WHERE {JOINING}"


def integrity(connection: sqlite3.Connection) -> Iterator[Flaw]:
    """``PRAGMA integrity_check``, table by table if it finds something: its words alone name no table."""
    whole = list(_unsound(connection, "database", "PRAGMA integrity_check"))
    names = connection.execute("SELECT name FROM sqlite_master WHERE rootpage > 0 AND type = 'table'") if whole else ()
    by_table = [
        finding
        for (name,) in list(names)
        for finding in _unsound(connection, name, f'PRAGMA integrity_check("{name}")')
    ]
    yield from by_table or whole


def _unsound(connection: sqlite3.Connection, where: str, pragma: str) -> Iterator[Flaw]:
    try:
        messages = [line for (said,) in connection.execute(pragma) for line in str(said).splitlines()]
    except sqlite3.DatabaseError as error:
        if lacks_room(error):
            raise
        messages = [str(error)]
    yield from (Flaw(where, message) for message in messages if message != "ok" and not message.startswith("***"))


def foreign_keys(connection: sqlite3.Connection) -> Iterator[Flaw]:
    """``PRAGMA foreign_key_check``."""
    for table, rowid, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        where = table if rowid is None else f"{table}, row {rowid}"
        yield Flaw(where, f"names a row of {parent} that isn't there")


def schema(connection: sqlite3.Connection) -> Iterator[Flaw]:
    """The declared tables and views are there with their declared columns, and the declared triggers."""
    declared = {table.name: table.names for table in (*TABLES, *ROLLUPS)}
    declared |= {view.name: tuple(name for name, _ in view.columns) for view in VIEWS}
    for name, columns in declared.items():
        found = tuple(row[1] for row in connection.execute(f"PRAGMA table_info({name})"))
        if found != columns:
            yield Flaw(name, f"has the columns {', '.join(found) or 'of nothing'}; declared are {', '.join(columns)}")
    for trigger in triggers.missing(connection):
        yield Flaw(trigger.name, "this trigger isn't there as it is declared")


def rollups(connection: sqlite3.Connection) -> Iterator[Flaw]:
    """What is kept of each actor's articles is what mentions, actors and articles say."""
    for difference in differences(connection):
        yield Flaw(f"actor_articles, {difference.actor} in {difference.key}", difference.what)


def counts(connection: sqlite3.Connection) -> Iterator[Flaw]:
    """The totals kept are how many captures, articles and repeats there are."""
    for name, kept, counted in totals.differences(connection):
        yield Flaw(f"totals, {name}", f"{kept} kept, {counted} counted (archive ingest --reparse counts anew)")


def full_text(connection: sqlite3.Connection) -> Iterator[Flaw]:
    """The full-text indexes hold exactly the words of the articles, as printed and folded.

    FTS5 is asked by an INSERT, so this works on a private copy: verifying never writes to a corpus.
    """
    copy = sqlite3.connect("")  # on disk if it is large, and gone when closed
    try:
        connection.backup(copy)
        for declared in FULL_TEXTS:
            yield from _in_step(copy, declared)
        yield from _folded_rightly(copy)
    except sqlite3.DatabaseError as error:
        if lacks_room(error):
            raise
        yield Flaw("articles_folded", f"can't be read: {error}")
    finally:
        copy.close()


def _in_step(copy: sqlite3.Connection, declared: FullText) -> Iterator[Flaw]:
    """FTS5's own check: the index against the text it is of."""
    try:
        copy.execute(f"INSERT INTO {declared.name} ({declared.name}, rank) VALUES ('integrity-check', 1)")
    except sqlite3.DatabaseError as error:
        if lacks_room(error):
            raise
        what = "its own text" if declared.folded else f"the {declared.table}"
        yield Flaw(declared.name, f"differs from {what}: {error}")


def _folded_rightly(copy: sqlite3.Connection) -> Iterator[Flaw]:
    """The folded text against the articles'."""
    columns = ARTICLES_FOLDED.columns
    printed, kept = (", ".join(f"{table}.{name}" for name in columns) for table in ("articles", "shadow"))
    join = "articles LEFT JOIN articles_folded AS shadow ON shadow.rowid = articles.id"
    pairs = f"SELECT key, shadow.rowid, {printed}, {kept} FROM {join}"
    for key, rowid, *texts in copy.execute(pairs):
        if rowid is None:
            yield Flaw(f"articles_folded, {key}", "the article isn't in it")
        elif [folded(text) for text in texts[: len(columns)]] != texts[len(columns) :]:
            yield Flaw(f"articles_folded, {key}", "holds other words than the article")
    strangers = "SELECT rowid FROM articles_folded WHERE rowid NOT IN (SELECT id FROM articles)"
    for (rowid,) in copy.execute(strangers):
        yield Flaw(f"articles_folded, row {rowid}", "is of no article")


def earlier_versions(connection: sqlite3.Connection) -> Iterator[Flaw]:
    """Every earlier version gives its bytes back, leads to a current capture, and is none itself."""
    for fault in versions.faults(connection):
        yield Flaw("versions", fault)


def registry(connection: sqlite3.Connection) -> Iterator[Flaw]:
    """Every source is an actor of kind ``media``; every actor and place has its own name among its names."""
    missing = "SELECT id FROM sources EXCEPT SELECT id FROM actors WHERE kind = 'media'"
    for (id,) in connection.execute(missing):
        yield Flaw(f"sources, {id}", "isn't among the actors as an outlet")
    nameless = "SELECT id, name FROM actors EXCEPT SELECT actor_id, name FROM actor_names"
    for id, name in connection.execute(nameless):
        yield Flaw(f"actors, {id}", f"its name {name!r} isn't in actor_names")
    nameless = "SELECT id, name FROM places EXCEPT SELECT place_id, name FROM place_names"
    for id, name in connection.execute(nameless):
        yield Flaw(f"places, {id}", f"its name {name!r} isn't in place_names")


def values(connection: sqlite3.Connection) -> Iterator[Flaw]:
    """Every value is of its column's type: text that is UTF-8, finite numbers, NULL only if it may be unknown."""
    for table in (*TABLES, *ROLLUPS):
        try:
            yield from _of_table(connection, table)
        except sqlite3.DatabaseError as error:
            yield Flaw(table.name, f"can't be read: {error}")


def first_damage(connection: sqlite3.Connection) -> Flaw | None:
    """Something that no sound corpus holds, or None if nothing is found soon; for a command that fell over it."""
    try:
        found = next(values(connection), None)
        if found is None and (broken := connection.execute("PRAGMA foreign_key_check").fetchone()):
            found = Flaw(str(broken[0]), f"names a row of {broken[2]} that isn't there")
        if found is None and (said := connection.execute("PRAGMA quick_check(1)").fetchone()[0]) != "ok":
            found = Flaw("database", str(said))
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        return Flaw("database", f"can't be read: {error}")
    return found


def _of_table(connection: sqlite3.Connection, table: Table) -> Iterator[Flaw]:
    if _is_sound(connection, table):
        return
    asked = ", ".join(f"typeof({name}), {name}" for name in table.names)
    with _as_bytes(connection) as cursor:
        for row in cursor.execute(f"SELECT {asked} FROM {table.name}"):
            kinds, held = row[::2], row[1::2]
            for column, kind, value in zip(table.columns, kinds, held, strict=True):
                if problem := _problem(column, kind.decode(), value):
                    yield Flaw(f"{table.name}, {_row(table, held)}", f"its {column.name} {problem}")


def _is_sound(connection: sqlite3.Connection, table: Table) -> bool:
    """Whether a table holds nothing but what its columns may hold; much faster than to look at each value in turn."""
    wrong = " OR ".join(_wrong(column) for column in table.columns)
    if connection.execute(f"SELECT 1 FROM {table.name} WHERE {wrong} LIMIT 1").fetchone():
        return False
    texts = ", ".join(column.name for column in table.columns if column.type == "TEXT")
    try:
        deque(connection.execute(f"SELECT {texts or 'NULL'} FROM {table.name}"), maxlen=0)  # decodes them
    except (sqlite3.OperationalError, UnicodeDecodeError):
        return False
    return True


def _wrong(column: Column) -> str:
    """A condition of SQL that what isn't of a column's type fulfils, but for text that is none."""
    kinds = ", ".join(f"'{kind}'" for kind in (*_TYPES[column.type], *(["null"] if column.nullable else ())))
    wrong = [f"typeof({column.name}) NOT IN ({kinds})"]
    if column.type == "TEXT":
        wrong.append(f"instr({column.name}, char(0))")
    if column.type == "REAL":
        wrong.append(f"abs({column.name}) > {sys.float_info.max!r}")
    return " OR ".join(wrong)


@contextmanager
def _as_bytes(connection: sqlite3.Connection) -> Iterator[sqlite3.Cursor]:
    """A cursor that gives text as its bytes, whatever they are; rows as tuples."""
    factory, connection.text_factory = connection.text_factory, bytes
    cursor = connection.cursor()
    cursor.row_factory = None
    try:
        yield cursor
    finally:
        connection.text_factory = factory
        cursor.close()


def _problem(column: Column, kind: str, value: Any) -> str | None:
    """What is wrong with a value of a column."""
    if kind == "null":
        return None if column.nullable else "is NULL"
    if kind not in _TYPES[column.type]:
        return f"is {kind}, not {column.type}"
    if isinstance(value, float) and not isfinite(value):
        return f"is {value}"
    return _no_text(value) if kind == "text" else None


def _no_text(value: bytes) -> str | None:
    try:
        text = value.decode()
    except UnicodeDecodeError as error:
        return f"is no text: {value[max(0, error.start - 10) : error.start + _SHOWN]!r}"
    return "holds U+0000, at which functions of SQL stop" if "\0" in text else None


def _row(table: Table, held: tuple[Any, ...]) -> str:
    """What a row is called: by its key."""
    by_name = dict(zip(table.names, held, strict=True))
    return "row " + ", ".join(_shown(by_name[name]) for name in table.key_names)


def _shown(value: Any) -> str:
    return value[:_SHOWN].decode("utf-8", "backslashreplace") if isinstance(value, bytes) else str(value)


def signatures(connection: sqlite3.Connection) -> Iterator[Flaw]:
    """Every article of enough words has the signature that its text gives, and no other has one."""
    for key, body, words, own_key, *stored in connection.execute(_SIGNED):
        made = signature(body, words)
        if (list(made) if made else [None, None]) != stored or (made and own_key != key):
            yield Flaw(f"signatures, {key}", "isn't what the article's text gives")


def signature_keys(connection: sqlite3.Connection) -> Iterator[Flaw]:
    """Articles are found by the keys of their signatures, and by no others."""
    for id, what in keys.differences(connection):
        yield Flaw(f"signature_keys, article {id}", what)


def pairs(connection: sqlite3.Connection) -> Iterator[Flaw]:
    """Similar articles have the score and kind that their texts give; the one whose key comes first stands first."""
    texts = Comparison(connection)
    for row in connection.execute(_PAIRS):
        where = f"similar, {row['one_key']} and {row['other_key']}"
        one, other = texts.text(row["article_id"]), texts.text(row["other_id"])
        shared = one is not None and other is not None and share_a_paragraph(one.paragraphs, other.paragraphs)
        found = compare(one, other, shared=shared)
        if found != (row["score"], row["kind"]):
            yield Flaw(where, f"is {row['kind']} of {row['score']}; their texts give {found}")
        if row["one_key"] >= row["other_key"]:
            yield Flaw(where, "the keys aren't in order")


def clusters(connection: sqlite3.Connection) -> Iterator[Flaw]:
    """Clusters are what pairs of the same text and reposts join, numbered in the order of publication."""
    if not is_linked(connection):
        return
    stored = {id: (first, place) for id, first, place in connection.execute(_CLUSTERS)}
    expected: dict[int, tuple[int, int]] = {}
    for (id,) in connection.execute(_JOINED):
        if id not in expected:
            cluster = cluster_of(connection, id)
            expected |= {member: (cluster[0], place) for place, member in enumerate(cluster, start=1)}
    for id in sorted(stored.keys() | expected.keys()):
        if stored.get(id) != expected.get(id):
            yield Flaw(f"clusters, article {id}", f"is {stored.get(id)}; its pairs give {expected.get(id)}")
