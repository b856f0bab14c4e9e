"""How long a command takes before it does anything: `archive --help` beside an empty Python and `sqlite-utils --help`.

    python benchmarks/startup.py [--runs 20]

They are started in turn, so that a busy machine slows all alike; figures are medians of the wall clock.
"""

import argparse
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.measure import ROOT, Aim, Result, percentile, stopwatch

BIN = Path(sys.executable).parent
COMMANDS = {
    "python -c pass": [sys.executable, "-c", "pass"],
    "archive --help": [str(BIN / "archive"), "--help"],
    "archive --version": [str(BIN / "archive"), "--version"],
    "sqlite-utils --help": [str(BIN / "sqlite-utils"), "--help"],
}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=20, metavar="N")
    parser.add_argument("--save", action="store_true", help="keep the result for docs/performance.md")
    options = parser.parse_args()
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(options.runs + 1):  # the first warms the cache
        for name, command in COMMANDS.items():
            with stopwatch() as taken:
                subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
            times[name].append(taken[0] * 1000)
    medians = {name: percentile(several[1:], 0.5) for name, several in times.items()}
    result = Result(
        "startup",
        "Starting",
        f"Milliseconds from start to end, medians of {options.runs} runs in turn.",
        ("command", "ms", "beside sqlite-utils"),
    )
    slowest = medians["sqlite-utils --help"]
    result.rows = [(name, median, median / slowest) for name, median in medians.items()]
    result.aims = [Aim("archive --help beside sqlite-utils --help", medians["archive --help"] / slowest, 1, " times")]
    result.publish(save=options.save)


if __name__ == "__main__":
    main()
