"""Prove the wheel: built by way of the sdist, installed alone in a clean environment, used from another folder."""

import json
import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent


def run(*command: str | Path, cwd: Path) -> str:
    """The output of `command`, which sees nothing of this source tree through its environment."""
    print("+", *(str(part).removeprefix(str(ROOT) + os.sep) for part in command), flush=True)
    env = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "ARCHIVE_"))}
    return subprocess.run(command, cwd=cwd, env=env, check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout


def build_wheel(folder: Path) -> Path:
    """Build the sdist, and the wheel from what the sdist holds."""
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    return next(folder.glob("*.whl"))


def check_registry(wheel: Path) -> None:
    """The wheel carries every file of the registry, and nothing else of ``data/``."""
    data = ROOT / "data"
    files = [*data.glob("*.yaml"), *data.glob("actors/*.yaml"), *data.glob("schema/*.json")]
    expected = {file.relative_to(data).as_posix() for file in files}
    prefix = "syria_iraq_archive/_data/"
    carried = {name.removeprefix(prefix) for name in zipfile.ZipFile(wheel).namelist() if name.startswith(prefix)}
    if not expected or carried != expected:
        sys.exit(f"{wheel.name}: missing {sorted(expected - carried)}, too many {sorted(carried - expected)}")


def install(wheel: Path, folder: Path) -> Path:
    """A new environment with the wheel and its locked dependencies; returns its ``archive`` command."""
    venv.create(folder, with_pip=False)
    pip = (sys.executable, "-m", "pip", "--python", folder, "install", "--quiet", "--disable-pip-version-check")
    run(*pip, "--require-hashes", "--requirement", ROOT / "constraints-run.txt", cwd=folder)
    run(*pip, "--no-deps", wheel, cwd=folder)
    return folder / "bin" / "archive"


def use(archive: Path, folder: Path) -> None:
    """Do with the installed program what a reader of the README does first."""
    run(archive, "--version", cwd=folder)
    run(archive, "ingest", ROOT / "seeds", "--db", "x.db", cwd=folder)
    articles = json.loads(run(archive, "query", "--json", "--db", "x.db", cwd=folder))
    run(archive, "verify", "--db", "x.db", cwd=folder)
    actors = json.loads(run(archive, "actors", "--json", cwd=folder))
    if not articles or not actors:
        sys.exit(f"{len(articles)} articles and {len(actors)} actors: the wheel's program finds nothing")


def main() -> None:
    """Build, look inside, install, use."""
    with TemporaryDirectory() as name:
        work = Path(name)
        for folder in ("dist", "venv", "elsewhere"):
            (work / folder).mkdir()
        wheel = build_wheel(work / "dist")
        check_registry(wheel)
        use(install(wheel, work / "venv"), work / "elsewhere")


if __name__ == "__main__":
    main()
