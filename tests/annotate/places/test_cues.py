"""Each rule on the words beside a name has an example, and a near miss that it doesn't read."""

from functools import lru_cache
from re import _parser  # type: ignore[attr-defined]
from typing import Any

import pytest

from syria_iraq_archive.annotate.places import cues
from tests.annotate.places.named import places_in
from tests.rules import Pair, RuleTable

CUES = RuleTable(cues, "CUES", derived=lambda _table: {"_ending": lru_cache(cues._ending.__wrapped__)})

HAMA, ALEPPO, IDLIB = ("hama|hama-governorate 3", "aleppo|aleppo-governorate 3", "idlib|idlib-governorate 3")

PAIRS = {
    "parts-of": Pair("Rebels hold most of Mosul now.", ["mosul 2"], "Most rebels left Mosul now.", ["mosul 1"]),
    "governor-of": Pair(
        "The governor of Idlib resigned.", ["idlib-governorate 3"], "The governor left Idlib.", [IDLIB]
    ),
    "suburb-itself": Pair(
        "It hit the Aleppo suburb of Anadan twice.",
        ["aleppo 2", "anadan 1"],
        "It hit a suburb of Anadan.",
        ["anadan 2"],
    ),
    "old-city-of": Pair(
        "Snipers are in the old city of Homs.", ["homs 2"], "The old man is from Homs.", ["homs|homs-governorate 3"]
    ),
    "streets-of": Pair(
        "They ran through the streets of Raqqa.",
        ["raqqa 1"],
        "The street vendors left Raqqa.",
        ["raqqa|raqqa-governorate 3"],
    ),
    "side-of": Pair("A convoy burned north of Hama.", ["hama 2"], "A northern convoy left Hama.", [HAMA]),
    "distance": Pair("The base is 12 km from Hama.", ["hama 2"], "The 12 men are from Hama.", [HAMA]),
    "near": Pair("Shells fell close to Idlib.", ["idlib 2"], "Schools closed in Idlib.", [IDLIB]),
    "between": Pair(
        "A bus burned between Homs and Hama.",
        ["homs 2", "hama 2"],
        "Buses ran in Homs and Hama.",
        ["homs|homs-governorate 3", HAMA],
    ),
    "road-to": Pair("They cut the road to Aleppo.", ["aleppo 2"], "They cut bread in Aleppo.", [ALEPPO]),
    "towards": Pair(
        "The column is advancing on Homs.", ["homs 2"], "The column on Homs was read.", ["homs|homs-governorate 3"]
    ),
    "rural": Pair("Farms burned in rural Idlib.", ["idlib 2"], "Farms burned in Idlib.", [IDLIB]),
    "along": Pair("Patrols moved along the Tigris.", ["tigris 2"], "Patrols crossed the Tigris.", ["tigris 1"]),
    "quarter-of-side": Pair(
        "Fighting goes on in western Mosul.", ["mosul 2"], "Western aid came to Mosul.", ["mosul 1"]
    ),
    "taken": Pair("The rebels captured Aleppo.", ["aleppo 1"], "The rebels bombed Aleppo.", [ALEPPO]),
    "fall-of": Pair("After the fall of Idlib they fled.", ["idlib 1"], "In the fall they fled Idlib.", [IDLIB]),
    "taken-among": Pair("They seized key towns such as Hama.", ["hama 1"], "They like key towns such as Hama.", [HAMA]),
    "rank-before": Pair(
        "Syria's second city, Aleppo, is calm.", ["aleppo 1"], "Syria's second prize, Aleppo, is calm.", [ALEPPO]
    ),
    "its-outskirts": Pair("Idlib's outskirts burned.", ["idlib 2"], "Idlib's harvest burned.", [IDLIB]),
    "its-suburb": Pair("A Mosul suburb was hit.", ["mosul 2"], "A Mosul family was hit.", ["mosul 1"]),
    "its-fall": Pair("Since Idlib's capture they wait.", ["idlib 1"], "Since Idlib's harvest they wait.", [IDLIB]),
    "fell": Pair("Hama fell on Thursday.", ["hama 1"], "Hama voted on Thursday.", [HAMA]),
    "rank-behind": Pair(
        "They entered Aleppo, the country's largest city.",
        ["aleppo 1"],
        "They entered Aleppo, the country's largest prize.",
        [ALEPPO],
    ),
    "governor": Pair("The Idlib governor resigned.", ["idlib-governorate 3"], "The Idlib teacher resigned.", [IDLIB]),
    "line": Pair("The Homs pipeline burned.", ["homs 2"], "The Homs pipe band played.", ["homs|homs-governorate 3"]),
    "ar-parts-of": Pair("سيطروا على أجزاء واسعة من الموصل.", ["mosul 2"], "خرج جزء من الموصل.", ["mosul 1"]),
    "ar-governor-of": Pair("استقال محافظ إدلب أمس.", ["idlib-governorate 3"], "استقال مدرس إدلب أمس.", [IDLIB]),
    "ar-near": Pair("سقطت قذائف قرب إدلب.", ["idlib 2"], "سقطت قذائف في إدلب.", [IDLIB]),
    "ar-side-of": Pair("احترقت قافلة شمال حماة.", ["hama 2"], "احترقت قافلة في حماة.", [HAMA]),
    "ar-distance": Pair("تقع القاعدة على بعد عشرة كيلومترات من حماة.", ["hama 2"], "جاء عشرة رجال من حماة.", [HAMA]),
    "ar-towards": Pair("تقدم الرتل باتجاه حمص.", ["homs 2"], "بقي الرتل في حمص.", ["homs|homs-governorate 3"]),
    "ar-taken": Pair("سيطرت الفصائل على حماة.", ["hama 1"], "سهرت الفصائل في حماة.", [HAMA]),
}


@pytest.mark.parametrize("rule", PAIRS)
def test_each_cue_reads_its_example_and_not_its_near_miss(rule: str) -> None:
    PAIRS[rule].check(places_in)


@pytest.mark.parametrize("rule", PAIRS)
def test_no_cue_can_be_taken_away(rule: str) -> None:
    CUES.check_needed(rule, PAIRS[rule], places_in)


def test_every_cue_has_a_pair() -> None:
    CUES.check_complete(PAIRS)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("قطعوا طريق دمشق حلب.", ["damascus 2", "aleppo 2"]),
        ("قطعوا عن دمشق حلب الماء.", ["damascus 1", "aleppo|aleppo-governorate 3"]),
        ("أصلحوا خط البصرة حديثة.", ["basra 2", "haditha 2"]),
        ("سقطت قذائف غرب دمشق ومطار تي فور.", ["damascus 2", "t4-base 1"]),
        ("They are 15 km (9 miles) from Homs.", ["homs 2"]),
        ("They stood opposite Yaarubiyah.", ["yaarubiyah 2"]),
        ("They entered Hama, Syria's fourth-largest city.", ["hama 1"]),
    ],
)
def test_roads_lists_and_distances_in_other_words(text: str, places: list[str]) -> None:
    assert places_in(text) == places


def test_only_long_rules_look_at_more_than_a_few_words() -> None:
    for cue in cues.CUES:
        if cue.before and not cue.is_long:
            assert _most_spaces(_parser.parse(cue.before.pattern)) <= cues.FEW_WORDS, cue.name


def _most_spaces(parsed: Any) -> int:
    """Between how many words what a pattern matches can have spaces, with the ones behind its last word."""
    return sum(_spaces(str(operator), value) for operator, value in parsed)


def _spaces(operator: str, value: Any) -> int:
    if operator == "LITERAL":
        return int(value == ord(" "))
    if operator == "IN":
        return int(any(str(kind) == "NEGATE" or one == ord(" ") for kind, one in value))
    if operator == "BRANCH":
        return max(map(_most_spaces, value[1]))
    if operator == "SUBPATTERN":
        return _most_spaces(value[-1])
    if operator in ("MAX_REPEAT", "MIN_REPEAT"):
        _, most, repeated = value
        is_gap = str(repeated) == str(_parser.parse("[ \u00a0]"))
        return 1 if is_gap else _most_spaces(repeated) * int(most)
    assert operator in ("AT", "ASSERT", "ASSERT_NOT")
    return 0


def test_a_rule_may_be_of_six_words() -> None:
    assert cues.told_before("shells fell closer as they said, to the ").rule == "near"
