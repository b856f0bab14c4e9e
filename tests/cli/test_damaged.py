"""On a damaged corpus every command says so in a line, and where to look: never how it fell."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from syria_iraq_archive.cli.group import archive
from syria_iraq_archive.export.formats import FORMATS
from tests.corpus.test_flipped import DAMAGES
from tests.export.corpora import HAMA, make

FOLDERS = ("csv", "parquet")
COMMANDS = [
    ["fingerprint"],
    ["manifest"],
    ["actors", "--json"],
    ["actors", "iran", "--json"],
    ["sources"],
    ["quotes"],
    ["quotes", "--speaker", "iran"],
    ["query", "--csv"],
    ["query", "hama", "--json"],
    ["query", "--actor", "iran"],
    ["timeline"],
    ["similar", HAMA],
    ["show", HAMA],
    ["show", HAMA, "--raw"],
    ["show", HAMA, "--explain"],
    ["show", HAMA, "--json"],
    ["log", HAMA],
    ["sql", "SELECT * FROM actor_names"],
    ["registry", "suggest"],
    *(["export", name] for name in FORMATS if name not in FOLDERS),
    ["export", "gexf", "--network", "quotes"],
    ["verify", "--no-parse"],
]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("damaged") / "archive.db")


@pytest.fixture(scope="module", params=list(DAMAGES.values()), ids=list(DAMAGES))
def damaged(request: pytest.FixtureRequest, sound: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus of which one thing is changed."""
    corpus = Path(shutil.copy(sound, tmp_path_factory.mktemp("damaged") / "a.db"))
    with closing(sqlite3.connect(corpus)) as connection, connection:
        connection.execute(request.param)
    return corpus


@pytest.mark.long
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_command_falls_over_damage(damaged: Path, command: list[str]) -> None:
    """It answers, or says in a line that the corpus is damaged and where to look."""
    done = CliRunner().invoke(archive, command, env={"ARCHIVE_DB": str(damaged)})
    assert done.exception is None or isinstance(done.exception, SystemExit), repr(done.exception)
    if "pip install" in done.stderr:
        pytest.skip("an extra is missing")
    if command[0] == "verify":
        assert done.exit_code == 4
    elif done.exit_code == 1:
        assert len(done.stderr.splitlines()) == 1
        assert "damaged" in done.stderr
        assert "see where: archive verify" in done.stderr


@pytest.mark.parametrize(
    "command", [["fingerprint"], ["actors", "--json"], ["export", "jsonl"], ["query", "--actor", "x"]]
)
def test_a_name_that_is_no_text_is_damage(sound: Path, tmp_path: Path, command: list[str]) -> None:
    corpus = Path(shutil.copy(sound, tmp_path / "a.db"))
    with closing(sqlite3.connect(corpus)) as connection, connection:
        connection.execute("UPDATE actor_names SET name = CAST(x'49ff72' AS TEXT) || name")
        connection.execute("UPDATE actors SET name = CAST(x'49ff72' AS TEXT)")
    done = CliRunner().invoke(archive, command, env={"ARCHIVE_DB": str(corpus)})
    assert done.exit_code == 1
    assert done.stderr == f"Error: {corpus}: is damaged (see where: archive verify)\n"


def test_a_bug_is_not_called_damage(sound: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a corpus that is sound, nothing of the kind is said."""

    def broken(_: object) -> str:
        raise KeyError("a bug")

    monkeypatch.setattr("syria_iraq_archive.cli.commands.fingerprint.fingerprint", broken)
    done = CliRunner().invoke(archive, ["fingerprint", "--db", str(sound)])
    assert isinstance(done.exception, KeyError)
