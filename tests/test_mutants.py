"""What is mutated, which tests are tried in which order, and what a survivor is known by."""

import pytest

mutants = pytest.importorskip("scripts.mutants", reason="Cosmic Ray isn't installed")

SOURCE = """def is_few(number: int | None, most: int = 3) -> bool | None:
    return number is not None and number <= most
"""


def test_what_is_mutated_are_operators_and_numbers_but_no_types() -> None:
    """What types say is tested by mypy."""
    changed = {mutants._changed(SOURCE, after)[1] for after in _mutated(SOURCE)}
    assert "def is_few(number: int | None, most: int = 4) -> bool | None:" in changed
    assert "return number is not None or number <= most" in changed
    assert not any("int + None" in line or "bool + None" in line for line in changed)


def _mutated(source: str) -> list[str]:
    return [
        mutants.mutate_code(source, mutants.get_operator(name)(), occurrence)
        for _, name, occurrence in mutants._mutations(source)
    ]


def test_tests_of_one_file_stay_together_and_those_that_run_the_line_come_first() -> None:
    """What the tests of a file share is made once, and most faults are caught soon."""
    seconds = {"b.py::near": 0.2, "a.py::far": 0.1, "b.py::far": 0.1, "c.py::other": 0.1, "b.py::slow": 5.0}
    lines = {
        "x/y.py": {1: ["a.py::far"], 2: ["b.py::near", "b.py::slow"], 3: ["b.py::far"]},
        "x/z.py": {1: ["c.py::other"]},
    }
    tests = mutants.Tests(seconds, lines)
    assert tests.of(mutants.Mutant("x/y.py", 2, "o", 0, "k")) == ["b.py::near", "b.py::far", "a.py::far"]
    everything = ["a.py::far", "c.py::other", "b.py::far", "b.py::near"]
    assert tests.of(mutants.Mutant("x/none.py", 2, "o", 0, "k")) == everything


def test_a_survivor_is_known_by_its_lines() -> None:
    """Not by their number, which changes with every line above."""
    assert mutants._changed("a = 1\nb = 2\n", "a = 1\nb = 3\n") == ("b = 2", "b = 3")


def test_each_accepted_survivor_has_a_reason_and_is_a_line_of_its_file() -> None:
    """A line that has changed makes its entry stale: look at it again."""
    for (file, was, _now), reason in mutants._reasons().items():
        lines = {line.strip() for line in (mutants.ROOT / mutants.PACKAGE / file).read_text("utf-8").splitlines()}
        assert reason
        assert was in lines, f"tests/survivors.yaml: {file} has no line {was!r} any more"
