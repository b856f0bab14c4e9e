"""Text for a terminal: control characters made visible, its width in columns, lines wrapped in styles and directions.

What a capture holds must not drive the terminal that shows it: whatever comes from captures passes through `visible` or
`flow`.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

import click

from syria_iraq_archive.harmless import CONTROLS
from syria_iraq_archive.patterns import later

_ANY = later(f"[{CONTROLS}]")
_NOT_LINES = later(f"(?![\n\t])[{CONTROLS}]")
_WORD = later(r"\S+")
_RIGHT_TO_LEFT, _FIRST_STRONG, _END = "\u2067", "\u2068", "\u2069"  # isolates: their content turns nothing around it


def visible(text: str) -> str:
    r"""`text` for one line of a terminal: every control character as a mark.

    >>> visible("red\x1b[31m \u202eevil")
    'red␛[31m <U+202E>evil'
    """
    return _ANY.sub(_mark, text)


def visible_lines(text: str) -> str:
    """`text` for a terminal, its line ends and tabs kept, other control characters as marks."""
    return _NOT_LINES.sub(_mark, text.replace("\r\n", "\n"))


def escape_json(text: str) -> str:
    r"""JSON text with the controls that JSON itself allows escaped, too: the same value, harmless anywhere.

    >>> escape_json('"\x9b2J"')
    '"\\u009b2J"'
    """
    return _NOT_LINES.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _mark(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)  # the picture of that control
    return "␡" if code == 0x7F else f"<U+{code:04X}>"


class Styled(NamedTuple):
    """A stretch of text in one style; `foreign` if its direction may differ from that of the text around it."""

    text: str
    bold: bool = False
    underline: bool = False
    dim: bool = False
    foreign: bool = False


def flow(pieces: Iterable[Styled], width: int | None, *, indent: str = "", isolate: bool = False) -> Iterator[str]:
    """The pieces as lines of at most `width` columns (one line if it is None); all but the first after `indent`.

    Control characters are made visible. With `isolate`, right-to-left text is marked, so that it turns nothing
    around it.

    >>> list(flow([Styled("The army of "), Styled("Iraq"), Styled(" moved.")], 12))
    ['The army of', 'Iraq moved.']
    """
    styled = [(character, piece) for piece in pieces for character in _printable(piece, isolate=isolate)]
    text = "".join(character for character, _ in styled)
    backwards = isolate and runs_right_to_left(text)
    for number, (start, end) in enumerate(_lines(text, width, display_width(indent))):
        line = _styled(styled[start:end])
        yield f"{indent if number else ''}{_RIGHT_TO_LEFT + line + _END if backwards else line}"


def _printable(piece: Styled, *, isolate: bool) -> str:
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


def _styled(characters: list[tuple[str, Styled]]) -> str:
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
    from unicodedata import bidirectional  # a library to load, which --help can do without

    for character in text:
        direction = bidirectional(character)
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return False


def _has_right_to_left(text: str) -> bool:
    from unicodedata import bidirectional

    return not text.isascii() and any(bidirectional(character) in ("R", "AL") for character in text)


def display_width(text: str) -> int:
    """The number of terminal columns `text` takes.

    >>> display_width("حَلَب"), display_width("東京")
    (3, 4)
    """
    if text.isascii():
        return len(text)
    from rich.cells import cell_len  # its tables are large, and most text is ASCII

    return cell_len(text)


def fitted(text: str, width: int) -> str:
    """`text` in exactly so many columns: filled up with spaces, or cut short with an ellipsis.

    >>> fitted("Hama", 6), fitted("Damascus", 6)
    ('Hama  ', 'Damas…')
    """
    taken = display_width(text)
    if taken <= width:
        return text + " " * (width - taken)
    from rich.cells import set_cell_size

    return set_cell_size(text, width - 1) + "…"
