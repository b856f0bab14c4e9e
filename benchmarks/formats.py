"""How many captures of each format are read in a second, and how much memory a large web archive needs.

    python -m benchmarks.formats                    pages of 28 KB, 300 of each format
    python -m benchmarks.formats --warc 1000        a web archive of so many MB as well, read as a stream

Pages are generated: an article of thirty paragraphs with navigation, related links and scripts around it. *Read* is
from bytes to text, main text and metadata; *in all* is the whole pipeline. Both in captures for each second of the
processor, so that what else the machine does counts little.
"""

import argparse
import gzip
import json
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from syria_iraq_archive.capture.containers.items import read_items
from syria_iraq_archive.capture.files import CaptureFile
from syria_iraq_archive.capture.reading import read
from syria_iraq_archive.pipeline import Pipeline
from syria_iraq_archive.registry.load import load_registry
from tests import saved

TEXT = (
    "council bridge canal road officials said the of in a and to that reopened after residents told reporters mayor "
    "engineers summer spring water supply district army soldiers convoy border crossing on Tuesday Wednesday families "
    "returned homes market traders prices fuel electricity hours agreement delegation met Baghdad Damascus Aleppo"
)
WORDS = TEXT.split()
ROOT = Path(__file__).parents[1]


def sentences(random_numbers: random.Random, number: int) -> str:
    """Some prose."""
    made = (" ".join(random_numbers.choices(WORDS, k=18)).capitalize() + "." for _ in range(number))
    return " ".join(made)


def page(seed: int) -> str:
    """A page of some 28 KB."""
    numbers = random.Random(seed)
    title = " ".join(numbers.choices(WORDS, k=9)).title()
    head = (
        f"<title>{title} | Example News</title><meta property='og:title' content='{title}'>"
        "<meta property='article:published_time' content='2024-12-03T09:00:00+03:00'>"
        f"<script>{'var tracked = 1;' * 400}</script>"
    )
    links = "".join(f"<li><a href='/{n}'>{sentences(numbers, 1)[:50]}</a></li>" for n in range(60))
    prose = "".join(f"<p>{sentences(numbers, 3)}</p>\n" for _ in range(30))
    article = f"<article><h1>{title}</h1><p>By Rana Haddad</p><time>December 3, 2024</time>{prose}</article>"
    body = f"<nav><ul>{links}</ul></nav>{article}<ul>{links}</ul>"
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"


def text_of(seed: int) -> str:
    """The article of such a page as plain text."""
    return read(page(seed).encode(), "a").capture.text


FORMATS: dict[str, Callable[[int], bytes]] = {
    "text": lambda seed: text_of(seed).encode(),
    "html": lambda seed: page(seed).encode(),
    "mhtml": lambda seed: saved.mhtml(page(seed)),
    "warc-response": lambda seed: saved.record(saved.response(page(seed))),
    "jsonl": lambda seed: json.dumps({"text": text_of(seed), "title": "Bridge", "date": "2024-12-03"}).encode(),
    "eml": lambda seed: saved.mail(text_of(seed)),
    "pdf": lambda seed: saved.pdf("\n".join(text_of(seed)[n : n + 100] for n in range(0, 6000, 100))),
}


def measured(pipeline: Pipeline, number: int) -> None:
    """A line for each format."""
    print(f"{'format':<14} {'KB':>6} {'read/s':>8} {'in all/s':>9}")
    for name, make in FORMATS.items():
        captures = [make(seed) for seed in range(number)]
        read(captures[0], "a")  # imports
        reading = _rate(lambda data: read(data, "a"), captures)
        whole = _rate(lambda data: pipeline.run(data, "a"), captures[: max(1, number // 10)])
        size = sum(map(len, captures)) / number / 1000
        print(f"{name:<14} {size:>6.1f} {reading:>8.0f} {whole:>9.0f}")


def _rate(work: Callable[[bytes], object], captures: list[bytes]) -> float:
    start = time.process_time()
    for data in captures:
        work(data)
    return len(captures) / (time.process_time() - start)


def stream(megabytes: int) -> None:
    """Peak memory and speed of reading a web archive of that size, compressed record by record."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "crawl.warc.gz")
        records = [saved.record(saved.response(page(seed))) for seed in range(50)]
        size = 0
        with path.open("wb") as file:
            for record in _repeated(records):
                size += len(record)
                file.write(gzip.compress(record, 1))
                if size > megabytes * 1_000_000:
                    break
        before = _peak()
        start = time.process_time()
        number = sum(1 for _ in read_items(CaptureFile(path, path.name)))
        seconds = time.process_time() - start
        print(
            f"\n{size / 1e6:.0f} MB, {path.stat().st_size / 1e6:.0f} MB compressed, {number} captures: "
            f"{seconds:.1f} s, {number / seconds:.0f}/s; peak memory {before} MB before, {_peak()} MB after"
        )


def _repeated(records: list[bytes]) -> Iterator[bytes]:
    while True:
        yield from records


def _peak() -> int:
    """The most memory that this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000


def main() -> None:
    """As the head says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--number", type=int, default=300, help="captures of each format")
    parser.add_argument("--warc", type=int, default=0, metavar="MB", help="size of the web archive")
    arguments = parser.parse_args()
    if arguments.warc:
        stream(arguments.warc)  # first: the peak is never lower than what came before
    measured(Pipeline(load_registry(ROOT / "data")), arguments.number)


if __name__ == "__main__":
    sys.exit(main())
