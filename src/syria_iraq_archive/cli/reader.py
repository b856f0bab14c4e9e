"""An article as a good reader would print it: what it says first, then what goes with it, then what was folded away.

Everything printed here comes from captures, so everything passes through `flow`, which makes control characters
visible.
"""

import os
import shutil
import sqlite3
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import click

from syria_iraq_archive.cli.flow import Piece, flow
from syria_iraq_archive.cli.in_words import in_common, published_in_words, reasons, source_in_words
from syria_iraq_archive.cli.results import short_days
from syria_iraq_archive.corpus.read import Dossier

WIDEST = 88  # columns; longer lines are hard to read
LONGEST_QUOTE = 240  # characters; the whole of it stands in the text
MOST_SIMILAR = 10  # articles with the same words
_SPOKEN = "speech"


@dataclass(frozen=True, slots=True)
class Page:
    """What is printed on: so many columns, or None where lines aren't wrapped; whether directions are marked."""

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
            yield from self._flow(Piece(article["kicker"], dim=True))
        yield from self._flow(Piece(article["headline"] or "(no headline)", bold=True))
        if article["standfirst"]:
            yield ""
            yield from self._flow(Piece(article["standfirst"]))
        yield ""

    def facts(self) -> Iterator[str]:
        """Who published it and when, with the reasons; by whom, from where, how long; where it is kept."""
        article, capture = self._dossier.article, self._dossier.capture
        yield from self._flow(Piece(source_in_words(self._dossier)))
        yield from self._flow(Piece(published_in_words(self._dossier)))
        for reason in reasons(self._dossier):
            yield from self._listed(Piece(reason, dim=True), hang="")
        of = len({block["article_id"] for block in self._dossier.blocks} - {None})
        if article["byline"]:
            yield from self._flow(Piece("by "), Piece(article["byline"], foreign=True))
        yield from self._flow(Piece(f"{article['words']} words"))
        place = f"article {article['seq']} of {of} in " if of > 1 else ""
        yield from self._flow(Piece(f"{article['key']} · {place}{capture['path']}", dim=True))
        if capture["uri"]:
            when = f" · captured {capture['captured_at']}" if capture["captured_at"] else ""
            yield from self._flow(Piece(f"{capture['uri']}{when}", dim=True))
        yield ""

    def body(self) -> Iterator[str]:
        """Dateline, paragraphs and crossheads, with the actors marked."""
        dateline = self._dossier.article["dateline"]
        opening = [Piece(f"{dateline} – ")] if dateline else []
        for block in self._blocks:
            if block["role"] == "crosshead":
                yield from self._flow(Piece(self._slice(block), bold=True))
                yield ""
            elif block["role"] == "paragraph":
                yield from self._flow(*opening, *self._with_actors(block))
                yield ""
                opening = []

    def rest(self) -> Iterator[str]:
        """Photos, quotes, actors, and what was folded away: each with its title, where there are any."""
        sections = {
            "Photos": self._photos(),
            "Quotes": self._quotes(),
            "Actors": self._actors(),
            "Printed elsewhere": self._elsewhere(),
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
                Piece(image["caption"] or "(no caption)", foreign=True),
                Piece(credit, dim=True, foreign=True),
                Piece(times, dim=True),
            )

    def _quotes(self) -> Iterator[str]:
        for quote in self._dossier.quotes:
            if quote["kind"] == _SPOKEN:
                yield from self._listed(
                    Piece(quote["speaker"] or "(nobody named)", underline=quote["actor_id"] is not None, foreign=True),
                    Piece(": “"),
                    Piece(_shortened(quote["text"]), foreign=True),
                    Piece(f"”, told to {self._name(quote['told_to'])}" if quote["told_to"] else "”"),
                )

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
            yield from self._listed(Piece(", ".join(named)))

    def _elsewhere(self) -> Iterator[str]:
        """Other articles with the same words."""
        for other in self._dossier.similar[:MOST_SIMILAR]:
            facts = (short_days(other["published"]) or "date unknown", other["source"] or "source unknown")
            yield from self._listed(
                Piece(f"{in_common(other['kind'], other['score'])}: "),
                Piece(other["headline"] or "(no headline)", foreign=True),
                Piece(f" · {' · '.join(facts)} · {other['key']}", dim=True),
            )
        more = len(self._dossier.similar) - MOST_SIMILAR
        if more > 0:
            yield from self._listed(Piece(f"{more} more: archive similar {self._dossier.article['key']}", dim=True))

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
                Piece(f"{', '.join(parts)} (see archive show {self._dossier.article['key']} --raw)")
            )

    def _with_actors(self, block: sqlite3.Row) -> Iterator[Piece]:
        """A block's text, the names in it marked."""
        text: str = self._dossier.capture["text"]
        reached = block["start_char"]
        for mention in self._dossier.mentions:
            if reached <= mention["start_char"] and mention["end_char"] <= block["end_char"]:
                yield Piece(text[reached : mention["start_char"]])
                yield Piece(text[mention["start_char"] : mention["end_char"]], underline=True)
                reached = mention["end_char"]
        yield Piece(text[reached : block["end_char"]])

    def _flow(self, *pieces: Piece) -> Iterator[str]:
        return flow(pieces, self._page.width, isolate=self._page.isolate)

    def _listed(self, *pieces: Piece, hang: str = "  ") -> Iterator[str]:
        """Pieces as an item of a list."""
        width = None if self._page.width is None else self._page.width - 2
        return (f"  {line}" for line in flow(pieces, width, indent=hang, isolate=self._page.isolate))

    def _slice(self, block: sqlite3.Row) -> str:
        text: str = self._dossier.capture["text"]
        return text[block["start_char"] : block["end_char"]]


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_QUOTE else line[:LONGEST_QUOTE].rpartition(" ")[0] + " …"
