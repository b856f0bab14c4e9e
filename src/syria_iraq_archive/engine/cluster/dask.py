"""Portions done by a Dask cluster: one that runs already, or one of this machine's cores that is started for the run.

A worker that dies loses nothing: the scheduler gives its portions to others. A portion on which workers die again and
again is halved until single captures are left. These get a last try, one by one when all else is done, since it may be
a neighbour that killed their worker; what kills one then is a failure.
"""

import logging
import signal
import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import chain, islice
from typing import TYPE_CHECKING

from syria_iraq_archive.corpus.lake.folder import needing
from syria_iraq_archive.engine.cluster.places import Portion
from syria_iraq_archive.engine.cluster.work import Counts, RunOrder, give_up
from syria_iraq_archive.errors import ArchiveError

if TYPE_CHECKING:
    from distributed import Client

CONNECT_SECONDS = 5
_AHEAD = 3  # portions for each core that the scheduler knows of: it is never idle, and never flooded
_TRIES = 3  # of a portion that storage couldn't take
_KILLED = "the program's worker died on it, please report"


def on_dask(
    portions: Sequence[Portion], order: RunOrder, *, scheduler: str | None = None, workers: int | None = None
) -> Iterator[Counts]:
    """Have the portions done; what each comes to, as they are done.

    Without a `scheduler`, by so many `workers` here, else one for each core. Raises `ArchiveError` if no scheduler
    answers, if it is lost, or if a worker can't write to the folder.
    """
    with needing("dask.distributed"):
        import distributed

        from syria_iraq_archive.engine.cluster.plugin import RegistryPlugin
    _silence()
    name = f"archive-{order.run_id}"
    with _client(scheduler, workers) as client:
        try:
            client.register_plugin(RegistryPlugin(order, name))
            yield from _results(client, portions, order, name)
        except (OSError, distributed.CancelledError) as error:
            hint = "what is done stays; run the same command again when it is back"
            raise ArchiveError("the scheduler was lost", place=scheduler, hint=hint) from error
        finally:
            with suppress(Exception):  # it may be the scheduler that is gone
                client.unregister_worker_plugin(name)


def _silence() -> None:
    """What of the library's log matters to us is an error of ours."""
    for name in list(logging.root.manager.loggerDict):
        if name.partition(".")[0] == "distributed":
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)


@contextmanager
def _client(scheduler: str | None, workers: int | None) -> Iterator["Client"]:
    from distributed import Client, LocalCluster

    if scheduler is None:
        with _deaf_to_interrupts():
            cluster = LocalCluster(
                n_workers=workers,
                threads_per_worker=1,
                dashboard_address="127.0.0.1:0",
                silence_logs=logging.CRITICAL + 1,
            )
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


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Processes started within leave Ctrl-C to the one that started them, which ends them in good order."""
    if threading.current_thread() is not threading.main_thread():  # no other thread may say so
        yield
        return
    handler = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, handler)


def _results(client: "Client", portions: Iterable[Portion], order: RunOrder, name: str) -> Iterator[Counts]:
    from distributed import KilledWorker, as_completed

    from syria_iraq_archive.engine.cluster.plugin import work_on

    waiting = iter(portions)
    running: dict[str, Portion] = {}
    tries: Counter[str] = Counter()
    suspects: list[Portion] = []
    done = as_completed(loop=client.loop)

    def submit(some: Iterable[Portion]) -> None:
        for portion in some:
            # Dask's own retries would also be spent on workers that died.
            key = f"{name}-{portion.id}-{tries[portion.id]}"
            tries[portion.id] += 1
            running[key] = portion
            done.add(client.submit(work_on, name, portion, key=key, pure=False))

    submit(islice(waiting, _wanted(client)))
    for future in done:
        portion = running.pop(str(future.key))
        error = future.exception()
        if error is None:
            yield future.result()
        elif not isinstance(error, KilledWorker):
            if tries[portion.id] == _TRIES or not isinstance(error, OSError):
                raise _failure(error) from error
            waiting = chain([portion], waiting)
        elif portion.halves():
            waiting = chain(portion.halves(), waiting)
        elif tries[portion.id] == 1:
            suspects.append(portion)
        else:
            yield give_up(order, portion, _KILLED)
        submit(islice(waiting, max(0, _wanted(client) - len(running))))
        if suspects and not running:
            submit([suspects.pop()])


def _wanted(client: "Client") -> int:
    """How many portions the scheduler should know of, with the workers that there are now."""
    return _AHEAD * max(1, int(sum(client.nthreads().values())))


def _failure(error: BaseException) -> BaseException:
    """What a worker couldn't do, in our words; a lost scheduler as it is."""
    from distributed import CancelledError

    if isinstance(error, CancelledError | ArchiveError):
        return error
    if isinstance(error, ImportError):
        hint = 'install on every worker: pip install "syria-iraq-archive[dask]"'
        return ArchiveError(f"a worker lacks a library: {error}", hint=hint)
    return ArchiveError(f"a worker failed: {type(error).__name__}: {error}", hint="what is done stays")
