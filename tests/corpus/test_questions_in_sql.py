"""Each usual question is one short query on the views; ``fold``; what is said of names that aren't there."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from syria_iraq_archive.corpus.connection import reading
from syria_iraq_archive.corpus.functions import add_functions
from syria_iraq_archive.corpus.suggesting import suggestion
from syria_iraq_archive.records import Article, Basis, Claim, Image, Mention, ParsedCapture, Quote, Role
from syria_iraq_archive.registry.models import Actor, Kind, Office
from syria_iraq_archive.spans import Span
from tests.factories import Page, make_corpus, registry, undated

LONG = "For weeks nobody had crossed the river at all, said people of the villages nearby, until Iran's envoy came."
TALKED = "Iran spoke. Türkiye answered Iran, and Iran agreed."
TEXT = f"""Envoy Crosses River

The bridge at dusk.

{LONG}

{TALKED}
"""


def parsed() -> ParsedCapture:
    """An article with a long paragraph, two sentences in another, and a photo that nobody is credited for."""
    page = Page(TEXT)
    page.lay(Role.HEADLINE, "Envoy Crosses River")
    caption = page.lay(Role.CAPTION, "The bridge at dusk.")
    page.lay(Role.PARAGRAPH, LONG)
    page.lay(Role.PARAGRAPH, TALKED)
    start = TEXT.index(TALKED)

    def mention(actor: str, surface: str, at: int) -> Mention:
        return Mention(actor=actor, span=Span(at, at + len(surface)), surface=surface, rule="name")

    article = undated().articles[0].model_copy(
        update={
            "source": "example-news",
            "headline": "Envoy Crosses River",
            "published": "[2024-12-30..2025-01-02]",
            "published_earliest": "2024-12-30",
            "published_latest": "2025-01-02",
            "published_basis": Basis.CURATED,
            "images": (Image(caption="The bridge at dusk.", credit=None, occurrences=1, block=caption),),
            "mentions": (
                mention("iran", "Iran", TEXT.index("Iran")),
                mention("iran", "Iran", start),
                mention("turkish-army", "Türkiye", start + 12),
                mention("iran", "Iran", start + 29),
                mention("iran", "Iran", start + 39),
            ),
            "sentences": (Span(start, start + 11), Span(start + 12, start + len(TALKED))),
            "quotes": (
                Quote(
                    span=Span(start, start + 4),
                    text="Iran",
                    kind="speech",
                    speaker="an envoy",
                    actor="iran",
                    told_to="example-news",
                    cue=None,
                    rule="by-hand",
                ),
            ),
            "claims": (
                Claim(field="published", value=None, basis=Basis.UNKNOWN, rule="nothing-found"),
                Claim(field="source", value="example-news", basis=Basis.MASTHEAD, rule="first"),
                Claim(field="source", value="other-news", basis=Basis.BYLINE, rule="second"),
                Claim(field="published", value="2024-12-30", basis=Basis.CURATED, rule="correction: one"),
                Claim(field="published", value="2024-12-31", basis=Basis.CURATED, rule="correction: two"),
                Claim(field="published", value="2023", basis=Basis.CURATED, rule="correction: three", warning="stale"),
            ),
        }
    )  # fmt: skip
    return page.parsed(Article.model_validate(dict(article)))


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    minister = Actor(
        id="sami-aziz",
        name="Sami Aziz",
        kind=Kind.PERSON,
        offices=(
            Office.model_validate({"titles": ["Foreign Minister", "FM"], "of": "iran", "from": "2019-05"}),
            Office.model_validate({"titles": ["Envoy"], "of": "turkish-army", "from": "2011", "to": "2012-03-04"}),
        ),
    )
    corpus = make_corpus(tmp_path / "x.db", parsed(), undated(), knowledge=registry(extra_actors=(minister,)))
    with reading(corpus) as connection:
        add_functions(connection)
        yield connection


def asked(connection: sqlite3.Connection, sql: str) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in connection.execute(sql)]


def test_the_paragraph_that_names_an_actor(connection: sqlite3.Connection) -> None:
    """Once, however often it names them."""
    sql = "SELECT passage, mentions FROM passages_by_actor WHERE actor = 'iran' AND source = 'example-news' ORDER BY 2"
    assert asked(connection, sql) == [(LONG, 1), (TALKED, 3)]


def test_who_held_an_office_and_which_offices_a_person_held(connection: sqlite3.Connection) -> None:
    sql = "SELECT title, holder_name, office_of_name, since, until FROM office_holders ORDER BY since, title"
    assert asked(connection, sql) == [
        ("Envoy", "Sami Aziz", "Turkish Army", "2011", "2012-03-04"),
        ("FM", "Sami Aziz", "Iran", "2019-05", None),
        ("Foreign Minister", "Sami Aziz", "Iran", "2019-05", None),
    ]


def test_whom_one_sentence_names_together(connection: sqlite3.Connection) -> None:
    """Once for each sentence and either actor; a sentence that names one of them only doesn't count."""
    sql = "SELECT actor, other, sentence FROM actors_in_sentence WHERE source = 'example-news' ORDER BY 1"
    sentence = "Türkiye answered Iran, and Iran agreed."
    assert asked(connection, sql) == [("iran", "turkish-army", sentence), ("turkish-army", "iran", sentence)]


def test_what_was_said_to_whom_by_month(connection: sqlite3.Connection) -> None:
    """Of what may have been printed in two months the month is unknown."""
    sql = "SELECT month, actor_name, told_to_name, count(*) FROM quotes_by_speaker GROUP BY month, actor, told_to"
    assert asked(connection, sql) == [(None, "Iran", "Example News", 1)]


def test_photos_that_nobody_is_credited_for(connection: sqlite3.Connection) -> None:
    sql = "SELECT caption, source FROM image_captions WHERE credit IS NULL"
    assert asked(connection, sql) == [("The bridge at dusk.", "example-news")]


def test_which_field_rests_on_what(connection: sqlite3.Connection) -> None:
    """The strongest of the parser's claims; before it the last correction, unless that is stale."""
    sql = "SELECT field, value, basis, rule FROM article_fields WHERE source = 'example-news' ORDER BY field"
    assert asked(connection, sql) == [
        ("published", "2024-12-31", "curated", "correction: two"),
        ("source", "example-news", "masthead", "first"),
    ]


def test_contexts_stop_at_the_ends_of_the_block_and_cut_no_word(connection: sqlite3.Connection) -> None:
    """On either side: at most 60 characters, from the beginning of a word, to the end of one."""
    found = asked(connection, "SELECT text_before, text_after FROM mentions_in_context WHERE actor = 'iran'")
    before, after = next(pair for pair in found if pair[1].startswith("'s envoy"))
    assert (before, after) == ("the river at all, said people of the villages nearby, until ", "'s envoy came.")
    assert ("", " spoke. Türkiye answered Iran, and Iran agreed.") in found
    assert [len(text) <= 60 for pair in found for text in pair] == [True] * 10


@pytest.mark.parametrize("size", range(50, 70))
def test_a_context_is_whole_words_wherever_the_cut_falls(tmp_path: Path, size: int) -> None:
    """Words of all lengths, so that the cut falls before, in and behind a word."""
    padding = ("ab " * size)[:size].strip()
    text = f"{padding} Iran {padding}"
    page = Page(text)
    page.lay(Role.PARAGRAPH, text)
    span = Span(len(padding) + 1, len(padding) + 5)
    mention = Mention(actor="iran", span=span, surface="Iran", rule="name")
    article = undated().articles[0].model_copy(update={"headline": None, "mentions": (mention,), "sentences": ()})
    with reading(make_corpus(tmp_path / "x.db", page.parsed(article))) as connection:
        [(before, after)] = asked(connection, "SELECT text_before, text_after FROM mentions_in_context")
    assert {*before.split(), *after.split()} <= {*padding.split()}
    assert 56 <= len(before) + 1 <= 61 or len(padding) < 60
    assert not after.endswith(" ")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("الحشد الشعبي", "حشد شعبي"),
        ("Hay'at Tahrir al-Shām", "hayat tahrir sham"),
        (None, None),
        (7, "7"),
        (b"x", None),
    ],
)
def test_fold_is_what_the_folded_index_holds(connection: sqlite3.Connection, text: Any, key: str | None) -> None:
    assert connection.execute("SELECT fold(?)", (text,)).fetchone()[0] == key


def test_what_is_folded_is_found_in_the_index(connection: sqlite3.Connection) -> None:
    sql = "SELECT count(*) FROM articles_folded WHERE articles_folded MATCH fold('al-TÜRKİYE’s, talked!')"
    assert asked(connection, sql) == [(2,)]


@pytest.mark.parametrize(
    ("message", "says"),
    [
        ("no such table: artcles", "articles"),
        ("no such table: sentence", "sentences"),
        ("no such table: main.Mention", "mentions"),
        ("no such column: publshed", "published"),
        ("no such column: a.Headlin", "headline"),
        ("no such column: actor", "articles_by_actor"),
        ("no such table: zzz", "see: archive schema"),
    ],
)
def test_a_name_that_isnt_there_leads_to_those_that_are(message: str, says: str) -> None:
    assert says in (suggestion(message) or "")


def test_other_errors_lead_nowhere() -> None:
    assert suggestion('near "SELEC": syntax error') is None
