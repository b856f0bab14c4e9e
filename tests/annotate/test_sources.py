"""Which outlet published an article: made-up pages and the source they show, with its basis."""

from collections.abc import Callable

import pytest

from syria_iraq_archive.annotate import sources
from syria_iraq_archive.annotate.sources import SourceFinder
from syria_iraq_archive.parse import Vocabulary
from syria_iraq_archive.pipeline import Pipeline
from syria_iraq_archive.registry.load import Registry
from syria_iraq_archive.registry.models import Source
from syria_iraq_archive.spans import Span
from tests.rules import Pair, RuleTable

TITLE = "Road to port opens again in Basra"
CAPTION = "Trucks wait on the road to the port of Basra, Saturday June 21, 2025. (AP)"

BODY = "The council of Basra met on Tuesday and agreed to open the road to the port again after a week."

NOTICE = "Anadolu Agency website contains only a portion of the news stories offered."


@pytest.mark.parametrize(
    ("page", "source", "basis"),
    [
        (f"Rudaw\n\nRoad to port opens again in Basra\n\n{BODY}", "rudaw", "masthead"),
        (f"Road to port opens again in Basra\n\nNews Desk - The Cradle\n\n{BODY}", "the-cradle", "byline"),
        (f"Shafaq News/ {BODY}", "shafaq-news", "prefix"),
        (f"BASRA, May 3 (Reuters) - {BODY}", "reuters", "dateline"),
        (f"{BODY} They told Shafaq News so.", "shafaq-news", "self-reference"),
        (f"{BODY} They told Reuters so.", None, "unknown"),
        (f"{BODY} They told Shafaq News so, and told Rudaw more.", None, "unknown"),
        (
            f"Road opens in Basra again\nNews Desk - The Cradle\n{BODY} It told Shafaq News so.",
            "the-cradle",
            "byline",
        ),
        (f"{TITLE}\n\n{BODY}\n\n© 2020 Shafaq News. All rights reserved.", "shafaq-news", "masthead"),
        (f"{TITLE}\n\n{BODY}\n\nجميع الحقوق محفوظة لشفق نيوز © 2020", "shafaq-news", "masthead"),
        (f"{TITLE}\n\n{BODY}\n\nCopyright 2019 Rudaw. Copyright 2019 Shafaq News.", None, "unknown"),
        (f"{TITLE}\n\n{BODY}\n\n© 2020 Tigris News. All rights reserved.", None, "unknown"),
        (f"Rudaw\n\n{TITLE}\n\n{BODY}\n\n© 2020 Shafaq News. All rights reserved.", "rudaw", "masthead"),
        (f"{BODY} They told Rudaw and Shafaq News so.", None, "unknown"),
        (
            f"Road opens in Basra\n\nAli Hasan - The Tigris Post\nMay 3, 2016\n\n{BODY} They told Rudaw.",
            None,
            "unknown",
        ),
        (f"Road opens in Basra\n\nSource: Rudaw\n\n{BODY}", "rudaw", "masthead"),
        (BODY, None, "unknown"),
        (f"Baghdad (CNN) {BODY}", "cnn", "dateline"),
        (f"(CNN) {BODY}", "cnn", "dateline"),
        (f"(Reuters) - {BODY}", "reuters", "dateline"),
        (f"Damascus, SANA-{BODY}", "sana", "dateline"),
        (f"مجلس البصرة يفتح الطريق\n\nبغداد-سانا\n\n{BODY}", "sana", "dateline"),
        (f"مجلس البصرة يفتح الطريق\n\nإسطنبول / الأناضول\n\n{BODY}", "anadolu", "dateline"),
        (f"مجلس البصرة يفتح الطريق\n\nبغداد – «سانا»: {BODY}", "sana", "dateline"),
        (f"Road opens in Basra\n\n{BODY} (NRT Digital Media)", "nrt", "byline"),
        (f"Road opens in Basra\n\n{BODY}\n\n(North Press)", "north-press-agency", "byline"),
        (f"Road opens in Basra\n\n{BODY}\n\nIt is open. (AFP)", None, "unknown"),
        (f"Road opens in Basra\n\n{BODY}\n\n{NOTICE}", "anadolu", "masthead"),
        (f"Road opens in Basra\n\n{BODY}\n\nThe website of Anadolu Agency was down, he said.", None, "unknown"),
        (f"Road to port opens again in Basra | Jordan Times\n\n{BODY}", "jordan-times", "masthead"),
        (f"Road to port opens again in Basra - Reuters\n\n{BODY}", None, "unknown"),
        (f"Rudaw\n\nPorts\n\nRoad to port opens again in Basra\n\n{BODY}", "rudaw", "masthead"),
        (f"Road opens in Basra\n\n{BODY}\n\nIn this report, Enab Baladi asks why.", "enab-baladi", "self-reference"),
        (f"Road opens in Basra\n\n{BODY} They told Rudaw. He spoke to Tigris News.", None, "unknown"),
    ],
)
def test_the_source_is_the_outlet_that_shows_itself_not_one_that_is_cited(
    pipeline: Pipeline, page: str, source: str | None, basis: str
) -> None:
    [article] = pipeline.run(page.encode(), "page.txt").articles
    claim = next(claim for claim in article.claims if claim.field == "source")
    assert (claim.value, claim.basis) == (source, basis)


@pytest.fixture(scope="module")
def finder(registry: Registry, vocabulary: Vocabulary) -> SourceFinder:
    return SourceFinder.of(registry, vocabulary)


def addressed(finder: SourceFinder, text: str) -> list[tuple[str, str]]:
    """The outlets that are told something in `text`, each with the words that say so."""
    return [(source, span.of(text)) for source, span in finder.addressed(text, Span(0, len(text)))]


def test_an_outlet_that_is_told_something_is_found_by_each_of_its_names(
    registry: Registry, finder: SourceFinder
) -> None:
    """However they are written: in capitals, in small letters, over two lines."""
    sources_by_name = {name: source for name, source in finder.names.items() if source}
    assert set(sources_by_name.values()) == set(registry.sources)
    for name, source in sources_by_name.items():
        for printed in (name, name.upper(), name.title(), name.replace(" ", " \n")):
            expected = [(source, f"told the {printed}"), (source, f", and {name}")]
            assert addressed(finder, f"He told the {printed}, and {name} then.") == expected


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They told the  Shafaq\nNews so.", [("shafaq-news", "told the  Shafaq\nNews")]),
        ("They told The New Arab so.", [("the-new-arab", "told The New Arab")]),
        ("They told the National News Agency so.", [("national-news-agency", "told the National News Agency")]),
        ("They told the National News so.", [("the-national", "told the National News")]),
        ("They told Rudaw, the Shafaq News said.", [("rudaw", "told Rudaw"), ("shafaq-news", ", the Shafaq News")]),
        ("They told told Rudaw so.", [("rudaw", "told Rudaw")]),
        ("They told Rudawi, foretold Rudaw, told of Rudaw and saw Shafaq News.", []),
        ("They told Jordan News Agency (Petra)s, and the Rudaw.", [("petra", "told Jordan News Agency")]),
        ("قال لشفق نيوز", [("shafaq-news", "لشفق نيوز")]),
        ("قال لوكالة «شفق نيوز» ورووداو", [("shafaq-news", "لوكالة «شفق نيوز")]),
        ("قال لوكالة أنباء هاوار", [("hawar-news", "لوكالة أنباء هاوار")]),
        ("تحدث إلى رووداو وشفق نيوز", [("rudaw", "إلى رووداو"), ("shafaq-news", " وشفق نيوز")]),
        ('قال لوكالة وكالة "رووداو"', [("rudaw", 'لوكالة وكالة "رووداو')]),
    ],
)
def test_the_name_of_an_outlet_counts_directly_behind_words_that_tell_it_something(
    finder: SourceFinder, text: str, found: list[tuple[str, str]]
) -> None:
    assert addressed(finder, text) == found


def test_an_outlet_is_told_something_within_one_paragraph(finder: SourceFinder) -> None:
    text = "They told Shafaq News"
    assert list(finder.addressed(text, Span(0, text.index(" News")))) == []
    assert list(finder.addressed(text, Span(text.index("Shafaq"), len(text)))) == []


def test_letters_that_small_letters_hide_are_found() -> None:
    """A dotless "ı" counts as an "i", and the long "ſ" as an "s"."""
    names = {"tide": "Tide Press", "kis": "Kısa Söz", "mag": "Straße Now", "iz": "İz"}
    registry = Registry({id: Source(id=id, name=name, language="en") for id, name in names.items()}, {})
    finder = SourceFinder.of(registry, Vocabulary(registry))
    for printed in (
        "told Tıde Preſſ",
        "told Kisa Söz",
        "told KISA SÖZ",
        "told straße now",
        "told TIDE PRESS",
        "told Iz",
    ):
        assert [words for _, words in addressed(finder, printed)] == [printed]


def test_an_outlet_with_a_turkish_letter_in_its_name_is_told_something_in_plain_letters(pipeline: Pipeline) -> None:
    [article] = pipeline.run(f"{BODY} They told Rudaw so, and told IHA more.".encode(), "page.txt").articles
    assert article.source is None


RULES = RuleTable(sources, "RULES", name_of=lambda rule: str(rule[0]))

PAIRS = {
    "masthead": Pair(f"Rudaw\n\n{TITLE}\n\n{BODY}", "rudaw", f"Rudaw Square\n\n{TITLE}\n\n{BODY}", None),
    "byline": Pair(
        f"{TITLE}\n\nNews Desk - The Cradle\n\n{BODY}",
        "the-cradle",
        f"{TITLE}\n\nNews Desk - The Heath\n\n{BODY}",
        None,
    ),
    "prefix": Pair(f"Shafaq News/ {BODY}", "shafaq-news", f"Shafaq Street/ {BODY}", None),
    "dateline": Pair(f"BASRA, May 3 (Reuters) - {BODY}", "reuters", f"BASRA, May 3 (Herald) - {BODY}", None),
    "layout": Pair(
        f"{TITLE}\n\n{CAPTION}\n{CAPTION}\nTT\n\n{TITLE}\n\n{CAPTION}\n{CAPTION}\n\n{BODY}",
        "asharq-al-awsat",
        f"{TITLE}\n\n{CAPTION}\nTT\n\n{BODY}",
        None,
    ),
    "title": Pair(f"{TITLE} | Rudaw\n\n{BODY}", "rudaw", f"{TITLE} | Herald\n\n{BODY}", None),
    "notice": Pair(
        f"{TITLE}\n\n{BODY}\n\nAnadolu Agency website contains only a portion of the news stories offered.",
        "anadolu",
        f"{TITLE}\n\n{BODY}\n\nThe website contains only a portion of the news stories offered.",
        None,
    ),
    "copyright": Pair(
        f"{TITLE}\n\n{BODY}\n\nCopyright © 2019 The Washington Times, LLC. Click here for reprint permission.",
        "washington-times",
        f"{TITLE}\n\n{BODY}\n\nCopyright 2019 The Associated Press. All rights reserved.",
        None,
    ),
    "signature": Pair(
        f"{TITLE}\n\n{BODY}\n\n(North Press)", "north-press-agency", f"{TITLE}\n\n{BODY}\n\n(North Square)", None
    ),
    "self-reference": Pair(f"{BODY} They told Shafaq News so.", "shafaq-news", f"{BODY} They saw Shafaq News.", None),
}


@pytest.fixture
def source_of(pipeline: Pipeline) -> Callable[[str], str | None]:
    """Gives the source of a page with one article."""

    def read(page: str) -> str | None:
        [article] = pipeline.run(page.encode(), "page.txt").articles
        return article.source

    return read


@pytest.mark.parametrize("rule", PAIRS)
def test_each_rule_finds_the_source_of_its_example_and_not_of_its_near_miss(
    rule: str, source_of: Callable[[str], str | None]
) -> None:
    PAIRS[rule].check(source_of)


@pytest.mark.parametrize("rule", PAIRS)
def test_no_rule_can_be_taken_away(rule: str, source_of: Callable[[str], str | None]) -> None:
    RULES.check_needed(rule, PAIRS[rule], source_of)


def test_every_rule_has_a_pair() -> None:
    RULES.check_complete(PAIRS)
