"""Files of every format that are made to cost much: each kind a function of the size wanted, in bytes on disk.

    python -m tests.hostile.formats KIND SIZE

reads such a file as ingest does, parses what is in it, and prints what that took.
"""

import bz2
import gzip
import io
import json
import lzma
import resource
import sys
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from time import process_time

from tests import saved
from tests.hostile.captures import Kind

DOCTYPE = "<!DOCTYPE html><html><body>"
PROSE = f"<article>{''.join(f'<p>{each}</p>' for each in saved.PARAGRAPHS)}<figure><p>a</p></figure></article>"
HEADER = "From: Desk <desk@example.org>\nDate: Tue, 3 Dec 2024 10:00:00 +0300\nMIME-Version: 1.0\n"


def _page(unit: str, before: str = "", after: str = "x") -> Callable[[int], bytes]:
    return lambda size: f"{DOCTYPE}{before}{unit * max(1, size // len(unit))}{after}".encode()


def _attributes(size: int) -> bytes:
    return f"{DOCTYPE}<p {' '.join(f'a{number}=1' for number in range(size // 9))}>x".encode()


def _stacks(tags: str, depth: int = 140) -> Callable[[int], bytes]:
    opened, closed = "".join(f"<{tag}>" for tag in tags.split()), "".join(f"</{t}>" for t in reversed(tags.split()))
    unit = opened * (depth // len(tags.split())) + "x" + closed * (depth // len(tags.split()))
    return _page(unit)


PAGES = (
    *(Kind(f"HTML: {unit}", _page(unit)) for unit in ("<p>", "<p>x", "<td>x", "<table><td>", "<li>x", "<b>", "<div>x")),
    *(Kind(f"HTML: {unit}", _page(unit)) for unit in ("<h1>", "<h1>x", "<nav>x", "<table><tr><td>x", "<a>x", "<h1>x</h1>")),  # noqa: E501
    *(Kind(f"HTML: {unit} behind prose", _page(unit, PROSE)) for unit in ("<p>x", "<h2>x</h2><p>y", "<tr><td>x", "x<br><br>")),  # noqa: E501
    *(Kind(f"HTML: {unit} behind prose", _page(unit, PROSE)) for unit in ("<div>x</div>", "<dl><dd>x</dd></dl>", "<section><p>x</section>")),  # noqa: E501
    *(Kind(f"HTML: stacks of {tags}", _stacks(tags)) for tags in ("div", "b", "table tr td", "blockquote p", "h1 span", "ul li")),  # noqa: E501
    Kind("HTML: attributes of one element", _attributes),
    Kind("HTML: attributes of many", _page("<p a=1 b=2 c=3 d=4 e=5 f=6 g=7 class='x y' id=q>x")),
    Kind("HTML: an open quote", _page('<p a="')),
    Kind("HTML: open comments", _page("<!--", "<p>x")),
    Kind("HTML: one line of words", _page("word and ")),
    Kind("HTML: one word", _page("w")),
    Kind("HTML: entities", _page("&amp;&#1574;")),
    Kind("HTML: meta elements", _page("<meta name=author content=x>")),
    Kind("HTML: JSON-LD", lambda size: f"{DOCTYPE}x<script type='application/ld+json'>{'[' * size}</script>".encode()),
    Kind("HTML: JSON-LD of authors", lambda size: f"{DOCTYPE}x<script type='application/ld+json'>{json.dumps({'@type': 'Article', 'author': ['Rana Haddad'] * (size // 16)})}</script>".encode()),  # noqa: E501
    Kind("HTML: elements in a form", _page("<form><p>x")),
    Kind("HTML: hidden elements", _page("<p hidden>x<p>y")),
)  # fmt: skip


def _response(page: bytes) -> bytes:
    packed = zlib.compressobj(9, wbits=31)
    return saved.record(saved.response(packed.compress(page) + packed.flush(), Content_Encoding="gzip"))


def _mail(unit: str, type: str = "multipart/mixed; boundary=a") -> Callable[[int], bytes]:
    return lambda size: f"{HEADER}Content-Type: {type}\n\n{unit * (size // len(unit))}".encode()


def _deep_mail(size: int) -> bytes:
    opened, number = "", 0
    while len(opened) < size:
        opened += f"Content-Type: multipart/mixed; boundary=b{number}\n\n--b{number}\n"
        number += 1
    return (HEADER + opened + "Content-Type: text/plain\n\nHama.").encode()


MAILS = (
    Kind("mail: parts", _mail("--a\n\nx\n")),
    Kind("mail: boundaries", _mail("--a\n")),
    Kind("mail: messages", _mail("--a\nContent-Type: message/rfc822\n\nFrom: a@b.c\nDate: 3 Dec 2024\n\nx\n")),
    Kind("mail: nested", _deep_mail),
    Kind("mail: nested messages", _mail(f"{HEADER}Content-Type: message/rfc822\n\n", "message/rfc822")),
    Kind("mail: fields", lambda size: (HEADER + "X: y\n" * (size // 5) + "\nx").encode()),
    Kind("mail: brackets", lambda size: f"{HEADER}To: {'(' * size}\n\nx".encode()),
    Kind("mail: encoded words", lambda size: f"{HEADER}Subject: {'=?utf-8?q?a?= ' * (size // 15)}\n\nx".encode()),
    Kind("mail: parameters", lambda size: f"{HEADER}Content-Type: text/plain{'; a*0=b' * (size // 8)}\n\nx".encode()),
    Kind("mail: a page", lambda size: f"{HEADER}Content-Type: text/html\n\n".encode() + _page("<p>x")(size)),
)


def _pdf(stream: bytes, pages: int = 1, resources: str = "", extra: tuple[bytes, ...] = ()) -> bytes:
    kids = " ".join(["4 0 R"] * pages)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 900 800] /Contents 5 0 R "
        f"/Resources << /Font << /F1 3 0 R >> {resources} >> >>".encode(),
        _stream(stream),
        *extra,
    ]
    return saved.numbered(objects, info=False)


def _stream(content: bytes, fields: str = "") -> bytes:
    packed = zlib.compress(content, 9)
    return f"<< /Length {len(packed)} /Filter /FlateDecode {fields} >>\nstream\n".encode() + packed + b"\nendstream"


def _shown(number: int, shown: bytes = b"(Hama) Tj T*\n") -> bytes:
    return b"BT /F1 10 Tf 12 TL 40 780 Td\n" + shown * number + b"ET"


def _forms(size: int) -> bytes:
    """Forms that show forms: each ten times the next."""
    forms = []
    for number in range(8):
        shown = b"/X Do " * 10 if number < 7 else _shown(max(1, size // 2_000))
        inner = f"/XObject << /X {7 + number} 0 R >>" if number < 7 else ""
        forms.append(_stream(shown, f"/Type /XObject /Subtype /Form /Resources << /Font << /F1 3 0 R >> {inner} >>"))
    return _pdf(b"/X Do " * 10, resources="/XObject << /X 6 0 R >>", extra=tuple(forms))


PDFS = (
    Kind("PDF: steps", lambda size: _pdf(_shown(size // 2))),
    Kind("PDF: a bomb of steps", lambda size: _pdf(_shown(size * 20))),
    Kind("PDF: a page many times", lambda size: _pdf(_shown(100), pages=size // 6)),
    Kind("PDF: numbers", lambda size: _pdf(b"1 " * (size * 100))),
    Kind("PDF: arrays", lambda size: _pdf(b"[" * (size * 50))),
    Kind("PDF: one text", lambda size: _pdf(_shown(1, b"(" + b"Hama " * (size * 40) + b") Tj"))),
    Kind("PDF: parts of a text", lambda size: _pdf(_shown(1, b"[" + b"(a) -300 " * (size * 5) + b"] TJ"))),
    Kind("PDF: states", lambda size: _pdf(b"q " * (size * 100))),
    Kind("PDF: zeros", lambda size: _pdf(bytes(size * 900))),
    Kind("PDF: forms", _forms),
    Kind("PDF: objects that aren't there", lambda size: b"%PDF-1.4\n" + b"1 0 obj\n<<>>\nendobj\n" * (size // 20)),
    Kind("PDF: dictionaries in each other", lambda size: b"%PDF-1.4\n1 0 obj\n" + b"<</A " * (size // 5)),
)


def _tar(entry: Callable[[int], tuple[str, bytes]], number: int, mode: str = "w") -> bytes:
    return saved.tarred(dict(map(entry, range(number))), mode)


def _nested_gzip(size: int) -> bytes:
    """Bombs in a bomb: each inner one is harmless by itself."""
    bomb = gzip.compress(bytes(40_000_000))
    return gzip.compress(saved.tarred({f"{number}.txt.gz": bomb for number in range(max(1, size // 100))}))


def _zip(entries: Callable[[int], tuple[str, bytes]], number: int) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for each in range(number):
            archive.writestr(*entries(each))
    return made.getvalue()


def _pax(size: int) -> bytes:
    entry = tarfile.TarInfo("a.txt")
    entry.pax_headers = {"size": str(10**18), "comment": "x" * 100}
    return entry.tobuf(tarfile.PAX_FORMAT) * max(1, size // 2_000)


CONTAINERS = (
    Kind("gzip: zeros", lambda size: gzip.compress(bytes(size * 1_000))),
    Kind("bzip2: zeros", lambda size: bz2.compress(bytes(min(400_000_000, size * 1_000)))),
    Kind("xz: zeros in gzip", lambda size: lzma.compress(gzip.compress(bytes(min(400_000_000, size * 1_000))))),
    Kind("gzip: empty parts", lambda size: gzip.compress(b"") * (size // 20)),
    Kind("gzip: lines", lambda size: gzip.compress(b"{}\n" + b"x\n" * (size * 100))),
    Kind("tgz: bombs in a bomb", _nested_gzip),
    Kind("tgz: empty files", lambda size: _tar(lambda number: (f"{number}.txt", b""), size // 20, "w:gz")),
    Kind("tar: claims", _pax),
    Kind(
        "tgz: long names", lambda size: _tar(lambda number: ("a" * 9_000 + f"{number}.txt", b""), size // 500, "w:gz")
    ),
    Kind("zip: empty files", lambda size: _zip(lambda number: (f"{number}.txt", b""), size // 110)),
    Kind("zip: zeros", lambda size: _zip(lambda number: (f"{number}.txt", bytes(19_000_000)), max(1, size // 19_000))),
    Kind("zip: one line", lambda _: _zip(lambda _: ("a.txt", b"word " * 2_600_000), 1)),
    Kind("zip: one word", lambda _: _zip(lambda _: ("a.txt", b"w" * 13_000_000), 1)),
    Kind("zip: a page of lines", lambda _: _zip(lambda _: ("a.html", _page("<p>x")(13_000_000)), 1)),
    Kind("zip: a page of words", lambda _: _zip(lambda _: ("a.html", _page("word and ")(13_000_000)), 1)),
    Kind("zip: many lines", lambda _: _zip(lambda _: ("a.txt", b"a b\n" * 99_000), 1)),
    Kind("WARC: a page of lines", lambda size: _response(_page("<p>x")(size * 40))),
    Kind("WARC: claims", lambda size: b"WARC/1.0\r\nContent-Length: 99999999\r\n\r\n" * (size // 40)),
    Kind("WARC: no headers", lambda size: b"WARC/1.0\r\na:\r\n" * (size // 14)),
    Kind("WARC: a header", lambda size: b"WARC/1.0\r\n" + b"a:b\r\n" * (size // 5)),
    Kind("WARC: strays", lambda size: (saved.record(b"x", type="request") + b"?") * (size // 300)),
    Kind("JSON Lines: no objects", lambda size: b'{"text": "a"}\n' + b"x\n" * (size // 2)),
    Kind("JSON Lines: brackets", lambda size: b'{"text": "a"}\n' + (b'{"a":' * 10_000 + b"\n") * (size // 50_000)),
)

KINDS = (*PAGES, *MAILS, *PDFS, *CONTAINERS)


def main() -> None:
    """Read one file of a kind in this process, and print what it took."""
    from syria_iraq_archive.capture.containers.items import stream_items
    from syria_iraq_archive.engine.work import Parsed, parse_bytes
    from syria_iraq_archive.pipeline import Pipeline
    from syria_iraq_archive.registry.load import load_registry
    from syria_iraq_archive.registry.location import default_folder

    kind = next(kind for kind in KINDS if kind.name == sys.argv[1])
    data = kind.make(int(sys.argv[2]))
    pipeline = Pipeline(load_registry(default_folder()))
    made = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begun, taken, reasons = process_time(), 0, []
    for item in stream_items(io.BytesIO(data), "a"):
        if item.data is None:
            reasons.append(str(item.refusal))
            continue
        parsed = parse_bytes(pipeline.run, item.data, item.path)
        taken += isinstance(parsed, Parsed)
        reasons += [] if isinstance(parsed, Parsed) else [parsed.reason]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    result = {"bytes": len(data), "seconds": round(process_time() - begun, 2), "peak_mb": peak // 1024,
              "before_mb": made // 1024, "taken": taken, "refused": len(reasons), "reason": (reasons or [""])[-1][:90]}  # fmt: skip  # noqa: E501
    print(json.dumps(result))


if __name__ == "__main__":
    main()
