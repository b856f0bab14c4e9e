"""Which files of folders and archives are looked at, by their names and by what is included and excluded."""

import pytest

from syria_iraq_archive.capture.choice import EVERYTHING, Choice, LeftOut, PassedOver


def fate(path: str, include: tuple[str, ...] = (), exclude: tuple[str, ...] = ()) -> str:
    """What becomes of a file: "taken", "kind" if it is passed over for its kind, "left out" if somebody said so."""
    try:
        Choice(include, exclude).check(path)
    except LeftOut:
        return "left out"
    except PassedOver:
        return "kind"
    return "taken"


@pytest.mark.parametrize("path", ["a.txt", "a.TXT", "LICENSE", "b/page.html", "crawl.warc.gz", "a.tar.xz", "p.pdf"])
def test_kinds_that_are_read_are_taken(path: str) -> None:
    """By the suffix, in capitals, too; what has none is looked at."""
    assert fate(path) == "taken"


@pytest.mark.parametrize(
    "path", ["README.md", "t.csv", "a.xml", "a.yaml", "b/photo.JPG", "letter.doc", "a.zip!/b/photo.png", "a.txt~"]
)
def test_other_kinds_are_passed_over(path: str) -> None:
    """In folders and in archives."""
    assert fate(path) == "kind"


@pytest.mark.parametrize(
    ("glob", "path"),
    [
        ("*.md", "a.md"),
        ("*.md", "b/c/a.md"),
        ("*.md", "a.zip!/b/a.md"),
        ("notes/*.md", "notes/a.md"),
        ("notes/*.md", "a.zip!/notes/a.md"),
        ("./notes/*.md", "notes/a.md"),
        ("/notes/*.md", "notes/a.md"),
        ("**/*.md", "a.md"),
        ("2024/**/*.md", "2024/a.md"),
        ("2024/**/*.md", "2024/11/27/a.md"),
        ("**/11/*.md", "2024/11/a.md"),
        ("a?.md", "ab.md"),
        ("[ab].md", "b.md"),
        ("a.zip/b/*.md", "a.zip!/b/a.md"),
        ("a.zip!/b/*.md", "a.zip!/b/a.md"),
        ("*.md", "a.md.gz"),
    ],
)
def test_a_pattern_that_names_files_has_them_looked_at_whatever_their_kind(glob: str, path: str) -> None:
    """It is held against the path below the folder, the path in an archive, and the name."""
    assert fate(path, include=(glob,)) == "taken"


@pytest.mark.parametrize(
    ("glob", "path"),
    [
        ("*.md", "a.md.txt"),
        ("notes/*.txt", "b/notes/a.txt"),
        ("notes/*.txt", "notes/b/a.txt"),
        ("2024/**/*.txt", "b/2024/a.txt"),
        ("a?.txt", "a.txt"),
        ("*.TXT", "a.txt"),
        ("*.html", "crawl.warc.gz"),
    ],
)
def test_what_no_included_pattern_names_is_left_out(glob: str, path: str) -> None:
    """One star stands for no slash, a pattern with a slash begins at the top, and case counts."""
    assert fate(path, include=(glob,)) == "left out"


@pytest.mark.parametrize("archive", ["a.zip", "a.TAR", "b/a.tar.gz", "a.tgz", "a.wacz"])
def test_archives_are_opened_for_what_is_included_of_them(archive: str) -> None:
    """The pattern speaks of what is in them."""
    assert fate(archive, include=("*.html",)) == "taken"


@pytest.mark.parametrize("glob", ["2024", "2024/", "2024/**", "2024/*", "**"])
def test_a_pattern_that_names_a_folder_takes_the_kinds_that_are_read_there(glob: str) -> None:
    """Pictures beside its pages are still pictures."""
    assert fate("2024/a.txt", include=(glob,)) == "taken"
    assert fate("2024/photo.jpg", include=(glob,)) == "kind"


def test_a_pattern_that_names_an_archive_takes_what_is_in_it() -> None:
    """As one that names a folder."""
    assert fate("a.zip!/b/a.txt", include=("a.zip",)) == "taken"
    assert fate("b.zip!/b/a.txt", include=("a.zip",)) == "left out"


@pytest.mark.parametrize("glob", ["a.txt", "*.txt", "drafts", "drafts/", "drafts/**", "drafts/a.*", "**/drafts"])
def test_what_is_excluded_is_left_out_and_so_is_what_is_in_an_excluded_folder(glob: str) -> None:
    """Whatever is included."""
    assert fate("drafts/a.txt", exclude=(glob,)) == "left out"
    assert fate("drafts/a.txt", include=("*.txt",), exclude=(glob,)) == "left out"


@pytest.mark.parametrize("glob", ["b.txt", "a", "draft", "other/**", "drafts/b/*"])
def test_what_no_excluded_pattern_names_is_taken(glob: str) -> None:
    """A part of a name is not the name."""
    assert fate("drafts/a.txt", exclude=(glob,)) == "taken"


def test_everything_is_everything() -> None:
    """What was taken once is found again, whatever its kind."""
    for path in ("a.md", "b/photo.jpg", "a.zip!/b.csv", "LICENSE"):
        EVERYTHING.check(path)
