"""The Arabic words of the grammar, as `parse.printed_dates.normal` folds letters: each with its class and value."""

from syria_iraq_archive.annotate.times.english import Entry, listed
from syria_iraq_archive.annotate.times.periods import Unit
from syria_iraq_archive.parse.printed_dates import MONTHS, WEEKDAYS, normal

_DUALS_OF_YEARS = "عامي سنتي"  # before numbers: "the years 2014 and 2017"

# One, its dual, its plurals.
_UNITS = (
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
_NUMBERS = (
    "واحد واحدة", "اثنان اثنين اثنتين", "ثلاثة ثلاث", "أربعة أربع", "خمسة خمس", "ستة ست", "سبعة سبع",
    "ثمانية ثماني ثمان", "تسعة تسع", "عشرة عشر",
)  # fmt: skip
_TENS = ("عشرين عشرون", "ثلاثين ثلاثون", "أربعين أربعون", "خمسين خمسون", "ستين ستون")
_ORDINALS = ("الأول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع", "الثامن", "التاسع", "العاشر")
_DECADES = {"العشرينيات": 20, "الخمسينيات": 50, "الستينيات": 60, "السبعينيات": 70, "الثمانينيات": 80, "التسعينيات": 90}
_SEASONS = {"ربيع": "SP", "صيف": "SU", "خريف": "FA", "شتاء": "WI"}
_PARTS = {"صباح": "TMO", "فجر": "TMO", "ظهر": "TAF", "عصر": "TAF", "مساء": "TEV", "ليل": "TNI", "ليلة": "TNI"}
_EDGES = {
    "مطلع": "start", "بداية": "start", "أوائل": "early", "منتصف": "mid", "أواسط": "mid", "أواخر": "late",
    "نهاية": "end", "ختام": "end",
}  # fmt: skip

# Names of months that are also common words ("أب" father, "مارس" exercised): only beside a number or certain words.
_DOUBTFUL_MONTHS = {normal(name) for name in ("آب", "مارس", "أيار", "تموز")}

_CLASSES = {
    "today": "اليوم", "yesterday": "أمس البارحة", "tomorrow": "غدا الغد", "tonight": "الليلة",
    "last": "الماضي الماضية الفائت الفائتة المنصرم المنصرمة الأخير الأخيرة الماضيين الأخيرين",
    "next": "المقبل المقبلة القادم القادمة المقبلين القادمين",
    "this": "هذا هذه الجاري الجارية الحالي الحالية",
    "that": "ذلك تلك", "same": "نفس نفسه ذاته", "following": "التالي التالية", "previous": "السابق السابقة",
    "ago": "منذ", "qabl": "قبل", "now": "الآن حاليا راهنا", "recently": "مؤخرا", "soon": "قريبا",
    "future": "المستقبل مستقبلا", "few": "بضع بضعة عدة", "every": "كل", "half": "نصف", "and": "و", "from": "من",
    "between": "بين", "to": "إلى حتى", "in": "في خلال", "approx": "نحو حوالي قرابة", "a": "", "the": "",
}  # fmt: skip


def _spelled(words: str) -> list[str]:
    return [normal(word) for word in words.split()]


def _units() -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    for unit, one, dual, plural in _UNITS:
        found |= {normal(one): ("unit", unit), normal(f"ال{one}"): ("theunit", unit)}
        found |= {normal(dual): ("dual", unit), normal(f"ال{dual}"): ("theunits", unit)}
        found |= dict.fromkeys(_spelled(plural), ("units", unit))
        found |= {normal(f"ال{word}"): ("theunits", unit) for word in plural.split()}
    return found | dict.fromkeys(_spelled(_DUALS_OF_YEARS), ("unit", Unit.YEAR))


def _numbers() -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    for number, words in enumerate(_NUMBERS, start=1):
        for word in _spelled(words):
            found |= {word: ("num", number), f"ال{word}": ("num", number)}
    for number, words in enumerate(_TENS, start=2):
        for word in _spelled(words):
            found |= {word: ("tens", 10 * number), f"ال{word}": ("tens", 10 * number)}
    return found | _ordinals()


def _ordinals() -> dict[str, Entry]:
    """First to nineteenth; beyond, ordinals are two words and the tens of cardinals ("eighth and twenty")."""
    found: dict[str, Entry] = {}
    for number, word in enumerate(_ORDINALS, start=1):
        found[normal(word)] = ("ordinal", number)
        found[normal(f"{word} عشر")] = ("ordinal", 10 + number)
    return found | {normal("الحادي عشر"): ("ordinal", 11), normal("الحادي والعشرين"): ("ordinal", 21)}


def _names() -> dict[str, Entry]:
    months = {name: number for name, number in MONTHS.items() if not name.isascii()}
    found: dict[str, Entry] = {}
    for name, number in months.items():
        folded = normal(name)
        found[folded] = ("may" if folded in _DOUBTFUL_MONTHS else "month", number)
    for name, number in WEEKDAYS.items():
        if not name.isascii():
            found[normal(name)] = ("weekday", number)
    return found


def _tables() -> dict[str, Entry]:
    return (
        listed("nineties", {normal(word): number for word, number in _DECADES.items()})
        | listed("season", {normal(word): name for word, name in _SEASONS.items()})
        | listed("season", {normal(f"ال{word}"): name for word, name in _SEASONS.items()})
        | listed("part", {normal(word): value for word, value in _PARTS.items()})
        | listed("edge", {normal(word): value for word, value in _EDGES.items()})
        | {word: (class_, word) for class_, words in _CLASSES.items() for word in _spelled(words)}
        | {normal("يوميا"): ("daily", "P1D"), normal("أسبوعيا"): ("daily", "P1W"), normal("شهريا"): ("daily", "P1M")}
        | {normal("سنويا"): ("daily", "P1Y"), normal("أمس الأول"): ("ereyesterday", -2)}
        | {normal("أول أمس"): ("ereyesterday", -2), normal("القرن"): ("century", "C")}
    )


WORDS: dict[str, Entry] = _units() | _numbers() | _names() | _tables() | {normal("اليوم"): ("today", "اليوم")}
"""Each word, folded → its class and its value; some are two words, single spaced."""

PHRASES = tuple(sorted((word for word in WORDS if " " in word), key=len, reverse=True))
"""The entries that are more than one word."""

PREFIXES = normal("وفبلك")
"""Letters that Arabic writes before a word without a space: and, so, in, for, like."""
