"""Tells apart a place and what only has its name: a body, an agreement, a person, a government.

"Mosul University", "Paris Agreement", "Jack London", "talks between Baghdad and Erbil".
"""

import re
from typing import NamedTuple

from syria_iraq_archive.annotate.capitals import acts_as_government
from syria_iraq_archive.annotate.places.generic import GENERIC
from syria_iraq_archive.patterns import later
from syria_iraq_archive.spans import Span

_BODY = (
    r"University|Institute|College|Academy|School|Media Cent(?:er|re)|Research Cent(?:er|re)"
    r"|Cent(?:er|re) for|Council|Foundation|Observatory"
    r"|News|Examiner|Tribune|Star|Journal|Gazette|Independent|Monitor|Dialogue|Today|Times"
    r"|Post|Herald|Radio|TV|Television|Network|Agency|Press|Brigades?|Battalions?|Regiment"
    r"|Division|Army|Front|Guards?"
    r"|Shield|Volcano|Wrath|Movement|Party|Coalition|Alliance|Bank|Club|FC|SC|Airlines|Museum"
    r"|Company|Corporation|Organi[sz]ation"
    r"|Association|Union|League|Directorate|Department|Operations|Command|Court|Chamber"
    r"|Authority|Commission|Committee|Forum"
    r"|Initiative|Platform|Group|Asayish|Internal Security|Factions?|Liberation|Conquest"
    r"|Mujahideen|Martyrs|Revolutionaries|Hawks|Falcons"
)
_ACCORD = (
    r"Agreements?|Accords?|Conventions?|Communiqu[eé]|Declaration|Protocol|Pact|Treaty"
    r"|Treaties|Process|process|Format|format|Track|track|Memorandum"
    r"|Principles|Statement|Consensus|Syndrome|syndrome|conventions?|accords?|agreement"
    r"|protocol|communiqu[eé]|declaration"
)


class NotPlace(NamedTuple):
    """A rule by which a name is no place: what stands `before` it, or `behind` it; some hold for one `word` alone."""

    name: str
    before: re.Pattern[str] | None = None
    behind: re.Pattern[str] | None = None
    word: str = ""


NOT_PLACES: tuple[NotPlace, ...] = (
    NotPlace(
        "body",
        behind=later(rf"(?:['’]s)?(?:[ \u00a0](?:[A-Z][\w’'-]*|of|and|for)){{0,2}}?[ \u00a0](?:{_BODY})(?![\w-])"),
    ),
    NotPlace(
        "body-of",
        before=later(
            r"\b(?:University|Universities|Bank|Museum|Institute|College|Army|Sons|Brigades?|Lions"
            r"|Martyrs|Falcons|Hawks|Emirate|Friends|Voice|Radio"
            r"|Wilayat|Wilayah|Duke|Dam|Treaty|Battalion|Knights|Guardians|Operations Room"
            r"|Revolutionaries|Shield)[ \u00a0](?:of[ \u00a0])?(?:the[ \u00a0])?$"
        ),
    ),
    NotPlace("operation", before=later(r"\bOperation[ \u00a0]$")),
    NotPlace(
        "accord",
        behind=later(
            rf"[ \u00a0](?:(?:Peace|peace|Climate|climate|Genocide|Political"
            rf"|political)[ \u00a0])?(?:{_ACCORD})(?![\w-])"
        ),
    ),
    NotPlace(
        "goods",
        behind=later(
            r"[ \u00a0](?:soap|peppers?|pines?|pistachios?|steel|roses?|blades?|brocade|cuisine|dialect"
            r"|Arabic)(?![\w-])"
        ),
    ),
    NotPlace(
        "title-before",
        before=later(
            r"\b(?:Mr|Mrs|Ms|Dr|Sheikh|Shaykh|Imam|Sayyid|Prophet|Lord|Lady|Abu|Umm|Bin|bin|ibn|Ibn"
            r"|Abd|Abdul|Col|Colonel|Capt|Captain|Maj|Major|Sgt|Lt|King|Queen"
            r"|Princess|Prince|Saint|St|Judge|Professor)\.?[ \u00a0](?:al-|Al-)?$"
        ),
    ),
    NotPlace(
        "given-name",
        before=later(
            r"\b(?:Jack|John|James|David|Michael|Robert|William|Thomas|Richard|Charles|George|Mark"
            r"|Paul|Peter|Andrew|Stephen|Steven|Daniel|Brian|Kevin|Julia|Mary|Sarah"
            r"|Anna|Emma|Laura|Linda|Susan|Lisa|Karen|Nancy|Jane|Alice|Ahmad|Ahmed|Mohammed|Muhammad"
            r"|Mohammad|Mahmoud|Mustafa|Ali|Hassan|Hussein|Hussain|Omar|Khaled|Khalid"
            r"|Saddam|Abdullah|Ibrahim|Yousef|Yusuf|Salah|Samir|Fatima|Zainab|Layla|Nour|Bilal|Tariq"
            r"|Kareem|Karim|Jamal|Waleed|Faisal|Saad|Hamza|Hadi|Zeinab|Zaynab|Nizar|Ziad|Maher|Bashar|Rami"
            r"|Fadi|Nabil|Adnan|Walid|Marwan|Anas|Yahya|Issa|Mazen|Bassam|Ghassan|Hisham|Imad|Jaber|Khalil|Nasser|Osama"
            r"|Qasim|Qassem|Riad|Salim|Sami|Taha|Usama|Yasser|Zaid|Amina|Mariam|Hala|Rana|Reem|Salma|Huda"
            r"|Abdulrahman)[ \u00a0](?:al-|Al-)?$"
        ),
    ),
    NotPlace(
        "ar-body",
        before=later(
            r"(?<!\w)[وفبل]?(?:ال)?(?:جامعة|بنك|مصرف|إذاعة|صحيفة|قناة|وكالة|لواء|ألوية|كتيبة|كتائب"
            r"|نادي|فرقة|اتفاق|اتفاقية|إعلان|مسار|منصة|بيان|عملية درع|درع"
            r"|بركان الغضب|غضب|(?:قيادة )?عمليات|أحرار|شهداء|جيش|حركة|ولاية|ميثاق|بروتوكول|مسار|معاهدة"
            r"|صلح|وثيقة)[ \u00a0]$"
        ),
    ),
    NotPlace(
        "ar-body-for",
        before=later(
            r"(?<!\w)[وفبلك]{0,2}(?:قيادة|مديرية|دائرة|محكمة|غرفة|نقابة|هيئة|شركة|مصلحة|إدارة|مؤسسة)"
            rf"(?:[ \u00a0](?!ال|{'|'.join(word.arabic for word in GENERIC)})\w{{3,}}){{1,2}}[ \u00a0]$"
        ),
    ),
    NotPlace(
        "ar-protectors",
        word="حماة",
        behind=later(
            r"[ \u00a0](?:ال(?:ديار|وطن|بيئة|دستور|قانون|عدالة|حقيقة|أرض|حق|حقوق|حرية|ثورة|حدود|عرض|دين|عقيدة|طبيعة"
            r"|أمن|تراث|حمى|ديمقراطية|سيادة|شعب|شرعية|مقدسات)|زوج(?:ته|ها))(?!\w)"
        ),
    ),
    NotPlace(
        "ar-always-before",
        word="دوما",
        before=later(r"(?<!\w)[وف]?(?:كان\w*|كن[ات]|[يتن]كون\w*|هو|هي|هم|[إأ]ن\w{0,3}|ليس\w*|لا|ما|ي\w{3,})[ \u00a0]$"),
    ),
    NotPlace("ar-always-behind", word="دوما", behind=later(r"[ \u00a0](?:ما|لا|بأن|بـ|ي\w{3,})(?!\w)")),
    NotPlace("ar-birthplace", word="مسقط", behind=later(r"[ \u00a0]رأس")),
    NotPlace("ar-council", before=later(r"(?<!\w)[وفبل]?مجلس[ \u00a0]$")),
    NotPlace(
        "ar-person",
        before=later(
            r"(?<!\w)[وفبل]?(?:أبو|ابو|أبي|بن|ابن|السيد|الشيخ|اللواء|العميد|العقيد|النقيب|المقدم"
            r"|الدكتور|الإمام)[ \u00a0]$"
        ),
    ),
    NotPlace("ar-goods", before=later(r"(?<!\w)[وبل]?(?:صابون|فستق|كبة|قمر)[ \u00a0]$")),
)

# A government by its seat, in ways that `capitals` leaves to mentions of actors.
_TALKS = (
    r"relations|ties|talks|disputes?|agreements?|deals?|tensions?|negotiations?|coordination"
    r"|rapprochement|differences|dialogue|cooperation"
    r"|understandings?|pacts?|normali[sz]ation|contacts|alliance|standoff|rift|partnership|accord"
    r"|mediat(?:e|ed|es|ing|ion)|meetings?|war of words"
)
_SEAT_BEFORE = later(
    rf"\b(?:(?:{_TALKS})(?: \w+){{0,3}} between(?: the)?|(?:{_TALKS}|negotiat(?:e|ed|es|ing)"
    rf"|coordinat(?:e|ed|es|ing)|normali[sz](?:e|ed|es|ing)"
    r"|dealing|deal|reconcil(?:e|ed|ing)|engag(?:e|ed|ing)|side|sided|break|broke) with"
    r"|loyal to|allegiance to|allied (?:with|to)|backed by|supported by"
    r"|sponsored by|opposed to|hostile to|answers? to|loyalty to|pressure (?:on|from)"
    r"|message to|request (?:to|from)|approval (?:of|from)"
    r"|demands? (?:on|from|by)|calls? on|(?:delegations?|signals?|messages?|letters?|support"
    r"|funds|aid|orders|responses?|weapons|money|instructions|guarantees|assurances"
    r"|invitations?"
    r"|requests?|statements?|demands?|envoys?|reactions?|salaries|funding|backing|permission"
    r"|green light)(?: [\w-]+)?[”\"’]? from|(?:support|messages?|letters?|threats?|warnings?"
    r"|aid|assurances"
    r"|close|closer|concessions?|ultimatum|envoys?) to|led by|condemned by|welcomed by|urg(?:e"
    r"|es|ed|ing)|help(?:s|ed|ing)? from|permission (?:of|from))[ \u00a0](?:both[ \u00a0])?$"
    r"|\b(?:pro|anti)[-–]$",
    re.IGNORECASE,
)
_SEAT_ENDS = (
    *("between", "the", "with", "to", "by", "on", "from", "of", "both"),
    *("urge", "urges", "urged", "urging", "pro-", "anti-"),
)
"""Whatever `_SEAT_BEFORE` finds in ASCII ends so, in small letters."""
_SEAT_BEHIND = later(
    rf"[-–](?:held|controlled|run|aligned|backed|led|friendly|allied|appointed|supported)\b"
    rf"|[ \u00a0](?:regime|government|authorities|officials?)\b"
    rf"|[-–]\w+[ \u00a0](?:{_TALKS})\b|['’]s[ \u00a0](?:\w+[ \u00a0])?(?:{_TALKS}|government"
    rf"|control|forces|army|allies|rule|authority|blessing|consent|ambassador|envoy"
    r"|interests?|policy|policies|stance|position|role|claims?|budget|share|decision|demands?|officials?|approval)\b"
)
_PAIR_BEHIND = later(rf"[ \u00a0](?:\w+[ \u00a0])?(?:{_TALKS})\b")  # behind "Erbil-Baghdad"
_AR_WORD = "[\\w\u064b-\u0652]+"
_AR_NOUNS = (
    "حكومة|حكومتي|حكومتا|سلطات|نظام|معارضة|رفض|موقف|مواقف|مصلحة|مصالح|سياسة|سياسات|موافقة|حلفاء|حليف"
    "|قرار|مطالب|دعم|ضغوط|ضغط|اتهام|اتهامات|تهديدات|رد|ردود|نية|سعي"
    "|إصرار|رغبة|تحفظ|انتقادات|شروط|دور|نفوذ|مساعي|جهود|تأكيد|استياء|قلق|غضب|مخاوف|علاقة|علاقات|سفير|أموال"
)
_AR_SEAT = later(
    rf"(?<!\w)[وفبل]{{0,2}}(?:مع|لدى|ضد|تجاه|{_AR_NOUNS}|من قبل|(?:ال)?(?:مدعوم|مقرب|موالي"
    rf"|محسوب|قريب)\w* (?:من|ل|على)|بدعم من|بطلب من|بضغط من|بأمر من|أوامر من|موافقة من"
    r"|مستقل\w* عن|الرجوع إلى|(?:الضغط|ضغوط|ضغوطا|عقوبات) على|ولاء\w* ل|من جانب)[ \u00a0]?$"
)
_AR_BETWEEN = later(
    r"(?<!\w)[وفبلك]{0,2}(?:ال)?(?:علاقات|علاقة|مفاوضات|محادثات|اتفاق\w*|خلاف\w*|حوار|تنسيق"
    r"|تعاون|تقارب|توتر\w*|مباحثات|تطبيع|تفاهم\w*|أزمة|صراع|وساطة|حرب|مشاورات)"
    rf"(?: {_AR_WORD}){{0,4}}? بين[ \u00a0]+(?:{_AR_WORD}[ \u00a0]+و)?$"
)
# A verb of the feminine before or behind a capital is its government's, unless it says what is done to a town.
# Stems as they stand before the ت of the perfect, and behind that of the imperfect.
_AR_TOWNS_DO = ("شهد|عاش|استيقظ|استضاف|احتضن|استقبل|ودع", "شهد|عيش|ستيقظ|ستضيف|حتضن|ستقبل|ودع")
_AR_DONE_TO_TOWNS = (
    f"{_AR_TOWNS_DO[0]}|غادر|زار|وصل|دخل|استهدف|قصف|ضرب|هز|اجتاح|حاصر|احتل|اقتحم|حرر|هاجم|بلغ|سكن|عم|طال|طوق|دمر|اجتاز",
    f"{_AR_TOWNS_DO[1]}|غادر|زور|صل|دخل|ستهدف|قصف|ضرب|هز|جتاح|حاصر|حتل|قتحم|حرر|هاجم|بلغ|سكن|عم|طال|طوق|دمر|جتاز|سيطر",
)


def _verbs(stems: tuple[str, str]) -> str:
    """A pattern of the feminine forms of verbs, perfect and imperfect."""
    return rf"(?:(?:{stems[0]})ت|س?ت(?:{stems[1]}))(?!\w)"


_AR_ACTS_BEFORE = later(
    rf"(?<!\w)[وف]?(?!{_verbs(_AR_DONE_TO_TOWNS)}|تحت|ليست|بيت|وقت|صوت"
    rf"|بنت|تل |تلك)(?:س?ت[\w\u064b-\u0652]{{3,}}|[\w\u064b-\u0652]{{2,}}(?<![اي])ت)[ \u00a0]+$"
)
_AR_ACTS_BEHIND = later(
    r"[ \u00a0]+(?:(?:لا|لن|لم|قد|لا تزال|ما زالت|سوف|التي)[ \u00a0]+)?(?!تحت|تجاه|تماما"
    rf"|تقريبا|تلك|تعرض|توفي|تظاهر|تجمع|تقع|{_verbs(_AR_TOWNS_DO)})(?:س?ت[\w\u064b-\u0652]{{3,}}"
    r"|[\w\u064b-\u0652]{2,}(?<![اي])ت)(?!\w)"
)
_AR_IN_BEFORE = later(
    r"(?<!\w)[وف]?(?:في|إلى|من|عبر|العاصمة|مدينة|خارج|داخل|قرب|حول|شمال|جنوب|شرق|غرب|وسط|نحو"
    r"|باتجاه|شوارع|أهالي|سكان|مطار|طريق|على)[ \u00a0]+(?:العاصمة[ \u00a0]+)?$"
    r"|(?<!\w)[وف]?[بل]$"
)
# "Iran accused Tel Aviv of", with the one who asks between the verb and the one asked.
_AR_ASKED = later(
    r"(?<!\w)[وفس]{0,2}(?:اتهم|طالب|حذر|هدد|أبلغ|ناشد|حث|دعا|دعت|[يت](?:تهم|طالب|حذر|هدد|بلغ|ناشد|حث|دعو))\w{0,2}"
    r"(?:(?:[ \u00a0]\w+){0,2}[ \u00a0](?!(?:أهالي|سكان|أبناء|محافظ|بلدية|أمانة|شرطة|قيادة|تجار|أهل|شعب"
    r"|في|من|إلى|عن|على|مع|بعد|قبل|مدينة|جامعة|نواب)[ \u00a0])\w{2,})?[ \u00a0]$"
)
_AR_TO_DO = later(r"[ \u00a0](?:ب\w{3,}|إلى|من|على)(?!\w)")
_PERSON_BEHIND = later(r"[ \u00a0](?:said|told|added|says|stressed|noted|explained|argued|wrote|tweeted)\b")

_REACH = 60  # characters before a capital in which a government shows
_NAME_REACH = 32  # characters before a name in which a longer name begins


def names_no_place(text: str, span: Span) -> bool:
    """Whether the name at `span` belongs to something else than a place.

    >>> names_no_place("at Mosul University", Span(3, 8)), names_no_place("in Mosul, university", Span(3, 8))
    (True, False)
    """
    before, behind = text[max(0, span.start - _NAME_REACH) : span.start], text[span.end : span.end + _REACH]
    printed = span.of(text)
    if not printed[-1].isascii():
        if any(
            rule.word and rule.behind and _is_of(rule, printed) and rule.behind.match(behind) for rule in NOT_PLACES
        ):
            return True
    elif _may_go_on(behind) and any(rule.behind and rule.behind.match(behind) for rule in NOT_PLACES):
        return True
    last = before[before.rfind(" ", 0, -1) + 1 :] if before.endswith((" ", "\u00a0", "-")) else ""
    if not last or (last.isascii() and last.islower() and last.strip() not in _SMALL):
        return False
    arabic = not last.isascii()
    return any(
        rule.before and rule.name.startswith("ar-") == arabic and _is_of(rule, printed) and rule.before.search(before)
        for rule in NOT_PLACES
    )


def _is_of(rule: NotPlace, printed: str) -> bool:
    """Whether a rule holds for a name as printed, to which particles may be joined."""
    return printed.endswith(rule.word)


_SMALL = frozenset({"of", "the", "bin", "ibn", "al-"})
_GO_ON = frozenset(
    [
        "of",
        "and",
        "for",
        "process",
        "format",
        "track",
        "conventions",
        "accords",
        "agreement",
        "protocol",
        "declaration",
        "communique",
        "syndrome",
        "soap",
        "pepper",
        "peppers",
        "pine",
        "pines",
        "pistachio",
        "pistachios",
        "steel",
        "rose",
        "roses",
        "blade",
        "blades",
        "brocade",
        "cuisine",
        "dialect",
        "peace",
        "climate",
        "political",
    ]
)


def _may_go_on(behind: str) -> bool:
    """Whether the word behind a name may belong to a longer name: it has a capital, or is one of a few."""
    word = behind[3:] if behind[:1] in "'’" else behind[1:]
    if behind[:1] not in (" ", "\u00a0", "'", "’") or not word:
        return False
    return "A" <= word[0] <= "Z" or (word[0].isascii() and word.split(" ", 1)[0].rstrip(".,;:") in _GO_ON)


def means_government(text: str, span: Span, group: Span) -> bool:
    """Whether the seat of a government at `span`, in a list of names that spans `group`, means that government."""
    before, behind = text[max(0, group.start - _REACH) : group.start], text[span.end : span.end + _REACH]
    if _owes_to_seat(before) or _SEAT_BEHIND.match(behind) or acts_as_government(text, span):
        return True
    if text[span.start].isascii():
        return _means_government_in_english(text, span, before)
    return _means_government_in_arabic(text, span, before)


def _owes_to_seat(before: str) -> bool:
    """Whether the words before a name are about a government: "loyal to", "talks between", "a delegation from"."""
    if before.isascii() and not before.lower().rstrip().endswith(_SEAT_ENDS):
        return False
    return _SEAT_BEFORE.search(before) is not None


def _means_government_in_english(text: str, span: Span, before: str) -> bool:
    """The same in English, beyond the plainest ways: what stands alone and acts, or owns what no town does."""
    if _PARTNER_BEFORE.search(before):
        return not _TO_TOWNS.search(before)
    own = text[max(0, span.start - _REACH) : span.start]
    if own.endswith(("-", "–")) and _PAIR_BEHIND.match(text, span.end):
        return True
    if _TOWN_BEHIND.match(text, span.end):
        return False
    if _OWNS.match(text, span.end):
        return True
    if _IN_BEFORE.search(before) or _IN_BEFORE.search(own):
        return False
    return any(pattern.match(text, span.end) for pattern in (_PERSON_BEHIND, _ACTS, _SUBJECT_ACTS))


def _means_government_in_arabic(text: str, span: Span, before: str) -> bool:
    """The same in Arabic; `before` stands before the list of names that the capital is in."""
    own = text[max(0, span.start - _REACH) : span.start]
    if not before.isascii() and (_AR_SEAT.search(before) or _AR_BETWEEN.search(before)):
        return True
    if not own.isascii() and _AR_BETWEEN.search(own):
        return True
    if text[span.start].isascii() or _AR_IN_BEFORE.search(before):
        return False
    if _AR_TO_DO.match(text, span.end) and _AR_ASKED.search(own):
        return True
    return bool(_AR_ACTS_BEFORE.search(before) or _AR_ACTS_BEHIND.match(text, span.end))


_IN_BEFORE = later(
    r"(?<![\w-])(?:in|at|from|of|near|to|into|between|outside|around|inside|across|over"
    r"|through|throughout|towards?|within|beyond|north|south|east|west|central"
    r"|northern|southern|eastern|western|downtown|greater|outskirts of|visit(?:s|ed|ing)?|left"
    r"|leav(?:e|es|ing)|reach(?:es|ed|ing)?|enter(?:s|ed|ing)?|hit|struck|bombed|shelled"
    r"|captur(?:e|ed|ing)|tak(?:e|en|ing)|took|seiz(?:e|ed|ing)|besieged?|capital|city|town"
    r"|via|around)[ \u00a0](?:the[ \u00a0])?(?:capital,?[ \u00a0])?$",
    re.IGNORECASE,
)
_TOWN_BEHIND = later(
    r"(?:['’]s?)[ \u00a0](?:(?:\w+|[\w-]+)[ \u00a0]){0,2}?(?:streets?|airport|outskirts"
    r"|suburbs?|districts?|residents?|neighbou?rhoods?|square|zone|mayor|old city|centre"
    r"|center|market|markets|hospitals?"
    r"|bridges?|skyline|population|climate|university|mosques?|churches|museum|hotels?|cafes?"
    r"|restaurants|largest|main|population|east|west|north|south|citadel|governorate|province"
    r"|prison|city limits"
    r"|people|parks?|walls?|[Ss]quares?|roads?|traffic|weather|shrine|stadium|embassy"
    r"|headquarters)\b|['’]s?[ \u00a0](?:(?:north|south|east|west)\w*|upscale|busy|central)\b"
    r"|['’]s?[ \u00a0](?:[\w-]+ly[ \u00a0])?(?:[\w-]+(?:ed|ern|ic|al|ous|ling)[ \u00a0])?(?-i:[A-Z])",
    re.IGNORECASE,
)
_OWNS = later(r"['’]s?[ \u00a0][a-z]")
_ACTS = later(
    r"[ \u00a0](?:(?:also|now|still|then|later|itself|never|alone|simply"
    r"|clearly)[ \u00a0])?(?:is|was|has|had|have|would|will|could|should|may|might|must|can"
    r"|cannot|does|did|doesn['’]t|didn['’]t|isn['’]t"
    r"|wasn['’]t|won['’]t|hasn['’]t|are|were|do|don['’]t|to (?:rein|stop|do|take|make|act"
    r"|accept|hand|pay|agree|end|withdraw|allow|respond))\b"
    r"(?! (?:also )?(?:hit|struck|bombed|shelled|home|located|the capital|the scene|under"
    r"|quiet|calm|tense|full|closed|open|attacked|shaken|rocked|captured|taken|besieged"
    r"|encircled|surrounded|near|in|at|on)\b)"
)
_SUBJECT_ACTS = later(
    r"[ \u00a0](?:holds?|persuad(?:es|ed)|alleg(?:es|ed)|needs?|needed|fails|failed|faces"
    r"|faced|continu(?:es|ed)|reli(?:es|ed)|lacks?|lacked|provid(?:es|ed)|gives|gave|sees|saw"
    r"|seems"
    r"|keeps|kept|makes|made|uses|used|pays|paid|ow(?:es|ed)|knows|knew|risks|risked|exempts"
    r"|insists|welcomed|protested|summoned|recalled|intervened|retaliated|withdrew|signed"
    r"|banned"
    r"|launched|denounced|condemned|threatened|promised|vowed|began|started|stopped|ended|cut"
    r"|restored|severed|normali[sz]ed|recogni[sz]ed|approved|ordered|accepted|ignored|wants"
    r"|wanted)\b"
)
_PARTNER_BEFORE = later(
    r"\b(?:with|by|(?:responsibility|blame|depend\w*|rel(?:y|ies|iance|ying)|sanctions"
    r"|pressure|influence|leverage|leans?|waiting|count(?:s|ing)?) on|(?:friends?|all(?:y|ies)"
    r"|enem(?:y|ies)|hands|backing|support"
    r"|permission|knowledge|approval|request|behest|interests?|influence|proxies|proxy"
    r"|representatives?|critics?|part|side|demands?|stance|position) of|(?:get|let|make|force"
    r"|press|convince|persuade|pushed?|ask|asked"
    r"|blam(?:e|ed|es|ing)|accus(?:e|ed|es|ing)|than|against|for))[ \u00a0]$",
    re.IGNORECASE,
)
_TO_TOWNS = later(
    r"\b(?:strikes?|attacks?|air ?strikes?|raids?|offensive|march|battle|fight|fought|rockets?"
    r"|missiles?|left|headed|bound|bombing|assault)[ \u00a0](?:\w+[ \u00a0]){0,2}?(?:against"
    r"|for|by)[ \u00a0]$",
    re.IGNORECASE,
)


def says_something(text: str, span: Span) -> bool:
    """Whether the name at `span` is that of a person, who says something."""
    return bool(_PERSON_BEHIND.match(text, span.end))
