"""From the seeds to a corpus, end to end, with the program's own registry."""

import hashlib
import json
from pathlib import Path

import pytest

from tests.cli.conftest import GOLD, SEEDS, on_terminal, run

PROMISED = {
    "path", "seq", "key", "source", "headline", "kicker", "standfirst", "byline", "dateline", "published",
    "published_basis", "language", "images", "body", "mentions",
}  # fmt: skip


def test_the_seeds_become_six_articles(seed_corpus: Path) -> None:
    """Ingesting them again changes nothing, and says so on standard error."""
    before = run("fingerprint", "--db", seed_corpus).stdout
    done = run("ingest", SEEDS, "--db", seed_corpus)
    assert (done.returncode, done.stdout) == (0, "")
    assert "captures: 0 added, 0 updated, 5 unchanged, 0 rejected" in done.stderr
    assert "corpus: 5 captures, 6 articles" in done.stderr
    assert run("fingerprint", "--db", seed_corpus).stdout == before


def test_unchanged_captures_are_parsed_again_on_demand(tmp_path: Path) -> None:
    """For those who change the parser; the others are parsed again when the version changes."""
    place = next(SEEDS.glob("000_*.txt"))
    run("ingest", place, "--db", tmp_path / "a.db")
    before = run("fingerprint", "--db", tmp_path / "a.db").stdout
    assert "0 added, 1 updated" in run("ingest", place, "--db", tmp_path / "a.db", "--reparse").stderr
    assert run("fingerprint", "--db", tmp_path / "a.db").stdout == before


def test_the_order_of_ingest_leaves_the_same_corpus(seed_corpus: Path, tmp_path: Path) -> None:
    """File by file, backwards."""
    files = sorted(SEEDS.glob("*.txt"), reverse=True)
    assert run("ingest", *files, "--db", tmp_path / "a.db", "--quiet").stderr == ""
    assert run("fingerprint", "--db", tmp_path / "a.db").stdout == run("fingerprint", "--db", seed_corpus).stdout


def test_the_seeds_verify_and_are_as_annotated(seed_corpus: Path) -> None:
    """Exactly, in every role and field."""
    done = run("verify", "--gold", GOLD, "--db", seed_corpus)
    assert done.returncode == 0, done.stdout
    assert "paragraph" in done.stdout


def test_a_difference_from_the_gold_fails(seed_corpus: Path, tmp_path: Path) -> None:
    """Exit 4, with expected and found."""
    annotation = json.loads((GOLD / "000_ee794dc393578f31.json").read_text())
    annotation["articles"][0]["headline"] = "Something else"
    (tmp_path / "000.json").write_text(json.dumps(annotation))
    done = run("verify", "--gold", tmp_path, "--db", seed_corpus)
    assert done.returncode == 4
    assert "headline: expected 'Something else', found 'Iraqi intelligence" in done.stdout


def test_the_tour_of_the_design_works(seed_corpus: Path) -> None:
    """The command that the design begins with."""
    arguments = ["--from", "2024-12-01", "--to", "2024-12-03", "--actor", "hts", "--source", "asharq-al-awsat"]
    rows = json.loads(run("query", *arguments, "--db", seed_corpus).stdout)
    assert [row["key"] for row in rows] == ["53541dcb351478c4-1"]


def test_rejected_files_are_listed_and_the_rest_is_in(tmp_path: Path) -> None:
    """Exit 3."""
    folder = tmp_path / "captures"
    folder.mkdir()
    (folder / "good.txt").write_text("Talks in Doha\n\nOfficials of Iran and Qatar met on Monday in Doha, they said.\n")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "large.txt").write_bytes(b"word " * 1000)
    (folder / "evil\x1b[31m.txt").write_bytes(bytes(range(256)))
    done = run("ingest", folder, "--db", tmp_path / "a.db", "--max-size", "1000")
    assert done.returncode == 3
    assert "rejected empty.txt: is empty\n" in done.stderr
    assert "rejected large.txt: is larger than 1,000 bytes (raise the limit with --max-size)\n" in done.stderr
    assert "\x1b" not in done.stderr
    assert "captures: 1 added, 0 updated, 0 unchanged, 3 rejected" in done.stderr
    assert run("verify", "--db", tmp_path / "a.db").returncode == 0


def test_nothing_to_ingest_is_a_usage_error(tmp_path: Path) -> None:
    """Neither no place, nor one that isn't there."""
    assert run("ingest", ARCHIVE_PROJECT="").returncode == 2
    assert run("ingest", tmp_path / "none").returncode == 2


def test_ingest_refuses_a_file_that_is_no_corpus(tmp_path: Path) -> None:
    """And leaves it alone."""
    other = tmp_path / "notes.db"
    other.write_text("my notes " * 100)
    done = run("ingest", SEEDS, "--db", other)
    assert done.returncode == 1
    assert other.read_text() == "my notes " * 100


def test_a_corpus_in_the_ingested_folder_is_no_capture(tmp_path: Path) -> None:
    """Nor are its log files."""
    (tmp_path / "a.txt").write_text("Talks in Doha\n\nOfficials of Iran and Qatar met on Monday in Doha, they said.\n")
    for counts in ("1 added, 0 updated, 0 unchanged, 0 rejected", "0 added, 0 updated, 1 unchanged, 0 rejected"):
        done = run("ingest", tmp_path, "--db", tmp_path / "archive.db")
        assert done.returncode == 0, done.stderr
        assert counts in done.stderr


def test_progress_is_shown_on_a_terminal(tmp_path: Path) -> None:
    """A bar while it lasts, the counts at the end."""
    printed = on_terminal("ingest", SEEDS, "--db", tmp_path / "a.db")
    assert "0/5" in printed
    assert "captures: 5 added" in printed


def test_parse_prints_one_object_for_each_article() -> None:
    """A JSON array, or a line each; folders or single files."""
    articles = json.loads(run("parse", SEEDS).stdout)
    assert len(articles) == 6
    assert all(set(article) >= PROMISED for article in articles)
    lines = run("parse", *sorted(SEEDS.glob("*.txt")), "--nl").stdout.splitlines()
    assert [json.loads(line) for line in lines] == articles


def test_parsed_offsets_point_at_what_they_say() -> None:
    """Code points of the decoded text."""
    path = next(SEEDS.glob("002_*.txt"))
    text = path.read_text(encoding="utf-8")
    articles = json.loads(run("parse", path, "--blocks").stdout)
    mentions = [mention for article in articles for mention in article["mentions"]]
    assert mentions
    assert all(text[mention["start"] : mention["end"]] == mention["surface"] for mention in mentions)
    blocks = [block for article in articles for block in article["blocks"]]
    assert all(text[block["start"] : block["end"]] == block["text"] for block in blocks)


def test_parse_reads_standard_input() -> None:
    """By the name of ``-``."""
    data = next(SEEDS.glob("000_*.txt")).read_bytes()
    (article,) = json.loads(run("parse", "-", stdin=data).stdout)
    assert article["path"] == "-"
    assert article["key"] == f"{hashlib.sha256(data).hexdigest()[:16]}-1"


def test_parse_reports_the_bad_files_of_a_folder(tmp_path: Path) -> None:
    """And prints the others."""
    (tmp_path / "bad.txt").write_bytes(b"")
    (tmp_path / "good.txt").write_bytes(next(SEEDS.glob("000_*.txt")).read_bytes())
    done = run("parse", tmp_path)
    assert done.returncode == 3
    assert done.stderr == "rejected bad.txt: is empty\n"
    assert [article["path"] for article in json.loads(done.stdout)] == ["good.txt"]


@pytest.mark.parametrize(("stdin", "reason"), [(b"", "is empty"), (b"x" * 50, "is larger than 20 bytes")])
def test_parse_rejects_and_goes_on(stdin: bytes, reason: str) -> None:
    """Exit 3; the output is whole all the same."""
    done = run("parse", "-", "--max-size", "20", stdin=stdin)
    assert (done.returncode, done.stdout) == (3, "[]\n")
    assert f"rejected -: {reason}" in done.stderr
