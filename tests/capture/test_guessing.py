"""Whatever text is saved in, it is read rightly, doubted or rejected; in newsrooms' encodings it is never doubted."""

import pytest

from syria_iraq_archive.capture.encodings import decode_and_doubt
from syria_iraq_archive.capture.guessing import guess
from syria_iraq_archive.capture.reading import read
from syria_iraq_archive.errors import ArchiveError, CaptureRejected
from tests.capture.written import SAVED_IN, SENTENCES, Written, garbled, saved

NEVER_DOUBTED = {
    ("en", "cp1252"),
    ("en", "cp1256"),
    ("en", "utf-8"),
    ("ar", "cp1256"),
    ("ar", "iso8859-6"),
    ("ar", "utf-16"),
    ("fa", "cp1256"),
    ("fr", "cp1252"),
    ("fr", "latin-1"),
    ("de", "cp1252"),
    ("es", "cp1252"),
    ("he", "cp1255"),
    ("el", "cp1253"),
    ("zh", "gb18030"),
    ("ja", "cp932"),
}


def outcome(written: Written) -> str:
    try:
        capture = read(written.data, "x.txt").capture
    except ArchiveError:
        return "rejected"
    right = capture.text == written.text
    return ("right" if right else "wrong") + (", with a warning" if capture.warning else "")


@pytest.mark.parametrize("language", SAVED_IN)
def test_text_is_read_rightly_or_doubted_or_rejected(language: str) -> None:
    """In every encoding that its language was ever saved in."""
    texts = [each for each in saved(language) if len(each.text) < 200]
    assert not [(each.encoding, each.text) for each in texts if outcome(each) == "wrong"]


@pytest.mark.parametrize("language", SAVED_IN)
def test_utf_8_that_was_misread_and_saved_again_is_doubted(language: str) -> None:
    texts = [each for each in garbled(language) if len(each.text) < 400]
    assert not [(each.encoding, each.text) for each in texts if outcome(each) == "right"]


@pytest.mark.parametrize(("language", "encoding"), sorted(NEVER_DOUBTED))
def test_right_text_in_a_usual_encoding_is_not_doubted(language: str, encoding: str) -> None:
    texts = [each for each in saved(language) if each.encoding == encoding and len(each.text) < 200]
    assert texts
    assert {outcome(each) for each in texts} == {"right"}


def test_turkish_sentences_are_told_from_icelandic_ones() -> None:
    """In cp1254 and cp1252 they differ in six letters only."""
    for sentence in SENTENCES["tr"][:2]:
        assert decode_and_doubt(sentence.encode("cp1254")) == (sentence, "cp1254", None)


def test_one_arabic_name_in_an_english_text_is_read() -> None:
    text = "Officials of the town said that the men of حزب الله stayed away from the bridge."
    assert decode_and_doubt(text.encode("cp1256")) == (text, "cp1256", None)


def test_what_two_encodings_make_likely_text_of_is_kept_with_a_warning() -> None:
    text, encoding, warning = decode_and_doubt("دمشق".encode("cp1256"))
    assert (text, encoding) == ("دمشق", "cp1256")
    assert warning == "decoded as cp1256 by a guess that the text doesn't bear out"


@pytest.mark.parametrize("encoding", ["cp500", "johab"])
def test_text_in_no_encoding_known_here_is_rejected_with_a_hint(encoding: str) -> None:
    language = {"cp500": "fr", "johab": "ko"}[encoding]
    text = SENTENCES[language][0]
    with pytest.raises(CaptureRejected, match="not text"):
        decode_and_doubt(text.encode(encoding, "ignore"))


@pytest.mark.parametrize(
    "data",
    [
        "the café was open.\n".encode() + "The “old bridge” is it’s name.".encode("cp1252"),
        "Officials said “no”.\n".encode() + "Le conseil a déclaré l’été à l’écart".encode("cp1252"),
        "قال مجلس تل سمير\n".encode() + "قال مجلس تل سمير يوم الثلاثاء إن الجسر القديم سيفتح".encode("cp1256"),
    ],
)
def test_utf_8_with_another_encoding_behind_it_is_rejected(data: bytes) -> None:
    with pytest.raises(CaptureRejected, match="UTF-8"):
        decode_and_doubt(data)


def test_a_declared_encoding_weighs_little() -> None:
    """Of one that makes no text of the bytes, nothing."""
    arabic = SENTENCES["ar"][0].encode("cp1256")
    found = guess(arabic, ["cp1252"])
    assert found is not None
    assert (found.encoding, found.certain) == ("cp1256", True)
