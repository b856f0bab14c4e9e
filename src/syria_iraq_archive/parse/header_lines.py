"""Lines that only headers have: dates, bylines, mastheads, or several of them side by side on one line.

"By A | Dec 3, 2024 | 4 min read" is four stretches: byline, date, and chrome around the date.
"""

import re

from syria_iraq_archive.parse import bylines
from syria_iraq_archive.parse.credits import find_credit
from syria_iraq_archive.parse.date_lines import date_stretch
from syria_iraq_archive.parse.vocabulary import Vocabulary
from syria_iraq_archive.records import Role
from syria_iraq_archive.spans import Span

Stretch = tuple[Span, Role]

_SEPARATOR = re.compile(r"\s{0,9}[•|·]\s{0,9}")
_POSTED_BY = re.compile(r"by\s+\w[\w.-]*(?:\s+\w[\w.-]*){0,2}$", re.IGNORECASE)
_DASHES = "-–—―,،:;"


def header_parts(text: str, vocabulary: Vocabulary) -> list[Stretch] | None:
    """`text` as stretches of published, byline, publisher and chrome; None where something else stands in it."""
    stretch = date_stretch(text)
    if stretch is None:
        return _undated_parts(text, vocabulary)
    before = _side(text, 0, stretch.start, vocabulary)
    after = _side(text, stretch.end, len(text), vocabulary)
    if before is None or after is None:
        return None
    return [*before, (stretch, Role.PUBLISHED), *after]


def _side(text: str, start: int, end: int, vocabulary: Vocabulary) -> list[Stretch] | None:
    """What stands beside a date, if it is header, too; separators go with the chrome they border on."""
    parts: list[Stretch] = []
    reached = start
    for separator in (*_SEPARATOR.finditer(text, start, end), None):
        stop = separator.start() if separator else end
        piece = Span(reached, stop).within(text)
        if piece.length:
            bare = _without_dash(text, piece)
            role = _header_role(bare.of(text), vocabulary) if bare.length else Role.CHROME
            if role is None:
                return None
            if bare.start > piece.start and role is not Role.CHROME:
                parts.append((Span(piece.start, bare.start).within(text), Role.CHROME))
            parts.append((bare if role is not Role.CHROME else piece, role))
            if bare.length and bare.end < piece.end and role is not Role.CHROME:
                parts.append((Span(bare.end, piece.end).within(text), Role.CHROME))
        if separator:
            parts.append((Span(*separator.span()).within(text), Role.CHROME))
            reached = separator.end()
    return _joined_chrome(text, parts)


def _without_dash(text: str, span: Span) -> Span:
    """`span` less the dash or comma with which it is joined to a date."""
    start, end = span
    while start < end and (text[start] in _DASHES or text[start].isspace()):
        start += 1
    while end > start and (text[end - 1] in _DASHES or text[end - 1].isspace()):
        end -= 1
    return Span(start, end)


def _joined_chrome(text: str, parts: list[Stretch]) -> list[Stretch]:
    """Neighbouring stretches of chrome as one ("• 3 min read")."""
    joined: list[Stretch] = []
    for span, role in parts:
        if (
            joined
            and role is Role.CHROME
            and joined[-1][1] is Role.CHROME
            and not text[joined[-1][0].end : span.start].strip()
        ):
            joined[-1] = (Span(joined[-1][0].start, span.end), role)
        else:
            joined.append((span, role))
    return joined


def _header_role(text: str, vocabulary: Vocabulary) -> Role | None:
    """The role of a stretch that stands beside a date."""
    if vocabulary.furniture.kind_of(text):
        return Role.CHROME
    if vocabulary.masthead(text):
        return Role.PUBLISHER
    if bylines.byline_cue(text) or bylines.is_desk(text) or bylines.is_person_name(text) or _POSTED_BY.match(text):
        return Role.BYLINE
    return Role.BYLINE if bylines.names_outlet(text, vocabulary) else None


def _undated_parts(text: str, vocabulary: Vocabulary) -> list[Stretch] | None:
    named = (
        bylines.byline_cue(text)
        or bylines.is_by_outlet(text, vocabulary)
        or bylines.is_desk(text)
        or _joined_outlet(text, vocabulary)
    )
    if named or bylines.is_name_with_place_or_role(text, vocabulary):
        return _cued_parts(text, vocabulary)
    return None


def _cued_parts(text: str, vocabulary: Vocabulary) -> list[Stretch]:
    """A byline, with what stands behind a bar cut off where it is furniture or a place."""
    separator = _SEPARATOR.search(text)
    if separator is None:
        return [(Span(0, len(text)), Role.BYLINE)]
    rest = Span(separator.start(), len(text)).within(text)
    tail = text[separator.end() :]
    if find_credit(tail, vocabulary):
        bar = Span(*separator.span()).within(text)
        return [
            (Span(0, separator.start()), Role.BYLINE),
            (bar, Role.CHROME),
            (Span(separator.end(), len(text)), Role.CREDIT),
        ]
    if vocabulary.furniture.kind_of(tail):
        return [(Span(0, separator.start()), Role.BYLINE), (rest, Role.CHROME)]
    return [(Span(0, len(text)), Role.BYLINE)]


def _joined_outlet(text: str, vocabulary: Vocabulary) -> bool:
    """A name or desk joined to an outlet: "News Desk - The Cradle"."""
    if bylines.names_outlet(text, vocabulary) is None:
        return False
    head = bylines.before_joint(text)
    return bylines.is_desk(head) or bylines.is_person_name(head)
