"""Text that isn't what was written is told from text that is."""

import random

import pytest

from syria_iraq_archive.capture import doubts
from syria_iraq_archive.capture.doubts import warning_of

HARMED = {
    "a replacement character": ("the mayor\ufffds office", "holds 1 replacement character (U+FFFD)"),
    "an apostrophe that was UTF-8, read as cp1252": (
        "the mayorâ€™s office",
        "before it was saved (“â€™”)",
    ),
    "the same twice over": ("the cafÃƒÂ©", "decoded wrongly before"),
    "an accent read as ISO 8859-1": ("the cafÃ\xa9 is open", "decoded wrongly before"),
    "an accent read as cp1256": ("the cafأ© is open", "decoded wrongly before"),
    "an accent read as GBK": ("the caf茅 is open", "decoded wrongly before"),
    "a pound sign": ("it cost Â£5", "decoded wrongly before"),
    "a Turkish letter": ("the baÅŸkan said", "decoded wrongly before"),
    "Arabic read as cp1252": ("Ø§Ù„Ø¬Ø³Ø±", "decoded wrongly before"),
    "Arabic read as cp1256": ("ط§ظ„ط¬ط³ط±", "decoded wrongly before"),
    "Arabic read as cp1251": ("Ш§Щ„Ш¬ШіШ±", "decoded wrongly before"),
    "Russian read as cp1251": ("РјРѕСЃС‚", "decoded wrongly before"),
    "quotes read as MacRoman": ("the mayor‚Äôs office", "decoded wrongly before"),
    "quotes read as cp437": ("the mayorΓÇÖs office", "decoded wrongly before"),
    "replacement characters read as GBK": ("the mayor锟斤拷s", "decoded wrongly before"),
    "cp1256 read as cp1252": ("ÇáÌÓÑ ÇáÞÏíã ãÝÊæÍ Çáíæã", "words that no language has"),
    "cp1251 read as cp1256": ("رîâهٍ زهëü رàىèًà îٍêًûë", "words that no language has"),
    "KOI8-R read as cp1251": ("уПЧЕФ фЕМШ-уБНЙТБ УППВЭЙМ ЧП ЧФПТОЙЛ, УФБТЩК НПУФ рТПФЙЧ лПНЙФЕФБ", "no language has"),
    "GBK read as cp1252": ("Î¯Ô±»áÖØÐÂ¿ª·Å¾ÉÇÅ ¹ÙÔ±Ëµ£¬Õæ Ö÷µ³Ã»ÓÐ½Ó½ü", "no language has"),
    "a control character for a quote": ("the mayor\x92s office", "1 control character (U+0092)"),
    "a reference for a quote": ("the mayor&#146;s office", "1 character reference of HTML"),
    "question marks for letters": ("?????? ?? ????? ????", "question marks in place of letters"),
    "question marks for apostrophes": ("It?s late and we don?t know", "question marks in place of letters"),
    "question marks for accents": ("Le conseil a d?clar? que l?ann?e ?tait d?j? finie", "question marks in place"),
    "quoted-printable": ("=D8=A7=D9=84=D8=AC", "codes in place of characters"),
    "escapes of JSON": ("\\u0627\\u0644\\u062c", "codes in place of characters"),
    "a second byte-order mark": ("One.\n\ufeffTwo.", "byte-order mark in mid-text, at character 5"),
}
SOUND = {
    "French": "« L’été déçu », dit-elle, à Noël : “ça va…”",
    "capitals with a tilde": "SÃO PAULO, IRMÃ”",
    "capitals before a closing quote": "the CAFÉ” and the “Ø”",
    "German": "Übergröße – „schön“, ÖÄÜ",
    "Turkish": "Erdoğan’ın çığlığı, İstanbul’da üç öğüt",
    "Polish": "Łódź, ogłosiła że źdźbło",
    "Icelandic": "Þórður á Ísafirði",
    "Arabic with a comma behind every sort of letter": "شرط، ضغط، حفظ؟ «أ»، مؤتمر”، إرهاب… نعم”، لم؛",
    "Persian": "حفظ‌کردن؛ گفت‌وگو، پژوهش‌گر چگونه است؟",
    "Kurdish": "سەرۆکی هەرێم، گوتی: «بەڵێ»",
    "Russian": "«Мы устали», — сказал он. С» и Р. №5, Ё",
    "Ukrainian": "Міста й Гірське; Ігор’я, Європа, Віє",
    "Greek": "«Κουραστήκαμε», είπε ο Σ.",
    "Hebrew": "ראש העיר, צה״ל, ד׳",
    "Chinese": "特尔萨米尔市议会星期二表示，旧桥将在春天向卡车重新开放。",
    "Korean": "생물 다양성 예측 시스템, 텔사미르 시의회는",
    "Japanese": "テルサミル市議会は火曜日、古い橋を春に開くと発表した。",
    "English that quotes names": "He met 习近平 (Xi), Влади́мир, Γιώργος and דוד in Malmö–Åre.",
    "questions": "Really??? What?? Who? It is here?s=1&t=2 and AT&T; R&D",
    "words of small and great letters": "МчС, ГУВД, ООНовский, iPhone, МиГ-29",
    "an address": "https://x.example/?q=%D8%A7&t=1&amp;u=2",
    "an emoji": "Good 🙂 night",
}


@pytest.mark.parametrize(("text", "said"), HARMED.values(), ids=HARMED)
def test_text_that_was_harmed_has_a_warning(text: str, said: str) -> None:
    assert said in (warning_of(text, "utf-8") or "nothing")


@pytest.mark.parametrize("text", SOUND.values(), ids=SOUND)
def test_text_that_reads_well_has_none(text: str) -> None:
    assert warning_of(text, "utf-8") is None


def test_ascii_read_as_utf_16_has_a_warning() -> None:
    """As where a file in UTF-8 was joined to one in UTF-16."""
    text = "Hama\n" + b"the mayor of the old town said".decode("utf-16-le")
    assert "read as UTF-16, at character 5" in (warning_of(text, "utf-16") or "nothing")


def test_what_is_known_of_the_encoding_comes_first() -> None:
    assert warning_of("a\ufffdb", "cp1256", "declares utf-8") == (
        "declares utf-8; holds 1 replacement character (U+FFFD) from an earlier wrong decoding"
    )


def test_a_byte_order_mark_on_a_page_is_no_harm() -> None:
    assert warning_of("One.\n\ufeffTwo.", "utf-8", plain=False) is None


def test_the_quick_look_passes_over_no_text_that_the_slow_one_finds_suspicious() -> None:
    """Of letters and signs of many tables, side by side and among ASCII."""
    signs = [*range(0x80, 0x250), *range(0x370, 0x530, 3), *range(0x5D0, 0x700, 3), *range(0x2010, 0x2040)]
    signs += [0x20AC, 0x2122, 0x9225, 0x951F, 0x7AB6, 0x8305, *range(0x2500, 0x2600, 9)]
    chance = random.Random(3)
    letters = (*map(chr, signs), *"ab .Z9\n" * (len(signs) // 5))
    texts = ["".join(chance.choices(letters, k=4)) for _ in range(20_000)]
    suspicious = [text for text in texts if doubts._SUSPICIOUS.search(text)]
    assert len(suspicious) > 500
    assert all(map(doubts._MAY_BE_SUSPICIOUS.search, suspicious))
    assert not doubts._MAY_BE_SUSPICIOUS.search("“It’s over,” he said. “We’re home”")
