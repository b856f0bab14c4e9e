"""The pipeline: takes the bytes of one capture and returns everything that is known of it.

It is a pure function of the bytes and the registry. It reads no clock, no files and no database, so an engine can run
it on any machine and in any order, and only the corpus writes.
"""

from collections.abc import Callable, Iterable
from copy import copy

from syria_iraq_archive.annotate.authors import AuthorFinder
from syria_iraq_archive.annotate.corrections import Replay, by_capture, curated_days
from syria_iraq_archive.annotate.designations import DesignationFinder
from syria_iraq_archive.annotate.language import language_of
from syria_iraq_archive.annotate.mentions import MentionFinder
from syria_iraq_archive.annotate.metadata import (
    MetadataFinder,
    beside_metadata,
    beside_printed,
    in_order_of_weight,
    not_after,
    other_claims,
    prints_earlier_day,
    published_claim,
)
from syria_iraq_archive.annotate.places.finder import PlaceFinder
from syria_iraq_archive.annotate.publication import contradiction, find_publication
from syria_iraq_archive.annotate.published_days import Publication
from syria_iraq_archive.annotate.quotes import QuoteFinder
from syria_iraq_archive.annotate.sentences import find_sentences
from syria_iraq_archive.annotate.sources import SourceFinder
from syria_iraq_archive.annotate.times import TimeExpression, as_mentions, find_expressions, iso, place_in_calendar
from syria_iraq_archive.capture.reading import Reading, read
from syria_iraq_archive.parse import Section, Vocabulary, parse_main_text
from syria_iraq_archive.parse.fields import body, images, printed_claims, words
from syria_iraq_archive.parse.learned.model import PageModel
from syria_iraq_archive.parse.overrides import Overrides
from syria_iraq_archive.records import Article, Basis, Block, Claim, ParsedCapture, Role
from syria_iraq_archive.registry.load import Registry
from syria_iraq_archive.registry.models import Correction
from syria_iraq_archive.spans import Span


class Pipeline:
    """Everything that has to be compiled once for a registry, ready to read captures.

    Compiling takes far longer than reading a capture: build one per process and run it on all captures.
    """

    def __init__(self, registry: Registry, page_model: PageModel | None = None) -> None:
        self._vocabulary = Vocabulary(registry, page_model)
        self._sources = SourceFinder.of(registry, self._vocabulary)
        self._metadata = MetadataFinder.of(registry, self._vocabulary)
        self._mentions = MentionFinder(registry)
        self._authors = AuthorFinder.of(registry)
        self._quotes = QuoteFinder(registry)
        self._places = PlaceFinder(registry)
        self._designations = DesignationFinder(registry)
        self._registry = registry
        self._corrections = by_capture(registry.corrections)

    def corrected(self, corrections: Iterable[Correction]) -> "Pipeline":
        """A copy of this pipeline that replays `corrections` instead of the registry's. Nothing is compiled again."""
        other = copy(self)
        other._corrections = by_capture(corrections)
        return other

    def run(self, data: bytes, path: str) -> ParsedCapture:
        """Read the capture with the bytes `data`, saved at `path`, and return everything that is found in it.

        Raises `CaptureRejected`, which names `path`, if the bytes hold no text of a known format, and `MissingExtra` if
        the format needs a library that isn't installed.
        """
        reading = read(data, path)
        capture, text = reading.capture, reading.capture.text
        replay = Replay(text, self._corrections.get(capture.sha256, ()))
        said = (reading.marked, reading.fields)
        blocks, sections = parse_main_text(text, reading.outside, self._vocabulary, replay.overrides, *said)
        articles = tuple(self._article(reading, section, replay) for section in sections)
        plain = (blocks, sections)
        if replay.overrides_parser:
            plain = parse_main_text(text, reading.outside, self._vocabulary, Overrides(), *said)
        replayed = replay.replayed(sections, articles, plain)
        return ParsedCapture(capture=capture, blocks=blocks, articles=articles, corrections=replayed)

    def _is_actor(self, id: str) -> bool:
        """Whether the registry has an actor with this id. Its actors are read only when a correction asks."""
        return id in self._registry.actors

    def _article(self, reading: Reading, section: Section, replay: Replay) -> Article:
        capture, text, blocks = reading.capture, reading.capture.text, section.blocks
        # A file's metadata describe its first article only.
        facts = tuple(map(self._metadata.byline, reading.facts)) if section.seq == 1 else ()
        language = _language_claim(text, blocks)
        # Times are found first, because the publication date may be inferred from them. Only when that date is known
        # can they be placed in the calendar.
        expressions = find_expressions(text, blocks, language.value)
        found, stated = find_publication(text, blocks, expressions), published_claim(facts)
        doubted = stated if stated and prints_earlier_day(found, stated) else None  # what is printed counts first
        if doubted:
            stated, found = None, beside_metadata(found, doubted)
        published = not_after(beside_printed(stated, found) if stated else found, capture.captured_at)
        curated = replay.claims(section)
        earliest, latest = curated_days(curated) or (published.earliest, published.latest)
        days = (earliest, latest) if earliest and latest else None
        placed = place_in_calendar(expressions, days)
        dated = _weighed(published, text, expressions)
        source = self._metadata.source(reading.facts, capture.uri)  # of every article: a file has one outlet
        parsed = (
            _opening_claim(section),
            self._sources.find(text, section),
            *printed_claims(text, blocks, self._vocabulary),
            found.claim if stated else dated,
            language,
        )
        metadata = (*filter(None, (source, dated if stated else None)), *other_claims(facts, text))
        claims = in_order_of_weight(parsed, metadata) + ((doubted.claim,) if doubted else ())
        # The last claim on a field wins below, so the strongest goes last.
        counting = (*reversed(claims), *(one for one in curated if one.warning is None))
        strongest = {claim.field: claim for claim in counting}
        value = {field: claim.value for field, claim in strongest.items()}
        mentions = replay.mentions(section, self._mentions.find(text, blocks, days))
        quotes = replay.quotes(section, self._quotes.find(text, blocks, mentions), self._is_actor)
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
            claims=(*claims, *curated),
            mentions=mentions,
            quotes=quotes,
            dates=as_mentions(text, placed),
            authors=self._authors.find(value["byline"]),
            sentences=find_sentences(text, blocks),
            places=replay.places(section, self._places.find(text, blocks, mentions), self._places.precision),
            designations=self._designations.find(text, blocks, mentions, quotes),
        )


def pipeline_run(registry: Registry) -> Callable[[bytes, str], ParsedCapture]:
    """`Pipeline.run` of a new pipeline for `registry`.

    A plain function of the module, so that it can be sent to other processes, which then build their own pipeline.
    """
    return Pipeline(registry).run


def _weighed(published: Publication, text: str, expressions: tuple[TimeExpression, ...]) -> Claim:
    """The parser's claim on the publication date, with a warning if the article's own words contradict it."""
    claim = published.claim
    if claim.warning is None and published.latest is not None:
        warning = contradiction(text, expressions, published.latest)
        return claim.model_copy(update={"warning": warning}) if warning else claim
    return claim


def _opening_claim(section: Section) -> Claim:
    """Says why the article begins where it does, and names the layout it was read with."""
    first = next(block for block in section.blocks if block.article)
    return Claim(
        field="opening",
        value=section.layout.layout.name,
        basis=Basis.LAYOUT,
        rule=section.opening,
        evidence=(first.span,),
    )


def _language_claim(text: str, blocks: tuple[Block, ...]) -> Claim:
    """The language of the paragraphs, or of all blocks if the article has no paragraph."""
    own = [block for block in blocks if block.role is Role.PARAGRAPH] or [b for b in blocks if b.article]
    language = language_of(" ".join(block.span.of(text) for block in own))
    basis = Basis.INFERRED if language else Basis.UNKNOWN
    span = Span(own[0].span.start, own[-1].span.end)
    return Claim(field="language", value=language, basis=basis, rule="language:small-words", evidence=(span,))
