"""What text of each language is like, letter by letter: the common letters first.

Written down for the languages that the encodings known here were made for. A text that was decoded by the wrong table
is made of letters too; that they are the rare ones, or stand where no word has them, gives it away.
"""

from collections.abc import Mapping
from itertools import chain
from math import log2

HARAKAT = "\u0651\u064b\u064f\u064e\u0650\u0652\u064d\u064c"
LETTERS = {
    "arabic": {
        "ar": "ايلمنورتبةعدسفهأكقحجشصىطخإذثزغضءئظآؤ" + HARAKAT,
        "fa": "اینرمدهوتبسشکيكزلخفگعقجپچحصئءآطغضذثژظأؤ" + HARAKAT,
        "ckb": "ەیانرلودمکبێتشسۆگەپحزکهوجخقعڕڵفئچژغيك",
    },
    "cyrillic": {
        "ru": "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё",
        "uk": "оаинвітерслкдмупязьгбчйхжїшюцщєфґ",
    },
    "greek": {"el": "αοιετσνηυρπκωμλςίόγέάδήθώχύφβξζψϊϋΐΰ"},
    "hebrew": {"he": "יוהלאמרבתשנעםדקחפטכגצסןזךףץ"},
    "latin": {
        "fr": "éèàêçôîâûùïœëæü",
        "de": "üäößéè",
        "es": "óíáéñúü¿¡",
        "pt": "ãçáéíóõêâúàô",
        "it": "èàùòìé",
        "tr": "ıüşğçöİâîû",
        "ku": "êîûçş",
        "nordic": "åäöøæéü",
        "is": "áíðóöéæúýþ",
        "pl": "łóżęąśćńź",
        "cs": "íáěéřčšžýůúďťňó",
        "hu": "áéóőíöüúű",
        "ro": "ăâîșțşţ",
        "sr": "čćšžđ",
        "names": "éáíóñüöäçèãëïôêâøåõúæîûàß",
    },
}
"""By script and language; of Latin script those beyond ASCII only."""

FALLOFF = 4  # a language's letters by frequency: each is e^(FALLOFF / number of letters) times as common as the next
CAPITAL = 2.5  # bits by which a capital is rarer than the small letter
UNKNOWN_LETTER = 10.0


def _bits(letters: str) -> dict[str, float]:
    """How rare each letter is, in bits, among letters in the order of their frequency."""
    scale = max(len(letters) / FALLOFF, 1)
    small = {letter: log2(scale) + rank / scale / 0.6931 for rank, letter in reversed(list(enumerate(letters)))}
    capitals = {letter.upper(): bits + CAPITAL for letter, bits in small.items() if len(letter.upper()) == 1}
    return capitals | small


BITS: Mapping[str, Mapping[str, Mapping[str, float]]] = {
    script: {language: _bits(letters) for language, letters in languages.items()}
    for script, languages in LETTERS.items()
}
"""For each script and language the bits of each letter."""

HANZI = (
    "的一是不了在人有我他这这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分"
    "还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或"
    "新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运周部长联合袭击官员政府叙利亚伊拉克"
)
TRADITIONAL = (
    "的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作裡用道行所然家種事成方多經麼去法學如都同現當沒動面起看定天分還進好小部其些主樣理心"
    "她本前開但因只從想實日軍者意無力它與長把機十民第公此已工使情明性知全三又關點正業外將兩高間由問很最重並物手應戰向頭文體政美相見被利什二等產或新己制身果加西斯月話合回特代內信表化老給世位次度門任常先海通教兒原東聲提立及比員解水名真論處走義各入幾口認條平系氣題活爾更別打女變四神總何電數安少報才結反受目太量再感建務做接必場件計管期市直德資命山金指克許統區保至隊形社便空決治展馬科司五"
)
HANGUL = (
    "이다는에의을를고가은한하지로서기도사나리대인자어시그아스일정해있여부만수들라전과"
    "했오장제보상주동관위연국성구과원당면와중공적으경계조군것우신실방무미"
)
KANA = "のにはたをがとしでてなっるいかれらもすさこりくあまきよんけだうせそどちえおめみつじわや"
KATAKANA = "ンスルーイラトリアクドシレタフマジプカッテロコサグナニバオミ"


def _common(characters: str, bits: float, step: float) -> dict[str, float]:
    unique = dict.fromkeys(characters)
    return {character: bits + rank * step for rank, character in enumerate(unique)}


COMMON_WIDE: Mapping[str, float] = dict(
    chain(
        _common(TRADITIONAL, 5.5, 0.015).items(),
        _common(HANZI, 5.5, 0.012).items(),
        _common(HANGUL, 5.5, 0.03).items(),
        _common(KATAKANA, 6.5, 0.05).items(),
        _common(KANA, 4.0, 0.07).items(),
    )
)
"""The bits of the common characters that take two bytes."""

_WORDS = """
    في من على إلى أن عن مع هذا هذه التي الذي قال كان بعد قبل بين كما لم لا ما أو ثم حتى غير كل الله عبد حزب يوم إن
    در به از که کي اين را با است براي و روز и в не на что с по как он это из за от для но к до года році та що
    של על את לא הוא זה עם כי או גם אל כל היה και το της του η ο στο να με για από την των ότι δεν θα οι τα
    été où même après très déjà für über más también después según için çok olduğu
"""
COMMON_WORDS = frozenset(_WORDS.split())
COMMON_WORD_SAVES = 3.0  # bits
ARTICLE, ARTICLE_SAVES = "ال", 2.0
"""Words that make a text likelier, and the article that begins an Arabic word in four."""
