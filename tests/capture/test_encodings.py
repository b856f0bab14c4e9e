"""Bytes become text, and the text becomes the same bytes again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syria_iraq_archive.capture.encodings import decode, encode
from syria_iraq_archive.errors import CaptureRejected

ENGLISH = "BAGHDAD – “We’re leaving,” the café’s owner said in Mosul, as officials déjà vu repeated.\r\nThe end.\n"
ARABIC = "شفق نيوز/ أعلنت وزارة الدفاع العراقية اليوم عن وصول تعزيزات عسكرية إلى الحدود مع سوريا.\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ENGLISH + ARABIC, "utf-8"),
        (ENGLISH + ARABIC, "utf-8-sig"),
        (ENGLISH + ARABIC, "utf-16"),
        (ENGLISH + ARABIC, "utf-16-be-sig"),
        (ENGLISH, "utf-16-le"),
        (ARABIC, "utf-16-be"),
        (ENGLISH + ARABIC, "utf-32"),
        (ENGLISH + ARABIC, "utf-32-be-sig"),
        (ENGLISH, "cp1252"),
        (ARABIC, "cp1256"),
        (ARABIC + ENGLISH, "cp1256"),
        (ARABIC, "iso8859-6"),
    ],
)
def test_text_is_read_back_in_the_encoding_it_was_saved_in(text: str, encoding: str) -> None:
    assert decode(encode(text, encoding)) == (text, encoding)


def test_a_byte_order_mark_belongs_to_the_encoding_not_to_the_text() -> None:
    assert decode(b"\xef\xbb\xbfHama") == ("Hama", "utf-8-sig")


def test_line_ends_are_kept_as_saved() -> None:
    assert decode(b"Hama\r\nHoms\rIdlib\n")[0] == "Hama\r\nHoms\rIdlib\n"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b" \n\t\n", "nothing but white space"),
        (b"\xef\xbb\xbf", "nothing but white space"),
        (b"Hama\0Homs", r"U\+0000"),
        (b"\x7fELF" + bytes(range(256)) * 20, "not text"),
        (b"\xff\xfea", "byte 2 isn't valid"),
        ("حلب وإدلب".encode()[:-1], "is UTF-8 except at byte 15"),
    ],
)
def test_what_is_no_text_is_rejected_with_the_reason(data: bytes, reason: str) -> None:
    with pytest.raises(CaptureRejected, match=reason):
        decode(data)


@given(st.binary())
def test_any_bytes_are_read_reversibly_or_rejected(data: bytes) -> None:
    try:
        text, encoding = decode(data)
    except CaptureRejected:
        return
    assert encode(text, encoding) == data


@given(st.text(), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1256", "cp1252"]))
def test_any_text_is_read_reversibly_or_rejected(text: str, encoding: str) -> None:
    data = text.encode("utf-8", "ignore") if encoding.startswith("cp") else encode(_without_surrogates(text), encoding)
    try:
        read, name = decode(data)
    except CaptureRejected:
        return
    assert encode(read, name) == data


def _without_surrogates(text: str) -> str:
    return text.encode("utf-8", "ignore").decode("utf-8")
