"""All measurements that need no data from elsewhere, one after the other: what `make bench` runs.

    make bench                                               the sizes of docs/performance.md; takes an hour or two
    make bench ARGS='--captures 2000 --articles 20000'       a quick look
    make bench ARGS='--spacy PYTHON --trafilatura PYTHON --save'

The programs that it is compared with, and that are no dependencies, are given by interpreters that have them: see
`parsing.py`. With --save the results are kept, and `python scripts/docs.py` brings them to docs/performance.md.
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
    parser.add_argument("--spacy", metavar="PYTHON", help="an interpreter that has spaCy")
    parser.add_argument("--trafilatura", metavar="PYTHON", help="an interpreter that has trafilatura")
    parser.add_argument("--folder", type=Path, help="where material is made, and found the next time")
    parser.add_argument("--save", action="store_true", help="keep the results for docs/performance.md")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = str(options.folder or temporary)
        save = ["--save"] if options.save else []
        others = ["--spacy", options.spacy] if options.spacy else []
        others += ["--trafilatura", options.trafilatura] if options.trafilatura else []
        for script, *arguments in (
            ["startup.py"],
            ["parsing.py", "--captures", str(min(2_000, options.captures)), *others],
            ["ingesting.py", "--captures", str(options.captures), "--jobs", str(options.jobs), "--folder", folder],
            ["queries.py", "--articles", str(options.articles), "--folder", folder],
        ):
            subprocess.run([sys.executable, str(HERE / script), *arguments, *save], check=True)


if __name__ == "__main__":
    main()
