"""A corpus served by ``archive serve``, in a process of its own."""

import http.client
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode


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


class Visitor:
    """A program that came in by the desk's door, and behaves as a browser does."""

    def __init__(self, connection: http.client.HTTPConnection, entrance: str) -> None:
        self._connection, self._host = connection, entrance.split("/")[2]
        self.cookie = ""
        connection.request("GET", entrance.partition(self._host)[2])
        answer = connection.getresponse()
        answer.read()
        self.cookie = str(answer.getheader("set-cookie")).partition(";")[0]
        [self._word] = set(re.findall(r'name="form_word" value="([^"]+)"', self.read("/-/archive/desk")))

    def read(self, address: str) -> str:
        """A page."""
        self._connection.request("GET", address, headers={"cookie": self.cookie})
        return self._connection.getresponse().read().decode()

    def ask(self, address: str, fields: dict[str, str]) -> None:
        """Send a form, and don't wait for the answer."""
        headers = {
            "cookie": self.cookie,
            "origin": f"http://{self._host}",
            "content-type": "application/x-www-form-urlencoded",
        }
        self._connection.request("POST", address, urlencode(fields | {"form_word": self._word}), headers)

    def send(self, address: str, fields: dict[str, str]) -> int:
        """Send a form; the status of the answer."""
        self.ask(address, fields)
        answer = self._connection.getresponse()
        answer.read()
        return answer.status


@contextmanager
def sat_down(entrance: str) -> Iterator[Visitor]:
    """A visitor at the desk."""
    connection = http.client.HTTPConnection(entrance.split("/")[2], timeout=600)
    try:
        yield Visitor(connection, entrance)
    finally:
        connection.close()
