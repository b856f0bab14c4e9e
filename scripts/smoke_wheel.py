"""Prove the wheel: built by way of the sdist, installed in clean environments, used from another folder.

Once with what running needs, from the locked files alone; and once for each extra, by the pip that comes with Python:
of a dependency's own extras an old pip leaves out some, which shows when the extra is used. `make check` does so with
the extra `formats`, ``--each-extra`` with all that need no compiler.
"""

import io
import json
import os
import re
import signal
import subprocess
import sys
import urllib.request
import venv
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

from tests import saved
from tests.capture import exported

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
    """The wheel carries every file of the registry, its compiled form, and nothing else of ``data/``."""
    data = ROOT / "data"
    files = [*data.glob("*.yaml"), *data.glob("actors/*.yaml"), *data.glob("schema/*.json")]
    expected = {*(file.relative_to(data).as_posix() for file in files), "compiled.registry"}
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
    if run(archive.with_name("python"), "-c", _HOW_OPENED, cwd=folder).split() != ["CompiledRegistry", "False"]:
        sys.exit("the wheel's program reads the YAML of its registry, though it carries the compiled one")
    if run(archive.with_name("python"), "-c", _IN_PYTHON, cwd=folder).split() != [str(len(articles)), "True"]:
        sys.exit("the wheel's package answers a program otherwise than the command does, or comes without its types")


_HOW_OPENED = """
import sys
from syria_iraq_archive.corpus.recipe import Recipe
from syria_iraq_archive.pipeline import Pipeline
from syria_iraq_archive.cli.options import load
from syria_iraq_archive.corpus.compiling import program_version
from syria_iraq_archive.registry import cache
cache.cache_folder = lambda: cache.Path("/nowhere")
registry = load(None)
Pipeline(registry)
Recipe(registry, program_version())
registry.derived("rows of actors", lambda: sys.exit("rows are derived"))
print(type(registry).__name__, "actors" in vars(registry))
"""
"""Says of what kind the registry is, and whether entries had to be made of it; the user's cache left aside."""

_IN_PYTHON = """
from importlib.resources import files
from syria_iraq_archive import Archive
with Archive("x.db") as archive:
    print(len(archive.query()), files("syria_iraq_archive").joinpath("py.typed").is_file())
"""
"""Asks the corpus from Python."""


def install_extra(wheel: Path, extra: str, folder: Path, pins: Path) -> Path:
    """A new environment with the wheel and an extra, made as its users do; returns its ``archive`` command."""
    run(sys.executable, "-m", "venv", folder, cwd=folder.parent)
    pip = (folder / "bin" / "python", "-m", "pip", "--quiet", "--disable-pip-version-check")
    run(*pip, "install", "--constraint", pins, f"syria-iraq-archive[{extra}] @ {wheel.as_uri()}", cwd=folder)
    run(*pip, "check", cwd=folder)
    return folder / "bin" / "archive"


def write_pins(path: Path) -> Path:
    """The locked versions without their hashes, which pip would otherwise ask of the wheel, too."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(line.rstrip("\\ ") for line in lines if re.match(r"\w", line)), encoding="utf-8")
    return path


def _parses(archive: Path, folder: Path, name: str, data: bytes) -> None:
    (folder / name).write_bytes(data)
    articles = json.loads(run(archive, "parse", name, cwd=folder))
    if [article["headline"] for article in articles] != [saved.HEADLINE]:
        sys.exit(f"{name}: {articles}")


def _use_html(archive: Path, folder: Path) -> None:
    _parses(archive, folder, "page.html", saved.page().encode())


def _use_warc(archive: Path, folder: Path) -> None:
    _parses(archive, folder, "crawl.warc", saved.record(saved.response(saved.page())))


def _use_pdf(archive: Path, folder: Path) -> None:
    from pypdf import PdfWriter

    plain = saved.pdf("\n\n".join((saved.HEADLINE, *saved.PARAGRAPHS)).replace("“", "").replace("”", ""))
    _parses(archive, folder, "plain.pdf", plain)
    for algorithm in ("AES-128", "AES-256"):
        writer = PdfWriter(clone_from=io.BytesIO(plain))
        writer.encrypt("", "owner", algorithm=algorithm)
        made = io.BytesIO()
        writer.write(made)
        _parses(archive, folder, f"{algorithm}.pdf", made.getvalue())


def _use_rtf(archive: Path, folder: Path) -> None:
    _parses(archive, folder, "saved.rtf", exported.rtf(f"{saved.HEADLINE}\n\n{saved.BODY}"))


def _use_docx(archive: Path, folder: Path) -> None:
    _parses(archive, folder, "saved.docx", exported.docx(f"{saved.HEADLINE}\n\n{saved.BODY}"))


def _use_formats(archive: Path, folder: Path) -> None:
    for use_one in (_use_html, _use_warc, _use_pdf, _use_rtf, _use_docx):
        use_one(archive, folder)


def _exports(*forms: str) -> Callable[[Path, Path], None]:
    def export(archive: Path, folder: Path) -> None:
        run(archive, "ingest", ROOT / "seeds", "--db", "x.db", cwd=folder)
        for form in forms:
            run(archive, "export", form, f"out-{form}", "--db", "x.db", cwd=folder)

    return export


def _use_plot(archive: Path, folder: Path) -> None:
    run(archive, "ingest", ROOT / "seeds", "--db", "x.db", cwd=folder)
    run(archive, "timeline", "--plot", "x.svg", "--db", "x.db", cwd=folder)


def _use_dask(archive: Path, folder: Path) -> None:
    run(archive, "ingest", ROOT / "seeds", "--to", "lake", "--engine", "dask", "--jobs", "1", cwd=folder)
    if not json.loads(run(archive, "query", "--json", "--corpus", "lake", cwd=folder)):
        sys.exit("nothing is found in tables")
    run(archive, "sql", "--corpus", "lake", "SELECT fold('Hama')", cwd=folder)
    code = "import deltalake, pyarrow as pa; deltalake.write_deltalake('delta', pa.table({'n': [1]}))"
    run(archive.with_name("python"), "-c", code, cwd=folder)


def _use_serve(archive: Path, folder: Path) -> None:
    run(archive, "ingest", ROOT / "seeds", "--db", "x.db", cwd=folder)
    command = (archive, "serve", "--db", "x.db", "--port", "0")
    with subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr
        try:
            line = server.stderr.readline()
            address = next((word for word in line.split() if word.startswith("http://")), None)
            if not address:
                sys.exit(line + server.stderr.read())
            with urllib.request.urlopen(address, timeout=60) as page:
                page.read()
        finally:
            server.send_signal(signal.SIGINT)


_INITIALIZE = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "smoke", "version": "1"}},
}


def _use_mcp(archive: Path, folder: Path) -> None:
    run(archive, "ingest", ROOT / "seeds", "--db", "x.db", cwd=folder)
    asked = json.dumps(_INITIALIZE) + "\n"
    command = (archive, "mcp", "--db", "x.db")
    answer = subprocess.run(
        command, cwd=folder, input=asked, check=True, stdout=subprocess.PIPE, encoding="utf-8"
    ).stdout
    if "serverInfo" not in json.loads(answer.splitlines()[0])["result"]:
        sys.exit(f"archive mcp: {answer}")


USES: dict[str, Callable[[Path, Path], None]] = {
    "formats": _use_formats,
    "html": _use_html,
    "warc": _use_warc,
    "pdf": _use_pdf,
    "rtf": _use_rtf,
    "docx": _use_docx,
    "mcp": _use_mcp,
    "dask": _use_dask,
    "network": _exports("gexf", "graphml"),
    "parquet": _exports("parquet"),
    "plot": _use_plot,
    "ris": _exports("ris"),
    "serve": _use_serve,
}
"""What is done with each extra once; `ftm` needs a compiler."""


def prove_extra(wheel: Path, extra: str, work: Path, pins: Path) -> None:
    """Install an extra, and use it."""
    for folder in (work / extra, work / f"with-{extra}"):
        folder.mkdir()
    USES[extra](install_extra(wheel, extra, work / extra, pins), work / f"with-{extra}")


def main() -> None:
    """Build, look inside, install, use."""
    with TemporaryDirectory() as name:
        work = Path(name)
        for folder in ("dist", "venv", "elsewhere"):
            (work / folder).mkdir()
        wheel = build_wheel(work / "dist")
        check_registry(wheel)
        pins = write_pins(work / "pins.txt")
        with ThreadPoolExecutor(2) as at_once:
            alone = at_once.submit(lambda: use(install(wheel, work / "venv"), work / "elsewhere"))
            extras = USES if "--each-extra" in sys.argv else ["formats"]
            proved = [at_once.submit(prove_extra, wheel, extra, work, pins) for extra in extras]
            for each in (alone, *proved):
                each.result()


if __name__ == "__main__":
    main()
