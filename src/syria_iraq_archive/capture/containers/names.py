"""Names of files in archives: which are hidden, passed over or refused."""

import hashlib

from syria_iraq_archive.capture.choice import PassedOver
from syria_iraq_archive.capture.containers.base import Inside
from syria_iraq_archive.capture.files import storable
from syria_iraq_archive.errors import CaptureRejected


def cleaned(name: str) -> str:
    r"""A name with forward slashes, without "./" before it, as a database can hold it.

    >>> cleaned(".\\saved\\page.html")
    'saved/page.html'
    """
    return storable(name.replace("\\", "/").removeprefix("./"))


def is_hidden(name: str) -> bool:
    """Whether a file, or a folder it is in, is hidden, as in a folder; what other systems put beside files, too.

    >>> is_hidden("saved/.git/config"), is_hidden("__MACOSX/page.html"), is_hidden("../page.html")
    (True, True, False)
    """
    parts = name.split("/")
    return parts[0] == "__MACOSX" or any(part.startswith(".") and part not in (".", "..") for part in parts)


def refusal(inside: Inside, name: str, met: set[bytes]) -> CaptureRejected | None:
    """Why an entry of the archive `inside` isn't taken, if its name says so.

    `met` are digests of the names of the entries before it: names may be long, and many.

    >>> from syria_iraq_archive.capture.choice import Choice
    >>> from syria_iraq_archive.capture.containers.limits import Budget, Limits
    >>> str(refusal(Inside("a.zip", 0, Budget(Limits()), Choice()), "../../etc/passwd", set()))
    'has a path that leads out of the archive'
    """
    if not name or name.startswith("/") or ".." in name.split("/") or name[1:2] == ":":
        return CaptureRejected("has a path that leads out of the archive")
    try:
        inside.choice.check(inside.member(name).path)
    except PassedOver as reason:
        return reason
    digest = hashlib.blake2b(name.encode(), digest_size=12).digest()
    if digest in met:
        return CaptureRejected("has the name of an entry before it")
    met.add(digest)
    return None
