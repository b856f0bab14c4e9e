"""One finding for each quotation of a draft: where the archive prints it, or how it differs from what that prints."""

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice, pairwise, zip_longest
from typing import NamedTuple

from syria_iraq_archive.checking import attribution, differences
from syria_iraq_archive.checking.alignment import Alignment, Hunk, align
from syria_iraq_archive.checking.archived import Archived, ArticleText, tokens
from syria_iraq_archive.checking.attribution import Judgement, Related
from syria_iraq_archive.checking.drafts import Draft
from syria_iraq_archive.checking.findings import (
    STATUS_OF,
    Findings,
    PrintedAt,
    Problem,
    ProblemKind,
    QuotationFinding,
    Status,
)
from syria_iraq_archive.checking.quotations import DraftReader, Quoted
from syria_iraq_archive.checking.support import unsupported
from syria_iraq_archive.registry.load import Registry
from syria_iraq_archive.spans import Span

MOST_PLACES = 5  # that are named of words that stand in many
_ALIKE = 0.6  # of the words of a quotation that must be the same, in order, for it to be one that was changed
_PAIRS = 0.2  # of the pairs of neighbouring words of a quotation that an article has which may print it
_ALIGNED = 4  # articles beside which a quotation is laid
_PART = 3  # words at least of each part of a stitched quotation
_KNOWN_AGAIN = 6  # words of a quotation whose copies are of one utterance
_BETWEEN = 6  # words at most that differ in the midst of a quotation whose ends stand in an article
_GLUE = 2  # words between two parts that stand in neither
_ROOM = 40  # words of an article on either side of where a quotation seems to stand


class _Candidate(NamedTuple):
    passage: ArticleText
    found: Alignment


class Checker:
    """Checks drafts against an open corpus. `registry` tells it the names of those who may speak."""

    def __init__(self, connection: sqlite3.Connection, registry: Registry) -> None:
        self._archived = Archived(connection)
        self._related = Related(connection)
        self._reader = DraftReader(registry)

    def check(self, draft: Draft) -> Findings:
        """What became of each quotation of the draft, and what stands beside its citations and isn't printed there."""
        read = self._reader.read(draft)
        quotations = tuple(self._with_rests(draft, [self._finding(draft, one) for one in read.quotations]))
        return Findings(draft.path, quotations, tuple(unsupported(read, self._archived)))

    def _with_rests(self, draft: Draft, findings: list[QuotationFinding]) -> Iterator[QuotationFinding]:
        """The findings; no end is cut that the next quotation of the paragraph prints.

        “If the river falls,” he said, “we will leave” quotes one sentence.
        """
        for one, after in zip_longest(findings, findings[1:]):  # the last has none after it
            problems = [problem for problem in one.problems if problem.kind is not ProblemKind.END_CUT]
            if len(problems) == len(one.problems) or not (after and self._goes_on(draft, one, after)):
                yield one
                continue
            yield replace(one, status=_status(problems), problems=tuple(problems))

    def _goes_on(self, draft: Draft, one: QuotationFinding, after: QuotationFinding) -> bool:
        """Whether one quotation begins in the archive where another ends, and in its paragraph of the draft."""
        both = Span(one.start_char, after.end_char)
        if not any(paragraph.span.contains(both) for paragraph in draft.paragraphs):
            return False
        for ended in one.places:
            begun = [place for place in after.places if place.key == ended.key and place.start_char >= ended.end_char]
            passage = self._archived.of_key(ended.key)
            if passage and any(
                not any(True for _ in tokens(passage.text[ended.end_char : place.start_char])) for place in begun
            ):
                return True
        return False

    def _finding(self, draft: Draft, quoted: Quoted) -> QuotationFinding:
        cited = [found for key in quoted.cited if (found := self._archived.of_key(key))]
        near = [*cited, *(one for one in self._archived.holding(quoted.groups) if one not in cited)]
        problems, places, edited = self._judged(draft, quoted, near)
        return QuotationFinding(
            line=draft.line(quoted.span.start),
            start_char=quoted.span.start,
            end_char=quoted.span.end,
            text=quoted.inner.of(draft.text),
            status=_status(problems),
            speaker=quoted.speaker,
            cited=quoted.cited,
            problems=tuple(problems),
            places=tuple(places),
            edited=tuple(edited),
        )

    def _judged(
        self, draft: Draft, quoted: Quoted, near: Sequence[ArticleText]
    ) -> tuple[list[Problem], list[PrintedAt], list[str]]:
        """What is wrong with a quotation, where it stands, and what its marks of editing stand for."""
        whole = [one for passage in near for one in _exact(quoted, passage)]
        if whole:
            judged = [(*self._of(draft, quoted, one), one) for one in whole]
            judged.sort(key=lambda each: (-len(each[1].confirmed), len(each[0])))  # stable: cited articles stay first
            problems, said, best = judged[0]
            if len(quoted.tokens) >= _KNOWN_AGAIN:
                problems = [*problems, *said.contradicted_by(other for _, other, _ in judged[1:])]
            return problems, [_printed(one) for *_, one in judged[:MOST_PLACES]], _edited(quoted, best)
        close = max((_closest(quoted, passage) for passage in _nearest(quoted, near)), key=_likeness, default=None)
        close = close and _as_said(close, len(quoted.tokens))
        if close is None or _differs_much(quoted, close):
            if parts := _stitched(quoted, [*near, *self._of_rest(quoted, close)]):
                joined = " and ".join(f"“{_printed(one).text}” ({one.passage.article['key']})" for one in parts)
                return [Problem(ProblemKind.STITCHED, f"it joins {joined}")], [_printed(one) for one in parts], []
            if close is None or close.found.matched < _ALIKE * len(quoted.tokens):
                return [Problem(ProblemKind.NOT_FOUND, "the archive doesn’t print these words")], [], []
        return self._of(draft, quoted, close)[0], [_printed(close)], _edited(quoted, close)

    def _of_rest(self, quoted: Quoted, close: _Candidate | None) -> list[ArticleText]:
        """The articles that print the longest stretch of the quotation which stands nowhere in the closest one."""
        hunks = close.found.hunks if close else ()
        rest = max((quoted.tokens[hunk.a : hunk.b] for hunk in hunks), key=len, default=())
        return self._archived.holding([rest]) if len(rest) >= _PART else []

    def _of(self, draft: Draft, quoted: Quoted, one: _Candidate) -> tuple[list[Problem], Judgement]:
        """What is wrong with a quotation that stands there, its words first; and what is said of it."""
        passage, found = one
        if _joins_speakers(passage, found):
            joined = Problem(ProblemKind.STITCHED, f"it joins what two say: “{_printed(one).text}”")
            return [joined], Judgement((), frozenset())
        changed = list(differences.problems(draft.text, quoted, passage, found))
        said = attribution.judge(quoted, passage, (found.first, found.end), self._related)
        return [*changed, *said.problems], said


def _status(problems: Sequence[Problem]) -> Status:
    return STATUS_OF.get(problems[0].kind, Status.ALTERED) if problems else Status.FOUND


def _edited(quoted: Quoted, one: _Candidate) -> list[str]:
    return list(differences.edited(quoted, *one))


def _exact(quoted: Quoted, passage: ArticleText) -> Iterator[_Candidate]:
    """The places where an article prints the quotation, but for what its marks of editing stand for."""
    words = [one.strict for one in quoted.tokens]
    editing = {at: most for at, most in quoted.editing.items() if 0 < at < len(words)}
    for plain in ([one.strict for one in quoted.printed], *([] if editing else [words])):
        places = list(islice(passage.places(plain), MOST_PLACES))
        if places:
            yield from (_Candidate(passage, Alignment(at, at + len(plain), len(plain), ())) for at in places)
            return
    longest = max(quoted.groups, key=len)
    if any(True for _ in passage.places([one.strict for one in longest])):
        found = align(words, [one.strict for one in passage.tokens], editing)
        if found.exact:
            yield _Candidate(passage, found)


def _nearest(quoted: Quoted, near: Sequence[ArticleText]) -> list[ArticleText]:
    """The articles that have most pairs of neighbouring words with the quotation; none of those with hardly any."""
    pairs = set(pairwise(one.strict for one in quoted.tokens))
    shared = [len(pairs.intersection(pairwise(one.strict for one in passage.tokens))) for passage in near]
    most = max(shared, default=0)
    if most < _PAIRS * len(pairs):
        return []
    found = [(number, passage) for number, passage in zip(shared, near, strict=True) if number >= most / 2]
    return [passage for _, passage in sorted(found, key=lambda each: -each[0])[:_ALIGNED]]


def _closest(quoted: Quoted, passage: ArticleText) -> _Candidate:
    """The stretch of an article that is most like the quotation."""
    words = [one.strict for one in quoted.tokens]
    printed = [one.strict for one in passage.tokens]
    if not quoted.marks and (found := _between(words, printed, passage)):
        return _Candidate(passage, found)
    first, end = _window(words, printed) if not quoted.marks else (0, len(printed))
    return _Candidate(passage, align(words, printed[first:end], quoted.editing).moved(0, first))


def _as_said(close: _Candidate, words: int) -> _Candidate:
    """The same, but for two things that the article prints and the speaker doesn't say.

    "We stay," he said. "It is ours." may be quoted without his saying so. And a word that a draft adds at either end
    doesn't stand for one beyond the article's marks.
    """
    passage, found = close
    hunks = [hunk._replace(edited=True) if _is_attribution(passage, hunk, words) else hunk for hunk in found.hunks]
    first, end = found.first, found.end
    if hunks and not hunks[0].edited and hunks[0].a == 0 and _leads_out(passage, hunks[0].c, hunks[0].d):
        first = hunks[0].d
        hunks[0] = hunks[0]._replace(c=first)
    if (
        hunks
        and not hunks[-1].edited
        and hunks[-1].b == words
        and _leads_out(passage, hunks[-1].d - 1, hunks[-1].c - 1)
    ):
        end = hunks[-1].c
        hunks[-1] = hunks[-1]._replace(d=end)
    return _Candidate(passage, Alignment(first, end, found.matched, tuple(hunks)))


def _leads_out(passage: ArticleText, outer: int, inner: int) -> bool:
    """Whether an outer word of a stretch is of another quote, or of none, than the one beside the stretch."""
    last = len(passage.tokens) - 1
    return (
        outer != inner
        and min(outer, inner) >= 0
        and max(outer, inner) <= last
        and not passage.in_one_quote(outer, inner)
    )


def _is_attribution(passage: ArticleText, hunk: Hunk, words: int) -> bool:
    """Whether what is left out stands between two quotes of one speaker in a paragraph, and in neither."""
    if hunk.edited or hunk.a != hunk.b or not 0 < hunk.a < words or hunk.c == hunk.d:
        return False
    before, after = passage.quote(hunk.c - 1), passage.quote(hunk.d)
    if before is None or after is None or passage.block(hunk.c - 1) != passage.block(hunk.d):
        return False
    inside = any(passage.quote(word) for word in range(hunk.c, hunk.d))
    said_by = [(one["speaker"], one["actor_id"]) for one in (before, after)]
    return not inside and said_by[0] == said_by[1] and said_by[0] != (None, None)


def _between(words: Sequence[str], printed: Sequence[str], passage: ArticleText) -> Alignment | None:
    """The alignment of a quotation both of whose ends stand in an article, each once; None if it isn't so plain.

    Only the few words between them are laid beside each other then, which is much faster.
    """
    head, tail = _longest(words, [passage], front=True)[0], _longest(words, [passage], front=False)[0]
    if min(head, tail) < _PART or not 0 <= len(words) - head - tail <= _BETWEEN:
        return None
    fronts, backs = (list(islice(passage.places(part), 2)) for part in (words[:head], words[len(words) - tail :]))
    if len(fronts) > 1 or len(backs) > 1 or not 0 <= backs[0] - fronts[0] - head <= _BETWEEN:
        return None
    at, to = head - 1, fronts[0] + head - 1
    inner = align(words[at : len(words) - tail + 1], printed[to : backs[0] + 1], {})
    if inner.first != 0 or inner.end != backs[0] + 1 - to:
        return None
    moved = inner.moved(at, to)
    return Alignment(fronts[0], backs[0] + tail, inner.matched + head + tail - 2, moved.hunks)


def _window(words: Sequence[str], printed: Sequence[str]) -> tuple[int, int]:
    """The stretch in which most pairs of neighbouring words of the quotation stand."""
    pairs = set(pairwise(words))
    at = [n for n, pair in enumerate(pairwise(printed)) if pair in pairs]
    if not at:
        return 0, min(len(printed), len(words) + _ROOM)
    reach = len(words) + _ROOM // 2
    best, most, left = at[0], 0, 0
    for right, place in enumerate(at):
        while place - at[left] > reach:
            left += 1
        if right - left + 1 > most:
            best, most = at[left], right - left + 1
    return max(0, best - len(words) - 5), min(len(printed), best + reach + _ROOM)


def _likeness(one: _Candidate) -> float:
    return one.found.matched - 0.3 * sum(max(hunk.b - hunk.a, 1) for hunk in one.found.hunks if not hunk.edited)


def _differs_much(quoted: Quoted, one: _Candidate) -> bool:
    """Whether so many words differ that they may be another's; or words are left out between two who speak."""
    apart = [hunk for hunk in one.found.hunks if not hunk.edited]
    if one.found.matched < _ALIKE * len(quoted.tokens):
        return True
    if sum(hunk.b - hunk.a for hunk in apart) >= _PART:
        return True
    inside = [hunk for hunk in apart if hunk.a > 0 and hunk.b < len(quoted.tokens)]
    return any(_crosses(one.passage, hunk.c, hunk.d) for hunk in inside)


def _crosses(passage: ArticleText, start: int, end: int) -> bool:
    """Whether the words from `start` up to `end` lead out of one quote or paragraph into another."""
    if end - start < 1 or start < 1 or end >= len(passage.tokens):
        return False
    return not passage.in_one_quote(start - 1, end) or passage.block(start - 1) != passage.block(end)


def _joins_speakers(passage: ArticleText, found: Alignment) -> bool:
    """Whether the words begin in what one says and end in what another says."""
    first, last = passage.quote(found.first), passage.quote(found.end - 1)
    if first is None or last is None or passage.in_one_quote(found.first, found.end - 1):
        return False
    actors, speakers = {first["actor_id"], last["actor_id"]}, {first["speaker"], last["speaker"]}
    return (len(actors) == 2 and None not in actors) or (len(speakers) == 2 and None not in speakers | actors)


def _stitched(quoted: Quoted, near: Sequence[ArticleText]) -> list[_Candidate]:
    """The two places from which a quotation is joined; none if it isn't."""
    for held in (quoted.tokens, quoted.printed):
        if parts := _joined([one.strict for one in held], near):
            return parts
    return []


def _joined(words: Sequence[str], near: Sequence[ArticleText]) -> list[_Candidate]:
    head, front = _longest(words, near, front=True)
    tail, back = _longest(words, near, front=False)
    glue = len(words) - head - tail
    if min(head, tail) < _PART or glue > _GLUE or not (front and back):
        return []
    head = min(head, len(words) - tail) if head + tail > len(words) and len(words) - tail >= _PART else head
    return [_at(front, words[:head]), _at(back, words[len(words) - tail :])]


def _longest(words: Sequence[str], near: Sequence[ArticleText], *, front: bool) -> tuple[int, ArticleText | None]:
    """How many words at one end of the quotation stand side by side in one of the articles, and in which."""
    best: tuple[int, ArticleText | None] = (0, None)
    for passage in near:
        low, high = best[0], len(words)
        while low < high:
            middle = (low + high + 1) // 2
            part = words[:middle] if front else words[len(words) - middle :]
            if f" {' '.join(part)} " in passage.line:
                low = middle
            else:
                high = middle - 1
        if low > best[0]:
            best = (low, passage)
    return best


def _at(passage: ArticleText, words: Sequence[str]) -> _Candidate:
    first = next(passage.places(words))
    return _Candidate(passage, Alignment(first, first + len(words), len(words), ()))


def _printed(one: _Candidate) -> PrintedAt:
    passage, found = one
    span, quote, article = passage.span(found.first, found.end), passage.quote(found.first, found.end), passage.article
    return PrintedAt(
        key=article["key"],
        start_char=span.start,
        end_char=span.end,
        text=span.of(passage.text),
        sha256=article["sha256"],
        source=article["source_id"],
        published=article["published"],
        speaker=quote["speaker"] if quote else None,
        actor=quote["actor_id"] if quote else None,
    )
