"""Invented documents as press databases export them, and what makes RTF and Word documents of a text."""

import io
import zipfile
from xml.sax.saxutils import escape

HEADLINES = ("Council votes to repair the pumps", "Farmers count the losses of the flood")
LEAD = "TIKRIT - The council voted on Sunday to repair the pumping station at Old Zarqa, two members said."
PROSE = "The pumps had stood still since March, when the river rose and flooded the engine hall of the station."


def factiva(
    headline: str = HEADLINES[0],
    *,
    number: int = 11,
    gap: str = "   ",
    outlet: str = "Tigris Courier",
    text: str = PROSE,
) -> str:
    """A document with a code before each field; `gap` stands between a code and its value."""
    lines = (
        *(f"SE{gap}World", f"HD{gap}{headline}", f"BY{gap}By Rana Haddad", f"WC{gap}1,240 words"),
        *(f"PD{gap}12 May 2024", f"ET{gap}14:05", f"SN{gap}{outlet}", f"SC{gap}TGCOU", f"ED{gap}First Edition"),
        *(f"PG{gap}A4", f"LA{gap}English", f"CY{gap}(c) 2024 {outlet}", "", f"LP{gap}{LEAD}", "", f"TD{gap}{text}", ""),
        *(f"CO{gap}wtrco : Water Company", f"NS{gap}gcat : Political News | gpol : Domestic Politics"),
        *(f"RE{gap}iraq : Iraq", f"IPD{gap}Farming", f"PUB{gap}Tigris Press"),
        *(f"AN{gap}Document TGCOU000202405{number}ekc7000{number}", "", ""),
    )
    return "\n".join(lines)


def displayed(
    headline: str = HEADLINES[0], *, number: int = 11, above: str = "World", byline: str = "By Rana Haddad"
) -> str:
    """A document as Factiva displays it, without codes."""
    lines = (
        *filter(None, (above, headline, byline)),
        *(
            "1,240 words",
            "12 May 2024",
            "14:05",
            "Tigris Courier",
            "TGCOU",
            "A4",
            "English",
            "(c) 2024 Tigris Courier",
            "",
        ),
        *(LEAD, "", PROSE, "", f"Document TGCOU000202405{number}ekc7000{number}", "", ""),
    )
    return "\n".join(lines)


def old_nexis(headline: str = HEADLINES[0], *, number: int = 1, of: int = 2, text: str = PROSE) -> str:
    """A document below "1 of 2 DOCUMENTS"."""
    lines = (
        *(f"                {number} of {of} DOCUMENTS", "", "               Tigris Courier", ""),
        *("              May 12, 2024 Sunday", "              Late Edition - Final", "", headline, ""),
        *("BYLINE: By RANA HADDAD", "", "SECTION: WORLD; Pg. 4", "", "LENGTH: 1240 words", "", LEAD, "", text, ""),
        *("LOAD-DATE: May 13, 2024", "", "LANGUAGE: ENGLISH", "", "GRAPHIC: PHOTO: A pump near the river.", ""),
        *(
            "PUBLICATION-TYPE: Newspaper",
            "",
            "",
            "        Copyright 2024 Tigris Courier",
            "        All Rights Reserved",
            "",
            "",
        ),
    )
    return "\n".join(lines)


def new_nexis(headline: str = HEADLINES[0], *, text: str = PROSE) -> str:
    """A document as Nexis Uni prints it."""
    lines = (
        *(headline, "Tigris Courier (Tikrit)", "May 12, 2024 Sunday 10:15 AM GMT", ""),
        *("Copyright 2024 Tigris Courier All Rights Reserved", "", "Section: WORLD; Version:1", "Length: 1240 words"),
        *("Byline: Rana Haddad", "Highlight: The river had flooded the hall.", "Body", "", "", LEAD, "", text, ""),
        *("Graphic", "", "A pump near the river.", "", "Classification", "", "Language: ENGLISH", ""),
        *("Subject: DAMS (90%)", "", "Load-Date: May 13, 2024", "", "", "End of Document", "", ""),
    )
    return "\n".join(lines)


ARABIC = """HD   إصلاح المضخات في البلدة
BY   بقلم رنا حداد
WC   210 words
PD   12 May 2024
SN   جريدة دجلة
SC   TGCOU
LA   Arabic

LP
تكريت - صوت المجلس يوم الأحد على إصلاح محطة المضخات في زرقة القديمة كما قال عضوان فيه.

TD
وكانت المضخات قد توقفت منذ آذار حين فاض النهر وغمر قاعة المحركات في المحطة القديمة.

AN   Document TGCOU00020240512ekc700011

"""


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def rtf(text: str, *, raw: str = "") -> bytes:
    """An RTF document with that text, and behind it what is given in RTF."""
    written = "".join(_in_rtf(letter) for letter in text)
    head = r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fnil\fcharset0 Times;}}{\colortbl;\red0;}{\info{\author Omar}}"
    return f"{head}\\f0\\fs24 {written}{raw}}}".encode("ascii")


def _in_rtf(letter: str) -> str:
    if letter in "{}\\":
        return f"\\{letter}"
    return {"\n": "\\par\n", "\t": "\\tab "}.get(letter) or (letter if letter.isascii() else f"\\u{ord(letter)}?")


def paragraph(text: str, *, raw: str = "") -> str:
    return f'<w:p><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>{raw}</w:p>'


def docx(text: str, *, raw: str = "", notes: str = "") -> bytes:
    """A Word document with that text, and behind it what is given in XML."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        body = "".join(map(paragraph, text.split("\n")))
        archive.writestr("word/document.xml", f"<w:document {W}><w:body>{body}{raw}</w:body></w:document>")
        if notes:
            archive.writestr("word/footnotes.xml", f"<w:footnotes {W}>{notes}</w:footnotes>")
    return file.getvalue()
