"""An error in a curated file has its line, and nothing in a file is ignored in silence."""

import os
import socket
from pathlib import Path
from time import process_time

import pytest

from syria_iraq_archive.errors import RegistryError
from syria_iraq_archive.registry.check import check_registry
from syria_iraq_archive.registry.load import load_registry
from syria_iraq_archive.registry.location import RegistryFiles
from syria_iraq_archive.registry.writing import copy_registry, unformatted
from tests.registry.test_check import IRAQ, SOURCES, lay

CORRECTION = f"""\
- capture: "{"0" * 64}"
  field: headline
  value: A
  quote: A
  reason: so
  by: N.
  on: 2026-01-01
"""

# The file, its text, what the error says, and in which line.
TWICE = [
    ("actors/all", "- id: one\n  name: One\n  kind: party\n  name: Two\n", "the key 'name' twice; first in line 2", 4),
    ("actors/all", "- {id: one, name: One,\n   kind: party, 'id': one}\n", "the key 'id' twice", 2),
    ("actors/all", "- id: one\n  name: One\n  kind: party\n  names:\n    en: [On]\n    en: [Un]\n", "'en' twice", 6),
    ("actors/all", IRAQ + "- id: one\n  name: One\n  kind: person\n  offices:\n  - titles: [King]\n    of: iraq\n"
     "    titles: [Emir]\n", "'titles' twice", 8),
    ("sources", "- id: one\n  name: One\n  language: en\n  marks:\n    byline: [A]\n    byline: [B]\n", "twice", 6),
    ("corrections", CORRECTION + "  by: M.\n", "'by' twice", 8),
    ("furniture", "share: [Share]\nshare: [Print]\n", "'share' twice; first in line 1", 2),
    ("places", "IQ: [Mosul]\nSY: [Hama]\n\"IQ\": [Hit]\n", "'IQ' twice", 3),
    ("spellings", "- [omar, umar]\n- {a: b, a: c}\n", "'a' twice", 2),
]  # fmt: skip

MISFORMED = [
    ("actors/all", "- id: one\n  kind: party\n", "name: is missing", 1),
    ("actors/all", "- id: one\n  name: One\n  kind: party\n  colour: red\n", "colour: is no field of this entry", 4),
    ("actors/all", "- id: one\n  name: One\n  kind: gang\n", "kind: Input should be", 3),
    ("actors/all", "- id: one\n  name: One\n  kind: party\n  names:\n    en: One\n", "names.en: should be a list", 5),
    ("actors/all", "- id: one\n  name: One\n  kind: party\n  names: {en: [ok, {text: two,\n  from: x}]}\n", "from", 5),
    ("actors/all", "- just text\n", "should be a mapping", 1),
    ("actors/all", "\n\nid: one\n", "is not a list of entries", 3),
    ("actors/all", "", "is empty", 1),
    ("sources", "# nothing but this\n", "is empty", 1),
    ("sources", "- id: one\n  name: One\n  language: en\n  marks: {self_reference: maybe}\n", "self_reference", 4),
    ("corrections", CORRECTION.replace("by: N.", "by: ''"), "by", 6),
    ("corrections", CORRECTION.replace("headline", "headlines"), "field", 1),
    ("furniture", "", "is empty", 1),
    ("furniture", "- a\n", "is not a mapping", 1),
    ("furniture", "a: [b]\nshare: Share\n", "should be a list", 2),
    ("places", "IQ:\n  - Mosul\n  - 12\n", "1: should be text", 3),
    ("spellings", "- [a, b]\n- [c, {d: e}]\n", "should be text", 2),
    ("actors/all", "- &one {id: one}\n- *one\n", "anchors", 1),
    ("actors/all", "- id: one\n  <<: {name: One, kind: party}\n", "a YAML merge key", 2),
    ("places", "IQ: [Mosul]\n<<: {SY: [Hama]}\n", "a YAML merge key", 2),
    ("actors/all", "- id: one\n  !!merge <<: {name: One, kind: party}\n", "merge key", 2),
    ("actors/all", "- id: one\n  name: One\n  kind: party\n  surnames: !!set {One}\n", "tag", 4),
    ("actors/all", "- id: one\n  name: One\n  kind: party\n--- \n- id: two\n", "expected a single document", 4),
    ("actors/all", "- id: one\n  ? [a]\n  : b\n", "as a key", 2),
]  # fmt: skip


def found(folder: Path) -> list[tuple[str, str]]:
    """The files with their lines, and what is wrong there."""
    return [(finding.file, finding.what) for finding in check_registry(folder) if finding.check in ("form", "ids")]


def laid(folder: Path, name: str, text: str) -> Path:
    """A small registry in which one file has this text."""
    lay(folder)
    (folder / f"{name}.yaml").write_text(text, "utf-8")
    return folder


@pytest.mark.parametrize(("name", "text", "said", "line"), [*TWICE, *MISFORMED])
def test_an_error_in_a_file_has_its_line(tmp_path: Path, name: str, text: str, said: str, line: int) -> None:
    """Both the check and loading the registry name the line."""
    folder = laid(tmp_path, name, text)
    assert [file for file, what in found(folder) if said in what] == [f"{name}.yaml:{line}"], found(folder)
    with pytest.raises(RegistryError) as error:
        load_registry(folder)
    assert f"{name}.yaml:{line}" in str(error.value)


@pytest.mark.parametrize(("name", "text"), [each[:2] for each in TWICE])
def test_format_leaves_a_file_alone_that_says_something_twice(tmp_path: Path, name: str, text: str) -> None:
    """Formatting would delete what the curator wrote first."""
    with pytest.raises(RegistryError, match="twice"):
        list(unformatted(laid(tmp_path, name, text)))
    assert (tmp_path / f"{name}.yaml").read_text("utf-8") == text


def test_all_errors_of_an_entry_are_found_with_its_id(tmp_path: Path) -> None:
    folder = laid(tmp_path, "actors/all", "- id: one\n  kind: gang\n  colour: red\n")
    assert [(each.file, each.entry) for each in check_registry(folder)] == [
        ("actors/all.yaml:1", "one"), ("actors/all.yaml:2", "one"), ("actors/all.yaml:3", "one"),
    ]  # fmt: skip


@pytest.mark.parametrize("between", ["", "- {id: two, name: Second, kind: party}\n"])
def test_an_id_that_stands_twice_is_found_even_if_both_entries_are_the_same(tmp_path: Path, between: str) -> None:
    one = "- {id: one, name: First, kind: party}\n"
    folder = laid(tmp_path, "actors/all", IRAQ + one + between + one)
    first, second = "actors/all.yaml:2", f"actors/all.yaml:{4 if between else 3}"
    ((file, what),) = found(folder)
    assert file == second
    assert what == f"stands twice; first in {folder}/{first}"


def test_an_id_is_found_twice_in_one_line(tmp_path: Path) -> None:
    one = "{id: one, name: First, kind: party}"
    assert len(found(laid(tmp_path, "actors/all", f"[{one}, {one}]"))) == 1


ONE = "- {{id: one, name: {}, kind: party}}\n"
NAMES = ['"a\\0b"', '"a\\nb"', '"a\\uFFFFb"', '"a\\uFFFEb"', '"a\\U0001FFFFb"', '"a\\tb"', '"a\\x1bb"', '"a\\x85b"',
         '"a\\u2028b"', '"a\\u202eb"', "' one'", "'one '", '"one\\u00a0"', '"one\\n"', "''"]  # fmt: skip


@pytest.mark.parametrize("name", NAMES[:-1])
@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("actors/all", "- id: one\n  name: {}\n  kind: party\n"),
        ("actors/all", "- id: one\n  name: One\n  kind: party\n  names: {{en: [{}]}}\n"),
        ("actors/all", "- id: one\n  name: One\n  kind: party\n  names: {{en: [{{text: {}}}]}}\n"),
        ("actors/all", "- id: one\n  name: One\n  kind: party\n  contextual: [{}]\n"),
        ("sources", "- id: one\n  name: One\n  language: en\n  marks: {{byline: [{}]}}\n"),
        ("sources", "- id: one\n  name: {}\n  language: en\n"),
        ("furniture", "share: [{}]\n"),
        ("places", "IQ: [{}]\n"),
        ("spellings", "- [a, {}]\n"),
    ],
)
def test_text_that_no_line_can_print_is_no_name(tmp_path: Path, file: str, text: str, name: str) -> None:
    """Control characters, noncharacters and white space at an end are refused in every kind of file."""
    folder = laid(tmp_path, file, text.format(name))
    assert [name for name, _ in found(folder) if name.startswith(f"{file}.yaml:")], check_registry(folder)


def test_surrogates_by_themselves_are_no_text(tmp_path: Path) -> None:
    assert found(laid(tmp_path, "actors/all", ONE.format('"a\\ud800b"')))[0][0] == "actors/all.yaml:1"


def test_letters_of_all_scripts_and_joiners_are_allowed(tmp_path: Path) -> None:
    """A near miss of each: a space inside a name, a joiner with which Persian is spelt, a line end in a note."""
    text = '- {id: one, name: Al Ghad, kind: party, names: {fa: [آیت‌الله]}, note: "a\\nb"}\n'
    assert check_registry(laid(tmp_path, "actors/all", text)) == []


@pytest.mark.parametrize("data", [b"- id: one\n  name: \xff\n", "- {id: one}\n".encode("utf-16"), b"a: b\n\x85\n"])
def test_a_file_that_is_not_utf_8_is_named(tmp_path: Path, data: bytes) -> None:
    folder = laid(tmp_path, "actors/all", "")
    (folder / "actors/all.yaml").write_bytes(data)
    ((file, what),) = found(folder)
    assert (file[:16], what) == ("actors/all.yaml:", "is not UTF-8")


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _socket(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)  # the whole path may be longer than a socket's can be
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(here)


def _nowhere(path: Path) -> None:
    path.symlink_to("nowhere")


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (_pipe, "a pipe"), (_socket, "a socket"), (Path.mkdir, "a folder"), (_nowhere, "can't be read"),
        (lambda path: path.symlink_to("/dev/zero"), "a device"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["actors/more", "sources", "corrections", "spellings", "furniture", "places"])
def test_something_that_is_no_file_is_refused_by_name_and_at_once(
    tmp_path: Path, name: str, make: object, said: str
) -> None:
    """A pipe that nobody writes to would keep the check waiting for ever."""
    folder = lay(tmp_path)
    path = folder / f"{name}.yaml"
    path.unlink(missing_ok=True)
    assert callable(make)
    make(path)
    begun = process_time()
    assert [(file, said in what) for file, what in found(folder)] == [(f"{name}.yaml", True)]
    with pytest.raises(RegistryError, match=name):
        list(unformatted(folder))
    with pytest.raises(RegistryError, match=name):
        copy_registry(RegistryFiles((folder,), None), tmp_path / "copy")
    assert process_time() - begun < 5


def test_a_registry_of_nothing_is_one(tmp_path: Path) -> None:
    """Its files say that they hold nothing."""
    lay(tmp_path, "[]\n", SOURCES, spellings="", corrections="# none yet\n")
    assert check_registry(tmp_path) == []
    assert load_registry(tmp_path).actors.keys() == {"example-news"}
    assert [text for path, text in unformatted(tmp_path) if path.name == "places.yaml"] == ["{}\n"]
