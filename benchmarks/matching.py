"""How fast names are found: the matcher with the whole registry, folding included, beside other ways.

    python benchmarks/matching.py                       this matcher, its folding, the bare automaton
    python benchmarks/matching.py --spacy PYTHON        and spaCy's EntityRuler with the same names, run by PYTHON

spaCy is no dependency of this program. PYTHON is an interpreter that has it:

    python -m venv /tmp/spacy && /tmp/spacy/bin/pip install spacy
    python benchmarks/matching.py --spacy /tmp/spacy/bin/python

The text is generated: made-up words, as many different ones and as frequent as in a language, names of the registry
among them as often as in news, some of it in Arabic letters; the same at every run. With --text DIR real text is taken
instead, line by line. Each figure is the best of several runs, in MB of UTF-8 a
second of CPU time: a busy machine disturbs it little.
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from pathlib import Path

import ahocorasick_rs

from syria_iraq_archive.annotate.name_matcher import NameMatcher, Names, name_table, names_of
from syria_iraq_archive.fold import fold
from syria_iraq_archive.registry.expansion import full_names
from syria_iraq_archive.registry.load import load_registry

ROOT = Path(__file__).parents[1]
PARAGRAPH_WORDS = 45
VOCABULARY = 20_000
NAMES = 0.09  # share of names among words: with it a match every fifty bytes or so, as in news on this theatre
RUNS = 5
TABLE = str.maketrans("’“”–—", '\'""  ')  # for the simplest thing that could be called folding


def generated_paragraphs(names: Sequence[str], size: int) -> list[str]:
    """Paragraphs of at least `size` bytes together, one in ten of them Arabic."""
    chance = random.Random(7)
    english = _vocabulary(chance, list("bdfghklmnprstvw"), ["a", "e", "i", "o", "u", "ea", "ou"])
    arabic = _vocabulary(chance, list("بتجحدرسشعفقكلمنهو"), ["", "ا", "ي", "و"])
    latin_names = [name for name in names if name.isascii()]
    arabic_names = [name for name in names if "\u0600" <= name[0] <= "\u06ff"]
    paragraphs: list[str] = []
    written = 0
    while written < size:
        listed, words = (arabic_names, arabic) if chance.random() < 0.1 else (latin_names, english)
        paragraph = " ".join(_words(chance, listed, words))
        paragraphs.append(paragraph)
        written += len(paragraph.encode())
    return paragraphs


def _vocabulary(chance: random.Random, consonants: Sequence[str], vowels: Sequence[str]) -> Iterator[str]:
    """Words without end, as frequent as those of a language: the n-th of 20,000 once where the first stands n times."""
    words: dict[str, None] = {}
    while len(words) < VOCABULARY:
        syllables = chance.choice((1, 2, 2, 3, 3, 4))
        parts = [chance.choice(consonants) + chance.choice(vowels) for _ in range(syllables)]
        words["".join(parts) + chance.choice(consonants)] = None
    weights = list(accumulate(1 / rank for rank in range(1, VOCABULARY + 1)))
    while True:
        yield from chance.choices(list(words), cum_weights=weights, k=10_000)


def _words(chance: random.Random, names: Sequence[str], words: Iterator[str]) -> Iterator[str]:
    """A paragraph's words: sentences of fifteen, a possessive here and there."""
    for number in range(PARAGRAPH_WORDS):
        word = chance.choice(names) if chance.random() < NAMES else next(words)
        if number % 15 == 0:
            word = word[:1].upper() + word[1:]
        yield word + ("." if number % 15 == 14 else "’s" if chance.random() < 0.01 else "")


def lines_of(folder: Path, size: int) -> list[str]:
    """The lines of the texts in a folder, over and over until they have `size` bytes."""
    texts = [path.read_text(encoding="utf-8-sig", errors="replace") for path in sorted(folder.rglob("*.txt"))]
    lines = [line for text in texts for line in text.splitlines() if line.strip()]
    return lines * (1 + size // sum(len(line.encode()) for line in lines))


def speed(paragraphs: Sequence[str], work: Callable[[str], object]) -> float:
    """MB a second of the best run."""
    size = sum(len(paragraph.encode()) for paragraph in paragraphs)
    best = float("inf")
    for _ in range(RUNS):
        start = time.process_time()
        for paragraph in paragraphs:
            work(paragraph)
        best = min(best, time.process_time() - start)
    return size / best / 1e6


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--spacy", metavar="PYTHON", help="an interpreter that has spaCy")
    parser.add_argument("--text", metavar="DIR", type=Path, help="take the lines of the *.txt files below DIR")
    parser.add_argument("--size", type=float, default=2.0, metavar="MB", help="how much text (default: 2)")
    options = parser.parse_args()

    registry = load_registry(ROOT / "data")
    listed = sorted({name for actor in registry.actors.values() for name in full_names(actor)})
    names = names_of(registry)
    size = int(options.size * 1e6)
    paragraphs = lines_of(options.text, size) if options.text else generated_paragraphs(listed, size)
    print(f"{len(registry.actors):,} actors, {len(listed):,} names, {len(names):,} folded spellings")
    ours = measure(names, paragraphs)
    if options.spacy:
        theirs = entity_ruler(options.spacy, listed, paragraphs)
        report("spaCy's EntityRuler", theirs)
        print(f"{ours / theirs:.1f} times the EntityRuler")


def measure(names: Names, paragraphs: Sequence[str]) -> float:
    """Print the figures of this program; the matcher's."""
    matcher = NameMatcher(name_table(names))
    automaton = ahocorasick_rs.AhoCorasick(sorted(names))
    folded = {paragraph: fold(paragraph).text for paragraph in paragraphs}
    size = sum(len(paragraph.encode()) for paragraph in paragraphs)
    matches = sum(len(list(matcher.find(paragraph))) for paragraph in paragraphs)
    print(f"{size / 1e6:.1f} MB, {matches:,} matches: one every {size / matches:.0f} bytes")
    ours = speed(paragraphs, lambda text: list(matcher.find(text)))
    report("this matcher, folding included", ours)
    report("  its folding alone", speed(paragraphs, fold))
    report("  str.translate and str.lower alone", speed(paragraphs, lambda text: text.translate(TABLE).lower()))
    scan = speed(paragraphs, lambda text: automaton.find_matches_as_indexes(folded[text], overlapping=True))
    report("ahocorasick_rs alone, on folded text", scan)
    return ours


def report(what: str, figure: float) -> None:
    """Print a figure."""
    print(f"{figure:8.1f} MB/s  {what}")


_RULER = """
import json, sys, time
import spacy

names, paragraphs = json.load(open(sys.argv[1], encoding="utf-8"))
nlp = spacy.blank("xx")
ruler = nlp.add_pipe("entity_ruler", config={"phrase_matcher_attr": "LOWER"})
ruler.add_patterns([{"label": "ACTOR", "pattern": name} for name in names])
best = float("inf")
for _ in range(3):
    start = time.process_time()
    found = sum(len(doc.ents) for doc in nlp.pipe(paragraphs))
    best = min(best, time.process_time() - start)
print(json.dumps([best, found]))
"""


def entity_ruler(python: str, names: Sequence[str], paragraphs: Sequence[str]) -> float:
    """MB a second of spaCy's blank pipeline, tokenizer and EntityRuler, in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder, "given.json")
        given.write_text(json.dumps([names, paragraphs]), encoding="utf-8")
        done = subprocess.run([python, "-c", _RULER, str(given)], capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"spaCy failed:\n{done.stderr}")
    seconds, found = map(float, json.loads(done.stdout))
    print(f"spaCy: {found:,.0f} entities")
    return sum(len(paragraph.encode()) for paragraph in paragraphs) / seconds / 1e6


if __name__ == "__main__":
    main()
