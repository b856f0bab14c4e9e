"""The canonical form of curated files: it says the same when read, and doesn't change when it is written again."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syria_iraq_archive.errors import RegistryError
from syria_iraq_archive.registry.canonical import WIDTH, canonical, document_lines
from syria_iraq_archive.registry.forms import FORMS
from syria_iraq_archive.registry.safe_yaml import yaml_value
from syria_iraq_archive.registry.writing import unformatted
from tests.conftest import ROOT

ACTORS, CORRECTIONS = (next(form for form in FORMS if form.name == name) for name in ("actors", "corrections"))

SCALARS = st.one_of(st.text(), st.text("ab:#,[]{}&*!|>'\"%@`-? \n\té\u00a0\u200c0123~", max_size=9), st.sampled_from(
    ["2014", "NO", "yes", "null", "~", "", " a", "a ", "- a", "a: b", "a #b", "a#b", "0x1f", "1e3", ".5", "---", "<<"]
))  # fmt: skip
WORDS = st.lists(SCALARS, max_size=40)
ENTRIES = st.lists(
    st.fixed_dictionaries(
        {"id": SCALARS},
        optional={
            "names": st.dictionaries(st.sampled_from(["en", "ar"]), WORDS),
            "offices": st.lists(st.fixed_dictionaries({"titles": WORDS, "single": st.booleans()})),
            "note": st.lists(SCALARS).map(" ".join),
            "article": st.integers(0, 999),
            "value": st.none(),
        },
    ),
    min_size=1,
)


def written(content: Any, **options: Any) -> str:
    """The text of a document."""
    return "\n".join(document_lines(content, **options)) + "\n"


def form(folder: Path, text: str, form: Any = ACTORS) -> str:
    """The canonical form of a file with that text."""
    path = folder / "file.yaml"
    path.write_text(text, "utf-8")
    return canonical(path, form)


@given(ENTRIES)
def test_entries_read_again_are_the_same(entries: list[dict[str, Any]]) -> None:
    """Any text can be written and read, whatever its characters."""
    try:
        "".join(map(str, entries)).encode()
    except UnicodeEncodeError:
        return
    assert yaml_value(written(entries)) == entries


@given(st.dictionaries(st.sampled_from(["IQ", "NO", "sharing"]), WORDS, min_size=1), st.booleans())
def test_groups_of_words_read_again_are_the_same(groups: dict[str, list[str]], one_each_line: bool) -> None:
    """Words may stand on one line, wrapped, or one below the other."""
    if one_each_line:
        groups = {name: words or ["a"] for name, words in groups.items()}
    assert yaml_value(written(groups, one_each_line=one_each_line)) == groups


def test_lines_fit_the_width() -> None:
    """Lists are wrapped at commas, texts folded at spaces; a word alone may be longer."""
    entry = {"id": "one", "names": {"en": [f"Name {number}" for number in range(60)]}, "note": "word " * 60 + "end"}
    lines = written([entry]).splitlines()
    assert max(map(len, lines)) <= WIDTH
    assert min(len(line) for line in lines if line.startswith("      Name") and line.endswith(",")) > WIDTH - 12


def test_keys_languages_and_entries_have_one_order(tmp_path: Path) -> None:
    """The models' order of keys; English, Arabic, Kurdish, Turkish, Persian, Hebrew, then the others; ids."""
    text = """\
- names: {fr: [Le Deux], tr: [Iki], ar: [اثنان], en: [Two]}
  kind: party
  name: Second
  id: two
- kind: party
  name: First
  id: one
"""
    assert (
        form(tmp_path, text)
        == """\
- id: one
  name: First
  kind: party
- id: two
  name: Second
  kind: party
  names:
    en: [Two]
    ar: [اثنان]
    tr: [Iki]
    fr: [Le Deux]
"""
    )


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("Hay'at Tahrir al-Sham", True), ("U.S.", True), ("A#1", True), ("P5+1", True), ("https://a.example/b?c", True),
        ("2014-06-29", True), ("صة״ل", True), ("2014", False), ("964", False), ("NO", False), ("on", False),
        ("a: b", False),
        ("a #b", False), ("- a", False), ("*", False), ("[a]", False), ('"a"', False), ("", False),
    ],
)  # fmt: skip
def test_text_is_quoted_if_a_reader_of_yaml_needs_it(text: str, bare: bool) -> None:
    """Years and "NO" are text in our files, so they are quoted for readers that take them for something else."""
    (line,) = written([{"id": text}]).splitlines()
    assert (line == f"- id: {text}") is bare


def test_a_name_with_more_to_say_stays_an_object(tmp_path: Path) -> None:
    """A name of which only the text is known becomes that text."""
    names = "[{text: One}, {from: '2014', text: Two, source: 'https://a.example/'}]"
    text = f"- {{id: one, name: First, kind: party, names: {{en: {names}}}}}\n"
    assert '    en: [One, {text: Two, from: "2014", source: https://a.example/}]\n' in form(tmp_path, text)


def test_the_comment_at_the_head_stays(tmp_path: Path) -> None:
    """Its blank lines stay, too."""
    head = "# A list.\n# yaml-language-server: $schema=x\n\n"
    assert form(tmp_path, f"{head}- {{id: one, kind: party, name: '#1 A # b'}}\n").startswith(f"{head}- id: one\n")


def test_a_comment_below_the_head_is_refused(tmp_path: Path) -> None:
    """It would be lost, so the error names its line."""
    with pytest.raises(RegistryError, match=r"file.yaml:2: has a comment below its head"):
        form(tmp_path, "- id: one\n  name: First # of them\n  kind: party\n")


def test_a_file_that_is_not_of_its_form_is_refused(tmp_path: Path) -> None:
    """Only files that can be loaded are formatted."""
    with pytest.raises(RegistryError, match="archive registry check"):
        form(tmp_path, "- {id: one}\n")


def test_nothing_is_added_and_nothing_left_out(tmp_path: Path) -> None:
    """Defaults that a curator wrote stay; defaults that she didn't write aren't written."""
    day, digest = "2026-11-20", "a" * 64
    text = f"- {{capture: {digest}, article: 1, field: byline, value: null, quote: q, reason: r, by: b, on: {day}}}\n"
    keys = ("capture", "article", "field", "value", "quote", "reason", "by", "on")
    values = (digest, "1", "byline", "null", "q", "r", "b", day)
    lines = [f"{key}: {value}" for key, value in zip(keys, values, strict=True)]
    assert form(tmp_path, text, CORRECTIONS) == "- " + "\n  ".join(lines) + "\n"


def test_the_committed_files_are_canonical() -> None:
    """`archive registry format` changes none of them."""
    assert [path for path, _ in unformatted(ROOT / "data")] == []
