"""JSON arrays of objects: each a capture by its number, as in JSON Lines."""

import io
import json
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syria_iraq_archive.capture.choice import PassedOver
from syria_iraq_archive.capture.containers.items import stream_items
from syria_iraq_archive.capture.reading import read
from tests import saved

ARTICLES = [{"title": f"{saved.HEADLINE} {number}", "text": f"{saved.BODY} {number}"} for number in range(3)]


def items(data: bytes, path: str = "a.json") -> dict[str, bytes | str]:
    found = stream_items(io.BytesIO(data), path)
    return {item.path: item.data if item.data is not None else str(item.refusal) for item in found}


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("path", ["a.json", "a"])
def test_each_object_of_an_array_is_a_capture(indent: int | None, encoding: str, path: str) -> None:
    """However it is written and whatever the file is called; one without a text is refused."""
    data = json.dumps([*ARTICLES, {"body": "x"}], indent=indent, ensure_ascii=False).encode(encoding)
    found = items(data, path)
    texts = [read(each, "a").capture.text for each in found.values() if isinstance(each, bytes)]
    assert texts == [article["text"] for article in ARTICLES]
    assert found[f"{path}!/4"] == "is no JSON object with a text in its field `text`"


@pytest.mark.parametrize("size", [100, 70_000, 300_000])
def test_an_array_is_read_piece_by_piece(size: int) -> None:
    """Objects may be longer than what is read at once."""
    texts = [f"{number} " + "a" * size for number in range(4)]
    found = items(json.dumps([{"text": text} for text in texts]).encode())
    assert [json.loads(each)["text"] for each in found.values()] == texts


@pytest.mark.parametrize("text", ["[Photo] Hama fell.", "[1, 2, 3]", '["Hama fell."]', "[ { ] }"])
def test_a_text_that_begins_with_a_bracket_is_no_array_of_objects(text: str) -> None:
    """It is text."""
    assert items(text.encode(), "a.txt") == {"a.txt": text.encode()}


@pytest.mark.parametrize("data", [b'{"articles": 3}', b"[1, 2]", b"no json", b'{"chrome": ["text"]}'])
def test_other_json_is_passed_over(data: bytes) -> None:
    """Beside captures lie files of settings and of notes."""
    [item] = stream_items(io.BytesIO(data), "a.json")
    assert isinstance(item.refusal, PassedOver)


def test_one_object_with_a_text_is_a_capture() -> None:
    """Though it stands in no array."""
    data = json.dumps(ARTICLES[0], indent=2).encode()
    assert items(data) == {"a.json": data}


def test_a_damaged_array_gives_what_stands_before_the_damage() -> None:
    """And says where it is."""
    data = json.dumps(ARTICLES).encode()[:-20]
    found = items(data)
    assert list(found) == ["a.json!/1", "a.json!/2", "a.json"]
    assert "is damaged behind its object 2" in str(found["a.json"])


@given(st.binary(max_size=30), st.integers(0, 500))
def test_damage_anywhere_is_an_answer(noise: bytes, place: int) -> None:
    """No error gets through."""
    data = json.dumps(ARTICLES).encode()
    assert items(data[:place] + noise + data[place:])


def test_time_grows_with_the_size_of_an_array() -> None:
    """Many small objects are read once each."""
    data = json.dumps([{"text": "Hama fell."}] * 30_000).encode()
    started = process_time()
    assert len(items(data)) == 30_000
    assert process_time() - started < 3
