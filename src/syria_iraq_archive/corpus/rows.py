"""From a `ParsedCapture` to the rows of its tables. Pure; the values stand in the order `tables` declares.

The numbers of capture and articles are the database's to give: they are arguments here.
"""

from collections.abc import Iterator

from syria_iraq_archive.corpus.location import Location
from syria_iraq_archive.corpus.original import packed
from syria_iraq_archive.corpus.words import folded
from syria_iraq_archive.records import Article, Block, Capture, Claim, ParsedCapture
from syria_iraq_archive.spans import Span

Value = str | int | bytes | None
Row = tuple[Value, ...]


def capture_row(capture: Capture, location: Location, recipe: str) -> Row:
    """A row of ``captures``; the location says where its bytes were found first."""
    return (
        capture.sha256,
        location.path,
        capture.size,
        capture.encoding,
        capture.text,
        location.folder,
        recipe,
        capture.format,
        capture.uri,
        capture.captured_at,
        capture.extractor,
        None if capture.content is None else packed(capture.content),
    )


def article_row(parsed: ParsedCapture, article: Article, capture_id: int) -> Row:
    """A row of ``articles``."""
    return (
        parsed.key(article),
        capture_id,
        article.seq,
        article.source,
        article.headline,
        article.kicker,
        article.standfirst,
        article.byline,
        article.dateline,
        article.language,
        article.published,
        article.published_earliest,
        article.published_latest,
        article.published_basis.value,
        article.body,
        article.words,
    )


def folded_row(article: Article, article_id: int) -> Row:
    """A row of ``articles_folded``, which is numbered like the article."""
    return (article_id, folded(article.headline), folded(article.standfirst), folded(article.body))


def block_row(block: Block, capture_id: int, article_ids: dict[int, int]) -> Row:
    """A row of ``blocks``; `article_ids` maps an article's seq to its number."""
    article_id = None if block.article is None else article_ids[block.article]
    return (capture_id, block.seq, article_id, block.role.value, *block.span, block.rule, block.repeats)


def image_rows(article: Article, article_id: int) -> Iterator[Row]:
    """The rows of ``images``."""
    for image in article.images:
        yield (article_id, image.block, image.caption, image.credit, image.occurrences)


def claim_rows(article: Article, article_id: int) -> Iterator[Row]:
    """The rows of ``claims``: one for each span of evidence, one without a span where there is none."""
    for seq, claim in enumerate(article.claims):
        for number, (start, end) in enumerate(_evidence(claim)):
            yield (
                article_id,
                seq,
                number,
                claim.field,
                claim.value,
                claim.basis.value,
                claim.rule,
                start,
                end,
                claim.warning,
            )


def _evidence(claim: Claim) -> tuple[Span, ...] | tuple[tuple[None, None]]:
    return claim.evidence or ((None, None),)


def mention_rows(article: Article, article_id: int) -> Iterator[Row]:
    """The rows of ``mentions``."""
    for mention in article.mentions:
        yield (article_id, mention.actor, *mention.span, mention.surface, mention.rule)


def quote_rows(article: Article, article_id: int) -> Iterator[Row]:
    """The rows of ``quotes``."""
    for quote in article.quotes:
        yield (
            article_id,
            *quote.span,
            quote.text,
            quote.kind,
            quote.speaker,
            quote.actor,
            quote.told_to,
            quote.cue,
            quote.rule,
        )


def date_rows(article: Article, article_id: int) -> Iterator[Row]:
    """The rows of ``dates``."""
    for date in article.dates:
        yield (article_id, *date.span, date.surface, date.earliest, date.latest, date.timex)


ARTICLE_PARTS = {
    "images": image_rows,
    "claims": claim_rows,
    "mentions": mention_rows,
    "quotes": quote_rows,
    "dates": date_rows,
}
