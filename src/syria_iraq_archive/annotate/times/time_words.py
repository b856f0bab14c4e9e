"""The words that name times, in English and Arabic, each with its class and with what it stands for.

A rule is a regular expression over classes, not over words: "last units" matches "last months" as well as "last weeks".
To make that possible, a text becomes a string with one character per token: the code of its class.

Arabic words are listed as `parse.printed_dates.normal` folds them.
"""

from collections.abc import Mapping
from typing import TypeAlias

from syria_iraq_archive.annotate.times.periods import Unit
from syria_iraq_archive.parse.calendar_names import MONTHS, WEEKDAYS
from syria_iraq_archive.parse.printed_dates import normal
from syria_iraq_archive.patterns import later

CLASSES = (
    "other",
    # numbers: "d" may be a day (1 to 31), "nth" is "3rd", "n" any other number in digits; in words, "num" is one to
    # nine, "teen" ten to nineteen, "tens" twenty to ninety, "thousand" also hundred; "decade" is "1990s"
    "year", "d", "nth", "n", "teen", "tens", "num", "thousand", "ordinal", "half", "few", "many", "decade", "clock",
    "isodate", "numdate",
    # names of the calendar: "abbr" and "wd" are short forms ("Jan", "Sat"); "may" and "fall" mean other things, too;
    # "dayname" is an Arabic weekday without its article
    "month", "abbr", "may", "holiday", "eve", "weekday", "weekdays", "dayname", "wd", "season", "fall",
    "part", "parts", "noon", "zone", "meridiem",
    # units: "dual" is Arabic for two of them, "theunit" and "thedual" have the Arabic article,
    # "nineties" is any such decade
    "unit", "units", "dual", "theunit", "theunits", "thedual",
    "quarter", "quarters", "period", "weekend", "century", "nineties",
    # words that set one time against another: "edge" is "early", "mid" or "end"; "qabl" is Arabic for "ago"
    "today", "yesterday", "tomorrow", "tonight", "overnight", "ereyesterday",
    "last", "past", "next", "this", "that", "same", "previous", "following", "latest", "ago", "qabl", "earlier",
    "recent", "coming", "current", "edge", "fiscal",
    # vague times, and what comes again and again
    "now", "recently", "future", "daily", "every", "rate", "only",
    # small words
    "the", "a", "of", "in", "on", "and", "from", "since", "until", "between", "to", "approx", "old",
    # marks
    "hyphen", "comma", "dot", "slash", "apos", "s", "money", "percent", "paren", "stop",
)  # fmt: skip
"""The classes of words. "other" is every word that no expression of time holds."""

CODE = {name: chr(0x100 + index) for index, name in enumerate(CLASSES)}
"""The character that stands for a token of each class. None of them means anything in a regular expression."""

_NAME = later(r"[a-z]+")


def pattern(names: str) -> str:
    """The regular expression over codes for one written in names of classes. White space in `names` means nothing.

    Raises `KeyError` for a name that is no class.

    >>> import re
    >>> bool(re.fullmatch(pattern("last? units"), CODE["units"]))
    True
    """
    return "".join(_NAME.sub(lambda match: CODE[match[0]], names).split())


WordValue: TypeAlias = int | str
WordEntry: TypeAlias = tuple[str, WordValue]
"""The class of a word, and what it stands for."""


def _listed(tables: Mapping[str, Mapping[str, WordValue]]) -> dict[str, WordEntry]:
    """The entries of words that are listed by their class, each with what it stands for."""
    return {word: (class_, value) for class_, values in tables.items() for word, value in values.items()}


def _each(tables: Mapping[str, str]) -> dict[str, WordEntry]:
    """The entries of words that are listed by their class and stand for themselves."""
    return {word: (class_, word) for class_, words in tables.items() for word in words.split()}


def _numbered(words: str, first: int = 1, step: int = 1) -> dict[str, WordValue]:
    """Words in a row, numbered from `first` on, each number times `step`."""
    return {word: step * number for number, word in enumerate(words.split(), first)}


# ------------------------------------------------------------------------------------------------------------ English

_ENGLISH_CLASSES = {
    "next": "next upcoming", "previous": "previous preceding", "earlier": "earlier later sometime",
    "now": "now currently nowadays", "recently": "recently lately", "few": "few several couple some many",
    "many": "additional more full whole near foreseeable distant", "fiscal": "fiscal financial",
    "only": "only just", "every": "every each",
    "rate": "per", "the": "the its their his our", "a": "a an", "in": "in during into", "and": "and or",
    "since": "since by before after for", "until": "until till through",
    "money": "million billion dollars pounds percent",
    "approx": "about nearly almost around approximately roughly over",
}  # fmt: skip
# Words that are a class of their own, which has their name.
_ENGLISH_NAMESAKES = """
today yesterday tomorrow tonight overnight last past this that same following latest ago recent coming current
future of on from between to old s period half eve
"""

_ENGLISH_PARTS = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI"}
_ENGLISH_UNITS = {
    "minute": Unit.MINUTE, "hour": Unit.HOUR, "day": Unit.DAY, "week": Unit.WEEK,
    "month": Unit.MONTH, "year": Unit.YEAR, "decade": Unit.DECADE,
}  # fmt: skip
_ENGLISH_MONTHS = {name: number for name, number in MONTHS.items() if name.isascii()}
_ENGLISH_DAYS = {name: number for name, number in WEEKDAYS.items() if name.isascii()}

_ENGLISH_VALUES: dict[str, Mapping[str, WordValue]] = {
    "part": _ENGLISH_PARTS,
    "parts": {f"{word}s": value for word, value in _ENGLISH_PARTS.items()},
    "noon": {"noon": "T12:00", "midday": "T12:00", "midnight": "T24:00"},
    "season": {"spring": "SP", "summer": "SU", "autumn": "FA", "winter": "WI"},
    "fall": {"fall": "FA"},
    "edge": {
        "early": "early", "late": "late", "mid": "mid", "middle": "mid", "beginning": "start", "start": "start",
        "end": "end", "outset": "start", "close": "end",
    },
    "daily": {
        "daily": "P1D", "weekly": "P1W", "monthly": "P1M", "hourly": "PT1H", "nightly": "P1D", "annually": "P1Y",
        "yearly": "P1Y", "fortnightly": "P2W",
    },
    "holiday": {
        "christmas": "12-25", "new year": "01-01", "thanksgiving": "thanksgiving",
        "nowruz": "03-21", "newroz": "03-21", "nawroz": "03-21",
    },
    "ereyesterday": {"day before yesterday": -2, "day after tomorrow": 2},
    "zone": {"est": "EST", "edt": "EDT", "gmt": "GMT", "utc": "UTC"},
    "unit": _ENGLISH_UNITS,
    "units": {f"{name}s": unit for name, unit in _ENGLISH_UNITS.items()}
    | {"seconds": Unit.SECOND, "centuries": Unit.CENTURY},
    "quarter": {"quarter": Unit.QUARTER},
    "quarters": {"quarters": Unit.QUARTER},
    "century": {"century": "C"},
    "weekend": {"weekend": "WE"},
    "num": _numbered("one two three four five six seven eight nine"),
    "teen": _numbered(
        "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen", first=10
    ),
    "tens": _numbered("twenty thirty forty fifty sixty seventy eighty ninety", first=2, step=10),
    "nineties": _numbered("twenties thirties forties fifties sixties seventies eighties nineties", first=2, step=10),
    "ordinal": _numbered(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
    ),
    "thousand": {"hundred": 100, "thousand": 1000},
    "n": {"dozen": 12},
    "weekday": _ENGLISH_DAYS,
    "weekdays": {f"{name}s": number for name, number in _ENGLISH_DAYS.items() if name.endswith("day")},
    "month": _ENGLISH_MONTHS,
    # The rest take words out of the classes above. Months whose names have other meanings count only beside a number or
    # behind certain words. Short forms of months are names, too ("Jan"), and short weekdays ("Sat") count only before a
    # full date.
    "may": {name: _ENGLISH_MONTHS[name] for name in ("march", "may")},
    "abbr": {name: number for name, number in _ENGLISH_MONTHS.items() if len(name) == 3 and name != "may"},
    "wd": {name: number for name, number in _ENGLISH_DAYS.items() if not name.endswith("day")},
}  # fmt: skip

_ENGLISH_ABOUT = ("at least", "more than", "less than", "fewer than", "up to", "no more than", "as long as", "or so")

ENGLISH_PHRASES = (*_ENGLISH_ABOUT, *_ENGLISH_VALUES["ereyesterday"], "every other", "new year")
"""English entries of more than one word."""

ENGLISH_WORDS = (
    _each(_ENGLISH_CLASSES | {word: word for word in _ENGLISH_NAMESAKES.split()})
    | dict.fromkeys(_ENGLISH_ABOUT, ("approx", ""))
    | {"every other": ("every", "other")}
    | _listed(_ENGLISH_VALUES)
)
"""Each English word in small letters, with its class and what it stands for."""

CAPITALIZED = frozenset(("month", "abbr", "may", "holiday", "weekday", "weekdays", "wd"))
"""Classes whose English words count only with a capital: "march" and "may" are verbs."""

# ------------------------------------------------------------------------------------------------------------- Arabic

_ARABIC_CLASSES = {
    "today": "اليوم", "yesterday": "أمس البارحة", "tomorrow": "غدا الغد غد", "tonight": "الليلة",
    "last": "الماضي الماضية الفائت الفائتة المنصرم المنصرمة الأخير الأخيرة الماضيين الأخيرين",
    "next": "المقبل المقبلة القادم القادمة المقبلين القادمين",
    "this": "هذا هذه الجاري الجارية الحالي الحالية",
    "that": "ذلك تلك", "same": "نفس نفسه ذاته", "following": "التالي التالية", "previous": "السابق السابقة",
    "ago": "منذ", "qabl": "قبل", "now": "الآن حاليا راهنا", "recently": "مؤخرا",
    "future": "المستقبل مستقبلا", "few": "بضع بضعة عدة القليلة المعدودة", "every": "كل", "half": "نصف النصف",
    "and": "و أو",
    "from": "من",
    "between": "بين", "to": "إلى حتى", "in": "في خلال", "approx": "نحو حوالي قرابة زهاء", "latest": "آخر",
    "the": "الـ", "many": "القريب المنظور البعيد",
}  # fmt: skip

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
_ARABIC_DUALS_OF_YEARS = "عامي سنتي"  # "two years", but before numbers just "the years": "the years 2014 and 2017"
_ARABIC_ABOUT = ("أكثر من", "أقل من", "ما يقارب", "من الزمن")
_ARABIC_NUMBERS = (
    "واحد واحدة", "اثنان اثنين اثنتين", "ثلاثة ثلاث", "أربعة أربع", "خمسة خمس", "ستة ست", "سبعة سبع",
    "ثمانية ثماني ثمان", "تسعة تسع", "عشرة عشر",
)  # fmt: skip
_ARABIC_TENS = ("عشرين عشرون", "ثلاثين ثلاثون", "أربعين أربعون", "خمسين خمسون", "ستين ستون")
_ARABIC_STEMS_OF_TENS = "عشرين ثلاثين أربعين خمسين ستين سبعين ثمانين تسعين"
_ARABIC_ORDINALS = "الأول الثاني الثالث الرابع الخامس السادس السابع الثامن التاسع العاشر"
_ARABIC_ORDINALS_OF_HOURS = "الأولى الثانية الثالثة الرابعة الخامسة السادسة السابعة الثامنة التاسعة العاشرة"
_ARABIC_SEASONS = {"ربيع": "SP", "صيف": "SU", "خريف": "FA", "شتاء": "WI"}
# Months whose names are also common words ("أب" father, "مارس" exercised): only beside a number or certain words.
_ARABIC_DOUBTFUL_MONTHS = frozenset(map(normal, ("آب", "مارس", "أيار", "تموز", "ماي")))
_MAGHREBI_MONTHS = {
    "فيفري": 2, "أفريل": 4, "ماي": 5, "يوليوز": 7, "جويلية": 7, "غشت": 8, "شتنبر": 9, "نونبر": 11, "دجنبر": 12,
}  # fmt: skip
_ARABIC_MONTHS = {normal(name): number for name, number in (MONTHS | _MAGHREBI_MONTHS).items() if not name.isascii()}

_ARABIC_VALUES: dict[str, Mapping[str, WordValue]] = {
    "season": _ARABIC_SEASONS | {f"ال{word}": name for word, name in _ARABIC_SEASONS.items()},
    "part": {
        "صباحا": "TMO", "فجرا": "TMO", "ظهرا": "TAF", "عصرا": "TAF", "ليلا": "TNI",
        "صباح": "TMO", "فجر": "TMO", "ظهر": "TAF", "عصر": "TAF", "مساء": "TEV", "ليل": "TNI", "ليلة": "TNI",
    },
    "edge": {
        "مطلع": "start", "بداية": "start", "أوائل": "early", "منتصف": "mid", "أواسط": "mid", "أواخر": "late",
        "نهاية": "end", "ختام": "end",
    },
    "nineties": {
        f"{the}{stem}{ending}": 10 * number
        for number, stem in enumerate(_ARABIC_STEMS_OF_TENS.split(), start=2)
        for ending in ("يات", "ات")
        for the in ("", "ال")
    },
    "quarter": {"الربع": Unit.QUARTER},
    "holiday": {
        "نوروز": "03-21", "النوروز": "03-21",
        "رأس السنة الميلادية": "01-01", "ليلة رأس السنة الميلادية": "12-31",
    },
    "dayname": _numbered("اثنين ثلاثاء أربعاء خميس جمعة سبت أحد", first=0),
    "daily": {"يوميا": "P1D", "أسبوعيا": "P1W", "شهريا": "P1M", "سنويا": "P1Y"},
    "ereyesterday": {
        "أمس الأول": -2, "أول أمس": -2, "أول من أمس": -2, "أول البارحة": -2, "بعد غد": 2, "بعد الغد": 2,
    },
    "century": {"القرن": "C"},
    "weekday": {name: number for name, number in WEEKDAYS.items() if not name.isascii()},
    "month": {name: number for name, number in _ARABIC_MONTHS.items() if name not in _ARABIC_DOUBTFUL_MONTHS},
    "may": {name: number for name, number in _ARABIC_MONTHS.items() if name in _ARABIC_DOUBTFUL_MONTHS},
    # First to nineteenth and twenty-first; others are two words, an ordinal and a cardinal ("eighth and twenty").
    "ordinal": _numbered(_ARABIC_ORDINALS)
    | {f"{word} عشر": 10 + number for number, word in enumerate(_ARABIC_ORDINALS.split(), start=1)}
    | _numbered(_ARABIC_ORDINALS_OF_HOURS)
    | {"الأولين": 1, "الأوليين": 1}
    | {"الحادي": 1, "الحادي عشر": 11, "الحادية عشرة": 11, "الثانية عشرة": 12, "الحادي والعشرين": 21},
}  # fmt: skip


def _arabic_units() -> dict[str, WordEntry]:
    found: dict[str, WordEntry] = dict.fromkeys(_ARABIC_DUALS_OF_YEARS.split(), ("unit", Unit.YEAR))
    for unit, one, dual, plural in _ARABIC_UNITS:
        found |= {one: ("unit", unit), f"ال{one}": ("theunit", unit)}
        found |= {dual: ("dual", unit), f"ال{dual}": ("thedual", unit)}
        for word in plural.split():
            found |= {word: ("units", unit), f"ال{word}": ("theunits", unit)}
    return found


def _arabic_numbers() -> dict[str, WordEntry]:
    rows = [("num", number, words) for number, words in enumerate(_ARABIC_NUMBERS, start=1)]
    rows += [("tens", 10 * number, words) for number, words in enumerate(_ARABIC_TENS, start=2)]
    return {
        the + word: (class_, value) for class_, value, words in rows for word in words.split() for the in ("", "ال")
    }


ARABIC_WORDS = {
    normal(word): entry
    for word, entry in (
        _arabic_units()
        | _arabic_numbers()
        | _listed(_ARABIC_VALUES)
        | _each(_ARABIC_CLASSES)
        | dict.fromkeys(_ARABIC_ABOUT, ("approx", ""))
    ).items()
}
"""Each Arabic word as folded, with its class and what it stands for. Some are two words with one space."""

ARABIC_PHRASES = tuple(sorted((word for word in ARABIC_WORDS if " " in word), key=len, reverse=True))
"""Arabic entries of more than one word, the longest first."""

ARABIC_PREFIXES = normal("وفبلك")
"""Letters that Arabic joins to the word behind: "and", "so", "by", "for", "like"."""
