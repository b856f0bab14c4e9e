"""What may be the headline, the byline and the date of a saved page, each candidate with what speaks for or against it.

The headline is looked for beside the body, the byline beside both, the date beside all three. A feature names where the
candidate stands, what it is made of, and what stands around it.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from syria_iraq_archive.parse.bylines import is_desk
from syria_iraq_archive.parse.calendar_names import MONTHS, WEEKDAYS, alternatives
from syria_iraq_archive.parse.date_stretch import date_stretch
from syria_iraq_archive.parse.learned.model import Candidate
from syria_iraq_archive.parse.line_measures import LineMeasures
from syria_iraq_archive.parse.page_model.outline import PageWithBody, is_furniture, near
from syria_iraq_archive.parse.printed_dates import PrintedDate, normal
from syria_iraq_archive.parse.shapes import HEADER_SHAPES, Shape
from syria_iraq_archive.patterns import later
from syria_iraq_archive.spans import Span

# Headlines.

MAX_HEADLINE_WORDS = 40
NEIGHBOURS = 4  # lines above and below that features look at
MIN_INSIDE = 3  # words of a line that is looked for inside other lines; shorter ones are found everywhere
MAX_ABOVE, MAX_BELOW = 60, 200  # lines from the first line of the body in which the headline is looked for
MAX_BODY_ABOVE = 3  # lines of the body that may stand above a headline: captions, a standfirst

_NO_HEADLINES = frozenset(Shape) - {Shape.TITLE, Shape.PROSE, Shape.ITEM, Shape.PLACE, Shape.PUBLISHER}


def headline_candidates(page: PageWithBody) -> list[Candidate]:
    """The lines that may be the headline, in order. Features say how each looks and where it stands."""
    stop = page.body[MAX_BODY_ABOVE] if len(page.body) > MAX_BODY_ABOVE else len(page.outline.lines)
    first = max(0, page.start - MAX_ABOVE)
    stop = min(stop, page.start + MAX_BELOW)
    indices = [i for i in range(first, stop) if _may_be_headline(page.outline.lines[i])]
    alike = {i: len(page.outline.lines[i].rare & page.body_words) for i in indices}
    most = max(alike.values(), default=0)
    ranked = sorted((i for i in indices if alike[i]), key=lambda i: (-alike[i], i))
    rank = {index: place for place, index in enumerate(ranked)}
    return [
        Candidate(
            index, Span(0, len(page.outline.lines[index].text)), tuple(_headline_features(page, index, rank, most))
        )
        for index in indices
    ]


def _may_be_headline(line: LineMeasures) -> bool:
    return len(line.words) <= MAX_HEADLINE_WORDS and line.line.shape not in _NO_HEADLINES


def _headline_features(page: PageWithBody, index: int, rank: dict[int, int], most: int) -> Iterator[str]:
    line = page.outline.lines[index]
    length = bisect_right((2, 3, 4, 5, 7, 10, 14, 18, 24), len(line.words))
    shared = len(line.rare & page.body_words)
    yield from _headline_form(line, length)
    yield from _headline_words(page, line, length, shared)
    yield f"rank{bisect_right((0, 1, 2, 4), rank.get(index, 99))}{most > 2}"
    yield from _headline_copies(page, index)
    yield from _headline_place(page, index)
    yield from _headline_neighbours(page, index, length, shared)


def _headline_form(line: LineMeasures, length: int) -> Iterator[str]:
    yield f"w{length}"
    yield f"w{length}{line.end}"
    yield f"shape{line.line.shape.value}"
    yield f"kind{line.kind}"
    yield f"cap{line.capitals * 5 // len(line.words)}{min(length, 6)}"


def _headline_words(page: PageWithBody, line: LineMeasures, length: int, shared: int) -> Iterator[str]:
    """What the body, and its first lines, take up of the line's longer words, as they do with a headline."""
    opening = len(line.rare & page.opening_words)
    share = 5 * shared // len(line.rare) if line.rare else 9
    yield f"shared{min(shared, 6)}"
    yield f"opening{min(opening, 4)}"
    yield f"share{share}"
    yield f"share{share}:{min(length, 6)}"
    often = bisect_right((0, 2, 5, 10, 20, 40), sum(page.outline.run_words.get(word, 0) for word in line.rare))
    yield f"often{often}"
    yield f"often{often}{min(length, 6)}"
    yield f"so{min(opening, 3)}{bisect_right((0, 1, 2, 4, 6), shared - opening)}"


def _headline_copies(page: PageWithBody, index: int) -> Iterator[str]:
    shaped, line = page.outline.page, page.outline.lines[index]
    first = shaped.first_print(index)
    copies = len(shaped.copies_near(first))
    yield f"copy{first != index}{min(copies, 2)}"
    if first != index:
        yield f"copyof{near(first - index)}"
    if len(line.words) >= MIN_INSIDE:
        inside = page.outline.printed(line.text) - 1
        yield f"inside{min(3, inside)}{copies > 0 or first != index}"


def _headline_place(page: PageWithBody, index: int) -> Iterator[str]:
    outline = page.outline
    away = near(index - page.start)
    below, above = max(index, page.start), min(index, page.start)
    yield f"away{away}"
    yield f"top{bisect_right((0, 1, 2, 4, 8), index)}"
    yield f"prose{min(3, outline.prose_above[below] - outline.prose_above[above])}{index > page.start}"
    yield f"titles{min(page.titles_above[below] - page.titles_above[index], 6)}"
    yield f"date{bisect_right((0, 1, 2, 3, 4, 6, 9), page.to_date(index))}"
    if index in page.is_body:
        yield "body"
        yield f"body{away}"


def _headline_neighbours(page: PageWithBody, index: int, length: int, shared: int) -> Iterator[str]:
    lines = page.outline.lines
    line = lines[index]
    below = lines[index + 1 : index + 1 + NEIGHBOURS]
    above = lines[max(0, index - NEIGHBOURS) : index][::-1]
    yield f"head{_first(one.line.shape in HEADER_SHAPES for one in below)}"
    yield f"overhead{_first(one.line.shape in HEADER_SHAPES for one in above)}"
    yield f"furniture{_first(is_furniture(one.line) for one in below)}"
    yield f"overfurniture{_first(is_furniture(one.line) for one in above)}"
    yield f"below{below[0].kind if below else '$'}"
    yield f"above{above[0].kind if above else '^'}"
    gaps = f"{min(2, line.line.line.gap)}{min(2, below[0].line.line.gap) if below else 3}"
    yield f"gap{gaps}"
    yield f"gap{gaps}{line.kind}"
    yield f"longest{all(len(one.words) < len(line.words) for one in (*below, *above) if one.kind != 'P')}"
    yield f"longer{bool(below) and len(below[0].words) > len(line.words)}{min(length, 6)}"
    for name, beside in (("p", above[:1]), ("n", below[:1])):
        for one in beside:
            taken_up = len(one.rare & page.body_words)
            yield f"{name}{bisect_right((2, 3, 6, 14, 24), len(one.words))}{min(3, taken_up)}{min(shared, 3)}"
            yield f"{name}{one.line.shape.value}"
            yield f"{name}{min(2, one.line.line.gap)}{one.kind}{line.kind}"
            if one.rare and line.rare:
                yield f"{name}same{min(3, len(one.rare & line.rare))}"


def _first(answers: Iterable[bool]) -> int:
    """The place of the first yes; 9 if there is none."""
    return next((place for place, answer in enumerate(answers) if answer), 9)


# Bylines.

MAX_SIGNED_LENGTH = 200  # characters of a line that may name an author
MAX_BARE_WORDS = 12  # of a line that may name an author without a cue
MAX_ROLE_WORDS = 8  # of a line below a name that says what the person is
AUTHOR_REACH_ABOVE, AUTHOR_REACH_BELOW = 12, 25  # lines from the headline, and from the first line of the body

_WORD = r"(?!(?:The|By|In|On|At|And|For|Updated?|Published|Posted|Last)\b)[^\W\d_a-z][\w.'’\-]*"
_PARTICLE = r"(?:al|el|bin|ibn|de|la|le|van|von|der|den|di|da|du|dos|ten|ter|y)"
_NAME = (
    rf"{_WORD}(?:[ \u00a0]+(?:{_PARTICLE}[ \u00a0]+){{0,2}}{_WORD}){{0,4}}"
    r"(?:,? (?:Ph\.?D\.?|M\.?D\.?|Jr\.?|RD|RN)\b\.?)?"
)
_NAME_JOIN = r"(?:\s*,\s*(?:and\s+|&\s*)?|\s+(?:and|&)\s+)"
_NAMES = later(rf"{_NAME}(?:{_NAME_JOIN}{_NAME}){{0,5}}")
_ANYTHING = later(r"(?:[Tt]he )?[\w.'’\-]+(?: (?!in |on |at |for )[\w.'’\-]+){0,4}")  # that a cue may name
_DOING = later(r"[a-z]{2,}ing\s+\w")  # with which a sentence goes on: "By signing up"
_ZONE = later(
    r"\d[ \u00a0]?(?:[AaPp]\.?[Mm]\.?)?[ \u00a0]?\(?(?:(?:A[EKW]|CE|EE|NZ|[ABCEGIKMPSW])[SD]?T|GMT|UTC)\)?$"
)  # behind a time of day
_COMMA = later(r"\s*,\s")
_GLUED = later(r"(?<=[a-z])(?=(?:Published|Updated|Posted|Follow|Last|Reviewed|View)(?:\W|$))")
_CUE = later(
    r"(?:^|(?<=[\s|•·—–/\-]))(?:(?P<kind>written|posted|published|story|words|text|reported|reviewed|edited|analysis"
    r"|submitted|created|article|report|photos?|photographs?|updated|fact[- ]checked|medically reviewed|contributed"
    r"|reporting|interview|guest post|additional reporting|a blog|opinion)\s+)?(?:[Bb]y|BY)\b\s*:?\s*",
    re.IGNORECASE,
)
_BY = later("[Bb][Yy]")
_AUTHOR = later(r"(?i:(?:about the )?(?:authors?|writers?|contributors?)\b\s*:?\s+)(?=[^\W\d_a-z])")
_ARABIC = later(r"(?:كتب[ت]?|بقلم|إعداد|اعداد|تقرير|تحرير|الكاتب|المؤلف)\s*[:/ـ]?\s+(?P<name>[\w ]{3,40}$)")
_BESIDE_NAMES = ("in ", "on ", "and ", "is ", "at ", "for ", "via ")
_LIST_MARK = later(r"[*+•▪·&|]\s+|o\s+")  # marks of a list, and what joins a name to one on the line above
_LABEL = later(
    r"(?:(?:written|posted|words|story|published|created|report(?:ed)?) )?by:?|authors?:?|writers?:?|written by.{0,3}",
    re.IGNORECASE,
)
_JOINT = later(r"\s{0,9}[|•·]\s{0,9}|\s{1,9}[-–—/]\s{1,9}|\s{2,9}|;\s")
_MONTH_OR_DAY = later(
    rf"\b(?:{alternatives({k: v for k, v in (MONTHS | WEEKDAYS).items() if k.isascii()})})\b", re.IGNORECASE
)
_ROLE = later(
    r"\b(?:reporter|writer|editor|correspondent|contributor|columnist|journalist|staff|author|producer|critic|analyst"
    r"|director|manager|founder|ceo|professor|university)\b",
    re.IGNORECASE,
)
_OUTLETS_END = later(
    r"\b(?:Press|News|Times|Post|TODAY|Today|Magazine|Media|Reuters|AFP|Staff|Team|Editors?|Desk|Inc)\b"
)
_NOT_NAMES = later(
    r"\b(?:Sign|Log|Share|More|Read|View|Home|About|Contact|Privacy|Terms|Subscribe|Menu|Search|Show|Hide|Watch|Follow|Get|"
    r"Facebook|Twitter|Email|Print|Advertisement|Related|Skip|Learn|All|New|Our|Your|What|How|Why|Comments?|Copy|Link)\b"
)


class AuthorNames(NamedTuple):
    """Names in a line that may be its authors', and the cue that says so."""

    span: Span
    cue: str
    rest: str  # what stands behind them


def author_names(text: str, above: str) -> Iterator[AuthorNames]:
    """The names in the line `text` that may be the author's; `above` is the line above it.

    If it isn't clear where a name ends, shorter readings follow: the model chooses.

    >>> line = "Written by: Lina Qabbani, Senior Editor"
    >>> [names.span.of(line) for names in author_names(line, "")]
    ['Lina Qabbani, Senior Editor', 'Lina Qabbani']
    """
    if len(text) > MAX_SIGNED_LENGTH:
        return
    mark = _LIST_MARK.match(text)
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
        yield AuthorNames(Span(*arabic.span("name")).within(text), "arabic", "")
        cued = True
    if is_desk(text):
        yield AuthorNames(Span(0, len(text)), "desk", "")
    elif not cued and text.count(" ") < MAX_BARE_WORDS:
        label = _LABEL.fullmatch(above)
        for number, at in enumerate((start, *(joint.end() for joint in _JOINT.finditer(text, start)))):
            yield from _named(text, at, ("label" if label else "bare") + ("" if number == 0 else "-behind"))


def _stands_apart(text: str, start: int) -> bool:
    """Whether what stands before a cue inside a line ends there: a date, a bar, a dash."""
    before = text[:start].rstrip()
    return (
        before[-1:] in "|•·—–/-:,"
        or before[-1:].isdigit()
        or before[-2:].lower() in ("am", "pm", "m.")
        or bool(_ZONE.search(before))
    )


def _named(text: str, start: int, cue: str) -> Iterator[AuthorNames]:
    """The names from `start` on: all of them and, if that may be too much, the first one or its first words."""
    if cue.startswith("by") and _DOING.match(text, start):
        return
    names = _NAMES.match(text, start) or (_ANYTHING.match(text, start) if cue[0] in "bal" and cue[:2] != "ba" else None)
    if names is None:
        return
    end = names.end()
    if month := _MONTH_OR_DAY.search(text, start, end):
        end = month.start()
    if glued := _GLUED.search(text, start, end + 1):
        end = glued.start()
    end = len(text[:end].rstrip(" \u00a0,-–—&|"))
    if end <= start or (cue.startswith("bare") and _is_no_name(text, start, end)):
        return
    yield AuthorNames(Span(start, end), cue, text[end:].lstrip())
    if comma := _COMMA.search(text, start, end):
        end = comma.start()
        yield AuthorNames(Span(start, end), f"{cue}-first", text[end:].lstrip())
    words = text[start:end].split(" ")
    if len(words) > 2 and not ("and" in words or "&" in words):
        for count in range(2, min(4, len(words))):
            if words[count][:1].isupper():
                cut = start + len(" ".join(words[:count]))
                yield AuthorNames(Span(start, cut), f"{cue}-cut", text[cut:].lstrip())


def _is_no_name(text: str, start: int, end: int) -> bool:
    """Whether words without a cue name nobody: a single word, or a colon or a small letter follows."""
    rest = text[end:].lstrip()
    goes_on = rest[:1] == ":" or (rest[:1].islower() and not rest.startswith(_BESIDE_NAMES))
    return goes_on or not text[start].isupper() or " " not in text[start:end]


def author_candidates(page: PageWithBody, headline: int | None) -> list[Candidate]:
    """The names that may be the author's, in order, except those far from headline and body."""
    outline = page.outline
    top = page.start if headline is None else headline
    first = max(0, min(top, page.start) - AUTHOR_REACH_ABOVE)
    stop = min(len(outline.lines), max(top, page.start) + AUTHOR_REACH_BELOW)
    indices = [*range(first, stop), *range(max(stop, page.end - 3), min(len(outline.lines), page.end + 12))]
    found: list[Candidate] = []
    seen: set[str] = set()
    for index in indices:
        text = outline.lines[index].text
        for signature in author_names(text, outline.lines[index - 1].text if index else ""):
            features = (*_author_features(page, index, signature, headline), f"nth{min(3, len(seen))}")
            seen.add(signature.cue)
            found.append(Candidate(index, signature.span, features))
    return found


def _author_features(page: PageWithBody, index: int, signature: AuthorNames, headline: int | None) -> Iterator[str]:
    group = signature.cue.split("-")[0]
    yield from _author_place(page, index, group, headline)
    for feature in (*_author_name(page, index, signature), *_author_line(page, index, headline)):
        yield f"{feature}{group}"
    yield f"cue{signature.cue}"


def _author_place(page: PageWithBody, index: int, group: str, headline: int | None) -> Iterator[str]:
    from_headline = "none" if headline is None else near(index - headline)
    from_body = near(index - page.start)
    from_date = bisect_right((0, 1, 2, 3, 5), page.to_date(index))
    yield f"h{from_headline}"
    yield f"{group}h{from_headline}"
    yield f"b{from_body}"
    yield f"{group}b{from_body}"
    yield f"date{from_date}"
    yield f"{group}date{from_date}"
    yield f"end{near(index - page.end) if index > page.end - 3 else 'no'}"


def _author_name(page: PageWithBody, index: int, signature: AuthorNames) -> Iterator[str]:
    outline, line = page.outline, page.outline.lines[index]
    name, rest, cue = signature.span.of(line.text), signature.rest, signature.cue
    words = len(name.split())
    yield f"cuts{cue.rsplit('-', 1)[-1] if cue.endswith(('cut', 'first')) else 'no'}{min(words, 6)}"
    yield f"words{min(words, 7)}{',' in name}"
    yield f"line{min(4, len(line.words) - words)}"
    printed = min(4, outline.printed(name) - 1)
    yield f"printed{printed}"
    yield f"printed{printed}{cue[-3:]}{min(words, 4)}"
    yield f"next{rest[:1].isupper()}{rest.partition(' ')[0].isupper()}{words}"
    yield f"rest{_behind_name(rest)}"
    yield f"capitals{name.isupper()}"
    if _OUTLETS_END.search(name):
        yield "outlet"
    if _NOT_NAMES.search(name):
        yield "label"
    if _ROLE.search(name):
        yield "role"


def _behind_name(rest: str) -> str:
    """How the text behind a name begins."""
    if _ROLE.search(rest):
        return "role"
    first = rest[:1]
    return "d" if first.isdigit() else "w" if first.isalnum() else first


def _author_line(page: PageWithBody, index: int, headline: int | None) -> Iterator[str]:
    outline, lines = page.outline, page.outline.lines
    line = lines[index]
    below = lines[index + 1 : index + 2]
    yield f"shape{line.line.shape.value}"
    yield f"rule{line.line.rule}"
    yield f"copies{len(outline.page.copies_near(index)) > 0}{outline.page.first_print(index) != index}"
    yield from _beside(lines, index)
    if below and len(below[0].words) < MAX_ROLE_WORDS and _ROLE.search(below[0].text):
        yield "+role"
    yield f"gap{min(2, line.line.line.gap)}{min(2, below[0].line.line.gap) if below else 3}"
    if index in page.is_body:
        yield "body"
    if line.kind[-1] == "*":
        yield "listed"
    if headline is not None and any(is_furniture(one.line) for one in lines[headline + 1 : index][:AUTHOR_REACH_ABOVE]):
        yield "furniture"
    yield f"spoken{min(3, sum(word in outline.run_words for word in line.rare))}"


def _beside(lines: Sequence[LineMeasures], index: int) -> Iterator[str]:
    """The kinds and shapes of the lines right above ("-") and right below ("+")."""
    above, below = lines[max(0, index - 1) : index], lines[index + 1 : index + 2]
    yield f"-{above[0].kind if above else '^'}"
    yield f"+{below[0].kind if below else '$'}"
    yield f"-{above[0].line.shape.value if above else '^'}"
    yield f"+{below[0].line.shape.value if below else '$'}"


# Dates of publication.

DATES_AROUND = 12  # lines above and below in which other dates are counted

_DATE_LABELS = later(
    r"(updated?|modified|reviewed|edited|تحديث)|(published|posted|created|released|written|added|on|نشر)|(©|copyright|since)"
    r"|(expires?|ends?|until|by|before|event|when)"
)
_CLOCK = later(r"\d{1,2}[:.]\d\d")


def date_candidates(page: PageWithBody, headline: int | None, signed: int | None) -> list[Candidate]:
    """The dates that may be the day of publication, in order; `signed` is the line of the byline."""
    found: list[Candidate] = []
    days: dict[str, int] = {}
    for dates in page.dates.values():
        for one in dates:
            days[str(one.earliest)] = days.get(str(one.earliest), 0) + 1
    for index in page.dated:
        for printed in page.dates[index]:
            features = (
                *_date_features(page, index, printed, headline, signed),
                f"nth{bisect_right((0, 1, 2, 4), len(found))}",
                f"same{min(3, days[str(printed.earliest)])}",
            )
            found.append(Candidate(index, printed.span, features))
    return found


def _date_features(
    page: PageWithBody, index: int, printed: PrintedDate, headline: int | None, signed: int | None
) -> Iterator[str]:
    outline, line = page.outline, page.outline.lines[index]
    text = line.text
    yield f"h{'none' if headline is None else near(index - headline)}"
    yield f"s{'none' if signed is None else near(index - signed)}"
    yield f"b{near(index - page.start)}"
    yield f"e{near(index - page.end) if index > page.end else 'no'}"
    above = headline is not None and index < headline
    where = "t" if above else "h" if index < page.start else "e" if index > page.end else "b"
    yield f"in{where}{index in page.is_body}"
    stretch = date_stretch(text)
    alone = stretch is not None and stretch.start == 0 and stretch.end == len(text)
    yield f"alone{alone}{where}"
    yield f"words{bisect_right((3, 5, 8, 12, 18), len(line.words))}{where}"
    before = normal(text[: printed.span.start])
    label = next((f"{found.lastindex}" for found in reversed(list(_DATE_LABELS.finditer(before)))), "none")
    yield f"label{label}"
    yield f"label{label}{where}"
    yield f"first{printed.span.start < 3}{where}"
    yield f"clock{bool(_CLOCK.search(text))}{where}"
    yield f"form{printed.form}{where}"
    yield f"day{printed.is_day}"
    yield f"shape{line.line.shape.value}{where}"
    yield f"kind{line.kind}{where}"
    yield f"list{line.kind[-1] == '*'}{where}"
    dated = page.dated
    around = bisect_right(dated, index + DATES_AROUND) - bisect_left(dated, index - DATES_AROUND)
    yield f"around{min(5, around)}{where}"
    yield f"dates{bisect_right((1, 2, 3, 5, 10, 20), len(dated))}"
    for feature in _beside(outline.lines, index):
        yield f"{feature}{where}"
