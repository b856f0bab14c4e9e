"""Reading curated YAML: safe, bounded, and every error with its file and place."""

import re
from pathlib import Path
from typing import Any, ClassVar

import yaml

from syria_iraq_archive.errors import RegistryError

MAX_BYTES = 10_000_000
MAX_DEPTH = 50  # lists and mappings within each other; the registry has four

_ANCHOR = re.compile(r"(?:^|[\s\[{,:-])[&*][\w-]")
_OPENING = re.compile(r"[\[{]")
_HARMLESS_OPENINGS = 5_000  # brackets in a file that, were each within the one before, would still be read
_NESTED_IN_LINE = re.compile(r"(?:[-?:]\s){20}")  # "- - - …": a level for two characters


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """The safe loader, in which days and country codes stay the text the curator wrote (``2014-06``, ``NO``)."""

    yaml_implicit_resolvers: ClassVar[dict[str, list[tuple[str, re.Pattern[str]]]]] = {}


_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf"))
_Loader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile("^(?:null|~|)$"), ["n", "~", ""])
_Loader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile("^[0-9]{1,3}$"), list("0123456789"))


def read_yaml(path: Path) -> Any:
    """The content of one YAML file.

    Raises `RegistryError` where it is missing, too large, not YAML, uses anchors (with which a few bytes can stand
    for billions), or is nested so deeply that reading it would exhaust the stack.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise RegistryError(f"can't be read: {error.strerror}", place=str(path)) from error
    if len(data) > MAX_BYTES:
        raise RegistryError(f"is larger than {MAX_BYTES:,} bytes", place=str(path))
    try:
        text = data.decode("utf-8")
        if any(isinstance(token, yaml.AnchorToken | yaml.AliasToken) for token in _anchors(text)):
            raise RegistryError("uses YAML anchors; write the entry out", place=str(path))
        if _too_deep(text):
            raise RegistryError(f"is nested more than {MAX_DEPTH} levels deep", place=str(path))
        return yaml_value(text)
    except UnicodeDecodeError as error:
        raise RegistryError("is not UTF-8", place=str(path)) from error
    except yaml.YAMLError as error:
        raise RegistryError(_first_line(error), place=_place(path, error)) from error


def yaml_value(text: str) -> Any:
    """What YAML says, days and country codes as text. Raises `yaml.YAMLError`.

    >>> yaml_value("{country: NO, from: 2014-06}")
    {'country': 'NO', 'from': '2014-06'}
    """
    return yaml.load(text, Loader=_Loader)


def scan_yaml(text: str) -> list[Any]:
    """The tokens of YAML, with their places. Raises `yaml.YAMLError`."""
    return list(yaml.scan(text, Loader=_Loader))


def _anchors(text: str) -> list[Any]:
    """The tokens of `text`, where it can hold an anchor at all: scanning twice is dear."""
    return scan_yaml(text) if _ANCHOR.search(text) else []


def _too_deep(text: str) -> bool:
    """Whether `text` is nested too deeply; looked at closely only where it can be, as that reads it twice."""
    if len(_OPENING.findall(text)) <= _HARMLESS_OPENINGS and not _NESTED_IN_LINE.search(text):
        return False
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            return True
    return False


def _place(path: Path, error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None)
    return f"{path}:{mark.line + 1}" if mark else str(path)


def _first_line(error: yaml.YAMLError) -> str:
    return getattr(error, "problem", None) or str(error).split("\n")[0]
