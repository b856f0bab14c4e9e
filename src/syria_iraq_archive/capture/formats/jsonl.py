"""JSON objects, as a line of JSON Lines holds one: the text in the field ``text``, metadata in fields beside it."""

import json
from typing import Any

from syria_iraq_archive.capture.encodings import check_is_text
from syria_iraq_archive.capture.formats.base import Extract, Fact, Format, extractor, plain_value
from syria_iraq_archive.errors import CaptureRejected

FIELDS = {
    "headline": ("headline", "title"),
    "byline": ("byline", "author", "authors"),
    "published": ("published", "date_published", "datePublished", "published_at", "publish_date", "pubdate", "date"),
    "site": ("source", "site", "site_name", "sitename", "publisher", "outlet"),
    "url": ("url", "uri", "link"),
    "language": ("language", "lang"),
}
"""For each field of an article the names it has in such files, the first that is there counts."""

NO_ARTICLE = "is no JSON object with a text in its field `text`"
"""Why something in JSON isn't taken."""

_CAPTURED = ("retrieved", "captured_at", "crawled", "fetched", "warc_date")


def article_object(data: bytes) -> dict[str, Any] | None:
    """The JSON object that `data` is, if it has a text; None if it is anything else.

    >>> article_object(b'{"text": "Hama fell."}')
    {'text': 'Hama fell.'}
    >>> article_object(b'["Hama fell."]')
    """
    if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return None
    try:
        content = json.loads(data)
    except (ValueError, RecursionError):
        return None
    return content if isinstance(content, dict) and isinstance(content.get("text"), str) else None


def _extract(data: bytes) -> Extract:
    content = article_object(data)
    assert content is not None, "recognised"
    text: str = content["text"]
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise CaptureRejected("has half a surrogate pair in its text") from error
    check_is_text(text)
    facts = (_fact(content, field, names) for field, names in FIELDS.items())
    return Extract(
        text=text,
        encoding=json.detect_encoding(data),
        extractor=extractor("jsonl"),
        facts=tuple(fact for fact in facts if fact),
        uri=_first(content, FIELDS["url"])[1],
        captured_at=_first(content, _CAPTURED)[1],
    )


def _fact(content: dict[str, Any], field: str, names: tuple[str, ...]) -> Fact | None:
    name, value = _first(content, names)
    return Fact(field, value, f"jsonl:{name}") if value else None


def _first(content: dict[str, Any], names: tuple[str, ...]) -> tuple[str, str | None]:
    """The first of the fields that says something, and what."""
    for name in names:
        value = content.get(name)
        words = ", ".join(one for one in value if isinstance(one, str)) if isinstance(value, list) else value
        if line := plain_value(words):
            return name, line
    return "", None


JSONL = Format("jsonl", lambda data: article_object(data) is not None, _extract)
