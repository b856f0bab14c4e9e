"""Writing a correction: one curator at a time, after what others wrote meanwhile; and the corpus follows at once.

A correction is kept first. Whatever happens then, the next ingest brings the corpus into step with it.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from syria_iraq_archive.annotate.curated_quotes import quotations_at
from syria_iraq_archive.corpus.compiling import program_version
from syria_iraq_archive.corpus.connection import writing_in_turn
from syria_iraq_archive.corpus.kept_registry import kept_digest, registry_digest
from syria_iraq_archive.curating.preparing import Prepared, Request, prepare, says_of
from syria_iraq_archive.curating.workplace import Workplace
from syria_iraq_archive.engine.ingest import Build
from syria_iraq_archive.engine.local import Local
from syria_iraq_archive.errors import ArchiveError, CorpusError, RegistryError
from syria_iraq_archive.records import ParsedCapture, Replayed
from syria_iraq_archive.registry.load import Registry
from syria_iraq_archive.registry.models import Correction
from syria_iraq_archive.registry.withdrawn import mark
from syria_iraq_archive.registry.writing import alone, append_all


class WrittenCorrection(NamedTuple):
    """A correction that was written; and why the corpus doesn't follow it yet, or None if it does."""

    prepared: Prepared
    waits: str | None


class Meanwhile(RegistryError):
    """Somebody has corrected the same thing since the curator looked. Nothing is written; `others` are theirs."""

    def __init__(self, others: Sequence[Correction]) -> None:
        by = ", ".join(dict.fromkeys(one.by for one in others))
        super().__init__(f"this was corrected meanwhile by {by}", hint="see both, and choose")
        self.others = tuple(others)


def marks(corrections: Iterable[Correction], sha256: str) -> str:
    """The marks of a capture's corrections, as a form carries them."""
    return " ".join(mark(one) for one in corrections if one.capture == sha256)


def keep(workplace: Workplace, request: Request, seen: str | None = None) -> WrittenCorrection:
    """Write the correction that is asked for, and bring its capture in the corpus into step.

    `seen` are the `marks` of the corrections that the curator knew of. Raises what `prepare` raises, and `Meanwhile`
    if there is another correction of the same thing by now.
    """
    with alone(workplace.corrections.parent):
        knowledge = workplace.knowledge()
        prepared = prepare(request, knowledge, workplace.corpus, workplace.pipeline(knowledge))
        if seen is not None:
            _refuse_unseen(prepared.correction, knowledge.corrections, seen, prepared.after)
        append_all(workplace.corrections, [prepared.correction])
    waits = follow(workplace, prepared.correction.capture) if prepared.replayed else None
    return WrittenCorrection(prepared, waits)


def keep_all(workplace: Workplace, corrections: Sequence[Correction], seen: str) -> str | None:
    """Write corrections of one capture that are known to count; why the corpus doesn't follow yet, or None."""
    with alone(workplace.corrections.parent):
        known = workplace.knowledge().corrections
        for one in corrections:
            _refuse_unseen(one, known, seen)
        append_all(workplace.corrections, corrections)
    return follow(workplace, corrections[0].capture)


def _refuse_unseen(
    correction: Correction, known: Iterable[Correction], seen: str, after: ParsedCapture | None = None
) -> None:
    """Raise `Meanwhile` if one of those that are known, but weren't seen, speaks of the same thing.

    `after` is the capture with all of them and then this one replayed.
    """
    marked = set(seen.split())
    own = [one for one in known if one.capture == correction.capture]
    replayed = after.corrections if after else (None,) * (len(own) + 1)
    touching = [
        one
        for one, there in zip(own, replayed, strict=False)
        if mark(one) not in marked
        and (says_of(one) == says_of(correction) or (after and there and _is_of_same_words(there, after)))
    ]
    if touching:
        raise Meanwhile(touching)


def _is_of_same_words(one: Replayed, after: ParsedCapture) -> bool:
    """Whether a correction is of words that the last one is of, too; a quotation may be meant by any of its words."""
    last = after.corrections[-1]
    if one.field != last.field or one.span is None or last.span is None:
        return False
    if one.field in ("speaker", "hearer"):
        quotes = [quote for article in after.articles if article.seq == last.article for quote in article.quotes]
        meant = quotations_at(quotes, last.span)
        return any(quote in meant for quote in quotations_at(quotes, one.span))
    return one.field in ("mention", "place", "role") and one.span.overlaps(last.span)


class _Busy(CorpusError):
    """Another program has its turn with the corpus."""


def follow(workplace: Workplace, sha256: str) -> str | None:
    """Parse one capture of the corpus anew, by registry and corrections as they are now.

    The corpus is then what an ingest of all captures would make. Returns why that can't be yet, or None.
    """
    knowledge = workplace.knowledge()
    try:
        with writing_in_turn(workplace.corpus, _refuse_to_wait) as connection:
            if kept_digest(connection) != registry_digest(knowledge):
                return "the registry has changed since the corpus was built"
            summary = _build(workplace, connection, knowledge).again(sha256)
            return "; ".join(one.reason for one in (*summary.rejected, *summary.failed)) or None
    except ArchiveError as error:
        return str(error)


def catch_up(workplace: Workplace) -> str:
    """Parse anew whatever in the corpus another registry or other corrections have made. What was done, in words.

    Raises `CorpusError` if another program has its turn with the corpus.
    """
    knowledge = workplace.knowledge()
    with writing_in_turn(workplace.corpus, _refuse_to_wait) as connection:
        return str(_build(workplace, connection, knowledge).run((), 1))


def _build(workplace: Workplace, connection: sqlite3.Connection, knowledge: Registry) -> Build:
    run = workplace.pipeline(knowledge).run
    engine = Local(lambda: run, 1)
    return Build(connection, workplace.corpus, engine, knowledge, program_version(), workplace.removed())


def _refuse_to_wait() -> None:
    raise _Busy("another program is writing to the corpus", hint="when it is done: archive ingest")
