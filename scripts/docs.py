"""Keep the documents true: run the commands they show, and write or compare what the program prints.

    python scripts/docs.py            rewrite the outputs, and docs/schema.md, cli.md and performance.md
    python scripts/docs.py --check    exit 1, naming the places, where a document differs

In README.md and docs/*.md a fence marked ``console`` is a session: a line that begins with "$ " is run by the shell,
what follows is its output. The sessions of one document share a new folder, in order: a project with a copy of seeds/.
"""

import difflib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
FENCE = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SETTINGS = {"NO_COLOR": "1", "COLUMNS": "110", "LC_ALL": "C.UTF-8", "TERM": "dumb"}


def main() -> int:
    """Rewrite or check all documents; the exit status."""
    check = "--check" in sys.argv[1:]
    stale = [path for path, text in documents() if differs(path, text)]
    for path, text in documents() if stale else ():
        if path in stale and check:
            show_difference(path, text)
        elif path in stale:
            path.write_text(text, encoding="utf-8")
            print(f"{path.relative_to(ROOT)} rewritten")
    return 1 if stale and check else 0


def differs(path: Path, text: str) -> bool:
    """Whether the file doesn't say `text`."""
    return not path.exists() or path.read_text(encoding="utf-8") != text


def show_difference(path: Path, text: str) -> None:
    """Print how the file differs from what the program prints, and the cure."""
    old = path.read_text(encoding="utf-8") if path.exists() else ""
    name = str(path.relative_to(ROOT))
    lines = difflib.unified_diff(old.splitlines(), text.splitlines(), name, "what the program prints", lineterm="")
    print("\n".join(lines))
    print(f"{name} isn't what the program prints: run `python scripts/docs.py`")


def documents() -> Iterator[tuple[Path, str]]:
    """Every document that quotes the program, with the text it should have."""
    generated = {
        ROOT / "docs/schema.md": schema,
        ROOT / "docs/cli.md": command_line,
        ROOT / "docs/performance.md": performance,
    }
    for path, make in generated.items():
        yield path, make()
    for path in sorted([ROOT / "README.md", *(ROOT / "docs").glob("*.md")]):
        if path not in generated and path.exists():
            yield path, with_outputs(path.read_text(encoding="utf-8"))


def schema() -> str:
    """``docs/schema.md``."""
    return run("archive schema --md", ROOT)


def performance() -> str:
    """``docs/performance.md``: the results of the last measurement that was kept."""
    return run("python benchmarks/report.py", ROOT)


def command_line() -> str:
    """``docs/cli.md``: the help of every command."""
    title = "# The command line\n\nMade by `scripts/docs.py` from the program's own help.\n"
    return "\n".join([title, *help_pages("archive")])


def help_pages(call: str) -> Iterator[str]:
    """The help of a command, and of the commands below it."""
    page = run(f"{call} --help", ROOT)
    yield f"## {call}\n\n```text\n{page}```\n"
    for name in re.findall(r"^  ([a-z]+)  ", page.partition("\nCommands:")[2], re.MULTILINE):
        yield from help_pages(f"{call} {name}")


def with_outputs(text: str) -> str:
    """`text` with the output in its sessions made anew."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "seeds", Path(folder, "seeds"))
        for name in ("archive.toml", "corrections.yaml"):
            shutil.copy(ROOT / name, folder)
        return FENCE.sub(lambda fence: f"```console\n{session(fence[1], Path(folder))}```", text)


def session(written: str, folder: Path) -> str:
    """The session with its commands, each followed by what it prints."""
    commands = [line for line in written.splitlines() if line.startswith("$ ")]
    return "\n".join(f"{command}\n{run(command[2:], folder)}" for command in commands)


def run(command: str, folder: Path) -> str:
    """What a shell command prints, on both streams, in order; lines end without white space."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ARCHIVE_")}
    environment |= SETTINGS | {"PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", "PYTHONUNBUFFERED": "1"}
    result = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return "".join(f"{line.rstrip()}\n" for line in result.stdout.splitlines())


if __name__ == "__main__":
    sys.exit(main())
