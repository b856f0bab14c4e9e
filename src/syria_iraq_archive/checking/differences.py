"""What has been changed in a quotation: each stretch that differs gets the kind of change that it is."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from syria_iraq_archive.checking.alignment import Alignment, Hunk
from syria_iraq_archive.checking.archived import ArticleText, Token
from syria_iraq_archive.checking.figures import figures
from syria_iraq_archive.checking.findings import Problem, ProblemKind
from syria_iraq_archive.checking.quotations import Quoted
from syria_iraq_archive.fold import fold_key
from syria_iraq_archive.patterns import later
from syria_iraq_archive.spans import Span

_DENYING = """
    no not never nor none nobody nothing neither nowhere without cannot cant wont dont doesnt didnt isnt arent wasnt
    werent hasnt havent hadnt wouldnt shouldnt couldnt mustnt neednt aint hardly barely
    لا لم لن ما ليس ليست ليسوا لسنا لست غير دون بدون عدم ولا ولم ولن وليس فلا فلم فلن
"""
NEGATIONS = frozenset(_DENYING.split())
"""Words that deny, by their strict keys."""
_CONDITIONS = """
    if unless until except rarely seldom allegedly reportedly supposedly deny denies denied denying reject rejects
    rejected refuse refuses refused fail fails failed false falsely
    الا لو اذا باستثناء نفي نفت ينفي تنفي رفض رفضت يرفض ترفض يزعم زعم مزاعم
"""
_ELLIPSIS = later(r"…|\.{3}|\. \. \.")
QUALIFYING = NEGATIONS | frozenset(_CONDITIONS.split())
"""Words without which a sentence may say something else: what denies, and what makes conditions or doubts."""
_COUNTING = """
    hundred hundreds thousand thousands million millions billion billions dozen dozens one half third quarter
    first second fourth fifth sixth seventh eighth ninth tenth
    الف الاف مليون ملايين مليار مليارات عشرات مئات واحد واحده نصف ثلث ربع
    اول اولي ثاني ثانيه ثالث ثالثه رابع رابعه خامس خامسه
"""
_SCALES = frozenset(_COUNTING.split())


def problems(draft: str, quoted: Quoted, passage: ArticleText, found: Alignment) -> Iterator[Problem]:
    """What differs between a quotation and the words beside which it lies, and what its marks of editing hide."""
    for hunk in found.hunks:
        printed = passage.tokens[found_slice(hunk)]
        if hunk.edited:
            yield from _hidden(quoted, hunk, passage, printed)
        else:
            yield _changed(draft, quoted.tokens, hunk, passage)
    yield from _begun_late(passage, found)
    yield from _cut(quoted, passage, found)


def found_slice(hunk: Hunk) -> slice:
    """The words of the article in a stretch."""
    return slice(hunk.c, hunk.d)


def edited(quoted: Quoted, passage: ArticleText, found: Alignment) -> Iterator[str]:
    """The marks of editing that stand for words, each with these."""
    hidden = {hunk.a: _text(passage.text, passage.tokens[found_slice(hunk)]) for hunk in found.hunks if hunk.edited}
    for mark in quoted.marks:
        if mark.before in hidden:
            yield f"{mark.text}: {hidden[mark.before]}"


def _changed(draft: str, words: Sequence[Token], hunk: Hunk, passage: ArticleText) -> Problem:
    mine, printed = words[hunk.a : hunk.b], passage.tokens[found_slice(hunk)]
    written, there = _text(draft, mine), _text(passage.text, printed)
    if _number(NEGATIONS, mine) != _number(NEGATIONS, printed):
        return Problem(ProblemKind.NEGATION, _says(written, there), written, there)
    if (
        mine
        and printed
        and _numbers_differ(
            _numbers(draft, words, hunk.a, hunk.b), _numbers(passage.text, passage.tokens, hunk.c, hunk.d)
        )
    ):
        return Problem(ProblemKind.NUMBER, _says(written, there), written, there)
    kind = ProblemKind.WORD if mine and printed else ProblemKind.ADDED if mine else ProblemKind.LEFT_OUT
    return Problem(kind, _says(written, there), written, there)


def _says(written: str, there: str) -> str:
    if written and there:
        return f"the archive prints “{there}”, the draft “{written}”"
    return f"the archive doesn’t print “{written}”" if written else f"the draft leaves out “{there}”"


_Numbers = list[Decimal | str]


def _numbers_differ(one: _Numbers, other: _Numbers) -> bool:
    """Whether both stretches hold numbers, and not the same."""
    return bool(one and other) and one != other


def _numbers(text: str, words: Sequence[Token], start: int, end: int) -> _Numbers:
    """The numbers of which one of the words from `start` up to `end` is a part: "twelve" is two words in Arabic."""
    held = Span(words[start].span.start, words[end - 1].span.end)
    around = words[max(0, start - 1) : end + 1]
    found = figures(text, around[0].span.start, around[-1].span.end)
    values: _Numbers = [one.value for one in found if one.span.overlaps(held)]
    return values + [one.strict for one in words[start:end] if one.strict in _SCALES]


def _hidden(quoted: Quoted, hunk: Hunk, passage: ArticleText, printed: Sequence[Token]) -> Iterator[Problem]:
    """What an ellipsis or brackets hide that changes the sense."""
    instead = {fold_key(mark.text) for mark in quoted.marks if mark.before == hunk.a}
    telling = [one for one in printed if one.strict in QUALIFYING and not any(one.strict in text for text in instead)]
    if telling:
        there = _text(passage.text, printed)
        if telling[0].strict in NEGATIONS and _prints_ellipsis(passage, hunk):  # the mark is the archive's own
            yield Problem(ProblemKind.NEGATION, _says("", there), "", there)
            return
        what = passage.text[telling[0].span.start : telling[0].span.end]
        yield Problem(ProblemKind.ELLIPSIS, f"what is left out holds “{what}”: “{there}”", "", there)


def _prints_ellipsis(passage: ArticleText, hunk: Hunk) -> bool:
    """Whether the archive itself has an ellipsis beside these words."""
    before, behind = passage.tokens[max(0, hunk.c - 1)], passage.tokens[min(hunk.d, len(passage.tokens) - 1)]
    return bool(_ELLIPSIS.search(passage.text[before.span.end : behind.span.start]))


def _begun_late(passage: ArticleText, found: Alignment) -> Iterator[Problem]:
    """Whether the word before the first denies what is quoted."""
    at = found.first - 1
    if at < 0 or passage.ends_sentence(at) or passage.tokens[at].strict not in NEGATIONS:
        return
    quote, before = passage.quote(found.first), passage.quote(at)
    if quote and before and quote["start_char"] == before["start_char"]:
        there = _text(passage.text, passage.tokens[at : at + 1])
        yield Problem(ProblemKind.NEGATION, f"the draft leaves out “{there}” before it", "", there)


def _cut(quoted: Quoted, passage: ArticleText, found: Alignment) -> Iterator[Problem]:
    """Whether the quotation stops before the sentence does, though it begins as the archive's does."""
    last = found.end - 1
    goes_on = any(mark.before == len(quoted.tokens) and mark.is_ellipsis for mark in quoted.marks)
    if goes_on or passage.ends_sentence(last):
        return
    quote = passage.quote(last)
    is_edited = any(mark.before == 0 for mark in quoted.marks)
    if quote is None or not (is_edited or _begins(passage, found.first, quote["start_char"])):
        return
    end = found.end
    while end < len(passage.tokens) and passage.tokens[end].span.end <= quote["end_char"]:
        end += 1
        if passage.ends_sentence(end - 1):
            break
    left = passage.tokens[found.end : end]
    if left:
        there = _text(passage.text, left)
        yield Problem(ProblemKind.END_CUT, f"the sentence goes on: “{there}”", "", there)


def _begins(passage: ArticleText, first: int, start: int) -> bool:
    """Whether word `first` is the first of a sentence, or of the quote that begins at `start`."""
    before = passage.tokens[first - 1].span.start if first else -1
    return before < start or passage.ends_sentence(first - 1)


def _number(kind: frozenset[str], held: Sequence[Token]) -> int:
    return sum(one.strict in kind for one in held)


def _text(text: str, held: Sequence[Token]) -> str:
    return text[held[0].span.start : held[-1].span.end] if held else ""
