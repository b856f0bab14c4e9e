"""Invented text in many languages, in every encoding that it was ever saved in, declared rightly and wrongly."""

from collections.abc import Iterator
from itertools import cycle
from typing import NamedTuple

SENTENCES = {
    "en": (
        "The council of Tel Samir said on Tuesday that the “old bridge” would reopen in spring — not before.",
        "“We’re tired of waiting,” the café’s owner said, and his neighbours in the naïve hope of rain agreed.",
        "Lorries carried 40 tonnes of flour across the river at a cost of £900, officials said in a résumé.",
        "Nobody had been hurt when the pier gave way; the mayor’s office blamed “years of neglect” for it…",
    ),
    "ar": (
        "قال مجلس تل سمير يوم الثلاثاء إن الجسر القديم سيفتح أمام الشاحنات في الربيع، وليس قبل ذلك.",
        "وأضاف رئيس البلدية أن أعمال الصيانة استغرقت ثلاث سنوات، وأن «الأهالي تعبوا من الانتظار».",
        "ولم يصب أحد عندما انهار الرصيف الشرقي، فهل تتحمل الحكومة مسؤولية سنوات من الإهمال؟",
        "وذكرت مصادر محلية أن القرى المجاورة تسلمت أربعين طنا من الطحين على الضفة الأخرى للنهر.",
    ),
    "fa": (
        "شوراي شهر تل سمير روز سه شنبه گفت که پل قديمي در بهار براي کاميون ها باز خواهد شد.",
        "شهردار افزود که تعمير پل سه سال طول کشيد و مردم از انتظار خسته شده اند، چون راه ديگري نيست.",
        "هنگام فرو ريختن پايه شرقي هيچ کس آسيب نديد و پليس چند نفر را براي پرسش نگه داشت.",
    ),
    "ru": (
        "Совет Тель-Самира сообщил во вторник, что старый мост откроют для грузовиков весной, но не раньше.",
        "«Мы устали ждать», — сказал владелец кафе, и его соседи с ним согласились.",
        "Никто не пострадал, когда восточная опора обрушилась; мэрия объяснила это годами небрежности.",
        "Местные жители получили сорок тонн муки, которую привезли на лодках с другого берега реки.",
    ),
    "he": (
        "מועצת תל סמיר הודיעה ביום שלישי כי הגשר הישן ייפתח למשאיות באביב ולא לפני כן.",
        "ראש העיר אמר שעבודות השיפוץ נמשכו שלוש שנים, והתושבים עייפים מלחכות.",
        "איש לא נפגע כאשר העמוד המזרחי קרס, ובעירייה האשימו שנים של הזנחה בגשר ובדרכים.",
    ),
    "el": (
        "Το συμβούλιο του Τελ Σαμίρ ανακοίνωσε την Τρίτη ότι η παλιά γέφυρα θα ανοίξει την άνοιξη.",
        "«Κουραστήκαμε να περιμένουμε», είπε ο ιδιοκτήτης του καφενείου και οι γείτονες συμφώνησαν.",
        "Κανείς δεν τραυματίστηκε όταν κατέρρευσε η ανατολική βάση, όπως δήλωσε ο δήμαρχος της πόλης.",
    ),
    "zh": (
        "特尔萨米尔市议会星期二表示，旧桥将在春天向卡车重新开放，而不是更早。",
        "市长说，修理工作用了三年时间，居民们已经等得很累了。",
        "东边的桥墩倒下时没有人受伤，当地政府认为这是多年没有人管理的结果。",
    ),
    "zh-tw": (
        "特爾薩米爾市議會星期二表示，舊橋將在春天向卡車重新開放，而不是更早。",
        "市長說，修理工作用了三年時間，居民們已經等得很累了。",
        "東邊的橋墩倒下時沒有人受傷，當地政府認為這是多年沒有人管理的結果。",
    ),
    "ja": (
        "テルサミル市議会は火曜日、古い橋を春にトラックに再び開くと発表した。",
        "市長は、修理に三年かかり、住民は待つことに疲れていると話した。",
        "東の橋脚が倒れたとき、けが人はいなかった。役所は長年の放置が原因だとしている。",
    ),
    "ko": (
        "텔사미르 시의회는 화요일 오래된 다리를 봄에 트럭에 다시 개방한다고 밝혔다.",
        "시장은 수리에 삼 년이 걸렸으며 주민들이 기다림에 지쳤다고 말했다.",
    ),
    "tr": (
        "Tel Samir meclisi salı günü eski köprünün ilkbaharda kamyonlara açılacağını, önce değil, söyledi.",
        "Belediye başkanı onarımın üç yıl sürdüğünü ve halkın beklemekten yorulduğunu ekledi.",
        "Doğu ayağı çöktüğünde kimse yaralanmadı; İlçe yönetimi bunun için yılların ihmalini suçladı.",
    ),
    "fr": (
        "Le conseil de Tel Samir a déclaré mardi que le vieux pont serait rouvert aux camions au printemps, pas avant.",
        "«\xa0Nous en avons assez d’attendre\xa0», a dit le propriétaire du café, et ses voisins étaient du même avis.",
        "Personne n’a été blessé quand la pile s’est effondrée ; la mairie a dénoncé des années de négligence.",
    ),
    "de": (
        "Der Rat von Tel Samir erklärte am Dienstag, die alte Brücke werde im Frühling für Lastwagen geöffnet.",
        "„Wir sind müde“, sagte der Wirt des Cafés, und die Nachbarn fanden das auch: Es müsse endlich weitergehen.",
        "Niemand wurde verletzt, als der östliche Pfeiler einstürzte; der Bürgermeister rügte große Nachlässigkeit.",
    ),
    "es": (
        "El consejo de Tel Samir anunció el martes que el puente viejo se abrirá a los camiones en primavera.",
        "«¿Cuánto más hay que esperar?», preguntó el dueño del café, y los vecinos asintieron: mañana será otro día.",
        "Nadie resultó herido cuando cayó el pilar; el alcalde habló de años de abandono y de una inversión pequeña.",
    ),
    "pl": (
        "Rada Tel Samir ogłosiła we wtorek, że stary most zostanie otwarty dla ciężarówek wiosną, nie wcześniej.",
        "Nikt nie został ranny, gdy runął wschodni filar; burmistrz mówił o zaniedbaniach i braku pieniędzy.",
    ),
    "uk": (
        "Рада Тель-Саміра повідомила у вівторок, що старий міст відкриють для вантажівок навесні, але не раніше.",
        "Ніхто не постраждав, коли східна опора впала; міський голова говорив про роки недбальства.",
    ),
}
"""What is written: sentences by language."""

SAVED_IN = {
    "en": ("cp1252", "cp1256", "cp1254", "mac-roman", "utf-8", "utf-16", "cp1251"),
    "ar": ("cp1256", "iso8859-6", "cp720", "cp864", "mac-arabic", "utf-8", "utf-16", "utf-16-le"),
    "fa": ("cp1256", "mac-farsi", "utf-8", "utf-16"),
    "ru": ("cp1251", "koi8-r", "iso8859-5", "cp866", "cp855", "mac-cyrillic", "utf-8", "utf-16", "gb18030"),
    "he": ("cp1255", "iso8859-8", "cp862", "utf-8", "utf-16"),
    "el": ("cp1253", "iso8859-7", "cp737", "cp869", "mac-greek", "utf-8", "utf-16"),
    "zh": ("gb18030", "gbk", "hz", "utf-8", "utf-16"),
    "zh-tw": ("big5", "gb18030", "utf-8", "utf-16"),
    "ja": ("cp932", "euc_jp", "iso2022_jp", "utf-8", "utf-16"),
    "ko": ("cp949", "johab", "iso2022_kr", "utf-8", "utf-16"),
    "tr": ("cp1254", "cp857", "mac-turkish", "iso8859-3", "utf-8", "utf-16"),
    "fr": ("cp1252", "cp1256", "latin-1", "iso8859-15", "mac-roman", "cp850", "cp437", "utf-8", "utf-16", "cp500"),
    "de": ("cp1252", "cp1250", "latin-1", "mac-roman", "cp850", "cp437", "utf-8", "utf-16"),
    "es": ("cp1252", "latin-1", "mac-roman", "cp850", "utf-8", "utf-16"),
    "pl": ("cp1250", "iso8859-2", "cp852", "mac-latin2", "utf-8", "utf-16"),
    "uk": ("cp1251", "koi8-u", "cp1125", "mac-cyrillic", "utf-8", "utf-16"),
}
"""In which encodings a language was ever saved."""

MISREAD_AS = ("cp1252", "cp1256", "cp1251", "latin-1", "cp1254", "mac-roman", "cp437", "gb18030")
"""As what UTF-8 is read by mistake, before it is saved as UTF-8 once more."""

SHORT, LONG = 40, 2000  # characters


class Written(NamedTuple):
    """A text, and how its bytes came about."""

    language: str
    text: str
    encoding: str
    data: bytes


def texts(language: str) -> Iterator[str]:
    """Short texts, one for the beginning of each sentence, then each sentence whole, then a long text."""
    for sentence in SENTENCES[language]:
        yield sentence[:SHORT].strip()
    yield from SENTENCES[language]
    long = ""
    for sentence in cycle(SENTENCES[language]):
        long += sentence + "\n\n"
        if len(long) >= LONG:
            break
    yield long


def saved(language: str) -> Iterator[Written]:
    """Each text in each encoding that the language was ever saved in; characters that one lacks are left out."""
    for text in texts(language):
        for encoding in SAVED_IN[language]:
            data = text.encode(encoding, "ignore")
            if 1.2 * len(data.decode(encoding, "ignore")) < len(text):
                continue
            try:
                yield Written(language, data.decode(encoding), encoding, data)
            except UnicodeDecodeError:  # some of these codecs don't read what they write
                continue


def garbled(language: str) -> Iterator[Written]:
    """Each text as UTF-8 that was read as something else and saved as UTF-8 again."""
    for text in texts(language):
        for encoding in MISREAD_AS:
            misread = text.encode().decode(encoding, "ignore")
            if misread != text:
                yield Written(language, misread, encoding, misread.encode())
