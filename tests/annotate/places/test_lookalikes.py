"""Each rule on what only has a place's name has an example, and a near miss."""

import pytest

from syria_iraq_archive.annotate.places import lookalikes
from syria_iraq_archive.spans import Span
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
    "ar-body-for": Pair("أصدرت قيادة شرطة نينوى بيانا.", [], "أصدرت الشرطة بيانا في نينوى.", ["nineveh-governorate 3"]),
    "ar-protectors": Pair("قال حماة البيئة ذلك.", [], "وصل الوفد حماة أمس.", ["hama|hama-governorate 3"]),
    "ar-always-before": Pair("كان دوما صديقا لهم.", [], "سقطت قذائف في دوما.", ["douma 1"]),
    "ar-always-behind": Pair("الأهالي دوما يقولون ذلك.", [], "الأهالي في دوما قالوا ذلك.", ["douma 1"]),
    "ar-birthplace": Pair(
        "عاد إلى سراقب - مسقط رأسه.", ["saraqib 1"], "عاد إلى سراقب ومسقط أمس.", ["saraqib 1", "muscat 1"]
    ),
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
        "توصلت دمشق إلى اتفاق.",
        "أربيل تطالب بغداد بالرواتب.",
        "اتهمت إيران تل أبيب بالهجوم.",
        "دعت المنظمة الدولية بغداد إلى ضبط النفس.",
        "وكان المجلس قد طالب بغداد بإرسال تعزيزات.",
        "أعلنت الوزارة معارضة طهران للعملية.",
        "The Erbil-Baghdad talks failed.",
        "He shifted Moscow's strategic calculus.",
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
        ("استضافت بغداد المؤتمر.", ["baghdad 1"]),
        ("زار بغداد بدعوة من البرلمان.", ["baghdad 1"]),
        ("تحتضن دمشق المعرض.", ["damascus 1"]),
        ("دعا محتجون وسط بغداد إلى الإضراب.", ["baghdad 2"]),
        ("دعت الهيئة أهالي بغداد إلى الحذر.", ["baghdad 1"]),
        ("The Erbil-Baghdad road reopened.", ["erbil 2", "baghdad 2"]),
        ("A bomb shook Baghdad's heavily fortified Green Zone.", ["baghdad 1", "green-zone 1"]),
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
        ("قال الصدر من بغداد إنه باق.", ["baghdad 1"]),
        ("قتل ثلاثة في الباب شمالي سوريا.", ["bab 1"]),
        ("فتح الباب شمالي سوريا أمامهم.", []),
        ("عاد إلى الدور قرب تكريت.", ["dawr 1", "tikrit 2"]),
        ("He moved to Balad, north of Baghdad.", ["balad 1", "baghdad 2"]),
        ("Jets Hit Syrian base.", []),
        ("They stayed in Hit, western Iraq.", ["hit 1"]),
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


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("في مدينة سراقب، وإن فرقه عملت.", ["saraqib 1"]),
        ("في مدينة سراقب، وان فرقه عملت.", ["saraqib 1"]),
        ("في ديار بكر ووان وهكاري.", ["diyarbakir 1", "van 1", "hakkari 1"]),
        ("أكلوا الحمص بالزيت.", []),
        ("خرجوا من حمص أمس.", ["homs|homs-governorate 3"]),
        ("قال علي البصري ذلك.", []),
        ("خرجوا من بصرى أمس.", ["bosra 1"]),
        ("قالوا دوماً ذلك.", []),
    ],
)
def test_the_letters_printed_show_that_it_is_another_word(text: str, places: list[str]) -> None:
    """A joined "and", an article that the name hasn't, the ending of "of Basra", that of an adverb."""
    assert places_in(text) == places


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("سقطت قذيفة على حي الزهراء في حمص.", ["homs|homs-governorate 3"]),
        ("سقطت قذيفة على حي الزهراء بحلب.", ["zahraa-aleppo 1", "aleppo-governorate 3"]),
        ("انفجرت سيارة في مدينة الثورة شرقي بغداد.", ["baghdad 2"]),
        ("انفجرت سيارة في مدينة الثورة غربي الرقة.", ["tabqa 1", "raqqa 2"]),
        ("عاد إلى مدينة جنين بالضفة الغربية.", ["jenin 1", "west-bank 3"]),
    ],
)
def test_a_place_lies_where_the_text_says(text: str, places: list[str]) -> None:
    """A namesake that the gazetteer doesn't know is no place."""
    assert places_in(text) == places


@pytest.mark.parametrize(
    "before",
    [
        *("ties between ", "ties between the ", "a deal with ", "loyal to ", "backed by ", "pressure on ", "aid from "),
        *("approval of ", "to urge ", "it urges ", "He Urged ", "urging ", "close to both ", "pro-", "ANTI-"),
        *("“anti–", "they were loyal to \n"),
    ],
)
def test_every_word_that_shows_a_government_before_its_seat_is_known_by_its_end(before: str) -> None:
    name = Span(len(before), len(before) + 5)
    assert lookalikes.means_government(f"{before}Mosul.", name, name)
