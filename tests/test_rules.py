"""The helper that holds rules by tests: it fails if a rule does nothing, has no pair, or a threshold can be moved."""

import sys
from typing import NamedTuple

import pytest

from tests.rules import Pair, RuleTable, check_pinned


class Ending(NamedTuple):
    name: str
    ending: str


ENDINGS = (Ending("stop", "."), Ending("ellipsis", "..."), Ending("question", "?"))
MARKS = {"stop": ".", "question": "?"}
PAIRS = (("stop", "."), ("question", "?"))
MOST = 3

THIS = sys.modules[__name__]
STOP = Pair("We stay.", True, "We stay", False)
QUESTION = Pair("Why?", True, "Why", False)


def ends(text: str) -> bool:
    return text.endswith(tuple(rule.ending for rule in ENDINGS))


def is_few(number: int) -> bool:
    return number <= MOST


@pytest.mark.parametrize("attribute", ["ENDINGS", "MARKS", "PAIRS"])
def test_the_rules_of_a_table_of_any_form_are_listed_by_name(attribute: str) -> None:
    """A mapping, a sequence of records, or a sequence of tuples."""
    assert [name for name in RuleTable(THIS, attribute).names() if name != "ellipsis"] == ["stop", "question"]


def test_a_rule_that_its_example_needs_passes_and_is_back_afterwards() -> None:
    """The table is whole again when the test is over."""
    RuleTable(THIS, "ENDINGS").check_needed("question", QUESTION, ends)
    QUESTION.check(ends)


def test_a_rule_that_another_one_replaces_fails() -> None:
    """Each ellipsis ends in a full stop, so that a rule of its own does nothing."""
    with pytest.raises(AssertionError, match="ellipsis does nothing"):
        RuleTable(THIS, "ENDINGS").check_needed("ellipsis", Pair("We ...", True, "We", False), ends)


def test_a_near_miss_that_needs_the_rule_fails() -> None:
    """A near miss that the rule reads is a second example."""
    with pytest.raises(AssertionError, match="question reads its near miss"):
        RuleTable(THIS, "ENDINGS").check_needed("question", Pair("Why?", True, "Who?", True), ends)


def test_an_example_that_is_read_otherwise_fails() -> None:
    """What the test expects is compared with the rule in place, too."""
    with pytest.raises(AssertionError):
        Pair("Why?", False, "Why", False).check(ends)


@pytest.mark.parametrize(
    ("pairs", "message"),
    [({"stop": STOP}, "rules without a pair"), ({"stop": STOP, "question": QUESTION, "dash": STOP}, "without a rule")],
)
def test_rules_and_pairs_are_the_same(pairs: dict[str, Pair[str, bool]], message: str) -> None:
    """A new rule needs a pair, and a rule that goes takes its pair along."""
    with pytest.raises(AssertionError, match=message):
        RuleTable(THIS, "MARKS").check_complete(pairs)


def test_what_a_module_made_from_its_table_is_made_anew() -> None:
    """Many a module joins its rules to one pattern, or sorts them by shape."""
    table = RuleTable(THIS, "ENDINGS", derived=lambda endings: {"MOST": len(endings)})
    with table.without("stop"):
        assert MOST == 2


def test_a_threshold_whose_edge_is_shown_passes() -> None:
    """Three is the last that is few, four the first that isn't."""
    check_pinned(THIS, "MOST", Pair(3, True, 4, False), is_few)


def test_a_threshold_that_can_be_moved_fails() -> None:
    """Texts far from the edge on both sides hold nothing."""
    with pytest.raises(AssertionError, match="MOST may as well be"):
        check_pinned(THIS, "MOST", Pair(1, True, 9, False), is_few)
