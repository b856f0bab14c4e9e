"""The registry on a worker: it travels once, and the pipeline is built from it once. Needs dask.distributed."""

from collections import Counter
from functools import partial
from importlib import metadata
from typing import Any

from distributed import WorkerPlugin, get_worker

from syria_iraq_archive.engine.cluster.places import Portion
from syria_iraq_archive.engine.cluster.work import Counts, RunOrder, carry_out
from syria_iraq_archive.engine.work import Run, work
from syria_iraq_archive.errors import ArchiveError
from syria_iraq_archive.pipeline import pipeline_run


def _program() -> str:
    """The version of the program that is installed here."""
    try:
        return metadata.version("syria-iraq-archive")
    except metadata.PackageNotFoundError:
        return "a source tree"


class RegistryPlugin(WorkerPlugin):
    """Builds the pipeline on every worker, those that join later included."""

    def __init__(self, order: RunOrder, name: str) -> None:
        self.name = name
        self.order = order
        self._program = _program()
        self.run: Run | None = None

    def setup(self, worker: Any) -> None:
        """Build the pipeline. Raises `ArchiveError` if the worker has another version of the program."""
        if self._program != _program():
            message = f"has {_program()} of the program, where {self._program} is at work"
            raise ArchiveError(
                message, place=f"the worker {worker.address}", hint="install the same version everywhere"
            )
        self.run = pipeline_run(self.order.registry)


def work_on(name: str, portion: Portion) -> Counts:
    """Do a portion by the plugin of this name. What it raises can travel: a bug's own error may not."""
    plugin = get_worker().plugins[name]
    assert isinstance(plugin, RegistryPlugin)
    assert plugin.run
    counts: Counter[str] = Counter()
    try:
        for done in carry_out([portion], plugin.order, partial(map, partial(work, plugin.run))):
            counts.update(done)
    except (OSError, ArchiveError):
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is
        raise RuntimeError(f"{type(error).__name__}: {error}") from None
    return dict(counts)
