"""Files of every format that is taken, made by code."""

import io
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Mapping
from email.message import EmailMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

Pack = Callable[[Mapping[str, bytes | str]], bytes]
Compress = Callable[[bytes], bytes]

HEADLINE = "Council of Tel Samir Reopens the Old Bridge"
BYLINE = "Rana Haddad"
PARAGRAPHS = (
    "The council of Tel Samir reopened the old bridge over the canal on Tuesday, three years after it was damaged in "
    "the fighting, officials said.",
    "“People can cross on foot from today,” the mayor, Samir Khalil, told Example News, adding that lorries would have "
    "to wait until spring.",
    "Engineers had spent the summer replacing the railings and the deck, and the last lamps went up at the weekend.",
)
BODY = "\n".join(PARAGRAPHS)
HEAD = f"<title>{HEADLINE} | Example News</title>"
URI = "https://example.org/2024/12/bridge"
CRAWLED = "2024-12-04T10:00:00Z"


def page(
    head: str = HEAD,
    *,
    above: str = "",
    below: str = "",
    within: str = "",
    charset: str | None = "utf-8",
    lang: str = "en",
) -> str:
    """A page of a news site: navigation, an article, a footer."""
    meta = f'<meta charset="{charset}">' if charset else ""
    prose = "\n".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    return f"""<!DOCTYPE html>
<html lang="{lang}"><head>{meta}{head}<style>p {{ color: black }}</style></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/iraq">Iraq</a></li></ul></nav>
<main><article><h1>{HEADLINE}</h1>{above}
{prose.replace("</p>", f"</p>{within}", 1)}
</article></main>{below}
<footer><p>© 2024 Example News. All rights reserved.</p></footer>
<script>var unseen = "not text";</script></body></html>
"""


def response(
    body: bytes | str, content_type: str = "text/html; charset=utf-8", status: str = "200 OK", **headers: str
) -> bytes:
    """What a web server answers."""
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {content_type}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode() + (body if isinstance(body, bytes) else body.encode())


def record(block: bytes, uri: str = URI, date: str = CRAWLED, type: str = "response") -> bytes:
    """A record of a web archive."""
    header = (
        f"WARC/1.1\r\nWARC-Type: {type}\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{zlib.crc32(block):012x}>\r\n"
        f"WARC-Target-URI: {uri}\r\nWARC-Date: {date}\r\nContent-Type: application/http; msgtype={type}\r\n"
        f"Content-Length: {len(block)}\r\n\r\n"
    )
    return header.encode() + block + b"\r\n\r\n"


def mhtml(body: str, uri: str = URI, date: str = "Wed, 4 Dec 2024 10:00:00 -0000") -> bytes:
    """A page as Chromium saves it whole."""
    message = MIMEMultipart("related", type="text/html")
    message["From"] = "<Saved by Blink>"
    message["Snapshot-Content-Location"] = uri
    message["Subject"] = HEADLINE
    message["Date"] = date
    part = MIMEText(body, "html", "utf-8")
    part["Content-Location"] = uri
    message.attach(part)
    message.attach(MIMEText("p { color: black }", "css", "utf-8"))
    return message.as_bytes()


def mail(text: str | None = BODY, html: str | None = None, **headers: str) -> bytes:
    """An e-mail with a plain body, one in HTML, or both."""
    message = EmailMessage()
    defaults = {
        "From": "Rana Haddad <desk@example.org>",
        "Date": "Tue, 03 Dec 2024 23:30:00 +0300",
        "Subject": HEADLINE,
        "Message-ID": "<1@example.org>",
    }
    for name, value in (defaults | headers).items():
        message[name] = value
    if text is not None:
        message.set_content(text)
    if html is not None and text is not None:
        message.add_alternative(html, subtype="html")
    elif html is not None:
        message.set_content(html, subtype="html")
    return message.as_bytes()


def pdf(*pages: str, title: str | None = None) -> bytes:
    """A PDF document; each page's lines one below the other. Only what Latin-1 has."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, text in enumerate(pages):
        shown = "".join(f"({_escaped(line)}) Tj T*\n" for line in text.splitlines())
        stream = f"BT /F1 10 Tf 12 TL 40 780 Td\n{shown}ET".encode("latin-1")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 900 800] /Contents {5 + 2 * number} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n" % len(stream) + stream + b"\nendstream")
    if title is not None:
        objects.append(f"<< /Title ({_escaped(title)}) /CreationDate (D:20241201120000Z) >>".encode("latin-1"))
    return numbered(objects, info=title is not None)


def numbered(objects: list[bytes], *, info: bool) -> bytes:
    """A PDF document of these objects, numbered from 1."""
    data = b"%PDF-1.4\n"
    places: list[int] = []
    for number, content in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = f"<< /Size {len(objects) + 1} /Root 1 0 R {f'/Info {len(objects)} 0 R' if info else ''} >>".encode()
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table
    return data + b"trailer\n" + trailer + b"\nstartxref\n%d\n%%%%EOF\n" % start


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def zipped(files: Mapping[str, bytes | str], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP archive."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", compression) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


def tarred(files: Mapping[str, bytes | str], mode: str = "w") -> bytes:
    """A tar archive; `mode` may compress it ("w:gz")."""
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode=mode) as archive:  # type: ignore[call-overload]
        for name, content in files.items():
            data = content.encode() if isinstance(content, str) else content
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return made.getvalue()
