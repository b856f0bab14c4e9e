"""Corpora with what exports have to cope with, made by hand."""

from collections.abc import Mapping
from pathlib import Path

from syria_iraq_archive.records import Article, Basis, Claim, Mention, ParsedCapture, Quote, Role
from tests.factories import Page, dated, make_corpus, undated

TWO = """=Talks, and @more

“We talk,” Iran's envoy told Other News.

تركيا تتحدث
"""


def two_articles(path: str = "c.txt") -> ParsedCapture:
    """A capture of two articles: one quotes an actor, its headline is a formula; one is Arabic, its date a month."""
    page = Page(TWO, path)
    page.lay(Role.HEADLINE, "=Talks, and @more")
    page.lay(Role.PARAGRAPH, "“We talk,” Iran's envoy told Other News.")
    page.lay(Role.PARAGRAPH, "تركيا تتحدث", article=2)
    plain = undated().articles[0].model_copy(update={"sentences": ()})
    first = {
        "source": "other-news",
        "headline": "=Talks, and @more",
        "standfirst": "In short",
        "byline": "A. Writer and\nB. Writer",
        "published": "2024-12-04",
        "published_earliest": "2024-12-04",
        "published_latest": "2024-12-04",
        "published_basis": Basis.PRINTED,
        "body": "“We talk,” Iran's envoy told Other News.",
        "mentions": (
            Mention(actor="iran", span=page.span("Iran"), surface="Iran", rule="name"),
            Mention(actor="other-news", span=page.span("Other News"), surface="Other News", rule="name"),
        ),
        "quotes": (
            Quote(
                span=page.span("“We talk,”"),
                text="We talk,",
                kind="speech",
                speaker="Iran's envoy",
                actor="iran",
                told_to="other-news",
                cue="told",
                rule="quote-speaker-cue",
            ),
        ),
    }
    second = {
        "seq": 2,
        "source": "example-news",
        "headline": None,
        "language": "ar",
        "published": "2024-11-XX",
        "published_earliest": "2024-11-01",
        "published_latest": "2024-11-30",
        "published_basis": Basis.CURATED,
        "body": "تركيا تتحدث",
        "claims": (Claim(field="published", value="2024-11-XX", basis=Basis.CURATED, rule="correction"),),
        "mentions": (Mention(actor="turkish-army", span=page.span("تركيا"), surface="تركيا", rule="name"),),
    }
    return page.parsed(_changed(plain, first), _changed(plain, second))


def no_article() -> ParsedCapture:
    """A capture of site furniture alone."""
    page = Page("Home | World\n", "d.txt")
    page.lay(Role.CHROME, "Home | World", article=None)
    return page.parsed()


def _changed(article: Article, update: Mapping[str, object]) -> Article:
    return article.model_copy(update=update)


CAPTURES = (dated(), undated(), two_articles(), no_article())
FIRST, SECOND = (CAPTURES[2].key(article) for article in CAPTURES[2].articles)
HAMA = CAPTURES[0].key(CAPTURES[0].articles[0])
DOHA = CAPTURES[1].key(CAPTURES[1].articles[0])


def make(path: Path, *, backwards: bool = False) -> Path:
    """A corpus of four captures with four articles, written in one order or the other."""
    return make_corpus(path, *(reversed(CAPTURES) if backwards else CAPTURES))
