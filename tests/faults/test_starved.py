"""An ingest that gets no room, no permission or no turn says what to do, and leaves what was there whole."""

import os
import resource
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from syria_iraq_archive.errors import CorpusError
from syria_iraq_archive.pipeline import Pipeline
from syria_iraq_archive.registry.load import Registry
from tests.faults.conftest import Undisturbed
from tests.faults.ingests import captures_in, complete, faults_of, fingerprint_of, lay_captures, say, start, wait_until

pytestmark = pytest.mark.long

NOBODY = 65534
IS_ROOT = os.geteuid() == 0


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of two megabytes."""
    place = tmp_path / "small"
    place.mkdir()
    mounted = IS_ROOT and shutil.which("mount") is not None
    if (
        not mounted
        or subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", place], check=False, capture_output=True
        ).returncode
    ):
        pytest.skip("nothing may be mounted here")
    try:
        yield place
    finally:
        subprocess.run(["umount", place], check=True)


def test_a_full_disk_is_named_with_its_cure_and_the_run_is_completed_later(
    tmp_path: Path, small_disk: Path, undisturbed: Undisturbed, registry: Registry, pipeline: Pipeline
) -> None:
    """Something is in already; it stays whole."""
    corpus = small_disk / "a.db"
    subprocess.run(["mount", "-o", "remount,size=10m", small_disk], check=True)  # one capture takes eight with its log
    complete(corpus, lay_captures(tmp_path / "one", 1), registry, pipeline)
    process = start("ingest", undisturbed.captures, "--db", corpus, "--jobs", "1")
    assert "the disk is full (make room on it" in say(process)
    assert process.returncode == 1
    assert captures_in(corpus) >= 1
    assert faults_of(corpus, registry, pipeline) == []
    subprocess.run(["mount", "-o", "remount,size=64m", small_disk], check=True)
    complete(corpus, undisturbed.captures, registry, pipeline)
    assert faults_of(corpus, registry, pipeline) == []
    assert captures_in(corpus) >= undisturbed.number


def test_a_limit_on_the_size_of_files_is_named_with_its_cure(
    tmp_path: Path, few: Undisturbed, registry: Registry, pipeline: Pipeline
) -> None:
    """As `ulimit -f` and quotas set it."""
    corpus = tmp_path / "a.db"
    complete(corpus, few.captures, registry, pipeline)
    limit = corpus.stat().st_size + 10_000
    process = start(
        "ingest",
        lay_captures(tmp_path / "more", 300),
        "--db",
        corpus,
        "--jobs",
        "1",
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )
    assert "run the same command to go on: what was written is whole" in say(process)
    assert process.returncode == 1
    assert faults_of(corpus, registry, pipeline) == []
    complete(corpus, tmp_path / "more", registry, pipeline)
    assert captures_in(corpus) == 300


@pytest.fixture
def large(tmp_path: Path, registry: Registry, pipeline: Pipeline) -> Path:
    """A sound corpus of more megabytes than SQLite keeps of a temporary file in memory."""
    corpus = tmp_path / "large.db"
    complete(corpus, lay_captures(tmp_path / "one", 1), registry, pipeline)
    with closing(sqlite3.connect(corpus)) as connection, connection:
        connection.execute("CREATE TABLE padding AS SELECT zeroblob(4000000) AS zeros")
    return corpus


def test_verifying_without_room_for_temporary_files_is_an_error_and_no_finding(large: Path) -> None:
    """What can't be written somewhere else says nothing of the corpus: with room, nothing is wrong with it."""
    process = start(
        "verify", "--db", large, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
    )
    assert "a limit is reached (see that the disk is sound, and what `ulimit -f` and quotas allow" in say(process)
    assert process.returncode == 1
    process = start("verify", "--db", large)
    say(process)
    assert process.returncode == 0


def test_a_full_disk_of_temporary_files_is_named_when_verifying(
    large: Path, small_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is another than that of the corpus."""
    (small_disk / "other").write_bytes(bytes(1_500_000))
    monkeypatch.setenv("TMPDIR", str(small_disk))
    process = start("verify", "--db", large)
    assert "the disk of temporary files (TMPDIR) is full" in say(process)
    assert process.returncode == 1


@pytest.mark.skipif(not IS_ROOT, reason="only root can become another user")
@pytest.mark.parametrize("what", ["the file", "the folder"])
def test_who_may_not_write_is_told_so(
    tmp_path_factory: pytest.TempPathFactory, few: Undisturbed, registry: Registry, pipeline: Pipeline, what: str
) -> None:
    """And the corpus stays as it is."""
    folder = tmp_path_factory.mktemp("readable")
    for parent in (folder, *folder.parents[:3], few.captures, few.captures.parent):
        parent.chmod(parent.stat().st_mode | 0o055)
    corpus = folder / "a.db"
    if what == "the file":
        complete(corpus, lay_captures(folder / "one", 1), registry, pipeline)
    os.seteuid(NOBODY)
    try:
        with pytest.raises(CorpusError, match=r"this user.*or say --db FILE"):
            complete(corpus, few.captures, registry, pipeline)
    finally:
        os.seteuid(0)
    assert captures_in(corpus) == (what == "the file")


_HOLD = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
"""


def test_a_writer_waits_for_another(tmp_path: Path, few: Undisturbed, registry: Registry, pipeline: Pipeline) -> None:
    """And goes on when it is done."""
    corpus = tmp_path / "a.db"
    complete(corpus, lay_captures(tmp_path / "one", 1), registry, pipeline)
    command = [sys.executable, "-c", _HOLD, str(corpus)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout
        assert other.stdout.readline() == "held\n"
        process = start("ingest", few.captures, "--db", corpus, "--jobs", "1")
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(timeout=2)
        other.communicate()
    assert "0 rejected" in say(process)
    assert process.returncode == 0


def test_readers_read_one_state_while_an_ingest_writes(
    tmp_path: Path, undisturbed: Undisturbed, registry: Registry, pipeline: Pipeline
) -> None:
    """Within a transaction nothing moves, however long it takes; afterwards the rest is there."""
    corpus = tmp_path / "a.db"
    complete(corpus, lay_captures(tmp_path / "one", 1), registry, pipeline)
    count = (
        "SELECT (SELECT count(*) FROM captures), (SELECT count(*) FROM articles), (SELECT count(*) FROM articles_fts)"
    )
    with closing(sqlite3.connect(f"file:{corpus}?mode=ro", uri=True)) as reader:
        process = start("ingest", undisturbed.captures, "--db", corpus, "--jobs", "1")
        reader.execute("BEGIN")
        assert reader.execute(count).fetchone() == (1, 1, 1)
        wait_until(lambda: captures_in(corpus) > 1)
        assert reader.execute(count).fetchone() == (1, 1, 1)
        assert "0 rejected" in say(process)
        assert reader.execute(count).fetchone() == (1, 1, 1)
        reader.rollback()
        captures, articles, indexed = reader.execute(count).fetchone()
        assert captures == articles == indexed >= undisturbed.number


def test_twenty_ingests_started_together_end_in_one_right_corpus(
    tmp_path: Path, few: Undisturbed, registry: Registry, pipeline: Pipeline
) -> None:
    """Writers wait for each other."""
    corpus = tmp_path / "a.db"
    processes = [start("ingest", few.captures, "--db", corpus, "--jobs", "1") for _ in range(20)]
    said = [say(process) for process in processes]
    assert [process.returncode for process in processes] == [0] * 20, said
    assert faults_of(corpus, registry, pipeline) == []
    assert fingerprint_of(corpus) == few.fingerprint


def test_a_closed_reader_of_what_is_printed_ends_the_command_quietly(few: Undisturbed) -> None:
    """Neither a closed pipe nor a closed standard output is an accident; a full disk is, and is named."""
    code = "from syria_iraq_archive.cli import main; main()"
    parse = f'"{sys.executable}" -c "{code}" parse "{few.captures}" --nl'
    done = subprocess.run(f"{parse} | head -n 1 | wc -l; {parse} >&-", shell=True, capture_output=True, text=True)  # noqa: PLW1510
    assert (done.stdout.strip(), done.stderr) == ("1", "")
    if Path("/dev/full").exists():
        done = subprocess.run(f"{parse} > /dev/full", shell=True, capture_output=True, text=True)  # noqa: PLW1510
        assert done.returncode == 1
        assert done.stderr == "Error: can't write: No space left on device\n"
