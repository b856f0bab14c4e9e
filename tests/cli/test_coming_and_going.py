"""Captures come and go: removed, pruned, merged, changed; dry runs; and earlier versions are read by their keys."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.cli.conftest import Result, run

TEXT = "Bridge Opened in Hit\n\nThe council of Hit opened a bridge on Monday, an official of the town said to us.\n"
OTHER = "Rain in Raqqa\n\nFarmers there waited for months and nobody did anything about that, they said to us.\n"
THIRD = "Road to Rabia\n\nThe road is open again after a year, and lorries came through it on the first day of it.\n"


def digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def key(text: str) -> str:
    return f"{digest(text)[:16]}-1"


class Desk:
    """A project with two captures; commands run in its folder."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.captures = folder, folder / "captures"
        self.write("a.txt", TEXT)
        self.write("sub/b.txt", OTHER)

    def write(self, name: str, text: str) -> None:
        path = self.captures / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def __call__(self, *arguments: str) -> Result:
        return run(*arguments, ARCHIVE_CURATOR="N. Curator")

    def articles(self, *options: str) -> set[str]:
        return {json.loads(line)["key"] for line in self("query", "--undated", "--nl", *options).stdout.splitlines()}

    def removed(self) -> list[dict[str, Any]]:
        entries: list[dict[str, Any]] = yaml.safe_load((self.folder / "removed.yaml").read_text())
        return entries


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    assert run("init", tmp_path).returncode == 0
    (tmp_path / "archive.toml").write_text("registries = []\n")
    monkeypatch.chdir(tmp_path)
    desk = Desk(tmp_path)
    assert desk("ingest").returncode == 0
    return desk


REASON = ("--reason", "The outlet withdrew it.")


@pytest.mark.parametrize("target", [key(TEXT), digest(TEXT), digest(TEXT)[:8], "a.txt", "captures/a.txt"])
def test_a_capture_is_removed_by_key_hash_or_path_and_stays_out(desk: Desk, target: str) -> None:
    """The next ingest passes over it, and says so."""
    done = desk("remove", target, *REASON)
    assert (done.returncode, desk.articles()) == (0, {key(OTHER)}), done.stderr
    [entry] = desk.removed()
    assert (entry["capture"], entry["path"], entry["by"]) == (digest(TEXT), "a.txt", "N. Curator")
    assert "1 passed over that were removed" in desk("ingest").stderr
    assert desk.articles() == {key(OTHER)}
    assert desk("verify").returncode == 0


def test_to_remove_again_changes_nothing(desk: Desk) -> None:
    desk("remove", digest(TEXT), *REASON)
    assert desk("remove", digest(TEXT), *REASON).returncode == 0
    assert len(desk.removed()) == 1


def test_what_is_taken_out_of_the_list_is_taken_in_again(desk: Desk) -> None:
    desk("remove", key(TEXT), *REASON)
    (desk.folder / "removed.yaml").write_text("# none\n")
    assert "1 added" in desk("ingest").stderr


def test_a_folder_is_removed_with_all_below_it_if_that_is_agreed_to(desk: Desk) -> None:
    """More than one article needs a yes where nobody can be asked."""
    done = desk("remove", "captures", *REASON)
    assert (done.returncode, "say --yes" in done.stderr, len(desk.articles())) == (1, True, 2)
    assert desk("remove", "captures", *REASON, "--yes").returncode == 0
    assert desk.articles() == set()


def test_a_dry_run_of_a_removal_writes_nothing(desk: Desk) -> None:
    done = desk("remove", "captures", *REASON, "--dry-run")
    assert (done.returncode, len(done.stdout.splitlines()), len(desk.articles())) == (0, 2, 2)
    assert not (desk.folder / "removed.yaml").exists()


def test_a_capture_can_be_kept_out_before_it_comes(desk: Desk) -> None:
    """By its hash, or by a file that isn't ingested yet."""
    desk.write("c.txt", THIRD)
    assert desk("remove", "captures/c.txt", *REASON).returncode == 0
    desk("ingest")
    assert key(THIRD) not in desk.articles()


@pytest.mark.parametrize("target", ["nosuch.txt", "ffff", "captures/none"])
def test_what_names_nothing_is_a_usage_error(desk: Desk, target: str) -> None:
    assert desk("remove", target, *REASON).returncode == 2


def test_a_removal_that_was_cut_off_is_completed_by_the_next_ingest(desk: Desk) -> None:
    """The list is written first: whoever has it, as by git, has the removal."""
    entry = f"- capture: '{digest(TEXT)}'\n  reason: r\n  by: b\n  on: 2026-01-01\n"
    (desk.folder / "removed.yaml").write_text(entry)
    assert "1 taken out that were removed" in desk("ingest").stderr
    assert desk.articles() == {key(OTHER)}


@pytest.mark.parametrize("text", ["- {capture: abc}\n", "{}", "- [", "- capture: 1\n"])
def test_a_broken_list_is_an_error_that_names_it(desk: Desk, text: str) -> None:
    """And nothing that it may have held comes in."""
    (desk.folder / "removed.yaml").write_text(text)
    for command in (["ingest"], ["remove", key(TEXT), *REASON]):
        done = desk(*command)
        assert (done.returncode, "removed.yaml" in done.stderr) == (1, True)


def test_removing_needs_a_project_to_remember_it(desk: Desk) -> None:
    done = run("remove", key(TEXT), *REASON, ARCHIVE_PROJECT="", ARCHIVE_DB=str(desk.folder / "archive.db"))
    assert (done.returncode, "archive init" in done.stderr) == (1, True)


def test_a_capture_whose_file_is_gone_stays_until_it_is_pruned(desk: Desk) -> None:
    (desk.captures / "a.txt").unlink()
    assert "gone: the files of 1; the captures stay" in desk("ingest").stderr
    assert len(desk.articles()) == 2
    assert "pruned: 1 capture " in desk("ingest", "--prune").stderr
    assert desk.articles() == {key(OTHER)}
    assert "pruned" not in desk("ingest", "--prune").stderr


def test_pruning_spares_what_lies_outside_of_the_ingested_folders(desk: Desk) -> None:
    (desk.captures / "a.txt").unlink()
    desk.write("sub/c.txt", THIRD)
    desk("ingest", "--prune", "captures/sub")
    assert key(TEXT) in desk.articles()


def test_an_empty_folder_is_not_pruned_without_a_yes(desk: Desk) -> None:
    """A disk may just not be there."""
    (desk.captures / "a.txt").unlink()
    (desk.captures / "sub" / "b.txt").unlink()
    done = desk("ingest", "--prune")
    assert (done.returncode, "is a disk or a folder missing?" in done.stderr, len(desk.articles())) == (1, True, 2)
    assert desk("ingest", "--prune", "--yes").returncode == 0
    assert desk.articles() == set()


def test_a_dry_run_says_what_would_be_done_and_writes_nothing(desk: Desk) -> None:
    desk.write("c.txt", THIRD)
    desk.write("a.txt", TEXT + "\nMore of it came later that day.\n")
    (desk.captures / "sub" / "b.txt").unlink()
    before = (desk.folder / "archive.db").read_bytes()
    done = desk("ingest", "--dry-run", "--prune")
    assert "1 added, 1 updated, 0 unchanged" in done.stderr
    assert "1 kept as earlier versions" in done.stderr
    assert "pruned: 1 capture " in done.stderr
    assert (desk.folder / "archive.db").read_bytes() == before
    assert len(desk.articles()) == 2


def test_a_dry_run_makes_no_corpus(desk: Desk) -> None:
    assert desk("ingest", "--dry-run", "--db", "new.db").returncode == 0
    assert not (desk.folder / "new.db").exists()


def test_corpora_are_brought_together(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs" / "c.txt").write_text(THIRD)
    assert desk("ingest", "theirs", "--db", "other.db").returncode == 0
    done = desk("merge", "other.db")
    assert (done.returncode, "1 added" in done.stderr) == (0, True), done.stderr
    assert desk.articles() == {key(TEXT), key(OTHER), key(THIRD)}
    assert "0 added" in desk("merge", "other.db").stderr
    assert desk("verify").returncode == 0


@pytest.mark.parametrize("other", ["archive.db", "nosuch.db", "notes.db"])
def test_what_is_no_other_corpus_can_t_be_merged(desk: Desk, other: str) -> None:
    (desk.folder / "notes.db").write_text("my notes")
    done = desk("merge", other)
    assert (done.returncode, other in done.stderr) == (1, True)


LATER = TEXT.replace("Bridge Opened", "New Bridge Opened").replace("on Monday", "on Tuesday")


@pytest.fixture
def changed(desk: Desk) -> Desk:
    """An outlet changed an article."""
    desk.write("a.txt", LATER)
    assert "1 kept as earlier versions" in desk("ingest").stderr
    return desk


def test_only_all_versions_asks_earlier_ones(changed: Desk) -> None:
    assert changed.articles() == {key(LATER), key(OTHER)}
    assert changed.articles("--all-versions") == {key(LATER), key(OTHER), key(TEXT)}
    counted = changed("sql", "SELECT count(*) FROM articles", "--csv", "--all-versions").stdout.split()
    assert (counted[1], changed("sql", "SELECT count(*) FROM articles", "--csv").stdout.split()[1]) == ("3", "2")


def test_an_earlier_version_is_shown_by_its_key_and_says_what_it_is_now(changed: Desk) -> None:
    done = changed("show", key(TEXT), "--json")
    assert json.loads(done.stdout)["article"]["key"] == key(TEXT)
    assert f"this article is now {key(LATER)}" in done.stderr
    assert f"there is an earlier version, {key(TEXT)}" in changed("show", key(LATER)).stderr


def test_diff_shows_what_an_outlet_changed(changed: Desk) -> None:
    """Of one key since the version before, of two from the first to the second."""
    one = changed("diff", key(LATER), "--json").stdout
    assert one == changed("diff", key(TEXT), key(LATER), "--json").stdout
    changes = json.loads(one)
    assert {"place": "headline", "before": "Bridge Opened in Hit", "after": "New Bridge Opened in Hit"} in changes
    assert [change["place"] for change in changes if "Tuesday" in (change["after"] or "")] == ["paragraph 1"]
    assert "\n- Bridge Opened in Hit\n+ New Bridge Opened in Hit\n" in changed("diff", key(LATER)).stdout


def test_diff_of_an_earlier_version_shows_what_became_of_it(changed: Desk) -> None:
    assert changed("diff", key(TEXT), "--json").stdout == changed("diff", key(LATER), "--json").stdout


def test_an_article_without_an_earlier_version_has_nothing_to_be_compared_with(changed: Desk) -> None:
    done = changed("diff", key(OTHER))
    assert (done.returncode, "has no earlier version" in done.stderr) == (2, True)


def test_removing_an_article_removes_its_earlier_versions(changed: Desk) -> None:
    assert changed("remove", key(LATER), *REASON, "--yes").returncode == 0
    assert changed.articles("--all-versions") == {key(OTHER)}
    assert {entry["capture"] for entry in changed.removed()} == {digest(TEXT), digest(LATER)}


def test_an_earlier_version_is_removed_alone(changed: Desk) -> None:
    assert changed("remove", key(TEXT), *REASON).returncode == 0
    assert changed.articles("--all-versions") == {key(LATER), key(OTHER)}
