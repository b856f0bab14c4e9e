"""The language of an article, told by its script and its commonest small words; None where they don't tell."""

import re
from collections import Counter

_ARABIC_SCRIPT = re.compile(r"[\u0600-\u06ff]")
_LATIN_SCRIPT = re.compile(r"[a-zA-Z\u00c0-\u024f]")
_HEBREW_SCRIPT = re.compile(r"[\u05d0-\u05ea]")
_CYRILLIC_SCRIPT = re.compile(r"[\u0400-\u04ff]")

SAMPLE = 4000  # characters that are looked at
MIN_LETTERS = 20

# Letters that one of the languages in Arabic script has and the others haven't.
_LETTERS = {"ckb": re.compile("[ێۆڕڵە]"), "fa": re.compile("[پچژگ]")}
_MIN_LETTER_SHARE = 0.01

_SMALL_WORDS = {
    "en": "the of and to in a that is for on with said as was by from are have has",
    "fr": "le la les de des et en un une du que pour dans est par au avec sur",
    "de": "der die das und in den von zu mit sich des auf für ist im dem nicht ein eine",
    "es": "el la los de que y en un una del por con para las se al es su",
    "tr": "ve bir bu da de için ile olarak olan en daha çok sonra kadar",
    "ku": "û li di ku ji bi de jî ew ev bo ya yên",
}
_MIN_SMALL_WORDS = 0.08


def language_of(text: str) -> str | None:
    """The ISO 639 code of the language `text` is written in.

    >>> language_of("The army said that it has withdrawn from the city of Hama and its villages")
    'en'
    >>> language_of("أعلن الجيش أنه انسحب من مدينة حماة")
    'ar'
    """
    sample = text[:SAMPLE]
    scripts = {
        "arabic": len(_ARABIC_SCRIPT.findall(sample)),
        "latin": len(_LATIN_SCRIPT.findall(sample)),
        "he": len(_HEBREW_SCRIPT.findall(sample)),
        "ru": len(_CYRILLIC_SCRIPT.findall(sample)),
    }
    script = max(scripts, key=lambda name: scripts[name])
    if scripts[script] < MIN_LETTERS:
        return None
    if script == "arabic":
        return _in_arabic_script(sample, scripts["arabic"])
    return _in_latin_script(sample) if script == "latin" else script


def _in_arabic_script(sample: str, letters: int) -> str:
    for language, pattern in _LETTERS.items():
        if len(pattern.findall(sample)) >= _MIN_LETTER_SHARE * letters:
            return language
    return "ar"


def _in_latin_script(sample: str) -> str | None:
    words = Counter(re.findall(r"[^\W\d_]+", sample.lower()))
    shares = {
        language: sum(words[word] for word in small.split()) / words.total() for language, small in _SMALL_WORDS.items()
    }
    best = max(shares, key=lambda language: shares[language])
    return best if shares[best] >= _MIN_SMALL_WORDS else None
