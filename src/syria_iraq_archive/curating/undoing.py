"""Taking a correction back, by new entries that state what held without it. None is ever deleted: the file is a log.

What the parser would say stays what a curator says from then on: the entries are corrections like others.
"""

from collections.abc import Collection, Iterator
from typing import Any

from syria_iraq_archive.annotate.corrections import places_meant
from syria_iraq_archive.annotate.curated_quotes import quotations_at, speaker_of
from syria_iraq_archive.curating.effects import effects
from syria_iraq_archive.curating.keeping import keep_all, marks
from syria_iraq_archive.curating.places import spot_of
from syria_iraq_archive.curating.preparing import find_capture
from syria_iraq_archive.curating.workplace import Workplace
from syria_iraq_archive.errors import RegistryError, UnknownName
from syria_iraq_archive.pipeline import Pipeline
from syria_iraq_archive.records import Article, Fate, ParsedCapture
from syria_iraq_archive.registry.models import (
    CORRECTION,
    ActorCorrection,
    Correction,
    FieldCorrection,
    HearerCorrection,
    MentionCorrection,
    OpeningCorrection,
    Opens,
    PlaceCorrection,
    RoleCorrection,
    SpeakerCorrection,
)
from syria_iraq_archive.registry.withdrawn import mark
from syria_iraq_archive.spans import Span

_HINT = "correct it to what holds"


def undo(workplace: Workplace, sha256: str, marked: str, by: str, on: str) -> tuple[list[Correction], str | None]:
    """Take back the correction of the capture that has this mark. The entries; why the corpus doesn't follow, or None.

    Raises `RegistryError` if it doesn't count anyway, or if entries can't bring back what held without it, and
    `UnknownName` if there is none.
    """
    knowledge = workplace.knowledge()
    own = [one for one in knowledge.corrections if one.capture == sha256]
    numbers = [number for number, one in enumerate(own) if mark(one) == marked]
    if not numbers:
        raise UnknownName("no correction of this capture has that mark")
    entries = list(_entries(workplace.pipeline(knowledge), workplace, own, numbers[-1], {"by": by, "on": on}))
    return entries, keep_all(workplace, entries, marks(knowledge.corrections, sha256))


def _entries(
    pipeline: Pipeline, workplace: Workplace, own: list[Correction], number: int, told: dict[str, str]
) -> Iterator[Correction]:
    """The entries that bring back what held without the correction of this number."""
    undone = own[number]
    found = find_capture(undone.capture, workplace.corpus)
    if found.data is None:
        raise RegistryError("its capture isn't in the corpus", hint=_HINT)

    def parsed(corrections: list[Correction]) -> ParsedCapture:
        assert found.data is not None
        return pipeline.corrected(corrections).run(found.data, found.path)

    now, without = parsed(own), parsed([*own[:number], *own[number + 1 :]])
    replayed = now.corrections[number]
    if replayed.fate is not Fate.APPLIED:
        raise RegistryError(f"it doesn't count: it is {replayed.fate}", hint="there is nothing to take back")
    told = told | {"reason": f"Undo of: {undone.reason} ({undone.by}, {undone.on})"}
    plain = list(_restoring(undone, replayed.span, now, without))
    entries = [CORRECTION.validate_python({"capture": undone.capture, **entry, **told}) for entry in plain]
    after = parsed([*own, *entries])
    kept = all(one.fate is not Fate.STALE for one in after.corrections[len(own) :])
    if not entries or not kept or any(effects(without, after)):
        raise RegistryError("no entry brings back what held without it", hint=_HINT)
    yield from entries


def _restoring(
    undone: Correction, span: Span | None, now: ParsedCapture, without: ParsedCapture
) -> Iterator[dict[str, Any]]:
    """What the entries say, but for who says so and why."""
    text = now.capture.text
    quoted: dict[str, Any] = {"quote": undone.quote}
    if undone.occurrence is not None:
        quoted["occurrence"] = undone.occurrence
    if isinstance(undone, FieldCorrection):
        article = next(one for one in without.articles if one.seq == undone.article)
        value = getattr(article, undone.field)
        rests = quoted if undone.quote else {"outside": undone.outside or "the parser's own reading"}
        yield {"article": undone.article, "field": undone.field, "value": value, **rests}
    elif isinstance(undone, OpeningCorrection):
        other = Opens.JOINED if undone.value is Opens.BEGINS else Opens.BEGINS
        yield {"field": "opening", "value": other.value, **quoted}
    elif isinstance(undone, RoleCorrection):
        for block in without.blocks:
            if span and block.span.overlaps(span):
                yield {"field": "role", "value": block.role.value, **spot_of(text, block.span)}
    elif isinstance(undone, SpeakerCorrection | HearerCorrection):
        for quote in quotations_at(_article(without, undone.article).quotes, span) if span else ():
            value = quote.told_to if isinstance(undone, HearerCorrection) else speaker_of(quote)
            yield {"article": undone.article, "field": undone.field, "value": value, **quoted}
    else:
        yield from _reading_again(undone, now, without)


def _reading_again(
    undone: MentionCorrection | ActorCorrection | PlaceCorrection, now: ParsedCapture, without: ParsedCapture
) -> Iterator[dict[str, Any]]:
    """What the entries say that let words mean again what they meant."""
    text = now.capture.text
    if isinstance(undone, MentionCorrection | ActorCorrection):
        for place, actor in _changed_names(_actors(now, undone.article), _actors(without, undone.article)):
            yield {"article": undone.article, "field": "mention", "value": actor, **spot_of(text, place)}
    else:
        for place, meant in _changed_names(_places(now, undone.article), _places(without, undone.article)):
            yield {"article": undone.article, "field": "place", "value": meant, **spot_of(text, place)}


def _article(parsed: ParsedCapture, number: int) -> Article:
    return next(article for article in parsed.articles if article.seq == number)


_Named = Collection[tuple[Span, str]]


def _actors(parsed: ParsedCapture, number: int) -> _Named:
    return [(one.span, one.actor) for one in _article(parsed, number).mentions]


def _places(parsed: ParsedCapture, number: int) -> _Named:
    return [(one.span, places_meant(one)) for one in _article(parsed, number).places]


def _changed_names(now: _Named, before: _Named) -> Iterator[tuple[Span, str | None]]:
    """Words that are to name something else again, or nothing."""
    again = [one for one in before if one not in now]
    yield from again
    for one in now:
        if one not in before and not any(span.overlaps(one[0]) for span, _ in again):
            yield one[0], None
