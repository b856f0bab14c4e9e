"""HTML pages: their encoding, their visible text, which of it is furniture, and what the page says of itself."""

import codecs
import re

from syria_iraq_archive.capture.encodings import MARKED, Decoded, check_is_text, decode_and_doubt, first_damage
from syria_iraq_archive.capture.formats.base import Extract, Format, extractor
from syria_iraq_archive.capture.formats.page_size import Extraction, extraction_of
from syria_iraq_archive.capture.formats.pages import page_lines, page_text, tree_of
from syria_iraq_archive.errors import CaptureRejected
from syria_iraq_archive.extras import is_installed
from syria_iraq_archive.patterns import later

LIBRARIES = ("lxml", "trafilatura")

MOST_NULS = 100  # characters for each
_HEAD = 4096  # bytes in which a page says its encoding
_TAGS = (
    "!doctype html|html|head|body|title|base|link|meta|script|style|noscript|iframe|article|aside|blockquote|center|dl"
    "|div|figure|footer|form|h[1-6]|header|hr|li|main|nav|ol|p|pre|section|table|ul|a|b|br|em|font|i|img|small|span|strong"
)
_PAGE = later(rf"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?>.*?-->)\s*)*+<(?:{_TAGS})[\s>/]".encode(), re.IGNORECASE | re.DOTALL)
# Of a page, a mail or a feed; no text that somebody copied begins so.
_WHOLE_PAGE = later(
    rb"\s*(?:<\?xml|(?:<!--(?>.*?-->)\s*)*+<(?:!doctype html|html|head|body|title|base|link|meta|style))[\s>/]",
    re.IGNORECASE | re.DOTALL,
)
# An element without content, or with content that no page shows; or a tag whose end is left out.
_FIRST_ELEMENT = later(
    rb"\s*(?:<!--(?>.*?-->)\s*)*+<(\w++)[^>]*>(?:(?<=/>)|(?:[^<]*+</\1\s*>)?)", re.IGNORECASE | re.DOTALL
)
_TAG = later(rf"</?(?:{_TAGS})[\s>/]".encode(), re.IGNORECASE)
_DECLARED = later(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w:.-]+)|<\?xml[^>]+encoding=[\"']([\w:.-]+)", re.IGNORECASE)
_UNWRITABLE = later("[\x01-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # what trafilatura can't put in a tree of its own
# What those who save a page write into it: browsers, SingleFile and its like, and HTTrack.
_COMMENT = later(r"<!--(.*?)-->", re.DOTALL)
_SAVED_FROM = later(r"\s*saved from url=\(\d+\)\s*(\S+)\s*$")
_SAVED_BY = later(r"\s*(?:page\s+)?(?:saved|archived)\s+(?:with|by|using|from)\b", re.IGNORECASE)
_SAID_URL = later(r"^[ \t]*(?:url|source|original url|page url)\s*:\s*(\S+)[ \t]*$", re.IGNORECASE | re.MULTILINE)
_SAID_DATE = later(r"^[ \t]*(?:saved|archived)?[ \t]*(?:date|on|at)\s*:\s*(\S.*?)[ \t]*$", re.IGNORECASE | re.MULTILINE)
_MIRRORED = later(r"\s*Mirrored from (\S+) by HTTrack[^,]*,\s*(.*?)\s*$")

# The names that browsers read otherwise than Python does: https://encoding.spec.whatwg.org/#names-and-labels
_AS_BROWSERS_READ = {
    **dict.fromkeys(("iso8859-1", "ascii"), "cp1252"),
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "utf-16": "utf-16-le",
}


# Those that browsers know: Python knows others, some of which aren't encodings of text at all.
_BROWSERS_READ = later(
    r"cp\d+|iso8859-\d+|koi8-[ru]|mac-(?:roman|cyrillic)|utf-8|utf-16-[lb]e|gb18030|big5|euc_(?:jp|kr)|shift_jis|iso2022_jp"
)


def is_html(data: bytes) -> bool:
    r"""Whether the bytes begin as those of an HTML page do, and not as text behind one stray tag.

    >>> is_html(b"<!DOCTYPE html><title>Hama falls</title>"), is_html(b"Hama <b>falls</b>")
    (True, False)
    >>> is_html(b"<img src=dot.gif><p>Hama falls"), is_html(b"<img src=dot.gif>\nHama falls\nHoms holds")
    (True, False)
    """
    head = data[:_HEAD]
    for marked in MARKED:
        if head.startswith(marked.mark):
            head = head[len(marked.mark) :].decode(marked.codec, "ignore").encode()
            break
    return bool(_PAGE.match(head)) and not _is_text_behind_a_tag(head)


def _is_text_behind_a_tag(head: bytes) -> bool:
    """Whether one element stands above lines of text without any: a counter or an advertisement, copied along."""
    first = None if _WHOLE_PAGE.match(head) else _FIRST_ELEMENT.match(head)
    if first is None:
        return False
    rest = head[first.end() :]
    return len(rest.split(b"\n")) > 1 and rest.strip() != b"" and not _TAG.search(rest)


def decode_page(data: bytes, declared: str | None = None) -> Decoded:
    """The page as text, and its encoding; `declared` is what whoever sent it said of it.

    A byte-order mark tells, then that it is UTF-8 throughout, then what is declared if the text bears that out;
    else the encoding is guessed as a plain text's is. What doesn't fit becomes U+FFFD, as in a browser.
    """
    for marked in MARKED:
        if data.startswith(marked.mark):
            return Decoded(data[len(marked.mark) :].decode(marked.codec, "replace"), marked.name)
    in_page = _DECLARED.search(data[:_HEAD])
    names = [declared, (in_page[1] or in_page[2]).decode() if in_page else None]
    encodings = [encoding for encoding in map(_known, names) if encoding]
    if (text := _strictly(data, "utf-8")) is not None:
        return Decoded(text, "utf-8")
    if not encodings:
        return decode_and_doubt(data)
    if first_damage(data) is not None:
        return Decoded(data.decode("utf-8", "replace"), "utf-8")
    return _decode_as_declared(data, encodings)


def _strictly(data: bytes, encoding: str) -> str | None:
    """The text that the bytes are in the encoding; None if they aren't, or hold too many NULs: UTF-16, or no text."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return text if MOST_NULS * text.count("\0") <= len(text) else None


def _decode_as_declared(data: bytes, encodings: list[str]) -> Decoded:
    """The page in the first encoding declared that it fits; in another if that alone makes likely text of it."""
    from syria_iraq_archive.capture.guessing import ENCODINGS, guess  # what no UTF-8 page should pay

    guessed = guess(data, encodings)
    if guessed and guessed.certain:
        said = f"declares {encodings[0]}, but its bytes are {guessed.encoding}"
        text = data.decode(guessed.encoding)
        return Decoded(text, guessed.encoding, None if guessed.encoding in encodings else said)
    for encoding in encodings:
        if (strictly := _strictly(data, encoding)) is not None:
            said = f"decoded as {encoding}, as it declares, though the text doesn't bear that out"
            return Decoded(strictly, encoding, said if encoding in ENCODINGS else None)
    return Decoded(data.decode(encodings[0], "replace"), encodings[0])


def _known(name: str | None) -> str | None:
    """Python's name of the encoding that a browser reads under `name`; None if there is none."""
    try:
        known = codecs.lookup((name or "").strip().removesuffix("-i")).name  # as in iso-8859-8-i
    except LookupError:
        return None
    name = _AS_BROWSERS_READ.get(known, known)
    return name if _BROWSERS_READ.fullmatch(name) else None


def extract_page(decoded: Decoded, uri: str | None = None) -> Extract:
    """The text of an HTML page and what it says of itself. Of a huge page the extractor names no trafilatura.

    If trafilatura isn't installed, the program's own model tells the lines of the story without it.

    Raises `CaptureRejected` if the page shows no text or can't be read whole.
    """
    from syria_iraq_archive.capture.formats.html_metadata import page_facts, said_of_story  # plain text needs none
    from syria_iraq_archive.capture.formats.main_text import kept_lines, outside_main_text
    from syria_iraq_archive.capture.formats.tree_model.marking import mark_lines

    page, encoding, warning = decoded
    page = page.replace("\r\n", "\n").replace("\r", "\n")
    tree = tree_of(page)
    lines = page_lines(tree)
    text = page_text(lines)
    if not lines:
        raise CaptureRejected("shows no text", hint="a page that a script fills is saved by the browser as MHTML")
    check_is_text(text)
    has_trafilatura = is_installed("trafilatura")
    how = extraction_of(tree) if has_trafilatura else Extraction.NONE
    asked = tree_of(_UNWRITABLE.sub(" ", page)) if _UNWRITABLE.search(page) else tree
    facts = page_facts(asked, uri, how)
    said = said_of_story(asked)
    said = said._replace(guessed=tuple(fact.value for fact in facts if fact.field == "byline" and " " in fact.value))
    keeps = kept_lines(asked, lines, how)
    marked = mark_lines(lines, said, keeps)
    made_by = extractor("html", libraries=LIBRARIES[: 1 if how is Extraction.NONE else 2])
    address, saved = _saved_from(page)
    return Extract(
        text=text,
        encoding=encoding,
        extractor=made_by if has_trafilatura else f"{made_by} trafilatura=None",  # with it, the page is read again
        facts=facts,
        outside=() if marked else outside_main_text(lines, keeps),
        marked=marked,
        uri=uri or address,
        captured_at=saved,
        warning=warning,
    )


def _saved_from(page: str) -> tuple[str | None, str | None]:
    """The address that a page was saved from and when, as whoever saved it wrote into a comment at its head."""
    for comment in _COMMENT.finditer(page[:_HEAD]):
        said = comment[1]
        if browser := _SAVED_FROM.match(said):
            return _address(browser[1]), None
        if mirrored := _MIRRORED.match(said):
            return _address(mirrored[1]), mirrored[2]
        if _SAVED_BY.match(said):
            url, saved = _SAID_URL.search(said), _SAID_DATE.search(said)
            return _address(url[1]) if url else None, saved[1] if saved else None
    return None, None


def _address(written: str) -> str | None:
    """An address of the web; None for a file of whoever saved the page, or none at all ("about:internet")."""
    if re.match(r"https?://[^\s/]+", written):
        return written
    return f"https://{written}" if re.match(r"(?:[\w-]+\.)+[a-z]{2,}(?:/|$)", written) else None


def _extract(data: bytes) -> Extract:
    return extract_page(decode_page(data))


HTML = Format("html", is_html, _extract)
