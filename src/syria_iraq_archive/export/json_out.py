"""Writing JSON piece by piece, so that a document never has to fit in memory."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from syria_iraq_archive.export.chosen import Out
from syria_iraq_archive.harmless import one_line_json

Object = dict[str, Any]


def json_line(value: Any) -> str:
    r"""A value as JSON on one line, in its own script. Whatever any reader takes for the end of a line is escaped.

    >>> json_line("Ḥamāh\u2028")
    '"Ḥamāh\\u2028"'
    """
    return one_line_json(json.dumps(value, ensure_ascii=False))


def write_lines(values: Iterable[Object], out: Out) -> None:
    """One object a line."""
    for value in values:
        out.write(json_line(value) + "\n")


def write_array(values: Iterable[Object], out: Out) -> None:
    """A JSON array, one object a line."""
    out.write("[")
    separator = "\n"
    for value in values:
        out.write(separator + json_line(value))
        separator = ",\n"
    out.write("\n]\n")


def write_within(frame: Mapping[str, Any], name: str, values: Iterable[Object], out: Out) -> None:
    """A JSON object with what `frame` holds, and then under `name` an array of `values`."""
    out.write(f"{json_line(frame)[:-1]}, {json_line(name)}: ")
    write_array(values, out)
    out.write("}\n")


def known(content: Mapping[str, Any]) -> Object:
    """`content` without the fields of which nothing is known.

    >>> known({"headline": "Rebels Enter Hama", "kicker": None, "image": []})
    {'headline': 'Rebels Enter Hama'}
    """
    return {name: value for name, value in content.items() if value is not None and value not in ([], "")}
