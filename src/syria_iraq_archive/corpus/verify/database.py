"""Checks of the database as a whole: that SQLite finds it sound, and that it has the declared form."""

import sqlite3
from collections.abc import Iterator

from syria_iraq_archive.corpus.declare import FullText
from syria_iraq_archive.corpus.rollup import differences
from syria_iraq_archive.corpus.room import lacks_room
from syria_iraq_archive.corpus.tables import ARTICLES_FOLDED, FULL_TEXTS, ROLLUPS, TABLES
from syria_iraq_archive.corpus.verify.subject import Finding
from syria_iraq_archive.corpus.views import VIEWS
from syria_iraq_archive.corpus.words import folded


def integrity(connection: sqlite3.Connection) -> Iterator[Finding]:
    """``PRAGMA integrity_check``, table by table where it finds something: its words alone name no table."""
    whole = list(_unsound(connection, "database", "PRAGMA integrity_check"))
    names = connection.execute("SELECT name FROM sqlite_master WHERE rootpage > 0 AND type = 'table'") if whole else ()
    by_table = [
        finding
        for (name,) in list(names)
        for finding in _unsound(connection, name, f'PRAGMA integrity_check("{name}")')
    ]
    yield from by_table or whole


def _unsound(connection: sqlite3.Connection, where: str, pragma: str) -> Iterator[Finding]:
    try:
        messages = [line for (said,) in connection.execute(pragma) for line in str(said).splitlines()]
    except sqlite3.DatabaseError as error:
        if lacks_room(error):
            raise
        messages = [str(error)]
    yield from (Finding(where, message) for message in messages if message != "ok" and not message.startswith("***"))


def foreign_keys(connection: sqlite3.Connection) -> Iterator[Finding]:
    """``PRAGMA foreign_key_check``."""
    for table, rowid, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        where = table if rowid is None else f"{table}, row {rowid}"
        yield Finding(where, f"names a row of {parent} that isn't there")


def schema(connection: sqlite3.Connection) -> Iterator[Finding]:
    """The declared tables and views are there with their declared columns."""
    declared = {table.name: table.names for table in (*TABLES, *ROLLUPS)}
    declared |= {view.name: tuple(name for name, _ in view.columns) for view in VIEWS}
    for name, columns in declared.items():
        found = tuple(row[1] for row in connection.execute(f"PRAGMA table_info({name})"))
        if found != columns:
            yield Finding(
                name, f"has the columns {', '.join(found) or 'of nothing'}; declared are {', '.join(columns)}"
            )


def rollups(connection: sqlite3.Connection) -> Iterator[Finding]:
    """What is kept of each actor's articles is what mentions, actors and articles say."""
    for difference in differences(connection):
        yield Finding(f"actor_articles, {difference.actor} in {difference.key}", difference.what)


def full_text(connection: sqlite3.Connection) -> Iterator[Finding]:
    """The full-text indexes hold exactly the words of the articles, as printed and folded.

    FTS5 is asked by an INSERT, so this works on a private copy: verifying never writes to a corpus.
    """
    copy = sqlite3.connect("")  # on disk where it is large, and gone when closed
    try:
        connection.backup(copy)
        for declared in FULL_TEXTS:
            yield from _in_step(copy, declared)
        yield from _folded_rightly(copy)
    except sqlite3.DatabaseError as error:
        if lacks_room(error):
            raise
        yield Finding("articles_folded", f"can't be read: {error}")
    finally:
        copy.close()


def _in_step(copy: sqlite3.Connection, declared: FullText) -> Iterator[Finding]:
    """FTS5's own check: the index against the text it is of."""
    try:
        copy.execute(f"INSERT INTO {declared.name} ({declared.name}, rank) VALUES ('integrity-check', 1)")
    except sqlite3.DatabaseError as error:
        if lacks_room(error):
            raise
        what = "its own text" if declared.folded else f"the {declared.table}"
        yield Finding(declared.name, f"differs from {what}: {error}")


def _folded_rightly(copy: sqlite3.Connection) -> Iterator[Finding]:
    """The folded text against the articles'."""
    columns = ARTICLES_FOLDED.columns
    printed, kept = (", ".join(f"{table}.{name}" for name in columns) for table in ("articles", "shadow"))
    join = "articles LEFT JOIN articles_folded AS shadow ON shadow.rowid = articles.id"
    pairs = f"SELECT key, shadow.rowid, {printed}, {kept} FROM {join}"
    for key, rowid, *texts in copy.execute(pairs):
        if rowid is None:
            yield Finding(f"articles_folded, {key}", "the article isn't in it")
        elif [folded(text) for text in texts[: len(columns)]] != texts[len(columns) :]:
            yield Finding(f"articles_folded, {key}", "holds other words than the article")
    strangers = "SELECT rowid FROM articles_folded WHERE rowid NOT IN (SELECT id FROM articles)"
    for (rowid,) in copy.execute(strangers):
        yield Finding(f"articles_folded, row {rowid}", "is of no article")


def registry(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Every source is an actor of kind ``media``; every actor has its own name among its names."""
    missing = "SELECT id FROM sources EXCEPT SELECT id FROM actors WHERE kind = 'media'"
    for (id,) in connection.execute(missing):
        yield Finding(f"sources, {id}", "isn't among the actors as an outlet")
    nameless = "SELECT id, name FROM actors EXCEPT SELECT actor_id, name FROM actor_names"
    for id, name in connection.execute(nameless):
        yield Finding(f"actors, {id}", f"its name {name!r} isn't in actor_names")
