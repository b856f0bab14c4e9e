"""Counts how rare words, subjects and actors are in news, for `corpus/stories/rarity.txt`.

    python scripts/count_rarity.py NEWS.jsonl … --general OTHER.jsonl … > rarity.txt

Each line of a file (or of one that gzip packed) is an article with its `text` or `body`. NEWS is on the subject of the
archive, and is parsed to count actors, too; in OTHER, which is about anything, only words are counted. Nothing but how
often each stands in how many articles is kept. A version with another table needs all stories found anew.
"""

import argparse
import gzip
import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from syria_iraq_archive.corpus.stories.rarity import RAREST, RAREST_ACTOR, subjects_of
from syria_iraq_archive.corpus.stories.stems import is_arabic, stem
from syria_iraq_archive.corpus.words import folded
from syria_iraq_archive.pipeline import Pipeline
from syria_iraq_archive.registry.load import load_registry

ROOT = Path(__file__).parents[1]
GENERAL = 0.7  # what a share of articles about anything counts
STEP = 0.5


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("news", nargs="+", type=Path)
    parser.add_argument("--general", nargs="*", type=Path, default=[])
    given = parser.parse_args()
    news, general = list(_texts(given.news)), list(_texts(given.general))
    arabic = [text for text in news if sum(map(is_arabic, text[:400])) > 100]
    english = [text for text in news if text not in set(arabic)]
    share = _shares(english)
    for word, of_all in _shares(general).items():
        share[word] = max(share.get(word, 0), GENERAL * of_all)
    rare = {word: -math.log(part) for word, part in share.items() if not is_arabic(word)}
    for word, part in _shares(arabic).items():
        if is_arabic(word) or word.startswith("~"):
            rare[word] = min(-math.log(part), rare.get(word, RAREST[True]))
    rare |= _actors(news)
    _print(rare)


def _texts(files: list[Path]) -> Iterator[str]:
    for file in files:
        with (gzip.open if file.suffix == ".gz" else open)(file, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                if text := row.get("body") or row.get("text"):
                    yield text


def _shares(texts: list[str]) -> dict[str, float]:
    counts: Counter[str] = Counter()
    for text in texts:
        stems = {stem(word) for word in (folded(text) or "").split() if not word.isdigit()}
        counts.update(stems)
        counts.update({f"~{subject}" for one in stems for subject in subjects_of(one)})
    return {word: number / len(texts) for word, number in counts.items()}


def _actors(texts: list[str]) -> dict[str, float]:
    pipeline = Pipeline(load_registry(ROOT / "data"))
    counts: Counter[str] = Counter()
    for text in texts:
        articles = pipeline.run(text.encode(), "counted.txt").articles
        counts.update({mention.actor for article in articles for mention in article.mentions})
    return {f"@{actor}": -math.log(number / len(texts)) for actor, number in counts.items()}


def _print(rare: dict[str, float]) -> None:
    lines: defaultdict[float, list[str]] = defaultdict(list)
    for word, rarity in rare.items():
        level = max(0.25, round(rarity / STEP) * STEP)
        rarest = RAREST_ACTOR if word[0] == "@" else RAREST[is_arabic(word)]
        if len(word) > 1 and level <= rarest - 2 * STEP:
            lines[level].append(word)
    for level in sorted(lines):
        print(f"{level}\t{' '.join(sorted(lines[level]))}")


if __name__ == "__main__":
    main()
