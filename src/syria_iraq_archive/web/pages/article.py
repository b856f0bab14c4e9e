"""The article page: the article beside its raw capture, every block with its rule and the claims that rest on it."""

import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from syria_iraq_archive.corpus.read import Dossier, read_article
from syria_iraq_archive.phrases import BASES, between, direction
from syria_iraq_archive.records import Role
from syria_iraq_archive.web.ask import ask, words
from syria_iraq_archive.web.asked import read_address
from syria_iraq_archive.web.marking import Annotations, MarkedText, Stretch, overlapping, pieces, stretches
from syria_iraq_archive.web.pages.actor import names_of
from syria_iraq_archive.web.pages.citing import citation
from syria_iraq_archive.web.pages.trail import trail_of

Row = sqlite3.Row

ROLES = {
    Role.HEADLINE: "the headline",
    Role.KICKER: "line above the headline",
    Role.STANDFIRST: "summary under the headline",
    Role.BYLINE: "author or desk",
    Role.PUBLISHER: "names the outlet",
    Role.PUBLISHED: "date line",
    Role.DATELINE: "place the text opens with",
    Role.CROSSHEAD: "heading inside the body",
    Role.PARAGRAPH: "running text",
    Role.CAPTION: "of a photo",
    Role.CREDIT: "of a photo",
    Role.REPEAT: "a later copy",
    Role.CHROME: "site furniture",
}


@dataclass(frozen=True, slots=True)
class ShownBlock:
    """A block of the capture with everything that is recorded of it."""

    block: Row
    text: str
    other: str | None  # key of the article it belongs to, if that is another
    claims: list["ShownClaim"]
    marks: Annotations


@dataclass(frozen=True, slots=True)
class ShownClaim:
    """A field of the article with what it rests on."""

    field: str
    value: str | None
    basis: str
    rule: str
    warning: str | None
    evidence: list[tuple[int | None, str]]  # seq of the block it stands in, the words


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block as it is read."""

    block: Row
    pieces: list[MarkedText]


@dataclass(frozen=True, slots=True)
class Picture:
    """A caption with its credit."""

    image: Row
    caption: list[MarkedText]


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """What the template shows."""

    dossier: Dossier
    direction: str
    published: str
    dating: str
    body: list[Paragraph]
    pictures: list[Picture]
    actors: list[tuple[str, str, int]]  # id, name, mentions
    places: list[tuple[str, str, int]]  # id, name, mentions
    quotes: list[Row]
    called: dict[str, str]  # names of those who speak or are spoken to
    claims: list[ShownClaim]
    stretches: list[Stretch]
    entries: list[ShownBlock]
    legend: list[tuple[str, str, int]]  # role, what it is, blocks
    siblings: list[Row]  # the capture's articles
    corrected: dict[str, Row]  # the correction that counts, by its field
    located: bool  # whether a place can be drawn


def compose(connection: sqlite3.Connection, key: str) -> ArticlePage:
    """Everything the page shows of the article. Raises `UnknownName` if the key fits none, or several."""
    dossier = read_article(connection, key)
    article, text = dossier.article, dossier.capture["text"]
    siblings = connection.execute(
        "SELECT id, key, seq, headline FROM articles WHERE capture_id = ? ORDER BY seq", (article["capture_id"],)
    ).fetchall()
    marks = Annotations(
        dossier.mentions, dossier.quotes, dossier.dates, dossier.places, dossier.claims, dossier.designations
    )
    numbered = list(_numbered_claims(dossier))
    claims = [claim for _, claim in numbered]
    keys = {row["id"]: row["key"] for row in siblings}
    counts = Counter((row["actor_id"], row["name"]) for row in dossier.mentions)
    places = Counter((row["place_id"], row["name"]) for row in dossier.places if row["place_id"])
    roles = Counter(block["role"] for block in dossier.blocks)
    return ArticlePage(
        dossier=dossier,
        direction=direction(article["language"]),
        published=between(article["published_earliest"], article["published_latest"]),
        dating=_dating(article, claims),
        body=[
            Paragraph(block, list(pieces(text, block["start_char"], block["end_char"], marks)))
            for block in dossier.blocks
            if block["article_id"] == article["id"] and block["role"] in (Role.PARAGRAPH, Role.CROSSHEAD)
        ],
        pictures=[_picture(dossier, image, marks) for image in dossier.images],
        actors=[(*actor, number) for actor, number in counts.most_common()],
        places=[(*place, number) for place, number in places.most_common()],
        quotes=[quote for quote in dossier.quotes if quote["kind"] == "speech"],
        called=names_of(connection, [quote[role] for quote in dossier.quotes for role in ("actor_id", "told_to")]),
        claims=claims,
        stretches=list(stretches(text, dossier.blocks, marks)),
        entries=[_shown_block(dossier, block, keys, marks, numbered) for block in dossier.blocks],
        legend=[(role.value, ROLES[role], roles[role]) for role in ROLES if roles[role]],
        siblings=siblings,
        corrected={row["field"]: row for row in dossier.corrections if row["status"] == "applied"},
        located=any(row["place_id"] for row in dossier.places),
    )


def _dating(article: Row, claims: Sequence[ShownClaim]) -> str:
    """What the date rests on, in words, with the words of the capture that say so."""
    basis = article["published_basis"]
    shown = [
        words for claim in claims if claim.field == "published" and claim.basis == basis for _, words in claim.evidence
    ]
    if not shown:
        return BASES.get(basis, str(basis))
    joint = " from " if basis == "inferred" else ": "
    told = BASES.get(basis, str(basis))
    return told + joint + " and ".join(f"“{words}”" for words in dict.fromkeys(shown))


def _picture(dossier: Dossier, image: Row, marks: Annotations) -> Picture:
    block = dossier.blocks[image["block_seq"]]
    if image["caption"] is None:
        return Picture(image, [])
    return Picture(image, list(pieces(dossier.capture["text"], block["start_char"], block["end_char"], marks)))


def _shown_block(
    dossier: Dossier, block: Row, keys: dict[int, str], marks: Annotations, numbered: list[tuple[int, ShownClaim]]
) -> ShownBlock:
    start, end = block["start_char"], block["end_char"]
    other = None if block["article_id"] in (None, dossier.article["id"]) else keys[block["article_id"]]
    resting = {row["seq"] for row in overlapping(dossier.claims, start, end)}
    return ShownBlock(
        block=block,
        text=dossier.capture["text"][start:end],
        other=other,
        claims=[claim for seq, claim in numbered if seq in resting],
        marks=marks.within(start, end),
    )


def _numbered_claims(dossier: Dossier) -> Iterator[tuple[int, ShownClaim]]:
    """The claims, each made of its rows of evidence."""
    for seq, group in groupby(dossier.claims, key=lambda row: int(row["seq"])):
        rows = list(group)
        evidence = [_evidence(dossier, row) for row in rows if row["start_char"] is not None]
        said = rows[0]
        yield seq, ShownClaim(said["field"], said["value"], said["basis"], said["rule"], said["warning"], evidence)


def _evidence(dossier: Dossier, row: Row) -> tuple[int | None, str]:
    block = next(overlapping(dossier.blocks, row["start_char"], row["end_char"]), None)
    shown: str = dossier.capture["text"][row["start_char"] : row["end_char"]]
    return (None if block is None else block["seq"]), shown


async def article_page(datasette: Datasette, request: Request) -> Response:
    """``/-/archive/article/KEY``; a key cut short leads to the whole one."""
    key = request.url_vars["key"]
    page = await ask(datasette, lambda connection: compose(connection, key))
    whole = page.dossier.article["key"]
    if key != whole:
        return Response.redirect(
            f"/-/archive/article/{whole}{'?' if request.query_string else ''}{request.query_string}"
        )
    context = {
        "page": page,
        "trail": await trail_of(datasette, request, whole),
        "citation": citation(page.dossier, words(request, "quote")),
        "asked_pairs": read_address(request).pairs,
    }
    return Response.html(await datasette.render_template("archive/article.html", context, request=request))
