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
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from syria_iraq_archive.annotate.quotes.arabic_words import fold_arabic
from syria_iraq_archive.records import Mention
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
_DETERMINERS = frozenset("a an the this that these those his her its their our my your another".split())
HEADS = frozenset("HhcpLGRU")
_GATES = ("H", "h", "c", "p", "L", "G", "R", "U", "X")  # without one of these a block has no label


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


_WORD = re.compile(r"[^\W_]+(?:[-‑'’.&][^\W_]+)*['’]?|[^\w\s]|_")
_PLAIN = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_POSSESSIVES = ("'s", "’s")
MARKS = {"“": '"', "”": '"', "«": '"', "»": '"', "‘": '"', "’": '"', "'": '"', "[": "(", "]": ")", "—": "-", "–": "-"}
MARKS |= {mark: mark for mark in ',.:;-()"?!'} | {"،": ",", "؛": ";", "؟": "?"}
_LONGEST_PHRASE = 3
_DEMONYM, _ADJECTIVE_LETTERS = "demonym", "SJWEfowiBh"


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
        self._gate = frozenset(word.split()[0] for word, letter in self._english.items() if letter in "HhcpLGRUXSJ")

    @property
    def arabic_letters(self) -> Mapping[str, str]:
        """The letter of each folded Arabic word."""
        return self._arabic

    def may_label(self, text: str) -> bool:
        """Whether an English text has a word without which it has no label. Most blocks haven't, which is told fast."""
        lowered = text.lower()
        return not self._gate.isdisjoint(_PLAIN.findall(lowered)) or any(end in lowered for end in self._joined)

    def english(self, text: str, block: Span, mentions: Sequence[Mention], *, is_titled: bool) -> LabelRow:
        """The row of an English block; `mentions` are those in it, in order. If it `is_titled`, capitals tell nothing."""
        found: list[LabelWord] = []
        at_head = True
        named = Named(mentions)
        matches = list(_WORD.finditer(text, *block))
        number = 0
        while number < len(matches):
            span = Span(*matches[number].span())
            printed = span.of(text)
            mention = named.at(span)
            if mention and self._is_name(mention) and not _goes_on(printed, span, mention):
                while number < len(matches) and matches[number].start() < mention.span.end:
                    number += 1
                ending = text[mention.span.end : matches[number - 1].end()]
                start = mention.span.start + mention.surface.rfind("]") + 1
                own = Span(start, mention.span.end)
                found.append(LabelWord("M", own, own.of(text).lower(), bool(ending.strip("].")), mention))
                at_head = False
                continue
            word = self._word(printed, span, mention, at_head=at_head or is_titled)
            if word.letter != "," and word.plain in self._phrases:
                word, number = self._phrase(text, matches, number, word)
            found.append(word)
            at_head = printed in ".:?!\"“”‘«([" or (at_head and printed in "-–—")
            number += 1
        return LabelRow(text, block, tuple(found), "".join(word.letter for word in found), is_titled)

    def _is_name(self, mention: Mention) -> bool:
        """Whether a mention is a name, and no words of the list that happen to mean somebody ("new administration")."""
        if mention.rule == _DEMONYM:
            return False
        words = [_without_possessive(word)[0] for word in mention.surface.split()]
        return not any(word.islower() and self._english.get(word, "x") in "HhcpR" for word in words)

    def _word(self, printed: str, span: Span, mention: Mention | None, *, at_head: bool) -> LabelWord:
        if not printed[0].isalnum():
            return LabelWord(MARKS.get(printed, "x"), span, printed)
        base, is_possessive = _without_possessive(printed)
        plain = base.lower()
        own = Span(span.start, span.start + len(base))
        letter = self._english.get(plain) or self._by_shape(plain)
        if letter in HEADS | set("SJWfoiwI") and base[0].isupper() and not at_head and plain not in self._names:
            letter = letter if "-" in plain and letter == "S" else "x"
        if mention is not None and mention.rule == _DEMONYM and letter == "x" and own.length <= mention.span.length:
            letter = "N"
        elif mention is not None and letter == "x" and mention.span.end >= own.end and mention.rule != _DEMONYM:
            letter = "M"  # of words that happen to mean somebody: "Damascus regime"
        if letter == "x" and plain in _DETERMINERS:
            letter = "D"
        return LabelWord(letter, own, plain, is_possessive, mention)

    def _by_shape(self, plain: str) -> str:
        """The letter of a word that isn't listed, by what is joined in it with a hyphen."""
        if "-" not in plain:
            return "x"
        first, _, rest = plain.partition("-")
        if (plain.endswith(self._joined) and first != "state") or (first in ("pro", "anti") and rest in self._for_or_against):
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


def _goes_on(printed: str, span: Span, mention: Mention) -> bool:
    """Whether a name is only a part of a word joined by a hyphen: "HTS-led", "non-ISIS"."""
    if mention.span.end < span.end and printed[mention.span.end - span.start] in "-‑":
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
    """The mentions of a block, found from left to right."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self._left = list(reversed(mentions))

    def at(self, span: Span) -> Mention | None:
        """The mention that `span` overlaps; spans must come from left to right."""
        while self._left and self._left[-1].span.end <= span.start:
            self._left.pop()
        return self._left[-1] if self._left and self._left[-1].span.overlaps(span) else None
