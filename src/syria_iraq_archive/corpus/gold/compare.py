"""The comparison: a tally for each role, a score for each field, and every difference with its place and text."""

import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from syria_iraq_archive.corpus.gold.found import found_blocks, found_values
from syria_iraq_archive.corpus.gold.read import Gold, GoldBlock
from syria_iraq_archive.corpus.gold.speech import compare_speech
from syria_iraq_archive.corpus.verify.subject import Subject, read_subject
from syria_iraq_archive.records import Role


class Tally(NamedTuple):
    """Blocks of one role."""

    expected: int = 0
    found: int = 0
    exact: int = 0  # in span, role, article, and what they repeat


class Score(NamedTuple):
    """Values of one field."""

    right: int = 0
    wrong: int = 0


class Difference(NamedTuple):
    """Where corpus and annotation differ: file and span or article; and how."""

    where: str
    what: str


@dataclass(slots=True)
class Comparison:
    """The outcome, over all annotated captures."""

    blocks: dict[str, Tally] = field(default_factory=lambda: {role.value: Tally() for role in Role})
    values: dict[str, Score] = field(default_factory=dict)
    differences: list[Difference] = field(default_factory=list)


def compare(connection: sqlite3.Connection, annotations: Iterable[Gold]) -> Comparison:
    """Compare what was parsed, beneath any correction, with annotations."""
    comparison = Comparison()
    for gold in annotations:
        row = connection.execute("SELECT id FROM captures WHERE sha256 = ?", (gold.sha256,)).fetchone()
        if row is None:
            comparison.differences.append(Difference(gold.file, "isn't in the corpus"))
            continue
        subject = read_subject(connection, row["id"])
        _compare_blocks(comparison, gold, subject)
        _compare_articles(comparison, gold, subject)
        for result in compare_speech(gold, subject):
            _score(comparison, result.name, result.right)
            if not result.right:
                comparison.differences.append(Difference(result.place, result.difference))
    return comparison


def _score(comparison: Comparison, name: str, right: bool) -> None:
    score = comparison.values.get(name, Score())
    comparison.values[name] = Score(score.right + right, score.wrong + (not right))


def _compare_blocks(comparison: Comparison, gold: Gold, subject: Subject) -> None:
    expected, found = set(gold.blocks), set(found_blocks(subject))
    for blocks, tally in ((expected, Tally(1, 0, 0)), (found, Tally(0, 1, 0)), (expected & found, Tally(0, 0, 1))):
        for block in blocks:
            total = comparison.blocks.get(block.role, Tally())
            comparison.blocks[block.role] = Tally(*(a + b for a, b in zip(total, tally, strict=True)))
    for block in sorted(expected ^ found, key=lambda block: (block.span, block in found)):
        how = "missing" if block in expected else "surplus"
        place = f"{gold.file}:{block.span.start}-{block.span.end}"
        comparison.differences.append(
            Difference(place, f"{how}: {_describe(block)}: {block.span.of(subject.text)[:80]!r}")
        )


def _describe(block: GoldBlock) -> str:
    article = "" if block.article is None else f" of article {block.article}"
    copied = "" if block.repeats is None else f", copying {block.repeats.start}-{block.repeats.end}"
    return f"{block.role}{article}{copied}"


def _compare_articles(comparison: Comparison, gold: Gold, subject: Subject) -> None:
    found = {item.row["seq"]: found_values(subject, item) for item in subject.articles}
    for article in gold.articles:
        place = f"{gold.file}, article {article['seq']}"
        if article["seq"] not in found:
            comparison.differences.append(Difference(place, "is missing"))
            continue
        for name, differ in COMPARED.items():
            if name in article:
                difference = differ(article, found[article["seq"]], name)
                _score(comparison, name, difference is None)
                if difference is not None:
                    comparison.differences.append(Difference(place, difference))
    for surplus in sorted(set(found) - {article["seq"] for article in gold.articles}):
        comparison.differences.append(Difference(f"{gold.file}, article {surplus}", "is surplus"))


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
