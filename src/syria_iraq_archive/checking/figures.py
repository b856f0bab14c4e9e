"""Numbers in a text, as digits of any script or as words up to a hundred, in English and Arabic."""

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from syria_iraq_archive.fold import fold_key
from syria_iraq_archive.patterns import later
from syria_iraq_archive.spans import Span

_ONES = (
    "one two three four five six seven eight nine ten "
    "eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ENGLISH = {word: number for number, word in enumerate(_ONES.split(), 1)}
_ENGLISH_TENS = {word: 10 * number for number, word in enumerate(_TENS.split(), 2)}

# The forms of each number, as they are folded (ة is ه, ى is ي).
_ARABIC_FORMS = {
    2: "اثنان اثنين اثنتان اثنتين اثنا اثني",
    3: "ثلاثه ثلاث",
    4: "اربعه اربع",
    5: "خمسه خمس",
    6: "سته ست",
    7: "سبعه سبع",
    8: "ثمانيه ثماني ثمان",
    9: "تسعه تسع",
    10: "عشره عشر",
    20: "عشرون عشرين",
    30: "ثلاثون ثلاثين",
    40: "اربعون اربعين",
    50: "خمسون خمسين",
    60: "ستون ستين",
    70: "سبعون سبعين",
    80: "ثمانون ثمانين",
    90: "تسعون تسعين",
    100: "مئه مايه ميه",
}
_ARABIC = {form: number for number, forms in _ARABIC_FORMS.items() for form in forms.split()}
_ELEVEN = {"احد": 11, "احدي": 11}
_DIGITS = later(r"\d+(?:[.,٫٬'’]\d+)*")
_WORD = later(r"[^\W\d_]+(?:[\u064b-\u0652][^\W\d_]*)*")
_GROUPED = later(r"\d{1,3}(?:[,٬'’]\d{3})+(?:[.٫]\d+)?")
GROUPED = later(r"(?<![\d.,٫٬])\d{1,3}(?:[,٬]\d{3})+(?![\d٫٬]|[.,]\d)")
"""A whole number whose digits are set in groups of three."""
# What stands behind a number and makes it larger.
_SCALES = {
    "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "bn": 10**9,
    "الف": 1000, "الفا": 1000, "الاف": 1000, "مليون": 10**6, "مليونا": 10**6, "ملايين": 10**6, "مليار": 10**9,
    "مليارا": 10**9, "مليارات": 10**9,
}  # fmt: skip
_JOINS = later(r"[ \u00a0-]")
_AND = "و"


class Figure(NamedTuple):
    """A number, where it is printed, and what is printed there: of "two thousand", 2000, the span of "two", and 2."""

    value: Decimal
    span: Span
    base: Decimal


def figures(text: str, start: int = 0, end: int | None = None) -> Iterator[Figure]:
    """The numbers in ``text[start:end]``, in order. "One" is none: it is a pronoun as often as a number.

    >>> [f"{one.value:f}" for one in figures("Forty-two of 1,200 men; ثلاثة وعشرون من ٥٠")]
    ['42', '1200', '23', '50']
    >>> [f"{one.value:f}" for one in figures("2.3 million, two thousand, 40 ألف, two hundred thousand")]
    ['2300000', '2000', '40000', '200000']
    """
    end = len(text) if end is None else end
    found = [*_in_digits(text, start, end), *_in_words(text, start, end)]
    reached = start
    for value, span in sorted(found, key=lambda one: one[1]):
        if span.start < reached:  # "hundred" in "one hundred"
            continue
        scaled, reached = value, span.end
        while (match := _SCALE.match(text, reached, end)) and (factor := _SCALES.get(fold_key(match[1]))):
            scaled, reached = scaled * factor, match.end()
        yield Figure(scaled.normalize(), span, value)


_Printed = tuple[Decimal, Span]
_SCALE = later(r"[\s-]([^\W\d_]+(?:[\u064b-\u0652]+[^\W\d_]*)*)")


def _in_digits(text: str, start: int, end: int) -> Iterator[_Printed]:
    for match in _DIGITS.finditer(text, start, end):
        printed = match.group()
        if _GROUPED.fullmatch(printed):
            printed = re.sub(r"[,٬'’]", "", printed)
        plain = "".join(str(unicodedata.digit(char)) if char.isdigit() else "." for char in printed)
        try:
            yield Decimal(plain).normalize(), Span(*match.span())
        except InvalidOperation:  # several points: a date, an address, a version
            for part in re.finditer(r"\d+", printed):
                value = Decimal("".join(str(unicodedata.digit(char)) for char in part.group()))
                yield value, Span(match.start() + part.start(), match.start() + part.end())


def _in_words(text: str, start: int, end: int) -> Iterator[_Printed]:
    words = [(fold_key(match.group()), Span(*match.span())) for match in _WORD.finditer(text, start, end)]
    at = 0
    while at < len(words):
        value, taken = _english(text, words, at) or _arabic(words, at) or (0, 1)
        if value > 1:
            yield Decimal(value), Span(words[at][1].start, words[at + taken - 1][1].end)
        at += taken


def _english(text: str, words: list[tuple[str, Span]], at: int) -> tuple[int, int] | None:
    """The number that begins with this word, and how many words it has."""
    word, span = words[at]
    if word in _ENGLISH:
        return _ENGLISH[word], 1
    if word == "hundred" and at and words[at - 1][0] in ("a", "one"):
        return 100, 1
    if word not in _ENGLISH_TENS:
        return None
    tens = _ENGLISH_TENS[word]
    if at + 1 < len(words) and _JOINS.fullmatch(text[span.end : words[at + 1][1].start]):
        ones = _ENGLISH.get(words[at + 1][0], 10)
        if ones < 10:
            return tens + ones, 2
    return tens, 1


def _arabic(words: list[tuple[str, Span]], at: int) -> tuple[int, int] | None:
    """As `_english`: ثلاثة عشر, ثلاثة وعشرون; with the article or بـ, لـ before it, too."""
    first = _arabic_number(words[at][0])
    after = words[at + 1][0] if at + 1 < len(words) else ""
    if words[at][0] in _ELEVEN and after in ("عشر", "عشره"):
        return 11, 2
    if first is None:
        return None
    if first < 10 and after in ("عشر", "عشره"):
        return first + 10, 2
    tens = _arabic_number(after.removeprefix(_AND)) if after.startswith(_AND) else None
    if first < 10 and tens is not None and 20 <= tens < 100:
        return first + tens, 2
    return first, 1


def _arabic_number(word: str) -> int | None:
    for prefix in ("", "ال", "لل", "ب", "ل", "بال", "و", "وال"):
        if word.startswith(prefix) and word[len(prefix) :] in _ARABIC:
            return _ARABIC[word[len(prefix) :]]
    return None
