"""What a file's metadata say of its article: which of it counts, and that the rest is recorded."""

import json

import pytest

from syria_iraq_archive.pipeline import Pipeline
from syria_iraq_archive.records import Article, Basis, Claim
from tests import saved

PUBLISHED = '<meta property="article:published_time" content="{}">'
CAPTION = "<figure><figcaption>The bridge over the canal, December 3, 2024. (AFP)</figcaption></figure>"


def article_of(pipeline: Pipeline, data: bytes) -> Article:
    [article] = pipeline.run(data, "a").articles
    return article


def of_page(pipeline: Pipeline, head: str = "", **parts: str) -> Article:
    return article_of(pipeline, saved.page(head, **parts).encode())


def of_line(pipeline: Pipeline, **fields: object) -> Article:
    return article_of(pipeline, json.dumps({"text": saved.BODY} | fields).encode())


def counting(article: Article, field: str) -> Claim:
    return next(claim for claim in article.claims if claim.field == field)


def test_the_date_in_the_metadata_wins_over_the_printed_one(pipeline: Pipeline) -> None:
    """The printed claim stays on record."""
    article = of_page(pipeline, PUBLISHED.format("2024-12-03T23:50:00+03:00"), above="<time>December 3, 2024</time>")
    assert (article.published, article.published_basis) == ("2024-12-03", Basis.METADATA)
    claims = [(claim.basis, claim.rule) for claim in article.claims if claim.field == "published"]
    assert claims == [
        (Basis.METADATA, "published:html:meta article:published_time"),
        (Basis.PRINTED, "published:published:month-day-year"),
    ]


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("2024-12-03T23:50:00+03:00", "2024-12-03"),
        ("2024-12-03T23:50:00Z", "2024-12-03"),
        ("20241203", "2024-12-03"),
        ("20241203T235000Z", "2024-12-03"),
        ("Tue, 3 Dec 2024 23:50:00 GMT", "2024-12-03"),
        ("December 2024", "2024-12"),
        ("2024-12", "2024-12"),
        ("03/12/2024", None),
        ("1733216400", None),
        ("yesterday", None),
    ],
)
def test_a_date_in_the_metadata_is_taken_as_written_or_not_at_all(
    pipeline: Pipeline, written: str, published: str | None
) -> None:
    """No time zone is converted, and an ambiguous date isn't decided."""
    assert of_page(pipeline, PUBLISHED.format(written)).published == published


def test_another_printed_day_gives_a_warning(pipeline: Pipeline) -> None:
    """The date in the metadata still counts, if it is the earlier one: the page prints when it was changed."""
    article = of_page(pipeline, PUBLISHED.format("2024-12-03"), above="<time>December 9, 2024</time>")
    assert article.published == "2024-12-03"
    assert counting(article, "published").warning == "the text prints 2024-12-09"


def test_a_day_that_a_page_prints_before_its_metadata_counts(pipeline: Pipeline) -> None:
    """Nobody prints a day that hasn't come: the metadata say when the page was changed, or the day in another zone."""
    article = of_page(pipeline, PUBLISHED.format("2024-12-09T01:10:00Z"), above="<time>December 8, 2024</time>")
    assert (article.published, article.published_basis) == ("2024-12-08", Basis.PRINTED)
    assert [claim.value for claim in article.claims if claim.field == "published"] == ["2024-12-08", "2024-12-09"]
    assert counting(article, "published").warning == "the metadata say 2024-12-09"


@pytest.mark.parametrize(
    "above",
    [
        "<p>TEL SAMIR, Dec. 8, 2024 (AFP) - The mayor went on foot.</p>",  # when the reporter wrote
        "<time>Saturday, December 8, 2024</time>",  # was a Sunday
        CAPTION,
    ],
)
def test_an_earlier_day_that_is_no_date_line_leaves_the_metadata_as_they_are(pipeline: Pipeline, above: str) -> None:
    """Nor does one that is doubtful itself."""
    assert of_page(pipeline, PUBLISHED.format("2024-12-09"), above=above).published == "2024-12-09"


def test_an_earlier_day_counts_on_pages_alone(pipeline: Pipeline) -> None:
    """An object of JSON Lines keeps the day beside its text."""
    text = f"{saved.HEADLINE}\nDecember 3, 2024\n{saved.BODY}"
    article = article_of(pipeline, json.dumps({"text": text, "published": "2024-12-09"}).encode())
    assert article.published == "2024-12-09"


# when it was captured


@pytest.mark.parametrize(
    ("crawled", "published", "latest"),
    [
        ("2024-12-05T10:00:00Z", "[2024-12-03..2024-12-05]", "2024-12-05"),
        ("2024-12-03T10:00:00Z", "2024-12-03", "2024-12-03"),
        ("2025-01-01T10:00:00Z", "[2024-12-03..2024-12-09]", "2024-12-09"),
    ],
)
def test_an_inferred_date_ends_with_the_day_of_the_capture(
    pipeline: Pipeline, crawled: str, published: str, latest: str
) -> None:
    """The claim keeps its basis, and its rule says what bounds it."""
    article = article_of(pipeline, saved.record(saved.response(saved.page(above=CAPTION)), date=crawled))
    assert (article.published, article.published_latest) == (published, latest)
    assert article.published_basis is Basis.INFERRED
    bounded = counting(article, "published").rule.endswith("; not after its capture")
    assert bounded == (crawled < "2024-12-09")


def test_a_month_ends_with_the_day_of_the_capture(pipeline: Pipeline) -> None:
    """Its later days drop out."""
    page = saved.page(PUBLISHED.format("2024-12"))
    assert article_of(pipeline, saved.record(saved.response(page))).published == "[2024-12-01..2024-12-04]"


def test_a_printed_day_after_the_capture_gives_a_warning(pipeline: Pipeline) -> None:
    """One of the two is wrong, and the file doesn't say which."""
    page = saved.page(above="<time>December 9, 2024</time>")
    article = article_of(pipeline, saved.record(saved.response(page)))
    assert article.published == "2024-12-09"
    assert counting(article, "published").warning == "captured before, on 2024-12-04"


def test_the_day_of_the_capture_alone_dates_nothing(pipeline: Pipeline) -> None:
    """The publication date stays unknown."""
    assert article_of(pipeline, saved.record(saved.response(saved.page()))).published is None


# source


@pytest.mark.parametrize(
    ("head", "rule"),
    [
        ('<link rel="canonical" href="https://www.shafaq.com/en/1">', "source:html:link canonical"),
        ('<meta property="og:site_name" content="Shafaq News">', "source:html:meta og:site_name"),
        ('<meta property="og:url" content="https://amp.shafaq.com/en/1">', "source:html:meta og:url"),
    ],
)
def test_an_address_or_site_name_of_a_known_outlet_shows_the_source(pipeline: Pipeline, head: str, rule: str) -> None:
    """A host below the outlet's own counts."""
    article = of_page(pipeline, head)
    claim = counting(article, "source")
    assert (article.source, claim.basis, claim.rule) == ("shafaq-news", Basis.METADATA, rule)


def test_the_address_of_a_page_wins_over_the_site_name_in_it(pipeline: Pipeline) -> None:
    """It wins over what the page prints, too."""
    page = saved.page('<meta property="og:site_name" content="Rudaw">')
    record = saved.record(saved.response(page), uri="https://shafaq.com/en/1")
    claim = counting(article_of(pipeline, record), "source")
    assert (claim.value, claim.rule) == ("shafaq-news", "source:uri")


def test_an_unknown_site_is_recorded_but_is_no_source(pipeline: Pipeline) -> None:
    """A blog may print what an outlet wrote."""
    article = of_page(pipeline, '<meta property="og:site_name" content="A Blog">')
    assert article.source is None
    assert counting(article, "site").value == "A Blog"


# headline, byline, language


def test_a_title_that_the_page_prints_gives_the_headline_as_printed(pipeline: Pipeline) -> None:
    """The name of the site behind the title is left out."""
    title = saved.HEADLINE.upper()
    article = of_page(pipeline, f'<meta property="og:title" content="{title} | Example News">')
    assert article.headline == saved.HEADLINE
    claims = [claim for claim in article.claims if claim.field == "headline"]
    assert [claim.basis for claim in claims] == [Basis.PRINTED, Basis.METADATA]
    assert claims[0].evidence == claims[1].evidence


def test_a_title_that_the_page_does_not_print_is_only_recorded(pipeline: Pipeline) -> None:
    """The printed headline counts."""
    article = of_page(pipeline, '<meta property="og:title" content="Tel Samir bridge: all you need to know">')
    assert article.headline == saved.HEADLINE
    assert any(claim.value == "Tel Samir bridge: all you need to know" for claim in article.claims)


def test_a_headline_in_its_own_field_wins_over_the_text(pipeline: Pipeline) -> None:
    """Such a file keeps the headline beside the text, which begins without it."""
    article = of_line(pipeline, title=saved.HEADLINE, author="Rana Haddad", language="en-GB")
    assert (article.headline, article.byline, article.language) == (saved.HEADLINE, "Rana Haddad", "en")
    assert counting(article, "headline").basis is Basis.METADATA


def test_author_and_language_of_the_metadata_count_only_if_the_text_gives_none(pipeline: Pipeline) -> None:
    """A printed byline and the language of the text win."""
    head = '<meta name="author" content="Somebody Else">'
    assert of_page(pipeline, head).byline == "Somebody Else"
    printed = of_page(pipeline, head, above="<p>By Rana Haddad</p>", lang="fr")
    assert (printed.byline, printed.language) == ("Rana Haddad", "en")


def test_metadata_describe_the_first_article_and_the_outlet_of_all(pipeline: Pipeline) -> None:
    """A mail may hold several articles."""
    rest = "Canal to Be Dredged in Spring\n\nBy Omar Aziz\n\nDecember 1, 2024\n\n" + saved.PARAGRAPHS[2]
    text = f"{saved.HEADLINE}\n\nBy Rana Haddad\n\nDecember 3, 2024\n\n{saved.BODY}\n\n\n\n{rest}"
    parsed = pipeline.run(saved.mail(text, From="Desk <desk@shafaq.com>"), "a")
    assert {article.source for article in parsed.articles} == {"shafaq-news"}
    assert all(claim.basis is not Basis.METADATA for article in parsed.articles[1:] for claim in article.claims[2:])
