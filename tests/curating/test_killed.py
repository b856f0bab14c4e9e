"""A process that is killed while it corrects loses nothing that it said was written, and leaves nothing half."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from syria_iraq_archive.curating.keeping import marks
from syria_iraq_archive.registry.load import read_corrections
from tests.corrections import DATA, HEADLINE, SHA256
from tests.desks import Place
from tests.web.served import edited, sat_down

pytestmark = pytest.mark.long
KEY = f"{SHA256[:16]}-1"
CORRECTING = """
import sys
from pathlib import Path
from syria_iraq_archive.curating.keeping import keep
from syria_iraq_archive.curating.preparing import Request
from syria_iraq_archive.curating.workplace import Workplace
db, registry, key, who = sys.argv[1:]
workplace = Workplace.of(Path(db), Path(registry), None)
for number in range(10_000):
    told = {"reason": "So.", "by": who, "on": "2026-01-01"}
    keep(workplace, Request(key, "headline", f"{who} {number}", {"quote": "The river"}, told))
    print(number, flush=True)
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Place:
    place = Place(tmp_path_factory.mktemp("killed"))
    place.set_up({"a.txt": DATA})
    return place


@pytest.fixture
def place(made: Place, tmp_path: Path) -> Place:
    return Place(Path(shutil.copytree(made.db.parent, tmp_path / "copy")))


def correcting(place: Place, who: str) -> subprocess.Popen[str]:
    """A process that corrects the headline again and again, and says so whenever that is written."""
    command = [sys.executable, "-c", CORRECTING, str(place.db), str(place.registry), KEY, who]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def sound(place: Place) -> list[str]:
    """The values of the corrections; both the file and the corpus are whole, and an ingest completes them."""
    corrections = read_corrections(place.corrections, place.workplace().knowledge())
    assert place("verify").returncode in (0, 4)  # 4: the file is ahead of the corpus
    assert place("ingest", str(place.captures)).returncode == 0
    assert place("verify").returncode == 0
    assert place.fingerprint() == place.fingerprint_of_all()
    return [str(one.value) for one in corrections]


@pytest.mark.parametrize("milliseconds", [3, 11, 29, 67])
def test_a_killed_process_loses_nothing(place: Place, milliseconds: int) -> None:
    process = correcting(place, "N")
    assert process.stdout
    said = [process.stdout.readline() for _ in range(3)]
    time.sleep(milliseconds / 1000)
    os.kill(process.pid, signal.SIGKILL)
    said += process.stdout.readlines()
    process.wait()
    process.stdout.close()
    written = sound(place)
    assert written[: len(said)] == [f"N {number.strip()}" for number in said]
    assert len(written) - len(said) in (0, 1)


def test_two_processes_at_once_lose_nothing_of_each_other(place: Place) -> None:
    """Each waits for the other's turn."""
    processes = [correcting(place, who) for who in ("N", "M")]
    for process in processes:
        assert process.stdout
        for _ in range(6):
            process.stdout.readline()
    said = {}
    for process, who in zip(processes, ("N", "M"), strict=True):
        assert process.stdout
        process.kill()
        said[who] = 6 + len(process.stdout.readlines())
        process.wait()
        process.stdout.close()
    written = sound(place)
    for who, number in said.items():
        own = [value for value in written if value.startswith(who)]
        assert own[:number] == [f"{who} {each}" for each in range(number)]


def test_a_killed_server_loses_nothing(place: Place) -> None:
    """What the desk answered as written is there."""
    page = f"/-/archive/desk/article/{KEY}"
    fields = {"field": "kicker", "quote": HEADLINE, "reason": "So."}
    with edited(place.db, place.registry) as (entrance, process), sat_down(entrance) as visitor:
        for number in range(3):
            seen = marks(place.workplace().knowledge().corrections, SHA256)
            assert visitor.send(f"{page}/save", fields | {"value": f"Line {number}", "seen": seen}) == 303
        seen = marks(place.workplace().knowledge().corrections, SHA256)
        visitor.ask(f"{page}/save", fields | {"value": "Line 3", "seen": seen})
        os.kill(process, signal.SIGKILL)
    assert sound(place)[:3] == ["Line 0", "Line 1", "Line 2"]
