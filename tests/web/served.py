"""A corpus served by ``archive serve``, in a process of its own."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def served(corpus: Path, *options: str, expect: str = "The archive is open at") -> Iterator[str]:
    """The address at which it is served meanwhile; or the line that begins with what is expected."""
    command = [sys.executable, "-m", "syria_iraq_archive", "serve", "--db", str(corpus), "--port", "0", *options]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ARCHIVE_")}
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env=kept)
    assert process.stderr is not None
    try:
        line = process.stderr.readline()
        assert line.startswith(expect), line + process.stderr.read()
        yield next((word for word in line.split() if word.startswith("http://")), line)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=600)
        process.stderr.close()


@contextmanager
def edited(corpus: Path, registry: Path) -> Iterator[tuple[str, int]]:
    """The address that lets one browser in to curate it meanwhile, and the number of the process."""
    command = [sys.executable, "-m", "syria_iraq_archive", "serve", "--edit", "--port", "0", "--curator", "N. Curator"]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ARCHIVE_")}
    places = ["--db", str(corpus), "--registry", str(registry)]
    process = subprocess.Popen(
        [*command, *places], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env=kept
    )
    assert process.stderr is not None
    try:
        lines = [process.stderr.readline(), process.stderr.readline()]
        assert lines[1].startswith("To curate, as N. Curator, "), "".join(lines) + process.stderr.read()
        yield lines[1].split()[-1], process.pid
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=600)
        process.stderr.close()
