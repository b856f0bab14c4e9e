"""Checks of a capture and the blocks that tile it: nothing lost, nothing rewritten."""

import hashlib
from collections.abc import Iterator

from syria_iraq_archive.capture.doubts import warning_of
from syria_iraq_archive.capture.encodings import decode_and_doubt
from syria_iraq_archive.corpus.original import original_bytes
from syria_iraq_archive.corpus.verify.subject import Finding, Subject, span_of
from syria_iraq_archive.errors import CaptureRejected, InvariantBroken
from syria_iraq_archive.parse.copies import are_copies
from syria_iraq_archive.records import Fate, Role
from syria_iraq_archive.spans import check_tiling

TEXT = "text"


def bytes_back(subject: Subject) -> Iterator[Finding]:
    """The text encoded back, or the bytes kept beside it, are the file: its SHA-256 and its size."""
    row = subject.row
    if (row["content"] is None) != (row["format"] == TEXT):
        yield Finding(subject.place(), f"is of the format {row['format']}; plain text alone is kept as text alone")
    try:
        data = original_bytes(row)
    except (ValueError, LookupError) as error:
        yield Finding(subject.place(), f"its bytes can't be had back: {error}")
        return
    found = hashlib.sha256(data).hexdigest()
    if found != row["sha256"]:
        yield Finding(subject.place(), f"what is kept gives SHA-256 {found}, recorded is {row['sha256']}")
    if len(data) != row["size"]:
        yield Finding(subject.place(), f"what is kept gives {len(data)} bytes, recorded are {row['size']}")


def warnings(subject: Subject) -> Iterator[Finding]:
    """A capture has a warning where its text or its encoding is doubtful, as reading it again shows, and only there."""
    row = subject.row
    if row["format"] == TEXT:
        try:
            of_encoding = decode_and_doubt(original_bytes(row)).warning
        except (CaptureRejected, ValueError, LookupError) as error:
            yield Finding(subject.place(), f"its bytes can't be read as text: {error}")
            return
        expected = warning_of(row["text"], row["encoding"], of_encoding)
        agrees = row["warning"] == expected
    else:  # what is doubtful of its encoding takes its libraries: `derivation`
        expected = warning_of(row["text"], row["encoding"], plain=False)
        agrees = expected is None or (row["warning"] or "").endswith(expected)
    if not agrees:
        held = f"its warning is {row['warning']!r}" if row["warning"] else "has no warning"
        yield Finding(subject.place(), f"{held}, but its text {expected or 'gives cause for none'}")


def tiling(subject: Subject) -> Iterator[Finding]:
    """The blocks are ordered, disjoint, trimmed, and hold every character but white space."""
    try:
        check_tiling(subject.text, (span_of(block) for block in subject.blocks))
    except InvariantBroken as error:
        yield Finding(subject.place(), error.message)
    if [block["seq"] for block in subject.blocks] != list(range(len(subject.blocks))):
        yield Finding(subject.place(), "its blocks aren't numbered from 0 without gaps")


def roles(subject: Subject) -> Iterator[Finding]:
    """Every block has a known role, a rule, and an article of this capture; chrome alone has none."""
    own = {item.row["id"] for item in subject.articles}
    known = set(Role)
    for block in subject.blocks:
        if block["role"] not in known:
            yield Finding(subject.place(block), f"has the unknown role {block['role']!r}")
        if not block["rule"]:
            yield Finding(subject.place(block), "doesn't name the rule that made it")
        if (block["article_id"] is None) != (block["role"] == Role.CHROME):
            yield Finding(subject.place(block), "chrome belongs to no article, every other block to one")
        if block["article_id"] is not None and block["article_id"] not in own:
            yield Finding(subject.place(block), "belongs to an article of another capture")


def repeats(subject: Subject) -> Iterator[Finding]:
    """A repeat points to an earlier headline or caption of its article, and has its words; nothing else points."""
    for block in subject.blocks:
        if (block["role"] == Role.REPEAT) != (block["repeats"] is not None):
            yield Finding(subject.place(block), "repeats, and only repeats, point to what they copy")
        elif block["repeats"] is not None:
            yield from _points_rightly(subject, block["seq"], block["repeats"])


def _points_rightly(subject: Subject, copy: int, first: int) -> Iterator[Finding]:
    by_seq = {block["seq"]: block for block in subject.blocks}
    block, original = by_seq[copy], by_seq.get(first)
    if original is None or first >= copy:
        yield Finding(subject.place(block), f"points to block {first}, which doesn't stand before it")
    elif original["role"] not in (Role.HEADLINE, Role.CAPTION):
        yield Finding(subject.place(block), f"points to a {original['role']}, not to a headline or caption")
    elif original["article_id"] != block["article_id"]:
        yield Finding(subject.place(block), "points into another article")
    elif not are_copies(subject.slice(original), subject.slice(block)):
        yield Finding(subject.place(block), f"isn't a copy of {subject.slice(original)[:60]!r}")


def corrections(subject: Subject) -> Iterator[Finding]:
    """Every correction of the capture counts: its article is there, and the text that it quotes."""
    for row in subject.corrections:
        if row["start_char"] is not None and not (subject.fits(row) and subject.slice(row) in row["quote"]):
            yield Finding(subject.place(row), f"isn't the text that the correction quotes: {row['quote'][:60]!r}")
        if row["status"] == Fate.STALE:
            what = f"the correction of the {row['field']} by {row['curator']}, {row['day']}, is stale"
            yield Finding(subject.place(), f"{what}: {row['problem']}")
