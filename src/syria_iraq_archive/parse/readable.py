"""What readers see of a line: its text without characters that show nothing, and with HTML entities as what they mean.

Pages copied from a browser carry marks of direction, joiners and byte-order marks; scrapers leave "&ldquo;" and "<br>"
behind. Every rule about lines reads the readable text. Spans count the characters of the capture all the same.
"""

import re
from html import unescape
from typing import NamedTuple

from syria_iraq_archive.fold import in_ascii
from syria_iraq_archive.patterns import later
from syria_iraq_archive.spans import Span

INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff9-\ufffb\U000e0001-\U000e01ef"
)
"""Characters that show nothing, written for a character class of `re`: marks of direction, joiners, soft hyphens."""

_ENTITY = r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});"
# What shows nothing at the edge of a line: there a tag that breaks the line and entities that mean a space don't, too.
_AT_EDGE = rf"(?:[\s{INVISIBLE}]|<br\s{{0,3}}/?>|&(?:nbsp|ensp|emsp|thinsp|zwn?j|lrm|rlm|shy|#160|#xa0|#8203|#65279);)"
_FIRST_SEEN = later(rf"{_AT_EDGE}*", re.IGNORECASE)
_UNSEEN_LAST = later(rf"(?:{_AT_EDGE})+$", re.IGNORECASE)
_HIDDEN = later(rf"[{INVISIBLE}]|{_ENTITY}")
_SIGN = later(rf"[{INVISIBLE}]")


class SeenText(NamedTuple):
    """A readable text, and for each of its characters where what it stands for begins and ends in the original."""

    text: str
    begins: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, part: Span) -> Span:
        """The span of the original that a part of the readable text stands for.

        >>> readable("3 &mdash; 4").span(Span(2, 3))
        Span(start=2, end=9)
        """
        if not part.length:
            place = self.begins[part.start] if part.start < len(self.text) else self.ends[-1]
            return Span(place, place)
        return Span(self.begins[part.start], self.ends[part.end - 1])


def may_hide(text: str) -> bool:
    """Whether `text` may hold something that shows nothing, or an entity: a quick check.

    >>> may_hide("Hama falls"), may_hide("Hama\u200f falls")
    (False, True)
    """
    if "&" in text or "<" in text:
        return True
    return not in_ascii(text).isascii() and bool(_SIGN.search(text))  # usual marks show something


def seen(text: str) -> Span:
    """The span of the line `text` without white space and what shows nothing at either end; empty if nothing is left.

    >>> seen("\ufeff Hama falls<br>")
    Span(start=2, end=12)
    """
    first = _FIRST_SEEN.match(text)
    start = first.end() if first else 0
    last = _UNSEEN_LAST.search(text, start)
    return Span(start, last.start() if last else len(text))


def readable(text: str) -> SeenText | None:
    """`text` as readers see it; None if they see every character of it as it is.

    >>> readable("Dec\u00adem\u00adber &#51;").text, readable("Salt & Bread")
    ('December 3', None)
    """
    begins: list[int] = []
    ends: list[int] = []
    shown: list[str] = []
    reached = 0
    for hidden in _HIDDEN.finditer(text):
        start, end = hidden.span()
        meaning = unescape(hidden.group()) if text[start] == "&" else ""
        if len(meaning) > 1:  # no entity after all
            continue
        _keep(text[reached:start], reached, shown, begins, ends)
        if meaning and not re.match(f"[{INVISIBLE}]", meaning):
            shown.append(" " if meaning.isspace() else meaning)
            begins.append(start)
            ends.append(end)
        reached = end
    if not reached:
        return None
    _keep(text[reached:], reached, shown, begins, ends)
    return SeenText("".join(shown), tuple(begins), tuple(ends)) if shown else None


def _keep(piece: str, offset: int, shown: list[str], begins: list[int], ends: list[int]) -> None:
    shown.append(piece)
    begins.extend(range(offset, offset + len(piece)))
    ends.extend(range(offset + 1, offset + len(piece) + 1))
