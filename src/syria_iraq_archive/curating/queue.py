"""The queue: what in a corpus deserves a curator's look, each with why. What was dismissed isn't in it.

`archive status` counts it, and the desk works through it, by the same function. Each kind of thing is a small function
of `SEEKERS`, whose order is that of the queue.
"""

import hashlib
import sqlite3
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import islice
from typing import NamedTuple, get_args

from syria_iraq_archive.annotate.given_names import TITLES
from syria_iraq_archive.corpus.corrections import ABSENT, UNREPLAYED, standings
from syria_iraq_archive.corpus.unnamed import Known, suggestions
from syria_iraq_archive.errors import ArchiveError
from syria_iraq_archive.harmless import CONTROLS
from syria_iraq_archive.patterns import later
from syria_iraq_archive.registry.days import days_of
from syria_iraq_archive.registry.dismissed import Item
from syria_iraq_archive.registry.load import Registry
from syria_iraq_archive.registry.lookup import given_names, known_names
from syria_iraq_archive.registry.models import CorrectedField

MOST_SCANNED = 300  # captures in which names are sought; of more it would take longer than two seconds
NAME = "name"
"""The kind of names that the registry may lack."""
MOST_NAMES = 50
LEAST_PRINTED = 2  # times that a name is printed before it is suggested
_LONGEST = 300  # characters of what is said of a thing

FIELD_WORDS = {"published": "day of publication", "source": "outlet", "opening": "beginning"}
"""How a message calls a field, if not by its name."""
_CORRECTABLE = frozenset(get_args(CorrectedField))
_CONTROL = later(f"[{CONTROLS}]")


class QueueItem(NamedTuple):
    """Something that deserves a look. `about` tells it from others of its kind in the same article.

    `value` is what holds now, and would be confirmed; `quote` what that rests on; `example` where a name is printed.
    """

    kind: str
    why: str
    capture: str | None = None  # SHA-256
    article: int | None = None
    headline: str | None = None
    about: str | None = None
    field: str | None = None
    value: str | None = None
    quote: str | None = None
    example: str | None = None
    printed_in: str | None = None  # key of an article that prints the name
    correction: str | None = None  # id of the one that can be forgotten

    @property
    def key(self) -> str | None:
        """The article's key; None of what is in no article."""
        return None if self.capture is None or self.article is None else f"{self.capture[:16]}-{self.article}"

    @property
    def subject(self) -> Item:
        """By what a dismissal tells it from others."""
        return self.kind, self.capture, self.article, self.about

    @property
    def id(self) -> str:
        """A short digest of its subject, for addresses and forms."""
        return hashlib.sha256(repr(self.subject).encode()).hexdigest()[:16]


Seeker = Callable[[sqlite3.Connection, Registry], Iterator[QueueItem]]


def queue(
    connection: sqlite3.Connection,
    knowledge: Registry,
    dismissed: Collection[Item] = (),
    names: Sequence[QueueItem] | None = None,
) -> Iterator[QueueItem]:
    """All that deserves a look, kind by kind; without what was dismissed.

    `connection` gives rows with names; `knowledge` is the registry with its corrections. To find names takes long: who
    has found them with this registry already gives them as `names`.
    """
    for kind, seek in SEEKERS.items():
        found = names if kind == NAME and names is not None else seek(connection, knowledge)
        yield from (look for look in found if look.subject not in dismissed)


def counted(looks: Iterator[QueueItem]) -> dict[str, int]:
    """How many there are of each kind, in the order of the queue; kinds of which there are none are left out."""
    counts = Counter(look.kind for look in looks)
    return {kind: counts[kind] for kind in SEEKERS if counts[kind]}


def said(text: str) -> str:
    r"""Some words on one line, short, without controls: as a file of entries can hold them.

    >>> said("rain\n in \x1bHama")
    'rain in Hama'
    """
    return " ".join(_CONTROL.sub(" ", text).split())[:_LONGEST]


def _called(field: str) -> str:
    return FIELD_WORDS.get(field, field)


def _stale(connection: sqlite3.Connection, knowledge: Registry) -> Iterator[QueueItem]:
    for each in standings(connection, knowledge.corrections):
        if each.counts or each.status == ABSENT:
            continue
        one = each.correction
        number = getattr(one, "article", None)
        seq, headline = _nearest(connection, one.capture, number)
        yield QueueItem(
            "stale",
            f"The correction of the {_called(one.field)} by {one.by}, {one.on}, is {each.status}: {each.problem}",
            one.capture,
            seq,
            headline,
            about=said(f"{one.field} {one.on} {each.problem}"),
            field=one.field,
            quote=one.quote,
            correction=None if each.status == UNREPLAYED else each.id,
        )


def _nearest(connection: sqlite3.Connection, sha256: str, number: int | None) -> tuple[int | None, str | None]:
    """Number and headline of the capture's article with this number, or else of its first."""
    row = connection.execute(
        "SELECT articles.seq, headline FROM articles JOIN captures ON captures.id = capture_id WHERE sha256 = ? "
        "ORDER BY articles.seq = ? DESC, articles.seq LIMIT 1",
        (sha256, number),
    ).fetchone()
    return (row[0], row[1]) if row else (None, None)


_CURATED = (
    "SELECT 1 FROM claims AS c WHERE c.article_id = {of} AND c.field = {field} AND c.basis = 'curated' "
    "AND c.warning IS NULL"
)
_PAIRS = f"""
    SELECT DISTINCT sha256, articles.seq, headline, one.field, one.value, one.basis, one.start_char, one.end_char,
           other.value AS other, other.basis AS other_basis, text
    FROM claims AS one
         JOIN claims AS other ON other.article_id = one.article_id AND other.field = one.field AND other.seq > one.seq
         JOIN articles ON articles.id = one.article_id JOIN captures ON captures.id = articles.capture_id
    WHERE one.field IN ('source', 'published') AND one.value <> other.value AND one.evidence = 0 AND other.evidence = 0
          AND one.basis <> 'curated' AND other.basis <> 'curated'
          AND NOT EXISTS ({_CURATED.format(of="one.article_id", field="one.field")})
    ORDER BY sha256, articles.seq, one.field
"""


def _contradictions(connection: sqlite3.Connection, _: Registry) -> Iterator[QueueItem]:
    for row in connection.execute(_PAIRS):
        if row["field"] == "published" and _may_be_one(row["value"], row["other"]):
            continue
        told = f"{row['value']} ({row['basis']}) and {row['other']} ({row['other_basis']})"
        yield QueueItem(
            "contradiction",
            f"Two claims on the {_called(row['field'])}: {told}",
            row["sha256"],
            row["seq"],
            row["headline"],
            about=said(f"{row['field']}: {told}"),
            field=row["field"],
            value=row["value"],
            quote=_words(row),
        )


def _may_be_one(value: str, other: str) -> bool:
    """Whether two dates may be the same day."""
    try:
        one, two = days_of(value), days_of(other)
    except ArchiveError:
        return False
    return one[0] <= two[1] and two[0] <= one[1]


_WARNED = f"""
    SELECT sha256, articles.seq, headline, field, value, claims.warning, start_char, end_char, text
    FROM claims JOIN articles ON articles.id = article_id JOIN captures ON captures.id = capture_id
    WHERE claims.warning IS NOT NULL AND basis <> 'curated' AND evidence = 0
          AND NOT EXISTS ({_CURATED.format(of="claims.article_id", field="claims.field")})
    ORDER BY sha256, articles.seq, claims.seq
"""


def _warnings(connection: sqlite3.Connection, _: Registry) -> Iterator[QueueItem]:
    for row in connection.execute(_WARNED):
        known = row["field"] in _CORRECTABLE
        yield QueueItem(
            "warning",
            f"The {_called(row['field'])} ({row['value'] or 'unknown'}): {row['warning']}",
            row["sha256"],
            row["seq"],
            row["headline"],
            about=said(f"{row['field']}: {row['warning']}"),
            field=row["field"] if known else None,
            value=row["value"] if known else None,
            quote=_words(row),
        )


def _words(row: sqlite3.Row) -> str | None:
    """What a claim rests on."""
    return None if row["start_char"] is None else row["text"][row["start_char"] : row["end_char"]]


_UNKNOWN = """
    SELECT sha256, articles.seq, headline FROM articles JOIN captures ON captures.id = capture_id
    WHERE {column} IS NULL AND NOT EXISTS ({curated}) ORDER BY sha256, articles.seq
"""


def _undated(connection: sqlite3.Connection, _: Registry) -> Iterator[QueueItem]:
    curated = _CURATED.format(of="articles.id", field="'published'")
    for row in connection.execute(_UNKNOWN.format(column="published", curated=curated)):
        why = "The capture doesn’t tell its day of publication."
        yield QueueItem("undated", why, row["sha256"], row["seq"], row["headline"], field="published")


def _without_source(connection: sqlite3.Connection, _: Registry) -> Iterator[QueueItem]:
    curated = _CURATED.format(of="articles.id", field="'source'")
    for row in connection.execute(_UNKNOWN.format(column="source_id", curated=curated)):
        why = "No outlet is known of it."
        yield QueueItem("no-source", why, row["sha256"], row["seq"], row["headline"], field="source")


def _doubtful(connection: sqlite3.Connection, _: Registry) -> Iterator[QueueItem]:
    sql = "SELECT sha256, path, warning FROM captures WHERE warning IS NOT NULL ORDER BY sha256"
    for sha256, path, warning in connection.execute(sql):
        seq, headline = _nearest(connection, sha256, None)
        yield QueueItem("doubtful-text", f"{path}: {warning}", sha256, seq, headline, about=said(warning))


SURE = 0.7  # chance from which the page model's word is taken without a look
_CHANCE = "CAST(substr(blocks.rule, -4) AS REAL)"  # rules of the page model end in it: "lines:headline 0.55"
_UNSURE_FIELDS = f"""
    SELECT sha256, articles.seq, headline, role AS field, {_CHANCE} AS chance, start_char, end_char, text
    FROM blocks JOIN articles ON articles.id = article_id JOIN captures ON captures.id = articles.capture_id
    WHERE blocks.rule GLOB 'lines:* [01].[0-9][0-9]' AND role IN ('headline', 'byline', 'published')
          AND {_CHANCE} < {SURE} AND NOT EXISTS ({_CURATED.format(of="articles.id", field="role")})
    ORDER BY sha256, articles.seq, start_char
"""
_UNSURE_BODIES = f"""
    SELECT sha256, articles.seq, headline FROM blocks
           JOIN articles ON articles.id = article_id JOIN captures ON captures.id = articles.capture_id
    WHERE blocks.rule GLOB 'lines:* [01].[0-9][0-9]' AND role IN ('paragraph', 'crosshead')
          AND NOT EXISTS (SELECT 1 FROM corrections WHERE article_id = articles.id AND field = 'role'
                          AND status = 'applied')
    GROUP BY articles.id
    HAVING 2 * sum((end_char - start_char) * ({_CHANCE} < {SURE})) > sum(end_char - start_char)
    ORDER BY sha256, articles.seq
"""


def _unsure(connection: sqlite3.Connection, _: Registry) -> Iterator[QueueItem]:
    for row in connection.execute(_UNSURE_FIELDS):
        words = _words(row)
        what = f"The page model takes these words for the {_called(row['field'])}"
        yield QueueItem(
            "unsure",
            f"{what}, and isn’t sure ({row['chance']:.2f}): “{said(words or '')}”",
            row["sha256"],
            row["seq"],
            row["headline"],
            about=said(f"{row['field']}: {words}"),
            field=row["field"],
            quote=words,
        )
    for row in connection.execute(_UNSURE_BODIES):
        why = "The page model isn’t sure of more than half of the body."
        yield QueueItem("unsure", why, row["sha256"], row["seq"], row["headline"], about="body")


def _names(connection: sqlite3.Connection, knowledge: Registry) -> Iterator[QueueItem]:
    [captures] = connection.execute("SELECT count(*) FROM captures").fetchone()
    if captures > MOST_SCANNED:
        return
    rows = (row for row in suggestions(connection, known_to(knowledge)) if row[1] >= LEAST_PRINTED)
    for name, count, articles, example, key in islice(rows, MOST_NAMES):
        where = "one article" if articles == 1 else f"{articles} articles"
        why = f"Printed {count} times, in {where}, and no actor of the registry is called so."
        yield QueueItem(NAME, why, headline=name, about=said(name), example=example, printed_in=key)


def known_to(knowledge: Registry) -> Known:
    """What the registry knows, by which names are told that nobody bears."""
    titles = TITLES - {"general"}  # as in "General Command"
    return Known(known_names(knowledge), titles, given_names(knowledge) - titles)


SEEKERS: dict[str, Seeker] = {
    "stale": _stale,
    "contradiction": _contradictions,
    "warning": _warnings,
    "undated": _undated,
    "no-source": _without_source,
    "doubtful-text": _doubtful,
    "unsure": _unsure,
    NAME: _names,
}
"""The kinds of things that deserve a look, in the order of the queue."""
