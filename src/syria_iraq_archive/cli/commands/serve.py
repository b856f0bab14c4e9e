"""``archive serve``."""

import ipaddress
import signal
import socket
import webbrowser
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from syria_iraq_archive.cli.options import curator_option, db_option, examples, registry_option, user
from syria_iraq_archive.cli.terminal import visible
from syria_iraq_archive.corpus.connection import writing
from syria_iraq_archive.errors import ArchiveError
from syria_iraq_archive.extras import importing
from syria_iraq_archive.project import find_project

if TYPE_CHECKING:
    from syria_iraq_archive.web.desk.desk import Desk

EPILOG = examples(
    "archive serve", "archive serve --open", "archive serve --db other.db --port 0", "archive serve --edit"
)


@click.command(epilog=EPILOG)
@db_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8001, show_default=True, help="Port to listen on; 0: any free one."
)
@click.option("--open", "open_browser", is_flag=True, help="Open it in a browser.")
@click.option("--edit", is_flag=True, help="With a desk for a curator: correct articles, work through a queue.")
@curator_option
@registry_option
def command(
    *, db: Path, host: str, port: int, open_browser: bool, edit: bool, by: str | None, registry: Path | None
) -> None:
    """Open the corpus in a browser, until Ctrl-C.

    Articles beside their captures, actors, a timeline, a network, and every table in Datasette. Only this machine can
    see it unless --host says otherwise. The corpus is taken not to change meanwhile: after `archive ingest`, start
    again. Needs the extra `serve`.

    With --edit, corrections are written to the project's corrections.yaml, or to that in the folder of --registry, as
    `archive correct` writes them, and the corpus follows at once. The terminal prints an address that lets one browser
    in, once; no other machine can be let in.
    """
    with importing("datasette", "serve"):
        import uvicorn

        from syria_iraq_archive.web.ask import DATABASE
        from syria_iraq_archive.web.desk.door import ENTRANCE
        from syria_iraq_archive.web.security import LOOPBACK
        from syria_iraq_archive.web.server import application, take_in_log
    local = _is_loopback(host)
    desk = _desk(db, registry, by, local=local, opened=open_browser) if edit else None
    if not desk and take_in_log(db):
        click.echo(f"{visible(str(db))}: what a program that was stopped had written is taken in", err=True)
    archive = application(db, LOOPBACK | {f"[{host}]" if ":" in host else host} if local else None, desk)
    with _listening(host, port) as listener, suppress(KeyboardInterrupt):
        address = f"http://{f'[{host}]' if ':' in host else host}:{listener.getsockname()[1]}/"
        if not local:
            click.echo(f"Warning: whoever can reach {host} can read the whole corpus.", err=True)
        click.echo(f"The archive is open at {address} — Ctrl-C closes it.", err=True)
        if desk:
            entrance = f"{address.rstrip('/')}{ENTRANCE}?token={desk.door.token}"
            click.echo(f"To curate, as {visible(desk.curator)}, open this, once: {entrance}", err=True)
        if open_browser:
            webbrowser.open(address)
        if desk:  # so that we come to the end of this, as after Ctrl-C
            signal.signal(signal.SIGTERM, signal.default_int_handler)
        config = uvicorn.Config(archive.app(), log_level="warning", lifespan="on", server_header=False)
        uvicorn.Server(config).run(sockets=[listener])
    if desk:
        archive.get_database(DATABASE).close()
        with writing(db) as connection:  # the last that has it open brings the log into it
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _desk(db: Path, registry: Path | None, by: str | None, *, local: bool, opened: bool) -> "Desk":
    """Where the curator writes. Refuses whatever would show the desk to others."""
    from syria_iraq_archive.curating.workplace import Workplace
    from syria_iraq_archive.web.desk.desk import Desk

    if not local:
        raise click.UsageError("--edit is for this machine alone: it goes without --host.")
    if opened:
        raise click.UsageError("--edit prints an address that only you may see: open that, in place of --open.")
    return Desk(Workplace.of(db, registry, find_project()), by or user())


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
