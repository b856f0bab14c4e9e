"""How well temporal expressions are found and valued: TimeBank and AQUAINT, and the speed beside dateparser.

    python benchmarks/dates.py FOLDER                        FOLDER holds .tml files, at any depth
    python benchmarks/dates.py FOLDER --dateparser PYTHON    and dateparser's search_dates, run by that interpreter
    python benchmarks/dates.py FOLDER --misses               and every wrong value, miss and surplus of the first part

The data are `data/TBAQ-cleaned` of github.com/jspotter/TempEval-3: 256 documents, 1,822 TIMEX3; none is kept here.
dateparser is no dependency of this program:

    python -m venv /tmp/dateparser && /tmp/dateparser/bin/pip install dateparser
    python benchmarks/dates.py FOLDER --dateparser /tmp/dateparser/bin/python

**Scoring**, as the scorer of TempEval-3 counts. Every TIMEX3 inside TEXT counts, whatever its type (DATE, TIME,
DURATION, SET); the document's creation time is given, not scored. An expression found matches one annotated if both
cover the same characters (strict), or share one at least (relaxed); each matches one other at most, exact matches
first. Its value is right if it equals the annotated `value` as a string, over relaxed matches. Precision divides by the
expressions found, recall by those annotated; F1 is their harmonic mean over all documents together.

**Parts**: documents whose name's SHA-256 is divisible by three are the second part, held out: the grammar was written
looking at the others alone. "corpus" counts only what the corpus's table `dates` keeps, against all annotations.
"""

import argparse
import hashlib
import html
import json
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "src"))

from syria_iraq_archive.annotate.times import PlacedExpression, as_mentions, find_expressions, place_in_calendar  # noqa: E402
from syria_iraq_archive.records import Block, Role  # noqa: E402
from syria_iraq_archive.spans import Span  # noqa: E402

RUNS = 5
ARTICLE = 3000  # characters, the article that speed is told for
_PARAGRAPH = re.compile(r"\S(?:(?!\n\s*\n).)*", re.DOTALL)
_SEARCH = """
import json, sys, time
from dateparser.search import search_dates
texts = json.load(sys.stdin)
begun = time.process_time()
found = sum(len(search_dates(text, languages=["en"]) or ()) for text in texts)
print(json.dumps([time.process_time() - begun, found]))
"""


@dataclass(frozen=True, slots=True)
class Timex:
    """An expression with its value: annotated, or found."""

    span: Span
    value: str
    label: str  # the type that is annotated, or the rule that found it


@dataclass(frozen=True, slots=True)
class Document:
    """A text with its creation day and the expressions annotated in it."""

    name: str
    text: str
    created: date
    annotated: list[Timex]

    @property
    def held_out(self) -> bool:
        """Whether it belongs to the part that nobody looked at."""
        return int(hashlib.sha256(self.name.encode()).hexdigest(), 16) % 3 == 0

    def blocks(self) -> list[Block]:
        """Its paragraphs."""
        spans = [Span(*match.span()) for match in _PARAGRAPH.finditer(self.text)]
        return [Block(seq=n, role=Role.PARAGRAPH, span=span, rule="", article=1) for n, span in enumerate(spans)]


@dataclass(slots=True)
class Score:
    """What was annotated, found and matched, and the pairs behind it."""

    annotated: int = 0
    found: int = 0
    strict: int = 0
    relaxed: int = 0
    value: int = 0
    misses: list[str] = field(default_factory=list)

    def line(self, name: str) -> str:
        """Precision, recall and F1 of the three measures, in percent."""
        shares = [self._shares(matched) for matched in (self.strict, self.relaxed, self.value)]
        cells = "   ".join(f"{p:5.1f} {r:5.1f} {f:5.1f}" for p, r, f in shares)
        return f"{name:<18}{self.annotated:>6}{self.found:>7}   {cells}"

    def _shares(self, matched: int) -> tuple[float, float, float]:
        precision, recall = matched / max(1, self.found), matched / max(1, self.annotated)
        return 100 * precision, 100 * recall, 200 * matched / max(1, self.found + self.annotated)


def read(path: Path) -> Document:
    """A TimeML document: its text without tags, its creation day, its TIMEX3."""
    raw = path.read_text(encoding="utf-8")
    created = re.search(r"<DCT>.*?value=\"(\d{4}-\d\d-\d\d)", raw, re.DOTALL)
    body = re.search(r"<TEXT>(.*?)</TEXT>", raw, re.DOTALL)
    if created is None or body is None:
        raise SystemExit(f"{path}: no TimeML document")
    text, annotated, opened = "", [], []
    for piece in re.split(r"(<[^>]+>)", body[1]):
        if piece.startswith("<TIMEX3"):
            opened.append((len(text), dict(re.findall(r'(\w+)="([^"]*)"', piece))))
        elif piece == "</TIMEX3>":
            start, attributes = opened.pop()
            annotated.append(Timex(Span(start, len(text)), attributes["value"], attributes["type"]))
        elif not piece.startswith("<"):
            text += html.unescape(piece)
    return Document(path.name, text, date.fromisoformat(created[1]), sorted(annotated, key=lambda one: one.span))


def internal(document: Document) -> list[Timex]:
    """All that the grammar finds."""
    return [Timex(one.span, one.value, one.rule) for one in _placed(document, document.blocks())]


def corpus(document: Document) -> list[Timex]:
    """What goes into the table `dates`."""
    found = as_mentions(document.text, _placed(document, document.blocks()))
    return [Timex(one.span, one.timex or "", "") for one in found]


def _placed(document: Document, blocks: Sequence[Block]) -> tuple[PlacedExpression, ...]:
    expressions = find_expressions(document.text, blocks, "en")
    return place_in_calendar(expressions, (document.created, document.created))


def score(documents: Sequence[Document], finder: Callable[[Document], list[Timex]]) -> Score:
    """The score of a finder over all documents together."""
    total = Score()
    for document in documents:
        found = finder(document)
        pairs = dict(_matches(document.annotated, found))
        total.annotated += len(document.annotated)
        total.found += len(found)
        total.relaxed += len(pairs)
        total.strict += sum(document.annotated[a].span == found[f].span for a, f in pairs.items())
        total.value += sum(document.annotated[a].value == found[f].value for a, f in pairs.items())
        total.misses += _differences(document, found, pairs)
    return total


def _matches(annotated: Sequence[Timex], found: Sequence[Timex]) -> Iterator[tuple[int, int]]:
    """Pairs of indexes that match: exact ones first, then those that overlap."""
    left, right = set(range(len(annotated))), set(range(len(found)))
    for exact in (True, False):
        for a in sorted(left):
            for f in sorted(right):
                one, other = annotated[a].span, found[f].span
                if one == other if exact else one.overlaps(other):
                    yield a, f
                    left.discard(a)
                    right.discard(f)
                    break


def _differences(document: Document, found: Sequence[Timex], pairs: dict[int, int]) -> Iterator[str]:
    for a, one in enumerate(document.annotated):
        other = found[pairs[a]] if a in pairs else None
        if other is None or other.value != one.value:
            what = f"{other.value} by {other.label}" if other else "not found"
            yield f"{document.created} {_around(document.text, one.span)}: {one.value}, {what}"
    for f in sorted(set(range(len(found))) - set(pairs.values())):
        yield f"{document.created} {_around(document.text, found[f].span)}: none, {found[f].value} by {found[f].label}"


def _around(text: str, span: Span) -> str:
    before, behind = text[max(0, span.start - 40) : span.start], text[span.end : span.end + 20]
    return " ".join(f"{before}[{span.of(text)}]{behind}".split())


def speed(documents: Sequence[Document]) -> float:
    """Milliseconds for an article of `ARTICLE` characters, of processor time: the best of several runs."""
    best = float("inf")
    ready = [(document, document.blocks()) for document in documents]
    for _ in range(RUNS):
        begun = time.process_time()
        for document, blocks in ready:
            as_mentions(document.text, _placed(document, blocks))
        best = min(best, time.process_time() - begun)
    return 1000 * best * ARTICLE / sum(len(document.text) for document in documents)


def dateparser_speed(python: str, documents: Sequence[Document]) -> float:
    """The same of dateparser's `search_dates` with English only, once over every tenth document."""
    some = documents[::10]
    done = subprocess.run(
        [python, "-c", _SEARCH],
        input=json.dumps([document.text for document in some]),
        capture_output=True,
        text=True,
        check=True,
    )
    seconds, _ = json.loads(done.stdout)
    return float(1000 * seconds * ARTICLE / sum(len(document.text) for document in some))


def main() -> None:
    """Print the scores of both parts and the speed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--dateparser", metavar="PYTHON")
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    documents = [read(path) for path in sorted(options.folder.rglob("*.tml")) if not path.name.startswith(".")]
    first = [document for document in documents if not document.held_out]
    second = [document for document in documents if document.held_out]
    print(f"{'':<18}{'gold':>6}{'found':>7}   {'strict P R F1':<17}   {'relaxed P R F1':<17}   {'value P R F1':<17}")
    for name, part in (("developed on", first), ("held out", second), ("all", documents)):
        print(score(part, internal).line(name))
        print(score(part, corpus).line("  corpus"))
    print(f"{speed(documents):.2f} ms for {ARTICLE} characters")
    if options.dateparser:
        print(f"{dateparser_speed(options.dateparser, documents):.1f} ms by dateparser's search_dates")
    if options.misses:
        print("\n".join(score(first, internal).misses))


if __name__ == "__main__":
    main()
