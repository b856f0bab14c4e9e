"""The words that speak of time, in English and Arabic, each with its class and with what it stands for.

A rule is a regular expression over classes, not over words: "last units" matches "last months" as well as "last weeks".
To make that possible, a text becomes a string with one character per token: the code of its class.

Arabic words are listed as `parse.printed_dates.normal` folds them.
"""

import re
from collections.abc import Mapping
from typing import TypeAlias

from syria_iraq_archive.annotate.times.periods import Unit
from syria_iraq_archive.parse.calendars import MONTHS, WEEKDAYS
from syria_iraq_archive.parse.printed_dates import normal

CLASSES = (
    "other",
    # numbers: "d" may be a day (1 to 31), "nth" is "3rd", "n" any other number in digits; in words, "num" is one to
    # nine, "teen" ten to nineteen, "tens" twenty to ninety, "thousand" also hundred; "decade" is "1990s"
    "year", "d", "nth", "n", "teen", "tens", "num", "thousand", "ordinal", "half", "few", "many", "decade", "clock",
    "isodate", "numdate",
    # names of the calendar: "abbr" and "wd" are short forms ("Jan", "Sat"); "may" and "fall" mean other things, too
    "month", "abbr", "may", "weekday", "weekdays", "wd", "season", "fall", "part", "parts", "noon", "zone", "meridiem",
    # units: "dual" is Arabic for two of them, "theunit" an Arabic unit with its article, "nineties" any such decade
    "unit", "units", "dual", "theunit", "theunits", "quarter", "quarters", "period", "weekend", "century", "nineties",
    # words that set one time against another: "edge" is "early", "mid" or "end"; "qabl" is Arabic for "ago"
    "today", "yesterday", "tomorrow", "tonight", "overnight", "ereyesterday",
    "last", "past", "next", "this", "that", "same", "previous", "following", "latest", "ago", "qabl", "earlier",
    "recent", "coming", "current", "edge", "fiscal",
    # vague times, and what comes again and again
    "now", "recently", "future", "daily", "every", "rate", "only",
    # small words
    "the", "a", "of", "in", "on", "and", "from", "since", "between", "to", "approx", "old",
    # marks
    "hyphen", "comma", "dot", "slash", "apos", "s", "money", "percent", "stop",
)  # fmt: skip
"""The classes of words. "other" is every word that no expression of time holds."""

CODE = {name: chr(0x100 + index) for index, name in enumerate(CLASSES)}
"""The character that stands for a token of each class. None of them means anything in a regular expression."""

_NAME = re.compile(r"[a-z]+")


def pattern(names: str) -> str:
    """The regular expression over codes for one written in names of classes. White space in `names` means nothing.

    Raises `KeyError` for a name that is no class.

    >>> bool(re.fullmatch(pattern("last? units"), CODE["units"]))
    True
    """
    return "".join(_NAME.sub(lambda match: CODE[match[0]], names).split())


WordValue: TypeAlias = int | str
WordEntry: TypeAlias = tuple[str, WordValue]
"""The class of a word, and what it stands for."""

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

# Months whose names have other meanings: they count only beside a number or behind certain words. Short forms of months
# are names, too ("Jan"), and short weekdays ("Sat") count only before a full date.
_ENGLISH_DOUBTFUL_MONTHS = ("march", "may")


def _listed(class_: str, values: Mapping[str, WordValue]) -> dict[str, WordEntry]:
    """Words of one class, each with what it stands for."""
    return {word: (class_, value) for word, value in values.items()}


def _each(class_: str, words: str) -> dict[str, WordEntry]:
    """Words of one class that stand for themselves."""
    return {word: (class_, word) for word in words.split()}


def _english_names() -> dict[str, WordEntry]:
    months = {name: number for name, number in MONTHS.items() if name.isascii()}
    days = {name: number for name, number in WEEKDAYS.items() if name.isascii()}
    short = {name: number for name, number in days.items() if not name.endswith("day")}
    return (
        _listed("month", months)
        | _listed("may", {name: months[name] for name in _ENGLISH_DOUBTFUL_MONTHS})
        | _listed("abbr", {name: number for name, number in months.items() if len(name) == 3 and name != "may"})
        | _listed("weekday", days)
        | _listed("weekdays", {f"{name}s": number for name, number in days.items()})
        | _listed("wd", short)
    )


def _english_numbers() -> dict[str, WordEntry]:
    return (
        _listed("num", {word: number for number, word in enumerate(_ENGLISH_ONES, start=1)})
        | _listed("teen", {word: number for number, word in enumerate(_ENGLISH_TEENS, start=10)})
        | _listed("tens", {word: 10 * number for number, word in enumerate(_ENGLISH_TENS, start=2)})
        | _listed("ordinal", {word: number for number, word in enumerate(_ENGLISH_ORDINALS, start=1)})
        | _listed("nineties", {word: 10 * number for number, word in enumerate(_ENGLISH_NINETIES, start=2)})
        | {"hundred": ("thousand", 100), "thousand": ("thousand", 1000), "dozen": ("n", 12), "half": ("half", "half")}
    )


def _english_units() -> dict[str, WordEntry]:
    return (
        _listed("unit", _ENGLISH_UNITS)
        | _listed("units", {f"{name}s": unit for name, unit in _ENGLISH_UNITS.items()})
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
"""English entries of more than one word."""

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
    | _each("future", "future") | _each("few", "few several couple some many")
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
"""Each English word in small letters, with its class and what it stands for."""

CAPITALIZED = frozenset(("month", "abbr", "may", "weekday", "weekdays", "wd"))
"""Classes whose English words count only with a capital: "march" and "may" are verbs."""

_ARABIC_DUALS_OF_YEARS = "عامي سنتي"  # "two years", but before numbers just "the years": "the years 2014 and 2017"

# One of a unit, two of it, more of it.
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
    "ago": "منذ", "qabl": "قبل", "now": "الآن حاليا راهنا", "recently": "مؤخرا",
    "future": "المستقبل مستقبلا", "few": "بضع بضعة عدة", "every": "كل", "half": "نصف", "and": "و", "from": "من",
    "between": "بين", "to": "إلى حتى", "in": "في خلال", "approx": "نحو حوالي قرابة",
}  # fmt: skip


def _folded_words(words: str) -> list[str]:
    return [normal(word) for word in words.split()]


def _arabic_units() -> dict[str, WordEntry]:
    found: dict[str, WordEntry] = {}
    for unit, one, dual, plural in _ARABIC_UNITS:
        found |= {normal(one): ("unit", unit), normal(f"ال{one}"): ("theunit", unit)}
        found |= {normal(dual): ("dual", unit), normal(f"ال{dual}"): ("theunits", unit)}
        found |= dict.fromkeys(_folded_words(plural), ("units", unit))
        found |= {normal(f"ال{word}"): ("theunits", unit) for word in plural.split()}
    return found | dict.fromkeys(_folded_words(_ARABIC_DUALS_OF_YEARS), ("unit", Unit.YEAR))


def _arabic_numbers() -> dict[str, WordEntry]:
    found: dict[str, WordEntry] = {}
    for number, words in enumerate(_ARABIC_NUMBERS, start=1):
        for word in _folded_words(words):
            found |= {word: ("num", number), f"ال{word}": ("num", number)}
    for number, words in enumerate(_ARABIC_TENS, start=2):
        for word in _folded_words(words):
            found |= {word: ("tens", 10 * number), f"ال{word}": ("tens", 10 * number)}
    return found | _arabic_ordinals()


def _arabic_ordinals() -> dict[str, WordEntry]:
    """First to nineteenth and twenty-first. Others are two words, an ordinal and a cardinal ("eighth and twenty")."""
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
        _listed("nineties", {normal(word): number for word, number in _ARABIC_DECADES.items()})
        | _listed("season", {normal(word): name for word, name in _ARABIC_SEASONS.items()})
        | _listed("season", {normal(f"ال{word}"): name for word, name in _ARABIC_SEASONS.items()})
        | _listed("part", {normal(word): value for word, value in _ARABIC_PARTS.items()})
        | _listed("edge", {normal(word): value for word, value in _ARABIC_EDGES.items()})
        | {word: (class_, word) for class_, words in _ARABIC_CLASSES.items() for word in _folded_words(words)}
        | {normal("يوميا"): ("daily", "P1D"), normal("أسبوعيا"): ("daily", "P1W"), normal("شهريا"): ("daily", "P1M")}
        | {normal("سنويا"): ("daily", "P1Y"), normal("أمس الأول"): ("ereyesterday", -2)}
        | {normal("أول أمس"): ("ereyesterday", -2), normal("القرن"): ("century", "C")}
    )


ARABIC_WORDS: dict[str, WordEntry] = (
    _arabic_units() | _arabic_numbers() | _arabic_names() | _arabic_tables() | {normal("اليوم"): ("today", "اليوم")}
)
"""Each Arabic word as folded, with its class and what it stands for. Some are two words with one space."""

ARABIC_PHRASES = tuple(sorted((word for word in ARABIC_WORDS if " " in word), key=len, reverse=True))
"""Arabic entries of more than one word, the longest first."""

ARABIC_PREFIXES = normal("وفبلك")
"""Letters that Arabic joins to the word behind: "and", "so", "by", "for", "like"."""
