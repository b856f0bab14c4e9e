"""A file or address that changed keeps its earlier captures, in one order and never in a circle."""

import itertools
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest

from syria_iraq_archive.capture.files import MAX_BYTES, find_captures
from syria_iraq_archive.corpus import versions
from syria_iraq_archive.corpus.connection import reading, writing_in_turn
from syria_iraq_archive.corpus.fingerprint import fingerprint
from syria_iraq_archive.corpus.migrations import migrate
from syria_iraq_archive.corpus.verify.checks import verify
from syria_iraq_archive.engine.ingest import Build, forget_captures
from syria_iraq_archive.engine.local import Local
from syria_iraq_archive.engine.summary import Summary
from syria_iraq_archive.records import ParsedCapture
from tests.factories import ingest, plain_run, registry

A, B, C = "Alpha\n\nOne.\n", "Beta\n\nTwo.\n", "Gamma\n\nThree.\n"
PAGE = "https://example.org/a"


def addressed_run(data: bytes, path: str) -> ParsedCapture:
    """As `plain_run`; a headline "at DATE" says when the capture was fetched, and from where."""
    parsed = plain_run(data, path)
    headline = parsed.articles[0].headline or ""
    if not headline.startswith("at "):
        return parsed
    fetched = {"uri": PAGE, "captured_at": headline.removeprefix("at ")}
    return parsed.model_copy(update={"capture": parsed.capture.model_copy(update=fetched)})


def digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


class Shelf:
    """A folder of captures and a corpus of it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.corpus = folder / "captures", folder / "archive.db"
        self.folder.mkdir(parents=True)

    def write(self, name: str, text: str) -> Summary:
        (self.folder / name).write_text(text)
        return self.ingest()

    def ingest(self) -> Summary:
        return ingest(self.corpus, self.folder, run=addressed_run)

    def ask(self, sql: str, *values: str) -> list[tuple[str, ...]]:
        with closing(sqlite3.connect(self.corpus)) as connection:
            return connection.execute(sql, values).fetchall()

    def current(self) -> set[str]:
        return {found for (found,) in self.ask("SELECT sha256 FROM captures")}

    def earlier(self) -> set[str]:
        return {found for (found,) in self.ask("SELECT sha256 FROM earlier_captures")}

    def became(self, text: str) -> str:
        with reading(self.corpus) as connection:
            return versions.current_of(connection, digest(text))

    def check(self) -> None:
        with reading(self.corpus) as connection:
            assert list(versions.faults(connection)) == []
            assert [verdict for verdict in verify(connection) if verdict.findings] == []

    def print(self) -> str:
        with reading(self.corpus) as connection:
            return fingerprint(connection)


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path)


def each(*texts: str) -> set[str]:
    return {digest(text) for text in texts}


def test_a_file_that_changed_keeps_what_it_held(shelf: Shelf) -> None:
    shelf.write("a.txt", A)
    assert shelf.write("a.txt", B).versions == 1
    assert (shelf.current(), shelf.earlier(), shelf.became(A)) == (each(B), each(A), digest(B))
    shelf.check()


def test_the_fingerprint_is_that_of_the_current_captures(shelf: Shelf, tmp_path: Path) -> None:
    shelf.write("a.txt", A)
    shelf.write("a.txt", B)
    other = Shelf(tmp_path / "other")
    other.write("a.txt", B)
    assert shelf.print() == other.print()


def test_ingesting_again_changes_nothing(shelf: Shelf) -> None:
    shelf.write("a.txt", A)
    shelf.write("a.txt", B)
    summary = shelf.ingest()
    assert (summary.unchanged, summary.updated, summary.versions) == (1, 0, 0)
    assert shelf.earlier() == each(A)


@pytest.mark.parametrize("texts", [p for n in (3, 4, 5) for p in itertools.product((A, B, C), repeat=n)][::5])
def test_whatever_a_file_holds_in_turn_there_is_no_circle(shelf: Shelf, texts: tuple[str, ...]) -> None:
    """Back and forth: the last is current, all others lead to it."""
    for text in texts:
        shelf.write("a.txt", text)
    assert shelf.current() == each(texts[-1])
    assert shelf.earlier() == each(*texts) - each(texts[-1])
    assert {shelf.became(text) for text in texts} == each(texts[-1])
    shelf.check()


def test_what_stands_elsewhere_still_is_no_earlier_version(shelf: Shelf) -> None:
    shelf.write("a.txt", A)
    shelf.write("copy.txt", A)
    shelf.write("a.txt", B)
    assert (shelf.current(), shelf.earlier()) == (each(A, B), set())


def test_a_change_of_another_registry_keeps_earlier_versions(shelf: Shelf) -> None:
    """They are bytes, which no registry changes."""
    shelf.write("a.txt", A)
    shelf.write("a.txt", B)
    ingest(shelf.corpus, shelf.folder, run=addressed_run, version="2")
    assert shelf.earlier() == each(A)
    shelf.check()


FIRST, SECOND, THIRD = (f"at 2024-12-0{day}T10:00:00Z\n\nText {day}.\n" for day in (1, 2, 3))


@pytest.mark.parametrize("texts", list(itertools.permutations((FIRST, SECOND, THIRD))))
def test_of_one_address_the_capture_fetched_last_is_current_in_whatever_order_they_come(
    shelf: Shelf, texts: tuple[str, ...]
) -> None:
    for number, text in enumerate(texts):
        shelf.write(f"{number}.txt", text)
    assert (shelf.current(), shelf.earlier()) == (each(THIRD), each(FIRST, SECOND))
    assert shelf.ingest().unchanged == 3
    assert (shelf.current(), shelf.earlier()) == (each(THIRD), each(FIRST, SECOND))
    shelf.check()


def test_all_at_once_or_one_by_one_gives_the_same(shelf: Shelf, tmp_path: Path) -> None:
    for number, text in enumerate((SECOND, THIRD, FIRST)):
        shelf.write(f"{number}.txt", text)
    other = Shelf(tmp_path / "other")
    for number, text in enumerate((SECOND, THIRD, FIRST)):
        (other.folder / f"{number}.txt").write_text(text)
    other.ingest()
    assert (other.current(), other.earlier(), other.print()) == (shelf.current(), shelf.earlier(), shelf.print())


def test_a_file_that_holds_an_older_capture_now_leaves_the_later_one_current(shelf: Shelf) -> None:
    """By when they were fetched; to ingest it again changes nothing."""
    shelf.write("a.txt", SECOND)
    shelf.write("a.txt", FIRST)
    assert (shelf.current(), shelf.earlier()) == (each(SECOND), each(FIRST))
    assert (shelf.ingest().unchanged, shelf.current()) == (1, each(SECOND))
    shelf.check()


def test_two_captures_of_one_address_at_one_moment_both_stay(shelf: Shelf) -> None:
    """Neither is the later one."""
    shelf.write("a.txt", FIRST)
    shelf.write("b.txt", FIRST.replace("Text", "Other text"))
    assert (len(shelf.current()), shelf.earlier()) == (2, set())


def test_an_address_without_a_moment_makes_no_versions(shelf: Shelf) -> None:
    shelf.write("a.txt", "at 2024-12-01\n\nText.\n")
    shelf.write("b.txt", "at 2024-12-02\n\nText.\n")
    assert shelf.earlier() == set()


def forget(shelf: Shelf, texts: Iterable[str]) -> None:
    with writing_in_turn(shelf.corpus) as connection:
        forget_captures(connection, [digest(text) for text in texts])


def test_who_forgets_a_capture_forgets_its_earlier_versions(shelf: Shelf) -> None:
    for text in (A, B, C):
        shelf.write("a.txt", text)
    shelf.write("b.txt", "Delta\n\nFour.\n")
    forget(shelf, [C])
    assert (len(shelf.current()), shelf.earlier()) == (1, set())
    shelf.check()


def test_who_forgets_an_earlier_version_keeps_the_others_in_order(shelf: Shelf) -> None:
    for text in (A, B, C):
        shelf.write("a.txt", text)
    forget(shelf, [B])
    assert (shelf.earlier(), shelf.became(A)) == (each(A), digest(C))
    shelf.check()


def removing(shelf: Shelf, *removed: str) -> Summary:
    with writing_in_turn(shelf.corpus) as connection:
        migrate(connection)
        build = Build(
            connection,
            shelf.corpus,
            Local(lambda: addressed_run, jobs=1),
            registry(),
            "1",
            {digest(t) for t in removed},
        )
        return build.run(find_captures([shelf.folder]), MAX_BYTES, folders=[shelf.folder])


def test_what_was_removed_is_passed_over_and_taken_out(shelf: Shelf) -> None:
    """As often as one likes."""
    shelf.write("a.txt", A)
    shelf.write("b.txt", B)
    summary = removing(shelf, A)
    assert (summary.removed, summary.forgotten, shelf.current()) == (1, 1, each(B))
    assert (removing(shelf, A).forgotten, shelf.current()) == (0, each(B))
    assert (shelf.ingest().added, shelf.current()) == (1, each(A, B))


def merge(shelf: Shelf, other: Shelf, *removed: str) -> Summary:
    with writing_in_turn(shelf.corpus) as connection, closing(sqlite3.connect(other.corpus)) as source:
        migrate(connection)
        build = Build(
            connection,
            shelf.corpus,
            Local(lambda: addressed_run, jobs=1),
            registry(),
            "1",
            {digest(t) for t in removed},
        )
        return build.merge(source, other.corpus)


def test_a_merged_corpus_is_as_if_all_had_been_ingested_here(shelf: Shelf, tmp_path: Path) -> None:
    """Again it changes nothing; the other one stays as it was."""
    other = Shelf(tmp_path / "other")
    shelf.write("a.txt", A)
    other.write("b.txt", B)
    theirs = other.print()
    assert merge(shelf, other).added == 1
    alone = Shelf(tmp_path / "alone")
    ingest(alone.corpus, shelf.folder, other.folder, run=addressed_run)
    assert (shelf.current(), shelf.print(), other.print()) == (each(A, B), alone.print(), theirs)
    assert (merge(shelf, other).unchanged, shelf.print()) == (1, alone.print())
    assert shelf.ask("SELECT folder FROM captures WHERE path = 'b.txt'") == [("other/captures",)]
    shelf.check()


def test_earlier_versions_come_along(shelf: Shelf, tmp_path: Path) -> None:
    other = Shelf(tmp_path / "other")
    for text in (A, B, C):
        other.write("b.txt", text)
    shelf.write("d.txt", "Delta\n\nFour.\n")
    merge(shelf, other)
    assert (shelf.earlier(), shelf.became(A)) == (each(A, B), digest(C))
    shelf.check()


def test_what_is_earlier_here_stays_so_though_the_other_has_nothing_later(shelf: Shelf, tmp_path: Path) -> None:
    other = Shelf(tmp_path / "other")
    other.write("a.txt", A)
    shelf.write("a.txt", A)
    shelf.write("a.txt", B)
    merge(shelf, other)
    assert (shelf.current(), shelf.earlier()) == (each(B), each(A))
    shelf.check()


def test_what_is_earlier_there_becomes_so_here(shelf: Shelf, tmp_path: Path) -> None:
    other = Shelf(tmp_path / "other")
    other.write("a.txt", A)
    other.write("a.txt", B)
    shelf.write("a.txt", A)
    merge(shelf, other)
    assert (shelf.current(), shelf.earlier()) == (each(B), each(A))
    shelf.check()


def test_corpora_that_contradict_each_other_make_no_circle(shelf: Shelf, tmp_path: Path) -> None:
    """Here A became B, there B became A: what is known here stays."""
    other = Shelf(tmp_path / "other")
    for text in (B, A):
        other.write("a.txt", text)
    for text in (A, B):
        shelf.write("a.txt", text)
    merge(shelf, other)
    assert (shelf.current(), shelf.earlier()) == (each(B), each(A))
    shelf.check()


def test_what_was_removed_here_does_not_come_back(shelf: Shelf, tmp_path: Path) -> None:
    other = Shelf(tmp_path / "other")
    other.write("b.txt", B)
    other.write("c.txt", C)
    shelf.write("a.txt", A)
    assert (merge(shelf, other, B).removed, shelf.current()) == (1, each(A, C))


def test_an_older_corpus_of_the_same_folder_adds_what_its_files_held(shelf: Shelf) -> None:
    """The file holds what is current; what the other saw there before is an earlier version."""
    shelf.write("a.txt", A)
    old = shelf.corpus.rename(shelf.corpus.with_name("old.db"))
    shelf.write("a.txt", B)
    with writing_in_turn(shelf.corpus) as connection, closing(sqlite3.connect(old)) as source:
        Build(connection, shelf.corpus, Local(lambda: addressed_run, jobs=1), registry(), "1").merge(source, old)
    assert (shelf.current(), shelf.earlier(), shelf.became(A)) == (each(B), each(A), digest(B))
    shelf.check()
