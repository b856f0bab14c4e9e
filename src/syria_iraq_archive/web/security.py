"""What every answer says to the browser, and whose requests are answered.

Captures are pages that strangers wrote. They are escaped where they are shown; these headers are the second wall:
no script or style runs but the files shipped here, nothing is fetched from elsewhere, no other site may frame, read or
(through a name that it makes point at this machine) query the archive.
"""

from collections.abc import Awaitable, Callable, Collection, Mapping
from typing import Any

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
HEADERS: Mapping[str, str] = {
    "content-security-policy": CONTENT_SECURITY_POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


def secured(app: App, hosts: Collection[str] | None) -> App:
    """`app` with `HEADERS` on every answer, refusing requests for other hosts than these, if any are named."""

    async def wrapped(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return

        async def send_secured(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*_without_ours(message), *_ours()]}
            await send(message)

        if hosts is not None and _host(scope) not in hosts:
            await _refuse(send_secured)
        else:
            await app(scope, receive, send_secured)

    return wrapped


def _ours() -> list[tuple[bytes, bytes]]:
    return [(name.encode(), value.encode()) for name, value in HEADERS.items()]


def _without_ours(message: Message) -> list[tuple[bytes, bytes]]:
    return [
        (name, value) for name, value in message.get("headers", []) if name.decode("latin-1").lower() not in HEADERS
    ]


def _host(scope: Scope) -> str:
    """The host asked for, without its port."""
    named = next((value for name, value in scope["headers"] if name == b"host"), b"").decode("latin-1")
    return named[: named.index("]") + 1] if named.startswith("[") and "]" in named else named.partition(":")[0]


async def _refuse(send: Send) -> None:
    body = b"This archive answers to the addresses of its own machine only."
    headers = [(b"content-type", b"text/plain; charset=utf-8")]
    await send({"type": "http.response.start", "status": 421, "headers": headers})
    await send({"type": "http.response.body", "body": body})
