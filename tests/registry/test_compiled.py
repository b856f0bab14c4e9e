"""A compiled registry says exactly what its YAML says, and is believed only if nothing speaks against it."""

import json
import os
import pickle
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from syria_iraq_archive import user_cache
from syria_iraq_archive.corpus.compiling import derive_with_this_program
from syria_iraq_archive.corpus.kept_registry import entry_rows
from syria_iraq_archive.pipeline import Pipeline
from syria_iraq_archive.registry import cache, compiled
from syria_iraq_archive.registry.cache import open_registry, origin_of
from syria_iraq_archive.registry.compiled import CompiledRegistry, Origin, pack, unpack
from syria_iraq_archive.registry.load import Registry, load_registry
from syria_iraq_archive.registry.models import CuratedEntry
from syria_iraq_archive.user_cache import cache_folder

ROOT = Path(__file__).parents[2]
ORIGIN = Origin("files", "program")
PARTS = ("sources", "actors", "corrections", "spellings", "furniture", "places")

SOURCES = """
- id: valley-news
  name: Valley News
  language: en
  url: https://valley.example
  names:
    ar: [أخبار الوادي]
  marks:
    prefix: [Valley News/]
    self_reference: true
"""
ACTORS = """
- id: syria
  name: Syria
  kind: state
  country: SY
  demonyms:
    en: [Syrian, Syrians]
- id: nur-haddad
  name: Nur Haddad
  kind: person
  names:
    en: [Noor Haddad, {text: Nour H., from: "2014-06"}]
  offices:
    - titles: [Mayor]
      of: syria
      from: 2019
  note: null
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small registry, with a correction of each kind."""
    made = tmp_path / "registry"
    (made / "actors").mkdir(parents=True)
    (made / "sources.yaml").write_text(SOURCES, encoding="utf-8")
    (made / "actors" / "all.yaml").write_text(ACTORS, encoding="utf-8")
    (made / "furniture.yaml").write_text('menu:\n  - Home\n  - "# min read"\n', encoding="utf-8")
    (made / "places.yaml").write_text("SY: [Hama]\n", encoding="utf-8")
    told = {"quote": "Hama", "reason": "It is so.", "by": "N.", "on": "2024-12-05", "capture": "0" * 64}
    corrections = [
        {**told, "field": "published", "value": "2024-12-02", "occurrence": 2},
        {**told, "field": "byline", "value": None, "article": 2},
        {**told, "field": "role", "value": "crosshead"},
        {**told, "field": "opening", "value": "begins"},
        {**told, "field": "mention", "value": "syria"},
        {**told, "field": "actor", "value": None, "instead_of": "syria"},
    ]
    (made / "corrections.yaml").write_text(json.dumps(corrections), encoding="utf-8")
    return made


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's cache, empty."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home cache"))
    return cache_folder()


def assert_same(one: Registry, other: Registry) -> None:
    """All entries, in their order, with the fields that are set; and all that is derived."""
    for part in PARTS:
        mine, yours = getattr(one, part), getattr(other, part)
        assert list(mine) == list(yours)
        assert mine == yours
        assert part == "corrections" or one.plain(part) == other.plain(part)
    for mine, yours in zip(entries_of(one), entries_of(other), strict=True):
        assert type(mine) is type(yours)
        assert repr(mine) == repr(yours)  # which tells a list from a tuple, and a word from a member of an enumeration
        assert mine.model_dump(exclude_unset=True) == yours.model_dump(exclude_unset=True)
        assert mine.model_validate(mine) == yours
    for name, made in one.made.items():
        assert other.derived(name, lambda: "it isn't compiled") == made


def entries_of(registry: Registry) -> Iterator[CuratedEntry]:
    """All of them."""
    yield from registry.sources.values()
    yield from registry.actors.values()
    yield from registry.corrections


def derived(folder: Path) -> Registry:
    """The registry as YAML gives it, with all that is derived."""
    registry = load_registry(folder)
    derive_with_this_program(registry)
    return registry


@pytest.mark.parametrize("which", ["packaged", "small"])
def test_the_compiled_form_is_exactly_what_the_yaml_gives(which: str, folder: Path) -> None:
    """Every entry with every field, and everything that is derived: names, outlets, rows of the corpus, the recipe."""
    registry = derived(ROOT / "data" if which == "packaged" else folder)
    read = unpack(pack(registry, ORIGIN), ORIGIN)
    assert read is not None
    assert_same(registry, read)


def test_a_pipeline_of_a_compiled_registry_makes_no_entry_of_an_actor(folder: Path) -> None:
    """That is what starts fast; what it finds is the same."""
    read = unpack(pack(derived(folder), ORIGIN), ORIGIN)
    text = "Mayor Nur Haddad returns\n\nValley News/ HAMA - “We wait,” Haddad told Valley News.".encode()
    assert read
    found = Pipeline(read).run(text, "a.txt")
    assert "actors" not in read.__dict__
    assert found == Pipeline(load_registry(folder)).run(text, "a.txt")
    assert found.articles[0].mentions


def test_a_corpus_keeps_a_compiled_registry_without_making_an_entry(folder: Path) -> None:
    """A new corpus is begun fast; what it keeps is the same."""
    read = unpack(pack(derived(folder), ORIGIN), ORIGIN)
    assert read
    kept = list(entry_rows(read))
    assert not {"sources", "actors", "gazetteer"} & set(read.__dict__)
    assert kept == list(entry_rows(load_registry(folder)))


def test_a_compiled_registry_travels_as_the_bytes_it_came_from(folder: Path) -> None:
    """To a spawned worker, or to one of a cluster."""
    read = unpack(pack(derived(folder), ORIGIN), ORIGIN)
    assert read
    assert read.actors["nur-haddad"].offices[0].since == "2019"
    travelled = pickle.loads(pickle.dumps(read))
    assert_same(derived(folder), travelled)


def damaged(data: bytes) -> Iterator[bytes]:
    """Files that are cut off, changed, or something else."""
    yield from (data[:length] for length in (0, 5, 30, len(data) // 2, len(data) - 1))
    for place in range(0, len(data), max(1, len(data) // 150)):
        yield data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]
    yield data + b" "
    yield b"compiled registry 1\n" + b"[" * 100_000 + b"\n"
    yield b"compiled registry 1\n{}\n"
    yield b"compiled registry 1\nnull\n"
    yield pickle.dumps("code")


def test_a_file_that_is_damaged_in_any_place_is_not_believed(folder: Path) -> None:
    """Nor one that was never one."""
    data = pack(derived(folder), ORIGIN)
    for other in damaged(data):
        read = unpack(other, ORIGIN)
        assert read is None, other[:80]


@pytest.mark.parametrize("origin", [Origin("others", "program"), Origin("files", "another")])
def test_a_file_made_from_something_else_is_not_believed(folder: Path, origin: Origin) -> None:
    """From other files, or by another program."""
    assert unpack(pack(derived(folder), ORIGIN), origin) is None


def test_a_file_made_by_a_python_that_knows_letters_otherwise_is_not_believed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may fold names in another way."""
    data = pack(derived(folder), ORIGIN)
    monkeypatch.setattr(compiled, "normalize", lambda _, letter: f"{letter} ")
    assert unpack(data, ORIGIN) is None


def test_what_cannot_be_given_back_is_not_packed(folder: Path) -> None:
    """Such as a tuple, of which JSON makes a list."""
    registry = load_registry(folder)
    registry.derived("pair", lambda: (1, 2))
    with pytest.raises(Exception, match="its compiled form has other pair"):
        pack(registry, ORIGIN)


# ------------------------------------------------------------------------------------------------------------ the cache


def test_a_registry_is_compiled_once_and_then_opened(folder: Path, kept: Path) -> None:
    """The first time it is read from YAML."""
    first, second = (open_registry(folder, derive_with_this_program) for _ in range(2))
    assert not isinstance(first, CompiledRegistry)
    assert isinstance(second, CompiledRegistry)
    assert_same(first, second)
    assert [path.stat().st_mode & 0o777 for path in (kept, *kept.iterdir())] == [0o700, 0o600]


def test_who_derives_nothing_keeps_nothing(folder: Path, kept: Path) -> None:
    """A command that only lists actors."""
    open_registry(folder)
    assert not kept.exists()


@pytest.mark.parametrize(
    "name", ["sources.yaml", "actors/all.yaml", "corrections.yaml", "furniture.yaml", "places.yaml", "spellings.yaml"]
)
def test_an_edit_of_any_file_counts_at_once(folder: Path, kept: Path, name: str) -> None:
    """So does a file that is new."""
    open_registry(folder, derive_with_this_program)
    with (folder / name).open("a", encoding="utf-8") as file:
        file.write("\n# noted\n")
    assert not isinstance(open_registry(folder, derive_with_this_program), CompiledRegistry)
    assert isinstance(open_registry(folder, derive_with_this_program), CompiledRegistry)
    assert len(list(kept.iterdir())) == 1


def test_a_file_of_actors_that_is_new_or_gone_counts_at_once(folder: Path, kept: Path) -> None:
    """Its name is part of what is compiled."""
    open_registry(folder, derive_with_this_program)
    (folder / "actors" / "all.yaml").rename(folder / "actors" / "some.yaml")
    assert not isinstance(open_registry(folder, derive_with_this_program), CompiledRegistry)
    assert kept.exists()


def test_another_program_reads_the_yaml(folder: Path, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that derives otherwise."""
    open_registry(folder, derive_with_this_program)
    monkeypatch.setattr(cache, "_MAKERS", ("registry/*.py",))
    assert not isinstance(open_registry(folder), CompiledRegistry)
    assert kept.exists()


def test_a_damaged_file_is_silently_made_anew(folder: Path, kept: Path) -> None:
    """Nobody has to know that there is one."""
    open_registry(folder, derive_with_this_program)
    [file] = kept.iterdir()
    file.write_bytes(file.read_bytes()[:-20])
    assert not isinstance(open_registry(folder, derive_with_this_program), CompiledRegistry)
    assert isinstance(open_registry(folder, derive_with_this_program), CompiledRegistry)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="no owners of this kind here")
@pytest.mark.parametrize("which", ["file", "folder"])
def test_what_others_can_write_is_not_believed(folder: Path, kept: Path, which: str) -> None:
    """Neither a file nor a folder; and nothing is kept in such a folder."""
    open_registry(folder, derive_with_this_program)
    [file] = kept.iterdir()
    (file if which == "file" else kept).chmod(0o777)
    assert not isinstance(open_registry(folder, derive_with_this_program), CompiledRegistry)
    assert isinstance(open_registry(folder, derive_with_this_program), CompiledRegistry) is (which == "file")


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="no owners of this kind here")
def test_what_another_user_owns_is_not_believed(folder: Path, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Though it is readable."""
    open_registry(folder, derive_with_this_program)
    user = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: user + 1)
    assert not isinstance(open_registry(folder), CompiledRegistry)
    assert kept.exists()


@pytest.mark.parametrize("obstacle", ["file", "pipe", "link to nowhere"])
def test_without_a_place_to_keep_it_the_yaml_is_read(folder: Path, kept: Path, obstacle: str) -> None:
    """As in a home that can't be written to."""
    kept.parent.mkdir()
    if obstacle == "file":
        kept.touch()
    elif obstacle == "pipe":
        os.mkfifo(kept)
    else:
        kept.symlink_to(kept / "nowhere")
    assert open_registry(folder, derive_with_this_program).actors.keys() == load_registry(folder).actors.keys()


def test_a_user_without_a_home_reads_the_yaml(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some services have none."""

    def homeless() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setattr(Path, "home", homeless)
    assert not isinstance(open_registry(folder, derive_with_this_program), CompiledRegistry)


def test_a_full_disk_leaves_nothing_behind(folder: Path, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file is there whole or not at all."""

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    open_registry(folder, derive_with_this_program)
    assert list(kept.iterdir()) == []


def test_several_at_once_read_the_same(folder: Path, kept: Path) -> None:
    """Each puts a whole file in the place of the other's."""
    with ThreadPoolExecutor(4) as at_once:
        registries = list(at_once.map(lambda _: open_registry(folder, derive_with_this_program), range(8)))
    assert len({tuple(registry.actors) for registry in registries}) == 1
    assert len(list(kept.iterdir())) == 1
    assert isinstance(open_registry(folder), CompiledRegistry)


def test_the_cache_keeps_the_newest_files_only(folder: Path, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Projects go."""
    monkeypatch.setattr(user_cache, "MOST", 2)
    for number in range(4):
        copy = folder.with_name(f"copy-{number}")
        shutil.copytree(folder, copy)
        open_registry(copy, derive_with_this_program)
    assert len(list(kept.iterdir())) == 2
    assert isinstance(open_registry(copy), CompiledRegistry)


def test_the_file_beside_the_packaged_registry_is_read(folder: Path, kept: Path) -> None:
    """As the wheel brings it."""
    origin = origin_of(folder)
    assert origin
    (folder / cache.PACKAGED).write_bytes(pack(derived(folder), origin))
    assert isinstance(open_registry(folder, derive_with_this_program), CompiledRegistry)
    assert not kept.exists()


def test_a_registry_that_cannot_be_read_says_so_as_ever(folder: Path, kept: Path) -> None:
    """With its place."""
    (folder / "places.yaml").write_text("SY: [Hama", encoding="utf-8")
    with pytest.raises(Exception, match=r"places\.yaml:2"):
        open_registry(folder, derive_with_this_program)
    (folder / "places.yaml").unlink()
    (folder / "furniture.yaml").unlink()
    with pytest.raises(Exception, match=r"furniture\.yaml"):
        open_registry(folder, derive_with_this_program)
    assert not kept.exists() or not list(kept.iterdir())


def test_a_command_needs_no_yaml_once_a_registry_is_compiled(folder: Path, kept: Path) -> None:
    """Neither the library nor what validates entries is imported."""
    open_registry(folder, derive_with_this_program)
    code = (
        "import sys; from pathlib import Path; from syria_iraq_archive.registry.cache import open_registry\n"
        "from syria_iraq_archive.pipeline import Pipeline\n"
        f"Pipeline(open_registry(Path({str(folder)!r}))); print('yaml' in sys.modules, 'edtf' in sys.modules)"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    assert subprocess.check_output([sys.executable, "-c", code], env=environment, text=True) == "False False\n"
    assert kept.exists()
