"""The articles a query found, for readers and for programs."""

import sys
from collections import deque
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple, Protocol

import click

from syria_iraq_archive.cli.formats import chosen_form, emit, listing_options, listing_width, refuse_mark, table_lines
from syria_iraq_archive.cli.terminal import Styled, flow
from syria_iraq_archive.corpus.query import COLUMNS
from syria_iraq_archive.corpus.snippet import Snippet, plain

BRIEF = ("key", "published", "source", "headline")
LOOKED_AT = 100  # rows, before the first is printed
LONGEST_OPENING = 60  # characters shown of an article without a headline
_INDENT = "    "


class FoundRow(Protocol):
    """An article's values, in order and by the names of their columns."""

    def __getitem__(self, name: str, /) -> Any:
        """The value of a column."""

    def __iter__(self) -> Iterator[Any]: ...


class FoundArticle(NamedTuple):
    """An article's row, and the passage that has the words searched for."""

    row: FoundRow
    snippet: Snippet


def emit_found(found: Iterable[FoundArticle], *, form: str | None, raw: bool, snippets: bool) -> int:
    """Print the articles, with their snippets if words were searched for; return how many there were.

    A reader gets a few short columns that identify an article, a program all columns and the snippet's plain text.
    """
    chosen = chosen_form(form)
    counted = _Counted(found)
    columns = (*COLUMNS, "snippet") if snippets else COLUMNS
    if chosen == "table" and not listing_options().columns:
        refuse_mark(chosen)
        for line in _table(counted, wide=listing_options().wide):
            click.echo(line)
    elif chosen == "md" and not listing_options().columns:
        rows = ((*_brief(one.row), *([plain(one.snippet)] if snippets else [])) for one in counted)
        emit((*BRIEF, *(["snippet"] if snippets else [])), rows, form=chosen, raw=raw)
    else:
        emit(columns, ((*one.row, plain(one.snippet))[: len(columns)] for one in counted), form=chosen, raw=raw)
    return counted.number


class _Counted:
    """Passes articles on and counts them."""

    def __init__(self, found: Iterable[FoundArticle]) -> None:
        self._found = found
        self.number = 0

    def __iter__(self) -> Iterator[FoundArticle]:
        for one in self._found:
            self.number += 1
            yield one


def _table(found: Iterable[FoundArticle], *, wide: bool) -> Iterator[str]:
    """A table, each row with its snippet below, as they come: the first rows say how wide its columns are."""
    on_terminal = sys.stdout.isatty()
    width = None if wide else listing_width() - len(_INDENT)
    printed: deque[FoundArticle] = deque()  # those whose line is still to come

    def briefs() -> Iterator[tuple[str | None, ...]]:
        for one in found:
            printed.append(one)
            yield _brief(one.row)

    lines = table_lines(BRIEF, briefs(), look=LOOKED_AT, wide=wide)
    yield next(lines)
    yield next(lines)
    for line in lines:
        yield line
        pieces = [Styled(piece.text, bold=piece.sought) for piece in printed.popleft().snippet]
        yield from (f"{_INDENT}{text}" for text in flow(pieces, width, isolate=on_terminal))


def _brief(row: FoundRow) -> tuple[str | None, ...]:
    return (row["key"], short_days(row["published"]), row["source"], row["headline"] or _opening(row["opening"]))


def _opening(text: str) -> str:
    """The first words of a text, in parentheses: they are no headline."""
    line = " ".join(text.split())
    if len(line) > LONGEST_OPENING:
        line = line[:LONGEST_OPENING].rpartition(" ")[0] + " …"
    return f"({line})" if line else ""


def short_days(published: str | None) -> str | None:
    """An EDTF range without what its second day shares with the first; anything else as it is.

    >>> short_days("[2024-12-02..2024-12-07]"), short_days("[2024-11-30..2024-12-04]"), short_days("2024-12-27")
    ('2024-12-02..07', '2024-11-30..12-04', '2024-12-27')
    """
    first, dots, last = (published or "").strip("[]").partition("..")
    if not (dots and first and last):
        return published
    for shared in (8, 5):
        if first[:shared] == last[:shared]:
            return f"{first}..{last[shared:]}"
    return f"{first}..{last}"
