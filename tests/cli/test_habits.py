"""What those expect who know other programs: near names, short options, columns, tables that fit."""

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest

from syria_iraq_archive.cli.formats import table_lines
from syria_iraq_archive.cli.group import COMMANDS
from syria_iraq_archive.cli.meant import ELSEWHERE
from syria_iraq_archive.cli.terminal import display_width
from syria_iraq_archive.corpus.timeline import PeriodCount, ranked, with_empty_periods
from tests.cli.conftest import on_terminal, run


def keys(corpus: Path, *arguments: str) -> list[str]:
    done = run("query", *arguments, "-c", "key", "--json", ARCHIVE_DB=str(corpus))
    assert done.returncode == 0, done.stderr
    return [row["key"] for row in json.loads(done.stdout)]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["qeury"], "Did you mean query?"),
        (["search"], "Did you mean query?"),
        (["list"], "Did you mean query"),
        (["time"], "Did you mean timeline?"),
        (["registry", "sugest"], "Did you mean suggest?"),
        (["zzz"], "No such command 'zzz'.\n"),
    ],
)
def test_a_command_that_isnt_there_leads_to_one_that_is(typed: list[str], said: str) -> None:
    done = run(*typed)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


def test_names_of_other_programs_lead_to_commands_and_are_none_themselves() -> None:
    assert set(ELSEWHERE.values()) <= set(COMMANDS)
    assert set(ELSEWHERE).isdisjoint(COMMANDS)


@pytest.mark.parametrize(
    "arguments",
    [
        ["query", "--json", "--nl"],
        ["query", "--csv", "--table"],
        ["sources", "--md", "--tsv"],
        ["parse", "x.txt", "--json", "--nl"],
        ["schema", "--json", "--md"],
        ["show", "5354-1", "--json", "--explain"],
    ],
)
def test_two_formats_together_are_refused(arguments: list[str]) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert "say one of them" in done.stderr


def test_a_format_said_twice_is_said(seed_corpus: Path) -> None:
    assert run("query", "--json", "--json", ARCHIVE_DB=str(seed_corpus)).returncode == 0


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (["query", "--limit", "2"], ["query", "-n", "2"]),
        (["query", "--source", "the cradle"], ["query", "-s", "the cradle"]),
        (["query", "--mentions", "2024-11-30"], ["query", "--speaks-of", "2024-11-30"]),
        (["export", "jsonl", "--mentions", "2024-11-30"], ["export", "jsonl", "--speaks-of", "2024-11-30"]),
        (["timeline", "--mentions"], ["timeline", "--days", "spoken-of"]),
        (["show", "5354-1", "--raw"], ["show", "5354-1", "--capture"]),
    ],
)
def test_former_spellings_of_options_still_work_and_no_help_shows_them(
    seed_corpus: Path, old: list[str], new: list[str]
) -> None:
    before, now = (run(*arguments, ARCHIVE_DB=str(seed_corpus)) for arguments in (old, new))
    assert (before.returncode, before.stdout) == (0, now.stdout)
    assert now.stdout


@pytest.mark.parametrize(
    ("command", "gone"),
    [
        (["query"], "--mentions"),
        (["timeline"], "--mentions"),
        (["show"], "--raw"),
        (["build"], "--from-date"),
        (["ingest"], "--to "),
        (["correct"], "--by "),
    ],
)
def test_no_help_shows_a_former_spelling(command: list[str], gone: str) -> None:
    help = run(*command, "--help").stdout
    assert gone not in help.partition("Options:")[2]


def test_the_corpus_that_a_slice_is_built_of_may_be_named_as_before(tmp_path: Path) -> None:
    """By ``--from``, if that is no day; and a day that is none is an error if ``--corpus`` names the corpus."""
    done = run("build", "--from", tmp_path / "nowhere", "--from-date", "2024", "--db", tmp_path / "x.db")
    assert "there is no corpus of Delta tables here" in done.stderr
    done = run("build", "--corpus", tmp_path / "nowhere", "--from", "yesterday", "--db", tmp_path / "x.db")
    assert "--from yesterday: not a day" in done.stderr
    assert "Missing option '--corpus'" in run("build", "--from", "2024", "--db", tmp_path / "x.db").stderr


def test_articles_that_name_an_actor_can_be_left_out(seed_corpus: Path) -> None:
    """With what is part of it, unless --exact; and together with any other filter."""
    every, without = set(keys(seed_corpus)), set(keys(seed_corpus, "--not-actor", "isis"))
    naming = set(keys(seed_corpus, "--actor", "isis"))
    assert naming
    assert without == every - naming
    both = ["--actor", "iraq", "--actor", "syria", "--any", "--not-actor", "isis"]
    assert set(keys(seed_corpus, *both)) == set(keys(seed_corpus, *both[:5])) - naming
    assert set(keys(seed_corpus, "--not-actor", "pmf", "--exact")) >= set(keys(seed_corpus, "--not-actor", "pmf"))
    assert len(keys(seed_corpus, "syria", "--not-actor", "isis")) == int(
        run("query", "syria", "--not-actor", "isis", "--count", ARCHIVE_DB=str(seed_corpus)).stdout
    )


@pytest.mark.parametrize("form", ["json", "nl", "csv", "tsv", "md", "table"])
def test_columns_can_be_chosen_in_every_format(seed_corpus: Path, form: str) -> None:
    done = run("query", "-c", "words", "-c", "key", "-n", "1", f"--{form}", ARCHIVE_DB=str(seed_corpus))
    assert done.returncode == 0
    assert done.stdout.index("words") < done.stdout.index("key")
    assert "headline" not in done.stdout


def test_a_column_that_isnt_there_is_a_usage_error_that_lists_those_that_are(seed_corpus: Path) -> None:
    done = run("sql", "SELECT 1 AS one", "-c", "two", "--json", ARCHIVE_DB=str(seed_corpus))
    assert done.returncode == 2
    assert "there are one" in done.stderr


def test_csv_for_excel_begins_with_a_mark_and_is_the_same_behind_it(seed_corpus: Path) -> None:
    plain, marked = (run("query", "--csv", *more, ARCHIVE_DB=str(seed_corpus)).stdout for more in ([], ["--bom"]))
    assert marked == "\ufeff" + plain
    assert "--bom goes with" in run("query", "--json", "--bom", ARCHIVE_DB=str(seed_corpus)).stderr


@pytest.mark.parametrize("columns", [40, 80, 110, 200])
@pytest.mark.parametrize("arguments", [["actors", "kss"], ["query", "iraq"], ["quotes"], ["sources"]])
def test_tables_fit_and_keys_are_whole(seed_corpus: Path, arguments: list[str], columns: int) -> None:
    """Wherever they are printed."""
    done = run(*arguments, "--table", ARCHIVE_DB=str(seed_corpus), COLUMNS=str(columns))
    assert max(map(display_width, done.stdout.splitlines())) <= max(columns, 66)
    if arguments[0] == "query":
        assert "28e7db8eecb9867c-1" in done.stdout


def test_wide_cuts_nothing(seed_corpus: Path) -> None:
    done = run("actors", "kss", "--table", "--wide", ARCHIVE_DB=str(seed_corpus))
    assert "…" not in done.stdout
    assert max(map(len, done.stdout.splitlines())) > 200


def test_a_table_on_a_terminal_is_as_wide_as_that(seed_corpus: Path) -> None:
    shown = on_terminal("query", "--db", seed_corpus)
    assert max(map(display_width, shown.splitlines())) <= 80


def test_rows_below_those_looked_at_keep_to_the_widths_of_their_columns() -> None:
    rows: list[list[Any]] = [["a" * 18, "x"], ["b" * 18, "y" * 500]]
    lines = list(table_lines(["key", "text"], rows, look=1))
    assert lines[-1].startswith("b" * 18)
    assert len(lines[-1]) < 40


def test_years_are_periods_and_empty_ones_are_shown(seed_corpus: Path) -> None:
    done = run("timeline", "--by", "year", "--days", "spoken-of", "--csv", ARCHIVE_DB=str(seed_corpus))
    years = [row["period"] for row in csv.DictReader(io.StringIO(done.stdout))]
    assert years == [str(year) for year in range(int(years[0]), int(years[-1]) + 1)]
    assert len(years) > 5


def test_no_empty_periods_are_shown_if_they_would_be_very_many() -> None:
    counts = [PeriodCount("0001-01-01", None, 1, 0), PeriodCount("2024-01-01", None, 1, 0)]
    assert with_empty_periods(counts, "day") == counts


def test_groups_are_ranked_and_cut(seed_corpus: Path) -> None:
    """In a table the ten largest, and it says of how many; as many as asked for; for programs all."""

    def groups(*more: str) -> tuple[list[str], str]:
        done = run("timeline", "--group", "actor", "--by", "year", *more, ARCHIVE_DB=str(seed_corpus))
        return [re.split(r"[ ,]+", line)[1] for line in done.stdout.splitlines()[2:]], done.stderr

    table, said = groups("--table")
    assert len(table) == 10
    assert table[0] == "syria"
    assert "The 10 largest of" in said
    assert groups("--table", "-n", "2") == (table[:2], "")
    assert len(groups("--csv")[0]) > 10


def test_of_equal_groups_the_first_by_name_comes_first() -> None:
    counts = [PeriodCount("2024", name, 1, 0) for name in ("b", "a", "c")]
    assert [count.group for count in ranked(counts, 2)[0]] == ["a", "b"]


def test_fold_and_near_names_in_sql(seed_corpus: Path) -> None:
    done = run("sql", "SELECT fold('الحشد') AS sought", "--csv", ARCHIVE_DB=str(seed_corpus))
    assert done.stdout.split() == ["sought", "حشد"]
    done = run("sql", "SELECT actor FROM mentions", ARCHIVE_DB=str(seed_corpus))
    assert "no such column: actor (did you mean actor_id?" in done.stderr
