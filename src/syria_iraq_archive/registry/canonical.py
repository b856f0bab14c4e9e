"""The one way in which curated YAML is written, so that a change of content is all that a diff shows.

Keys in the order of the models, languages in one order, actors and sources by id; lists of words on a line, or wrapped
at 120 columns; long text folded; quotation marks where YAML would take a text for something else. The comment at a
file's head stays. Nothing is computed: what is written is read again and must be the same.
"""

import re
from pathlib import Path
from typing import Any

import yaml

from syria_iraq_archive.errors import InvariantBroken, RegistryError
from syria_iraq_archive.registry.emitter import document_lines
from syria_iraq_archive.registry.files import Document, read_bytes, read_document, scan_yaml, yaml_value
from syria_iraq_archive.registry.forms import Form

LANGUAGES = ("en", "ar", "ku", "ckb", "tr", "fa", "he")
"""The order of languages within an entry; others follow by their codes."""

_BY_LANGUAGE = frozenset({"names", "demonyms", "capitals", "bodies"})
_HEAD = re.compile(r"(?:[ \t]*(?:#.*)?\n)*")


def canonical(path: Path, form: Form) -> str:
    """The text that the curated file at `path` should have.

    Raises `RegistryError` where it can't be read, isn't of its form, or has a comment below its head, which would be
    lost.
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
    """The file's content as plain values, with what was written and nothing more, keys in the order of the models."""
    try:
        valid = form.content.validate_python(document.content)
    except ValueError as error:
        raise RegistryError(
            "isn't of its form", place=str(document.path), hint="see: archive registry check"
        ) from error
    return form.content.dump_python(valid, mode="json", by_alias=True, exclude_unset=True)


def _ordered(content: Any, form: Form) -> Any:
    if isinstance(content, dict):
        return content
    entries = [_plain(entry) for entry in content]
    return sorted(entries, key=form.order) if form.order else entries


def _plain(value: Any, key: str = "") -> Any:
    """`value` with names of which only the text is known as that text, and languages in their order."""
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
    values = [(token.start_mark.index, token.end_mark.index) for token in scan_yaml(text) if _is_value(token)]
    for sign in re.finditer(r"(?:^|(?<=\s))#", text[start:], re.MULTILINE):
        place = start + sign.start()
        if not any(begin <= place < end for begin, end in values):
            return text.count("\n", 0, place) + 1
    return None


def _is_value(token: yaml.Token) -> bool:
    return isinstance(token, yaml.ScalarToken)
