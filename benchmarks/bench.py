"""All measurements that need no data from elsewhere, one after the other: what `make bench` runs.

    make bench                                               the sizes of docs/performance.md; takes hours
    make bench ARGS='--captures 2000 --articles 20000'       a quick look
    make bench ARGS='--against REV'                          where people wait, beside an earlier revision
    make bench ARGS='--parts PYTHON --save'

The programs that it is compared with, and that are no dependencies, are found in an interpreter that has them: see
`composite.py`. With --save the results are kept, and `python scripts/docs.py` brings them to docs/performance.md.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent


def main() -> None:
    """Run them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--captures", type=int, default=100_000, metavar="N", help="to ingest (default: 100000)")
    parser.add_argument("--articles", type=int, default=1_000_000, metavar="N", help="to ask (default: 1000000)")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, metavar="N")
    parser.add_argument("--against", metavar="REV", help="an earlier revision, measured in the same run")
    parser.add_argument("--parts", metavar="PYTHON", help="an interpreter that has the libraries of composite.py")
    parser.add_argument("--folder", type=Path, help="where material is made, and found the next time")
    parser.add_argument("--save", action="store_true", help="keep the results for docs/performance.md")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = str(options.folder or temporary)
        save = ["--save"] if options.save else []
        sizes = ["--captures", str(options.captures), "--folder", folder]
        scripts = [
            [
                "waits.py", "--captures", str(min(10_000, options.captures)), "--articles", str(options.articles),
                "--folder", folder, *(["--against", options.against] if options.against else []),
            ],
            ["startup.py"],
            ["parsing.py", "--captures", str(min(2_000, options.captures)), *_both(options.parts)],
            ["ingesting.py", *sizes, "--jobs", str(options.jobs)],
            ["queries.py", "--articles", str(options.articles), "--folder", folder],
        ]  # fmt: skip
        if options.parts:
            scripts.append(["composite.py", "--parts", options.parts])
        for script, *arguments in scripts:
            subprocess.run([sys.executable, str(HERE / script), *arguments, *save], check=True)


def _both(python: str | None) -> list[str]:
    """The options that name an interpreter for spaCy and for trafilatura."""
    return ["--spacy", python, "--trafilatura", python] if python else []


if __name__ == "__main__":
    main()
