"""E-mails, and MHTML, which is a saved page in the form of one."""

import re
from collections.abc import Iterator, Sequence
from email.utils import parseaddr, parsedate_to_datetime

from syria_iraq_archive.capture.encodings import check_is_text
from syria_iraq_archive.capture.formats.base import Extract, Fact, Format, extractor, plain_value
from syria_iraq_archive.capture.formats.forwarded import (
    PassedOn,
    bare_subject,
    is_forward,
    own_text,
    passed_on,
    without_quote_marks,
)
from syria_iraq_archive.capture.formats.html import decode_page, extract_page
from syria_iraq_archive.capture.formats.mime import Part, message_of, parts_of
from syria_iraq_archive.errors import CaptureRejected
from syria_iraq_archive.patterns import later
from syria_iraq_archive.records import Role
from syria_iraq_archive.spans import Span

_LONGEST_HEADER = 65_536  # bytes
_MBOX_LINE = later(rb"From [^\n]*\n")  # what a mailbox puts before a message
_MBOX_MARK = later(r"^>(?=>*From )", re.MULTILINE)  # and before a line of it that begins like that
_HEADER = later(rb"(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*)+\r?(?:\n|\Z)")
_HTML = ("text/html", "application/xhtml+xml")
_MAX_BRACKETS = 20  # that an address has; the library reads them one in the other
_ADDRESS = later(r"[^\s<>()\"',;:@]+@[^\s<>()\"',;:@]+")


def is_mhtml(data: bytes) -> bool:
    r"""Whether the bytes begin with the header of a saved page.

    >>> is_mhtml(b'MIME-Version: 1.0\nContent-Type: multipart/related; type="text/html"; boundary="x"\n\n')
    True
    """
    header = _header(data)
    return header is not None and header.type == "multipart/related" and not _is_sent(header)


def is_mail(data: bytes) -> bool:
    r"""Whether the bytes begin with the header of an e-mail: lines of a header alone, with an address and a date.

    >>> is_mail(b"From: Desk <desk@news.example>\nDate: Tue, 3 Dec 2024 10:00:00 +0300\n\nHama fell.")
    True
    >>> is_mail(b"From: Damascus\nDate: Tuesday\n\nHama fell.")
    False
    """
    header = _header(data)
    return header is not None and _is_sent(header)


def _header(data: bytes) -> Part | None:
    """The header that the bytes begin with; None if they don't."""
    head = _without_mbox_line(data[:_LONGEST_HEADER])
    return message_of(head) if _HEADER.match(head) else None


def _without_mbox_line(data: bytes) -> bytes:
    line = _MBOX_LINE.match(data)
    return data[line.end() :] if line else data


def mail_of(data: bytes) -> Part:
    """The e-mail that the bytes are, recognised by `is_mail`."""
    return message_of(_without_mbox_line(data))


def _is_sent(header: Part) -> bool:
    sender = _said(header, "From")
    saved_page = "snapshot-content-location" in header.fields or sender.startswith("<Saved by")
    return "@" in sender and _is_date(_said(header, "Date")) and not saved_page


def _said(message: Part, name: str) -> str:
    """The line of the header by that name, decoded; empty where there is none."""
    return plain_value(message.field(name.lower())) or ""


def _is_date(written: str) -> bool:
    try:
        parsedate_to_datetime(written[:100])
    except (ValueError, TypeError, OverflowError, IndexError):
        return False
    return True


def _extract_mhtml(data: bytes) -> Extract:
    message = message_of(data)
    page = next((part for part in parts_of(message) if part.type in _HTML), None)
    if page is None:
        raise CaptureRejected("holds no HTML")
    uri = _said(message, "Snapshot-Content-Location") or _said(page, "Content-Location") or None
    saved = _said(message, "Date")
    extract = _page_of(page, uri)
    return extract._replace(
        extractor=f"{extractor('mhtml')} {extract.extractor}",
        uri=uri,
        captured_at=saved if _is_date(saved) else None,
    )


def _extract_mail(data: bytes) -> Extract:
    message = mail_of(data)
    body = body_of(list(parts_of(message)))
    if not body:
        raise CaptureRejected("holds no text")
    if body[0].type in _HTML:
        extract = _page_of(body[0], None)
        made_by = f"{extractor('eml')} {extract.extractor}"
    else:
        decoded = [decode_page(part.payload(), part.charset) for part in body]
        text = without_quote_marks("\n".join(each.text.replace("\r\n", "\n") for each in decoded))
        if _MBOX_LINE.match(data):
            text = _MBOX_MARK.sub("", text)
        check_is_text(text)
        warning = next((each.warning for each in decoded if each.warning), None)
        extract = Extract(text=text, encoding=decoded[0].encoding, warning=warning)
        made_by = extractor("eml")
    found = passed_on(extract.text)
    facts = tuple(_facts_of_story(message, found) if found else _facts(message))
    story = found.story if found else own_text(extract.text)
    titles = [fact.value for fact in (*facts, *extract.facts) if fact.field == "headline"]
    return _within(extract, story, titles)._replace(extractor=made_by, facts=facts)


def _within(extract: Extract, story: Span, titles: Sequence[str]) -> Extract:
    """The extract with all lines outside of the story marked so; if the headline is one, a line within that says it."""
    lines = [Span(*line.span()).within(extract.text) for line in re.finditer(r"[^\n]*\S[^\n]*", extract.text)]
    beside = [line for line in lines if not story.contains(line)]
    if not beside:
        return extract
    if extract.marked:
        marked = [one if story.contains(one.span) else one._replace(role=Role.CHROME) for one in extract.marked]
        if all(one.role is not Role.HEADLINE for one in marked):
            inside = (i for i, one in enumerate(marked) if story.contains(one.span))
            title = next((i for i in inside if marked[i].span.of(extract.text) in titles), None)
            if title is not None:
                marked[title] = marked[title]._replace(role=Role.HEADLINE)
        return extract._replace(marked=tuple(marked))
    outside = {*extract.outside, *beside}
    return extract._replace(outside=tuple(sorted(outside)))


def body_of(parts: list[Part]) -> list[Part]:
    """What a reader is shown of a message: its plain texts, or else its first page; none if it shows none.

    A blank plain text doesn't count: some programs put an empty one beside the HTML that holds the words.
    """
    shown = [part for part in parts if part.type in ("text/plain", *_HTML) and not _is_file(part)]
    shown = [part for part in shown if part.payload().strip()]
    plain = [part for part in shown if part.type == "text/plain"]
    if not shown or shown[0].type == "text/plain":
        return plain
    page = shown[0]
    has_plain_form = "multipart/alternative" in page.within and any(part.within == page.within for part in plain)
    return plain if has_plain_form else [page]


def _is_file(part: Part) -> bool:
    """Whether a part is there to be saved, not to be shown; a message of one part has nothing else to show."""
    return bool(part.within) and (part.is_attached or (part.type == "text/plain" and part.name is not None))


def _page_of(part: Part, uri: str | None) -> Extract:
    payload = part.payload()
    if not payload.strip():
        raise CaptureRejected("holds no text")
    return extract_page(decode_page(payload, part.charset), uri)


def _facts(message: Part) -> Iterator[Fact]:
    """What the header says: subject, day, and who sent it, by name and by the site of the address."""
    name, address = _sender(_said(message, "From"))
    subject = _said(message, "Subject")
    said = {"headline": ("Subject", bare_subject(subject))}
    if not is_forward(subject):  # else day and sender are those of whoever passed the story on
        said |= {"published": ("Date", _said(message, "Date"))}
        said |= {"byline": ("From", plain_value(name) or ""), "site": ("From", address.rpartition("@")[2])}
    for field, (line, value) in said.items():
        if value:
            yield Fact(field, value, f"eml:{line}")


def _facts_of_story(message: Part, found: PassedOn) -> Iterator[Fact]:
    """What is said of a story that was passed on: by the header above it, and by the forwarding mail's subject."""
    name, address = _sender(plain_value(found.sender) or "")
    if "@" not in address:  # some programs give the name alone
        name, address = plain_value(found.sender) or "", ""
    said = {"headline": bare_subject(plain_value(found.subject) or _said(message, "Subject"))}
    said |= {"published": plain_value(found.date) or "", "byline": plain_value(name) or ""}
    said |= {"site": address.rpartition("@")[2]}
    for field, value in said.items():
        if value:
            yield Fact(field, value, "eml:forwarded message")


def _sender(written: str) -> tuple[str, str]:
    """Name and address of a sender; of one that isn't written as it should be, the address alone."""
    if sum(written.count(bracket) for bracket in "([<") > _MAX_BRACKETS:
        found = _ADDRESS.search(written)
        return "", found.group() if found else ""
    return parseaddr(written)


MHTML = Format("mhtml", is_mhtml, _extract_mhtml)
EML = Format("eml", is_mail, _extract_mail)
