"""Finds the speaker of an Arabic quotation, by patterns over one-letter tags of words (listed in `arabic_words`).

In Arabic the verb comes first ("وقال X إن «…»", "«…»، قال X"); an office stands before the name and belongs to it
("القيادي في الحزب X"); after a comma and a participle the same speaker continues ("مضيفاً «…»"); a verb without a
subject ("وأضاف «…»") continues the speaker of the sentences before.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from syria_iraq_archive.annotate.quotes.arabic_words import (
    NOUN_LIKE,
    WORD,
    fold_arabic,
    is_joined,
    may_be_manner,
    tag_arabic,
    takes_ba,
)
from syria_iraq_archive.annotate.quotes.marks import Quotation, find_quotations
from syria_iraq_archive.patterns import later
from syria_iraq_archive.spans import Span

_TOKEN = later(
    rf"(?P<word>{WORD})|(?P<mark>[,،])|(?P<stop>[.…]+)|(?P<colon>:)|(?P<ask>[?!؟]+)|(?P<dash>[—–−―‒-]+)"
    r"|(?P<aside>\([^()]{0,120}\))|(?P<semicolon>[;؛])"
)
_PUNCTUATION = {"mark": ",", "stop": ".", "colon": ":", "ask": "?", "dash": "-", "semicolon": ";"}
_REACH = 90  # tokens of a sentence before a quotation, and of the text after it, that are looked at

PARAGRAPHS_BACK = 3
"""How many earlier paragraphs are searched for the speaker. Farther back, it is too uncertain whom a verb means."""


class ArabicSpeaker(NamedTuple):
    """Who speaks, and the word or mark that says so: of a signature the dash, of "name:" the colon."""

    who: Span
    cue: Span


class Row(NamedTuple):
    """A stretch of text as tokens: token `i` has the one-letter tag ``tags[i]`` and the span ``spans[i]`` in `text`."""

    text: str
    tags: str
    spans: tuple[Span, ...]

    def part(self, start: int, end: int) -> "Row":
        """The tokens from `start` up to, but not including, `end`."""
        return Row(self.text, self.tags[start:end], self.spans[start:end])

    def span(self, start: int, end: int) -> Span:
        """The characters from token `start` up to, but not including, token `end`."""
        return Span(self.spans[start].start, self.spans[end - 1].end)

    def word(self, token: int) -> str:
        """The text of a token."""
        return self.spans[token].of(self.text)


def read_row(text: str, piece: Span, quotations: Sequence[Quotation]) -> Row:
    """Read a stretch of text; the quotations that lie in it count as a token each.

    >>> text = "وقال كريم صبري إن"
    >>> read_row(text, Span(0, len(text)), ()).tags
    'VnnC'
    """
    tags: list[str] = []
    spans: list[Span] = []
    at = piece.start
    for quotation in quotations:
        if quotation.span.start >= piece.start and quotation.span.end <= piece.end:
            _read_words(text, at, quotation.span.start, tags, spans)
            tags.append("Q")
            spans.append(quotation.span)
            at = quotation.span.end
    _read_words(text, at, piece.end, tags, spans)
    return Row(text, "".join(tags), tuple(spans))


def _read_words(text: str, start: int, end: int, tags: list[str], spans: list[Span]) -> None:
    verb = ""
    for match in _TOKEN.finditer(text, start, end):
        kind = match.lastgroup
        if kind == "aside":
            tags.append(",")
        elif kind != "word":
            tags.append(_PUNCTUATION[kind or ""])
        else:
            word = match.group()
            tag = _in_context(word, tag_arabic(word), tags, verb)
            if tag in "VUw":
                verb = word
            tags.append(tag)
        spans.append(Span(*match.span()))


def _in_context(word: str, tag: str, before: list[str], verb: str) -> str:
    """The tag of a word, corrected by the tags before it and by the last verb."""
    last = before[-1] if before else "."
    if tag in "VUw" and last in "FOabnHTdE" and fold_arabic(word) in NOUN_LIKE:
        return "n"
    if tag == "H" and last == "E" and fold_arabic(word) in _PRESS:
        return "n"
    if tag == "n" and may_be_manner(word):
        if last in "VwG":
            return "J"
        if last in "ndHTE" and takes_ba(verb):
            return "O"
    return tag


_PRESS = frozenset({"صحفي", "صحافي", "سياسي"})  # "a press conference", not "a journalist"

_NAME = "(?:[ndHTEz]|(?<=[HnT])M(?=[nd]))"  # a day's name within a name is a person's: صباح
_BEHIND_OFFICE = rf"(?:(?:(?<=H)a|[Fl])(?![Ee])(?:{_NAME}{{1,9}}|Q)|b{_NAME}{{0,9}})"
_OFFICE_IN = rf"H{_NAME}?{_BEHIND_OFFICE}"  # "a leader in the party X"
_OFFICE_FAR_IN = rf"H{_NAME}{{2,5}}[Flab](?![Ee]){_NAME}{{1,7}}nn"  # "the head of a group in the parliament X Y"
_PARTY = rf"(?:{_NAME}*T|\b)Q(?=[,\-OFCEeMJ]|\Z)"  # "the party “…”"
_PLAIN = rf"d{{1,4}}(?![nHT])|dd?(?=[nHT])|(?!d){_NAME}{{1,14}}"
_WHO = rf"(?P<who>{_PARTY}|{_NAME}{{0,4}}?{_OFFICE_FAR_IN}|{_NAME}{{0,4}}?{_OFFICE_IN}|{_PLAIN})"
_NAME_BEHIND = r",(?P<name>n[nd]{1,3})(?=[,C:\-QG]|\Z)"  # "the prime minister, Masrour Barzani,"
_HEARER = r"(?>k(?:d{1,3}|n)?z*|[Ll]{1,2}(?:z+|[ndE](?=[,:CQO\-]|H|\Z))?)"
# What may stand between the verb and who speaks: an adverb, the day, whoever is told, an aside between dashes.
_BETWEEN = rf"(?:[JM,]|{_HEARER}|-[^\-.]{{1,8}}-|[OF][Ee][ndLlkz]{{0,3}}?(?=H)|[OF](?=Q))*?"
_VERB = r"(?P<verb>[VU]|w(?=[JMHnd]{0,4}(?:[:QCY]|\Z)))"
_SAYS = later(rf"{_VERB}{_BETWEEN}{_WHO}(?:{_NAME_BEHIND})?")
_SAID_BEFORE = later(rf"(?:(?<=[.,;:?R\-])|\A)(?P<who>{_NAME}{{1,8}})[DR]?(?P<verb>[Vw])(?![ndHTE])")  # X said that
_HAD_SAID = later(rf"R(?P<who>{_NAME}{{1,10}})(?:,[^.]{{1,8}}?,)?D(?P<verb>[Vw])")  # وكان X قد قال
_AS_FOR = later(rf"A{_WHO}(?=[^.]{{0,60}}[VUw])")
_WHOSE = "(?P<whose>[ndHTEzFLlkb]{1,16})"  # between "from" and "his saying" stands nothing else
_FROM = later(rf"(?P<verb>U)[^.a]{{0,12}}?a{_WHO}(?:(?P<his>Y)|(?=[C:,Q]|\Z))|a{_WHOSE}(?P<their>Y)")
_OPENS = later(rf"[ndHTEw]{_WHO}(?=[,OFaQGC\-LkJM])")  # a clause that begins with a verb nobody lists: "ونعى X، …"
# "The minister mourned him in a statement.": whoever a sentence with a statement is about.
_STATED = later(rf"(?:\A|(?<=[.?]))J?[ndw](?P<who>H{_NAME}{{0,9}})(?=[^.]{{0,30}}[Ee])")
_COLON = later(rf"(?:\A|(?<=[.?Q]))(?P<who>{_NAME}{{1,6}})(?P<verb>:)\Z")
_CUE = later("[VUGYw]")


def speaker_before(row: Row, earlier: Callable[[], Iterator[Row]]) -> ArabicSpeaker | None:
    """Who speaks the quotation behind `row`, by the words before it; None if none reports speech or names anybody.

    `earlier` gives the rows of the paragraphs before, the nearest first. They are asked if the sentence has a verb that
    names nobody.

    >>> text = "وأكد المتحدث باسم الوزارة أن"
    >>> speaker_before(read_row(text, Span(0, len(text)), ()), lambda: iter(())).who.of(text)
    'المتحدث باسم الوزارة'
    """
    start = _sentence_start(row.tags)
    cue = _cue(row, start)
    if cue is None:
        found = _COLON.search(row.tags, start) or _last(_ACCORDING_IN_FRONT, row.tags, start)
        return _by(row, found) if found else None
    if quoted := _last(_FROM, row.tags, start):
        return _by(row, quoted)
    return _named(row, start, cue) or _went_on(row, start, cue, earlier)


def reporting_verb(row: Row) -> Span | None:
    """The word in a row's last sentence that introduces the quotation after it; None if there is none.

    It is a verb of speech, a participle ("adding"), "his saying", "according to", or a colon.
    """
    cue = _cue(row, _sentence_start(row.tags))
    if cue is None and row.tags.endswith(":"):
        cue = len(row.tags) - 1
    if cue is None:
        according = _last(_ACCORDING_IN_FRONT, row.tags, _sentence_start(row.tags))
        cue = according.start() if according else None
    return None if cue is None else _cue_span(row, cue)


def speaker_above(row: Row, earlier: Callable[[], Iterator[Row]]) -> ArabicSpeaker | None:
    """The speaker named by the paragraph above, if that introduces speech and ends in a colon; else None.

    Only quotations may stand before this one in its own paragraph.
    """
    if row.tags.strip("Q,.?-"):
        return None
    above = next(earlier(), None)
    if above is None or not above.tags.endswith(":") or reporting_verb(above) is None:
        return None
    return speaker_before(above, lambda: iter(()))


def _cue(row: Row, start: int) -> int | None:
    """The last verb of speech behind token `start` that governs the end of the row."""
    cues = [match.start() for match in _CUE.finditer(row.tags, start) if _governs(row, match.start())]
    return cues[-1] if cues else None


def _governs(row: Row, token: int) -> bool:
    """Whether a verb reports what follows: a weak one does only right before it."""
    return row.tags[token] != "w" or re.fullmatch("w[JMLlkzndHTE]{0,4}[:CY]?", row.tags[token:]) is not None


def _named(row: Row, start: int, cue: int) -> ArabicSpeaker | None:
    """Whoever the sentence names as the subject of its last verb of speech, or of the one before if that has none."""
    tags = row.tags
    if tags[cue] not in "GY":
        if (found := _SAYS.match(tags, cue)) and _is_somebody(row, found):
            return _by(row, found)
        if found := _ending_at(_SAID_BEFORE, tags, start, cue) or _ending_at(_HAD_SAID, tags, start, cue):
            return _by(row, found)
    for match in reversed(list(_SAYS.finditer(tags, start, cue))):
        if _is_somebody(row, match):
            return _by(row, match, _cue_span(row, cue))
    for pattern in (_AS_FOR, _ACCORDING):
        if found := _last(pattern, tags[: cue + 1], start):
            return _by(row, found, _cue_span(row, cue))
    if tags[cue] == "G" or is_joined(row.word(cue)):
        opened = _OPENS.match(tags, start, cue)
        if opened and row.word(start)[0] in "وفي":
            return _by(row, opened, _cue_span(row, cue))
    return None


def _went_on(row: Row, start: int, cue: int, earlier: Callable[[], Iterator[Row]]) -> ArabicSpeaker | None:
    """Whoever spoke last in the sentences and paragraphs before."""
    by = _cue_span(row, cue)
    if found := _last_named(row, start):
        return found._replace(cue=by)
    for above in earlier():
        if found := _last_named(above, len(above.tags)):
            return found._replace(cue=by)
    return None


def _last_named(row: Row, end: int) -> ArabicSpeaker | None:
    """The last speaker that a row names before token `end`."""
    tags = row.tags[:end]
    last: tuple[int, ArabicSpeaker] | None = None
    for pattern in (_SAYS, _SAID_BEFORE, _HAD_SAID, _AS_FOR, _STATED, _FROM, _ACCORDING):
        for match in pattern.finditer(tags):
            if (last is None or match.start() > last[0]) and _is_somebody(row, match):
                last = match.start(), _by(row, match)
    return last[1] if last else None


def _is_somebody(row: Row, found: re.Match[str]) -> bool:
    """Whether the words that a pattern takes for a speaker can be one: a number alone can't."""
    start, end = _group(found, "who", "whose")
    return any(letter.isalpha() for letter in row.span(start, end).of(row.text))


_GAP = "[,.?\\-]{0,2}"
_BY_WHOM = rf"O?K[Yx]?a?(?:R(?P<verb>[VUw]))?(?:(?P<to>[Llk])(?P<more>{_NAME}{{0,12}})|{_WHO})"
_ACCORDING = later(_BY_WHOM)
_ACCORDING_IN_FRONT = later(rf"{_BY_WHOM}[^.?]{{0,12}}(?:C[^.?VUGw]{{0,8}})?\Z")  # "according to X, …"
_ACCORDING_AFTER = later(rf"{_GAP}(?:{_BY_WHOM})")
_SAYS_AFTER = later(rf"(?:{_GAP}|[,\\-]?[cJ]{{1,2}})(?P<verb>[VU]){_BETWEEN}{_WHO}(?:{_NAME_BEHIND})?")
_SIGNED = later(rf"[.?]?(?P<verb>-)(?P<who>{_NAME}{{1,5}})[.]?\Z")


def speaker_after(row: Row) -> ArabicSpeaker | None:
    """Who speaks the quotation in front of a row, by the words that follow it; None if they don't say so.

    A verb joined with "and" begins a new clause and doesn't count; nor does a verb whose speaker is followed by a
    colon, "that" or another quotation: it reports what comes next.

    >>> text = "، بحسب كريم صبري."
    >>> speaker_after(read_row(text, Span(0, len(text)), ())).who.of(text)
    'كريم صبري'
    """
    if (found := _ACCORDING_AFTER.match(row.tags)) and not is_joined(row.word(row.tags.index("K"))):
        return _by(row, found)
    if found := _SAYS_AFTER.match(row.tags):
        verb = found.start("verb")
        behind = row.tags[found.end() : found.end() + 2]
        if not is_joined(row.word(verb)) and not behind.startswith((":", "C", "Q", ",Q")) and _is_somebody(row, found):
            return _by(row, found)
    if found := _SIGNED.match(row.tags):
        return _by(row, found)
    return None


def _sentence_start(tags: str) -> int:
    """The token with which the last sentence of a row begins."""
    return max(tags.rfind(".", 0, len(tags)), tags.rfind("?"), len(tags) - _REACH - 1, -1) + 1


def _last(pattern: re.Pattern[str], tags: str, start: int) -> re.Match[str] | None:
    return max(pattern.finditer(tags, start), key=re.Match.start, default=None)


def _ending_at(pattern: re.Pattern[str], tags: str, start: int, cue: int) -> re.Match[str] | None:
    return next((match for match in pattern.finditer(tags, start) if match.start("verb") == cue), None)


def _cue_span(row: Row, token: int) -> Span:
    """Where a verb is, without the "and" or "so" that is written in one with it."""
    span = row.spans[token]
    return Span(span.start + 1, span.end) if is_joined(row.word(token)) else span


def _group(found: re.Match[str], *names: str) -> tuple[int, int]:
    """The tokens of the first of these groups that took part in a match."""
    groups = found.groupdict()
    return next(found.span(name) for name in names if groups.get(name) is not None)


def _by(row: Row, found: re.Match[str], cue: Span | None = None) -> ArabicSpeaker:
    """What a pattern found, with the word `cue` for the one that says so, if that isn't the pattern's own."""
    groups = found.groupdict()
    start, end = _group(found, "who", "whose", "to")
    if groups.get("name"):
        tags = row.tags[start:end]
        end = found.end("name") if tags[:1] == "H" else end
    if groups.get("more"):
        end = found.end("more")
    who = row.span(start, end)
    if groups.get("to"):  # "according to a source": the preposition is written in one with it
        printed = who.of(row.text)
        who = Span(who.start + 1, who.end) if not printed.startswith("لل") else who
    if cue is None:
        at = next(
            (found.start(name) for name in ("his", "their", "verb") if groups.get(name) is not None), found.start()
        )
        cue = _cue_span(row, at)
    return ArabicSpeaker(who, cue)


class ArabicParagraph:
    """A tagged paragraph with its quotations; the paragraphs before it are tagged only when asked for."""

    def __init__(self, text: str, region: Span, quotations: Sequence[Quotation], before: Sequence[Span]) -> None:
        self.region = region
        self._text, self._before = text, before
        self._row = read_row(text, region, quotations)

    def earlier(self) -> Iterator[Row]:
        """The rows of the paragraphs before, the nearest first."""
        for region in self._before:
            yield read_row(self._text, region, find_quotations(self._text, region))

    def in_front(self, quotation: Span) -> Row:
        """Up to 270 tokens before a quotation, which must be one of those given to the constructor."""
        token = self._token(quotation)
        return self._row.part(max(0, token - 3 * _REACH), token)

    def behind(self, quotation: Span) -> Row:
        """Up to 90 tokens after a quotation, which must be one of those given to the constructor."""
        token = self._token(quotation)
        return self._row.part(token + 1, token + 1 + _REACH)

    def _token(self, quotation: Span) -> int:
        return bisect_left(self._row.spans, quotation)
