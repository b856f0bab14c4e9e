"""What an article is compared by: its three-word sequences, and a short signature that leads to those it resembles.

Two articles are candidates when they share a key: a band of the MinHash of their sequences, or a long paragraph. The
keys decide only what is compared; the score is always of the texts themselves.
"""

import base64
import hashlib
import re
import struct
import zlib
from typing import NamedTuple

from syria_iraq_archive.fold import ASCII_WORDS, in_ascii

SEQUENCE = 3  # words; two bodies on the same subject share few of these
LEAST_WORDS = 25  # of a body or paragraph that is compared; shorter ones are captions, calls to subscribe
BANDS, ROWS = 32, 4  # of bodies that share half of their sequences, 87 in 100 share a band; of 0.4, 56
SEED = 1
BAND_KEY, PARAGRAPH_KEY = 5, 10  # characters

_WORD = re.compile(r"\w+")


class Signature(NamedTuple):
    """The keys of an article, one after the other: `BANDS` of the one length, any number of the other."""

    bands: str
    paragraphs: str


def signature(body: str, words: str) -> Signature | None:
    """The signature of an article, of its body and the body's folded words; None where these are few.

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
    return Signature(base64.b85encode(struct.pack(f">{BANDS}I", *bands)).decode("ascii"), paragraph_keys(body))


def paragraph_keys(body: str) -> str:
    r"""The keys of the long paragraphs, each once. Case, punctuation and white space make no difference.

    >>> one = " ".join(f"word{number}," for number in range(25))
    >>> paragraph_keys(f"{one}\n\nShort.\n\n{one.upper()}") == paragraph_keys(one.replace(", ", " – "))
    True
    """
    paragraphs = map(_words, in_ascii(body).split("\n\n"))
    return "".join(dict.fromkeys(_key(" ".join(words)) for words in paragraphs if len(words) >= LEAST_WORDS))


def _words(paragraph: str) -> list[str]:
    """Its words in small letters; of ASCII by a table, at less cost."""
    if paragraph.isascii():
        return paragraph.encode("ascii").translate(ASCII_WORDS).decode("ascii").split()
    return _WORD.findall(paragraph.lower())


def _key(words: str) -> str:
    return base64.b85encode(hashlib.blake2b(words.encode(errors="surrogatepass"), digest_size=8).digest()).decode(
        "ascii"
    )


def _sequences(words: str) -> list[str]:
    each = words.split(" ")
    return [f"{one} {two} {three}" for one, two, three in zip(each, each[1:], each[2:], strict=False)]


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
    return not _keys(one).isdisjoint(_keys(other))


def _keys(paragraphs: str) -> set[str]:
    return {paragraphs[at : at + PARAGRAPH_KEY] for at in range(0, len(paragraphs), PARAGRAPH_KEY)}
