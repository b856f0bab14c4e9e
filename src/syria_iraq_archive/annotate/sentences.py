"""Divides the blocks of an article that say something into sentences: the stretches in which names stand together."""

import re
from collections.abc import Iterator

from syria_iraq_archive.annotate.quotes.word_tags import read_word
from syria_iraq_archive.patterns import later
from syria_iraq_archive.records import Block, Role
from syria_iraq_archive.spans import Span

DIVIDED = frozenset({Role.HEADLINE, Role.KICKER, Role.STANDFIRST, Role.CROSSHEAD, Role.PARAGRAPH, Role.CAPTION})
"""The roles of blocks that hold sentences: those in which actors are looked for."""

# `re` looks fast for the first mark of several only if it stands by itself.
_END = later(r"[.!?؟۔…][.!?؟۔…]*[\"”’»)\]']*(?=(?P<gap>\s+[\"“‘«(\[—–-]*)(?P<next>\w))")
_BEFORE_LAST_WORD = later(r".*[\s\"“”‘«(\[—–/]", re.DOTALL)
_WORD = later(r"\w+")
_LONGEST_WORD = 40  # characters looked at before a full stop
_TITLES_LISTED = """
Mr Mrs Ms Dr Gen Lt Col Maj Sgt Capt Cmdr Cpl Brig Adm Sen Sens Rep Reps Gov Prof Rev Hon St Amb Pres Messrs
"""
_TITLES = frozenset(_TITLES_LISTED.split())
_OPENERS_LISTED = """
The A An In On At He She It They We I You But And This That These Those His Her Its Their There As After Before
When While However Meanwhile For From Since Some Many According Earlier Later Both Neither Asked
"""
_OPENERS = frozenset(_OPENERS_LISTED.split())
"""Words with which a sentence goes on only if it is a new one: "of the U.S. The army", and not "the U.S. Army"."""


def find_sentences(text: str, blocks: tuple[Block, ...]) -> tuple[Span, ...]:
    """The sentences of an article's blocks, in order; no sentence goes beyond its block.

    >>> text = "Gen. Ali met Dr. Sami in Hama. They talked."
    >>> block = Block(seq=0, role=Role.PARAGRAPH, span=Span(0, len(text)), rule="prose", article=1)
    >>> [span.of(text) for span in find_sentences(text, (block,))]
    ['Gen. Ali met Dr. Sami in Hama.', 'They talked.']
    """
    return tuple(sentence for block in blocks if block.role in DIVIDED for sentence in _of_block(text, block.span))


def _of_block(text: str, span: Span) -> Iterator[Span]:
    start = span.start
    for match in _END.finditer(text, *span):
        if _ends(text, start, match):
            yield Span(start, match.end())
            start = match.end("gap") if text[match.end("gap") - 1].isspace() else _opening(text, match.end())
    yield Span(start, span.end)


def _opening(text: str, at: int) -> int:
    """Where the next sentence begins: at its quotation mark or bracket, if it has one."""
    while text[at].isspace():
        at += 1
    return at


def _ends(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether a mark ends a sentence: not after an abbreviation, an initial or the number of an item."""
    follows = match["next"]
    if follows.islower():
        return False
    mark = match[0]
    if mark != "." and (mark[0] != "." or len(mark.rstrip("\"”’»)]'")) > 1):
        return True
    first = max(start, match.start() - _LONGEST_WORD)
    end = match.start() - text.endswith("\n", first, match.start())  # of a wrapped line, a mark may head the next
    before = _BEFORE_LAST_WORD.match(text, first, end)
    first = before.end() if before else first
    word = text[first:end]
    if not word or (word.isdecimal() and first == start):
        return False
    if not read_word(word).is_abbreviation:
        return True
    if word in _TITLES or follows.isdecimal():
        return False
    after = _WORD.match(text, match.start("next"))
    return after is not None and after[0] in _OPENERS
