"""Results gathered into batches that are written in one transaction each: large enough to be cheap, never late."""

import time
from collections.abc import Iterable, Iterator

from syria_iraq_archive.corpus.rows import CaptureRows
from syria_iraq_archive.engine.work import Done

CAPTURES = 2_000  # with fewer, the full-text indices cost more: docs/performance.md
CHARACTERS = 10_000_000
SECONDS = 1.0  # what a loss of power may cost


def batches(results: Iterable[Done]) -> Iterator[list[Done]]:
    """The results, as they come, in batches. Where the results break off, what had come is still a batch.

    Raises, after that batch, what the results raised.
    """
    batch: list[Done] = []
    size, begun = 0, time.monotonic()
    try:
        for done in results:
            batch.append(done)
            size += len(done.result.capture.text) if isinstance(done.result, CaptureRows) else 0
            if len(batch) >= CAPTURES or size >= CHARACTERS or time.monotonic() - begun >= SECONDS:
                yield batch
                batch, size, begun = [], 0, time.monotonic()
    except KeyboardInterrupt:
        yield batch
        raise
    if batch:
        yield batch
