"""Recognises the language of an article by its script and its most common small words."""

from collections import Counter

from syria_iraq_archive.fold import in_ascii, letter_words
from syria_iraq_archive.patterns import later

_BEYOND_ASCII = later(r"[^\x00-\x7f]+")
_SCRIPTS = {
    "arabic": later(r"[\u0600-\u06ff]+"),
    "latin": later(r"[\u00c0-\u024f]+"),
    "he": later(r"[\u05d0-\u05ea]+"),
    "ru": later(r"[\u0400-\u04ff]+"),
}

_NO_LETTERS = bytes(code for code in range(128) if not chr(code).isalpha())
SAMPLE = 4000  # characters of a text that are looked at: enough to tell, and as fast for a long text
MIN_LETTERS = 20  # fewer letters of one script tell nothing: a caption's name, a place

# Letters that only one of the languages in Arabic script has: Sorani Kurdish, then Persian.
_LETTERS = {"ckb": later("[ێۆڕڵە]"), "fa": later("[پچژگ]")}
_MIN_LETTER_SHARE = 0.01  # of all letters; fewer are those of names from another language
_SMALL_WORDS_LISTED = {
    "en": "the of and to in a that is for on with said as was by from are have has",
    "fr": "le la les de des et en un une du que pour dans est par au avec sur",
    "de": "der die das und in den von zu mit sich des auf für ist im dem nicht ein eine",
    "es": "el la los de que y en un una del por con para las se al es su",
    "tr": "ve bir bu da de için ile olarak olan en daha çok sonra kadar",
    "ku": "û li di ku ji bi de jî ew ev bo ya yên",
}

_SMALL_WORDS = {language: tuple(words.split()) for language, words in _SMALL_WORDS_LISTED.items()}
_LANGUAGES_OF = {
    word: [language for language, own in _SMALL_WORDS.items() for each in own if each == word]
    for words in _SMALL_WORDS.values()
    for word in words
}

_MIN_SMALL_WORDS = 0.08  # of all words; a language that isn't listed shares a few small words with one that is


def language_of(text: str) -> str | None:
    """The ISO 639 code of the language `text` is written in; None if it is too short, or the language is unknown here.

    >>> language_of("The army said that it has withdrawn from the city of Hama and its villages")
    'en'
    >>> language_of("أعلن الجيش أنه انسحب من مدينة حماة")
    'ar'
    >>> language_of("Hama")
    """
    sample = in_ascii(text[:SAMPLE])
    beyond = "" if sample.isascii() else "".join(_BEYOND_ASCII.findall(sample))
    scripts = {name: sum(map(len, letters.findall(beyond))) for name, letters in _SCRIPTS.items()}
    scripts["latin"] += len(sample.encode("ascii", "ignore").translate(None, delete=_NO_LETTERS))
    script = max(scripts, key=lambda name: scripts[name])
    if scripts[script] < MIN_LETTERS:
        return None
    if script == "arabic":
        return _in_arabic_script(sample, scripts["arabic"])
    return _in_latin_script(sample) if script == "latin" else script


def _in_arabic_script(sample: str, letters: int) -> str:
    """Arabic, unless letters that only Sorani Kurdish or only Persian has are frequent."""
    for language, pattern in _LETTERS.items():
        if len(pattern.findall(sample)) >= _MIN_LETTER_SHARE * letters:
            return language
    return "ar"


def _in_latin_script(sample: str) -> str | None:
    """The language whose small words are most frequent, if they are frequent enough."""
    words = letter_words(sample.lower())
    found = dict.fromkeys(_SMALL_WORDS, 0)
    for word, count in Counter(filter(_LANGUAGES_OF.__contains__, words)).items():
        for language in _LANGUAGES_OF[word]:
            found[language] += count
    best = max(found, key=lambda language: found[language])
    return best if found[best] / len(words) >= _MIN_SMALL_WORDS else None
