"""Which outlet published an article: made-up pages and the source they show, with its basis."""

from collections.abc import Callable

import pytest

from syria_iraq_archive.annotate import sources
from syria_iraq_archive.annotate.sources import SourceFinder
from syria_iraq_archive.parse import Vocabulary
from syria_iraq_archive.pipeline import Pipeline
from syria_iraq_archive.registry.load import Registry
from syria_iraq_archive.registry.models import Source
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


def addressed(finder: SourceFinder, text: str, known_by: str) -> list[str]:
    """The names that are told something in `text`, by patterns that know the names which `known_by` may print."""
    first, second = finder.addressed_by([known_by])
    found = []
    for match in first.finditer(text):
        also = second.match(text, match.end())
        found += [each["name"] for each in (match, also) if each]
    return found


def test_a_pattern_of_the_names_printed_finds_what_one_of_all_names_finds(
    registry: Registry, vocabulary: Vocabulary
) -> None:
    """However they are written: in capitals, in small letters, over two lines."""
    finder = SourceFinder.of(registry, vocabulary)
    odd = [name for name in finder.names if not name.isascii() and name.lower() != name.upper()]
    everything = " ".join(finder.names) + "ı"  # with this letter all names are looked for
    for name in (*finder.names[::200], *odd[:5]):
        for printed in (name, name.upper(), name.lower(), name.title(), name.replace(" ", " \n")):
            text = f"He told the {printed}, and {name} then; in an interview with {printed}s. وقال لوكالة {printed}"
            assert addressed(finder, text, text) == addressed(finder, text, everything)
            assert printed != name or addressed(finder, text, text)


def test_a_pattern_knows_only_names_that_stand_where_it_looks_for_them(
    registry: Registry, vocabulary: Vocabulary
) -> None:
    finder = SourceFinder.of(registry, vocabulary)
    first, second = finder.addressed_by(["Rudaw was closed. He told the  Shafaq\nNews and the Rudaw office so."])
    assert ["Shafaq" in each.pattern for each in (first, second)] == [True, False]
    assert ["Rudaw" in each.pattern for each in (first, second)] == [False, True]


def test_letters_that_small_letters_hide_are_found() -> None:
    """A pattern that ignores case takes a dotless "ı" for an "i", and the long "ſ" for an "s"."""
    names = {"tide": "Tide Press", "kis": "Kısa Söz", "mag": "Straße Now"}
    registry = Registry({id: Source(id=id, name=name, language="en") for id, name in names.items()}, {})
    finder = SourceFinder.of(registry, Vocabulary(registry))
    for text in ("told Tıde Preſſ", "told Kisa Söz", "told KISA SÖZ", "told straße now", "told TIDE PRESS"):
        assert len(addressed(finder, text, text)) == 1


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
