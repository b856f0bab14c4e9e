"""A correction that can't be applied any more is taken out of force by an entry; one that counts never is."""

from pathlib import Path

import pytest

from syria_iraq_archive.corpus.connection import reading
from syria_iraq_archive.corpus.corrections import standings
from syria_iraq_archive.curating.forgetting import forget
from syria_iraq_archive.curating.queue import queue
from syria_iraq_archive.curating.workplace import Workplace
from syria_iraq_archive.errors import RegistryError, UnknownName
from tests.corrections import DATA, HEADLINE, SHA256
from tests.desks import Place

KEY = f"{SHA256[:16]}-1"
TOLD = {"reason": "It is gone.", "by": "N.", "on": "2026-01-02"}
GONE = "0" * 64  # a capture that was never there, or was removed


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Place:
    place = Place(tmp_path_factory.mktemp("forgetting"))
    place.set_up({"a.txt": DATA})
    for key, quote in ((KEY, HEADLINE), (GONE, "gone")):
        done = place("correct", key, "headline", "A Bridge", "--quote", quote, "--reason", "So.", "--on", "2026-01-01")
        assert done.returncode == 0, done.stderr
    return place


@pytest.fixture
def place(made: Place, tmp_path: Path) -> Place:
    import shutil

    return Place(Path(shutil.copytree(made.db.parent, tmp_path / "copy")))


def status(place: Place) -> dict[str, str]:
    """How each correction stands, by its id."""
    workplace = Workplace.of(place.db, place.registry, None)
    with reading(place.db) as connection:
        return {one.id: one.status for one in standings(connection, workplace.knowledge().corrections)}


def lose_the_words(place: Place) -> str:
    """Let the first correction quote what isn't there; its id."""
    text = place.corrections.read_text("utf-8")
    place.corrections.write_text(text.replace(f"quote: {HEADLINE}", "quote: gone"), "utf-8")
    assert place("ingest", str(place.captures)).returncode == 0
    return next(id for id, state in status(place).items() if state == "stale")


def test_a_stale_one_is_out_of_force_and_stays_in_the_file(place: Place) -> None:
    id = lose_the_words(place)
    before = place.corrections.read_text("utf-8")
    done = place("correct", "--forget", id[:8], "--reason", "The page was rewritten.")
    assert (done.returncode, "field: withdrawn" in done.stdout) == (0, True), done.stderr
    assert place.corrections.read_text("utf-8").startswith(before)
    assert id not in status(place)
    assert place("verify").returncode == 0
    assert "1 stale" not in place("ingest", str(place.captures)).stderr
    assert [row for row in place("log", KEY, "--nl").stdout.splitlines() if row] == []
    checked = place("registry", "check", "--db", str(place.db))
    assert id not in checked.stdout


def test_one_of_a_capture_that_is_gone_is_forgotten_too(place: Place) -> None:
    [id] = [id for id, state in status(place).items() if state == "no such capture"]
    assert f"(id {id})" in place("registry", "check", "--db", str(place.db)).stdout
    assert place("correct", "--forget", id, "--reason", "Removed.").returncode == 0
    assert list(status(place).values()) == ["applied"]
    assert "not in this corpus" not in place("ingest", str(place.captures)).stderr


def test_the_same_correction_can_be_made_again(place: Place) -> None:
    [id] = [id for id, state in status(place).items() if state == "no such capture"]
    assert place("correct", "--forget", id, "--reason", "Removed.").returncode == 0
    again = ("headline", "A Bridge", "--quote", "gone", "--reason", "So.", "--on", "2026-01-01")
    assert place("correct", GONE, *again).returncode == 0
    assert status(place)[id] == "no such capture"


def test_one_that_counts_is_not_forgotten(place: Place) -> None:
    [id] = [id for id, state in status(place).items() if state == "applied"]
    before = place.corrections.read_bytes()
    done = place("correct", "--forget", id, "--reason", "No.")
    assert (done.returncode, "it counts" in done.stderr) == (1, True)
    assert place.corrections.read_bytes() == before


def test_one_that_isnt_replayed_yet_is_not_forgotten(place: Place) -> None:
    text = place.corrections.read_text("utf-8")
    place.corrections.write_text(text.replace("value: A Bridge", "value: The Bridge"), "utf-8")
    [id] = [id for id, state in status(place).items() if state == "not replayed"]
    with pytest.raises(RegistryError, match="replayed"):
        forget(Workplace.of(place.db, place.registry, None), id, TOLD)


@pytest.mark.parametrize("id", ["", "ff", "ffffffffffff", "not an id"])
def test_an_id_of_none_is_an_error(place: Place, id: str) -> None:
    with pytest.raises(UnknownName):
        forget(Workplace.of(place.db, place.registry, None), id, TOLD)


def test_a_dry_run_writes_nothing(place: Place) -> None:
    id = lose_the_words(place)
    before = place.corrections.read_bytes()
    done = place("correct", "--forget", id, "--reason", "Gone.", "--dry-run")
    assert (done.returncode, "nothing is written" in done.stderr) == (0, True)
    assert place.corrections.read_bytes() == before


@pytest.mark.parametrize("more", [(KEY,), ("--none",), ("--quote", "x"), (KEY, "headline", "A")])
def test_forget_takes_an_id_and_a_reason_alone(place: Place, more: tuple[str, ...]) -> None:
    assert place("correct", *more, "--forget", "abcdef", "--reason", "No.").returncode == 2


def test_without_forget_an_article_and_a_field_are_needed(place: Place) -> None:
    assert place("correct", "--reason", "No.").returncode == 2
    assert place("correct", KEY, "--reason", "No.").returncode == 2


def test_a_withdrawal_of_nothing_is_found_by_the_check(place: Place) -> None:
    entry = f'- {{capture: "{GONE}", field: withdrawn, value: abcdefabcdef, reason: R, by: N, on: "2026-01-02"}}\n'
    with place.corrections.open("a", encoding="utf-8") as file:
        file.write(entry)
    assert "no correction above it has the id abcdefabcdef" in place("registry", "check").stdout


def test_the_queue_offers_to_forget_what_can_be(place: Place) -> None:
    stale = lose_the_words(place)
    workplace = Workplace.of(place.db, place.registry, None)
    knowledge = workplace.knowledge()
    with reading(place.db) as connection:
        found = {one.correction for one in queue(connection, knowledge) if one.kind == "stale"}
    assert found == {stale}
