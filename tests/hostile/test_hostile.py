"""Bad captures are parsed whole or rejected with a reason, in bounded time and memory; nothing else is lost."""

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from time import process_time

import pytest

from syria_iraq_archive.capture.files import find_captures
from syria_iraq_archive.capture.reading import MAX_LINES
from syria_iraq_archive.corpus.connection import reading
from syria_iraq_archive.corpus.verify.checks import verify
from syria_iraq_archive.errors import CaptureRejected
from syria_iraq_archive.pipeline import Pipeline
from syria_iraq_archive.registry.load import Registry
from tests.cli.conftest import on_terminal, run
from tests.factories import ingest
from tests.hostile.captures import KINDS, ODD, Kind
from tests.parse.test_invariants import check

SECONDS_A_MEGABYTE = 40  # several times what the dearest kind needs on a slow machine


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_bad_capture_is_parsed_whole_or_rejected_in_time(pipeline: Pipeline, kind: Kind) -> None:
    """Quadratic time would be far beyond, already at this size."""
    data = kind.make(12_000)
    begun = process_time()
    with suppress(CaptureRejected):
        check(pipeline.run(data, "hostile.txt"), data)
    assert process_time() - begun < 1 + len(data) / 1e6 * SECONDS_A_MEGABYTE


def test_more_lines_than_memory_holds_are_rejected(pipeline: Pipeline) -> None:
    """Whatever breaks them: each line is a block, and a file of 20 MB could have ten million."""
    for end in ("\n", "\r\n", "\u2028"):
        with pytest.raises(CaptureRejected, match=r"has more than 100,000 lines"):
            pipeline.run(f"a{end}".encode() * (MAX_LINES + 1), "lines.txt")


def test_bad_captures_cost_the_good_ones_nothing(tmp_path: Path, registry: Registry, pipeline: Pipeline) -> None:
    """All of them in one folder, with a good one between them."""
    folder = tmp_path / "captures"
    folder.mkdir()
    for number, kind in enumerate(ODD):
        (folder / f"{number:02}.txt").write_bytes(kind.make(3_000))
    (folder / "15-good.txt").write_text("Iraq closes a bridge\n\nOfficials in Baghdad said so on Monday.\n")
    summary = ingest(tmp_path / "a.db", folder, run=pipeline.run, knowledge=registry)
    assert summary.added + len(summary.rejected) == len(ODD) + 1
    assert [rejected.reason for rejected in summary.rejected if rejected.failed] == []
    with reading(tmp_path / "a.db") as connection:
        assert [finding for verdict in verify(connection) for finding in verdict.findings] == []
        found = connection.execute("SELECT headline FROM article_list WHERE path = '15-good.txt'").fetchall()
        assert [headline for (headline,) in found] == ["Iraq closes a bridge"]


def test_names_and_links_that_mean_harm_are_reported_or_escaped(tmp_path: Path) -> None:
    """Line ends and escapes in names, loops of links, links that lead out, and bytes that are no text."""
    folder = tmp_path / "captures"
    (folder / "sub").mkdir(parents=True)
    (tmp_path / "secret.txt").write_text("Secret\n\nNobody may read this.\n")
    good = "Headline\n\nText, number "
    for number, name in enumerate(["two\nlines.txt", "esc\x1b[31m.txt", "b\udcff.txt", "=1+1.txt", "a; rm -rf x.txt"]):
        (folder / name).write_text(f"{good}{number}.\n")
    (folder / "loop.txt").symlink_to("loop.txt")
    (folder / "sub" / "up").symlink_to("..")
    (folder / "out.txt").symlink_to("../secret.txt")
    (folder / "far.txt").symlink_to("/etc/passwd")
    summary = ingest(tmp_path / "a.db", folder)
    assert summary.added == 5
    assert sorted((rejected.path, rejected.reason.partition(":")[0]) for rejected in summary.rejected) == [
        ("far.txt", "is a link that leads out of the folder"),
        ("out.txt", "is a link that leads out of the folder"),
    ]
    assert [(failed.path, failed.reason.partition(":")[0]) for failed in summary.failed] == [
        ("loop.txt", "can't be read")
    ]
    for command in (["query", "--table"], ["manifest"], ["sql", "SELECT path FROM captures", "--md"]):
        printed = on_terminal(*command, "--db", tmp_path / "a.db", NO_COLOR="1")
        assert printed
        assert "\x1b" not in printed
    assert len(run("manifest", "--db", tmp_path / "a.db").stdout.splitlines()) == 2 + 5


def test_a_path_given_outright_is_taken_wherever_it_leads(tmp_path: Path) -> None:
    """Who names a file means it; a folder's links are somebody else's."""
    (tmp_path / "secret.txt").write_text("Secret\n\nText.\n")
    (tmp_path / "link.txt").symlink_to("secret.txt")
    assert [file.refusal for file in find_captures([tmp_path / "link.txt"])] == [None]


_IN_LITTLE_MEMORY = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (1_500_000_000, 1_500_000_000))
from syria_iraq_archive.cli import main
main()
"""


def test_a_line_of_two_hundred_megabytes_is_rejected_by_its_size(tmp_path: Path) -> None:
    """Without being read to its end."""
    folder = tmp_path / "captures"
    folder.mkdir()
    (folder / "good.txt").write_text("Headline\n\nText.\n")
    with (folder / "large.txt").open("wb") as file:
        for _ in range(200):
            file.write(b"word " * 200_000)
    done = subprocess.run(
        [sys.executable, "-c", _IN_LITTLE_MEMORY, "ingest", folder, "--db", tmp_path / "a.db", "--jobs", "1"],
        capture_output=True,
        text=True,
        check=False,
        env=dict(os.environ),
    )
    assert done.returncode == 3, done.stderr
    assert "rejected large.txt: is larger than 20,000,000 bytes (raise the limit with --max-size)" in done.stderr
    assert "1 added" in done.stderr
