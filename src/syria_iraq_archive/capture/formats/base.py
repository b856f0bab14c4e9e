"""What extracting yields, and what a format declares."""

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from syria_iraq_archive.records import Role
from syria_iraq_archive.spans import Span


class Fact(NamedTuple):
    """What a file says of its article outside the text, and where: ``html:meta article:published_time``."""

    field: str
    value: str
    rule: str
    span: Span | None = None  # of the text that prints it, if the format shows which that is


def plain_value(value: object) -> str | None:
    r"""A value of metadata as one line without control characters; None if nothing is left, or it is no text.

    >>> plain_value(" Hama\n falls\x07 "), plain_value("\ud800"), plain_value(7)
    ('Hama falls', None, None)
    """
    if not isinstance(value, str):
        return None
    line = " ".join("".join(c for c in value if c >= " " or c.isspace()).split())
    try:
        line.encode()
    except UnicodeEncodeError:  # half a surrogate pair, which JSON can hold
        return None
    return line or None


class MarkedLine(NamedTuple):
    """A line of a page whose tree says what it is, how likely that is right, and in which of the page's articles."""

    span: Span
    role: Role
    chance: float
    article: int = 0  # from 0
    value: Span | None = None  # what of a byline names its authors
    preformatted: bool = False  # whether the page breaks the line where it does because its author did


class FieldSpan(NamedTuple):
    """A span of which the format says what it is, such as a field of a press database's document or its code."""

    span: Span
    role: Role
    rule: str


class Extract(NamedTuple):
    """The text of a capture, and what its format says besides.

    `outside` are the lines that the format shows to be no part of the main text; `marked` are all lines, each with its
    role, if the format shows that: then nothing is outside. `fields` are spans of which the format says what they are;
    then the text is that of one article, and what stands between them is its body. `extractor` names what made the
    text; None for plain text, which is its bytes.
    """

    text: str
    encoding: str
    extractor: str | None = None
    facts: tuple[Fact, ...] = ()
    outside: tuple[Span, ...] = ()
    marked: tuple[MarkedLine, ...] = ()
    fields: tuple[FieldSpan, ...] = ()
    uri: str | None = None  # where it was fetched from
    captured_at: str | None = None  # when, as the format writes it
    warning: str | None = None  # what is doubtful about its text


class Format(NamedTuple):
    """A format by name: how its bytes are told from others, and what becomes of them."""

    name: str
    recognises: Callable[[bytes], bool]
    extract: Callable[[bytes], Extract]


EXTRACTORS = {
    "docx": 1,
    "eml": 3,
    "factiva": 1,
    "html": 5,
    "jsonl": 1,
    "mhtml": 2,
    "nexis": 1,
    "pdf": 3,
    "rtf": 1,
    "warc": 3,
}
"""The version of each extractor: raised when it makes another text, or other facts, of the same bytes."""


def extractor(*names: str, libraries: tuple[str, ...] = ()) -> str:
    """What is recorded of the extractors that made a text, and of the libraries that they asked.

    >>> extractor("jsonl")
    'jsonl=1'
    """
    made_by = [f"{name}={EXTRACTORS[name]}" for name in names]
    return " ".join([*made_by, *(f"{library}={_installed(library)}" for library in libraries)])


def would_extract_alike(recorded: str | None) -> bool:
    """Whether the extractors and libraries that are here now are those recorded; a library that is missing may be.

    >>> would_extract_alike("jsonl=1"), would_extract_alike("jsonl=0"), would_extract_alike("jsonl=1 clay-tablets=3.2")
    (True, False, True)
    """
    parts = [part.partition("=") for part in (recorded or "").split()]
    return all(
        str(EXTRACTORS[name]) == used if name in EXTRACTORS else _installed(name) in (used, None)
        for name, _, used in parts
    )


@lru_cache
def _installed(library: str) -> str | None:
    from importlib.metadata import PackageNotFoundError, version  # slow to import, and plain text needs none

    try:
        return version(library)
    except PackageNotFoundError:
        return None
