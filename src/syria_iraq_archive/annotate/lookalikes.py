"""Tells apart an actor's name and what only looks like it: another word spelt alike, or part of somebody else's name.

"WHO" is a question in a passage of capitals, "Jordan" a surname behind "Michael", "Lebanon" a town before
", Pennsylvania", قطر a diameter before a number, and الخارجية an adjective behind السياسة.
"""

from collections.abc import Callable, Iterable, Mapping, Set
from typing import Any

from syria_iraq_archive.annotate.given_names import GivenNames
from syria_iraq_archive.annotate.name_matcher import MentionRule, NameMatch, NameMeaning, Names
from syria_iraq_archive.patterns import later
from syria_iraq_archive.registry.load import Registry
from syria_iraq_archive.registry.models import Kind
from syria_iraq_archive.spans import Span

_AMERICAN_STATES = (
    "Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Hawaii|Idaho|Illinois|Indiana|Iowa"
    "|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska"
    "|Nevada|New Hampshire|New Jersey|New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania"
    "|Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|West Virginia|Wisconsin|Wyoming"
)
_SHORT_STATES = r"Ala|Ariz|Ark|Calif|Colo|Conn|Fla|Ga|Ill|Ind|Kan|Ky|La|Md|Mass|Mich|Minn|Miss|Mo|Neb|Nev|Okla|Ore|Pa"
_IN_AMERICA = later(rf",[ \u00a0](?:(?:{_AMERICAN_STATES})\b|(?:{_SHORT_STATES}|Tenn|Tex|Va|Wis|N\.[YCJ])\.)")

_SHORT_WORDS = """
us is it who as am an at be by do go he if in me my no of on or so to up we act aid air all and any are arm art ask bad
ban bar big but can car cut day did due end era far few for get god got had has her him his hot how its job key law led
let lot low man may men met mid net new nor not now oil old one our out own pay per pro put ran red row run saw say see
set she sit six son tax ten the too top try two use war was way web who why win won yes yet you
"""
_WORDS = frozenset(_SHORT_WORDS.split())
_CAPITALS = later(r"[^\W\d_][\w'’]*")
_NEAR = 3  # words on either side that show whether a passage is in capitals
_REACH = 60  # characters in which these are sought


class Lookalikes:
    """Tells whether an actor's name, at its place in a text, is something else. Only names in `doubtful` can be."""

    def __init__(self, compiled: Mapping[str, Any], given_names: GivenNames) -> None:
        """`compiled` is what `compiled_lookalikes` makes of a registry."""
        self._given_names = given_names
        self._states = frozenset(compiled["states"])
        self.doubtful = frozenset(compiled["doubtful"])  # of all other folded names, `names_nobody` is False

    def names_nobody(self, text: str, match: NameMatch, meaning: NameMeaning) -> bool:
        """Whether `match` is another word here, a person or an American town, and not `meaning`'s actor."""
        if meaning.rule is MentionRule.ACRONYM or meaning.exact is not None:
            return match.folded in _WORDS and in_capitals(text, match.span)
        if meaning.rule is MentionRule.NAME and meaning.actor in self._states and self._is_elsewhere(text, match):
            return True
        if match.folded.startswith("ال") and " " in match.folded and meaning.rule is not MentionRule.DEMONYM:
            return bool(_FEMININE_BEFORE.search(text[max(0, match.span.start - _REACH) : match.span.start]))
        other = _OTHER_WORDS.get(match.folded)
        return other is not None and other(text, match.span)

    def _is_elsewhere(self, text: str, match: NameMatch) -> bool:
        """Whether a state's name is a person's ("Michael Jordan") or an American town's ("Lebanon, Pennsylvania")."""
        if not match.folded.isascii() or " " in match.folded:
            return False
        if _IN_AMERICA.match(text, match.span.end):
            return True
        given = (
            self._given_names.before(text, match.span) if text[match.span.start - 1 : match.span.start] == " " else None
        )
        return given is not None and self._given_names.known(given) and not text[: match.span.start].endswith("- ")


def in_capitals(text: str, span: Span) -> bool:
    """Whether `span` lies in a passage all in capitals, in which capitals don't show an acronym.

    >>> in_capitals("TELL US WHO PAID", Span(5, 7)), in_capitals("Tell US officials", Span(5, 7))
    (True, False)
    >>> in_capitals("US, UK and UN agree", Span(0, 2))
    False
    """
    before = _CAPITALS.findall(text, max(0, span.start - _REACH), span.start)[-_NEAR:]
    after = _CAPITALS.findall(text, span.end, span.end + _REACH)[:_NEAR]
    near = [word for word in (*before, *after) if len(word) > 1]
    if not near or not all(word.isupper() for word in near):
        return False
    return any(len(word) > _NEAR or word.lower() in _WORDS for word in near)


# An adjective that agrees with the noun before it: "السياسة الخارجية العراقية" is Iraqi foreign policy.
_FEMININE_BEFORE = later(r"(?<!\w)[وفبلك]{0,2}(?:ال|لل)\w+(?:ة|ات|ؤون|ئون|قات)[ \u00a0]+$")


def _is_diameter(text: str, span: Span) -> bool:
    """Whether قطر is a diameter: printed with the vowel u, or a number stands behind it."""
    return "\u064f" in span.of(text) or bool(_NUMBER_BEHIND.match(text, span.end))


_NUMBER_BEHIND = later(r"[ \u00a0]+(?:\d|[\u0660-\u0669]|الدائرة|الأنبوب)")

_OTHER_WORDS: dict[str, Callable[[str, Span], bool]] = {"قطر": _is_diameter}
"""Names that are other words too, whatever short word is glued to them, and how to tell."""


def compiled_lookalikes(registry: Registry, names: Names) -> dict[str, Any]:
    """What `Lookalikes` must know of a registry, as JSON can hold it."""
    states = [actor.id for actor in registry.actors.values() if actor.kind is Kind.STATE]
    doubtful = [folded for folded, meanings in names.items() if _is_doubtful(folded, meanings, set(states))]
    return {"states": states, "doubtful": doubtful}


def _is_doubtful(folded: str, meanings: Iterable[NameMeaning], states: Set[str]) -> bool:
    """Whether a folded name may be another word anywhere; most names needn't be asked about."""
    if folded in _WORDS or folded in _OTHER_WORDS or (folded.startswith("ال") and " " in folded):
        return True
    return " " not in folded and folded.isascii() and any(meaning.actor in states for meaning in meanings)
