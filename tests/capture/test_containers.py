"""Containers: each capture in them by its path, each refusal by its name, and never more than the limits."""

import bz2
import errno
import gzip
import io
import lzma
import random
import stat
import sys
import tarfile
import tempfile
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from syria_iraq_archive.capture.choice import EVERY_KNOWN_KIND, Choice, PassedOver
from syria_iraq_archive.capture.containers import archives
from syria_iraq_archive.capture.containers import limits as limits_module
from syria_iraq_archive.capture.containers.items import read_items, stream_items
from syria_iraq_archive.capture.containers.limits import ReadLimits
from syria_iraq_archive.capture.files import CaptureFile
from syria_iraq_archive.errors import CaptureFailed, MissingExtra
from tests import saved

WARC = b"".join(
    (
        saved.record(b"GET / HTTP/1.1\r\n\r\n", type="request"),
        saved.record(saved.response(saved.page())),
        saved.record(saved.response(b"\x89PNG", "image/png")),
        saved.record(saved.response("<p>gone", status="404 Not Found")),
        saved.record(saved.response("<p>Hama fell.")),
    )
)
LINES = b'{"text": "Hama fell."}\n\n{"title": "no text"}\r\n{"text": "Homs fell."}'
BOMB = gzip.compress(bytes(60_000_000))


def taken(
    data: bytes, path: str = "a", limits: ReadLimits | None = None, choice: Choice = EVERY_KNOWN_KIND
) -> dict[str, bytes]:
    """The captures by their paths."""
    items = stream_items(io.BytesIO(data), path, limits, choice)
    return {item.path: item.data for item in items if item.data is not None}


def refused(data: bytes, path: str = "a", limits: ReadLimits | None = None) -> dict[str, str]:
    """The reasons by the paths refused."""
    return {item.path: str(item.refusal) for item in stream_items(io.BytesIO(data), path, limits) if item.refusal}


def test_a_file_that_holds_no_others_is_one_capture() -> None:
    """By its own path."""
    assert taken(b"Hama fell.") == {"a": b"Hama fell."}


# kinds of containers


@pytest.mark.parametrize(
    "pack", [saved.zipped, saved.tarred, lambda files: saved.tarred(files, "w:xz")], ids=["zip", "tar", "tar.xz"]
)
def test_the_files_of_an_archive_are_named_behind_it(pack: "saved.Pack") -> None:
    """Folders and hidden files are passed over, as on disk."""
    files = {"b/page.html": "<p>Hama", "a.txt": "Homs", ".hidden.txt": "x", "__MACOSX/a.txt": "x", "./c.txt": "Idlib"}
    assert taken(pack(files)) == {"a!/b/page.html": b"<p>Hama", "a!/a.txt": b"Homs", "a!/c.txt": b"Idlib"}
    assert refused(pack(files)) == {}


@pytest.mark.parametrize("compress", [gzip.compress, bz2.compress, lzma.compress], ids=["gz", "bz2", "xz"])
def test_compression_alone_adds_nothing_to_a_path(compress: "saved.Compress") -> None:
    """What is in it is the file."""
    assert taken(compress(b"Hama fell."), "a.txt.gz") == {"a.txt.gz": b"Hama fell."}


@pytest.mark.parametrize("data", [WARC, gzip.compress(WARC)], ids=["plain", "gzip"])
def test_each_html_response_of_a_web_archive_is_a_capture_by_the_number_of_its_record(data: bytes) -> None:
    """Requests, pictures and error pages are none; the record keeps its header."""
    found = taken(data, "c.warc")
    assert list(found) == ["c.warc!/2", "c.warc!/5"]
    assert found["c.warc!/2"] == saved.record(saved.response(saved.page())).removesuffix(b"\r\n\r\n")


def test_of_a_wacz_only_the_web_archives_are_read() -> None:
    """Its lists of pages hold texts, too, which are no captures."""
    files: dict[str, bytes | str] = {
        "datapackage.json": "{}",
        "archive/d.warc.gz": gzip.compress(WARC),
        "pages/pages.jsonl": LINES,
    }
    assert list(taken(saved.zipped(files), "c.wacz")) == [
        "c.wacz!/archive/d.warc.gz!/2",
        "c.wacz!/archive/d.warc.gz!/5",
    ]


@pytest.mark.parametrize(
    ("data", "path"),
    [(LINES, "a"), (b"{}\n" + LINES, "a.jsonl"), (gzip.compress(LINES), "a.ndjson.gz")],
    ids=["by its content", "by its name", "compressed"],
)
def test_each_line_of_json_lines_is_a_capture_by_its_number(data: bytes, path: str) -> None:
    """They are told by their first line, or by their name."""
    assert b'{"text": "Homs fell."}' in taken(data, path).values()
    numbers = [int(each.rpartition("!/")[2]) for each in taken(data, path)]
    assert numbers in ([1, 4], [2, 5])


def test_a_line_without_a_text_is_rejected_by_its_number() -> None:
    """The others are taken."""
    assert refused(LINES) == {"a!/3": "is no JSON object with a text in its field `text`"}


def test_containers_may_stand_in_each_other() -> None:
    """A path leads inwards."""
    inner = saved.zipped({"w.warc.gz": gzip.compress(WARC), "l.jsonl": LINES})
    assert list(taken(saved.tarred({"in.zip": inner}, "w:gz"), "o.tgz")) == [
        "o.tgz!/in.zip!/w.warc.gz!/2",
        "o.tgz!/in.zip!/w.warc.gz!/5",
        "o.tgz!/in.zip!/l.jsonl!/1",
        "o.tgz!/in.zip!/l.jsonl!/4",
    ]


def test_an_office_document_is_no_archive() -> None:
    """Though it is one within."""
    assert refused(saved.zipped({"[Content_Types].xml": "<x/>"})) == {
        "a": "is an Office document, a type not known here"
    }


def test_an_archive_that_holds_nothing_is_said_to() -> None:
    """Else nobody would notice."""
    assert refused(saved.zipped({})) == {"a": "holds nothing that could be taken"}


# members that aren't taken


@pytest.mark.parametrize("pack", [saved.zipped, saved.tarred])
@pytest.mark.parametrize("name", ["../evil.txt", "/etc/passwd", "b/../../evil.txt", "C:/evil.txt", "..\\evil.txt"])
def test_a_path_that_leads_out_is_refused_and_the_rest_goes_on(pack: "saved.Pack", name: str) -> None:
    """Nothing is ever written, but it would be recorded."""
    data = pack({name: "evil", "a.txt": "Hama"})
    assert list(refused(data).values()) == ["has a path that leads out of the archive"]
    assert list(taken(data)) == ["a!/a.txt"]


def test_a_name_that_is_no_utf8_is_written_with_escapes() -> None:
    """As on disk."""
    assert taken(saved.tarred({"a\udcff.txt": b"Hama fell."})) == {r"a!/a\xff.txt": b"Hama fell."}


@pytest.mark.parametrize("pack", [saved.zipped, saved.tarred])
def test_another_kind_in_an_archive_is_passed_over_by_name(pack: "saved.Pack") -> None:
    """As in a folder."""
    data = pack({"a.jpg": "x", "b.txt": "x"})
    assert refused(data) == {"a!/a.jpg": "is of a type not known here (.jpg)"}
    assert [type(item.refusal) for item in stream_items(io.BytesIO(data), "a") if item.refusal] == [PassedOver]


def test_include_and_exclude_reach_into_archives_in_archives() -> None:
    """By the path below the folder, by that in each archive, and by the name."""
    files: dict[str, bytes | str] = {"b/a.md": "Hama", "b/a.html": "Homs", "c.txt": "Idlib", "d.md.gz": b"Hama"}
    data = saved.tarred({"in.zip": saved.zipped(files), "e.md": "Raqqa"})
    for include in ("*.md", "**/*.md"):
        assert list(taken(data, "o.tar", choice=Choice((include,)))) == [
            "o.tar!/in.zip!/b/a.md",
            "o.tar!/in.zip!/d.md.gz",
            "o.tar!/e.md",
        ]
    for include in ("b/a.md", "in.zip/b/a.md", "in.zip!/b/a.md", "o.tar/in.zip/b/a.md"):
        assert list(taken(data, "o.tar", choice=Choice((include,)))) == ["o.tar!/in.zip!/b/a.md"]
    assert list(taken(data, "o.tar", choice=Choice(exclude=("b",)))) == [
        "o.tar!/in.zip!/c.txt",
        "o.tar!/in.zip!/d.md.gz",
    ]


def test_links_and_devices_in_archives_are_refused() -> None:
    """They say nothing themselves."""
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        for name, type in (
            ("soft.txt", tarfile.SYMTYPE),
            ("hard.txt", tarfile.LNKTYPE),
            ("pipe.txt", tarfile.FIFOTYPE),
        ):
            entry = tarfile.TarInfo(name)
            entry.type, entry.linkname = type, "/etc/passwd"
            archive.addfile(entry)
    assert list(refused(made.getvalue()).values()) == ["is a link", "is a link", "is no regular file"]
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as zipped:
        zipped.writestr(link, "/etc/passwd")
    assert refused(made.getvalue()) == {"a!/link.txt": "is a link"}


def test_an_encrypted_entry_is_refused_by_name() -> None:
    """Its flag says so."""
    data = bytearray(saved.zipped({"a.txt": "Hama", "b.txt": "Homs"}))
    for mark in (b"PK\x03\x04", b"PK\x01\x02"):
        data[data.index(mark) + (6 if mark[2] == 3 else 8)] |= 1
    assert refused(bytes(data)) == {"a!/a.txt": "is encrypted"}
    assert taken(bytes(data)) == {"a!/b.txt": b"Homs"}


def test_of_two_entries_of_one_name_the_first_is_taken() -> None:
    """A path names one capture."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("a.txt", "first")
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("a.txt", "second")
    assert taken(made.getvalue()) == {"a!/a.txt": b"first"}
    assert refused(made.getvalue()) == {"a!/a.txt": "has the name of an entry before it"}


# damage


def test_a_damaged_entry_is_refused_and_the_rest_goes_on() -> None:
    """Its checksum doesn't fit."""
    data = saved.zipped({"a.txt": "Hama fell.", "b.txt": "Homs fell."}, zipfile.ZIP_STORED).replace(b"Hama", b"Hami", 1)
    assert list(refused(data)) == ["a!/a.txt"]
    assert taken(data) == {"a!/b.txt": b"Homs fell."}


@pytest.mark.parametrize(
    "data",
    [
        gzip.compress(saved.BODY.encode())[:-40],
        saved.zipped({"a.txt": saved.BODY})[:-30],
        saved.tarred({"a.txt": saved.BODY * 50}, "w:gz")[:200],
        saved.tarred({"a.txt": saved.BODY * 50})[:1000],
        saved.record(saved.response(saved.page()))[:-100],
        b"WARC/1.1\r\nnonsense",
        b"\x1f\x8b\x08\x00nonsense",
    ],
    ids=["gzip", "zip", "tar.gz", "tar", "cut warc", "warc", "not gzip"],
)
def test_a_damaged_container_is_refused_with_the_reason(data: bytes) -> None:
    """And raises nothing."""
    assert taken(data) == {}
    assert refused(data)


def test_what_stands_before_the_damage_is_taken() -> None:
    """A web archive that was cut short is still worth reading."""
    assert list(taken(WARC + b"garbage\r\n", "c.warc")) == ["c.warc!/2", "c.warc!/5"]
    assert "c.warc" in refused(WARC + b"garbage\r\n", "c.warc")


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(
        [saved.zipped({"a.txt": "Hama", "b.txt": "Homs"}), saved.tarred({"a.txt": "Hama"}), WARC, gzip.compress(WARC)]
    ),
    st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=8),
)
def test_damage_anywhere_raises_nothing(data: bytes, changes: list[tuple[float, int]]) -> None:
    """It gives captures and refusals."""
    damaged = bytearray(data)
    for place, byte in changes:
        damaged[int(place * len(data))] = byte
    assert all((item.data is None) != (item.refusal is None) for item in stream_items(io.BytesIO(bytes(damaged)), "a"))


def test_a_missing_library_refuses_the_container_with_the_cure(monkeypatch: pytest.MonkeyPatch) -> None:
    """The file isn't at fault."""
    monkeypatch.setitem(sys.modules, "warcio", None)
    monkeypatch.setitem(sys.modules, "warcio.archiveiterator", None)
    [item] = stream_items(io.BytesIO(WARC), "c.warc")
    assert isinstance(item.refusal, MissingExtra)
    assert "syria-iraq-archive[warc]" in str(item.refusal)


# limits


@pytest.mark.parametrize("pack", [saved.zipped, saved.tarred])
def test_a_member_over_the_limit_is_refused_and_the_rest_goes_on(pack: "saved.Pack") -> None:
    """It is that of `--max-size`."""
    data = pack({"a.txt": "x" * 100, "b.txt": "Homs"})
    assert "larger than 50 bytes" in refused(data, limits=ReadLimits(member=50))["a!/a.txt"]
    assert taken(data, limits=ReadLimits(member=50)) == {"a!/b.txt": b"Homs"}


def test_a_record_or_line_over_the_limit_is_refused_and_the_rest_goes_on() -> None:
    """Its rest isn't taken for the next."""
    lines = b'{"text": "%s"}\n{"text": "Homs"}\n' % (b"x" * 200)
    assert list(refused(lines, "a.jsonl", ReadLimits(member=50))) == ["a.jsonl!/1"]
    assert list(taken(lines, "a.jsonl", ReadLimits(member=50))) == ["a.jsonl!/2"]
    assert list(refused(WARC, limits=ReadLimits(member=500))) == ["a!/2"]
    assert list(taken(WARC, limits=ReadLimits(member=500))) == ["a!/5"]


@pytest.mark.parametrize("pack", [saved.zipped, saved.tarred])
def test_more_entries_than_the_limit_end_the_reading(pack: "saved.Pack") -> None:
    """With what was taken before."""
    data = pack({f"{number}.txt": "x" for number in range(5)})
    assert len(taken(data, limits=ReadLimits(entries=3))) == 3
    assert refused(data, limits=ReadLimits(entries=3)) == {"a": "holds more than 3 files; the rest isn't taken"}


def test_more_bytes_than_the_limit_end_the_reading() -> None:
    """Of all that stands in the file together."""
    data = saved.zipped({"a.txt": "x" * 100, "b.txt": "x" * 100, "c.txt": "x" * 100})
    assert len(taken(data, limits=ReadLimits(total=250))) == 2
    assert list(refused(data, limits=ReadLimits(total=250))) == ["a"]


@pytest.mark.parametrize(
    "data",
    [
        BOMB,
        saved.zipped({"a.txt": bytes(60_000_000)}),
        saved.zipped({"a.tar.gz": saved.tarred({"b.txt": bytes(60_000_000)}, "w:gz")}),
    ],
    ids=["gzip", "zip", "tar.gz in zip"],
)
def test_what_swells_beyond_measure_is_refused_whole(data: bytes) -> None:
    """And never stands in memory."""
    [reason] = refused(data, limits=ReadLimits(member=10**9)).values()
    assert "swells to more than 200 times its size" in reason


def test_the_bytes_of_all_members_count_towards_the_ratio(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many small bombs are one."""
    monkeypatch.setattr(limits_module, "HARMLESS", 1_000_000)
    data = saved.zipped({f"{number}.txt": bytes(300_000) for number in range(10)})
    assert len(taken(data)) == 3


def test_containers_in_containers_end_somewhere() -> None:
    """Here the seventh isn't opened."""
    data = b"Hama fell."
    for _ in range(7):
        data = saved.zipped({"a.zip": data})
    [(path, reason)] = refused(data).items()
    assert (path.count("!/"), reason) == (6, "lies 6 containers deep, and isn't opened")


def test_an_archive_is_read_from_a_pipe() -> None:
    """A ZIP archive's table of contents stands at its end, so it is copied first."""

    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def seek(self, *_: int) -> int:
            raise OSError("not seekable")

    items = list(stream_items(io.BufferedReader(Pipe(saved.zipped({"a.txt": "Hama"}))), "-"))
    assert [(item.path, item.data) for item in items] == [("-!/a.txt", b"Hama")]


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress], ids=["gzip", "bzip2", "xz"])
def test_a_disk_that_fails_says_nothing_of_the_bytes_on_it(pack: "saved.Compress") -> None:
    """The file isn't damaged: the next run tries it again."""

    class FailingDisk(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            if self.tell() > 100_000:
                raise OSError(errno.EIO, "Input/output error")
            return super().read(size)

    data = pack(saved.tarred({"a.txt": "Hama", "b.txt": random.Random(1).randbytes(300_000)}))
    last = list(stream_items(FailingDisk(data), "a.tar"))[-1]
    assert isinstance(last.refusal, CaptureFailed)
    assert last.refusal.message == "can't be read: Input/output error"


@pytest.mark.parametrize("kind", ["full", "none"])
def test_an_archive_in_another_needs_a_place_for_temporary_files(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If there is no room for them, or no folder, it fails with the cure, and what stands behind it is read."""
    monkeypatch.setattr(archives, "IN_MEMORY", 10)

    def refuse(*_: object, **__: object) -> None:
        if kind == "full":
            raise OSError(errno.EFBIG, "File too large")  # as `ulimit -f` has it
        raise FileNotFoundError(errno.ENOENT, "No usable temporary directory found in ['/tmp']")

    monkeypatch.setattr(tempfile, "TemporaryFile", refuse)
    file = tmp_path / "c.zip"
    file.write_bytes(saved.zipped({"a.zip": saved.zipped({"a.txt": "Hama"}), "b.txt": "Homs"}))
    inner, text = read_items(CaptureFile(file, "c.zip"))
    assert isinstance(inner.refusal, CaptureFailed)
    assert "set TMPDIR to a folder that has some" in str(inner.refusal)
    assert text.data == b"Homs"


def test_a_web_archive_is_never_held_in_memory(tmp_path: Path) -> None:
    """What is needed grows with one record, not with the file."""
    path = tmp_path / "c.warc"
    with path.open("wb") as file:
        for number in range(60):
            file.write(saved.record(saved.response(f"{saved.page()}<!-- {number} {'x' * 200_000} -->")))
    tracemalloc.start()
    number = sum(1 for _ in read_items(CaptureFile(path, "c.warc")))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert number == 60
    assert peak < path.stat().st_size / 3


def test_a_file_that_can_not_be_opened_is_an_item_with_the_reason(tmp_path: Path) -> None:
    """Nothing is raised."""
    [item] = read_items(CaptureFile(tmp_path / "gone.zip", "gone.zip"))
    assert "can't be read: No such file" in str(item.refusal)
