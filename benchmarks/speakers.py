"""Who speaks: measures the speakers of quotes on PolNeAR's development split, and how fast they are found.

    git clone https://github.com/networkdynamics/PolNeAR
    python benchmarks/speakers.py PolNeAR/data/dev [--misses N]

The folder holds `text/*.txt` and `attributions/*.ann`; nothing of it is kept. PolNeAR's README asks that `test` not be
looked at. Of a document annotated more than once, the first annotation counts.

Counted are the attributions whose content holds quotation marks (direct and mixed quotes) and whose source is
annotated. Of the quotes found in the content, the one that covers most of it answers; it is right when its speaker
overlaps the annotated source. Recall is right answers over attributions, precision right answers over answers. An
annotated source that is only "who" or "that" counts as missed if the answer is the words for which it stands; how often
that is so is printed beside.
"""

import argparse
import re
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from syria_iraq_archive.annotate.quotes.quotations import AttributedQuotation, find_speech
from syria_iraq_archive.spans import Span

_MARK = re.compile('[“”"]')
_LINE = re.compile(r"[^\n]+")


class Attributed(NamedTuple):
    """One annotated attribution: what was said, and by whom."""

    content: list[Span]
    source: list[Span]


class Document(NamedTuple):
    """A text with what its annotator found."""

    text: str
    attributions: list[Attributed]


class Measured(NamedTuple):
    """An attribution, and what came of it: `right`, `wrong`, `no speaker` or `no quote`."""

    outcome: str
    gold: Attributed
    found: AttributedQuotation | None
    text: str


def documents(folder: Path) -> Iterator[Document]:
    """The documents of a PolNeAR compartment, in the order of their names."""
    annotated: dict[str, Path] = {}
    for path in sorted((folder / "attributions").glob("*.ann")):
        annotated.setdefault(path.stem.rpartition("_")[0], path)
    for name, path in annotated.items():
        with (folder / "text" / f"{name}.txt").open(encoding="utf-8", newline="") as file:
            yield Document(file.read(), list(_attributions(path)))


def _attributions(path: Path) -> Iterator[Attributed]:
    """The attributions of a brat file that have content and source."""
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    rows = [row for row in rows if len(row) > 1 and row[0]]
    spans = {row[0]: _spans(row[1]) for row in rows if row[0].startswith("T")}
    for row in rows:
        if row[0].startswith("E"):
            parts = [part.split(":") for part in row[1].split()]
            content = [span for role, id in parts if role.startswith("Content") for span in spans.get(id, [])]
            source = [span for role, id in parts if role.startswith("Source") for span in spans.get(id, [])]
            if content and source:
                yield Attributed(content, source)


def _spans(annotation: str) -> list[Span]:
    """The spans of ``Source 1 5;9 12``."""
    _, _, offsets = annotation.partition(" ")
    return [Span(*map(int, piece.split())) for piece in offsets.split(";")]


def paragraphs(text: str) -> list[Span]:
    """The lines of a text that aren't blank."""
    spans = (Span(*match.span()).within(text) for match in _LINE.finditer(text))
    return [span for span in spans if span.length]


def measure(document: Document, found: list[AttributedQuotation]) -> Iterator[Measured]:
    """What was found for each attribution that quotes."""
    for gold in document.attributions:
        if any(_MARK.search(document.text, *span) for span in gold.content):
            best = max(found, key=lambda one: _overlap(one.span, gold.content), default=None)
            if best is not None and not _overlap(best.span, gold.content):
                best = None
            yield Measured(_outcome(best, gold), gold, best, document.text)


def _outcome(found: AttributedQuotation | None, gold: Attributed) -> str:
    if found is None:
        return "no quote"
    if found.attribution is None or found.attribution.speaker is None:
        return "no speaker"
    return "right" if _overlap(found.attribution.speaker, gold.source) else "wrong"


def _is_before_pronoun(miss: Measured) -> bool:
    """Whether a wrong answer stands right before the annotated source, which is "who", "which" or "that"."""
    found = miss.found.attribution if miss.outcome == "wrong" and miss.found else None
    if found is None or found.speaker is None:
        return False
    between = miss.text[found.speaker.end : miss.gold.source[0].end]
    return re.fullmatch(r"[^.;:]{0,80}\b(?:who|which|that)", between) is not None and len(miss.gold.source) == 1


def _overlap(span: Span, others: list[Span]) -> int:
    return sum(max(0, min(span.end, other.end) - max(span.start, other.start)) for other in others)


def main() -> None:
    """Measure, and print what came out."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--misses", type=int, default=0, metavar="N", help="print the first N that are not right")
    options = parser.parse_args()
    read = [(document, paragraphs(document.text)) for document in documents(options.folder)]
    begun = time.perf_counter()
    found = [list(find_speech(document.text, regions)) for document, regions in read]
    seconds = time.perf_counter() - begun
    results = [one for (document, _), quotes in zip(read, found, strict=True) for one in measure(document, quotes)]
    _print_figures(results)
    characters = sum(len(document.text) for document, _ in read)
    print(f"{len(read)} documents: {seconds / len(read) * 1e3:.2f} ms each, {characters / seconds / 1e6:.1f} M chars/s")
    for miss in [one for one in results if one.outcome != "right"][: options.misses]:
        _print_miss(miss)


def _print_figures(results: list[Measured]) -> None:
    outcomes = Counter(one.outcome for one in results)
    right, answered = outcomes["right"], outcomes["right"] + outcomes["wrong"]
    print(f"attributions {len(results)}: {dict(outcomes.most_common())}")
    print(f"recall {right / len(results):.3f}  precision {right / max(1, answered):.3f}")
    print(f"wrong only because the source is the pronoun behind the answer: {sum(map(_is_before_pronoun, results))}")
    by_rule = Counter((one.found.rule, one.outcome) for one in results if one.found)
    for (rule, outcome), number in sorted(by_rule.items()):
        print(f"  {rule:20} {outcome:10} {number:5}")


def _print_miss(miss: Measured) -> None:
    attribution = miss.found.attribution if miss.found else None
    speaker = attribution.speaker.of(miss.text) if attribution and attribution.speaker else None
    start = min(span.start for span in (*miss.gold.content, *miss.gold.source))
    end = max(span.end for span in (*miss.gold.content, *miss.gold.source))
    print(f"\n{miss.outcome}: {speaker!r}, annotated {[span.of(miss.text) for span in miss.gold.source]}")
    print(f"    {miss.text[start:end][:300]!r}")


if __name__ == "__main__":
    main()
