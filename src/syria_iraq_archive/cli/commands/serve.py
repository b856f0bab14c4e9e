"""``archive serve``."""

import ipaddress
import socket
import webbrowser
from contextlib import suppress
from pathlib import Path

import click

from syria_iraq_archive.cli.options import db_option, examples
from syria_iraq_archive.errors import ArchiveError
from syria_iraq_archive.extras import importing

EPILOG = examples("archive serve", "archive serve --open", "archive serve --db other.db --port 0")


@click.command(epilog=EPILOG)
@db_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8001, show_default=True, help="Port to listen on; 0: any free one."
)
@click.option("--open", "open_browser", is_flag=True, help="Open it in a browser.")
def command(db: Path, host: str, port: int, open_browser: bool) -> None:
    """Open the corpus in a browser, until Ctrl-C.

    Articles beside their captures, actors, a timeline, a network, and every table in Datasette. Only this machine can
    see it unless --host says otherwise. The corpus is taken not to change meanwhile: after `archive ingest`, start
    again. Needs the extra `serve`.
    """
    with importing("datasette", "serve"):
        import uvicorn

        from syria_iraq_archive.web.security import LOOPBACK
        from syria_iraq_archive.web.server import application
    local = _is_loopback(host)
    app = application(db, LOOPBACK | {host} if local else None).app()
    with _listening(host, port) as listener, suppress(KeyboardInterrupt):
        address = f"http://{f'[{host}]' if ':' in host else host}:{listener.getsockname()[1]}/"
        if not local:
            click.echo(f"Warning: whoever can reach {host} can read the whole corpus.", err=True)
        click.echo(f"The archive is open at {address} — Ctrl-C closes it.", err=True)
        if open_browser:
            webbrowser.open(address)
        config = uvicorn.Config(app, log_level="warning", lifespan="on", server_header=False)
        uvicorn.Server(config).run(sockets=[listener])


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _listening(host: str, port: int) -> socket.socket:
    """A socket that listens there, so that a browser may come before the server is ready."""
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise ArchiveError(
            f"can't listen there: {error.strerror}", place=f"{host}:{port}", hint="--port 0 takes any free port"
        ) from error
