"""The outlets' layouts, each declared in a file of its own; the first that knows an article lays it out."""

from syria_iraq_archive.parse.layouts import (
    asharq_al_awsat,
    generic,
    news_964media,
    shafaq_news,
    the_cradle,
    the_new_region,
    wire,
)
from syria_iraq_archive.parse.layouts.base import Layout, Recognised
from syria_iraq_archive.parse.page import Page
from syria_iraq_archive.parse.vocabulary import Vocabulary

LAYOUTS: tuple[Layout, ...] = (
    asharq_al_awsat.LAYOUT,
    the_new_region.LAYOUT,
    the_cradle.LAYOUT,
    the_cradle.OWN_PAGE,
    shafaq_news.LAYOUT,
    news_964media.LAYOUT,
    wire.LAYOUT,
    generic.LAYOUT,
)
"""All layouts, in the order in which they are asked; the generic one knows every article."""


def recognise(page: Page, vocabulary: Vocabulary) -> Recognised:
    """The layout of an article's lines, with the span that shows it."""
    for layout in LAYOUTS:
        recognised = layout.recognise(page, vocabulary)
        if recognised:
            return Recognised(layout, recognised)
    raise AssertionError("the generic layout knows every article")
