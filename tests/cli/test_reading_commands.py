"""The commands that read a corpus, end to end."""

import csv
import hashlib
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest

from syria_iraq_archive.corpus.tables import ROLLUPS, TABLES
from tests.cli.conftest import Archive, run
from tests.factories import dated, undated

HAMA, DOHA = dated().key(dated().articles[0]), undated().key(undated().articles[0])


def keys(text: str) -> list[str]:
    """The keys in a JSON listing."""
    return [row["key"] for row in json.loads(text)]


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        ([], [HAMA, DOHA]),
        (["hama"], [HAMA]),
        (["--from", "2024-12-01", "--to", "2024-12-03"], [HAMA]),
        (["--from", "2024-12-01", "--to", "2024-12-03", "--certain"], []),
        (["--on", "2024-12", "--certain"], [HAMA]),
        (["--on", "2023", "--undated"], [DOHA]),
        (["--source", "EXAMPLE NEWS"], [HAMA]),
        (["--actor", "türkiye"], [HAMA, DOHA]),
        (["--actor", "Turkiye", "--exact"], [HAMA]),
        (["--actor", "tsk", "--actor", "iran"], [DOHA]),
        (["--actor", "example news", "--actor", "iran"], []),
        (["--actor", "example news", "--actor", "iran", "--any"], [HAMA, DOHA]),
        (["--limit", "1"], [HAMA]),
        (["hama", "turkish"], [HAMA]),
        (["doha OR hama"], [DOHA, HAMA]),
        (["doha OR hama", "--sort", "newest"], [HAMA, DOHA]),
        (["--sort", "oldest", "--limit", "1", "--offset", "1"], [DOHA]),
        (["--fts", "headline: doha"], [DOHA]),
    ],
)  # fmt: skip
def test_query_finds(archive: Archive, arguments: list[str], found: list[str]) -> None:
    """Sources and actors by any of their names; no text is a syntax error."""
    done = archive("query", "--json", *arguments)
    assert (done.returncode, done.stderr) == (0, "")
    assert keys(done.stdout) == found


@pytest.mark.parametrize(
    ("arguments", "found", "said"),
    [
        (["--actor", "tourkey"], [HAMA], "actor: Turkey (turkey)"),
        (["--source", "exampel news"], [HAMA], "source: Example News (example-news)"),
    ],
)
def test_a_name_spelt_otherwise_is_taken_for_somebody_and_the_answer_says_for_whom(
    archive: Archive, arguments: list[str], found: list[str], said: str
) -> None:
    """On stderr, so that the rows stay rows."""
    done = archive("query", "--json", *arguments)
    assert done.stderr == f"{said}\n"
    assert set(found) <= set(keys(done.stdout))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--actor", "yektur"], "did you mean turkey"),
        (["--source", "sample news"], "did you mean example-news"),
        (["--from", "yesterday"], "not a day: 'yesterday'"),
        (["--on", "2024", "--from", "2024"], "--on goes without"),
        (["--limit", "0"], "0 is not in the range"),
        (["--sort", "relevance"], "--sort relevance needs TEXT"),
        (["--fts"], "--fts needs TEXT"),
        (["--fts", "hama AND"], "--fts: syntax error"),
        (["--fts", "no-such: hama"], "--fts: "),
        (["--no-such-option"], "No such option"),
    ],
)
def test_a_wrong_question_is_a_usage_error(archive: Archive, arguments: list[str], said: str) -> None:
    """Exit 2, with what would be right."""
    done = archive("query", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


def test_formats_hold_the_same_rows(archive: Archive) -> None:
    """JSON, newline-delimited JSON, CSV, TSV; and for readers a table and Markdown."""
    rows: list[dict[str, Any]] = json.loads(archive("query", "--json").stdout)
    assert [json.loads(line) for line in archive("query", "--nl").stdout.splitlines()] == rows
    for form, delimiter in (("--csv", ","), ("--tsv", "\t")):
        read = list(csv.DictReader(io.StringIO(archive("query", form).stdout, newline=""), delimiter=delimiter))
        assert [row["headline"] for row in read] == [row["headline"] for row in rows]
        assert read[0]["opening"] == rows[0]["opening"]
    assert archive("query", "--table").stdout.splitlines()[2].split()[0] == HAMA
    assert archive("query", "--md").stdout.startswith("| key | published | source | headline |\n| --- |")


def test_elsewhere_than_on_a_terminal_json_is_the_default(archive: Archive) -> None:
    """For the next program in a pipe."""
    assert archive("query").stdout == archive("query", "--json").stdout


def test_show_reads_an_article_by_the_beginning_of_its_key(archive: Archive) -> None:
    """See `test_reader` for what it prints; no escape codes in a pipe."""
    done = archive("show", HAMA[:4])
    assert done.returncode == 0
    assert done.stdout.startswith(
        "Rebels Enter Hama\n\nExample News, named as the article's own outlet in “told Example News”\n"
    )
    assert "\x1b" not in done.stdout


def test_show_raw_prints_the_whole_capture_with_roles(archive: Archive) -> None:
    """A block within a line is marked by a plus."""
    lines = archive("show", HAMA, "--raw").stdout.splitlines()
    margin = [line.split("│")[0].strip() for line in lines]
    assert [role for role in margin if role] == [
        "headline", "caption", "+ credit", "repeat", "chrome", "repeat", "paragraph", "crosshead", "paragraph",
    ]  # fmt: skip
    text = "".join(line.partition("│ ")[2] for line in lines)
    assert "".join(text.split()) == "".join(dated().capture.text.split())


def test_show_explain_prints_rules_claims_and_evidence(archive: Archive) -> None:
    """What was recorded, nothing thought up afterwards."""
    text = archive("show", HAMA, "--explain").stdout
    assert "source: example-news (self-reference) [told-us]\n      252-269 “told Example News”" in text
    assert "warning: seven days are possible" in text
    assert "3 repeat of block 1 [laid] 72-124" in text
    assert "turkey [demonym] 180-187 “Turkish”" in text
    assert "Abu Omar [quote-speaker-cue]" in text


def test_show_explain_tells_of_all_that_is_found_in_an_article(archive: Archive) -> None:
    """Each with its place."""
    lines = archive("show", HAMA, "--explain").stdout.splitlines()
    assert {"Claims", "Blocks", "Mentions", "Places"} <= set(lines)
    place = lines[lines.index("Places") + 1]
    assert re.fullmatch(r"  hama \[.+\] \d+-\d+ “.*Hama.*”", place), place


def test_show_json_prints_all_that_is_recorded(archive: Archive) -> None:
    """Except the numbers of this database."""
    content = json.loads(archive("show", HAMA, "--json").stdout)
    assert set(content) == {
        "capture", "article", "blocks", "images", "claims", "mentions", "quotes", "dates", "places", "designations",
        "corrections", "similar", "story",
    }  # fmt: skip
    assert "article_id" not in content["mentions"][0]


@pytest.mark.parametrize("key", ["ffff", "not a key", "", "%"])
def test_show_of_an_unknown_key_is_a_usage_error(archive: Archive, key: str) -> None:
    """And says where keys are to be had."""
    done = archive("show", key)
    assert done.returncode == 2
    assert "key" in done.stderr


def test_sources_and_actors_are_counted(archive: Archive) -> None:
    """Most articles first; an actor by name with what is part of it."""
    sources = json.loads(archive("sources", "--json").stdout)
    assert [(row["id"], row["articles"]) for row in sources] == [("example-news", 1), ("other-news", 0)]
    actors = json.loads(archive("actors", "türkiye", "--json").stdout)
    assert [(row["id"], row["mentions"]) for row in actors] == [("turkey", 1), ("turkish-army", 1)]
    assert "Türkiye" in actors[0]["names"]
    assert archive("actors", "nobody").returncode == 2
    assert [row["id"] for row in json.loads(archive("sources", "--used").stdout)] == ["example-news"]
    assert "other-news" not in archive("actors", "--used").stdout


def test_without_a_corpus_sources_and_actors_come_from_the_registry(tmp_path: Path) -> None:
    """Then there is nothing to count."""
    for command in ("sources", "actors"):
        done = run(command, "--json", "--db", tmp_path / "none.db")
        assert done.returncode == 0, done.stderr
        assert {row["articles"] for row in json.loads(done.stdout)} == {None}
    group, *members = json.loads(run("actors", "HTS", "--json", "--db", tmp_path / "none.db").stdout)
    assert group["id"] == "hayat-tahrir-al-sham"
    assert {row["part_of"] for row in members} <= {group["id"], *(row["id"] for row in members)}
    assert list(tmp_path.iterdir()) == []


def test_sql_answers_a_select(archive: Archive) -> None:
    """With parameters, from standard input, columns of the same name kept apart."""
    done = archive("sql", "SELECT key FROM articles WHERE headline = :h", "-p", "h", "Talks in Doha")
    assert json.loads(done.stdout) == [{"key": DOHA}]
    assert json.loads(archive("sql", "-", stdin=b"SELECT 1 AS a, 2 AS a").stdout) == [{"a": 1, "a_2": 2}]
    assert json.loads(
        archive("sql", "SELECT count(*) AS n FROM articles_fts WHERE articles_fts MATCH 'hama'").stdout
    ) == [{"n": 1}]
    folded = "SELECT count(*) AS n FROM articles_folded WHERE articles_folded MATCH 'turkiye'"
    assert json.loads(archive("sql", folded).stdout) == [{"n": 1}]


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM articles",
        "DROP TABLE articles",
        "CREATE TABLE mine (x)",
        "CREATE TEMP TABLE mine (x)",
        "ATTACH ':memory:' AS other",
        "PRAGMA journal_mode = DELETE",
        "PRAGMA writable_schema = 1",
        "SELECT load_extension('x')",
        "VACUUM INTO '/tmp/copy.db'",
        "BEGIN",
        "SELECT 1; SELECT 2",
        "no sql at all",
        "SELECT no_such_column FROM articles",
        "",
    ],
)
def test_sql_can_do_nothing_but_read(archive: Archive, corpus: Path, sql: str) -> None:
    """Exit 1 and a reason; the corpus stays as it was."""
    before = hashlib.sha256(corpus.read_bytes()).hexdigest()
    done = archive("sql", sql)
    assert done.returncode == 1, done.stdout
    assert done.stderr.startswith("Error: ")
    assert hashlib.sha256(corpus.read_bytes()).hexdigest() == before


def test_sql_that_runs_too_long_is_stopped(archive: Archive) -> None:
    """After the time allowed."""
    endless = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    done = archive("sql", endless, "--timeout", "0.3")
    assert done.returncode == 1
    assert "took longer than 0.3 seconds" in done.stderr


def test_fingerprint_prints_one_hash(archive: Archive) -> None:
    """In hexadecimal."""
    done = archive("fingerprint")
    assert len(bytes.fromhex(done.stdout.strip())) == 32


def test_verify_prints_its_checks(archive: Archive) -> None:
    """Exit 0 where all hold; with --quiet nothing."""
    done = archive("verify")
    assert done.returncode == 0
    assert "tiling" in done.stdout
    assert archive("verify", "--quiet").stdout == ""


@pytest.mark.parametrize("command", ["query", "show x", "sql 'SELECT'", "verify", "fingerprint"])
def test_reading_commands_never_create_a_corpus(tmp_path: Path, command: str) -> None:
    """Exit 1, with what to run."""
    done = run(*command.split(), "--db", tmp_path / "none.db")
    assert done.returncode == 1
    assert "run: archive ingest" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_reading_commands_leave_the_folder_as_it_was(archive: Archive, corpus: Path) -> None:
    """No log files beside the corpus, not a byte changed in it."""
    before = hashlib.sha256(corpus.read_bytes()).hexdigest()
    for command in ("query hama", "sources", "actors", f"show {HAMA}", "verify", "fingerprint"):
        assert archive(*command.split()).returncode == 0
    assert hashlib.sha256(corpus.read_bytes()).hexdigest() == before
    assert [path.name for path in corpus.parent.iterdir()] == [corpus.name]


def test_schema_describes_everything_without_a_corpus() -> None:
    """As text, one relation, Markdown, JSON and SQL."""
    text = run("schema", "--json").stdout
    names = {relation["name"] for relation in json.loads(text)}
    assert {"captures", "articles", "articles_fts", "article_list"} <= names
    assert run("schema", "claims").stdout.startswith("claims (table)\n")
    assert run("schema", "no-such-table").returncode == 2
    document = run("schema", "--md").stdout
    assert all(f"## {name} (" in document for name in names)
    assert run("schema", "--sql").stdout.count("CREATE TABLE") == len((*TABLES, *ROLLUPS))
    assert "articles (table)" in run("schema").stdout
