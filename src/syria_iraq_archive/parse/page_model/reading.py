"""What the model sees in a saved page: which lines are the body, and where headline, byline and date stand."""

from collections.abc import Sequence
from dataclasses import dataclass

from syria_iraq_archive.parse.learned.model import Choice, PageModel, chance
from syria_iraq_archive.parse.page import Page
from syria_iraq_archive.parse.page_model.bearings import Bearings
from syria_iraq_archive.parse.page_model.body_features import body_features
from syria_iraq_archive.parse.page_model.candidates import Candidate, best
from syria_iraq_archive.parse.page_model.datings import date_candidates
from syria_iraq_archive.parse.page_model.headlines import headline_candidates
from syria_iraq_archive.parse.page_model.joins import find_joins
from syria_iraq_archive.parse.page_model.outline import Outline, outline
from syria_iraq_archive.parse.page_model.signatures import signature_candidates
from syria_iraq_archive.spans import Span


@dataclass(frozen=True, slots=True)
class Found:
    """A part of a line that gives a field's value, counted from the line's start, and how likely it is right."""

    line: int
    span: Span
    chance: float


@dataclass(frozen=True)
class Reading:
    """A page as the model reads it."""

    body: Sequence[int]
    chances: Sequence[float]  # for each line, that it is of the body
    headline: Found | None
    byline: Found | None
    published: Found | None


def joins(page: Page, model: PageModel) -> list[int]:
    """The lines at which another page begins."""
    return find_joins(page.sketches, model.places, model.joins.weights, model.joins.least, model.words_apart)


def read(page: Page, model: PageModel) -> Reading:
    """The lines of one saved page as the model reads them."""
    outlined = outline(page)
    margins = model.chain.margins(body_features(outlined))
    bearings = bearings_of(outlined, margins, model.least)
    headline = _chosen(headline_candidates(bearings), model.headline)
    line = headline.line if headline else None
    byline = _chosen(signature_candidates(bearings, line), model.byline)
    published = _chosen(date_candidates(bearings, line, byline.line if byline else None), model.published)
    chances = [model.body_chance(margin) for margin in margins]
    return Reading(bearings.body, chances, headline, byline, published)


def bearings_of(page: Outline, margins: Sequence[int], least: int) -> Bearings:
    """The page with its body: the lines of at least that margin; where there are none, the longest run's prose."""
    body = [index for index, margin in enumerate(margins) if margin >= least]
    if not body:
        body = [index for index in range(page.first, page.last + 1) if page.lines[index].weight]
    return Bearings(page, body)


def _chosen(candidates: Sequence[Candidate], choice: Choice) -> Found | None:
    found = best(candidates, choice.weights, choice.least)
    return Found(found[0].line, found[0].span, chance(found[1])) if found else None
