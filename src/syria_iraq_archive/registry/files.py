"""Reading curated YAML: safe, bounded, and every error with its file and place."""

import re
from pathlib import Path
from typing import Any, ClassVar

import yaml

from syria_iraq_archive.errors import RegistryError

MAX_BYTES = 10_000_000


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """The safe loader, in which days and country codes stay the text the curator wrote (``2014-06``, ``NO``)."""

    yaml_implicit_resolvers: ClassVar[dict[str, list[tuple[str, re.Pattern[str]]]]] = {}


_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf"))
_Loader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile("^(?:null|~|)$"), ["n", "~", ""])
_Loader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile("^[0-9]{1,3}$"), list("0123456789"))


def read_yaml(path: Path) -> Any:
    """The content of one YAML file.

    Raises `RegistryError` where it is missing, too large, not YAML, or uses anchors (with which a few bytes can
    stand for billions).
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise RegistryError(f"can't be read: {error.strerror}", place=str(path)) from error
    if len(data) > MAX_BYTES:
        raise RegistryError(f"is larger than {MAX_BYTES:,} bytes", place=str(path))
    try:
        text = data.decode("utf-8")
        if any(isinstance(token, yaml.AnchorToken | yaml.AliasToken) for token in _anchors(text)):
            raise RegistryError("uses YAML anchors; write the entry out", place=str(path))
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
    return scan_yaml(text) if re.search(r"(?:^|[\s\[{,:-])[&*]\w", text) else []


def _place(path: Path, error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None)
    return f"{path}:{mark.line + 1}" if mark else str(path)


def _first_line(error: yaml.YAMLError) -> str:
    return getattr(error, "problem", None) or str(error).split("\n")[0]
