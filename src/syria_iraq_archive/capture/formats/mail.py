"""E-mails, and MHTML, which is a saved page in the form of one."""

import email
import email.policy
import re
from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime

from syria_iraq_archive.capture.encodings import check_is_text
from syria_iraq_archive.capture.formats.base import Extract, Fact, Format, extractor, plain_value
from syria_iraq_archive.capture.formats.html import decode_page, extract_page
from syria_iraq_archive.errors import CaptureRejected

_LONGEST_HEADER = 65_536  # bytes
_HEADER = re.compile(rb"(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*)+\r?(?:\n|\Z)")
_HTML = ("text/html", "application/xhtml+xml")


def is_mhtml(data: bytes) -> bool:
    r"""Whether the bytes begin with the header of a saved page.

    >>> is_mhtml(b'MIME-Version: 1.0\nContent-Type: multipart/related; type="text/html"; boundary="x"\n\n')
    True
    """
    header = _header(data)
    return header is not None and header.get_content_type() == "multipart/related" and not _is_sent(header)


def is_mail(data: bytes) -> bool:
    r"""Whether the bytes begin with the header of an e-mail: lines of a header alone, with an address and a date.

    >>> is_mail(b"From: Desk <desk@news.example>\nDate: Tue, 3 Dec 2024 10:00:00 +0300\n\nHama fell.")
    True
    >>> is_mail(b"From: Damascus\nDate: Tuesday\n\nHama fell.")
    False
    """
    header = _header(data)
    return header is not None and _is_sent(header)


def _header(data: bytes) -> EmailMessage | None:
    """The header that the bytes begin with; None where they don't."""
    head = data[:_LONGEST_HEADER]
    if not _HEADER.match(head):
        return None
    try:
        return _parsed(head)
    except Exception:  # noqa: BLE001 - the library fails in many ways on what is no header
        return None


def _parsed(data: bytes) -> EmailMessage:
    return email.message_from_bytes(data, _class=EmailMessage, policy=email.policy.default)


def _is_sent(header: EmailMessage) -> bool:
    saved_page = "Snapshot-Content-Location" in header or _said(header, "From").startswith("<Saved by")
    return "@" in _said(header, "From") and _is_date(_said(header, "Date")) and not saved_page


def _said(message: EmailMessage, name: str) -> str:
    """The line of the header by that name, decoded; empty where there is none."""
    return plain_value(str(message.get(name, ""))) or ""


def _is_date(written: str) -> bool:
    try:
        parsedate_to_datetime(written)
    except (ValueError, TypeError):
        return False
    return True


def _extract_mhtml(data: bytes) -> Extract:
    message = _parsed(data)
    page = next((part for part in message.walk() if part.get_content_type() in _HTML), None)
    if page is None:
        raise CaptureRejected("holds no HTML")
    assert isinstance(page, EmailMessage)
    uri = _said(message, "Snapshot-Content-Location") or _said(page, "Content-Location") or None
    saved = _said(message, "Date")
    extract = _page_of(page, uri)
    return replace(
        extract,
        extractor=f"{extractor('mhtml')} {extract.extractor}",
        uri=uri,
        captured_at=saved if _is_date(saved) else None,
    )


def _extract_mail(data: bytes) -> Extract:
    message = _parsed(data)
    body = message.get_body(("plain", "html"))
    if body is None:
        raise CaptureRejected("holds no text")
    assert isinstance(body, EmailMessage)
    facts = tuple(_facts(message))
    if body.get_content_type() == "text/html":
        extract = _page_of(body, None)
        return replace(extract, extractor=f"{extractor('eml')} {extract.extractor}", facts=facts)
    page, encoding, warning = decode_page(_payload(body), body.get_content_charset())
    text = page.replace("\r\n", "\n")
    check_is_text(text)
    return Extract(text=text, encoding=encoding, extractor=extractor("eml"), facts=facts, warning=warning)


def _page_of(part: EmailMessage, uri: str | None) -> Extract:
    return extract_page(decode_page(_payload(part), part.get_content_charset()), uri)


def _payload(part: EmailMessage) -> bytes:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes) or not payload.strip():
        raise CaptureRejected("holds no text")
    return payload


def _facts(message: EmailMessage) -> Iterator[Fact]:
    """What the header says: subject, day, and who sent it, by name and by the site of the address."""
    name, address = parseaddr(_said(message, "From"))
    said = {"headline": ("Subject", _said(message, "Subject")), "published": ("Date", _said(message, "Date"))}
    said |= {"byline": ("From", plain_value(name) or ""), "site": ("From", address.rpartition("@")[2])}
    for field, (line, value) in said.items():
        if value:
            yield Fact(field, value, f"eml:{line}")


MHTML = Format("mhtml", is_mhtml, _extract_mhtml)
EML = Format("eml", is_mail, _extract_mail)
