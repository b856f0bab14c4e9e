"""``archive serve`` as a user runs it."""

import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.cli.conftest import run
from tests.web.served import served


def test_serve_says_where_it_is_and_answers_there(web_corpus: Path) -> None:
    with served(web_corpus) as address:
        assert address.startswith("http://127.0.0.1:")
        with urllib.request.urlopen(address, timeout=600) as answer:
            assert answer.status == 200
            assert "default-src 'self'" in answer.headers["content-security-policy"]


def test_serve_answers_to_its_own_machine_only(web_corpus: Path) -> None:
    with served(web_corpus) as address:
        request = urllib.request.Request(address, headers={"Host": "rebound.example"})
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(request, timeout=600)
        refused.value.close()
        assert refused.value.code == 421


def test_serve_ends_quietly_at_ctrl_c(web_corpus: Path) -> None:
    command = [sys.executable, "-m", "syria_iraq_archive", "serve", "--db", str(web_corpus), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        address = process.stderr.readline()
        with urllib.request.urlopen(address.split()[5], timeout=600):
            process.send_signal(signal.SIGINT)
        rest = process.stderr.read()
        assert process.wait(timeout=600) in (0, -signal.SIGINT, 130)
    assert "Traceback" not in rest


def test_serve_leaves_nothing_beside_the_corpus(web_corpus: Path) -> None:
    with served(web_corpus) as address, urllib.request.urlopen(address, timeout=600):
        pass
    assert [file.name for file in web_corpus.parent.iterdir()] == [web_corpus.name]


def test_serve_needs_a_corpus(tmp_path: Path) -> None:
    done = run("serve", "--db", tmp_path / "none.db", "--port", "0")
    assert done.returncode == 1
    assert "there is no corpus here" in done.stderr


def test_serve_says_when_the_port_is_taken(web_corpus: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = run("serve", "--db", web_corpus, "--port", str(taken.getsockname()[1]))
    assert done.returncode == 1
    assert "--port 0" in done.stderr


def test_serve_warns_where_others_can_read(web_corpus: Path) -> None:
    with served(web_corpus, "--host", "0.0.0.0", expect="Warning") as warning:
        assert "whoever can reach 0.0.0.0" in warning
