"""The records that one stage of the pipeline hands to the next. All are frozen, and all offsets are code points.

A record never holds rewritten text. What a capture prints is given as a `Span`, or as a slice of the capture's text.
"""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from syria_iraq_archive.spans import Span


class Record(BaseModel):
    """What all records have in common: they can't be changed, and have no field that isn't declared."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Role(StrEnum):
    """What a block is to its article. A block of ``chrome`` (site furniture) belongs to no article."""

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
    """What a claim rests on. ``unknown`` means that the text doesn't say; such a claim has no value."""

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
    """One raw file as it was saved, or one file out of an archive that was saved.

    For plain text, ``encodings.encode(text, encoding)`` gives back the bytes whose SHA-256 is `sha256`. For other
    formats the bytes are kept in `content`, and `text` is what `extractor` made of them.
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
    warning: str | None = None  # why the text may not be what was written


class Block(Record):
    """A span of the capture with one role. A ``repeat`` gives the index of the block whose text it copies."""

    seq: int  # index among the capture's blocks, from 0
    role: Role
    span: Span
    rule: str
    article: int | None = None  # seq of the article; None for chrome
    repeats: int | None = None  # seq of the block copied


class Claim(Record):
    """One field of an article: its value, what it rests on, and where in the capture that is printed.

    A claim with the basis ``unknown`` has the value None. A curator's claim is kept beside the parser's, and wins.
    """

    field: str
    value: str | None
    basis: Basis
    rule: str
    evidence: tuple[Span, ...] = ()
    warning: str | None = None


class Image(Record):
    """A photo, known by its caption: its credit, and how often the capture prints the caption."""

    caption: str | None  # None if a credit stands alone
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
    """Words between quotation marks. `span` includes the marks, `text` doesn't."""

    span: Span
    text: str
    kind: str  # one of `QUOTE_KINDS`
    speaker: str | None  # as printed
    actor: str | None
    told_to: str | None  # actor id
    cue: str | None
    rule: str


class DateMention(Record):
    """An expression of time and the days it may mean, as ISO days. Both are None if the text doesn't fix any day."""

    span: Span
    surface: str
    earliest: str | None
    latest: str | None
    timex: str | None  # TIMEX3 value


class PlaceMention(Record):
    """A span of an article that names a place. `place` is None if several fit: then they are the `candidates`."""

    place: str | None
    span: Span
    surface: str
    precision: int  # 1 the place itself; 2 near it, or part of it; 3 a governorate, district or region, or several fit
    candidates: tuple[str, ...]  # ids, in the order of the alphabet
    rule: str


VOICES = ("outlet", "speaker", "reported", "scare", "distanced")


class Designation(Record):
    """The words by which a text labels a party, and in whose voice it does so."""

    span: Span
    surface: str
    actor: str | None  # whom the text ties the words to by name
    voice: str  # one of `VOICES`
    speaker: str | None  # as printed; of the voices ``speaker`` and ``reported``, and of some that are ``distanced``
    speaker_actor: str | None
    kind: str  # attribute, apposition or bare
    rule: str


class Article(Record):
    """One news item of a capture. Each field has the value of the strongest claim on it."""

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
    authors: tuple[str, ...] = ()  # the persons that the byline names, as printed
    sentences: tuple[Span, ...] = ()  # of the blocks in which actors are looked for
    places: tuple[PlaceMention, ...] = ()
    designations: tuple[Designation, ...] = ()


class Fate(StrEnum):
    """What became of a correction when it was replayed."""

    APPLIED = "applied"
    SUPERSEDED = "superseded"  # a later correction of the same thing counts
    STALE = "stale"  # the text it quotes is gone, or found more than once


class Replayed(Record):
    """A correction after it was replayed: what the parser said, what became of the correction, and why."""

    article: int | None  # seq of the article it belongs to; None if there is no such article
    field: str
    value: str | None
    instead_of: str | None
    parsed: str | None  # what the parser says without it
    quote: str  # empty if it rests on no text of the capture
    span: Span | None  # of the quoted text
    outside: str | None  # what else it rests on
    reason: str
    by: str
    on: str
    fate: Fate
    problem: str | None  # why it doesn't count


class ParsedCapture(Record):
    """Everything that the pipeline finds in one capture."""

    capture: Capture
    blocks: tuple[Block, ...]
    articles: tuple[Article, ...]
    corrections: tuple[Replayed, ...] = ()  # in the order of the registry

    def key(self, article: Article) -> str:
        """The article's key in the corpus: 16 hex digits of the capture's hash, a dash, and the article's number."""
        return f"{self.capture.sha256[:16]}-{article.seq}"
