"""Web archives that are damaged: what is whole is taken, each damaged record is reported by its number."""

import bz2
import gzip
import io
import re
import tracemalloc
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from syria_iraq_archive.capture.containers import web_archives
from syria_iraq_archive.capture.containers.items import stream_items
from syria_iraq_archive.capture.containers.limits import ReadLimits
from syria_iraq_archive.capture.reading import read as read_capture
from syria_iraq_archive.errors import CaptureRejected
from tests import saved

PAGES = [saved.page(f"<title>{number}</title>") + f"<!-- {number * 7919} -->" * 40 for number in range(4)]
RECORDS = [saved.record(saved.response(page)) for page in PAGES]
NAMES = [f"c.warc.gz!/{number}" for number in range(1, 5)]


def read(data: bytes, limits: ReadLimits | None = None) -> tuple[dict[str, bytes], dict[str, str]]:
    """What is taken, and what is refused, by their paths."""
    items = list(stream_items(io.BytesIO(data), "c.warc.gz", limits))
    taken = {item.path: item.data for item in items if item.data is not None}
    assert all(item.path == "c.warc.gz" for item in items if item.refusal)  # what was known of it may stand there still
    reasons = [str(item.refusal) for item in items if item.refusal]
    return taken, {_place(reason): reason for reason in reasons}


def _place(reason: str) -> str:
    record = re.search(r"in its record (\d+), which", reason)
    return f"c.warc.gz!/{record[1]}" if record else "c.warc.gz"


def with_length(record: bytes, length: str) -> bytes:
    """The record with another length in its header; with none if that is empty."""
    line = f"Content-Length: {length}\r\n".encode() if length else b""
    return re.sub(rb"Content-Length: \d+\r\n", line, record, count=1)


def as_taken(record: bytes) -> bytes:
    return record.removesuffix(b"\r\n\r\n")


@pytest.mark.parametrize("pack", [lambda data: data, gzip.compress, bz2.compress], ids=["plain", "gzip", "bzip2"])
@pytest.mark.parametrize("cut", [1, 50, 300])
def test_of_an_archive_cut_at_its_end_the_whole_records_are_taken(pack: "saved.Compress", cut: int) -> None:
    """And the one that was cut is reported."""
    data = b"".join(RECORDS)
    packed = data[: -cut - 4] if pack(b"x") == b"x" else pack(data)[:-cut]
    taken, refused = read(packed)
    assert list(taken) == NAMES[: len(taken)]
    assert len(taken) >= (3 if pack(b"x") == b"x" else 0)
    assert refused


@pytest.mark.parametrize("compress", [gzip.compress], ids=["gzip"])
def test_of_records_compressed_one_by_one_all_before_the_cut_are_taken(compress: "saved.Compress") -> None:
    """As crawlers write them."""
    taken, refused = read(b"".join(map(compress, RECORDS))[:-30])
    assert list(taken) == NAMES[:3]
    assert refused == {"c.warc.gz!/4": "is damaged in its record 4, which is cut short"}


@pytest.mark.parametrize("length", ["10", "-5", "abc", "", "0", "99999999999", "1" * 30, "5000000", "7000"])
@pytest.mark.parametrize("pack", [lambda data: data, gzip.compress], ids=["plain", "gzip"])
def test_a_record_whose_length_is_wrong_costs_no_other(pack: "saved.Compress", length: str) -> None:
    """The next one is found by the line that opens it."""
    taken, refused = read(pack(RECORDS[0] + with_length(RECORDS[1], length) + RECORDS[2] + RECORDS[3]))
    assert taken == {NAMES[number]: as_taken(RECORDS[number]) for number in (0, 2, 3)}
    assert [path for path in refused if path != "c.warc.gz"] == [NAMES[1]]


def test_a_record_longer_than_is_held_costs_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """If its length is wrong, it is left when another seems to begin."""
    monkeypatch.setattr(web_archives, "HELD", 1_000)
    data = RECORDS[0] + with_length(RECORDS[1], "99999999") + RECORDS[2]
    taken, refused = read(data)
    assert list(taken) == ["c.warc.gz!/1", "c.warc.gz!/3"]
    assert list(refused) == ["c.warc.gz!/2"]


@pytest.mark.parametrize("between", [b"", b"\r\n", b"\n", b"\r\n\r\n\r\n\r\n"])
def test_lines_that_are_missing_between_records_do_no_harm(between: bytes) -> None:
    """The length says where a record ends."""
    taken, refused = read(between.join(map(as_taken, RECORDS)))
    assert (list(taken), refused) == (NAMES, {})


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 3), st.floats(0.05, 0.9), st.integers(1, 255))
def test_a_damaged_part_of_a_compressed_archive_costs_its_own_record(part: int, place: float, change: int) -> None:
    """Those before and behind it are taken to the letter."""
    parts = [bytearray(gzip.compress(record, mtime=0)) for record in RECORDS]
    at = max(10, int(place * len(parts[part])))
    parts[part][at] ^= change
    taken, refused = read(b"".join(parts))
    others = {as_taken(record) for number, record in enumerate(RECORDS) if number != part}
    assert others <= set(taken.values())
    assert set(taken.values()) <= {as_taken(record) for record in RECORDS}
    assert len(taken) == 4 or refused


def test_what_stands_between_records_is_reported() -> None:
    """By the path of the archive; the records keep their numbers."""
    taken, refused = read(RECORDS[0] + b"something else\r\n" + RECORDS[1])
    assert list(taken) == ["c.warc.gz!/1", "c.warc.gz!/2"]
    assert list(refused) == ["c.warc.gz"]


def test_a_record_whose_length_ends_at_a_blank_line_of_its_page_is_named() -> None:
    """What stands behind it may be the rest of the page."""
    page = saved.page().replace("</p>", "</p>\r\n\r\n", 1)
    record = saved.record(saved.response(page))
    cut = with_length(record, str(record.index(b"</p>") + 4 - record.index(b"HTTP/")))
    items = list(stream_items(io.BytesIO(RECORDS[0] + cut + RECORDS[1]), "c.warc"))
    assert [item.path for item in items if item.data] == ["c.warc!/1", "c.warc!/2", "c.warc!/3"]
    assert [str(item.refusal).partition(": ")[2] for item in items if item.refusal] == [
        "something stands behind its record 2, whose length may be wrong"
    ]


def test_what_stands_before_the_first_record_is_reported() -> None:
    """It belongs to none."""
    items = list(stream_items(io.BytesIO(b"something\r\n" + RECORDS[0]), "c.warc"))
    assert "before its first record" in str(items[0].refusal)
    assert items[1].path == "c.warc!/1"


def doubt(record: bytes) -> str | None:
    return read_capture(record, "c.warc!/1").capture.warning


@pytest.mark.parametrize(
    ("off", "said"),
    [(0, None), (40, "of the 1,3"), (-40, "bytes, though the server announced")],
)
def test_a_page_of_another_length_than_the_server_announced_is_doubtful(off: int, said: str | None) -> None:
    """Whoever fetched it may have lost the rest; it is taken as it stands."""
    page = saved.page(below="<!-- 1 -->" * 44).encode()
    found = doubt(saved.record(saved.response(page, Content_Length=str(len(page) + off))))
    assert (found is None) if said is None else (said in (found or ""))


def test_a_page_that_was_unpacked_when_it_was_saved_is_longer_than_announced() -> None:
    """The length is that of what was sent compressed. One that is shorter all the same was cut."""
    page = saved.page().encode()
    sent = {"Content_Encoding": "gzip"}
    assert doubt(saved.record(saved.response(page, Content_Length="90", **sent))) is None
    assert doubt(saved.record(saved.response(gzip.compress(page), Content_Length="90000", **sent)))


@pytest.mark.parametrize("length", ["many", "-5", "٧", "1" * 30])
def test_a_length_that_is_none_says_nothing(length: str) -> None:
    """Nor one of a page that came in chunks."""
    assert doubt(saved.record(saved.response(saved.page(), Content_Length=length))) is None
    page = saved.page().encode()
    chunked = b"%x\r\n" % len(page) + page + b"\r\n0\r\n\r\n"
    response = saved.response(chunked, Content_Length="5", Transfer_Encoding="chunked")
    assert doubt(saved.record(response)) is None


def test_a_record_that_was_cut_when_it_was_fetched_says_so() -> None:
    """With the reason that the crawler gave."""
    record = RECORDS[0].replace(b"WARC-Date", b"WARC-Truncated: time\r\nWARC-Date", 1)
    assert doubt(record) == "was cut short when it was fetched (time)"


def test_a_header_without_an_end_costs_no_other() -> None:
    """It would swallow the next."""
    broken = RECORDS[1].replace(b"\r\n\r\n", b"\r\n", 1)
    taken, refused = read(RECORDS[0] + broken.partition(b"HTTP/")[0] + RECORDS[2])
    assert list(taken) == ["c.warc.gz!/1", "c.warc.gz!/3"]
    assert list(refused) == ["c.warc.gz!/2"]


def test_a_web_archive_in_a_response_is_part_of_it() -> None:
    """A length that is right is believed, whatever stands in the record."""
    page = saved.page(below=f"<pre>\r\n\r\n{RECORDS[2].decode()}</pre>")
    taken, refused = read(saved.record(saved.response(page)) + RECORDS[1])
    assert (list(taken), refused) == (["c.warc.gz!/1", "c.warc.gz!/2"], {})


def test_a_record_that_claims_a_terabyte_fills_no_memory() -> None:
    """Nor is the whole archive read into it."""
    data = with_length(RECORDS[0], "1000000000000") + bytes(30_000_000)
    tracemalloc.start()
    taken, refused = read(data)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (taken, len(refused)) == ({}, 1)
    assert peak < 25_000_000


def test_what_was_read_of_a_record_with_a_wrong_length_is_not_copied_for_each_record_behind_it() -> None:
    """Ten thousand of them would each cost as much as all."""
    small = saved.record(b"x" * 600, type="metadata")
    begun = process_time()
    taken, refused = read(with_length(RECORDS[0], "12345678") + small * 12_000 + RECORDS[1])
    assert (list(taken), list(refused)) == (["c.warc.gz!/12002"], ["c.warc.gz!/1"])
    assert process_time() - begun < 4


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from([b"".join(RECORDS), gzip.compress(b"".join(RECORDS)), b"".join(map(gzip.compress, RECORDS))]),
    st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.binary(max_size=3)), min_size=1, max_size=4),
)
def test_damage_anywhere_raises_nothing_and_ends(data: bytes, changes: list[tuple[float, bytes]]) -> None:
    """Bytes put in, changed or left out."""
    for place, put in changes:
        at = int(place * len(data))
        data = data[:at] + put + data[at + 2 :]
    taken, refused = read(data)
    assert taken or refused


@pytest.mark.parametrize("line", [b"WARC-Type", b"WARC-Target-URI"])
def test_a_record_that_lacks_what_each_must_say_is_damaged(line: bytes) -> None:
    """With both lines it is a capture."""
    without = re.sub(line + rb": [^\r]*\r\n", b"", RECORDS[0], count=1)
    assert read_capture(RECORDS[0], "a").capture.format == "warc-response"
    with pytest.raises(CaptureRejected, match="doesn't say of what type it is, or from what address"):
        read_capture(without, "a")
