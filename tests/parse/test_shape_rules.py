"""What a line looks like by itself: each rule with a line that it knows and a near miss; thresholds."""

from collections.abc import Callable

import pytest

from syria_iraq_archive.parse import Vocabulary, shape_rules
from syria_iraq_archive.parse.lines import split_lines
from syria_iraq_archive.parse.shape_rules import is_prose, shape
from syria_iraq_archive.registry.load import Registry
from syria_iraq_archive.registry.models import Source
from tests.rules import Pair, RuleTable, check_pinned

RULES = RuleTable(shape_rules, "RULES", name_of=lambda rule: rule.__name__.lstrip("_"))
LAST = "title"  # the rule that knows every line

Pieces = tuple[str, ...]
PiecesOf = Callable[[str], Pieces]
# By rule: a line that it knows, its shape and pieces, a near miss, and the same of that one.
PAIRS: dict[str, Pair[str, Pieces]] = {
    "image_line": Pair(
        "Image of the old bridge in Hit", ("caption", "chrome Image of", "caption the old bridge in Hit"),
        "Images from the old bridge in Hit", ("title",),
    ),
    "labelled_line": Pair(
        "Image caption A bridge in Hit", ("caption", "chrome Image caption", "caption A bridge in Hit"),
        "Image captions from a bridge in Hit", ("title",),
    ),
    "credit_line": Pair("Photo: Karim Sabri", ("credit",), "Photographer: Karim Sabri", ("title",)),
    "notice": Pair(
        "Anadolu Agency website contains only a portion of the news stories offered.", ("furniture",),
        "The agency's website contains only a portion of the news stories offered.", ("prose",),
    ),
    "furniture": Pair("Share this article", ("furniture",), "Share of farmers grows", ("title",)),
    "publisher_prefix": Pair(
        "Shafaq News/ The council of Hit opened the bridge.",
        ("prose", "publisher Shafaq News/", "paragraph The council of Hit opened the bridge."),
        "Shafaq Street/ The council of Hit opened the bridge.", ("prose",),
    ),
    "masthead": Pair("Source: Rudaw", ("publisher",), "Source: Rudi", ("title",)),
    "sign_off": Pair(
        "Reporting by Rana Haddad", ("sign-off", "byline Reporting by Rana Haddad"),
        "Reporting from Hit and Omar Khalil", ("title",),
    ),
    "header_line": Pair(
        "By Rana Haddad | December 3, 2024",
        ("published", "byline By Rana Haddad", "chrome |", "published December 3, 2024"),
        "Rana Haddad | December deadline", ("title",),
    ),
    "place_line": Pair("BASRA, Iraq", ("place",), "BRIDGE, Iraq again", ("title",)),
    "caption_with_credit": Pair(
        "Two men row to the mill of Hit (AFP)", ("caption", "caption Two men row to the mill of Hit", "credit (AFP)"),
        "Two men row to the mill of Hit (again)", ("title",),
    ),
    "cued_caption": Pair(
        "FILE – Two men row to the mill of Hit", ("caption",), "FILES – Two men row to the mill of Hit", ("title",)
    ),
    "dateline": Pair(
        "BAGHDAD – The council met on Monday.", ("prose", "dateline BAGHDAD –", "paragraph The council met on Monday."),
        "Hardly – the council met on Monday.", ("prose",),
    ),
    "prose": Pair("The council met on Monday.", ("prose",), "The council met on Monday", ("title",)),
    "item": Pair("• the old mill", ("item",), "the old mill", ("title",)),
}  # fmt: skip


def shape_of(text: str, vocabulary: Vocabulary) -> str:
    return shape(split_lines(text)[0], vocabulary).shape.value


@pytest.fixture
def pieces_of(vocabulary: Vocabulary) -> PiecesOf:
    """Gives the shape of a line, and its pieces, each with its role."""

    def read(text: str) -> Pieces:
        [line] = split_lines(text)
        shaped = shape(line, vocabulary)
        return (shaped.shape.value, *(f"{piece.role} {piece.span.of(text)}" for piece in shaped.pieces))

    return read


@pytest.mark.parametrize("rule", PAIRS)
def test_each_rule_knows_its_line_and_not_its_near_miss(rule: str, pieces_of: PiecesOf) -> None:
    PAIRS[rule].check(pieces_of)


@pytest.mark.parametrize("rule", PAIRS)
def test_no_rule_can_be_taken_away(rule: str, pieces_of: PiecesOf) -> None:
    RULES.check_needed(rule, PAIRS[rule], pieces_of)


def test_every_rule_but_the_last_has_a_pair() -> None:
    assert RULES.names()[-1] == LAST
    RULES.check_complete([*PAIRS, LAST])


NAMES = ", ".join(["Rana Haddad"] * 22)
LONG_NAMES = ", ".join(["R" + "a" * 60 + " Haddad"] * 5)
EDGES: dict[str, Pair[str, str]] = {
    "MAX_HEADER_LENGTH": Pair(f"By {LONG_NAMES}, Rana Haddad{'d' * 36}", "byline",
                              f"By {LONG_NAMES}, Rana Haddad{'d' * 37}", "title"),
    "MAX_HEADER_WORDS": Pair(f"Written by {NAMES[:128]}, Omar bin Khalil", "byline",
                             f"Written by {NAMES[:154]}", "title"),
    "MAX_AUTHORS_WORDS": Pair(f"By {NAMES}", "byline", f"By {NAMES}, Omar Khalil", "prose"),
    "MIN_PROSE_WORDS": Pair("Old mill burns down.", "prose", "Old mill burns.", "title"),
    "MAX_PLACE_LINE_WORDS": Pair(", ".join(["Basra"] * 10), "place", ", ".join(["Basra"] * 11), "title"),
    "LONG_WORDS": Pair("old " * 27 + "mills", "prose", "old " * 26 + "mills", "title"),
    "LONG_SENTENCE_WORDS": Pair(f"Is {'old ' * 10}it?", "prose", f"Is {'old ' * 9}it?", "title"),
}  # fmt: skip


@pytest.mark.parametrize("name", EDGES)
def test_no_threshold_can_be_moved(name: str, pieces_of: PiecesOf) -> None:
    """The words, or characters, of both lines differ by one, or by one name."""
    check_pinned(shape_rules, name, EDGES[name], lambda text: pieces_of(text)[0])


def test_a_masthead_has_eight_words_at_most() -> None:
    names = [" ".join(["Tigris", *["News"] * (count - 1)]) for count in (8, 9)]
    registry = Registry({str(n): Source(id=f"n{n}", name=name, language="en") for n, name in enumerate(names)}, {})
    pair = Pair(names[0], "publisher", names[1], "title")
    check_pinned(shape_rules, "MAX_MASTHEAD_WORDS", pair, lambda text: shape_of(text, Vocabulary(registry)))


@pytest.mark.parametrize(
    ("sentence", "heading"),
    [
        ("1. The council of Hit met.", "1. The council met"),
        ("He works for the city of Hit.", "He works for Tigris Mills Co."),
        ("Will it burn? Nobody in Hit knows?", "Nobody knows if it will burn?"),
        ("“We asked for the old mill!”", "We asked for the old mill!"),
        ("The mill burned down. (Agencies)", "The mill burned down (Agencies)"),
        ("The mill of Hit burned down…", "The mill of Hit burned down..."),
        ("أغلق المجلس الطاحونة القديمة.", "هل أغلق المجلس الطاحونة القديمة؟"),
    ],
)
def test_a_sentence_is_prose_and_a_heading_is_not(sentence: str, heading: str) -> None:
    """Whatever stands before its first word or behind its last."""
    assert (is_prose(sentence), is_prose(heading)) == (True, False)


@pytest.mark.parametrize(
    ("line", "pieces"),
    [
        ("Basra: Rudaw", ("publisher", "dateline Basra:", "publisher Rudaw")),
        ("Basra, Iraq: Karim Sabri", ("byline", "dateline Basra, Iraq:", "byline Karim Sabri")),
        ("Mill: Karim Sabri", ("title",)),
        ("Shafaq News / Baghdad", ("publisher", "publisher Shafaq News /", "dateline Baghdad")),
        ("Shafaq News /", ("publisher", "publisher Shafaq News /")),
        ("BASRA – the mill", ("title",)),
        ("• the old mill –", ("title",)),
    ],
)
def test_an_outlet_a_name_or_a_place_share_a_line(line: str, pieces: Pieces, pieces_of: PiecesOf) -> None:
    """A place before a name or an outlet; an outlet before a place. A place before half a sentence is a title."""
    assert pieces_of(line) == pieces
