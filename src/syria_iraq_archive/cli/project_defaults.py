"""What a project's ``archive.toml`` says of options, in the form in which click looks for it behind the environment."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

import click

from syria_iraq_archive.errors import ProjectError
from syria_iraq_archive.project import Project, find_project, line_of

OPTIONS = {
    "defaults": {"curator": "by", "exclude": "exclude", "include": "include", "jobs": "jobs"},
    "limits": {"max-size": "max_size", "time-limit": "time_limit"},
}
"""The options that a table of ``archive.toml`` sets for all commands that have them, by their names there."""
_NO_DEFAULTS = frozenset({"init"})  # makes a project: one around it says nothing of that
_WITHIN = {"registry": ("add", "copy", "check", "format", "schema", "suggest")}


class ProjectDefaults(Mapping[str, Any]):
    """By command, the values of its options that the project gives. The project is looked for when they are asked for.

    Raises `ProjectError` then, if the project's file can't be read; not if it is `silent`, as completion must be.
    """

    def __init__(self, commands: Mapping[str, str], *, silent: bool = False) -> None:
        self._commands = commands
        self._silent = silent

    @cached_property
    def project(self) -> Project | None:
        """The project, if there is one."""
        try:
            project = find_project()
            for name, value in project.defaults.items() if project else ():
                if project and isinstance(value, dict) and name not in self._commands:
                    raise _refused(project, name, "defaults: there is no such command", "archive --help lists them")
        except ProjectError:
            if self._silent:
                return None
            raise
        return project

    def check(self, name: str, command: click.Command) -> None:
        """Raise `ProjectError` if the project sets an option of this command that it hasn't."""
        if name in _NO_DEFAULTS or self.project is None:
            return
        known = {parameter.name for parameter in command.params}
        for key in self.project.defaults.get(name, {}):
            if key.replace("-", "_") not in known:
                what = f"defaults.{name}: this command has no such option"
                raise _refused(self.project, key, what, f"archive {name} --help lists them")

    def __getitem__(self, command: str) -> dict[str, Any]:
        if command not in self._commands or command in _NO_DEFAULTS or self.project is None:
            raise KeyError(command)
        try:
            return _values(self.project, command)
        except ProjectError:
            if self._silent:
                raise KeyError(command) from None
            raise

    def __iter__(self) -> Iterator[str]:
        return iter(self._commands)

    def __len__(self) -> int:
        return len(self._commands)


def _values(project: Project, command: str) -> dict[str, Any]:
    values: dict[str, Any] = {"db": str(project.corpus)}
    if command == "ingest":
        values["places"] = tuple(map(str, project.captures))
    for table, options in OPTIONS.items():
        for key, value in getattr(project, table).items():
            if isinstance(value, dict) and table == "defaults":
                continue
            if key not in options:
                known = ", ".join(options)
                raise _refused(project, key, f"{table}: is no option that a project sets", f"it may set {known}")
            values[options[key]] = _as_typed(project, key, value)
    own = project.defaults.get(command, {})
    values |= {key.replace("-", "_"): _as_typed(project, key, value) for key, value in own.items()}
    inner = {name: {"db": values["db"]} if name == "suggest" else {} for name in _WITHIN.get(command, ())}
    return values | inner


def _as_typed(project: Project, key: str, value: object) -> Any:
    """A value as it would be typed; several for an option that may be repeated."""
    if isinstance(value, list) and all(isinstance(each, str | int) for each in value):
        return [str(each) for each in value]
    if isinstance(value, bool):
        return value
    if isinstance(value, str | int | float):
        return str(value)
    raise _refused(project, key, "isn't the value of an option", "a text, a number, true, or a list of texts")


def place_of(project: Project, option: str) -> str:
    """The file and line that give an option, which is named as click names it."""
    keys = {"places": "captures", "db": "corpus"} | {own: key for each in OPTIONS.values() for key, own in each.items()}
    return f"{project.file}:{line_of(project, keys.get(option, option.replace('_', '-')))}"


def _refused(project: Project, key: str, what: str, hint: str) -> ProjectError:
    return ProjectError(f"{key}: {what}", place=f"{project.file}:{line_of(project, key)}", hint=hint)
