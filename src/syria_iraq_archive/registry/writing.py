"""Writing to a registry's folder: files in the canonical form, schemas, a new correction, a copy of the whole.

A file is written whole or not at all.
"""

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import yaml

from syria_iraq_archive.errors import RegistryError
from syria_iraq_archive.registry.canonical import canonical, document_lines
from syria_iraq_archive.registry.forms import Form, curated_files, form_of, schema_files
from syria_iraq_archive.registry.location import CORRECTIONS, RegistryFiles
from syria_iraq_archive.registry.models import Correction, Withdrawal
from syria_iraq_archive.registry.safe_yaml import read_bytes, read_yaml, yaml_value

SCHEMA_FOLDER = "schema"
_HEAD_OF_CORRECTIONS = (
    "# Curators' overrides of what the parser finds, each resting on text it quotes from the capture.\n"
)


def unformatted(folder: Path) -> Iterator[tuple[Path, str]]:
    """The curated files that aren't in the canonical form, each with the text it should have.

    Raises `RegistryError` as `canonical` does.
    """
    for path, form in curated_files(folder):
        text = canonical(path, form)
        if _differs(path, text):
            yield path, text


def outdated_schemas(folder: Path) -> Iterator[tuple[Path, str]]:
    """The JSON Schemas that are missing or don't say what the models say, each with the text it should have."""
    for name, text in schema_files().items():
        path = folder / SCHEMA_FOLDER / name
        if _differs(path, text):
            yield path, text


def entry_text(correction: Correction | Withdrawal) -> str:
    """The lines of a correction in the registry's file.

    >>> from syria_iraq_archive.registry.models import RoleCorrection
    >>> told = {"reason": "It heads a part.", "by": "N.", "on": "2026-11-20"}
    >>> print(entry_text(RoleCorrection(capture="0" * 64, field="role", value="crosshead", quote="Hama", **told)))
    - capture: "0000000000000000000000000000000000000000000000000000000000000000"
      field: role
      value: crosshead
      quote: Hama
      reason: It heads a part.
      by: N.
      on: 2026-11-20
    <BLANKLINE>
    """
    return listed(_plain(correction))


def listed(entry: dict[str, object]) -> str:
    """The lines of an entry in a curated file.

    >>> print(listed({"id": "badr", "names": {"en": ["Badr", "964"]}}), end="")
    - id: badr
      names:
        en: [Badr, "964"]
    """
    return "".join(f"{line}\n" for line in document_lines([entry]))


def append(path: Path, correction: Correction) -> None:
    """Add the correction at the end of the file of corrections.

    Other entries and comments stay as they are. Raises `RegistryError` if the file can't be read or written.
    """
    with alone(path.parent):
        append_all(path, [correction])


def append_all(path: Path, corrections: Sequence[Correction | Withdrawal]) -> None:
    """Add corrections at the end of their file: all of them, or none. The caller writes `alone`.

    Other entries and comments stay as they are. Raises `RegistryError` if the file can't be read or written.
    """
    write(path, _appended(path, list(map(_plain, corrections)), form_of(CORRECTIONS), _HEAD_OF_CORRECTIONS))


def append_entry(path: Path, entry: dict[str, object], form: Form, head: str) -> None:
    """Add an entry at the end of a curated file; a new file gets `head` first.

    Other entries and comments stay as they are. Raises `RegistryError` if the file can't be read or written.
    """
    with alone(path.parent):
        write(path, _appended(path, [entry], form, head))


def _appended(path: Path, entries: list[dict[str, object]], form: Form, head: str) -> str:
    """The text of the file with more entries."""
    lines = "".join(map(listed, entries))
    if not os.path.lexists(path):
        return head + lines
    content = read_yaml(path) or []
    written = read_bytes(path).decode()
    text = written + ("" if written.endswith("\n") or not written else "\n") + lines
    if _reads(text, [*content, *entries]):
        return text
    # The list is in brackets or indented, so that the entry can't stand at its end: the canonical form is neither.
    return (canonical(path, form) if content else head) + lines


def _reads(text: str, content: object) -> bool:
    """Whether `text` is YAML for `content`."""
    try:
        return bool(yaml_value(text) == content)
    except yaml.YAMLError:
        return False


def _plain(correction: Correction | Withdrawal) -> dict[str, object]:
    return correction.model_dump(mode="json", exclude_unset=True)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Let others that add to the curated files of a folder wait, so that none loses the entry of another.

    Raises `RegistryError` if there is no such folder.
    """
    try:
        import fcntl  # not on Windows
    except ImportError:
        yield
        return
    try:
        lock = os.open(folder, os.O_RDONLY)  # the folder itself: a file for it would lie about among the curated ones
    except OSError as error:
        raise RegistryError(f"can't be read: {error.strerror}", place=str(folder)) from error
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


def copy_registry(files: RegistryFiles, new: Path) -> None:
    """Copy a whole registry, its corrections and its schemas to a `new` folder.

    Raises `RegistryError` if that isn't empty.
    """
    try:
        if new.exists() and any(new.iterdir()):
            raise RegistryError("isn't empty", place=str(new), hint="name a new folder")
        new.mkdir(parents=True, exist_ok=True)
        folder = files.folders[0]
        for path, _ in curated_files(folder):
            target = new / path.relative_to(folder)
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(read_bytes(path))
        if files.corrections and os.path.lexists(files.corrections):
            (new / CORRECTIONS).write_bytes(read_bytes(files.corrections))
    except OSError as error:
        raise RegistryError(f"can't be copied: {error.strerror}", place=str(new)) from error
    for path, text in outdated_schemas(new):
        write(path, text)


def _differs(path: Path, text: str) -> bool:
    """Whether the file holds another text, or there is no such file."""
    return not path.is_file() or path.read_bytes() != text.encode()


def write(path: Path, text: str) -> None:
    """Put `text` into the file, whole or not at all. Raises `RegistryError` if it can't be written."""
    path = path.resolve()  # a link stays one
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(exist_ok=True)
        with unfinished.open("w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())  # or a power cut leaves the new name with nothing in it
        if path.exists():
            shutil.copymode(path, unfinished)
        unfinished.replace(path)
        _keep_name(path.parent)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise RegistryError(f"can't be written: {error.strerror}", place=str(path)) from error


def _keep_name(folder: Path) -> None:
    """Let the name of a file outlast a power cut, if the system can (Windows can't)."""
    if hasattr(os, "O_DIRECTORY"):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
