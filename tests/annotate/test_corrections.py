"""Replaying corrections: what they change, what stays of the parser's reading, and when they are stale."""

from collections.abc import Callable
from typing import Any

import pytest

from syria_iraq_archive.annotate.corrections import places_meant
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


def test_a_corrected_field_has_the_curators_value_and_keeps_the_parsers_claim(replay: Replay) -> None:
    """Both are claims; the curated one names its reason, who and when."""
    parsed = replay(correction("headline", "A Bridge in Hit", HEADLINE))
    assert parsed.articles[0].headline == "A Bridge in Hit"
    own, curated = [claim for claim in parsed.articles[0].claims if claim.field == "headline"]
    assert (own.value, own.basis) == (HEADLINE, Basis.PRINTED)
    assert (curated.basis, curated.rule) == (Basis.CURATED, "correction: so it is (N., 2026-01-01)")
    [replayed] = parsed.corrections
    assert (replayed.fate, replayed.parsed, replayed.value) == (Fate.APPLIED, HEADLINE, "A Bridge in Hit")


def test_a_value_may_rest_on_something_outside_the_capture(replay: Replay) -> None:
    """Its claim has no span, is curated, and says what it rests on."""
    parsed = replay(correction("headline", "A Bridge in Hit", "", outside="https://news.example/1"))
    assert parsed.articles[0].headline == "A Bridge in Hit"
    [curated] = [claim for claim in parsed.articles[0].claims if claim.basis is Basis.CURATED]
    assert curated.evidence == ()
    assert curated.rule == "correction: so it is (N., 2026-01-01), resting on https://news.example/1"
    [replayed] = parsed.corrections
    assert (replayed.fate, replayed.outside) == (Fate.APPLIED, "https://news.example/1")


def test_that_there_is_none_needs_no_evidence(replay: Replay) -> None:
    """Nothing can be quoted that isn't there. Of an article that the capture doesn't hold it is stale all the same."""
    parsed = replay(correction("headline", None, ""), correction("headline", None, "", article=7))
    assert parsed.articles[0].headline is None
    assert [one.fate for one in parsed.corrections] == [Fate.APPLIED, Fate.STALE]


def test_the_later_of_two_corrections_of_a_field_counts(replay: Replay) -> None:
    """The earlier one is superseded, and its claim says so in a warning."""
    parsed = replay(
        correction("published", "2016-05-04", "May 3, 2016"), correction("published", "2016-05-05", "May 3, 2016")
    )
    article = parsed.articles[0]
    assert (article.published, article.published_earliest) == ("2016-05-05", "2016-05-05")
    assert [one.fate for one in parsed.corrections] == [Fate.SUPERSEDED, Fate.APPLIED]
    assert [claim.warning for claim in article.claims if claim.basis is Basis.CURATED] == [
        "superseded: a later correction counts", None,
    ]  # fmt: skip


def test_a_stale_correction_supersedes_nothing(replay: Replay) -> None:
    """The last correction that can be applied counts."""
    parsed = replay(correction("headline", "One", HEADLINE), correction("headline", "Two", "no such text"))
    assert parsed.articles[0].headline == "One"


# roles


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.REPEAT])
def test_a_corrected_block_has_the_role_the_curator_gives_it(replay: Replay, role: Role) -> None:
    """The block's rule is then "curated"."""
    parsed = replay(correction("role", role, "The river"))
    assert roles(parsed, "The river") == [(role, "curated")]
    assert parsed.corrections[0].parsed == "crosshead"
    assert ("The river" in parsed.articles[0].body) == (role in (Role.PARAGRAPH, Role.CROSSHEAD))


def test_correcting_the_role_of_a_part_of_a_block_makes_it_a_block(replay: Replay) -> None:
    """The text on either side keeps its role."""
    parsed = replay(correction("role", "dateline", "on Tuesday,"))
    assert roles(parsed, "The council of Hit opened a bridge") == [(Role.PARAGRAPH, "prose")]
    assert roles(parsed, "on Tuesday,") == [(Role.DATELINE, "curated")]
    assert roles(parsed, "officials said, and hundreds of people came to see it.") == [(Role.PARAGRAPH, "prose")]
    assert parsed.articles[0].dateline == "on Tuesday,"


def test_correcting_the_role_of_several_blocks_joins_them(replay: Replay) -> None:
    """The new block includes the white space between them."""
    quote = f"The river\n\n{TEXT.split('The river')[1].strip().split(chr(10))[0]}"
    parsed = replay(correction("role", "paragraph", quote))
    assert roles(parsed, quote) == [(Role.PARAGRAPH, "curated")]
    assert parsed.corrections[0].parsed == "crosshead, paragraph"


def test_fields_and_images_change_with_the_roles_of_their_blocks(replay: Replay) -> None:
    """A new standfirst is the article's standfirst, and a former caption is no image."""
    parsed = replay(correction("role", "standfirst", "The river"), correction("role", "chrome", CAPTION))
    assert parsed.articles[0].standfirst == "The river"
    assert [image.caption for image in parsed.articles[0].images] == [None]


def test_copies_of_a_former_headline_get_its_new_role(replay: Replay) -> None:
    """They can't stay repeats, because a repeat points to a headline or caption."""
    parsed = replay(correction("role", "chrome", HEADLINE, occurrence=1))
    assert roles(parsed, HEADLINE) == [(Role.CHROME, "curated"), (Role.CHROME, "copy-of-unfolded")]


def test_later_copies_repeat_the_copy_that_was_made_the_headline(pipeline: Pipeline) -> None:
    """Here the first copy was made chrome."""
    text = TEXT.replace("Tuesday, May", f"{HEADLINE}\n\nTuesday, May")
    made = correction("role", "chrome", HEADLINE, occurrence=1), correction("role", "headline", HEADLINE, occurrence=2)
    parsed = _of(pipeline, text, *made)
    copies = [block for block in parsed.blocks if block.span.of(text) == HEADLINE]
    assert [block.role for block in copies] == [Role.CHROME, Role.HEADLINE, Role.REPEAT]
    assert copies[2].repeats == copies[1].seq


def test_only_a_copy_of_a_headline_or_caption_above_can_be_made_a_repeat(replay: Replay) -> None:
    """Any other text makes the correction stale."""
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


def test_a_curator_can_split_an_article(replay: Replay) -> None:
    """The new article gets its own headline."""
    parsed = replay(correction("opening", "begins", SECOND))
    first, second = parsed.articles
    assert (first.headline, second.headline) == (HEADLINE, SECOND)
    assert SECOND not in first.body
    assert next(claim for claim in second.claims if claim.field == "opening").rule == "curated"
    assert (parsed.corrections[0].parsed, parsed.corrections[0].article) == ("joined", 2)


def test_a_curator_can_join_an_article_to_the_one_above(pipeline: Pipeline) -> None:
    """The parser's second article becomes a part of the first."""
    text = TEXT.replace(SECOND, f"{SECOND}\n\nBy Rana Haddad\n\nWednesday, May 4, 2016")
    assert len(_of(pipeline, text).articles) == 2
    parsed = _of(pipeline, text, correction("opening", "joined", SECOND))
    assert len(parsed.articles) == 1
    assert "The farmers of Raqqa" in parsed.articles[0].body
    assert parsed.corrections[0].parsed == "begins"


def test_corrections_number_the_articles_as_they_are_after_splitting(replay: Replay) -> None:
    """An article that was split off can be corrected, too."""
    parsed = replay(
        correction("opening", "begins", SECOND), correction("headline", "Rain", "farmers of Raqqa", article=2)
    )
    assert [article.headline for article in parsed.articles] == [HEADLINE, "Rain"]


# actors


def test_a_curator_can_add_or_change_a_mention(replay: Replay) -> None:
    """The parser named nobody there, or somebody else, whose mention is replaced."""
    parsed = replay(
        correction("mention", "iraq", "the council signed"), correction("mention", "syria", "Iraqi officials")
    )
    assert actors(parsed)[:2] == [("Iraqi officials", "syria", "curated"), ("Turkey", "turkey", "name")]
    assert ("the council signed", "iraq", "curated") in actors(parsed)
    assert [one.parsed for one in parsed.corrections] == [None, "iraq"]


def test_a_curator_can_remove_one_mention(replay: Replay) -> None:
    """Other mentions by the same name stay."""
    parsed = replay(correction("mention", None, "Turkey", occurrence=1))
    assert [surface for surface, *_ in actors(parsed)] == ["Iraqi", "Turkey"]


def test_a_curator_can_replace_an_actor_in_the_whole_article(replay: Replay) -> None:
    """A demonym stays a demonym."""
    parsed = replay(
        correction("actor", "syria", "Turkey", instead_of="turkey"),
        correction("actor", "syria", "Iraqi", instead_of="iraq"),
    )
    assert actors(parsed) == [
        ("Iraqi", "syria", "demonym"),
        ("Turkey", "syria", "curated"),
        ("Turkey", "syria", "curated"),
    ]


def test_a_curator_can_remove_an_actor_from_the_whole_article(replay: Replay) -> None:
    parsed = replay(correction("actor", None, "Turkey", instead_of="turkey"))
    assert [actor for _, actor, _ in actors(parsed)] == ["iraq"]


# places


def places(parsed: ParsedCapture, article: int = 1) -> list[tuple[str, str, int, str]]:
    return [(one.surface, places_meant(one), one.precision, one.rule) for one in parsed.articles[article - 1].places]


def test_a_curator_can_add_or_change_a_place(replay: Replay) -> None:
    """Another place read at the words gives way; a large one is named no more precisely than the parser names it."""
    plain = places(replay())
    parsed = replay(
        correction("place", "raqqa", "farmers of Raqqa"),
        correction("place", "hama-governorate", "the town"),
        correction("place", "hama", "The river"),
    )
    named = places(parsed)
    assert ("farmers of Raqqa", "raqqa", 1, "curated") in named
    assert ("the town", "hama-governorate", 3, "curated") in named
    assert ("The river", "hama", 1, "curated") in named
    assert sum("Raqqa" in surface for surface, *_ in named) == sum("Raqqa" in surface for surface, *_ in plain) == 2
    spans = [one.span for one in parsed.articles[0].places]
    assert spans == sorted(spans)
    said = next(meant for surface, meant, *_ in plain[::-1] if surface == "Raqqa")
    assert [one.parsed for one in parsed.corrections] == [said, None, None]


def test_which_of_several_places_is_meant_can_be_left_open(replay: Replay) -> None:
    """As the parser leaves it where a town and its governorate have one name."""
    parsed = replay(correction("place", "raqqa or raqqa-governorate", "farmers of Raqqa"))
    [mention] = [one for one in parsed.articles[0].places if one.rule == "curated"]
    assert (mention.place, mention.candidates, mention.precision) == (None, ("raqqa", "raqqa-governorate"), 3)


def test_a_curator_can_take_one_place_away(replay: Replay) -> None:
    """The same name elsewhere stays; and what is named there otherwise."""
    plain, parsed = replay(), replay(correction("place", None, "Hit", occurrence=2))
    assert len(places(parsed)) == len(places(plain)) - 1
    assert parsed.articles[0].mentions == plain.articles[0].mentions


def test_the_later_place_at_the_same_words_counts(replay: Replay) -> None:
    made = [correction("place", value, "the town") for value in ("hama", "raqqa")]
    parsed = replay(*made)
    assert [meant for surface, meant, *_ in places(parsed) if surface == "the town"] == ["raqqa"]
    assert [one.fate for one in parsed.corrections] == [Fate.SUPERSEDED, Fate.APPLIED]


def test_a_place_belongs_to_its_article(replay: Replay) -> None:
    """Words of another article name nothing in this one."""
    split = correction("opening", "begins", SECOND)
    parsed = replay(split, correction("place", "raqqa", "farmers of Raqqa", article=2))
    assert ("farmers of Raqqa", "raqqa", 1, "curated") in places(parsed, 2)
    parsed = replay(split, correction("place", "raqqa", "farmers of Raqqa", article=1))
    assert "not where article 1 is searched for places" in (problem(parsed) or "")


def test_the_speaker_of_a_quote_follows_a_corrected_mention(pipeline: Pipeline) -> None:
    """Quotes are found after mentions are corrected."""
    text = TEXT.replace("one of them said", "the old man said")
    plain = _of(pipeline, text)
    corrected = _of(pipeline, text, correction("mention", "recep-tayyip-erdogan", "the old man"))
    assert [quote.actor for article in plain.articles for quote in article.quotes] == [None]
    assert [quote.actor for article in corrected.articles for quote in article.quotes] == ["recep-tayyip-erdogan"]


# quotations

SAID = """Talks in Hit

Tuesday, May 3, 2016

“We will wait for the rain until the autumn comes,” Karim Sabri told Shafaq News on Tuesday in the town of Hit.

“The river had risen again and the boats were late,” Turkey said. “Nobody came to see the new bridge,” it said.

He called it a “red line” that “nobody may “ever” cross in the years to come”, and went home.

“Not before tomorrow and not before the rain has come to the fields.”
"""


def voices(parsed: ParsedCapture) -> dict[str, tuple[str | None, str | None, str | None, str]]:
    """Speaker as printed, actor, hearer and kind of each quotation, by its first words."""
    return {
        one.text[:8].strip(): (one.speaker, one.actor, one.told_to, one.kind)
        for article in parsed.articles
        for one in article.quotes
    }


def test_a_curator_can_say_who_speaks(pipeline: Pipeline) -> None:
    """The words beside the quotation stay unless they name another actor; the hearer stays."""
    assert voices(_of(pipeline, SAID))["We will"] == ("Karim Sabri", None, "shafaq-news", "speech")
    parsed = _of(
        pipeline, SAID, correction("speaker", "iran", "wait for the rain"), correction("speaker", "iran", "boats")
    )
    assert voices(parsed)["We will"] == ("Karim Sabri", "iran", "shafaq-news", "speech")
    assert voices(parsed)["The rive"] == (None, "iran", None, "speech")
    assert voices(parsed)["Nobody c"] == voices(_of(pipeline, SAID))["Nobody c"]
    assert [one.parsed for one in parsed.corrections] == ["Karim Sabri", "turkey"]
    assert {one.rule for one in parsed.articles[0].quotes if one.actor == "iran"} == {"curated"}


def test_a_speaker_whom_the_registry_does_not_know_is_named_as_printed(pipeline: Pipeline) -> None:
    """Words that the article doesn't print name nobody; what is said by somebody is speech."""
    parsed = _of(pipeline, SAID, correction("speaker", "Karim Sabri", "red line"))
    assert voices(_of(pipeline, SAID))["red line"][3] == "scare"
    assert voices(parsed)["red line"] == ("Karim Sabri", None, None, "speech")
    parsed = _of(pipeline, SAID, correction("speaker", "Karim Sab", "red line"))
    assert problem(parsed) == "no actor has the id “Karim Sab”, and the article doesn't print it"
    assert voices(parsed) == voices(_of(pipeline, SAID))


def test_a_curator_can_say_that_the_speaker_is_unknown(pipeline: Pipeline) -> None:
    """Neither words nor actor stay, nor the cue."""
    parsed = _of(pipeline, SAID, correction("speaker", None, "boats were late"))
    [quote] = [one for one in parsed.articles[0].quotes if one.rule == "curated"]
    assert (quote.speaker, quote.actor, quote.cue) == (None, None, None)


def test_what_a_quotation_calls_somebody_follows_its_speaker(pipeline: Pipeline) -> None:
    """The designations in it are in that speaker's voice."""
    text = SAID.replace("The river had risen again", "The terrorist organization HTS had come again")
    parsed = _of(pipeline, text, correction("speaker", "iran", "boats"))
    assert [(one.voice, one.speaker_actor) for one in parsed.articles[0].designations] == [("speaker", "iran")]


def test_a_curator_can_say_who_is_told(pipeline: Pipeline) -> None:
    """An outlet or another actor, or nobody; the speaker stays."""
    parsed = _of(pipeline, SAID, correction("hearer", None, "wait for"), correction("hearer", "syria", "boats"))
    assert voices(parsed)["We will"] == ("Karim Sabri", None, None, "speech")
    assert voices(parsed)["The rive"] == ("Turkey", "turkey", "syria", "speech")
    assert [one.parsed for one in parsed.corrections] == ["shafaq-news", None]


def test_the_later_speaker_of_a_quotation_counts_whatever_words_of_it_are_quoted(pipeline: Pipeline) -> None:
    """That of another quotation, and its hearer, are another matter."""
    made = [
        correction("speaker", "iran", "boats"),
        correction("hearer", "iraq", "boats"),
        correction("speaker", "iraq", "new bridge"),
        correction("speaker", "syria", "river had risen"),
    ]
    parsed = _of(pipeline, SAID, *made)
    assert voices(parsed)["The rive"] == (None, "syria", "iraq", "speech")
    assert [one.fate for one in parsed.corrections] == [Fate.SUPERSEDED, *[Fate.APPLIED] * 3]


def test_words_in_marks_within_marks_mean_the_inner_quotation(pipeline: Pipeline) -> None:
    """Words that reach beyond it mean the outer one."""
    inner = _of(pipeline, SAID, correction("speaker", "iran", "ever"))
    outer = _of(pipeline, SAID, correction("speaker", "iran", "may “ever” cross"))
    assert [one.text for one in inner.articles[0].quotes if one.actor == "iran"] == ["ever"]
    assert [one.text[:10] for one in outer.articles[0].quotes if one.actor == "iran"] == ["nobody may"]


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (correction("speaker", "iran", "Karim Sabri"), "stands in no quotation"),
        (correction("hearer", "iran", "Karim Sabri"), "stands in no quotation"),
        (correction("speaker", "iran", "late,” Turkey said. “Nobody"), "reaches into 2 quotations"),
        (correction("speaker", "iran", "said"), "stands 2 times: say which one"),
        (correction("speaker", "iran", "gone"), "doesn't stand in the capture"),
        (correction("speaker", "iran", "boats", article=2), "has no article 2"),
        (correction("speaker", None, "tomorrow"), "nobody is said to speak there"),
        (correction("hearer", None, "boats"), "nobody is said to be told it"),
    ],
    ids=lambda value: value if isinstance(value, str) else f"{value.field} {value.quote[:20]}",
)
def test_a_speaker_or_hearer_that_cannot_be_is_stale(pipeline: Pipeline, made: Correction, said: str) -> None:
    parsed = _of(pipeline, SAID, made)
    assert said in (problem(parsed) or "")
    assert parsed.articles == _of(pipeline, SAID).articles


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
        (correction("place", "hama", "Hit"), "stands 3 times: say which one"),
        (correction("place", "hama", "gone"), "doesn't stand in the capture"),
        (correction("place", "hama", "(AFP)"), "not where article 1 is searched for places"),
        (correction("place", None, "The river"), "no place is named there"),
        (correction("place", "hama", "The river", article=4), "has no article 4"),
        (correction("actor", "syria", "Turkey", instead_of="iran"), "doesn't mention iran"),
        (correction("actor", "syria", "gone", instead_of="turkey"), "doesn't stand in the capture"),
    ],
    ids=lambda value: value if isinstance(value, str) else f"{value.field} {value.quote[:20]}",
)
def test_a_correction_that_cannot_be_applied_is_stale_says_why_and_changes_nothing(
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


def test_a_role_cannot_be_given_to_text_of_two_articles(replay: Replay) -> None:
    """A block belongs to one article."""
    quote = TEXT[TEXT.index("Turkey will pay") : TEXT.index(SECOND) + len(SECOND)]
    parsed = replay(correction("opening", "begins", SECOND), correction("role", "paragraph", quote))
    assert problem(parsed) == "the quoted text reaches from one article into another"


def test_a_correction_is_stale_if_its_evidence_is_in_another_article(replay: Replay) -> None:
    """An evidence with an `occurrence` may be anywhere."""
    split = correction("opening", "begins", SECOND)
    parsed = replay(split, correction("headline", "Rain", "farmers of Raqqa", article=1))
    assert "stands in the capture, but not in article 1" in (problem(parsed) or "")
    parsed = replay(split, correction("published", "2016-05-03", "May 3, 2016", article=2, occurrence=1))
    assert parsed.articles[1].published == "2016-05-03"


@pytest.mark.parametrize("later", ["The river", "river"])
def test_a_later_role_for_the_same_text_supersedes_the_earlier(replay: Replay, later: str) -> None:
    """A later role for a part of the text does so, too."""
    parsed = replay(correction("role", "kicker", "The river"), correction("role", "chrome", later, occurrence=1))
    assert [one.fate for one in parsed.corrections] == [Fate.SUPERSEDED, Fate.APPLIED]
    assert roles(parsed, later)[0] == (Role.CHROME, "curated")


def test_splitting_an_article_can_be_taken_back(replay: Replay) -> None:
    """The later correction undoes the earlier one."""
    parsed = replay(correction("opening", "begins", SECOND), correction("opening", "joined", SECOND))
    assert len(parsed.articles) == 1
    assert [one.fate for one in parsed.corrections] == [Fate.SUPERSEDED, Fate.APPLIED]


def _of(pipeline: Pipeline, text: str, *made: Correction) -> ParsedCapture:
    """Another capture, corrected."""
    sha256 = pipeline.run(text.encode(), "a.txt").capture.sha256
    moved = [one.model_copy(update={"capture": sha256}) for one in made]
    return pipeline.corrected(moved).run(text.encode(), "a.txt")
