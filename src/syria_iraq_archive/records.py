"""The typed records that flow from one stage to the next. All are frozen; all offsets are code points.

A record never holds a rewritten text: what is printed in a capture is given by its `Span`, or is a slice of it.
"""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from syria_iraq_archive.spans import Span


class Record(BaseModel):
    """The base of all records: immutable, and no field that isn't declared."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Role(StrEnum):
    """What a block is to its article; ``chrome`` belongs to none."""

    HEADLINE = "headline"
    KICKER = "kicker"
    STANDFIRST = "standfirst"
    BYLINE = "byline"
    PUBLISHER = "publisher"
    PUBLISHED = "published"
    DATELINE = "dateline"
    CROSSHEAD = "crosshead"
    PARAGRAPH = "paragraph"
    CAPTION = "caption"
    CREDIT = "credit"
    REPEAT = "repeat"
    CHROME = "chrome"


class Basis(StrEnum):
    """What a claim rests on. ``unknown`` goes with no value: the text doesn't say."""

    CURATED = "curated"
    METADATA = "metadata"
    PRINTED = "printed"
    INFERRED = "inferred"
    MASTHEAD = "masthead"
    BYLINE = "byline"
    PREFIX = "prefix"
    DATELINE = "dateline"
    LAYOUT = "layout"
    SELF_REFERENCE = "self-reference"
    UNKNOWN = "unknown"


class Capture(Record):
    """One raw file as saved, or one that stands in another.

    Of plain text, ``encodings.encode(text, encoding)`` gives the bytes back, whose hash is `sha256`. Of other formats
    the bytes are `content`, and `text` is what `extractor` made of them.
    """

    sha256: str
    path: str  # relative to the ingested folder, with forward slashes
    size: int  # bytes
    encoding: str
    text: str
    format: str = "text"
    uri: str | None = None  # where it was fetched from, if the file says so
    captured_at: str | None = None  # when, as the file writes it
    extractor: str | None = None
    content: bytes | None = None
    warning: str | None = None  # why the text may not be what was written, if there is a doubt


class Block(Record):
    """A span of the capture with one role. A ``repeat`` names by index the block whose text it copies."""

    seq: int  # index among the capture's blocks, from 0
    role: Role
    span: Span
    rule: str
    article: int | None = None  # seq of the article; None for chrome
    repeats: int | None = None  # seq of the block copied


class Claim(Record):
    """One field of an article: its value, what it rests on, and where that stands in the capture.

    `basis` ``unknown`` has the value None. A curated claim stands beside the parser's own, and wins.
    """

    field: str
    value: str | None
    basis: Basis
    rule: str
    evidence: tuple[Span, ...] = ()
    warning: str | None = None


class Image(Record):
    """A photo by its caption: how often the capture prints it, and the credit it gives."""

    caption: str | None  # None: a credit that stands alone
    credit: str | None
    occurrences: int
    block: int  # seq of the first block that prints it


class Mention(Record):
    """A span of an article that names an actor of the registry."""

    actor: str
    span: Span
    surface: str
    rule: str


QUOTE_KINDS = ("speech", "scare", "title")


class Quote(Record):
    """Words between quotation marks; `span` includes the marks, `text` doesn't."""

    span: Span
    text: str
    kind: str  # one of `QUOTE_KINDS`
    speaker: str | None  # as printed
    actor: str | None
    told_to: str | None  # actor id
    cue: str | None
    rule: str


class DateMention(Record):
    """A temporal expression and the days it may mean: ISO days, both None where the text doesn't fix them."""

    span: Span
    surface: str
    earliest: str | None
    latest: str | None
    timex: str | None  # TIMEX3 value


class Article(Record):
    """One news item of a capture, with its fields as decided by the strongest claims."""

    seq: int  # from 1, in the order of the capture
    source: str | None
    headline: str | None
    kicker: str | None
    standfirst: str | None
    byline: str | None
    dateline: str | None
    language: str | None
    published: str | None  # EDTF, day precision at most
    published_earliest: str | None  # ISO day
    published_latest: str | None  # ISO day
    published_basis: Basis
    body: str  # paragraphs and crossheads, joined by blank lines
    words: int  # of the paragraphs
    images: tuple[Image, ...] = ()
    claims: tuple[Claim, ...] = ()
    mentions: tuple[Mention, ...] = ()
    quotes: tuple[Quote, ...] = ()
    dates: tuple[DateMention, ...] = ()


class Fate(StrEnum):
    """What became of a correction when it was replayed."""

    APPLIED = "applied"
    SUPERSEDED = "superseded"  # a later correction of the same thing counts
    STALE = "stale"  # what it speaks of isn't there any more, or isn't clear


class Replayed(Record):
    """A correction as it was replayed on its capture: what the parser said, what became of it, and why."""

    article: int | None  # seq of the article it belongs to; None where there is no such article
    field: str
    value: str | None
    instead_of: str | None
    parsed: str | None  # what the parser says without it
    quote: str
    span: Span | None  # where the quoted text stands
    reason: str
    by: str
    on: str
    fate: Fate
    problem: str | None  # why it doesn't count


class ParsedCapture(Record):
    """All that the pipeline finds in a capture."""

    capture: Capture
    blocks: tuple[Block, ...]
    articles: tuple[Article, ...]
    corrections: tuple[Replayed, ...] = ()  # in the order of the registry

    def key(self, article: Article) -> str:
        """The article's key in the corpus: 16 hex digits of the capture's hash, a dash, its number."""
        return f"{self.capture.sha256[:16]}-{article.seq}"
