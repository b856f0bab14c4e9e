"""Where compiled registries are kept, and when one is believed.

That of the packaged registry comes with the wheel. Others, and that of a source tree, are kept in the user's own cache,
a file for each folder. A file is believed if it was made from these very files by this very program, and if nobody but
this user could have written it. Otherwise the YAML is read, as it is if the cache can't be written.
"""

import hashlib
import os
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from syria_iraq_archive.errors import InvariantBroken
from syria_iraq_archive.registry import load
from syria_iraq_archive.registry.compiled import CompiledRegistry, Origin, pack, unpack
from syria_iraq_archive.registry.load import Registry, kind_files
from syria_iraq_archive.registry.location import CORRECTIONS, RegistryFiles

PACKAGED = "compiled.registry"
"""The name of the file that stands beside the packaged registry."""

ENDING = ".registry"
MOST = 12  # files that the user's cache keeps
_LARGEST = 200_000_000  # bytes
_KINDS = ("sources", "corrections", "spellings", "furniture", "places", "actors", "gazetteer", "designations")
_IN_CORPUS = ("compiling", "recipe", "rows")
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
    if complete and file and _is_ours(file.parent, make=True):
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
    return registry.with_corrections(load.read_corrections(files.corrections, registry))


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
        return Origin(digest.hexdigest(), _program_digest())
    except (OSError, ValueError):
        return None


def _content(path: Path) -> bytes:
    if not stat.S_ISREG(path.stat().st_mode):  # of a pipe there is no end
        raise ValueError(path)
    return path.read_bytes()


def _program_digest() -> str:
    """Of all code that derives something. Raises `ValueError` if it isn't there as text."""
    paths = sorted(path for pattern in _MAKERS for path in _PACKAGE.glob(pattern))
    if not paths:
        raise ValueError("nothing but bytecode is installed")
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def _file_of(*folders: Path) -> Path | None:
    """Where the compiled registry of these folders is kept; None if this user has no place for it."""
    try:
        place = "\n".join(map(str, (*(folder.resolve() for folder in folders), _PACKAGE)))
        return cache_folder() / f"{hashlib.sha256(os.fsencode(place)).hexdigest()[:16]}{ENDING}"
    except (OSError, RuntimeError, ValueError):
        return None


def cache_folder() -> Path:
    """The folder of this program in the user's cache. Raises `RuntimeError` if the user has no home."""
    chosen = os.environ.get("XDG_CACHE_HOME", "")
    if Path(chosen).is_absolute():
        base = Path(chosen)
    elif sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    else:
        base = Path.home() / ("Library/Caches" if sys.platform == "darwin" else ".cache")
    return base / "syria-iraq-archive"


def _is_ours(path: Path, *, make: bool = False) -> bool:
    """Whether nobody but this user writes there."""
    if make:
        with suppress(OSError):
            path.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        return _only_we_write(path.lstat())
    except OSError:
        return False


def _only_we_write(status: os.stat_result) -> bool:
    if not hasattr(os, "geteuid"):  # Windows gives each user a folder of their own
        return True
    return status.st_uid == os.geteuid() and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _read(path: Path, origin: Origin, *, ours: bool = False) -> CompiledRegistry | None:
    """The registry in a compiled file; None if there is none to be believed."""
    if ours and not _is_ours(path.parent):
        return None
    try:
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        with open(os.open(path, flags), "rb") as file:  # noqa: PTH123 - a descriptor
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode) or status.st_size > _LARGEST:
                return None
            if ours and not _only_we_write(status):
                return None
            return unpack(file.read(), origin)
    except OSError:
        return None


def _keep(file: Path, registry: Registry, origin: Origin) -> None:
    """Put the compiled registry into its file, whole or not at all; without it, the next time takes longer."""
    try:
        data = pack(registry, origin)
        with NamedTemporaryFile(dir=file.parent, prefix=".", suffix=f"{ENDING}.new", delete=False) as unfinished:
            new = Path(unfinished.name)
            try:
                unfinished.write(data)
                unfinished.close()
                new.replace(file)
            except BaseException:
                unfinished.close()
                new.unlink(missing_ok=True)
                raise
        for old in _too_many(file.parent):
            old.unlink(missing_ok=True)
    except (OSError, ValueError, InvariantBroken):
        return


def _too_many(folder: Path) -> Iterator[Path]:
    """The oldest files of the cache: of projects that are gone, mostly."""
    files = sorted(folder.glob(f"*{ENDING}*"), key=lambda path: path.lstat().st_mtime, reverse=True)
    yield from files[MOST:]
