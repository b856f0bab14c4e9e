"""A correction is added at the end of the corrections in the canonical form, and nothing else changes."""

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from syria_iraq_archive.errors import RegistryError
from syria_iraq_archive.registry import location
from syria_iraq_archive.registry.canonical import canonical
from syria_iraq_archive.registry.forms import form_of
from syria_iraq_archive.registry.safe_yaml import read_yaml
from syria_iraq_archive.registry.writing import append, entry_text
from tests.corrections import correction

ROLE = correction("role", "crosshead", "The river: a part\n  of it", occurrence=2, reason="It's #1: a heading.")
FIELD = correction("headline", None, "Hama", article=2)


def test_an_entry_is_added_in_the_canonical_form(tmp_path: Path) -> None:
    """The file looks as `archive registry format` would write it."""
    for one in (ROLE, FIELD):
        append(tmp_path / "corrections.yaml", one)
    path = tmp_path / "corrections.yaml"
    assert path.read_text("utf-8") == canonical(path, form_of("corrections.yaml"))
    assert [entry["field"] for entry in read_yaml(path)] == ["role", "headline"]
    assert read_yaml(path)[0]["quote"] == "The river: a part\n  of it"


def test_other_entries_stay_to_the_letter(tmp_path: Path) -> None:
    """All comments stay, and so does the order."""
    path = tmp_path / "corrections.yaml"
    before = "# A head.\n\n" + entry_text(FIELD).replace("article: 2", "article: 2  # of three")
    path.write_text(before, "utf-8")
    append(tmp_path / "corrections.yaml", ROLE)
    assert path.read_text("utf-8") == before + entry_text(ROLE)


@pytest.mark.parametrize("written", ["", "# Only a head.\n", "[]\n", "# A head.\n[]", "# No end of line"])
def test_a_file_without_entries_takes_the_first(tmp_path: Path, written: str) -> None:
    (tmp_path / "corrections.yaml").write_text(written, "utf-8")
    append(tmp_path / "corrections.yaml", FIELD)
    [entry] = read_yaml(tmp_path / "corrections.yaml")
    assert entry["value"] is None


def test_a_list_in_another_style_becomes_canonical(tmp_path: Path) -> None:
    """An entry at the end of an indented list would be no YAML."""
    path = tmp_path / "corrections.yaml"
    path.write_text("".join(f"  {line}\n" for line in entry_text(FIELD).splitlines()), "utf-8")
    append(tmp_path / "corrections.yaml", ROLE)
    assert path.read_text("utf-8") == canonical(path, form_of("corrections.yaml"))
    assert len(read_yaml(path)) == 2


def test_a_file_that_can_not_be_read_is_left_alone(tmp_path: Path) -> None:
    """The person who broke it will want to mend it."""
    (tmp_path / "corrections.yaml").write_text("- [", "utf-8")
    with pytest.raises(RegistryError):
        append(tmp_path / "corrections.yaml", ROLE)
    assert (tmp_path / "corrections.yaml").read_text("utf-8") == "- ["


def test_twenty_that_add_at_once_lose_nothing(tmp_path: Path) -> None:
    """They wait for each other."""
    made = [correction("headline", f"Number {number}", "Hama") for number in range(20)]
    with ThreadPoolExecutor(20) as pool:
        list(pool.map(lambda one: append(tmp_path / "corrections.yaml", one), made))
    assert {entry["value"] for entry in read_yaml(tmp_path / "corrections.yaml")} == {one.value for one in made}
    assert [path.name for path in tmp_path.iterdir()] == ["corrections.yaml"]


def test_links_and_permissions_stay(tmp_path: Path) -> None:
    """A registry may be put together of links."""
    real = tmp_path / "kept.yaml"
    real.write_text("# A head.\n", "utf-8")
    real.chmod(0o640)
    folder = tmp_path / "registry"
    folder.mkdir()
    (folder / "corrections.yaml").symlink_to(real)
    append(folder / "corrections.yaml", FIELD)
    assert (folder / "corrections.yaml").is_symlink()
    assert len(read_yaml(real)) == 1
    assert stat.S_IMODE(real.stat().st_mode) == 0o640


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_can_not_be_written_to_is_an_error(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(RegistryError, match="can't be written"):
            append(tmp_path / "corrections.yaml", FIELD)
    finally:
        tmp_path.chmod(0o700)


def test_an_installed_program_s_registry_is_not_written_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its folder is known under any path, and the error says what to do."""
    (tmp_path / "sources.yaml").write_text("[]")
    monkeypatch.setattr(location, "_PACKAGED", tmp_path)
    for folder in (None, tmp_path, tmp_path / ".." / tmp_path.name):
        with pytest.raises(RegistryError, match="archive init"):
            location.writable_corrections(folder, None)
    assert location.writable_corrections(tmp_path.parent, None) == tmp_path.parent / "corrections.yaml"
