"""How the archive says days, bases and languages in words: commands and pages say them alike."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

RIGHT_TO_LEFT: Final = frozenset({"ar", "ckb", "fa", "he", "ps", "syr", "ug", "ur", "yi"})

LANGUAGES: Final[Mapping[str, str]] = {
    "ar": "Arabic", "ckb": "Sorani Kurdish", "de": "German", "en": "English", "es": "Spanish", "fa": "Persian",
    "fr": "French", "he": "Hebrew", "hy": "Armenian", "it": "Italian", "ku": "Kurdish", "kmr": "Kurmanji Kurdish",
    "ru": "Russian", "syr": "Syriac", "tr": "Turkish",
}  # fmt: skip

_WHO = frozenset({"mention", "actor", "names", "speaker", "hearer"})

BASES: Final[Mapping[str, str]] = {
    "curated": "set by a curator",
    "metadata": "given by the file's format",
    "printed": "printed in the capture",
    "inferred": "inferred",
    "masthead": "named by the page's masthead",
    "byline": "named in the byline",
    "prefix": "named before the text",
    "dateline": "named in the dateline",
    "layout": "known by the page's layout",
    "self-reference": "named as the article's own outlet",
    "unknown": "the capture doesn't say",
}


def absence(field: str) -> str:
    """What to say where a correction of this field, or what it changes, has no value.

    >>> absence("mention"), absence("place"), absence("headline")
    ('nobody', 'no place', 'unknown')
    """
    return "no place" if field == "place" else "nobody" if field in _WHO else "unknown"


def direction(language: str | None) -> str:
    """``rtl`` or ``ltr``; ``auto`` if the language is unknown: then the first strong character decides.

    >>> direction("ar"), direction("en"), direction(None)
    ('rtl', 'ltr', 'auto')
    """
    if language is None:
        return "auto"
    return "rtl" if language.partition("-")[0] in RIGHT_TO_LEFT else "ltr"


def language_name(language: str | None) -> str:
    """A language's English name, or its code if we have none."""
    return LANGUAGES.get(language or "", language or "unknown language")


def in_words(day: str) -> str:
    """An ISO day as English writes it.

    >>> in_words("2024-12-02")
    '2 December 2024'
    """
    try:
        parsed = date.fromisoformat(day)
    except ValueError:
        return day
    return f"{parsed.day} {parsed:%B %Y}"


def period_in_words(period: str, by: str) -> str:
    """A period of a timeline.

    >>> period_in_words("2024-12", "month"), period_in_words("2024-12-02", "week")
    ('December 2024', 'week of 2 December 2024')
    """
    if by == "year":
        return period
    if by == "month":
        return in_words(f"{period}-01").partition(" ")[2]
    return f"week of {in_words(period)}" if by == "week" else in_words(period)


def days_of_period(period: str, by: str) -> tuple[str, str]:
    """The first and the last day of a period of a timeline.

    >>> days_of_period("2024-02", "month"), days_of_period("2024-12-02", "week")
    (('2024-02-01', '2024-02-29'), ('2024-12-02', '2024-12-08'))
    """
    if by == "year":
        return f"{period}-01-01", f"{period}-12-31"
    if by == "month":
        first = date.fromisoformat(f"{period}-01")
        return str(first), str((first + timedelta(days=31)).replace(day=1) - timedelta(days=1))
    first = date.fromisoformat(period)
    return period, str(first + timedelta(days=6)) if by == "week" else period


def between(earliest: str | None, latest: str | None) -> str:
    """A range of ISO days in words; month and year are said once if both days share them.

    >>> between("2024-12-02", "2024-12-07")
    'between 2 and 7 December 2024'
    >>> between("2024-11-28", "2024-12-07")
    'between 28 November and 7 December 2024'
    >>> between("2024-12-01", "2024-12-31"), between("2024-01-01", "2024-12-31")
    ('December 2024', '2024')
    >>> between("2024-12-27", "2024-12-27"), between(None, None)
    ('27 December 2024', 'date unknown')
    """
    if earliest is None or latest is None:
        return "date unknown"
    if earliest == latest:
        return in_words(earliest)
    if whole := _whole_period(earliest, latest):
        return whole
    first, last = in_words(earliest), in_words(latest)
    if earliest[:7] == latest[:7]:
        first = first.partition(" ")[0]
    elif earliest[:4] == latest[:4]:
        first = first.rpartition(" ")[0]
    return f"between {first} and {last}"


def _whole_period(earliest: str, latest: str) -> str | None:
    """The month or the year that runs from one day to the other."""
    if earliest[4:] == "-01-01" and latest == f"{earliest[:4]}-12-31":
        return earliest[:4]
    try:
        after = date.fromisoformat(latest) + timedelta(days=1)
    except ValueError:
        return None
    is_month = earliest[:7] == latest[:7] and earliest.endswith("-01") and after.day == 1
    return in_words(earliest).partition(" ")[2] if is_month else None


def how_many(count: int, one: str) -> str:
    """So many of what is called `one` in the singular.

    >>> how_many(1, "capture"), how_many(1200, "capture"), how_many(2, "entry")
    ('1 capture', '1200 captures', '2 entries')
    """
    if count == 1:
        return f"1 {one}"
    return f"{count} {one[:-1]}ies" if one.endswith("y") else f"{count} {one}s"


def opening(text: str, length: int = 100) -> str:
    """The beginning of a text of which at most `length` characters are known, without a word cut in two.

    >>> opening("Rebels entered Ha", length=17), opening("Rain.", length=17)
    ('Rebels entered …', 'Rain.')
    """
    return text if len(text) < length else text.rpartition(" ")[0] + " …"
