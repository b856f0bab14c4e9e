"""Parsed captures made by hand, so that the corpus is tested without the parser."""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

from syria_iraq_archive.capture.encodings import decode
from syria_iraq_archive.capture.files import MAX_BYTES, find_captures
from syria_iraq_archive.corpus.connection import writing, writing_in_turn
from syria_iraq_archive.corpus.location import Location
from syria_iraq_archive.corpus.migrations import migrate
from syria_iraq_archive.corpus.rows import capture_rows
from syria_iraq_archive.corpus.similar.link import link
from syria_iraq_archive.corpus.stories.link import link_stories
from syria_iraq_archive.corpus.writer import Writer
from syria_iraq_archive.engine.ingest import Build
from syria_iraq_archive.engine.local import Local
from syria_iraq_archive.engine.summary import Summary
from syria_iraq_archive.engine.work import Run
from syria_iraq_archive.records import (
    Article,
    Basis,
    Block,
    Capture,
    Claim,
    DateMention,
    Designation,
    Image,
    Mention,
    ParsedCapture,
    PlaceMention,
    Quote,
    Role,
)
from syria_iraq_archive.registry.load import Registry
from syria_iraq_archive.registry.models import Actor, Kind, Name, Place, PlaceKind, Source
from syria_iraq_archive.spans import Span

CAPTION = "Fighters on a road near Hama, December 3, 2024."
TEXT = f"""Rebels Enter Hama

{CAPTION} (AP)
{CAPTION} (AP)
TT

Rebels Enter Hama

Rebels entered Hama on Tuesday, Turkish officials said.

The army falls back

“We will go on,” Abu Omar told Example News.
"""
UNDATED = "Talks in Doha\n\nIran and Türkiye talked.\n"


def registry(*, extra_actors: tuple[Actor, ...] = ()) -> Registry:
    """A registry of two sources and a few actors, one of them part of another."""
    sources = [
        Source(id="example-news", name="Example News", language="en", country="GB", url="https://example.org"),
        Source(id="other-news", name="Other News", language="ar"),
    ]
    actors = [
        Actor(id="turkey", name="Turkey", kind=Kind.STATE, country="TR", names={"tr": (Name(text="Türkiye"),)}),
        Actor(
            id="turkish-army",
            name="Turkish Army",
            kind=Kind.PUBLIC_BODY,
            part_of="turkey",
            names={"en": (Name(text="TSK"),)},
        ),
        Actor(id="iran", name="Iran", kind=Kind.STATE, country="IR"),
        *(Actor(id=source.id, name=source.name, kind=Kind.MEDIA) for source in sources),
        *extra_actors,
    ]
    places = [
        Place(id="hama-governorate", name="Hama Province", kind=PlaceKind.GOVERNORATE, country="SY", source="curated"),
        Place(
            id="hama",
            name="Hama",
            kind=PlaceKind.TOWN,
            part_of="hama-governorate",
            country="SY",
            point="35.132 36.758",
            source="https://places.example/1",
        ),
    ]
    return Registry(
        {source.id: source for source in sources},
        {actor.id: actor for actor in actors},
        gazetteer={place.id: place for place in places},
    )


@dataclass
class Page:
    """A capture on which blocks are laid from top to bottom."""

    text: str
    path: str = "a.txt"
    blocks: list[Block] = field(default_factory=list)

    def lay(self, role: Role, text: str, *, article: int | None = 1, repeats: int | None = None) -> int:
        """Lay a block over the next `text`; its seq."""
        reached = self.blocks[-1].span.end if self.blocks else 0
        start = self.text.index(text, reached)
        seq = len(self.blocks)
        span = Span(start, start + len(text))
        self.blocks.append(Block(seq=seq, role=role, span=span, rule="laid", article=article, repeats=repeats))
        return seq

    def span(self, text: str) -> Span:
        """The last place of `text`."""
        start = self.text.rindex(text)
        return Span(start, start + len(text))

    def parsed(self, *articles: Article) -> ParsedCapture:
        """The parsed capture, its bytes in UTF-8."""
        data = self.text.encode()
        sha256 = hashlib.sha256(data).hexdigest()
        capture = Capture(sha256=sha256, path=self.path, size=len(data), encoding="utf-8", text=self.text)
        return ParsedCapture(capture=capture, blocks=tuple(self.blocks), articles=articles)


def dated(path: str = "a.txt", text: str = TEXT) -> ParsedCapture:
    """A capture with a block of nearly every role, and one article with parts of every kind."""
    page = Page(text, path)
    headline = page.lay(Role.HEADLINE, "Rebels Enter Hama")
    caption = page.lay(Role.CAPTION, CAPTION)
    page.lay(Role.CREDIT, "(AP)")
    page.lay(Role.REPEAT, f"{CAPTION} (AP)", repeats=caption)
    page.lay(Role.CHROME, "TT", article=None)
    page.lay(Role.REPEAT, "Rebels Enter Hama", repeats=headline)
    paragraphs = [
        "Rebels entered Hama on Tuesday, Turkish officials said.",
        "The army falls back",
        "“We will go on,” Abu Omar told Example News.",
    ]
    for role, paragraph in zip((Role.PARAGRAPH, Role.CROSSHEAD, Role.PARAGRAPH), paragraphs, strict=True):
        page.lay(role, paragraph)
    published = "[2024-12-03..2024-12-09]"
    return page.parsed(
        Article(
            seq=1,
            source="example-news",
            headline="Rebels Enter Hama",
            kicker=None,
            standfirst=None,
            byline=None,
            dateline=None,
            language="en",
            published=published,
            published_earliest="2024-12-03",
            published_latest="2024-12-09",
            published_basis=Basis.INFERRED,
            body="\n\n".join(paragraphs),
            words=17,
            images=(Image(caption=CAPTION, credit="AP", occurrences=2, block=caption),),
            claims=(
                Claim(
                    field="source",
                    value="example-news",
                    basis=Basis.SELF_REFERENCE,
                    rule="told-us",
                    evidence=(page.span("told Example News"),),
                ),
                Claim(
                    field="published",
                    value=published,
                    basis=Basis.INFERRED,
                    rule="caption-and-weekday",
                    evidence=(page.span("December 3, 2024"), page.span("on Tuesday")),
                    warning="seven days are possible",
                ),
            ),
            mentions=(
                Mention(actor="turkey", span=page.span("Turkish"), surface="Turkish", rule="demonym"),
                Mention(actor="example-news", span=page.span("Example News"), surface="Example News", rule="name"),
            ),
            places=(
                PlaceMention(
                    place="hama",
                    span=page.span("Hama on Tuesday")._replace(end=page.span("Hama on Tuesday").start + 4),
                    surface="Hama",
                    precision=1,
                    candidates=(),
                    rule="name",
                ),
            ),
            quotes=(
                Quote(
                    span=page.span("“We will go on,”"),
                    text="We will go on,",
                    kind="speech",
                    speaker="Abu Omar",
                    actor=None,
                    told_to="example-news",
                    cue="told",
                    rule="quote-speaker-cue",
                ),
            ),
            dates=(
                DateMention(
                    span=page.span("on Tuesday"),
                    surface="on Tuesday",
                    earliest="2024-12-03",
                    latest="2024-12-03",
                    timex="2024-12-03",
                ),
            ),
            designations=(
                Designation(
                    span=page.span("Rebels"),
                    surface="Rebels",
                    actor=None,
                    voice="outlet",
                    speaker=None,
                    speaker_actor=None,
                    kind="bare",
                    rule="loaded-head",
                ),
            ),
        )
    )


def undated(path: str = "b.txt") -> ParsedCapture:
    """A capture with one article of unknown source and date."""
    page = Page(UNDATED, path)
    page.lay(Role.HEADLINE, "Talks in Doha")
    page.lay(Role.PARAGRAPH, "Iran and Türkiye talked.")
    return page.parsed(
        Article(
            seq=1,
            source=None,
            headline="Talks in Doha",
            kicker=None,
            standfirst=None,
            byline=None,
            dateline=None,
            language="en",
            published=None,
            published_earliest=None,
            published_latest=None,
            published_basis=Basis.UNKNOWN,
            body="Iran and Türkiye talked.",
            words=4,
            claims=tuple(
                Claim(field=name, value=None, basis=Basis.UNKNOWN, rule="nothing-found")
                for name in ("source", "published")
            ),
            mentions=(
                Mention(actor="iran", span=page.span("Iran"), surface="Iran", rule="name"),
                Mention(actor="turkish-army", span=page.span("Türkiye"), surface="Türkiye", rule="name"),
            ),
            sentences=(page.span("Talks in Doha"), page.span("Iran and Türkiye talked.")),
        )
    )


def plain_run(data: bytes, path: str) -> ParsedCapture:
    """A stand-in for the pipeline: the first line is the headline, each further line a paragraph."""
    text, encoding = decode(data)
    page = Page(text, path)
    headline, *paragraphs = [line.strip() for line in text.splitlines() if line.strip()]
    page.lay(Role.HEADLINE, headline)
    for paragraph in paragraphs:
        page.lay(Role.PARAGRAPH, paragraph)
    article = (
        undated()
        .articles[0]
        .model_copy(
            update={
                "headline": headline,
                "body": "\n\n".join(paragraphs),
                "words": sum(len(paragraph.split()) for paragraph in paragraphs),
                "mentions": (),
                "sentences": (),
            }
        )
    )
    parsed = page.parsed(article)
    update = {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data), "encoding": encoding}
    return parsed.model_copy(update={"capture": parsed.capture.model_copy(update=update)})


def make_corpus(path: Path, *captures: ParsedCapture, knowledge: Registry | None = None) -> Path:
    """A corpus of these captures (by default, of `dated` and `undated`) at `path`."""
    with writing(path) as connection:
        migrate(connection)
        writer = Writer(connection)
        writer.write_registry(knowledge or registry())
        for parsed in captures or (dated(), undated()):
            writer.write(capture_rows(parsed), Location("../captures", parsed.capture.path), "recipe")
        link(connection)
        link_stories(connection)
    return path


def ingest(
    corpus: Path,
    *places: Path,
    run: Run = plain_run,
    knowledge: Registry | None = None,
    version: str = "1",
    max_bytes: int = MAX_BYTES,
) -> Summary:
    """Ingest files and folders as `archive ingest` does, with another pipeline."""
    knowledge = knowledge or registry()
    with writing_in_turn(corpus) as connection:
        migrate(connection)
        engine = Local(lambda: run, jobs=1)
        build = Build(connection, corpus, engine, knowledge, version)
        return build.run(find_captures(places), max_bytes, folders=[place for place in places if place.is_dir()])
