"""The rules for labels and for what ties them to an actor: each with an example and a near miss."""

from collections.abc import Callable

import pytest

from syria_iraq_archive.annotate.designations import arabic_labels, arabic_ties, english_labels, ties
from syria_iraq_archive.pipeline import Pipeline
from tests.annotate.designations.readings import found
from tests.rules import Pair, RuleTable

LABELS = RuleTable(english_labels, "LABEL_RULES")
ARABIC_LABELS = RuleTable(arabic_labels, "ARABIC_RULES")
TIES = RuleTable(ties, "TIE_RULES")
ARABIC_TIES = RuleTable(arabic_ties, "ARABIC_TIE_RULES")

Read = Callable[[str], list[str]]
Tied = Callable[[str], list[tuple[str, str | None]]]


@pytest.fixture(scope="module")
def labels(pipeline: Pipeline) -> Read:
    return lambda text: [one.surface for one in found(pipeline, text)]


@pytest.fixture(scope="module")
def tied(pipeline: Pipeline) -> Tied:
    return lambda text: [(one.surface, one.actor) for one in found(pipeline, text)]


LABEL_PAIRS = {
    "loaded-head": Pair(
        "Several Syrian armed factions left the town.",
        ["Syrian armed factions"],
        "Several Syrian armed vehicles left the town.",
        [],
    ),
    "sided-head": Pair("The opposition fighters slept.", ["opposition fighters"], "The border guards slept.", []),
    "of-a-sect": Pair(
        "They met Kurdish authorities.", ["Kurdish authorities"], "They met Kurdish security forces.", []
    ),
    "of-a-nation": Pair("They met Iraqi groups.", ["Iraqi groups"], "They met Iraqi forces.", []),
    "those-who-fight": Pair("They met foreign fighters.", ["foreign fighters"], "They met foreign leaders.", []),
    "new-rulers": Pair(
        "It wrote to the new administration.", ["new administration"], "It wrote to the new leaders.", []
    ),
    "former-of-name": Pair(
        "He knew former Al-Qaeda commanders.", ["former Al-Qaeda commanders"], "He knew Al-Qaeda commanders.", []
    ),
    "judged-state": Pair(
        "They fled the puppet government.", ["puppet government"], "They fled the new government.", []
    ),
    "part-of-party": Pair("They found ISIS cells.", ["ISIS cells"], "They found solar cells.", []),
    "singular-head": Pair("The militia left.", ["militia"], "The militia checkpoint burned.", []),
    "collective": Pair("They met the opposition.", ["opposition"], "They met opposition to the plan.", []),
}

ARABIC_LABEL_PAIRS = {
    "loaded-head": Pair("دخلت الفصائل المسلحة القرية.", ["الفصائل المسلحة"], "دخلت السيارات المسلحة القرية.", []),
    "head-of-party": Pair("انسحبت قوات النظام من القرية.", ["قوات النظام"], "انسحبت قوات الحدود من القرية.", []),
    "sided-head": Pair("اجتمعت الجماعات المتشددة أمس.", ["الجماعات المتشددة"], "اجتمعت الجماعات الفنية أمس.", []),
    "named-and-judged": Pair(
        "حاربوا تنظيم «داعش» الإرهابي.", ["تنظيم «داعش» الإرهابي"], "حاربوا تنظيم «داعش» أمس.", []
    ),
    "of-a-sect": Pair("وصلت القوات الكردية أمس.", ["القوات الكردية"], "وصلت القوات الحكومية أمس.", []),
    "of-a-nation": Pair("وصلت المجموعات العراقية أمس.", ["المجموعات العراقية"], "وصلت القوات العراقية أمس.", []),
    "leaning": Pair("وصلت قوات موالية لإيران أمس.", ["قوات موالية لإيران"], "وصلت قوات من إيران أمس.", []),
    "new-rulers": Pair("رحبوا بالسلطات الجديدة في المدينة.", ["السلطات الجديدة"], "رحبوا بالمدارس الجديدة هناك.", []),
    "judged-state": Pair("قاوموا الدولة المارقة.", ["الدولة المارقة"], "قاوموا الدولة القديمة.", []),
    "part-of-party": Pair("لاحقوا خلايا داعش.", ["خلايا داعش"], "لاحقوا خلايا الدم.", []),
    "rule-of-name": Pair("سقط نظام الأسد في دمشق.", ["نظام الأسد"], "سقط نظام الري في دمشق.", []),
    "collective": Pair("دعموا المعارضة في المدينة.", ["المعارضة"], "دعموا معارضة القرار في المدينة.", []),
    "singular-head": Pair("قتلوا الإرهابي في المدينة.", ["الإرهابي"], "زاروا المبنى الإرهابي في المدينة.", []),
}

TIE_PAIRS = {
    "name-inside": Pair(
        "They fought ISIS gangs.", [("ISIS gangs", "isis")], "They fought pro-ISIS gangs.", [("pro-ISIS gangs", None)]
    ),
    "owned": Pair(
        "They wrote to Syria’s “transitional government” in May.",
        [("transitional government", "syrian-transitional-government")],
        "They wrote to Jordan’s “transitional government” in May.",
        [("transitional government", None)],
    ),
    "name-behind": Pair(
        "They named the terrorist organization PKK.",
        [("terrorist organization", "pkk")],
        "They named the terrorist organization in Syria.",
        [("terrorist organization", None)],
    ),
    "led-by": Pair(
        "They met armed factions led by Hayat Tahrir al-Sham.",
        [("armed factions", "hayat-tahrir-al-sham")],
        "They met armed factions allied with Hayat Tahrir al-Sham.",
        [("armed factions", None)],
    ),
    "such-as": Pair(
        "They met factions like the Sayyid al-Shuhada Brigades.",
        [("factions", "kataib-sayyid-al-shuhada")],
        "They met factions such as Hamas and Islamic Jihad.",
        [("factions", None)],
    ),
    "apposition": Pair(
        "Hezbollah, a Shiite militia, denied it.",
        [("Shiite militia", "hezbollah")],
        "In Syria, a Shiite militia denied it.",
        [("Shiite militia", None)],
    ),
    "predicate": Pair(
        "Hezbollah is a terrorist organization.",
        [("terrorist organization", "hezbollah")],
        "The head of Hezbollah is a terrorist.",
        [("terrorist", None)],
    ),
}

ARABIC_TIE_PAIRS = {
    "name-inside": Pair(
        "لاحقوا عصابات داعش.",
        [("عصابات داعش", "isis")],
        "لاحقوا قوات موالية لحزب الله.",
        [("قوات موالية لحزب الله", None)],
    ),
    "epithet": Pair(
        "حاربوا حركة حماس الإرهابية.",
        [("الإرهابية", "hamas")],
        "حاربوا الجماعة الإرهابية.",
        [("الجماعة الإرهابية", None)],
    ),
    "name-behind": Pair(
        "سموا التنظيم الإرهابي «حزب العمال الكردستاني».",
        [("التنظيم الإرهابي", "pkk")],
        "هاجم المسلحون حزب الله.",
        [("المسلحون", None)],
    ),
    "led-by": Pair(
        "دخلت الفصائل المسلحة بقيادة هيئة تحرير الشام.",
        [("الفصائل المسلحة", "hayat-tahrir-al-sham")],
        "دخلت الفصائل المسلحة مع هيئة تحرير الشام.",
        [("الفصائل المسلحة", None)],
    ),
    "such-as": Pair(
        "دخلت الفصائل المسلحة، أبرزها هيئة تحرير الشام.",
        [("الفصائل المسلحة", "hayat-tahrir-al-sham")],
        "دخلت الفصائل المسلحة، وغادرت هيئة تحرير الشام.",
        [("الفصائل المسلحة", None)],
    ),
    "apposition": Pair(
        "هيئة تحرير الشام، وهي جماعة متشددة، غادرت.",
        [("جماعة متشددة", "hayat-tahrir-al-sham")],
        "غادرت هيئة تحرير الشام، ودخلت جماعة متشددة.",
        [("جماعة متشددة", None)],
    ),
    "predicate": Pair(
        "حزب الله، الذي تعتبره واشنطن منظمة إرهابية، غادر.",
        [("منظمة إرهابية", "hezbollah")],
        "حزب الله، الذي حاربته منظمة إرهابية، غادر.",
        [("منظمة إرهابية", None)],
    ),
}


@pytest.mark.parametrize("rule", LABEL_PAIRS)
def test_each_rule_for_labels_reads_its_example_and_not_its_near_miss(rule: str, labels: Read) -> None:
    LABEL_PAIRS[rule].check(labels)


@pytest.mark.parametrize("rule", LABEL_PAIRS)
def test_no_rule_for_labels_can_be_taken_away(rule: str, labels: Read) -> None:
    LABELS.check_needed(rule, LABEL_PAIRS[rule], labels)


@pytest.mark.parametrize("rule", ARABIC_LABEL_PAIRS)
def test_each_rule_for_arabic_labels_reads_its_example_and_not_its_near_miss(rule: str, labels: Read) -> None:
    ARABIC_LABEL_PAIRS[rule].check(labels)


@pytest.mark.parametrize("rule", ARABIC_LABEL_PAIRS)
def test_no_rule_for_arabic_labels_can_be_taken_away(rule: str, labels: Read) -> None:
    ARABIC_LABELS.check_needed(rule, ARABIC_LABEL_PAIRS[rule], labels)


@pytest.mark.parametrize("rule", TIE_PAIRS)
def test_each_rule_for_ties_reads_its_example_and_not_its_near_miss(rule: str, tied: Tied) -> None:
    TIE_PAIRS[rule].check(tied)


@pytest.mark.parametrize("rule", TIE_PAIRS)
def test_no_rule_for_ties_can_be_taken_away(rule: str, tied: Tied) -> None:
    TIES.check_needed(rule, TIE_PAIRS[rule], tied)


@pytest.mark.parametrize("rule", ARABIC_TIE_PAIRS)
def test_each_rule_for_arabic_ties_reads_its_example_and_not_its_near_miss(rule: str, tied: Tied) -> None:
    ARABIC_TIE_PAIRS[rule].check(tied)


@pytest.mark.parametrize("rule", ARABIC_TIE_PAIRS)
def test_no_rule_for_arabic_ties_can_be_taken_away(rule: str, tied: Tied) -> None:
    ARABIC_TIES.check_needed(rule, ARABIC_TIE_PAIRS[rule], tied)


@pytest.mark.parametrize(
    ("table", "pairs"),
    [(LABELS, LABEL_PAIRS), (ARABIC_LABELS, ARABIC_LABEL_PAIRS), (TIES, TIE_PAIRS), (ARABIC_TIES, ARABIC_TIE_PAIRS)],
)
def test_every_rule_has_a_pair(table: RuleTable, pairs: dict[str, Pair[str, object]]) -> None:
    table.check_complete(pairs)
