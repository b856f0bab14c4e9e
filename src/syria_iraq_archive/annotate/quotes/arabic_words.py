"""Tells what an Arabic word does in a sentence that reports speech, as one letter: its tag.

The patterns of `arabic` are written in these letters::

    V  verb of speech, with the subject in it or behind it          w  verb that introduces speech only right before it
    U  "reported from", whose speaker is named behind عن            G  "adding", "saying": a participle of speech
    Y  "his saying"                                                 K  "according to"
    C  "that"                                                       D  قد, behind which a verb has its subject before it
    H  whoever holds an office or has a trade: "the minister"       n  any other word: a name
    d  any other word with the article                              E  an occasion of speech: "a statement"
    T  what names itself by a quotation: "the party “…”"
    F  preposition that may be inside a name ("the leader in …")    a  عن, "from" or "about"
    O  any other preposition
    L  "to Reuters": whoever is told                                 k  "to the agency", with its name behind it
    z  the end of an outlet's name: نت, برس                         l  another word with "to" in front of it
    S  "this"                             b  "in the name of", "for the affairs of"
    M  day or other time                                            J  adverb, preposition with a pronoun
    x  "the wording of"                                             e  "his statement", "her account"
    c  "as", behind a quotation
    A  أما, "as for"                                                R  "who", "while", "but"
    Q  quotation                                                    ,  ;  :  -  ?  .  punctuation

Words are compared folded: without vowel signs, with one alef and one ya.
"""

from collections.abc import Iterator
from functools import cache, lru_cache

from syria_iraq_archive.patterns import later

SIGNS = later("[\u064b-\u065f\u0670\u0640\u200c-\u200f\u202a-\u202e\u2066-\u2069]")
"""What folding takes out: vowel signs, and marks that aren't seen."""
_LETTERS = tuple(zip("أإآٱىئؤ", "ااااييو", strict=True))
_OF_WORD = r"[\w\u064b-\u065f\u0670\u0640\u200c-\u200f]*"

WORD = rf"[^\W_]{_OF_WORD}(?:[\-'’](?=[^\W_]){_OF_WORD})*"
"""A word with its vowel signs, which Python doesn't count as letters of a word."""


def fold_arabic_text(text: str) -> str:
    """A text without vowel signs and direction marks, with one form of alef and of ya."""
    folded = SIGNS.sub("", text)
    for letter, plain in _LETTERS:
        folded = folded.replace(letter, plain)  # many times as fast as `str.translate`
    return folded


@lru_cache(maxsize=1 << 14)  # most words of a text come again and again
def fold_arabic(word: str) -> str:
    """The same of a word.

    >>> fold_arabic("مضيفاً"), fold_arabic("أكّد"), fold_arabic("رأى")
    ('مضيفا', 'اكد', 'راي')
    """
    return fold_arabic_text(word)


# Verbs of speech: the past and the present of each, "he".
_SPEECH = """
قال يقول, أضاف يضيف, أوضح يوضح, أكد يؤكد, ذكر يذكر, أعلن يعلن, صرح يصرح, أشار يشير, شدد يشدد, لفت يلفت, تابع يتابع,
اعتبر يعتبر, رأى يرى, كتب يكتب, كشف يكشف, أفاد يفيد, حذر يحذر, نفى ينفي, دعا يدعو, وصف يصف, زعم يزعم, تساءل يتساءل,
رد يرد, اتهم يتهم, طالب يطالب, نوه ينوه, أردف يردف, استطرد يستطرد, ختم يختم, اختتم يختتم, أعرب يعرب, علق يعلق,
استدرك يستدرك, استرسل يسترسل, أقر يقر, اعترف يعترف, روى يروي, حكى يحكي, غرد يغرد, توقع يتوقع, رجح يرجح, انتقد ينتقد,
ندد يندد, استنكر يستنكر, كرر يكرر, جدد يجدد, توعد يتوعد, هدد يهدد, تعهد يتعهد, أقسم يقسم, خاطب يخاطب, سأل يسأل,
أجاب يجيب, هتف يهتف, همس يهمس, أكمل يكمل, أخبر يخبر, تحدث يتحدث, شرح يشرح, فسر يفسر, لخص يلخص,
ألمح يلمح, لمح يلمح, نبه ينبه, ناشد يناشد, أوصى يوصي, اقترح يقترح, قدر يقدر, جزم يجزم, أورد يورد, برر يبرر, عزا يعزو,
سخر يسخر, تمنى يتمنى, استذكر يستذكر, استهل يستهل, عبر يعبر, استغرب يستغرب, خلص يخلص, رحب يرحب, طمأن يطمئن,
اشتكى يشتكي, شكا يشكو, اعتقد يعتقد, استبعد يستبعد, أوجز يوجز, أشاد يشيد, ادعى يدعي, احتج يحتج, تعجب يتعجب, أبدى يبدي,
شبه يشبه, لقب يلقب, بين يبين, حث يحث, أيد يؤيد, أثنى يثني,
هنأ يهنئ, أصر يصر, نصح ينصح, فند يفند, عقب يعقب, أنذر ينذر, استعرض يستعرض
"""
_BESIDE = """
زاد يزيد, واصل يواصل, مضى يمضي, ذهب يذهب, سجل يسجل, بدأ يبدأ, أنهى ينهي, صاح يصيح, صرخ يصرخ, نشر ينشر, أضحى يضحي,
تذكر يتذكر, قرأ يقرأ, عاد يعود, اكتفى يكتفي, أدرك يدرك, قاطع يقاطع, ابتسم يبتسم, تنهد يتنهد
"""
_FROM = "نقل ينقل"
_PARTICIPLES = """
قائل مضيف مؤكد مشير موضح مشدد لافت معتبر مبين محذر متهم واصف داع داعي ناف معرب معلق مردف متابع كاشف منوه مطالب متسائل
مختتم زاعم مستدرك معلن مخاطب منبه مذكر مستطرد مبرر معقب متوعد مهدد متعهد مجيب مستشهد مستنكر مندد منتقد مرجح متوقع
مستغرب عازي معبر مستشهد مسترسل خاتم مستعرض مستبعد متمني ملمح مصرح مشبه مطمئن مناشد
"""
_TAGGED = {
    "Y": "قوله قولها قولهم قولهما قولهن تعبيره تعبيرها تعبيرهم القول بالقول بقوله بقولها بقولهم قائلين قول",
    "K": "بحسب حسب وفق وفقا حسبما بحسبما وفقما نقلا لسان برأي برأيه حد كحد",
    "C": """
إن أن بأن أنه أنها أنهم أنهما بأنه بأنها بأنهم إنه إنها إنهم إنهما أنني إنني إننا أننا فإن لقد بأنني لأن ألا
""",
    "V": "أبلغ أبلغت أبلغوا",
    "D": "قد",
    "x": "تعبير",
    "d": """
للدراسات لحقوق للحقوق للأنباء للبحوث للأبحاث للأمم للعلوم للإغاثة للتنمية للإعلام للاجئين للطاقة للسلام للهلال
للعمليات للقوات
للهجرة للانتخابات للطوارئ للثقافة للعلاقات للطفولة للصحة للزراعة للإحصاء للاستخبارات للمخابرات للدفاع لمكافحة لدعم
لحماية
لإعادة لرعاية لتحرير لتنسيق للسياسات للحوار للتخطيط للتأهيل للإعمار للجيش للشرطة للحكومة لوزارة لقوات لمجلس للجنة
""",
    "l": "ل",
    "z": "برس نيوز نت تايمز بوست تي في",
    "a": "عن",
    "F": "في من لدى وفي ومن ولدى بمن بهذا بهذه",
    "O": """
إلى على مع عند حول خلال بعد قبل منذ حتى بين ضد عبر ضمن عقب إثر أثناء بشأن نحو رغم وسط تجاه فوق تحت أمام خلف
حيال إزاء وعن ب ك رفض رفضت رفضوا فضل فضلت طلب طلبت طلبوا اشترط اشترطت آثر آثرت تحفظ تحفظت بخصوص لدن سوى غير ردا وعلى
ومع وخلال وبعد وقبل ومنذ وعبر وعند وبين وحول وعقب بسبب لكون كون جراء بهدف
بغية بعيد قبيل
عدم دون بدون داخل خارج قرب جنوب شمال شرق غرب بحضور برفقة بصفته بصفتها باعتباره باعتبارها تعليقا تعقيبا بموجب
""",
    "b": "باسم بشؤون لشؤون بلسان",
    "M": """
أمس اليوم غدا الأحد الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت يوم مساء صباح ليل ليلة ظهر فجر
الأسبوع الشهر الماضي الجاري الحالي المقبل أول الآن لاحقا سابقا مؤخرا آنذاك حينها وقتها حينئذ قريبا
""",
    "J": """
أيضا كذلك بدوره بدورها بدورهم هنا هكذا عنه عنها عنهم له لها لهم لنا به لي لك بها بهم منه منها إليه إليها عليه عليها
معه معها بذلك هناك دائما حرفيا صراحة علنا جميعا فقط مجددا مرارا تماما نصا خطيا شفهيا هاتفيا بالحرف بالنص إذن
إذا حينما عندها قريبا كثيرا قليلا تقريبا لذلك لهذا ساخرة غاضبة باكية ضاحكة مبتسمة متهكمة مازحة
""",
    "A": "أما وأما",
    "R": """
الذي والذي التي والتي الذين اللذين اللتين اللواتي حيث بينما فيما لكن لكنه لكنها لكنهم ولكن ولكنه ولكنها إذ إذا وهو وهي
وهم هو هي هم مما ما ماذا بما وما ممن وكان وكانت كان كانت وقد وكانوا يكون وإن وأن وأنه وأنها وإنه وبأن وإنها أو
ثم بل لا لم لن ولم ولن ولا ليس وليس هل كيف لماذا متى أين أي عندما حين وحين حال فور لما طالما ريثما غير بيد
أنما إنما فيه فيها فيهم تابعته تابعتها تابعه تابعها أوردته أوردتها نشرته نشرتها نقلته نقلتها بثته بثتها تلقته تلقتها
""",
    "c": "كما وكما مثلما",
    "S": "أكثر وأكثر أقل هذا هذه ذلك تلك هؤلاء وهذا وهذه وذلك وتلك",
    "E": """
بيان تصريح تصريحات حديث مقابلة لقاء كلمة خطاب تغريدة تغريدات منشور تدوينة حوار رسالة مؤتمر جلسة اجتماع ندوة
اتصال مكالمة حساب صفحة تقرير مقال ختام افتتاح مستهل معرض سياق وقت حين حفل إحاطة إفادة زيارة نص مقطع فيديو
هامش هذا إطار جانب قناة تويتر فيسبوك منصة إكس تلغرام إنستغرام البيان تعليق عام أعقاب خضم ظل بداية نهاية مطلع
""",
    "e": """
كلمته كلمتها خطابه خطابها حسابه حسابها حسابهم صفحته صفحتها رده ردها إجابته حديثه حديثها حديثهم بيانه بيانها
تصريحه تصريحها تصريحاته لقائه لقائها مقابلته زيارته زيارتها اجتماعه لقاءه جهته جانبه جانبها جهتها ناحيته
تأكيده تأكيدها رفضه رفضها دعوته دعوتها تحذيره تحذيرها موقفه موقفها مطالبته مطالبتها ترحيبه ترحيبها استعداده
استعدادها التزامه التزامها اتهامه اتهامها قلقه قلقها ثقته ثقتها أمله أملها ناحيتها طرفه جهتهم جانبهم اتصاله حوارها
تعليقه تعليقها
""",
    "T": """
شركة حزب حركة مؤسسة قناة صحيفة وكالة موقع منظمة تنظيم جماعة كتلة تحالف ائتلاف لواء فصيل مجموعة تنسيقية مجلة
إذاعة جريدة كتائب سرايا فرقة جمعية رابطة هيئة مبادرة مركز شبكة منصة
""",
}
# Whoever holds an office, has a trade or is a source. The article, the feminine and plural endings are added.
_HUMANS = """
وزير رئيس مسؤول مصدر قيادي عضو نائب خبير باحث ناشط متحدث ناطق مدير قائد ضابط شاهد طبيب أستاذ محلل مراسل صحفي
صحافي كاتب مستشار أمين ممثل سفير مبعوث نقيب شيخ مواطن مزارع تاجر معلم محام محامي قاض قاضي عميد عقيد لواء
فريق جنرال مختار محافظ قائممقام شاعر روائي ناقد أكاديمي دكتور مهندس صيدلاني إعلامي فنان مخرج سياسي برلماني
زعيم مرشد ملك أمير رئيسة بطريرك أسقف كاهن إمام مفتي خطيب وكيل منسق عامل موظف نازح لاجئ متظاهر مقاتل جندي
شرطي سائق صاحب مالك مؤلف مترجم مؤرخ عالم مستشارة مفتش مفوض مقرر مندوب دبلوماسي حاكم عمدة قنصل نظير زميل شقيق
والد والدة زوجة ابن أب أم جار صديق قريب ممرض رجل امرأة شاب فتاة سيدة سيد مربي مصادر مسؤولون مسؤولين شهود
ناشطون ناشطين خبراء نواب وزراء ضباط سكان أهالي مدرس رئاسة وزارة قيادة لجنة هيئة مديرية مجلس منظمة قوات جيش
حكومة بيان محكمة شرطة سفارة مكتب دائرة جهاز حزب حركة مفوضية بعثة نقابة جمعية شركة مركز خلية كاتبة مختص متخصص
مراقب محقق مستثمر منتج مدرب لاعب مدون ناشر محرر معارض مرشح ناخب داعية راهب مطران قس حاخام سلطان خليفة نقيبة
زوج شقيقة ابنة عم خال حفيد جد جدة سجين معتقل ناج جريح ضحية مهجر مرضى مريض جراح صياد نجار خباز راع فلاح عمال
سيناتور جنرال كولونيل لورد حاخام مبعوثة طلاب ناشطة حقوقي قانوني خبيرة محللة دبلوماسية
"""
_NAMES_LIKE_ADVERBS_WORDS = """
ماريا ناديا داليا رانيا تانيا صونيا موسى ميركل مايا مارتا ماجدا منيا مالطا كاميرا راميا سامرا لاميا
"""
_NAMES_LIKE_ADVERBS = frozenset(map(fold_arabic, _NAMES_LIKE_ADVERBS_WORDS.split()))
_NAMES_IN_BA_WORDS = """
بشار بهجت برهم باسم بلال بدر بسام بهاء بكر براء بسمة بشرى بثينة بان باقر بنيامين بافل باراك بيدرسون بيل
بوتين بلينكن بايدن بري بوريل بوغدانوف باسل باسيل بطرس بولس بارزاني برزاني بومبيو بولتون بوش بلير بغداد بيروت
باريس برلين بكين بروكسل بوريطة بلوان بندر بابكه بنكيران باشاغا بلاسخارت بخاري بركات بدوي بيطار برزنجي بكداش
بارود بيشوا بهلوي بسيسو بابان بختيار بهروز بنزيما بوتفليقة بقائي باقري بزشكيان بنجامين بورقيبة بشير بلقيس برنار
بريت بيلاروس برنامج بيان بلدية بنك بعثة بطريرك بعض باحث باحثة برلماني برلمانية بيت بلد بن بنت
"""
_MANNER_WORDS = """
بحزن بغضب بثقة بصوت بهدوء بمرارة بأسى بألم بحسرة بسخرية بفخر بقلق بحدة بشدة بصراحة بوضوح بحزم بلهجة بحماس بفرح بابتسامة
بدموع بتهكم باستغراب بدهشة بإيجاز باختصار بخجل بحذر بخوف بيأس بأمل بتفاؤل بتشاؤم بنبرة بكلمات بعفوية بحرقة بامتعاض بلغة
بشكل بطريقة بتأثر بحرارة بعصبية بسعادة بارتياح بتردد باعتزاز بحنق بهمس ببكاء ببساطة ببرود ببطء
"""
_MANNERS = frozenset(map(fold_arabic, _MANNER_WORDS.split()))
_NAMES_IN_BA = frozenset(map(fold_arabic, _NAMES_IN_BA_WORDS.split()))
_NAMES_IN_LAM_WORDS = """
لبنان ليبيا لندن لطيف لطيفة لؤي ليث لافروف لمى لينا ليلى لجنة لواء لقمان لودريان لورا لوكا لارا لميس لوبان
لوسي ليز لاريجاني لقاء لاجئ لاجئة لاجئون لولا لولوة ليندا لاعب لسان لدى لكن لقد لذلك لهذا لحود لحام لوبيز
لطفي لافارج لامي لوكاشينكو لولي
"""
_NAMES_IN_LAM = frozenset(map(fold_arabic, _NAMES_IN_LAM_WORDS.split()))


def _verb_forms(past: str, present: str, *, with_object: bool) -> Iterator[str]:
    """He, she, they in the past; he, she, they in the present; if asked for, each also with "it" behind it."""
    stem = past[:-1] + "ا" if past.endswith("ى") else past
    feminine = f"{past[:-1]}ت" if past.endswith(("ى", "ا")) else f"{past}ت"
    plural = f"{past[:-1]}وا" if past.endswith(("ى", "ا")) else f"{past}وا"
    bare = present[1:]
    plain = (past, feminine, plural, f"{stem}ا", f"ي{bare}", f"ت{bare}", f"ن{bare}")
    yield from plain
    if not with_object:
        return
    yield from (f"{stem}ه", f"{stem}ها", f"{feminine}ه", f"{feminine}ها", f"ي{bare}ه", f"ت{bare}ه", f"ي{bare}ها")
    yield from (f"ي{bare}ون", f"ي{bare}ان", f"ت{bare}ان", f"{feminine}ا")


def _verbs(pairs: str, *, with_object: bool = True) -> Iterator[str]:
    for pair in pairs.replace("\n", " ").split(","):
        past, present = pair.split()
        yield from map(fold_arabic, _verb_forms(past, present, with_object=with_object))


def _humans() -> Iterator[str]:
    for word in map(fold_arabic, _HUMANS.split()):
        yield from (word, f"{word}ة", f"{word}ان", f"{word}تان", f"{word}ون", f"{word}ين", f"{word}ات")


def _participles() -> Iterator[str]:
    for word in map(fold_arabic, _PARTICIPLES.split()):
        yield from (f"{word}ا", f"{word}ة", f"{word}ين")


def _words() -> Iterator[tuple[str, str]]:
    """Each listed word with its tag. Of a word listed twice, the later counts."""
    yield from ((word, "H") for word in _humans())
    yield from ((word, "w") for word in _verbs(_BESIDE, with_object=False))
    yield from ((word, "V") for word in _verbs(_SPEECH))
    yield from ((word, "U") for word in _verbs(_FROM))
    yield from ((word, "G") for word in _participles())
    for tag, words in _TAGGED.items():
        yield from ((fold_arabic(word), tag) for word in words.split())


@cache
def _tags() -> dict[str, str]:
    """The tag of each listed word; made when the first Arabic quotation is read."""
    return dict(_words())


# Words that look like a verb of speech, and are one only if a sign or a conjunction says so.
_VERB_IF_MARKED = frozenset({"بين", "عبر", "رد", "بيان"})
_WILL_PURSUE = frozenset({"سيتابع", "ستتابع", "سيواصل", "ستواصل"})  # of these, only the past reports speech
_ENDS_IN_ALEF = frozenset(
    fold_arabic(pair.split()[0])
    for pair in (_SPEECH + _BESIDE).replace("\n", " ").split(",")
    if pair.split()[0].endswith("ى")
)
_DOUBLED, _U = "\u0651", "\u064f"
_HAL = later("م..+ا|.ا..ا|..[وي].ا")  # "smiling", "laughing": how somebody speaks
_OUTLETS = later("ل(?:وكال|قنا|صحيف|موقع|اذاع|تلفزيون|شبك|مجل|جريد|برنامج|مراسل)")
_HEARERS = later("لل|ل(?:رويترز|فرانس|سكاي|العربي)")


@lru_cache(maxsize=1 << 13)  # most words of a text come again and again
def tag_arabic(word: str) -> str:
    """The tag of a word by itself.

    >>> [tag_arabic(word) for word in ("وأضاف", "مضيفاً", "الوزير", "للصحفيين", "مبتسما", "بيّن", "بين", "سعاد")]
    ['V', 'G', 'H', 'L', 'J', 'V', 'O', 'n']
    """
    folded = fold_arabic(word)
    tag = _listed(folded, word) or _by_shape(folded, word)
    if folded == "علي" and word.endswith("ي"):  # the name, not على
        return "n"
    if tag in "VUw" and (word[1:2] == _U or _is_noun_in_ya(folded, word)):  # "is said", which names no speaker
        return "n"
    return tag


def _listed(folded: str, word: str) -> str | None:
    """The tag of a listed word, also with "and", "so" or the article in front of it."""
    is_joined = len(folded) > 3 and (folded[0] in "وف" or (folded[0] == "س" and folded[1] in "يت"))
    joined = folded[1:] if is_joined else ""
    if _DOUBLED in word and (folded in _VERB_IF_MARKED or folded[1:] in _VERB_IF_MARKED):
        return "V"
    if tag := _tags().get(folded):
        return tag
    if folded in _WILL_PURSUE:
        return "n"
    if joined in _VERB_IF_MARKED:
        return "V"
    if (tag := _tags().get(joined, "")) and tag in "VUGwHK":
        return tag
    bare = _tags().get(_article_off(joined or folded)) or _tags().get(_article_off(folded))
    return bare if bare in ("H", "E", "T") else None


# Whoever says something as the object of "that" or "but": لكن مصدراً قال. Not متحدثاً, which is "speaking", too.
_ACCUSATIVES_WORDS = """
مصدر مسؤول قيادي ضابط خبير ناشط دبلوماسي نائب صحفي صحافي مستشار شاهد معارض
"""
_ACCUSATIVES = frozenset(f"{word}ا" for word in map(fold_arabic, _ACCUSATIVES_WORDS.split()))


def is_accusative(word: str) -> bool:
    """Whether a word with the ending of an object says who speaks.

    >>> is_accusative("مصدراً"), is_accusative("متحدثاً"), is_accusative("مصدر")
    (True, False, False)
    """
    folded = fold_arabic(word)
    return folded in _ACCUSATIVES or folded.removeprefix("و") in _ACCUSATIVES


def _by_shape(folded: str, word: str) -> str:
    """The tag of a word that isn't listed."""
    if is_accusative(word):
        return "H"
    if word.endswith(("اً", "ًا")) or (_HAL.fullmatch(folded) and folded not in _NAMES_LIKE_ADVERBS):
        return "J"
    if folded.startswith("بال") and len(folded) > 5:
        return "b"
    if folded.startswith("ل") and len(folded) > 3 and folded not in _NAMES_IN_LAM:
        return "k" if _OUTLETS.match(folded) else "L" if _HEARERS.match(folded) else "l"
    if word.startswith(("إ", "أ")):  # "Ilham", "Germany": no article is written so
        return "n"
    return "d" if folded.startswith(("ال", "وال")) else "n"


def _is_noun_in_ya(folded: str, word: str) -> bool:
    """Whether a word that reads like a verb is written with ya at its end, as a noun: رأي, not رأى."""
    return word.endswith("ي") and (folded[1:] if folded[0] in "وف" else folded) in _ENDS_IN_ALEF


NOUN_LIKE = frozenset({"نقل", "كتب", "ذكر", "رد", "وصف", "ختم", "كشف", "شرح", "نشر", "قدر", "حث", "سجل"})
"""Verbs that are nouns behind a preposition or another noun: كتب, "he wrote" or "books"."""

_TAKES_BA = later("ندد|افاد|طالب|رحب|اشاد|توعد|اتهم|تعهد|نصح|وعد|اعترف|وصف|هدد|اقر|استشهد")


def takes_ba(verb: str) -> bool:
    """Whether what a verb speaks of follows with ب: "he condemned the absence of …".

    >>> takes_ba("وندد"), takes_ba("قال")
    (True, False)
    """
    return _TAKES_BA.search(fold_arabic(verb)) is not None


_TAKES_PERSON = later("[وف]?[يتن]?(?:ا?بلغ|ا?خبر|خاطب|ناشد|طالب|ا?تهم|ا?صف|وصف|حث|سال)[توهاني]{0,3}")


def takes_person(verb: str) -> bool:
    """Whether whom or what a verb speaks to or of may follow its subject without a preposition: "X told Reuters".

    >>> takes_person("وأبلغ"), takes_person("قال")
    (True, False)
    """
    return _TAKES_PERSON.fullmatch(fold_arabic(verb)) is not None


_SPEAKS_OF = later("[وف]?(?:اعرب|[يت]عرب|عبر|[يت]عبر|كشف|[يت]كشف|دافع|[يت]دافع|تحدث|[يت]تحدث)[تو]?ا?")
_ONLY_SAYS = later("[وف]?(?:قال|[يت]قول|اضاف|[يت]ضيف|اردف|[يت]ردف|غرد|[يت]غرد|صرخ|[يت]صرخ|هتف|[يت]هتف)(?:ت|وا)?")


def speaks_of(verb: str) -> bool:
    """Whether a verb says with عن what it speaks of: "he voiced his anger".

    >>> speaks_of("وأعربت"), speaks_of("وقالت")
    (True, False)
    """
    return _SPEAKS_OF.fullmatch(fold_arabic(verb)) is not None


def only_says(verb: str) -> bool:
    """Whether nothing but the speaker, the hearer and the speech can follow a verb: "he said", not "he announced".

    >>> only_says("وأضاف"), only_says("وأعلن")
    (True, False)
    """
    return _ONLY_SAYS.fullmatch(fold_arabic(verb)) is not None


def _article_off(folded: str) -> str:
    return folded[2:] if folded.startswith("ال") and len(folded) > 4 else folded


def may_be_manner(word: str) -> bool:
    """Whether a word with ب before it may say how somebody speaks ("with sadness"), and names nobody.

    >>> may_be_manner("بحزن"), may_be_manner("بوتين"), may_be_manner("حزن")
    (True, False, False)
    """
    folded = fold_arabic(word)
    return folded.startswith("ب") and 3 < len(folded) < 8 and folded not in _NAMES_IN_BA


def is_manner(word: str) -> bool:
    """Whether a word with ب before it surely says how somebody speaks.

    >>> is_manner("بحزن"), is_manner("بيدرسن")
    (True, False)
    """
    return fold_arabic(word) in _MANNERS


def has_subject(verb: str) -> bool:
    """Whether a verb has "they" in it, so that no subject can follow: "they said".

    >>> has_subject("سألوا"), has_subject("سأل")
    (True, False)
    """
    return fold_arabic(verb).endswith("وا")


def is_joined(word: str) -> bool:
    """Whether "and" or "so" is written in front of a verb or of "according to": it begins a clause of its own.

    >>> is_joined("وأضاف"), is_joined("أضاف"), is_joined("وصف")
    (True, False, False)
    """
    folded = fold_arabic(word)
    return folded[:1] in "وف" and (folded[1:] in _VERB_IF_MARKED or _tags().get(folded[1:], "-") in "VUwK")
