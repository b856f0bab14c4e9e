"""Ask whether a locked version is known to be vulnerable. The databases are on the network: without it, says so.

    python scripts/audit.py

Uses pip-audit, in an environment of its own, on constraints-run.txt. Exits with 1 where it finds something.
"""

import json
import subprocess
import sys
import venv
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[1]
KNOWN = "https://pypi.org/pypi/urllib3/1.24.1/json"  # what pip-audit asks, for a release with known vulnerabilities


def knows_anything() -> bool:
    """Whether there is a database that knows of a release what everybody knows; a mirror of packages doesn't."""
    try:
        with urlopen(KNOWN, timeout=10) as answer:
            return bool(json.load(answer).get("vulnerabilities"))
    except (OSError, ValueError):
        return False


def main() -> int:
    """The exit status: pip-audit's, or 0 where it can't be asked."""
    if not knows_anything():
        print("skipped: no database of vulnerabilities can be reached from here: what is locked was not audited")
        return 0
    with TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        python = Path(folder, "bin", "python")
        subprocess.run([python, "-m", "pip", "install", "--quiet", "pip-audit>=2.10"], check=True)
        locked = ["--requirement", str(ROOT / "constraints-run.txt"), "--require-hashes", "--disable-pip"]
        return subprocess.run([python, "-m", "pip_audit", *locked], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
