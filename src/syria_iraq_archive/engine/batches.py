"""Results gathered into batches that are written in one transaction each: large enough to be cheap, never late."""

import time
from collections.abc import Iterable, Iterator

from syria_iraq_archive.corpus.rows import CaptureRows
from syria_iraq_archive.engine.work import Done

CAPTURES, CHARACTERS = 1_500, 10_000_000  # with fewer, full-text search costs up to twice as much
SECONDS, SHARE = 1.0, 0.1  # what a loss of power may cost: a second, or a tenth of the run


def batches(results: Iterable[Done]) -> Iterator[list[Done]]:
    """The results, as they come, in batches. Where the results break off, what had come is still a batch.

    Raises, after that batch, what the results raised.
    """
    batch: list[Done] = []
    size, begun = 0, time.monotonic()
    run_begun = begun
    try:
        for done in results:
            batch.append(done)
            size += len(done.result.capture.text) if isinstance(done.result, CaptureRows) else 0
            now = time.monotonic()
            late = now - begun >= max(SECONDS, SHARE * (now - run_begun))
            if late or len(batch) >= CAPTURES or size >= CHARACTERS:
                yield batch
                batch, size, begun = [], 0, time.monotonic()
    except KeyboardInterrupt:
        yield batch
        raise
    if batch:
        yield batch
