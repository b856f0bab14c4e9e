"""From bytes of every format to the text that their reader sees, and to what they say besides."""

import gzip
import json
import sys
from collections.abc import Callable
from contextlib import suppress

import brotli
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from syria_iraq_archive.capture.formats.base import would_extract_alike
from syria_iraq_archive.capture.reading import FORMATS, Reading, read
from syria_iraq_archive.errors import CaptureRejected, MissingExtra
from syria_iraq_archive.records import Role
from tests import saved
from tests.capture import exported

LINE = json.dumps({"text": saved.BODY, "title": saved.HEADLINE})
PDF = saved.pdf(f"{saved.HEADLINE}\nOfficials said that it was open.", "The second page.")
ARABIC = "أعلن مجلس البلدة القديمة أنه أعاد فتح الجسر فوق القناة يوم الثلاثاء بعد ثلاث سنوات من تضرره"
EVERY_FORMAT = {
    "text": saved.BODY.encode(),
    "html": saved.page().encode(),
    "mhtml": saved.mhtml(saved.page()),
    "warc-response": saved.record(saved.response(saved.page())),
    "jsonl": LINE.encode(),
    "pdf": PDF,
    "eml": saved.mail(),
    "rtf": rf"{{\rtf1\ansi {saved.HEADLINE}}}".encode(),
    "docx": exported.docx(saved.BODY),
    "factiva": exported.factiva().encode(),
    "nexis": exported.old_nexis().encode(),
}


def facts(reading: Reading) -> dict[str, tuple[str, str]]:
    return {fact.field: (fact.value, fact.rule) for fact in reading.facts}


def marked(reading: Reading, role: Role) -> list[str]:
    return [line.span.of(reading.capture.text) for line in reading.marked if line.role is role]


@pytest.mark.parametrize("name", EVERY_FORMAT)
def test_a_format_is_told_by_its_bytes_whatever_the_file_is_called(name: str) -> None:
    """There is no second way to tell it."""
    assert read(EVERY_FORMAT[name], "a.bin").capture.format == name


def test_every_format_is_tested_here() -> None:
    """A new one can't be forgotten."""
    assert {format.name for format in FORMATS} == set(EVERY_FORMAT)


@pytest.mark.parametrize("name", [name for name in EVERY_FORMAT if name != "text"])
def test_what_is_no_plain_text_keeps_its_bytes_and_names_what_made_its_text(name: str) -> None:
    """And that is what would make the text again."""
    capture = read(EVERY_FORMAT[name], "a").capture
    assert capture.content == EVERY_FORMAT[name]
    assert capture.extractor
    assert would_extract_alike(capture.extractor)


def test_plain_text_needs_neither() -> None:
    """Its text gives the bytes back."""
    capture = read(EVERY_FORMAT["text"], "a").capture
    assert (capture.content, capture.extractor) == (None, None)


@pytest.mark.parametrize("made_by", ["html=0 lxml=6.0", "html=2 lxml=0.1"])
def test_another_extractor_or_library_would_not_make_the_same_text(made_by: str) -> None:
    """For all one knows."""
    assert not would_extract_alike(made_by)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0", "is a PNG picture"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "is an old Office document"),
        (b"Rar!\x1a\x07", "is a RAR archive"),
    ],
)
def test_another_type_is_rejected_by_its_name(data: bytes, reason: str) -> None:
    """Of the type, and of the file."""
    with pytest.raises(CaptureRejected, match=rf"a\.bin: {reason}, a type not known here"):
        read(data, "a.bin")


@pytest.mark.parametrize(
    ("name", "library", "extra"),
    [
        ("html", "lxml", "html"),
        ("pdf", "pypdf", "pdf"),
        ("warc-response", "warcio", "warc"),
    ],
)
def test_a_missing_library_is_named_with_the_command_that_installs_it(
    name: str, library: str, extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The capture isn't at fault."""
    for module in [module for module in sys.modules if module.partition(".")[0] == library]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(MissingExtra, match=rf'needs {library} \(run: pip install "syria-iraq-archive\[{extra}\]"'):
        read(EVERY_FORMAT[name], "a")


# HTML


def _without_trafilatura(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in [module for module in sys.modules if module.partition(".")[0] == "trafilatura"]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, "trafilatura", None)


def test_a_page_is_read_without_trafilatura_and_again_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """The program's own model tells the story's lines; what was read so isn't what trafilatura would help to."""
    _without_trafilatura(monkeypatch)
    reading = read(EVERY_FORMAT["html"], "a")
    assert marked(reading, Role.HEADLINE) == [saved.HEADLINE]
    assert marked(reading, Role.PARAGRAPH) == list(saved.PARAGRAPHS)
    assert reading.capture.extractor is not None
    assert reading.capture.extractor.endswith(" trafilatura=None")
    monkeypatch.undo()
    assert not would_extract_alike(reading.capture.extractor)


@pytest.mark.parametrize(
    ("comment", "uri", "saved_at"),
    [
        (
            f"\n Page saved with SingleFile \n url: {saved.URI} \n saved date: Thu Dec 05 2024 10:20:30 GMT+0300\n",
            True,
            True,
        ),
        (f" saved from url=(0041){saved.URI} ", True, False),
        (f" Archived by a program\n source: {saved.URI}\n archived on: 2024-12-05T10:20:30Z\n", True, True),
        (
            f" Mirrored from {saved.URI[8:]} by HTTrack Website Copier/3.x [XR&CO], Thu, 05 Dec 2024 10:20:30 GMT ",
            True,
            True,
        ),
        (" saved from url=(0014)about:internet ", False, False),
        (f" url: {saved.URI} \n saved date: 2024-12-05 ", False, False),
    ],
    ids=["SingleFile", "browser", "other", "HTTrack", "no address", "near miss"],
)
def test_a_saved_page_says_where_it_is_from_and_when_it_was_saved(comment: str, *, uri: bool, saved_at: bool) -> None:
    """In a comment at its head; the day is that of the capture, not of publication."""
    reading = read(saved.page().replace("<head>", f"<!--{comment}--><head>").encode(), "a")
    assert reading.capture.uri == (saved.URI if uri else None)
    assert ("05" in (reading.capture.captured_at or "")) == saved_at
    assert "published" not in facts(reading)


def test_what_is_marked_as_a_quotation_stands_between_quotation_marks() -> None:
    """As browsers show it; one in another has single marks, one that brings its own has no others."""
    page = "<!DOCTYPE html><p>He said: <q>We call it <q>home</q> now.</q> And: <q>“Come.”</q></p>"
    assert read(page.encode(), "a").capture.text == "He said: “We call it ‘home’ now.” And: “Come.”\n"


def test_a_page_is_read_block_by_block_and_its_furniture_told() -> None:
    """Scripts, styles and what is hidden aren't seen."""
    reading = read(saved.page(above="<p hidden>Secret</p><p>By Rana<br>Haddad</p>").encode(), "a")
    assert reading.capture.text.split("\n") == [
        *("Home", "Iraq", saved.HEADLINE, "By Rana", "Haddad", *saved.PARAGRAPHS),
        *("© 2024 Example News. All rights reserved.", ""),
    ]
    assert marked(reading, Role.CHROME) == ["Home", "Iraq", "© 2024 Example News. All rights reserved."]
    assert marked(reading, Role.PARAGRAPH)[-3:] == list(saved.PARAGRAPHS)


def test_dates_and_captions_are_told_by_their_elements() -> None:
    """Trafilatura leaves them out; an archive points at them."""
    photo = "<figure><img><figcaption>The bridge. (AFP)</figcaption></figure>"
    above = f'<p class="meta"><time>3 December 2024</time></p>{photo}'
    reading = read(saved.page(above=above, within="<div><a>Read also: Canal Dredged</a></div>").encode(), "a")
    assert "Read also: Canal Dredged" in marked(reading, Role.CHROME)
    assert marked(reading, Role.PUBLISHED) == ["3 December 2024"]
    assert marked(reading, Role.CAPTION) == ["The bridge. (AFP)"]


def test_a_page_with_hardly_a_line_of_a_story_has_only_lines_outside_its_main_text() -> None:
    """As trafilatura tells them; the parser's rules say the rest."""
    page = f"<html><body><nav>Home</nav><article><h1>{saved.HEADLINE}</h1><p>It opened on Tuesday, the mayor said.</p>"
    reading = read(page.encode(), "a")
    assert reading.marked == ()


def test_a_page_that_hides_its_body_until_it_is_loaded_is_read() -> None:
    """Scripts show it."""
    assert read(b"<html><body style='visibility: hidden'><p>Hama fell.", "a").capture.text == "Hama fell.\n"


def test_what_stands_before_a_body_that_is_left_out_is_seen() -> None:
    """As browsers see it."""
    data = b"<!DOCTYPE html><title>Unseen</title><meta name=x><nav>Home</nav><section>Iraq</section><h1>Hama</h1>"
    assert read(data, "a").capture.text == "Home\nIraq\nHama\n"


def test_inline_elements_stay_in_their_line_and_cells_are_parted_by_tabs() -> None:
    """No-break spaces are text, other white space is one space."""
    body = "<p>Hama <b>fe</b>ll\n  on\u00a0Tuesday.</p><table><tr><td>Hama<td>12</tr></table><pre>two\nlines</pre>"
    assert (
        read(f"<html><body>{body}".encode(), "a").capture.text == "Hama fell on\u00a0Tuesday.\nHama\t12\ntwo\nlines\n"
    )


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p><span>Example News</span><span>December 3, 2024</span>", "Example News December 3, 2024"),
        ("<p><span>H</span>ama <b>fe</b><i>ll</i><a>on</a><span>.</span>", "Hama fellon."),
        ("<table><tr><td>Home<td><b>Hama</b><br>Fallen", "Home\nHama\nFallen"),
        ("<p>Hama<br><br>fell", "Hama\nfell"),
        ("<pre hidden>x</pre><p>Hama\nfell", "Hama fell"),
        ("<p>Hama<span style='display:none'>x</span>fell", "Hamafell"),
        ("<p>Ha\0ma", "Ha\ufffdma"),
    ],
)
def test_lines_and_words_end_where_a_browser_ends_them(body: str, text: str) -> None:
    """Styles set apart the small elements of a line, but no capital from its word; what is hidden leaves no trace."""
    assert read(f"<!DOCTYPE html><html><body>{body}".encode() + b" " * 200, "a").capture.text == f"{text}\n"


def test_a_page_that_nests_too_deep_for_recursion_is_read() -> None:
    """Nobody writes such pages by hand, but scripts do."""
    assert "Hama fell." in read(b"<div>" * 1500 + b"<p>Hama fell.", "a").capture.text


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (saved.page(charset="windows-1256").replace("canal", "قناة").encode("cp1256", "replace"), "cp1256"),
        (saved.page(charset="iso-8859-1").replace("canal", "“canal”").encode("cp1252"), "cp1252"),
        (saved.page(charset=None).encode("utf-16"), "utf-16"),
        (saved.page(charset="utf-8").encode("utf-8-sig"), "utf-8-sig"),
        (saved.page(charset="windows-1252").encode(), "utf-8"),
        (saved.page(charset="no-such-charset").encode(), "utf-8"),
        (saved.page(charset="hex").encode("cp1252"), "cp1252"),
        (saved.page(charset="utf-7").encode("cp1252"), "cp1252"),
        (f"<html><body><p>{ARABIC}</p>".encode("cp1256"), "cp1256"),
    ],
)
def test_the_encoding_is_what_a_browser_would_take(data: bytes, encoding: str) -> None:
    """Except that valid UTF-8 is UTF-8 whatever the page declares."""
    assert read(data, "a").capture.encoding == encoding


def test_a_page_saved_by_a_browser_tells_where_from() -> None:
    """In a comment that browsers write."""
    data = f"<!-- saved from url=(0034){saved.URI} -->\n{saved.page()}".encode()
    assert read(data, "a").capture.uri == saved.URI


def test_a_page_without_text_is_rejected() -> None:
    """It is filled by a script."""
    with pytest.raises(CaptureRejected, match="shows no text"):
        read(b"<!DOCTYPE html><div id=root></div><script>fill()</script>", "a")


@pytest.mark.parametrize(
    "head", ["<html", "<!-- a --><!doctype HTML", "<?xml version='1.0'?><html", "\ufeff <ul", "<Img src=a"]
)
def test_a_page_is_told_by_its_first_tag(head: str) -> None:
    """Behind comments and a declaration."""
    assert read(f"{head}><p>Hama fell.".encode(), "a").capture.format == "html"


@pytest.mark.parametrize("head", ["<!-- a -->" * 400, "<!-- " * 800, "<!--" + "-->" * 1200])
def test_a_page_of_comments_is_told_in_no_time(head: str) -> None:
    """A pattern that could try all ways to part them would never end."""
    assert read(f"{head}Hama fell.".encode(), "a").capture.format == "text"


def test_text_that_holds_a_tag_is_no_page() -> None:
    """A page begins with one."""
    assert read(b"Hama <b>fell</b>.", "a").capture.format == "text"


@pytest.mark.parametrize(
    ("data", "format"),
    [
        (b'<img height="1" src="//x.example/t?id=1">\nHama fell.\nHoms holds.', "text"),
        (b"<script async src=x.js></script>\nHama fell.\nHoms holds.", "text"),
        (b"<br>\nHama fell.\nHoms holds.", "text"),
        (b"<img src=t.gif>\nHama fell.<br>\nHoms holds.", "html"),
        (b"<p>Hama fell.</p>", "html"),
        (b"<html>\nHama fell.\nHoms holds.", "html"),
        (b"<!DOCTYPE html>\n<img src=t.gif>\nHama fell.\nHoms holds.", "html"),
    ],
)
def test_text_behind_one_stray_tag_is_text(data: bytes, format: str) -> None:
    """A counter that was copied along makes no page; a second tag does, or one that only pages begin with."""
    assert read(data, "a").capture.format == format


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200), st.sampled_from(["<html>", "<p>", "<div><pre>", "<table><td>"]))
def test_any_bytes_after_a_tag_give_a_text_or_a_reason(tail: bytes, tag: str) -> None:
    """And the main text is made of lines of the text."""
    try:
        reading = read(tag.encode() + tail, "a")
    except CaptureRejected:
        return
    text = reading.capture.text
    assert text.encode()
    assert all(span.of(text) == span.of(text).strip() != "" for span in reading.outside)


# what pages say of themselves

JSON_LD = (
    '{"@graph": [{"@type": "WebPage", "datePublished": "2020-01-01"}, {"@type": ["NewsArticle"], '
    '"headline": "The Bridge &amp; the Canal", "datePublished": "2024-12-03T08:00:00Z", "dateModified": "2024-12-09", '
    '"author": [{"name": "Rana Haddad"}, {"name": "Omar Aziz"}], "publisher": {"name": "Example News"}}]}'
)


def test_json_ld_of_the_article_is_read_before_that_of_the_page() -> None:
    """Authors are joined, entities resolved."""
    found = facts(read(saved.page(f'<script type="application/ld+json">{JSON_LD}</script>').encode(), "a"))
    assert found["headline"] == ("The Bridge & the Canal", "html:jsonld headline")
    assert found["published"] == ("2024-12-03T08:00:00Z", "html:jsonld datePublished")
    assert found["byline"] == ("Rana Haddad, Omar Aziz", "html:jsonld author")
    assert found["site"] == ("Example News", "html:jsonld publisher")


@pytest.mark.parametrize(
    ("head", "rule"),
    [
        ('<meta property="article:published_time" content="2024-12-03T08:00">', "html:meta article:published_time"),
        ('<meta itemprop="datePublished" content="2024-12-03">', "html:meta datepublished"),
        ('<meta name="DC.date.issued" content="2024-12-03">', "html:meta dc.date.issued"),
        ('<meta name="pubdate" content="20241203">', "html:meta pubdate"),
    ],
)
def test_a_publication_date_names_the_place_where_it_stands(head: str, rule: str) -> None:
    """One of those that say that it is one."""
    assert facts(read(saved.page(head).encode(), "a"))["published"][1] == rule


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:modified_time" content="2024-12-03">',
        '<meta property="og:updated_time" content="2024-12-03">',
        '<script type="application/ld+json">{"@type": "NewsArticle", "dateModified": "2024-12-03"}</script>',
        '<link rel="canonical" href="https://example.org/2024/12/03/bridge">',
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": </script>',
    ],
)
def test_no_other_date_is_taken_for_that_of_publication(head: str) -> None:
    """Neither of a change nor of an address, nor one that only stands in the page."""
    page = saved.page(head, above="<p>Updated 2024-12-03</p>")
    assert "published" not in facts(read(page.encode(), "a"))


@pytest.mark.parametrize("author", ["https://example.org/authors/7", "desk@example.org"])
def test_an_author_that_is_an_address_is_none(author: str) -> None:
    """Sites give them so."""
    assert "byline" not in facts(read(saved.page(f'<meta name="author" content="{author}">').encode(), "a"))


# web archives


PAGE = saved.page().encode()


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (PAGE, {}),
        (gzip.compress(PAGE), {"Content_Encoding": "gzip"}),
        (brotli.compress(PAGE), {"Content_Encoding": "br"}),
        (b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE), {"Transfer_Encoding": "chunked"}),
    ],
    ids=["plain", "gzip", "brotli", "chunked"],
)
def test_a_response_is_read_as_it_was_sent_with_its_address_and_day(body: bytes, headers: dict[str, str]) -> None:
    """Whole or in chunks, compressed or not."""
    capture = read(saved.record(saved.response(body, **headers)), "a").capture
    assert saved.HEADLINE in capture.text
    assert (capture.uri, capture.captured_at) == (saved.URI, saved.CRAWLED)


@pytest.mark.parametrize("how", ["utf-8", "UTF-8", "none", "windows-1256", "gzip", "br", "deflate", "zstd", "x"])
def test_a_page_that_is_not_compressed_is_read_whatever_the_server_says_of_that(how: str) -> None:
    """Some name an encoding there, some a compression that they leave out."""
    assert saved.HEADLINE in read(saved.record(saved.response(PAGE, Content_Encoding=how)), "a").capture.text


@pytest.mark.parametrize("length", ["0", "7", "999999", "-1", "many"])
def test_a_page_is_read_whole_whatever_length_the_server_gives(length: str) -> None:
    """The record's own length tells where it ends."""
    data = saved.record(saved.response(PAGE, Content_Length=length))
    assert read(data, "a").capture.text == read(saved.record(saved.response(PAGE)), "a").capture.text


def test_an_encoding_that_stands_in_the_place_of_a_compression_counts() -> None:
    """If it is the only one that is named."""
    body = saved.page(charset=None).replace("canal", "قناة").encode("cp1256", "replace")
    response = saved.response(body, "text/html", Content_Encoding="windows-1256")
    assert read(saved.record(response), "a").capture.encoding == "cp1256"


def test_a_page_that_is_compressed_in_an_unknown_way_is_rejected() -> None:
    """With the name of the way."""
    with pytest.raises(CaptureRejected, match="compressed by zstd, which isn't read here"):
        read(saved.record(saved.response(b"\x28\xb5\x2f\xfd" + PAGE, Content_Encoding="zstd")), "a")


def test_the_charset_of_the_server_counts_where_the_page_is_silent() -> None:
    """As in a browser."""
    body = saved.page(charset=None).replace("canal", "قناة").encode("cp1256", "replace")
    assert read(saved.record(saved.response(body, "text/html; charset=windows-1256")), "a").capture.encoding == "cp1256"


def test_a_response_that_unpacks_to_more_than_a_page_is_rejected(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before it fills the memory."""
    monkeypatch.setattr("syria_iraq_archive.capture.formats.warc.MAX_PAGE", 100_000)
    bomb = saved.response(gzip.compress(b"<p>" + b" " * 1_000_000), Content_Encoding="gzip")
    with pytest.raises(CaptureRejected, match="unpacks to more than 100,000 bytes"):
        read(saved.record(bomb), "a")


# MHTML and e-mail


def test_a_page_saved_whole_tells_where_from_and_when() -> None:
    """In its own header, as it is written there."""
    capture = read(saved.mhtml(saved.page()), "a").capture
    assert saved.HEADLINE in capture.text
    assert (capture.uri, capture.captured_at) == (saved.URI, "Wed, 4 Dec 2024 10:00:00 -0000")


def test_an_e_mail_gives_its_plain_body_and_what_its_header_says() -> None:
    """The header isn't part of the text."""
    reading = read(saved.mail(html=saved.page()), "a")
    assert reading.capture.text.rstrip("\n") == saved.BODY
    assert facts(reading) == {
        "headline": (saved.HEADLINE, "eml:Subject"),
        "published": ("Tue, 03 Dec 2024 23:30:00 +0300", "eml:Date"),
        "byline": ("Rana Haddad", "eml:From"),
        "site": ("example.org", "eml:From"),
    }


def test_an_e_mail_in_html_alone_is_read_as_a_page() -> None:
    """Newsletters are."""
    reading = read(saved.mail(None, saved.page()), "a")
    assert reading.capture.text.startswith("Home\nIraq\n")
    assert marked(reading, Role.CHROME)[:2] == ["Home", "Iraq"]


def test_an_e_mail_without_a_text_is_rejected() -> None:
    """An attachment alone is none."""
    with pytest.raises(CaptureRejected, match="holds no text"):
        read(saved.mail("\n"), "a")


def test_text_that_opens_with_labels_is_no_e_mail() -> None:
    """It lacks an address and a date."""
    assert read(b"Photo: AFP\nFrom: Damascus\nDate: 3 December\n\nHama fell.", "a").capture.format == "text"


# JSON objects


def test_fields_beside_the_text_are_facts_named_by_their_fields() -> None:
    """The first of several names for a thing counts."""
    line = {
        "text": saved.BODY,
        "title": "T",
        "authors": ["Rana", "Omar"],
        "date": "2024-12-03",
        "url": saved.URI,
        "id": 7,
    }
    reading = read(json.dumps(line).encode(), "a")
    assert reading.capture.text == saved.BODY
    assert reading.capture.uri == saved.URI
    assert facts(reading) == {
        "headline": ("T", "jsonl:title"),
        "byline": ("Rana, Omar", "jsonl:authors"),
        "published": ("2024-12-03", "jsonl:date"),
        "url": (saved.URI, "jsonl:url"),
    }


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (r'{"text": "Hama \ud800"}', "half a surrogate pair"),
        (r'{"text": "Hama\u0000"}', r"U\+0000"),
        ('{"text": "  "}', "nothing but white space"),
    ],
)
def test_a_text_that_is_none_is_rejected(line: str, reason: str) -> None:
    """As that of a file would be."""
    with pytest.raises(CaptureRejected, match=reason):
        read(line.encode(), "a")


@pytest.mark.parametrize("text", ['{"title": "no text"}', '{"text": 7}', "{Hama}", '["text"]', '{"a":' * 5000])
def test_other_json_is_plain_text(text: str) -> None:
    """What it is, to a reader."""
    assert read(text.encode(), "a").capture.format == "text"


# PDF


def test_the_text_layer_of_a_pdf_is_read_page_after_page() -> None:
    """Its dates say when the file was made, and aren't taken."""
    reading = read(saved.pdf(saved.HEADLINE, "The second page.", title="Bridge"), "a")
    assert reading.capture.text == f"{saved.HEADLINE}\nThe second page."
    assert facts(reading) == {"headline": ("Bridge", "pdf:/Title")}


def test_a_pdf_without_a_text_layer_is_rejected_with_the_cure() -> None:
    """It was scanned."""
    with pytest.raises(CaptureRejected, match=r"no text layer .*OCR"):
        read(saved.pdf(""), "a")


@pytest.mark.parametrize(
    "damage",
    [lambda data: data[:60], lambda data: data[: len(data) // 2], lambda data: data.replace(b"/Pages", b"/Stages")],
    ids=["head", "half", "no pages"],
)
def test_a_damaged_pdf_is_rejected(damage: Callable[[bytes], bytes]) -> None:
    """However the library fails on it."""
    with pytest.raises(CaptureRejected):
        read(damage(PDF), "a")


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from([name for name in EVERY_FORMAT if name != "text"]),
    st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=8),
)
def test_damage_anywhere_gives_a_text_or_a_reason(name: str, changes: list[tuple[float, int]]) -> None:
    """No library's own error gets through."""
    data = bytearray(EVERY_FORMAT[name])
    for place, byte in changes:
        data[int(place * len(data))] = byte
    with suppress(CaptureRejected):
        read(bytes(data), "a")


def _page(text: str, encoding: str, declared: str) -> bytes:
    return f'<!DOCTYPE html><meta charset="{declared}"><p>{text}</p>'.encode(encoding)


@pytest.mark.parametrize("declared", ["utf-8", "windows-1252", "iso-8859-1", "windows-1251"])
def test_a_page_that_declares_another_encoding_than_its_own_is_read_with_a_warning(declared: str) -> None:
    text = "قال مجلس تل سمير يوم الثلاثاء إن الجسر القديم سيفتح"
    capture = read(_page(text, "cp1256", declared), "page.html").capture
    assert capture.text.strip() == text
    assert (capture.warning or "").endswith("but its bytes are cp1256")


@pytest.mark.parametrize("declared", ["utf-8", "windows-1256", "iso-8859-1"])
def test_a_page_in_utf_8_is_read_as_such_whatever_it_declares(declared: str) -> None:
    """Strict UTF-8 is no guess."""
    capture = read(_page("قال “لا” في الجسر", "utf-8", declared), "page.html").capture
    assert (capture.encoding, capture.warning) == ("utf-8", None)


@pytest.mark.parametrize(
    ("text", "encoding", "declared"),
    [
        ("قال مجلس تل سمير يوم الثلاثاء", "cp1256", "windows-1256"),
        ("The mayor’s café is open", "cp1252", "iso-8859-1"),
        ("Совет сообщил во вторник, что мост откроют", "cp1251", "windows-1251"),
    ],
)
def test_a_page_in_the_encoding_it_declares_has_no_warning(text: str, encoding: str, declared: str) -> None:
    capture = read(_page(text, encoding, declared), "page.html").capture
    assert (capture.text.strip(), capture.warning) == (text, None)


def test_a_damaged_page_in_utf_8_keeps_what_is_left_with_a_warning() -> None:
    page = _page("قال مجلس تل سمير", "utf-8", "utf-8").replace("مجلس".encode(), "مجل".encode() + b"\xd8")
    assert "1 replacement character" in (read(page, "page.html").capture.warning or "")
