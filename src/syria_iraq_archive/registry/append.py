"""Adding a correction to a registry's file: in the canonical form, at its end, whole or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import yaml

from syria_iraq_archive.errors import RegistryError
from syria_iraq_archive.registry.canonical import canonical
from syria_iraq_archive.registry.emitter import document_lines
from syria_iraq_archive.registry.files import read_bytes, read_yaml, yaml_value
from syria_iraq_archive.registry.forms import form_of
from syria_iraq_archive.registry.load import CORRECTIONS_FILE
from syria_iraq_archive.registry.models import CORRECTION, Correction
from syria_iraq_archive.registry.tidy import write

HEAD = "# Curators' overrides of what the parser finds, each resting on text it quotes from the capture.\n"


def entry_text(correction: Correction) -> str:
    """The correction as it is written in the registry's file.

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
    return "".join(f"{line}\n" for line in document_lines([_plain(correction)]))


def append(folder: Path, correction: Correction) -> Path:
    """Add the correction to the file of the registry in `folder`; the file.

    Its other entries and its comments stay as they are. Raises `RegistryError` where it can't be read or written.
    """
    path = folder / CORRECTIONS_FILE
    with _alone(folder):
        write(path, _appended(path, correction))
    return path


def _appended(path: Path, correction: Correction) -> str:
    """The file's text with one more entry."""
    if not os.path.lexists(path):
        return HEAD + entry_text(correction)
    content = read_yaml(path) or []
    written = read_bytes(path).decode()
    text = written + ("" if written.endswith("\n") or not written else "\n") + entry_text(correction)
    if _reads(text, [*content, _plain(correction)]):
        return text
    # Its list is written in another style, in brackets or indented: the canonical form takes an entry at its end.
    text = canonical(path, form_of(CORRECTIONS_FILE)) if content else HEAD
    return text + entry_text(correction)


def _reads(text: str, content: object) -> bool:
    try:
        return bool(yaml_value(text) == content)
    except yaml.YAMLError:
        return False


def _plain(correction: Correction) -> dict[str, object]:
    plain: dict[str, object] = CORRECTION.dump_python(correction, mode="json", exclude_unset=True)
    return plain


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Keep other processes that add to this registry waiting, where the system can: none may lose another's entry."""
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
