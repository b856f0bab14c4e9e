"""From the bytes of a capture to all that is known of it: one pure function of bytes and registry.

No clock, no files, no database: engines map it, and only the corpus writes.
"""

import hashlib

from syria_iraq_archive.annotate.corrections import Corrections
from syria_iraq_archive.annotate.language import language_of
from syria_iraq_archive.annotate.mentions import MentionFinder
from syria_iraq_archive.annotate.publication import Publication, contradiction, find_publication
from syria_iraq_archive.annotate.quotes import QuoteFinder
from syria_iraq_archive.annotate.sources import SourceFinder
from syria_iraq_archive.annotate.times import Temporal, as_mentions, find_temporals
from syria_iraq_archive.annotate.times.mentions import iso
from syria_iraq_archive.capture.encodings import decode
from syria_iraq_archive.errors import CaptureRejected
from syria_iraq_archive.parse import Section, Vocabulary, parse_text
from syria_iraq_archive.parse.fields import body, images, printed_claims, words
from syria_iraq_archive.parse.learned.model import PageModel
from syria_iraq_archive.records import Article, Basis, Block, Capture, Claim, ParsedCapture, Role
from syria_iraq_archive.registry.load import Registry
from syria_iraq_archive.spans import Span


class Pipeline:
    """The pipeline with everything compiled that a registry determines; build one per process."""

    def __init__(self, registry: Registry, page_model: PageModel | None = None) -> None:
        self._vocabulary = Vocabulary(registry, page_model)
        self._sources = SourceFinder.of(registry, self._vocabulary)
        self._mentions = MentionFinder(registry)
        self._quotes = QuoteFinder(registry)
        self._corrections = Corrections(registry.corrections)

    def run(self, data: bytes, path: str) -> ParsedCapture:
        """All that is found in the capture `data`, saved at `path`.

        Raises `CaptureRejected`, naming `path`, where the bytes aren't a text.
        """
        capture = _capture(data, path)
        blocks, sections = parse_text(capture.text, self._vocabulary)
        articles = tuple(self._article(capture, section) for section in sections)
        return ParsedCapture(capture=capture, blocks=blocks, articles=articles)

    def _article(self, capture: Capture, section: Section) -> Article:
        text, blocks = capture.text, section.blocks
        language = _language_claim(text, blocks)
        published = find_publication(text, blocks, language.value)
        curated = self._corrections.claims(capture, section.seq)
        curated_days = self._corrections.days(curated)
        earliest, latest = curated_days or (published.earliest, published.latest)
        days = (earliest, latest) if earliest and latest else None
        temporals = find_temporals(text, blocks, days, language.value)
        parsed = (
            _opening_claim(section),
            self._sources.find(text, section),
            *printed_claims(text, blocks, self._vocabulary),
            _weighed(published, text, blocks, temporals),
            language,
        )
        strongest = {claim.field: claim for claim in (*parsed, *(one for one in curated if one.warning is None))}
        value = {field: claim.value for field, claim in strongest.items()}
        mentions = self._mentions.find(text, blocks, days)
        return Article(
            seq=section.seq,
            source=value["source"],
            headline=value["headline"],
            kicker=value["kicker"],
            standfirst=value["standfirst"],
            byline=value["byline"],
            dateline=value["dateline"],
            language=value["language"],
            published=value["published"],
            published_earliest=iso(earliest),
            published_latest=iso(latest),
            published_basis=strongest["published"].basis,
            body=body(text, blocks),
            words=words(text, blocks),
            images=tuple(images(text, blocks)),
            claims=(*parsed, *curated),
            mentions=mentions,
            quotes=self._quotes.find(text, blocks, mentions),
            dates=as_mentions(text, temporals),
        )


def _weighed(published: Publication, text: str, blocks: tuple[Block, ...], temporals: tuple[Temporal, ...]) -> Claim:
    """The parser's claim on the publication date, with a warning where the article's own words contradict it."""
    claim = published.claim
    if claim.warning is None and published.latest is not None:
        return claim.model_copy(update={"warning": contradiction(text, blocks, temporals, published.latest)})
    return claim


def _capture(data: bytes, path: str) -> Capture:
    try:
        text, encoding = decode(data)
    except CaptureRejected as rejected:
        raise CaptureRejected(rejected.message, place=path, hint=rejected.hint) from rejected
    return Capture(sha256=hashlib.sha256(data).hexdigest(), path=path, size=len(data), encoding=encoding, text=text)


def _opening_claim(section: Section) -> Claim:
    """Why the article begins where it does, and the layout it was read by."""
    first = next(block for block in section.blocks if block.article)
    return Claim(
        field="opening",
        value=section.layout.layout.name,
        basis=Basis.LAYOUT,
        rule=section.opening,
        evidence=(first.span,),
    )


def _language_claim(text: str, blocks: tuple[Block, ...]) -> Claim:
    """The language of the paragraphs; of the whole article where it has none."""
    own = [block for block in blocks if block.role is Role.PARAGRAPH] or [b for b in blocks if b.article]
    language = language_of(" ".join(block.span.of(text) for block in own))
    basis = Basis.INFERRED if language else Basis.UNKNOWN
    span = Span(own[0].span.start, own[-1].span.end)
    return Claim(field="language", value=language, basis=basis, rule="language:small-words", evidence=(span,))
