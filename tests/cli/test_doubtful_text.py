"""Text that may not be what was written: counted by `ingest`, shown by `show`, held to by `verify`."""

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.cli.conftest import run


def test_doubtful_text_is_named_counted_shown_and_verified(tmp_path: Path) -> None:
    """From the file to the reader."""
    captures, corpus = tmp_path / "in", tmp_path / "a.db"
    captures.mkdir()
    (captures / "harmed.txt").write_text("Bridge Reopens\n\nThe mayor\ufffds office said that the bridge is open.\n")
    (captures / "sound.txt").write_text("Bridge Closes\n\nThe mayor’s office said that the bridge is closed.\n")
    done = run("ingest", captures, "--db", corpus)
    said = "holds 1 replacement character (U+FFFD) from an earlier wrong decoding"
    assert done.returncode == 0
    assert f"doubtful harmed.txt: {said}" in done.stderr
    assert "captures: 2 added, 0 updated, 0 unchanged, 0 rejected, 0 failed, 1 with doubtful text" in done.stderr
    assert run("verify", "--db", corpus).returncode == 0
    with closing(sqlite3.connect(corpus)) as connection, connection:
        sql = "SELECT key FROM articles JOIN captures ON captures.id = capture_id WHERE warning IS NOT NULL"
        ((key,),) = connection.execute(sql).fetchall()
        assert f"Warning about the text: {said}." in run("show", key, "--db", corpus).stdout
        assert f"Warning about the text: {said}." in run("show", key, "--explain", "--db", corpus).stdout
        connection.execute("UPDATE captures SET warning = NULL")
    done = run("verify", "--db", corpus)
    assert done.returncode == 4
    assert f"has no warning, but its text {said}" in done.stdout
