"""Corrections are replayed on their capture: what they change, what the parser says beside, when they are stale."""

from collections.abc import Callable
from typing import Any

import pytest

from syria_iraq_archive.pipeline import Pipeline
from syria_iraq_archive.records import Basis, Fate, ParsedCapture, Role
from syria_iraq_archive.registry.models import Correction
from tests.corrections import CAPTION, DATA, HEADLINE, SECOND, TEXT, correction

Replay = Callable[..., ParsedCapture]


@pytest.fixture
def replay(pipeline: Pipeline) -> Replay:
    """The capture parsed with corrections."""
    return lambda *made: pipeline.corrected(made).run(DATA, "a.txt")


def roles(parsed: ParsedCapture, text: str) -> list[tuple[Role, str]]:
    """Role and rule of each block that reads so."""
    return [(block.role, block.rule) for block in parsed.blocks if block.span.of(TEXT) == text]


def problem(parsed: ParsedCapture) -> str | None:
    """Why the last correction is stale."""
    return parsed.corrections[-1].problem


def actors(parsed: ParsedCapture, article: int = 1) -> list[tuple[str, str, str]]:
    return [(one.surface, one.actor, one.rule) for one in parsed.articles[article - 1].mentions]


# fields


def test_a_field_is_what_the_curator_says_and_the_parser_s_claim_stays(replay: Replay) -> None:
    """Both are claims; the curated one names its reason, who and when."""
    parsed = replay(correction("headline", "A Bridge in Hit", HEADLINE))
    assert parsed.articles[0].headline == "A Bridge in Hit"
    own, curated = [claim for claim in parsed.articles[0].claims if claim.field == "headline"]
    assert (own.value, own.basis) == (HEADLINE, Basis.PRINTED)
    assert (curated.basis, curated.rule) == (Basis.CURATED, "correction: so it is (N., 2026-01-01)")
    [replayed] = parsed.corrections
    assert (replayed.fate, replayed.parsed, replayed.value) == (Fate.APPLIED, HEADLINE, "A Bridge in Hit")


def test_of_two_corrections_of_a_field_the_later_counts(replay: Replay) -> None:
    """The earlier is superseded, and says so in its warning; its days count no more."""
    parsed = replay(
        correction("published", "2016-05-04", "May 3, 2016"), correction("published", "2016-05-05", "May 3, 2016")
    )
    article = parsed.articles[0]
    assert (article.published, article.published_earliest) == ("2016-05-05", "2016-05-05")
    assert [one.fate for one in parsed.corrections] == [Fate.SUPERSEDED, Fate.APPLIED]
    assert [claim.warning for claim in article.claims if claim.basis is Basis.CURATED] == [
        "superseded: a later correction counts", None,
    ]  # fmt: skip


def test_a_stale_correction_does_not_supersede(replay: Replay) -> None:
    """What counts is the last that can be applied."""
    parsed = replay(correction("headline", "One", HEADLINE), correction("headline", "Two", "no such text"))
    assert parsed.articles[0].headline == "One"


# roles


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.REPEAT])
def test_a_block_has_the_role_that_a_curator_gives_it(replay: Replay, role: Role) -> None:
    """Its rule says so; chrome belongs to no article."""
    parsed = replay(correction("role", role, "The river"))
    assert roles(parsed, "The river") == [(role, "curated")]
    assert parsed.corrections[0].parsed == "crosshead"
    assert ("The river" in parsed.articles[0].body) == (role in (Role.PARAGRAPH, Role.CROSSHEAD))


def test_a_part_of_a_block_becomes_one_of_its_own(replay: Replay) -> None:
    """What is left on either side keeps its role, less the white space."""
    parsed = replay(correction("role", "dateline", "on Tuesday,"))
    assert roles(parsed, "The council of Hit opened a bridge") == [(Role.PARAGRAPH, "prose")]
    assert roles(parsed, "on Tuesday,") == [(Role.DATELINE, "curated")]
    assert roles(parsed, "officials said, and hundreds of people came to see it.") == [(Role.PARAGRAPH, "prose")]
    assert parsed.articles[0].dateline == "on Tuesday,"


def test_several_blocks_become_one(replay: Replay) -> None:
    """With the white space between them."""
    quote = f"The river\n\n{TEXT.split('The river')[1].strip().split(chr(10))[0]}"
    parsed = replay(correction("role", "paragraph", quote))
    assert roles(parsed, quote) == [(Role.PARAGRAPH, "curated")]
    assert parsed.corrections[0].parsed == "crosshead, paragraph"


def test_fields_bodies_and_images_follow_the_roles(replay: Replay) -> None:
    """A standfirst that is one is the field; a caption that isn't one is no image."""
    parsed = replay(correction("role", "standfirst", "The river"), correction("role", "chrome", CAPTION))
    assert parsed.articles[0].standfirst == "The river"
    assert [image.caption for image in parsed.articles[0].images] == [None]


def test_copies_of_what_is_a_headline_no_more_have_its_role(replay: Replay) -> None:
    """A repeat points to a headline or caption."""
    parsed = replay(correction("role", "chrome", HEADLINE, occurrence=1))
    assert roles(parsed, HEADLINE) == [(Role.CHROME, "curated"), (Role.CHROME, "copy-of-unfolded")]


def test_a_copy_made_the_headline_is_what_later_copies_repeat(pipeline: Pipeline) -> None:
    """Where the first is none any more."""
    text = TEXT.replace("Tuesday, May", f"{HEADLINE}\n\nTuesday, May")
    made = correction("role", "chrome", HEADLINE, occurrence=1), correction("role", "headline", HEADLINE, occurrence=2)
    parsed = _of(pipeline, text, *made)
    copies = [block for block in parsed.blocks if block.span.of(text) == HEADLINE]
    assert [block.role for block in copies] == [Role.CHROME, Role.HEADLINE, Role.REPEAT]
    assert copies[2].repeats == copies[1].seq


def test_a_text_may_be_made_a_repeat_of_a_headline_or_caption_above_it(replay: Replay) -> None:
    """It must say the same."""
    parsed = replay(
        correction("role", "headline", "The council of Hit opened a bridge on Tuesday"),
        correction("role", "repeat", "The river"),
    )
    assert problem(parsed) == "no headline or caption above it in its article says the same"
    parsed = replay(
        correction("role", "chrome", HEADLINE, occurrence=2), correction("role", "repeat", HEADLINE, occurrence=2)
    )
    assert roles(parsed, HEADLINE)[1] == (Role.REPEAT, "curated")


# openings


def test_an_article_begins_where_a_curator_says(replay: Replay) -> None:
    """It is laid out as an article of its own."""
    parsed = replay(correction("opening", "begins", SECOND))
    first, second = parsed.articles
    assert (first.headline, second.headline) == (HEADLINE, SECOND)
    assert SECOND not in first.body
    assert next(claim for claim in second.claims if claim.field == "opening").rule == "curated"
    assert (parsed.corrections[0].parsed, parsed.corrections[0].article) == ("joined", 2)


def test_an_article_that_begins_nowhere_is_joined_to_the_one_above(pipeline: Pipeline) -> None:
    """What the parser takes for a second article goes on as part of the first."""
    text = TEXT.replace(SECOND, f"{SECOND}\n\nBy Rana Haddad\n\nWednesday, May 4, 2016")
    assert len(_of(pipeline, text).articles) == 2
    parsed = _of(pipeline, text, correction("opening", "joined", SECOND))
    assert len(parsed.articles) == 1
    assert "The farmers of Raqqa" in parsed.articles[0].body
    assert parsed.corrections[0].parsed == "begins"


def test_corrections_of_an_article_mean_the_articles_as_corrected(replay: Replay) -> None:
    """So that what is split can be corrected."""
    parsed = replay(
        correction("opening", "begins", SECOND), correction("headline", "Rain", "farmers of Raqqa", article=2)
    )
    assert [article.headline for article in parsed.articles] == [HEADLINE, "Rain"]


# actors


def test_an_actor_is_named_where_a_curator_says(replay: Replay) -> None:
    """Where the parser sees nobody, or somebody else, whose mention gives way."""
    parsed = replay(
        correction("mention", "iraq", "the council signed"), correction("mention", "syria", "Iraqi officials")
    )
    assert actors(parsed)[:2] == [("Iraqi officials", "syria", "curated"), ("Turkey", "turkey", "name")]
    assert ("the council signed", "iraq", "curated") in actors(parsed)
    assert [one.parsed for one in parsed.corrections] == [None, "iraq"]


def test_nobody_is_named_where_a_curator_says_so(replay: Replay) -> None:
    """Only there: another place of the same name stays."""
    parsed = replay(correction("mention", None, "Turkey", occurrence=1))
    assert [surface for surface, *_ in actors(parsed)] == ["Iraqi", "Turkey"]


def test_an_actor_is_another_wherever_the_article_names_it(replay: Replay) -> None:
    """Merging two; an adjective stays an adjective."""
    parsed = replay(
        correction("actor", "syria", "Turkey", instead_of="turkey"),
        correction("actor", "syria", "Iraqi", instead_of="iraq"),
    )
    assert actors(parsed) == [
        ("Iraqi", "syria", "demonym"),
        ("Turkey", "syria", "curated"),
        ("Turkey", "syria", "curated"),
    ]


def test_an_actor_is_meant_nowhere_in_the_article(replay: Replay) -> None:
    parsed = replay(correction("actor", None, "Turkey", instead_of="turkey"))
    assert [actor for _, actor, _ in actors(parsed)] == ["iraq"]


def test_speech_is_by_whom_a_curator_names(pipeline: Pipeline) -> None:
    """Quotes are found with the corrected mentions."""
    text = TEXT.replace("one of them said", "the old man said")
    plain = _of(pipeline, text)
    corrected = _of(pipeline, text, correction("mention", "recep-tayyip-erdogan", "the old man"))
    assert [quote.actor for article in plain.articles for quote in article.quotes] == [None]
    assert [quote.actor for article in corrected.articles for quote in article.quotes] == ["recep-tayyip-erdogan"]


# stale


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (correction("headline", "A", "gone"), "doesn't stand in the capture"),
        (correction("headline", "A", HEADLINE, article=2), "has no article 2: it has one article"),
        (correction("headline", "A", HEADLINE, occurrence=3), "stands 2 times in the capture, not 3"),
        (correction("role", "chrome", "gone"), "doesn't stand in the capture"),
        (correction("role", "chrome", HEADLINE), "stands 2 times: say which one"),
        (correction("opening", "begins", "opened a bridge"), "doesn't begin a line"),
        (correction("opening", "joined", SECOND), "no article begins at the quoted line"),
        (correction("opening", "joined", HEADLINE, occurrence=1), "no article stands above"),
        (correction("mention", "iraq", "Turkey"), "stands 2 times: say which one"),
        (correction("mention", "iraq", "(AFP)"), "not where article 1 is searched for names"),
        (correction("mention", None, "The river"), "nobody is named there"),
        (correction("mention", "iraq", "The river", article=4), "has no article 4"),
        (correction("actor", "syria", "Turkey", instead_of="iran"), "doesn't mention iran"),
        (correction("actor", "syria", "gone", instead_of="turkey"), "doesn't stand in the capture"),
    ],
    ids=lambda value: value if isinstance(value, str) else f"{value.field} {value.quote[:20]}",
)
def test_what_can_not_be_applied_is_stale_with_its_reason_and_changes_nothing(
    replay: Replay, made: Correction, said: str
) -> None:
    plain, parsed = replay(), replay(made)
    [replayed] = parsed.corrections
    assert replayed.fate is Fate.STALE
    assert said in (replayed.problem or "")
    assert parsed.blocks == plain.blocks
    unclaimed: dict[str, Any] = {"claims": ()}
    assert [one.model_copy(update=unclaimed) for one in parsed.articles] == [
        one.model_copy(update=unclaimed) for one in plain.articles
    ]


def test_a_text_that_reaches_into_another_article_has_no_role(replay: Replay) -> None:
    """Blocks belong to one article."""
    quote = TEXT[TEXT.index("Turkey will pay") : TEXT.index(SECOND) + len(SECOND)]
    parsed = replay(correction("opening", "begins", SECOND), correction("role", "paragraph", quote))
    assert problem(parsed) == "the quoted text reaches from one article into another"


def test_evidence_that_stands_in_another_article_makes_a_correction_stale(replay: Replay) -> None:
    """As when articles were split since, and have other numbers; with its occurrence it may stand anywhere."""
    split = correction("opening", "begins", SECOND)
    parsed = replay(split, correction("headline", "Rain", "farmers of Raqqa", article=1))
    assert "stands in the capture, but not in article 1" in (problem(parsed) or "")
    parsed = replay(split, correction("published", "2016-05-03", "May 3, 2016", article=2, occurrence=1))
    assert parsed.articles[1].published == "2016-05-03"


@pytest.mark.parametrize("later", ["The river", "river"])
def test_a_later_role_of_the_same_text_supersedes_an_earlier(replay: Replay, later: str) -> None:
    """Of a part of it, too: its block is no more."""
    parsed = replay(correction("role", "kicker", "The river"), correction("role", "chrome", later, occurrence=1))
    assert [one.fate for one in parsed.corrections] == [Fate.SUPERSEDED, Fate.APPLIED]
    assert roles(parsed, later)[0] == (Role.CHROME, "curated")


def test_an_opening_may_be_taken_back(replay: Replay) -> None:
    """History is only added to."""
    parsed = replay(correction("opening", "begins", SECOND), correction("opening", "joined", SECOND))
    assert len(parsed.articles) == 1
    assert [one.fate for one in parsed.corrections] == [Fate.SUPERSEDED, Fate.APPLIED]


def _of(pipeline: Pipeline, text: str, *made: Correction) -> ParsedCapture:
    """Another capture, corrected."""
    sha256 = pipeline.run(text.encode(), "a.txt").capture.sha256
    moved = [one.model_copy(update={"capture": sha256}) for one in made]
    return pipeline.corrected(moved).run(text.encode(), "a.txt")
