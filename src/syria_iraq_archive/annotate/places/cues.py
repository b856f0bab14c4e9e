"""What the words beside a name tell: a town or its governorate, and the place itself or what is near or part of it.

Each rule is a pattern that must end where the name, or the list of names it stands in, begins, or begin where that
ends. The first rule that fits counts.
"""

import re
from enum import Enum, auto
from functools import lru_cache
from typing import NamedTuple

from syria_iraq_archive.annotate.places.generic import PARTICLES
from syria_iraq_archive.patterns import later
from syria_iraq_archive.spans import last_words


class Means(Enum):
    """What a name with two meanings is by a rule."""

    TOWN = auto()
    GOVERNORATE = auto()
    EITHER = auto()


class PlaceCue(NamedTuple):
    """A rule: what must stand `before` or `behind`, what the name means then, and whether a town is only near."""

    name: str
    means: Means
    near: bool
    before: re.Pattern[str] | None = None
    behind: re.Pattern[str] | None = None
    ends: str = ".*"  # a pattern of the last words with which `before` can end: few rules need be tried then
    is_long: bool = False  # whether `before` may be of more than `FEW_WORDS` words


FEW_WORDS = 6
"""Most rules look at so many words before a name at most: to search only these is much faster."""


def _before(pattern: str) -> re.Pattern[str]:
    return later(rf"(?<![\w-])(?:{pattern})(?:[ \u00a0]+the)?[ \u00a0]+$", re.IGNORECASE)


def _arabic(pattern: str) -> re.Pattern[str]:
    return later(rf"(?<!\w){PARTICLES}(?:{pattern})[ \u00a0]+$")


_SIDE = r"(?:(?:north|south)[- ]?(?:ern)?[- ]?(?:east|west)?(?:ern)?|(?:east|west)(?:ern)?)"
_TAKE = (
    r"captur(?:e|es|ed|ing)|recaptur(?:e|es|ed|ing)|seiz(?:e|es|ed|ing)|retook|retak(?:e|es|en"
    r"|ing)|took|tak(?:e|es|en|ing)(?: over)?"
    r"|liberat(?:e|es|ed|ing)|overr[au]n|overrunning|conquer(?:s|ed|ing)?|los(?:e|es|t|ing)|besieg(?:e|es|ed|ing)"
    r"|encircl(?:e|es|ed|ing)|reclaim(?:s|ed|ing)?|regain(?:s|ed|ing)?|freed"
)
_TAKING = (
    r"(?:re)?captur(?:e|ing)|fall|seizure|loss|liberation|siege|surrender|takeover|evacuation"
    r"|conquest|battle|retaking|re-?taking"
    r"|encirclement|control|recapturing|seizing|destruction"
)
_AROUND = (
    r"outskirts|suburbs?|edges?|fringes?|gates|entrances?|approaches|vicinity|surroundings"
    r"|environs|perimeter|periphery|countryside"
    r"|hinterland|surrounding areas|outlying areas|city limits|old city|old town|city cent(?:re|er)|cent(?:re|er)|heart"
    r"|neighbou?rhoods?|quarters?|skies|airspace|downtown|bank|banks|shore|shores|side|parts"
)
_WAY = r"road|roads|highway|highways|route|routes|motorway|way|path|corridor|axis|en route"
_DISTANCE = r"(?:km|kms|kilomet(?:er|re)s?|miles?|mi|minutes|hours)"
_LINE = (
    r"(?:line|road|highway|route|motorway|corridor|axis|border|frontline|front line|front"
    r"|railway|strip|triangle|pipeline|crossing)"
)
_RANK = (
    r"(?:(?:second|third|fourth|fifth|sixth)(?:[- ](?:largest|biggest|most populous))?"
    r"|main|largest|biggest|major|most populous)"
)
_FELL = (
    r"(?:fell|falls|has fallen|had fallen|was captured|was taken|was seized|was liberated"
    r"|was recaptured|was retaken|was besieged)"
)

CUES: tuple[PlaceCue, ...] = (
    PlaceCue(
        "parts-of",
        Means.EITHER,
        True,
        _before(
            r"(?:parts?|most|much|some|half|all|swathes?|swaths?|rest|remainder|areas?|villages|towns"
            r"|villages and towns|towns and villages|pockets?) (?:of|in|across)"
        ),
        ends=r"of|in|across",
    ),
    PlaceCue("governor-of", Means.GOVERNORATE, False, _before(r"(?:governors?|provincial council) of"), ends=r"of"),
    PlaceCue(
        "suburb-itself",
        Means.TOWN,
        False,
        later(
            r"(?:\bthe|(?-i:\b[A-Z][\w'’-]*))(?: (?!a\b|an\b)[\w-]+){0,2}? (?:suburb|neighbou?rhood"
            r"|quarter|district) of[ \u00a0]+$",
            re.IGNORECASE,
        ),
        ends=r"of",
    ),
    PlaceCue(
        "old-city-of",
        Means.TOWN,
        True,
        _before(
            rf"(?:{_AROUND}) (?:of|around)|(?:gates|entrances?|approaches|outskirts|adjacent) to"
            rf"|(?:neighbou?rhoods?|parts|quarters?) in"
        ),
        ends=r"of|to|around|in",
    ),
    PlaceCue(
        "streets-of", Means.TOWN, False, _before(r"(?:streets?|mayor|skyline|squares?|roundabouts?) of"), ends=r"of"
    ),
    PlaceCue(
        "side-of",
        Means.TOWN,
        True,
        _before(rf"{_SIDE}(?: and {_SIDE})? of|{_SIDE} from"),
        ends=r"of|from",
        is_long=True,
    ),
    PlaceCue(
        "distance",
        Means.TOWN,
        True,
        _before(rf"{_DISTANCE}\)?(?: (?:away|drive|outside))?(?: from| of| outside| away)"),
        ends=r"from|of|outside|away",
    ),
    PlaceCue(
        "near",
        Means.TOWN,
        True,
        _before(
            r"near|nearby|close(?:r)?(?: [\w,]+){0,3}? to|outside|outside of|around|surrounding"
            r"|adjacent to|not far from|in the vicinity of|overlooking|bordering|opposite|facing"
        ),
        ends=r"near|nearby|to|outside|of|around|surrounding|from|overlooking|bordering|opposite|facing",
    ),
    PlaceCue("between", Means.TOWN, True, _before(r"between"), ends=r"between"),
    PlaceCue(
        "road-to",
        Means.TOWN,
        True,
        _before(
            rf"(?:{_WAY})(?: leading| linking| connecting)? (?:to|from|towards?|into|with|of)|linking"
            rf"|connecting|links|connects"
        ),
        ends=r"to|from|towards?|into|with|of|linking|connecting|links|connects",
    ),
    PlaceCue(
        "towards",
        Means.TOWN,
        True,
        _before(
            r"towards?|approach(?:es|ed|ing)?|advanc(?:e|es|ed|ing) on|heading (?:to|for)|headed (?:to"
            r"|for)|closing in on|closed in on|direction of"
        ),
        ends=r"towards?|approach\w*|on|to|for|in|of",
    ),
    PlaceCue(
        "rural",
        Means.TOWN,
        True,
        _before(r"rural|greater|downtown|central|inner"),
        ends=r"rural|greater|downtown|central|inner",
    ),
    PlaceCue("along", Means.TOWN, True, _before(r"along|across from|on both sides of"), ends=r"along|from|of"),
    PlaceCue(
        "quarter-of-side",
        Means.EITHER,
        True,
        _before(rf"(?:{_SIDE}|upper|lower|mid)(?: and {_SIDE})?"),
        ends=r".*(?:north|south|east|west|ern)|upper|lower|mid",
        is_long=True,
    ),
    PlaceCue(
        "taken",
        Means.TOWN,
        False,
        ends=rf"{_TAKE}|back|of|all|whole|entire|over",
        is_long=True,
        before=_before(
            rf"(?:{_TAKE})(?: back)?(?: (?:full|total|complete))?(?: control of"
            rf"| hold of)?(?: all(?: of)?| the whole(?: of)?| the entire)?"
        ),
    ),
    PlaceCue(
        "fall-of",
        Means.TOWN,
        False,
        _before(rf"(?:{_TAKING}) (?:of|over|for)(?: all(?: of)?)?"),
        ends=r"of|over|for|all",
    ),
    PlaceCue(
        "taken-among",
        Means.TOWN,
        False,
        later(
            rf"\b(?:{_TAKE})\b(?:(?!\b(?:parts?|most|much)\b)[^.;:]){{0,40}}\b(?:like|such as"
            rf"|including)[ \u00a0]+$",
            re.IGNORECASE,
        ),
        ends=r"like|as|including",
        is_long=True,
    ),
    PlaceCue(
        "rank-before",
        Means.TOWN,
        False,
        later(rf"\b{_RANK} (?:\w+ )?(?:city|town),?[ \u00a0]+(?:of )?$", re.IGNORECASE),
        ends=r"city|town|of|city,|town,",
    ),
    PlaceCue(
        "its-outskirts",
        Means.TOWN,
        True,
        behind=later(
            rf"['’]s[ \u00a0](?:(?-i:[a-z])\w*[ \u00a0])?(?:{_AROUND}|districts?|market|airport"
            rf"|university|hospitals?)\b",
            re.IGNORECASE,
        ),
    ),
    PlaceCue("its-suburb", Means.TOWN, True, behind=later(r"[ \u00a0](?:suburb|neighbou?rhood|quarter)s?\b")),
    PlaceCue(
        "its-fall",
        Means.TOWN,
        False,
        behind=later(r"['’]s[ \u00a0](?:fall|capture|liberation|recapture|surrender|siege)\b"),
    ),
    PlaceCue("fell", Means.TOWN, False, behind=later(rf"[ \u00a0]{_FELL}\b")),
    PlaceCue(
        "rank-behind",
        Means.TOWN,
        False,
        behind=later(
            rf",[ \u00a0](?:[^.,;]{{0,20}}[ \u00a0])?(?:\w+['’]s|the|a|an"
            rf"|\w+)[ \u00a0](?:\w+['’]s[ \u00a0])?{_RANK}[ \u00a0](?:\w+[ \u00a0])?(?:city|town)\b"
            r"|,[ \u00a0](?:[^.,;]{0,30}[ \u00a0])?(?:de facto|self-declared|self-styled|provincial"
            r"|former|ancient)[ \u00a0]capital\b",
            re.IGNORECASE,
        ),
    ),
    PlaceCue(
        "governor",
        Means.GOVERNORATE,
        False,
        behind=later(r"(?:['’]s)?[ \u00a0](?:provincial|governor\b|governor['’]s|Governor\b|tribes\b|provinces\b)"),
    ),
    PlaceCue(
        "line",
        Means.TOWN,
        True,
        behind=later(rf"[ \u00a0](?:international |main |coastal )?{_LINE}\b", re.IGNORECASE),
    ),
    PlaceCue(
        "ar-parts-of",
        Means.EITHER,
        True,
        _arabic(
            r"مدن|قرى|بلدات|مناطق|أرياف|(?:أجزاء|معظم|مناطق|قرى|بلدات|مساحات)(?: \w+){0,2} (?:من|في)"
            r"|معظم|أغلب|كامل مناطق"
        ),
    ),
    PlaceCue("ar-governor-of", Means.GOVERNORATE, False, _arabic(r"محافظ|مجلس محافظة")),
    PlaceCue(
        "ar-near",
        Means.TOWN,
        True,
        _arabic(
            r"قرب|بالقرب من|القرب من|القريبة من|القريب من|قريبة من|جوار|محيط|المحيطة ب|أطراف|ضواحي"
            r"|ضاحية|مشارف|تخوم|مداخل|مدخل|خارج|حول|أحياء|حي|وسط|قلب"
            r"|شوارع|سماء|أسوار|محاور|محور|جبهة|جبهات|ضفاف|ضفة|سواحل|ساحل"
        ),
    ),
    PlaceCue(
        "ar-side-of",
        Means.TOWN,
        True,
        _arabic(
            r"(?:ال)?(?:شرق|غرب|شمال|جنوب)(?:ي)?(?: (?:شرق|غرب)(?:ي)?)?(?: من)?|إلى ال(?:شرق|غرب|شمال"
            r"|جنوب) من|أقصى (?:شرق|غرب|شمال|جنوب)"
        ),
    ),
    PlaceCue(
        "ar-distance",
        Means.TOWN,
        True,
        _arabic(
            r"(?:كيلومتر\w*|كيلو متر\w*|كم|كلم|أميال|ميل\w*|أمتار)(?: \w+){0,2}? (?:من|عن|شرق|غرب|شمال"
            r"|جنوب|شرقي|غربي|شمالي|جنوبي)|تبعد عن"
        ),
    ),
    PlaceCue(
        "ar-towards",
        Means.TOWN,
        True,
        _arabic(
            r"باتجاه|اتجاه|نحو|صوب|الطريق (?:إلى|بين|المؤدي إلى|الواصل بين|الدولي)|(?<!عن )طريق|بين"
            r"|أوتوستراد|اوتوستراد|(?:خط|أنبوب)(?: أنابيب)?"
        ),
    ),
    PlaceCue(
        "ar-taken",
        Means.TOWN,
        False,
        _arabic(
            r"(?:(?:ال)?سيطر\w*|استولى|استولت|الاستيلاء)(?: \w+){0,3}? على(?: كامل| كل| عموم)?|سقوط"
            r"|تحرير|استعادة|احتلال|حصار|استعاد\w*|حرر\w*|احتل\w*|خسار\w*|خسر\w*|معركة|انتزاع"
        ),
    ),
)

_REACH = 70  # characters behind a name that are looked at
_GOES_ON = " \u00a0,'’"


class Told(NamedTuple):
    """What the words beside a name tell; `rule` is the rule that told it."""

    means: Means | None
    near: bool
    rule: str | None


NOTHING = Told(None, near=False, rule=None)


def told_before(before: str) -> Told:
    """What the words tell that stand right before a name, or a list of names.

    >>> told_before("a convoy north of ")
    Told(means=<Means.TOWN: 1>, near=True, rule='side-of')
    """
    if before and not before[-1].isspace():
        return NOTHING
    words = before.split(None)[-2:]
    last = words[-1].lower() if words else ""
    if last == "the" and len(words) > 1:
        last = words[0].lower()
    few = last_words(before, FEW_WORDS)
    for cue in _ending(last):
        if cue.before and cue.before.search(before, 0 if cue.is_long else few):
            return Told(cue.means, cue.near, cue.name)
    return NOTHING


@lru_cache(maxsize=4096)
def _ending(last: str) -> tuple[PlaceCue, ...]:
    """The rules that can hold if this is the last word before a name."""
    arabic = not last.isascii()
    return tuple(
        cue for cue in CUES if cue.before and cue.name.startswith("ar-") == arabic and re.fullmatch(cue.ends, last)
    )


def told_behind(text: str, end: int) -> Told:
    """What the words tell that stand right behind a name, or a list of names, which ends at `end`.

    >>> told_behind("Hama fell", 4).rule
    'fell'
    """
    behind = text[end : end + _REACH]
    if behind[:1] in _GOES_ON:
        for cue in CUES:
            if cue.behind and cue.behind.match(behind):
                return Told(cue.means, cue.near, cue.name)
    return NOTHING
