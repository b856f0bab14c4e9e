"""Direct speech against annotations: every stretch of three words or more, with its speaker and hearer."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from syria_iraq_archive.corpus.gold.read import Gold
from syria_iraq_archive.corpus.verify.subject import Subject, span_of
from syria_iraq_archive.spans import Span

MIN_WORDS = 3  # annotations leave out shorter speech


class SpeechResult(NamedTuple):
    """One thing compared of a quote: what, whether it is right, and where and how it differs."""

    name: str
    right: bool
    place: str
    difference: str


def compare_speech(gold: Gold, subject: Subject) -> Iterator[SpeechResult]:
    """The results for every annotated quote, and a wrong one for each that isn't annotated."""
    if gold.quotes is None:
        return
    found = {span_of(row): row for item in subject.articles for row in item.quotes if row["kind"] == "speech"}
    for quote in gold.quotes:
        span = Span(quote["start"], quote["end"])
        place = f"{gold.file}:{span.start}-{span.end}"
        row = found.pop(span, None)
        yield SpeechResult("quotes", row is not None, place, "quote: missing")
        if row is not None:
            yield from _compare_words(place, quote, dict(row))
    for span, row in found.items():
        if len(row["text"].split()) >= MIN_WORDS:
            yield SpeechResult(
                "quotes", False, f"{gold.file}:{span.start}-{span.end}", f"quote: surplus: {row['text'][:80]!r}"
            )


def _compare_words(place: str, quote: dict[str, Any], row: dict[str, Any]) -> Iterator[SpeechResult]:
    for name, key, column in (
        ("quote_speaker", "speaker", "speaker"),
        ("quote_actor", "actor", "actor_id"),
        ("quote_told_to", "told_to", "told_to"),
    ):
        expected, found = _on_one_line(quote[key]), _on_one_line(row[column])
        yield SpeechResult(name, expected == found, place, f"{name}: expected {expected!r}, found {found!r}")


def _on_one_line(value: str | None) -> str | None:
    """A value with plain spaces: annotators type what a capture prints with no-break spaces."""
    return value if value is None else " ".join(value.split())
