"""The classes of words that temporal expressions are made of, and patterns written in the names of these classes.

A text becomes a string with one character per token: the code of its class. The grammar's patterns are regular
expressions over those strings, so that a rule names "a number and a unit", in whatever language they are printed.


The English words of the grammar: each with its class and what it stands for.

The Arabic words of the grammar, as `parse.printed_dates.normal` folds letters: each with its class and value.
"""

import re
from collections.abc import Mapping
from typing import TypeAlias

from syria_iraq_archive.annotate.times.periods import Unit
from syria_iraq_archive.parse.calendars import MONTHS, WEEKDAYS
from syria_iraq_archive.parse.printed_dates import normal

NAMES = (
    "other",
    # numbers
    "year", "d", "nth", "n", "teen", "tens", "num", "thousand", "ordinal", "half", "few", "many", "decade", "clock",
    "isodate", "numdate",
    # names of the calendar
    "month", "abbr", "may", "weekday", "weekdays", "wd", "season", "fall", "part", "parts", "noon", "zone", "meridiem",
    # units
    "unit", "units", "dual", "theunit", "theunits", "quarter", "quarters", "period", "weekend", "century", "nineties",
    # words that place one time beside another
    "today", "yesterday", "tomorrow", "tonight", "overnight", "ereyesterday",
    "last", "past", "next", "this", "that", "same", "previous", "following", "latest", "ago", "qabl", "earlier",
    "recent", "coming", "current", "edge", "midst", "fiscal", "yearend",
    # vague references and sets
    "now", "recently", "soon", "future", "daily", "every", "rate", "only",
    # small words
    "the", "a", "of", "in", "on", "and", "from", "since", "between", "to", "approx", "old", "said",
    # marks
    "hyphen", "comma", "dot", "slash", "apos", "s", "money", "percent", "stop",
)  # fmt: skip
"""Every class by name; "other" is all that no temporal expression holds."""

CODE = {name: chr(0x100 + index) for index, name in enumerate(NAMES)}
"""The character that stands for a token of the class; none has a meaning in a regular expression."""

_NAME = re.compile(r"[a-z]+")


def pattern(names: str) -> str:
    """The regular expression over class codes that `names` spells; white space in it means nothing.

    Raises `KeyError` for a name that is no class.

    >>> bool(re.fullmatch(pattern("last? units"), CODE["units"]))
    True
    """
    return "".join(_NAME.sub(lambda match: CODE[match[0]], names).split())


WordValue: TypeAlias = int | str
WordEntry: TypeAlias = tuple[str, WordValue]

_ENGLISH_UNITS = {
    "minute": Unit.MINUTE, "hour": Unit.HOUR, "day": Unit.DAY, "week": Unit.WEEK,
    "month": Unit.MONTH, "year": Unit.YEAR, "decade": Unit.DECADE,
}  # fmt: skip
_ENGLISH_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_ENGLISH_TEENS = (
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_ENGLISH_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ENGLISH_ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
    "twentieth",
)  # fmt: skip
_ENGLISH_NINETIES = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")
_ENGLISH_PARTS = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI"}

# Months whose names are words of other meanings or people's names: only beside a number or after certain words.
# Abbreviations are names, too ("Jan"), and short weekdays stand for themselves only before a full date ("Sat").
_ENGLISH_DOUBTFUL_MONTHS = ("march", "may")


def listed(class_: str, values: Mapping[str, WordValue]) -> dict[str, WordEntry]:
    """Words of one class, each with its value."""
    return {word: (class_, value) for word, value in values.items()}


def _each(class_: str, words: str) -> dict[str, WordEntry]:
    """Words of one class that stand for themselves."""
    return {word: (class_, word) for word in words.split()}


def _english_names() -> dict[str, WordEntry]:
    months = {name: number for name, number in MONTHS.items() if name.isascii()}
    days = {name: number for name, number in WEEKDAYS.items() if name.isascii()}
    short = {name: number for name, number in days.items() if not name.endswith("day")}
    return (
        listed("month", months)
        | listed("may", {name: months[name] for name in _ENGLISH_DOUBTFUL_MONTHS})
        | listed("abbr", {name: number for name, number in months.items() if len(name) == 3 and name != "may"})
        | listed("weekday", days)
        | listed("weekdays", {f"{name}s": number for name, number in days.items()})
        | listed("wd", short)
    )


def _english_numbers() -> dict[str, WordEntry]:
    return (
        listed("num", {word: number for number, word in enumerate(_ENGLISH_ONES, start=1)})
        | listed("teen", {word: number for number, word in enumerate(_ENGLISH_TEENS, start=10)})
        | listed("tens", {word: 10 * number for number, word in enumerate(_ENGLISH_TENS, start=2)})
        | listed("ordinal", {word: number for number, word in enumerate(_ENGLISH_ORDINALS, start=1)})
        | listed("nineties", {word: 10 * number for number, word in enumerate(_ENGLISH_NINETIES, start=2)})
        | {"hundred": ("thousand", 100), "thousand": ("thousand", 1000), "dozen": ("n", 12), "half": ("half", "half")}
    )


def _english_units() -> dict[str, WordEntry]:
    return (
        listed("unit", _ENGLISH_UNITS)
        | listed("units", {f"{name}s": unit for name, unit in _ENGLISH_UNITS.items()})
        | {"seconds": ("units", Unit.SECOND), "quarter": ("quarter", Unit.QUARTER), "century": ("century", "C")}
        | {"centuries": ("units", Unit.CENTURY), "weekend": ("weekend", "WE"), "period": ("period", "period")}
        | {"quarters": ("quarters", Unit.QUARTER)}
    )


def _english_edges() -> dict[str, WordEntry]:
    spelled = {
        "early": "early", "late": "late", "mid": "mid", "middle": "mid", "beginning": "start", "start": "start",
        "end": "end", "outset": "start", "close": "end",
    }  # fmt: skip
    return {word: ("edge", part) for word, part in spelled.items()}


def _english_sets() -> dict[str, WordEntry]:
    return {
        "daily": ("daily", "P1D"), "weekly": ("daily", "P1W"), "monthly": ("daily", "P1M"), "hourly": ("daily", "PT1H"),
        "nightly": ("daily", "P1D"), "every": ("every", "every"), "each": ("every", "each"), "per": ("rate", "per"),
    }  # fmt: skip


ENGLISH_PHRASES = ("at least", "more than", "less than", "fewer than", "up to", "no more than", "as long as")
"""Entries of more than one word."""

ENGLISH_WORDS: dict[str, WordEntry] = (
    {word: ("part", value) for word, value in _ENGLISH_PARTS.items()}
    | {f"{word}s": ("parts", value) for word, value in _ENGLISH_PARTS.items()}
    | {"noon": ("noon", "T12:00"), "midday": ("noon", "T12:00"), "midnight": ("noon", "T24:00")}
    | {"spring": ("season", "SP"), "summer": ("season", "SU"), "autumn": ("season", "FA"), "fall": ("fall", "FA")}
    | {"winter": ("season", "WI")}
    | _each("today", "today") | _each("yesterday", "yesterday") | _each("tomorrow", "tomorrow")
    | _each("tonight", "tonight") | _each("overnight", "overnight")
    | _each("last", "last") | _each("past", "past") | _each("next", "next upcoming") | _each("this", "this")
    | _each("that", "that") | _each("same", "same") | _each("previous", "previous preceding")
    | _each("following", "following") | _each("latest", "latest") | _each("ago", "ago")
    | {"earlier": ("earlier", "earlier"), "later": ("earlier", "later"), "sometime": ("earlier", "sometime")}
    | _each("recent", "recent") | _each("coming", "coming") | _each("current", "current")
    | _each("fiscal", "fiscal") | _each("now", "now currently nowadays") | _each("recently", "recently lately")
    | _each("soon", "soon shortly") | _each("future", "future") | _each("few", "few several couple some many")
    | _each("many", "additional more full whole near foreseeable distant") | _each("only", "only just")
    | _each("the", "the its their his our") | _each("a", "a an") | _each("of", "of") | _each("in", "in during into")
    | _each("on", "on") | _each("and", "and or") | _each("from", "from") | _each("between", "between")
    | _each("since", "since until till by through before after for") | _each("to", "to")
    | _each("approx", "about nearly almost around approximately roughly over")
    | dict.fromkeys(ENGLISH_PHRASES, ("approx", ""))
    | _each("old", "old") | _each("s", "s") | _each("money", "million billion dollars pounds percent")
    | {"est": ("zone", "EST"), "edt": ("zone", "EDT"), "gmt": ("zone", "GMT"), "utc": ("zone", "UTC")}
    | _english_names() | _english_numbers() | _english_units() | _english_edges() | _english_sets()
)  # fmt: skip
"""Each word in small letters → its class and its value."""

CAPITALIZED = frozenset(("month", "abbr", "may", "weekday", "weekdays", "wd"))
"""Classes whose English words count only with a capital: "march" and "may" are verbs."""


_ARABIC_DUALS_OF_YEARS = "عامي سنتي"  # before numbers: "the years 2014 and 2017"

# One, its dual, its plurals.
_ARABIC_UNITS = (
    (Unit.SECOND, "ثانية", "ثانيتين", "ثوان ثواني"),
    (Unit.MINUTE, "دقيقة", "دقيقتين", "دقائق"),
    (Unit.HOUR, "ساعة", "ساعتين", "ساعات"),
    (Unit.DAY, "يوم", "يومين", "أيام يوما"),
    (Unit.WEEK, "أسبوع", "أسبوعين", "أسابيع أسبوعا"),
    (Unit.MONTH, "شهر", "شهرين", "أشهر شهور شهرا"),
    (Unit.YEAR, "عام", "عامين", "أعوام عاما"),
    (Unit.YEAR, "سنة", "سنتين", "سنوات سنين"),
    (Unit.DECADE, "عقد", "عقدين", "عقود عقدا"),
)
_ARABIC_NUMBERS = (
    "واحد واحدة", "اثنان اثنين اثنتين", "ثلاثة ثلاث", "أربعة أربع", "خمسة خمس", "ستة ست", "سبعة سبع",
    "ثمانية ثماني ثمان", "تسعة تسع", "عشرة عشر",
)  # fmt: skip
_ARABIC_TENS = ("عشرين عشرون", "ثلاثين ثلاثون", "أربعين أربعون", "خمسين خمسون", "ستين ستون")
_ARABIC_ORDINALS = ("الأول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع", "الثامن", "التاسع", "العاشر")
_ARABIC_DECADES = {
    "العشرينيات": 20,
    "الخمسينيات": 50,
    "الستينيات": 60,
    "السبعينيات": 70,
    "الثمانينيات": 80,
    "التسعينيات": 90,
}
_ARABIC_SEASONS = {"ربيع": "SP", "صيف": "SU", "خريف": "FA", "شتاء": "WI"}
_ARABIC_PARTS = {"صباح": "TMO", "فجر": "TMO", "ظهر": "TAF", "عصر": "TAF", "مساء": "TEV", "ليل": "TNI", "ليلة": "TNI"}
_ARABIC_EDGES = {
    "مطلع": "start", "بداية": "start", "أوائل": "early", "منتصف": "mid", "أواسط": "mid", "أواخر": "late",
    "نهاية": "end", "ختام": "end",
}  # fmt: skip

# Months whose names are also common words ("أب" father, "مارس" exercised): only beside a number or certain words.
_ARABIC_DOUBTFUL_MONTHS = {normal(name) for name in ("آب", "مارس", "أيار", "تموز")}

_ARABIC_CLASSES = {
    "today": "اليوم", "yesterday": "أمس البارحة", "tomorrow": "غدا الغد", "tonight": "الليلة",
    "last": "الماضي الماضية الفائت الفائتة المنصرم المنصرمة الأخير الأخيرة الماضيين الأخيرين",
    "next": "المقبل المقبلة القادم القادمة المقبلين القادمين",
    "this": "هذا هذه الجاري الجارية الحالي الحالية",
    "that": "ذلك تلك", "same": "نفس نفسه ذاته", "following": "التالي التالية", "previous": "السابق السابقة",
    "ago": "منذ", "qabl": "قبل", "now": "الآن حاليا راهنا", "recently": "مؤخرا", "soon": "قريبا",
    "future": "المستقبل مستقبلا", "few": "بضع بضعة عدة", "every": "كل", "half": "نصف", "and": "و", "from": "من",
    "between": "بين", "to": "إلى حتى", "in": "في خلال", "approx": "نحو حوالي قرابة", "a": "", "the": "",
}  # fmt: skip


def _arabic_spelled(words: str) -> list[str]:
    return [normal(word) for word in words.split()]


def _arabic_units() -> dict[str, WordEntry]:
    found: dict[str, WordEntry] = {}
    for unit, one, dual, plural in _ARABIC_UNITS:
        found |= {normal(one): ("unit", unit), normal(f"ال{one}"): ("theunit", unit)}
        found |= {normal(dual): ("dual", unit), normal(f"ال{dual}"): ("theunits", unit)}
        found |= dict.fromkeys(_arabic_spelled(plural), ("units", unit))
        found |= {normal(f"ال{word}"): ("theunits", unit) for word in plural.split()}
    return found | dict.fromkeys(_arabic_spelled(_ARABIC_DUALS_OF_YEARS), ("unit", Unit.YEAR))


def _arabic_numbers() -> dict[str, WordEntry]:
    found: dict[str, WordEntry] = {}
    for number, words in enumerate(_ARABIC_NUMBERS, start=1):
        for word in _arabic_spelled(words):
            found |= {word: ("num", number), f"ال{word}": ("num", number)}
    for number, words in enumerate(_ARABIC_TENS, start=2):
        for word in _arabic_spelled(words):
            found |= {word: ("tens", 10 * number), f"ال{word}": ("tens", 10 * number)}
    return found | _arabic_ordinals()


def _arabic_ordinals() -> dict[str, WordEntry]:
    """First to nineteenth; beyond, ordinals are two words and the tens of cardinals ("eighth and twenty")."""
    found: dict[str, WordEntry] = {}
    for number, word in enumerate(_ARABIC_ORDINALS, start=1):
        found[normal(word)] = ("ordinal", number)
        found[normal(f"{word} عشر")] = ("ordinal", 10 + number)
    return found | {normal("الحادي عشر"): ("ordinal", 11), normal("الحادي والعشرين"): ("ordinal", 21)}


def _arabic_names() -> dict[str, WordEntry]:
    months = {name: number for name, number in MONTHS.items() if not name.isascii()}
    found: dict[str, WordEntry] = {}
    for name, number in months.items():
        folded = normal(name)
        found[folded] = ("may" if folded in _ARABIC_DOUBTFUL_MONTHS else "month", number)
    for name, number in WEEKDAYS.items():
        if not name.isascii():
            found[normal(name)] = ("weekday", number)
    return found


def _arabic_tables() -> dict[str, WordEntry]:
    return (
        listed("nineties", {normal(word): number for word, number in _ARABIC_DECADES.items()})
        | listed("season", {normal(word): name for word, name in _ARABIC_SEASONS.items()})
        | listed("season", {normal(f"ال{word}"): name for word, name in _ARABIC_SEASONS.items()})
        | listed("part", {normal(word): value for word, value in _ARABIC_PARTS.items()})
        | listed("edge", {normal(word): value for word, value in _ARABIC_EDGES.items()})
        | {word: (class_, word) for class_, words in _ARABIC_CLASSES.items() for word in _arabic_spelled(words)}
        | {normal("يوميا"): ("daily", "P1D"), normal("أسبوعيا"): ("daily", "P1W"), normal("شهريا"): ("daily", "P1M")}
        | {normal("سنويا"): ("daily", "P1Y"), normal("أمس الأول"): ("ereyesterday", -2)}
        | {normal("أول أمس"): ("ereyesterday", -2), normal("القرن"): ("century", "C")}
    )


ARABIC_WORDS: dict[str, WordEntry] = (
    _arabic_units() | _arabic_numbers() | _arabic_names() | _arabic_tables() | {normal("اليوم"): ("today", "اليوم")}
)
"""Each word, folded → its class and its value; some are two words, single spaced."""

ARABIC_PHRASES = tuple(sorted((word for word in ARABIC_WORDS if " " in word), key=len, reverse=True))
"""The entries that are more than one word."""

ARABIC_PREFIXES = normal("وفبلك")
"""Letters that Arabic writes before a word without a space: and, so, in, for, like."""
