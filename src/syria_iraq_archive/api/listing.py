"""What a question finds: rows of one type, in order, as a sequence or as a data frame."""

from collections.abc import Iterable, Sequence
from typing import Any, Generic, NamedTuple, TypeVar, overload

from syria_iraq_archive.errors import MissingExtra

Row = TypeVar("Row", bound=tuple[Any, ...])


class Listing(Sequence[Row], Generic[Row]):
    """Rows, and the names of their columns.

    >>> listing = Listing(("actor", "articles"), [("iraq", 4), ("syria", 4)])
    >>> listing[0], len(listing), listing.columns
    (('iraq', 4), 2, ('actor', 'articles'))
    """

    def __init__(self, columns: Sequence[str], rows: Iterable[Row]) -> None:
        self.columns = tuple(columns)
        self._rows = tuple(rows)

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> "Listing[Row]": ...
    def __getitem__(self, index: int | slice) -> "Row | Listing[Row]":
        """A row; or, of a slice, a listing of some of them."""
        return Listing(self.columns, self._rows[index]) if isinstance(index, slice) else self._rows[index]

    def __len__(self) -> int:
        return len(self._rows)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Listing):
            return NotImplemented
        return (self.columns, self._rows) == (other.columns, other._rows)

    def __hash__(self) -> int:
        return hash((self.columns, self._rows))

    def __repr__(self) -> str:
        return f"<{len(self)} rows of {', '.join(self.columns)}>"

    def to_dataframe(self) -> Any:
        """The rows as a `pandas.DataFrame`, with the same columns. Raises `MissingExtra` if pandas isn't installed.

        Days stay text, since one that is known only as a range is none that pandas has a type for.
        """
        try:
            import pandas as pd
        except ModuleNotFoundError as error:
            raise MissingExtra("a data frame needs pandas", hint="run: pip install pandas") from error
        return pd.DataFrame(list(map(tuple, self._rows)), columns=list(self.columns))


class ListedArticle(NamedTuple):
    """An article as `Archive.query` lists it: its fields, without what is recorded of it."""

    key: str
    published: str | None
    """Publication date, EDTF."""
    published_earliest: str | None
    published_latest: str | None
    published_basis: str
    source: str | None
    """Id of the outlet."""
    source_name: str | None
    headline: str | None
    opening: str
    """The first 100 characters of its body."""
    byline: str | None
    dateline: str | None
    language: str | None
    words: int
    path: str
    """The capture's file."""
    snippet: str
    """The passage that has the words sought; empty if none were."""


class ListedQuote(NamedTuple):
    """A quote as `Archive.quotes` lists it."""

    key: str
    published: str | None
    source: str | None
    speaker: str | None
    """As printed."""
    actor: str | None
    """Id of the speaker, if known."""
    told_to: str | None
    text: str
    kind: str
    cue: str | None
    start_char: int
    end_char: int
    rule: str
