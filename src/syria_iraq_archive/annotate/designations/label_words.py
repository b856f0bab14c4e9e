"""Reads a block as a row of letters: one for each word, which says what the word does in a label.

The rules of `english_labels`, `arabic_labels` and `ties` are patterns over these letters::

    H  plural that labels by itself ("militias")          h  singular that does, unless a noun follows ("militia")
    c  collective that needs an article ("opposition")    p  what is left of a party, or grows out of it ("remnants")
    L  light head: needs a side ("forces")                G  light head that a nationality is enough for ("groups")
    U  state, government: needs a judgement               R  light head of those who rule ("authorities")
    S  side ("armed", "Iran-backed")                      J  judgement ("terrorist", "puppet")
    W  side of those who fight alone ("foreign")          w  new in power ("new", "transitional")
    E  sect or people ("Shiite")                          N  nationality ("Syrian")
    f  any other adjective ("powerful")                   o  "former"
    i  what work somebody does ("security")               X  "so-called"
    M  name of an actor                                   I  part of an institution ("armed forces")
    D  article or determiner                              x  any other word
    ,  .  :  -  (  )  "  punctuation; each has a letter of its own
"""

import re
import sys
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import ahocorasick_rs

from syria_iraq_archive.annotate.quotes.arabic_words import SIGNS, fold_arabic, fold_arabic_text
from syria_iraq_archive.patterns import later
from syria_iraq_archive.records import Mention, Quote
from syria_iraq_archive.registry.load import Registry
from syria_iraq_archive.spans import Span

_LETTERS = {
    "adjectives": "f", "former": "o", "offices": "i", "nationalities": "N", "sects": "E", "light-heads": "L",
    "groups": "G", "rulers": "R", "states": "U", "sides": "S", "leaning": "B", "new": "w", "of-fighters": "W",
    "judgements": "J", "parts": "p", "collectives": "c", "singular-heads": "h", "heads": "H", "distance": "X",
    "institutions": "I",
}  # fmt: skip
"""The letter of each list, in order: of a word that stands in two lists the later counts."""
_ENGLISH, _ARABIC = "english-", "arabic-"
_DETERMINERS = frozenset(
    ["a", "an", "the", "this", "that", "these", "those", "his", "her", "its", "their", "our", "my", "your", "another"]
)
HEADS = frozenset("HhcpLGRU")


def compiled_words(registry: Registry) -> dict[str, Any]:
    """The words of the registry by letter, as JSON can hold them."""
    return {
        "english": _letters(registry.designations, _ENGLISH, str.lower),
        "arabic": _letters(registry.designations, _ARABIC, fold_arabic),
        "names": [word for words in registry.designations.values() for word in words if word[:1].isupper()],
        "joined": list(registry.designations.get("english-joined", ())),
        "for-or-against": list(registry.designations.get("english-for-or-against", ())),
        "who-fight": list(registry.designations.get("english-who-fight", ())),
    }


def _letters(groups: Mapping[str, Sequence[str]], language: str, fold: Any) -> dict[str, str]:
    letters: dict[str, str] = {}
    for name, letter in _LETTERS.items():
        for word in groups.get(language + name, ()):
            letters[fold(word)] = letter
    return letters


class LabelWord(NamedTuple):
    """A word of a block: its letter, its span in the whole text, the word as it is compared, and whose name it is."""

    letter: str
    span: Span
    plain: str
    is_possessive: bool = False
    mention: Mention | None = None
    is_definite: bool = False  # of an Arabic word: whether it has the article


class LabelRow(NamedTuple):
    """The words of a block. Word `i` has the letter ``letters[i]``."""

    text: str
    block: Span
    words: tuple[LabelWord, ...]
    letters: str
    is_titled: bool = False  # nearly all words have a capital

    def span(self, start: int, end: int) -> Span:
        """The characters from word `start` up to, but not including, word `end`."""
        return Span(self.words[start].span.start, self.words[end - 1].span.end)

    def plain(self, number: int) -> str:
        """A word as it is compared; nothing behind the last."""
        return self.words[number].plain if 0 <= number < len(self.words) else ""


_WORD = later(r"[^\W_]+(?:(?:[-‑'’.&]|\.[-‑])[^\W_]+)*['’]?|[^\w\s]|_")  # "U.S.-backed" is one word
_POSSESSIVES = ("'s", "’s")
MARKS = {"“": '"', "”": '"', "«": '"', "»": '"', "‘": '"', "’": '"', "'": '"', "[": "(", "]": ")", "—": "-", "–": "-"}
MARKS |= {mark: mark for mark in ',.:;-()"?!'} | {"،": ",", "؛": ";", "؟": "?"}
_LONGEST_PHRASE = 3
_DEMONYM = "demonym"


_ENDS_SENTENCE = '.:?!"“”‘«(['


_Unit = tuple[int, int, str]
"""A listed word or a name in a text: where it begins and ends, and its letter."""


class _Known(NamedTuple):
    """What a printed word is by itself: its letter, how it is compared, its length, whether it is possessive."""

    letter: str
    plain: str
    length: int = 1
    is_possessive: bool = False


_COMMON = frozenset("HhcpLGRUSJWfoiwI")  # letters of words that are parts of names if they have a capital
MOST_KNOWN = 20_000  # words of which it is kept what they are


class _Listed:
    """Looks for all listed words of a language at once."""

    def __init__(self, letters: Mapping[str, str], endings: Sequence[str]) -> None:
        self._letters = [*letters.values(), *("S" for _ in endings), "S", "S"]
        words = [*letters, *endings, "pro-", "anti-"]
        self._automaton = ahocorasick_rs.AhoCorasick(words, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)

    def units(self, text: str, offset: int, is_word: Callable[[str, int, int], bool]) -> list[_Unit]:
        """The listed words in `text`, which begins at `offset`."""
        return [
            (start + offset, end + offset, self._letters[number])
            for number, start, end in self._automaton.find_matches_as_indexes(text)
            if is_word(text, start, end)
        ]


def lower(text: str) -> str:
    """The text in small letters, each where it was.

    >>> len(lower("İdlib")), lower("ISIS")
    (5, 'isis')
    """
    lowered = text.lower()
    return (
        lowered if len(lowered) == len(text) else "".join(one.lower() if len(one.lower()) == 1 else one for one in text)
    )


def _is_word(text: str, start: int, end: int) -> bool:
    """Whether a sign is a whole word, or is joined to one by its hyphen."""
    if text[end : end + 1].isalnum() and text[end - 1] != "-":
        return False
    return text[start] == "-" or not text[start - 1 : start].isalnum() or not start


def _ends_word(text: str, start: int, end: int) -> bool:
    """Whether an Arabic sign ends its word, or stands before "its", and begins it but for short words joined to it."""
    behind = end
    while behind < len(text) and text[behind].isalnum() and behind - end < 3:
        behind += 1
    begin = start
    while begin and text[begin - 1].isalnum() and start - begin < 5:
        begin -= 1
    return behind - end < 3 and start - begin < 5 and (behind == end or text[end:behind] in _OWNERS)


_OWNERS = ("ه", "ها", "هم", "نا", "ا")


_WORDS_BEFORE, _WORDS_BEHIND = 3, 5  # around a run of listed words that are read


def _stretches(
    text: str, block: Span, listed: list[_Unit], named: Sequence[Mention], quoted: Sequence[Quote]
) -> list[Span]:
    """The stretches around runs of units that may be labels; those that touch are one."""
    names = [(*one.span, "N" if one.rule == _DEMONYM else "M") for one in named]
    may_be_label = _may_be_quoted if quoted else _may_be_label
    runs = list(_runs(text, sorted([*listed, *names]) if names else listed, may_be_label))
    if scare := [quote.span for quote in quoted if quote.kind == "scare"]:
        runs = sorted(runs + [one for one in scare if any(one.start < start < one.end for start, _, _ in listed)])
    found: list[Span] = []
    for run in runs:
        stretch = _with_neighbours(text, block, run)
        if found and stretch.start <= found[-1].end:
            stretch = Span(found.pop().start, stretch.end)
        found.append(stretch)
    return found


def _runs(text: str, units: Sequence[_Unit], may_be_label: Callable[[str], bool]) -> Iterator[Span]:
    """The runs of units with nothing but a space or a possessive between, if they may be a label."""
    first, reached, letters = -1, -1, ""
    for start, end, letter in units:
        if first >= 0 and start - reached <= _NEAR and _is_joint(text[reached:start]):
            reached, letters = max(reached, end), letters + letter
            continue
        if may_be_label(letters):
            yield Span(first, reached)
        first, reached, letters = start, end, letter
    if may_be_label(letters):
        yield Span(first, reached)


def _is_joint(gap: str) -> bool:
    """Whether two units with this between them may belong together; Arabic joins short words to the second."""
    return len(gap) <= 1 or (gap.count(" ") == 1 and not gap.strip(_JOINTS))


_NEAR = 6
_JOINTS = " ’'s“”\"«»‘والبكف"


_HEADED = frozenset("HhcpX")  # label whatever stands beside them
_TOGETHER = ("SJB", "LGRUM"), ("EW", "LGR"), ("N", "G"), ("w", "R"), ("o", "M", "LG")
"""Letters that label together, one of each text; all rules of labels want at least these."""
_TOGETHER_IN_QUOTES = (("SJEWwoNB", "LGRUM"),)


@lru_cache(maxsize=MOST_KNOWN)
def _may_be_label(letters: str) -> bool:
    """Whether a run of units with these letters may be a label.

    >>> _may_be_label("NL"), _may_be_label("NG"), _may_be_label("SM")
    (False, True, True)
    """
    return _has(letters, _TOGETHER)


@lru_cache(maxsize=MOST_KNOWN)
def _may_be_quoted(letters: str) -> bool:
    """The same beside a short quotation, which may be a label as a whole: for that, a nationality is enough."""
    return _has(letters, _TOGETHER_IN_QUOTES)


def _has(letters: str, together: Sequence[Sequence[str]]) -> bool:
    found = set(letters)
    return bool(found & _HEADED) or any(all(found.intersection(one) for one in several) for several in together)


def _with_neighbours(text: str, block: Span, run: Span) -> Span:
    """A run with some words on either side."""
    first, last = run
    for _ in range(_WORDS_BEFORE):
        first = text.rfind(" ", block.start, max(block.start, first - 1)) + 1 or block.start
    for _ in range(_WORDS_BEHIND):
        space = text.find(" ", last + 1, block.end)
        last = space if space >= 0 else block.end
    while first > block.start and not text[first - 1].isspace():
        first -= 1
    return Span(first, last)


def _unfolded(text: str, offset: int, units: Sequence[_Unit]) -> list[_Unit]:
    """The units of a folded text where they are in the text, which begins at `offset`, with their last vowel signs."""
    signs = [sign.start() - number + offset for number, sign in enumerate(SIGNS.finditer(text))]
    return [
        (start + bisect_right(signs, start), end + bisect_right(signs, end), letter) for start, end, letter in units
    ]


class LabelReader:
    """Reads blocks with the words of one registry."""

    def __init__(self, compiled: Mapping[str, Any]) -> None:
        """`compiled` is what `compiled_words` makes of a registry."""
        self._english: dict[str, str] = compiled["english"]
        self._arabic: dict[str, str] = compiled["arabic"]
        self._names = frozenset(word.lower() for word in compiled["names"])
        self._joined = tuple(compiled["joined"])
        self._for_or_against = frozenset(compiled["for-or-against"])
        self.who_fight = frozenset(compiled["who-fight"])
        self._phrases = frozenset(word.split()[0] for word in self._english if " " in word)
        self._listed = _Listed(self._english, self._joined)
        self._arabic_listed = _Listed(self._arabic, ())
        self._known: tuple[dict[str, _Known], dict[str, _Known]] = ({}, {})  # inside a sentence, and at its head

    @property
    def arabic_letters(self) -> Mapping[str, str]:
        """The letter of each folded Arabic word."""
        return self._arabic

    def stretches(
        self, text: str, block: Span, named: Sequence[Mention], quoted: Sequence[Quote], *, is_arabic: bool
    ) -> list[Span]:
        """The stretches of a block that may have labels: around each run of words that may be one.

        `named` are its mentions, `quoted` its quotations that are as short as a label.
        """
        listed = (self._arabic_units if is_arabic else self._english_units)(block.of(text), block.start)
        return _stretches(text, block, listed, named, quoted) if listed else []

    def _english_units(self, text: str, offset: int) -> list[_Unit]:
        return self._listed.units(lower(text), offset, _is_word)

    def _arabic_units(self, text: str, offset: int) -> list[_Unit]:
        folded = fold_arabic_text(text)
        listed = self._arabic_listed.units(folded, offset, _ends_word)
        return _unfolded(text, offset, listed) if listed and len(folded) != len(text) else listed

    def english(
        self, text: str, block: Span, stretch: Span, mentions: Sequence[Mention], *, is_titled: bool
    ) -> LabelRow:
        """The row of a stretch of an English block; `mentions` lie in it. If it `is_titled`, capitals tell nothing."""
        found: list[LabelWord] = []
        before = text[block.start : stretch.start].rstrip()[-1:]
        at_head = not before or before in _ENDS_SENTENCE
        named = Named(mentions)
        matches = list(_WORD.finditer(text, *stretch))
        new = tuple.__new__  # of a named tuple, without its keyword arguments: a third of the time
        at_heads = self._known[1]
        inside = at_heads if is_titled else self._known[0]
        number = 0
        while number < len(matches):
            start, end = matches[number].span()
            printed = text[start:end]
            known = (at_heads if at_head else inside).get(printed)
            if known is None:
                known = self._read(printed, at_head=at_head or is_titled)
            letter, plain, length, is_possessive = known
            is_word = printed[0].isalnum()
            if end <= named.next_start and not (is_word and plain in self._phrases):  # most words are read so
                own = new(Span, (start, start + length))
                found.append(new(LabelWord, (letter, own, plain, is_possessive, None, False)))
            else:
                span = Span(start, end)
                mention = named.at(span)
                if mention and self._is_name(mention) and not _goes_on(printed, span, mention):
                    while number < len(matches) and matches[number].start() < mention.span.end:
                        number += 1
                    found.append(_name(text, mention, matches[number - 1].end()))
                    at_head = False
                    continue
                word = _of_mention(known, span, mention) if is_word else LabelWord(letter, span, plain)
                if word.letter != "," and word.plain in self._phrases:
                    word, number = self._phrase(text, matches, number, word)
                found.append(word)
            at_head = not is_word and (printed in _ENDS_SENTENCE or (at_head and printed in "-–—"))
            number += 1
        return LabelRow(text, block, tuple(found), "".join([word.letter for word in found]), is_titled)

    def _is_name(self, mention: Mention) -> bool:
        """Whether a mention is a name, and no words of the list that happen to mean somebody ("new administration")."""
        if mention.rule == _DEMONYM:
            return False
        words = [_without_possessive(word)[0] for word in mention.surface.split()]
        return not any(word.islower() and self._english.get(word, "x") in "HhcpR" for word in words)

    def _read(self, printed: str, *, at_head: bool) -> "_Known":
        """What a word or mark is by itself, kept for the next time."""
        is_word = printed[0].isalnum()
        known = self._read_word(printed, at_head=at_head) if is_word else _Known(MARKS.get(printed, "x"), printed)
        if len(self._known[at_head]) < MOST_KNOWN:
            self._known[at_head][printed] = known
        return known

    def _read_word(self, printed: str, *, at_head: bool) -> "_Known":
        base, is_possessive = _without_possessive(printed)
        plain = base.lower()
        letter = self._english.get(plain) or self._by_shape(plain)
        if letter in _COMMON and base[0].isupper() and not at_head and plain not in self._names:
            letter = letter if "-" in plain and letter == "S" else "x"
        if letter == "x" and plain in _DETERMINERS:
            letter = "D"
        return _Known(letter, plain, len(base), is_possessive)

    def _by_shape(self, plain: str) -> str:
        """The letter of a word that isn't listed, by what is joined in it with a hyphen."""
        if "-" not in plain:
            return "x"
        first, _, rest = plain.partition("-")
        if (plain.endswith(self._joined) and first != "state") or (
            first in ("pro", "anti") and rest in self._for_or_against
        ):
            return "S"
        if first in ("non", "ultra"):
            return self._english.get(rest, "x")
        return "o" if first == "ex" and rest in self._english else "x"

    def _phrase(
        self, text: str, matches: Sequence[re.Match[str]], number: int, word: LabelWord
    ) -> tuple[LabelWord, int]:
        """The longest listed phrase that begins with `word`, and its last token; `word` itself if there is none."""
        for count in range(_LONGEST_PHRASE, 1, -1):
            last = number + count - 1
            if last >= len(matches):
                continue
            span = Span(word.span.start, matches[last].end())
            base, is_possessive = _without_possessive(span.of(text))
            letter = self._english.get(" ".join(base.lower().split()))
            if letter and word.letter in (letter, *self._english.values(), "x"):
                own = Span(span.start, span.start + len(base))
                return LabelWord(letter, own, " ".join(base.lower().split()), is_possessive), last
        return word, number


def _name(text: str, mention: Mention, end: int) -> LabelWord:
    """A name as one word of a row; `end` is that of the last printed word that it is a part of."""
    own = Span(mention.span.start + mention.surface.rfind("]") + 1, mention.span.end)
    is_possessive = bool(text[own.end : end].strip("]."))
    return LabelWord("M", own, own.of(text).lower(), is_possessive, mention)


def _of_mention(known: _Known, span: Span, mention: Mention | None) -> LabelWord:
    """A word of which a mention, if there is one, is a part or that is a part of it."""
    letter, plain, length, is_possessive = known
    own = Span(span.start, span.start + length)
    if mention is not None and letter in "xD":
        if mention.rule == _DEMONYM:
            letter = "N" if length <= mention.span.length else letter
        elif mention.span.end >= own.end:
            letter = "M"  # of words that happen to mean somebody: "Damascus regime"
    return LabelWord(letter, own, plain, is_possessive, mention)


def _goes_on(printed: str, span: Span, mention: Mention) -> bool:
    """Whether a name is only a part of a word joined by a hyphen: "HTS-led", "non-ISIS"."""
    if mention.span.end < span.end and printed[mention.span.end - span.start] in "-‑":
        return True
    if mention.span.end < span.end and printed[mention.span.end - span.start :].startswith((".-", ".‑")):
        return True
    before = printed[: max(0, mention.span.start - span.start)].lower()
    return before in ("non-", "pro-", "anti-", "post-", "pre-", "ex-")


def _without_possessive(printed: str) -> tuple[str, bool]:
    """A word without the ending of a possessive, and whether it has one.

    >>> _without_possessive("Assad’s"), _without_possessive("groups’"), _without_possessive("groups")
    (('Assad', True), ('groups', True), ('groups', False))
    """
    if printed.endswith(_POSSESSIVES):
        return printed[:-2], True
    return (printed[:-1], True) if printed[-1] in "'’" else (printed, False)


class Named:
    """The mentions of a block, found from left to right. No name touches what ends before `next_start`."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self._left = list(reversed(mentions))
        self.next_start = mentions[0].span.start if mentions else sys.maxsize

    def at(self, span: Span) -> Mention | None:
        """The mention that `span` overlaps; spans must come from left to right."""
        while self._left and self._left[-1].span.end <= span.start:
            self._left.pop()
            self.next_start = self._left[-1].span.start if self._left else sys.maxsize
        return self._left[-1] if self._left and self._left[-1].span.overlaps(span) else None
