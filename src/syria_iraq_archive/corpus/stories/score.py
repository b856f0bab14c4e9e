"""Whether two articles report the same event, by what they have in common and by when it happened.

The score is the logarithm of the odds, as far as invented stories and real news let them be weighed: above 0 the two
are linked. Each kind of thing counts by the share of its rare ones that stands in both (a cosine), so that long
articles aren't linked for their length. The score depends on the two articles alone.
"""

import math
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from operator import mul
from typing import NamedTuple

from syria_iraq_archive.corpus.stories.numbers import in_words, weight_of_number
from syria_iraq_archive.corpus.stories.rarity import rarity_of_actor, rarity_of_subject, rarity_of_word
from syria_iraq_archive.corpus.stories.stems import sound, stem
from syria_iraq_archive.corpus.stories.traits import Traits

LINKED = 0.0  # the score above which two articles are linked
KEPT_FROM = -1.0  # that above which it is kept: others of a story may speak for the two
MOST_DAYS = 3  # between the days on which they were published
MOST_DAYS_OF_EVENT = 2  # between the days that their leads tell
SHOWN_FROM = 3.0  # the rarity from which a word in common is named
MOST_SHOWN = 12
RARITY_OF_PLACE = 4.0

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
BETWEEN = " | "


class Bond(NamedTuple):
    """How sure it is that two articles report one event, and what that rests on; None if nothing of a kind does."""

    score: float
    actors: str | None
    places: str | None
    days: str | None
    numbers: str | None
    words: str | None


class Weighed:
    """A kind of trait, each with its weight."""

    __slots__ = ("length", "weights")

    def __init__(self, keys: Collection[object], weight: Callable[..., float]) -> None:
        self.weights = dict(zip(keys, map(weight, keys), strict=True))
        values = self.weights.values()
        self.length = math.sqrt(sum(map(mul, values, values)))

    def shared(self, other: "Weighed") -> list[object]:
        """What stands in both."""
        return sorted(self.weights.keys() & other.weights.keys(), key=str)

    def likeness(self, other: "Weighed", shared: Iterable[object]) -> float:
        """The cosine of the two: from 0, nothing in common, to 1."""
        squares = sum(self.weights[key] ** 2 for key in shared)
        return squares / (self.length * other.length) if squares else 0.0

    def sum(self, shared: Iterable[object]) -> float:
        """The weights of these together."""
        return sum(self.weights[key] for key in shared)


class Profile:
    """An article's traits, weighed: made once for all that it is compared with."""

    __slots__ = ("actors", "names", "numbers", "places", "subjects", "traits", "words", "written")

    def __init__(self, traits: Traits) -> None:
        self.traits = traits
        self.words = Weighed(list(map(stem, traits.words)), rarity_of_word)
        self.names = Weighed(sorted(set(map(sound, traits.names))), len)
        self.numbers = Weighed(traits.numbers, weight_of_number)
        self.subjects = Weighed(traits.subjects, rarity_of_subject)
        self.actors = Weighed(traits.actors, rarity_of_actor)
        self.places = Weighed(traits.places, lambda _: RARITY_OF_PLACE)
        self.written: dict[str, str] | None = None  # made if a link is to be shown

    def words_of(self) -> Mapping[str, str]:
        """How each stem is written."""
        if self.written is None:
            self.written = {stem(word): word for word in self.traits.words}
        return self.written


# What a whole likeness of each kind adds to the score, in one language and in two.
_SAME_LANGUAGE = {"words": 4.5, "rare": 1.6, "actors": 1.2, "places": 0.3, "numbers": 2.0, "subjects": 1.8}
_TWO_LANGUAGES = {"names": 2.5, "actors": 1.7, "places": 1.5, "numbers": 2.0, "subjects": 2.8}
# What the days add.
_SAME_DAY, _SAME_WEEKDAY, _TOLD_BESIDE, _NEXT_DAY, _OTHER_DAY = 2.1, 1.0, -0.7, -2.2, -3.0
_ONE_TELLS_A_DAY, _NONE_TELLS_A_DAY, _NONE_BUT_PUBLISHED_AT_ONCE = -2.0, -0.8, 0.4
_UNDATED = -0.9
_BASE = {True: -5.1, False: -4.7}  # by whether they are of one language
_OTHER_PLACES = -0.8  # if both openings name places, and none in common
# What it adds if either headline names actors that the other opening doesn't: one man may meet two others in a day.
_OTHERS_LEAD = -3.6
_LEADS_FROM = 2.5  # the rarity of such an actor
# Less than this in common is nothing specific, whatever else agrees.
LEAST_WORDS_ALIKE = 0.12
_ENOUGH_ACTORS, _ENOUGH_NUMBERS, _ENOUGH_RARE = 4.0, 3.0, 6.0  # of weights, from which a likeness counts whole
_RARE, _MOST_RARE = 4.0, 1.5


def compare(one: Profile, other: Profile) -> Bond | None:
    """The bond of two articles, a link if its score is above `LINKED`; None if they are far from being one."""
    days = _days(one.traits, other.traits)
    if days is None:
        return None
    same = one.traits.arabic == other.traits.arabic
    ours, theirs = (one.words, other.words) if same else (one.names, other.names)
    words = ours.shared(theirs)
    alike = ours.likeness(theirs, words)
    if same and alike < LEAST_WORDS_ALIKE:  # as nearly all pairs are: so it is asked first
        return None
    actors, places, numbers = (
        getattr(one, kind).shared(getattr(other, kind)) for kind in ("actors", "places", "numbers")
    )
    subjects = one.subjects.shared(other.subjects)
    likeness = {
        "actors": one.actors.likeness(other.actors, actors) * min(1.0, one.actors.sum(actors) / _ENOUGH_ACTORS),
        "places": one.places.likeness(other.places, places),
        "numbers": one.numbers.likeness(other.numbers, numbers) * min(1.0, one.numbers.sum(numbers) / _ENOUGH_NUMBERS),
        "subjects": one.subjects.likeness(other.subjects, subjects),
    }
    if same:
        likeness["words"] = alike
        beyond = sum(max(0.0, one.words.weights[word] - _RARE) for word in words)
        likeness["rare"] = min(_MOST_RARE, beyond / _ENOUGH_RARE)
    else:
        likeness["names"] = math.sqrt(alike)
        if not (words or numbers or places or one.actors.sum(actors) >= _ENOUGH_ACTORS):
            return None
    weights = _SAME_LANGUAGE if same else _TWO_LANGUAGES
    score = _BASE[same] + days.score + sum(weight * likeness[kind] for kind, weight in weights.items())
    if one.traits.places and other.traits.places and not places:
        score += _OTHER_PLACES
    if _names_others(one, other) and _names_others(other, one):
        score += _OTHERS_LEAD
    if score <= KEPT_FROM:
        return None
    shown = _words_in_common(one, words) if same else _names_in_common(one, other, words)
    return Bond(
        round(score, 3),
        _listed(map(str, actors)),
        _listed(map(str, places)),
        days.shown,
        _listed(in_words(number) for number in sorted(numbers)),
        _listed(shown),
    )


def _names_others(one: Profile, other: Profile) -> bool:
    """Whether the headline of one names a rare actor that the opening of the other doesn't."""
    strangers = set(one.traits.leading) - set(other.traits.actors)
    return any(rarity_of_actor(actor) >= _LEADS_FROM for actor in strangers)


class _Days(NamedTuple):
    """What the days of two articles add to their score, and the day they have in common."""

    score: float
    shown: str | None


def _days(one: Traits, other: Traits) -> _Days | None:
    """What their days say; None if they can't be of one event."""
    dated = bool(one.published[0] and other.published[0])
    apart = _apart(one.published, other.published) if dated else 0
    if apart > MOST_DAYS:
        return None
    told = _days_told(one, other, at_once=dated and not apart)
    return told and told._replace(score=told.score + (0.0 if dated else _UNDATED))


def _days_told(one: Traits, other: Traits, *, at_once: bool) -> _Days | None:
    """What the days say that their leads tell; None if these are too far apart."""
    days = one.happened[0] and other.happened[0]
    weekdays = _weekday(one), _weekday(other)
    if not all(weekdays):
        none_tells = _NONE_BUT_PUBLISHED_AT_ONCE if at_once else _NONE_TELLS_A_DAY
        return _Days(_ONE_TELLS_A_DAY if any(weekdays) else none_tells, None)
    gap = _apart(one.happened, other.happened) if days else _days_between(*weekdays)
    if days and gap > MOST_DAYS_OF_EVENT:
        return None
    if gap:
        beside = not {*one.happened}.isdisjoint(other.told) or not {*other.happened}.isdisjoint(one.told)
        return _Days(_TOLD_BESIDE if days and beside else _NEXT_DAY if gap == 1 else _OTHER_DAY, None)
    if days:
        return _Days(_SAME_DAY, date.fromordinal(max(one.happened[0], other.happened[0])).isoformat())
    return _Days(_SAME_WEEKDAY, _WEEKDAYS[weekdays[0] - 1])


def _weekday(traits: Traits) -> int:
    return date.fromordinal(traits.happened[0]).isoweekday() if traits.happened[0] else traits.weekday


def _days_between(one: int, other: int) -> int:
    """The days between two weekdays, whichever comes first."""
    return min((one - other) % 7, (other - one) % 7)


def _apart(one: tuple[int, int], other: tuple[int, int]) -> int:
    """The days between two runs of days; 0 if they have one in common."""
    return max(0, one[0] - other[1], other[0] - one[1])


def _words_in_common(one: Profile, words: list[object]) -> list[str]:
    """The rarest words that stand in both, as the first of them writes them."""
    rare = sorted((-one.words.weights[word], str(word)) for word in words if one.words.weights[word] >= SHOWN_FROM)
    written = one.words_of()
    return [written[word] for _, word in rare[:MOST_SHOWN]]


def _names_in_common(one: Profile, other: Profile, sounds: list[object]) -> list[str]:
    """The names that sound alike, each as both write it: ``atarib = اتارب``."""
    ours, theirs = ({sound(name): name for name in reversed(each.traits.names)} for each in (one, other))
    return [f"{ours[str(each)]} = {theirs[str(each)]}" for each in sounds[:MOST_SHOWN]]


def _listed(found: Iterable[str]) -> str | None:
    return BETWEEN.join(found) or None
