"""Where compiled registries are kept, and when one is believed.

That of the packaged registry comes with the wheel. Others, and that of a source tree, are kept in the user's own cache,
a file for each folder. A file is believed if it was made from these very files by this very program, and if nobody but
this user could have written it. Otherwise the YAML is read, as it is if the cache can't be written.
"""

import hashlib
import os
import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from syria_iraq_archive.errors import InvariantBroken
from syria_iraq_archive.registry import load
from syria_iraq_archive.registry.compiled import CompiledRegistry, Origin, pack, unpack
from syria_iraq_archive.registry.load import Registry, kind_files
from syria_iraq_archive.registry.location import CORRECTIONS, RegistryFiles
from syria_iraq_archive.user_cache import cache_folder, keep_file, may_keep, read_file

PACKAGED = "compiled.registry"
"""The name of the file that stands beside the packaged registry."""

ENDING = ".registry"
CORRECTIONS_ENDING = ".corrections"
_KINDS = ("sources", "corrections", "spellings", "furniture", "places", "actors", "gazetteer", "designations")
_IN_CORPUS = ("compiling", "kept_registry", "recipe", "rows")
_PACKAGE = Path(__file__).parents[1]
# What derives anything.
_MAKERS = ("*.py", "registry/*.py", "parse/**/*.py", "annotate/**/*.py", *(f"corpus/{it}.py" for it in _IN_CORPUS))


def open_registry(folder: Path, complete: Callable[[Registry], object] | None = None, *added: Path) -> Registry:
    """The registry in `folder`, with those `added`: compiled if there is a file of it, else as `load_registry` reads.

    With `complete`, which derives from a registry all that is ever derived, a file is kept for the next time. Raises
    what `load_registry` raises, and `RegistryError` if what is added contradicts what there is.
    """
    origin = origin_of(folder, *added)
    if origin is None:
        return _read_anew(folder, *added)
    file = _file_of(folder, *added)
    found = (None if added else _read(folder / PACKAGED, origin)) or (file and _read(file, origin, ours=True))
    if found:
        return found
    registry = _read_anew(folder, *added)
    if complete and file and may_keep(file):
        complete(registry)
        if origin_of(folder, *added) == origin:  # else somebody has changed a file while we read it
            _keep(file, registry, origin)
    return registry


def open_files(files: RegistryFiles, complete: Callable[[Registry], object] | None = None) -> Registry:
    """The registry in these folders, with the corrections in their file. Raises what `open_registry` raises."""
    base, *added = files.folders
    registry = open_registry(base, complete, *added)
    if files.corrections is None or files.corrections == base / CORRECTIONS:
        return registry
    return _corrected(registry, files.corrections)


def _corrected(registry: Registry, path: Path) -> Registry:
    """The registry with the corrections in a file; they are kept, for the same file and the same registry.

    Raises `RegistryError`.
    """
    key, file = _key_of(registry, path), _file_of(path, ending=CORRECTIONS_ENDING)
    if key and file and isinstance(registry, CompiledRegistry):
        kept = read_file(file) or b""
        if kept.startswith(key + b"\n") and (found := registry.with_packed_corrections(kept.removeprefix(key + b"\n"))):
            return found
    corrected = registry.with_corrections(load.read_corrections(path, registry))
    if key and file and isinstance(corrected, CompiledRegistry) and may_keep(file) and key == _key_of(registry, path):
        with suppress(OSError):
            keep_file(file, key + b"\n" + corrected.packed_corrections())
    return corrected


def _key_of(registry: Registry, path: Path) -> bytes | None:
    """Names what a file of corrections says, and the registry whose entries they name; None if they can't be kept."""
    if not isinstance(registry, CompiledRegistry) or registry.origin is None:
        return None
    try:
        return hashlib.sha256(repr(registry.origin).encode() + _content(path)).hexdigest().encode()
    except (OSError, ValueError):
        return None


def _read_anew(folder: Path, *added: Path) -> Registry:
    registry = load.load_registry(folder, *added)
    if added:
        from syria_iraq_archive.registry.check import refuse_conflicts  # the packaged one was checked when it was made

        refuse_conflicts(folder, *added)
    return registry


def origin_of(*folders: Path) -> Origin | None:
    """What a registry compiled from these folders would be made from; None if their files can't be read."""
    digest = hashlib.sha256()
    try:
        for number, folder in enumerate(folders):
            for path in (path for kind in _KINDS for path in kind_files(folder, kind)):
                data = _content(path)
                name = f"{number} {path.relative_to(folder).as_posix()} {len(data)}\n"
                digest.update(name.encode("utf-8", "surrogateescape") + data)
        return Origin(digest.hexdigest(), digest_of_program(*_MAKERS))
    except (OSError, ValueError):
        return None


def _content(path: Path) -> bytes:
    if not stat.S_ISREG(path.stat().st_mode):  # of a pipe there is no end
        raise ValueError(path)
    return path.read_bytes()


def digest_of_program(*patterns: str) -> str:
    """A digest of the files of this program that have such names. Raises `ValueError` if code isn't there as text."""
    paths = sorted(path for pattern in patterns for path in _PACKAGE.glob(pattern))
    if not paths:
        raise ValueError("nothing but bytecode is installed")
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def _file_of(*places: Path, ending: str = ENDING) -> Path | None:
    """Where it is kept what is made of these folders or files; None if this user has no place for it."""
    try:
        place = "\n".join(map(str, (*(folder.resolve() for folder in places), _PACKAGE)))
        return cache_folder() / f"{hashlib.sha256(os.fsencode(place)).hexdigest()[:16]}{ending}"
    except (OSError, RuntimeError, ValueError):
        return None


def _read(path: Path, origin: Origin, *, ours: bool = False) -> CompiledRegistry | None:
    """The registry in a compiled file; None if there is none to be believed."""
    data = read_file(path, ours=ours)
    return None if data is None else unpack(data, origin)


def _keep(file: Path, registry: Registry, origin: Origin) -> None:
    """Put the compiled registry into its file; without it, the next time takes longer."""
    with suppress(OSError, ValueError, InvariantBroken):
        keep_file(file, pack(registry, origin))
