"""Compares a corpus with hand annotations: this is how the parser is measured.

An annotation is a JSON file that names a capture by its SHA-256 and says which blocks, articles and quotes it holds.
The comparison counts blocks by role and values by field, and lists every difference with its place and its text. It
looks at what the parser found: what curators have corrected since is left out.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from syria_iraq_archive.corpus.verify.subject import ArticleRows, Subject, read_subject, span_of
from syria_iraq_archive.errors import ArchiveError
from syria_iraq_archive.records import Basis, Role
from syria_iraq_archive.spans import Span


@dataclass(frozen=True, slots=True)
class GoldBlock:
    """A block as it should be: its article by seq, what it repeats by span."""

    span: Span
    role: str
    article: int | None
    repeats: Span | None


@dataclass(frozen=True, slots=True)
class Gold:
    """The annotation of one capture. Fields that an annotated article doesn't have are not compared."""

    file: str
    sha256: str
    blocks: tuple[GoldBlock, ...]
    articles: tuple[dict[str, Any], ...]
    quotes: tuple[dict[str, Any], ...] | None = None  # None: not annotated


def read_gold(folder: Path) -> list[Gold]:
    """The annotations ``*.json`` in `folder`. Raises `ArchiveError` if there is none, or if one is malformed."""
    annotations = [_read(path) for path in sorted(folder.glob("*.json"))]
    if not annotations:
        raise ArchiveError("holds no annotations (*.json)", place=str(folder))
    return annotations


def _read(path: Path) -> Gold:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        spans = [Span(block["start"], block["end"]) for block in content["blocks"]]
        blocks = tuple(_block(block, spans) for block in content["blocks"])
        quotes = tuple(content["quotes"]) if "quotes" in content else None
        return Gold(content["capture"], content["sha256"], blocks, tuple(content["articles"]), quotes)
    except (OSError, ValueError, KeyError, IndexError, TypeError) as error:
        raise ArchiveError(f"isn't an annotation: {type(error).__name__}: {error}", place=str(path)) from error


def _block(block: dict[str, Any], spans: list[Span]) -> GoldBlock:
    copied = block.get("repeats")
    span = Span(block["start"], block["end"])
    return GoldBlock(span, block["role"], block["article"], None if copied is None else spans[copied])


COLUMNS = {"source": "source_id"}  # all other columns have the field's name


@dataclass(frozen=True, slots=True)
class ParsedField:
    """A field as the parser found it: its value, its basis and the texts it rests on."""

    value: str | None
    basis: str
    evidence: tuple[str, ...]


def parsed_field(subject: Subject, item: ArticleRows, field: str) -> ParsedField:
    """The parser's own claim of a field; if it makes none, the article's column, unless a curator filled it."""
    claims = [claim for claim in item.claims if claim["field"] == field and claim["basis"] != Basis.CURATED]
    for _, rows in groupby(claims, key=lambda claim: claim["seq"]):
        first, *rest = rows
        evidence = tuple(subject.slice(row) for row in (first, *rest) if row["start_char"] is not None)
        return ParsedField(first["value"], first["basis"], evidence)
    if item.curated(field):
        return ParsedField(None, Basis.UNKNOWN.value, ())
    return ParsedField(item.row[COLUMNS.get(field, field)], Basis.UNKNOWN.value, ())


def found_blocks(subject: Subject) -> list[GoldBlock]:
    """The capture's blocks in the form of annotations."""
    seqs = {item.row["id"]: item.row["seq"] for item in subject.articles}
    spans = {block["seq"]: span_of(block) for block in subject.blocks}
    return [
        GoldBlock(span_of(block), block["role"], seqs.get(block["article_id"]), spans.get(block["repeats"]))
        for block in subject.blocks
    ]


def found_values(subject: Subject, item: ArticleRows) -> dict[str, Any]:
    """What the corpus has of each field that annotations speak of."""
    source, published = parsed_field(subject, item, "source"), parsed_field(subject, item, "published")
    fields = ("headline", "kicker", "standfirst", "byline", "dateline", "language")
    return {name: parsed_field(subject, item, name).value for name in fields} | {
        "source": source.value,
        "source_basis": source.basis,
        "source_evidence": source.evidence,
        "published": published.value,
        "published_basis": published.basis,
        "published_evidence": published.evidence,
        "crossheads": [subject.slice(block) for block in item.of_role(Role.CROSSHEAD)],
        "paragraphs": len(item.of_role(Role.PARAGRAPH)),
        "words": item.row["words"],
        "images": [_image(image) for image in item.images],
        "actors": sorted({mention["actor_id"] for mention in item.mentions}),
    }


def _image(image: sqlite3.Row) -> dict[str, Any]:
    return {name: image[name] for name in ("caption", "credit", "occurrences")}


class Tally(NamedTuple):
    """Blocks of one role."""

    expected: int = 0
    found: int = 0
    exact: int = 0  # in span, role, article, and what they repeat


class Score(NamedTuple):
    """Values of one field."""

    right: int = 0
    wrong: int = 0


class GoldDifference(NamedTuple):
    """One difference: where it is (file and span, or file and article) and what differs."""

    where: str
    what: str


@dataclass(slots=True)
class GoldComparison:
    """What the comparison of all annotated captures found."""

    blocks: dict[str, Tally] = field(default_factory=lambda: {role.value: Tally() for role in Role})
    values: dict[str, Score] = field(default_factory=dict)
    differences: list[GoldDifference] = field(default_factory=list)


def compare(connection: sqlite3.Connection, annotations: Iterable[Gold]) -> GoldComparison:
    """Compare what the parser found with `annotations`; corrections are left out of account."""
    comparison = GoldComparison()
    for gold in annotations:
        row = connection.execute("SELECT id FROM captures WHERE sha256 = ?", (gold.sha256,)).fetchone()
        if row is None:
            comparison.differences.append(GoldDifference(gold.file, "isn't in the corpus"))
            continue
        subject = read_subject(connection, row["id"])
        _compare_blocks(comparison, gold, subject)
        _compare_articles(comparison, gold, subject)
        for result in compare_speech(gold, subject):
            _score(comparison, result.name, result.right)
            if not result.right:
                comparison.differences.append(GoldDifference(result.place, result.difference))
    return comparison


def _score(comparison: GoldComparison, name: str, right: bool) -> None:
    score = comparison.values.get(name, Score())
    comparison.values[name] = Score(score.right + right, score.wrong + (not right))


def _compare_blocks(comparison: GoldComparison, gold: Gold, subject: Subject) -> None:
    expected, found = set(gold.blocks), set(found_blocks(subject))
    for blocks, tally in ((expected, Tally(1, 0, 0)), (found, Tally(0, 1, 0)), (expected & found, Tally(0, 0, 1))):
        for block in blocks:
            total = comparison.blocks.get(block.role, Tally())
            comparison.blocks[block.role] = Tally(*(a + b for a, b in zip(total, tally, strict=True)))
    for block in sorted(expected ^ found, key=lambda block: (block.span, block in found)):
        how = "missing" if block in expected else "surplus"
        place = f"{gold.file}:{block.span.start}-{block.span.end}"
        comparison.differences.append(
            GoldDifference(place, f"{how}: {_describe(block)}: {block.span.of(subject.text)[:80]!r}")
        )


def _describe(block: GoldBlock) -> str:
    article = "" if block.article is None else f" of article {block.article}"
    copied = "" if block.repeats is None else f", copying {block.repeats.start}-{block.repeats.end}"
    return f"{block.role}{article}{copied}"


def _compare_articles(comparison: GoldComparison, gold: Gold, subject: Subject) -> None:
    found = {item.row["seq"]: found_values(subject, item) for item in subject.articles}
    for article in gold.articles:
        place = f"{gold.file}, article {article['seq']}"
        if article["seq"] not in found:
            comparison.differences.append(GoldDifference(place, "is missing"))
            continue
        for name, differ in COMPARED.items():
            if name in article:
                difference = differ(article, found[article["seq"]], name)
                _score(comparison, name, difference is None)
                if difference is not None:
                    comparison.differences.append(GoldDifference(place, difference))
    for surplus in sorted(set(found) - {article["seq"] for article in gold.articles}):
        comparison.differences.append(GoldDifference(f"{gold.file}, article {surplus}", "is surplus"))


Values = dict[str, Any]


def _equal(expected: Values, found: Values, name: str) -> str | None:
    """The values are the same."""
    if expected[name] == found[name]:
        return None
    return f"{name}: expected {expected[name]!r}, found {found[name]!r}"


def _evidence(expected: Values, found: Values, name: str) -> str | None:
    """Each expected text lies in one that was recorded, or the other way round: annotators cut them freely."""
    wanted = [expected[name]] if isinstance(expected[name], str) else expected[name] or []
    missing = [text for text in wanted if not any(text in other or other in text for other in found[name])]
    return f"{name}: missing {missing!r}, found {list(found[name])!r}" if missing else None


def _actors(expected: Values, found: Values, name: str) -> str | None:
    """All actors are found, and none beyond them and the optional ones."""
    missing = sorted(set(expected[name]) - set(found[name]))
    surplus = sorted(set(found[name]) - set(expected[name]) - set(expected.get("actors_optional", ())))
    if not missing and not surplus:
        return None
    return f"{name}: missing {', '.join(missing) or 'none'}; surplus {', '.join(surplus) or 'none'}"


COMPARED: dict[str, Callable[[Values, Values, str], str | None]] = {
    "headline": _equal,
    "kicker": _equal,
    "standfirst": _equal,
    "byline": _equal,
    "dateline": _equal,
    "language": _equal,
    "source": _equal,
    "source_basis": _equal,
    "source_evidence": _evidence,
    "published": _equal,
    "published_basis": _equal,
    "published_evidence": _evidence,
    "crossheads": _equal,
    "paragraphs": _equal,
    "words": _equal,
    "images": _equal,
    "actors": _actors,
}


MIN_WORDS = 3  # annotations leave out shorter speech


class SpeechResult(NamedTuple):
    """One thing compared of a quote: its name, whether it is right, the place, and how it differs."""

    name: str
    right: bool
    place: str
    difference: str


def compare_speech(gold: Gold, subject: Subject) -> Iterator[SpeechResult]:
    """The results for every annotated quote, and a wrong one for each that isn't annotated."""
    if gold.quotes is None:
        return
    found = {span_of(row): row for item in subject.articles for row in item.quotes if row["kind"] == "speech"}
    for quote in gold.quotes:
        span = Span(quote["start"], quote["end"])
        place = f"{gold.file}:{span.start}-{span.end}"
        row = found.pop(span, None)
        yield SpeechResult("quotes", row is not None, place, "quote: missing")
        if row is not None:
            yield from _compare_words(place, quote, dict(row))
    for span, row in found.items():
        if len(row["text"].split()) >= MIN_WORDS:
            yield SpeechResult(
                "quotes", False, f"{gold.file}:{span.start}-{span.end}", f"quote: surplus: {row['text'][:80]!r}"
            )


def _compare_words(place: str, quote: dict[str, Any], row: dict[str, Any]) -> Iterator[SpeechResult]:
    for name, key, column in (
        ("quote_speaker", "speaker", "speaker"),
        ("quote_actor", "actor", "actor_id"),
        ("quote_told_to", "told_to", "told_to"),
    ):
        expected, found = _on_one_line(quote[key]), _on_one_line(row[column])
        yield SpeechResult(name, expected == found, place, f"{name}: expected {expected!r}, found {found!r}")


def _on_one_line(value: str | None) -> str | None:
    """A value with plain spaces: annotators type what a capture prints with no-break spaces."""
    return value if value is None else " ".join(value.split())
