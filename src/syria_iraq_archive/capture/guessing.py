"""In which legacy encoding bytes are text: each that decodes them is weighed by how likely its text is.

A text weighs the bits that its characters beyond ASCII cost: a common letter three, a rare one eight; more if it stands
where no word has it: letters of two scripts in a word, a sign between two letters, a capital behind a small letter.
Bytes read by the table that they were written by cost four to five bits each, by any other six and more.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt

from syria_iraq_archive.capture.letters import (
    ARTICLE,
    ARTICLE_SAVES,
    BITS,
    COMMON_WIDE,
    COMMON_WORD_SAVES,
    COMMON_WORDS,
    UNKNOWN_LETTER,
)
from syria_iraq_archive.patterns import later

ENCODINGS = {
    **dict.fromkeys(("cp1252", "cp1256"), 0.0),
    "cp1254": 1.0,
    "iso8859-6": 4.0,
    **dict.fromkeys(("cp1251", "cp1253", "cp1255", "koi8-r", "gb18030", "cp932", "big5", "cp949"), 4.0),
    **dict.fromkeys(("cp720", "cp1250", "iso8859-15", "iso8859-7", "iso8859-8", "iso8859-2", "iso8859-5"), 5.0),
    **dict.fromkeys(("cp866", "koi8-u", "euc_jp", "mac-arabic"), 6.0),
    **dict.fromkeys(("mac-roman", "cp850", "cp437"), 8.0),
    **dict.fromkeys(("mac-greek", "mac-turkish", "cp857", "cp852", "cp855", "cp862", "cp737", "cp869"), 9.0),
    **dict.fromkeys(("mac-cyrillic", "mac-latin2", "cp1125", "iso8859-3"), 9.0),
}
"""The encodings that are tried, and how many bits rarer each is than those of Arabic and Western newsrooms."""
DECLARED = -3.0  # the same of one that is declared

MOST_BITS = 5.2  # of a byte in text that was read by the right table
SLACK = 3.0  # more of them in short text: of its whole, times the root of its length
MOST_FAULTS = 0.01  # of a byte
UNLIKELY = 8.0  # bits more for a reading that isn't likely text by itself
CLEAR = 6.0  # bits by which the best reading must be ahead of the next
SAMPLE = 1500  # bytes that the encodings are tried on
ENGLISH_WITHIN = 10_000  # bytes in which a text in English shows that it is
PIECE = 400  # characters; each piece of a text must be likely, not only the whole

_BEYOND = later(r"[^\x00-\x7f]+")
# Between white space: bytes that aren't decoded yet stand within words as signs.
_ENGLISH = later(r"(?<!\S)(?:the|of|and|to|in|that|was|said|with|for|they|from)(?!\S)", re.IGNORECASE)
_WORD_BEYOND = later(r"\b[^\W\d_a-zA-Z]\w*\b|\b[a-zA-Z]\w*[^\x00-\x7f]\w*\b")
_LINE = later(rb"[^\n]*[\x80-\xff][^\n]*\n?")

FAULT = 6.5  # bits for its place from which a character can't be right
MIXED = 8.0  # bits for letters of two scripts side by side in a word
CAPITAL_INSIDE = 8.0
CAPITAL_BEGINS = 1.0  # bits saved
SIGN_INSIDE, QUOTE_INSIDE = 6.5, 4.0
SIGN_ON_WRONG_SIDE = 6.0
SINGLE_QUOTE_BESIDE_CYRILLIC = 4.0
ACCENTS_SIDE_BY_SIDE = 3.0
ACCENT_ALONE = 5.0
OTHERS_IN_ENGLISH = 7.0  # bits by which other encodings than the newsrooms' are rarer for it
FOREIGN_TO_ENGLISH = 3.0  # bits of an accented letter, which only names and loans have there
WRONG_FINAL = 5.0
_QUOTES_AND_DASHES = dict.fromkeys("“”‘’–—…«»\xa0،؟؛", 2.0)
_SIGNS = dict.fromkeys("\xad•·°€£§©®™½º¨´ª×ـ‚„‹›¿¡²³\u200c\u200d\u200e\u200f", 5.0)
_WIDE_SIGNS = dict.fromkeys("\xad、。，「」『』（）：；？！“”・《》\u3000ー—", 5.0)
_RARE_SIGN, _CONTROL = 10.0, 16.0
_BETWEEN_LETTERS = frozenset("’‘–—…·ـ\u200c\u200d\u2011\xad")
_BEFORE_WORDS, _BEHIND_WORDS, _DASHES = frozenset("“‘«„‚‹¿¡¹³¸´¨"), frozenset("’”»›…،؛؟™®"), frozenset("–—")
_DIRECTION = frozenset("ـ\u200c\u200d\u200e\u200f")
_WORDS_OF_ONE_LETTER = frozenset("àÀéèÈ")
_FINALS = frozenset("ςםןךףץ")
_WORD_ENDS_IN = frozenset("ةى")
_SCRIPTS = (
    ("latin", "\u00c0", "\u024f"),
    ("greek", "\u0370", "\u03ff"),
    ("cyrillic", "\u0400", "\u052f"),
    ("hebrew", "\u0591", "\u05ea"),
    ("arabic", "\u0620", "\u06d5"),
)


@dataclass(frozen=True, slots=True)
class Weight:
    """Of the characters of a text beyond ASCII: what they cost in bits, their bytes, and how many can't be right."""

    bits: float
    bytes: int
    faults: int

    @property
    def likely(self) -> bool:
        """Whether text that was decoded rightly costs so little."""
        few_faults = self.faults <= int(MOST_FAULTS * self.bytes)
        return few_faults and self.bits <= MOST_BITS * self.bytes + SLACK * sqrt(self.bytes)


@dataclass(frozen=True, slots=True)
class Guess:
    """An encoding, whether what it makes of the bytes is likely text, and whether no other makes such of them."""

    encoding: str
    likely: bool
    certain: bool


def weigh(text: str) -> Weight:
    """The weight of the characters beyond ASCII, each with its neighbours.

    >>> weigh("حلب وادلب وحماة").likely, weigh("رîâهٍ زهëü-رàىèًà").likely
    (True, False)
    """
    total: float = 0.0
    size, faults = 0, 0
    letters: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for before, here, behind in _with_neighbours(text):
        wide = _width(here)
        size += wide
        script = _script(here)
        if script and wide == 1:
            letters[script][here] += 1
        else:
            total += _sign_bits(here)
        place = _place_bits(before, here, behind)
        faults += place >= FAULT
        total += place
    if _ENGLISH.search(text):
        total += FOREIGN_TO_ENGLISH * letters["latin"].total()
    for script, counted in letters.items():
        bits, unknown = _letter_bits(script, counted)
        total, faults = total + bits, faults + unknown
    return Weight(total - _saved_by_words(text), size, faults)


def _saved_by_words(text: str) -> float:
    """How much likelier a text is for words that its language often has."""
    words: list[str] = _WORD_BEYOND.findall(text)
    common = len([word for word in words if word.lower() in COMMON_WORDS])
    begun = len([word for word in words if word.startswith(ARTICLE) and len(word) > len(ARTICLE) + 1])
    return COMMON_WORD_SAVES * common + ARTICLE_SAVES * begun


def guess(data: bytes, declared: Iterable[str] = ()) -> Guess | None:
    """The encoding, known here or declared, in which the bytes are likeliest text; None if none decodes them."""
    sample = _sample(data)
    found: list[tuple[float, str, str]] = []  # bits with those for rareness, encoding, text
    in_english = _ENGLISH.search(data[:ENGLISH_WITHIN].decode("ascii", "replace"))
    for encoding, rareness in {**ENCODINGS, **dict.fromkeys(declared, DECLARED)}.items():
        if (text := _read(sample, encoding)) is not None:
            foreign = OTHERS_IN_ENGLISH if in_english and rareness > ENCODINGS["cp1254"] else 0.0
            weight = weigh(text)
            unlikely = 0.0 if weight.likely else UNLIKELY
            found.append((weight.bits + rareness + foreign + unlikely, encoding, text))
    for bits, encoding, text in sorted(found, key=lambda each: each[0]):
        whole = _read(data, encoding) if len(sample) < len(data) else text
        if whole is not None:
            clear = all(other - bits >= CLEAR for other, _, read in found if read != text)
            likely = bears_out(whole)
            return Guess(encoding, likely, clear and likely)
    return None


def bears_out(text: str) -> bool:
    """Whether each piece of a text is likely."""
    return weigh(text).likely and all(weigh(piece).likely for piece in _pieces(text))


def _pieces(text: str) -> Iterator[str]:
    for start in range(0, len(text), PIECE):
        yield text[start : start + PIECE]


def _sample(data: bytes) -> bytes:
    """Whole lines that hold bytes beyond ASCII, up to `SAMPLE` bytes of them; all if there are no more."""
    if len(data) <= SAMPLE:
        return data
    lines: list[bytes] = []
    size = 0
    for line in _LINE.finditer(data):
        lines.append(line[0])
        size += len(line[0])
        if size >= SAMPLE:
            break
    return b"".join(lines)


def _read(data: bytes, encoding: str) -> str | None:
    """The text that the bytes are in an encoding; None if it isn't one that gives them back."""
    try:
        text = data.decode(encoding)
        return text if text.encode(encoding) == data else None
    except UnicodeError:
        return None


def _with_neighbours(text: str) -> Iterator[tuple[str, str, str]]:
    """Each character beyond ASCII with the one before it and the one behind it."""
    for run in _BEYOND.finditer(text):
        start, end = run.span()
        around = (text[start - 1] if start else " ") + run[0] + (text[end] if end < len(text) else " ")
        yield from zip(around, around[1:], around[2:], strict=False)


@lru_cache(4096)
def _script(character: str) -> str | None:
    """The script of a letter; None for what isn't one."""
    if character.isascii():
        return "latin" if character.isalpha() else None
    if not (character.isalpha() or unicodedata.category(character) == "Mn") or character in "ـªº":
        return None
    return next((script for script, first, last in _SCRIPTS if first <= character <= last), "other")


@lru_cache(4096)
def _width(character: str) -> int:
    """How many bytes a character takes in the encodings in which not all take one."""
    wide = "\u2e80" <= character <= "\ud7ff" or character >= "\uf900"
    return 2 if wide and not "\ufb50" <= character <= "\ufeff" and not "\uff61" <= character <= "\uff9f" else 1


@lru_cache(8192)
def _sign_bits(character: str) -> float:
    """What a character costs that is no letter of a script of which the letters are counted."""
    for costs in (_QUOTES_AND_DASHES, _SIGNS, _WIDE_SIGNS, COMMON_WIDE):
        if character in costs:
            return costs[character]
    if _width(character) == 2:
        return 11.0 if _is_in_daily_use(character) else 17.0
    return _CONTROL if unicodedata.category(character)[0] == "C" else _RARE_SIGN


_DAILY = (("gb2312", 0xD7), ("big5", 0xC6), ("shift_jis", 0x97), ("euc_kr", 0xC8))


def _is_in_daily_use(character: str) -> bool:
    """Whether a national standard has it among its common characters, which stand first."""
    for encoding, last in _DAILY:
        try:
            if character.encode(encoding)[0] <= last:
                return True
        except UnicodeEncodeError:
            continue
    return False


def _letter_bits(script: str, counted: Counter[str]) -> tuple[float, int]:
    """What letters cost in the language that they are likeliest in, and how many of them it hasn't."""
    costs: list[tuple[float, int]] = [
        (
            sum(bits.get(letter, UNKNOWN_LETTER) * count for letter, count in counted.items()),
            sum(count for letter, count in counted.items() if letter not in bits),
        )
        for bits in BITS.get(script, {"unknown": {}}).values()
    ]
    return min(costs)


@lru_cache(65536)
def _place_bits(before: str, here: str, behind: str) -> float:
    """What a character costs for standing where it stands."""
    own, left, right = _script(here), _script(before), _script(behind)
    if own is None:
        return _sign_place_bits(here, left, right)
    bits = MIXED * sum(other not in (None, own) for other in (left, right))
    if here.isupper() and left == own and before.islower():
        bits += CAPITAL_INSIDE
    elif here.isupper() and left is None and right is not None and not behind.isupper():
        bits -= CAPITAL_BEGINS
    if here.islower() and left == own and before.isupper() and right == own and behind.isupper():
        bits += CAPITAL_INSIDE
    if own == "latin" and not before.isascii() and left == own:
        bits += ACCENTS_SIDE_BY_SIDE
    if own == "latin" and left is None and right is None and here not in _WORDS_OF_ONE_LETTER:
        bits += ACCENT_ALONE
    if right == own and behind.isalpha() and (here in _FINALS or here in _WORD_ENDS_IN):
        bits += WRONG_FINAL
    return bits


def _sign_place_bits(here: str, left: str | None, right: str | None) -> float:
    """The same of a sign, beside letters or not."""
    if here in _DIRECTION and "latin" in (left, right):
        return SIGN_INSIDE
    if left and right:
        if here in _BETWEEN_LETTERS or _width(here) == 2:
            return 0.0
        return QUOTE_INSIDE if here in "“”،" else SIGN_INSIDE
    if here in "‘’" and "cyrillic" in (left, right):
        return SINGLE_QUOTE_BESIDE_CYRILLIC
    if here in _DASHES:
        return SIGN_ON_WRONG_SIDE if left or right else 0.0
    return SIGN_ON_WRONG_SIDE if (right and here in _BEHIND_WORDS) or (left and here in _BEFORE_WORDS) else 0.0
