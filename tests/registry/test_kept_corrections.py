"""A project's corrections, kept as they were read: for the same file and the same registry."""

import json
from pathlib import Path

import pytest

from syria_iraq_archive.corpus.compiling import derive_with_this_program
from syria_iraq_archive.errors import RegistryError
from syria_iraq_archive.registry import load
from syria_iraq_archive.registry.cache import CORRECTIONS_ENDING, open_files
from syria_iraq_archive.registry.load import Registry
from syria_iraq_archive.registry.location import RegistryFiles
from syria_iraq_archive.user_cache import cache_folder

TOLD = {"quote": "Hama", "reason": "It is so.", "by": "N.", "on": "2024-12-05", "capture": "0" * 64}
ACTOR = {**TOLD, "field": "mention", "article": 1, "value": "nur-haddad"}
HEADLINE = {**TOLD, "field": "headline", "article": 1, "value": "Hama"}


class Project:
    """A registry of one actor, and a file of corrections beside it."""

    def __init__(self, folder: Path) -> None:
        self.registry = folder / "registry"
        self.file = folder / "corrections.yaml"
        self.registry.mkdir()
        (self.registry / "sources.yaml").write_text("[]", encoding="utf-8")
        (self.registry / "furniture.yaml").write_text("{}", encoding="utf-8")
        self.write_actor("nur-haddad")

    def write_actor(self, id: str) -> None:
        """The registry's only actor."""
        actors = [{"id": id, "name": "Nur Haddad", "kind": "person"}]
        (self.registry / "actors.yaml").write_text(json.dumps(actors), encoding="utf-8")

    def write(self, *corrections: dict[str, object]) -> None:
        """The whole file anew."""
        self.file.write_text(json.dumps(corrections), encoding="utf-8")

    def opened(self) -> Registry:
        """As commands open it."""
        return open_files(RegistryFiles((self.registry,), self.file), derive_with_this_program)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """With two corrections that are kept already."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    made = Project(tmp_path)
    made.write(ACTOR, HEADLINE)
    for _ in range(2):  # by the first, the registry is compiled
        made.opened()
    return made


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files of corrections that are read as YAML."""
    files: list[Path] = []
    true_read = load.read_corrections

    def noted(path: Path, registry: Registry) -> object:
        files.append(path)
        return true_read(path, registry)

    monkeypatch.setattr(load, "read_corrections", noted)
    return files


def kept_file() -> Path:
    """The only file of kept corrections."""
    (file,) = cache_folder().glob(f"*{CORRECTIONS_ENDING}")
    return file


def test_a_file_that_was_read_before_is_not_read_again(project: Project, read: list[Path]) -> None:
    """What was kept gives the same corrections, with the same fields set."""
    kept = project.opened().corrections
    assert read == []
    read_now = load.read_corrections(project.file, project.opened())
    assert kept == read_now
    assert [one.model_fields_set for one in kept] == [one.model_fields_set for one in read_now]
    assert [one.field for one in kept] == ["mention", "headline"]


def test_a_correction_counts_as_soon_as_it_is_written(project: Project, read: list[Path]) -> None:
    """A file that has changed is read, once."""
    project.write(HEADLINE)
    assert [one.field for one in project.opened().corrections] == ["headline"]
    assert [one.field for one in project.opened().corrections] == ["headline"]
    assert read == [project.file]


def test_a_registry_that_has_changed_has_the_corrections_checked_again(project: Project) -> None:
    """Whom they name may be gone."""
    project.write_actor("nur-said")
    with pytest.raises(RegistryError, match="nur-haddad"):
        project.opened()


def test_a_file_with_a_mistake_is_not_kept(project: Project) -> None:
    """It says so each time."""
    project.write({**HEADLINE, "article": 0})
    for _ in range(2):
        with pytest.raises(RegistryError, match=r"corrections\.yaml"):
            project.opened()


def test_a_damaged_file_is_passed_over(project: Project, read: list[Path]) -> None:
    """One letter is enough."""
    file = kept_file()
    file.write_bytes(file.read_bytes().replace(b"Hama", b"Homs", 1))
    assert {one.quote for one in project.opened().corrections} == {"Hama"}
    assert read == [project.file]


def test_what_others_could_have_written_is_passed_over(project: Project, read: list[Path]) -> None:
    """As with registries."""
    kept_file().chmod(0o666)
    assert len(project.opened().corrections) == 2
    assert read == [project.file]


def test_a_file_that_is_gone_corrects_nothing(project: Project) -> None:
    """Though its corrections are kept."""
    project.file.unlink()
    assert project.opened().corrections == ()
