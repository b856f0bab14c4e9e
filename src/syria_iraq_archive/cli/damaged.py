"""A command that fell over a damaged corpus says that, and nothing of how it fell."""

from pathlib import Path

import click

from syria_iraq_archive.cli.options import DB_ASKED
from syria_iraq_archive.errors import ArchiveError, CorpusError

_SAID_BY_SQLITE = ("Could not decode", "can't be read:", "malformed")  # of a value, or a page, that is damaged


def damage_behind(error: Exception, ctx: click.Context) -> CorpusError | None:
    """That the corpus of this command is damaged, if this is why `error` was raised; None if it is sound.

    What a sound corpus can't hold can end a command in any way: a name of nobody, a number that is text. So the corpus
    is looked through before that is said; of a bug nothing is hidden.
    """
    db = ctx.meta.get(DB_ASKED)
    if not isinstance(db, Path) or not db.is_file() or isinstance(error, MemoryError):
        return None
    damaged = CorpusError("is damaged", place=str(db), hint="see where: archive verify")
    if isinstance(error, ArchiveError):
        return damaged if isinstance(error, CorpusError) and error.message.startswith(_SAID_BY_SQLITE) else None
    return damaged if _is_damaged(db) else None


def _is_damaged(db: Path) -> bool:
    import sqlite3  # only if something went wrong

    from syria_iraq_archive.corpus.connection import reading
    from syria_iraq_archive.corpus.verify.database import first_damage

    try:
        with reading(db) as connection:
            return first_damage(connection) is not None
    except (ArchiveError, sqlite3.Error, UnicodeDecodeError):
        return True
