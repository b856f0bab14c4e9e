"""By what articles are compared, and what two have in common: short keys that lead to a pair, and the pair's score.

Two articles are candidates if they share a key: a band of the MinHash of their three-word sequences, or a long
paragraph. The keys decide only what is compared; the score and kind are always of the texts themselves.
"""

import hashlib
import sqlite3
import struct
import zlib
from collections import OrderedDict
from collections.abc import Iterator
from typing import NamedTuple

from syria_iraq_archive.fold import ASCII_WORDS, in_ascii
from syria_iraq_archive.patterns import later

SEQUENCE = 3  # words; two bodies on the same subject share few of these
LEAST_WORDS = 25  # of a body or paragraph that is compared; shorter ones are captions, calls to subscribe
BANDS, ROWS = 32, 4  # of bodies that share half of their sequences, 87 in 100 share a band; of 0.4, 56
SEED = 1
BAND_KEY, PARAGRAPH_KEY = 5, 10  # characters

_WORD = later(r"\w+")

REPOST = 0.4  # of the sequences: as if one word in six was changed, or half of the paragraphs left out
KINDS = ("same-text", "repost", "shared-paragraphs")
MOST_SEQUENCES = 500_000  # kept for the next comparison: about 60 MB
_TEXT = """
    SELECT articles_folded.body, paragraphs, source_id
    FROM articles_folded JOIN signatures ON article_id = articles_folded.rowid JOIN articles ON id = article_id
    WHERE articles_folded.rowid = ?
"""


class Signature(NamedTuple):
    """The keys of an article, one after the other: `BANDS` of the one length, any number of the other."""

    bands: str
    paragraphs: str


def signature(body: str, words: str) -> Signature | None:
    """The signature of an article, of its body and the body's folded words; None if these are few.

    Depends on nothing but the text: `rensa` promises that within one version of its algorithm.
    """
    if words.count(" ") < LEAST_WORDS - 1:
        return None
    from rensa import RMinHash  # compiled; not for those who only read

    minhash = RMinHash(num_perm=BANDS * ROWS, seed=SEED)
    minhash.update(_sequences(words))
    numbers = struct.pack(f">{BANDS * ROWS}I", *minhash.digest())
    width = 4 * ROWS
    bands = (zlib.crc32(numbers[at : at + width]) for at in range(0, BANDS * width, width))
    return Signature("".join(map(_five_characters, bands)), paragraph_keys(body))


def paragraph_keys(body: str) -> str:
    r"""The keys of the long paragraphs, each once. Case, punctuation and white space make no difference.

    >>> one = " ".join(f"word{number}," for number in range(25))
    >>> paragraph_keys(f"{one}\n\nShort.\n\n{one.upper()}") == paragraph_keys(one.replace(", ", " – "))
    True
    """
    long_enough = (one for one in in_ascii(body).split("\n\n") if len(one) >= 2 * LEAST_WORDS - 1)
    return "".join(
        dict.fromkeys(_key(b" ".join(words)) for words in map(_words, long_enough) if len(words) >= LEAST_WORDS)
    )


def _words(paragraph: str) -> list[bytes]:
    """Its words in small letters; of ASCII by a table, at less cost."""
    if paragraph.isascii():
        return paragraph.encode("ascii").translate(ASCII_WORDS).split()
    return [word.encode(errors="surrogatepass") for word in _WORD.findall(paragraph.lower())]


def _key(words: bytes) -> str:
    return "".join(map(_five_characters, struct.unpack(">2I", hashlib.blake2b(words, digest_size=8).digest())))


# The digits of `base64.b85encode`, which takes ten times as long, and all pairs of them.
_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~"
_PAIRS = [one + other for one in _DIGITS for other in _DIGITS]


def _five_characters(number: int) -> str:
    """A number below 2**32 to the base 85, as `base64.b85encode` writes it.

    >>> _five_characters(2**32 - 1)
    '|NsC0'
    """
    rest, last = divmod(number, 85)
    first, middle = divmod(rest, 85 * 85)
    return _PAIRS[first] + _PAIRS[middle] + _DIGITS[last]


def _sequences(words: str) -> list[str]:
    each = words.split(" ")
    return list(map(" ".join, zip(each, each[1:], each[2:], strict=False)))


def sequences(words: str) -> frozenset[str]:
    """The three-word sequences of a text's folded words.

    >>> sorted(sequences("rebels entered hama on tuesday"))
    ['entered hama on', 'hama on tuesday', 'rebels entered hama']
    """
    return frozenset(_sequences(words))


def score(one: frozenset[str], other: frozenset[str]) -> float:
    """Of all sequences of two texts, the share that stands in both (Jaccard), to three digits.

    >>> score(sequences("rebels entered hama on tuesday"), sequences("rebels entered hama on monday"))
    0.5
    """
    shared = len(one & other)
    return round(shared / (len(one) + len(other) - shared), 3) if shared else 0.0


def share_a_paragraph(one: str, other: str) -> bool:
    """Whether two signatures' `paragraphs` have a key in common."""
    return not set(each_key(one)).isdisjoint(each_key(other))


def each_key(paragraphs: str) -> Iterator[str]:
    """The keys of paragraphs that stand one after the other in a signature.

    >>> list(each_key("0123456789abcdefghij"))
    ['0123456789', 'abcdefghij']
    """
    for at in range(0, len(paragraphs), PARAGRAPH_KEY):
        yield paragraphs[at : at + PARAGRAPH_KEY]


Pair = tuple[int, int, float, str]


class ComparedText(NamedTuple):
    """An article's folded words, their sequences, the keys of its paragraphs, and its outlet."""

    words: str
    sequences: frozenset[str]
    paragraphs: str
    source: str | None


class Comparison:
    """Compares articles of a corpus, and keeps the texts it met last."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._texts: OrderedDict[int, ComparedText] = OrderedDict()
        self._kept = 0

    def pairs(self, candidates: str) -> Iterator[Pair]:
        """The rows of ``similar`` among the pairs that this SELECT gives; third, whether they share a paragraph."""
        for one, other, paragraph in self._connection.execute(f"{candidates} ORDER BY 1, 2"):
            found = compare(self.text(one), self.text(other), shared=paragraph)
            if found:
                yield (one, other, *found)

    def text(self, id: int) -> ComparedText | None:
        """What the article with this number is compared by; None if it has no signature."""
        if id in self._texts:
            self._texts.move_to_end(id)
            return self._texts[id]
        row = self._connection.execute(_TEXT, (id,)).fetchone()
        if row is None:
            return None
        words, paragraphs, source = row
        text = self._texts[id] = ComparedText(words, sequences(words), paragraphs, source)
        self._kept += len(text.sequences)
        while self._kept > MOST_SEQUENCES and len(self._texts) > 2:
            _, forgotten = self._texts.popitem(last=False)
            self._kept -= len(forgotten.sequences)
        return text


def compare(one: ComparedText | None, other: ComparedText | None, *, shared: bool) -> tuple[float, str] | None:
    """The score and kind of a pair, which may have `shared` a paragraph; None if they have too little in common."""
    if one is None or other is None:
        return None
    if one.words == other.words:
        return 1.0, "same-text"
    in_common = score(one.sequences, other.sequences)
    if in_common >= REPOST:
        return in_common, "repost"
    own = one.source is not None and one.source == other.source  # an outlet repeats its background, and its furniture
    return (in_common, "shared-paragraphs") if shared and not own else None
