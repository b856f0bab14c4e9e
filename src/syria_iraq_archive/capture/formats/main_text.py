"""Which lines of a page are its article and which are furniture, as trafilatura sees it.

Its extract isn't aligned to the page, so a line counts as extracted if nearly all its runs of three words are in the
extract. A line of three words or fewer counts if the extract has the same line. Trafilatura leaves out the date, the
byline and the photo, which stand between the title and the first prose, and captions; the archive keeps them.
"""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import get_ident
from typing import TYPE_CHECKING

from syria_iraq_archive.capture.formats.page_size import Extraction
from syria_iraq_archive.capture.formats.pages import PageLine
from syria_iraq_archive.errors import CaptureFailed
from syria_iraq_archive.extras import importing
from syria_iraq_archive.spans import Span

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MIN_SHARE = 0.8  # of a line's runs of words
RUN = 3  # words
PROSE = 8  # words of a line that is no title or label
HEAD = 25  # lines at most from the title to the text
_MARKS = frozenset({"-", "|", "---"})  # which trafilatura sets around items and cells


def kept_lines(tree: "HtmlElement", lines: Sequence[PageLine], how: Extraction = Extraction.WHOLE) -> list[bool] | None:
    """For each line whether trafilatura keeps it; None if it isn't asked.

    Raises `CaptureFailed` if trafilatura fails for want of memory: what it gives then isn't what the page gives.
    """
    if how is Extraction.NONE:
        return None
    extracted = _Extracted(_extract(tree, fast=how is Extraction.FAST))
    return [extracted.has(line.text) for line in lines]


def outside_main_text(lines: Sequence[PageLine], keeps: Sequence[bool] | None) -> tuple[Span, ...]:
    """The spans of the lines that are furniture, by whether trafilatura keeps each; none if it keeps none."""
    main = [index for index, kept in enumerate(keeps or ()) if kept]
    if not main:
        return ()
    kept = {*main, *_head(lines, main), *_captions(lines, main[0], main[-1])}
    return tuple(line.span for index, line in enumerate(lines) if index not in kept)


def _extract(tree: "HtmlElement", *, fast: bool = False) -> str:
    with importing("trafilatura", "html"):
        from trafilatura import bare_extraction
    with _no_fault_passed_over():
        document = bare_extraction(tree, include_comments=False, fast=fast)
    return (document.text or "") if document is not None and not isinstance(document, dict) else ""


class _Faults(logging.Handler):
    """Collects the errors of memory and recursion that a library logs and survives: they aren't the page's fault."""

    def __init__(self) -> None:
        super().__init__()
        self._thread = get_ident()
        self.met: list[Exception] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Look at what was logged in this thread."""
        if record.thread == self._thread and isinstance(record.args, tuple):
            self.met += [one for one in record.args if isinstance(one, MemoryError | RecursionError)]


@contextmanager
def _no_fault_passed_over() -> Iterator[None]:
    """Let trafilatura work in here. Raises `CaptureFailed` if a step of it was short of memory and was left out."""
    logger = logging.getLogger("trafilatura")
    faults = _Faults()
    logger.addHandler(faults)
    try:
        yield
    finally:
        logger.removeHandler(faults)
    if faults.met:
        error = faults.met[0]
        raise CaptureFailed(f"its main text couldn't be found: {type(error).__name__}: {error}") from error


class _Extracted:
    """What was extracted, as lines and as runs of words."""

    def __init__(self, text: str) -> None:
        self._lines = {" ".join(_words(line)) for line in text.split("\n")}
        self._runs = set(_runs(_words(text)))

    def has(self, line: str) -> bool:
        """Whether the line was extracted."""
        words = _words(line)
        if not words:  # it has marks alone, and an extract may have empty lines
            return False
        runs = _runs(words)
        if len(runs) <= 1 or " ".join(words) in self._lines:
            return " ".join(words) in self._lines
        return sum(run in self._runs for run in runs) >= MIN_SHARE * len(runs)


def _words(text: str) -> list[str]:
    return [word for word in text.split() if word not in _MARKS]


def _runs(words: list[str]) -> list[tuple[str, ...]]:
    return [tuple(words[start : start + RUN]) for start in range(len(words) - RUN + 1)]


def _head(lines: Sequence[PageLine], main: Sequence[int]) -> Iterator[int]:
    """The lines from the page's title to the first of its prose, furniture by its marks left out."""
    prose = next((i for i in main if len(lines[i].text.split()) >= PROSE and not lines[i].is_title), main[0])
    title = next((i for i in range(prose, max(-1, prose - HEAD), -1) if lines[i].is_title), main[0])
    return (index for index in range(title, prose) if not lines[index].is_furniture)


def _captions(lines: Sequence[PageLine], first: int, last: int) -> set[int]:
    return {index for index in range(first, last) if "figcaption" in lines[index].within}
