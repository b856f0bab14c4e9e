"""To whom it was said: "told Shafaq News", "in comments to 964media", "spoke with the Iraqi News Agency"."""

import re

from syria_iraq_archive.annotate.quotes.frames import Frame
from syria_iraq_archive.annotate.quotes.mentioned import Mentioned
from syria_iraq_archive.spans import Span

_REACH = 600  # characters of a sentence that are searched
_TOLD = re.compile(
    r"(?<!\w)(?:(?:told|tells|telling)"
    r"|(?:spoke|speaks|speaking|talked|talking) (?:to|with)"
    r"|(?:comments?|remarks?|statements?|interviews?|briefings?|letters?|messages?)"
    r"(?: [\w\-]+){0,2} (?:to|with|for)"
    r"|[وف]?(?:لوكالة|لقناة|لصحيفة|لموقع|لإذاعة|لشبكة)"
    r"|(?:تصريح|تصريحات|حديث|مقابلة|حوار)(?: [^\W\d_]+){0,2} لوكالة"
    r"|(?:تصريح|تصريحات|حديث|مقابلة|حوار)(?: [^\W\d_]+){0,2} (?:مع|إلى))"
    r"\s+(?P<name>(?:[Tt]he\s+)?(?:Agence |agency |daily |newspaper |channel |broadcaster |وكالة |قناة |صحيفة |موقع )?)"
)

# One of these stands wherever `_TOLD` matches; a pattern of nothing but words is fast.
_SIGN = re.compile(
    "told|tell|spoke|speak|talk|comment|remark|statement|interview|briefing|letter|message"
    "|لوكالة|لقناة|لصحيفة|لموقع|لإذاعة|لشبكة|تصريح|حديث|مقابلة|حوار"
)


def told_to(mentioned: Mentioned, frame: Frame, sentence: Span) -> str | None:
    """The actor that a sentence says was told; None for "told reporters" or "told Iraqi officials".

    What stands within the quotations of the sentence doesn't count.
    """
    for piece in frame.outside_quotes(sentence):
        end = min(piece.end, piece.start + _REACH)
        if mentioned.is_silent(piece) or not _SIGN.search(frame.text, piece.start, end):
            continue
        for match in _TOLD.finditer(frame.text, piece.start, end):
            name = match.start("name")
            if actor := mentioned.named_at(name) or mentioned.named_at(match.end()):
                return actor
    return None
