"""The tokens that a rule matched, as its function reads them."""

from collections.abc import Sequence
from typing import NamedTuple

from syria_iraq_archive.annotate.times.classes import CODE
from syria_iraq_archive.annotate.times.english import Value
from syria_iraq_archive.annotate.times.meanings import Direction
from syria_iraq_archive.annotate.times.periods import Unit
from syria_iraq_archive.annotate.times.tense import direction
from syria_iraq_archive.spans import Span

_NUMBERS = frozenset(CODE[name] for name in ("d", "n", "num", "teen", "tens", "thousand"))


class Phrase(NamedTuple):
    """The tokens of one match, their classes and what each stands for, in the folded text around them."""

    codes: str
    values: Sequence[Value]
    folded: str
    span: Span

    @property
    def direction(self) -> Direction | None:
        """Which way from its own day the clause looks, as far as it tells."""
        return direction(self.folded, *self.span)

    def has(self, name: str) -> bool:
        """Whether a token of the class is among them."""
        return CODE[name] in self.codes

    def word(self, *names: str) -> str | None:
        """What the first token of one of these classes stands for."""
        value = self._first(names)
        return None if value is None else str(value)

    def number(self, *names: str) -> int | None:
        """The number that the first token of one of these classes stands for."""
        value = self._first(names)
        return value if isinstance(value, int) else None

    def month(self) -> int | None:
        """The month that is named, 1 for January."""
        return self.number("month", "may", "abbr")

    def numbers(self, *names: str) -> list[int]:
        """The numbers that all tokens of these classes stand for."""
        codes = {CODE[name] for name in names}
        pairs = zip(self.codes, self.values, strict=True)
        return [value for code, value in pairs if code in codes and isinstance(value, int)]

    def unit(self) -> Unit:
        """The unit of time that is named.

        Raises `ValueError` where none is.
        """
        return Unit(str(self._first(("unit", "units", "theunit", "theunits", "dual", "quarter", "quarters"))))

    def quantity(self) -> str | None:
        """How many are spoken of, as TIMEX3 writes it: ``3``, ``2.5``, ``X`` for "a few"; None where nothing says.

        >>> Phrase(CODE["tens"] + CODE["num"], [20, 4], "", Span(0, 0)).quantity()
        '24'
        """
        printed = [value for code, value in zip(self.codes, self.values, strict=True) if code in _NUMBERS]
        half = ".5" if self.has("half") else ""
        if not printed:
            return self._vague() if self.has("few") else None
        if len(printed) == 1:
            return f"{printed[0]}{half}"
        return f"{_sum([int(float(value)) for value in printed])}{half}"

    def _vague(self) -> str:
        return "2" if self.word("few") == "couple" else "X"

    def _first(self, names: Sequence[str]) -> Value | None:
        first = len(self.codes)
        for name in names:
            place = self.codes.find(CODE[name], 0, first)
            if place >= 0:
                first = place
        return self.values[first] if first < len(self.codes) else None


def _sum(numbers: Sequence[int]) -> int:
    """The number that words in a row spell: two, thousand, twenty, four.

    >>> _sum([2, 1000, 20, 4])
    2024
    """
    total, group = 0, 0
    for number in numbers:
        if number == 1000:
            total, group = total + (group or 1) * number, 0
        elif number == 100:
            group = (group or 1) * number
        else:
            group += number
    return total + group
