"""What is measured with: captures that are the same every time, and look like what they stand for."""

import statistics
from collections import Counter
from pathlib import Path

import pytest

from benchmarks.captures import Generator
from benchmarks.measure import Aim, percentile, table
from syria_iraq_archive.pipeline import Pipeline
from syria_iraq_archive.registry.load import Registry, load_registry

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def knowledge() -> Registry:
    """The registry whose names are used."""
    return load_registry(ROOT / "data")


def test_a_capture_is_a_function_of_seed_and_number(knowledge: Registry) -> None:
    """Whatever was generated before it."""
    one, same, other = Generator(knowledge, 1), Generator(knowledge, 1), Generator(knowledge, 2)
    assert [one.capture(number) for number in (5, 3)] == list(same.captures(3, 6))[::-2]
    assert one.capture(3) != other.capture(3)


def test_captures_are_as_long_as_real_ones(knowledge: Registry) -> None:
    """The median near 3 KB, some of them many times that."""
    sizes = [len(one.text.encode()) for one in Generator(knowledge).captures(0, 2_000)]
    assert 2_500 < statistics.median(sizes) < 3_500
    assert max(sizes) > 30_000


def test_captures_are_of_all_declared_layouts_and_of_none(knowledge: Registry) -> None:
    """As the parser tells; several articles in one, Arabic, repeated captions, quotes and dates among them."""
    run = Pipeline(knowledge).run
    parsed = [run(one.text.encode(), one.path) for one in Generator(knowledge).captures(0, 150)]
    articles = [article for each in parsed for article in each.articles]
    sources = Counter(article.source for article in articles)
    assert {"asharq-al-awsat", "964media", "shafaq-news", "the-cradle", "the-new-region", "reuters", None} <= set(
        sources
    )
    assert {"en", "ar"} <= {article.language for article in articles}
    assert any(len(each.articles) > 1 for each in parsed)
    assert any(image.occurrences > 1 for article in articles for image in article.images)
    for kind in ("mentions", "quotes", "dates"):
        assert sum(bool(getattr(article, kind)) for article in articles) > len(articles) / 3, kind


def test_a_percentile_is_a_value_measured() -> None:
    """The smallest that so large a share doesn't exceed."""
    assert percentile(list(range(1, 101)), 0.95) == 95
    assert percentile([7.0], 0.5) == 7.0


def test_an_aim_says_whether_it_is_missed() -> None:
    """Also where more is better."""
    assert str(Aim("pages", 60, 50, " ms")) == "pages: at most 50 ms; measured 60 ms: MISSED"
    assert Aim("as fast", 3, 2, at_least=True).met


def test_a_table_is_markdown() -> None:
    """Numbers stand right, unknown ones as a dash."""
    assert list(table(("what", "ms"), [("a", 1.234), ("b", None)]))[1:] == [
        "| --- | ---: |",
        "| a | 1.23 |",
        "| b | – |",
    ]
