"""The registry on a worker: it travels once, and the pipeline is built from it once. Needs dask.distributed."""

from importlib import metadata
from typing import Any

from distributed import WorkerPlugin, get_worker

from syria_iraq_archive.engine.cluster.work import Order, Task, Workshop, do
from syria_iraq_archive.errors import ArchiveError


def _program() -> str:
    """The version of the program that is installed here."""
    try:
        return metadata.version("syria-iraq-archive")
    except metadata.PackageNotFoundError:
        return "a source tree"


class RegistryPlugin(WorkerPlugin):
    """Sets a workshop up on every worker, those that join later included."""

    def __init__(self, order: Order, name: str) -> None:
        self.name = name
        self._order = order
        self._program = _program()
        self.workshop: Workshop | None = None

    def setup(self, worker: Any) -> None:
        """Build the pipeline. Raises `ArchiveError` where the worker has another version of the program."""
        if self._program != _program():
            message = f"has {_program()} of the program, where {self._program} is at work"
            raise ArchiveError(
                message, place=f"the worker {worker.address}", hint="install the same version everywhere"
            )
        self.workshop = Workshop.of(self._order)


def work_on(name: str, task: Task) -> Any:
    """Do a task in the workshop of this name. What it raises can travel: a bug's own error may not."""
    plugin = get_worker().plugins[name]
    assert isinstance(plugin, RegistryPlugin)
    assert plugin.workshop is not None
    try:
        return do(plugin.workshop, task)
    except (OSError, ArchiveError):
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is
        raise RuntimeError(f"{type(error).__name__}: {error}") from None
