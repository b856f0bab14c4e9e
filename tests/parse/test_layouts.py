"""The outlets' layouts: each sign beside a page without it, and what a row of the registry can declare."""

import pytest

from syria_iraq_archive.parse import Vocabulary, layout_rows
from syria_iraq_archive.parse.blocks import parse_text
from syria_iraq_archive.parse.layout_rows import OF_ANY_OUTLET
from syria_iraq_archive.parse.layouts import SIGNS, recognise
from syria_iraq_archive.parse.page import read_page
from syria_iraq_archive.registry.load import Registry
from syria_iraq_archive.registry.models import LayoutSign, OutletLayout, OutletMarks, Source

BODY = "The council of Hit sold the old ferry on Monday.\n\nTwo farmers took it away on a cart, officials said."
HEAD = "Ferry of Hit Is Sold at Last"

# A sign, a page of Example News that has it, and one that doesn't.
PAGES = {
    LayoutSign.TEXT_SIZE_CONTROL: (
        f"{HEAD}\n\nTwo men and a cart (AFP)\n\nTT\n\n{HEAD}\n\nTwo men and a cart (AFP)\n\n{BODY}",
        f"{HEAD}\n\nTwo men and a cart (AFP)\n\nTT\n\n{BODY}",
    ),
    LayoutSign.MASTHEAD: (f"{HEAD}\n\nExample News\n\n{BODY}", f"{HEAD}\n\nExample Views\n\n{BODY}"),
    LayoutSign.BYLINE: (
        f"{HEAD}\n\nNews Desk - Example News\n\n{BODY}", f"{HEAD}\n\nNews Desk - Example Views\n\n{BODY}"
    ),
    LayoutSign.DESK_ABOVE_DATE: (
        f"{HEAD}\n\nNews Desk\nDEC 27, 2024\n\n(Photo credit: AFP)\n\n{BODY}",
        f"{HEAD}\n\nNews Desk\nDec 27, 2024\n\n(Photo credit: AFP)\n\n{BODY}",
    ),
    LayoutSign.PREFIX: (f"{HEAD}\n\nExample News/ {BODY}", f"{HEAD}\n\nExample News says: {BODY}"),
    LayoutSign.FIRST_MASTHEAD: (f"Example News\n\n{HEAD}\n\n{BODY}", f"{HEAD}\n\nExample News\n\n{BODY}"),
    LayoutSign.PLACE_BELOW_TITLES: (
        f"{HEAD}\n\nBASRA – {BODY}\n\nExample News", f"{HEAD}\n\nBASRA – {BODY}\n\nExample Views"
    ),
}  # fmt: skip


def vocabulary_of(**row: object) -> Vocabulary:
    """Of a registry with one outlet, Example News, that declares one layout."""
    names = ("Example News",)
    marks = OutletMarks(masthead=names, byline=names, prefix=names)
    declared = OutletLayout.model_validate({"name": "example", "shown_by": ["first-masthead"]} | row)
    source = Source(id="example-news", name="Example News", language="en", marks=marks, layouts=(declared,))
    furniture: dict[str, tuple[str, ...]] = {"text-size": ("tt",)}
    return Vocabulary(Registry({source.id: source}, {}, furniture=furniture, places={"IQ": ("Basra",)}))


def layout_of(text: str, vocabulary: Vocabulary) -> str:
    return recognise(read_page(text, vocabulary), vocabulary).layout.name


def roles(text: str, vocabulary: Vocabulary) -> list[tuple[str, str]]:
    blocks, _ = parse_text(text, vocabulary)
    return [(block.role.value, block.span.of(text)) for block in blocks]


@pytest.mark.parametrize("sign", LayoutSign)
def test_a_sign_shows_a_layout_and_its_near_miss_does_not(sign: LayoutSign) -> None:
    """By the outlet's own names; nothing else of its pages does."""
    has_it, near_miss = PAGES[sign]
    vocabulary = vocabulary_of(shown_by=[sign])
    assert layout_of(has_it, vocabulary) == "example"
    assert layout_of(near_miss, vocabulary) != "example"


def test_every_sign_is_known() -> None:
    """None that a row can name lacks its function."""
    assert set(LayoutSign) <= set(SIGNS)


def test_layouts_are_tried_in_the_order_of_their_signs(vocabulary: Vocabulary) -> None:
    """Whatever the order of the outlets, and those of any outlet come last."""
    names = [layout.name for layout in vocabulary.layouts]
    assert names[-len(OF_ANY_OUTLET) :] == [layout.name for layout in OF_ANY_OUTLET] == ["prefixed", "wire", "generic"]
    assert names.index("asharq-al-awsat") < names.index("the-cradle") < names.index("shafaq-news")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"{HEAD}\n\nIRNA/ {BODY}", "prefixed"),
        (f"{HEAD}\n\nBAGHDAD, Dec 2 (Reuters) - {BODY}", "wire"),
        (f"{HEAD}\n\nBAGHDAD, Dec 2 - {BODY}", "generic"),
    ],
)
def test_the_layouts_of_any_outlet(vocabulary: Vocabulary, text: str, name: str) -> None:
    """A prefix, an agency in the dateline; the last knows every article."""
    assert layout_of(text, vocabulary) == name


@pytest.mark.parametrize("name", ["prefixed", "wire"])
def test_no_layout_of_any_outlet_can_be_missed(registry: Registry, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Without it its page has the layout of all others."""
    monkeypatch.setattr(layout_rows, "OF_ANY_OUTLET", tuple(one for one in OF_ANY_OUTLET if one.name != name))
    vocabulary = Vocabulary(registry)
    text = {"prefixed": f"{HEAD}\n\nIRNA/ {BODY}", "wire": f"{HEAD}\n\nBAGHDAD, Dec 2 (Reuters) - {BODY}"}[name]
    assert layout_of(text, vocabulary) == "generic"


@pytest.mark.parametrize(
    ("header", "titles"),
    [
        (["headline", "standfirst"], ["headline", "standfirst"]),
        (["kicker", "headline"], ["kicker", "headline"]),
        (["standfirst", "headline"], ["standfirst", "headline"]),
        (["kicker", "headline", "standfirst"], ["kicker", "headline"]),
        (["headline"], ["headline", "standfirst"]),
    ],
)
def test_a_row_declares_the_order_of_the_titles(header: list[str], titles: list[str]) -> None:
    """Whatever their lengths; a title by itself is the headline, and one too many a standfirst."""
    vocabulary = vocabulary_of(header=header)
    first, second = "Old boats and what becomes of them", "Ferry of Hit is sold"
    found = roles(f"Example News\n\n{first}\n\n{second}\n\n{BODY}", vocabulary)
    assert [role for role, text in found if text in (first, second)] == titles
    assert ("headline", first) in roles(f"Example News\n\n{first}\n\n{BODY}", vocabulary)


@pytest.mark.parametrize(("short", "role"), [(True, "kicker"), (False, "chrome")])
def test_a_row_says_whether_short_titles_count(short: bool, role: str) -> None:
    """If they don't, they are labels."""
    vocabulary = vocabulary_of(header=["kicker", "headline"], short_titles=short)
    assert (role, "River") in roles(f"Example News\n\nRiver\n\n{HEAD}\n\n{BODY}", vocabulary)


def test_a_row_declares_furniture_of_its_outlet_alone() -> None:
    """On other pages the same line is what it looks like."""
    vocabulary = vocabulary_of(furniture=["Example Plus for you"])
    first, second = BODY.split("\n\n")
    page = f"{HEAD}\n\n{first}\n\nExample plus for you\n\n{second}"
    assert ("chrome", "Example plus for you") in roles(f"Example News\n\n{page}", vocabulary)
    assert ("crosshead", "Example plus for you") in roles(page, vocabulary)


@pytest.mark.parametrize("header", [["kicker"], ["headline", "headline"], ["headline", "kicker", "kicker"]])
def test_an_order_names_the_headline_once_and_nothing_twice(header: list[str]) -> None:
    """Any other is refused when the registry is loaded."""
    with pytest.raises(ValueError, match="names the headline once"):
        vocabulary_of(header=header)


def test_a_layout_that_alone_shows_its_outlet_is_named_in_the_marks(vocabulary: Vocabulary) -> None:
    """Those are the ones whose pages may leave out the name."""
    alone = {layout.name: layout.source for layout in vocabulary.layouts if layout.source}
    assert alone == {"asharq-al-awsat": "asharq-al-awsat", "the-cradle-page": "the-cradle"}
