"""What a correction makes of a capture: the difference between what is found without it and with it."""

from collections.abc import Iterator
from typing import NamedTuple

from syria_iraq_archive.annotate.corrections import places_meant
from syria_iraq_archive.annotate.curated_quotes import speaker_of
from syria_iraq_archive.records import Article, ParsedCapture

FIELDS = ("headline", "kicker", "standfirst", "byline", "dateline", "source", "language", "published")
"""The fields of an article that a correction may change, in the order in which they are told."""


class Effect(NamedTuple):
    """One thing that becomes another. Values are None if there is, or was, none; words are those of the capture."""

    article: int | None
    what: str
    words: str | None
    before: str | None
    after: str | None


def effects(before: ParsedCapture, after: ParsedCapture) -> Iterator[Effect]:
    """All that differs: articles, their fields, blocks' roles, who is named, and where, who says what, and to whom."""
    if len(before.articles) != len(after.articles):
        yield Effect(None, "articles", None, str(len(before.articles)), str(len(after.articles)))
    old = {article.seq: article for article in before.articles}
    for article in after.articles:
        was = old.get(article.seq)
        if was is None:
            yield Effect(article.seq, "article", article.headline, None, "begins")
        else:
            yield from _fields(was, article)
    yield from _roles(before, after)
    text = after.capture.text
    yield from _spans("names", text, _mentions(before), _mentions(after))
    yield from _spans("place", text, _places(before), _places(after))
    yield from _spans("speaker", text, _speakers(before), _speakers(after))
    yield from _spans("hearer", text, _hearers(before), _hearers(after))


def _fields(was: Article, now: Article) -> Iterator[Effect]:
    for name in FIELDS:
        before, after = getattr(was, name), getattr(now, name)
        if before != after:
            yield Effect(now.seq, name, None, before, after)


def _roles(before: ParsedCapture, after: ParsedCapture) -> Iterator[Effect]:
    known = {(block.span, block.role) for block in before.blocks}
    for block in after.blocks:
        if (block.span, block.role) not in known:
            were = [each.role.value for each in before.blocks if each.span.overlaps(block.span)]
            told = ", ".join(dict.fromkeys(were))
            yield Effect(block.article, "role", block.span.of(after.capture.text), told or None, block.role.value)


_Spans = dict[tuple[int, int], tuple[int, str]]


def _mentions(parsed: ParsedCapture) -> _Spans:
    return {
        (one.span.start, one.span.end): (article.seq, one.actor)
        for article in parsed.articles
        for one in article.mentions
    }


def _places(parsed: ParsedCapture) -> _Spans:
    return {
        (one.span.start, one.span.end): (article.seq, places_meant(one))
        for article in parsed.articles
        for one in article.places
    }


def _speakers(parsed: ParsedCapture) -> _Spans:
    return {
        (one.span.start, one.span.end): (article.seq, speaker_of(one) or "")
        for article in parsed.articles
        for one in article.quotes
    }


def _hearers(parsed: ParsedCapture) -> _Spans:
    return {
        (one.span.start, one.span.end): (article.seq, one.told_to or "")
        for article in parsed.articles
        for one in article.quotes
    }


def _spans(what: str, text: str, before: _Spans, after: _Spans) -> Iterator[Effect]:
    """What is said of the same words before and after; whatever the article's number."""
    for start, end in sorted(before.keys() | after.keys()):
        was, now = before.get((start, end)), after.get((start, end))
        if (was and was[1]) != (now and now[1]):
            article = now or was
            yield Effect(
                article and article[0], what, text[start:end], (was and was[1]) or None, (now and now[1]) or None
            )
