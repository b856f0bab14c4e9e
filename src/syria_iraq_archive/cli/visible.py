"""Control characters made visible: what a capture holds must not drive the terminal that shows it."""

import re

from syria_iraq_archive.harmless import CONTROLS

_ANY = re.compile(f"[{CONTROLS}]")
_NOT_LINES = re.compile(f"(?![\n\t])[{CONTROLS}]")


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
