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

import click

from syria_iraq_archive.cli.options import LISTED, ListingOptions
from syria_iraq_archive.cli.terminal import display_width, escape_json, fitted, visible
from syria_iraq_archive.harmless import no_formula

Row = Sequence[Any]
_AT_ONCE = 3  # lines: what heads a listing, and its first row
_NAME = 24  # columns a name takes at most; what is wider is text
_KEYS = frozenset({"key", "other_key", "id"})  # columns by which rows are asked for: half of a value is worth nothing
_DELIMITERS = {"csv": ",", "tsv": "\t"}
WIDTH_ELSEWHERE = 120  # columns of a line that no terminal shows


def emit(
    columns: Sequence[str], rows: Iterable[Row], *, form: str | None, raw: bool, brief: Sequence[str] = ()
) -> None:
    """Print rows on standard output, as a table on a terminal and as JSON elsewhere unless `form` says how.

    `brief` names the columns a reader needs: a table or Markdown shows these alone. `raw` leaves formulas in CSV. What
    else `options.format_options` were given of this command counts, too; a usage error names a column that isn't there.
    """
    chosen, wishes = chosen_form(form), listing_options()
    refuse_mark(chosen)
    shown = _known(wishes.columns, columns) or (brief if chosen in ("table", "md") else ())
    if shown:
        places = [columns.index(name) for name in shown]
        columns, rows = shown, ([row[place] for place in places] for row in rows)
    lines = _lines(chosen, columns, rows, raw, wide=wishes.wide)
    print_lines(_after_mark(lines) if wishes.bom else lines)


def refuse_mark(form: str) -> None:
    """A usage error if a byte-order mark is asked for before what has none."""
    if listing_options().bom and form not in _DELIMITERS:
        raise click.UsageError("--bom goes with --csv and --tsv")


def listing_options() -> ListingOptions:
    """What the command that runs was told of its listing, beside the format."""
    ctx = click.get_current_context(silent=True)
    options: ListingOptions = ctx.meta.get(LISTED, ListingOptions()) if ctx else ListingOptions()
    return options


def _known(asked: Sequence[str], columns: Sequence[str]) -> Sequence[str]:
    """The columns asked for; a usage error if one isn't there."""
    for name in asked:
        if name not in columns:
            raise click.UsageError(f"-c {visible(name)}: no such column (there are {', '.join(columns)})")
    return tuple(dict.fromkeys(asked))


def _after_mark(lines: Iterable[str]) -> Iterator[str]:
    """The lines, a byte-order mark before the first."""
    coming = iter(lines)
    yield "\ufeff" + next(coming, "")
    yield from coming


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


def _lines(form: str, columns: Sequence[str], rows: Iterable[Row], raw: bool, *, wide: bool) -> Iterator[str]:
    if form in _DELIMITERS:
        return delimited_lines(columns, rows, _DELIMITERS[form], raw)
    return table_lines(columns, rows, wide=wide) if form == "table" else _WRITERS[form](columns, rows)


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


def table_lines(
    columns: Sequence[str], rows: Iterable[Row], *, look: int | None = None, wide: bool = False
) -> Iterator[str]:
    """Aligned columns whose lines fit the terminal: long cells are cut short, keys are not. If `wide`, nothing is cut.

    Elsewhere than on a terminal a line has as many columns as COLUMNS says, or 120. With `look`, the first so many rows
    say how wide columns are, and the others are printed as they come.
    """
    coming = iter(rows)
    cells = [[_one_line(value) for value in row] for row in chain([columns], islice(coming, look))]
    widths = [max(display_width(row[i]) for row in cells) for i in range(len(columns))]
    whole = [wide or name in _KEYS for name in columns]
    if not wide:
        widths = _fitting(widths, whole, listing_width())
    cells.insert(1, ["-" * width for width in widths])
    for row in chain(cells, ([_one_line(value) for value in values] for values in coming)):
        fitting = map(_in_column, row, widths, whole)
        yield "  ".join(fitting).rstrip()


def _in_column(cell: str, width: int, whole: bool) -> str:
    if whole and display_width(cell) > width:
        return cell
    return fitted(cell, width)


def listing_width() -> int:
    """The columns that a line of a table may take."""
    return shutil.get_terminal_size((WIDTH_ELSEWHERE, 24)).columns


def _one_line(value: Any) -> str:
    return visible(" ".join(_cell(value).split("\n")))


def _fitting(widths: list[int], whole: list[bool], available: int) -> list[int]:
    """Widths whose sum fits, those of keys left as they are. Text gives way first: half a name or day says little."""
    given = [width if kept else min(width, max(available, _NAME)) for width, kept in zip(widths, whole, strict=True)]
    surplus = sum(given) + 2 * (len(given) - 1) - available
    for spared, least in ((_NAME, 12), (_NAME, 6), (0, 8), (0, 3)):
        while surplus > 0:
            yielding = [i for i, width in enumerate(given) if not whole[i] and widths[i] > spared and width > least]
            if not yielding:
                break
            widest = max(yielding, key=lambda i: given[i])
            given[widest] -= 1
            surplus -= 1
    return given


_WRITERS: dict[str, Callable[[Sequence[str], Iterable[Row]], Iterator[str]]] = {
    "json": json_lines,
    "nl": newline_lines,
    "md": markdown_lines,
}
