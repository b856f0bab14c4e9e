"""Photo credits: what stands behind a caption, in brackets or after "Photo:", and who is named there."""

import re
from typing import NamedTuple

from syria_iraq_archive.parse.vocabulary import Vocabulary
from syria_iraq_archive.spans import Span

_BRACKETED = re.compile(r"[(\[](?P<value>[^()\[\]]{2,80})[)\]]$")
_CUE = re.compile(
    r"(?P<cue>(?:file\s+)?(?:photo(?:graph)?|picture|image)s?(?:\s+(?:credit|by|courtesy(?:\s+of)?))?\s*[:/]"
    r"|(?:photo|image|picture)?\s*credits?\s*[:/]|courtesy\s*:"
    r"|(?:photo|image)\s+(?:by|courtesy\s+of)\s|(?:photos|photographs|pictures|photography)\s+by\s"
    r"|(?:الصورة|صورة|تصوير|المصدر)\s*:)\s*(?P<value>\S.{0,78})$",
    re.IGNORECASE,
)
_SLASHED = re.compile(
    r"(?:(?:photos?|photographs?|pictures?|photography) by\s+|©\s*)?"
    r"(?P<value>(?:REUTERS|AFP|AP|EPA|EPA-EFE|Anadolu|Getty Images|AP Photo|Xinhua)\s*/\s*[\w.'’\- /]{2,60}"
    r"|[\w.'’\-]+(?: [\w.'’\-]+){0,3}\s*/\s*(?:REUTERS|AFP|AP|EPA|Getty Images|Anadolu)(?: via [\w ]{2,30})?)$"
)
# Words that make the inside of brackets a credit though no agency of the registry is named.
_CREDIT_WORDS = re.compile(
    r"photo|image|picture|handout|courtesy|getty|archive|file|via |screen ?grab|social media|media office|ministry"
    r"|presidency|press office|supplied|telegram|/[A-Z]"
    r"|صورة|[أا]رشيف|رويترز|[أا] ف ب|أ\.ف\.ب|د\.?ب\.?أ|إ\.ب\.أ|وكالات|متداولة|[إا]علام|وزارة|رئاسة",
    re.IGNORECASE,
)
_JOINT = re.compile(r"\s*[/|,،]\s*|\s+via\s+|\s+-\s+")
_COPYRIGHT = re.compile(r"©\s*(?P<value>[^\d©]{2,60})$")
_ONLY_FILE_MARK = re.compile(
    r"(?:file|archives?|archival|undated)(?:\s+(?:photo|picture|image|footage|pic))?|[أا]رشيف(?:ي[ةه])?", re.IGNORECASE
)
_FILE_MARK = re.compile(r"\b(?:file|archive|archival|undated)\b|[أا]رشيف", re.IGNORECASE)


class Form(NamedTuple):
    """A form of credit, and what the text's end must hold for it; an unsure form must name an agency to count."""

    pattern: re.Pattern[str]
    signs: tuple[str, ...]  # patterns, of small letters; each begins with a letter for itself, which makes them fast
    unsure: bool = False


# Where case is ignored, "i" and "s" have other capitals than their own; so the cues' signs do without them.
_BEFORE_SLASH = ("reuters", "afp", "ap", "epa", "efe", "anadolu", "images", "photo", "xinhua")
_CUE_SIGNS = ("photo", "cture", "mage", "cred", "courte", "صورة", "تصوير", "المصدر")
FORMS = (
    Form(_BRACKETED, (r"\)$", r"\]$"), unsure=True),
    Form(_CUE, _CUE_SIGNS),
    Form(_SLASHED, (r"/\s*(?:reuters|afp|ap|epa|getty|anadolu)", *(rf"{word}\s*/" for word in _BEFORE_SLASH))),
    Form(_COPYRIGHT, ("©",), unsure=True),
)
"""The forms of credit, in the order in which they are tried."""

_SIGNED = tuple((form, re.compile("|".join(form.signs))) for form in FORMS)
# Most lines have no sign: these are all signs, or a part of all, and looking for them costs next to nothing.
_BRACKETS = (")", "]")
_PLAIN_SIGNS = (*_CUE_SIGNS, "/", "©")

_MAX_LENGTH = 110


class Credit(NamedTuple):
    """A credit at the end of a text: the span with its brackets or cue, and of the value in it."""

    span: Span
    value: Span


def find_credit(text: str, vocabulary: Vocabulary) -> Credit | None:
    """The photo credit with which `text` ends, if it does."""
    start = max(0, len(text) - _MAX_LENGTH)
    tail = text[start:].lower()
    if not (tail.endswith(_BRACKETS) or any(map(tail.__contains__, _PLAIN_SIGNS))):
        return None
    for form, sign in _SIGNED:
        match = form.pattern.search(text, start) if sign.search(tail) else None
        if match and (not form.unsure or is_credit(match["value"], vocabulary)):
            return Credit(Span(*match.span()).within(text), Span(*match.span("value")).within(text))
    return None


def is_credit(value: str, vocabulary: Vocabulary) -> bool:
    """Whether the inside of brackets names an agency, or reads like a credit."""
    if _ONLY_FILE_MARK.fullmatch(value.strip()):
        return False
    parts = (value, *_JOINT.split(value))
    return any(vocabulary.agency(part) for part in parts) or bool(_CREDIT_WORDS.search(value))


def ends_in_file_mark(text: str) -> bool:
    """Whether `text` ends in brackets that hold nothing but "file photo" or the like."""
    match = _BRACKETED.search(text, max(0, len(text) - 40))
    return match is not None and bool(_ONLY_FILE_MARK.fullmatch(match["value"].strip()))


def credit_value(text: str) -> str:
    """A credit less its brackets or "Photo:".

    >>> credit_value("(Iraqi Defense Ministry/AFP)"), credit_value("Photo: AFP")
    ('Iraqi Defense Ministry/AFP', 'AFP')
    """
    match = _BRACKETED.fullmatch(text) or _CUE.fullmatch(text)
    inside = match["value"] if match else text
    cued = _CUE.fullmatch(inside)
    return (cued["value"] if cued else inside).strip()


def is_marked_as_file(caption: str) -> bool:
    """Whether a caption (with its credit) says the picture is an old one: it dates nothing.

    >>> is_marked_as_file("Iraqi troops near Qaim. (File photo: AFP)")
    True
    """
    return bool(_FILE_MARK.search(caption))
