"""What words are compared by: the stem of a word, and how a name sounds, so that English and Arabic can be compared.

Both are rough on purpose. They decide nothing alone: a link rests on many words, days, numbers and names at once.
"""

from functools import lru_cache

from syria_iraq_archive.patterns import later

_ARABIC = later("[\u0600-\u06ff]")
_ENDINGS = (
    ("ational", "ate"), ("ization", "ize"), ("sses", "ss"), ("ies", "y"), ("ied", "y"), ("ing", ""), ("ed", ""),
    ("es", ""), ("s", ""), ("ly", ""), ("ment", ""), ("ion", ""),
)  # fmt: skip
_ARABIC_ENDINGS = ("يون", "يين", "ات", "ون", "ين", "ان", "ية", "يا", "ها", "هم", "ة", "ه", "ي", "ا")
_LEAST = 3  # letters that an ending leaves

_DIGRAPHS = (
    ("kh", "x"), ("gh", "g"), ("sh", "$"), ("th", "t"), ("dh", "d"), ("ch", "$"), ("ck", "k"), ("ph", "f")
)  # fmt: skip
_LATIN_SOUNDS = dict.fromkeys("aeiouwyh", "") | {"p": "b", "v": "f", "j": "g", "q": "k", "c": "k", "z": "s"}
_ARABIC_SOUNDS = dict(zip("بتثجخدذرزسشصضطظغفقكلمنپچڤگ", "bttgxddrss$sdtdgfkklmnb$fg", strict=True))
_DOUBLED = later(r"(.)\1+")


def is_arabic(word: str) -> bool:
    """Whether a word has Arabic letters.

    >>> is_arabic("سوق"), is_arabic("market")
    (True, False)
    """
    return _ARABIC.search(word) is not None


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The stem of a folded word.

    >>> stem("bombings"), stem("bombed"), stem("مسيرات"), stem("والمسيرة")
    ('bomb', 'bomb', 'مسير', 'مسير')
    """
    return _arabic_stem(word) if is_arabic(word) else _english_stem(word)


def _english_stem(word: str) -> str:
    if len(word) <= 4:
        return word
    ending, instead = _ending(word)
    shorter = word[: len(word) - len(ending)] + instead
    if len(shorter) > 3 and shorter[-1] == shorter[-2] and shorter[-1] not in "sl":
        shorter = shorter[:-1]
    if ending == "s":
        return _english_stem(shorter)  # "bombings" → "bombing" → "bomb"
    return shorter[:-1] if shorter.endswith("e") and len(shorter) > 4 else shorter


def _ending(word: str) -> tuple[str, str]:
    """The first ending of a word that leaves enough of it, and what stands in its place."""
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST and not _is_no_plural(word, ending):
            return ending, instead
    return "", ""


def _is_no_plural(word: str, ending: str) -> bool:
    return ending == "s" and word.endswith(("ss", "us", "is"))


def _arabic_stem(word: str) -> str:
    if len(word) > 4 and word[0] == "و":
        word = word[1:]
    if len(word) > 4 and word[:2] in ("ال", "لل"):
        word = word[2:]
    elif len(word) > 4 and word[:3] in ("بال", "كال", "فال"):
        word = word[3:]
    elif len(word) > 5 and word[0] in "بلف":
        word = word[1:]
    for ending in _ARABIC_ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST:
            return word[: -len(ending)]
    return word


@lru_cache(maxsize=100_000)
def sound(name: str) -> str:
    """The consonants of a folded name, as both scripts write them.

    >>> sound("atarib") == sound("اتارب"), sound("pedersen") == sound("بيدرسن"), sound("starmer") == sound("ستارمر")
    (True, True, True)
    """
    if is_arabic(name):
        sounds = "".join(_ARABIC_SOUNDS.get(letter, "") for letter in name)
    else:
        for pair, letter in _DIGRAPHS:
            name = name.replace(pair, letter)
        sounds = "".join(_LATIN_SOUNDS.get(letter, letter) for letter in name)
    return _DOUBLED.sub(r"\1", sounds)
