"""Figures, days and names beside a cited key that the article doesn't print."""

import pytest

from tests.checking.conftest import Check


@pytest.mark.parametrize(
    "sentence",
    [
        "The bridge cost 42 million dinars",
        "Seventeen workers were hurt",
        "Lorries of more than thirty tons may not cross",
        "Shafaq News reported on 3 December 2024 that 17 were hurt",
        "Mosul has its bridge again at 10:30",
    ],
)
def test_what_the_cited_article_prints_is_supported(check: Check, keys: dict[str, str], sentence: str) -> None:
    assert check(f"{sentence} ({keys['0']}).").unsupported == ()


@pytest.mark.parametrize(
    ("sentence", "kind", "text"),
    [
        ("The bridge cost 43 million dinars", "figure not printed", "43"),
        ("Eighteen workers were hurt", "figure not printed", "Eighteen"),
        ("وأصيب تسعة عشر عاملا", "figure not printed", "تسعة عشر"),
        ("Nouri al-Maliki opened the bridge", "name not printed", "Nouri al-Maliki"),
        ("The bridge was opened on 9 May 2019", "day not printed", "9 May 2019"),
    ],
)
def test_what_it_doesnt_print_is_named(check: Check, keys: dict[str, str], sentence: str, kind: str, text: str) -> None:
    found = check(f"{sentence} ({keys['0']}).").unsupported
    assert [(str(one.kind), one.text) for one in found] == [(kind, text)]


def test_only_the_sentence_that_cites_an_article_is_compared_with_it(check: Check, keys: dict[str, str]) -> None:
    draft = f"In 99 towns nothing was built. The bridge cost 42 million dinars ({keys['0']}). Iran has 31 provinces."
    assert check(draft).unsupported == ()


def test_a_citation_behind_the_full_stop_is_of_the_sentence_before_it(check: Check, keys: dict[str, str]) -> None:
    [one] = check(f"The bridge cost 43 million dinars. ({keys['0']})").unsupported
    assert one.text == "43"


def test_of_several_articles_cited_together_one_is_enough(check: Check, keys: dict[str, str]) -> None:
    assert check(f"17 were hurt, and 12 shops burned ({keys['0']}, {keys['1']}).").unsupported == ()


def test_a_key_of_no_article_is_named(check: Check) -> None:
    [one] = check("The bridge is open (0123456789abcdef-1).").unsupported
    assert str(one.kind) == "no such article"
