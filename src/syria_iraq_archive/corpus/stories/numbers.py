"""The numbers that a text counts with, in digits or in words, English and Arabic; years aren't among them."""

from collections.abc import Iterator, Sequence

from syria_iraq_archive.patterns import later

# It begins with a digit, and looks back only then: that is many times as fast as to look back at every character.
_DIGITS = later(r"\d(?<![\w.]\d)(?:\d{0,2}(?:[,،٬]\d{3})+(?!\d)|\d{0,11}(?:[.٫]\d{1,3})?(?!\d))")
_ENGLISH_UNITS = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen
"""
_ENGLISH_TENS = "- - twenty thirty forty fifty sixty seventy eighty ninety"
_UNITS = {word: number for number, word in enumerate(_ENGLISH_UNITS.split())}
_TENS = {word: 10 * number for number, word in enumerate(_ENGLISH_TENS.split()) if number > 1}
_ARABIC = {
    2: "اثنين اثنان اثنتين", 3: "ثلاثة ثلاث", 4: "اربعة اربع", 5: "خمسة خمس", 6: "ستة ست", 7: "سبعة سبع",
    8: "ثمانية ثمان ثماني", 9: "تسعة تسع", 10: "عشرة عشر", 20: "عشرين عشرون", 30: "ثلاثين ثلاثون",
    40: "اربعين اربعون", 50: "خمسين خمسون", 60: "ستين ستون", 70: "سبعين سبعون", 80: "ثمانين ثمانون",
    90: "تسعين تسعون",
}  # fmt: skip
_ARABIC_WORDS = {word: number for number, words in _ARABIC.items() for word in words.split()}
_NUMBER_WORDS = frozenset(
    {*_UNITS, *_TENS, *_ARABIC_WORDS, *(f"{letter}{word}" for letter in "وب" for word in _ARABIC_WORDS)}
)
_YEARS = range(1900, 2100)


def numbers(text: str, words: Sequence[str]) -> frozenset[float]:
    """The numbers above 1 in a text, whose folded words are given, too.

    >>> sorted(numbers("Nine died and 2,500 fled, a fund of £12.3bn", "nine died and 2 500 fled".split()))
    [9.0, 12.3, 2500.0]
    >>> numbers("twenty-four of ٢٤", ["twenty", "four", "of"])
    frozenset({24.0})
    """
    found = set(_in_digits(text))
    if not _NUMBER_WORDS.isdisjoint(words):
        found.update(_in_words(words))
    return frozenset(float(number) for number in found if number > 1 and number not in _YEARS)


def _in_digits(text: str) -> Iterator[float]:
    for match in _DIGITS.findall(text):  # of any script: `float` reads them all
        yield float(match.replace(",", "").replace("،", "").replace("٬", "").replace("٫", "."))


def _in_words(words: Sequence[str]) -> Iterator[float]:
    before = 0  # tens that a unit may follow
    for word in words:
        if word in _TENS:
            if before:
                yield before
            before = _TENS[word]
            continue
        unit = _UNITS.get(word)
        if before:
            yield before + unit if unit is not None and 0 < unit < 10 else before
        if unit is not None and not (before and 0 < unit < 10):
            yield unit
        before = 0
        arabic = _ARABIC_WORDS.get(word) or (_ARABIC_WORDS.get(word[1:]) if word[:1] in ("و", "ب") else None)
        if arabic:
            yield arabic
    if before:
        yield before


def weight_of_number(number: float) -> float:
    """How much it says that two texts share a number: small and round ones stand in many.

    >>> weight_of_number(3), weight_of_number(20), weight_of_number(24), weight_of_number(706), weight_of_number(12.3)
    (0.5, 1.2, 2.2, 3.5, 3.5)
    """
    if number != int(number) or number >= 100:
        return 3.5
    if number <= 3:
        return 0.5
    return 1.2 if number <= 10 or number % 10 == 0 else 2.2


def in_words(number: float) -> str:
    """A number as it is shown.

    >>> in_words(706.0), in_words(12.3)
    ('706', '12.3')
    """
    return str(int(number)) if number == int(number) else str(number)
