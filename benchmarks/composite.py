"""This program beside what a user would string together of well-known libraries for the same: speed and quality.

    python benchmarks/composite.py --parts PYTHON [--captures 300] [--variant light|full] [--model NAME] [--save]

PYTHON is an interpreter that has the parts; none is a dependency of this program:

    python -m venv /tmp/parts
    /tmp/parts/bin/pip install spacy trafilatura lxml_html_clean rensa sqlite-utils dateparser textacy

The light variant takes the body from trafilatura, the names from spaCy's EntityRuler (the same names as ours, on a
blank English pipeline), quotes, dates and days spoken of from regular expressions, near twins from rensa's MinHash, and
writes all by sqlite-utils. The full variant takes days spoken of from dateparser and, if --model names a spaCy model
that PYTHON has, sentences and quotes from that model and textacy.

Speed is CPU of all processes over generated captures, less that over ten of them, which is the start. Quality is
measured on the annotated seeds and samples, each capture as one, as far as they are annotated: actors named (F1 over
sets), headline and printed date right, and quotes of three words or more found.
"""

import argparse
import json
import re
import sqlite3
import sys
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.captures import Generator, write_captures
from benchmarks.measure import ARCHIVE, ROOT, Cell, Result, counted
from syria_iraq_archive.registry.expansion import full_names
from syria_iraq_archive.registry.load import Registry, load_registry
from tests.annotated import Annotated, annotated_seeds, samples

FEW = 10  # captures, of which the start is nearly all that they cost

_COMPOSITE = r"""
import html, json, pathlib, re, sys
import spacy, sqlite_utils, trafilatura
from rensa import RMinHash, RMinHashLSH

folder, db, names, variant, model = sys.argv[1:]
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
DATE = re.compile(rf"(?:\d{{1,2}} (?:{MONTHS})|(?:{MONTHS}) \d{{1,2}}),? \d{{4}}|\d{{4}}-\d\d-\d\d")
WEEKDAY = "(?:last |next )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
DAYS = re.compile(rf"\b(?:today|yesterday|tomorrow|{WEEKDAY})\b|{DATE.pattern}")
QUOTE = re.compile('[“"]([^”"\n]{3,}?)[”"]|«([^»\n]{3,}?)»')
SPEAKER = re.compile(r"[”\"],? (?:said|says|told|added) ([A-Z]\w+(?: [A-Z]\w+)*)")

nlp = spacy.load(model) if model else spacy.blank("en")
if not model:
    nlp.add_pipe("sentencizer")
ruler = nlp.add_pipe("entity_ruler", config={"phrase_matcher_attr": "LOWER"}, last=True)
known = json.load(open(names, encoding="utf-8"))
ruler.add_patterns([{"label": "ACTOR", "pattern": name, "id": id} for name, id in known])
nlp.max_length = 10_000_000
if variant == "full":
    from dateparser.search import search_dates
    if model:
        from textacy.extract import direct_quotations

corpus = sqlite_utils.Database(db)
twins, signatures = RMinHashLSH(0.5, 128, 32), {}
for number, path in enumerate(sorted(pathlib.Path(folder).rglob("*.txt"))):
    text = path.read_text("utf-8", errors="replace")
    lines = [line for line in text.splitlines() if line.strip()]
    page = "<html><head><title>%s</title></head><body><article>%s</article></body></html>" % (
        html.escape(lines[0]), "".join(f"<p>{html.escape(line)}</p>" for line in lines))
    body = trafilatura.extract(page) or ""
    doc = nlp(text)
    printed = DATE.search(text)
    signature = RMinHash(128, 1)
    signature.update(body.split())
    twins.insert(number, signature)
    signatures[number] = signature
    quotes = [next(filter(None, match.groups())) for match in QUOTE.finditer(text)]
    if variant == "full":
        days = [surface for surface, _ in search_dates(body, languages=["en"]) or []]
        if model:
            quotes = [str(quote.content) for quote in direct_quotations(doc)]
    else:
        days = DAYS.findall(body)
    corpus["articles"].insert({"id": number, "path": path.name, "text": text, "headline": lines[0], "body": body,
                               "printed": printed and printed.group()})
    corpus["mentions"].insert_all({"article": number, "actor": entity.ent_id_, "start": entity.start_char,
                                   "end": entity.end_char} for entity in doc.ents if entity.label_ == "ACTOR")
    corpus["quotes"].insert_all({"article": number, "text": quote} for quote in quotes)
    corpus["speakers"].insert_all({"article": number, "name": name} for name in SPEAKER.findall(body))
    corpus["days"].insert_all({"article": number, "surface": day} for day in days)
pairs = {tuple(sorted((number, other))) for number, signature in signatures.items() for other in twins.query(signature)
         if other != number and signature.jaccard(signatures[other]) > 0.5}
corpus["pairs"].insert_all({"one": one, "other": other} for one, other in sorted(pairs))
corpus["articles"].enable_fts(["headline", "body"])
"""


@dataclass(slots=True)
class Found:
    """What a way found in a capture."""

    actors: set[str]
    headlines: set[str]
    dates: set[str]
    quotes: set[str]


def names_of(registry: Registry) -> list[tuple[str, str]]:
    """Every full name with the id of whom it names."""
    return sorted({(name, id) for id, actor in registry.actors.items() for name in full_names(actor)})


@dataclass(frozen=True, slots=True)
class Composite:
    """The libraries strung together, as PYTHON has them."""

    python: str
    variant: str
    model: str
    names: Path

    def ingest(self, folder: Path, db: Path) -> float:
        """CPU for making a database of the captures in a folder."""
        used = counted([self.python, "-c", _COMPOSITE, folder, db, self.names, self.variant, self.model])
        if used.status:
            sys.exit(f"{self.python} failed: does it have the parts? (see --help)")
        return used.cpu

    def found(self, db: Path) -> dict[str, Found]:
        """What it found, by the captures' paths."""
        with sqlite3.connect(db) as corpus:
            quotes, mentions = _grouped(corpus, "quotes", "text"), _grouped(corpus, "mentions", "actor")
            return {
                path: Found(
                    mentions.get(id, set()), {_words(headline)}, {printed or ""}, set(map(_words, quotes.get(id, ())))
                )
                for id, path, headline, printed in corpus.execute("SELECT id, path, headline, printed FROM articles")
            }


def _grouped(corpus: sqlite3.Connection, table: str, column: str) -> dict[int, set[str]]:
    """A column's values by article; nothing if no capture had any, so that the table was never made."""
    groups: dict[int, set[str]] = {}
    if corpus.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (table,)).fetchone():
        for article, value in corpus.execute(f"SELECT article, {column} FROM {table}"):
            groups.setdefault(article, set()).add(value)
    return groups


class Ours:
    """This program."""

    def ingest(self, folder: Path, db: Path) -> float:
        """CPU for making a corpus of the captures in a folder, by one worker."""
        return counted([*ARCHIVE, "ingest", folder, "--db", db, "--quiet", "--jobs", "1"]).cpu

    def found(self, db: Path) -> dict[str, Found]:
        """What it found, by the captures' paths."""
        captures: dict[str, Found] = {}
        with sqlite3.connect(db) as corpus:
            for id, path, headline, printed in corpus.execute(
                "SELECT articles.id, path, headline, published FROM articles JOIN captures ON captures.id = capture_id"
            ):
                found = captures.setdefault(path, Found(set(), set(), set(), set()))
                found.headlines.add(_words(headline or ""))
                found.dates.add(printed or "")
                for (actor,) in corpus.execute("SELECT actor_id FROM mentions WHERE article_id = ?", (id,)):
                    found.actors.add(actor)
                for (text,) in corpus.execute("SELECT text FROM quotes WHERE article_id = ?", (id,)):
                    found.quotes.add(_words(text))
        return captures


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def quality(annotated: Mapping[str, Annotated], found: Mapping[str, Found]) -> tuple[float, float, float, float]:
    """F1 of actors, and the shares of headlines, printed dates and quotes that were found."""
    right = given = wanted = 0
    counts: dict[str, list[int]] = {"headline": [0, 0], "date": [0, 0], "quote": [0, 0]}
    for path, one in annotated.items():
        got = found.get(path, Found(set(), set(), set(), set()))
        articles: list[dict[str, Any]] = one.gold["articles"]
        if all("actors" in article for article in articles):
            actors = {actor for article in articles for actor in article["actors"]}
            optional = {actor for article in articles for actor in article.get("actors_optional", ())}
            right += len(actors & got.actors)
            given += len(got.actors - optional)
            wanted += len(actors)
        for article in articles:
            if article.get("headline"):
                _count(counts["headline"], _words(article["headline"]) in got.headlines)
            if article.get("published_basis") == "printed":
                _count(counts["date"], _same_day(article["published"], got.dates))
        for quote in one.gold.get("quotes", ()):
            words = _words(one.data.decode()[quote["start"] : quote["end"]])
            _count(counts["quote"], any(words in each for each in got.quotes))
    f1 = 2 * right / (given + wanted) if given + wanted else 0.0
    return f1, *(found / max(1, of) for found, of in counts.values())  # type: ignore[return-value]


def _count(counter: list[int], found: bool) -> None:
    counter[0] += found
    counter[1] += 1


def _same_day(day: str, found: Iterable[str]) -> bool:
    from dateutil import parser

    for each in found:
        try:
            if each == day or parser.parse(each).date().isoformat() == day:
                return True
        except (ValueError, OverflowError):
            continue
    return False


def write_annotated(folder: Path) -> dict[str, Annotated]:
    """Write the annotated captures into a folder; each by its file's name."""
    folder.mkdir()
    written = {}
    for one in (*annotated_seeds(), *samples()):
        (folder / f"{one.name}.txt").write_bytes(one.data)
        written[f"{one.name}.txt"] = one
    return written


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--parts", metavar="PYTHON", required=True, help="an interpreter that has the libraries")
    parser.add_argument("--captures", type=int, default=300, metavar="N")
    parser.add_argument("--variant", choices=("light", "full"), action="append", help="(default: both)")
    parser.add_argument("--model", default="", metavar="NAME", help="a spaCy model, for the full variant")
    parser.add_argument("--save", action="store_true", help="keep the result for docs/performance.md")
    options = parser.parse_args()
    registry = load_registry(ROOT / "data")
    result = Result(
        "composite",
        "Beside what a user would string together",
        f"CPU for a capture, of {options.captures} generated ones, beyond the start; actors by F1, headlines, printed "
        "dates and quotes by the share found, on the annotated seeds and samples.",
        ("what", "ms a capture", "× ours", "actors", "headlines", "dates", "quotes"),
    )
    with tempfile.TemporaryDirectory() as temporary:
        work = Path(temporary)
        names = work / "names.json"
        names.write_text(json.dumps(names_of(registry)), encoding="utf-8")
        generator = Generator(registry)
        write_captures(generator, work / "few", FEW)
        write_captures(generator, work / "many", options.captures)
        annotated = write_annotated(work / "annotated")
        ways: dict[str, Ours | Composite] = {"this program": Ours()}
        for variant in options.variant or ("light", "full"):
            model = options.model if variant == "full" else ""
            ways[f"libraries, {variant}{f' with {model}' if model else ''}"] = Composite(
                options.parts, variant, model, names
            )
        base = 0.0
        for number, (name, way) in enumerate(ways.items()):
            few, many = (way.ingest(work / which, work / f"{which}{number}.db") for which in ("few", "many"))
            taken = (many - few) * 1000 / (options.captures - FEW)
            base = base or taken
            way.ingest(work / "annotated", work / f"annotated{number}.db")
            row: list[Cell] = [
                name,
                taken,
                taken / base,
                *quality(annotated, way.found(work / f"annotated{number}.db")),
            ]
            result.rows.append(row)
        if not options.model:
            result.notes.append("No spaCy model was given: the full variant has dateparser, but no textacy.")
    result.publish(save=options.save)


if __name__ == "__main__":
    main()
