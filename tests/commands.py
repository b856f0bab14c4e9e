"""Commands run in this process: as a user's, with streams and an environment of their own, without a start of Python.

The last registries that were read are kept, each until one of its files changes, and so are the pipelines compiled from
them: that takes most of a short command's time.
"""

import io
import os
import signal
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from unittest import mock

from syria_iraq_archive.cli import main
from syria_iraq_archive.pipeline import Pipeline
from syria_iraq_archive.registry import cache, load
from syria_iraq_archive.registry.check import refuse_conflicts
from syria_iraq_archive.registry.load import Registry

_SETTINGS = ("ARCHIVE_", "COLUMNS", "LINES")
_read_registry = load.load_registry
_compile = Pipeline.__init__


def needs_a_process(arguments: list[str], environment: Mapping[str, str]) -> bool:
    """Whether a command leaves threads behind, or a setting is one that Python reads when it starts."""
    return (
        "dask" in arguments
        or "serve" in arguments
        or not all(name.startswith((*_SETTINGS, "NO_COLOR", "TERM")) for name in environment)
    )


def call(arguments: list[str], stdin: bytes, environment: Mapping[str, str]) -> tuple[int, str, str]:
    """Status, output and errors of ``archive`` with these arguments."""
    printed, said = io.BytesIO(), io.BytesIO()
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_SETTINGS)}
    with (
        mock.patch.dict(os.environ, {**kept, **environment}, clear=True),
        mock.patch.object(sys, "argv", ["archive", *arguments]),
        mock.patch.object(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), "utf-8")),
        mock.patch.object(sys, "stdout", io.TextIOWrapper(printed, "utf-8", write_through=True)) as out,
        mock.patch.object(sys, "stderr", io.TextIOWrapper(said, "utf-8", write_through=True)) as errors,
        mock.patch.object(cache, "open_registry", lambda folder, complete=None, *added: read_once(folder, *added)),  # noqa: ARG005
        mock.patch.object(Pipeline, "__init__", _compile_once),
        _signals_kept(),
    ):
        status = _status()
        out.flush()
        errors.flush()
    return status, printed.getvalue().decode(), said.getvalue().decode()


def _status() -> int:
    try:
        main()
    except SystemExit as end:
        if end.code is None or isinstance(end.code, int):
            return end.code or 0
        print(end.code, file=sys.stderr)
        return 1
    return 0


@contextmanager
def _signals_kept() -> Iterator[None]:
    """What a command does with signals, it does for the rest of its process."""
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGPIPE)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def read_once(*folders: Path) -> Registry:
    """The registry in folders, read anew if a file in them has changed."""
    every = (path for folder in folders for path in Path(folder).rglob("*"))
    files = sorted(path for path in every if path.is_file() and "archive.db" not in path.name)
    known = tuple((str(path), path.stat().st_mtime_ns, path.stat().st_size, path.stat().st_ino) for path in files)
    return _cached(tuple(Path(folder).absolute() for folder in folders), folders, known)


@lru_cache(maxsize=4)
def _cached(_absolute: tuple[Path, ...], folders: tuple[Path, ...], _files: tuple[object, ...]) -> Registry:
    registry = _read_registry(*folders)
    if folders[1:]:
        refuse_conflicts(*folders)
    return registry


def _compile_once(pipeline: Pipeline, registry: Registry, *others: object, **named: object) -> None:
    """Make `pipeline` what it was made before of the same registry."""
    if others or named:
        _compile(pipeline, registry, *others, **named)  # type: ignore[arg-type]
    else:
        vars(pipeline).update(_compiled(registry))


@lru_cache(maxsize=4)
def _compiled(registry: Registry) -> dict[str, object]:
    made = Pipeline.__new__(Pipeline)
    _compile(made, registry)
    return vars(made)
