"""What curators do: `archive registry`, and the card of an actor; end to end."""

import json
import shutil
from pathlib import Path

import pytest

from syria_iraq_archive.records import Article, Mention, Role
from tests.cli.conftest import Archive, on_terminal, run
from tests.conftest import ROOT
from tests.factories import Page, make_corpus, undated

SUBCOMMANDS = ("check", "format", "schema", "suggest")
ARTICLE = """Doctors leave Hama

The Union of Hama Teachers and Doctors met Iraqi Prime Minister Karim al-Tai on Monday, doctors said.

Doctors left. The Union of Hama Teachers and Doctors thanked Turkey’s Red River Fund. Tomorrow they meet again.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the registry, to be written to."""
    return Path(shutil.copytree(ROOT / "data", tmp_path / "data", ignore=shutil.ignore_patterns("*.db*")))


def rewrite(path: Path, old: str, new: str) -> None:
    """Replace the one place of `old`."""
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")


@pytest.mark.parametrize("command", SUBCOMMANDS)
def test_help_ends_with_examples(command: str) -> None:
    """Of the subcommands, too; the group's lists them."""
    done = run("registry", command, "--help")
    assert done.returncode == 0
    assert "Examples:\n" in done.stdout
    assert f"\n  {command} " in run("registry", "--help").stdout


def test_check_finds_nothing_in_the_registry_that_came_with_the_program() -> None:
    """Exit 0; the count of checks goes to standard error."""
    done = run("registry", "check", "--json")
    assert (done.returncode, json.loads(done.stdout)) == (0, [])
    assert "checks, 0 findings" in done.stderr
    assert run("registry", "check", "--quiet").stderr == ""


def test_check_prints_each_finding_with_its_file_and_entry(folder: Path) -> None:
    """In the usual formats; exit 4."""
    rewrite(folder / "spellings.yaml", "[ahmed, ahmad]", "[ahmed, ahmad, ahmed]")
    done = run("registry", "check", "--registry", folder, "--json")
    assert done.returncode == 4
    (finding,) = json.loads(done.stdout)
    assert finding["check"] == "spellings"
    assert finding["file"] == "spellings.yaml"
    assert finding["what"] == "has 'ahmed' 2 times"
    table = run("registry", "check", "--registry", folder, "--table", "--quiet")
    assert table.stdout.splitlines()[2].split()[:2] == ["spellings", "spellings.yaml"]


def test_check_says_all_that_a_file_of_another_form_does_wrong(folder: Path) -> None:
    """Where other commands stop at the first."""
    (folder / "actors/more.yaml").write_text("- {id: One}\n- {id: two, name: Two, kind: club}\n", "utf-8")
    done = run("registry", "check", "--registry", folder, "--json")
    findings = json.loads(done.stdout)
    assert {(finding["file"], finding["entry"]) for finding in findings} == {
        ("actors/more.yaml:1", "One"), ("actors/more.yaml:2", "two"),
    }  # fmt: skip
    assert sum(finding["entry"] == "One" for finding in findings) == 3  # the id, and what is missing
    assert run("sources", "--registry", folder).returncode == 1


def test_format_writes_what_differs_and_names_it(folder: Path) -> None:
    """With --check it only names it and exits with 4; a second run finds nothing."""
    path = folder / "spellings.yaml"
    canonical = path.read_text("utf-8")
    rewrite(path, "[ahmed, ahmad]", '[ahmed,   "ahmad"]')
    before = path.read_bytes()
    done = run("registry", "format", "--check", "--registry", folder)
    assert (done.returncode, done.stdout.strip()) == (4, str(path))
    assert path.read_bytes() == before
    done = run("registry", "format", "--registry", folder)
    assert (done.returncode, done.stdout.strip()) == (0, str(path))
    assert path.read_text("utf-8") == canonical
    assert run("registry", "format", "--check", "--registry", folder).stdout == ""
    assert [each.name for each in folder.iterdir() if each.name.startswith(".")] == []


def test_format_refuses_what_it_would_lose(folder: Path) -> None:
    """A comment between entries; nothing is written."""
    rewrite(folder / "spellings.yaml", "- [ahmed, ahmad]", "# a remark\n- [ahmed, ahmad]")
    done = run("registry", "format", "--registry", folder)
    assert done.returncode == 1
    assert "has a comment below its head" in done.stderr


def test_schema_writes_the_files_that_editors_read(folder: Path) -> None:
    """Eight of them; with --check it only names what is missing or old."""
    shutil.rmtree(folder / "schema")
    assert run("registry", "schema", "--check", "--registry", folder).returncode == 4
    assert len(run("registry", "schema", "--registry", folder).stdout.splitlines()) == 8
    assert (folder / "schema/actors.schema.json").read_bytes() == (ROOT / "data/schema/actors.schema.json").read_bytes()
    assert run("registry", "schema", "--check", "--registry", folder).returncode == 0


@pytest.fixture(scope="module")
def unnamed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus of one article with names that no mention covers."""
    page = Page(ARTICLE, "c.txt")
    page.lay(Role.HEADLINE, "Doctors leave Hama")
    for line in ARTICLE.splitlines()[2:]:
        if line:
            page.lay(Role.PARAGRAPH, line)
    mentions = tuple(
        Mention(actor=actor, span=page.span(surface), surface=surface, rule=rule)
        for surface, actor, rule in (("Iraqi", "iran", "demonym"), ("Turkey", "turkey", "name"))
    )
    article: Article = undated().articles[0].model_copy(update={"headline": "Doctors leave Hama", "mentions": mentions})
    return make_corpus(tmp_path_factory.mktemp("unnamed") / "archive.db", page.parsed(article))


def test_suggest_lists_the_names_that_no_actor_covers(unnamed: Path) -> None:
    """Most frequent first, with an example; no places, weekdays, offices, or words that only open a sentence."""
    done = run("registry", "suggest", "--db", unnamed, "--json")
    assert done.returncode == 0, done.stderr
    rows = json.loads(done.stdout)
    assert [(row["name"], row["count"], row["articles"]) for row in rows] == [
        ("Union of Hama Teachers and Doctors", 2, 1), ("Karim al-Tai", 1, 1), ("Red River Fund", 1, 1),
    ]  # fmt: skip
    assert rows[1]["example"].endswith("Prime Minister Karim al-Tai on Monday, doctors said.")
    assert len(json.loads(run("registry", "suggest", "--db", unnamed, "--limit", "1", "--json").stdout)) == 1
    assert len(json.loads(run("registry", "suggest", "--db", unnamed, "--least", "2", "--json").stdout)) == 1


def test_suggest_needs_a_corpus(tmp_path: Path) -> None:
    """And never makes one."""
    done = run("registry", "suggest", "--db", tmp_path / "none.db")
    assert done.returncode == 1
    assert "run: archive ingest" in done.stderr


def test_an_actor_s_card_is_what_a_terminal_shows(corpus: Path) -> None:
    """Names by language, parts, how often and where it is named, with whom, and when."""
    lines = [line.strip() for line in on_terminal("actors", "türkiye", "--db", str(corpus), NO_COLOR="1").splitlines()]
    assert lines[:3] == ["Turkey", "turkey · state · TR", "named 1 time in 1 article, 2024-12-03 to 2024-12-09"]
    for title, first in (
        ("Names", "en: Turkey"),
        ("Parts", "Turkish Army: 1 article"),
        ("Named by", "Example News: 1 article"),
        ("Named with", "Example News: 1 article"),
    ):
        assert lines[lines.index(title) + 1].startswith(first)


def test_an_actor_s_card_is_the_first_object_in_json(archive: Archive) -> None:
    """A row of the listing with more; the rows of its parts follow."""
    card, part = json.loads(archive("actors", "turkey", "--json").stdout)
    assert card["names_by_language"] == {"en": ["Turkey"], "tr": ["Türkiye"]}
    assert (card["articles"], card["mentions"], card["earliest"], card["latest"]) == (1, 1, "2024-12-03", "2024-12-09")
    assert [(row["id"], row["articles"]) for row in card["sources"]] == [("example-news", 1)]
    assert [(row["id"], row["articles"]) for row in card["beside"]] == [("example-news", 1)]
    assert [row["id"] for row in card["parts"]] == ["turkish-army"]
    assert set(part) < set(card)


def test_offices_are_shown_with_their_days_and_sources() -> None:
    """As far as they are known; from the registry where there is no corpus."""
    (card,) = json.loads(run("actors", "Mustafa al-Kadhimi", "--json", "--db", "none.db").stdout)
    (office,) = [office for office in card["offices"] if office["of"] == "iraq"]
    assert (office["from"], office["to"]) == ("2020-05-07", "2022-10-27")
    assert office["source"].startswith("https://")
    shown = on_terminal("actors", "Mustafa al-Kadhimi", "--db", "none.db", NO_COLOR="1")
    assert "iraq, 2020-05-07 to 2022-10-27 (https://" in shown
    assert "named" not in shown


def test_other_formats_list_the_actor_and_its_parts(archive: Archive) -> None:
    """As they did."""
    assert archive("actors", "turkey", "--csv").stdout.splitlines()[0].startswith("id,name,kind,part_of")
    assert [json.loads(line)["id"] for line in archive("actors", "turkey", "--nl").stdout.splitlines()] == [
        "turkey", "turkish-army",
    ]  # fmt: skip
