"""Who is called what: which designations a question finds, counted by party, term, outlet and voice, or one by one.

Terms are counted as printed, without regard to case and to how a letter is written. Nothing is weighed or scored.
"""

import re
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from syria_iraq_archive.corpus.question import MEMBERS, Condition, Question, all_of, article_condition
from syria_iraq_archive.corpus.schema import placeholders
from syria_iraq_archive.fold import fold_words
from syria_iraq_archive.patterns import later

COLUMNS = (
    "key", "published", "source", "actor", "term", "voice", "speaker", "speaker_actor", "kind", "sentence",
    "start_char", "end_char", "rule",
)  # fmt: skip

_FROM = "FROM designations JOIN articles ON articles.id = designations.article_id"
_ORDER = "published_latest DESC, published_earliest DESC, articles.key, start_char"
_REACH = 240  # characters of a sentence that are shown on either side of a term
_PASSAGE = f"""
    SELECT substr(text, max(blocks.start_char, :start - {_REACH}) + 1,
                  min(blocks.end_char, :end + {_REACH}) - max(blocks.start_char, :start - {_REACH})),
           :start - max(blocks.start_char, :start - {_REACH}), blocks.start_char < :start - {_REACH},
           blocks.end_char > :end + {_REACH}
    FROM blocks JOIN captures ON captures.id = blocks.capture_id
    WHERE blocks.article_id = :article AND blocks.start_char <= :start AND blocks.end_char >= :end
"""


@dataclass(frozen=True, slots=True)
class CalledQuestion:
    """What is asked of designations, beside what is asked of their articles.

    `actor` is the party labelled, with all that is part of it unless `exact`; `term` is a word or several that follow
    each other in the label, each of which may end in ``*``; `speaker` is the actor in whose voice it is.
    """

    articles: Question = field(default_factory=Question)
    actor: str | None = None
    exact: bool = False
    term: str | None = None
    voices: tuple[str, ...] = ()
    speaker: str | None = None
    limit: int | None = None


class TermCount(NamedTuple):
    """How often an outlet prints a term of a party in one voice, in how many articles, and the newest sentence."""

    actor: str | None
    term: str  # as it is printed most often
    source: str | None
    voice: str
    times: int
    articles: int
    key: str  # of the newest article
    sentence: str


COUNT_COLUMNS = TermCount._fields


def find_designations(
    connection: sqlite3.Connection, question: CalledQuestion
) -> Iterator[tuple[str | int | None, ...]]:
    """The designations the question finds, of the newest articles first, with the columns `COLUMNS`."""
    where = all_of(_conditions(connection, question))
    rows = connection.execute(
        f"""
        SELECT articles.key, published, source_id, designations.actor_id, surface, voice, speaker, speaker_actor_id,
               designations.kind, article_id, start_char, end_char, rule
        {_FROM} WHERE {where.sql} ORDER BY {_ORDER} LIMIT ?
        """,
        (*where.parameters, -1 if question.limit is None else question.limit),
    )
    for *said, article, start, end, rule in map(tuple, rows):
        yield (*said, sentence_of(connection, article, start, end), start, end, rule)


def count_terms(connection: sqlite3.Connection, question: CalledQuestion) -> list[TermCount]:
    """The terms of the question's designations, each counted by party, outlet and voice: the most frequent first."""
    where = all_of(_conditions(connection, question))
    groups: dict[tuple[str | None, str, str | None, str], list[tuple[str, str, int, int, int]]] = {}
    for actor, surface, source, voice, key, article, start, end in map(
        tuple,
        connection.execute(
            f"""
            SELECT designations.actor_id, surface, source_id, voice, articles.key, article_id, start_char, end_char
            {_FROM} WHERE {where.sql} ORDER BY {_ORDER}
            """,
            where.parameters,
        ),
    ):
        groups.setdefault((actor, fold_words(surface), source, voice), []).append((surface, key, article, start, end))
    ordered = sorted(groups.items(), key=lambda group: (-len(group[1]), tuple(part or "" for part in group[0])))
    return [_counted(connection, *group) for group in islice(ordered, question.limit)]


def _counted(
    connection: sqlite3.Connection,
    group: tuple[str | None, str, str | None, str],
    found: list[tuple[str, str, int, int, int]],
) -> TermCount:
    actor, _, source, voice = group
    surfaces = [surface for surface, *_ in found]
    _, key, article, start, end = found[0]
    return TermCount(
        actor,
        min(set(surfaces), key=lambda surface: (-surfaces.count(surface), surface)),
        source,
        voice,
        len(found),
        len({article for _, _, article, _, _ in found}),
        key,
        sentence_of(connection, article, start, end),
    )


def _conditions(connection: sqlite3.Connection, question: CalledQuestion) -> Iterator[Condition]:
    yield article_condition(question.articles)
    members = MEMBERS.format(seeds="(?)")
    if question.actor and question.exact:
        yield Condition("designations.actor_id = ?", (question.actor,))
    elif question.actor:
        yield Condition(f"designations.actor_id IN ({members})", (question.actor,))
    if question.speaker:
        yield Condition(f"speaker_actor_id IN ({members})", (question.speaker,))
    if question.voices:
        yield Condition(f"voice IN ({placeholders(question.voices)})", question.voices)
    if question.term:
        yield Condition("instr(?, char(31) || surface || char(31)) > 0", (_matching(connection, question.term),))


def _matching(connection: sqlite3.Connection, term: str) -> str:
    """The labels that have the term, between separators: there may be more than a query may have parameters."""
    pattern = term_pattern(term)
    surfaces: Iterable[tuple[str]] = map(tuple, connection.execute("SELECT DISTINCT surface FROM designations"))
    return "".join(f"\x1f{surface}\x1f" for (surface,) in surfaces if pattern.search(f" {fold_words(surface)} "))


_ARABIC_ARTICLE = later(r"^ال(?=\w{2})")


def term_pattern(term: str) -> re.Pattern[str]:
    """What finds a term in folded words with a space on either side; in Arabic the article may stand before a word.

    >>> (
    ...     bool(term_pattern("terror*").search(" takfiri terrorist groups ")),
    ...     bool(term_pattern("error*").search(" terror ")),
    ... )
    (True, False)
    """
    words = []
    for word in term.split():
        beginning = word.rstrip("*")
        folded = _ARABIC_ARTICLE.sub("", fold_words(beginning))
        if folded or beginning != word:
            words.append(f"(?:ال|لل|وال|بال)?{re.escape(folded)}{r'[^ ]*' if beginning != word else ''}")
    return re.compile(f" {' '.join(words)} ") if words else re.compile("(?!)")


_ENDS = later(r"[.!?؟…][”\"’»)]*\s+|\n+")


def sentence_of(connection: sqlite3.Connection, article: int, start: int, end: int) -> str:
    """The sentence of an article, numbered in this database, that holds the characters from `start` to `end`."""
    found = connection.execute(_PASSAGE, {"article": article, "start": start, "end": end}).fetchone()
    if found is None:
        return ""
    text, at, is_cut_before, is_cut_behind = found
    length = end - start
    stops = [stop.end() for stop in _ENDS.finditer(text, 0, at)]
    behind = _ENDS.search(text, at + length)
    first, last = stops[-1] if stops else 0, behind.end() if behind else len(text)
    before = "… " if is_cut_before and not stops else ""
    after = " …" if is_cut_behind and behind is None else ""
    return before + " ".join(text[first:last].split()) + after
