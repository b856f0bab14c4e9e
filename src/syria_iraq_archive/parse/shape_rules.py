"""What each line looks like by itself: an ordered table of rules. The first rule that knows a line gives its shape.

A rule is a small function from a line to a `ShapedLine`, or None if the rule doesn't know the line. The order matters:
furniture comes before dates ("3 min read" holds no date), dates before bylines, everything before prose and titles.
"""

import re
from collections.abc import Callable

from syria_iraq_archive.parse.bylines import byline_cue, is_person_name
from syria_iraq_archive.parse.captions import caption_with_credit, credit_line, cued_caption, image_line
from syria_iraq_archive.parse.datelines import find_dateline, is_place_line
from syria_iraq_archive.parse.header_lines import header_parts
from syria_iraq_archive.parse.labelled_lines import labelled_line
from syria_iraq_archive.parse.lines import Line
from syria_iraq_archive.parse.shapes import LinePiece, Shape, ShapedLine, divided
from syria_iraq_archive.parse.signatures import unsigned
from syria_iraq_archive.parse.vocabulary import Vocabulary
from syria_iraq_archive.patterns import later
from syria_iraq_archive.records import Role
from syria_iraq_archive.spans import Span

ShapeRule = Callable[[Line, Vocabulary], ShapedLine | None]

MAX_HEADER_LENGTH = 400  # characters
MAX_HEADER_WORDS = 25  # no date line, byline or masthead is longer, but for a list of authors
MAX_AUTHORS_WORDS = 45
MAX_MASTHEAD_WORDS = 8
MIN_PROSE_WORDS = 4  # shorter lines are labels, even with a full stop
MAX_PLACE_LINE_WORDS = 10
LONG_WORDS = 28  # no heading is so long: such a line is prose, whatever it ends with
LONG_SENTENCE_WORDS = 12  # of a line that is prose though it ends with "?" or "..." as headings may

_CLOSERS = "\"'”’»)]›*"
_STOPS = (".", "!", "?", "…", "؟", "۔", ":", ";")
_ABBREVIATED_END = later(r"(?:\b(?:[A-Za-z]\.){2,}|\b(?:Jr|Sr|Inc|Ltd|Co|Corp|No|St|vs)\.)$")
_PREFIX_JOINT = later(r"\s*(?:/+|[-–—―:|])\s*(?=\S)|\s*(?:/+|[-–—―:|])$")
_SENTENCE_INSIDE = later(r"[.!?؟][”\"’»)]{0,3}\s{1,9}\S")
_SOURCE_CUE = later(r"^(?:source|from|via|المصدر)\s{0,3}:?\s", re.IGNORECASE)
_NUMBERING = later(r"(?:\d{1,2}|[ivxIVX]{1,4})[.)]\s+")
_DASHED_HEADING = (" -", " –", " —")  # some agencies print crossheads between dashes
_LIST_MARKS = ("•", "- ", "– ", "* ", "+ ", "▪", "●", "■", "◦")


def shape(line: Line, vocabulary: Vocabulary) -> ShapedLine:
    r"""The line with its shape and pieces, by the first rule of `RULES` that knows it.

    >>> from syria_iraq_archive.parse.lines import split_lines
    >>> from syria_iraq_archive.registry.load import Registry
    >>> lines = split_lines("Bridge Opens Again\nBy Rana Haddad\nBASRA – The bridge was opened on Monday.")
    >>> [shape(line, Vocabulary(Registry({}, {}))).shape.value for line in lines]
    ['title', 'byline', 'prose']
    """
    for rule in RULES:
        shaped = rule(line, vocabulary)
        if shaped is not None:
            return shaped
    raise AssertionError("the last rule knows every line")


def _furniture(line: Line, vocabulary: Vocabulary) -> ShapedLine | None:
    kind = vocabulary.furniture.kind_of(line.text)
    if kind is None:
        return None
    shape_ = Shape.RELATED if kind == "related" else Shape.FURNITURE
    return ShapedLine(line, shape_, f"furniture:{kind}")


def _notice(line: Line, vocabulary: Vocabulary) -> ShapedLine | None:
    """A notice that only one outlet prints, below its stories."""
    return ShapedLine(line, Shape.FURNITURE, "notice") if vocabulary.notice_outlet(line.text) else None


def _masthead(line: Line, vocabulary: Vocabulary) -> ShapedLine | None:
    """The outlet's name by itself, or behind "Source:"."""
    if line.words > MAX_MASTHEAD_WORDS:
        return None
    named = vocabulary.masthead(line.text)
    if named is None and (cue := _SOURCE_CUE.match(line.text)):
        named = vocabulary.masthead(line.text[cue.end() :])
    return ShapedLine(line, Shape.PUBLISHER, "masthead") if named else None


def _header_line(line: Line, vocabulary: Vocabulary) -> ShapedLine | None:
    """A date line or byline, or several such parts side by side ("By A | Dec 3, 2024 | 4 min read")."""
    most = MAX_AUTHORS_WORDS if line.text[:3].lower() == "by " else MAX_HEADER_WORDS
    if line.words > most or len(line.text) > MAX_HEADER_LENGTH:
        return None
    parts = header_parts(line.text, vocabulary)
    if parts is None:
        return None
    roles = [role for _, role in parts]
    for role, shape_ in (
        (Role.PUBLISHED, Shape.PUBLISHED),
        (Role.BYLINE, Shape.BYLINE),
        (Role.PUBLISHER, Shape.PUBLISHER),
    ):
        if role in roles:
            return divided(line, shape_, "header-line", parts)
    return None


def _sign_off(line: Line, vocabulary: Vocabulary) -> ShapedLine | None:
    """A byline as printed below a body: "Reporting by …"."""
    cue = byline_cue(line.text)
    if cue is None or not cue.signs_off:
        return None
    rule = f"byline:{cue.name}"
    return ShapedLine(line, Shape.SIGN_OFF, rule, (LinePiece(line.span, Role.BYLINE, rule),))


def _publisher_prefix(line: Line, vocabulary: Vocabulary) -> ShapedLine | None:
    """An outlet's name before the first sentence ("Shafaq News/ …"), perhaps with a dateline behind the name."""
    name = vocabulary.prefix.match(line.text)
    joint = _PREFIX_JOINT.match(line.text, name.end()) if name else None
    if name is None or joint is None:
        return None
    start, end = joint.end(), len(line.text)
    publisher = (Span(0, start).within(line.text), Role.PUBLISHER)
    dateline = find_dateline(line.text[start:], vocabulary)
    if dateline is None and (start == end or is_place_line(line.text[start:], vocabulary)):
        parts = [publisher, (Span(start, end), Role.DATELINE)]
        return divided(line, Shape.PUBLISHER, "publisher-line", parts, leads="publisher")
    cut = start + (dateline.end if dateline else 0)
    parts = [publisher, (Span(start, cut), Role.DATELINE), (Span(cut, end).within(line.text), Role.PARAGRAPH)]
    return divided(line, Shape.PROSE, "publisher-prefix", parts, leads="publisher")


def _place_line(line: Line, vocabulary: Vocabulary) -> ShapedLine | None:
    """A place by itself, or before an outlet or a name: "BASRA, Iraq", "London: Asharq Al-Awsat"."""
    if line.words > MAX_PLACE_LINE_WORDS:
        return None
    place, colon, rest = line.text.partition(":")
    if not colon:
        whole = is_place_line(line.text, vocabulary)
        return ShapedLine(line, Shape.PLACE, "place-line") if whole else None
    role = Role.PUBLISHER if vocabulary.masthead(rest) else Role.BYLINE if is_person_name(rest.strip()) else None
    if role is None or not is_place_line(place, vocabulary):
        return None
    after = Span(len(place) + 1, len(line.text)).within(line.text)
    shape_ = Shape.PUBLISHER if role is Role.PUBLISHER else Shape.BYLINE
    return divided(line, shape_, "place-and-name", [(Span(0, len(place) + 1), Role.DATELINE), (after, role)])


def _dateline(line: Line, vocabulary: Vocabulary) -> ShapedLine | None:
    dateline = find_dateline(line.text, vocabulary)
    if dateline is None:
        return None
    rest = Span(dateline.end, len(line.text)).within(line.text)
    if not rest.length or not is_prose(rest.of(line.text)):
        return None
    parts = [(Span(0, dateline.end), Role.DATELINE), (rest, Role.PARAGRAPH)]
    return divided(line, Shape.PROSE, "dateline", parts, leads="dateline")


def _prose(line: Line, vocabulary: Vocabulary) -> ShapedLine | None:
    return ShapedLine(line, Shape.PROSE, "prose") if is_prose(line.text, line.words) else None


def _item(line: Line, vocabulary: Vocabulary) -> ShapedLine | None:
    listed = line.text.startswith(_LIST_MARKS) and not line.text.endswith(_DASHED_HEADING)
    return ShapedLine(line, Shape.ITEM, "list-item") if listed else None


def _title(line: Line, vocabulary: Vocabulary) -> ShapedLine:
    return ShapedLine(line, Shape.TITLE, "title")


RULES: tuple[ShapeRule, ...] = (
    image_line,
    labelled_line,
    credit_line,
    _notice,
    _furniture,
    _publisher_prefix,
    _masthead,
    _sign_off,
    _header_line,
    _place_line,
    caption_with_credit,
    cued_caption,
    _dateline,
    _prose,
    _item,
    _title,
)
"""The rules, in the order in which they are asked."""


def is_prose(text: str, words: int | None = None) -> bool:
    """Whether `text` reads like a sentence or more, and not like a heading. `words` is its length, if known.

    >>> is_prose("The army left the city."), is_prose("Army leaves the city"), is_prose("Will the army stay?")
    (True, False, False)
    """
    if numbering := _NUMBERING.match(text):
        text, words = text[numbering.end() :], None
    if text.endswith((")", "]")) and (story := unsigned(text)) != text:
        text, words = story, None
    if words is None:
        words = len(text.split())
    bare = text.rstrip(_CLOSERS + " \u00a0")
    if words >= LONG_WORDS:
        return True
    if words < MIN_PROSE_WORDS or not bare.endswith(_STOPS) or _ABBREVIATED_END.search(bare[-20:]):
        return False
    if bare.endswith((".", "…", "۔")):
        return not bare.endswith("...") or words >= LONG_SENTENCE_WORDS
    return words >= LONG_SENTENCE_WORDS or bool(_SENTENCE_INSIDE.search(bare)) or (text != bare and text[0] in "“\"«‘'")
