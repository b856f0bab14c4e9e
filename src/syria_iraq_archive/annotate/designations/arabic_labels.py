"""Finds the labels of an Arabic block, in which what describes a word follows it: الفصائل المسلحة, قوات النظام.

The rules are patterns over the letters of `label_words`, with one more: B, which wants a complement ("loyal to Iran").
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from functools import partial
from typing import NamedTuple

from syria_iraq_archive.annotate.designations import ties
from syria_iraq_archive.annotate.designations.english_labels import LabelSpan
from syria_iraq_archive.annotate.designations.label_words import MARKS, MOST_KNOWN, LabelRow, LabelWord, Named
from syria_iraq_archive.annotate.designations.ties import APPOSITION, ATTRIBUTE, LabelInRow, Tie, TieRule
from syria_iraq_archive.annotate.quotes.arabic_words import WORD, fold_arabic
from syria_iraq_archive.patterns import later
from syria_iraq_archive.records import Mention
from syria_iraq_archive.spans import Span

_ARABIC = later("[\u0620-\u06ff]{2}")
_TOKEN = later(rf"{WORD}|[^\w\s]|_")
_ARTICLE = "ال"
_OWNERS = ("هما", "هم", "ها", "ه", "نا")
_DESCRIPTIVE = frozenset(["كيان", "عدو", "نظام", "احتلال", "معارضة", "فلول", "عصابات"])


def is_arabic(text: str) -> bool:
    """Whether most words with which a block begins are Arabic.

    >>> is_arabic("قال"), is_arabic("He said «قال» and left.")
    (True, False)
    """
    if text.isascii() or not _ARABIC.search(text, 0, 200):
        return False
    letters = [letter for letter in text[:200] if letter.isalpha()]
    return 2 * sum("\u0620" <= letter <= "\u06ff" for letter in letters) > len(letters)


class ArabicWords:
    """What Arabic words are by the lists of a registry; each is looked at once, because most come again."""

    def __init__(self, letters: Mapping[str, str]) -> None:
        """`letters` are those of the listed words, folded."""
        self._letters = letters
        self._seconds = frozenset(listed.split()[1] for listed in letters if " " in listed)
        self._known: dict[str, _Read] = {}

    def read(self, printed: str) -> "_Read":
        """What a printed word is."""
        known = self._known.get(printed)
        if known is None:
            known = _analysed(printed, fold_arabic(printed), self._letters)
            if len(self._known) < MOST_KNOWN:
                self._known[printed] = known
        return known

    def phrase(self, text: str, first: Span, following: re.Match[str]) -> LabelWord | None:
        """The listed phrase of two words that begins with the printed word `first`; None if there is none.

        What is written in one with that word isn't of the phrase: "to" and "the" of للقوات المسلحة.
        """
        second = fold_arabic(following.group())
        if second not in self._seconds:
            return None
        printed = first.of(text)
        folded = fold_arabic(printed)
        for before, rest in _without_particles(folded):
            stems = (rest, _ARTICLE + rest) if folded[max(0, before - 2) : before] == "لل" else (rest,)
            for key in (f"{stem} {second}" for stem in stems):
                if letter := self._letters.get(key):
                    return LabelWord(letter, Span(first.start + _printed_length(printed, before), following.end()), key)
        return None


def arabic_row(
    text: str, block: Span, stretch: Span, mentions: Sequence[Mention], words: ArabicWords, states: Set[str]
) -> LabelRow:
    """The row of a stretch of an Arabic block; `states` are the ids of states."""
    found: list[LabelWord] = []
    named = Named(mentions)
    matches = list(_TOKEN.finditer(text, *stretch))
    number = 0
    while number < len(matches):
        span = Span(*matches[number].span())
        printed = span.of(text)
        mention = named.at(span)
        if mention is not None and mention.actor in states and printed.endswith(("ية", "يه")):
            mention = mention.model_copy(update={"rule": "demonym"})  # سورية is an adjective, too
        if mention is not None and mention.rule != "demonym" and not _is_described(mention, words):
            while number < len(matches) and matches[number].start() < mention.span.end:
                number += 1
            found.append(LabelWord("M", mention.span, mention.surface, mention=mention))
            continue
        word = _word(printed, span, mention, words)
        if number + 1 < len(matches) and (phrase := words.phrase(text, span, matches[number + 1])):
            word, number = phrase, number + 1
        if found and _goes_on(found[-1], word, printed):
            word = word._replace(letter="f")
        found.append(word)
        number += 1
    return LabelRow(text, block, tuple(found), "".join(word.letter for word in found))


_DESCRIBES = later("ال.{3,}(?:ي|ية|يين|يون)")
_NOUNS_IN_YA = frozenset(
    ["القرية", "البلدية", "العملية", "القضية", "الداخلية", "الخارجية", "المالية", "الحكومية", "الأمنية"]
)


def _goes_on(before: LabelWord, word: LabelWord, printed: str) -> bool:
    """Whether a word with the article describes the party before it, though no list has it: الميليشيات الحوثية."""
    is_described = before.letter in "HSJNf" and before.is_definite and word.letter == "x"
    return is_described and _DESCRIBES.fullmatch(printed) is not None and printed not in _NOUNS_IN_YA


def _is_described(mention: Mention, words: ArabicWords) -> bool:
    """Whether a mention is listed words that happen to mean somebody (الكيان الصهيوني, الإدارة السورية الجديدة)."""
    read = [words.read(word) for word in mention.surface.split()]
    return len(read) > 1 and (read[0].stem in _DESCRIPTIVE or any(one.letter == "w" for one in read))


def _word(printed: str, span: Span, mention: Mention | None, words: ArabicWords) -> LabelWord:
    if not printed[0].isalnum():
        return LabelWord(MARKS.get(printed, "x"), span, printed)
    read = words.read(printed)
    letter = read.letter
    if mention is not None and mention.rule == "demonym" and letter == "x":
        letter = "N"
    elif mention is not None and letter == "x":
        letter = "M"  # of words that happen to mean somebody
    own = Span(span.start + read.before, span.end) if read.before else span
    return LabelWord(letter, own, read.stem, mention=mention, is_definite=read.is_definite)


class _Read(NamedTuple):
    """A word without what is written in one with it, and how many characters of that are printed before it."""

    letter: str
    stem: str
    is_definite: bool = False
    before: int = 0


def _analysed(printed: str, folded: str, letters: Mapping[str, str]) -> _Read:
    """A word as the lists have it: without "and", "by", "for", "the" before it and "its" behind it."""
    for before, rest in _without_particles(folded):
        is_definite = rest.startswith(_ARTICLE) and len(rest) > 4
        stem = rest[2:] if is_definite else rest
        if before >= 2 and folded[before - 2 : before] == "لل":
            is_definite = True
        if letter := letters.get(stem) or (letters.get(rest) if is_definite else None):
            return _Read(letter, stem, is_definite, _printed_length(printed, before))
        if stem.endswith("ا") and not is_definite and (letter := letters.get(stem[:-1])):  # accusative
            return _Read(letter, stem[:-1], False, _printed_length(printed, before))
        for owner in _OWNERS:
            own = stem.removesuffix(owner)
            if own != stem and letters.get(own) == "p":
                return _Read("p", own, True, _printed_length(printed, before))
    return _Read("x", folded, folded.startswith((_ARTICLE, "وال", "بال", "لل")))


def _without_particles(folded: str) -> Iterator[tuple[int, str]]:
    """The word, and what is left of it without the particles it may begin with, each with how many letters are gone."""
    yield 0, folded
    for particles in ("و", "ف", "ب", "ل", "ك", "لل", "وب", "ول", "وك", "ولل", "فب", "فل"):
        if folded.startswith(particles) and len(folded) - len(particles) > 2:
            yield len(particles), folded[len(particles) :]


def _printed_length(printed: str, letters: int) -> int:
    """How many characters of a printed word the first so many folded letters take."""
    at = 0
    while at < len(printed) and (len(fold_arabic(printed[:at])) < letters or not fold_arabic(printed[at])):
        at += 1
    return at if letters else 0


_ADJECTIVE = "[SENfoJWwh]"

ARABIC_RULES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("loaded-head", later(f"H+c?M?{_ADJECTIVE}*")),
    ("head-of-party", later(f"[LGRU]+(?:c|p|H)+M?{_ADJECTIVE}*")),
    ("sided-head", later(f"[LGR]+[NEfo]*[SJh]{_ADJECTIVE}*")),
    ("named-and-judged", later('[LGR]"?M"?[SJh]+')),
    ("of-a-sect", later("[LGR]f*E[ENf]*")),
    ("of-a-nation", later("GN[fo]*")),
    ("leaning", later("[LGR]+[NEfo]*(?=B)")),
    ("new-rulers", later("R[NfE]*w[NfE]*")),
    ("judged-state", later("U[Nf]*J")),
    ("part-of-party", later(f"p(?:[cHhLG]|M)?M?{_ADJECTIVE}*")),
    ("rule-of-name", later("cM")),
    ("collective", later(f"c{_ADJECTIVE}*")),
    ("singular-head", later("h[Nf]*")),
)
"""The rules in the order in which they are tried. Of those that match at a word, the first one counts."""

_EPITHET = later('(?:(?<=M)|(?<=M"))(?:[SJh]+|B)')
_START = frozenset("HhcpLGRU")


def arabic_labels(row: LabelRow) -> Iterator[LabelSpan]:
    """The labels of a row, in order. They don't overlap."""
    number = 0
    while number < len(row.letters):
        label = None
        if row.letters[number] == "X":
            label = _distanced(row, number)
        elif found := _EPITHET.match(row.letters, number):
            first = number - 1 - (row.letters[number - 1] == '"')
            if row.words[number].is_definite and _is_close(row, first, found.end()):
                end = found.end() if found.group() != "B" else _with_complement(row, number)
                label = LabelSpan(number, end, "epithet", head=number)
        if label is None and row.letters[number] in _START:
            label = _label_at(row, number)
        if label is not None:
            yield label
            number = label.end
        else:
            number += 1


def _label_at(row: LabelRow, number: int) -> LabelSpan | None:
    limit = _run_end(row, number)
    for rule, pattern in ARABIC_RULES:
        if found := pattern.match(row.letters, number, limit):
            end = _agreeing(row, number, found.end())
            if not pattern.fullmatch(row.letters, number, end) and rule != "leaning":
                continue
            label = LabelSpan(number, _with_complement(row, end), rule, head=_head_of(row, number, end))
            if _holds(row, label):
                return label
    return None


def _run_end(row: LabelRow, start: int) -> int:
    """The word behind the last that nothing but spaces and quotation marks divide from the one at `start`."""
    end = start + 1
    while end < len(row.words) and _is_close(row, end - 1, end + 1):
        end += 1
    return end


def _is_close(row: LabelRow, start: int, end: int) -> bool:
    """Whether nothing but spaces stands between the words."""
    return all(
        row.text[one.span.end : other.span.start].isspace() or '"' in (one.letter, other.letter)
        for one, other in zip(row.words[start : end - 1], row.words[start + 1 : end], strict=True)
    )


def _agreeing(row: LabelRow, start: int, end: int) -> int:
    """The end of a label without what isn't of it: adjectives without the article behind words that have it.

    A word with the article has no name behind it either, but for one that is an adjective: المتمردون الحوثيون.
    """
    definite = row.words[start].is_definite
    for number in range(start + 1, end):
        word = row.words[number]
        if word.letter == "M":
            if definite and not word.plain.startswith(_ARTICLE):
                return number
            definite = True
        elif word.letter in "cHpLGRU":
            definite = definite or word.is_definite
        elif word.letter not in 'E"' and definite and not word.is_definite:
            return number
    return end


def _head_of(row: LabelRow, start: int, end: int) -> int:
    """The word that labels: the regime of "the forces of the regime"."""
    return next((number for number in range(start, end) if row.letters[number] in "cp"), start)


def _with_complement(row: LabelRow, end: int) -> int:
    """The end of a label with what follows "loyal" and "backed": "loyal to Iran"."""
    if row.plain(end - 1).startswith("خارج") and row.plain(end) == "عن" and row.letters[end + 1 : end + 2] == "x":
        return end + 2  # outlaws
    if row.letters[end : end + 1] != "B":
        return end
    end += 1
    if end >= len(row.words):
        return end
    word = row.words[end]
    printed = fold_arabic(row.text[word.span.start : word.span.end])
    before = row.text[word.span.start - 1] if word.span.start else " "
    if printed in ("من", "مع") and end + 1 < len(row.words) and row.letters[end + 1] not in ',.:"':
        return _with_adjectives(row, end + 2)
    if before in "لبـ" or printed.startswith("ل") or printed.endswith("يا"):
        return _with_adjectives(row, end + 1)
    return end


def _with_adjectives(row: LabelRow, end: int) -> int:
    while end < len(row.letters) and row.letters[end] in "NE":
        end += 1
    return end


_NAMED_SO = later("سم[يا]|عرف")


def _distanced(row: LabelRow, number: int) -> LabelSpan | None:
    """The label behind "so-called", or "so-called" itself if a name or a quotation follows."""
    behind = number + 1
    if behind < len(row.letters) and row.letters[behind] in _START and (label := _label_at(row, behind)):
        return label._replace(is_distanced=True)
    if behind < len(row.letters) and row.letters[behind] in ('"', "M", "L", "G", "R", "U", "x"):
        named = behind + (row.letters[behind] == '"')
        is_body = row.letters[named : named + 1] in tuple("MLGRUHhcp")
        if is_body and _NAMED_SO.search(row.words[number].plain):
            return LabelSpan(number, behind, "so-called", is_distanced=True, head=number)
    return None


_ADJECTIVAL = later("ال.{2,}(?:ي|يه|ية)")
_NOT_A_REGIME = frozenset({"مقاومة", "معارضة"})


def _holds(row: LabelRow, label: LabelSpan) -> bool:
    """Whether a label that its letters allow is none by what stands around it."""
    if label.rule not in ("collective", "new-rulers") and _is_guerrilla_war(row, label.start):
        return False
    return label.rule not in _HELD or _HELD[label.rule](row, label)


def _is_guerrilla_war(row: LabelRow, number: int) -> bool:
    return row.words[number].plain == "عصابات" and row.plain(number - 1) in ("حرب", "حروب")


def _is_collective(row: LabelRow, label: LabelSpan) -> bool:
    first, alone = row.words[label.start], label.end == label.start + 1
    if not first.is_definite:
        return not alone and row.letters[label.end - 1] in "SJ" and first.plain != "نظام"
    if (first.plain == "احتلال" and _is_act(row, label.start)) or row.plain(label.start - 1) in _THIS:
        return False
    is_described = alone and row.letters[label.end : label.end + 1] == "x"
    return not (is_described and _ADJECTIVAL.fullmatch(row.plain(label.end)))


def _is_rule(row: LabelRow, label: LabelSpan) -> bool:
    first, named = row.words[label.start], row.words[label.start + 1].mention
    return first.plain == "نظام" or (named is not None and first.mention is named)


def _is_one(row: LabelRow, label: LabelSpan) -> bool:
    return row.words[label.start].is_definite and _opens_phrase(row, label.start)


def _is_part(row: LabelRow, label: LabelSpan) -> bool:
    first = row.words[label.start]
    return label.end > label.start + 1 or first.plain != fold_arabic(first.span.of(row.text)).removeprefix(_ARTICLE)


_HELD: dict[str, Callable[[LabelRow, LabelSpan], bool]] = {
    "collective": _is_collective,
    "new-rulers": lambda row, label: row.words[label.start].is_definite,
    "rule-of-name": _is_rule,
    "singular-head": _is_one,
    "part-of-party": _is_part,
}
"""What else must hold of labels by these rules."""


_THIS = frozenset({"هذا", "هذه", "ذلك", "تلك"})
_ACTS_BEFORE = frozenset(
    map(
        fold_arabic,
        [
            "الغزو",
            "العدوان",
            "الحصار",
            "الحرب",
            "منذ",
            "بعد",
            "خلال",
            "قبل",
            "إنهاء",
            "تحت",
            "زمن",
            "بداية",
            "عقب",
            "انتهاء",
            "زوال",
        ],
    )
)


def _is_act(row: LabelRow, number: int) -> bool:
    """Whether "the occupation" is what was done, and not who did it."""
    return row.plain(number - 1) in _ACTS_BEFORE or fold_arabic(row.plain(number - 1)).startswith(
        ("والعدوان", "والحصار", "والحرب")
    )


def _opens_phrase(row: LabelRow, number: int) -> bool:
    """Whether a word is a noun of its own, and no adjective of a word with the article before it."""
    if not number:
        return True
    before = row.words[number - 1]
    return before.letter in ",.:" or (before.letter == "x" and not before.is_definite)


_SINGLE_WORDS = "طاغية ديكتاتور دكتاتور سفاح تنظيم جماعة حركة منظمة ميليشيا مليشيا فصيل كيان حزب مجموعة عصابة"
_SINGLE = frozenset(_SINGLE_WORDS.split())
_QUOTED_NAME = later(r"(?:\s*[«“(\[]\s*|\s+\")(?:حزب |حركة |تنظيم |جماعة )?")
_FROM = later(r"\s+(?:من|تابعون ل|تابعة ل|ينتمون إلى|تنتمي إلى)\s*(?:[^\W_]+\s+)?[«\"“]?")
_PLAIN_NAME = later(r"\s+(?:المعروف(?:ة)? (?:باسم|بـ)\s*)?[«\"“(\[]?")


def _inside(one: LabelInRow) -> Tie | None:
    """As in: عصابات داعش; نظام الأسد; and not: الفصائل الموالية لإيران."""
    letters = one.row.letters[one.label.start : one.label.end]
    if "B" in letters:
        return None
    return ties.name_inside(one)


def _behind(one: LabelInRow) -> Tie | None:
    """As in: التنظيم الإرهابي «بي كا كا»."""
    found = one.next_name()
    if found is None or not one.actors.is_named(found[0]):
        return None
    mention, between = found
    if one.label.rule == "so-called":
        return Tie(mention.actor, ATTRIBUTE) if len(between) < _NEAR else None
    if one.actors.is_state(mention) or mention.surface.startswith("لل"):  # "to" a party is not "of" it
        return None
    if _QUOTED_NAME.fullmatch(between):
        return Tie(mention.actor, APPOSITION if "(" in between else ATTRIBUTE)
    if one.actors.is_group(mention) and _FROM.fullmatch(between):
        return Tie(mention.actor, ATTRIBUTE)
    single = row_head(one) in _SINGLE
    return Tie(mention.actor, ATTRIBUTE) if single and _PLAIN_NAME.fullmatch(between) else None


_NEAR = 14  # characters between "so-called" and the name it is said of


def row_head(one: LabelInRow) -> str:
    """The first word of an Arabic label, as it is compared."""
    return one.row.plain(one.label.start)


def _epithet(one: LabelInRow) -> Tie | None:
    """As in: داعش الإرهابي."""
    if one.label.rule != "epithet":
        return None
    named = [word.mention for word in one.row.words[max(0, one.label.start - 2) : one.label.start] if word.mention]
    return Tie(named[-1].actor, ATTRIBUTE) if named else None


_LED_BY = later(
    r"[،,]?\s*(?:(?:التي|الذي|والتي|والذي)\s+)?(?:تقودها|يقودها|تقوده|يقوده|تتزعمها|يتزعمها|يتزعمه|بقيادة|بزعامة)\s+[^،,.]{0,20}?[«\"“]?"
)
_SUCH_AS = later(r"[،,]?\s*(?:مثل|أبرزها|منها|ومنها|من بينها|وأبرزها|على رأسها|وعلى رأسها|في مقدمتها)\s+[«\"“]?")
_ASIDE = r"[»\"”]?(?:\s*\([^()]{1,50}\))?[»\"”]?"
_APPOSED = later(
    rf"{_ASIDE}\s*[،,–-]\s*(?:(?:وهي|وهو|وهم|هي|هو|أحد|إحدى|أكبر|أبرز|وهي إحدى|وهو أحد|وهي أبرز|وهي أكبر)\s+)[«\"“]?"
)
_PLAINLY = later(rf"{_ASIDE}\s*[،,]\s*[«\"“]?")
_CALLED = later(
    rf"{_ASIDE}[،,]?\s*(?:(?:التي|الذي|والتي|والذي)\s+[تين]?(?:صنف|عتبر|عد|صف|درج|سم)\w*"
    r"|[تين]?(?:صنف|عتبر|عد|صف|درج|سم)(?:ه|ها|هم)|المصنفة?|المدرجة?|المعتبرة?)\s+"
    r"(?:[^،,.]{0,40}?\s)?(?:بأنها|بأنه|ك|على أنها|على أنه)?[«\"“]?"
)
_AS = later(rf"{_ASIDE}\s+(?:بأنها|بأنه|بأنهم|بـ|على أنها|على أنه|على أنهم|كـ)?\s*[«\"“]?")
_CALLS = later(r"(?<!\w)[وف]?[تين]?(?:وصف|يصف|تصف|صنف|اعتبر|عتبر|تعد|يعد|عدت|عد|نعت)\w{0,3}\s+(?:[^.،]{0,60}\s)?\Z")


def _by_next(pattern: re.Pattern[str], one: LabelInRow) -> Tie | None:
    found = one.next_name()
    is_tied = found is not None and pattern.fullmatch(found[1]) and one.actors.is_group(found[0])
    return Tie(found[0].actor, ATTRIBUTE) if found and is_tied else None


def _apposed(one: LabelInRow) -> Tie | None:
    """As in: هيئة تحرير الشام، وهي جماعة متشددة."""
    for mention, between in one.last_names()[:1]:
        if mention.rule == "demonym" or one.actors.is_state(mention):
            continue
        if _APPOSED.fullmatch(between):
            return Tie(mention.actor, APPOSITION)
    return None


def _predicate(one: LabelInRow) -> Tie | None:
    """As in: حزب العمال، الذي تصنفه أنقرة منظمة إرهابية; وصف الوحدات بأنها منظمة إرهابية."""
    text = one.row.text
    for mention, between in one.last_names()[:3]:
        if mention.rule == "demonym" or one.actors.is_state(mention):
            continue
        before = text[max(one.row.block.start, mention.span.start - 120) : mention.span.start]
        if _CALLED.fullmatch(between) or (_AS.fullmatch(between) and _CALLS.search(before)):
            return Tie(mention.actor, ATTRIBUTE)
    return None


ARABIC_TIE_RULES: tuple[tuple[str, TieRule], ...] = (
    ("name-inside", _inside),
    ("epithet", _epithet),
    ("name-behind", _behind),
    ("led-by", partial(_by_next, _LED_BY)),
    ("such-as", partial(_by_next, _SUCH_AS)),
    ("apposition", _apposed),
    ("predicate", _predicate),
)
"""The rules in the order in which they are tried, for Arabic."""
