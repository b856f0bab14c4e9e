"""One article as the JSON object that `archive parse` prints."""

from typing import Any

from syria_iraq_archive.records import Article, Basis, Block, Claim, ParsedCapture


def article_json(parsed: ParsedCapture, article: Article, *, blocks: bool) -> dict[str, Any]:
    """The article's fields, images, mentions, quotes and dates; with `blocks`, its blocks and claims, too."""
    content: dict[str, Any] = {
        "path": parsed.capture.path,
        "seq": article.seq,
        "key": parsed.key(article),
        "source": article.source,
        "source_basis": _basis(article, "source"),
        "headline": article.headline,
        "kicker": article.kicker,
        "standfirst": article.standfirst,
        "byline": article.byline,
        "dateline": article.dateline,
        "published": article.published,
        "published_earliest": article.published_earliest,
        "published_latest": article.published_latest,
        "published_basis": article.published_basis.value,
        "language": article.language,
        "images": [
            {"caption": image.caption, "credit": image.credit, "occurrences": image.occurrences}
            for image in article.images
        ],
        "body": article.body,
        "words": article.words,
        "mentions": [
            {"actor": mention.actor, "start": mention.span.start, "end": mention.span.end, "surface": mention.surface}
            for mention in article.mentions
        ],
        "quotes": [_flat(quote.model_dump(mode="json")) for quote in article.quotes],
        "dates": [_flat(date.model_dump(mode="json")) for date in article.dates],
    }
    if blocks:
        content["blocks"] = [_block(parsed, block) for block in parsed.blocks if block.article == article.seq]
        content["claims"] = [_claim(claim) for claim in article.claims]
    return content


def _basis(article: Article, field: str) -> str:
    """What the effective value of a field rests on: a curated claim before the parser's."""
    claims = [claim for claim in article.claims if claim.field == field]
    curated = [claim for claim in claims if claim.basis is Basis.CURATED and claim.warning is None]
    parsed = [claim for claim in claims if claim.basis is not Basis.CURATED]
    return next((claim.basis.value for claim in (*curated, *parsed)), Basis.UNKNOWN.value)


def _block(parsed: ParsedCapture, block: Block) -> dict[str, Any]:
    return {
        "seq": block.seq,
        "role": block.role.value,
        "start": block.span.start,
        "end": block.span.end,
        "rule": block.rule,
        "repeats": block.repeats,
        "text": block.span.of(parsed.capture.text),
    }


def _claim(claim: Claim) -> dict[str, Any]:
    return {
        "field": claim.field,
        "value": claim.value,
        "basis": claim.basis.value,
        "rule": claim.rule,
        "evidence": [{"start": start, "end": end} for start, end in claim.evidence],
        "warning": claim.warning,
    }


def _flat(record: dict[str, Any]) -> dict[str, Any]:
    """A record with ``start`` and ``end`` in place of its span."""
    start, end = record.pop("span")
    return {"start": start, "end": end, **record}
