"""What comes out of a check: a finding for each quotation, and what the cited articles don't bear out."""

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class Status(StrEnum):
    """What became of a quotation. Only ``found`` is right."""

    FOUND = "found"
    ALTERED = "altered"  # the archive prints other words
    STITCHED = "stitched"  # of words that stand in two places
    MISATTRIBUTED = "misattributed"  # of another speaker, outlet, day or article
    NOT_FOUND = "not found"


class ProblemKind(StrEnum):
    """What is wrong with a quotation, or with what stands beside a citation."""

    WORD = "word changed"
    NEGATION = "negation changed"
    NUMBER = "number changed"
    ADDED = "words added"
    LEFT_OUT = "words left out"
    END_CUT = "end cut"
    ELLIPSIS = "ellipsis changes the sense"
    STITCHED = "stitched"
    SPEAKER = "another speaker"
    OUTLET = "another outlet"
    DAY = "another day"
    ARTICLE = "another article"
    NOT_FOUND = "not found"
    FIGURE = "figure not printed"
    NAME = "name not printed"
    DAY_NOT_PRINTED = "day not printed"
    KEY = "no such article"


STATUS_OF = {
    ProblemKind.NOT_FOUND: Status.NOT_FOUND,
    ProblemKind.STITCHED: Status.STITCHED,
    ProblemKind.SPEAKER: Status.MISATTRIBUTED,
    ProblemKind.OUTLET: Status.MISATTRIBUTED,
    ProblemKind.DAY: Status.MISATTRIBUTED,
    ProblemKind.ARTICLE: Status.MISATTRIBUTED,
}
"""The status that a problem gives; any other makes a quotation ``altered``."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: its kind, a sentence for a reader, and the words of the draft and of the archive."""

    kind: ProblemKind
    says: str
    draft: str = ""
    archive: str = ""


@dataclass(frozen=True, slots=True)
class PrintedAt:
    """A place where the archive prints words of a quotation: an article, and a span of its capture in code points."""

    key: str
    start_char: int
    end_char: int
    text: str
    sha256: str  # of the capture
    source: str | None
    published: str | None  # EDTF
    speaker: str | None  # as printed
    actor: str | None  # who speaks, as an actor's id


@dataclass(frozen=True, slots=True)
class QuotationFinding:
    """What became of one quotation of the draft. Offsets count code points of the draft's text, lines from 1."""

    line: int
    start_char: int
    end_char: int
    text: str
    status: Status
    speaker: str | None  # to whom the draft gives it
    cited: tuple[str, ...]  # keys that the draft gives for it
    problems: tuple[Problem, ...] = ()
    places: tuple[PrintedAt, ...] = ()  # the best first
    edited: tuple[str, ...] = ()  # ellipses and brackets of editing, each with the words that it stands for


@dataclass(frozen=True, slots=True)
class Unsupported:
    """A figure, a day, a name or a key of the draft that the cited article doesn't bear out."""

    line: int
    start_char: int
    end_char: int
    text: str
    kind: ProblemKind
    says: str
    cited: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Findings:
    """All that was found out about a draft."""

    draft: str  # its path
    quotations: tuple[QuotationFinding, ...]
    unsupported: tuple[Unsupported, ...]

    @property
    def sound(self) -> bool:
        """Whether the archive bears out the whole draft."""
        return not self.unsupported and all(one.status is Status.FOUND for one in self.quotations)

    def as_json(self) -> dict[str, Any]:
        """The findings as values that JSON knows."""
        return {"sound": self.sound, **asdict(self)}
