"""YAML as curators write it: what a short line can hold on one line, lists of words wrapped, long text folded."""

import re
import textwrap
from collections.abc import Iterator
from typing import Any

import yaml

WIDTH = 120


def document_lines(content: list[Any] | dict[str, Any], *, one_each_line: bool = False) -> Iterator[str]:
    r"""The lines of a document: a list of entries, or lists of words by their names.

    >>> print(
    ...     *document_lines([{"id": "hts", "names": {"en": ["HTS", "964"]}, "offices": [{"titles": ["No"]}]}]),
    ...     sep="\n",
    ... )
    - id: hts
      names:
        en: [HTS, "964"]
      offices:
        - titles: ["No"]
    """
    if not content:
        yield _scalar(content)
    elif isinstance(content, list):
        for entry in content:
            yield from _item(entry, 0)
    else:
        for number, (key, words) in enumerate(content.items()):
            if number and one_each_line:
                yield ""
            yield from _words_below(key, words) if one_each_line else _pair(key, words, 0)


def _words_below(key: str, words: list[str]) -> Iterator[str]:
    yield f"{_key(key)}:"
    yield from (f"  - {_scalar(word)}" for word in words)


def _item(value: Any, indent: int) -> Iterator[str]:
    """An element of a list, with its dash."""
    lines = _mapping(value, indent + 2) if isinstance(value, dict) else _flow("", value, indent + 2)
    for number, line in enumerate(lines):
        yield f"{' ' * indent}- {line[indent + 2 :]}" if number == 0 else line


def _mapping(mapping: dict[str, Any], indent: int) -> Iterator[str]:
    for key, value in mapping.items():
        yield from _pair(key, value, indent)


def _pair(key: str, value: Any, indent: int) -> Iterator[str]:
    """A key with its value: on its line if that is short."""
    margin, name = " " * indent, _key(key)
    if isinstance(value, dict) and value:
        yield f"{margin}{name}:"
        yield from _mapping(value, indent + 2)
    elif isinstance(value, list) and any(isinstance(item, dict) and "text" not in item for item in value):
        yield f"{margin}{name}:"
        for item in value:
            yield from _item(item, indent + 2)
    elif isinstance(value, list):
        yield from _flow(f"{name}: ", value, indent)
    elif isinstance(value, str) and _is_long(f"{margin}{name}: {_scalar(value)}", value):
        yield f"{margin}{name}: >-"
        yield from textwrap.wrap(
            value,
            WIDTH,
            initial_indent=f"{margin}  ",
            subsequent_indent=f"{margin}  ",
            break_long_words=False,
            break_on_hyphens=False,
        )
    else:
        yield f"{margin}{name}: {_scalar(value)}"


def _is_long(line: str, value: str) -> bool:
    """Whether a text is better folded: it doesn't fit, and folding gives it back."""
    return len(line) > WIDTH and " " in value and " ".join(value.split()) == value and not _CONTROL.search(value)


def _flow(opening: str, items: list[Any], indent: int) -> Iterator[str]:
    """A list in brackets, wrapped where it is too long for a line."""
    margin = " " * indent
    written = [_inline(item) for item in items]
    line = f"{margin}{opening}[{', '.join(written)}]"
    if len(line) <= WIDTH:
        yield line
        return
    yield f"{margin}{opening}["
    line = ""
    for item in (*(f"{item}," for item in written[:-1]), written[-1]):
        if line and len(line) + 1 + len(item) > WIDTH:
            yield line
            line = ""
        line = f"{line} {item}" if line else f"{margin}  {item}"
    yield line
    yield f"{margin}]"


def _inline(value: Any) -> str:
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {_scalar(each, inside=True)}' for key, each in value.items())}}}"
    return _scalar(value, inside=True)


def _scalar(value: Any, *, inside: bool = False) -> str:
    """A scalar, maybe `inside` brackets; text bare where every reader of YAML takes it for that, else quoted."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    if not isinstance(value, str):
        return str(value) if isinstance(value, int) else "{}" if value == {} else "[]"
    if _is_bare(value, inside=inside):
        return value
    if _CONTROL.search(value):
        quoted: str = yaml.safe_dump(value, width=10**9, default_style='"', allow_unicode=True).strip()
        return quoted
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


# No indicator at the beginning, no comment, no colon that makes a key.
_BARE = re.compile(r"(?![-?:](?:\s|$))[^\s\[\]{},#&*!|>'\"%@`](?:[^:#]|:(?=\S)|(?<=\S)#)*")
_NOT_INSIDE = re.compile(r"^[-?:]|[\[\]{},]|:(?![\w/])")  # what brackets round it would give another meaning
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff\ud800-\udfff]")
_NUMBER = re.compile(
    r"[-+]?(?:\.?\d[\d_]*(?:\.\d*)?(?:[eE][-+]?\d+)?|0x[0-9a-fA-F]+|0o[0-7]+|\.inf|\.nan)", re.IGNORECASE
)
_WORD = re.compile(r"null|~|true|false|yes|no|on|off|y|n|", re.IGNORECASE)


def _is_bare(text: str, *, inside: bool) -> bool:
    if text.strip() != text or _CONTROL.search(text) or text.startswith(("---", "...")):
        return False
    if inside and _NOT_INSIDE.search(text):
        return False
    return bool(_BARE.fullmatch(text)) and not (_NUMBER.fullmatch(text) or _WORD.fullmatch(text))


def _key(name: str) -> str:
    """A key: the words that need quotation marks as values ("on", "NO") are clear here."""
    return name if re.fullmatch(r"[A-Za-z][\w-]*", name) else _scalar(name)
