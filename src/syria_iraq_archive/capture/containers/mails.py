"""E-mails: each is a capture, and so is each message and file attached to it, by the number of its part.

Of a mailbox (mbox), in which messages follow each other, each is one, by its number.

`mail.eml` is the e-mail itself, `mail.eml!/2` what is attached as its second part. A picture that a page in it shows is
part of that page, as in a page saved from a browser; of other parts that can't be taken, each is reported.
"""

from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise

from syria_iraq_archive.capture.choice import PassedOver, unknown_type
from syria_iraq_archive.capture.containers.container import Container, Inside, Peeked, ReadInner, ReadItem, read_fully
from syria_iraq_archive.capture.files import within_limit
from syria_iraq_archive.capture.formats.mail import body_of, is_mail, mail_of
from syria_iraq_archive.capture.formats.mime import MAX_PARTS, Part, parts_of
from syria_iraq_archive.errors import CaptureRejected
from syria_iraq_archive.patterns import later

# What a mailbox puts before each message: at its beginning, or below a blank line, and above a header.
_IN_MAILBOX = later(rb"(?:\A|\r?\n\r?\n)(?=From \S+ [^\r\n]*\d{4}[^\r\n]*\r?\n[!-9;-~]+:)")
_TEXTS = ("text/plain", "text/html", "application/xhtml+xml", "application/pdf")
_OF_THE_MESSAGE = (
    *("text/calendar", "text/x-amp-html", "text/rfc822-headers", "message/delivery-status", "text/enriched"),
    *("application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature"),
)
"""What programs add to a message for other programs, and other forms of the same text."""


def _recognises(head: bytes, path: str) -> bool:  # noqa: ARG001 - by its header
    return is_mail(head)


def _items(stream: Peeked, inside: Inside, inner: ReadInner) -> Iterator[ReadItem]:
    limit = inside.budget.limits.member
    data = within_limit(read_fully(stream, limit + 1), limit, inside.path)
    starts = [found.end() for found in _IN_MAILBOX.finditer(data)]
    if len(starts) > 1:
        for number, (start, end) in enumerate(pairwise([*starts, len(data)]), start=1):
            inside.budget.count_entry(inside.path)
            yield from inner(BytesIO(data[start:end]), inside.member(number))
        return
    parts = list(parts_of(mail_of(data)))
    body = body_of(parts)
    beside = [part for part in parts if _stands_alone(part, body)]
    if body or not beside:
        yield ReadItem(inside.path, data)
    for part in beside:
        inside.budget.count_entry(inside.path)
        yield from _attached(part, inside.member(part.number), inner)
    if len(parts) == MAX_PARTS:
        yield ReadItem(inside.path, None, CaptureRejected(f"has {MAX_PARTS:,} parts or more; the rest isn't looked at"))


def _stands_alone(part: Part, body: list[Part]) -> bool:
    """Whether a part is something of its own: neither shown as the message's text, nor part of what is."""
    if part in body:
        return False
    if part.type.startswith("message/") and part.type not in _OF_THE_MESSAGE:
        return True
    if part.is_attached:
        return part.type not in _OF_THE_MESSAGE
    if part.within[-1:] == ("multipart/related",) or part.type in _OF_THE_MESSAGE:
        return False
    if "multipart/alternative" in part.within:  # the same in another form
        return False
    return bool(part.payload().strip())


def _attached(part: Part, inside: Inside, inner: ReadInner) -> Iterator[ReadItem]:
    unknown = unknown_type(part.name) if part.name else None
    if part.type == "message/rfc822" or (part.type in _TEXTS and not unknown) or (part.name and not unknown):
        yield from inner(BytesIO(part.payload()), inside)
    else:
        yield ReadItem(inside.path, None, PassedOver(unknown or f"is of a type not known here ({part.type})"))


MAIL = Container("eml", _recognises, _items)
