"""Who speaks in Arabic: for each construction a paragraph that has it, and near it one that doesn't."""

import pytest

from syria_iraq_archive.annotate.mentions import MentionFinder
from syria_iraq_archive.annotate.quotes import QuoteFinder
from syria_iraq_archive.annotate.quotes.arabic_words import tag_arabic
from syria_iraq_archive.registry.load import Registry
from tests.annotate.quotes.test_finder import blocks_of
from tests.annotate.quotes.test_speakers import spoken

QUOTE = "«الطريق مغلق منذ أسبوع»"


def speakers(*paragraphs: str) -> list[str | None]:
    return [speaker for _, speaker, _ in spoken(*paragraphs)]


@pytest.mark.parametrize(
    ("paragraph", "speaker"),
    [
        # The verb comes first, and the subject may be an office with a name.
        ("وقال سعد الربيعي إن {}.", "سعد الربيعي"),
        ("وأكد مدير الناحية سعد الربيعي أن {}.", "مدير الناحية سعد الربيعي"),
        ("وذكر المتحدث باسم الوزارة ليث جواد أن {}.", "المتحدث باسم الوزارة ليث جواد"),
        ("ويقول القيادي في حزب السنبلة كاظم نوري إن {}.", "القيادي في حزب السنبلة كاظم نوري"),
        ("وأضاف عضو مجلس البلدة عن حي النهر سامي داود: {}.", "عضو مجلس البلدة عن حي النهر سامي داود"),
        ("قال رئيس بلدية الجسر، هاني سرور، إن {}.", "رئيس بلدية الجسر، هاني سرور"),
        ("وقالت الحكومة المحلية {}.", "الحكومة المحلية"),
        ("وأعلنت شركة “النخيل” في بيان أن {}.", "شركة “النخيل”"),
        ("وأضاف الإعلامي صباح ناجي أن {}.", "الإعلامي صباح ناجي"),
        ("وقال النائب سمير علي إن {}.", "النائب سمير علي"),
        # The day, the hearer, the occasion and an aside don't belong to the speaker.
        ("وقال الوزير اليوم الأحد إن {}.", "الوزير"),
        ("قالت الممرضة رغد سعيد للجزيرة نت {}.", "الممرضة رغد سعيد"),
        ("وقال لوكالة رويترز سعد الربيعي إن {}.", "سعد الربيعي"),
        ("ويؤكد الربيعي -للجزيرة نت- أن {}.", "الربيعي"),
        ("وقال سعد الربيعي (48 عاما) -وهو سائق من البلدة- للجزيرة نت {}.", "سعد الربيعي"),
        ("وقال المحافظ في مؤتمر صحفي {}.", "المحافظ"),
        ("وقال المحافظ عبر حسابه على فيسبوك {}.", "المحافظ"),
        ("وأوضح في تصريح صحفي مدير المشفى نادر كمال أن {}.", "مدير المشفى نادر كمال"),
        ("قال مدير المعمل، المهندس سعد الربيعي، لعنب بلدي، إن {}.", "مدير المعمل، المهندس سعد الربيعي"),
        ("قال الوزير، أحد مؤسسي الحزب، إن {}.", "الوزير"),
        ("قال المتحدث باسم القوات المسلحة صباح الربيعي إن {}.", "المتحدث باسم القوات المسلحة صباح الربيعي"),
        ("وعلقت النائبة سعاد نوري ساخرة {}.", "النائبة سعاد نوري"),
        ("قالت إلهام نوري إن {}.", "إلهام نوري"),
        ("وعبر مندوب البلدة سعد الربيعي عن قلقه، قائلا إن {}.", "مندوب البلدة سعد الربيعي"),
        ("وقال الوزير إن الخبر وصل عبر مندوب البلدة عن طريق النهر، مضيفا أن {}.", "الوزير"),
        ("ورد عليه النائب سعد الربيعي بأن {}.", "النائب سعد الربيعي"),
        ("وورد النبأ في بيان النائب سعد الربيعي {}.", None),
        # The subject may stand in front of its verb.
        ("لكن مصدراً في الوزارة قال لاحقاً إن {}.", "مصدراً في الوزارة"),
        ("غير أن مصدراً حكومياً قال، مفضلاً عدم ذكر اسمه، إن {}.", "مصدراً حكومياً"),
        ("وصل 50 ضابطا وقال المحافظ إن {}.", "المحافظ"),
        ("سألوا ابني: {}.", None),
        ("لكن المتحدث باسم البلدة خالد شمال يؤكد أن {}.", "المتحدث باسم البلدة خالد شمال"),
        ("وشدد سعد الربيعي خلال مؤتمر صحفي تابعته وكالة البلدة، على أن {}.", "سعد الربيعي"),
        ("وقال سعد الربيعي في بيان نشرته وكالة البلدة إن {}.", "سعد الربيعي"),
        ("ذكرت الوزارة أن أسماء الجرحى لن تعلن {}.", "الوزارة"),
        ("لكن المحافظ قال إن {}.", "المحافظ"),
        ("وكان المحافظ قد قال إن {}.", "المحافظ"),
        ("أما المحافظ، الذي وصل متأخرا، فقال إن {}.", "المحافظ"),
        # Behind the quotation.
        ("{}، قال سعد الربيعي.", "سعد الربيعي"),
        ("{} كما يقول سعد الربيعي.", "سعد الربيعي"),
        ("{}، هكذا يصف سعد الربيعي حال البلدة.", "سعد الربيعي"),
        ("{}، بحسب سعد الربيعي.", "سعد الربيعي"),
        ("{}، وفق ما أعلنه مدير الناحية.", "مدير الناحية"),
        ("{}، على حد تعبير الربيعي.", "الربيعي"),
        ("{}، وفقا لمصدر أمني.", "مصدر أمني"),
        ("ورأى الربيعي أن {}، على حد تعبيره.", "الربيعي"),
        # Somebody reports what another said.
        ("ونقلت الصحيفة عن سعد الربيعي قوله إن {}.", "سعد الربيعي"),
        ("ونقلت الصحيفة عن مصدر أمني لم تسمه قوله إن {}.", "مصدر أمني"),
        ("ونقلت الصحيفة عن مصدر أمني، طلب عدم كشف اسمه، قوله إن {}.", "مصدر أمني"),
        # A participle goes on with the subject of its sentence.
        ("وحث المحافظ على الصبر، مؤكدا أن {}.", "المحافظ"),
        ("وقال سعد الربيعي إن البلدة هادئة، مضيفاً {}.", "سعد الربيعي"),
        ("وتمنى سعد الربيعي (48 عاما) العودة، وقال إن {}.", "سعد الربيعي"),
        ("وقال مصدر مسؤول في قيادة الشرطة للجزيرة نت إن {}.", "مصدر مسؤول في قيادة الشرطة"),
        ("وقال الباحث في شؤون الري، شاهين القرة باغي، عبر حسابه، إن {}.", "الباحث في شؤون الري، شاهين القرة باغي"),
        ("ورحبت ممثلة عن “بيت القصب”، معربة عن أملها بأن {}.", "ممثلة عن “بيت القصب”"),
        ("ونقل البيان عن مصدر مسؤول في القيادة العامة للقوات قوله إن {}.", "مصدر مسؤول في القيادة العامة للقوات"),
        # "According to" in front of the quotation.
        ("وبحسب سعد الربيعي فإن {}.", "سعد الربيعي"),
        ("وختم سعد الربيعي حديثه بالقول {}.", "سعد الربيعي"),
        ("وردّ سعد الربيعي على القرار برسالة قال فيها {}.", "سعد الربيعي"),
        # A headline.
        ("الربيعي: {}", "الربيعي"),
    ],
)  # fmt: skip
def test_a_sentence_names_its_speaker(paragraph: str, speaker: str) -> None:
    assert speakers(paragraph.replace("{}", QUOTE))[-1] == speaker


@pytest.mark.parametrize(
    "paragraph",
    [
        "والأسباب مبررات {}.",  # "reasons", not "giving reasons"
        "وصل الوفد إلى البلدة ورفع لافتة كتب عليها {}.",  # written by nobody who is named
        "ووزعت الجمعية خمسين نسخة من كتب {}.",  # "books", not "he wrote"
        "وتقع القرية بين {} والنهر.",  # "between", not "he explained"
        "وحمل الأطفال لافتة {} أمام المدرسة.",
        "ويُقال {}.",
    ],
)
def test_words_that_report_no_speech_name_nobody(paragraph: str) -> None:
    assert speakers(paragraph.replace("{}", QUOTE)) == [None]


@pytest.mark.parametrize(
    "verb",
    ["وأضاف", "وتابع بحزن", "وأضاف مبتسما", "وأفاد بأنه", "وقال للجزيرة نت إن", "وأردف قائلاً:", "وقال في بيان إن"],
)
def test_a_verb_that_names_nobody_goes_on_with_the_speaker_before(verb: str) -> None:
    assert speakers(f"قال الشاعر ناصر الغراف {QUOTE}.", f"{verb} {QUOTE}.")[-1] == "الشاعر ناصر الغراف"


def test_a_verb_that_names_nobody_is_not_that_of_one_before_whom_no_rule_names() -> None:
    found = speakers(f"قال سعد الربيعي {QUOTE}.", f"ويقاطعها جارها: {QUOTE}.", f"ويضيف: {QUOTE}.")
    assert found == ["سعد الربيعي", None, None]


@pytest.mark.parametrize(
    ("verb", "speaker"),
    [("وتابع بوتين:", "بوتين"), ("وأضافت ماريا", "ماريا"), ("وقال لافروف إن", "لافروف")],
)
def test_a_name_that_looks_like_an_adverb_or_a_hearer_is_a_speaker(verb: str, speaker: str) -> None:
    assert speakers(f"قال الشاعر ناصر الغراف {QUOTE}.", f"{verb} {QUOTE}.")[-1] == speaker


def test_a_sentence_with_a_subject_that_no_pattern_reads_has_no_speaker() -> None:
    """It isn't whoever spoke before."""
    found = speakers(f"قال سعد الربيعي {QUOTE}.", f"لكن الناطق هنا هكذا دائما يقول {QUOTE}.")
    assert found == ["سعد الربيعي", None]


def test_the_speaker_before_may_stand_in_a_paragraph_without_quotations() -> None:
    paragraphs = ("وقال مدير المشفى إن الأدوية نفدت.", "وزاد أن الأطباء ثلاثة.", f"وأضاف {QUOTE}.")
    assert speakers(*paragraphs) == ["مدير المشفى"]


def test_whoever_a_sentence_in_between_names_speaks_on() -> None:
    found = speakers(f"قال سعد الربيعي {QUOTE}. وأكد ليث جواد أن الجسر مفتوح. وأضاف {QUOTE}.")
    assert found == ["سعد الربيعي", "ليث جواد"]


def test_a_verb_with_and_in_front_of_it_begins_the_next_quotation() -> None:
    assert speakers(f"قال سعد الربيعي {QUOTE}، وقال ليث جواد {QUOTE}.") == ["سعد الربيعي", "ليث جواد"]


def test_a_clause_that_begins_behind_a_quotation_says_nothing_of_it() -> None:
    found = speakers(f"قال سعد الربيعي {QUOTE}. كما دعت النقابة الناس. وحسب ليث جواد {QUOTE}.")
    assert found == ["سعد الربيعي", "ليث جواد"]


def test_a_paragraph_that_ends_in_a_colon_introduces_the_next() -> None:
    assert speakers("وقال مدير المشفى في بيان:", QUOTE) == ["مدير المشفى"]


@pytest.mark.parametrize(
    ("paragraph", "named"),
    [
        # A paper or group named in marks speaks, or is told; its name is not what is said.
        ("وقالت «النهر» في بيان {}.", [None, "«النهر»"]),
        ("وقال سعد الربيعي لـ«النهر» إن {}.", [None, "سعد الربيعي"]),
        ("وقال سعد الربيعي «النهر لنا» ثم صمت.", ["سعد الربيعي"]),
        ("ونقلت القناة عن «مصدر رفيع» أن {}.", [None, "«مصدر رفيع»"]),
        ("ونقلت القناة عن «مصدر رفيع» أن الطريق مغلق.", [None]),
        # Nothing but "also" or "and" stands between two quotations of one speaker.
        ("وقال سعد الربيعي إن {}. كذلك، {}.", ["سعد الربيعي", "سعد الربيعي"]),
        ("وقال سعد الربيعي إن {}. ومرت السيارات، {}.", ["سعد الربيعي", None]),
        ("{}، قال سعد الربيعي، و{}.", ["سعد الربيعي", "سعد الربيعي"]),
        # A colon alone doesn't say that somebody speaks.
        ("وقال سعد الربيعي إن {}. والعمليات ثلاث هي: {}.", ["سعد الربيعي", None]),
        # What somebody will pursue is not what they say.
        ("وذكرت الوزارة أنها ستتابع الإجراءات ضد {}.", ["الوزارة"]),
        ("وذكرت الوزارة أنها تتابع: {}.", ["الوزارة"]),
        # A clause that begins with "as" and has an object of its own.
        ("{}، كما قال سعد الربيعي.", ["سعد الربيعي"]),
        ("{}، كما سخر سعد الربيعي من الخبر.", [None]),
        # A sentence about somebody, and then "she says".
        ("وتعيش سلمى التي فقدت بيتها في خيمة. وتقول {}.", ["سلمى"]),
        ("وتعيش سلمى في خيمة. وتقول {}.", [None]),
        # Whose attorney somebody is, and what is spoken of, don't belong to the name.
        ("وقال المحامي جوزيف برهوم الوكيل لعشرين موظفا {}.", ["المحامي جوزيف برهوم"]),
        ("وقال النائب السابق والقيادي في حركة الجسر سامي داود {}.", ["النائب السابق والقيادي في حركة الجسر سامي داود"]),
        ("وأعربت الكاتبة هند المفتي عن غضبها من {}.", ["الكاتبة هند المفتي"]),
        ("وقالت ممثلة عن حي النهر سامية داود {}.", ["ممثلة عن حي النهر سامية داود"]),
        ("وقال البيك سامي داود إن {}.", ["البيك سامي داود"]),
        ("وأعلن البيك مقتل جندي {}.", ["البيك"]),
        # Adverb or name.
        ("وقال بيلوسوف عقب اللقاء {}.", ["بيلوسوف"]),
        ("وقال سعد الربيعي إن {}. وقال بحزن عقب اللقاء {}.", ["سعد الربيعي", "سعد الربيعي"]),
    ],
)
def test_near_constructions_are_told_apart(paragraph: str, named: list[str | None]) -> None:
    assert speakers(paragraph.replace("{}", QUOTE)) == named


@pytest.mark.parametrize(
    ("word", "tag"),
    [
        ("رأى", "V"), ("رأي", "n"), ("يحكي", "V"),
        ("ورأى", "V"), ("بيّن", "V"), ("بين", "O"), ("عبّر", "V"), ("عبر", "O"), ("على", "O"), ("علي", "n"),
        ("يَذكر", "V"), ("يُذكر", "n"), ("سيقول", "V"), ("سعاد", "n"), ("للصحفيين", "L"), ("لهزيمة", "l"),
        ("والقيادي", "H"), ("العراقية", "d"), ("مضيفاً", "G"), ("ضاحكا", "J"), ("داليا", "n"),
    ],
)  # fmt: skip
def test_words_that_look_alike_are_told_apart(word: str, tag: str) -> None:
    assert tag_arabic(word) == tag


@pytest.mark.parametrize(
    ("paragraph", "told_to"),
    [
        (f"قالت الممرضة رغد سعيد للجزيرة نت {QUOTE}.", "al-jazeera"),
        (f"ويؤكد سعيد -للجزيرة نت- أن {QUOTE}.", "al-jazeera"),
        (f"وقال سعيد لوكالة رويترز إن {QUOTE}.", "reuters"),
        (f"وقال عن الجزيرة نت إن {QUOTE}.", None),
    ],
)
def test_the_outlet_that_is_told_is_no_speaker(registry: Registry, paragraph: str, told_to: str | None) -> None:
    blocks = blocks_of([paragraph])
    [quote] = QuoteFinder(registry).find(paragraph, blocks, MentionFinder(registry).find(paragraph, blocks))
    assert (quote.told_to, quote.actor) == (told_to, None)
