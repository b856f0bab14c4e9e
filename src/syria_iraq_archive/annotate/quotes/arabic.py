"""Finds the speaker of an Arabic quotation, by patterns over one-letter tags of words (listed in `arabic_words`).

In Arabic the verb comes first ("وقال X إن «…»", "«…»، قال X"); an office stands before the name and belongs to it
("القيادي في الحزب X"); after a comma and a participle the same speaker continues ("مضيفاً «…»"); a verb without a
subject ("وأضاف «…»") continues the speaker of the sentences before.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from syria_iraq_archive.annotate.quotes.arabic_row import Row, read_row
from syria_iraq_archive.annotate.quotes.arabic_words import (
    fold_arabic,
    has_subject,
    is_joined,
    only_says,
    speaks_of,
    takes_person,
)
from syria_iraq_archive.annotate.quotes.marks import Quotation, find_quotations
from syria_iraq_archive.patterns import later
from syria_iraq_archive.spans import Span

_REACH = 90  # tokens of a sentence before a quotation, and of the text after it, that are looked at

PARAGRAPHS_BACK = 3
"""How many earlier paragraphs are searched for the speaker. Farther back, it is too uncertain whom a verb means."""


class ArabicSpeaker(NamedTuple):
    """Who speaks, and the word or mark that says so: of a signature the dash, of "name:" the colon."""

    who: Span
    cue: Span


_NAME = "(?:[ndHTEz]|(?<=[HnTd])M(?=[nd]))"  # a day's name within a name is a person's: صباح
_BEHIND_OFFICE = rf"(?:(?:(?<=H)a|[Fl])(?![Ee])(?:{_NAME}{{1,9}}|Q)|b{_NAME}{{0,9}})"
_OFFICE_IN = rf"H{_NAME}?{_BEHIND_OFFICE}"  # "a leader in the party X"
_OFFICE_FAR_IN = (
    rf"H{_NAME}{{2,5}}[FlLab](?![Ee]){_NAME}{{0,7}}n[nd](?!{_NAME})"  # "the head of a group in the parliament X Y"
)
_PARTY = rf"(?:{_NAME}*T|(?<=[VUwa]))Q(?=[,\-OFCEeMJd]|\Z)"  # "the party “…”"
_PLAIN = rf"d{{1,4}}(?![dnHT])|dd?(?=[ndHT])|(?!d){_NAME}{{1,14}}"
_WHO = rf"(?P<who>{_PARTY}|{_NAME}{{0,4}}?{_OFFICE_FAR_IN}|{_NAME}{{0,4}}?{_OFFICE_IN}|{_PLAIN})"
_NAME_BEHIND = r",(?P<name>H?n[nd]{1,3})(?=[,C:\-QG]|\Z)"  # "the prime minister, Masrour Barzani,"
_HEARER = r"(?>k(?:d{1,3}|n)?z*|[Ll]{1,2}(?:z+|[ndE](?=[,:CQO\-]|H|\Z)|Q)?)"
# What may stand between the verb and who speaks: an adverb, the day, whoever is told, an aside between dashes.
_BETWEEN = rf"(?:[JM,]|{_HEARER}|-[^\-.]{{1,8}}-|[OF][SEe]{{1,3}}[ndLlkz]{{0,3}}?(?=H)|[OF](?=Q))*?"
_VERB = r"(?P<verb>[VU]|w(?=[JMHnd]{0,4}(?:[:QCY]|\Z)))"
_SAYS = later(rf"{_VERB}{_BETWEEN}{_WHO}(?:{_NAME_BEHIND})?")
_SAID_BEFORE = later(
    rf"(?:(?<=[.,;:?RC\-])|\A)(?P<who>H{_NAME}{{0,2}}(?:F(?![Ee])|b){_NAME}{{1,9}}|{_NAME}{{1,8}})(?:Fe|[DRJ]){{0,2}}(?P<verb>[Vw])(?![ndHTE])"
)  # X said that
_TOLD = later(
    rf"(?:(?<=[.,;:?RC\-])|\A)(?P<who>{_NAME}{{1,8}})(?:Fe|[DRJ]){{0,2}}(?P<verb>[Vw])(?=[ndHTE])"
)  # X told Y that
# A sentence about somebody, begun by a verb nobody lists: "Salma lives in the camp that …", and then "She says".
_ABOUT = later(r"(?:\A|(?<=[.?]))n(?P<who>n{1,3}d?)(?=,?R)")
_HAD_SAID = later(rf"R(?P<who>{_NAME}{{1,10}})(?:,[^.]{{1,8}}?,)?D(?P<verb>[Vw])")  # وكان X قد قال
_AS_FOR = later(rf"A{_WHO}(?=[^.]{{0,60}}[VUw])")
_WHOSE = "(?P<whose>[ndHTEzFLlkb]{1,16})"  # between "from" and "his saying" stands nothing else
_UNNAMED = "(?:,?[RO][^.aYCQ]{1,7}?)?"  # "whom it didn't name", "who asked not to be named"
_FROM = later(rf"(?P<verb>U)[^.a]{{0,12}}?a{_WHO}(?:{_UNNAMED}(?P<his>Y)|(?=[C:,Q]|\Z))|a{_WHOSE}(?P<their>Y)")
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
    tongue = _last(_ACCORDING, row.tags, start)
    if tongue and fold_arabic(row.word(row.tags.index("K", tongue.start()))) == "لسان":  # "she replied by the mouth of"
        return _by(row, tongue)
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


_NAMES_SOMEBODY = later("(?:[VU][JM]?|[Ll])\\Z")
_GOES_ON_AS_NAME = later("[,\\-]?(?:C|[FO][Ee])|,?[FO][ndeEkl]{1,5}C")


def is_name(before: Row, behind: Row) -> bool:
    """Whether a quotation is the name of a paper or group that speaks or is told, as in قالت «النهر» إن and لـ«النهر».

    >>> text = "وقالت «النهر» إن"
    >>> is_name(read_row(text, Span(0, 5), ()), read_row(text, Span(13, 16), ()))
    True
    """
    if before.tags.endswith("l") and fold_arabic(before.word(-1)) == "ل":
        return True
    if before.tags.endswith("a") and behind.tags.lstrip(",").startswith("C"):  # "citing «a source» that"
        return True
    return _NAMES_SOMEBODY.search(before.tags) is not None and _GOES_ON_AS_NAME.match(behind.tags) is not None


_CARRIES_ON = later("[JRc,]*\\Z")


def carries_on(row: Row) -> bool:
    """Whether nothing but "and" or "also" stands before a quotation, so that the speaker before it goes on.

    >>> carries_on(read_row("كذلك،", Span(0, 5), ())), carries_on(read_row("وصل الوفد و", Span(0, 11), ()))
    (True, True)
    """
    if row.tags and fold_arabic(row.word(-1)) in ("و", "كما"):
        return True
    return (
        bool(row.tags)
        and _CARRIES_ON.match(row.tags, _sentence_start(row.tags)) is not None
        and row.tags[-1] not in ".?"
    )


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
    if token and fold_arabic(row.word(token - 1)) == "لن":  # what won't be said
        return False
    return row.tags[token] != "w" or re.fullmatch("w[JMLlkzndHTE]{0,4}[:CY]?", row.tags[token:]) is not None


def _named(row: Row, start: int, cue: int) -> ArabicSpeaker | None:
    """Whoever the sentence names as the subject of its last verb of speech, or of the one before if that has none."""
    tags = row.tags
    if tags[cue] not in "GY" and (found := _subject_of(row, start, cue)):
        return _by(row, found)
    said = [match for pattern in (_SAYS, _SAID_BEFORE, _HAD_SAID) for match in pattern.finditer(tags, start, cue)]
    for match in sorted(said, key=lambda match: match.start("verb"), reverse=True):
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


def _subject_of(row: Row, start: int, verb: int) -> re.Match[str] | None:
    """The subject of the verb at token `verb`: behind it, or in front of it in the same clause."""
    if takes_person(row.word(verb)) and (told := _ending_at(_TOLD, row.tags, start, verb)):
        return told
    if (found := _SAYS.match(row.tags, verb)) and _is_somebody(row, found) and not has_subject(row.word(verb)):
        return found
    return _ending_at(_SAID_BEFORE, row.tags, start, verb) or _ending_at(_HAD_SAID, row.tags, start, verb)


def _went_on(row: Row, start: int, cue: int, earlier: Callable[[], Iterator[Row]]) -> ArabicSpeaker | None:
    """Whoever spoke last in the sentences and paragraphs before."""
    by = _cue_span(row, cue)
    if has_unread_subject(row):
        return None
    if found := _last_named(row, start):
        return found._replace(cue=by)
    for above in earlier():
        if found := _last_named(above, len(above.tags)):
            return found._replace(cue=by)
        if ":Q" in above.tags:  # somebody spoke whom no rule finds
            return None
    return None


_SUBJECT_IN_FRONT = later("[RJC]*H[^,.;:FO]*\\Z")


def has_unread_subject(row: Row) -> bool:
    """Whether a row's last sentence begins with somebody whose verb is its last: then nobody else speaks.

    >>> text = "لكن الناطق هنا هكذا دائما يقول"
    >>> has_unread_subject(read_row(text, Span(0, len(text)), ()))
    True
    """
    start = _sentence_start(row.tags)
    cue = _cue(row, start)
    if cue is None or is_joined(row.word(cue)):
        return False
    return _SUBJECT_IN_FRONT.match(row.tags, start, cue) is not None


def _last_named(row: Row, end: int) -> ArabicSpeaker | None:
    """The last speaker that a row names before token `end`."""
    tags = row.tags[:end]
    last: tuple[int, ArabicSpeaker] | None = None  # of two that begin with the same verb, the later pattern counts
    for pattern in (_SAYS, _SAID_BEFORE, _HAD_SAID, _AS_FOR, _STATED, _ABOUT, _FROM, _ACCORDING):
        for match in pattern.finditer(tags):
            if (last is None or match.start() >= last[0]) and _is_somebody(row, match):
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
_ACCORDING_FAR = later(rf"[^.?;:QVUwGCR]{{1,20}},O?K[Yx]?a?{_WHO}(?=[.?,]|\Z)")  # «…» after the talks, according to X
_SAYS_AFTER = later(rf"(?:{_GAP}|[,.\\-]?[cJ]{{1,2}})(?P<verb>[VU]){_BETWEEN}{_WHO}(?:{_NAME_BEHIND})?")
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
    if (found := _SAYS_AFTER.match(row.tags)) and _reports_before(row, found) and _is_somebody(row, found):
        return _by(row, found)
    if found := _SIGNED.match(row.tags):
        return _by(row, found)
    return None


def speaker_far_after(row: Row) -> ArabicSpeaker | None:
    """Who speaks the quotation in front of a row, by "according to" at the end of its sentence.

    >>> text = "، بعد لقاء الوفد، وفق كريم صبري."
    >>> speaker_far_after(read_row(text, Span(0, len(text)), ())).who.of(text)
    'كريم صبري'
    """
    found = _ACCORDING_FAR.match(row.tags)
    return _by(row, found) if found else None


def _reports_before(row: Row, found: re.Match[str]) -> bool:
    """Whether a verb behind a quotation reports that quotation, not something that comes next."""
    verb, behind = found.start("verb"), row.tags[found.end() : found.end() + 2]
    if is_joined(row.word(verb)) or behind.startswith((":", "C", "Q", ",Q")):
        return False
    adverb = fold_arabic(row.word(verb - 1)) if verb else ""
    if row.tags.startswith(".") and verb > 1 and adverb not in _THUS:
        return False
    return adverb != "كما" or not (row.tags.startswith(",") and behind.startswith(("O", "F", "n")))


_THUS = frozenset({"هكذا", "بهذا", "بذلك"})


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
        is_office = row.tags[start] == "H" and fold_arabic(row.word(found.start("name"))) not in _ONE_OF
        end = found.end("name") if is_office else end
    end = _end_of_speaker(row, start, end, row.word(found.start("verb")) if groups.get("verb") else "")
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


_ONE_OF = frozenset({"احد", "احدي"})
_SECOND_OFFICE = later("(?<=n[nd])Hd*(?:[lFa].*)?\\Z")
_OBJECT = later("(?<=nn)d{1,4}\\Z")
_HEARERS = frozenset({"رويترز", "الصحفيين", "الصحافيين"})


def _end_of_speaker(row: Row, start: int, end: int, verb: str) -> int:
    """The end of a speaker's name, before "the attorney for …" behind it, and before what its verb speaks of.

    Behind a verb that can speak of nothing without "that" ("said"), a name goes on behind words with the article.
    """
    second = _SECOND_OFFICE.search(row.tags[start:end])
    if second and row.word(start + second.start()).startswith("ال"):
        end = start + second.start()
    if speaks_of(verb) and (about := row.tags.find("a", start + 2, end)) > 0:
        end = about
    if only_says(verb) and not row.tags[start:end].strip("d") and (name := _REST_OF_NAME.match(row.tags, end)):
        return name.end()
    if not takes_person(verb):
        return end
    if end - start > 1 and row.word(end - 1) in _HEARERS:
        return end - 1
    found = _OBJECT.search(row.tags[start:end])
    return start + found.start() if found and not row.word(start + found.start()).endswith("ي") else end


_REST_OF_NAME = later("n[nd]{0,2}(?=[C:Q,FOJMLk\\-]|\\Z)")


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
