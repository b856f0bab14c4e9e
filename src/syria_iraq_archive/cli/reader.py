"""An article as a good reader would print it: what it says first, then what goes with it, then what was folded away.

Its date and its source are said in words, with what they rest on. Everything printed here comes from captures, so
everything passes through `flow`, which makes control characters visible.
"""

import os
import re
import shutil
import sqlite3
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import click

from syria_iraq_archive.cli.results import short_days
from syria_iraq_archive.cli.terminal import Styled, flow
from syria_iraq_archive.corpus.read import Dossier
from syria_iraq_archive.corpus.stories.found import rests_on
from syria_iraq_archive.patterns import later
from syria_iraq_archive.phrases import BASES, between

WIDEST = 88  # columns; longer lines are hard to read
LONGEST_QUOTE = 240  # characters; the whole of it stands in the text
MOST_SIMILAR = 10  # articles with the same words
MOST_OF_STORY = 10  # articles on the same event
_SPOKEN = "speech"
_MOST_EVIDENCE = 3
_CURATED = later(r"correction: (?P<reason>.*) \((?P<by>.*), (?P<on>[^,]*)\)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Page:
    """What is printed on: so many columns, or None if lines aren't wrapped; whether directions are marked."""

    width: int | None = WIDEST
    isolate: bool = True


def page_of_output() -> Page:
    """A page for standard output.

    Elsewhere than on a terminal a paragraph is one line, for the next program in a pipe, unless COLUMNS says otherwise.
    """
    on_terminal = sys.stdout.isatty()
    if not on_terminal and not os.environ.get("COLUMNS"):
        return Page(None, isolate=False)
    return Page(min(WIDEST, shutil.get_terminal_size().columns), isolate=on_terminal)


def reading_lines(dossier: Dossier, page: Page | None = None) -> Iterator[str]:
    """The article with all that a reader wants to know of it."""
    reader = _Reader(dossier, page or page_of_output())
    for section in (reader.head(), reader.facts(), reader.body(), reader.rest()):
        yield from section


class _Reader:
    """Prints one article on a page."""

    def __init__(self, dossier: Dossier, page: Page) -> None:
        self._dossier = dossier
        self._page = page
        id = dossier.article["id"]
        self._blocks = [block for block in dossier.blocks if block["article_id"] == id]

    def head(self) -> Iterator[str]:
        """Kicker, headline and standfirst."""
        article = self._dossier.article
        if article["kicker"]:
            yield from self._flow(Styled(article["kicker"], dim=True))
        yield from self._flow(Styled(article["headline"] or "(no headline)", bold=True))
        if article["standfirst"]:
            yield ""
            yield from self._flow(Styled(article["standfirst"]))
        yield ""

    def facts(self) -> Iterator[str]:
        """Who published it and when, with the reasons; by whom, from where, how long; where it is kept."""
        article, capture = self._dossier.article, self._dossier.capture
        yield from self._flow(Styled(_source_in_words(self._dossier)))
        yield from self._flow(Styled(_published_in_words(self._dossier)))
        for reason in _reasons(self._dossier):
            yield from self._listed(Styled(reason, dim=True), hang="")
        of = len({block["article_id"] for block in self._dossier.blocks} - {None})
        if article["byline"]:
            yield from self._flow(Styled("by "), Styled(article["byline"], foreign=True))
        yield from self._flow(Styled(f"{article['words']} words"))
        place = f"article {article['seq']} of {of} in " if of > 1 else ""
        yield from self._flow(Styled(f"{article['key']} · {place}{capture['path']}", dim=True))
        if capture["uri"]:
            when = f" · captured {capture['captured_at']}" if capture["captured_at"] else ""
            yield from self._flow(Styled(f"{capture['uri']}{when}", dim=True))
        yield ""

    def body(self) -> Iterator[str]:
        """Dateline, paragraphs and crossheads, with the actors marked."""
        dateline = self._dossier.article["dateline"]
        opening = [Styled(f"{dateline} – ")] if dateline else []
        for block in self._blocks:
            if block["role"] == "crosshead":
                yield from self._flow(Styled(self._slice(block), bold=True))
                yield ""
            elif block["role"] == "paragraph":
                yield from self._flow(*opening, *self._with_actors(block))
                yield ""
                opening = []

    def rest(self) -> Iterator[str]:
        """Photos, quotes, actors, and what was folded away: each with its title, if there are any."""
        sections = {
            "Photos": self._photos(),
            "Quotes": self._quotes(),
            "Actors": self._actors(),
            "Printed elsewhere": self._elsewhere(),
            "The same event": self._story(),
            "Folded away": self._folded(),
        }
        for title, lines in sections.items():
            printed = list(lines)
            if printed:
                yield click.style(title, bold=True)
                yield from printed
                yield ""

    def _photos(self) -> Iterator[str]:
        for image in self._dossier.images:
            credit = f" ({image['credit']})" if image["credit"] else ""
            times = f" ×{image['occurrences']}" if image["occurrences"] > 1 else ""
            yield from self._listed(
                Styled(image["caption"] or "(no caption)", foreign=True),
                Styled(credit, dim=True, foreign=True),
                Styled(times, dim=True),
            )

    def _quotes(self) -> Iterator[str]:
        for quote in self._dossier.quotes:
            if quote["kind"] == _SPOKEN:
                yield from self._listed(
                    Styled(self._speaker(quote), underline=quote["actor_id"] is not None, foreign=True),
                    Styled(": “"),
                    Styled(_shortened(quote["text"]), foreign=True),
                    Styled(f"”, told to {self._name(quote['told_to'])}" if quote["told_to"] else "”"),
                )

    def _speaker(self, quote: sqlite3.Row) -> str:
        """Who speaks: as printed beside the words; else the actor, who was named before or by a curator."""
        if quote["speaker"]:
            return str(quote["speaker"])
        return self._name(quote["actor_id"]) if quote["actor_id"] else "(nobody named)"

    def _name(self, actor: str) -> str:
        """What an actor is called, as far as the article tells."""
        article = self._dossier.article
        if actor == article["source_id"]:
            return str(article["source_name"])
        return next((row["name"] for row in self._dossier.mentions if row["actor_id"] == actor), actor)

    def _actors(self) -> Iterator[str]:
        counts = Counter(mention["name"] for mention in self._dossier.mentions)
        if counts:
            named = (f"{name} ×{number}" if number > 1 else name for name, number in counts.most_common())
            yield from self._listed(Styled(", ".join(named)))

    def _elsewhere(self) -> Iterator[str]:
        """Other articles with the same words."""
        for other in self._dossier.similar[:MOST_SIMILAR]:
            facts = (short_days(other["published"]) or "date unknown", other["source"] or "source unknown")
            yield from self._listed(
                Styled(f"{_in_common(other['kind'], other['score'])}: "),
                Styled(other["headline"] or "(no headline)", foreign=True),
                Styled(f" · {' · '.join(facts)} · {other['key']}", dim=True),
            )
        more = len(self._dossier.similar) - MOST_SIMILAR
        if more > 0:
            yield from self._listed(Styled(f"{more} more: archive similar {self._dossier.article['key']}", dim=True))

    def _story(self) -> Iterator[str]:
        """Other articles that report the same event, with what links each with an article of this story."""
        own = self._dossier.article["key"]
        others = [report for report in self._dossier.story if report["key"] != own]
        for report in others[:MOST_OF_STORY]:
            facts = (short_days(report["published"]) or "date unknown", report["source"] or "source unknown")
            yield from self._listed(
                Styled(report["headline"] or "(no headline)", foreign=True),
                Styled(f" · {' · '.join(facts)} · {report['key']}", dim=True),
            )
            yield from self._listed(Styled(f"    {rests_on(report)}", dim=True, foreign=True), hang="    ")
        if len(others) > MOST_OF_STORY:
            yield from self._listed(Styled(f"{len(others) - MOST_OF_STORY} more: archive stories {own}", dim=True))

    def _folded(self) -> Iterator[str]:
        """How many copies of what the capture printed."""
        roles = {block["seq"]: block["role"] for block in self._dossier.blocks}
        copies = [block["repeats"] for block in self._blocks if block["repeats"] is not None]
        counts = Counter(roles[seq] for seq in copies)
        originals = Counter(roles[seq] for seq in set(copies))
        parts: list[str] = []
        for role, number in sorted(counts.items(), reverse=True):  # "2 copies of the headline, 3 of the caption"
            noun = "" if parts else " copy" if number == 1 else " copies"
            parts.append(f"{number}{noun} of the {role}{'s' if originals[role] > 1 else ''}")
        if parts:
            yield from self._listed(
                Styled(f"{', '.join(parts)} (see archive show {self._dossier.article['key']} --raw)")
            )

    def _with_actors(self, block: sqlite3.Row) -> Iterator[Styled]:
        """A block's text, the names in it marked."""
        text: str = self._dossier.capture["text"]
        reached = block["start_char"]
        for mention in self._dossier.mentions:
            if reached <= mention["start_char"] and mention["end_char"] <= block["end_char"]:
                yield Styled(text[reached : mention["start_char"]])
                yield Styled(text[mention["start_char"] : mention["end_char"]], underline=True)
                reached = mention["end_char"]
        yield Styled(text[reached : block["end_char"]])

    def _flow(self, *pieces: Styled) -> Iterator[str]:
        return flow(pieces, self._page.width, isolate=self._page.isolate)

    def _listed(self, *pieces: Styled, hang: str = "  ") -> Iterator[str]:
        """Pieces as an item of a list."""
        width = None if self._page.width is None else self._page.width - 2
        return (f"  {line}" for line in flow(pieces, width, indent=hang, isolate=self._page.isolate))

    def _slice(self, block: sqlite3.Row) -> str:
        text: str = self._dossier.capture["text"]
        return text[block["start_char"] : block["end_char"]]


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_QUOTE else line[:LONGEST_QUOTE].rpartition(" ")[0] + " …"


def _published_in_words(dossier: Dossier) -> str:
    """When the article was published, and how that is known."""
    article, claim = dossier.article, _counting_claim(dossier, "published")
    basis = article["published_basis"]
    days = (
        between(article["published_earliest"], article["published_latest"]) if article["published"] else "date unknown"
    )
    if basis == "inferred":
        evidence = _several(list(dict.fromkeys(_evidence(dossier, "published", claim)))[:_MOST_EVIDENCE])
        return f"{days}, inferred from {evidence}" if evidence else f"{days}, inferred"
    return days if basis == "unknown" else f"{days}, {BASES.get(basis, basis)}"


def _source_in_words(dossier: Dossier) -> str:
    """Which outlet published the article, and how that is known."""
    name, claim = dossier.article["source_name"], _counting_claim(dossier, "source")
    if name is None:
        return "source unknown"
    if claim is None:
        return str(name)
    if claim["basis"] == "self-reference":
        words = next(_evidence(dossier, "source", claim), "")
        return f"{name}, {BASES[claim['basis']]}{f' in {words}' if words else ''}"
    return f"{name}, {BASES.get(claim['basis'], claim['basis'])}"


def _reasons(dossier: Dossier) -> Iterator[str]:
    """A curator's reasons for what counts, and warnings of what speaks against it, or against the text as a whole."""
    if dossier.capture["warning"]:
        yield f"Warning about the text: {dossier.capture['warning']}."
    for field in ("source", "published"):
        claim = _counting_claim(dossier, field)
        if claim is None:
            continue
        curated = _CURATED.fullmatch(claim["rule"]) if claim["basis"] == "curated" else None
        if curated:
            yield f"{curated['reason']} ({curated['by']}, {curated['on']})"
        if claim["warning"]:
            yield f"Warning about its {'date' if field == 'published' else field}: {claim['warning']}."
    yield from _other_corrections(dossier)


def _other_corrections(dossier: Dossier) -> Iterator[str]:
    """Says which other fields are corrected, and how many corrections are stale and don't count."""
    rows = [row for row in dossier.corrections if row["field"] not in ("source", "published")]
    counts = Counter(row["field"] for row in rows if row["status"] == "applied")
    log = f"see: archive log {dossier.article['key']}"
    if counts:
        listed = (f"{field} ×{number}" if number > 1 else field for field, number in counts.items())
        yield f"Corrected by curators: {', '.join(listed)}; {log}."
    if stale := sum(row["status"] == "stale" for row in dossier.corrections):
        yield f"Stale corrections, which don't count: {stale}; {log}."


def _counting_claim(dossier: Dossier, field: str) -> sqlite3.Row | None:
    """The claim that decides a field: a curator's that isn't stale, else the parser's."""
    claims = [claim for claim in dossier.claims if claim["field"] == field]
    curated = [claim for claim in claims if claim["basis"] == "curated" and claim["warning"] is None]
    return next(iter([*curated, *(claim for claim in claims if claim["basis"] != "curated")]), None)


def _evidence(dossier: Dossier, field: str, claim: sqlite3.Row | None) -> Iterator[str]:
    """What a claim rests on: a caption by its role, other words in quotation marks."""
    for row in dossier.claims:
        if claim is None or row["field"] != field or row["seq"] != claim["seq"] or row["start_char"] is None:
            continue
        if _role_at(dossier, row["start_char"]) in ("caption", "credit"):
            yield "the photo caption"
        else:
            text: str = dossier.capture["text"][row["start_char"] : row["end_char"]]
            yield f"“{text}”"


def _role_at(dossier: Dossier, place: int) -> str | None:
    """The role of the block there; of a copy, that of what it copies."""
    roles: dict[int, str] = {block["seq"]: block["role"] for block in dossier.blocks}
    for block in dossier.blocks:
        if block["start_char"] <= place < block["end_char"]:
            return roles[block["seq"] if block["repeats"] is None else block["repeats"]]
    return None


def _several(things: Sequence[str]) -> str:
    """Things in a row: "a", "a and b", "a, b and c"."""
    return " and ".join([", ".join(things[:-1]), things[-1]] if len(things) > 1 else things)


def _in_common(kind: str, score: float) -> str:
    """What two articles have in common, of a kind and score of ``similar``.

    >>> _in_common("repost", 0.87), _in_common("same-text", 1.0)
    ('repost, 87 % in common', 'same text')
    """
    words = kind.replace("-", " ")
    return words if kind == "same-text" else f"{words}, {score:.0%} in common".replace("%", " %")
