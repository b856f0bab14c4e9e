"""The output formats all listings share: table, Markdown, JSON, newline-delimited JSON, CSV and TSV."""

import csv
import io
import json
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import chain, islice
from math import isfinite
from typing import Any

from syria_iraq_archive.cli.terminal import display_width, escape_json, fitted, visible
from syria_iraq_archive.harmless import no_formula

Row = Sequence[Any]
FORMATS = ("table", "json", "nl", "csv", "tsv", "md")
_AT_ONCE = 3  # lines: what heads a listing, and its first row
_NAME = 24  # columns a name or key takes at most; what is wider is text


def emit(
    columns: Sequence[str], rows: Iterable[Row], *, form: str | None, raw: bool, brief: Sequence[str] = ()
) -> None:
    """Print rows on standard output, as a table on a terminal and as JSON elsewhere unless `form` says how.

    `brief` names the columns a reader needs: a table or Markdown shows these alone. `raw` leaves formulas in CSV.
    """
    chosen = chosen_form(form)
    if brief and chosen in ("table", "md"):
        places = [columns.index(name) for name in brief]
        columns, rows = brief, ([row[place] for place in places] for row in rows)
    print_lines(_lines(chosen, columns, rows, raw))


def print_lines(lines: Iterable[str]) -> None:
    """Print lines as they come; the first at once, for whoever waits for it."""
    for number, line in enumerate(lines):
        sys.stdout.write(line + "\n")
        if number < _AT_ONCE:
            sys.stdout.flush()
    sys.stdout.flush()


def chosen_form(form: str | None) -> str:
    """The form asked for; if none is, a table on a terminal and JSON elsewhere."""
    return form or ("table" if sys.stdout.isatty() else "json")


def _lines(form: str, columns: Sequence[str], rows: Iterable[Row], raw: bool) -> Iterator[str]:
    if form == "csv":
        return delimited_lines(columns, rows, ",", raw)
    if form == "tsv":
        return delimited_lines(columns, rows, "\t", raw)
    return _WRITERS[form](columns, rows)


def json_text(value: Any, indent: int | None = None) -> str:
    """A value as JSON that no terminal or page takes for anything else."""
    return escape_json(json.dumps(value, ensure_ascii=False, indent=indent))


def json_array_lines(values: Iterable[Any]) -> Iterator[str]:
    """A JSON array, an element at a time: as `json.dumps` would write it, and never all of it in memory."""
    pending: str | None = None
    for value in values:
        yield "[" if pending is None else f"{pending},"
        pending = "  " + json_text(value, indent=2).replace("\n", "\n  ")
    if pending is None:
        yield "[]"
    else:
        yield from (pending, "]")


def json_lines(columns: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    """A JSON array of objects."""
    yield from json_array_lines(dict(zip(columns, map(_plain, row), strict=True)) for row in rows)


def newline_lines(columns: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    """One JSON object a line."""
    for row in rows:
        yield json_text(dict(zip(columns, map(_plain, row), strict=True)))


def _plain(value: Any) -> Any:
    """A value as JSON has it: bytes as hexadecimal digits; what it has no form for, as days and infinity, as text."""
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, float | Decimal):
        return float(value) if isfinite(value) else str(value)
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if isinstance(value, dict):
        return {_cell(key): _plain(each) for key, each in value.items()}
    return value.hex() if isinstance(value, bytes) else str(value)


def delimited_lines(columns: Sequence[str], rows: Iterable[Row], delimiter: str, raw: bool) -> Iterator[str]:
    """CSV or TSV. A cell a spreadsheet would run as a formula gets an apostrophe before it unless `raw`."""
    on_terminal = sys.stdout.isatty()
    for row in chain([columns], rows):
        cells = _cells(row, raw)
        if on_terminal:
            cells = [visible(cell) for cell in cells]
        yield _delimited(cells, delimiter)


def _delimited(cells: list[str], delimiter: str) -> str:
    line = io.StringIO()
    csv.writer(line, delimiter=delimiter, lineterminator="\r\n").writerow(cells)  # what it ends lines with, it quotes
    return line.getvalue().removesuffix("\r\n")


def _cells(row: Row, raw: bool) -> list[str]:
    return [_cell(value) for value in (row if raw else map(no_formula, row))]


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list | tuple | dict):
        return json_text(_plain(value))
    return value.hex() if isinstance(value, bytes) else str(value)


def markdown_lines(columns: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    """A Markdown table; nothing in a cell is markup."""
    yield f"| {' | '.join(map(_one_line, columns))} |"
    yield f"|{' --- |' * len(columns)}"
    for row in rows:
        yield f"| {' | '.join(_markdown_cell(value) for value in row)} |"


def _markdown_cell(value: Any) -> str:
    text = _one_line(value)
    return "".join(f"\\{c}" if c in "\\|`*_[]<>#" else c for c in text)


def table_lines(columns: Sequence[str], rows: Iterable[Row], *, look: int | None = None) -> Iterator[str]:
    """Aligned columns; on a terminal the widest gives way so that lines fit.

    With `look`, the first so many rows say how wide columns are, and the others are printed as they come: on a
    terminal their last column is cut short to fit, others may be wider than those above.
    """
    coming = iter(rows)
    cells = [[_one_line(value) for value in row] for row in chain([columns], islice(coming, look))]
    widths = [max(display_width(row[i]) for row in cells) for i in range(len(columns))]
    on_terminal = sys.stdout.isatty()
    if on_terminal:
        widths = _fitting(widths, shutil.get_terminal_size().columns)
    cells.insert(1, ["-" * width for width in widths])
    for row in cells:
        yield "  ".join(fitted(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip()
    for values in coming:
        *others, last = (_one_line(value) for value in values)
        padded = [cell + " " * (width - display_width(cell)) for cell, width in zip(others, widths, strict=False)]
        yield "  ".join((*padded, fitted(last, widths[-1]) if on_terminal else last)).rstrip()


def _one_line(value: Any) -> str:
    return visible(" ".join(_cell(value).split("\n")))


def _fitting(widths: list[int], available: int) -> list[int]:
    """Widths whose sum fits. Text gives way first: a name or a day cut short is worth little."""
    given = [min(width, max(available, _NAME)) for width in widths]
    surplus = sum(given) + 2 * (len(given) - 1) - available
    for spared, least in ((_NAME, 12), (0, 8)):
        while surplus > 0:
            yielding = [i for i, width in enumerate(given) if widths[i] > spared and width > least]
            if not yielding:
                break
            widest = max(yielding, key=lambda i: given[i])
            given[widest] -= 1
            surplus -= 1
    return given


_WRITERS: dict[str, Callable[[Sequence[str], Iterable[Row]], Iterator[str]]] = {
    "table": table_lines,
    "json": json_lines,
    "nl": newline_lines,
    "md": markdown_lines,
}
