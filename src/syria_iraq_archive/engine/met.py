"""Which captures a run has met: a set of hashes that lies on disk when it is large, so that memory doesn't grow."""

import sqlite3


class Met:
    """A set of hashes, to be closed. It lives in a temporary file of SQLite's, which is gone with it.

    >>> met = Met()
    >>> met.add("53541dcb351478c4")
    >>> "53541dcb351478c4" in met, "cba4" in met
    (True, False)
    >>> met.close()
    """

    def __init__(self) -> None:
        self._hashes = sqlite3.connect("", isolation_level=None)  # no name: private, on disk as far as need be
        self._hashes.execute("PRAGMA journal_mode = OFF")
        self._hashes.execute("CREATE TABLE met (sha256 TEXT PRIMARY KEY) WITHOUT ROWID")

    def add(self, sha256: str) -> None:
        """Put a hash into the set, which may hold it already."""
        self._hashes.execute("INSERT OR IGNORE INTO met VALUES (?)", (sha256,))

    def __contains__(self, sha256: str) -> bool:
        return self._hashes.execute("SELECT 1 FROM met WHERE sha256 = ?", (sha256,)).fetchone() is not None

    def close(self) -> None:
        """Forget them all."""
        self._hashes.close()
