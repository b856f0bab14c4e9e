"""A project is found from the current folder upwards; options and environment win over what it says."""

import os
from pathlib import Path

import pytest

from tests.cli.conftest import Result, run

TEXT = "Shafaq News/ The road to Rabia is open again, officials in Nineveh said on Monday.\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new project with one capture; the current folder is inside of it."""
    assert run("init", tmp_path / "mine").returncode == 0
    folder = tmp_path / "mine"
    (folder / "captures" / "a.txt").write_text(TEXT)
    monkeypatch.chdir(folder)
    return folder


def said(folder: Path, text: str) -> Result:
    """What a command says of a project whose file is `text`."""
    (folder / "archive.toml").write_text(text)
    return run("sources")


def test_init_makes_all_that_a_project_has(project: Path) -> None:
    """A file of each kind, all of them comments."""
    made = {path.relative_to(project).as_posix() for path in project.rglob("*") if path.is_file()}
    assert made >= {
        "archive.toml", "corrections.yaml", ".gitignore", "registry/actors.yaml", "registry/sources.yaml",
        "registry/furniture.yaml", "registry/places.yaml", "registry/spellings.yaml",
    }  # fmt: skip


@pytest.mark.usefixtures("project")
def test_what_init_makes_is_a_sound_registry() -> None:
    """It adds nothing yet."""
    assert (run("registry", "check", "--quiet").returncode, run("registry", "format", "--check").returncode) == (0, 0)


def test_init_leaves_what_is_there(project: Path) -> None:
    """And makes again what is missing."""
    (project / "archive.toml").write_text("corpus = 'other.db'\n")
    (project / "registry" / "places.yaml").unlink()
    assert run("init").stdout == "registry/places.yaml\n"
    assert (project / "archive.toml").read_text() == "corpus = 'other.db'\n"


def test_a_project_is_found_from_a_folder_inside_of_it(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its captures are ingested into its corpus, from wherever in it."""
    (project / "deep" / "er").mkdir(parents=True)
    monkeypatch.chdir(project / "deep" / "er")
    done = run("ingest")
    assert done.stderr.splitlines()[1].endswith(f"({Path('..', '..', 'archive.db')})"), done.stderr
    monkeypatch.chdir(project)
    assert "1 unchanged" in run("ingest").stderr
    assert (project / "archive.db").is_file()


def test_the_environment_wins_over_the_project_and_an_option_over_both(project: Path, tmp_path: Path) -> None:
    one, other = tmp_path / "one.db", tmp_path / "other.db"
    assert str(one) in run("ingest", ARCHIVE_DB=str(one)).stderr
    assert str(other) in run("ingest", "--db", other, ARCHIVE_DB=str(one)).stderr
    assert not (project / "archive.db").exists()


def test_a_project_sets_options(project: Path) -> None:
    """Of all commands that have them, and of one."""
    settings = 'captures = ["captures"]\n[limits]\nmax-size = 10\n'
    (project / "archive.toml").write_text(settings)
    assert "is larger than 10 bytes" in run("ingest").stderr
    assert run("ingest", "--max-size", "1000").returncode == 0
    (project / "captures" / "b.txt").write_text(TEXT.replace("Rabia", "Hit"))
    assert run("ingest", "--max-size", "1000").returncode == 0
    (project / "archive.toml").write_text("[defaults.query]\nlimit = 1\n")
    assert len(run("query", "--nl", "--undated").stdout.splitlines()) == 1


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("corpsu = 'a.db'", 1, "corpsu: is nothing that a project has"),
        ("\ncorpus = 1", 2, "corpus: isn't a text in quotes"),
        ("corpus = ''", 1, "corpus: isn't a text in quotes"),
        ("captures = [1]", 1, "captures: isn't a list of texts"),
        ("registries = 'a'", 1, "registries: isn't a list of texts"),
        ("limits = 1", 1, "limits: isn't a table"),
        ("[limits]\nsize = 1", 2, "size: limits: is no option"),
        ("[defaults.sources]\nnosuch = 1", 2, "nosuch: defaults.sources: this command has no such option"),
        ("[defaults.nosuch]\nlimit = 1", 1, "nosuch: defaults: there is no such command"),
    ],
)
def test_what_a_project_can_t_say_is_an_error_with_its_line(project: Path, text: str, line: int, what: str) -> None:
    done = said(project, text)
    assert (done.returncode, done.stderr.startswith(f"Error: archive.toml:{line}: {what}")) == (1, True), done.stderr


@pytest.mark.parametrize("text", ["corpus = ", "corpus = 'a'\ncorpus = 'b'", "[" * 5000])
def test_what_is_no_toml_is_an_error(project: Path, text: str) -> None:
    done = said(project, text)
    assert (done.returncode, done.stderr.startswith("Error: archive.toml: isn't TOML:")) == (1, True), done.stderr


def test_a_broken_project_keeps_nobody_from_help(project: Path) -> None:
    """Nor from making another one."""
    (project / "archive.toml").write_text("corpus = ")
    assert run("--help").returncode == 0
    assert run("init", "other").returncode == 0


def test_the_environment_names_a_project_or_says_that_there_is_none(project: Path, tmp_path: Path) -> None:
    os.chdir(tmp_path)  # monkeypatch goes back at the end
    assert "1 added" in run("ingest", ARCHIVE_PROJECT=str(project)).stderr
    done = run("ingest", ARCHIVE_PROJECT=str(tmp_path))
    assert (done.returncode, "there is no archive.toml here" in done.stderr) == (1, True)
    os.chdir(project)
    assert run("ingest", ARCHIVE_PROJECT="").returncode == 2


def test_a_registry_of_the_project_that_is_not_there_is_an_error(project: Path) -> None:
    (project / "archive.toml").write_text('registries = ["nosuch"]\n')
    done = run("ingest")
    assert (done.returncode, "nosuch: there is no such folder" in done.stderr) == (1, True)


def test_corrections_of_another_corpus_s_captures_are_not_spoken_of(project: Path, tmp_path: Path) -> None:
    """They say nothing about a corpus that isn't the project's; about its own they do."""
    entry = {"capture": '"' + "0" * 64 + '"', "field": "headline", "value": "A", "quote": "A", "reason": "r", "by": "b"}
    lines = [f"{name}: {value}" for name, value in entry.items()]
    (project / "corrections.yaml").write_text("- " + "\n  ".join([*lines, "on: 2026-01-01"]) + "\n")
    assert "of captures that are not in this corpus" in run("ingest").stderr
    assert "not in this corpus" not in run("ingest", "--db", tmp_path / "other.db").stderr


@pytest.mark.parametrize(
    ("text", "line", "command"),
    [
        ('captures = ["captures"]\n\n[limits]\ntime-limit = -5\n', 4, ("ingest",)),
        ('[defaults.query]\nlimit = "many"\n', 2, ("query",)),
        ('corpus = "a.db"\ncaptures = ["nowhere"]\n', 2, ("ingest",)),
    ],
)
def test_a_value_that_a_command_refuses_is_told_with_its_line(
    project: Path, text: str, line: int, command: tuple[str, ...]
) -> None:
    """What was typed is no business of the project's file."""
    (project / "archive.toml").write_text(text)
    done = run(*command)
    assert (done.returncode, f"archive.toml:{line} says so" in done.stderr) == (2, True), done.stderr
    assert "says so" not in run("query", "--limit", "many").stderr


@pytest.mark.usefixtures("project")
def test_an_actor_that_is_there_is_no_new_one() -> None:
    """More names for it are an extension; and a single letter is no name, which would be found everywhere."""
    done = run("registry", "add", "actor", "Hayat Tahrir al-Sham", "--kind", "armed-group")
    assert (done.returncode, "is there already" in done.stderr) == (1, True)
    assert "`extend: hayat-tahrir-al-sham`" in done.stderr
    done = run("registry", "add", "actor", "X", "--kind", "person")
    assert (done.returncode, "at least 2 characters" in done.stderr) == (1, True), done.stderr
    assert run("registry", "add", "actor", "Xi Ba", "--kind", "person", "--dry-run").returncode == 0
