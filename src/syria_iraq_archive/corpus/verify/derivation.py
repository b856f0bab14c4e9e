"""The strongest proof: what the corpus holds of a capture is what its bytes yield when they are parsed again.

Only for captures that this very program and registry parsed, and whose text the extractors that are installed here made
if it isn't their bytes; of others nothing is said here.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from syria_iraq_archive.capture.formats.base import would_extract_alike
from syria_iraq_archive.corpus.original import original_bytes
from syria_iraq_archive.corpus.recipe import Recipe
from syria_iraq_archive.corpus.rows import ARTICLE_PARTS, Row, article_row, block_row, correction_rows
from syria_iraq_archive.corpus.verify.subject import Finding, Item, Subject
from syria_iraq_archive.errors import CaptureFailed, CaptureRejected, MissingExtra
from syria_iraq_archive.records import ParsedCapture

_READ = ("text", "encoding", "format", "uri", "captured_at", "extractor", "warning")
MAX_FINDINGS = 3  # of one table of one capture; the first tell enough

Run = Callable[[bytes, str], ParsedCapture]  # `Pipeline.run`


@dataclass(slots=True)
class Derivation:
    """Parses captures again and compares; counts those it has to pass over."""

    run: Run
    recipe: Recipe
    passed_over: int = 0
    not_extracted: int = 0  # their libraries are missing here, of another version, or fail

    def find(self, subject: Subject) -> Iterator[Finding]:
        """Parsing the bytes again yields every block, field, claim, mention, quote and date that is stored."""
        row = subject.row
        if row["recipe"] != self.recipe.of(row["sha256"]):
            self.passed_over += 1
            return
        if not would_extract_alike(row["extractor"]):
            self.not_extracted += 1
            return
        try:
            parsed = self.run(original_bytes(row), row["path"])
        except (MissingExtra, CaptureFailed):
            self.not_extracted += 1
            return
        except (CaptureRejected, LookupError, ValueError) as error:
            yield Finding(subject.place(), f"can't be parsed again: {error}")
            return
        yield from _compare(subject, parsed)


def _compare(subject: Subject, parsed: ParsedCapture) -> Iterator[Finding]:
    for name in _READ:
        if subject.row[name] != getattr(parsed.capture, name):
            yield Finding(subject.place(), f"captures: its {name} isn't what its bytes yield")
    items = {item.row["seq"]: item for item in subject.articles}
    if sorted(items) != [article.seq for article in parsed.articles]:
        yield Finding(subject.place(), f"articles: {sorted(items)} stored, {len(parsed.articles)} parsed")
        return
    ids = {seq: item.row["id"] for seq, item in items.items()}
    blocks = [block_row(block, subject.row["id"], ids) for block in parsed.blocks]
    yield from _differences(subject, "blocks", map(tuple, subject.blocks), blocks)
    replayed = correction_rows(parsed, subject.row["id"], ids)
    yield from _differences(subject, "corrections", map(tuple, subject.corrections), replayed)
    for article in parsed.articles:
        item = items[article.seq]
        yield from _differences(
            subject, "articles", [tuple(item.row)[1:]], [article_row(parsed, article, subject.row["id"])]
        )
        for table, rows_of in ARTICLE_PARTS.items():
            yield from _differences(subject, table, _stored(item, table), rows_of(article, item.row["id"]))


def _stored(item: Item, table: str) -> Iterator[Row]:
    yield from map(tuple, getattr(item, table))


def _differences(subject: Subject, table: str, stored: Iterable[Row], parsed: Iterable[Row]) -> Iterator[Finding]:
    held, made = set(stored), set(parsed)
    differing = [("stored, not parsed", row) for row in held - made] + [
        ("parsed, not stored", row) for row in made - held
    ]
    for what, row in sorted(differing, key=str)[:MAX_FINDINGS]:
        yield Finding(subject.place(), f"{table}: {what}: {_shown(row)}")


def _shown(row: Row) -> str:
    return ", ".join(str(value)[:60] for value in row[1:] if value is not None)[:200]
