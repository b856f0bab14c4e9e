"""How well web pages are read, from their HTML and from their text alone, beside trafilatura on the same pages.

    make pages GOLD=FOLDER               all pages of a folder with `gold.jsonl` and the pages as `pages/ID.html`
    make pages GOLD=PAGES.tar.xz         or of an archive of such a folder
    make pages GOLD=GOLD.jsonl.gz        or the texts in a file of JSON lines
    make pages GOLD=FOLDER SAMPLE=150    so many pages of each set, chosen by a seed
    make pages GOLD=FOLDER TEXTS=FILE    with the visible texts of the pages, by `id`, from a file of JSON lines

A line of the gold is a page: `id`, and `body`, `headline`, `byline`, `published` as annotated (null if the page doesn't
say), perhaps its visible `text`; without it the text alone is what the HTML shows. The letters an id begins with name
its set; each has figures of its own. `--list` also prints each field that was missed, to be read one by one.

**Scoring.** Body: as in `pages.py`. A field is right, wrong or unknown. The headline counts on pages of which a line is
the annotated headline, the byline on those that print each of its names, the date on all whose annotation has one; a
range of days is unknown. Some annotations are of the day of an update, or wrong: so the days that aren't theirs are
also counted without those that the page's own metadata declare as that of publication. A page is divided if several
articles were found in it; all pages hold one. CPU is the time of this process for a page: of the whole program,
annotation and all, and of trafilatura asked for text and metadata.
"""

import argparse
import random
import re
import sys
import tarfile
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from benchmarks.pages import FIELDS, f1, folded, is_right, read_lines_of, shares, shingles  # noqa: E402
from syria_iraq_archive.capture.formats.html import decode_page  # noqa: E402
from syria_iraq_archive.capture.formats.pages import page_lines, page_text, tree_of  # noqa: E402
from syria_iraq_archive.errors import CaptureRejected  # noqa: E402
from syria_iraq_archive.extras import is_installed  # noqa: E402
from syria_iraq_archive.pipeline import Pipeline  # noqa: E402
from syria_iraq_archive.records import Basis  # noqa: E402
from syria_iraq_archive.registry.load import load_registry  # noqa: E402
from syria_iraq_archive.registry.location import default_folder  # noqa: E402

SEED = 7
KINDS = ("right", "wrong", "unknown")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_SET = re.compile(r"[^\W\d_]+")
_BETWEEN_NAMES = re.compile(r"\s*(?:,|;|&|\band\b)\s*")


@dataclass(frozen=True, slots=True)
class GoldPage:
    """An annotated page: its HTML, if there is some, and its visible text."""

    id: str
    html: bytes | None
    text: str
    gold: dict[str, Any]

    @property
    def set_name(self) -> str:
        """The letters that its id begins with."""
        found = _SET.match(self.id)
        return found[0] if found else "pages"

    def wanted(self) -> dict[str, str]:
        """The fields that count on this page, as annotated."""
        lines = {folded(line) for line in self.text.split("\n")}
        whole = " ".join(lines)
        is_told = {
            "headline": lambda value: folded(value) in lines,
            "byline": lambda value: all(folded(name) in whole for name in _BETWEEN_NAMES.split(value)),
            "published": lambda value: bool(_DAY.match(value)),
        }
        return {
            name: self.gold[name] for name, told in is_told.items() if self.gold.get(name) and told(self.gold[name])
        }


class Answer(NamedTuple):
    """What a reader makes of a page."""

    body: str
    fields: dict[str, str | None]
    articles: int
    seconds: float
    is_declared: bool = False  # whether the day is that of the page's metadata


@dataclass(slots=True)
class Tally:
    """Figures of one reader over the pages of a set."""

    pages: int = 0
    sums: list[float] = field(default_factory=lambda: [0.0, 0.0, 0.0])
    fields: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    divided: int = 0
    declared: int = 0  # days that aren't as annotated, but as the page's metadata say
    seconds: float = 0

    def add(self, page: GoldPage, answer: Answer) -> Iterator[str]:
        """Count an answer; what it missed, in words."""
        self.pages += 1
        own = shares(shingles(page.gold["body"]), shingles(answer.body))
        self.sums = [before + part for before, part in zip(self.sums, own, strict=True)]
        self.divided += answer.articles > 1
        self.seconds += answer.seconds
        if answer.articles > 1:
            yield f"divided into {answer.articles}"
        for name, want in page.wanted().items():
            got = answer.fields.get(name)
            if name == "published" and got and not _DAY.fullmatch(got):
                got = None
            kind = "unknown" if not got else "right" if is_right(name, want, got) else "wrong"
            self.fields[name][kind] += 1
            self.declared += name == "published" and kind == "wrong" and answer.is_declared
            if kind != "right":
                yield f"{name} {kind}: {want!r}, not {got!r}"

    def figures(self) -> dict[str, str]:
        """Each figure by its name."""
        found = {"body, shingle F1": f"{f1(*self.sums):.4f}"}
        for name in FIELDS:
            counts = self.fields[name]
            row = f"{name} of {counts.total()}: right, wrong, unknown"
            found[row] = ", ".join(f"{counts[kind] / (counts.total() or 1):.3f}" for kind in KINDS)
        return found | {
            "days wrong, less those the page itself declares": str(self.fields["published"]["wrong"] - self.declared),
            "pages divided": str(self.divided),
            "CPU a page, ms": f"{1000 * self.seconds / self.pages:.0f}",
        }


Reader = Callable[[GoldPage], Answer | None]


def program(pipeline: Pipeline, *, from_html: bool) -> Reader:
    """The program as a reader; None for a page of which there is no HTML."""

    def read(page: GoldPage) -> Answer | None:
        data = page.html if from_html else page.text.encode()
        if data is None:
            return None
        begun = time.process_time()
        try:
            articles = pipeline.run(data, page.id + (".html" if from_html else ".txt")).articles
        except CaptureRejected as rejected:
            print(f"{page.id}  rejected: {rejected}")
            articles = ()
        seconds = time.process_time() - begun
        longest = max(articles, key=lambda article: len(article.body), default=None)
        fields = {name: getattr(longest, name, None) for name in FIELDS}
        is_declared = longest is not None and longest.published_basis is Basis.METADATA
        return Answer(longest.body if longest else "", fields, len(articles), seconds, is_declared)

    return read


def trafilatura(page: GoldPage) -> Answer | None:
    """Trafilatura as a reader."""
    from trafilatura import bare_extraction

    if page.html is None:
        return None
    begun = time.process_time()
    found: Any = bare_extraction(page.html, with_metadata=True, include_comments=False)
    seconds = time.process_time() - begun
    fields = {"headline": found and found.title, "byline": found and found.author, "published": found and found.date}
    fields["byline"] = fields["byline"] and fields["byline"].replace("; ", ", ")
    return Answer((found and found.text) or "", fields, 1, seconds)


@contextmanager
def opened(path: Path) -> Iterator[tuple[Path, Path | None]]:
    """The file of annotations, and the folder of pages if there is one; an archive is unpacked meanwhile."""
    if path.is_dir():
        yield path / "gold.jsonl", path / "pages"
    elif ".tar" in path.suffixes:
        with tempfile.TemporaryDirectory() as folder, tarfile.open(path) as archive:
            archive.extractall(folder, filter="data")
            gold = next(Path(folder).rglob("gold.jsonl"))
            yield gold, gold.parent / "pages"
    else:
        yield path, None


def chosen(rows: Sequence[dict[str, Any]], sample: int | None, ids: frozenset[str]) -> list[dict[str, Any]]:
    """The rows with these ids, or of each set as many as were asked for, in the order of the file."""
    sets: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        found = _SET.match(row["id"])
        sets[found[0] if found else "pages"].append(row["id"])
    draw = random.Random(SEED)
    kept = {id for own in sets.values() for id in draw.sample(own, min(sample or len(own), len(own)))}
    return [row for row in rows if row["id"] in (ids or kept)]


def gold_page(row: dict[str, Any], pages: Path | None, texts: dict[str, str]) -> GoldPage:
    """The page of a row."""
    html = (pages / f"{row['id']}.html").read_bytes() if pages else None
    text = texts.get(row["id"], row.get("text"))
    if text is None:
        page = decode_page(html or b"").text.replace("\r\n", "\n").replace("\r", "\n")
        text = page_text(page_lines(tree_of(page)))
    return GoldPage(row["id"], html, text, row)


def table(name: str, tallies: dict[str, Tally]) -> Iterator[str]:
    """The figures of a set, a row each, the readers side by side."""
    figures = {reader: tally.figures() for reader, tally in tallies.items()}
    pages = max(tally.pages for tally in tallies.values())
    yield f"| {name}, {pages} pages | {' | '.join(tallies)} |"
    yield f"| --- |{' ---: |' * len(tallies)}"
    for row in next(iter(figures.values())):
        yield f"| {row} | {' | '.join(own.get(row, '') for own in figures.values())} |"
    yield ""


def main() -> None:
    """Read the pages and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--sample", type=int, metavar="N", help="pages of each set (default: all)")
    parser.add_argument("--texts", type=Path, metavar="FILE", help="the pages' visible texts, by id, as JSON lines")
    parser.add_argument("--ids", nargs="*", default=(), metavar="ID", help="these pages alone")
    parser.add_argument("--readers", nargs="*", metavar="NAME", help="these readers alone")
    parser.add_argument("--list", action="store_true", help="print each field that was missed")
    options = parser.parse_args()
    pipeline = Pipeline(load_registry(default_folder()))
    readers: dict[str, Reader] = {
        "from HTML": program(pipeline, from_html=True),
        "from text": program(pipeline, from_html=False),
    }
    if is_installed("trafilatura"):
        readers["trafilatura"] = trafilatura
    readers = {name: reader for name, reader in readers.items() if name in (options.readers or readers)}
    sets: dict[str, dict[str, Tally]] = {}
    texts = {row["id"]: row["text"] for row in read_lines_of(options.texts)} if options.texts else {}
    with opened(options.gold) as (gold, pages):
        rows = chosen(read_lines_of(gold), options.sample, frozenset(options.ids))
        for reader in readers.values():
            reader(gold_page(rows[0], pages, texts))  # what is imported and compiled at the first page counts for none
        for row in rows:
            page = gold_page(row, pages, texts)
            for name, reader in readers.items():
                if (answer := reader(page)) is None:
                    continue
                missed = list(sets.setdefault(page.set_name, {}).setdefault(name, Tally()).add(page, answer))
                for fault in missed if options.list else ():
                    print(f"{page.id}  {name}: {fault}", flush=True)
    for name, tallies in sets.items():
        print("\n".join(table(name, tallies)))


if __name__ == "__main__":
    main()
