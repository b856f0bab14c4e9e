"""Text that was UTF-8, was read as something else, and was saved as it then looked: "â€™" for an apostrophe.

What such text looks like follows from the table it was read by: the bytes of one character of UTF-8 become two, three
or four of that table's. No words are needed, only which of these sequences no language has.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from syria_iraq_archive.patterns import later

READ_AS = (
    *("cp1252", "cp1256", "cp1251", "cp1254", "cp1250", "cp1253", "cp1255", "cp1257", "mac-roman", "cp437", "cp850"),
    *("cp866", "koi8-r", "mac-cyrillic"),
)
READ_AS_WIDE = ("gb18030", "cp932", "big5", "cp949")

_LEADS = {2: (*range(0xC2, 0xC6), *range(0xCE, 0xD3), *range(0xD6, 0xDC)), 3: range(0xE2, 0xF0), 4: (0xF0,)}
_FOLLOWING = range(0x80, 0xC0)

# How nearly all of them begin, by the script of their first character: looked for before all else. Those with letters
# of one script alone, as Arabic read as Arabic, must go on for a while.
_WESTERN = "\x80-\xbfŠŒŽšœžŸƒˆ˜–—‘’‚“”„†‡•…‰‹›€™şŞŤťŹźŚśŁłĄą"
_ARABIC = "\xa0-\xbf€پ‚ƒ„…†‡ˆ‰ٹ‹Œچژڈگ‘’“”•–—ک™ڑ›œ\u200c\u200dں،ھ؛؟"
_ARABIC_SIGNS = "\xa1-\xaa\xac-\xba\xbc-\xbf€‚ƒ„†‡ˆ‰ٹ‹Œ•–—™ڑ›œ"  # those that stand beside words without harm aren't
_CYRILLIC = "\xa0-\xbfЂЃѓЉЊЌЋЏђљњќћџЎўЈҐЄЇІіґєјЅѕї‚„…†‡€‰‹‘’“”•–—™›№"
_MAC = "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø"
_DOS = "Çüéâäàåçêëèïîì\x80-\xbf⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐А-Яа-яÄÅÉæÆôöòûùÿÖÜøØ×ƒ₧áíóúñÑªº"
_BEGINNINGS = (
    ("ÂÃÄÅÎÏÐÑÒÖ×ØÙÚÛâãäåæçèéêëìíîïðĞĂĹ", f"[{_WESTERN}]"),
    (_ARABIC_SIGNS, f"(?<=[أآؤإ][{_ARABIC_SIGNS}])"),
    (_ARABIC_SIGNS, f"(?<=[خدذرز×طظعغ][{_ARABIC_SIGNS}])[خدذرز×طظعغ][{_ARABIC}]"),
    ("БВГДЕ", f"[{_CYRILLIC}]"),
    ("ОПРСТЦЧШЩЪЫ", f"[{_CYRILLIC}][ОПРСТЦЧШЩЪЫ][{_CYRILLIC}]"),
    ("вгдежзийклмноп", f"[{_CYRILLIC}]{{2}}"),
    ("אבגדהוזחטיךכלםמןדֲֳÖ×", "[€\xa0-\xbf]"),
    ("βγδΒΓΔΕΞΟΠΡΣΨΩΪΫ", f"[€\xa0-\xbf‚„…†‡‰‹‘’“”•–—™›ΆΈΉΊΌΎΏ{_DOS}]"),
    ("‚√¬ŒœÿŸ–—ƒ≈◊÷„‰ÂÊÁËÈÍÎÏÓÔ", f"[{_MAC}]"),
    ("├┬─┼Ôâ╨╪╤╫╓т╬┘┌█▄ΓπΣσµτΦΘ┐┴┴╧╒", f"[{_DOS}]"),
    ("Бцб", "[─│┌┐└┘├┤┬┴┼▀▄█▌▐░▒▓⌠■∙√≈≤≥\xa0⌡°²·÷═║╒ё╓╔╕╖╗╘╙╚╛╜╝╞╟╠╡Ё╢╣╤╥╦╧╨╩╪╫╬©]"),
    ("鈥锟窶", "."),
    ("\u3400-\u9fff", "[\u3000-\u9fff\uac00-\ud7ff\uff00-\uffef\ue000-\uf8ff]{2}"),
)
FIRST_OF_MISREAD = "".join(first for first, _ in _BEGINNINGS)
_PAIRS = "|".join(f"(?<=[{first}]){rest}" for first, rest in _BEGINNINGS)
_IN_WORD = "(?:(?<=[a-z][\u4e00-\u9fff])(?=[a-z ,.])|(?<= [\u4e00-\u9fff])(?=[a-z]))"
SECOND_OF_MISREAD = rf"(?:{_PAIRS}|{_IN_WORD})"
"""The inside of a class of characters, and the pattern of what follows them, in text that `mojibake` finds."""

_PAIR = later(f"[{FIRST_OF_MISREAD}]{SECOND_OF_MISREAD}")


class MisreadTable(NamedTuple):
    """How the bytes of UTF-8 look in an encoding of one byte each: a pattern for runs of them, and the bytes back."""

    runs: re.Pattern[str]
    sequence: re.Pattern[str]
    bytes: dict[int, int]  # for `str.translate`: code point to byte


def mojibake(text: str) -> str | None:
    """The first characters in a text that were UTF-8 before it was decoded wrongly and saved; None if there are none.

    >>> mojibake("the cafÃ© is Mayâ€™s"), mojibake("the café is May’s")
    ('Ã©', None)
    """
    if not _PAIR.search(text):
        return None
    for encoding in READ_AS:
        if found := next(_in_table(text, _table(encoding)), None):
            return found
    return next(_in_wide(text), None)


@cache
def _table(encoding: str) -> MisreadTable:
    characters = {byte: _character(byte, encoding) for byte in range(0x80, 0x100)}
    following = _any_of(characters[byte] for byte in _FOLLOWING) + "{%d}"
    if encoding in ("cp1252", "cp1254"):  # bytes of ISO 8859-1 and what programs make of those that have no character
        following = following.replace("[", "[\x80-\x9f", 1)
    sequence = "|".join(
        _any_of(characters[byte] for byte in leads) + following % (length - 1) for length, leads in _LEADS.items()
    )
    back = {ord(character): byte for byte, character in reversed(characters.items())}
    if encoding in ("cp1252", "cp1254"):
        back = {code: code for code in range(0x80, 0xA0)} | back
    return MisreadTable(later(f"(?:{sequence})+"), later(sequence), back)


def _character(byte: int, encoding: str) -> str:
    return bytes([byte]).decode(encoding, "ignore") or chr(byte)


def _any_of(characters: Iterator[str]) -> str:
    return f"[{re.escape(''.join(characters))}]"


def _in_table(text: str, table: MisreadTable) -> Iterator[str]:
    """Runs that were UTF-8, as they look now."""
    single: list[str] = []
    for run in table.runs.finditer(text):
        try:
            meant = run[0].translate(table.bytes).encode("latin-1").decode("utf-8")
        except (UnicodeDecodeError, UnicodeEncodeError):
            continue
        around = (text[run.start() - 1 : run.start()] or " ", text[run.end() : run.end() + 1] or " ")
        if _proves(meant, run[0], around):
            yield run[0][:12]
        elif len(meant) == 1 and _is_usual(meant):
            single.append(run[0])
            if len(single) > 3 and len(set(single)) > 2:
                yield single[0]


def _proves(meant: str, seen: str, around: tuple[str, str]) -> bool:
    """Whether what a run was in UTF-8 is likelier than what it looks like now."""
    before, behind = around
    if "\ufeff" in meant or "\ufffd" in meant or any("\u2010" <= c <= "\u2122" or c >= "\U0001f000" for c in meant):
        return True
    if len(meant) > 1:
        return _are_of_one_kind(meant) and not (seen.isalpha() and len(meant) < 3)
    if not _is_ascii_letter(before) and not _is_ascii_letter(behind):
        return "\xa0" <= meant < "\xc0" and seen[0] == "Â" and not before.isalpha()
    if before.isupper():
        return False
    return "\xa0" <= meant < "\u0180" and not meant.isupper()


def _is_ascii_letter(character: str) -> bool:
    return character.isascii() and character.isalpha()


_OF_ONE_KIND = 0.8
_KINDS = (
    *(("\x80", "\u017f"), ("\u0370", "\u03ff"), ("\u0400", "\u04ff"), ("\u0590", "\u05ff"), ("\u0600", "\u06ff")),
    ("\u3000", "\uffef"),
)


def _are_of_one_kind(meant: str) -> bool:
    return any(sum(first <= c <= last for c in meant) >= _OF_ONE_KIND * len(meant) for first, last in _KINDS)


def _is_usual(meant: str) -> bool:
    return "\xa0" <= meant < "\u0180"


_WIDE_RUN = later(r"[\u3000-\u9fff\uac00-\ud7ff\uff00-\uffef\ue000-\uf8ff]{3,}")
_WIDE_SURE = later("锟斤拷|(?<=[a-zA-Z ])(?:鈥|窶).")
_WIDE_IN_WORD = later(f"[\u4e00-\u9fff]{_IN_WORD}")
_MOST_LOST = 0.25  # of the bytes of a run, which begins and ends in the midst of characters


def _in_wide(text: str) -> Iterator[str]:
    """The same of encodings with two bytes for a character: the bytes of several characters run into one another."""
    if sure := _WIDE_SURE.search(text):
        yield sure[0]
    for one in _WIDE_IN_WORD.finditer(text):
        if any("À" <= _as_utf8(one[0], encoding) <= "ſ" for encoding in READ_AS_WIDE):
            yield one[0]
    for run in _WIDE_RUN.finditer(text):
        for encoding in READ_AS_WIDE:
            size = len(run[0].encode(encoding, "ignore"))
            meant = _as_utf8(run[0], encoding)
            if len(meant.encode()) >= max(size * (1 - _MOST_LOST), 6) and _are_of_one_kind(meant):
                yield run[0][:12]


def _as_utf8(seen: str, encoding: str) -> str:
    return seen.encode(encoding, "ignore").decode("utf-8", "ignore")
