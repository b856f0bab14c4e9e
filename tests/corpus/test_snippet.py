"""A snippet is a passage as printed, with what was sought told apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syria_iraq_archive.corpus.search import parse_search
from syria_iraq_archive.corpus.snippet import ENOUGH, LENGTH, plain, snippet_of

LONG = " ".join(f"w{number}" for number in range(100))


def marked(text: str, typed: str) -> str:
    """The snippet, what was sought in brackets."""
    snippet = snippet_of(text, parse_search(typed).phrases)
    return "".join(f"[{piece.text}]" if piece.sought else piece.text for piece in snippet)


@pytest.mark.parametrize(
    ("text", "typed", "shown"),
    [
        ("Near al-Qa’im they stopped.", "qaim", "Near al-[Qa’im] they stopped."),
        ("Near al-Qa’im they stopped.", "al-qaim stop*", "Near al-[Qa’im] they [stopped]."),
        ("Jabhat al-Nusra\n\nin  Idlib", '"jabhat al-nusra"', "[Jabhat al-Nusra] in Idlib"),
        ("Syria’s army", "syria", "[Syria’s] army"),
        ("Turkish-backed", "turkish-backed", "[Turkish-backed]"),
        ("قالت هَيْئَة تحرير الشام", "هيئه", "قالت [هَيْئَة] تحرير الشام"),
        ("one two one", "one", "[one] two [one]"),
        ("abu kamal", 'abu "abu kamal"', "[abu kamal]"),
        ("Nothing here.", "hama", ""),
        ("", "hama", ""),
        (LONG, "w50", f"… w46 w47 w48 w49 [w50] {' '.join(f'w{n}' for n in range(51, 70))} …"),
        (LONG, "w50 w10 w60", f"… w46 w47 w48 w49 [w50] {' '.join(f'w{n}' for n in range(51, 60))} [w60] "),
        (LONG, "w99", "… w95 w96 w97 w98 [w99]"),
    ],
)
def test_a_snippet(text: str, typed: str, shown: str) -> None:
    """The text, what was typed, what is shown: the passage with most of it, white space made even."""
    assert marked(text, typed).startswith(shown)
    assert bool(marked(text, typed)) is bool(shown)


@given(st.text(), st.text())
def test_a_snippet_is_a_slice_of_the_text(text: str, typed: str) -> None:
    """But for white space and the ellipses; and short."""
    shown = plain(snippet_of(text, parse_search(typed).phrases))
    inner = " ".join(shown.removeprefix("… ").removesuffix(" …").split())
    assert inner in " ".join(text.split())
    assert len(inner.split()) <= max(LENGTH * 2, len(text.split()))


def test_a_passage_is_sought_no_further_than_needed() -> None:
    """The first that shows all is shown, though a later one shows more of it; but what is sought always is."""
    assert marked(f"one {LONG} one one one", "one").startswith("[one] w0 ")
    assert marked(f"{LONG * 400} one two", "one two").endswith("[one] [two]")


def test_beyond_the_first_word_found_enough_is_looked_at() -> None:
    """A passage with both words that begins within it is shown; one that begins beyond isn't sought."""
    near, far = ENOUGH - 100, ENOUGH + 100
    assert "[one] [two]" in marked(f"one {'x ' * (near // 2)}one two", "one two")
    assert "[two]" not in marked(f"one {'x ' * (far // 2)}one two", "one two")
