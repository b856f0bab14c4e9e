"""Which quotes a question finds: by their words, speaker, and to whom they were told."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field

from syria_iraq_archive.corpus.question import MEMBERS, Condition, Question, all_of, article_condition
from syria_iraq_archive.corpus.schema import placeholders
from syria_iraq_archive.corpus.search import terms
from syria_iraq_archive.fold import fold_key

COLUMNS = (
    "key", "published", "source", "speaker", "actor", "told_to", "text", "kind", "cue", "start_char", "end_char",
    "rule",
)  # fmt: skip

_SELECT = """
    SELECT articles.key, published, source_id AS source, speaker, quotes.actor_id AS actor, told_to, quotes.text, kind,
           cue, start_char, end_char, quotes.rule
    FROM quotes JOIN articles ON articles.id = quotes.article_id
"""
_ORDER = "ORDER BY published_latest DESC, published_earliest DESC, articles.key, start_char"


@dataclass(frozen=True, slots=True)
class QuoteQuestion:
    """What is asked of quotes, beside what is asked of their articles.

    All words of `text` must stand in the quote. `speaker` is an actor's id, or else `speaker_printed` a part of the
    speaker as printed. Without `kinds`, speech alone.
    """

    articles: Question = field(default_factory=Question)
    text: str | None = None
    speaker: str | None = None
    speaker_printed: str | None = None
    told_to: str | None = None
    kinds: tuple[str, ...] = ("speech",)
    limit: int | None = None


def find_quotes(connection: sqlite3.Connection, question: QuoteQuestion) -> Iterator[sqlite3.Row]:
    """The quotes the question finds, of the newest articles first, with the columns `COLUMNS`."""
    connection.create_function("fold_key", 1, _padded_key, deterministic=True)
    where = all_of(_conditions(question))
    limit = -1 if question.limit is None else question.limit
    return connection.execute(f"{_SELECT} WHERE {where.sql} {_ORDER} LIMIT ?", (*where.parameters, limit))


def _conditions(question: QuoteQuestion) -> Iterator[Condition]:
    yield article_condition(question.articles)
    yield Condition(f"kind IN ({placeholders(question.kinds)})", question.kinds)
    members = MEMBERS.format(seeds="(?)")
    if question.speaker:
        yield Condition(f"quotes.actor_id IN ({members})", (question.speaker,))
    if question.speaker_printed:
        part = _folded_words(question.speaker_printed)
        yield Condition("instr(fold_key(speaker), ?)", (part,)) if part else Condition("FALSE")
    if question.told_to:
        yield Condition(f"told_to IN ({members})", (question.told_to,))
    for term in terms(question.text or ""):
        key = fold_key(term.text)
        yield Condition("instr(fold_key(quotes.text), ?)", (f" {key}" if term.begins_word else f" {key} ",))


def _padded_key(text: str | None) -> str | None:
    """The folded words of `text` with spaces around, so that whole words can be sought."""
    return None if text is None else f" {_folded_words(text)} "


def _folded_words(text: str) -> str:
    """The folded words of `text`, with no marks between."""
    return " ".join("".join(c if c.isalnum() else " " for c in fold_key(text)).split())
