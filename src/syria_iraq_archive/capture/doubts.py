"""What in a decoded text shows that it isn't what was written: each doubt is a pattern and a sentence.

Such text may be flawless UTF-8: the harm was done before it was saved.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from syria_iraq_archive.capture.mojibake import FIRST_OF_MISREAD, SECOND_OF_MISREAD, mojibake
from syria_iraq_archive.patterns import later

_LONGEST_QUOTED = 12


class Doubt(NamedTuple):
    """A sign of harm: characters one of which any text with it has, and what finds the sentence about it."""

    needs: str
    find: Callable[[str], str | None]


def warning_of(text: str, encoding: str, of_encoding: str | None = None, *, plain: bool = True) -> str | None:
    """All that speaks against a text, in plain words: first what is known of its encoding; None if nothing does.

    In a file of plain text a byte-order mark in mid-text shows that files were joined; on a page it is one more sign
    that nobody sees.

    >>> warning_of("the mayor\ufffds office", "utf-8")
    'holds 1 replacement character (U+FFFD) from an earlier wrong decoding'
    >>> warning_of("the mayor’s office", "utf-8")
    """
    of_file: list[str | None] = [of_encoding]
    if plain and ("\ufeff" in text or "\ufffe" in text):
        of_file.append(_marks(text))
    if encoding.startswith(("utf-16", "utf-32")):
        of_file.append(_narrow(text))
    return "; ".join(filter(None, (*of_file, *_found(text)))) or None


def _found(text: str) -> Iterator[str]:
    for doubt in _IN_ANY_TEXT:
        if any(character in text for character in doubt.needs) and (sentence := doubt.find(text)):
            yield sentence
    if _MAY_BE_SUSPICIOUS.search(text) and _SUSPICIOUS.search(text):
        yield from filter(None, (find(text) for find in _BEYOND_ASCII))


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _replaced(text: str) -> str | None:
    count = text.count("\ufffd")
    return f"holds {_counted(count, 'replacement character')} (U+FFFD) from an earlier wrong decoding"


_CONTROLS = "\x80-\x84\x86-\x9f"
_CONTROL = later(f"[{_CONTROLS}]")


def _controls(text: str) -> str | None:
    found = _CONTROL.findall(text)
    if not found:
        return None
    count = _counted(len(found), "control character")
    return f"holds {count} (U+{ord(found[0]):04X}) in place of punctuation or letters"


def _misread(text: str) -> str | None:
    found = mojibake(text)
    return f"holds text that was decoded wrongly before it was saved (“{found}”)" if found else None


_MARK_INSIDE = later(r"(?<=\n)\ufeff(?=\S)|\ufffe|^\ufeff")


def _marks(text: str) -> str | None:
    found = _MARK_INSIDE.search(text)
    return f"holds a byte-order mark in mid-text, at character {found.start()}: files were joined" if found else None


_QUESTION_MARKS = later(r"\?\?+(?:[ ,.]{1,2}\?{2,}){2,}")
_QUESTION_FOR_APOSTROPHE = later(r"\?(?<=[a-z]\?)(?:s|t|re|ve|ll)\b(?![=&/])")
_QUESTION_IN_WORD = later(r"\?(?<=[a-z]\?)[a-z]+\b(?![=&/%])")  # in an address a name and its value follow


def _question_marks(text: str) -> str | None:
    found = "?? ??" in text and _QUESTION_MARKS.search(text)
    if found:
        return f"holds question marks in place of letters (“{found[0][:_LONGEST_QUOTED]}”)"
    for pattern, fewest in ((_QUESTION_FOR_APOSTROPHE, 2), (_QUESTION_IN_WORD, 3)):
        inside = pattern.findall(text)
        if len(inside) >= fewest:
            return f"holds question marks in place of letters (“{inside[0]}”)"
    return None


_REFERENCE = later(
    r"&(?:#\d{2,6}|#x[0-9a-fA-F]{2,5}|amp(?!;\w+=)|nbsp|(?<!=&)quot|apos|[lr][sd]quo|[lr]aquo|[nm]dash|hellip|copy|bull|middot|euro"
    r"|[A-Za-z](?:acute|grave|circ|uml|cedil|tilde|ring|caron)|szlig|zwnj|rlm|lrm);"
)


def _references(text: str) -> str | None:
    found = _REFERENCE.findall(text)
    if not found:
        return None
    return f"holds {_counted(len(found), 'character reference')} of HTML in place of characters (“{found[0]}”)"


_QUOTED_PRINTABLE = later(r"=(?:C[2-9A-F]|D[0-9A-F]|E[2-9A-F])=[89AB][0-9A-F]")
_ESCAPED = later(r"\\u0[0-9a-fA-F]{3}|\\u20[0-4][0-9a-fA-F]|\\x[89a-f][0-9a-f]\\x[89a-f][0-9a-f]")
_SHIFTED = later(r"\x1b(?:\$[@B()]|\([BJI])|~\{(?:[!-~]{2})+~\}")
_UTF_7 = later(r"\+(?:AGkQ|A[ABGPQ-Z][A-Za-z0-9+/]{2,}|B[A-Za-z0-9][A-Za-z0-9+/]{4,}|IB[QRSk-n][A-Za-z0-9+/]*)-")
_CODES = ((_QUOTED_PRINTABLE, 2), (_ESCAPED, 2), (_SHIFTED, 1), (_UTF_7, 2))


def _codes(text: str) -> str | None:
    for pattern, fewest in _CODES:
        found = pattern.findall(text)
        if len(found) >= fewest:
            seen = found[0].replace("\x1b", "ESC ")
            return f"holds codes in place of characters (“{seen[:_LONGEST_QUOTED]}”)"
    return None


_OTHER_SCRIPTS = "[\u0370-\u052f\u05d0-\u05ea\u0620-\u064a]"
_NO_WORDS = (
    "(?<=[À-ÖØ-öø-ÿ])[À-ÖØ-öø-ÿ]{3,}",  # four accented letters
    "(?<=[À-ÖØ-öø-ÿ])(?=[¡-©«-¹»-¿×÷][À-ÖØ-öø-ÿ])",  # a sign between two
    f"(?<=[À-ɏ])(?={_OTHER_SCRIPTS})",
    f"(?<={_OTHER_SCRIPTS}[À-ɏ])",
    "(?<=[а-яё][А-ЯЁ])[А-ЯЁ]{2}",  # KOI8-R read as cp1251 turns small letters into capitals
)
_FIRST_OF_NO_WORD = "À-ɏА-ЯЁ"
_NO_WORD = f"(?:{'|'.join(_NO_WORDS)})"
_WORD_OF_NO_LANGUAGE = later(f"[{_FIRST_OF_NO_WORD}]{_NO_WORD}")
_FEWEST_OF_NO_LANGUAGE = 3


def _misread_legacy(text: str) -> str | None:
    """Words with letters of two scripts, or with nothing but accented letters: bytes read by another one-byte table."""
    found = {_word_at(text, match.start()) for match in _WORD_OF_NO_LANGUAGE.finditer(text)}
    if len(found) < _FEWEST_OF_NO_LANGUAGE:
        return None
    return f"holds words that no language has, as after a wrong decoding (“{min(found)[:_LONGEST_QUOTED]}”)"


def _word_at(text: str, place: int) -> str:
    start = max(text.rfind(" ", 0, place), text.rfind("\n", 0, place)) + 1
    return re.split(r"\s", text[start : start + 40], maxsplit=1)[0]


_NARROW_RUN = 8


def _narrow(text: str) -> str | None:
    """Text with a byte for each letter that was read with two: letters of ASCII in pairs are Chinese characters."""
    run = 0
    for place, character in enumerate(text):
        high, low = divmod(ord(character), 256)
        run = run + 1 if _is_ascii_letter(high) and _is_ascii_letter(low) else 0
        if run == _NARROW_RUN:
            return f"holds text of another encoding that was read as UTF-16, at character {place + 1 - run}"
    return None


def _is_ascii_letter(code: int) -> bool:
    return 0x61 <= code <= 0x7A or 0x41 <= code <= 0x5A or code in (0x20, 0x2C, 0x2E)


_IN_ANY_TEXT = (
    Doubt("\ufffd", _replaced),
    Doubt("?", _question_marks),
    Doubt("&", _references),
    Doubt("=\\\x1b~+", _codes),
)
_BEYOND_ASCII = (_controls, _misread, _misread_legacy)
# Whether `_SUSPICIOUS` may find anything: of most texts in Latin script this tells that it won't. What begins with one
# set of characters is found fast.
_MAY_BE_SUSPICIOUS = later("[^\0-\x7f\xa0‘’“”](?:[^\0-\x7f]|(?<=[\x80-\x9f\u3400-\u9fff]))")
# One pass over text that nothing is wrong with, which nearly all is.
_SUSPICIOUS = later(
    f"[{_CONTROLS}{_FIRST_OF_NO_WORD}{FIRST_OF_MISREAD}](?:{SECOND_OF_MISREAD}|{_NO_WORD}|(?<=[{_CONTROLS}]))"
)
