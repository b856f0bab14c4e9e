"""Exports of press databases: each document a capture, its codes chrome, its values the fields of one article."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syria_iraq_archive.capture.containers.items import stream_items
from syria_iraq_archive.capture.formats.databases.exports import documents
from syria_iraq_archive.capture.reading import read
from syria_iraq_archive.pipeline import Pipeline
from syria_iraq_archive.records import Article, Basis, ParsedCapture, Role
from tests.capture.exported import ARABIC, HEADLINES, LEAD, PROSE, displayed, factiva, new_nexis, old_nexis

FORMS = {"codes": factiva, "displayed": displayed, "old nexis": old_nexis, "new nexis": new_nexis}
every_form = pytest.mark.parametrize("form", FORMS.values(), ids=FORMS.keys())


def items(data: bytes, path: str = "export.txt") -> list[tuple[str, bytes]]:
    """The captures in a file, by their paths."""
    return [(item.path, item.data or b"") for item in stream_items(io.BytesIO(data), path)]


def blocks(parsed: ParsedCapture, role: Role) -> list[str]:
    return [block.span.of(parsed.capture.text) for block in parsed.blocks if block.role is role]


def only_article(pipeline: Pipeline, text: str) -> Article:
    [article] = pipeline.run(text.encode(), "export.txt").articles
    return article


# which files are exports, and what is in them


@every_form
def test_each_document_is_a_capture_by_its_number(form) -> None:  # type: ignore[no-untyped-def]
    """Its bytes are its slice of the file."""
    texts = [form(HEADLINES[0]), form(HEADLINES[1])]
    found = items("".join(texts).encode())
    assert [path for path, _ in found] == ["export.txt!/1", "export.txt!/2"]
    assert b"".join(data for _, data in found).decode() == "".join(texts)
    assert all(headline in data.decode() for headline, (_, data) in zip(HEADLINES, found, strict=True))


@every_form
def test_a_file_of_one_document_is_its_capture(form) -> None:  # type: ignore[no-untyped-def]
    """As any other file."""
    data = form().encode()
    assert items(data) == [("export.txt", data)]
    assert read(data, "export.txt").capture.format in ("factiva", "nexis")


@every_form
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_documents_are_told_in_any_encoding(form, encoding: str, line_end: str) -> None:  # type: ignore[no-untyped-def]
    """And with any line ends; each slice reads as it does in the file."""
    texts = [form(headline).replace("\n", line_end) for headline in HEADLINES]
    found = items("".join(texts).encode(encoding))
    assert [read(data, path).capture.text for path, data in found] == texts


def test_arabic_documents_in_their_code_page_are_divided(pipeline: Pipeline) -> None:
    """The codes are those of all languages; the byline loses its cue."""
    found = items((ARABIC + ARABIC.replace("إصلاح", "تشغيل")).encode("cp1256"))
    [article] = pipeline.run(found[1][1], found[1][0]).articles
    assert (article.headline, article.byline, article.language) == ("تشغيل المضخات في البلدة", "رنا حداد", "ar")


NO_EXPORTS = {
    "an article that counts documents": "Papers found\n\n1 of 2 DOCUMENTS\n\nThe second is missing, he said.\n",
    "an article on the codes": "How to search\n\nHD\n\nSN  is the source.\n\nPD is the day, WC the number of words.\n",
    "an article with its length": "Bridge opens\n112 words\n3 December 2024\nIt opened on Monday.\n",
    "an article with a body": "Driver found\n\nBody\n\nLength: 3 metres, he said.\n\nEnd of document, he wrote.\n",
    "a byline alone": "Bridge opens\n\nBYLINE: Jane Roe\n\nLENGTH: 90 words\n\nThe council opened the bridge.\n",
}


@pytest.mark.parametrize("text", NO_EXPORTS.values(), ids=NO_EXPORTS.keys())
def test_what_only_looks_like_an_export_is_plain_text(text: str) -> None:
    """One sign of a document proves nothing."""
    assert documents(text) == []
    assert read(text.encode(), "a.txt").capture.format == "text"


@given(st.lists(st.sampled_from([*FORMS.values()]), min_size=1, max_size=3), st.text(max_size=40))
def test_the_slices_are_the_file(forms, noise: str) -> None:  # type: ignore[no-untyped-def]
    """Whatever stands above, between and below the documents."""
    text = noise.join(form() for form in forms) + noise
    starts = documents(text)
    assert starts == sorted(set(starts))
    assert not starts or starts[0] == 0


@given(st.sampled_from([*FORMS.values()]), st.integers(0, 900), st.text(" \n\t:.HDTPN\u200f\x0cé", max_size=8))
def test_a_damaged_document_is_read_all_the_same(pipeline: Pipeline, form, place: int, noise: str) -> None:  # type: ignore[no-untyped-def]
    """Its blocks hold all that it prints, whatever stands in it."""
    text = form()
    place = min(place, len(text))
    assert pipeline.run((text[:place] + noise + text[place:]).encode(), "export.txt").articles


# what the fields of a document are


@every_form
def test_a_document_has_the_fields_that_it_says(form, pipeline: Pipeline) -> None:  # type: ignore[no-untyped-def]
    """By claims of metadata, each with the characters that print it."""
    article = only_article(pipeline, form())
    assert (article.headline, article.byline, article.published) == (HEADLINES[0], "Rana Haddad", "2024-05-12") or (
        form is old_nexis and article.byline == "RANA HADDAD"
    )
    stated = {claim.field for claim in article.claims if claim.basis is Basis.METADATA and claim.evidence}
    assert stated >= {"headline", "byline", "published", "site"}
    assert article.body == f"{LEAD.partition(' - ')[2]}\n\n{PROSE}"
    assert article.dateline == "TIKRIT"


@every_form
def test_codes_and_labels_are_chrome(form, pipeline: Pipeline) -> None:  # type: ignore[no-untyped-def]
    """So are the values that are no part of an article."""
    parsed = pipeline.run(form().encode(), "export.txt")
    chrome = " | ".join(blocks(parsed, Role.CHROME))
    assert "words" in chrome
    assert not [text for text in blocks(parsed, Role.PARAGRAPH) if text not in LEAD and text != PROSE]


def test_an_outlet_that_the_registry_does_not_know_leaves_the_source_unknown(pipeline: Pipeline) -> None:
    """The database names the outlet, so what the text says of others is no evidence."""
    told = "He spoke of it on Monday in a statement to Shafaq News, and said that the work would take a month or two."
    article = only_article(pipeline, factiva(outlet="Nobody's Courier", text=told))
    assert article.source is None
    assert only_article(pipeline, factiva(outlet="Rudaw", text=told)).source == "rudaw"


@pytest.mark.parametrize("outlet", ["The Guardian (London)", "The Guardian - Final Edition", "THE GUARDIAN"])
def test_an_outlet_is_known_by_its_name_less_place_and_edition(outlet: str, pipeline: Pipeline) -> None:
    """Databases add them."""
    assert only_article(pipeline, factiva(outlet=outlet)).source == "the-guardian"


@pytest.mark.parametrize("gap", [" ", "  ", "\t", "\n", " : "])
def test_codes_may_be_set_apart_in_any_way(gap: str, pipeline: Pipeline) -> None:
    """By a space, by several, by a tab, a colon, or on a line of their own."""
    article = only_article(pipeline, factiva(gap=gap))
    assert (article.headline, article.published, article.words) == (HEADLINES[0], "2024-05-12", 35)


def test_a_paragraph_that_begins_with_the_letters_of_a_code_is_text(pipeline: Pipeline) -> None:
    """Below it stands more text."""
    text = "IN the evening crowds gathered at the bridge.\n\nCO of the post, he refused to say who had sent them there."
    assert only_article(pipeline, factiva(text=text)).body.endswith(text)
    assert only_article(pipeline, factiva(text=text, gap=" ")).body.endswith(text)


def test_a_list_of_contents_above_the_first_document_is_chrome(pipeline: Pipeline) -> None:
    """It belongs to no article."""
    contents = (
        f"Table of Contents\n\n{HEADLINES[0]} . . . . . 2\n\nPage 1 of 5 © 2024 Factiva, Inc. All rights reserved.\n\n"
    )
    parsed = pipeline.run((contents + displayed()).encode(), "export.txt")
    assert blocks(parsed, Role.HEADLINE) == [HEADLINES[0]]
    assert blocks(parsed, Role.CHROME)[:2] == ["Table of Contents", f"{HEADLINES[0]} . . . . . 2"]


def test_the_number_of_a_page_within_the_text_is_chrome(pipeline: Pipeline) -> None:
    """And so is the headline that is printed anew below it."""
    more = f"{PROSE}\n\nPage 2 of 3\n{HEADLINES[0]}\n\nThe work begins on Monday and will take a month, he said."
    parsed = pipeline.run(new_nexis(text=more).encode(), "export.txt")
    assert blocks(parsed, Role.HEADLINE) == [HEADLINES[0]]
    assert {"Page 2 of 3", HEADLINES[0]} <= set(blocks(parsed, Role.CHROME))


def test_a_picture_of_a_document_is_a_caption(pipeline: Pipeline) -> None:
    """By its label, in either form of Nexis."""
    for form, caption in ((old_nexis, "PHOTO: A pump near the river."), (new_nexis, "A pump near the river.")):
        assert blocks(pipeline.run(form().encode(), "export.txt"), Role.CAPTION) == [caption]


def test_labels_may_say_which_line_is_the_headline(pipeline: Pipeline) -> None:
    """Then no line without one is."""
    text = old_nexis("").replace("LENGTH: 1240 words\n", f"LENGTH: 1240 words\n\nHEADLINE: {HEADLINES[1]}\n\nBODY:\n")
    article = only_article(pipeline, text)
    assert (article.headline, article.words) == (HEADLINES[1], 35)


@pytest.mark.parametrize("form", [factiva, old_nexis, new_nexis], ids=["codes", "old nexis", "new nexis"])
def test_a_document_may_end_with_its_text(form, pipeline: Pipeline) -> None:  # type: ignore[no-untyped-def]
    """What databases print below it is left out by many."""
    text = form().partition(PROSE)[0] + PROSE + ("\nEnd of Document" if form is new_nexis else "")
    article = only_article(pipeline, text)
    assert (article.headline, article.body.endswith(PROSE)) == (HEADLINES[0], True)


def test_the_codes_of_a_header_may_stand_in_any_order(pipeline: Pipeline) -> None:
    """The number of the document first, the headline last."""
    header = "AN   Document TGCOU0002\nSN   Rudaw\nPD   12 May 2024\nWC   90 words\nHD   {}\nLP   {}\nTD   {}\n\n"
    texts = [header.format(headline, LEAD, PROSE) for headline in HEADLINES]
    found = items("".join(texts).encode())
    assert [data.decode() for _, data in found] == texts
    articles = [pipeline.run(data, path).articles[0] for path, data in found]
    assert [(one.headline, one.source, one.published) for one in articles] == [
        (headline, "rudaw", "2024-05-12") for headline in HEADLINES
    ]


def test_a_headline_that_goes_on_below_is_one(pipeline: Pipeline) -> None:
    """The claim has it on one line."""
    longer = f"{HEADLINES[0]} that the\n     river flooded in March"
    whole = " ".join(longer.split())
    assert only_article(pipeline, factiva(longer)).headline == whole
    assert only_article(pipeline, old_nexis(longer)).headline == whole


def test_a_text_without_its_code_is_the_body(pipeline: Pipeline) -> None:
    """It begins below the blank line under the header."""
    text = (
        f"HD   {HEADLINES[0]}\nPD   12 May 2024\nSN   Rudaw\nWC   90 words\nAN   Document X0002\n\n{LEAD}\n\n{PROSE}\n"
    )
    assert only_article(pipeline, text).body == f"{LEAD.partition(' - ')[2]}\n\n{PROSE}"
