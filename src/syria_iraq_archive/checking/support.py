"""What stands beside a cited key in a draft, and isn't printed in that article: figures, days, names of actors."""

import re
from collections.abc import Iterator, Sequence

from syria_iraq_archive.annotate.quotes.marks import find_quotations
from syria_iraq_archive.annotate.quotes.paragraphs import TaggedParagraph, tag_paragraph
from syria_iraq_archive.checking.archived import Archived, ArticleText
from syria_iraq_archive.checking.attribution import overlaps_publication
from syria_iraq_archive.checking.drafts import KEY, Draft
from syria_iraq_archive.checking.figures import figures
from syria_iraq_archive.checking.findings import ProblemKind, Unsupported
from syria_iraq_archive.checking.quotations import ReadDraft
from syria_iraq_archive.patterns import later
from syria_iraq_archive.spans import Span

# Digits that number or address something: keys, links, marks of notes, the number of an item, versions and times.
_NO_FIGURE = later(
    rf"{KEY.pattern}|https?://\S+|\]\([^()\s]*\)|\[\^?[\w-]{{1,40}}\]|^[ \t]*\d{{1,3}}[.)](?=\s)|\b\d{{1,2}}:\d{{2}}\b",
    re.MULTILINE,
)
_WORD = later(r"[^\W_]{2,}")


def unsupported(read: ReadDraft, archived: Archived) -> Iterator[Unsupported]:
    """The figures, days and names that the articles cited beside them don't print, and keys of no article."""
    draft = read.draft
    for paragraph in draft.paragraphs:
        cited = sorted(draft.cited(paragraph.span))
        if not cited:
            continue
        tagged = tag_paragraph(draft.text, paragraph.span, find_quotations(draft.text, paragraph.span))
        by_sentence: dict[Span, list[str]] = {}
        for span, key in cited:
            if archived.of_key(key) is None:
                yield _finding(draft, span, ProblemKind.KEY, f"the corpus has no article {key}", [key])
            else:
                by_sentence.setdefault(_sentence(tagged, span), []).append(key)
        for sentence, keys in by_sentence.items():
            articles = [found for key in keys if (found := archived.of_key(key))]
            yield from _in_sentence(read, tagged, sentence, articles)


def _sentence(tagged: TaggedParagraph, cited: Span) -> Span:
    """The sentence that cites a key; if it says nothing itself, as "(see KEY)." doesn't, the one before it."""
    first, end = tagged.sentence(min(tagged.token_at(cited.start), len(tagged.tags) - 1))
    span = tagged.span(first, max(end, first + 1))
    said = _NO_FIGURE.sub(" ", Span(span.start, max(span.start, cited.start)).of(tagged.text))
    if first > 1 and len(_WORD.findall(said)) < 2 and "Q" not in tagged.tags[first:end]:
        before, stop = tagged.sentence(first - 2)
        span = Span(tagged.span(before, max(stop, before + 1)).start, span.end)
    return span


def _in_sentence(
    read: ReadDraft, tagged: TaggedParagraph, sentence: Span, articles: Sequence[ArticleText]
) -> Iterator[Unsupported]:
    draft, keys = read.draft, [one.article["key"] for one in articles]
    outside = list(tagged.outside_quotes(sentence))
    hidden = [Span(*match.span()) for match in _NO_FIGURE.finditer(draft.text, *tagged.region)]
    for day in read.days:
        if any(span.contains(day.span) for span in outside):
            hidden.append(day.span)
            if not any(overlaps_publication(day, one) for one in articles):
                yield _finding(
                    draft, day.span, ProblemKind.DAY_NOT_PRINTED, "no cited article is or speaks of it", keys
                )
    printed = frozenset(value for one in articles for value in one.figures)
    for span in outside:
        for figure in figures(draft.text, *span):
            if figure.value not in printed and not any(one.overlaps(figure.span) for one in hidden):
                yield _finding(draft, figure.span, ProblemKind.FIGURE, "no cited article prints this number", keys)
    named = frozenset(name for one in articles for name in (*one.actors, one.article["source_id"]))
    for mention in read.mentions:
        if mention.actor not in named and any(span.contains(mention.span) for span in outside):
            yield _finding(draft, mention.span, ProblemKind.NAME, f"no cited article names {mention.actor}", keys)


def _finding(draft: Draft, span: Span, kind: ProblemKind, says: str, keys: Sequence[str]) -> Unsupported:
    return Unsupported(draft.line(span.start), span.start, span.end, span.of(draft.text), kind, says, tuple(keys))
