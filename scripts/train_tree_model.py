"""Make the weights by which the lines of HTML pages are told, from annotated pages, and say how good they are.

    python scripts/train_tree_model.py GOLD.jsonl PAGES              writes the two files of weights
    python scripts/train_tree_model.py GOLD.jsonl PAGES --folds 5    prints cross-validated figures, writes nothing

A line of GOLD is a page: `id`, and `body` as annotated; PAGES holds its HTML as ID.html. Needs lightgbm and numpy
besides the program; nothing else here does. One thread trains, so that the same pages give the same weights.

A line is labelled by aligning the page's lines with the annotated body, and weighs the square root of its share of the
body. The folds divide the pages by the site that `og:url` names, so that no site is on both sides.
"""

import argparse
import json
import random
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

import lightgbm  # type: ignore[import-not-found, unused-ignore]
import numpy as np

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]


from benchmarks.pages import f1, read_lines_of, shares, shingles  # noqa: E402
from scripts.line_labels import labels  # noqa: E402
from syria_iraq_archive.capture.formats import html  # noqa: E402
from syria_iraq_archive.capture.formats.html_metadata import page_facts, said_of_story  # noqa: E402
from syria_iraq_archive.capture.formats.main_text import _extract, kept_lines  # noqa: E402
from syria_iraq_archive.capture.formats.page_size import Extraction, extraction_of  # noqa: E402
from syria_iraq_archive.capture.formats.pages import PageLine, page_lines, tree_of  # noqa: E402
from syria_iraq_archive.capture.formats.tree_model import forest as forests  # noqa: E402
from syria_iraq_archive.capture.formats.tree_model.headline_line import headline_line  # noqa: E402
from syria_iraq_archive.capture.formats.tree_model.line_features import NAMES, KnownOfLine, Measured, features_of  # noqa: E402
from syria_iraq_archive.capture.formats.tree_model.story_lines import story_lines  # noqa: E402

FOLDER = Path(forests.__file__).parent
KINDS = ("with_trafilatura", "alone")
ROUNDS = 110
LEAST = -75  # hundredths of a logit from which on a line is of the story
POWER = 0.5
MAX_WORDS = 100  # of a line, that count
OPTIONS = {
    "objective": "binary",
    "learning_rate": 0.1,
    "num_leaves": 20,
    "min_data_in_leaf": 60,
    "lambda_l2": 5,
    "feature_fraction": 0.4,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "seed": 1,
    "num_threads": 1,
    "deterministic": True,
    "force_row_wise": True,
    "verbose": -1,
}


@dataclass(frozen=True)
class Sample:
    """An annotated page, with what is computed of it once."""

    id: str
    site: str
    body: str
    lines: Sequence[PageLine]
    rows: dict[str, list[tuple[int, ...]]]  # the features, for each kind of weights
    in_body: Sequence[bool]
    extract: str  # trafilatura's

    def weights(self) -> Iterator[float]:
        """What each line weighs in training."""
        whole = max(100, min(3000, len(self.body.split())))
        for line in self.lines:
            yield float(((1 + min(len(line.text.split()), MAX_WORDS)) / whole) ** POWER)


def sample(page: dict[str, Any], folder: Path) -> Sample:
    """The page as the program sees it, its lines labelled."""
    text = html.decode_page((folder / f"{page['id']}.html").read_bytes())[0].replace("\r\n", "\n").replace("\r", "\n")
    tree = tree_of(text)
    lines = page_lines(tree)
    how = extraction_of(tree)
    said = said_of_story(tree)
    address = next((fact.value for fact in page_facts(tree, how=Extraction.NONE) if fact.field == "url"), "")
    keeps = kept_lines(tree, lines, how)
    headline = headline_line(lines, said.titles)
    rows = {
        kind: features_of(Measured(lines, KnownOfLine(kept, headline, said.about, said.body))) if lines else []
        for kind, kept in zip(KINDS, (keeps, None), strict=True)
    }
    in_body = labels([line.text for line in lines], page["body"]) if lines else []
    extract = "" if how is Extraction.NONE else _extract(tree, fast=how is Extraction.FAST)
    return Sample(page["id"], _site(address) or page["id"], page["body"], lines, rows, in_body, extract)


def _site(address: str) -> str:
    """The domain that was registered, nearly: two labels of the host, three if the second is short."""
    parts = urlparse(address).netloc.lower().removeprefix("www.").split(".")
    return ".".join(parts[-3:] if len(parts) > 2 and len(parts[-2]) <= 3 else parts[-2:])


def train(samples: Sequence[Sample], kind: str) -> forests.Forest:
    """The forest of that kind, learned from the samples."""
    return forests.Forest.of(_data(samples, kind), NAMES)


def _data(samples: Sequence[Sample], kind: str) -> dict[str, Any]:
    rows = np.array([row for one in samples for row in one.rows[kind]], dtype=np.int32)
    wanted = np.array([label for one in samples for label in one.in_body], dtype=np.int8)
    weights = np.array([weight for one in samples for weight in one.weights()])
    booster = lightgbm.train(OPTIONS, lightgbm.Dataset(rows, wanted, weight=weights), ROUNDS)
    trees = [_nodes(tree["tree_structure"]) for tree in booster.dump_model()["tree_info"]]
    return {"features": list(NAMES), "least": LEAST, "trees": trees}


def _nodes(root: dict[str, Any]) -> list[list[int]]:
    """The nodes of a tree as `forest.Tree` describes them."""
    nodes: list[list[int]] = []

    def add(node: dict[str, Any]) -> int:
        place = len(nodes)
        nodes.append([])
        if "leaf_value" in node:
            nodes[place] = [round(100 * node["leaf_value"])]
        else:
            own = [node["split_feature"], int(np.floor(node["threshold"]))]
            nodes[place] = [*own, add(node["left_child"]), add(node["right_child"])]
        return place

    add(root)
    return nodes


def cross_validate(samples: Sequence[Sample], folds: int) -> None:
    """Print how well pages are read by weights that never saw their sites, and how well trafilatura reads them."""
    sites = sorted({one.site for one in samples})
    random.Random(5).shuffle(sites)
    fold = {site: number % folds for number, site in enumerate(sites)}
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for one in samples:
        found["trafilatura"][one.id] = one.extract
    for kind in KINDS:
        for number in range(folds):
            learned = train([one for one in samples if fold[one.site] != number], kind)
            for one in samples:
                if fold[one.site] == number:
                    scores = [learned.score(row) for row in one.rows[kind]]
                    story = story_lines(one.lines, scores, learned.least)
                    found[kind][one.id] = "\n".join(one.lines[index].text for index in story)
    for name, texts in found.items():
        print(name, *(f"{group} {figure:.4f}" for group, figure in _figures(samples, texts)))


def _figures(samples: Sequence[Sample], texts: dict[str, str]) -> Iterator[tuple[str, float]]:
    """Shingle F1 over the pages of each set, which the letters of their ids name, and over all."""
    sums: dict[str, np.ndarray[Any, Any]] = defaultdict(lambda: np.zeros(3))
    for one in samples:
        own = np.array(shares(shingles(one.body), shingles(texts[one.id])))
        for group in (re.split(r"\W", one.id)[0], "all"):
            sums[group] += own
    for group, total in sorted(sums.items()):
        yield group, f1(*total)


def main() -> None:
    """Read the pages, then write weights or print figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("pages", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    given = parser.parse_args()
    samples = [sample(page, given.pages) for page in read_lines_of(given.gold)]
    if given.folds:
        cross_validate(samples, given.folds)
        return
    for kind in KINDS:
        data = _data(samples, kind)
        written = ",\n".join(json.dumps(tree, separators=(",", ":")) for tree in data["trees"])
        head = json.dumps({"features": data["features"], "least": data["least"]})[:-1]
        (FOLDER / f"{kind}.json").write_text(f'{head}, "trees": [\n{written}\n]}}\n', "utf-8")


if __name__ == "__main__":
    main()
