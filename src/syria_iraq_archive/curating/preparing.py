"""From what a curator types to a correction that is known to count: names resolved, its place found, replayed."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import ValidationError

from syria_iraq_archive.annotate.quoted_words import places_of, prints
from syria_iraq_archive.corpus.connection import reading
from syria_iraq_archive.corpus.rows import original_bytes
from syria_iraq_archive.errors import CorpusError, RegistryError, UnknownName
from syria_iraq_archive.patterns import later
from syria_iraq_archive.phrases import how_many
from syria_iraq_archive.pipeline import Pipeline
from syria_iraq_archive.records import Fate, ParsedCapture, Replayed
from syria_iraq_archive.registry.days import bounds
from syria_iraq_archive.registry.load import Registry, correction_problem
from syria_iraq_archive.registry.lookup import actors_by_name, resolve_actor, resolve_place, resolve_source
from syria_iraq_archive.registry.models import CORRECTION, ActorCorrection, Correction, FieldCorrection
from syria_iraq_archive.spans import Span

_KEY = later(r"([0-9a-f]{1,64})(?:-([1-9][0-9]{0,5}))?")
_WHOLE = 64  # hexadecimal digits of a SHA-256
_OF_CAPTURE = frozenset({"role", "opening"})
_OF_WORDS = frozenset({"mention", "place", "speaker", "hearer"})  # what the quoted words mean
_ACTORS = frozenset({"mention", "actor", "hearer"})  # whose value is an actor
_HINT = "quote the text of the capture that it rests on: --quote TEXT; or say what else it rests on: --source URL"
_MOST_PLACES = 6
_CONTEXT = 30  # characters shown on either side of a place


class RestsOnNothing(RegistryError):
    """A value that isn't printed, without words of the capture or anything else that it rests on."""


class Request(NamedTuple):
    """What was typed: key, field and value; where it applies (quote, occurrence, instead_of); reason, by and on."""

    key: str
    field: str
    value: str | None
    spot: dict[str, Any]
    told: dict[str, str]


class Prepared(NamedTuple):
    """A correction fit to be written; how it was replayed, if its capture is known; the folder to ingest again.

    `upset` are those of the capture's other corrections that become stale by it; `before` and `after` all that is
    found in the capture without it, and with it.
    """

    correction: Correction
    replayed: Replayed | None
    folder: str
    upset: tuple[Replayed, ...] = ()
    before: ParsedCapture | None = None
    after: ParsedCapture | None = None


@dataclass(frozen=True, slots=True)
class KnownCapture:
    """The capture and article that a key means; its bytes, path and folder if the corpus has it."""

    sha256: str
    article: int | None
    data: bytes | None = None
    path: str = ""
    folder: str = "FOLDER"
    articles: int = 1


def prepare(request: Request, registry: Registry, db: Path, pipeline: Pipeline | None = None) -> Prepared:
    """The correction that is asked for; `pipeline` is the registry's, if there is one already.

    Raises `UnknownName` for a key, outlet, actor or place that nothing bears, and `RegistryError` if the correction is
    malformed, is in the registry already, or can't be applied to its capture.
    """
    target = find_capture(request.key, db)
    before = None
    if target.data is not None:
        pipeline = pipeline or Pipeline(registry)
        before = pipeline.run(target.data, target.path)
    entry = _entry(request, registry, target, before)
    try:
        correction = CORRECTION.validate_python(entry)
    except ValidationError as error:
        first = error.errors()[0]
        raise RegistryError(f"{'.'.join(map(str, first['loc'][1:])) or 'correction'}: {first['msg']}") from error
    if not _is_day(correction.on):
        raise RegistryError(f"{correction.on} isn't in the calendar")
    if problem := correction_problem(correction, registry.sources, registry.actors, registry.gazetteer):
        raise RegistryError(problem)
    _refuse_twice(registry, correction)
    if pipeline is None or before is None or target.data is None:
        return Prepared(correction, None, target.folder)
    after = pipeline.corrected((*registry.corrections, correction)).run(target.data, target.path)
    pairs = zip(before.corrections, after.corrections, strict=False)
    upset = tuple(now for earlier, now in pairs if now.fate is Fate.STALE and earlier.fate is not Fate.STALE)
    return Prepared(correction, _applied(after), target.folder, upset, before, after)


def _is_day(day: str) -> bool:
    try:
        return bool(bounds(day))
    except ValueError:
        return False


def find_capture(key: str, db: Path) -> KnownCapture:
    """The capture that a key means, whether the corpus has it or not. Raises `UnknownName` if it isn't told whole."""
    form = _KEY.fullmatch(key.strip().lower())
    if form is None:
        raise UnknownName(f"not a key: {key!r}", hint="53541dcb351478c4-1, or the whole SHA-256 of a capture")
    beginning, article = form[1], int(form[2]) if form[2] else None
    if found := _known(db, beginning, article):
        return found
    if len(beginning) < _WHOLE:
        hint = "a capture that isn't ingested yet is named by its whole SHA-256"
        raise UnknownName(f"no capture in {db} has a hash that begins with {beginning!r}", hint=hint)
    return KnownCapture(beginning, article or 1)


def _known(db: Path, beginning: str, article: int | None) -> KnownCapture | None:
    """The capture of the corpus whose hash begins so; None if there is none."""
    if not db.exists():
        return None
    with reading(db) as connection:
        rows = connection.execute(
            "SELECT *, (SELECT count(*) FROM articles WHERE capture_id = captures.id) AS articles FROM captures "
            "WHERE sha256 >= ? AND sha256 < ? LIMIT 2",
            (beginning, beginning + "~"),
        ).fetchall()
    if len(rows) > 1:
        raise UnknownName(f"several captures' hashes begin with {beginning!r}", hint="type more of it")
    if not rows:
        return None
    row = rows[0]
    try:
        data = original_bytes(row)
    except (ValueError, LookupError) as error:
        raise CorpusError(str(error), place=row["path"], hint="archive verify tells more") from error
    return KnownCapture(
        row["sha256"],
        article or (1 if row["articles"] == 1 else None),
        data,
        row["path"],
        os.path.normpath(db.parent / row["folder"]),
        row["articles"],
    )


def _entry(request: Request, registry: Registry, target: KnownCapture, before: ParsedCapture | None) -> dict[str, Any]:
    """What is going to be written, in the order of its keys, as plain values."""
    entry: dict[str, Any] = {"capture": target.sha256}
    if request.field not in _OF_CAPTURE:
        if target.article is None:
            choices = ", ".join(f"{target.sha256[:16]}-{number}" for number in range(1, target.articles + 1))
            raise UnknownName(f"the capture holds {how_many(target.articles, 'article')}", hint=f"say which: {choices}")
        entry["article"] = target.article
    spot = dict(request.spot)
    if "instead_of" in spot:
        spot["instead_of"] = resolve_actor(registry, spot["instead_of"])
    if "quote" not in spot and not _rests_on_no_text(request):
        spot["quote"] = _quoted(request, spot, target, before)
    if request.field in _OF_CAPTURE and before and "occurrence" not in spot and target.article is not None:
        spot |= _only_one_in(before, target.article, spot["quote"])
    return entry | {"field": request.field, "value": _resolved(request, registry, before)} | spot | request.told


def _resolved(request: Request, registry: Registry, before: ParsedCapture | None) -> str | None:
    """The value, a name of an outlet, actor or place as its id."""
    if request.value is None:
        return None
    if request.field == "source":
        return resolve_source(registry, request.value)
    if request.field == "place":
        return " or ".join(resolve_place(registry, name) for name in request.value.split(" or "))
    if request.field == "speaker":
        return _speaker(request.value, registry, before)
    return resolve_actor(registry, request.value) if request.field in _ACTORS else request.value


def _speaker(name: str, registry: Registry, before: ParsedCapture | None) -> str:
    """An actor who is called so; else the words themselves, if they are printed; else an actor called much like it."""
    named = actors_by_name(registry)
    try:
        return named.resolve(name, forgiving=False)
    except UnknownName:
        if before is not None and prints(before.capture.text, name):
            return name
        return named.resolve(name)


def _rests_on_no_text(request: Request) -> bool:
    """Whether a correction of a field needs no quotation: it rests on something outside, or says that there is none."""
    return request.field not in _OF_CAPTURE | _OF_WORDS | _ACTORS and (
        request.value is None or "outside" in request.spot
    )


def _quoted(request: Request, spot: dict[str, Any], target: KnownCapture, before: ParsedCapture | None) -> str:
    """What a correction rests on if nothing is quoted: the value, if it is printed; an actor's first mention."""
    if before is not None and request.field == "actor":
        mentions = (each.mentions for each in before.articles if each.seq == target.article)
        surfaces = [one.surface for one in next(mentions, ()) if one.actor == spot["instead_of"]]
        if not surfaces:
            raise RegistryError(f"the article doesn't mention {spot['instead_of']}")
        return surfaces[0]
    value = request.value
    speaks_for_itself = request.field not in _OF_CAPTURE | _OF_WORDS
    if before is not None and value is not None and speaks_for_itself and prints(before.capture.text, value):
        return value
    raise RestsOnNothing("it rests on nothing", hint=_HINT)


def _only_one_in(before: ParsedCapture, article: int, quote: str) -> dict[str, int]:
    """Which place is meant, if the capture has the words in several places but the article in one."""
    own = [block.span for block in before.blocks if block.article == article]
    if not own:
        return {}
    stretch = Span(own[0].start, own[-1].end)
    places = list(places_of(before.capture.text, quote))
    inside = [number for number, place in enumerate(places, start=1) if stretch.contains(place)]
    return {"occurrence": inside[0]} if len(places) > 1 and len(inside) == 1 else {}


def _refuse_twice(registry: Registry, correction: Correction) -> None:
    """Raise `RegistryError` if the last correction of the same thing says the same."""
    for number, one in reversed(list(enumerate(registry.corrections, start=1))):
        if _subject(one) == _subject(correction):
            if one.value == correction.value:
                raise RegistryError(f"correction {number} of the registry says so already")
            return


def says_of(correction: Correction) -> dict[str, Any]:
    """What a correction changes, whatever to: a field of an article, whatever that rests on; or what words mean."""
    subject = _subject(correction)
    if isinstance(correction, FieldCorrection | ActorCorrection):
        del subject["quote"], subject["occurrence"]
        subject.pop("outside", None)
    return subject


def _subject(correction: Correction) -> dict[str, Any]:
    """What a correction speaks of, whatever it says of it."""
    return correction.model_dump(exclude={"value", "reason", "by", "on"})


def _applied(after: ParsedCapture) -> Replayed:
    """How the last correction was replayed, after the others. Raises `RegistryError` if it can't be applied."""
    replayed = after.corrections[-1]
    if replayed.fate is Fate.STALE:
        is_there = replayed.article is not None or replayed.field in _OF_CAPTURE  # else no place would do
        places = list(places_of(after.capture.text, replayed.quote)) if is_there else []
        listed = "; ".join(_listed(after.capture.text, places)) if len(places) > 1 else None
        raise RegistryError(f"it can't be applied: {replayed.problem}", hint=listed and f"--occurrence {listed}")
    return replayed


def _listed(text: str, places: list[Span]) -> Iterator[str]:
    """Places with what stands around them, by their numbers."""
    for number, place in enumerate(islice(places, _MOST_PLACES), start=1):
        around = text[max(0, place.start - _CONTEXT) : place.end + _CONTEXT]
        yield f"{number}: “…{' '.join(around.split())}…”"
