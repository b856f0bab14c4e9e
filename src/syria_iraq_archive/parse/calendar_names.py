"""The names of months and weekdays, by language, and the months of other calendars, which give no day of ours."""

from collections import defaultdict

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

# Names that are read in date lines only: in prose some of them are common words, and the rules for prose don't know
# their languages. Arabic as date lines shorten it and as the Maghreb has it, Kurdish (two scripts), Turkish, Persian.
_OTHER_MONTHS = (
    ("كانون 2", "كانون ثاني", "كانون ثان", "ك2", "جانفي", "کانوونی دووەم", "rêbendan", "çile", "kanûna paşîn", "ocak",
     "ژانویه"),
    ("فيفري", "شوبات", "sibat", "reşemî", "şubat", "فوریه"),
    ("ئازار", "adar", "mart"),
    ("أفريل", "نیسان", "nîsan", "nisan", "آوریل"),
    ("ماي", "ئایار", "gulan", "mayıs"),
    ("جوان", "حوزەیران", "hezîran", "pûşper", "haziran", "ژوئن"),
    ("يوليوز", "جويلية", "تەمموز", "tîrmeh", "temmuz", "ژوئیه", "جولای"),
    ("غشت", "أوت", "ئاب", "tebax", "gelawêj", "ağustos", "اوت", "آگوست"),
    ("شتنبر", "ئەیلوول", "ئەیلول", "îlon", "rezber", "eylül", "سپتامبر"),
    ("تشرين 1", "تشرين أول", "ت1", "تشرینی یەکەم", "cotmeh", "kewçêr", "ekim", "اکتبر"),
    ("تشرين 2", "تشرين ثاني", "تشرين ثان", "ت2", "نونبر", "تشرینی دووەم", "mijdar", "sermawez", "kasım", "نوامبر"),
    ("كانون 1", "كانون أول", "ك1", "دجنبر", "کانوونی یەکەم", "kanûna pêşîn", "kanûn", "berfanbar", "aralık", "دسامبر"),
)  # fmt: skip

_ENGLISH_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY_ABBREVIATIONS = {"tues": 1, "weds": 2, "thur": 3, "thurs": 3} | {
    name[:3]: number for number, name in enumerate(_ENGLISH_WEEKDAYS)
}
_ARABIC_WEEKDAYS = ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")
_OTHER_WEEKDAYS = (
    ("الإثنين", "اثنين", "دووشەممە", "دوشنبه", "duşem", "pazartesi"),
    ("ثلاثاء", "سێشەممە", "سه شنبه", "سهشنبه", "sêşem", "salı"),
    ("أربعاء", "چوارشەممە", "چهارشنبه", "çarşem", "çarşamba"),
    ("خميس", "پێنجشەممە", "پنجشنبه", "پنج شنبه", "pêncşem", "perşembe"),
    ("جمعة", "هەینی", "جمعه", "înî", "cuma"),
    ("سبت", "شەممە", "شنبه", "şemî", "cumartesi"),
    ("أحد", "یەکشەممە", "یکشنبه", "yekşem", "pazar"),
)


def _numbered(groups: tuple[tuple[str, ...], ...], first: int) -> dict[str, int]:
    return {name: number for number, names in enumerate(groups, start=first) for name in names}


def _folded(pairs: dict[str, int]) -> dict[str, int]:
    return {fold_key(name): number for name, number in pairs.items()}


MONTHS: dict[str, int] = _folded(
    {name: number for number, name in enumerate(_ENGLISH_MONTHS, start=1)}
    | _ABBREVIATIONS
    | _numbered(_ARABIC_MONTHS, 1)
)
"""The folded name of a month → its number from 1. Arabic has two sets of names: the Levantine and the Roman."""

WEEKDAYS: dict[str, int] = _folded(
    {name: number for number, name in enumerate(_ENGLISH_WEEKDAYS)}
    | _WEEKDAY_ABBREVIATIONS
    | {name: number for number, name in enumerate(_ARABIC_WEEKDAYS)}
)
"""The folded name of a weekday → its number from 0 for Monday, as in `datetime.date.weekday`."""

MONTHS_OF_DATE_LINES: dict[str, int] = MONTHS | _numbered(_OTHER_MONTHS, 1)
"""The months by their names as date lines print them, not folded but for those of `MONTHS`."""

WEEKDAYS_OF_DATE_LINES: dict[str, int] = WEEKDAYS | _numbered(_OTHER_WEEKDAYS, 0)
"""The weekdays by their names as date lines print them, not folded but for those of `WEEKDAYS`."""

HIJRI_MONTHS = (
    "muharram", "safar", "rabi", "rabia", "rabi'i", "jumada", "jumad", "al-akhirah", "al-alkhirah", "al-awwal",
    "al-ula", "al-thani", "al-akhir", "rajab", "sha'ban", "shaban", "shaaban", "ramadan", "shawwal", "dhu", "dhul",
    "al-qi'dah", "al-qadah", "qidah", "al-hijjah", "hijjah",
)  # fmt: skip
"""The words that names of Hijri months are made of, in Latin script."""

ARABIC_HIJRI_MONTHS = (
    "محرم", "صفر", "ربيع الأول", "ربيع الثاني", "ربيع الآخر", "جمادى الأولى", "جمادى الآخرة", "جمادى الثانية",
    "رجب", "شعبان", "رمضان", "شوال", "ذو القعدة", "ذي القعدة", "ذو الحجة", "ذي الحجة",
)  # fmt: skip
"""The Hijri months in Arabic: Arabic pages print that date beside the other."""

SOLAR_MONTHS = (
    "فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند",
    "خاکەلێوە", "گوڵان", "جۆزەردان", "پووشپەڕ", "گەلاوێژ", "خەرمانان", "ڕەزبەر", "گەڵاڕێزان", "سەرماوەز",
    "بەفرانبار", "ڕێبەندان", "ڕەشەمێ",
)  # fmt: skip
"""The months of the Persian and of the Kurdish solar calendar."""


def alternatives(names: dict[str, int]) -> str:
    r"""A regular expression of the names, longest first, with any white space between their words.

    Those with one first letter stand together, so that of a text with another letter they are passed over at once.

    >>> alternatives({"may": 5, "march": 3, "kanun al-thani": 1})
    'k(?:anun\\s+al-thani)|m(?:arch|ay)'
    """
    rests = defaultdict[str, list[str]](list)
    for name in sorted(names, key=lambda name: (-len(name), name)):
        rests[name[0]].append(name[1:].replace(" ", r"\s+"))
    return "|".join(f"{letter}(?:{'|'.join(found)})" for letter, found in sorted(rests.items()))
