"""Who may have signed an article: names behind a cue, beside a date, or on a line of their own."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from syria_iraq_archive.parse.bylines import is_desk
from syria_iraq_archive.parse.calendars import MONTHS, WEEKDAYS, alternatives
from syria_iraq_archive.parse.page_model.bearings import Bearings
from syria_iraq_archive.parse.page_model.candidates import Candidate, near
from syria_iraq_archive.parse.page_model.outline import is_furniture
from syria_iraq_archive.spans import Span

MAX_LENGTH = 200  # characters of a line that may name an author
MAX_BARE_WORDS = 12  # of a line that names one without a cue
MAX_ROLE_WORDS = 8  # of a line below a name that says what its bearer is
REACH_ABOVE, REACH_BELOW = 12, 25  # lines from the headline, and from the first line of the body

_WORD = r"(?!(?:The|By|In|On|At|And|For|Updated?|Published|Posted|Last)\b)[^\W\d_a-z][\w.'’\-]*"
_PARTICLE = r"(?:al|el|bin|ibn|de|la|le|van|von|der|den|di|da|du|dos|ten|ter|y)"
_NAME = (
    rf"{_WORD}(?:[ \u00a0]+(?:{_PARTICLE}[ \u00a0]+){{0,2}}{_WORD}){{0,4}}"
    r"(?:,? (?:Ph\.?D\.?|M\.?D\.?|Jr\.?|RD|RN)\b\.?)?"
)
_JOIN = r"(?:\s*,\s*(?:and\s+|&\s*)?|\s+(?:and|&)\s+)"
_NAMES = re.compile(rf"{_NAME}(?:{_JOIN}{_NAME}){{0,5}}")
_ANYTHING = re.compile(r"(?:[Tt]he )?[\w.'’\-]+(?: (?!in |on |at |for )[\w.'’\-]+){0,4}")  # that a cue may name
_COMMA = re.compile(r"\s*,\s")
_GLUED = re.compile(r"(?<=[a-z])(?=(?:Published|Updated|Posted|Follow|Last|Reviewed|View)(?:\W|$))")
_CUE = re.compile(
    r"(?:^|(?<=[\s|•·—–/\-]))(?:(?P<kind>written|posted|published|story|words|text|reported|reviewed|edited|analysis"
    r"|submitted|created|article|report|photos?|photographs?|updated|fact[- ]checked|medically reviewed|contributed"
    r"|reporting|interview|guest post|additional reporting|a blog|opinion)\s+)?(?:[Bb]y|BY)\b\s*:?\s*",
    re.IGNORECASE,
)
_BY = re.compile("[Bb][Yy]")
_AUTHOR = re.compile(r"(?i:(?:about the )?(?:authors?|writers?|contributors?)\b\s*:?\s+)(?=[^\W\d_a-z])")
_ARABIC = re.compile(r"(?:كتب[ت]?|بقلم|إعداد|اعداد|تقرير|تحرير|الكاتب|المؤلف)\s*[:/ـ]?\s+(?P<name>[\w ]{3,40}$)")
_BESIDE_NAMES = ("in ", "on ", "and ", "is ", "at ", "for ", "via ")
_OPENING = re.compile(r"[*+•▪·&|]\s+|o\s+")  # marks of a list, and what joins a name to one on the line above
_LABEL = re.compile(
    r"(?:(?:written|posted|words|story|published|created|report(?:ed)?) )?by:?|authors?:?|writers?:?|written by.{0,3}",
    re.IGNORECASE,
)
_JOINT = re.compile(r"\s{0,9}[|•·]\s{0,9}|\s{1,9}[-–—/]\s{1,9}|\s{2,9}|;\s")
_MONTH_OR_DAY = re.compile(
    rf"\b(?:{alternatives({k: v for k, v in (MONTHS | WEEKDAYS).items() if k.isascii()})})\b", re.IGNORECASE
)
_ROLE = re.compile(
    r"\b(?:reporter|writer|editor|correspondent|contributor|columnist|journalist|staff|author|producer|critic|analyst"
    r"|director|manager|founder|ceo|professor|university)\b",
    re.IGNORECASE,
)
_OUTLETS_END = re.compile(
    r"\b(?:Press|News|Times|Post|TODAY|Today|Magazine|Media|Reuters|AFP|Staff|Team|Editors?|Desk|Inc)\b"
)
_NOT_NAMES = re.compile(
    r"\b(?:Sign|Log|Share|More|Read|View|Home|About|Contact|Privacy|Terms|Subscribe|Menu|Search|Show|Hide|Watch|Follow|Get|"
    r"Facebook|Twitter|Email|Print|Advertisement|Related|Skip|Learn|All|New|Our|Your|What|How|Why|Comments?|Copy|Link)\b"
)


class Signature(NamedTuple):
    """Names in a line, and by what they are shown to be an author's."""

    span: Span
    cue: str
    rest: str  # what stands behind them


def signatures(text: str, above: str) -> Iterator[Signature]:
    """The names in a line that may be an author's; `above` is the line above it."""
    if len(text) > MAX_LENGTH:
        return
    mark = _OPENING.match(text)
    start = mark.end() if mark else 0
    cued = False
    for cue in _CUE.finditer(text, start) if _BY.search(text) else ():
        if cue.start() == start or _stands_apart(text, cue.start()):
            inside = "" if cue.start() == start else "-inside"
            yield from _named(text, cue.end(), f"by-{(cue['kind'] or '').lower()}{inside}")
            cued = True
    if author := _AUTHOR.match(text, start):
        yield from _named(text, author.end(), "author")
        cued = True
    if arabic := _ARABIC.match(text, start):
        yield Signature(Span(*arabic.span("name")).within(text), "arabic", "")
        cued = True
    if is_desk(text):
        yield Signature(Span(0, len(text)), "desk", "")
    elif not cued and text.count(" ") < MAX_BARE_WORDS:
        label = _LABEL.fullmatch(above)
        for number, at in enumerate((start, *(joint.end() for joint in _JOINT.finditer(text, start)))):
            yield from _named(text, at, ("label" if label else "bare") + ("" if number == 0 else "-behind"))


def _stands_apart(text: str, start: int) -> bool:
    """Whether what stands before a cue inside a line ends there: a date, a bar, a dash."""
    before = text[:start].rstrip()
    return before[-1:] in "|•·—–/-:," or before[-1:].isdigit() or before[-2:].lower() in ("am", "pm", "m.")


def _named(text: str, start: int, cue: str) -> Iterator[Signature]:
    """The names from `start` on: all of them, and where that may be too much, the first or its first words, too."""
    names = _NAMES.match(text, start) or (_ANYTHING.match(text, start) if cue[0] in "bal" and cue[:2] != "ba" else None)
    if names is None:
        return
    end = names.end()
    if month := _MONTH_OR_DAY.search(text, start, end):
        end = month.start()
    if glued := _GLUED.search(text, start, end + 1):
        end = glued.start()
    end = _trimmed(text, start, end)
    if end <= start or (cue.startswith("bare") and _is_no_name(text, start, end)):
        return
    yield Signature(Span(start, end), cue, text[end:].lstrip())
    if comma := _COMMA.search(text, start, end):
        end = comma.start()
        yield Signature(Span(start, end), f"{cue}-first", text[end:].lstrip())
    words = text[start:end].split(" ")
    if len(words) > 2 and not ("and" in words or "&" in words):
        for count in range(2, min(4, len(words))):
            if words[count][:1].isupper():
                cut = start + len(" ".join(words[:count]))
                yield Signature(Span(start, cut), f"{cue}-cut", text[cut:].lstrip())


def _is_no_name(text: str, start: int, end: int) -> bool:
    """Whether words without a cue are too few, or the beginning of something: a colon or a small word follows."""
    rest = text[end:].lstrip()
    goes_on = rest[:1] == ":" or (rest[:1].islower() and not rest.startswith(_BESIDE_NAMES))
    return goes_on or not text[start].isupper() or " " not in text[start:end]


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in " \u00a0,-–—&|":
        end -= 1
    return end


def signature_candidates(bearings: Bearings, headline: int | None) -> list[Candidate]:
    """The names that may be the author's, in order, those far from headline and body left out."""
    page = bearings.page
    top = bearings.start if headline is None else headline
    first = max(0, min(top, bearings.start) - REACH_ABOVE)
    stop = min(len(page.lines), max(top, bearings.start) + REACH_BELOW)
    indices = [*range(first, stop), *range(max(stop, bearings.end - 3), min(len(page.lines), bearings.end + 12))]
    found: list[Candidate] = []
    seen: set[str] = set()
    for index in indices:
        text = page.lines[index].text
        for signature in signatures(text, page.lines[index - 1].text if index else ""):
            features = (*_features(bearings, index, signature, headline), f"nth{min(3, len(seen))}")
            seen.add(signature.cue)
            found.append(Candidate(index, signature.span, features))
    return found


def _features(bearings: Bearings, index: int, signature: Signature, headline: int | None) -> Iterator[str]:
    group = signature.cue.split("-")[0]
    yield from _from_place(bearings, index, group, headline)
    for feature in (*_from_name(bearings, index, signature), *_from_line(bearings, index, headline)):
        yield f"{feature}{group}"
    yield f"cue{signature.cue}"


def _from_place(bearings: Bearings, index: int, group: str, headline: int | None) -> Iterator[str]:
    from_headline = "none" if headline is None else near(index - headline)
    from_body = near(index - bearings.start)
    from_date = bisect_right((0, 1, 2, 3, 5), bearings.to_date(index))
    yield f"h{from_headline}"
    yield f"{group}h{from_headline}"
    yield f"b{from_body}"
    yield f"{group}b{from_body}"
    yield f"date{from_date}"
    yield f"{group}date{from_date}"
    yield f"end{near(index - bearings.end) if index > bearings.end - 3 else 'no'}"


def _from_name(bearings: Bearings, index: int, signature: Signature) -> Iterator[str]:
    page, line = bearings.page, bearings.page.lines[index]
    name, rest, cue = signature.span.of(line.text), signature.rest, signature.cue
    words = len(name.split())
    yield f"cuts{cue.rsplit('-', 1)[-1] if cue.endswith(('cut', 'first')) else 'no'}{min(words, 6)}"
    yield f"words{min(words, 7)}{',' in name}"
    yield f"line{min(4, len(line.words) - words)}"
    printed = min(4, page.printed(name) - 1)
    yield f"printed{printed}"
    yield f"printed{printed}{cue[-3:]}{min(words, 4)}"
    yield f"next{rest[:1].isupper()}{rest.partition(' ')[0].isupper()}{words}"
    yield f"rest{_opening(rest)}"
    yield f"capitals{name.isupper()}"
    if _OUTLETS_END.search(name):
        yield "outlet"
    if _NOT_NAMES.search(name):
        yield "label"
    if _ROLE.search(name):
        yield "role"


def _opening(rest: str) -> str:
    """How the text behind a name begins."""
    if _ROLE.search(rest):
        return "role"
    first = rest[:1]
    return "d" if first.isdigit() else "w" if first.isalnum() else first


def _from_line(bearings: Bearings, index: int, headline: int | None) -> Iterator[str]:
    page, lines = bearings.page, bearings.page.lines
    line = lines[index]
    below, above = lines[index + 1 : index + 2], lines[max(0, index - 1) : index]
    yield f"shape{line.line.shape.value}"
    yield f"rule{line.line.rule}"
    yield f"copies{len(page.page.copies_near(index)) > 0}{page.page.first_print(index) != index}"
    yield f"-{above[0].kind if above else '^'}"
    yield f"+{below[0].kind if below else '$'}"
    yield f"-{above[0].line.shape.value if above else '^'}"
    yield f"+{below[0].line.shape.value if below else '$'}"
    if below and len(below[0].words) < MAX_ROLE_WORDS and _ROLE.search(below[0].text):
        yield "+role"
    yield f"gap{min(2, line.line.line.gap)}{min(2, below[0].line.line.gap) if below else 3}"
    if index in bearings.is_body:
        yield "body"
    if line.kind[-1] == "*":
        yield "listed"
    if headline is not None and any(is_furniture(one.line) for one in lines[headline + 1 : index][:REACH_ABOVE]):
        yield "furniture"
    yield f"spoken{min(3, sum(word in page.vocabulary for word in line.rare))}"
