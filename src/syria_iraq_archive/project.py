"""A project: a folder with ``archive.toml``, which says where its captures, registries, corrections and corpus are.

It is found from the current folder upwards, as git finds a repository. Nothing here reads captures or a corpus.
"""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from syria_iraq_archive.errors import ProjectError

FILE = "archive.toml"
FOLDER_VARIABLE = "ARCHIVE_PROJECT"
"""Names the folder of a project that isn't to be looked for; empty: there is none."""

_LISTS, _NAMES, _TABLES = ("captures", "registries"), ("corpus", "corrections", "removed"), ("defaults", "limits")
_EXPECTED = {str: "a text in quotes", list: 'a list of texts: ["one", "two"]', dict: "a table: [{key}]"}


@dataclass(frozen=True)
class Project:
    """What ``archive.toml`` says. Paths are as seen from the current folder.

    `defaults` are values of options by their names, with those of single commands in tables of their own.
    """

    folder: Path
    captures: tuple[Path, ...]
    corpus: Path
    registries: tuple[Path, ...]
    corrections: Path
    removed: Path
    defaults: Mapping[str, Any] = field(default_factory=dict)
    limits: Mapping[str, Any] = field(default_factory=dict)

    @property
    def file(self) -> Path:
        """Its ``archive.toml``."""
        return self.folder / FILE

    @property
    def dismissed(self) -> Path:
        """What curators have looked at in the queue and left as it is: beside the corrections."""
        return dismissed_beside(self.corrections)


def dismissed_beside(corrections: Path) -> Path:
    """The file of what was dismissed, beside that of the corrections."""
    return corrections.with_name("dismissed.yaml")


def find_project(start: Path | None = None) -> Project | None:
    """The project that the folder `start` lies in, by default the current one; None if it lies in none.

    Raises `ProjectError`, with file and line, if ``archive.toml`` can't be read or says what it can't.
    """
    folder = find_folder(start)
    return None if folder is None else read_project(folder)


def find_folder(start: Path | None = None) -> Path | None:
    """The folder of the project that `start` lies in; None if it lies in none. Raises `ProjectError`."""
    named = os.environ.get(FOLDER_VARIABLE)
    if start is None and named is not None:
        if named and not os.path.lexists(os.path.join(named, FILE)):  # noqa: PTH118 - a start of the program waits for it
            raise ProjectError(f"there is no {FILE} here", place=named, hint=f"see {FOLDER_VARIABLE}")
        return Path(named) if named else None
    try:
        here = os.getcwd() if start is None else os.path.abspath(start)  # noqa: PTH100, PTH109 - as above
    except OSError:  # somebody has removed the folder that we are in
        return None
    folder = here
    while not os.path.lexists(os.path.join(folder, FILE)):  # noqa: PTH118 - as above
        above = os.path.dirname(folder)  # noqa: PTH120 - as above
        if above == folder:
            return None
        folder = above
    return Path(os.path.relpath(folder)) if start is None else Path(folder)


def read_project(folder: Path) -> Project:
    """The project in `folder`, by its ``archive.toml``. Raises `ProjectError`, with file and line."""
    path = folder / FILE
    text, content = _content(path)

    def refuse(key: str, what: str, hint: str | None = None) -> ProjectError:
        return ProjectError(f"{key}: {what}", place=f"{path}:{_line(text, key)}", hint=hint)

    for key, value in content.items():
        kind = list if key in _LISTS else str if key in _NAMES else dict if key in _TABLES else None
        if kind is None:
            known = ", ".join((*_LISTS, *_NAMES, *_TABLES))
            raise refuse(key, "is nothing that a project has", f"it has {known}")
        sound = isinstance(value, kind) and value != ""
        if kind is list and sound:
            sound = all(isinstance(each, str) and each for each in value)
        if not sound or "\0" in str(value):
            raise refuse(key, f"isn't {_EXPECTED[kind].format(key=key)}")
    return Project(
        folder=folder,
        captures=_paths(folder, content.get("captures", ["captures"])),
        corpus=_path(folder, content.get("corpus", "archive.db")),
        registries=_paths(folder, content.get("registries", ["registry"])),
        corrections=_path(folder, content.get("corrections", "corrections.yaml")),
        removed=_path(folder, content.get("removed", "removed.yaml")),
        defaults=content.get("defaults", {}),
        limits=content.get("limits", {}),
    )


def same_file(one: Path, other: Path) -> bool:
    """Whether two paths lead to one file, or would if there were one.

    >>> same_file(Path("data/archive.db"), Path("data/../data/archive.db"))
    True
    """
    return os.path.realpath(one) == os.path.realpath(other)


def line_of(project: Project, key: str) -> int:
    """The line of ``archive.toml`` that gives `key`, counted from 1; 1 if none is found."""
    return _line(_content(project.file)[0], key)


def _content(path: Path) -> tuple[str, dict[str, Any]]:
    import tomllib  # only if there is a project

    try:
        text = path.read_text(encoding="utf-8")
        return text, tomllib.loads(text)
    except OSError as error:
        raise ProjectError(f"can't be read: {error.strerror}", place=str(path)) from error
    except UnicodeDecodeError as error:
        raise ProjectError("is not UTF-8", place=str(path)) from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ProjectError(f"isn't TOML: {error}", place=str(path)) from error


def _line(text: str, key: str) -> int:
    found = re.search(rf"^[ \t]*(?:\[[\w.\"-]*)?[\"']?{re.escape(key)}\b", text, re.MULTILINE)
    return text.count("\n", 0, found.start()) + 1 if found else 1


def _paths(folder: Path, names: list[str]) -> tuple[Path, ...]:
    return tuple(_path(folder, name) for name in names)


def _path(folder: Path, name: str) -> Path:
    return folder / Path(name).expanduser()
