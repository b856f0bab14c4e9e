"""What each line of an HTML page is by the page's tree: headline, paragraph, crosshead, caption, date line, chrome."""

from collections.abc import Sequence

from syria_iraq_archive.capture.formats.base import MarkedLine
from syria_iraq_archive.capture.formats.html_metadata import Said
from syria_iraq_archive.capture.formats.pages import PageContainer, PageLine
from syria_iraq_archive.capture.formats.tree_model.byline_line import byline_line
from syria_iraq_archive.capture.formats.tree_model.forest import chance_of, packaged_forest
from syria_iraq_archive.capture.formats.tree_model.headline_line import headline_line
from syria_iraq_archive.capture.formats.tree_model.line_features import NAMES, KnownOfLine, Measured, features_of
from syria_iraq_archive.capture.formats.tree_model.story_lines import story_lines
from syria_iraq_archive.records import Role
from syria_iraq_archive.spans import Span

MIN_ARTICLE_WORDS = 100  # of the story in an `<article>` that is one of several
MIN_STORY_WORDS = 20  # that are kept, so that the tree and not the text decides
MAX_CROSSHEAD_WORDS = 18
MOST = 50  # percent of a line that is marked as a time, of a date line

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_TITLES = frozenset({"h1", "h2", "h3"})


def mark_lines(lines: Sequence[PageLine], said: Said, keeps: Sequence[bool] | None) -> tuple[MarkedLine, ...]:
    """Every line with its role, by what the page says of its story and whether trafilatura keeps each line.

    None at all if the model keeps hardly a line: then the page is read as its text is.
    """
    headline = headline_line(lines, said.titles)
    scores, least = line_scores(lines, said, keeps, headline)
    story = story_lines(lines, scores, least)
    body = [index for index in story if index != headline]
    if sum(len(lines[index].text.split()) for index in body) < MIN_STORY_WORDS:
        return ()
    articles = _articles(lines, body, headline)
    headlines = {headline, *_headings(lines, articles[1:])} if articles else {headline}
    told = (byline_line(lines, by, headline, body, said.site) for by in (said.authors, said.marked, said.guessed))
    byline = next(filter(None, told), None)
    in_body, last = frozenset(body), body[-1]
    marked = []
    for index, (line, score) in enumerate(zip(lines, scores, strict=True)):
        chance, value = chance_of(score - least), None
        if index in headlines:
            role, chance = Role.HEADLINE, 0.99
        elif byline and index == byline.line:
            role, chance, value = Role.BYLINE, 0.99, _within(line.span, byline.span)
        elif index in in_body:
            role = Role.CROSSHEAD if _is_crosshead(line) and index != last else Role.PARAGRAPH
        else:
            role, chance = _beside(line), round(1 - chance, 2)
        article = sum(one.first <= index for one in articles[1:])
        marked.append(MarkedLine(line.span, role, chance, article, value, line.container.tag == "pre"))
    return tuple(marked)


def _within(line: Span, part: Span) -> Span:
    """The part of a line, counted from its start, as a span of the text."""
    return Span(line.start + part.start, line.start + part.end)


def line_scores(
    lines: Sequence[PageLine], said: Said, keeps: Sequence[bool] | None, headline: int | None
) -> tuple[list[int], int]:
    """The model's score of each line, and the least of one that is kept."""
    forest = packaged_forest("alone" if keeps is None else "with_trafilatura", NAMES)
    rows = features_of(Measured(lines, KnownOfLine(keeps, headline, said.about, said.body)))
    return [forest.score(row) for row in rows], forest.least


def _is_crosshead(line: PageLine) -> bool:
    return line.container.tag in _HEADINGS and len(line.text.split()) <= MAX_CROSSHEAD_WORDS


def _beside(line: PageLine) -> Role:
    """The role of a line outside the body, by its element alone."""
    if "figcaption" in line.within:
        return Role.CAPTION
    return Role.PUBLISHED if 100 * line.timed >= MOST * len(line.text) else Role.CHROME


def _articles(lines: Sequence[PageLine], body: Sequence[int], headline: int | None) -> list[PageContainer]:
    """The page's articles, if it has several: outermost `<article>`s with a heading and a hundred words of the story.

    The page's headline stands in the first of them: if it stands above them all, they are the parts of one story.
    """
    words: dict[PageContainer, int] = {}
    for index in body:
        if (around := lines[index].container.article) is not None:
            words[around] = words.get(around, 0) + len(lines[index].text.split())
    found = sorted((one for one in words if words[one] >= MIN_ARTICLE_WORDS), key=lambda one: one.first)
    found = [one for one in found if _heading(lines, one) is not None]
    if len(found) < 2 or headline is None or not found[0].first <= headline < found[0].end:
        return []
    return found


def _headings(lines: Sequence[PageLine], articles: Sequence[PageContainer]) -> list[int | None]:
    return [_heading(lines, one) for one in articles]


def _heading(lines: Sequence[PageLine], article: PageContainer) -> int | None:
    """The first line of the article that stands in a heading."""
    rows = range(article.first, article.end)
    return next((row for row in rows if lines[row].container.tag in _TITLES), None)
