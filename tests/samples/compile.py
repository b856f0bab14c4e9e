"""Compile a sample (one YAML file of invented news) into a capture and its annotation.

A sample is written as the pieces its capture is made of: a mapping is a block (its role and its text), a plain string
is the white space between blocks. The capture is those pieces one after the other, so nothing has to be searched for
and the annotation cannot drift from the text. The annotation has the keys of the hand-made gold.

    python -m tests.samples.compile OUTDIR      write OUTDIR/captures/NAME.txt and OUTDIR/gold/NAME.json
"""

from __future__ import annotations

import codecs
import hashlib
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal, TypeAlias

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter

HERE: Final = Path(__file__).parent

Gold: TypeAlias = dict[str, Any]
"""An annotation as JSON: the keys of the hand-made gold."""

Role: TypeAlias = Literal[
    "headline",
    "kicker",
    "standfirst",
    "byline",
    "publisher",
    "published",
    "dateline",
    "crosshead",
    "paragraph",
    "caption",
    "credit",
    "repeat",
    "chrome",
]

ROLE: Final = TypeAdapter[Role](Role)

SINGLE_FIELDS: Final = ("headline", "kicker", "standfirst", "dateline", "byline")
"""Roles of which an article has one block at most, and whose value is a field of that name."""

ENCODINGS: Final[Mapping[str, tuple[str, bytes]]] = {
    "utf-8": ("utf-8", b""),
    "utf-8-sig": ("utf-8", codecs.BOM_UTF8),
    "utf-16-le": ("utf-16-le", codecs.BOM_UTF16_LE),
    "utf-16-be": ("utf-16-be", codecs.BOM_UTF16_BE),
    "cp1252": ("cp1252", b""),
    "cp1256": ("cp1256", b""),
}
"""What a sample may call its encoding: the codec, and the byte-order mark that the file opens with."""

LINE_ENDS: Final[Mapping[str, str]] = {"lf": "\n", "crlf": "\r\n"}


class SampleError(ValueError):
    """A sample file that breaks a convention of the annotation."""


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Judgement(_Strict):
    """What a person decided about one article; everything else follows from its blocks."""

    source: str | None = None
    source_basis: Literal["masthead", "byline", "prefix", "dateline", "layout", "self-reference", "unknown"] = "unknown"
    source_evidence: str | None = None
    published: str | None = None
    published_basis: Literal["printed", "inferred", "unknown"] = "unknown"
    published_evidence: list[str] = []
    language: str = "en"
    actors: list[str] | None = None
    actors_optional: list[str] = []


class Speech(_Strict):
    """A quote, found by how it opens (once in the whole text) and the first close after that; marks included."""

    opens: str
    closes: str
    speaker: str | None = None
    actor: str | None = None
    told_to: str | None = None


class SampleFile(_Strict):
    """One YAML file as written."""

    note: str
    encoding: str = "utf-8"
    line_ends: Literal["lf", "crlf"] = "lf"
    articles: list[Judgement]
    quotes: list[Speech] | None = None
    pieces: list[str | dict[str, str | int]]


@dataclass(frozen=True)
class Block:
    """A block of the capture. Offsets are code points; `repeats` is the index of the block that this one copies."""

    start: int
    end: int
    line: int
    role: Role
    article: int | None
    repeats: int | None
    text: str
    value: str

    def gold(self) -> Gold:
        """The block as the gold writes it: `repeats` only where there is something to repeat."""
        row: Gold = {"start": self.start, "end": self.end, "line": self.line, "role": self.role}
        row["article"] = self.article
        return row if self.repeats is None else row | {"repeats": self.repeats}


@dataclass(frozen=True)
class Sample:
    """A compiled sample: the bytes of its capture, their text (without the byte-order mark) and the annotation."""

    name: str
    note: str
    data: bytes
    text: str
    gold: Gold


def load(path: Path) -> Sample:
    """Compile one sample file. Raises `SampleError`, which names the file, if it breaks a convention."""
    try:
        written = SampleFile.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
        return compile_sample(path.stem, written)
    except (ValueError, LookupError, yaml.YAMLError) as error:
        raise SampleError(f"{path.name}: {error}") from error


def samples(folder: Path = HERE) -> list[Sample]:
    """All samples of a folder, by name."""
    return [load(path) for path in sorted(folder.glob("*.yaml"))]


def compile_sample(name: str, written: SampleFile) -> Sample:
    """The capture and its annotation, with the proof that the blocks tile the text."""
    text, blocks = lay_out(written.pieces, LINE_ENDS[written.line_ends])
    check_tiling(text, blocks)
    codec, mark = ENCODINGS[written.encoding]
    data = mark + text.encode(codec)
    gold: Gold = {
        "capture": f"{name}.txt",
        "sha256": hashlib.sha256(data).hexdigest(),
        "characters": len(text),
        "articles": list(article_fields(text, blocks, written.articles)),
    }
    if written.quotes is not None:
        gold["quotes"] = [speech_span(text, speech) for speech in written.quotes]
    gold["blocks"] = [block.gold() for block in blocks]
    return Sample(name, written.note.strip(), data, text, gold)


def lay_out(pieces: Sequence[str | dict[str, str | int]], line_end: str) -> tuple[str, list[Block]]:
    r"""Put the pieces one after the other.

    A block belongs to the article that it names, or else to the one named last (the first, at the top); chrome belongs
    to none. `of` names the copied block by its role in the same article, with a number from the second on.

    >>> text, blocks = lay_out([{"headline": "Dam opens"}, "\n", {"chrome": "TT"}, "\n", {"paragraph": "Yes."}], "\n")
    >>> text, [(b.start, b.end, b.line, b.role, b.article) for b in blocks][-1]
    ('Dam opens\nTT\nYes.', (13, 17, 3, 'paragraph', 1))
    """
    text, article = "", 1
    blocks: list[Block] = []
    for piece in pieces:
        if isinstance(piece, str):
            if not piece.isspace():
                raise SampleError(f"glue that is not white space: {piece!r}")
            text += piece.replace("\n", line_end)
            continue
        fields = dict(piece)
        article = int(fields.pop("article", article))
        of, value = fields.pop("of", None), fields.pop("value", None)
        ((role, words),) = fields.items()
        words = checked_text(str(words))
        block = Block(
            start=len(text),
            end=len(text) + len(words),
            line=text.count("\n") + 1,
            role=ROLE.validate_python(role),
            article=None if role == "chrome" else article,
            repeats=None if of is None else copied(blocks, str(of), article),
            text=words,
            value=words if value is None else str(value),
        )
        if (role == "repeat") != (of is not None):
            raise SampleError(f"a repeat, and nothing else, says what it is of: {piece}")
        if block.value not in block.text:
            raise SampleError(f"a value is a slice of its block: {piece}")
        text += words
        blocks.append(block)
    return text, blocks


def checked_text(words: str) -> str:
    """A block's text, which is one line at most and has no outer white space."""
    if not words or words != words.strip() or len(words.splitlines()) > 1:
        raise SampleError(f"outer white space or a line break in a block: {words!r}")
    return words


def copied(blocks: Sequence[Block], of: str, article: int) -> int:
    """The index of the block that `of` names: "headline", "caption", "caption 2"."""
    role, _, number = of.partition(" ")
    found = [i for i, block in enumerate(blocks) if block.role == role and block.article == article]
    return found[int(number or 1) - 1]


def check_tiling(text: str, blocks: Sequence[Block]) -> None:
    """Blocks are ordered and disjoint, equal their slices, and leave nothing but white space between them."""
    position = 0
    for block in blocks:
        assert position <= block.start < block.end, block
        assert text[block.start : block.end] == block.text, block
        assert not text[position : block.start].strip(), text[position : block.start]
        position = block.end
    assert not text[position:].strip(), text[position:]


def article_fields(text: str, blocks: Sequence[Block], judgements: Sequence[Judgement]) -> Iterator[Gold]:
    """The articles as the gold writes them: what was judged, and what follows from the blocks."""
    numbers = {block.article for block in blocks if block.article is not None}
    if numbers != set(range(1, len(judgements) + 1)):
        raise SampleError(f"{len(judgements)} articles are judged, the blocks name {sorted(numbers)}")
    for seq, judged in enumerate(judgements, start=1):
        for evidence in filter(None, [judged.source_evidence, *judged.published_evidence]):
            if evidence not in text:
                raise SampleError(f"evidence that the capture doesn't have: {evidence!r}")
        own = [block for block in blocks if block.article == seq]
        field = {role: single(own, role) for role in SINGLE_FIELDS}
        paragraphs = [block.text for block in own if block.role == "paragraph"]
        row: Gold = {
            "seq": seq,
            "headline": field["headline"],
            "kicker": field["kicker"],
            "standfirst": field["standfirst"],
            "source": judged.source,
            "source_basis": judged.source_basis,
            "source_evidence": judged.source_evidence,
            "published": judged.published,
            "published_basis": judged.published_basis,
            "language": judged.language,
            "dateline": field["dateline"],
            "byline": field["byline"],
        }
        if judged.published_evidence:
            row["published_evidence"] = judged.published_evidence
        row["crossheads"] = [block.text for block in own if block.role == "crosshead"]
        row["paragraphs"] = len(paragraphs)
        row["words"] = sum(len(paragraph.split()) for paragraph in paragraphs)
        row["images"] = list(images(blocks, seq))
        if judged.actors is not None:
            row |= {"actors": judged.actors, "actors_optional": judged.actors_optional}
        yield row


def single(blocks: Sequence[Block], role: str) -> str | None:
    """The value of the first block with this role, if there is one; only bylines and standfirsts may be several."""
    values = [block.value for block in blocks if block.role == role]
    if len(values) > 1 and role not in ("byline", "standfirst"):
        raise SampleError(f"two blocks are the {role}: {values}")
    return values[0] if values else None


def images(blocks: Sequence[Block], article: int) -> Iterator[Gold]:
    """Captions with the credit that follows them (a credit on its own is an image too) and how often they stand."""
    copies = [block.repeats for block in blocks]
    previous: Block | None = None
    for index, block in enumerate(blocks):
        if block.article == article and block.role == "caption":
            after = blocks[index + 1] if index + 1 < len(blocks) else None
            credit = after.value if after is not None and after.role == "credit" else None
            yield {"caption": block.value, "credit": credit, "occurrences": 1 + copies.count(index)}
        elif block.article == article and block.role == "credit" and (previous is None or previous.role != "caption"):
            yield {"caption": None, "credit": block.value, "occurrences": 1 + copies.count(index)}
        previous = block


def speech_span(text: str, speech: Speech) -> Gold:
    """A quote with its offsets."""
    if text.count(speech.opens) != 1:
        raise SampleError(f"{text.count(speech.opens)} places open with {speech.opens!r}")
    start = text.index(speech.opens)
    end = text.index(speech.closes, start + 1) + len(speech.closes)
    return {"start": start, "end": end, "speaker": speech.speaker, "actor": speech.actor, "told_to": speech.told_to}


def main(arguments: Sequence[str]) -> int:
    """Write every sample's capture and gold under the folder given."""
    if len(arguments) != 1:
        print("usage: python -m tests.samples.compile OUTDIR", file=sys.stderr)
        return 2
    captures, gold = Path(arguments[0]) / "captures", Path(arguments[0]) / "gold"
    captures.mkdir(parents=True, exist_ok=True)
    gold.mkdir(parents=True, exist_ok=True)
    for sample in samples():
        (captures / f"{sample.name}.txt").write_bytes(sample.data)
        annotation = json.dumps(sample.gold, indent=1, ensure_ascii=False) + "\n"
        (gold / f"{sample.name}.json").write_text(annotation, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
