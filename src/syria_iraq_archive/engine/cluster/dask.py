"""Files looked at by a Dask cluster: one that runs already, or one of this machine's cores that is started for the run.

A worker that dies loses nothing: the scheduler gives its portion to others. If workers die on a portion again and
again, its files are done at the end, one by one; what kills a worker then is a failure.
"""

import logging
import pickle
import signal
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache, partial
from importlib import metadata
from itertools import islice
from typing import TYPE_CHECKING

from syria_iraq_archive.corpus.lake.folder import EXTRA
from syria_iraq_archive.engine.cluster.places import ListedFile
from syria_iraq_archive.engine.cluster.work import BATCH_CHARACTERS, RunOrder, carry_out, give_up
from syria_iraq_archive.engine.work import Run, work
from syria_iraq_archive.errors import ArchiveError
from syria_iraq_archive.extras import importing
from syria_iraq_archive.pipeline import pipeline_run

if TYPE_CHECKING:
    from distributed import Client

CONNECT_SECONDS = 5
_AHEAD = 3  # portions for each core that the scheduler knows of: it is never idle, and never flooded

Portion = tuple[ListedFile, ...]  # what one worker does at once


def on_dask(
    files: Sequence[ListedFile], order: RunOrder, *, scheduler: str | None = None, workers: int | None = None
) -> Iterator[str]:
    """Have the files looked at; for each capture met, what became of it, as `carry_out` says.

    Without a `scheduler`, by so many `workers` here, else one for each core. Raises `ArchiveError` if no scheduler
    answers, if it is lost, or if a worker can't write to the lake.
    """
    with importing("dask.distributed", EXTRA):
        import distributed
    for name in list(logging.root.manager.loggerDict):  # what of its log matters to us is an error of ours
        if name.partition(".")[0] == "distributed":
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    with _client(scheduler, workers) as client:
        try:
            yield from _results(client, files, order)
        except (OSError, distributed.CancelledError) as error:
            hint = "what was there before stays; run the same command again when it is back"
            raise ArchiveError("the scheduler was lost", place=scheduler, hint=hint) from error


@contextmanager
def _client(scheduler: str | None, workers: int | None) -> Iterator["Client"]:
    from distributed import Client, LocalCluster

    if scheduler is None:
        # Processes started meanwhile leave Ctrl-C to this one, which ends them in good order.
        handler = signal.signal(signal.SIGINT, signal.SIG_IGN)
        try:
            quiet = {"dashboard_address": "127.0.0.1:0", "silence_logs": logging.CRITICAL + 1}
            cluster = LocalCluster(n_workers=workers, threads_per_worker=1, **quiet)
        finally:
            signal.signal(signal.SIGINT, handler)
        with cluster, Client(cluster) as client:
            yield client
        return
    try:
        client = Client(scheduler, timeout=CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        raise ArchiveError(
            f"no scheduler answers within {CONNECT_SECONDS} seconds",
            place=scheduler,
            hint="start one with: dask scheduler; without --scheduler, this machine's cores do the work",
        ) from error
    with client:
        yield client


def _results(client: "Client", files: Sequence[ListedFile], order: RunOrder) -> Iterator[str]:
    from distributed import KilledWorker, as_completed

    waiting = _portions(files, order.most)
    suspects: list[Portion] = []  # of one file, in which workers died, or in a portion with it
    running: dict[str, Portion] = {}
    packed = pickle.dumps((_version(), order))
    done = as_completed(loop=client.loop)

    def submit(some: Iterable[Portion]) -> None:
        for portion in some:
            future = client.submit(work_on, packed, portion, pure=False)
            running[str(future.key)] = portion
            done.add(future)

    submit(islice(waiting, _AHEAD * _cores(client)))
    alone = False  # whether it is the suspects' turn, one by one
    for future in done:
        portion, error = running.pop(str(future.key)), future.exception()
        if error is None:
            yield from future.result().elements()
        elif not isinstance(error, KilledWorker):
            raise _failure(error) from error
        elif alone:
            yield give_up(portion[0], order, "a worker died on it, again and again")
        else:
            suspects += [(file,) for file in portion]
        submit(islice(waiting, max(0, _AHEAD * _cores(client) - len(running))))
        if suspects and not running:
            alone = True
            submit([suspects.pop()])


def _cores(client: "Client") -> int:
    return max(1, int(sum(client.nthreads().values())))


def _portions(files: Iterable[ListedFile], most: int) -> Iterator[Portion]:
    """The files in portions of so many at most, in their order."""
    chosen: list[ListedFile] = []
    size = 0
    for file in files:
        if chosen and (len(chosen) == most or size + file.size > BATCH_CHARACTERS):
            yield tuple(chosen)
            chosen, size = [], 0
        chosen.append(file)
        size += file.size
    if chosen:
        yield tuple(chosen)


def _failure(error: BaseException) -> BaseException:
    """What a worker couldn't do, in our words; a lost scheduler as it is."""
    from distributed import CancelledError

    if isinstance(error, CancelledError | ArchiveError):
        return error
    hint = 'is it installed on every worker? pip install "syria-iraq-archive[dask]"'
    return ArchiveError(f"a worker failed: {error}", hint=hint if "No module" in str(error) else None)


# ------------------------------------------------------------------------------------------------------- on a worker


def work_on(packed: bytes, portion: Portion) -> Counter[str]:
    """Look at the files; how many captures became what. What it raises can travel: a bug's own error may not."""
    try:
        order, run = _unpacked(packed)
        return Counter(carry_out(portion, order, partial(map, partial(work, run))))
    except ArchiveError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is
        raise RuntimeError(f"{type(error).__name__}: {error}") from None


@lru_cache(maxsize=1)  # a worker is given one run's portions, one after the other
def _unpacked(packed: bytes) -> tuple[RunOrder, Run]:
    """The order, and the pipeline for it. Raises `ArchiveError` if it is of another version of the program."""
    version, order = pickle.loads(packed)
    if version != _version():
        message = f"a worker has version {_version()} of the program, and {version} is at work here"
        raise ArchiveError(message, hint="install the same version everywhere")
    return order, pipeline_run(order.registry)


def _version() -> str:
    return next((each.version for each in metadata.distributions(name="syria-iraq-archive")), "0")
