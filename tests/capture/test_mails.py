"""E-mails: what is shown is their text, what is attached stands alone, and what is damaged costs only itself."""

import base64
import io
from email import policy
from email.message import EmailMessage
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from syria_iraq_archive.capture.containers.items import stream_items
from syria_iraq_archive.capture.reading import Reading, read
from syria_iraq_archive.errors import CaptureRejected
from tests import saved

HEADER = "From: Desk <desk@example.org>\r\nDate: Tue, 3 Dec 2024 10:00:00 +0300\r\nSubject: Bridge\r\n"
OUTER = b"From: Omar <omar@example.net>\nDate: Wed, 4 Dec 2024 10:00:00 +0300\nMIME-Version: 1.0\n"


def multipart(*parts: str, subtype: str = "mixed", boundary: str = "b") -> bytes:
    """A message of parts, each with its header."""
    boundary += subtype
    body = "".join(f"--{boundary}\r\n{part}\r\n" for part in parts)
    return f'{HEADER}Content-Type: multipart/{subtype}; boundary="{boundary}"\r\n\r\n{body}--{boundary}--\r\n'.encode()


def part(type: str, content: str, *fields: str) -> str:
    return "\r\n".join([f"Content-Type: {type}", *fields, "", content])


PLAIN = part("text/plain; charset=utf-8", saved.BODY)
PAGE = part("text/html; charset=utf-8", saved.page())


def items(data: bytes) -> dict[str, bytes | str]:
    """What a file holds: bytes, or why there are none."""
    found = stream_items(io.BytesIO(data), "m.eml")
    return {item.path: item.data if item.data is not None else str(item.refusal) for item in found}


def text(data: bytes) -> str:
    return read(data, "m.eml").capture.text


def facts(reading: Reading) -> dict[str, str]:
    return {fact.field: fact.value for fact in reading.facts}


# what is attached


def test_an_attached_message_is_a_capture_of_its_own() -> None:
    """By the number of its part, byte for byte; the message that it is attached to is another."""
    data = multipart(PLAIN, part("message/rfc822", saved.mail("Homs.").decode()))
    found = items(data)
    assert list(found) == ["m.eml", "m.eml!/2"]
    assert found["m.eml!/2"] == saved.mail("Homs.").removesuffix(b"\n") + b"\n"
    assert text(data).strip() == saved.BODY


def test_a_message_that_only_passes_others_on_is_no_capture() -> None:
    """There is nothing else in it."""
    message = saved.mail("Homs.").decode()
    data = multipart(part("text/plain", " "), part("message/rfc822", message), part("message/rfc822", message))
    assert list(items(data)) == ["m.eml!/2", "m.eml!/3"]


def test_messages_in_messages_are_found_to_a_depth() -> None:
    """Then the rest is reported."""
    data = saved.mail("Homs.")
    for number in range(8):
        data = multipart(PLAIN, part("message/rfc822", data.decode()), boundary=f"b{number}")
    found = items(data)
    assert len(found) == 7
    assert "6 containers deep" in str(found["m.eml" + "!/2" * 6])


def test_files_attached_are_read_as_in_an_archive() -> None:
    """By what they are; a type that isn't known is reported."""
    packed = base64.b64encode(saved.pdf("Hama")).decode()
    found = items(
        multipart(
            PLAIN,
            part("application/pdf", packed, "Content-Transfer-Encoding: base64", "Content-Disposition: attachment"),
            part("image/jpeg", "x", 'Content-Disposition: attachment; filename="a.jpg"'),
            part("text/plain", "Homs.", 'Content-Disposition: attachment; filename="b.txt"'),
        )
    )
    assert found["m.eml!/2"] == saved.pdf("Hama")
    assert found["m.eml!/3"] == "is of a type not known here (.jpg)"
    assert found["m.eml!/4"] == b"Homs."


def test_pictures_that_a_page_shows_are_part_of_it() -> None:
    """They aren't reported, as those of a page saved by a browser aren't."""
    assert list(items(multipart(PAGE, part("image/png", "x", "Content-ID: <1>"), subtype="related"))) == ["m.eml"]


def test_a_text_in_several_plain_parts_is_taken_whole() -> None:
    """Some programs cut it where a picture stood."""
    assert text(multipart(part("text/plain", "Hama."), part("text/plain", "Homs."))) == "Hama.\nHoms."


# which form of the text


def test_of_two_forms_the_plain_one_is_taken() -> None:
    """A reader sees either."""
    assert text(multipart(PLAIN, PAGE, subtype="alternative")).strip() == saved.BODY


@pytest.mark.parametrize("blank", ["", " ", "\r\n\r\n"])
def test_a_blank_plain_form_gives_way_to_the_page(blank: str) -> None:
    """Programs put one there that nobody is to see."""
    data = multipart(part("text/plain", blank), PAGE, subtype="alternative")
    assert saved.HEADLINE in text(data)
    assert list(items(data)) == ["m.eml"]


def test_a_page_with_a_footer_is_the_text() -> None:
    """The footer of a list, which is plain, is reported beside it."""
    found = items(multipart(PAGE, part("text/plain", "To leave this list, write to us.")))
    assert list(found) == ["m.eml", "m.eml!/2"]


# damage

BRACKETS = "(" * 20_000


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("From", f"{BRACKETS} desk@example.org"),
        ("From", "<" * 20_000 + "desk@example.org"),
        ("To", BRACKETS),
        ("Cc", "\x00" * 100),
        ("Date", f"Tue, 3 Dec 2024 10:00:00 +0300 {BRACKETS}"),
        ("Message-ID", "<" * 20_000),
        ("Subject", "=?no-such-charset?q?x?= =?utf-8?b?!!?="),
        ("Subject", "=?utf-8?q?" + "=41" * 20_000 + "?="),
        ("Content-Type", f"text/plain; charset=utf-8; x={BRACKETS}"),
        ("Content-Type", "text/plain; charset=\x00utf-8"),
        ("Content-Type", "text/plain; charset*=utf-8'en'%00%ff"),
        ("Content-Type", "text/plain; " + "a=b; " * 10_000),
        ("Content-Type", ";;;"),
        ("Content-Disposition", "inline; filename*0*=" + "%" * 3_000),
        ("Content-Transfer-Encoding", "no-such-encoding"),
        ("MIME-Version", "\xff" * 9),
    ],
    ids=lambda value: value[:24],
)
def test_a_damaged_line_of_the_header_costs_only_itself(field: str, value: str) -> None:
    """The text is there, in no time."""
    fields = {"From": "desk@example.org", "Date": "Tue, 3 Dec 2024 10:00:00 +0300", "Subject": "Bridge"} | {
        field: value
    }
    data = "".join(f"{name}: {each}\r\n" for name, each in fields.items()).encode() + b"\r\n" + saved.BODY.encode()
    begun = process_time()
    reading = read(data, "m.eml")
    assert process_time() - begun < 1
    assert reading.capture.format == "eml"
    assert reading.capture.text == saved.BODY
    if field != "Subject":
        assert facts(reading)["headline"] == "Bridge"


def test_an_encoded_word_of_no_known_charset_stays_as_it_is() -> None:
    """The words beside it are decoded."""
    data = HEADER.replace("Bridge", "=?utf-8?q?H=C3=A4?= =?x-none?q?x?=") + "\r\nHama."
    assert facts(read(data.encode(), "m"))["headline"] == "Hä =?x-none?q?x?="


def test_long_subjects_are_read_across_their_lines() -> None:
    """Encoded words that follow each other are one."""
    message = EmailMessage(policy=policy.SMTP)
    message["Subject"] = subject = "المجلس يعيد فتح الجسر القديم فوق القناة بعد ثلاث سنوات من تضرره في القتال"
    data = HEADER.replace("Subject: Bridge\r\n", "").encode() + message.as_bytes() + b"Hama."
    assert facts(read(data, "m"))["headline"] == subject


@pytest.mark.parametrize("damage", ["!", "=", "\r\n\r\n", "é"])
def test_damaged_base64_gives_what_is_sound(damage: str) -> None:
    """Signs that aren't of it are passed over."""
    packed = base64.b64encode(b"Hama fell.").decode()
    content = f"{packed[:8]}{damage}{packed[8:]}" if damage != "=" else packed[:-3]
    data = multipart(part("text/plain", content, "Content-Transfer-Encoding: base64"))
    assert text(data).startswith("Hama f")


def test_a_message_cut_short_gives_what_is_there() -> None:
    """Its last boundary is missing."""
    assert text(multipart(PLAIN, PAGE, subtype="alternative")[:700]).startswith(saved.PARAGRAPHS[0])


def test_the_line_that_a_mailbox_puts_before_a_message_is_none_of_it() -> None:
    """It has no colon behind its first word."""
    data = b"From desk@example.org Tue Dec  3 23:30:00 2024\n" + saved.mail()
    assert text(data).strip() == saved.BODY


def test_the_line_that_a_mailbox_puts_before_a_saved_page_is_none_of_it() -> None:
    """The page is found behind it."""
    page = saved.mhtml(saved.page())
    line = b"From desk@example.org Tue Dec  3 23:30:00 2024\n"
    assert text(line + page) == text(page)


def test_a_message_without_a_text_is_rejected_with_the_reason() -> None:
    """What is attached is reported by itself."""
    with pytest.raises(CaptureRejected, match="holds no text"):
        read(multipart(part("image/png", "x")), "m")
    assert items(multipart(part("image/png", "x"))) == {"m.eml!/1": "is of a type not known here (image/png)"}


def _deep(number: int) -> bytes:
    data = saved.mail("Homs.").decode()
    opened = "".join(f'Content-Type: multipart/mixed; boundary="{n}"\n\n--{n}\n' for n in range(number))
    return OUTER + opened.encode() + data.encode()


@pytest.mark.parametrize(
    "data",
    [
        multipart(PLAIN, *[part("text/plain", "x")] * 20_000),
        multipart(PLAIN, *[part("message/rfc822", "x")] * 3_000),
        _deep(2_000),
        OUTER + b"Content-Type: message/rfc822\n\n" * 2_000 + b"x",
        OUTER + b"Content-Type: multipart/mixed; boundary=a\n\n" + b"--a\n" * 50_000,
        OUTER + b"Content-Type: multipart/mixed; boundary=a\n\n" + b"\r\n--a" * 50_000 + b"x",
        OUTER + b"X: y\n" * 10_000 + b"\nx",
        OUTER + b"X:" + b"\n " * 30_000 + b"\n\nx",
        OUTER + b"Subject: " + b"=?utf-8?q?" * 5_000 + b"\n\nx",
    ],
    ids=["parts", "messages", "deep", "rfc822", "boundaries", "no headers", "fields", "folds", "words"],
)
def test_no_message_takes_long(data: bytes) -> None:
    """However it nests."""
    begun = process_time()
    for item in stream_items(io.BytesIO(data), "m.eml"):
        if item.data is not None and item.path == "m.eml":
            try:
                read(item.data, item.path)
            except CaptureRejected:
                continue
    assert process_time() - begun < 1.5


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.binary(max_size=4)), min_size=1, max_size=6))
def test_damage_anywhere_gives_a_text_or_a_reason(changes: list[tuple[float, bytes]]) -> None:
    """No library's own error gets through."""
    data = multipart(PLAIN, PAGE, part("message/rfc822", saved.mail("Homs.").decode()))
    for place, put in changes:
        at = int(place * len(data))
        data = data[:at] + put + data[at + len(put) :]
    for item in stream_items(io.BytesIO(data), "m.eml"):
        if item.data is not None:
            try:
                read(item.data, item.path)
            except CaptureRejected:
                continue
