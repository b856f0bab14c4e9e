"""Running text on a terminal: wrapped by the columns it takes, in pieces of different styles, in either direction."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

import click

from syria_iraq_archive.cli.formats import display_width
from syria_iraq_archive.cli.visible import visible

_WORD = re.compile(r"\S+")
_RIGHT_TO_LEFT, _FIRST_STRONG, _END = "\u2067", "\u2068", "\u2069"  # isolates: their content turns nothing around it


class Piece(NamedTuple):
    """A stretch of text in one style; `foreign` where its direction may be another than that of what stands around."""

    text: str
    bold: bool = False
    underline: bool = False
    dim: bool = False
    foreign: bool = False


def flow(pieces: Iterable[Piece], width: int | None, *, indent: str = "", isolate: bool = False) -> Iterator[str]:
    """The pieces as lines of at most `width` columns (one line where None); all but the first after `indent`.

    Control characters are made visible. Right-to-left text is told from what stands around it where `isolate`.

    >>> list(flow([Piece("The army of "), Piece("Iraq"), Piece(" moved.")], 12))
    ['The army of', 'Iraq moved.']
    """
    styled = [(character, piece) for piece in pieces for character in _printable(piece, isolate=isolate)]
    text = "".join(character for character, _ in styled)
    backwards = isolate and runs_right_to_left(text)
    for number, (start, end) in enumerate(_lines(text, width, display_width(indent))):
        line = _styled(styled[start:end])
        yield f"{indent if number else ''}{_RIGHT_TO_LEFT + line + _END if backwards else line}"


def _printable(piece: Piece, *, isolate: bool) -> str:
    text = visible("".join(" " if character.isspace() else character for character in piece.text))
    return f"{_FIRST_STRONG}{text}{_END}" if isolate and piece.foreign and _has_right_to_left(text) else text


def _lines(text: str, width: int | None, indent: int) -> Iterator[tuple[int, int]]:
    """Where lines begin and end: at words, as many as fit, at least one."""
    start = end = None
    room = width
    for match in _WORD.finditer(text):
        if start is None:
            start = match.start()
        elif room is not None and display_width(text[start : match.end()]) > room:
            yield start, end or start
            start, room = match.start(), max(1, (width or 0) - indent)
        end = match.end()
    if start is not None and end is not None:
        yield start, end


def _styled(characters: list[tuple[str, Piece]]) -> str:
    """The characters with the codes of their styles; a run of white space is one space."""
    parts = []
    before = ""
    for style, group in groupby(characters, key=lambda pair: pair[1][1:4]):
        text = ""
        for character, _ in group:
            if not (character == " " and before == " "):
                text += character
            before = character
        bold, underline, dim = (wanted or None for wanted in style)
        parts.append(click.style(text, bold=bold, underline=underline, dim=dim) if any(style) else text)
    return "".join(parts)


def runs_right_to_left(text: str) -> bool:
    """Whether the first letter with a direction has that one.

    >>> runs_right_to_left("(2024) حلب"), runs_right_to_left("Aleppo (حلب)")
    (True, False)
    """
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return False


def _has_right_to_left(text: str) -> bool:
    return not text.isascii() and any(unicodedata.bidirectional(character) in ("R", "AL") for character in text)
