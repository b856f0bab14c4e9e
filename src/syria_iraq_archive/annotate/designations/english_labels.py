"""Finds the labels of an English block, by a table of rules over the letters of `label_words`.

A run of adjectives, names and heads is divided where a name follows a head ("Islamist group | HTS fighters"). Of each
part, the words up to its last head are tried against the rules; the first that answers makes them a label.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from syria_iraq_archive.annotate.designations.label_words import LabelReader, LabelRow
from syria_iraq_archive.annotate.quotes.word_tags import AMBIGUOUS, TAGS
from syria_iraq_archive.patterns import later
from syria_iraq_archive.spans import Span


class LabelSpan(NamedTuple):
    """A label: its first word in the row, the word behind its last one, and the rule that found it.

    `head` is the word that labels, if that isn't the last one.
    """

    start: int
    end: int
    rule: str
    is_distanced: bool = False
    head: int | None = None


class LabelWords(NamedTuple):
    """Words of a row that end in a head: all that a rule gets to see."""

    row: LabelRow
    start: int
    end: int
    reader: LabelReader

    @property
    def letters(self) -> str:
        """The letters of these words."""
        return self.row.letters[self.start : self.end]

    @property
    def head(self) -> str:
        """The last word, as it is compared."""
        return self.row.plain(self.end - 1)


_MODIFIER = "[fNESJWBwohciMUp]"
_RUN = later("[fNESJWBwohciMUpHLGRX]+")
_HEADS = "HhcpLGRU"
_LABELS = later("[HhcpLGRUXSJB]")  # a head, an epithet or "so-called": there is no label without any


def _loaded(label: LabelWords) -> bool:
    """As in: militias; Syrian armed factions; ISIS gangs."""
    return "H" in label.letters and re.fullmatch(f"{_MODIFIER}*H[HLGR]*", label.letters) is not None


_SIDED = later(f"{_MODIFIER}*[SJhcB]{_MODIFIER}*[LGRp][LGRp]*")


def _sided(label: LabelWords) -> bool:
    """As in: opposition fighters; Iran-backed armed groups; de facto authorities."""
    return _SIDED.fullmatch(label.letters) is not None and _is_head(label)


_OF_SECT = later("[fNEMow]*E[fNMow]*[LGR]+")


def _of_sect(label: LabelWords) -> bool:
    """As in: Shiite forces; Kurdish authorities; and not: Kurdish security forces."""
    return _OF_SECT.fullmatch(label.letters) is not None and _is_head(label)


_OF_NATION = later("[fow]*N+[fo]*G")


def _of_nation(label: LabelWords) -> bool:
    """As in: Iraqi groups; Syrian fighters; and not: Iraqi forces."""
    return _OF_NATION.fullmatch(label.letters) is not None and _is_head(label)


def _is_head(label: LabelWords) -> bool:
    """Whether the last word is a head; not in "Russian fighter jets", nor in "an alliance with X"."""
    is_bond = label.head in ("alliance", "coalition") and label.row.plain(label.end) in ("with", "between")
    return not is_bond and (label.head != "fighter" or _may_follow(label))


_FIGHTING = later(f"{_MODIFIER}*W{_MODIFIER}*[LGR]+")


def _fighting(label: LabelWords) -> bool:
    """As in: foreign fighters; allied forces; and not: foreign leaders."""
    return _FIGHTING.fullmatch(label.letters) is not None and label.head in label.reader.who_fight


_NEW_RULERS = later(f"{_MODIFIER}*w{_MODIFIER}*R+")


def _new_rulers(label: LabelWords) -> bool:
    """As in: new Syrian administration; and not: new commanders."""
    return _NEW_RULERS.fullmatch(label.letters) is not None


_FORMER = later("[fN]*o[N]*M+[LG]+")


def _former(label: LabelWords) -> bool:
    """As in: former Al-Qaeda commanders; and not: Al-Qaeda commanders."""
    return _FORMER.fullmatch(label.letters) is not None


_JUDGED = later(f"{_MODIFIER}*J{_MODIFIER}*U")


def _judged(label: LabelWords) -> bool:
    """As in: terrorist state; puppet government; and not: new government."""
    return _JUDGED.fullmatch(label.letters) is not None and _may_follow(label)


_PART_OF_NAME = later(f"{_MODIFIER}*[MNE]{_MODIFIER}*p+")


def _part(label: LabelWords) -> bool:
    """As in: ISIS cells; Iranian proxies; its extensions; remnants of the regime; and not: solar cells."""
    if _PART_OF_NAME.fullmatch(label.letters):
        return True
    if not re.fullmatch("[fo]*p", label.letters):
        return False
    if label.head in _LEFT_OF and label.row.plain(label.end) == "of":
        return re.match("D?[fNESJWowhcMX]*[MHhcp]", label.row.letters[label.end + 1 :]) is not None
    return label.head in _GROWN and label.row.plain(label.start - 1) in _OWNERS


_LEFT_OF_WORDS = "remnants remnant cells extensions extension holdouts affiliate affiliates offshoot offshoots martyrs"
_LEFT_OF = frozenset(_LEFT_OF_WORDS.split())
_GROWN = frozenset({"extensions", "affiliates", "offshoots", "proxies", "tentacles", "stooges", "puppets", "lackeys"})
_OWNERS = frozenset({"its", "their", "his", "her"})


def _singular(label: LabelWords) -> bool:
    """As in: the militia said; any terrorist; and not: a militia attack, terrorist movements."""
    if not re.fullmatch(f"{_MODIFIER}*h", label.letters):
        return False
    return _may_follow(label) and not _shares_head(label) and not _is_in_name(label)


_COORDINATED = later("x[NSJEhf]*[SJEh](?P<head>[LGRHx])")


def _shares_head(label: LabelWords) -> bool:
    """Whether the word is one of two adjectives: "rebel and militant forces", "rebel and extremist targets"."""
    row = label.row
    joined = _COORDINATED.match(row.letters, label.end) if row.plain(label.end) in ("and", "or") else None
    if joined is None:
        return False
    noun = joined.start("head")
    return row.letters[noun] != "x" or not _may_follow(LabelWords(row, label.end + 1, noun, label.reader))


def _is_in_name(label: LabelWords) -> bool:
    """Whether a head in capitals and what follows "of" are a name: "the Gang of Eight"."""
    row, word = label.row, label.row.words[label.end - 1]
    behind = row.words[label.end + 1].span.start if label.end + 1 < len(row.words) else None
    is_inside = label.end > 1 and row.letters[label.end - 2] not in ".:"
    capitals = is_inside and not row.is_titled and row.text[word.span.start].isupper()
    return capitals and row.plain(label.end) == "of" and behind is not None and row.text[behind].isupper()


_NOT_BEHIND = frozenset({"to", "from", "against", "of"})


def _collective(label: LabelWords) -> bool:
    """As in: the opposition; Iraqi resistance; the occupying entity; and not: opposition to the plan."""
    letters, row = label.letters, label.row
    if not re.fullmatch(f"{_MODIFIER}*c", letters) or not _may_follow(label):
        return False
    if row.plain(label.end) in _NOT_BEHIND and not (row.plain(label.end) == "of" and re.search("[SJ]", letters)):
        return False
    if label.head in ("occupation", "enemy", "caliphate") and row.plain(label.end) in ("in", "that"):
        return False
    if re.search("[NESJMWh]", letters[:-1]):
        return label.head != "occupation" or _acts(label)
    if label.start and row.letters[label.start - 1] == "D":
        return row.plain(label.start - 1) not in ("a", "an", "another", "no", "his", "her") and (
            label.head != "occupation" or _acts(label)
        )
    return label.start == 0 and label.head != "occupation" and _acts(label)


def _acts(label: LabelWords) -> bool:
    """Whether a verb follows, so that the words name who does something."""
    word = label.row.plain(label.end)
    return TAGS.get(word, "n") in "VABv" or word.endswith("ed") or word in _PASTS


LABEL_RULES: tuple[tuple[str, Callable[[LabelWords], bool]], ...] = (
    ("loaded-head", _loaded),
    ("sided-head", _sided),
    ("of-a-sect", _of_sect),
    ("of-a-nation", _of_nation),
    ("those-who-fight", _fighting),
    ("new-rulers", _new_rulers),
    ("former-of-name", _former),
    ("judged-state", _judged),
    ("part-of-party", _part),
    ("singular-head", _singular),
    ("collective", _collective),
)
"""The rules in the order in which they are tried. The first that answers names the label's rule."""

_PASTS_WORDS = """
took seized fell came went lost made has won held fought fled shot began said told met left set cut hit beat broke built
bought brought caught chose drew drove ate found flew forgot forgave froze got gave grew heard hid kept knew led let lay
lent meant paid put quit read ran rose saw sold sent shook shut sang sank sat spoke spent stood stole struck swore swept
swam taught tore thought threw understood woke wore wrote withdrew undertook overran overthrew retook bombed
launches seizes takes kills captures enters withdraws continues remains wants seeks uses holds agrees refuses loses
keeps becomes says vows denies rejects warns threatens accuses blames urges welcomes slams
"""
_PASTS = frozenset(_PASTS_WORDS.split())
_OPEN_CLAUSES = frozenset({"that", "it", "he", "she", "they", "to", "the"})
_NOUNS_IN_ING_WORDS = """
shelling bombing killing killings training gathering meeting ruling bombardment offering funding fighting stronghold
uprising building posting briefing hearing planning thinking
"""
_NOUNS_IN_ING = frozenset(_NOUNS_IN_ING_WORDS.split())


def _may_follow(label: LabelWords) -> bool:
    """Whether what follows lets the last word be a head: no noun that it would only describe."""
    row, number = label.row, label.end
    if number >= len(row.words) or row.words[number - 1].is_possessive:
        return True
    word, letter = row.words[number], row.letters[number]
    if word.plain in AMBIGUOUS and row.plain(number + 1) not in _OPEN_CLAUSES:
        return False
    if letter != "x" and not word.plain.endswith("ed"):
        return letter in 'MDN,.:;-()"?!X'
    return not word.plain[0].isalpha() or _lets_end(label, number)


def _lets_end(label: LabelWords, number: int) -> bool:
    """Whether a word that no list has lets a label end before it: a verb, an adverb, a name."""
    row, word = label.row, label.row.words[number]
    if TAGS.get(word.plain, "n") not in "nNg" or word.plain in _PASTS or word.plain.endswith(("ed", "ly")):
        return True
    if word.plain.endswith("ing"):
        return word.plain not in _NOUNS_IN_ING
    is_name = row.text[word.span.start].isupper() and not row.is_titled and not word.plain.endswith("s")
    return is_name and row.letters[label.end - 1] != "c" and label.head != "regime"


def english_labels(row: LabelRow, reader: LabelReader) -> Iterator[LabelSpan]:
    """The labels of a row, in order. They don't overlap."""
    for run in _RUN.finditer(row.letters):
        if not _LABELS.search(row.letters, *run.span()):
            continue
        for start, end in _parts(row.letters, *run.span()):
            yield from _in_part(row, start, end, reader)


def _parts(letters: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of a run: a name behind a head begins a new one, and so does "so-called"."""
    first = start
    for number in range(start + 1, end):
        is_new = letters[number] == "M" and letters[number - 1] in _HEADS and letters[number - 1] != "c"
        if is_new or letters[number] == "X" or (letters[number - 1] == "H" and letters[number] not in "HLGRp"):
            yield first, number
            first = number
    yield first, end


def _in_part(row: LabelRow, start: int, end: int, reader: LabelReader) -> Iterator[LabelSpan]:
    is_distanced = row.letters[start] == "X"
    first = start + is_distanced
    last = _behind_head(row.letters, first, end)
    while last > first:
        label = LabelWords(row, _without_owner(row, first, last), last, reader)
        rule = next((name for name, applies in LABEL_RULES if applies(label)), None)
        if rule is not None:
            yield LabelSpan(label.start, last, rule, is_distanced)
            break
        last = _behind_head(row.letters, first, last - 1)
        if last > first and not set(row.letters[last:end]) <= set("M"):
            return
    if last <= first and is_distanced and _names_something(row, first):
        yield LabelSpan(start, start + 1, "so-called", True)
    else:
        yield from _epithet(row, max(first, last), end)


def _behind_head(letters: str, first: int, end: int) -> int:
    """The number behind the last head from `first` up to `end`; `first` if there is none."""
    while end > first and letters[end - 1] not in _HEADS:
        end -= 1
    return max(first, end)


def _without_owner(row: LabelRow, start: int, end: int) -> int:
    """The first word of a label without the state that owns it: "Iran's | proxies", not "Assad's regime"."""
    for number in range(start, end - 1):
        word = row.words[number]
        if not (word.letter == "M" and word.is_possessive):
            return number if number == start or row.words[number - 1].is_possessive else start
        if row.letters[end - 1] != "c" and row.plain(end - 1) == "regime":
            return number
    return end - 1


def _names_something(row: LabelRow, number: int) -> bool:
    """Whether a name, a mark or a light head follows "so-called", or words in capitals that name a body."""
    letter = row.letters[number : number + 1]
    if letter != "x":
        return letter != "" and letter in 'M"GLRUNE'
    in_capitals = row.text[row.words[number].span.start].isupper()
    return in_capitals and any(row.plain(other) in _BODIES for other in range(number, number + 5))


_BODIES_WORDS = """
state army government council front republic caliphate organization organisation brigade brigades group forces party
movement regime authority administration coalition entity emirate command
"""
_BODIES = frozenset(_BODIES_WORDS.split())


_EPITHET = later("[SJhcB]+(?=N*M)")


def _epithet(row: LabelRow, start: int, end: int) -> Iterator[LabelSpan]:
    """What describes a name right before it: "Turkish-backed Syrian National Army"."""
    found = _EPITHET.search(row.letters, start, min(len(row.letters), end + 1))
    if found:
        yield LabelSpan(*found.span(), "epithet")


def scare_label(row: LabelRow, inner: Span) -> LabelSpan | None:
    """The label between two quotation marks, if what stands there is nothing but a label; else None."""
    numbers = [number for number, word in enumerate(row.words) if inner.start <= word.span.start < inner.end]
    if not numbers or len(numbers) > 4:
        return None
    letters = row.letters[numbers[0] : numbers[-1] + 1].rstrip(",.")
    if re.fullmatch("D?[fNESJWBwohciUM]*[HhcpLGRUSJ]", letters) and letters.strip("D") not in _TOO_LITTLE:
        first = numbers[0] + letters.startswith("D")
        return LabelSpan(first, numbers[0] + len(letters), "scare")
    return None


_TOO_LITTLE = ("U", "L", "R", "G", "p")
