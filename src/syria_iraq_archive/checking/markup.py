"""What Markdown and HTML add to the words of a draft: marks of emphasis, addresses, tags, code, marks of notes."""

import re

from syria_iraq_archive.patterns import later

_LINK = later(r"!?\[(?P<words>[^\[\]\n]{1,300})\]\([^()\s]{0,400}(?:\s+\"[^\"\n]{0,200}\")?\)")
_MARKS = later(
    r"(?<!`)`(?!`)[^`\n]{1,200}(?<!`)`(?!`)"  # code; "``" opens a quotation
    r"|\[\^[\w-]{1,40}\]"
    r"|</?[A-Za-z][^<>\n]{0,400}>"
    r"|https?://[^\s<>\"“”«»]+"
    r"|(?<![\w*])\*{1,3}(?=[^\s*])|(?<=[^\s*])\*{1,3}(?![\w*])"
    r"|(?<!\w)_{1,2}(?=[^\s_])|(?<=[^\s_])_{1,2}(?!\w)"
)
_QUOTATION_MARKS = frozenset("\"'“”„«»‘’‹›")
_JOINER = "\u2060"  # takes no room and is no space
_JOINERS = later(f"{_JOINER}+")


def without_markup(text: str) -> str:
    """The text with spaces in place of markup, so that every word stays where it is.

    >>> without_markup("*Karim [Sabri](https://example.org/a)* said.[^1]").split()
    ['Karim', 'Sabri', 'said.']
    >>> len(without_markup("“**We** stay”"))
    13
    >>> without_markup("* 3 * 4 is said of snake_case")
    '* 3 * 4 is said of snake_case'
    """
    joined = _MARKS.sub(lambda mark: _JOINER * len(mark.group()), _LINK.sub(_linked, text))
    return _JOINERS.sub(_blank, joined)


def _linked(link: re.Match[str]) -> str:
    """The words of a link, where they stand."""
    before, behind = link.start("words") - link.start(), link.end() - link.end("words")
    return f"{_JOINER * before}{link['words']}{_JOINER * behind}"


def _blank(joiners: re.Match[str]) -> str:
    """Spaces; but between a quotation mark and its words what takes no room, or it would neither open nor close."""
    before, behind = (
        joiners.string[max(0, joiners.start() - 1) : joiners.start()],
        joiners.string[joiners.end() : joiners.end() + 1],
    )
    opens = before in _QUOTATION_MARKS and behind.strip()
    closes = behind in _QUOTATION_MARKS and before.strip()
    return joiners.group() if before and behind and (opens or closes) else " " * len(joiners.group())
