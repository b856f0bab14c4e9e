"""A library that fails, and a time limit, as the command tells of them; readings through links."""

import os
import shutil
import sqlite3
import sys
from pathlib import Path

import pytest

from syria_iraq_archive.errors import CorpusError
from tests import saved
from tests.cli.conftest import run
from tests.factories import make_corpus

pytestmark = pytest.mark.long

# Another version of a library, whose function fails.
_BROKEN = """
import importlib.machinery, importlib.metadata, sys
version = importlib.metadata.version
importlib.metadata.version = lambda name: "99.0" if name == "trafilatura" else version(name)
class Broken:
    def find_spec(self, name, path=None, target=None):
        return importlib.machinery.ModuleSpec(name, self) if name == "trafilatura" else None
    def create_module(self, spec):
        return None
    def exec_module(self, module):
        def bare_extraction(*_, **__):
            raise MemoryError
        module.bare_extraction = bare_extraction
sys.meta_path.insert(0, Broken())
"""


def test_a_library_that_fails_takes_no_page_whose_file_is_gone(tmp_path: Path) -> None:
    """The run says what failed and that it stays, and ends with 3."""
    corpus, page, other, site = (tmp_path / name for name in ("a.db", "page.html", "other.txt", "site"))
    page.write_text(saved.page(), encoding="utf-8")
    other.write_text("Headline\n\nText of it.\n", encoding="utf-8")
    site.mkdir()
    (site / "sitecustomize.py").write_text(_BROKEN, encoding="utf-8")
    assert run("ingest", page, "--db", corpus).returncode == 0
    before = run("sql", "SELECT sha256, text, hex(content) FROM captures", "--db", corpus, "--csv").stdout
    page.unlink()
    path = os.pathsep.join([str(site), *filter(None, sys.path)])
    done = run("ingest", other, "--db", corpus, PYTHONPATH=path)
    assert done.returncode == 3, done.stderr
    assert "failed page.html: " in done.stderr
    assert "what the corpus holds of it stays as it was" in done.stderr
    assert "1 added, 0 updated, 0 unchanged, 0 rejected, 1 failed" in done.stderr
    sql = "SELECT sha256, text, hex(content) FROM captures WHERE path = 'page.html'"
    assert run("sql", sql, "--db", corpus, "--csv").stdout == before


def test_what_takes_too_long_fails_by_name(tmp_path: Path) -> None:
    """With the option that allows more; parse has it as well."""
    (tmp_path / "a.txt").write_text("Headline\n\n" + "“Text” of it (here), he said on Monday.\n" * 20_000)
    limit = ("--time-limit", "0.05")
    done = run("ingest", tmp_path / "a.txt", "--db", tmp_path / "a.db", *limit)
    assert done.returncode == 3
    assert "failed a.txt: took longer than 0.05 s (allow more with --time-limit)" in done.stderr
    done = run("parse", tmp_path / "a.txt", *limit)
    assert (done.returncode, done.stderr.splitlines()[0][:22]) == (3, "failed a.txt: took lon")


def test_a_corpus_is_read_alike_by_its_name_and_by_a_link(tmp_path: Path) -> None:
    """What waits in the log beside the real file is missing in neither."""
    pytest.importorskip("datasette")
    from syria_iraq_archive.web.server import application

    live = make_corpus(tmp_path / "live.db")
    connection = sqlite3.connect(live)
    connection.execute("UPDATE captures SET uri = 'https://example.org'")
    connection.commit()
    real, link = tmp_path / "real.db", tmp_path / "elsewhere" / "link.db"
    for ending in ("", "-wal"):
        shutil.copy(f"{live}{ending}", f"{real}{ending}")
    connection.close()
    link.parent.mkdir()
    link.symlink_to(real)
    for path in (real, link):
        with pytest.raises(CorpusError, match="another program is writing"):
            application(path)
