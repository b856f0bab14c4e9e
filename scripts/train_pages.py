"""Make the weights by which saved pages are read, from annotated pages, and say how good they are.

    python scripts/train_pages.py GOLD.jsonl.gz                 writes the package's weights.json
    python scripts/train_pages.py GOLD.jsonl.gz --folds 3       prints cross-validated figures, writes nothing
    python scripts/train_pages.py GOLD.jsonl.gz --folds 3 --parts 1      in a third of the time, on a third of the pages

GOLD is what `benchmarks/pages.py` reads. Needs the dependencies of group `train` (python-crfsuite, numpy, scipy). No
word of a page gets into the weights but those that the features name. Cross-validation divides the pages by site: pages
that share many lines outside their bodies (menus, footers) are of one site, and never on both sides.

Lines are labelled by aligning them with the annotated body; a page's states are learned by a linear-chain CRF, each
field's choice by a log-linear model over its candidates, joins by one over concatenations of the pages. Fields are
learned on bodies as the chain finds them in pages that it wasn't trained on.
"""

import argparse
import json
import random
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pycrfsuite
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]


from benchmarks.pages import Annotated, Joins, Scores, folded, is_right, joined, mixes, read_pages  # noqa: E402
from scripts.line_labels import labels  # noqa: E402
from syria_iraq_archive.capture.encodings import decode  # noqa: E402
from syria_iraq_archive.parse.learned.model import BIAS, STATES, Candidate, PageModel, best  # noqa: E402
from syria_iraq_archive.parse.line_measures import LineMeasures  # noqa: E402
from syria_iraq_archive.parse.page import read_page  # noqa: E402
from syria_iraq_archive.parse.page_model import field_candidates as fields  # noqa: E402
from syria_iraq_archive.parse.page_model.body_features import body_features  # noqa: E402
from syria_iraq_archive.parse.page_model.joins import join_stretches, likeliest_join  # noqa: E402
from syria_iraq_archive.parse.page_model.outline import PageOutline, PageWithBody, outline_of, with_body  # noqa: E402
from syria_iraq_archive.parse.vocabulary import Vocabulary  # noqa: E402
from syria_iraq_archive.pipeline import Pipeline  # noqa: E402
from syria_iraq_archive.registry.load import Registry, load_registry  # noqa: E402
from syria_iraq_archive.registry.location import default_folder  # noqa: E402

WEIGHTS = ROOT / "src/syria_iraq_archive/parse/learned/weights.json"
SCALE = 100  # weights are whole hundredths of a logit
INNER_FOLDS = 2
MIN_SHARED_LINES, MIN_SHARED = 5, 0.12  # that two pages of one site share, in number and of the shorter
MAX_PAGES_OF_LINE = 30  # a line that more pages have is of no site
LEAST = {"lines": -150, "headline": -50, "byline": 0, "published": 25, "joins": 100}  # that is an answer
L2 = {"headline": 6.0, "byline": 4.0, "published": 8.0}
LIKELY = -50  # what a headline or byline weighs at least beside which others are learned
SLOPE, SHIFT = 17, 37  # from the margins of lines in pages held out to chances, by Platt's method
WORDS_APART = 100
CHAIN_OPTIONS = {"c1": 2.0, "c2": 0.5, "max_iterations": 100, "feature.minfreq": 5}

Groups = list[tuple[list[Sequence[str]], set[int]]]


@dataclass(frozen=True)
class Sample:
    """An annotated page with what is computed of it once."""

    gold: Annotated
    outline: PageOutline
    features: list[list[str]]
    in_body: list[bool]


def sample(gold: Annotated, vocabulary: Vocabulary) -> Sample:
    """The page as the program sees it, its lines labelled."""
    page = read_page(decode(gold.text.encode())[0], vocabulary)
    outlined = outline_of(page)
    return Sample(gold, outlined, body_features(outlined), labels([line.text for line in page.lines], gold.body))


def sites(samples: Sequence[Sample]) -> list[int]:
    """A number for each page that pages of one site share."""
    own = [
        {
            line.text
            for line, body in zip(one.outline.lines, one.in_body, strict=True)
            if not body and len(line.text) > 3
        }
        for one in samples
    ]
    pages_of: dict[str, list[int]] = defaultdict(list)
    for number, lines in enumerate(own):
        for line in lines:
            pages_of[line].append(number)
    shared = Counter(
        (one, other)
        for pages in pages_of.values()
        if 1 < len(pages) <= MAX_PAGES_OF_LINE
        for position, one in enumerate(pages)
        for other in pages[position + 1 :]
    )
    parent = list(range(len(samples)))

    def root(number: int) -> int:
        while parent[number] != number:
            number = parent[number]
        return number

    for (one, other), count in shared.items():
        if count >= MIN_SHARED_LINES and count >= MIN_SHARED * min(len(own[one]), len(own[other])):
            parent[root(one)] = root(other)
    return [root(number) for number in range(len(samples))]


def train_lines(samples: Sequence[Sample]) -> dict[str, Any]:
    """The chain's weights."""
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params(CHAIN_OPTIONS)
    for one in samples:
        trainer.append(one.features, _states(one.in_body))
    with tempfile.NamedTemporaryFile(suffix=".crf") as file:
        trainer.train(file.name)
        tagger = pycrfsuite.Tagger()
        tagger.open(file.name)
        info = tagger.info()
    features: dict[str, list[int]] = defaultdict(lambda: [0] * len(STATES))
    for (name, state), weight in sorted(info.state_features.items()):
        features[name][STATES.index(state)] = round(weight * SCALE)
    steps = {f"{one} {other}": round(weight * SCALE) for (one, other), weight in sorted(info.transitions.items())}
    return {
        "features": {name: weights for name, weights in sorted(features.items()) if any(weights)},
        "steps": steps,
        "least": LEAST["lines"],
        "slope": SLOPE,
        "shift": SHIFT,
    }


def _states(in_body: Sequence[bool]) -> list[str]:
    lines = [index for index, body in enumerate(in_body) if body]
    if not lines:
        return ["before"] * len(in_body)
    return [
        "body" if body else "before" if index < lines[0] else "after" if index > lines[-1] else "between"
        for index, body in enumerate(in_body)
    ]


def train_choice(groups: Groups, l2: float = 1.0, least_often: int = 3) -> dict[str, int]:
    """The weights of candidates' features: each group's right candidates against the others and "none of them"."""
    counts = Counter(name for group, _ in groups for features in group for name in set(features))
    index = {name: number for number, name in enumerate(sorted(n for n, c in counts.items() if c >= least_often))}
    index[BIAS] = len(index)
    rows = [features for group, _ in groups for features in group]
    columns = [sorted({index[name] for name in row if name in index} | {index[BIAS]}) for row in rows]
    pointers = np.cumsum([0, *map(len, columns)])
    flat = np.concatenate([np.array(column) for column in columns])
    matrix = csr_matrix((np.ones(len(flat)), flat, pointers), shape=(len(rows), len(index)))
    right = np.array([number in good for group, good in groups for number in range(len(group))])
    group_of = np.repeat(np.arange(len(groups)), [len(group) for group, _ in groups])
    has_right = np.bincount(group_of, right, len(groups)) > 0

    def loss(weights: Any) -> tuple[float, Any]:
        raised = np.exp(np.clip(matrix @ weights, -50, 50))
        total = 1 + np.bincount(group_of, raised, len(groups))
        good = np.where(has_right, np.bincount(group_of, raised * right, len(groups)), 1.0)
        gradient = raised / total[group_of] - np.where(right, raised / good[group_of], 0)
        return float(
            (np.log(total) - np.log(good)).sum() + l2 / 2 * weights @ weights
        ), matrix.T @ gradient + l2 * weights

    result = minimize(loss, np.zeros(len(index)), jac=True, method="L-BFGS-B", options={"maxiter": 150})
    rounded = {name: round(float(result.x[number]) * SCALE) for name, number in index.items()}
    return {name: weight for name, weight in sorted(rounded.items()) if weight or name == BIAS}


def out_of_fold(samples: Sequence[Sample], groups: Sequence[int], folds: int) -> list[PageWithBody]:
    """Each page with the body that a chain finds which was trained on other sites, and the chain's calibration."""
    found: list[PageWithBody | None] = [None] * len(samples)
    fold = _folds(groups, folds)
    for number in range(folds):
        model = _model({"lines": train_lines([one for one, f in zip(samples, fold, strict=True) if f != number])})
        for index, one in enumerate(samples):
            if fold[index] == number:
                found[index] = with_body(one.outline, model.chain.margins(one.features), model.least)
    return [bearings for bearings in found if bearings is not None]


def _folds(groups: Sequence[int], folds: int) -> list[int]:
    order = sorted(set(groups))
    random.Random(1).shuffle(order)
    fold = {group: number % folds for number, group in enumerate(order)}
    return [fold[group] for group in groups]


def _model(parts: Mapping[str, Any]) -> PageModel:
    empty = {"weights": {}, "least": 0}
    rest = {"headline": empty, "byline": empty, "published": empty}
    return PageModel.of({**rest, "joins": {"places": {}, "weights": {}, "least": 0, "words_apart": 0}, **parts})


def train(samples: Sequence[Sample], groups: Sequence[int]) -> dict[str, Any]:
    """All weights, as the data file holds them."""
    model: dict[str, Any] = {"lines": train_lines(samples)}
    bearings = out_of_fold(samples, groups, INNER_FOLDS)
    headlines = [fields.headline_candidates(one) for one in bearings]
    model["headline"] = _trained(
        "headline",
        [_group(c, [_is_headline(one, x) for x in c]) for one, c in zip(samples, headlines, strict=True)],
    )
    tops = [_chosen(candidates, model["headline"]) for candidates in headlines]
    signed = [fields.author_candidates(one, top) for one, top in zip(bearings, tops, strict=True)]
    model["byline"] = _trained(
        "byline",
        [
            _group(c, [is_right("byline", one.gold.byline, _text(one, x)) for x in c])
            for one, c in zip(samples, signed, strict=True)
            if one.gold.byline
        ],
    )
    authors = [_chosen(candidates, model["byline"]) for candidates in signed]
    dated = [fields.date_candidates(one, top, by) for one, top, by in zip(bearings, tops, authors, strict=True)]
    model["published"] = _trained(
        "published",
        [
            _group(c, [_is_date(one, where, x) for x in c])
            for one, where, c in zip(samples, bearings, dated, strict=True)
            if one.gold.published
        ],
    )
    model["joins"] = train_joins(samples)
    return model


def _trained(field: str, groups: Groups) -> dict[str, Any]:
    return {"weights": train_choice([group for group in groups if group[0]], L2[field]), "least": LEAST[field]}


def _group(candidates: Sequence[Candidate], right: Sequence[bool]) -> tuple[list[Sequence[str]], set[int]]:
    return [candidate.features for candidate in candidates], {n for n, good in enumerate(right) if good}


def _chosen(candidates: Sequence[Candidate], choice: Mapping[str, Any]) -> int | None:
    found = best(candidates, choice["weights"], LIKELY)
    return found[0].line if found else None


def _text(one: Sample, candidate: Candidate) -> str:
    return candidate.span.of(one.outline.lines[candidate.line].text)


def _is_headline(one: Sample, candidate: Candidate) -> bool:
    return folded(_text(one, candidate)) == folded(one.gold.headline or "")


def _is_date(one: Sample, bearings: PageWithBody, candidate: Candidate) -> bool:
    printed = next(date for date in bearings.dates[candidate.line] if date.span == candidate.span)
    return printed.is_day and str(printed.earliest) == (one.gold.published or "")[:10]


def train_joins(samples: Sequence[Sample]) -> dict[str, Any]:
    """The weights for where pages are joined, learned from seeded concatenations."""
    chosen = random.Random(1)
    found = []
    for _ in range(len(samples)):
        mix = chosen.sample(samples, chosen.choice((1, 1, 2, 3, 4)))
        lines, starts, between = _joined(mix)
        for stretch in join_stretches(lines):
            right = {n for n, place in enumerate(stretch.places) if place.line in starts}
            ends = stretch.places[0].line, stretch.places[-1].line
            if right or not any(start <= end <= stop for end in ends for start, stop in between):
                found.append((stretch, right))
    places = train_choice([([place.features for place in stretch.places], right) for stretch, right in found if right])
    joins: Groups = [([likeliest_join(stretch, places)[1]], {0} if right else set()) for stretch, right in found]
    return {"places": places, "weights": train_choice(joins), "least": LEAST["joins"], "words_apart": WORDS_APART}


def _joined(mix: Sequence[Sample]) -> tuple[list[LineMeasures], set[int], list[tuple[int, int]]]:
    """The lines of pages one behind the other, at which the later begin, and the lines between two bodies."""
    lines: list[LineMeasures] = []
    starts: set[int] = set()
    bodies: list[tuple[int, int]] = []
    for one in mix:
        own = list(one.outline.lines)
        if lines and own:
            starts.add(len(lines))
            first = own[0].line
            own[0] = own[0]._replace(line=first._replace(line=first.line._replace(gap=2)))
        in_body = [n for n, body in enumerate(one.in_body) if body] or [len(own) // 2]
        bodies.append((len(lines) + in_body[0], len(lines) + in_body[-1]))
        lines += own
    return lines, starts, [(one[1] + 1, other[0]) for one, other in pairwise(bodies)]


def cross_validate(
    samples: Sequence[Sample], groups: Sequence[int], folds: int, parts: int, registry: Registry
) -> None:
    """Prints how well the pages of the first `parts` folds are read by models made from the other sites' pages."""
    scores, joins = Scores(), Joins()
    fold = _folds(groups, folds)
    for number in range(parts):
        own = [index for index, f in enumerate(fold) if f != number]
        model = PageModel.of(train([samples[i] for i in own], [groups[i] for i in own]))
        pipeline = Pipeline(registry, model)
        held_out = [one.gold for one, f in zip(samples, fold, strict=True) if f == number]
        for gold in held_out:
            scores.add(gold, pipeline.run(gold.text.encode(), gold.id).articles)
        print("\n".join(scores.lines()), file=sys.stderr, flush=True)
        for mix in mixes(held_out, len(held_out), seed=2):
            text, starts = joined(mix)
            joins.add(starts, pipeline.run(text.encode(), "mix"))
        print(f"fold {number + 1} of {folds}: {len(held_out)} pages read", file=sys.stderr)
    print("\n".join((*scores.lines(), joins.line())))


def main() -> None:
    """Reads the arguments; writes the weights, or prints cross-validated figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--folds", type=int)
    parser.add_argument("--parts", type=int, help="of the folds only so many are read")
    options = parser.parse_args()
    registry = load_registry(default_folder())
    vocabulary = Vocabulary(
        registry, _model({"lines": {"features": {}, "steps": {}, "least": 0, "slope": 0, "shift": 0}})
    )
    samples = [sample(gold, vocabulary) for gold in read_pages(options.gold)]
    groups = sites(samples)
    print(f"{len(samples)} pages of {len(set(groups))} sites", file=sys.stderr)
    if options.folds:
        cross_validate(samples, groups, options.folds, options.parts or options.folds, registry)
    else:
        data = json.dumps(train(samples, groups), ensure_ascii=False, indent=0, sort_keys=True)
        WEIGHTS.write_text(data + "\n", "utf-8")
        print(f"{WEIGHTS.relative_to(ROOT)}: {len(data) // 1000} kB", file=sys.stderr)


if __name__ == "__main__":
    main()
