"""Pages that were flattened to one line: date, headline and the names of agencies run into the first paragraph.

"Sunday 12 May 2019 Bridge opens again. The council …" is a date, a copy of the headline, and a paragraph. What stands
before the story is divided off here; in the middle of a story the same words would be a part of it.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from syria_iraq_archive.fold import fold
from syria_iraq_archive.parse.block_drafts import BlockDraft, as_shaped
from syria_iraq_archive.parse.bylines import is_person_name
from syria_iraq_archive.parse.date_stretch import MAX_DATE_LINE_LENGTH, date_stretch
from syria_iraq_archive.parse.lines import split_lines
from syria_iraq_archive.parse.printed_dates import find_dates
from syria_iraq_archive.parse.shape_rules import shape
from syria_iraq_archive.parse.vocabulary import Vocabulary
from syria_iraq_archive.patterns import later
from syria_iraq_archive.records import Role
from syria_iraq_archive.spans import Span

MIN_WORDS = 12  # of a paragraph that a page was flattened to
MAX_WORDS_BETWEEN = 8  # names of agencies, photographers and sections between the copy of a headline and the date
MAX_UNCOPIED_LENGTH = 90  # characters in which a date must stand that opens a paragraph
MAX_AUTHOR_WORDS = 12  # of a byline behind the date
MIN_COPIED_WORDS = 3  # of a headline that a flattened page prints again

_FLAG = later(r"(?:UPDATED?|BREAKING|EXCLUSIVE|LIVE|VIDEO|PHOTOS?|عاجل|بالفيديو|بالصور)\s*[:|-]?\s+")
_PROSE_OPENING = later(r"(?:on|in|at|by|since|until|from|the|في|منذ|بتاريخ|يوم|ل|من|حتى)\b", re.IGNORECASE)
_PROSE_BEHIND = later(r"\s*(?:[,،;]|[–—-]\s*(?!$)|(?!by\s)[a-z]|و\w)")
_GLUED_LOWER = later(r"[a-z]$")
_BY = later(r"\s*(?:by|By|BY)\s+(?=[A-Z])")
_NAME_WORD = later(r"(?:[A-Z][\w.'’-]*|and|&|al-\w+)\s+")
_LINK = later(r"\s*(?:Get short URL|Video|Photos?)\b(?:\s+\d{1,4}(?!\w))*\s*")
_SITE = later(r"\s+[-|–—]\s+")
_STOP = later(r"[.!?…؟:|-]?\s+")


class FlattenedHead(NamedTuple):
    """The parts before a story, which are no part of it: each with its role, counted from the paragraph's start."""

    parts: tuple[tuple[Span, Role], ...]
    end: int


def without_opening(text: str, drafts: Sequence[BlockDraft], vocabulary: Vocabulary) -> Iterator[BlockDraft]:
    """The drafts of an article, with the first paragraph divided if the page's date was flattened into it."""
    first = next((i for i, draft in enumerate(drafts) if draft.role is Role.PARAGRAPH), None)
    if first is None or any(draft.role is Role.PUBLISHED for draft in drafts[:first]):
        yield from drafts
        return
    headline = next((draft.span for draft in drafts[:first] if draft.role is Role.HEADLINE), None)
    yield from drafts[:first]
    yield from _divided(text, drafts[first], headline, vocabulary)
    yield from drafts[first + 1 :]


def _divided(text: str, draft: BlockDraft, headline: Span | None, vocabulary: Vocabulary) -> Iterator[BlockDraft]:
    paragraph = draft.span.of(text)
    if (
        not any(map(str.isdigit, paragraph[:MAX_DATE_LINE_LENGTH]))
        or len(paragraph.split(None, MIN_WORDS)) <= MIN_WORDS
    ):
        yield draft
        return
    opening = find_opening(paragraph, headline.of(text) if headline else None, vocabulary)
    if opening is None:
        yield draft
        return
    offset = draft.span.start
    for span, role in opening.parts:
        placed = Span(span.start + offset, span.end + offset).within(text)
        copies = headline.end if headline and role is Role.REPEAT else None
        if placed.length:
            yield BlockDraft(placed, role, f"flattened:{role}", copies)
    yield from _story(text, Span(offset + opening.end, draft.span.end).within(text), draft, vocabulary)


def _story(text: str, rest: Span, draft: BlockDraft, vocabulary: Vocabulary) -> Iterator[BlockDraft]:
    """The story itself, divided as its first line would be by itself: it may open with a dateline or the outlet."""
    if not rest.length:
        return
    [line, *more] = split_lines(rest.of(text))
    shaped = shape(line, vocabulary)
    if more or shaped.leads is None:
        yield draft._replace(span=rest)
        return
    for piece in as_shaped(shaped):
        yield piece._replace(span=Span(piece.span.start + rest.start, piece.span.end + rest.start))


def find_opening(paragraph: str, headline: str | None, vocabulary: Vocabulary) -> FlattenedHead | None:
    """What stands before the story in a paragraph that a page was flattened to; None if it holds the story alone.

    >>> from syria_iraq_archive.registry.load import Registry
    >>> vocabulary = Vocabulary(Registry({}, {}))
    >>> opening = find_opening(
    ...     "12 May 2019 Bridge opens again The council has opened it.", "Bridge opens again", vocabulary
    ... )
    >>> [role.value for span, role in opening.parts]
    ['published', 'repeat']
    """
    parts: list[tuple[Span, Role]] = []
    reached = _flag(paragraph)
    parts.append((Span(0, reached), Role.CHROME))
    copy = _copy(paragraph, reached, headline)
    if copy:
        parts.append((copy, Role.REPEAT))
        reached = copy.end
    dated = _dated(paragraph, reached, copy is not None, vocabulary)
    if dated is None:
        return None
    between, stretch = dated
    parts += [(between, Role.CHROME), (stretch, Role.PUBLISHED)]
    reached = stretch.end
    author = _author(paragraph, reached, headline)
    if author:
        parts.append((author, Role.BYLINE))
        reached = author.end
    if link := _LINK.match(paragraph, reached):
        parts.append((Span(*link.span()), Role.CHROME))
        reached = link.end()
    if copy is None and (copy := _copy(paragraph, reached, headline)):
        parts.append((copy, Role.REPEAT))
        reached = copy.end
    return FlattenedHead(tuple(part for part in parts if part[0].length), reached)


def _flag(paragraph: str) -> int:
    flag = _FLAG.match(paragraph)
    return flag.end() if flag else 0


def _copy(paragraph: str, start: int, headline: str | None) -> Span | None:
    """The copy of the headline that begins at `start`, with the full stop behind it.

    A headline taken from a page's title has the site's name behind it, which the page itself doesn't print there.
    """
    if headline is None:
        return None
    folded = fold(paragraph[start : start + 2 * len(headline) + 40])
    lead = len(folded.text) - len(folded.text.lstrip())
    for printed in (headline, _SITE.split(headline, maxsplit=1)[0]):
        words = fold(printed).text.strip(" .")
        if len(words.split()) >= MIN_COPIED_WORDS and folded.text.startswith(words, lead):
            end = start + folded.span(lead, lead + len(words)).end
            if not paragraph[end : end + 1].isalnum():
                stop = _STOP.match(paragraph, end)
                return Span(start, end + len(stop.group().rstrip()) if stop else end).within(paragraph)
    return None


def _dated(paragraph: str, start: int, copied: bool, vocabulary: Vocabulary) -> tuple[Span, Span] | None:
    """What stands between `start` and the date, and the stretch of the date; None if the story begins before it."""
    head = paragraph[start : start + (MAX_DATE_LINE_LENGTH if copied else MAX_UNCOPIED_LENGTH)]
    stretch = date_stretch(head)
    if stretch is None or not any(one.is_read for one in find_dates(stretch.of(head))):
        return None
    before, behind = head[: stretch.start], head[stretch.end :]
    if not _may_precede(before, copied, vocabulary) or _opens_prose(stretch.of(head), behind):
        return None
    return Span(start, start + stretch.start), Span(start + stretch.start, start + stretch.end)


def _may_precede(before: str, copied: bool, vocabulary: Vocabulary) -> bool:
    """Whether the words before a date are names of agencies and sections: behind a copy of the headline, any few."""
    words = before.split()
    if not words:
        return True
    named = vocabulary.agency(before) is not None or vocabulary.masthead(before) is not None
    return named or (copied and len(words) <= MAX_WORDS_BETWEEN and all(not word[0].islower() for word in words))


def _opens_prose(stretch: str, behind: str) -> bool:
    """Whether a date opens a sentence: "On May 12, 2019, the council …"."""
    return bool(_PROSE_OPENING.match(stretch) or _PROSE_BEHIND.match(behind))


def _author(paragraph: str, start: int, headline: str | None) -> Span | None:
    """The author behind the date ("by Rana Haddad"): names up to the copy of the headline, or up to two words."""
    by = _BY.match(paragraph, start)
    if by is None:
        return None
    end = by.end()
    for _ in range(MAX_AUTHOR_WORDS):
        if headline and _copy(paragraph, end, headline):
            return Span(start, end).within(paragraph)
        word = _NAME_WORD.match(paragraph, end)
        if word is None:
            break
        end = word.end()
    two = re.match(r"\s*[Bb][Yy]\s+\S+\s+\S+", paragraph[start:])
    name = two.group() if two else ""
    return Span(start, start + len(name)).within(paragraph) if is_person_name(name.split(None, 1)[-1]) else None
