"""Pages of PDFs: columns one after the other, cut words joined, running heads and numbers of pages chrome."""

from collections.abc import Sequence

import pytest

from syria_iraq_archive.capture.formats.pdf_layout import running_lines, with_words_joined
from syria_iraq_archive.capture.reading import read
from syria_iraq_archive.pipeline import Pipeline
from syria_iraq_archive.records import Role

Placed = tuple[float, float, str]  # from the left, from below, the line
LEFT = [f"The left column says in its line {number}" for number in range(8)]
RIGHT = [f"and the right one goes on in line {number}" for number in range(8)]


def pdf(*pages: Sequence[Placed]) -> bytes:
    """A PDF document with lines at places."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, page in enumerate(pages):
        shown = "\n".join(f"BT /F1 10 Tf 1 0 0 1 {x} {y} Tm ({line}) Tj ET" for x, y, line in page)
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {5 + 2 * number} 0 R >>"
        )
        objects.append(f"<< /Length {len(shown)} >>\nstream\n{shown}\nendstream")
    body, places = "%PDF-1.4\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(body))
        body += f"{number} 0 obj\n{one}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    trailer = f"trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF"
    return f"{body}xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}".encode("latin-1")


def column(lines: Sequence[str], x: float, top: float = 700) -> list[Placed]:
    return [(x, top - 14 * number, line) for number, line in enumerate(lines)]


def text(*pages: Sequence[Placed]) -> list[str]:
    return [line.strip() for line in read(pdf(*pages), "a").capture.text.split("\n") if line.strip()]


def rows(*columns: list[Placed]) -> list[Placed]:
    """The lines of columns in the order in which some programs write them: row by row."""
    return [line for row in zip(*columns, strict=True) for line in row]


def test_columns_are_read_one_after_the_other() -> None:
    """In whatever order the file holds their lines."""
    left, right = column(LEFT, 45), column(RIGHT, 320)
    assert text([*left, *right]) == text(rows(left, right)) == text([*right, *left]) == [*LEFT, *RIGHT]


def test_a_line_over_all_columns_stands_above_what_is_below_it() -> None:
    """As a headline does, and a heading in the midst of a page."""
    heading = "A heading that reaches over both of the columns of this page, from the left to the right"
    above = rows(column(LEFT[:4], 45), column(RIGHT[:4], 320))
    below = rows(column(LEFT[4:], 45, 600), column(RIGHT[4:], 320, 600))
    assert text([*above, (45, 625, heading), *below]) == [*LEFT[:4], *RIGHT[:4], heading, *LEFT[4:], *RIGHT[4:]]


@pytest.mark.parametrize("cells", [("Hama", "Homs"), ("Some 12", "dead 3")])
def test_a_table_is_read_row_by_row(cells: tuple[str, str]) -> None:
    """Its cells have a word or two."""
    page = rows(column([cells[0]] * 8, 45), column([cells[1]] * 8, 320))
    assert " ".join(text(page)) == " ".join([*cells] * 8)


def test_an_indented_passage_is_no_column() -> None:
    """Nothing stands beside it."""
    page = [*column(LEFT, 45), *column(RIGHT, 160, 560)]
    assert text(page) == [*LEFT, *RIGHT]


@pytest.mark.parametrize(
    ("printed", "read_as"),
    [
        ("They re-\nopened it today.\n", "They reopened\nit today.\n"),
        ("near Al-\nQamishli today\n", "near Al-\nQamishli today\n"),
        ("from 2012-\n2014 it was\n", "from 2012-\n2014 it was\n"),
        ("a well-\nknown road, well-known here\n", "a well-known\nroad, well-known here\n"),
        ("he waited -\nfor a day\n", "he waited -\nfor a day\n"),
    ],
)
def test_a_word_that_a_hyphen_cuts_is_joined(printed: str, read_as: str) -> None:
    """A name, a range and a word that is written with one keep it."""
    assert with_words_joined(printed) == read_as


def test_running_heads_and_numbers_of_pages_are_chrome(pipeline: Pipeline) -> None:
    """They belong to no article, and no paragraph holds them."""
    pages = [
        [(45, 800, f"Tigris Courier, 3 December 2024 {number}"), *column(lines, 45), (300, 30, f"Page {number} of 3")]
        for number, lines in enumerate((LEFT, RIGHT, LEFT[::-1]), start=1)
    ]
    parsed = pipeline.run(pdf(*pages), "a")
    chrome = [block.span.of(parsed.capture.text) for block in parsed.blocks if block.role is Role.CHROME]
    assert [line for line in chrome if "Courier" in line] == [f"Tigris Courier, 3 December 2024 {n}" for n in (1, 2, 3)]
    assert [line for line in chrome if "Page" in line] == ["Page 1 of 3", "Page 2 of 3", "Page 3 of 3"]


def test_what_stands_on_one_page_alone_is_no_running_head() -> None:
    """Though it stands at its top; a number alone is that of the page."""
    pages = [
        "Bridge opens\nThe council met.\nIt was late.\nOn Monday\n12",
        "Dam opens\nIt rained.\nAll day.\nIt rose.\n13",
    ]
    joined = "\n".join(pages)
    assert [span.of(joined) for span in running_lines(pages)] == ["12", "13"]
