"""What every answer says to the browser, and whose requests are answered.

Captures are pages that strangers wrote. They are escaped where they are shown; these headers are the second wall:
no script or style runs but the files shipped here, nothing is fetched from elsewhere, no other site may frame, read or
(through a name that it makes point at this machine) query the archive.
"""

import traceback
from collections.abc import Awaitable, Callable, Collection, Iterator, Mapping
from typing import Any
from urllib.parse import parse_qsl

from syria_iraq_archive.patterns import later
from syria_iraq_archive.web.mistakes import said_of

Scope = dict[str, Any]
Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
LONGEST_PATH = 2_000  # bytes
LONGEST_QUERY = 60_000  # bytes of all that stands behind the question mark; a letter may take up to nine
LONGEST_VALUES = {"sql": 10_000, "_where": 2_000}  # characters
LONGEST_VALUE = 1_000  # of any other
MOST_FACETS = 12  # each may take two seconds
METHODS = frozenset({"GET", "HEAD"})
WRITTEN = "/-/archive/desk/"
"""Below this path a curator's forms are taken, if there is a desk."""
LARGEST_FORM = 300_000  # bytes; a block of text may be long
FORM = "application/x-www-form-urlencoded"

HIDDEN = later(
    r"/-/(?:databases|plugins|versions|threads|actor|auth-token|logout|permissions|messages|allow-debug|patterns)"
    r"(?:\.json)?/?"
)
"""Datasette's pages about the program and the machine it runs on, and those for accounts, which there are none of."""

HEADERS: Mapping[str, str] = {
    "content-security-policy": CONTENT_SECURITY_POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


def secured(app: App, hosts: Collection[str] | None, *, desk: bool = False) -> App:
    """`app` with `HEADERS` on every answer, refusing requests for other hosts than these, if any are named.

    With a `desk`, forms of the archive's own pages may be sent to it.
    """

    async def wrapped(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return

        # Without a referrer, browsers don't say of which origin a form is. It never goes to another one.
        keeps_origin = desk and scope["path"] != f"{WRITTEN}enter"
        held: Message | None = None  # an answer's beginning, until there is something behind it
        begun = False

        async def send_secured(message: Message) -> None:
            nonlocal held, begun
            if message["type"] == "http.response.start":
                held = {**message, "headers": [*_without_ours(message), *_ours(keeps_origin)]}
                return
            if held and not begun:
                begun = True
                await send(held)
            await send(message)

        refused = refusal(scope, hosts, desk=desk)
        if refused:
            await _refuse(send_secured, *refused)
            return
        try:
            await app(scope, receive, send_secured)
        except Exception as error:
            if begun:
                raise
            status, _, sentence = said_of(error, scope["path"])
            if status == 500:
                traceback.print_exception(error)
            await _refuse(send_secured, status, sentence)

    return wrapped


def refusal(scope: Scope, hosts: Collection[str] | None, *, desk: bool = False) -> tuple[int, str] | None:
    """The status and the sentence by which a request is refused; None if it isn't."""
    return next(_refusals(scope, hosts, desk=desk), None)


def _refusals(scope: Scope, hosts: Collection[str] | None, *, desk: bool) -> Iterator[tuple[int, str]]:
    """Why it is refused; the first reason counts."""
    if hosts is not None and _host(scope) not in hosts:
        yield 421, "This archive answers to the addresses of its own machine only."
    if desk and scope["method"] == "POST" and scope["path"].startswith(WRITTEN):
        yield from _refusals_of_forms(scope)
    elif scope["method"] not in METHODS:
        yield 405, "Nothing can be written here: an archive is read."
    raw, query = scope.get("raw_path") or scope["path"].encode(), scope.get("query_string") or b""
    if not raw.isascii() or not query.isascii():
        yield 400, "That is no address: letters beyond ASCII are escaped in one."
    if len(raw) > LONGEST_PATH or len(query) > LONGEST_QUERY:
        yield 414, f"That address is longer than any of this archive: {LONGEST_QUERY:,} bytes at most."
    path, asked = raw.partition(b"?")[0].decode(), _asked(query)
    if problem := _too_much(asked):
        yield 400, problem
    if not _may_ask(scope, path, asked):
        yield 403, "Another site asked for this. Open the archive itself: links to its pages work, questions don't."
    if HIDDEN.fullmatch(path):
        yield 404, "There is no such page."


def _refusals_of_forms(scope: Scope) -> Iterator[tuple[int, str]]:
    """Why a form isn't taken: it must come from a page of the archive itself, and keep to a size."""
    own = f"{scope.get('scheme') or 'http'}://{_header(scope, b'host')}"
    if _header(scope, b"origin") != own or _header(scope, b"sec-fetch-site") not in ("", "same-origin"):
        yield 403, "Another site sent this, or a program that doesn't say who it is. Only the archive's own pages may."
    if _header(scope, b"content-type").partition(";")[0].strip().lower() != FORM:
        yield 415, "That is no form of the archive's pages."
    length = _header(scope, b"content-length")
    if not (length.isascii() and length.isdecimal()):
        yield 411, "A form says how long it is."
    elif len(length) > len(str(LARGEST_FORM)) or int(length) > LARGEST_FORM:
        yield 413, f"That is larger than any form of the archive: {LARGEST_FORM:,} bytes at most."


def _asked(query: bytes) -> list[tuple[str, str]]:
    return parse_qsl(query.decode("latin-1"), keep_blank_values=True, encoding="utf-8", errors="replace")


def _too_much(asked: list[tuple[str, str]]) -> str | None:
    """Why a question is larger than any that is answered."""
    for name, value in asked:
        longest = LONGEST_VALUES.get(name, LONGEST_VALUE)
        if len(value) > longest or len(name) > LONGEST_VALUE:
            what = "The SQL" if name == "sql" else f"What {name[:40]} asks for"
            return f"{what} is too long: {longest:,} characters at most."
    if sum(name.startswith("_facet") for name, _ in asked) > MOST_FACETS:
        return f"That is too much to count by: {MOST_FACETS} columns at most."
    return None


def _may_ask(scope: Scope, path: str, asked: list[tuple[str, str]]) -> bool:
    """Whether the archive itself or the reader asks; or a link on another site opens a page that is for reading.

    Browsers say who asks. One that says nothing is old, or no browser.
    """
    if _header(scope, b"sec-fetch-site") in ("", "same-origin", "none"):
        return True
    followed = _header(scope, b"sec-fetch-mode") == "navigate" and _header(scope, b"sec-fetch-dest") == "document"
    questions = {name for name, _ in asked if name in ("sql", "_where", "_through") or name.startswith("_facet")}
    return followed and scope["method"] == "GET" and "." not in path and not questions


def _header(scope: Scope, wanted: bytes) -> str:
    """The values of a header, as one; empty if it isn't there."""
    return ", ".join(value.decode("latin-1") for name, value in scope["headers"] if name.lower() == wanted)


def _ours(keeps_origin: bool) -> list[tuple[bytes, bytes]]:
    headers = {**HEADERS, "referrer-policy": "same-origin"} if keeps_origin else HEADERS
    return [(name.encode(), value.encode()) for name, value in headers.items()]


def _without_ours(message: Message) -> list[tuple[bytes, bytes]]:
    return [
        (name, value) for name, value in message.get("headers", []) if name.decode("latin-1").lower() not in HEADERS
    ]


def _host(scope: Scope) -> str:
    """The host asked for, without its port."""
    named = next((value for name, value in scope["headers"] if name == b"host"), b"").decode("latin-1")
    return named[: named.index("]") + 1] if named.startswith("[") and "]" in named else named.partition(":")[0]


async def _refuse(send: Send, status: int, sentence: str) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": sentence.encode()})
