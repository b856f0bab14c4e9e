"""Patterns that are compiled when they are first used, and kept compiled."""

import os
import pickle
import pkgutil
import re
import subprocess
import sys
import uuid
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

import syria_iraq_archive
from syria_iraq_archive import patterns
from syria_iraq_archive.errors import MissingExtra
from syria_iraq_archive.patterns import keep_patterns, later

TEXT = "Homs, Hama; 12 May 2014 حلب “No,” he said. straße STRASSE"
SOURCES = (
    ("h(a|o)m", re.IGNORECASE),
    (r"(?P<day>\d{1,2})\s+(?P<month>may|june)", re.IGNORECASE),
    (r"(?<=“)\w+(?=,”)", 0),
    (r"stra(?:ß|ss)e", re.IGNORECASE),
    (r"[\u0600-\u06ff]+", 0),
    (r"\b \d+  # digits", re.VERBOSE),
    (r"(?x) [A-Z] \w+", 0),
    (r"(\w)\1", re.ASCII),
)


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where patterns are kept in this test, which begins with none kept."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    patterns._kept.cache_clear()
    yield patterns._path()
    patterns._kept.cache_clear()


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """What Python is asked to compile."""
    asked: list[tuple[str, int]] = []
    true_compile = re.compile

    def noted(pattern: str, flags: int) -> re.Pattern[str]:
        asked.append((pattern, flags))
        return true_compile(pattern, flags)

    monkeypatch.setattr(re, "compile", noted)
    return asked


def found(pattern: re.Pattern[str]) -> list[object]:
    """All that a pattern says of the text."""
    matches = [(match.span(), match.groups(), match.groupdict(), match.lastgroup) for match in pattern.finditer(TEXT)]
    return [matches, pattern.groups, dict(pattern.groupindex), pattern.flags, pattern.sub("-", TEXT)]


def test_a_pattern_is_compiled_once_and_only_when_it_is_used(file: Path, compiled: list[tuple[str, int]]) -> None:
    """After that, its methods are those of the compiled pattern."""
    pattern = later("h(a|o)m", re.IGNORECASE)
    assert compiled == []
    assert [match[1] for match in pattern.finditer("Homs, Hama")] == ["o", "a"]
    assert pattern.search("Aleppo") is None
    assert pattern.groups == 1
    assert compiled == [("h(a|o)m", re.IGNORECASE)]
    assert not file.exists()


@pytest.mark.parametrize(("source", "flags"), SOURCES)
def test_what_is_kept_finds_what_the_pattern_finds(
    file: Path, compiled: list[tuple[str, int]], source: str, flags: int
) -> None:
    """In groups and flags, too; and nothing is compiled for it."""
    pattern = later(source, flags)
    keep_patterns()
    assert file.exists()
    patterns._kept.cache_clear()
    again = later(source, flags)
    assert found(again) == found(re.compile(source, flags))
    assert compiled == [(source, flags)]  # by this test
    assert pattern.pattern == again.pattern


@pytest.mark.usefixtures("file")
def test_bytes_and_text_of_the_same_letters_are_two_patterns() -> None:
    """Each finds its own kind."""
    both = later("a+"), later(b"a+")
    keep_patterns()
    patterns._kept.cache_clear()
    assert later("a+").findall("baab") == ["aa"]
    assert later(b"a+").findall(b"baab") == [b"aa"]
    assert len(both) == 2


@pytest.mark.parametrize("damage", [b"", b"kept patterns 2\n", b"x" * 400, None])
def test_a_damaged_file_is_passed_over_and_made_again(file: Path, damage: bytes | None) -> None:
    """Cut off, of another form, or with one byte changed."""
    pattern = later("dam(a|b)ge")
    keep_patterns()
    whole = file.read_bytes()
    file.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]) if damage is None else damage)
    patterns._kept.cache_clear()
    assert patterns._kept() == {}
    assert later(pattern.pattern).search("a damage")
    keep_patterns()
    assert file.read_bytes() == whole


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="Windows gives each user a folder of their own")
def test_a_file_that_others_could_have_written_is_not_believed(file: Path) -> None:
    """It could find whatever they like."""
    pattern = later("strang(e|er)")
    keep_patterns()
    file.chmod(0o666)
    patterns._kept.cache_clear()
    assert patterns._kept() == {}
    assert pattern.search("a stranger")


@pytest.mark.usefixtures("file")
def test_new_patterns_join_those_that_are_kept() -> None:
    """Commands have patterns of their own, and take turns."""
    one = later("only one command has this")
    keep_patterns()
    key = one.key  # type: ignore[attr-defined]
    patterns._kept.cache_clear()
    del one
    other = later("only another command has this")
    keep_patterns()
    patterns._kept.cache_clear()
    assert {key, other.key} <= patterns._kept().keys()  # type: ignore[attr-defined]


@pytest.mark.usefixtures("compiled")
def test_patterns_of_modules_that_are_seldom_imported_are_kept_with_others(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are imported for it once, and not if everything is kept already."""
    names = [f"seldom_{uuid.uuid4().hex}" for _ in range(2)]
    for name in names:
        (tmp_path / f"{name}.py").write_text(
            f"from syria_iraq_archive.patterns import later\nP = later('{name}')\n", encoding="utf-8"
        )
    monkeypatch.syspath_prepend(str(tmp_path))
    held = later(f"something new for {names[0]}")
    keep_patterns(names[0])
    patterns._kept.cache_clear()
    assert {sys.modules[names[0]].P.key, held.key} <= patterns._kept().keys()  # type: ignore[attr-defined]
    keep_patterns(names[1])
    assert names[1] not in sys.modules
    assert file.exists()


def test_modules_that_are_imported_for_pages_alone_are_named_where_patterns_are_kept() -> None:
    """Whoever parses plain text hasn't imported them; whoever parses a page imports no others."""
    script = """
import sys
from syria_iraq_archive import patterns
from syria_iraq_archive.engine import work
from syria_iraq_archive.capture.reading import read
import syria_iraq_archive.pipeline
print([name for name in work._FOR_PAGES if name in sys.modules])
before = set(patterns._ALL)
for name in work._FOR_PAGES:
    __import__(name)
named = set(patterns._ALL) - before
read(b"<!DOCTYPE html><title>Hama</title><p>Hama fell on Sunday.</p><p>Nobody was hurt.</p>", "a.html")
print(len(named) > 10, len(set(patterns._ALL) - before - named))
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[:2] == ["[]", "True 0"]


@pytest.mark.usefixtures("file")
def test_those_of_earlier_versions_go_in_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """If they are too many, only those are kept that there are."""
    old = later("an earlier version had this")
    keep_patterns()
    key = old.key  # type: ignore[attr-defined]
    monkeypatch.setattr(patterns, "_MOST", 1)
    patterns._kept.cache_clear()
    del old
    new = later("a later version has this")
    keep_patterns()
    patterns._kept.cache_clear()
    assert key not in patterns._kept()
    assert new.key in patterns._kept()  # type: ignore[attr-defined]


def test_a_full_disk_is_no_trouble(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Patterns are compiled as ever."""

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    pattern = later("f(u)ll")
    keep_patterns()
    assert pattern.search("full")
    assert list(file.parent.iterdir()) == []


def test_a_pattern_travels_to_other_processes() -> None:
    """As what it was made of."""
    pattern = pickle.loads(pickle.dumps(later("h(a|o)m", re.IGNORECASE)))
    assert pattern.findall("Homs, Hama") == ["o", "a"]


def test_every_pattern_of_the_program_compiles() -> None:
    """A wrong one would show only when it is used."""
    package = syria_iraq_archive
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        if not module.name.endswith("__main__"):
            try:
                import_module(module.name)
            except (ImportError, MissingExtra):  # of an extra that isn't installed
                continue
    sources = {(pattern.pattern, pattern.chosen) for pattern in list(patterns._ALL)}
    assert len(sources) > 500
    for pattern, flags in sources:
        re.compile(pattern, flags)


def test_the_second_run_compiles_nothing_of_its_own(tmp_path: Path) -> None:
    """What a worker needs was kept by the first."""
    code = (
        "import re, sys\n"
        "own, true_compile = [], re.compile\n"
        "def noted(*arguments, **named):\n"
        "    maker = sys._getframe(1).f_globals['__name__']\n"
        "    own.extend([maker] * (maker.startswith('syria_') and not maker.endswith('.patterns')))\n"
        "    return true_compile(*arguments, **named)\n"
        "re.compile = noted\n"
        "from syria_iraq_archive.engine.work import build_run\n"
        "from syria_iraq_archive.cli.options import load\n"
        "from syria_iraq_archive.patterns import _ALL, _kept\n"
        "run = build_run(load(None))\n"
        "print(sum(pattern.key not in _kept() for pattern in _ALL), len(own))\n"
    )
    env = {**os.environ, "XDG_CACHE_HOME": str(tmp_path)}
    (missing, own), (missing_then, _) = [
        map(int, subprocess.run([sys.executable, "-c", code], env=env, check=True, capture_output=True).stdout.split())
        for _ in range(2)
    ]
    assert missing > 300
    assert missing_then == 0
    assert own == 0  # all come from `later`
