"""Patterns that are compiled when they are first used."""

import re

import pytest

from syria_iraq_archive.patterns import later


def test_a_pattern_is_compiled_once_and_only_when_it_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """After that, its methods are those of the compiled pattern."""
    compiled: list[tuple[str, int]] = []
    true_compile = re.compile

    def noted(pattern: str, flags: int) -> re.Pattern[str]:
        compiled.append((pattern, flags))
        return true_compile(pattern, flags)

    monkeypatch.setattr(re, "compile", noted)
    pattern = later("h(a|o)m", re.IGNORECASE)
    assert compiled == []
    assert [match[1] for match in pattern.finditer("Homs, Hama")] == ["o", "a"]
    assert pattern.search("Aleppo") is None
    assert pattern.groups == 1
    assert compiled == [("h(a|o)m", re.IGNORECASE)]
