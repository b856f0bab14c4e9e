"""A curated file is data: nothing in it runs, and a few bytes never grow into gigabytes or deep recursion."""

from pathlib import Path
from time import process_time

import pytest

from syria_iraq_archive.errors import RegistryError
from syria_iraq_archive.registry.safe_yaml import MAX_BYTES, MAX_DEPTH, read_yaml

LAUGHS = "- &a0 [lol, lol]\n" + "".join(f"- &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12))

BOMBS = {
    "billion laughs": LAUGHS,
    "billion laughs by names that begin with a hyphen": LAUGHS.replace("&a", "&-").replace("*a", "*-"),
    "an alias to itself": "&a [*a]",
    "lists in lists": "[" * 1_000_000,
    "lists in lists, closed": "[" * 100_000 + "]" * 100_000,
    "mappings in mappings": "{a: " * 300_000,
    "lists in lists, without brackets": "- " * 1_000_000 + "a",
    "keys of keys": "? " * 500_000,
    "keys and lists in turn": "- ? " * 300_000,
    "lists that strings pretend to close": '["]", ' * 300_000,
    "a call": "!!python/object/apply:os.system [id]",
    "an object": "!!python/name:os.system",
    "no UTF-8": "\udcff",
    "a control character": "a: \x07",
    "too much": "#" * (MAX_BYTES + 1),
}


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS)
def test_a_bomb_is_refused_by_file_and_at_once(tmp_path: Path, bomb: str) -> None:
    """The error names the file, and comes before memory, the stack or patience run out."""
    path = tmp_path / "actors.yaml"
    path.write_text(bomb, encoding="utf-8", errors="surrogateescape")
    begun = process_time()
    with pytest.raises(RegistryError, match=r"actors\.yaml"):
        read_yaml(path)
    assert process_time() - begun < 5


def test_a_device_that_never_ends_is_refused(tmp_path: Path) -> None:
    """Nothing of it is read."""
    path = tmp_path / "actors.yaml"
    path.symlink_to("/dev/zero")
    with pytest.raises(RegistryError, match="is a device, not a file"):
        read_yaml(path)


def test_many_brackets_alone_are_no_bomb(tmp_path: Path) -> None:
    """Many entries may have many lists, and lists may be nested as deeply as anybody writes."""
    path = tmp_path / "actors.yaml"
    path.write_text("- {names: [a, b]}\n" * 4_000 + "- " + "[" * (MAX_DEPTH - 1) + "]" * (MAX_DEPTH - 1))
    assert len(read_yaml(path)) == 4_001
