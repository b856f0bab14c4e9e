"""Short lines that are text and no headings: verse and lists below a colon, posts, and transcripts.

By itself each such line looks like a heading. The lines above and below it show that it is read with them.
"""

import re
from collections import Counter
from collections.abc import Iterator

from syria_iraq_archive.parse.page import ShapedPage
from syria_iraq_archive.parse.shapes import Shape
from syria_iraq_archive.patterns import later

MIN_LISTED = 2  # short lines in a row below a colon; a single one is a heading
MIN_VERSES = 3  # the same below a verse that stands in the line of the paragraph above
MAX_LISTED_WORDS = 18
MAX_ROW = 100  # lines; a longer row is a list of links, and would take long
MAX_FIRST_VERSE = 60  # characters behind the colon
MAX_POST_LINES = 6  # between a line of a post and its signature
MAX_SPEAKER_WORDS = 4
MIN_TURNS = 3  # times that a transcript prints the name of one speaker
MIN_SPEAKERS = 2

SPEAKS = later(
    r"\b(?:said|says|say|saying|added|adds|told|asked|asks|wrote|writes|tweeted|posted|stated|states|continued|replied"
    r"|responded|explained|declared|announced|noted|argued|concluded|reports|reported|answered|insisted|recalled)\b"
    r"|(?<!\w)(?:و|ف)?(?:قال|قالت|أضاف|أضافت|اضاف|اضافت|تابع|تابعت|أوضح|أوضحت|كتب|كتبت|صرح|صرحت|أكد|أكدت|اكد|ذكر"
    r"|ذكرت|يقول|تقول|أعلن|أعلنت|غرد|جاء فيه|وجاء في)(?!\w)",
    re.IGNORECASE,
)
"""Words by which a line says that somebody speaks."""

_ANNOUNCES = later(
    r"\b(?:following|as follows|include|includes|including|these|are)\b"
    r"|(?<!\w)(?:(?:ك|ب)?(?:التالي|التالية|الآتي|الآتية|الاتي)|(?:ك)?ما يلي|(?:ب)?قوله[اـم]?|قائل[اةً]{0,2}|منها|هي"
    r"|أبيات|الأبيات)(?!\w)",
    re.IGNORECASE,
)
_OFFERS_LINKS = later(
    r"\b(?:read|see also|related|stories|watch|click|subscribe|follow us|you (?:might|may) (?:also )?like|recommended"
    r"|more (?:on|from|about))\b|(?<!\w)(?:اقرأ|اقرا|شاهد|تابعونا|مواضيع|أخبار)(?!\w)",
    re.IGNORECASE,
)
_VERSE_BEHIND_COLON = later(rf"[^.!?؟…]:\s(?P<verse>[^.!?؟…:]{{4,{MAX_FIRST_VERSE}}})$")
_MARKED_AS_POST = later(r"(?:^|\s)[#@]\w|(?<![\d/])\d{1,2}/\d{1,2}$")
_ASKED_OR_ANSWERED = ("س", "ج")  # "question" and "answer"


def is_listed(page: ShapedPage, index: int) -> bool:
    """Whether the line is one of several short lines in a row below a colon: a list, or verse."""
    first = index
    while (
        first > max(0, index - MAX_ROW)
        and _may_be_listed(page, first - 1)
        and not page.lines[first - 1].text.endswith(":")
    ):
        first -= 1
    row = list(_row(page, first))
    if index not in row or first == 0:
        return False
    if _opens_list(page, first - 1):
        return len(row) >= MIN_LISTED
    return len(row) >= MIN_VERSES and _opens_verse(page, first - 1)


def _row(page: ShapedPage, first: int) -> Iterator[int]:
    """The short lines from `first` on that stand as near together as the first two."""
    for index in range(first, min(len(page.lines), first + MAX_ROW)):
        if not _may_be_listed(page, index):
            return
        if index > first + 1 and page.lines[index].line.gap > page.lines[first + 1].line.gap:
            return
        yield index


def _may_be_listed(page: ShapedPage, index: int) -> bool:
    line = page.lines[index]
    return line.shape is Shape.TITLE and line.line.words <= MAX_LISTED_WORDS


def _opens_list(page: ShapedPage, index: int) -> bool:
    """Whether the line ends in a colon and announces what stands below it, but no links."""
    line = page.lines[index]
    if not line.text.endswith(":") or _OFFERS_LINKS.search(line.text):
        return False
    if line.shape is Shape.PROSE:
        return True
    return line.shape is Shape.TITLE and bool(SPEAKS.search(line.text) or _ANNOUNCES.search(line.text))


def _opens_verse(page: ShapedPage, index: int) -> bool:
    """Whether a paragraph ends in words that somebody says, behind a colon, and breaks off as a verse does."""
    text = page.lines[index].text
    verse = _VERSE_BEHIND_COLON.search(text) if page.lines[index].shape is Shape.PROSE else None
    before = text[max(0, verse.start() - MAX_FIRST_VERSE) : verse.start() + 1] if verse else ""
    return bool(SPEAKS.search(before) or _ANNOUNCES.search(before))


def is_of_post(page: ShapedPage, index: int) -> bool:
    """Whether a post's signature stands right below the line; a few lines below if the line is marked as posts are."""
    marked = bool(_MARKED_AS_POST.search(page.lines[index].text))
    for below in page.lines[index + 1 : index + 1 + (MAX_POST_LINES if marked else 1)]:
        if below.rule == "furniture:post":
            return True
        if below.shape not in (Shape.TITLE, Shape.PROSE):
            return False
    return False


def speakers(page: ShapedPage) -> frozenset[str]:
    """How a transcript names its speakers: on lines of their own, or with a colon before what each says."""
    short = Counter(
        line.text for line in page.lines if line.shape is Shape.TITLE and line.line.words <= MAX_SPEAKER_WORDS
    )
    alone = {text for text, times in short.items() if times >= MIN_TURNS}
    before = Counter(filter(None, map(_speaker_before, (line.text for line in page.lines))))
    return frozenset(
        (alone if len(alone) >= MIN_SPEAKERS else set())
        | {name for name, times in before.items() if times >= MIN_TURNS}
    )


def is_said(page: ShapedPage, index: int, speakers: frozenset[str]) -> bool:
    """Whether the line stands right below the name of one of the `speakers`, or behind it."""
    text = page.lines[index].text
    if text in speakers:
        return False
    return (index > 0 and page.lines[index - 1].text in speakers) or _speaker_before(text) in speakers


def _speaker_before(text: str) -> str | None:
    """The name in capitals, or the letter for a question or an answer, that stands before a colon; with the colon."""
    speaker, _, said = text.partition(":")
    if not said or len(speaker.split()) > MAX_SPEAKER_WORDS:  # most lines have no colon, and are long
        return None
    return f"{speaker}:" if speaker.isupper() or speaker in _ASKED_OR_ANSWERED else None
