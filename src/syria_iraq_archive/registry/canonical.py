"""The canonical form of the curated YAML files: one way to write them, so that a diff shows changes of content only.

Keys stand in the order of the models, languages in one order, actors and sources by id. A list of words stands on one
line, or is wrapped at 120 columns. Long text is folded. A text has quotation marks if YAML would take it for something
else. The comment at the head of a file stays.

The lines are made here because no YAML library makes such lines: PyYAML and ruamel.yaml break lists at other places and
quote by the rules of one version of YAML, and ruamel.yaml moves comments to other entries when entries are sorted. What
was written is read again and must say the same as the file.
"""

import re
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from syria_iraq_archive.errors import InvariantBroken, RegistryError
from syria_iraq_archive.patterns import later
from syria_iraq_archive.registry.forms import Form
from syria_iraq_archive.registry.safe_yaml import Document, read_bytes, read_document, scan_yaml, yaml_value

WIDTH = 120
"""The longest line, in characters; a word that is longer stands alone."""
LANGUAGES = ("en", "ar", "ku", "ckb", "tr", "fa", "he")
"""The order of languages within an entry; others follow by their codes."""

_BY_LANGUAGE = frozenset({"names", "demonyms", "capitals", "bodies"})
_HEAD = later(r"(?:[ \t]*(?:#.*)?\n)*")


def canonical(path: Path, form: Form) -> str:
    """The text that the curated file at `path` should have.

    Raises `RegistryError` if the file can't be read, isn't of its form, or has a comment below its head: that comment
    would be lost.
    """
    document = read_document(path)
    written = read_bytes(path).decode()
    head = _head(written)
    if document.content is None:  # comments, and nothing else
        return written
    content = _ordered(_validated(document, form), form)
    if line := _comment_below(written, len(head)):
        raise RegistryError("has a comment below its head", place=f"{path}:{line}", hint="put it into a `note`")
    text = head + "\n".join(document_lines(content, one_each_line=form.one_each_line)) + "\n"
    if yaml_value(text) != content:
        raise InvariantBroken("the canonical form doesn't say the same", place=str(path))
    return text


def _validated(document: Document, form: Form) -> Any:
    """The content of the file as plain values: what the curator wrote, without defaults, keys in the models' order."""
    try:
        valid = form.content.validate_python(document.content)
    except ValueError as error:
        raise RegistryError(
            "isn't of its form", place=str(document.path), hint="see: archive registry check"
        ) from error
    return form.content.dump_python(valid, mode="json", by_alias=True, exclude_unset=True)


def _ordered(content: Any, form: Form) -> Any:
    """The entries in the order of their form. Groups of words keep the order that the curator gave them."""
    if isinstance(content, dict):
        return content
    entries = [_plain(entry) for entry in content]
    return sorted(entries, key=form.order) if form.order else entries


def _plain(value: Any, key: str = "") -> Any:
    """`value` with languages in their order; a name of which only the text is known becomes that text."""
    if isinstance(value, dict):
        if set(value) == {"text"}:
            return value["text"]
        keys = sorted(value, key=_language_order) if key in _BY_LANGUAGE else value
        return {key: _plain(value[key], key) for key in keys}
    return [_plain(item) for item in value] if isinstance(value, list) else value


def _language_order(code: str) -> tuple[int, str]:
    return (LANGUAGES.index(code) if code in LANGUAGES else len(LANGUAGES), code)


def _head(text: str) -> str:
    """The comments and blank lines that a file begins with."""
    match = _HEAD.match(text)
    return match[0] if match else ""


def _comment_below(text: str, start: int) -> int | None:
    """The line of the first comment after `start`: a number sign that isn't part of a value."""
    values = [
        (token.start_mark.index, token.end_mark.index)
        for token in scan_yaml(text)
        if isinstance(token, yaml.ScalarToken)
    ]
    for sign in re.finditer(r"(?:^|(?<=\s))#", text[start:], re.MULTILINE):
        place = start + sign.start()
        if not any(begin <= place < end for begin, end in values):
            return text.count("\n", 0, place) + 1
    return None


def document_lines(content: list[Any] | dict[str, Any], *, one_each_line: bool = False) -> Iterator[str]:
    r"""The lines of a document: of a list of entries, or of named lists of words.

    With `one_each_line`, each word has a line of its own, and an empty line separates the lists.

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
    """A named list with each word on a line."""
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
    """A key with its value: on the same line if the value is short."""
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
    """Whether to fold a text: it doesn't fit into a line, and a reader of the folded lines gets the same text back."""
    return len(line) > WIDTH and " " in value and " ".join(value.split()) == value and not _CONTROL.search(value)


def _flow(opening: str, items: list[Any], indent: int) -> Iterator[str]:
    """A list in brackets, wrapped if it is too long for a line."""
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
    """An element of a list in brackets."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {_scalar(each, inside=True)}' for key, each in value.items())}}}"
    return _scalar(value, inside=True)


def _scalar(value: Any, *, inside: bool = False) -> str:
    """A scalar, maybe `inside` brackets. Text is quoted unless every reader of YAML takes it for that text."""
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


# Text that needs no quotation marks: no sign of YAML at its beginning, no comment, no colon that makes a key.
_BARE = later(r"(?![-?:](?:\s|$))[^\s\[\]{},#&*!|>'\"%@`](?:[^:#]|:(?=\S)|(?<=\S)#)*")
# Signs that mean something else inside brackets: there such a text needs quotation marks.
_NOT_INSIDE = later(r"^[-?:]|[\[\]{},]|:(?![\w/])")
_CONTROL = later(r"[\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff\ud800-\udfff]")
# What YAML 1.1 or 1.2 takes for a number or a truth value. Our own loader takes fewer, but editors read the files, too.
_NUMBER = later(r"[-+]?(?:\.?\d[\d_]*(?:\.\d*)?(?:[eE][-+]?\d+)?|0x[0-9a-fA-F]+|0o[0-7]+|\.inf|\.nan)", re.IGNORECASE)
_WORD = later(r"null|~|true|false|yes|no|on|off|y|n|", re.IGNORECASE)


def _is_bare(text: str, *, inside: bool) -> bool:
    """Whether a text can stand without quotation marks."""
    if text.strip() != text or _CONTROL.search(text) or text.startswith(("---", "...")):
        return False
    if inside and _NOT_INSIDE.search(text):
        return False
    return bool(_BARE.fullmatch(text)) and not (_NUMBER.fullmatch(text) or _WORD.fullmatch(text))


def _key(name: str) -> str:
    """A key. Words that need quotation marks as values ("on", "NO") need none as keys."""
    return name if re.fullmatch(r"[A-Za-z][\w-]*", name) else _scalar(name)
