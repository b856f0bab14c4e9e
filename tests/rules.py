"""Holds rules by tests: each rule has an example that needs it, beside a near miss that doesn't; thresholds alike.

A table's test file lists its pairs in one place, and asks the three things that hold for every table::

    OPENINGS = RuleTable(openings, "RULES")

    PAIRS = {
        "led-paragraph": Pair("…a story…", [0, 3], "…almost the same…", [0]),
        …
    }


    @pytest.mark.parametrize("rule", PAIRS)
    def test_each_rule_reads_its_example_and_not_its_near_miss(rule: str) -> None:
        PAIRS[rule].check(opened_lines)


    @pytest.mark.parametrize("rule", PAIRS)
    def test_no_rule_can_be_taken_away(rule: str) -> None:
        OPENINGS.check_needed(rule, PAIRS[rule], opened_lines)


    def test_every_rule_has_a_pair() -> None:
        OPENINGS.check_complete(PAIRS)

What is read (here by `opened_lines`) had better not hold the name of the rule: then a rule that another one could
replace is found out. A threshold is held by a pair with one text on either side of it::

    EDGES = {"MIN_TITLE_WORDS": Pair("…three words…", [0, 3], "…two words…", [0]), …}


    @pytest.mark.parametrize("name", EDGES)
    def test_no_threshold_can_be_moved(name: str) -> None:
        check_pinned(openings, name, EDGES[name], opened_lines)
"""

import math
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from types import ModuleType
from typing import Any, Generic, NamedTuple, TypeVar

import pytest

Text = TypeVar("Text")
Reading = TypeVar("Reading")


class Pair(NamedTuple, Generic[Text, Reading]):
    """An example that has what a rule looks for, a near miss that doesn't, and what is read from each of them."""

    example: Text
    reading: Reading
    near_miss: Text
    other_reading: Reading

    def check(self, read: Callable[[Text], Any]) -> None:
        """Fails unless both are read as they should be."""
        assert read(self.example) == self.reading
        assert read(self.near_miss) == self.other_reading


class RuleTable:
    """A table of rules in `module`: a mapping by name, or a sequence of rules, each with its name.

    Its rules have the attribute `name` or `rule`, or are tuples that begin with it; else `name_of` tells it. `derived`
    makes anew what the module has made from the table: attributes of the module, each with its value.
    """

    def __init__(
        self,
        module: ModuleType,
        attribute: str,
        *,
        name_of: Callable[[Any], str] | None = None,
        derived: Callable[[Any], Mapping[str, Any]] = lambda _table: {},
    ) -> None:
        self._module = module
        self._attribute = attribute
        self._name_of = name_of or _own_name
        self._derived = derived

    def names(self) -> list[str]:
        """The names of the rules, in their order, each once: rules of one name are taken out together."""
        table = getattr(self._module, self._attribute)
        return list(dict.fromkeys(table if isinstance(table, Mapping) else map(self._name_of, table)))

    def without(self, name: str) -> AbstractContextManager[None]:
        """Takes the rule out of its table for as long as the context lasts."""
        table = self._shortened(name)
        return changed(self._module, {self._attribute: table, **self._derived(table)})

    def check_needed(self, name: str, pair: Pair[Text, Any], read: Callable[[Text], Any]) -> None:
        """Fails unless the example is read otherwise without the rule, and the near miss is read as before."""
        with self.without(name):
            assert read(pair.example) != pair.reading, f"{name} does nothing for its example"
            assert read(pair.near_miss) == pair.other_reading, f"{name} reads its near miss"

    def check_complete(self, pairs: Collection[str]) -> None:
        """Fails unless each rule has a pair, and each pair a rule."""
        names = self.names()
        assert [name for name in names if name not in pairs] == [], "rules without a pair"
        assert [name for name in pairs if name not in names] == [], "pairs without a rule"

    def _shortened(self, name: str) -> Any:
        table = getattr(self._module, self._attribute)
        assert name in self.names(), f"{self._attribute} has no rule {name}"
        if isinstance(table, Mapping):
            return {other: rule for other, rule in table.items() if other != name}
        return tuple(rule for rule in table if self._name_of(rule) != name)


@contextmanager
def changed(module: ModuleType, attributes: Mapping[str, Any]) -> Iterator[None]:
    """Gives attributes of a module other values for as long as the context lasts."""
    with pytest.MonkeyPatch.context() as patch:
        for attribute, value in attributes.items():
            patch.setattr(module, attribute, value)
        yield


def check_pinned(
    module: ModuleType,
    attribute: str,
    pair: Pair[Text, Any],
    read: Callable[[Text], Any],
    derived: Callable[[Any], Mapping[str, Any]] = lambda _value: {},
) -> None:
    """Fails unless the pair is read right, and one of it otherwise as soon as the threshold moves by a third.

    A whole number moves by one at least. `derived` makes anew what the module has made from the threshold.
    """
    pair.check(read)
    for value in _moved(getattr(module, attribute)):
        with changed(module, {attribute: value, **derived(value)}):
            readings = read(pair.example), read(pair.near_miss)
        assert readings != (pair.reading, pair.other_reading), f"{attribute} may as well be {value}"


def _moved(value: float) -> tuple[float, float]:
    if isinstance(value, int):
        return min(value - 1, math.ceil(value * 2 / 3)), max(value + 1, value * 4 // 3)
    return value * 2 / 3, value * 4 / 3


def _own_name(rule: Any) -> str:
    found = getattr(rule, "name", None) or getattr(rule, "rule", None)
    if found is None and isinstance(rule, Sequence):
        found = rule[0]
    assert isinstance(found, str), f"{rule!r} has no name; tell it by name_of"
    return found
