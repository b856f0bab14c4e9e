"""Where the text that a correction quotes stands: in one place, or nowhere that is clear.

The corrections of one capture on their way through the pipeline, and what becomes of each.

`Replay.overrides` goes to the parser; `claims` and `mentions` are asked for each article; `replayed` tells the end.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from syria_iraq_archive.annotate.mentions import SEARCHED_ROLES
from syria_iraq_archive.annotate.names import MentionRule
from syria_iraq_archive.parse.blocks import Section
from syria_iraq_archive.parse.overrides import CURATED, OpeningAt, Overrides, RoleAt
from syria_iraq_archive.records import Article, Basis, Block, Claim, Fate, Mention, Replayed
from syria_iraq_archive.registry.edtf_days import days_of
from syria_iraq_archive.registry.models import (
    ActorCorrection,
    Correction,
    FieldCorrection,
    MentionCorrection,
    OpeningCorrection,
    Opens,
    RoleCorrection,
)
from syria_iraq_archive.spans import Span

_SHOWN = 60


class Unclear(Exception):
    """The quoted text doesn't stand where it should; the message says how."""


def places_of(text: str, quote: str) -> Iterator[Span]:
    """The places where `text` reads so, from the left, none overlapping another, less white space at their ends.

    White space alone stands nowhere.

    >>> list(places_of("Hama, Homs, Hama", "Hama"))
    [Span(start=0, end=4), Span(start=12, end=16)]
    """
    start = text.find(quote) if quote.strip() else -1
    while start >= 0:
        yield Span(start, start + len(quote)).within(text)
        start = text.find(quote, start + len(quote))


def place_of(text: str, correction: Correction, within: Sequence[Span] | None = None, where: str = "") -> Span:
    """The place that a correction speaks of. Raises `Unclear`.

    It lies in one of the spans `within`, which `where` names, if they are given. A field's evidence may stand there
    several times, and then is the first; with an `occurrence` it may stand anywhere.
    """
    places = list(places_of(text, correction.quote))
    if not places:
        raise Unclear(f"the quoted text doesn't stand in the capture: “{shown(correction.quote)}”")
    is_evidence = isinstance(correction, FieldCorrection)
    if correction.occurrence is not None:
        if correction.occurrence > len(places):
            raise Unclear(f"the quoted text stands {_times(len(places))} in the capture, not {correction.occurrence}")
        places = [places[correction.occurrence - 1]]
    if within is not None and not (is_evidence and correction.occurrence):
        places = [place for place in places if any(span.contains(place) for span in within)]
        if not places:
            raise Unclear(f"the quoted text stands in the capture, but not {where}: “{shown(correction.quote)}”")
    if len(places) > 1 and correction.field in ("role", "opening", "mention"):
        raise Unclear(f"the quoted text stands {_times(len(places))}: say which one by its `occurrence`")
    return places[0]


def shown(text: str) -> str:
    """The beginning of a text, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"


Parsed = tuple[tuple[Block, ...], tuple[Section, ...]]


def by_capture(corrections: Iterable[Correction]) -> dict[str, list[Correction]]:
    """The corrections of a registry by the capture they correct, in their order."""
    found: dict[str, list[Correction]] = defaultdict(list)
    for correction in corrections:
        found[correction.capture].append(correction)
    return dict(found)


@dataclass(slots=True)
class _Course:
    """A correction and what is known of its fate so far."""

    correction: Correction
    article: int | None = None
    span: Span | None = None
    parsed: str | None = None
    override: RoleAt | OpeningAt | None = None
    superseded: bool = False
    problem: str | None = None

    @property
    def counts(self) -> bool:
        return self.problem is None


class Replay:
    """The corrections of one capture; made for one run of the pipeline."""

    def __init__(self, text: str, corrections: Sequence[Correction]) -> None:
        self._text = text
        self._courses = [_Course(correction) for correction in corrections]
        for course in self._courses:
            if isinstance(course.correction, RoleCorrection | OpeningCorrection):
                self._put(course, course.correction)
        overrides = [course.override for course in self._courses]
        self.overrides = Overrides(
            openings=tuple(each for each in overrides if isinstance(each, OpeningAt)),
            roles=tuple(each for each in overrides if isinstance(each, RoleAt)),
        )

    def _put(self, course: _Course, correction: RoleCorrection | OpeningCorrection) -> None:
        """Find the place of an override of the parser."""
        try:
            course.span = place_of(self._text, correction)
        except Unclear as unclear:
            course.problem = str(unclear)
            return
        if isinstance(correction, RoleCorrection):
            course.override = RoleAt(course.span, correction.value)
        else:
            course.override = OpeningAt(course.span.start, correction.value is Opens.BEGINS)

    @property
    def overrides_parser(self) -> bool:
        """Whether any of them changes what the parser makes of the text."""
        return bool(self.overrides.openings or self.overrides.roles)

    def claims(self, section: Section) -> tuple[Claim, ...]:
        """The curated claims on an article; one that doesn't count says so in its warning."""
        courses = [
            (course, course.correction)
            for course in self._of_article(section)
            if isinstance(course.correction, FieldCorrection)
        ]
        for course, _ in courses:
            self._locate(course, [_stretch(section.blocks)], f"in article {section.seq}")
        _supersede([(correction.field, course) for course, correction in courses])
        return tuple(_claim(course, correction) for course, correction in courses)

    def mentions(self, section: Section, found: tuple[Mention, ...]) -> tuple[Mention, ...]:
        """The mentions of an article as curators have them, in the order of the text, none overlapping another."""
        searched = [block.span for block in section.blocks if block.role in SEARCHED_ROLES]
        named = found
        for course in self._of_article(section):
            correction = course.correction
            if isinstance(correction, ActorCorrection):
                self._locate(course, [_stretch(section.blocks)], f"in article {section.seq}")
                named = self._read_otherwise(course, correction, named)
            elif isinstance(correction, MentionCorrection):
                self._locate(course, searched, f"where article {section.seq} is searched for names")
                named = self._named_here(course, correction, named, found)
        return named

    def _read_otherwise(
        self, course: _Course, correction: ActorCorrection, named: tuple[Mention, ...]
    ) -> tuple[Mention, ...]:
        """Another actor, or nobody, wherever `instead_of` was read."""
        course.parsed = correction.instead_of
        if course.counts and all(one.actor != correction.instead_of for one in named):
            course.problem = f"the article doesn't mention {correction.instead_of}"
        if not course.counts:
            return named
        others = (one if one.actor != correction.instead_of else _means(one, correction.value) for one in named)
        return tuple(one for one in others if one is not None)

    def _named_here(
        self,
        course: _Course,
        correction: MentionCorrection,
        named: tuple[Mention, ...],
        found: tuple[Mention, ...],
    ) -> tuple[Mention, ...]:
        """One actor, or nobody, named at the quoted words, in place of whoever was read there."""
        span = course.span
        if span is None or not course.counts:
            return named
        course.parsed = ", ".join(one.actor for one in found if one.span.overlaps(span)) or None
        there = [one for one in named if one.span.overlaps(span)]
        rest = [one for one in named if one not in there]
        if correction.value is None:
            course.problem = None if there else "nobody is named there"
            return tuple(rest)
        demonym = any(one.span == span and one.rule == MentionRule.DEMONYM for one in there)
        rule = MentionRule.DEMONYM.value if demonym else CURATED
        mention = Mention(actor=correction.value, span=span, surface=span.of(self._text), rule=rule)
        return tuple(sorted([*rest, mention], key=lambda one: one.span))

    def _of_article(self, section: Section) -> Iterator[_Course]:
        """The corrections that name the article, which is there."""
        for course in self._courses:
            correction = course.correction
            if not isinstance(correction, RoleCorrection | OpeningCorrection) and correction.article == section.seq:
                course.article = section.seq
                yield course

    def _locate(self, course: _Course, within: Sequence[Span], where: str) -> None:
        try:
            course.span = place_of(self._text, course.correction, within, where)
        except Unclear as unclear:
            course.problem = str(unclear)

    def replayed(self, sections: Sequence[Section], articles: Sequence[Article], plain: Parsed) -> tuple[Replayed, ...]:
        """What became of each, in their order; `plain` is what the parser makes of the text without them."""
        said = {(article.seq, claim.field): claim.value for article in articles for claim in article.claims[::-1]}
        for course in self._courses:
            if course.override is not None:
                course.problem = self.overrides.refused.get(course.override)
                course.superseded = course.override in self.overrides.overruled
                course.article = _article_at(sections, course.span)
                course.parsed = _parsed(course, *plain)
            elif course.article is not None:
                course.parsed = course.parsed or said.get((course.article, course.correction.field))
            elif course.problem is None:
                course.problem = _no_article(course.correction, len(sections))
        places = [
            course for course in self._courses if course.span and not isinstance(course.correction, FieldCorrection)
        ]
        _supersede([(_target(course), course) for course in places])
        return tuple(map(_replayed, self._courses))


def curated_days(claims: Iterable[Claim]) -> tuple[date | None, date | None] | None:
    """The days a curated publication date lies between, both None where it is curated to be unknown.

    None where `claims` hold no curated publication date that counts.
    """
    for claim in claims:
        if claim.field == "published" and claim.warning is None:
            return days_of(claim.value) if claim.value else (None, None)
    return None


def _supersede(courses: Sequence[tuple[object, _Course]]) -> None:
    """Mark those of which a later one that counts speaks of the same."""
    last: dict[object, _Course] = {target: course for target, course in courses if course.counts}
    for target, course in courses:
        if course.counts and last[target] is not course:
            course.superseded = True


def _target(course: _Course) -> object:
    correction = course.correction
    instead_of = correction.instead_of if isinstance(correction, ActorCorrection) else None
    return (correction.field, course.article, instead_of, course.span if instead_of is None else None)


def _claim(course: _Course, correction: FieldCorrection) -> Claim:
    problem = f"stale: {course.problem}" if course.problem else None
    return Claim(
        field=correction.field,
        value=correction.value,
        basis=Basis.CURATED,
        rule=f"correction: {correction.reason} ({correction.by}, {correction.on})",
        evidence=(course.span,) if course.span else (),
        warning="superseded: a later correction counts" if course.superseded else problem,
    )


def _means(mention: Mention, actor: str | None) -> Mention | None:
    """The mention as one of another actor; an adjective stays one: "Iraqi officials said" isn't the state's speech."""
    rule = mention.rule if mention.rule == MentionRule.DEMONYM else CURATED
    return mention.model_copy(update={"actor": actor, "rule": rule}) if actor else None


def _stretch(blocks: Sequence[Block]) -> Span:
    return Span(blocks[0].span.start, blocks[-1].span.end)


def _article_at(sections: Iterable[Section], span: Span | None) -> int | None:
    return next((each.seq for each in sections if span and _stretch(each.blocks).overlaps(span)), None)


def _parsed(course: _Course, blocks: Iterable[Block], sections: Iterable[Section]) -> str | None:
    """What the parser says by itself: the roles of the quoted text, or whether an article begins there."""
    span = course.span
    if span is None:
        return None
    if isinstance(course.override, OpeningAt):
        begins = any(section.blocks[0].span.start == span.start for section in sections)
        return (Opens.BEGINS if begins else Opens.JOINED).value
    return ", ".join(dict.fromkeys(block.role.value for block in blocks if block.span.overlaps(span)))


def _no_article(correction: Correction, articles: int) -> str | None:
    if isinstance(correction, RoleCorrection | OpeningCorrection):
        return None
    number = "one article" if articles == 1 else f"{articles} articles"
    return f"the capture has no article {correction.article}: it has {number}"


def _replayed(course: _Course) -> Replayed:
    correction = course.correction
    return Replayed(
        article=course.article,
        field=correction.field,
        value=correction.value,
        instead_of=correction.instead_of if isinstance(correction, ActorCorrection) else None,
        parsed=course.parsed,
        quote=correction.quote,
        span=course.span,
        reason=correction.reason,
        by=correction.by,
        on=correction.on,
        fate=Fate.STALE if course.problem else Fate.SUPERSEDED if course.superseded else Fate.APPLIED,
        problem=course.problem,
    )
