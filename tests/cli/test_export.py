"""`archive export`, end to end."""

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from syria_iraq_archive.export.formats import FORMATS, FileFormat
from tests.cli.conftest import Archive, on_terminal, run
from tests.factories import make_corpus, plain_run

FILES = [name for name, form in FORMATS.items() if isinstance(form, FileFormat)]
FOLDERS = [name for name in FORMATS if name not in FILES]


def skip_without_library(name: str) -> None:
    """The extra `ftm` has to be compiled; all others are there."""
    if FORMATS[name].extra == "ftm":
        pytest.importorskip("followthemoney", reason="the extra `ftm` isn't installed")


@pytest.mark.parametrize("name", FILES)
def test_a_file_has_the_bytes_of_standard_output(archive: Archive, tmp_path: Path, name: str) -> None:
    """The same in every run, whatever the order of Python's sets."""
    skip_without_library(name)
    path = tmp_path / f"export{FORMATS[name].suffix}"
    filed = archive("export", name, path, PYTHONHASHSEED="1")
    assert (filed.returncode, filed.stdout) == (0, "")
    assert filed.stderr == f"exported 2 articles to {path}\n"
    printed = archive("export", name, PYTHONHASHSEED="2", TZ="Asia/Baghdad")
    assert printed.returncode == 0
    assert printed.stdout == path.read_bytes().decode()
    assert "Hama" in printed.stdout or FORMATS[name].takes


@pytest.mark.parametrize("name", FOLDERS)
def test_a_folder_of_tables_is_the_same_in_every_run(archive: Archive, tmp_path: Path, name: str) -> None:
    """File by file."""
    contents = []
    for seed in ("1", "2"):
        folder = tmp_path / seed
        done = archive("export", name, folder, PYTHONHASHSEED=seed)
        assert (done.returncode, done.stdout) == (0, ""), done.stderr
        contents.append({file.name: file.read_bytes() for file in folder.iterdir()})
    assert contents[0] == contents[1]
    assert f"articles{FORMATS[name].suffix}" in contents[0]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ([], ["Rebels Enter Hama", "Talks in Doha"]),
        (["--text", "rebels"], ["Rebels Enter Hama"]),
        (["--actor", "iran"], ["Talks in Doha"]),
        (["--on", "2024-12", "--source", "example news"], ["Rebels Enter Hama"]),
        (["--mentions", "2024-12-03"], ["Rebels Enter Hama"]),
        (["--on", "1999"], []),
    ],
)
def test_filters_are_those_of_query(archive: Archive, filters: list[str], found: list[str]) -> None:
    """TEXT is an option here."""
    done = archive("export", "jsonl", "-", *filters)
    assert [json.loads(line)["headline"] for line in done.stdout.splitlines()] == found


def test_nothing_is_overwritten_without_force(archive: Archive, tmp_path: Path) -> None:
    """Exit 1, with the cure."""
    path = tmp_path / "references.json"
    path.write_text("precious")
    done = archive("export", "csl-json", path)
    assert done.returncode == 1
    assert "is there already (replace it with --force)" in done.stderr
    assert path.read_text() == "precious"
    assert archive("export", "csl-json", path, "--force").returncode == 0
    assert json.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", FOLDERS)
def test_tables_need_a_folder(archive: Archive, name: str) -> None:
    """They are no stream: exit 2."""
    for arguments in ([], ["-"]):
        done = archive("export", name, *arguments)
        assert done.returncode == 2
        assert f"{name} is a folder of tables: name one" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["jsonl", "--raw"], "--raw goes with csv"),
        (["csv", "x", "--network", "quotes"], "--network goes with gexf, graphml"),
        (["jsonl", "--actor", "nobody at all"], "nobody at all"),
        (["docx"], "'docx' is not one of"),
    ],
)
def test_what_makes_no_sense_is_a_usage_error(archive: Archive, arguments: list[str], message: str) -> None:
    """Exit 2."""
    done = archive("export", *arguments)
    assert done.returncode == 2
    assert message in done.stderr


def test_a_network_of_quotes_is_directed(archive: Archive) -> None:
    """That of comentions isn't."""
    assert 'edgedefault="directed"' in archive("export", "graphml", "--network", "quotes").stdout
    assert 'edgedefault="undirected"' in archive("export", "graphml").stdout


def test_help_lists_the_formats(archive: Archive) -> None:
    """In their order, with what each is for."""
    lines = archive("export", "--help").stdout.splitlines()
    places = [lines.index(f"    {name:<14}  {form.description}") for name, form in FORMATS.items()]
    assert places == sorted(places)


def test_output_is_utf8_whatever_the_terminal_speaks(archive: Archive) -> None:
    """The form of a file isn't a matter of the locale."""
    done = archive("export", "jsonl", PYTHONIOENCODING="latin-1", LC_ALL="C")
    assert "Türkiye" in done.stdout


def test_no_control_character_of_a_capture_reaches_a_terminal(tmp_path: Path) -> None:
    """A file holds it all the same."""
    text = f"Head\x9b2J\u202eline\n\nBody \x07 text, {'and more of it, ' * 20}.\n"
    corpus = make_corpus(tmp_path / "a.db", plain_run(text.encode(), "a.txt"))
    for name in ("jsonl", "ris"):
        printed = on_terminal("export", name, "--db", corpus, NO_COLOR="1")
        assert "line" in printed
        assert [c for c in printed if c in "\x07\x9b\u202e"] == []
        run("export", name, tmp_path / name, "--db", corpus)
        assert "\x9b2J\u202e" in (tmp_path / name).read_text(encoding="utf-8")


def test_a_closed_pipe_is_no_news(seed_corpus: Path) -> None:
    """``archive export … | head`` says nothing of it."""
    command = f'"{sys.executable}" -m syria_iraq_archive export web-annotation --db "{seed_corpus}" | head -c 1'
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("{", "")


def test_seeds_are_exported_whole(seed_corpus: Path, tmp_path: Path) -> None:
    """Six articles of five captures, in every format."""
    for name, form in FORMATS.items():
        if form.extra == "ftm" and not find_spec("followthemoney"):
            continue
        done = run("export", name, tmp_path / name, "--db", seed_corpus)
        assert (done.returncode, done.stderr) == (0, f"exported 6 articles to {tmp_path / name}\n")
