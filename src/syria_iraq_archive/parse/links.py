"""Links to other stories in or below a body: from their heading to where the body resumes, if it does."""

from syria_iraq_archive.parse.page import Page
from syria_iraq_archive.parse.pieces import Shape

MIN_RESUMED_WORDS = 12


def link_lines(page: Page, start: int) -> dict[int, str]:
    """The indices, from `start` on, of headings of links and the links below them, each with its rule."""
    links: dict[int, str] = {}
    index = start
    while index < len(page.lines):
        if page.lines[index].shape is Shape.RELATED:
            stop = _resumption(page, index)
            links[index] = page.lines[index].rule
            links |= dict.fromkeys(range(index + 1, stop), "link-below-heading")
            index = stop
        else:
            index += 1
    return links


def _resumption(page: Page, heading: int) -> int:
    """Where the body goes on below a heading of links: at two paragraphs in a row, one link below, or a sign-off."""
    for i in range(heading + 1, len(page.lines)):
        if page.lines[i].shape is Shape.SIGN_OFF:
            return i
        if _is_paragraph(page, i) and (_is_paragraph(page, i + 1) or i == heading + 2):
            return i
    return len(page.lines)


def _is_paragraph(page: Page, index: int) -> bool:
    return index < len(page.lines) and page.is_solid(index) and page.lines[index].line.words >= MIN_RESUMED_WORDS
