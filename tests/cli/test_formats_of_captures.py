"""Captures of other formats than plain text, from end to end: what they say of themselves is shown with its place."""

import gzip
import json
from pathlib import Path

import pytest

from tests import saved
from tests.cli.conftest import run

PAGE = saved.page(
    f'{saved.HEAD}<meta property="article:published_time" content="2024-12-03T09:00:00+03:00">'
    '<meta property="og:site_name" content="Shafaq News"><meta name="author" content="Rana Haddad">'
)
WARC = saved.record(saved.response(PAGE))


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus of one record of a web archive."""
    folder = tmp_path_factory.mktemp("formats")
    (folder / "crawl.warc.gz").write_bytes(gzip.compress(WARC))
    done = run("ingest", folder / "crawl.warc.gz", "--db", folder / "archive.db")
    assert (done.returncode, done.stdout) == (0, "")
    assert "captures: 1 added" in done.stderr
    return folder / "archive.db"


def key(corpus: Path) -> str:
    [article] = json.loads(run("query", "--db", corpus, "--json").stdout)
    return str(article["key"])


def test_an_article_is_found_by_what_its_metadata_say(corpus: Path) -> None:
    """As if it had been printed."""
    done = run(
        "query", "bridge", "--source", "shafaq news", "--from", "2024-12-03", "--to", "2024-12-03", "--db", corpus
    )
    assert [article["headline"] for article in json.loads(done.stdout)] == [saved.HEADLINE]


def test_an_article_is_shown_with_where_and_when_it_was_fetched(corpus: Path) -> None:
    """Below the path in its container."""
    shown = run("show", key(corpus), "--db", corpus).stdout
    assert "Shafaq News, given by the file's format" in shown
    assert "3 December 2024, given by the file's format" in shown
    assert "crawl.warc.gz!/1" in shown
    assert f"{saved.URI} · captured {saved.CRAWLED}" in shown


def test_the_explanation_names_the_place_of_each_of_the_metadata(corpus: Path) -> None:
    """With what was printed beside them."""
    shown = run("show", key(corpus), "--explain", "--db", corpus).stdout
    assert "source: shafaq-news (metadata) [source:html:meta og:site_name]" in shown
    assert "published: 2024-12-03 (metadata) [published:html:meta article:published_time]" in shown
    assert "byline: Rana Haddad (metadata) [html:meta author]" in shown
    assert "chrome [outside-main-text]" not in shown  # chrome is of no article


def test_the_json_of_an_article_names_its_capture(corpus: Path) -> None:
    """But doesn't hold its bytes."""
    capture = json.loads(run("show", key(corpus), "--json", "--db", corpus).stdout)["capture"]
    assert (capture["format"], capture["uri"], capture["captured_at"]) == ("warc-response", saved.URI, saved.CRAWLED)
    assert "content" not in capture


def test_the_corpus_verifies(corpus: Path) -> None:
    """The text is derived again."""
    done = run("verify", "--db", corpus, "--quiet")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize("form", ["jsonl", "jsonld", "csv", "parquet"])
def test_the_corpus_is_exported(corpus: Path, tmp_path: Path, form: str) -> None:
    """In every family of formats."""
    assert run("export", form, tmp_path / "out", "--db", corpus).returncode == 0


@pytest.mark.parametrize(
    ("data", "path"),
    [
        (PAGE.encode(), "-"),
        (gzip.compress(WARC), "-!/1"),
        (saved.zipped({"in/page.html": PAGE}), "-!/in/page.html"),
        (saved.tarred({"page.html": PAGE}, "w:gz"), "-!/page.html"),
    ],
    ids=["page", "web archive", "zip", "tar"],
)
def test_standard_input_is_parsed_whatever_its_format(data: bytes, path: str) -> None:
    """Without a corpus."""
    [article] = json.loads(run("parse", "-", stdin=data).stdout)
    assert (article["path"], article["headline"], article["published_basis"]) == (path, saved.HEADLINE, "metadata")


def test_what_is_rejected_in_a_container_is_said_by_its_name(tmp_path: Path) -> None:
    """Exit 3; the rest is there."""
    (tmp_path / "saved.zip").write_bytes(saved.zipped({"page.html": PAGE, "empty.txt": ""}))
    done = run("ingest", tmp_path / "saved.zip", "--db", tmp_path / "archive.db")
    assert done.returncode == 3
    assert "rejected saved.zip!/empty.txt: is empty" in done.stderr
    assert "captures: 1 added" in done.stderr


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """A folder with more than captures in it."""
    folder = tmp_path / "mixed"
    folder.mkdir()
    (folder / "saved.zip").write_bytes(saved.zipped({"page.html": PAGE, "photo.jpg": "x"}))
    (folder / "README.md").write_text(saved.BODY)
    (folder / "settings.json").write_text("{}")
    return folder


@pytest.mark.parametrize("to", ["--db", "--to"])
def test_files_of_other_kinds_are_counted_and_no_failure(mixed: Path, tmp_path: Path, to: str) -> None:
    """Their names are for those who ask, and an earlier choice loses nothing."""
    done = run("ingest", mixed, to, tmp_path / "corpus")
    assert done.returncode == 0, done.stderr
    assert "0 rejected" in done.stderr
    assert "3 files of other kinds passed over" in done.stderr
    assert "README" not in done.stderr
    done = run("ingest", mixed, to, tmp_path / "corpus", "--include", "*.md", "--exclude", "set*", "--verbose")
    assert done.returncode == 0
    assert "passed over saved.zip!/photo.jpg: is of a type not known here (.jpg)" in done.stderr
    assert "passed over settings.json: is left out by --exclude" in done.stderr
    assert "corpus: 2 captures" in done.stderr
    done = run("ingest", mixed, to, tmp_path / "corpus", "--exclude", "*.zip")
    assert (done.returncode, "corpus: 2 captures" in done.stderr) == (0, True)


def test_parse_passes_over_what_ingest_does(mixed: Path) -> None:
    """With the same options."""
    done = run("parse", mixed)
    assert (done.returncode, done.stderr) == (0, "3 files of other kinds passed over\n")
    done = run("parse", mixed, "--include", "*.md", "-v")
    assert [article["path"] for article in json.loads(done.stdout)] == ["README.md"]
    assert "passed over settings.json: is not among what --include names\n" in done.stderr
    assert done.stderr.endswith("\n1 file of another kind passed over, 2 left out\n")


def test_a_file_that_is_named_outright_is_rejected_with_its_reason(mixed: Path) -> None:
    """Whatever its name, it is looked at."""
    (mixed / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    done = run("parse", mixed / "photo.jpg", "--exclude", "*.jpg")
    assert (done.returncode, done.stderr) == (3, "rejected photo.jpg: is a JPEG picture, a type not known here\n")


def test_what_libraries_log_does_not_reach_the_terminal(tmp_path: Path) -> None:
    """One line for each rejection, from this program."""
    (tmp_path / "a.pdf").write_bytes(saved.pdf(saved.HEADLINE)[:-200])
    (tmp_path / "b.html").write_text("<html><body><p>Hama fell.")
    done = run("parse", tmp_path / "a.pdf", tmp_path / "b.html")
    assert all(line.startswith("rejected a.pdf: ") for line in done.stderr.splitlines())


def test_a_capture_of_any_format_can_be_corrected(corpus: Path) -> None:
    """By what its visible text prints; its bytes are what the correction is replayed on."""
    done = run("correct", key(corpus), "byline", "R. Haddad", "--quote", saved.HEADLINE, "--reason", "shorter",
               "--by", "a curator", "--dry-run", "--db", corpus)  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "R. Haddad" in done.stdout + done.stderr
