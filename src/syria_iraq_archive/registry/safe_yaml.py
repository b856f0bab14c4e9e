"""Reading curated YAML: nothing in a file runs, no file exhausts the machine, and every error names file and line."""

import os
import re
import stat
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import yaml

from syria_iraq_archive.errors import RegistryError
from syria_iraq_archive.patterns import later

MAX_BYTES = 10_000_000
MAX_DEPTH = 50  # lists and mappings within each other; the registry has four

_TAGS = frozenset(f"tag:yaml.org,2002:{name}" for name in ("str", "int", "bool", "null", "seq", "map"))
_IMPOSSIBLE = later("[\x00\ud800-\udfff]")
_KINDS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)

_ANCHOR = later(r"(?:^|[\s\[{,:-])[&*][\w-]")
_OPENING = later(r"[\[{]")
_HARMLESS_OPENINGS = 5_000  # brackets in a file that, were each within the one before, would still be read
_NESTED_IN_LINE = later(r"(?:[-?:]\s){20}")  # "- - - …": a level for two characters


# The loader in C is seven times as fast as the one in Python.
class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """The safe loader, in which days and country codes stay the text the curator wrote (``2014-06``, ``NO``)."""

    yaml_implicit_resolvers: ClassVar[dict[str, list[tuple[str, re.Pattern[str]]]]] = {}


_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", later("^(?:true|false)$"), list("tf"))
_Loader.add_implicit_resolver("tag:yaml.org,2002:null", later("^(?:null|~|)$"), ["n", "~", ""])
_Loader.add_implicit_resolver("tag:yaml.org,2002:int", later("^[0-9]{1,3}$"), list("0123456789"))


@dataclass(frozen=True, slots=True)
class Document:
    """The content of a file, and the nodes that know its lines."""

    path: Path
    content: Any
    root: yaml.Node | None = None

    def line(self, keys: Iterable[object] = ()) -> int:
        r"""The line, counted from 1, of what these keys and numbers lead to, or of the last that exists on the way.

        >>> document = document_of(Path("a.yaml"), "- id: one\n  names:\n    en: [One, Two]\n")
        >>> document.line((0, "names", "en", 1)), document.line((0, "nosuch"))
        (3, 1)
        """
        node, line = self.root, 1 if self.root is None else self.root.start_mark.line + 1
        for key in keys:
            if isinstance(node, yaml.MappingNode):
                found = [pair for pair in node.value if pair[0].value == key]
                if found:
                    node, line = found[0][1], found[0][0].start_mark.line + 1
            elif isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value):
                node = node.value[key]
                line = node.start_mark.line + 1
        return line


def read_yaml(path: Path) -> Any:
    """The content of one YAML file. Raises `RegistryError` as `read_document` does."""
    return read_document(path).content


def read_document(path: Path) -> Document:
    """One YAML file. Raises `RegistryError`, with file and line, if it can't be read or says something twice.

    That is: it is missing, no file (a pipe would keep us waiting for ever), too large, not YAML, has a key twice in a
    mapping (only the last would count), uses anchors (with which a few bytes can stand for billions) or tags, holds a
    character that no text can hold, or is nested so deeply that reading it would exhaust the stack.
    """
    data = read_bytes(path)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RegistryError("is not UTF-8", place=f"{path}:{_line_at(data, error.start)}") from error
    return document_of(path, text)


def read_bytes(path: Path) -> bytes:
    """The bytes of a curated file. Raises `RegistryError` if it is no file, is too large or can't be read."""
    try:
        # Without O_NONBLOCK a pipe that nobody writes to is never opened; a file is read as ever.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with open(descriptor, "rb") as file:  # noqa: PTH123 - a descriptor
            if kind := _kind(os.fstat(file.fileno()).st_mode):
                raise RegistryError(f"is {kind}, not a file", place=str(path))
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        # Windows opens no folder, and Linux no socket.
        kind = _kind_of(path)
        reason = f"is {kind}, not a file" if kind else f"can't be read: {error.strerror}"
        raise RegistryError(reason, place=str(path)) from error
    if len(data) > MAX_BYTES:
        raise RegistryError(f"is larger than {MAX_BYTES:,} bytes", place=str(path))
    return data


def document_of(path: Path, text: str) -> Document:
    """The document in `text`, as `read_document` would read it from a file at `path`."""
    loader = None
    try:
        if anchor := _anchor(text):
            raise RegistryError("uses YAML anchors; write the entry out", place=f"{path}:{anchor.start_mark.line + 1}")
        if _too_deep(text):
            raise RegistryError(f"is nested more than {MAX_DEPTH} levels deep", place=str(path))
        loader = _Loader(text)
        root = loader.get_single_node()
        if root is None:
            return Document(path, None)
        _check_nodes(path, root)
        return Document(path, loader.construct_document(root), root)
    except yaml.YAMLError as error:
        raise RegistryError(_first_line(error), place=_place(path, text, error)) from error
    finally:
        if loader:
            loader.dispose()


def yaml_value(text: str) -> Any:
    """The value of YAML, with days and country codes as text. Raises `yaml.YAMLError`.

    >>> yaml_value("{country: NO, from: 2014-06}")
    {'country': 'NO', 'from': '2014-06'}
    """
    return yaml.load(text, Loader=_Loader)


def scan_yaml(text: str) -> list[Any]:
    """The tokens of YAML, each with its place. Raises `yaml.YAMLError`."""
    return list(yaml.scan(text, Loader=_Loader))


def _check_nodes(path: Path, root: yaml.Node) -> None:
    """Raise `RegistryError` for a key that stands twice, a tag, or a character that no text can hold."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        place = f"{path}:{node.start_mark.line + 1}"
        if node.tag not in _TAGS:
            raise RegistryError(f"has the YAML tag {node.tag!r}; write the plain value", place=place)
        if isinstance(node, yaml.SequenceNode):
            waiting += reversed(node.value)
        elif isinstance(node, yaml.MappingNode):
            _check_keys(path, node)
            waiting += [each for pair in reversed(node.value) for each in reversed(pair)]
        elif impossible := _IMPOSSIBLE.search(node.value):
            raise RegistryError(f"has the character U+{ord(impossible[0]):04X}, which no text can hold", place=place)


def _check_keys(path: Path, mapping: yaml.MappingNode) -> None:
    """Raise `RegistryError` for a key that isn't text, or stands twice."""
    first: dict[str, int] = {}
    for key, _ in mapping.value:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode):
            raise RegistryError("has a list or mapping as a key", place=f"{path}:{line}")
        if key.value == "<<":
            raise RegistryError("uses a YAML merge key; write the entry out", place=f"{path}:{line}")
        if key.value in first:  # however it is quoted
            what = f"has the key {key.value!r} twice; first in line {first[key.value]}"
            raise RegistryError(what, place=f"{path}:{line}")
        first[key.value] = line


def _anchor(text: str) -> yaml.Token | None:
    """The first anchor or alias of `text`. Scanning is slow, so a text without the signs of one isn't scanned."""
    if not _ANCHOR.search(text):
        return None
    marks = (token for token in scan_yaml(text) if isinstance(token, yaml.AnchorToken | yaml.AliasToken))
    return next(marks, None)


def _too_deep(text: str) -> bool:
    """Whether `text` is nested too deeply. Parsing it to see that is slow, so only a text that can be is parsed."""
    if len(_OPENING.findall(text)) <= _HARMLESS_OPENINGS and not _NESTED_IN_LINE.search(text):
        return False
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            return True
    return False


def _place(path: Path, text: str, error: yaml.YAMLError) -> str:
    """File and line of an error, as far as YAML says."""
    if isinstance(error, yaml.reader.ReaderError):  # a character that YAML forbids, found by its byte
        return f"{path}:{_line_at(text.encode(), error.position)}"
    mark = getattr(error, "problem_mark", None)
    return f"{path}:{mark.line + 1}" if mark else str(path)


def _line_at(data: bytes, position: int) -> int:
    return data.count(b"\n", 0, position) + 1


def _kind_of(path: Path) -> str | None:
    try:
        return _kind(path.stat().st_mode)
    except OSError:
        return None


def _kind(mode: int) -> str | None:
    """What it is if it isn't a file; None for a file."""
    return None if stat.S_ISREG(mode) else next((name for is_it, name in _KINDS if is_it(mode)), "something else")


def _first_line(error: yaml.YAMLError) -> str:
    """What is wrong, without the excerpt of the file that YAML adds."""
    said = [getattr(error, name, None) for name in ("context", "problem", "reason")]
    return ", ".join(filter(None, said)) or str(error).split("\n")[0]
