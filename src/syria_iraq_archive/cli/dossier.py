"""The ways to show what is recorded of one article: with roles in the margin, with its evidence, as JSON.

Everything printed here comes from captures, so everything passes through `visible`.
"""

import sqlite3
from collections.abc import Iterator
from itertools import groupby, pairwise
from typing import Any

import click

from syria_iraq_archive.cli.terminal import visible
from syria_iraq_archive.corpus.read import Dossier
from syria_iraq_archive.phrases import absence

_MARGIN = 15
_LONGEST_SNIPPET = 100
_CAPTURE = ("sha256", "path", "size", "encoding", "format", "uri", "captured_at", "warning", "text")


def margin_lines(dossier: Dossier) -> Iterator[str]:
    """The capture's text, line by line, with the role of what begins there; ``+`` for a block within a line."""
    for start, end in _lines(dossier.capture["text"]):
        for cut, stop, role in _pieces(dossier, start, end):
            text = visible(dossier.capture["text"][cut:stop].replace("\t", "    "))
            yield f"{role:>{_MARGIN}} │ {text}".rstrip()


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """The spans of the lines of `text`, without their ends."""
    start = 0
    for line in text.split("\n"):
        yield start, start + len(line.removesuffix("\r"))
        start += len(line) + 1


def _pieces(dossier: Dossier, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """A line cut where blocks begin in it: start, end, and the mark in the margin."""
    marks = {start: ""}
    for block in dossier.blocks:
        begin = block["start_char"]
        if start <= begin < end:
            opens_line = not dossier.capture["text"][start:begin].strip()
            marks[start if opens_line else begin] = _margin(dossier, block, within=not opens_line)
    for cut, stop in pairwise([*sorted(marks), end]):
        yield cut, stop, marks[cut]


def _margin(dossier: Dossier, block: sqlite3.Row, *, within: bool) -> str:
    """A block's role; ``+`` before it if it begins within a line, ``⋯`` if it belongs to another article."""
    other = block["article_id"] not in (None, dossier.article["id"])
    return f"{'+ ' if within else ''}{'⋯ ' if other else ''}{block['role']}"


def explain_lines(dossier: Dossier) -> Iterator[str]:
    """What was recorded: claims with evidence, corrections, blocks with rules, names, quotes, dates, designations."""
    if dossier.capture["warning"]:
        yield f"Warning about the text: {visible(dossier.capture['warning'])}."
        yield ""
    yield click.style("Claims", underline=True)
    for _, claim in groupby(dossier.claims, key=lambda row: row["seq"]):
        yield from _claim(dossier, list(claim))
    # Those of a field stand among the claims, beside the parser's own.
    claimed = {claim["field"] for claim in dossier.claims}
    others = [
        row for row in dossier.corrections if row["article_id"] is None or row["field"] not in claimed - {"opening"}
    ]
    if others:
        yield ""
        yield click.style("Corrections", underline=True)
    for correction in others:
        yield from _correction(dossier, correction)
    yield ""
    yield click.style("Blocks", underline=True)
    for block in _own_blocks(dossier):
        copies = f" of block {block['repeats']}" if block["repeats"] is not None else ""
        what = f"{block['seq']:>3} {block['role']}{copies} [{block['rule']}]"
        yield f"  {what} {_place(block)} {_snippet(dossier, block)}"
    for title, rows, who in (
        ("Mentions", dossier.mentions, "actor_id"),
        ("Places", dossier.places, "place_id"),
        ("Quotes", dossier.quotes, "speaker"),
        ("Dates", dossier.dates, "timex"),
        ("Designations", dossier.designations, "voice"),
    ):
        if rows:
            yield ""
            yield click.style(title, underline=True)
        for row in rows:
            rule = f" [{row['rule']}]" if "rule" in row.keys() else ""  # noqa: SIM118 - a Row iterates over values
            yield f"  {visible(row[who] or _else(row, who))}{rule} {_place(row)} {_snippet(dossier, row)}"


def _else(row: sqlite3.Row, who: str) -> str:
    """What stands for a speaker whom no words beside the quote name."""
    return str((row["actor_id"] if who == "speaker" else None) or "?")


def _claim(dossier: Dossier, rows: list[sqlite3.Row]) -> Iterator[str]:
    claim = rows[0]
    value = "unknown" if claim["value"] is None else visible(claim["value"])
    yield f"  {claim['field']}: {value} ({claim['basis']}) [{claim['rule']}]"
    for row in rows:
        if row["start_char"] is not None:
            yield f"      {_place(row)} {_snippet(dossier, row)}"
    if claim["warning"]:
        yield f"      warning: {visible(claim['warning'])}"


def _correction(dossier: Dossier, row: sqlite3.Row) -> Iterator[str]:
    """What a curator says beside what the parser said, with the reason, and the text it rests on."""
    nothing = absence(row["field"])
    value, parsed = (visible(row[name] or nothing) for name in ("value", "parsed"))
    told = visible(f"{row['reason']} ({row['curator']}, {row['day']})")
    yield f"  {row['field']}: {value} (curated), {parsed} (parsed) [correction: {told}]"
    if row["start_char"] is not None:
        yield f"      {_place(row)} {_snippet(dossier, row)}"
    if row["status"] != "applied":
        yield f"      {row['status']}{': ' + visible(row['problem']) if row['problem'] else ''}"


def _own_blocks(dossier: Dossier) -> list[sqlite3.Row]:
    return [block for block in dossier.blocks if block["article_id"] == dossier.article["id"]]


def _slice(dossier: Dossier, row: sqlite3.Row) -> str:
    text: str = dossier.capture["text"]
    return text[row["start_char"] : row["end_char"]]


def _place(row: sqlite3.Row) -> str:
    return f"{row['start_char']}-{row['end_char']}"


def _snippet(dossier: Dossier, row: sqlite3.Row) -> str:
    text = visible(" ".join(_slice(dossier, row).split("\n")))
    return f"“{text}”" if len(text) <= _LONGEST_SNIPPET else f"“{text[:_LONGEST_SNIPPET]}…”"


def json_dossier(dossier: Dossier) -> dict[str, Any]:
    """All rows, as they are, without the numbers of this database."""
    capture = {name: dossier.capture[name] for name in _CAPTURE}
    content = {
        "capture": capture,
        "article": _plain(dossier.article),
        "blocks": [_plain(row) for row in _own_blocks(dossier)],
    }
    parts = {"images": dossier.images, "claims": dossier.claims, "mentions": dossier.mentions, "quotes": dossier.quotes}
    rest = {
        "dates": dossier.dates,
        "places": dossier.places,
        "designations": dossier.designations,
        "corrections": dossier.corrections,
        "similar": dossier.similar,
        "story": dossier.story,
    }
    for name, rows in (parts | rest).items():
        content[name] = [_plain(row) for row in rows]
    return content


def _plain(row: sqlite3.Row) -> dict[str, Any]:
    return {name: row[name] for name in row.keys() if name not in ("id", "capture_id", "article_id")}  # noqa: SIM118
