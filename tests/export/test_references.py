"""CSL-JSON and RIS: an article as a reference manager reads it."""

import json
import re
from typing import Any

import jsonschema
import pytest
import rispy
from edtf import parse_edtf

from syria_iraq_archive.corpus.query import Question
from syria_iraq_archive.export.published import Published
from syria_iraq_archive.export.references import csl_date, ris_date
from tests.export.conftest import Export
from tests.export.corpora import DOHA, FIRST, HAMA, SECOND
from tests.export.schemas import CSL


@pytest.fixture
def items(export: Export) -> dict[str, Any]:
    """The CSL items by id."""
    return {item["id"]: item for item in json.loads(export("csl-json"))}


@pytest.fixture
def entries(export: Export) -> dict[str, Any]:
    """The RIS entries by id, as rispy reads them."""
    return {entry["id"]: entry for entry in rispy.loads(export("ris"))}


def test_csl_json_has_the_form_that_csl_prescribes(export: Export) -> None:
    """It is an array of items, with no variable that CSL doesn't know."""
    jsonschema.validate(json.loads(export("csl-json")), CSL)


def test_references_come_newest_first_and_unknown_dates_last(export: Export) -> None:
    """The order is that of `archive query`."""
    order = [HAMA, FIRST, SECOND, DOHA]
    assert [item["id"] for item in json.loads(export("csl-json"))] == order
    assert [entry["id"] for entry in rispy.loads(export("ris"))] == order


def test_a_csl_item_says_what_is_known_of_an_article(items: dict[str, Any]) -> None:
    """The byline stays as printed, because nobody knows whether it is a person."""
    item = items[FIRST]
    assert item["title"] == "=Talks, and @more"
    assert item["author"] == [{"literal": "A. Writer and B. Writer"}]
    assert item["container-title"] == "Other News"
    assert item["issued"] == {"date-parts": [[2024, 12, 4]]}
    assert item["abstract"] == "In short"
    assert item["keyword"] == "Iran, Other News"
    assert item["note"].startswith("Published 2024-12-04 (printed). Capture: c.txt, SHA-256 ")


def test_an_unknown_date_is_none(items: dict[str, Any], entries: dict[str, Any]) -> None:
    """If the capture gives no source or title, the reference has none."""
    assert {"issued", "container-title"}.isdisjoint(items[DOHA])
    assert {"date", "year", "secondary_title"}.isdisjoint(entries[DOHA])
    assert "Date unknown." in items[DOHA]["note"]
    assert "title" not in items[SECOND]


def test_one_day_out_of_several_is_what_they_have_in_common(items: dict[str, Any]) -> None:
    """Never a day that a reader of CSL might take for the one; all of them are said beside it."""
    assert items[HAMA]["issued"] == {"date-parts": [[2024, 12]], "circa": True}
    assert "between 2024-12-03 and 2024-12-09 (inferred)" in items[HAMA]["note"]
    assert items[HAMA]["custom"] == {"edtf": "[2024-12-03..2024-12-09]", "basis": "inferred"}


def test_a_ris_entry_says_what_is_known_of_an_article(entries: dict[str, Any]) -> None:
    """A field is one line, even if the capture has several."""
    entry = entries[FIRST]
    assert entry["type_of_reference"] == "NEWS"
    assert entry["title"] == "=Talks, and @more"
    assert entry["authors"] == ["A. Writer and B. Writer"]
    assert entry["secondary_title"] == "Other News"
    assert (entry["year"], entry["date"]) == ("2024", "2024/12/04/")
    assert entry["keywords"] == ["Iran", "Other News"]
    assert entry["accession_number"] == FIRST


def test_a_ris_date_says_no_more_than_is_known(entries: dict[str, Any]) -> None:
    """A range gives its month, and the days are in the note."""
    assert entries[HAMA]["date"] == "2024/12//"
    assert entries[SECOND]["date"] == "2024/11//"
    assert "between 2024-12-03 and 2024-12-09" in entries[HAMA]["notes"][0]


def test_every_line_of_ris_is_a_tag_and_a_value(export: Export) -> None:
    """Every entry has an end."""
    lines = [line for line in export("ris").splitlines() if line]
    assert [line for line in lines if not re.fullmatch(r"[A-Z][A-Z0-9]  - .*", line)] == []
    assert sum(line.startswith("TY") for line in lines) == sum(line == "ER  - " for line in lines) == 4


def test_without_articles_there_is_an_empty_list(export: Export) -> None:
    """An empty list is a valid file."""
    nothing = Question(earliest="1999-01-01", latest="1999-01-01")
    assert json.loads(export("csl-json", nothing)) == []
    assert export("ris", nothing) == ""


@pytest.mark.parametrize(
    ("edtf", "parts", "circa", "ris"),
    [
        ("2024-12-02", [2024, 12, 2], False, "2024/12/02/"),
        ("2024-12", [2024, 12], False, "2024/12//"),
        ("2024-12-XX", [2024, 12], False, "2024/12//"),
        ("2024", [2024], False, "2024///"),
        ("2024-XX-XX", [2024], False, "2024///"),
        ("2024-12-02?", [2024, 12, 2], True, "2024/12/02/"),
        ("2024-12~", [2024, 12], True, "2024/12//"),
        ("2024-12-02/2024-12-07", [2024, 12], True, "2024/12//"),
        ("[2024-12-02..2024-12-07]", [2024, 12], True, "2024/12//"),
        ("[2024-11-30..2024-12-02]", [2024], True, "2024///"),
        ("[2024-12-30..2025-01-02]", None, None, ""),
        ("[2024-12-02, 2024-12-05]", [2024, 12], True, "2024/12//"),
    ],
)
def test_edtf_dates_as_date_parts(edtf: str, parts: list[int] | None, circa: bool | None, ris: str) -> None:
    """Their first and last days being those that the edtf library finds."""
    days = parse_edtf(edtf)
    earliest, latest = ("{:04}-{:02}-{:02}".format(*bound[:3]) for bound in (days.lower_strict(), days.upper_strict()))
    date = Published(edtf, earliest, latest, "curated")
    expected = {"date-parts": [parts]} | ({"circa": True} if circa else {})
    assert csl_date(date) == (expected if parts else None)
    assert (ris_date(date.shared) if date.shared else "") == ris
