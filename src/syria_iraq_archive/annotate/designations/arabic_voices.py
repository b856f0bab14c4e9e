"""Finds in whose voice Arabic words outside quotation marks are: the outlet's, or of whoever a verb names."""

import re
from collections.abc import Iterator, Sequence

from syria_iraq_archive.annotate.designations.voices import REPORTED, Voice, outermost
from syria_iraq_archive.annotate.quotes.arabic import speaker_before
from syria_iraq_archive.annotate.quotes.arabic_row import Row, read_row
from syria_iraq_archive.annotate.quotes.arabic_words import fold_arabic
from syria_iraq_archive.patterns import later
from syria_iraq_archive.records import Quote
from syria_iraq_archive.spans import Span

_ENDS = later("(?:[،,] ?)و?(?:بينما|فيما|في حين|وفي حين|حيث|علما|إلا أن)(?!\\w)")
# Verbs whose objects are the speaker's words: he calls, blames or accuses.
_CALLS = later(
    "[وفس]*[يتن]?"
    "(?:تهم|اتهم|وصف|صف|عتبر|اعتبر|صنف|حمل|زعم|ادع|سم|لقب|عد|نعت(?=ه|ها|هم)|تهام|لوم|شبه|حذر|حذرت|توعد|تعهد)"
    "(?:ت|وا|ون|ان|ه|ها|ته|تها|يا|ا)?"
)
# Verbs whose objects are the outlet's words: he demands something of them, or condemns what they did.
_STANCES = later("[وف]?[يتن]?(?:طالب|دعا|دعت|دعو|حث|ناشد|دان|ادان|ندد|استنكر|رحب)(?:ت|وا|ون|ان)?")


def arabic_reported_voice(text: str, block: Span, span: Span, quotes: Sequence[Quote]) -> Voice | None:
    """The voice of words outside quotation marks that a verb before them governs; None if the outlet says them."""
    return _labelled_by(text, block, span) or _governed(text, block, span, quotes)


def _governed(text: str, block: Span, span: Span, quotes: Sequence[Quote]) -> Voice | None:
    """The voice of words that a verb before them governs."""
    row = _sentence(text, block, span, quotes)
    if row.spans and row.spans[0].start == block.start and (headline := _HEADED.match(row.tags)):
        words = row.span(0, headline.end() - 1)
        return Voice(REPORTED, words.of(text), words=words)
    for cue in range(len(row.tags) - 1, -1, -1):
        if row.tags[cue] == "V" and "C" not in row.tags[cue:] and _STANCES.fullmatch(fold_arabic(row.word(cue))):
            return None
        is_call = row.tags[cue] in "VUGYwn" and _CALLS.fullmatch(fold_arabic(row.word(cue))) is not None
        is_clause = row.tags[cue] in "VUGYw" and ("C" in row.tags[cue + 1 :] or row.tags[cue] == "Y")
        if not (is_clause or (is_call and re.search("[ndHTEQ]", row.tags[cue + 1 :]))):
            continue
        if _ENDS.search(text, row.spans[cue].end, span.start):
            return None
        clause = row.tags.find("C", cue)
        found = speaker_before(row.part(0, clause + 1 if clause >= 0 else len(row.tags)), _nobody)
        if found is None:
            return _called_by(row, cue) if is_call else Voice(REPORTED)
        is_labelled = found.who.overlaps(span) or found.who.start >= span.start
        return None if is_labelled else Voice(REPORTED, found.who.of(text), words=found.who)
    return None


_IS_LABELLED = later(
    r"(?:ال)?(?:مصنف|مدرج|معتبر|موصوف)ة?(?!\w)[^،,.]{0,30}\Z|[يت](?:صنف|عتبر|عد|وصف)\w{0,2}\s[^،,.]{0,40}\Z|صنفت?\s[^،,.]{0,40}\Z"
)
_BY = later(r"[»”\"]?\s+من\s+(?:قبل|جانب)\s+(?P<who>\w+(?:\s+(?:ال\w+|و\w+)){0,4})")


def _labelled_by(text: str, block: Span, span: Span) -> Voice | None:
    """As in: المصنفة منظمة إرهابية من قبل واشنطن."""
    by = _BY.match(text, span.end, block.end)
    if by is None or not _IS_LABELLED.search(text, max(block.start, span.start - 70), span.start):
        return None
    return Voice(REPORTED, by["who"], words=Span(*by.span("who")))


def _called_by(row: Row, cue: int) -> Voice:
    """The voice of whoever calls somebody something: the name behind the verb."""
    name = re.match("[ndHTE]{1,3}(?=[ndHTE]|\\Z)", row.tags[cue + 1 :])
    if name is None:
        return Voice(REPORTED)
    words = row.span(cue + 1, cue + 1 + name.end())
    return Voice(REPORTED, words.of(row.text), words=words)


def _nobody() -> Iterator[Row]:
    return iter(())


_HEADED = later("[ndHT]{1,4}:")
_STOP = later(r"[.؟!?…][»\"”)]*\s")
_FAR = 700  # characters of a sentence before a label that are read


def _sentence(text: str, block: Span, span: Span, quotes: Sequence[Quote]) -> Row:
    """The words before `span` in its sentence. `quotes` are the block's."""
    outer = [quote.span for quote in quotes if quote.span.end <= span.start]
    start = max(block.start, span.start - _FAR)
    stops = [stop.end() for stop in _STOP.finditer(text, start, span.start)]
    free = [stop for stop in stops if not any(quote.start < stop < quote.end for quote in outer)]
    region = Span(free[-1] if free else start, span.start)
    row = read_row(text, region, outermost(outer, region))
    start = max(row.tags.rfind("."), row.tags.rfind("?")) + 1
    return row.part(start, len(row.tags))
