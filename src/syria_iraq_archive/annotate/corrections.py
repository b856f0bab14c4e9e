"""Replays curators' corrections on a capture: finds the text that each quotes and applies it, or reports it as stale.

A `Replay` goes along with one run of the pipeline: `Replay.overrides` is given to the parser; `claims`, `mentions`,
`quotes` and `places` are asked for each article; and `replayed` says in the end what became of each correction.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from syria_iraq_archive.annotate.curated_quotes import quotations_at, said_by, speaker_of
from syria_iraq_archive.annotate.mentions import SEARCHED_ROLES
from syria_iraq_archive.annotate.name_matcher import MentionRule
from syria_iraq_archive.annotate.places.finder import PLACED_ROLES
from syria_iraq_archive.annotate.quoted_words import Unclear, place_of, prints
from syria_iraq_archive.annotate.tracked import Tracked, claim_of, no_article, replayed_of, supersede, target
from syria_iraq_archive.parse.blocks import Section
from syria_iraq_archive.parse.overrides import CURATED, OpeningAt, Overrides, RoleAt
from syria_iraq_archive.records import Article, Block, Claim, Mention, PlaceMention, Quote, Replayed
from syria_iraq_archive.registry.days import days_of
from syria_iraq_archive.registry.models import (
    ActorCorrection,
    Correction,
    FieldCorrection,
    HearerCorrection,
    MentionCorrection,
    OpeningCorrection,
    Opens,
    PlaceCorrection,
    RoleCorrection,
    SpeakerCorrection,
)
from syria_iraq_archive.spans import Span


def by_capture(corrections: Iterable[Correction]) -> dict[str, list[Correction]]:
    """The corrections by the hash of the capture they correct, each list in the order given."""
    found: dict[str, list[Correction]] = defaultdict(list)
    for correction in corrections:
        found[correction.capture].append(correction)
    return dict(found)


class Replay:
    """The corrections of one capture, replayed during one run of the pipeline."""

    def __init__(self, text: str, corrections: Sequence[Correction]) -> None:
        self._text = text
        self._all_tracked = [Tracked(correction) for correction in corrections]
        for tracked in self._all_tracked:
            if isinstance(tracked.correction, RoleCorrection | OpeningCorrection):
                self._put(tracked, tracked.correction)
        overrides = [tracked.override for tracked in self._all_tracked]
        self.overrides = Overrides(
            openings=tuple(each for each in overrides if isinstance(each, OpeningAt)),
            roles=tuple(each for each in overrides if isinstance(each, RoleAt)),
        )

    def _put(self, tracked: Tracked, correction: RoleCorrection | OpeningCorrection) -> None:
        """Finds the place of a correction that overrides the parser."""
        try:
            tracked.span = place_of(self._text, correction)
        except Unclear as unclear:
            tracked.problem = str(unclear)
            return
        if isinstance(correction, RoleCorrection):
            tracked.override = RoleAt(tracked.span, correction.value)
        else:
            tracked.override = OpeningAt(tracked.span.start, correction.value is Opens.BEGINS)

    @property
    def overrides_parser(self) -> bool:
        """Whether any correction changes the blocks that the parser makes of the text."""
        return bool(self.overrides.openings or self.overrides.roles)

    def claims(self, section: Section) -> tuple[Claim, ...]:
        """The curated claims on an article. A claim that doesn't count says why in its warning."""
        all_tracked = [
            (tracked, tracked.correction)
            for tracked in self._of_article(section)
            if isinstance(tracked.correction, FieldCorrection)
        ]
        for tracked, _ in all_tracked:
            self._locate(tracked, [_extent(section.blocks)], f"in article {section.seq}")
        supersede([(correction.field, tracked) for tracked, correction in all_tracked])
        return tuple(claim_of(tracked, correction) for tracked, correction in all_tracked)

    def mentions(self, section: Section, found: tuple[Mention, ...]) -> tuple[Mention, ...]:
        """The mentions of an article as curators want them, in the order of the text and without overlaps."""
        searched = [block.span for block in section.blocks if block.role in SEARCHED_ROLES]
        named = found
        for tracked in self._of_article(section):
            correction = tracked.correction
            if isinstance(correction, ActorCorrection):
                self._locate(tracked, [_extent(section.blocks)], f"in article {section.seq}")
                named = self._read_otherwise(tracked, correction, named)
            elif isinstance(correction, MentionCorrection):
                self._locate(tracked, searched, f"where article {section.seq} is searched for names")
                named = self._named_here(tracked, correction, named, found)
        return named

    def _read_otherwise(
        self, tracked: Tracked, correction: ActorCorrection, named: tuple[Mention, ...]
    ) -> tuple[Mention, ...]:
        """Puts another actor, or nobody, wherever the article was read to name `instead_of`."""
        tracked.parsed = correction.instead_of
        if tracked.counts and all(one.actor != correction.instead_of for one in named):
            tracked.problem = f"the article doesn't mention {correction.instead_of}"
        if not tracked.counts:
            return named
        others = (one if one.actor != correction.instead_of else _means(one, correction.value) for one in named)
        return tuple(one for one in others if one is not None)

    def _named_here(
        self,
        tracked: Tracked,
        correction: MentionCorrection,
        named: tuple[Mention, ...],
        found: tuple[Mention, ...],
    ) -> tuple[Mention, ...]:
        """Puts one actor, or nobody, at the quoted words, in place of whoever was read there."""
        span = tracked.span
        if span is None or not tracked.counts:
            return named
        tracked.parsed = ", ".join(one.actor for one in found if one.span.overlaps(span)) or None
        there = [one for one in named if one.span.overlaps(span)]
        rest = [one for one in named if one not in there]
        if correction.value is None:
            tracked.problem = None if there else "nobody is named there"
            return tuple(rest)
        demonym = any(one.span == span and one.rule == MentionRule.DEMONYM for one in there)
        rule = MentionRule.DEMONYM.value if demonym else CURATED
        mention = Mention(actor=correction.value, span=span, surface=span.of(self._text), rule=rule)
        return tuple(sorted([*rest, mention], key=lambda one: one.span))

    def quotes(self, section: Section, found: tuple[Quote, ...], is_actor: Callable[[str], bool]) -> tuple[Quote, ...]:
        """The quotations of an article, with their speakers and hearers as curators want them."""
        said = list(found)
        for tracked in self._of_article(section):
            correction = tracked.correction
            if isinstance(correction, SpeakerCorrection | HearerCorrection):
                self._locate(tracked, [_extent(section.blocks)], f"in article {section.seq}")
                number = self._quotation(tracked, found)
                if number is None:
                    continue
                if isinstance(correction, HearerCorrection):
                    said[number] = _told(tracked, correction, said[number], found[number])
                else:
                    article = _extent(section.blocks).of(self._text)
                    said[number] = _said(tracked, correction, said[number], found[number], is_actor, article)
        return tuple(said)

    def _quotation(self, tracked: Tracked, found: tuple[Quote, ...]) -> int | None:
        """The number of the quotation that a correction is about."""
        if tracked.span is None or not tracked.counts:
            return None
        meant = quotations_at(found, tracked.span)
        if len(meant) != 1:
            several = f"the quoted text reaches into {len(meant)} quotations: quote words of one"
            tracked.problem = several if meant else "the quoted text stands in no quotation"
            return None
        tracked.about = meant[0].span
        return found.index(meant[0])

    def places(
        self, section: Section, found: tuple[PlaceMention, ...], precision: Callable[[Sequence[str]], int]
    ) -> tuple[PlaceMention, ...]:
        """The places that an article names as curators want them, in the order of the text and without overlaps."""
        searched = [block.span for block in section.blocks if block.role in PLACED_ROLES]
        named = found
        for tracked in self._of_article(section):
            correction = tracked.correction
            if isinstance(correction, PlaceCorrection):
                self._locate(tracked, searched, f"where article {section.seq} is searched for places")
                named = self._placed_here(tracked, correction, named, found, precision)
        return named

    def _placed_here(
        self,
        tracked: Tracked,
        correction: PlaceCorrection,
        named: tuple[PlaceMention, ...],
        found: tuple[PlaceMention, ...],
        precision: Callable[[Sequence[str]], int],
    ) -> tuple[PlaceMention, ...]:
        """Puts a place, several that fit, or none, at the quoted words, in place of what was read there."""
        span = tracked.span
        if span is None or not tracked.counts:
            return named
        tracked.parsed = ", ".join(places_meant(one) for one in found if one.span.overlaps(span)) or None
        there = [one for one in named if one.span.overlaps(span)]
        rest = [one for one in named if one not in there]
        ids = correction.places
        if not ids:
            tracked.problem = None if there else "no place is named there"
            return tuple(rest)
        same = [one for one in found if one.span == span and (one.candidates or (one.place,)) == ids]
        mention = PlaceMention(
            place=ids[0] if len(ids) == 1 else None,
            span=span,
            surface=span.of(self._text),
            precision=same[0].precision if same else precision(ids),
            candidates=ids if len(ids) > 1 else (),
            rule=CURATED,
        )
        return tuple(sorted([*rest, mention], key=lambda one: one.span))

    def _of_article(self, section: Section) -> Iterator[Tracked]:
        """The corrections with this article's number."""
        for tracked in self._all_tracked:
            correction = tracked.correction
            if not isinstance(correction, RoleCorrection | OpeningCorrection) and correction.article == section.seq:
                tracked.article = section.seq
                yield tracked

    def _locate(self, tracked: Tracked, within: Sequence[Span], where: str) -> None:
        if not tracked.correction.quote:  # it rests on something outside, or says that there is none
            return
        try:
            tracked.span = place_of(self._text, tracked.correction, within, where)
        except Unclear as unclear:
            tracked.problem = str(unclear)

    def replayed(
        self,
        sections: Sequence[Section],
        articles: Sequence[Article],
        plain: tuple[tuple[Block, ...], tuple[Section, ...]],
    ) -> tuple[Replayed, ...]:
        """What became of each correction, in the order given.

        `plain` is what the parser makes of the text without any correction.
        """
        said = {(article.seq, claim.field): claim.value for article in articles for claim in article.claims[::-1]}
        for tracked in self._all_tracked:
            if tracked.override is not None:
                tracked.problem = self.overrides.refused.get(tracked.override)
                tracked.superseded = tracked.override in self.overrides.overruled
                tracked.article = _article_at(sections, tracked.span)
                tracked.parsed = _parsed(tracked, *plain)
            elif tracked.article is not None:
                tracked.parsed = tracked.parsed or said.get((tracked.article, tracked.correction.field))
            elif tracked.problem is None:
                tracked.problem = no_article(tracked.correction, len(sections))
        places = [
            tracked
            for tracked in self._all_tracked
            if tracked.span and not isinstance(tracked.correction, FieldCorrection)
        ]
        supersede([(target(tracked), tracked) for tracked in places])
        return tuple(map(replayed_of, self._all_tracked))


def places_meant(mention: PlaceMention) -> str:
    """The place that is named, or those that it may be, as a correction says it.

    >>> hama = {"span": Span(0, 4), "surface": "Hama", "precision": 3, "rule": "name"}
    >>> places_meant(PlaceMention(place=None, candidates=("hama", "hama-city"), **hama))
    'hama or hama-city'
    """
    return mention.place or " or ".join(mention.candidates)


def curated_days(claims: Iterable[Claim]) -> tuple[date | None, date | None] | None:
    """The first and last day of a curated publication date; both None if curators say that it is unknown.

    Returns None if `claims` hold no curated publication date that counts.

    >>> from syria_iraq_archive.records import Basis
    >>> claim = Claim(field="published", value="2016-05", basis=Basis.CURATED, rule="correction: so it is")
    >>> [str(day) for day in curated_days([claim])]
    ['2016-05-01', '2016-05-31']
    """
    for claim in claims:
        if claim.field == "published" and claim.warning is None:
            return days_of(claim.value) if claim.value else (None, None)
    return None


def _said(
    tracked: Tracked,
    correction: SpeakerCorrection,
    said: Quote,
    found: Quote,
    is_actor: Callable[[str], bool],
    article: str,
) -> Quote:
    """The quotation with the speaker of a correction; as it is if that can't be."""
    tracked.parsed = speaker_of(found)
    value = correction.value
    if value is None:
        made = said_by(found)
        tracked.problem = None if speaker_of(said) else "nobody is said to speak there"
    elif is_actor(value):
        made = said_by(found, actor=value)
    else:
        made = said_by(found, words=value)
        if not prints(article, value):
            tracked.problem = f"no actor has the id “{value}”, and the article doesn't print it"
    return made.model_copy(update={"told_to": said.told_to}) if tracked.counts else said


def _told(tracked: Tracked, correction: HearerCorrection, said: Quote, found: Quote) -> Quote:
    """The quotation with the hearer of a correction; as it is if there was none to take away."""
    tracked.parsed = found.told_to
    if correction.value is None and said.told_to is None:
        tracked.problem = "nobody is said to be told it"
        return said
    return said.model_copy(update={"told_to": correction.value, "rule": CURATED})


def _means(mention: Mention, actor: str | None) -> Mention | None:
    """The mention as one of another actor, or None for nobody.

    A demonym keeps its rule, so that "Iraqi officials said" isn't taken as speech of the state.
    """
    rule = mention.rule if mention.rule == MentionRule.DEMONYM else CURATED
    return mention.model_copy(update={"actor": actor, "rule": rule}) if actor else None


def _extent(blocks: Sequence[Block]) -> Span:
    return Span(blocks[0].span.start, blocks[-1].span.end)


def _article_at(sections: Iterable[Section], span: Span | None) -> int | None:
    return next((each.seq for each in sections if span and _extent(each.blocks).overlaps(span)), None)


def _parsed(tracked: Tracked, blocks: Iterable[Block], sections: Iterable[Section]) -> str | None:
    """What the parser says without corrections: the roles of the quoted text, or whether an article begins there."""
    span = tracked.span
    if span is None:
        return None
    if isinstance(tracked.override, OpeningAt):
        begins = any(section.blocks[0].span.start == span.start for section in sections)
        return (Opens.BEGINS if begins else Opens.JOINED).value
    return ", ".join(dict.fromkeys(block.role.value for block in blocks if block.span.overlaps(span)))
