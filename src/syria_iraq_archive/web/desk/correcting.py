"""From the fields of a form to what `archive correct` is asked for, and how corrections are shown."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple, get_args

from syria_iraq_archive.annotate.quoted_words import places_of
from syria_iraq_archive.curating.places import spot_of
from syria_iraq_archive.curating.preparing import Prepared, Request, RestsOnNothing
from syria_iraq_archive.errors import ArchiveError, RegistryError
from syria_iraq_archive.phrases import between
from syria_iraq_archive.records import Role
from syria_iraq_archive.registry.days import days_of
from syria_iraq_archive.registry.models import CorrectedField, Opens
from syria_iraq_archive.spans import Span


class FieldChoice(NamedTuple):
    """What a curator may say: the field of the correction, what it says of the words, and its possible values."""

    field: str
    label: str
    values: tuple[str, ...] = ()


CHOICES = (
    FieldChoice("role", "The role of these words", tuple(role.value for role in Role)),
    FieldChoice("opening", "Whether an article begins here", tuple(each.value for each in Opens)),
    FieldChoice("headline", "The headline"),
    FieldChoice("kicker", "The line above the headline"),
    FieldChoice("standfirst", "The summary under the headline"),
    FieldChoice("byline", "The author or desk"),
    FieldChoice("dateline", "The place that it is written from"),
    FieldChoice("source", "The outlet"),
    FieldChoice("published", "The day of publication"),
    FieldChoice("language", "The language"),
    FieldChoice("mention", "Whom these words name"),
    FieldChoice("place", "Which place these words name"),
    FieldChoice("speaker", "Who says these words"),
    FieldChoice("hearer", "Who is told these words"),
    FieldChoice("actor", "Whom the article means, wherever it was read as another"),
)
FIELDS = frozenset(choice.field for choice in CHOICES)
_OPTION = "--occurrence "
_OF_ARTICLES = frozenset(get_args(CorrectedField))  # their values may rest on something outside the capture


def today() -> str:
    """The day here and now, as entries say it."""
    return datetime.now().astimezone().date().isoformat()


def request_of(fields: Mapping[str, str], key: str, text: str, curator: str) -> Request:
    """The correction that a form asks for. Raises `RegistryError` if it says no field, or no place."""
    field = fields.get("field", "")
    if field not in FIELDS:
        raise RegistryError("say what it is that you correct")
    nothing = fields.get("nothing") == "on"
    value = None if nothing else _value(field, fields)
    if value == "":
        raise RegistryError("give a value, or say that there is none")
    spot = _spot(fields, text)
    if field in _OF_ARTICLES and (outside := fields.get("outside", "").strip()):
        spot["outside"] = outside
    if field == "actor":
        spot["instead_of"] = fields.get("instead_of", "").strip()
        if not spot["instead_of"]:
            raise RegistryError("say whom it was read as")
    reason = fields.get("reason", "").strip()
    if not reason:
        raise RegistryError("give a reason, for those who ask in a year")
    return Request(key, field, value, spot, {"reason": reason, "by": curator, "on": today()})


def told_here(error: ArchiveError) -> ArchiveError:
    """The error with what to do about it at the desk, where there are no options."""
    if isinstance(error, RestsOnNothing):
        return RegistryError(error.message, hint="select the words that it rests on, or say what else it rests on")
    if error.hint and error.hint.startswith(_OPTION):
        return RegistryError(error.message, hint=f"say which: {error.hint.removeprefix(_OPTION)}")
    return error


def _value(field: str, fields: Mapping[str, str]) -> str:
    """What was typed; of a date, the days that were chosen, if nothing was."""
    value = fields.get("value", "").strip()
    first, last = fields.get("first", "").strip(), fields.get("last", "").strip()
    if field != "published" or value or not (first or last):
        return value
    if not last or first == last:
        return first
    return f"[{first or last}..{last}]" if first else last


def _spot(fields: Mapping[str, str], text: str) -> dict[str, Any]:
    """The words that the correction rests on: those selected, or those typed."""
    start, end = fields.get("start", ""), fields.get("end", "")
    if start and end:
        if not (_is_number(start) and _is_number(end)):
            raise RegistryError("that is no place in the capture")
        return spot_of(text, Span(int(start), int(end)))
    quote = fields.get("quote", "").strip()
    if not quote:
        return {}
    if next(places_of(text, quote), None) is None:  # browsers send one kind of line ends
        other = quote.replace("\n", "\r\n")
        quote = other if next(places_of(text, other), None) else quote
    spot: dict[str, Any] = {"quote": quote}
    occurrence = fields.get("occurrence", "").strip()
    if occurrence:
        if not _is_number(occurrence) or not int(occurrence):
            raise RegistryError("which place it is, is a number from 1")
        spot["occurrence"] = int(occurrence)
    return spot


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 10


def reading_of(field: str, value: str | None) -> str | None:
    """How a date is read, in words; None of other fields, or if it can't be read."""
    if field != "published" or not value:
        return None
    try:
        return "read as " + between(*(day.isoformat() for day in days_of(value)))
    except ArchiveError:
        return None


def upset(prepared: Prepared) -> list[str]:
    """The corrections that this one makes stale, in words."""
    return [f"the correction of the {one.field} by {one.by}, {one.on}: {one.problem}" for one in prepared.upset]
