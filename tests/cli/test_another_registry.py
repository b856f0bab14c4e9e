"""An ingest with another registry says what changed and how many articles it may touch, and waits for a yes."""

import json
import sqlite3
from pathlib import Path

import pytest

from syria_iraq_archive.corpus.connection import reading
from syria_iraq_archive.corpus.kept_registry import entry_rows, kept_registry
from syria_iraq_archive.registry.load import load_registry
from tests.cli.conftest import Result, run

ACTORS = """\
- {id: iraq, name: Iraq, kind: state, country: IQ, demonyms: {en: [Iraqi]}}
- {id: hit-council, name: Council of Hit, kind: public-body, country: IQ}
"""
NEW = "- {id: amal, name: Amal Brigade, kind: armed-group}\n"
ONE = "Bridge Opened in Hit\n\nThe Council of Hit opened a bridge on Monday, an Iraqi official said to us.\n"
OTHER = "Rain in Raqqa\n\nFarmers there waited for months and the Amal Brigade did nothing about that, they said.\n"


class Desk:
    """A small registry, two captures, and a corpus of them."""

    def __init__(self, folder: Path) -> None:
        self.registry, self.db, self.captures = folder / "registry", folder / "archive.db", folder / "captures"
        self.registry.mkdir()
        self.captures.mkdir()
        self.write("actors", ACTORS)
        self.write("sources", "- {id: news, name: The News, language: en, marks: {masthead: [The News]}}\n")
        self.write("furniture", "sharing: [share this]\n")
        self.write("places", "IQ: [Hit]\n")
        (self.captures / "one.txt").write_text(ONE)
        (self.captures / "other.txt").write_text(OTHER)

    def write(self, kind: str, text: str) -> None:
        (self.registry / f"{kind}.yaml").write_text(text, "utf-8")

    def ingest(self, *options: str) -> Result:
        return run("ingest", self.captures, "--db", self.db, "--registry", self.registry, *options)

    def actors(self) -> set[str]:
        rows = json.loads(run("actors", "--used", "--json", "--db", self.db).stdout)
        return {row["id"] for row in rows}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    assert desk.ingest().returncode == 0
    return desk


def test_the_same_registry_asks_nothing(desk: Desk) -> None:
    done = desk.ingest()
    assert (done.returncode, "registry has changed" in done.stderr) == (0, False)


@pytest.mark.parametrize(
    ("kind", "text", "said", "touched"),
    [
        ("actors", ACTORS + NEW, "1 actor new (amal)", 1),
        ("actors", ACTORS.splitlines()[0] + "\n", "1 actor gone (hit-council)", 1),
        ("actors", ACTORS.replace("[Iraqi]", "[Iraqi, Farmers]"), "1 actor changed (iraq)", 2),
        ("actors", ACTORS.replace("kind: public-body", "kind: party"), "1 actor changed (hit-council)", 1),
        ("sources", "- {id: news, name: Raqqa, language: en}\n", "1 outlet changed (news)", 1),
        ("furniture", "sharing: [share this, rain in *]\n", "1 list of furniture changed (sharing)", 1),
        ("places", "IQ: [Hit, Raqqa]\n", "1 list of places changed (IQ)", 1),
    ],
)
def test_what_changed_and_may_be_touched_is_said_before_anything_is_done(
    desk: Desk, kind: str, text: str, said: str, touched: int
) -> None:
    """Without a yes and a terminal nothing is written."""
    before = run("fingerprint", "--db", desk.db).stdout
    desk.write(kind, text)
    done = desk.ingest()
    assert (done.returncode, said in done.stderr) == (1, True), done.stderr
    assert f"It may touch {touched} of 2 articles" in done.stderr
    assert "say --yes to go on" in done.stderr
    assert run("fingerprint", "--db", desk.db).stdout == before


def test_a_place_of_the_gazetteer_is_told_as_one(desk: Desk) -> None:
    (desk.registry / "places").mkdir(exist_ok=True)
    place = "- {id: rain, name: Rain, kind: town, country: SY, names: {en: [Rain]}, source: curated}\n"
    (desk.registry / "places" / "mine.yaml").write_text(place)
    assert "1 place new (rain)" in desk.ingest().stderr


def test_with_a_yes_it_is_done_and_the_next_run_asks_nothing(desk: Desk) -> None:
    desk.write("actors", ACTORS + NEW)
    assert desk.ingest("--yes").returncode == 0
    assert desk.actors() == {"iraq", "hit-council", "amal"}
    assert "registry has changed" not in desk.ingest().stderr


def test_what_touches_no_article_needs_no_yes(desk: Desk) -> None:
    """It is said all the same."""
    desk.write("actors", ACTORS + "- {id: far, name: Far Away Party, kind: party}\n")
    done = desk.ingest()
    assert (done.returncode, "It may touch 0 of 2 articles" in done.stderr) == (0, True)


def test_the_corpus_keeps_the_registry_it_was_built_with(desk: Desk) -> None:
    """As a registry that says the same."""
    built = load_registry(desk.registry)
    with reading(desk.db) as connection:
        kept = kept_registry(connection)
    assert kept is not None
    assert sorted(entry_rows(kept)) == sorted(entry_rows(built))


def test_reading_commands_need_no_other_registry_than_the_corpus_s(desk: Desk) -> None:
    """Whatever the environment says: only what is typed counts."""
    used = run("actors", "--used", "--csv", "--db", desk.db).stdout
    assert run("actors", "--used", "--csv", "--db", desk.db, ARCHIVE_REGISTRY=str(desk.registry)).stdout == used
    desk.write("actors", "- broken")
    assert run("actors", "--used", "--csv", "--db", desk.db, ARCHIVE_REGISTRY=str(desk.registry)).stdout == used
    assert run("actors", "iraq", "--json", "--db", desk.db).returncode == 0


def test_a_corpus_that_does_not_know_its_registry_is_built_without_a_question(desk: Desk) -> None:
    """As those of older versions don't."""
    with sqlite3.connect(desk.db) as connection:
        connection.execute("DELETE FROM built_with")
    desk.write("actors", ACTORS + NEW)
    assert (desk.ingest().returncode, "amal" in desk.actors()) == (0, True)
