"""Time and memory for captures made to be dear, against their size: no kind may cost more than its size asks for.

    python -m benchmarks.growth_hostile [--size 200000] [--kinds WORD] [--json FILE]

For each kind of `tests/hostile/captures.py` three sizes, each twice the one before; the exponent is the
slope of the logarithms of time between the least and the most, in the best of three runs. Exits with 1
where one is above 1.2 and the time is long enough to tell.
"""

import argparse
import gc
import json
import math
import resource
import sys
from pathlib import Path
from time import process_time
from typing import NamedTuple

from syria_iraq_archive.errors import CaptureRejected
from syria_iraq_archive.pipeline import Pipeline
from syria_iraq_archive.registry.load import load_registry
from syria_iraq_archive.registry.location import default_folder
from tests.hostile.captures import KINDS, Kind

WORST = 1.2
TELLING = 0.05  # seconds: less is noise


class Growth(NamedTuple):
    """What a kind of capture cost."""

    kind: str
    outcome: str
    bytes: int
    seconds: list[float]
    exponent: float
    peak_mb: int

    @property
    def flagged(self) -> bool:
        """Whether it grows faster than it may."""
        return self.exponent > WORST and self.seconds[-1] > TELLING


def growth(pipeline: Pipeline, kind: Kind, size: int, runs: int = 3) -> Growth:
    """Parse a kind at three sizes."""
    seconds, outcome, data = [], "", b""
    for each in (size // 4, size // 2, size):
        data = kind.make(each)
        tried = [_parse(pipeline, data)]
        if tried[0][0] > TELLING / 4:
            tried += [_parse(pipeline, data) for _ in range(runs - 1)]
        seconds.append(min(second for second, _ in tried))
        outcome = tried[0][1]
    exponent = math.log(max(seconds[2], 1e-4) / max(seconds[0], 1e-4)) / math.log(4)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return Growth(kind.name, outcome, len(data), [round(each, 3) for each in seconds], round(exponent, 2), peak)


def _parse(pipeline: Pipeline, data: bytes) -> tuple[float, str]:
    gc.collect()
    gc.disable()  # the collector's own work jumps with the number of objects
    begun = process_time()
    try:
        outcome = f"{len(pipeline.run(data, 'hostile.txt').blocks)} blocks"
    except CaptureRejected as rejected:
        outcome = f"rejected: {rejected.message}"
    finally:
        gc.enable()
    return process_time() - begun, outcome


def main() -> int:
    """Measure, print and write; the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=200_000)
    parser.add_argument("--kinds", default="")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    pipeline = Pipeline(load_registry(default_folder()))
    pipeline.run(b"Iraq closes a bridge\n\nOfficials said so.\n", "warm.txt")
    gc.freeze()
    found = []
    for kind in KINDS:
        if options.kinds in kind.name:
            result = growth(pipeline, kind, options.size)
            found.append(result)
            figures = f"{result.exponent:5.2f} {result.seconds[-1]:7.3f} s {result.peak_mb:5} MB"
            print(f"{figures}  {kind.name}: {result.outcome}{'  TOO FAST' if result.flagged else ''}", flush=True)
    flagged = [each for each in found if each.flagged]
    print(f"{len(found)} kinds of {options.size:,} bytes: {len(flagged)} grow faster than they may")
    if options.json:
        summary = {
            "kinds": len(found),
            "bytes": options.size,
            "flagged": len(flagged),
            "worst_exponent": max((each.exponent for each in found if each.seconds[-1] > TELLING), default=0),
            "slowest_seconds": max(each.seconds[-1] for each in found),
            "peak_mb": max(each.peak_mb for each in found),
        }
        options.json.write_text(json.dumps(summary, indent=2) + "\n", encoding="utf-8")
    return 1 if flagged else 0


if __name__ == "__main__":
    sys.exit(main())
