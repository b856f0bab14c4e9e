"""Lines that belong to a photo: its caption, and its credit in brackets, after "Photo:" or behind a copyright sign.

The first part finds a credit at the end of a text. The second part holds the rules for whole lines, which `shape_rules`
asks: an image description, a credit alone, a caption with its credit, a caption that says that it is one.
"""

import re
from typing import NamedTuple

from syria_iraq_archive.parse.lines import Line
from syria_iraq_archive.parse.shapes import Shape, ShapedLine, divided
from syria_iraq_archive.parse.vocabulary import Vocabulary
from syria_iraq_archive.patterns import later
from syria_iraq_archive.records import Role
from syria_iraq_archive.spans import Span

MAX_CREDIT_LENGTH = 110  # characters
MAX_CREDIT_WORDS = 12  # of a line that is all credit

_BRACKETED = later(r"[(\[](?P<value>[^()\[\]]{2,80})[)\]]$")
_CUE = later(
    r"(?P<cue>(?:file\s+)?(?:photo(?:graph)?|picture|image)s?(?:\s+(?:credit|by|courtesy(?:\s+of)?))?\s*[:/]"
    r"|(?:photo|image|picture)?\s*credits?\s*[:/]|courtesy\s*:"
    r"|(?:photo|image)\s+(?:by|courtesy\s+of)\s|(?:photos|photographs|pictures|photography)\s+by\s"
    r"|(?:الصورة|صورة|تصوير|المصدر)\s*:)\s*(?P<value>\S.{0,78})$",
    re.IGNORECASE,
)
_SLASHED = later(
    r"(?:(?:photos?|photographs?|pictures?|photography) by\s+|©\s*)?"
    r"(?P<value>(?:REUTERS|AFP|AP|EPA|EPA-EFE|Anadolu|Getty Images|AP Photo|Xinhua)\s*/\s*[\w.'’\- /]{2,60}"
    r"|[\w.'’\-]+(?: [\w.'’\-]+){0,3}\s*/\s*(?:REUTERS|AFP|AP|EPA|Getty Images|Anadolu)(?: via [\w ]{2,30})?)$"
)
# Words that make the inside of brackets a credit even if no agency of the registry is named.
_CREDIT_WORDS = later(
    r"photo|image|picture|handout|courtesy|getty|archive|file|via |screen ?grab|social media|media office|ministry"
    r"|presidency|press office|supplied|telegram|/[A-Z]"
    r"|صورة|[أا]رشيف|رويترز|[أا] ف ب|أ\.ف\.ب|د\.?ب\.?أ|إ\.ب\.أ|وكالات|متداولة|[إا]علام|وزارة|رئاسة",
    re.IGNORECASE,
)
_JOINT = later(r"\s*[/|,،]\s*|\s+via\s+|\s+-\s+")
_COPYRIGHT = later(r"©\s*(?P<value>[^\d©]{2,60})$")
_ONLY_FILE_MARK = later(
    r"(?:file|archives?|archival|undated)(?:\s+(?:photo|picture|image|footage|pic))?|[أا]رشيف(?:ي[ةه])?", re.IGNORECASE
)
_FILE_MARK = later(r"\b(?:file|archive|archival|undated)\b|[أا]رشيف", re.IGNORECASE)


class CreditForm(NamedTuple):
    """A form of credit, and the signs one of which the end of a text must hold. An unsure form must name an agency."""

    pattern: re.Pattern[str]
    signs: tuple[str, ...]  # patterns in small letters; each begins with a fixed letter, so that the search is fast
    unsure: bool = False


# If case is ignored, "ı" matches "i" and "ſ" matches "s". So the signs of the cues avoid these two letters.
_BEFORE_SLASH = ("reuters", "afp", "ap", "epa", "efe", "anadolu", "images", "photo", "xinhua")
_CUE_SIGNS = ("photo", "cture", "mage", "cred", "courte", "صورة", "تصوير", "المصدر")
CREDIT_FORMS = (
    CreditForm(_BRACKETED, (r"\)$", r"\]$"), unsure=True),
    CreditForm(_CUE, _CUE_SIGNS),
    CreditForm(_SLASHED, (r"/\s*(?:reuters|afp|ap|epa|getty|anadolu)", *(rf"{word}\s*/" for word in _BEFORE_SLASH))),
    CreditForm(_COPYRIGHT, ("©",), unsure=True),
)
"""The forms of a credit, in the order in which they are tried."""

_SIGNED = tuple((form, later("|".join(form.signs))) for form in CREDIT_FORMS)
# Most lines have no sign. Every sign is one of these texts or contains one, and looking for them is fast.
_BRACKETS = (")", "]")
_PLAIN_SIGNS = (*_CUE_SIGNS, "/", "©")


def find_credit(text: str, vocabulary: Vocabulary) -> Span | None:
    """The photo credit at the end of `text`, with its brackets or cue; None if there is none.

    >>> from syria_iraq_archive.registry.load import Registry
    >>> text = "A bridge in Hit. Photo: Karim Sabri"
    >>> find_credit(text, Vocabulary(Registry({}, {}))).of(text)
    'Photo: Karim Sabri'
    """
    start = max(0, len(text) - MAX_CREDIT_LENGTH)
    tail = text[start:].lower()
    if not (tail.endswith(_BRACKETS) or any(map(tail.__contains__, _PLAIN_SIGNS))):
        return None
    for form, sign in _SIGNED:
        match = form.pattern.search(text, start) if sign.search(tail) else None
        if match and (not form.unsure or _is_credit(match["value"], vocabulary)):
            return Span(*match.span()).within(text)
    return None


def _is_credit(value: str, vocabulary: Vocabulary) -> bool:
    """Whether `value`, the inside of brackets, names an agency or reads like a credit."""
    if _ONLY_FILE_MARK.fullmatch(value.strip()):
        return False
    parts = (value, *_JOINT.split(value))
    return any(vocabulary.agency(part) for part in parts) or bool(_CREDIT_WORDS.search(value))


def _ends_in_file_mark(text: str) -> bool:
    """Whether `text` ends in brackets that hold only "file photo" or the like."""
    match = _BRACKETED.search(text, max(0, len(text) - 40))
    return match is not None and bool(_ONLY_FILE_MARK.fullmatch(match["value"].strip()))


def credit_value(text: str) -> str:
    """A credit without its brackets or "Photo:".

    >>> credit_value("(Iraqi Defense Ministry/AFP)"), credit_value("Photo: AFP")
    ('Iraqi Defense Ministry/AFP', 'AFP')
    """
    match = _BRACKETED.fullmatch(text) or _CUE.fullmatch(text)
    inside = match["value"] if match else text
    cued = _CUE.fullmatch(inside)
    return (cued["value"] if cued else inside).strip()


def is_marked_as_file(caption: str) -> bool:
    """Whether a caption, with its credit, says that the picture is an old one. Such a picture dates nothing.

    >>> is_marked_as_file("Iraqi troops near Qaim. (File photo: AFP)")
    True
    """
    return bool(_FILE_MARK.search(caption))


_NAMED_PART = r"(?:[A-Z][\w.'’-]*|al-[A-Z][\w'’-]*|bin|ibn|abu|abd|de|van|von)"
_WHO = r"(?:,\s+(?:a|an|the|then|former|late|head|leader|commander|chief|who)\b[^,]{0,80})"
_PORTRAIT = later(
    r"(?:(?:an?|the)\s+)?(?:(?:undated\s+)?(?:portrait|headshot|mug\s?shot)\s+of\s+)?"
    rf"{_NAMED_PART}(?:\s+{_NAMED_PART}){{0,6}}{_WHO}?\s*[,.]?\s*(?:(?:on|in|at|as\s+seen)\b[^,]{{0,40}},?)?\s*$"
)


_FROM_VIDEO = later(
    r"(?:video|footage) (?:that was )?(?:released|posted|published|uploaded|aired|broadcast)",
    re.IGNORECASE,
)


def is_from_video(caption: str) -> bool:
    """Whether a picture is taken from a video, which is shown again long after the day on which it was released.

    >>> is_from_video("A commander in a screen grab of a video released on May 3, 2019")
    True
    """
    return bool(_FROM_VIDEO.search(caption))


def is_portrait(before_date: str) -> bool:
    """Whether a caption, up to its date, only names a person: "Gen. A B, a former air force chief, on". It may be old.

    >>> is_portrait("Karim Sabri, a former mayor, on "), is_portrait("Karim Sabri opens the bridge in Hit on ")
    (True, False)
    """
    return bool(_PORTRAIT.match(before_date))


_IMAGE_CUE = later(r"(?:image|photo|picture) of\s+", re.IGNORECASE)
_CAPTION_CUE = later(
    r"(?:(?:file|archive|archival|handout|undated|illustrative|representative)\s+"
    r"(?:photo|picture|image|pic|footage)\w*\s*[:\-–—]"
    r"|FILE\s*[-–—:]|(?:photo|image|caption)\s*:|صور[ةه]\s+(?:أرشيفي[ةه]|ارشيفي[ةه]|تعبيري[ةه])\s*[:\-–—])\s*\S",
    re.IGNORECASE,
)
# How a line that is all credit begins, or what it holds. Most lines fail this quick check.
_CREDIT_OPENS = later(r"[(\[©]|file|photo|picture|image|credit|courtesy|صورة|الصورة|تصوير|المصدر|[^/]*/", re.IGNORECASE)
_COUNTER = later(r"(?:\[\s*\d{1,2}\s*/\s*\d{1,2}\s*\]|\d{1,2}\s+(?:of|/)\s+\d{1,2}\s*\||Item \d+ of \d+)\s*")
_LICENCE = later(r"(?:Purchase Licensing Rights|Acquire Licensing Rights)\b.{0,30}$")
_LICENCE_SIGN = "Licensing Rights"
_LICENCE_LENGTH = 60  # characters at the end of a line in which a licence is looked for


def image_line(line: Line, vocabulary: Vocabulary) -> ShapedLine | None:
    """An image as text browsers print it: "Image of", its description, perhaps a credit."""
    cue = _IMAGE_CUE.match(line.text)
    if cue is None:
        return None
    credit = find_credit(line.text, vocabulary)
    stop = credit.start if credit else len(line.text)
    middle = Span(cue.end(), stop).within(line.text)
    parts = [(Span(0, cue.end()).within(line.text), Role.CHROME), (middle, Role.CAPTION)]
    if credit:
        parts.append((credit, Role.CREDIT))
    return divided(line, Shape.CAPTION, "image-line", parts)


def credit_line(line: Line, vocabulary: Vocabulary) -> ShapedLine | None:
    """A line that is a photo credit and nothing else."""
    if line.words > MAX_CREDIT_WORDS or not _CREDIT_OPENS.match(line.text):
        return None
    is_credit = find_credit(line.text, vocabulary) == Span(0, len(line.text))
    return ShapedLine(line, Shape.CREDIT, "credit-line") if is_credit else None


def caption_with_credit(line: Line, vocabulary: Vocabulary) -> ShapedLine | None:
    """A caption with its credit, perhaps between the counter ("1 of 3 |") and the licence that photo pages print."""
    counter = _COUNTER.match(line.text)
    has_licence = _LICENCE_SIGN in line.text
    licence = _LICENCE.search(line.text, max(0, len(line.text) - _LICENCE_LENGTH)) if has_licence else None
    start = counter.end() if counter else 0
    stop = licence.start() if licence else len(line.text)
    credit = find_credit(line.text[:stop].rstrip() if licence else line.text, vocabulary)
    if credit is None and not counter and not licence:
        return None
    caption = Span(start, credit.start if credit else stop).within(line.text)
    if not caption.length:
        return ShapedLine(line, Shape.FURNITURE, "photo-counter")
    parts = [(Span(0, start).within(line.text), Role.CHROME), (caption, Role.CAPTION)]
    if credit:
        parts.append((credit, Role.CREDIT))
    parts.append((Span(stop, len(line.text)).within(line.text), Role.CHROME))
    return divided(line, Shape.CAPTION, "caption-with-credit", parts)


def cued_caption(line: Line, vocabulary: Vocabulary) -> ShapedLine | None:
    """A caption that says that it is one: "File photo: …", "… (archive)"."""
    cued = _CAPTION_CUE.match(line.text) or _ends_in_file_mark(line.text)
    return ShapedLine(line, Shape.CAPTION, "cued-caption") if cued else None
