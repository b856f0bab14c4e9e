"""The names that calendars give to months and weekdays, in the languages of the archive, and their numbers."""

from syria_iraq_archive.fold import fold_key

_ENGLISH_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_ABBREVIATIONS = {"sept": 9} | {name[:3]: number for number, name in enumerate(_ENGLISH_MONTHS, start=1)}

_ARABIC_MONTHS = (
    ("كانون الثاني", "يناير"),
    ("شباط", "فبراير"),
    ("آذار", "مارس"),
    ("نيسان", "أبريل", "إبريل"),
    ("أيار", "مايو", "مايس"),
    ("حزيران", "يونيو", "يونيه"),
    ("تموز", "يوليو", "يوليه"),
    ("آب", "أغسطس"),
    ("أيلول", "سبتمبر"),
    ("تشرين الأول", "أكتوبر"),
    ("تشرين الثاني", "نوفمبر"),
    ("كانون الأول", "ديسمبر"),
)

_ENGLISH_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY_ABBREVIATIONS = {"tues": 1, "weds": 2, "thur": 3, "thurs": 3} | {
    name[:3]: number for number, name in enumerate(_ENGLISH_WEEKDAYS)
}
_ARABIC_WEEKDAYS = ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")

HIJRI_MONTHS = (
    "muharram", "safar", "rabi", "rabia", "rabi'i", "jumada", "jumad", "al-akhirah", "al-alkhirah", "al-awwal",
    "al-ula", "al-thani", "al-akhir", "rajab", "sha'ban", "shaban", "shaaban", "ramadan", "shawwal", "dhu", "dhul",
    "al-qi'dah", "al-qadah", "qidah", "al-hijjah", "hijjah",
)  # fmt: skip
"""The words that names of Hijri months are made of in Latin script."""

ARABIC_HIJRI_MONTHS = tuple(
    r"\s+".join(fold_key(name).split())
    for name in (
        "محرم", "صفر", "ربيع الأول", "ربيع الثاني", "ربيع الآخر", "جمادى الأولى", "جمادى الآخرة", "جمادى الثانية",
        "رجب", "شعبان", "رمضان", "شوال", "ذو القعدة", "ذي القعدة", "ذو الحجة", "ذي الحجة",
    )
)  # fmt: skip
"""Patterns of the Hijri months as folded; Arabic pages print that date beside the other."""


def _folded(pairs: dict[str, int]) -> dict[str, int]:
    return {fold_key(name): number for name, number in pairs.items()}


MONTHS: dict[str, int] = _folded(
    {name: number for number, name in enumerate(_ENGLISH_MONTHS, start=1)}
    | _ABBREVIATIONS
    | {name: number for number, names in enumerate(_ARABIC_MONTHS, start=1) for name in names}
)
"""Folded name of a month → 1 for January. Arabic has two systems: the Levantine and the adapted Roman one."""

WEEKDAYS: dict[str, int] = _folded(
    {name: number for number, name in enumerate(_ENGLISH_WEEKDAYS)}
    | _WEEKDAY_ABBREVIATIONS
    | {name: number for number, name in enumerate(_ARABIC_WEEKDAYS)}
)
"""Folded name of a weekday → 0 for Monday, as in `datetime.date.weekday`."""


def alternatives(names: dict[str, int]) -> str:
    """A regular expression of the names, longest first, in which any white space may stand between words."""
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return "|".join(name.replace(" ", r"\s+") for name in longest_first)
