"""Lines of names without a cue, which only the lines beside them show to be bylines: above a job, a date or the body.

"Rana Haddad / Senior Reporter / December 3, 2024" is a byline, a label and a date. A name by itself is also what a
headline or a crosshead may look like.
"""

import re
from collections.abc import Iterator, Sequence

from syria_iraq_archive.parse.bylines import is_person_name, names_of
from syria_iraq_archive.parse.shapes import HEADER_SHAPES, LinePiece, Shape, ShapedLine
from syria_iraq_archive.parse.vocabulary import Vocabulary
from syria_iraq_archive.patterns import later
from syria_iraq_archive.records import Role

MAX_NAME_LENGTH = 120  # characters before the verb of a note on an author
MIN_LISTED = 3  # names in a row that are a byline even with no headline above
MIN_HEADLINE_WORDS = 5  # of a headline above a lone name
MIN_BODY_WORDS = 8  # of a paragraph below a name, or above a note on the author

JOB = later(
    r"(?:(?:senior|staff|chief|foreign|political|national|world|managing|deputy|associate|assistant|contributing|special"
    r"|investigative|security|defen[cs]e|diplomatic|lifestyle|business|data|news|web|online|freelance|regional|executive"
    r"|middle east|iraq|syria|europe|washington|white house|pentagon|state department|international|economics?|energy"
    r"|opinion|sports?|culture|health|science|technology|photo|video|digital|bureau)\s+){0,4}"
    r"(?:correspondents?|reporters?|editors?|editor[- ]in[- ]chief|writers?|columnists?|journalists?|contributors?"
    r"|producers?|analysts?|bureau chief|photographers?|fellow|intern|anchor)"
    r"(?:\s*,?\s+(?:in|at|for|of)\s.{2,40}|,\s+[\w .'’-]{2,40})?$"
    r"|(?:مراسل|مراسلة|محرر|محررة|صحفي|صحفية|صحافي|صحافية|كاتب|كاتبة|رئيس التحرير)(?:\s+\S+){0,4}$",
    re.IGNORECASE,
)
"""A line that says what somebody does for an outlet, and nothing else."""

_NO_NAME = later(
    r"(?<!\w)(?:news|state|states|islamic|world|middle|east|politics|opinion|video|videos|breaking|analysis|top|stories|story"
    r"|north|south|west|northern|southern|eastern|western|live|home|about|contact|photos?|gallery|latest|more|read|related"
    r"|share|army|forces|war|peace|city|province|party|ministry|council|united|nations|government|security|human|rights"
    r"|special|report|reports|feature|features|interview|editorial|exclusive|update|updates|syrian|iraqi|kurdish|turkish"
    r"|american|russian|iranian|usa|today|press|media|times|post|daily|agency|tv|radio|network|online|of|the|and|in|on|for|with|by)"
    r"(?!\w)",
    re.IGNORECASE,
)
_BIO = later(
    r"(?P<name>[^\W\d_][\w.'’-]*(?:\s+[^\W\d_][\w.'’-]*){1,3})(?:,\s[^.]{2,60},)?"
    r"\s+(?:is|was|has been)\s+(?:an?|the|our)?[^.]{0,80}?\b(?:reporter|journalist|correspondent|editor"
    r"|writer|columnist|analyst|fellow|researcher|professor|author|contributor|photographer|producer"
    r"|lecturer|bureau chief|scholar|director)\b"
)
_OF_AUTHOR = later(
    r"\b(?:based in|(?:she|he|they) (?:covers?|writes?|reports?|tweets?|holds?|has)|follow (?:her|him|them)"
    r"|twitter|@\w+|contributor to|can be reached|is the author of|with (?:a focus|expertise))\b|@\w+\.\w+",
    re.IGNORECASE,
)


def is_job(text: str) -> bool:
    """Whether the line `text` only says what somebody does for an outlet.

    >>> is_job("Senior Reporter"), is_job("Reporter killed in Homs")
    (True, False)
    """
    return bool(JOB.match(text))


def with_name_lines(lines: Sequence[ShapedLine], vocabulary: Vocabulary) -> Iterator[ShapedLine]:
    """The lines, with names that sign an article as bylines, jobs as labels, and notes on authors as furniture."""
    named = False  # whether the line above is a line of names
    for index, line in enumerate(lines):
        if named and is_job(line.text):
            yield _as_label(line)
            named = False
        elif _signs(lines, index, vocabulary):
            yield ShapedLine(line.line, Shape.BYLINE, "names")
            named = True
        elif line.shape is Shape.PROSE and _is_bio(lines, index):
            yield ShapedLine(line.line, Shape.FURNITURE, "about-author")
            named = False
        else:
            named = named and line.shape is Shape.BYLINE
            yield line


def _as_label(line: ShapedLine) -> ShapedLine:
    piece = LinePiece(line.line.span, Role.CHROME, "job-below-name")
    return ShapedLine(line.line, Shape.BYLINE, "job-below-name", (piece,))


def _signs(lines: Sequence[ShapedLine], index: int, vocabulary: Vocabulary) -> bool:
    """Whether a line holds only names and stands where an author does."""
    line = lines[index]
    if line.shape is not Shape.TITLE or index + 1 == len(lines):
        return False
    names = names_of(line.text)
    if not names or _NO_NAME.search(" ".join(names)) or any(map(vocabulary.masthead, names)):
        return False
    below = lines[index + 1]
    headed = index > 0 and lines[index - 1].shape is Shape.TITLE and lines[index - 1].line.words >= MIN_HEADLINE_WORDS
    if is_job(below.text):
        return True
    if below.shape in HEADER_SHAPES:
        return len(names) >= MIN_LISTED or (headed and len(names) > 1)
    if len(names) >= MIN_LISTED:
        return below.shape is Shape.PROSE and (index == 0 or headed)
    return headed and _is_first_paragraph(lines, index + 1)


def _is_first_paragraph(lines: Sequence[ShapedLine], index: int) -> bool:
    """Whether a body begins here: a paragraph that no other stands above, up to the top of the page."""
    line = lines[index]
    is_body = line.shape is Shape.PROSE and line.line.words >= MIN_BODY_WORDS
    return is_body and not any(above.shape is Shape.PROSE for above in lines[:index])


def _is_bio(lines: Sequence[ShapedLine], index: int) -> bool:
    """Whether a paragraph only says who the author is: no prose stands below it, and a byline names the person."""
    text = lines[index].text
    bio = _BIO.match(text) if any(map(text[:MAX_NAME_LENGTH].__contains__, (" is ", " was ", " has "))) else None
    if bio is None or any(
        line.shape is Shape.PROSE and not _BIO.match(line.text) for line in lines[index + 1 : index + 4]
    ):
        return False
    if sum(line.shape is Shape.PROSE for line in lines[:index]) < 2:
        return False
    signed = any(bio["name"] in line.text for line in lines[:index] if line.shape is Shape.BYLINE)
    return signed or (is_person_name(bio["name"]) and bool(_OF_AUTHOR.search(lines[index].text)))
