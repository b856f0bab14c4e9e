"""The seeds' fingerprint by every Python that is here: 3.11, 3.12 and 3.13 must agree.

    python scripts/fingerprints.py [--json FILE]

Each interpreter found (on the path, or kept by pyenv) gets a new environment with the locked dependencies, and ingests
seeds/ with one process and with two. Exits with 1 where two differ, and names the versions that aren't here.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
VERSIONS = ("3.11", "3.12", "3.13")


def interpreter(version: str) -> str | None:
    """An interpreter of a version that runs."""
    kept = sorted(
        Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"), "versions").glob(f"{version}.*/bin/python")
    )
    if sys.version.startswith(f"{version}."):
        return sys.executable
    for candidate in (shutil.which(f"python{version}"), *map(str, reversed(kept))):
        if candidate and subprocess.run([candidate, "-c", ""], check=False, capture_output=True).returncode == 0:
            return candidate
    return None


def fingerprint(python: str, folder: Path) -> str:
    """What the seeds come to; one hash, or both where the number of processes matters."""
    run([python, "-m", "venv", folder / "venv"])
    own = folder / "venv" / "bin" / "python"
    run([own, "-m", "pip", "install", "--quiet", "--require-hashes", "--requirement", ROOT / "constraints-run.txt"])
    found = set()
    for jobs in ("1", "2"):
        corpus = folder / f"{jobs}.db"
        run([own, "-m", "syria_iraq_archive", "ingest", ROOT / "seeds", "--db", corpus, "--jobs", jobs])
        found.add(run([own, "-m", "syria_iraq_archive", "fingerprint", "--db", corpus]).strip())
    return " and ".join(sorted(found))


def run(command: list[str | Path]) -> str:
    """What a command prints. Raises `subprocess.CalledProcessError`."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("ARCHIVE_", "PYTHON"))}
    environment["PYTHONPATH"] = str(ROOT / "src")
    return subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout


def main() -> int:
    """Ask each of them; the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    found: dict[str, str] = {}
    for version in VERSIONS:
        python = interpreter(version)
        if python:
            with TemporaryDirectory() as folder:
                found[version] = fingerprint(python, Path(folder))
        print(f"Python {version}: {found.get(version, 'is not here')}", flush=True)
    if options.json:
        figures = {f"Python_{version}": found.get(version, "not run")[:16] for version in VERSIONS}
        options.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    return 0 if len(set(found.values())) == 1 and " " not in "".join(found.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
