"""Wire copy of Reuters, AP and AFP: the agency in the dateline, the reporters signed off below the body::

HEADLINE / By REPORTER / date / caption credit / PLACE, Dec 2 (Reuters) - body / Reporting by …; Editing by …
"""

from syria_iraq_archive.parse.datelines import find_dateline
from syria_iraq_archive.parse.layouts.base import Layout
from syria_iraq_archive.parse.page import Page
from syria_iraq_archive.parse.vocabulary import Vocabulary
from syria_iraq_archive.spans import Span


def _recognise(page: Page, vocabulary: Vocabulary) -> Span | None:
    """A dateline that names its agency."""
    for line in page.lines:
        if line.leads == "dateline":
            dateline = find_dateline(line.text, vocabulary)
            return line.pieces[0].span if dateline and dateline.agency else None
    return None


LAYOUT = Layout(name="wire", recognise=_recognise, by_model=True)
