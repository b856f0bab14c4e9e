"""Characters that show nothing, and HTML entities: rules see lines without them, and spans stay exact."""

import pytest

from syria_iraq_archive.parse import Vocabulary, parse_text
from syria_iraq_archive.parse.lines import split_lines
from syria_iraq_archive.parse.readable import readable, seen
from syria_iraq_archive.records import Role
from syria_iraq_archive.spans import Span

BODY = "HIT, Iraq - The council of Hit opened the old bridge again after three years of work, the mayor said."
UNSEEN = ["\ufeff", "\u200b", "\u200d", "\u200e", "\u200f", "\u202a", "\u2068", "\u00ad", "\u2060", "\u061c", "<br>"]


@pytest.mark.parametrize("mark", UNSEEN)
def test_a_mark_that_shows_nothing_hides_no_line_from_the_rules(vocabulary: Vocabulary, mark: str) -> None:
    """The mark is chrome; every other block is what it would be without it."""
    lines = ["Old bridge of Hit opens again", "By Rana Haddad", "December 3, 2024", BODY]
    text = "\n".join(mark + line for line in lines)
    blocks, _ = parse_text(text, vocabulary)
    roles = [(block.role, block.span.of(text)) for block in blocks if block.role is not Role.CHROME]
    plain = "\n".join(lines)
    assert roles == [(block.role, block.span.of(plain)) for block in parse_text(plain, vocabulary)[0]]
    assert {block.span.of(text) for block in blocks if block.role is Role.CHROME} == {mark}


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("De\u00adcember 3", "December 3"),
        ("3\u200b May", "3 May"),
        ("&ldquo;Hit&rdquo; &ndash; open", "“Hit” – open"),
        ("Salt &amp; Bread", "Salt & Bread"),
        ("It&#8217;s &#x201c;open", "It’s “open"),
        ("a&nbsp;b", "a b"),
        ("Salt & Bread; more", None),
        ("&notaname; here", None),
        ("Hama falls", None),
    ],
)
def test_a_line_is_read_as_it_is_seen(printed: str, shown: str | None) -> None:
    found = readable(printed)
    assert (found.text if found else None) == shown


def test_a_part_of_what_is_seen_has_its_span_in_the_original() -> None:
    printed = "A &ldquo;B&rdquo; \u200fC"
    found = readable(printed)
    assert found is not None
    assert [found.span(Span(i, i + 1)).of(printed) for i in range(len(found.text))] == [
        "A", " ", "&ldquo;", "B", "&rdquo;", " ", "C",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "left"), [("\u200f Hama \u200f", "Hama"), ("&nbsp;Hama<br />", "Hama"), ("\u200f", "")]
)
def test_only_the_edges_of_a_line_are_cut(line: str, left: str) -> None:
    assert seen(line).of(line) == left


def test_a_line_on_which_nothing_is_to_be_seen_is_blank() -> None:
    assert [(line.text, line.gap) for line in split_lines("Hama\n\u200f\nHoms")] == [("Hama", 0), ("Homs", 1)]


@pytest.mark.parametrize(("place", "original"), [(0, 0), (2, 2), (3, 9), (5, 11)])
def test_an_empty_part_has_a_place_too(place: int, original: int) -> None:
    """Before the character that follows it; at the end, behind the last."""
    shown = readable("3 &mdash; 4")
    assert shown is not None
    assert shown.span(Span(place, place)) == Span(original, original)
