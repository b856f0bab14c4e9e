"""Each rule on what only has a place's name has an example, and a near miss."""

import pytest

from syria_iraq_archive.annotate.places import lookalikes
from tests.annotate.places.named import places_in
from tests.rules import Pair, RuleTable

NOT_PLACES = RuleTable(lookalikes, "NOT_PLACES")

PAIRS = {
    "body": Pair("He studied at Mosul University.", [], "He studied in Mosul.", ["mosul 1"]),
    "body-of": Pair("He teaches at the University of Mosul.", [], "The universe of Mosul is small.", ["mosul 1"]),
    "operation": Pair("They began Operation Manbij.", [], "They began an operation in Manbij.", ["manbij 1"]),
    "accord": Pair("The Paris Agreement binds them.", [], "They agreed in Paris.", ["paris 1"]),
    "goods": Pair("She sells Mosul pepper and oil.", [], "She sells pepper in Mosul.", ["mosul 1"]),
    "title-before": Pair("They met Sheikh Manbij there.", [], "They met the sheikh in Manbij.", ["manbij 1"]),
    "given-name": Pair("The novel is by Jack London.", [], "The novel is set in London.", ["london 1"]),
    "ar-body": Pair("درس في جامعة الموصل.", [], "درس في الموصل.", ["mosul 1"]),
    "ar-council": Pair("قال مجلس الرستن المحلي.", [], "قال المجلس في الرستن.", ["rastan 1"]),
    "ar-person": Pair("قال السيد تكريت ذلك.", [], "قال ذلك في تكريت.", ["tikrit 1"]),
    "ar-goods": Pair("باع صابون منبج.", [], "باع الصابون في منبج.", ["manbij 1"]),
}


@pytest.mark.parametrize("rule", PAIRS)
def test_each_rule_reads_its_example_and_not_its_near_miss(rule: str) -> None:
    PAIRS[rule].check(places_in)


@pytest.mark.parametrize("rule", PAIRS)
def test_no_rule_can_be_taken_away(rule: str) -> None:
    NOT_PLACES.check_needed(rule, PAIRS[rule], places_in)


def test_every_rule_has_a_pair() -> None:
    NOT_PLACES.check_complete(PAIRS)


@pytest.mark.parametrize(
    "text",
    [
        "Damascus said it would wait.",
        "Talks between Baghdad and Erbil failed.",
        "It is loyal to Damascus.",
        "He had a message from Baghdad for them.",
        "Tehran's support matters.",
        "The pro-Damascus fighters left.",
        "Washington has threatened sanctions.",
        "They rely on Moscow for arms.",
        "قالت بغداد إنها ترفض ذلك.",
        "توترت العلاقات بين دمشق وبغداد.",
        "نددت أنقرة بالقرار.",
        "وصل دعم مع موافقة طهران.",
    ],
)
def test_a_capital_that_acts_is_its_government(text: str) -> None:
    """A government is no place."""
    assert places_in(text) == []


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("They met in Damascus.", ["damascus 1"]),
        ("A bomb shook Baghdad's Karrada district.", ["baghdad 1", "karrada 1"]),
        ("The road between Baghdad and Mosul was cut.", ["baghdad 2", "mosul 2"]),
        ("Damascus was bombed at night.", ["damascus 1"]),
        ("Rockets hit the outskirts of Damascus.", ["damascus 2"]),
        ("التقوا في بغداد أمس.", ["baghdad 1"]),
        ("وصل الوفد إلى العاصمة دمشق.", ["damascus 1"]),
        ("قطعوا الطريق بين بغداد والموصل.", ["baghdad 2", "mosul 2"]),
    ],
)
def test_a_capital_in_which_something_happens_is_a_place(text: str, places: list[str]) -> None:
    assert places_in(text) == places


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Hit songs were played all night.", []),
        ("A bomb went off in Hit, Anbar.", ["hit 1", "anbar-governorate 3"]),
        ("Rania said no.", []),
        ("Shops closed in the town of Ranya.", ["ranya 1"]),
        ("في بلد مثل هذا لا بد من الحوار.", []),
        ("انفجرت سيارة في قضاء بلد أمس.", ["balad-district 3"]),
        ("هذا هو الباب الوحيد للحل.", []),
        ("انفجرت سيارة في مدينة الباب.", ["bab 1"]),
        ("زار القائم بالأعمال الوزارة.", []),
        ("انفجرت عبوة قرب القائم في الأنبار.", ["qaim 2", "anbar-governorate 3"]),
    ],
)
def test_a_name_that_is_another_word_needs_words_for_a_place(text: str, places: list[str]) -> None:
    """Towns named like common words, and persons named like towns."""
    assert places_in(text) == places


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("The Kurdistan Region President spoke.", []),
        ("Schools opened in the Kurdistan Region.", ["kurdistan-region 3"]),
        ("The Syrian Democratic Forces left Manbij.", ["manbij 1"]),
        ("The Islamic State held Raqqa province.", ["raqqa-governorate 3"]),
        ("Iraq and Syria are at war in northern Syria.", []),
    ],
)
def test_nothing_inside_an_actors_name_and_no_country_is_a_place(text: str, places: list[str]) -> None:
    """But an actor may be a place, too."""
    assert places_in(text) == places
