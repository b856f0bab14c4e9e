"""Patterns that are compiled when they are first used, and kept compiled from one run to the next.

Python takes a quarter of a second to compile the patterns of the pipeline: a third of what it takes to parse one file.
So what they compile to is kept in the user's cache, for the very Python that compiled it; the next run only loads it.
Where that can't be done, for whatever reason, patterns are compiled as ever.
"""

import hashlib
import json
import os
import re
import sys
from array import array
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple, cast, overload
from weakref import WeakSet

from syria_iraq_archive.user_cache import cache_folder, keep_file, may_keep, read_file

_OWN = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn", "flags", "groups", "groupindex")
_ENDING = ".patterns"
_HEAD = b"kept patterns 2"
_MOST = 4_000  # kept ones; of more, most are those of earlier versions of the program


class _Later:
    """Stands for a pattern; after its first use, what it has is that pattern's own."""

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self.pattern = pattern
        self.chosen = int(flags)
        _ALL.add(self)

    def __getattr__(self, name: str) -> Any:
        compiled = _loaded(self) or re.compile(self.pattern, self.chosen)
        vars(self).update({own: getattr(compiled, own) for own in _OWN})
        return getattr(compiled, name)

    def __reduce__(self) -> tuple[Any, tuple[str | bytes, int]]:
        return later, (self.pattern, self.chosen)

    @property
    def key(self) -> str:
        """Names it among those that are kept."""
        content = self.pattern.encode("utf-8", "surrogatepass") if isinstance(self.pattern, str) else self.pattern
        said = f"{type(self.pattern).__name__} {self.chosen}\n".encode()
        return hashlib.blake2b(said + content, digest_size=12).hexdigest()


_ALL: WeakSet[_Later] = WeakSet()


@overload
def later(pattern: str, flags: int = 0) -> re.Pattern[str]: ...
@overload
def later(pattern: bytes, flags: int = 0) -> re.Pattern[bytes]: ...
def later(pattern: str | bytes, flags: int = 0) -> Any:
    """What `re.compile` gives, compiled when it is first used. A pattern that is wrong shows only then.

    >>> later("h[ao]ma", re.IGNORECASE).findall("Homs, Hama")
    ['Hama']
    """
    return _Later(pattern, flags)


def keep_patterns(*seldom: str) -> None:
    """Keep, for the next run, what all patterns of `later` compile to, unless all of them are kept already.

    `seldom` are modules that few runs import. They are imported if anything is to be kept, so that theirs are, too.
    """
    if {pattern.key for pattern in _ALL} <= _kept().keys():
        return
    for module in seldom:
        import_module(module)
    made = {pattern.key: pattern for pattern in _ALL}
    missing = made.keys() - _kept().keys()
    try:
        path = _path()
        if not may_keep(path):
            return
        old = {} if len(_kept()) + len(missing) > _MOST else _kept()
        new = made if not old else {key: made[key] for key in missing}
        keep_file(path, _pack({**old, **{key: _compile(pattern) for key, pattern in new.items()}}))
    except Exception:  # noqa: BLE001 - whatever another Python has changed, patterns compile without this
        return


def read_kept_patterns() -> None:
    """Read what is kept now, if it wasn't read yet: once for all processes that are forked from this one."""
    _kept()


# ------------------------------------------------------------------------- what Python's own `re` makes, and takes back


class _Code(NamedTuple):
    """What a pattern compiles to, as `_sre.compile` takes it."""

    flags: int
    code: bytes | memoryview
    groups: int
    names: dict[str, int]


def _compile(pattern: _Later) -> _Code:
    from re import _compiler, _parser  # type: ignore[attr-defined]

    parsed = _parser.parse(pattern.pattern, pattern.chosen)
    code = array("I", _compiler._code(parsed, pattern.chosen))
    state = parsed.state
    return _Code(pattern.chosen | state.flags, code.tobytes(), state.groups - 1, dict(state.groupdict))


def _loaded(pattern: _Later) -> "re.Pattern[Any] | None":
    """The pattern out of what is kept; None if it isn't."""
    if not _kept():
        return None
    found = _kept().get(pattern.key)
    if found is None:
        return None
    try:
        import _sre  # type: ignore[import-not-found]

        names: list[str | None] = [None] * (found.groups + 1)
        for name, number in found.names.items():
            names[number] = name
        code = array("I")
        code.frombytes(found.code)
        made = _sre.compile(pattern.pattern, found.flags, code.tolist(), found.groups, found.names, tuple(names))
        return cast("re.Pattern[Any]", made)
    except Exception:  # noqa: BLE001 - as above
        return None


# --------------------------------------------------------------------------------------------------------- their file


@cache
def _kept() -> dict[str, _Code]:
    """What is kept, by key; nothing if the file isn't there, isn't ours, or is damaged."""
    try:
        return _unpack(read_file(_path()) or b"")
    except (OSError, RuntimeError, ValueError, ImportError, KeyError, TypeError):
        return {}


def _path() -> Path:
    """A file for each Python, and each place where the program is installed."""
    import _sre

    place = (sys.version, sys.executable, _sre.MAGIC, _sre.CODESIZE, sys.byteorder, str(Path(__file__).parent))
    return cache_folder() / f"{hashlib.sha256(os.fsencode(repr(place))).hexdigest()[:16]}{_ENDING}"


def _pack(codes: dict[str, _Code]) -> bytes:
    told = [[key, each.flags, len(each.code), each.groups, each.names] for key, each in codes.items()]
    content = json.dumps(told).encode() + b"\n" + b"".join(each.code for each in codes.values())
    return b"\n".join((_HEAD, hashlib.sha256(content).hexdigest().encode(), content))


def _unpack(data: bytes) -> dict[str, _Code]:
    """Raises `ValueError` if that isn't such a file, or not the whole of it."""
    head, digest, content = data.split(b"\n", 2)
    if head != _HEAD or hashlib.sha256(content).hexdigest().encode() != digest:
        raise ValueError("damaged")
    told, _, rest = content.partition(b"\n")
    codes = memoryview(rest)  # a slice of it is no copy
    found, start = {}, 0
    for key, flags, length, groups, names in json.loads(told):
        found[key] = _Code(flags, codes[start : start + length], groups, names)
        start += length
    return found
