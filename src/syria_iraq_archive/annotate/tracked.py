"""What becomes of a correction while it is replayed: its place, whether it counts, what the parser says without it."""

from collections.abc import Sequence
from dataclasses import dataclass

from syria_iraq_archive.parse.overrides import OpeningAt, RoleAt
from syria_iraq_archive.records import Basis, Claim, Fate, Replayed
from syria_iraq_archive.registry.models import (
    ActorCorrection,
    Correction,
    FieldCorrection,
    OpeningCorrection,
    RoleCorrection,
)
from syria_iraq_archive.spans import Span


@dataclass(slots=True)
class Tracked:
    """A correction, and what is known of its fate so far."""

    correction: Correction
    article: int | None = None  # seq of the article it belongs to
    span: Span | None = None  # of the quoted text
    about: Span | None = None  # of the quotation that the quoted text is a part of
    parsed: str | None = None  # what the parser says without it
    override: RoleAt | OpeningAt | None = None  # what it tells the parser
    superseded: bool = False  # whether a later correction counts instead
    problem: str | None = None  # why it can't be applied

    @property
    def counts(self) -> bool:
        """Whether it can be applied."""
        return self.problem is None


def supersede(all_tracked: Sequence[tuple[object, Tracked]]) -> None:
    """Marks each correction after which another one counts that has the same target."""
    last: dict[object, Tracked] = {target: tracked for target, tracked in all_tracked if tracked.counts}
    for target, tracked in all_tracked:
        if tracked.counts and last[target] is not tracked:
            tracked.superseded = True


def target(tracked: Tracked) -> object:
    """What a correction changes. Of two corrections with the same target, the later counts."""
    correction = tracked.correction
    instead_of = correction.instead_of if isinstance(correction, ActorCorrection) else None
    words = tracked.about or tracked.span
    return (correction.field, tracked.article, instead_of, words if instead_of is None else None)


def claim_of(tracked: Tracked, correction: FieldCorrection) -> Claim:
    """The claim that a correction of a field makes."""
    problem = f"stale: {tracked.problem}" if tracked.problem else None
    return Claim(
        field=correction.field,
        value=correction.value,
        basis=Basis.CURATED,
        rule=f"correction: {correction.reason} ({correction.by}, {correction.on}){_resting(correction)}",
        evidence=(tracked.span,) if tracked.span else (),
        warning="superseded: a later correction counts" if tracked.superseded else problem,
    )


def _resting(correction: FieldCorrection) -> str:
    return f", resting on {correction.outside}" if correction.outside else ""


def _outside(correction: Correction) -> str | None:
    return correction.outside if isinstance(correction, FieldCorrection) else None


def no_article(correction: Correction, articles: int) -> str | None:
    """Why a correction of an article has no article to correct; None for those that need none."""
    if isinstance(correction, RoleCorrection | OpeningCorrection):
        return None
    number = "one article" if articles == 1 else f"{articles} articles"
    return f"the capture has no article {correction.article}: it has {number}"


def replayed_of(tracked: Tracked) -> Replayed:
    """What became of it, as it is recorded."""
    correction = tracked.correction
    return Replayed(
        article=tracked.article,
        field=correction.field,
        value=correction.value,
        instead_of=correction.instead_of if isinstance(correction, ActorCorrection) else None,
        parsed=tracked.parsed,
        quote=correction.quote,
        span=tracked.span,
        outside=_outside(correction),
        reason=correction.reason,
        by=correction.by,
        on=correction.on,
        fate=Fate.STALE if tracked.problem else Fate.SUPERSEDED if tracked.superseded else Fate.APPLIED,
        problem=tracked.problem,
    )
