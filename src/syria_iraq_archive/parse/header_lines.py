"""Lines that only headers have: dates, bylines, mastheads, or several of them side by side on one line.

"By A | Dec 3, 2024 | 4 min read" is a byline, a date, and chrome.
"""

import re

from syria_iraq_archive.parse.bylines import (
    before_joint,
    byline_cue,
    is_by_outlet,
    is_desk,
    is_name_with_place_or_role,
    is_person_name,
    names_of,
    names_outlet,
)
from syria_iraq_archive.parse.captions import find_credit
from syria_iraq_archive.parse.date_stretch import date_stretch
from syria_iraq_archive.parse.datelines import is_known_place, is_place_line
from syria_iraq_archive.parse.vocabulary import Vocabulary
from syria_iraq_archive.patterns import later
from syria_iraq_archive.records import Role
from syria_iraq_archive.spans import Span

RolePart = tuple[Span, Role]

_SEPARATOR = later(r"\s{0,9}[•|·]\s{0,9}")
MAX_SIGNATURE_WORDS = 10  # of a name joined to an outlet
MAX_PLACE_PART_WORDS = 2
_PLACE_JOINT = later(r"[-–—,،/]")
_POSTED_BY = later(r"by\s+\w[\w.-]*(?:\s+\w[\w.-]*){0,2}$", re.IGNORECASE)
_BARS = ("|", "/", "•", "·", "»")
MAX_LABEL_WORDS = 2
_DASHES = "-–—―,،:;/"


def header_parts(text: str, vocabulary: Vocabulary) -> list[RolePart] | None:
    """The line `text` divided into date, byline, publisher and chrome; None if it holds anything else.

    >>> from syria_iraq_archive.registry.load import Registry
    >>> parts = header_parts("By Rana Haddad | Dec 3, 2024", Vocabulary(Registry({}, {})))
    >>> [role.value for span, role in parts]
    ['byline', 'chrome', 'published']
    """
    stretch = date_stretch(text)
    if stretch is None:
        return _undated_parts(text, vocabulary)
    before = _side(text, 0, stretch.start, vocabulary)
    after = _side(text, stretch.end, len(text), vocabulary)
    if before is None or after is None:
        return None
    return [*before, (stretch, Role.PUBLISHED), *after]


def _side(text: str, start: int, end: int, vocabulary: Vocabulary) -> list[RolePart] | None:
    """What stands on one side of a date, divided; None if it holds anything else. Separators are chrome."""
    parts: list[RolePart] = []
    reached = start
    for separator in (*_SEPARATOR.finditer(text, start, end), None):
        piece = Span(reached, separator.start() if separator else end).within(text)
        bare = _without_dash(text, piece)
        role = _header_role(bare.of(text), vocabulary) if bare.length else Role.CHROME
        if role is None and _is_label_beside(text, start, end, bare):
            role = Role.CHROME
        if role is None:
            return None
        if role is Role.CHROME:
            parts.append((piece, role))
        else:
            parts.append((Span(piece.start, bare.start).within(text), Role.CHROME))
            parts.append((bare, role))
            parts.append((Span(bare.end, piece.end).within(text), Role.CHROME))
        if separator:
            parts.append((Span(*separator.span()).within(text), Role.CHROME))
            reached = separator.end()
    return _joined_chrome(text, [part for part in parts if part[0].length])


def _is_label_beside(text: str, start: int, end: int, piece: Span) -> bool:
    """Whether a bar or slash parts one or two words from a date: a label of the site ("Politics | 3 December 2024")."""
    beside = text[start:end].strip()
    parted = beside.endswith(_BARS) if end > start and start == 0 else beside.startswith(_BARS)
    return parted and len(piece.of(text).split()) <= MAX_LABEL_WORDS


def _without_dash(text: str, span: Span) -> Span:
    """`span` without the dash or comma that joins it to a date."""
    start, end = span
    while start < end and (text[start] in _DASHES or text[start].isspace()):
        start += 1
    while end > start and (text[end - 1] in _DASHES or text[end - 1].isspace()):
        end -= 1
    return Span(start, end)


def _joined_chrome(text: str, parts: list[RolePart]) -> list[RolePart]:
    """Neighbouring parts of chrome as one part ("• 3 min read")."""
    joined: list[RolePart] = []
    for span, role in parts:
        last, last_role = joined[-1] if joined else (span, None)
        if role is last_role is Role.CHROME and not text[last.end : span.start].strip():
            joined[-1] = (Span(last.start, span.end), role)
        else:
            joined.append((span, role))
    return joined


def _header_role(text: str, vocabulary: Vocabulary) -> Role | None:
    """The role of a text that stands beside a date; None if no header prints it there."""
    if vocabulary.furniture.kind_of(text):
        return Role.CHROME
    if vocabulary.masthead(text):
        return Role.PUBLISHER
    if byline_cue(text) or is_desk(text) or names_of(text) or _POSTED_BY.match(text):
        return Role.BYLINE
    if names_outlet(text, vocabulary) or is_name_with_place_or_role(text, vocabulary) or _is_joined_name(text):
        return Role.BYLINE
    return Role.DATELINE if is_place_line(text, vocabulary) or _are_places(text, vocabulary) else None


def _is_joined_name(text: str) -> bool:
    """Whether a name is joined to what may be an outlet, as beside a date: "Rana Haddad - The Tigris Post"."""
    head, joint, _ = text.partition(" - ") if " - " in text else text.partition(" | ")
    return bool(joint) and len(text.split()) <= MAX_SIGNATURE_WORDS and is_person_name(head.strip())


def _are_places(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a known place stands before its country or governorate, with a dash between: "بغداد-العراق"."""
    first, *rest = [part.strip() for part in _PLACE_JOINT.split(text)]
    return is_known_place(first, vocabulary) and all(0 < len(part.split()) <= MAX_PLACE_PART_WORDS for part in rest)


def _undated_parts(text: str, vocabulary: Vocabulary) -> list[RolePart] | None:
    """A line without a date, divided if it is a byline, else None."""
    named = (
        byline_cue(text) or is_by_outlet(text, vocabulary) or is_desk(text) or _is_joined_to_outlet(text, vocabulary)
    )
    if named or is_name_with_place_or_role(text, vocabulary):
        return _cued_parts(text, vocabulary)
    return None


def _cued_parts(text: str, vocabulary: Vocabulary) -> list[RolePart]:
    """A byline. What stands behind a bar is cut off if it is a photo credit or furniture."""
    separator = _SEPARATOR.search(text)
    if separator:
        name, tail = (Span(0, separator.start()), Role.BYLINE), Span(separator.end(), len(text))
        if find_credit(tail.of(text), vocabulary):
            return [name, (Span(*separator.span()).within(text), Role.CHROME), (tail, Role.CREDIT)]
        if vocabulary.furniture.kind_of(tail.of(text)):
            return [name, (Span(separator.start(), len(text)).within(text), Role.CHROME)]
    return [(Span(0, len(text)), Role.BYLINE)]


def _is_joined_to_outlet(text: str, vocabulary: Vocabulary) -> bool:
    """Whether `text` is a name or desk joined to an outlet: "News Desk - The Cradle"."""
    if names_outlet(text, vocabulary) is None:
        return False
    head = before_joint(text)
    return is_desk(head) or is_person_name(head)
