"""Who speaks in Arabic: the verb comes first ("وقال X: «…»", "«…»، قال X"), and a verb alone goes on with X.

These rules read the text beside the quotation, not the tags, which know English only.
"""

import re

from syria_iraq_archive.annotate.quotes.places import Attribution, Place
from syria_iraq_archive.spans import Span

_REACH = 240  # characters beside a quotation
_VERBS = (
    "قال|أضاف|اضاف|أوضح|اوضح|أكد|اكد|ذكر|أعلن|اعلن|صرح|صرّح|أشار|اشار|شدد|شدّد|لفت|نقل|بيّن|بين|تابع|اعتبر|رأى|كتب|كشف"
    "|أفاد|افاد|حذر|حذّر|نفى|دعا|وصف|زعم|تساءل|رد|ردّ|اتهم|طالب|نوه|نوّه|أردف|اردف|استطرد|ختم|يقول|تقول|يضيف|تضيف|يؤكد|تؤكد"
    "|يرى|ترى|قائلا|قائلاً|قائلة|مضيفا|مضيفاً|مضيفة|مؤكدا|مؤكداً|مؤكدة|مشيرا|مشيراً|مشيرة|موضحا|موضحاً|موضحة"
)
_STOP = (
    r"(?:[،:؛.«»“”\"]|(?:و?(?:إن|ان|أن|إنه|إنها|أنه|أنها|إنهم|بأن|بان|إلى|الى|في|على|خلال|عبر|عن|من|أمس|اليوم|لوكالة|لقناة"
    r"|لصحيفة|لموقع|للصحفيين|للصحافيين|ل|يوم|بعد|قبل|حول|عقب|أثناء|ردا|رداً|ضمن|مساء|صباح|قوله|قولها|قولهم)|لـ\S*|ل(?!ل|جن|وا|بنان|يبيا|ندن|طيف|ؤي|يث)\S{3,})(?![^\W_]))"
)
_VERB = rf"(?<![^\W_])[وف]?(?P<verb>(?:{_VERBS})(?:ت|وا)?)(?![^\W_])"
_WORD = rf"(?!{_STOP})[^\s،:؛.«»“”\"]+"
_WHO = rf"(?P<who>{_WORD}(?:[^\S\n]+{_WORD}){{0,8}})?"
_SAYS = re.compile(rf"{_VERB}[^\S\n]*{_WHO}")
_SAYS_AFTER = re.compile(rf"[\s،,]{{0,4}}{_SAYS.pattern}")  # a full stop ends the sentence that it would belong to
_LETTER = re.compile("[\u0600-\u06ff]")
_ACCORDING_AFTER = re.compile(rf"[\s،,]{{0,4}}(?P<verb>بحسب|حسب|وفق|وفقا|وفقاً|نقلا عن|نقلاً عن)[^\S\n]+ل?{_WHO}")
_QUOTED = re.compile(rf"(?<![^\W_])عن[^\S\n]+{_WHO}[^\S\n]+(?P<verb>قوله|قولها|قولهم)(?![^\W_])")
_SENTENCE_END = re.compile(r"[.!؟\n]\s")


def arabic_verb_after(place: Place) -> Attribution | None:
    """«…»، قال X."""
    if not _is_arabic(place):
        return None
    start, end = place.frame.spans[place.token]
    region_end = min(place.frame.region.end, end + _REACH)
    text = place.frame.text
    found = _SAYS_AFTER.match(text, end, region_end) or _ACCORDING_AFTER.match(text, end, region_end)
    if not found or not found["who"]:
        return None
    return _answer(place, found, Span(start, region_end))


def arabic_verb_before(place: Place) -> Attribution | None:
    """وقال X إن «…»; without an X, the speaker before goes on: وأضاف أن «…»."""
    if not _is_arabic(place):
        return None
    text = place.frame.text
    at = place.frame.spans[place.token][0]
    start = max(place.frame.region.start, at - _REACH)
    for end in _SENTENCE_END.finditer(text, start, at):
        start = end.end()
    if quoted := _QUOTED.search(text, start, at):
        return _answer(place, quoted, Span(start, at))
    says = list(_SAYS.finditer(text, start, at))
    if not says:
        return None
    found = says[-1]
    if not found["who"]:
        speaker = place.previous or place.above.last
        return speaker._replace(cue=Span(*found.span("verb"))) if speaker else None
    return _answer(place, found, Span(start, at))


def _is_arabic(place: Place) -> bool:
    """Whether the quotation itself is: a look at its first characters."""
    start, _ = place.frame.spans[place.token]
    return _LETTER.search(place.frame.text, start, start + 8) is not None


def _answer(place: Place, found: re.Match[str], sentence: Span) -> Attribution:
    who = Span(*found.span("who")).within(place.frame.text)
    return Attribution(who, Span(*found.span("verb")), sentence)
