"""What all commands share: help, version, errors, pipes, terminals, the environment."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from syria_iraq_archive.cli.group import COMMANDS
from syria_iraq_archive.corpus.connection import reading, writing
from syria_iraq_archive.corpus.location import Location
from syria_iraq_archive.corpus.rows import capture_rows
from syria_iraq_archive.corpus.writer import Writer
from syria_iraq_archive.records import Article, Role
from tests.cli.conftest import on_terminal, run, run_apart
from tests.factories import Page, make_corpus, plain_run, undated

ROOT = Path(__file__).parents[2]
ESCAPES = "\x1b[31m\x07\x9b2J\u202e"


@pytest.mark.parametrize("command", COMMANDS)
def test_help_ends_with_examples(command: str) -> None:
    """Each begins with the sentence that the list of commands shows."""
    done = run(command, "--help")
    assert done.returncode == 0
    words = " ".join(done.stdout.split())
    assert COMMANDS[command] in words
    examples = done.stdout.rpartition("Examples:\n")[2].strip().splitlines()
    assert examples
    assert any(line.strip().startswith("archive ") for line in examples)


def test_the_list_of_commands_is_short_and_ends_with_examples() -> None:
    """Every command is in it."""
    done = run("--help")
    assert [name for name in COMMANDS if f"  {name} " not in done.stdout] == []
    assert "Examples:" in done.stdout


def test_the_version_is_printed() -> None:
    """On standard output."""
    done = run("--version")
    assert done.stdout.startswith("archive, version ")


def test_help_imports_nothing_heavy() -> None:
    """Start-up is what a user feels."""
    heavy = "{'pydantic', 'sqlite_utils', 'rich', 'yaml', 'chardet', 'edtf', 'ahocorasick_rs', 'dateutil', 'sqlite3'}"
    script = f"""
import sys
before = set(sys.modules)  # measuring coverage imports some
from syria_iraq_archive.cli import main
sys.argv = ["archive", "--help"]
try:
    main()
except SystemExit:
    print(sorted({heavy} & (set(sys.modules) - before)), file=sys.stderr)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"


def test_what_is_left_at_the_end_is_not_looked_through() -> None:
    """To look for cycles among all that a command has made takes a tenth of it; the end of the process frees all."""
    script = """
import atexit, gc, sys
atexit.register(lambda: print(gc.get_freeze_count() > 1000, file=sys.stderr))  # the last to be called
from syria_iraq_archive.cli import main
sys.argv = ["archive", "--help"]
main()
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "True"


def test_parsing_and_trying_a_correction_import_nothing_that_writes(corpus: Path) -> None:
    """Nor does parsing import what reads HTML pages, if there is none, or a registry that isn't compiled."""
    writes = {f"syria_iraq_archive.{name}" for name in ("corpus.rows", "corpus.writer", "engine.ingest")}
    reads_registries = {"syria_iraq_archive.registry.additions"}
    reads_pages = {f"syria_iraq_archive.capture.formats.{name}" for name in ("main_text", "tree_model.marking")}
    value = ("headline", "--none", "--reason", "It is none.", "--dry-run", "--db", str(corpus))
    with reading(corpus) as connection:
        (key,) = connection.execute("SELECT key FROM articles LIMIT 1").fetchone()
    for arguments, unneeded in (
        (["parse", str(ROOT / "seeds" / "nothing.txt")], writes | reads_pages | reads_registries),
        (["correct", key, *value], writes - {"syria_iraq_archive.corpus.rows"}),
    ):
        script = f"""
import sys
from syria_iraq_archive.cli import main
sys.argv = ["archive", *{arguments!r}]
try:
    main()
except SystemExit:
    print("imported", sorted({unneeded!r} & set(sys.modules)), file=sys.stderr)
"""
        for _ in range(2):  # the first may compile the registry, and keep it
            done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
        assert done.stderr.splitlines()[-1] == "imported []"


@pytest.mark.parametrize("command", ["query", "fingerprint", "sources"])
def test_reading_imports_neither_records_nor_registry(corpus: Path, command: str) -> None:
    """A corpus carries its own names."""
    script = f"""
import sys
from syria_iraq_archive.cli import main
sys.argv = ["archive", "{command}", "--db", {str(corpus)!r}]
try:
    main()
except SystemExit:
    print(sorted({{'pydantic', 'sqlite_utils', 'rich', 'yaml'}} & set(sys.modules)), file=sys.stderr)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"


def test_an_unknown_command_is_a_usage_error() -> None:
    """Exit 2."""
    done = run("frobnicate")
    assert done.returncode == 2
    assert "No such command" in done.stderr


def test_options_come_from_the_environment_unless_given(corpus: Path, tmp_path: Path) -> None:
    """``ARCHIVE_DB`` for all commands, ``ARCHIVE_QUERY_LIMIT`` and the like for one."""
    assert run("fingerprint", ARCHIVE_DB=str(corpus)).returncode == 0
    assert run("fingerprint", "--db", tmp_path / "none.db", ARCHIVE_DB=str(corpus)).returncode == 1
    assert run("query", "--nl", ARCHIVE_DB=str(corpus), ARCHIVE_QUERY_LIMIT="1").stdout.count("\n") == 1


def test_a_closed_pipe_is_no_news(corpus: Path) -> None:
    """``archive … | head`` says nothing on standard error."""
    endless = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 200000) SELECT i FROM n"
    command = f'"{sys.executable}" -m syria_iraq_archive sql "{endless}" --nl --db "{corpus}" | head -n 1'
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ('{"i": 1}\n', "")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A corpus of one capture that tries to drive a terminal; and its key."""
    text = f"Head{ESCAPES}line, a long one: {'word ' * 40}\n\nBody {ESCAPES} text.\n"
    parsed = plain_run(text.encode(), f"a{ESCAPES}.txt")
    return make_corpus(tmp_path_factory.mktemp("hostile") / "a.db", parsed), parsed.key(parsed.articles[0])


@pytest.mark.parametrize(
    "arguments",
    [
        ["query"], ["query", "--json"], ["query", "--nl"], ["query", "--csv"], ["query", "--tsv"], ["query", "--md"],
        ["show", "KEY"], ["show", "KEY", "--raw"], ["show", "KEY", "--explain"], ["show", "KEY", "--json"],
        ["sql", "SELECT * FROM captures"], ["verify"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_no_control_character_of_a_capture_reaches_a_terminal(hostile: tuple[Path, str], arguments: list[str]) -> None:
    """Whatever the command and format: they are shown as marks."""
    corpus, key = hostile
    printed = on_terminal(*(key if word == "KEY" else word for word in arguments), "--db", corpus, NO_COLOR="1")
    assert printed
    assert [c for c in printed if c in "\x1b\x07\x9b\u202e"] == []


def test_a_table_on_a_terminal_fits_it(hostile: tuple[Path, str]) -> None:
    """Long cells end in an ellipsis."""
    lines = on_terminal("query", "--db", hostile[0]).splitlines()
    assert lines[0].startswith("key ")
    assert max(map(len, lines)) <= 80
    assert "…" in lines[2]


def test_colours_are_for_terminals_that_want_them(hostile: tuple[Path, str]) -> None:
    """``NO_COLOR`` turns them off."""
    assert "\x1b[1m" in on_terminal("show", hostile[1], "--db", hostile[0])
    assert "\x1b" not in on_terminal("show", hostile[1], "--db", hostile[0], NO_COLOR="1")


def test_cells_that_a_spreadsheet_would_run_are_neutralised(tmp_path: Path) -> None:
    """Unless --raw."""
    corpus = make_corpus(tmp_path / "a.db", plain_run(b"=HYPERLINK(1)\n\nText.\n", "@a.txt"))
    select = "SELECT headline, path, -1 AS number FROM article_list"
    assert run("sql", select, "--csv", "--db", corpus).stdout.splitlines()[1] == "'=HYPERLINK(1),'@a.txt,-1"
    assert run("sql", select, "--csv", "--raw", "--db", corpus).stdout.splitlines()[1] == "=HYPERLINK(1),@a.txt,-1"


def test_several_articles_whose_keys_begin_alike_are_listed(tmp_path: Path) -> None:
    """Instead of one taken silently."""
    page = Page("One\n\nTwo\n")
    page.lay(Role.HEADLINE, "One", article=1)
    page.lay(Role.HEADLINE, "Two", article=2)
    first: Article = (
        undated().articles[0].model_copy(update={"body": "", "words": 0, "mentions": (), "headline": "One"})
    )
    parsed = page.parsed(first, first.model_copy(update={"seq": 2, "headline": "Two"}))
    corpus = make_corpus(tmp_path / "a.db", parsed)
    sha256 = parsed.capture.sha256
    done = run("show", sha256[:6], "--db", corpus)
    assert done.returncode == 2
    assert f"{sha256[:16]}-1, {sha256[:16]}-2" in done.stderr
    assert run("show", f"{sha256[:16]}-2", "--db", corpus).stdout.startswith("Two\n")
    assert run("show", f"{sha256[:3]}-2", "--db", corpus).stdout.startswith("Two\n")
    assert run("show", f"{sha256}-2", "--db", corpus).stdout.startswith("Two\n")


def test_verify_reports_what_is_wrong_and_fails(tmp_path: Path) -> None:
    """Exit 4, with file and span."""
    corpus = make_corpus(tmp_path / "a.db")
    with writing(corpus) as connection, connection:
        connection.execute("UPDATE mentions SET surface = 'Turks' WHERE surface = 'Turkish'")
    done = run("verify", "--db", corpus)
    assert done.returncode == 4
    assert "mentions: a.txt:180-187: isn't the name recorded: 'Turks'" in done.stdout


def test_a_program_without_its_registry_says_so(tmp_path: Path) -> None:
    """An empty folder is no registry."""
    done = run("sources", "--registry", tmp_path)
    assert done.returncode == 1
    assert "sources.yaml" in done.stderr


def test_writing_again_in_another_place_is_shown(tmp_path: Path) -> None:
    """A path is what the corpus says, not what the parser was told."""
    corpus = make_corpus(tmp_path / "a.db", undated())
    with writing(corpus) as connection:
        Writer(connection).write(capture_rows(undated()), Location("..", "elsewhere.txt"), "recipe")
    assert "elsewhere.txt" in run("query", "--json", "--db", corpus).stdout


def test_a_query_that_nothing_interrupts_ends_with_the_program(corpus: Path) -> None:
    """A single call of a function may compare millions of characters with millions."""
    heavy = "SELECT instr(printf('%.*c', 50000000, 'a'), printf('%.*c', 25000000, 'a') || 'b')"
    done = run_apart("sql", heavy, "--timeout", "0.5", "--db", corpus)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "Error: took longer than 0.5 seconds (allow more with --timeout)\n"


@pytest.mark.parametrize(
    ("arguments", "stdin"),
    [
        (["sql", "SELECT '\udcff'"], b""),
        (["sql", "SELECT :a", "-p", "a", "\udcff"], b""),
        (["sql", "-"], b"SELECT '\xff'"),
        (["quotes", "\udcff"], b""),
        (["quotes", "--speaker", "\udcff"], b""),
    ],
    ids=repr,
)
def test_what_is_typed_and_is_no_text_is_a_usage_error(corpus: Path, arguments: list[str], stdin: bytes) -> None:
    """A terminal may send bytes that aren't UTF-8."""
    done = run(*arguments, stdin=stdin, ARCHIVE_DB=str(corpus))
    assert (done.returncode, done.stdout) == (2, "")
    assert "not text in UTF-8" in done.stderr.splitlines()[-1]


@pytest.mark.parametrize(
    "arguments",
    [
        ["query", "--limit", "LARGE"],
        ["query", "--offset", "LARGE"],
        ["quotes", "--limit", "LARGE"],
        ["similar", "--limit", "LARGE"],
        ["registry", "suggest", "--limit", "LARGE", "--least", "LARGE"],
        ["parse", "FILE", "--max-size", "LARGE"],
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("number", [2**63 - 1, 10**30])
def test_no_number_is_too_large(corpus: Path, tmp_path: Path, arguments: list[str], number: int) -> None:
    """It says: all there are."""
    (tmp_path / "a.jsonl").write_text('{"text": "Hama fell, officials said."}')
    meant = {"LARGE": str(number), "FILE": str(tmp_path / "a.jsonl")}
    done = run(*(meant.get(word, word) for word in arguments), ARCHIVE_DB=str(corpus))
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("encoding", ["latin-1", "cp1256", "utf-8"])
def test_json_is_json_whatever_the_terminal_knows(encoding: str) -> None:
    """What it lacks is escaped, and means the same."""
    text = "Café 😀 حلب\n\nHama fell, officials said.\n"
    done = subprocess.run(
        [sys.executable, "-m", "syria_iraq_archive", "parse", "-"],
        input=text.encode(),
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONIOENCODING": encoding},
        check=True,
    )
    assert json.loads(done.stdout.decode(encoding))[0]["headline"] == "Café 😀 حلب"
