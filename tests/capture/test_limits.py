"""What a small file may cost: one allowance for all that stands in it, and limits on what a page or PDF may ask."""

import gzip
import io
import logging
import sys
import tarfile
from contextlib import suppress
from time import process_time
from types import ModuleType

import pytest
from pypdf import PdfReader, PdfWriter

from syria_iraq_archive.capture.containers import limits as limits_module
from syria_iraq_archive.capture.containers.items import stream_items
from syria_iraq_archive.capture.containers.limits import ReadLimits, TimePassed
from syria_iraq_archive.capture.formats import main_text
from syria_iraq_archive.capture.reading import read
from syria_iraq_archive.errors import CaptureFailed, CaptureRejected, MissingExtra
from syria_iraq_archive.extras import importing
from tests import saved


def items(data: bytes, limits: ReadLimits | None = None) -> dict[str, str | None]:
    """The reasons by the paths; None of what is taken."""
    return {
        item.path: str(item.refusal) if item.refusal else None for item in stream_items(io.BytesIO(data), "a", limits)
    }


def test_containers_in_a_container_share_one_allowance(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten that are harmless by themselves aren't so together."""
    monkeypatch.setattr(limits_module, "HARMLESS", 1_000_000)
    bomb = gzip.compress(bytes(400_000))
    found = items(gzip.compress(saved.tarred({f"{number}.txt.gz": bomb for number in range(10)})))
    assert sum(reason is None for reason in found.values()) < 4
    assert "swells" in str(found["a"])


def test_many_containers_that_swell_little_are_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    """The near miss: no more comes out than their size asks for."""
    monkeypatch.setattr(limits_module, "HARMLESS", 10_000)
    text = "".join(map(chr, range(0x600, 0x6F0))) * 20
    assert set(
        items(saved.zipped({f"{number}.txt.gz": gzip.compress(text.encode()) for number in range(10)})).values()
    ) == {None}


def _tar_claiming(size: int | str) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w", format=tarfile.PAX_FORMAT) as archive:
        whole, claims = tarfile.TarInfo("whole.txt"), tarfile.TarInfo("claims.jpg")
        whole.size = 5
        archive.addfile(whole, io.BytesIO(b"Hama."))
        claims.pax_headers = {"size": str(size)}
        archive.addfile(claims)
    return made.getvalue()


@pytest.mark.parametrize("size", [10**9, 10**18, "9" * 3_000, -512])
def test_an_entry_that_claims_more_than_there_is_ends_the_reading(size: int | str) -> None:
    """In no time; what stands before it is taken."""
    begun = process_time()
    found = items(_tar_claiming(size))
    assert process_time() - begun < 1
    assert found["a!/whole.txt"] is None
    assert found["a"]


def _header(type: bytes, size: int) -> bytes:
    entry = tarfile.TarInfo("x")
    entry.type, entry.size = type, size
    return entry.tobuf(tarfile.GNU_FORMAT)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (_header(tarfile.GNUTYPE_LONGNAME, 30_000_000) + b"a" * 30_000_000, "has a header of 30,000,000 bytes"),
        (_header(tarfile.XHDTYPE, 0) * 3_000, "has more than 20 headers of one entry"),
    ],
    ids=["a long name", "headers"],
)
def test_headers_of_an_entry_are_no_longer_than_names_are(data: bytes, reason: str) -> None:
    """The library reads each into memory, and each within the one before."""
    assert reason in str(items(gzip.compress(data))["a"])


def test_a_file_that_takes_too_long_fails() -> None:
    """It isn't rejected: on another machine it may be read."""
    found = list(stream_items(io.BytesIO(gzip.compress(saved.tarred({"a.txt": "Hama"}))), "a", ReadLimits(seconds=-1)))
    assert [type(item.refusal) for item in found] == [TimePassed]
    assert not isinstance(found[0].refusal, CaptureRejected)


def test_more_refusals_than_the_limit_end_the_reading() -> None:
    """Each is reported, and there may be millions."""
    found = items(b'{"text": "a"}\n' + b"x\n" * 50, ReadLimits(refusals=10))
    assert len(found) == 12
    assert "more than 10 things that can't be taken" in str(found["a"])


# pages


@pytest.mark.parametrize(
    ("body", "asked"),
    [
        (f"<div>{saved.BODY}</div>", True),
        ("<div>" * 140 + saved.BODY, True),
        ("<div>" * 160 + saved.BODY, False),
        ("<b>x</b>" * 21_000, False),
    ],
    ids=["small", "deep", "too deep", "too many"],
)
def test_a_page_larger_than_pages_are_is_not_handed_to_trafilatura(body: str, asked: bool) -> None:
    """What made its text says so; the text is all there."""
    capture = read(f"<html><body>{body}".encode(), "a").capture
    assert ("trafilatura=" in str(capture.extractor)) == asked
    assert len(capture.text) > 20_000 or saved.BODY.split("\n")[0] in capture.text


@pytest.mark.parametrize("unit", ["<p>x", "<td>x", "<h1>", "<table><tr><td>x", "<h2>x</h2><p>y", "x<br><br>"])
def test_unclosed_elements_take_no_longer_than_others(unit: str) -> None:
    """Each was compared with each."""
    prose = "".join(f"<p>{paragraph}</p>" for paragraph in saved.PARAGRAPHS)
    data = f"<html><body><article>{prose}<figure><p>a</p></figure></article>{unit * (60_000 // len(unit))}".encode()
    begun = process_time()
    with suppress(CaptureRejected):
        read(data, "a")
    assert process_time() - begun < 8


def test_a_page_that_the_library_would_cut_is_rejected() -> None:
    """Its text behind two thousand elements in each other would be lost."""
    with pytest.raises(CaptureRejected, match="nests its elements deeper"):
        read(b"<html><body>" + b"<div>x" * 3_000, "a")


@pytest.mark.parametrize(("number", "taken"), [(4_000, True), (6_000, False)])
def test_an_element_has_no_more_attributes_than_can_be_compared(number: int, taken: bool) -> None:
    """A script with as many words is none."""
    many = " ".join(f"a{each}" for each in range(number))
    page = f"<html><body><script>if (a <b {many}) b()</script><p>Hama fell."
    assert read(page.encode(), "a").capture.text == "Hama fell.\n"
    if not taken:
        with pytest.raises(CaptureRejected, match="more than 5,000 attributes"):
            read(f"<html><body><p {many}>Hama".encode(), "a")
    else:
        assert read(f"<html><body><p {many}>Hama".encode(), "a").capture.text == "Hama\n"


def test_a_control_character_in_a_page_stays_in_its_text() -> None:
    """Trafilatura can't write it, and is asked without it."""
    page = saved.page(above="<p>Ha\x01ma fell.</p>")
    assert "Ha\x01ma fell." in read(page.encode(), "a").capture.text


@pytest.mark.parametrize("error", [MemoryError("full"), RecursionError("deep")])
def test_a_step_that_trafilatura_left_out_for_want_of_memory_fails_the_page(
    error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It logs that and goes on; the page isn't at fault."""

    def extraction(*_: object, **__: object) -> None:
        logging.getLogger("trafilatura.external").warning("readability_lxml failed: %s", error)

    monkeypatch.setattr("trafilatura.bare_extraction", extraction)
    with pytest.raises(CaptureFailed, match=type(error).__name__):
        read(saved.page().encode(), "a")


@pytest.mark.parametrize("error", [AttributeError("bug"), TypeError("bug"), MemoryError(), RecursionError()])
def test_what_a_library_raises_unexpectedly_is_a_failure(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody has said that the bytes are at fault."""

    def extract(*_: object, **__: object) -> str:
        raise error

    monkeypatch.setattr(main_text, "_extract", extract)
    with pytest.raises(CaptureFailed, match=f"couldn't be read as html: {type(error).__name__}"):
        read(saved.page().encode(), "a")


# PDF


def encrypted(password: str, algorithm: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(saved.pdf(saved.HEADLINE))))
    writer.encrypt(user_password=password, owner_password="owner", algorithm=algorithm)
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-128", "AES-256"])
def test_a_pdf_that_opens_without_a_password_is_read(algorithm: str) -> None:
    """It is encrypted so that nobody changes it."""
    assert read(encrypted("", algorithm), "a").capture.text == saved.HEADLINE


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-256"])
def test_a_pdf_that_needs_a_password_says_so(algorithm: str) -> None:
    """We have none."""
    with pytest.raises(CaptureRejected, match="needs a password"):
        read(encrypted("secret", algorithm), "a")


def test_a_pdf_that_needs_cryptography_fails_with_the_cure(monkeypatch: pytest.MonkeyPatch) -> None:
    """The file isn't at fault."""
    from pypdf.errors import DependencyError

    def decrypt(*_: object) -> None:
        raise DependencyError("cryptography>=3.1 is required for AES algorithm")

    data = encrypted("", "AES-256")
    monkeypatch.setattr(PdfReader, "decrypt", decrypt)
    with pytest.raises(MissingExtra, match=r"needs cryptography .*syria-iraq-archive\[pdf\]"):
        read(data, "a")


def test_of_a_pdf_the_pages_that_can_be_read_are_taken() -> None:
    """With a warning that names the other."""
    data = saved.pdf("Hama fell.", "x" * 50, "Homs fell.")
    data = data.replace(b"(" + b"x" * 50 + b") Tj T*", b"[" * 50 + b"1 2 3 4 ")
    try:
        capture = read(data, "a").capture
    except CaptureFailed:
        pytest.skip("this version of pypdf doesn't say that the page is damaged")
    assert "Hama fell." in capture.text
    assert "Homs fell." in capture.text


def test_a_pdf_of_more_pages_than_books_have_is_rejected(monkeypatch: pytest.MonkeyPatch) -> None:
    """However small it is."""
    monkeypatch.setattr("syria_iraq_archive.capture.formats.pdf.MAX_PAGES", 2)
    with pytest.raises(CaptureRejected, match="more than 2 pages"):
        read(saved.pdf("a", "b", "c"), "a")


def test_a_pdf_of_more_steps_than_newspapers_have_is_rejected(monkeypatch: pytest.MonkeyPatch) -> None:
    """In all its pages together."""
    monkeypatch.setattr("syria_iraq_archive.capture.formats.pdf.MAX_STEPS", 20)
    assert read(saved.pdf("a\nb", "c\nd"), "a").capture.text
    with pytest.raises(CaptureRejected, match="more than 20 steps"):
        read(saved.pdf(*["a\nb\nc\nd"] * 4), "a")


# libraries


def test_a_library_that_is_installed_but_broken_is_said_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    """What it misses is named: to install the library again may not help."""
    broken = ModuleType("broken")
    broken.__spec__ = None
    monkeypatch.setitem(sys.modules, "broken", broken)
    with (
        pytest.raises(MissingExtra, match=r"broken, which is installed, but it can't be imported: .*clay"),
        importing("broken", "x"),
    ):
        import clay  # type: ignore[import-not-found]  # noqa: F401


def test_a_line_of_marks_alone_was_not_extracted() -> None:
    """An empty line of the extract says nothing of it."""
    extracted = main_text._Extracted("The bridge fell.\n\nNobody was hurt.")
    assert [extracted.has(line) for line in ("|", "- |", "The bridge fell.", "The bridge")] == [
        False,
        False,
        True,
        False,
    ]
