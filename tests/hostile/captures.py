"""Bad captures, made by code: each kind a function of the size wanted, in bytes or thereabouts."""

import random
from collections.abc import Callable
from typing import NamedTuple

SIGNS = (
    "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~“”‘’«»„‹›–—…•·،؛؟−´│©®ـ\u00a0\u200b\u200f\u0301\u064b\u2028\u0085\t\r\x0c0aAا٣"
)
"""Each begins something for one of our patterns: punctuation, marks, spaces, digits, letters of both scripts."""

CUES = (
    "By ", "Author ", "Photo: ", "Image of ", "(Reuters) ", "Dec. 3, 2024 ", "on Monday ", "told ", "he said, ", "al-",
    "Abu ", "U.S. ", "“a,” he said. ", "'s ", "12:30 ", "10/09/2003 ", "قال ", "يوم ", "في ", "3 min read ", "Updated ",
    "Shafaq News/ ", "BAGHDAD – ", "Reporting by ", "twenty-", "President ", "spokesman ", "Syrian National ", "who ",
    "according to ", "with ", "from 2014 to ", "the past two ", "told 964media, and ", "of the ", "saying ",
)  # fmt: skip
"""Words on which rules of dates, bylines, datelines, quotes and names begin."""


class Kind(NamedTuple):
    """A kind of bad capture: what it is called, and the bytes of one of about this size."""

    name: str
    make: Callable[[int], bytes]


def _repeated(unit: str) -> Callable[[int], bytes]:
    data = unit.encode()
    return lambda size: data * max(1, size // len(data))


def _within_news(unit: str) -> Callable[[int], bytes]:
    opening = "Iraq closes a bridge\n\nBAGHDAD - Officials said on Monday that “the bridge "
    return lambda size: (opening + unit * max(1, size // len(unit.encode())) + " was closed” there.\n").encode()


def _noise(size: int) -> bytes:
    return random.Random(size).randbytes(size)


def _characters(size: int) -> bytes:
    chance = random.Random(size)
    codes = (chance.choice((chance.randrange(32, 127), chance.randrange(0xA0, 0xD7FF))) for _ in range(size // 2))
    return "".join(map(chr, codes)).encode()


ODD = (
    Kind("random bytes", _noise),
    Kind("random characters", _characters),
    Kind("UTF-8, cut within a character", lambda size: "حلب ".encode() * (size // 7) + b"\xd8"),
    Kind("UTF-16, cut within a character", lambda size: ("Hama " * (size // 10)).encode("utf-16")[:-1]),
    Kind("UTF-16 with half a pair", lambda size: b"\xff\xfe" + b"\x00\xd8a\0" * (size // 4)),
    Kind("U+0000 in text", _repeated("Hama\0")),
    Kind("lone surrogates in UTF-8", lambda size: b"Hama \xed\xa0\x80 " * (size // 9)),
    Kind("an archive that pretends to be text", lambda size: b"PK\x03\x04\x14\0\0\0\x08\0" + _noise(size)),
    Kind("a gzip file that pretends to be text", lambda size: b"\x1f\x8b\x08\0\0\0\0\0" + _noise(size)),
    Kind("a program that pretends to be text", lambda size: b"\x7fELF\x02\x01\x01" + bytes(size)),
    Kind("a PDF that pretends to be text", lambda size: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + _noise(size)),
    Kind("nothing but white space", _repeated(" \n\u00a0")),
    Kind("escapes of a terminal", _repeated("\x1b[31mred\x1b]0;title\x07 and so on to the end of it\n")),
    Kind("bidirectional overrides", _repeated("a\u202eb\u2066c\u202c ")),
    Kind("a flood of combining marks", lambda size: b"a" + "\u0301".encode() * (size // 2)),
    Kind("one line", _repeated("word and ")),
    Kind("one word", _repeated("w")),
    Kind("one-character lines", _repeated("x\n")),
    Kind("empty lines", lambda size: b"Head\n" + b"\n" * size + b"Body\n"),
    Kind("one caption again and again", _repeated("A soldier in Hama, Tuesday, Dec. 3, 2024. (AP)\n")),
    Kind(
        "one headline and text again and again", _repeated("Iraq closes a bridge\n\nOfficials said so on Monday.\n\n")
    ),
    Kind("quotation marks in quotation marks", lambda size: ("“‘" * (size // 12) + "’”" * (size // 12)).encode()),
    Kind("quotation marks that never close", _repeated("“a ‘b ")),
    Kind("quotes, each with a speaker", _repeated("“We wait,” Abu Omar told Shafaq News on Monday. ")),
    Kind("names", _repeated("Iraq Syria HTS Abu Mohammad al-Julani and the Syrian National Army ")),
    Kind("dates", _repeated("Tuesday, December 3, 2024, from 2014 to 2016 ")),
    Kind("acronyms taught", _repeated("Hayat Tahrir al-Sham (HTS) ")),
    Kind("formulas", _repeated("=HYPERLINK(1)\n\n@SUM(1+1)\n\n")),
    Kind("markup", _repeated("<script>alert(1)</script>\n\n<img src=x onerror=alert(1)>\n\n")),
)

RUNS = tuple(Kind(f"{sign!r} in the news", _within_news(sign)) for sign in SIGNS)
LINES = tuple(Kind(f"{cue!r}, line by line", _repeated(f"{cue}\n")) for cue in CUES)
CUE_RUNS = tuple(Kind(f"{cue!r} in the news", _within_news(cue)) for cue in CUES)

KINDS = (*ODD, *RUNS, *CUE_RUNS, *LINES)
