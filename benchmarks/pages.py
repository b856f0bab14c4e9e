"""How well pages are read that were saved whole, of outlets nobody declared: body, headline, byline, date, joins.

    python benchmarks/pages.py GOLD.jsonl.gz               what the packaged model makes of all pages of a file
    python benchmarks/pages.py GOLD.jsonl.gz --mixes 1000  and how well it divides so many seeded concatenations

A line of GOLD is a page: `id`, its visible `text`, and `body`, `headline`, `byline`, `published` as annotated (null
where the page doesn't say). The pages that the packaged model was made from it knows already: how it does on pages of
sites that it has never seen is what `scripts/train_pages.py` prints, which trains on some sites and reads the others.

**Scoring.** Body: shingles of four words; a page's hits, extras and misses add up to 1, and F1 is over their sums; and
the mean of the pages' F1 over words. Of several articles found in a page the longest is scored. Headline, byline and
date are right, wrong or unknown, over the pages whose annotation has them; words are compared, not punctuation or case.
Joins: from one to four pages one behind the other, two blank lines between them; a join is found where it lies between
the last block of an article and the first of the next.
"""

import argparse
import gzip
import json
import random
import re
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "src"))

from syria_iraq_archive.pipeline import Pipeline  # noqa: E402
from syria_iraq_archive.records import Article, ParsedCapture  # noqa: E402
from syria_iraq_archive.registry.load import load_registry  # noqa: E402
from syria_iraq_archive.registry.location import default_folder  # noqa: E402

BETWEEN = "\n\n\n"  # pages of one capture
FIELDS = ("headline", "byline", "published")
_JOINING = {"and", "by"}
W = TypeVar("W")


@dataclass(frozen=True, slots=True)
class Annotated:
    """A page and what its annotation says of it."""

    id: str
    text: str
    body: str
    headline: str | None
    byline: str | None
    published: str | None


def read_pages(path: Path) -> list[Annotated]:
    """The annotated pages of a file of JSON lines, perhaps compressed."""
    return [Annotated(**line) for line in read_lines_of(path)]


def read_lines_of(path: Path) -> list[dict[str, Any]]:
    """The objects of a file of JSON lines, perhaps compressed."""
    data = path.read_bytes()
    lines = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8").split("\n")
    return [json.loads(line) for line in lines if line.strip()]


def words(text: str) -> list[str]:
    """The words of a text in small letters."""
    return re.findall(r"\w+", text.lower())


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """The runs of four words of a text; a shorter text is one."""
    found = words(text)
    return Counter(tuple(found[i : i + 4]) for i in range(max(1, len(found) - 3))) if found else Counter()


def shares(gold: Counter[W], got: Counter[W]) -> tuple[float, float, float]:
    """Hits, extras and misses, as shares of them all."""
    hits = (gold & got).total()
    total = gold.total() + got.total() - hits
    return (hits / total, (got.total() - hits) / total, (gold.total() - hits) / total) if total else (1.0, 0.0, 0.0)


def f1(hits: float, extras: float, misses: float) -> float:
    """The harmonic mean of precision and recall."""
    return 2 * hits / (2 * hits + extras + misses) if hits else 0.0


def folded(text: str) -> str:
    """The words of a text, one space between them."""
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", text).lower()))


def day(text: str | None) -> date | None:
    """The day that an ISO date or time begins with."""
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None


def is_right(field: str, gold: str, got: str) -> bool:
    """Whether a value of a field says what the annotation says."""
    if field == "published":
        return day(gold) == day(got)
    one, other = folded(gold), folded(got)
    return one == other or (field == "byline" and set(one.split()) - _JOINING == set(other.split()) - _JOINING)


@dataclass(slots=True)
class Scores:
    """Figures over the pages read so far."""

    pages: int = 0
    hits: float = 0
    extras: float = 0
    misses: float = 0
    words: float = 0
    fields: dict[str, Counter[str]] | None = None

    def add(self, gold: Annotated, articles: Sequence[Article]) -> None:
        """Counts what was found in a page."""
        found = max(articles, key=lambda article: len(article.body), default=None)
        body = found.body if found else ""
        hits, extras, misses = shares(shingles(gold.body), shingles(body))
        self.pages, self.hits, self.extras, self.misses = (
            self.pages + 1,
            self.hits + hits,
            self.extras + extras,
            self.misses + misses,
        )
        self.words += f1(*shares(Counter(words(gold.body)), Counter(words(body))))
        self.fields = self.fields or {field: Counter() for field in FIELDS}
        for field, counts in self.fields.items():
            want, got = getattr(gold, field), getattr(found, field, None)
            if not want or (field == "published" and not day(want)):
                continue
            if field == "published" and got and not re.fullmatch(r"\d{4}-\d\d-\d\d", got):
                got = None  # a range of days
            counts["unknown" if not got else "right" if is_right(field, want, got) else "wrong"] += 1

    def lines(self) -> Iterator[str]:
        """The figures in words."""
        precision, recall = self.hits / (self.hits + self.extras or 1), self.hits / (self.hits + self.misses or 1)
        yield (
            f"body       shingle F1 {f1(self.hits, self.extras, self.misses):.3f}  precision {precision:.3f}"
            f"  recall {recall:.3f}  word F1 {self.words / (self.pages or 1):.3f}  ({self.pages} pages)"
        )
        for field, counts in (self.fields or {}).items():
            total = counts.total() or 1
            shown = "  ".join(f"{kind} {counts[kind] / total:.3f}" for kind in ("right", "wrong", "unknown"))
            yield f"{field:<10} {shown}  ({total} pages)"


@dataclass(slots=True)
class Joins:
    """How many joins were found, missed and invented, and how many single pages were divided."""

    found: int = 0
    missed: int = 0
    invented: int = 0
    singles: int = 0
    divided: int = 0

    def add(self, joins: Sequence[int], capture: ParsedCapture) -> None:
        """Counts what was found in a capture whose pages begin at the offsets `joins`, the first left out."""
        open_ = list(joins)
        invented = 0
        for stop, start in _between(capture):
            inside = [join for join in open_ if stop <= join <= start]
            if inside:
                open_.remove(inside[0])
            else:
                invented += 1
        self.found += len(joins) - len(open_)
        self.missed += len(open_)
        self.invented += invented
        if not joins:
            self.singles += 1
            self.divided += len(capture.articles) > 1

    def line(self) -> str:
        """The figures in words."""
        score = f1(self.found, self.invented, self.missed)
        return (
            f"joins      F1 {score:.3f}  precision {self.found / (self.found + self.invented or 1):.3f}"
            f"  recall {self.found / (self.found + self.missed or 1):.3f}"
            f"  single pages divided {self.divided / (self.singles or 1):.3f}  ({self.found + self.missed} joins,"
            f" {self.singles} single pages)"
        )


def _between(capture: ParsedCapture) -> Iterator[tuple[int, int]]:
    """For each article but the first, where the one before it ends and it begins."""
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    for block in capture.blocks:
        if block.article is not None:
            first.setdefault(block.article, block.span.start)
            last[block.article] = block.span.end
    numbers = sorted(first)
    return ((last[one], first[other]) for one, other in pairwise(numbers))


def mixes(pages: Sequence[Annotated], count: int, seed: int) -> Iterator[list[Annotated]]:
    """Seeded lists of one to four pages; two in five are of one."""
    chosen = random.Random(seed)
    for _ in range(count):
        yield chosen.sample(pages, chosen.choice((1, 1, 2, 3, 4)))


def joined(pages: Iterable[Annotated]) -> tuple[str, list[int]]:
    """The text of pages one behind the other, and where each but the first begins."""
    text, starts = "", []
    for page in pages:
        if text:
            text += BETWEEN
            starts.append(len(text))
        text += page.text.strip()
    return text, starts


def main() -> None:
    """Reads the arguments and prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--mixes", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    pages = read_pages(options.gold)
    pipeline = Pipeline(load_registry(default_folder()))
    scores, begun = Scores(), time.process_time()
    for page in pages:
        scores.add(page, pipeline.run(page.text.encode(), page.id).articles)
    seconds = time.process_time() - begun
    print("\n".join(scores.lines()))
    print(f"speed      {1000 * seconds / len(pages):.1f} ms a page, annotation and all")
    if options.mixes:
        joins = Joins()
        for mix in mixes(pages, options.mixes, options.seed):
            text, starts = joined(mix)
            joins.add(starts, pipeline.run(text.encode(), "mix"))
        print(joins.line())


if __name__ == "__main__":
    main()
