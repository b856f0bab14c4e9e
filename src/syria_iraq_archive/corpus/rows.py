"""From what was parsed, and from the registry, to rows, whose values stand in the order `tables` declares. Pure.

The numbers of capture and articles are the database's to give: they are arguments here. `CaptureRows` is made without
a database, in whatever process, with numbers of its own, which the writer exchanges for the database's. Of the bytes
`original_bytes` is the way back, of all else `stored`.
"""

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from syria_iraq_archive.capture.encodings import encode
from syria_iraq_archive.corpus.digests import digest
from syria_iraq_archive.corpus.location import Location
from syria_iraq_archive.corpus.similar.signature import signature
from syria_iraq_archive.corpus.stories.traits import ToldBy, traits_of
from syria_iraq_archive.corpus.words import folded
from syria_iraq_archive.records import Article, Block, Capture, Claim, ParsedCapture
from syria_iraq_archive.registry.load import Registry
from syria_iraq_archive.registry.lookup import names_of
from syria_iraq_archive.spans import Span

Value = str | int | float | bytes | None
Row = tuple[Value, ...]
ArticleRow = tuple[str, int, *tuple[Value, ...]]  # key, capture_id
BlockRow = tuple[int, int, int | None, *tuple[Value, ...]]  # capture_id, seq, article_id: of corrections, too
PartRow = tuple[int, *tuple[Value, ...]]  # article_id

_encode = json.JSONEncoder(separators=(",", ":")).encode


def capture_row(capture: Capture, location: Location, recipe: str) -> Row:
    """A row of ``captures``; the location says where its bytes were found first."""
    return _capture_row(capture, location, recipe, None if capture.content is None else packed(capture.content))


def _capture_row(capture: Capture, location: Location, recipe: str, content: bytes | None) -> Row:
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
        content,
        capture.warning,
    )


def article_row(parsed: ParsedCapture, article: Article, capture_id: int) -> ArticleRow:
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


def folded_row(article: Article, article_id: int) -> PartRow:
    """A row of ``articles_folded``, which is numbered like the article."""
    return (article_id, folded(article.headline), folded(article.standfirst), folded(article.body))


def signature_rows(key: str, article: Article, words: Value, article_id: int) -> Iterator[PartRow]:
    """The row of ``signatures``, of the article's body and its folded `words`; none if these are few."""
    signed = signature(article.body, str(words))
    if signed:
        yield (article_id, key, *signed)


def story_rows(
    parsed: ParsedCapture,
    article: Article,
    words: PartRow,
    blocks: Sequence[BlockRow],
    parts: Mapping[str, list[PartRow]],
) -> Iterator[PartRow]:
    """The row of ``story_traits``, made of an article's other rows, with its seq for a number; none of few words."""
    fields = {
        "language": article.language,
        "source_id": article.source,
        "published_earliest": article.published_earliest,
        "published_latest": article.published_latest,
    }
    if traits := traits_of(ToldBy(fields, parsed.capture.text, words[1:], blocks, parts)):
        yield (article.seq, parsed.key(article), traits.as_text())


def block_row(block: Block, capture_id: int, article_ids: dict[int, int]) -> BlockRow:
    """A row of ``blocks``; `article_ids` maps an article's seq to its number."""
    article_id = None if block.article is None else article_ids[block.article]
    return (capture_id, block.seq, article_id, block.role.value, *block.span, block.rule, block.repeats)


def correction_rows(parsed: ParsedCapture, capture_id: int, article_ids: dict[int, int]) -> Iterator[BlockRow]:
    """The rows of ``corrections``; `article_ids` maps an article's seq to its number."""
    for seq, one in enumerate(parsed.corrections):
        yield (
            capture_id,
            seq,
            None if one.article is None else article_ids[one.article],
            one.field,
            one.value,
            one.instead_of,
            one.parsed,
            one.quote,
            *(one.span or (None, None)),
            one.reason,
            one.by,
            one.on,
            one.fate.value,
            one.problem,
            one.outside,
        )


def image_rows(article: Article, article_id: int) -> Iterator[PartRow]:
    """The rows of ``images``."""
    for image in article.images:
        yield (article_id, image.block, image.caption, image.credit, image.occurrences)


def claim_rows(article: Article, article_id: int) -> Iterator[PartRow]:
    """The rows of ``claims``: one for each span of evidence, one without a span if there is none."""
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


def mention_rows(article: Article, article_id: int) -> Iterator[PartRow]:
    """The rows of ``mentions``."""
    for mention in article.mentions:
        yield (article_id, mention.actor, *mention.span, mention.surface, mention.rule)


def quote_rows(article: Article, article_id: int) -> Iterator[PartRow]:
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


def date_rows(article: Article, article_id: int) -> Iterator[PartRow]:
    """The rows of ``dates``."""
    for date in article.dates:
        yield (article_id, *date.span, date.surface, date.earliest, date.latest, date.timex)


def author_rows(article: Article, article_id: int) -> Iterator[PartRow]:
    """The rows of ``authors``."""
    for seq, name in enumerate(article.authors, start=1):
        yield (article_id, seq, name)


def sentence_rows(article: Article, article_id: int) -> Iterator[PartRow]:
    """The rows of ``sentences``."""
    for span in article.sentences:
        yield (article_id, *span)


def place_mention_rows(article: Article, article_id: int) -> Iterator[PartRow]:
    """The rows of ``place_mentions``."""
    for one in article.places:
        candidates = _encode(one.candidates) if one.candidates else None
        yield (article_id, *one.span, one.place, one.surface, one.precision, candidates, one.rule)


def designation_rows(article: Article, article_id: int) -> Iterator[PartRow]:
    """The rows of ``designations``."""
    for one in article.designations:
        yield (
            article_id,
            *one.span,
            one.surface,
            one.actor,
            one.voice,
            one.speaker,
            one.speaker_actor,
            one.kind,
            one.rule,
        )


ARTICLE_PARTS = {
    "images": image_rows,
    "claims": claim_rows,
    "mentions": mention_rows,
    "quotes": quote_rows,
    "dates": date_rows,
    "authors": author_rows,
    "sentences": sentence_rows,
    "place_mentions": place_mention_rows,
    "designations": designation_rows,
}


class CaptureRows(NamedTuple):
    """A capture and all its rows, by table; the capture has the number 0, its articles have their seq."""

    capture: Capture
    articles: list[ArticleRow]
    blocks: list[BlockRow]
    corrections: list[BlockRow]
    parts: dict[str, list[PartRow]]  # the tables of `ARTICLE_PARTS`
    folded: list[PartRow]
    signatures: Sequence[PartRow] = ()  # those left out are made when articles are linked
    stories: Sequence[PartRow] = ()  # the rows of ``story_traits``; those left out are made then, too
    digest: str | None = None  # of what they say; left out it is made when it is asked for


def capture_rows(parsed: ParsedCapture) -> CaptureRows:
    """The rows of all that was found in a capture."""
    own_numbers = {article.seq: article.seq for article in parsed.articles}
    words = [folded_row(article, article.seq) for article in parsed.articles]
    blocks = [block_row(block, 0, own_numbers) for block in parsed.blocks]
    of_article = {
        article.seq: {name: list(rows(article, article.seq)) for name, rows in ARTICLE_PARTS.items()}
        for article in parsed.articles
    }
    rows = CaptureRows(
        parsed.capture,
        [article_row(parsed, article, 0) for article in parsed.articles],
        blocks,
        list(correction_rows(parsed, 0, own_numbers)),
        {name: [row for parts in of_article.values() for row in parts[name]] for name in ARTICLE_PARTS},
        words,
        [
            row
            for article, folded_words in zip(parsed.articles, words, strict=True)
            for row in signature_rows(parsed.key(article), article, folded_words[-1], article.seq)
        ],
        [
            row
            for article, folded_words in zip(parsed.articles, words, strict=True)
            for row in story_rows(
                parsed,
                article,
                folded_words,
                [each for each in blocks if each[2] == article.seq],
                of_article[article.seq],
            )
        ],
    )
    return rows._replace(digest=digest_of(rows))


def digest_of(rows: CaptureRows) -> str:
    """The digest of what a capture's rows say."""
    captures = [_capture_row(rows.capture, Location("", ""), "", None)]
    by_table: dict[str, Sequence[Row]] = {
        "captures": captures,
        "articles": rows.articles,
        "blocks": rows.blocks,
        "corrections": rows.corrections,
    }
    keys = {article[0]: row[0] for article, row in zip(rows.folded, rows.articles, strict=True)}
    return digest(by_table | rows.parts, keys)


def renumbered(rows: CaptureRows, capture_id: int, before: int) -> CaptureRows:
    """The rows as a database numbers them: the capture `capture_id`, its articles from `before` + 1 on.

    Article rows get no number: that isn't among their columns as `article_row` gives them.
    """
    return CaptureRows(
        rows.capture,
        [(key, capture_id, *rest) for key, _, *rest in rows.articles],
        _moved_of_capture(rows.blocks, capture_id, before),
        _moved_of_capture(rows.corrections, capture_id, before),
        {name: _moved(part, before) for name, part in rows.parts.items()},
        _moved(rows.folded, before),
        _moved(rows.signatures, before),
        _moved(rows.stories, before),
        rows.digest,
    )


def _moved_of_capture(rows: list[BlockRow], capture_id: int, before: int) -> list[BlockRow]:
    return [(capture_id, seq, article and before + article, *rest) for _, seq, article, *rest in rows]


def _moved(rows: Sequence[PartRow], before: int) -> list[PartRow]:
    return [(before + article, *rest) for article, *rest in rows]


def source_rows(registry: Registry) -> Iterator[Row]:
    """The rows of ``sources``."""
    return map(tuple, registry.derived("rows of sources", lambda: list(_source_rows(registry))))


def actor_rows(registry: Registry) -> Iterator[Row]:
    """The rows of ``actors``."""
    return map(tuple, registry.derived("rows of actors", lambda: list(_actor_rows(registry))))


def actor_name_rows(registry: Registry) -> Iterator[Row]:
    """The rows of ``actor_names``, each name once."""
    return map(tuple, registry.derived("rows of names", lambda: list(_actor_name_rows(registry))))


def office_rows(registry: Registry) -> Iterator[Row]:
    """The rows of ``offices``, each title of an office once."""
    return map(tuple, registry.derived("rows of offices", lambda: list(_office_rows(registry))))


def place_rows(registry: Registry) -> Iterator[Row]:
    """The rows of ``places``."""
    return map(tuple, registry.derived("rows of places", lambda: list(_place_rows(registry))))


def place_name_rows(registry: Registry) -> Iterator[Row]:
    """The rows of ``place_names``, each name once."""
    return map(tuple, registry.derived("rows of place names", lambda: list(_place_name_rows(registry))))


REGISTRY_ROWS: dict[str, Callable[[Registry], Iterator[Row]]] = {
    "sources": source_rows,
    "actors": actor_rows,
    "actor_names": actor_name_rows,
    "offices": office_rows,
    "places": place_rows,
    "place_names": place_name_rows,
}
"""By table, what makes the rows of the registry, in the order in which they can be written."""

NAME_TABLES = {"actor_names": "actor_id", "place_names": "place_id"}
"""The tables of names, each with the column that says whose."""


def names_digest(registry: Registry, table: str) -> str:
    """One digest of all rows of a table of names: `digest_of_text` of what SQLite makes of them by `names_as_text`."""
    digest: str = registry.derived(f"digest of {table}", lambda: _names_digest(REGISTRY_ROWS[table](registry)))
    return digest


def names_as_text(table: str) -> str:
    """A SELECT of all rows as one text: with their number that of no other rows, whatever characters they hold.

    These tables lie in the order of their keys, which are all their columns; to ask for it takes twice as long. In
    another order the rows would only be compared one by one.
    """
    owner = NAME_TABLES[table]
    return f"SELECT count(*), group_concat({owner} || char(31) || name || char(31) || language, char(30)) FROM {table}"


def digest_of_text(rows: int, text: str | None) -> str:
    """A digest of what `names_as_text` gives."""
    return f"{rows} {hashlib.sha256((text or '').encode('utf-8', 'surrogatepass')).hexdigest()}"


def _names_digest(made: Iterator[Row]) -> str:
    rows = sorted(made, key=lambda row: tuple(map(str, row)))
    return digest_of_text(len(rows), "\x1e".join("\x1f".join(map(str, row)) for row in rows))


# Rows as JSON can hold them: compiled with the registry, they are written without its entries being made.


def _source_rows(registry: Registry) -> Iterator[list[Any]]:
    for source in registry.sources.values():
        yield [source.id, source.name, source.country, source.language, source.url]


def _actor_rows(registry: Registry) -> Iterator[list[Any]]:
    for actor in registry.actors.values():
        yield [actor.id, actor.name, actor.kind.value, actor.part_of, actor.country, actor.wikidata]


def _actor_name_rows(registry: Registry) -> Iterator[list[Any]]:
    for actor in registry.actors.values():
        for language, name in dict.fromkeys(names_of(actor)):
            yield [actor.id, name, language]


def _office_rows(registry: Registry) -> Iterator[list[Any]]:
    for actor in registry.actors.values():
        for seq, office in enumerate(actor.offices, start=1):
            for title in dict.fromkeys(office.titles):
                yield [actor.id, seq, title, office.of, office.since, office.until, office.source]


def _place_rows(registry: Registry) -> Iterator[list[Any]]:
    for place in registry.gazetteer.values():
        point = place.coordinates or (None, None)
        yield [place.id, place.name, place.kind.value, place.part_of, place.country, *point, place.source]


def _place_name_rows(registry: Registry) -> Iterator[list[Any]]:
    for place in registry.gazetteer.values():
        for language, name in dict.fromkeys(names_of(place)):
            yield [place.id, name, language]


def packed(content: bytes) -> bytes:
    """Bytes as they are stored."""
    return zlib.compress(content)


def unpacked(content: bytes | None) -> bytes | None:
    """Bytes as they were before they were stored; none if none were. Raises `ValueError` if they are damaged."""
    try:
        return None if content is None else zlib.decompress(content)
    except zlib.error as error:
        raise ValueError(f"its bytes can't be unpacked: {error}") from error


def original_bytes(row: sqlite3.Row | Mapping[str, Any]) -> bytes:
    """The file's bytes, from a row with ``text``, ``encoding`` and ``content``.

    Raises `ValueError` or `LookupError` if the row doesn't give them.
    """
    content = unpacked(row["content"])
    return encode(row["text"], row["encoding"]) if content is None else content
