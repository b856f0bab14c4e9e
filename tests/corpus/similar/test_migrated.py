"""What a corpus held before pairs were sought is signed and linked by the next ingest."""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlite_utils import Database

from syria_iraq_archive.corpus.connection import APPLICATION_ID, writing
from syria_iraq_archive.corpus.migrations import MIGRATIONS, migrate
from syria_iraq_archive.corpus.similar.link import link
from tests.corpus.similar.made_up import edited, linked, page, story

TABLES = ("captures", "articles", "blocks", "articles_folded")


def test_an_older_corpus_is_linked_as_a_new_one(tmp_path: Path) -> None:
    """From the text it keeps: nothing is parsed again. Short articles are left out."""
    new = linked(
        tmp_path / "new.db", page("One", story(1)), page("Other", edited(story(1), 0.02)), page("Few", ["Few."])
    )
    with closing(sqlite3.connect(tmp_path / "old.db")) as old:
        MIGRATIONS.apply(Database(old, execute_plugins=False), stop_before="same_story_twice")
        old.execute("ATTACH ? AS new", (str(tmp_path / "new.db"),))
        for table in TABLES:
            columns = ", ".join(name for _, name, *_ in old.execute(f"PRAGMA main.table_info({table})"))
            old.execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM new.{table}")
        old.commit()
        old.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        old.execute("PRAGMA user_version = 4")
    with writing(tmp_path / "old.db") as connection:
        migrate(connection)
        link(connection)
        found = connection.execute("SELECT * FROM signatures, similar").fetchall()
    assert len(found) == 2
    assert found == new.rows("SELECT * FROM signatures, similar")
