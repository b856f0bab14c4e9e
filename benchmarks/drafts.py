"""How `archive check` does on drafts whose quotations are known: unchanged, or altered in one of ten ways.

    python -m benchmarks.drafts CORPUS.db [--drafts 2000] [--seed 1] [--show 10]
    python -m benchmarks.drafts CORPUS.db --made 100000     make that corpus of made-up articles first, and time a draft

Takes quotations of speech out of the corpus, writes drafts around them in English and Arabic, alters one quotation of
most of them, and prints for each way how many were found, and how many were named rightly; and how many false alarms
the unchanged ones gave.
"""

import argparse
import hashlib
import random
import re
import sqlite3
import time
from collections import Counter
from collections.abc import Callable
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from syria_iraq_archive.checking.differences import NEGATIONS, QUALIFYING
from syria_iraq_archive.checking.drafts import read_draft
from syria_iraq_archive.checking.findings import ProblemKind, QuotationFinding
from syria_iraq_archive.checking.verdicts import Checker
from syria_iraq_archive.corpus.compiling import registry_to_parse
from syria_iraq_archive.corpus.connection import reading, writing
from syria_iraq_archive.corpus.location import Location
from syria_iraq_archive.corpus.migrations import migrate
from syria_iraq_archive.corpus.rows import capture_row
from syria_iraq_archive.corpus.schema import insert_into
from syria_iraq_archive.corpus.tables import ARTICLES, BLOCKS, CAPTURES, QUOTES
from syria_iraq_archive.corpus.words import folded
from syria_iraq_archive.records import Capture

ROOT = Path(__file__).parents[1]
_NUMBER = re.compile(r"(?<![\w.,])\d{1,4}(?![\w.,]\d)")
_ENDS = re.compile(r"[.!?؟]")


class Said(NamedTuple):
    """A quotation as the corpus holds it."""

    key: str
    text: str
    speaker: str
    actor: str | None
    source: str | None
    published: str | None
    body: str


class Altered(NamedTuple):
    """A quotation as a draft has it."""

    said: Said
    text: str
    speaker: str
    source: str | None
    day: str | None


Way = Callable[[Said, random.Random, "list[Said]"], Altered | None]


def unchanged(said: Said, *_: object) -> Altered:
    """As the archive prints it."""
    return Altered(said, said.text, said.speaker, said.source, said.published)


def _with(said: Said, text: str) -> Altered | None:
    return None if " ".join(text.split()) == " ".join(said.text.split()) else unchanged(said)._replace(text=text)


def a_word(said: Said, random: random.Random, others: list[Said]) -> Altered | None:
    """A word, which doesn't deny or qualify, for another."""
    words = said.text.split()
    inner = [n for n, word in enumerate(words) if word.isalpha() and len(word) > 4 and word.lower() not in QUALIFYING]
    if not inner:
        return None
    at = random.choice(inner)
    pool = [word for word in random.choice(others).text.split() if word.isalpha() and len(word) > 4]
    pool = [word for word in pool if word.lower() != words[at].lower() and word.lower() not in QUALIFYING]
    if not pool or (words[at].isascii() != pool[0].isascii()):
        return None
    words[at] = random.choice(pool)
    return _with(said, " ".join(words))


def a_negation(said: Said, *_: object) -> Altered | None:
    """Without a word that denies."""
    for pattern, instead in ((r"\b(do|does|did|is|are|was|were|would|could|should)n['’]t\b", r"\1"), (r" not\b", ""),
                             (r"\b[Nn]ever ", ""), (r"(?<!\S)(?:لا|لم|لن|ليس) ", "")):  # fmt: skip
        text, number = re.subn(pattern, instead, said.text, count=1)
        if number:
            return _with(said, text)
    return None


def stitched(said: Said, random: random.Random, others: list[Said]) -> Altered | None:
    """The first half of one and the second half of another."""
    other = random.choice([one for one in others if one.text.isascii() == said.text.isascii()] or others)
    first, second = said.text.split(), other.text.split()
    if other.text == said.text or min(len(first), len(second)) < 10:
        return None
    return _with(said, " ".join([*first[: len(first) // 2], *second[len(second) // 2 :]]))


def another_speaker(said: Said, random: random.Random, others: list[Said]) -> Altered | None:
    """Given to an actor whom the article doesn't name."""
    names = [one.speaker for one in others if one.actor and one.actor != said.actor and _is_name(one.speaker)]
    mine = set(said.speaker.lower().split())
    names = [name for name in names if not mine & set(name.lower().split()) and name not in said.body]
    arabic = not said.text.isascii() and bool(re.search("[\u0621-\u064a]", said.text))
    names = [name for name in names if bool(re.search("[\u0621-\u064a]", name)) == arabic]
    return unchanged(said)._replace(speaker=random.choice(names)) if names else None


def another_outlet(said: Said, random: random.Random, others: list[Said]) -> Altered | None:
    """Given to another outlet."""
    sources = sorted({one.source for one in others if one.source and one.source != said.source})
    return unchanged(said)._replace(source=random.choice(sources)) if said.source and sources else None


def another_day(said: Said, random: random.Random, _: list[Said]) -> Altered | None:
    """Given to a day of the year before."""
    if not said.published or not re.fullmatch(r"\d{4}-\d\d-\d\d", said.published):
        return None
    year, month, day = map(int, said.published.split("-"))
    return unchanged(said)._replace(day=f"{year - 1}-{month:02}-{min(28, day + random.choice([0, 3]) or 1):02}")


def ellipsis(said: Said, *_: object) -> Altered | None:
    """With an ellipsis for a word that denies."""
    words = said.text.split()
    for at, word in enumerate(words[2:-2], 2):
        if re.sub(r"\W", "", word.lower()) in NEGATIONS:
            return _with(said, " ".join([*words[:at], "…", *words[at + 1 :]]))
    return None


def the_end(said: Said, random: random.Random, _: list[Said]) -> Altered | None:
    """Ended in the midst of a sentence, with a full stop."""
    words = said.text.split()
    keep = random.randint(len(words) // 2, len(words) - 2)
    if _ENDS.search(words[keep - 1]) or words[keep - 1].endswith(","):
        return None
    return _with(said, " ".join(words[:keep]) + ".")


def a_number(said: Said, random: random.Random, _: list[Said]) -> Altered | None:
    """With a larger number."""
    found = _NUMBER.search(said.text)
    if not found:
        return None
    return _with(
        said, f"{said.text[: found.start()]}{int(found.group()) + random.randint(1, 9)}{said.text[found.end() :]}"
    )


def invented(said: Said, random: random.Random, others: list[Said]) -> Altered | None:
    """Words of six quotations, shuffled."""
    words = [word for one in random.sample(others, 6) for word in one.text.split()]
    random.shuffle(words)
    return _with(said, " ".join(words[: max(8, len(said.text.split()))]))


def _is_name(speaker: str) -> bool:
    return (len(speaker.split()) in (2, 3) and speaker[0].isupper()) or bool(re.match("[\u0621-\u064a]", speaker))


WAYS: dict[str, tuple[Way, set[ProblemKind]]] = {
    "unchanged": (unchanged, set()),
    "a word changed": (a_word, {ProblemKind.WORD}),
    "a negation dropped": (a_negation, {ProblemKind.NEGATION}),
    "two quotes stitched": (stitched, {ProblemKind.STITCHED}),
    "another speaker": (another_speaker, {ProblemKind.SPEAKER}),
    "another outlet": (another_outlet, {ProblemKind.OUTLET}),
    "another day": (another_day, {ProblemKind.DAY}),
    "an ellipsis": (ellipsis, {ProblemKind.ELLIPSIS}),
    "the end cut": (the_end, {ProblemKind.END_CUT}),
    "a number changed": (a_number, {ProblemKind.NUMBER}),
    "invented": (invented, {ProblemKind.NOT_FOUND}),
}


def written(one: Altered, number: int, names: dict[str, str]) -> str:
    """A line of a draft around a quotation."""
    outlet, day = names.get(one.source or "", ""), one.day if one.day and len(one.day) == 10 else ""
    if re.search("[\u0621-\u064a]", one.text):
        when = f" في {day}" if day else ""
        return f"وقال {one.speaker}{when}: «{one.text}» ({', '.join(filter(None, (outlet, '')))}).".replace(" ()", "")
    when = f" on {day}" if day else ""
    forms = (
        f"{one.speaker} said{when}: “{one.text}”" + (f" ({outlet})" if outlet else ""),
        f"“{one.text}” — {one.speaker}" + (f", {outlet}" if outlet else "") + (f", {day}" if day else ""),
        (f"According to {outlet}, " if outlet else "") + f"{one.speaker} said{when}, “{one.text}”",
        f"“{one.text.rstrip('.,')},” {one.speaker} said{when}" + (f", {outlet} reported." if outlet else "."),
    )
    return forms[number % len(forms)]


def quotations(connection: sqlite3.Connection) -> list[Said]:
    """The speech of the corpus that is long enough to be known again, with a speaker who has a name."""
    rows = connection.execute(
        "SELECT key, quotes.text, speaker, actor_id, source_id, published, body FROM quotes "
        "JOIN articles ON articles.id = article_id "
        "WHERE kind = 'speech' AND speaker IS NOT NULL AND length(quotes.text) BETWEEN 40 AND 700 "
        "AND quotes.text NOT GLOB '*[\"“”«»]*' ORDER BY key, start_char"
    )
    return [Said(*row) for row in rows if _is_name(row[2]) and "\n" not in row[1] and not re.search('["“”«»]', row[2])]


def make(path: Path, articles: int) -> None:
    """A corpus of made-up articles of 320 words with two quotes each: what a check reads, and nothing else."""
    chance = random.Random(1)
    letters = "aeiou", "bdfgklmnprstz"
    vocabulary = ["".join(chance.choice(letters[n % 2]) for n in range(chance.randint(2, 9))) for _ in range(30_000)]
    weights = list(accumulate(1 / (n + 3) for n in range(len(vocabulary))))
    with writing(path) as connection:
        migrate(connection)
        connection.execute("BEGIN")
        for number in range(1, articles + 1):
            sha256 = hashlib.sha256(str(number).encode()).hexdigest()
            drawn = chance.choices(vocabulary, cum_weights=weights, k=320)
            paragraphs = [" ".join(drawn[at : at + 40]) + "." for at in range(0, 320, 40)]
            said = [f"{paragraphs[n].rstrip('.').capitalize()}," for n in (2, 5)]
            for n, words in zip((2, 5), said, strict=True):
                paragraphs[n] = f"“{words}” Karim Sabri said."
            text = "\n\n".join(paragraphs)
            capture = Capture(sha256=sha256, path=f"{number}.txt", size=len(text), encoding="utf-8", text=text)
            connection.execute(
                insert_into(CAPTURES, numbered=True), (number, *capture_row(capture, Location("c", capture.path), ""))
            )
            connection.execute(
                insert_into(ARTICLES, numbered=True),
                (number, f"{sha256[:16]}-1", number, 1, None, None, None, None, None, None, "en", "2024-12-03",
                 "2024-12-03", "2024-12-03", "printed", text, 320),
            )  # fmt: skip
            connection.execute("INSERT INTO articles_folded (rowid, body) VALUES (?, ?)", (number, folded(text)))
            at = 0
            for seq, paragraph in enumerate(paragraphs):
                end = at + len(paragraph)
                connection.execute(insert_into(BLOCKS), (number, seq, number, "paragraph", at, end, "made", None))
                if paragraph.startswith("“"):
                    words = said.pop(0)
                    row = (number, at, at + len(words) + 2, words, "speech", "Karim Sabri", None, None, "said", "made")
                    connection.execute(insert_into(QUOTES), row)
                at = end + 2
        connection.commit()
        connection.execute("INSERT INTO articles_folded (articles_folded) VALUES ('optimize')")
        connection.commit()


def time_a_draft(corpus: Path, number: int = 200) -> None:
    """Print how long a draft of so many quotations takes: as printed, with one word changed, and invented."""
    chance = random.Random(2)
    with reading(corpus) as connection:
        most = connection.execute("SELECT max(id) FROM articles").fetchone()[0]
        ids = sorted(chance.sample(range(1, most + 1), number))
        sought = "SELECT text FROM quotes WHERE article_id = ? LIMIT 1"
        rows = [connection.execute(sought, (id,)).fetchone()[0] for id in ids]
        registry = registry_to_parse(ROOT / "data")
        mixed = [word for text in rows for word in text.split()]
        chance.shuffle(mixed)
        for name, texts in (
            ("as printed", rows),
            ("a word changed", [text.replace(text.split()[12], "changed", 1) for text in rows]),
            ("invented", [" ".join(mixed[n * 20 : n * 20 + 20]) for n in range(number)]),
        ):
            began = time.process_time(), time.perf_counter()
            draft = "\n\n".join(f"“{text}” Karim Sabri said." for text in texts)
            found = Checker(connection, registry).check(read_draft(draft.encode(), "draft.md"))
            used = time.process_time() - began[0], time.perf_counter() - began[1]
            told = Counter(str(one.status) for one in found.quotations)
            print(f"{number} quotations, {name}: {used[0]:.2f} s of CPU, {used[1]:.2f} s; {dict(told)}")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--drafts", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=0, help="of each way, print so many that came out wrong")
    parser.add_argument("--made", type=int, metavar="N", help="make the corpus of N made-up articles, and time a draft")
    options = parser.parse_args()
    if options.made:
        if not options.corpus.exists():
            make(options.corpus, options.made)
        time_a_draft(options.corpus)
        return
    chance = random.Random(options.seed)
    found, named, tried, shown = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    began = time.process_time()
    with reading(options.corpus) as connection:
        names = dict(connection.execute("SELECT id, name FROM sources"))
        said = quotations(connection)
        checker = Checker(connection, registry_to_parse(ROOT / "data"))
        for number in range(options.drafts):
            way = list(WAYS)[number % len(WAYS)]
            altered = next((one for _ in range(400) if (one := WAYS[way][0](chance.choice(said), chance, said))), None)
            if altered is None:
                continue
            text = written(altered, chance.randrange(4), names)
            result = checker.check(read_draft(text.encode(), "draft.md"))
            tried[way] += 1
            finding: QuotationFinding | None = next(iter(result.quotations), None)
            kinds = {problem.kind for problem in finding.problems} if finding else {ProblemKind.NOT_FOUND}
            right = not kinds if way == "unchanged" else bool(kinds)
            exact = finding is not None and (finding.problems[0].kind in WAYS[way][1] if finding.problems else right)
            found[way] += right
            named[way] += exact and right
            if not (exact and right) and shown[way] < options.show:
                shown[way] += 1
                print(f"--- {way} {altered.said.key}\n{text}\n    was: {altered.said.text} [{altered.said.speaker}]")
                for problem in finding.problems if finding else ():
                    print(f"    {problem.kind}: {problem.says}")
    print(f"{'way':22} {'drafts':>6} {'right':>6} {'named':>6}")
    for way in WAYS:
        print(f"{way:22} {tried[way]:6} {found[way]:6} {named[way]:6}")
    print(f"{time.process_time() - began:.1f} s of CPU")


if __name__ == "__main__":
    main()
