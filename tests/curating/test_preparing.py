"""What a curator types becomes a correction that is known to count, or is refused with the reason."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from syria_iraq_archive.curating.preparing import Prepared, Request, prepare
from syria_iraq_archive.errors import RegistryError, UnknownName
from syria_iraq_archive.pipeline import Pipeline
from syria_iraq_archive.registry.load import Registry
from syria_iraq_archive.registry.models import ActorCorrection, Correction
from syria_iraq_archive.registry.writing import entry_text
from tests.corrections import DATA, HEADLINE, SECOND, SHA256, correction
from tests.factories import ingest

KEY = SHA256[:16]
SPLIT = (correction("opening", "begins", SECOND),)
TOLD = {"reason": "So it is.", "by": "N.", "on": "2026-01-01"}


@pytest.fixture(scope="module")
def few(registry: Registry) -> Registry:
    """The registry with a few of its actors, which is compiled at once."""
    known = ("turkey", "iraq", "syria", "iran", "hayat-tahrir-al-sham")
    return replace(registry, actors={id: registry.actors[id] for id in known}, corrections=())


@pytest.fixture(scope="module")
def corpus(few: Registry, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus of the capture, in which the second text is an article of its own."""
    folder = tmp_path_factory.mktemp("correcting")
    (folder / "a.txt").write_bytes(DATA)
    knowledge = replace(few, corrections=SPLIT)
    ingest(folder / "archive.db", folder / "a.txt", run=Pipeline(knowledge).run, knowledge=knowledge)
    return folder / "archive.db"


@pytest.fixture
def asked(few: Registry, corpus: Path) -> Any:
    """Ask for a correction, after those that the registry has."""

    def ask(key: str, field: str, value: str | None, *, after: tuple[Correction, ...] = (), **spot: Any) -> Prepared:
        request = Request(key, field, value, spot, TOLD)
        return prepare(request, replace(few, corrections=(*SPLIT, *after)), corpus)

    return ask


def test_what_is_printed_needs_no_quote(asked: Any) -> None:
    """It rests on itself."""
    assert asked(f"{KEY}-1", "standfirst", "The river").correction.quote == "The river"


def test_that_there_is_none_and_what_rests_on_something_outside_need_no_quote(asked: Any) -> None:
    """Neither is it written that they quote anything."""
    none = asked(f"{KEY}-1", "headline", None)
    outside = asked(f"{KEY}-1", "headline", "A Bridge", outside="https://news.example/1")
    assert (none.after.articles[0].headline, outside.after.articles[0].headline) == (None, "A Bridge")
    assert "quote" not in entry_text(none.correction) + entry_text(outside.correction)


def test_names_of_outlets_and_actors_become_ids(asked: Any) -> None:
    """As everywhere on the command line."""
    assert asked(f"{KEY}-1", "source", "Shafaq News", quote="officials said").correction.value == "shafaq-news"
    assert asked(f"{KEY}-1", "mention", "hts", quote="The river").correction.value == "hayat-tahrir-al-sham"


def test_a_place_is_called_by_any_of_its_names(asked: Any) -> None:
    """Where several have it, it is asked which; or it is said that it may be either."""
    assert asked(f"{KEY}-2", "place", "Raqqa Governorate", quote="wheat").correction.value == "raqqa-governorate"
    either = asked(f"{KEY}-2", "place", "Raqqa Governorate or raqqa", quote="wheat")
    assert either.correction.places == ("raqqa", "raqqa-governorate")
    with pytest.raises(UnknownName, match=r"several are called 'Raqqa' \(say which: raqqa, raqqa-d"):
        asked(f"{KEY}-2", "place", "Raqqa", quote="wheat")


def test_a_speaker_is_an_actor_or_words_that_are_printed(asked: Any) -> None:
    """Who is called so comes first, then the words, then who is called much like it."""
    said = {"quote": "We will wait"}
    for typed, value in (
        ("HTS", "hayat-tahrir-al-sham"),
        ("others", "others"),
        ("hayat tahrir", "hayat-tahrir-al-sham"),
    ):
        assert asked(f"{KEY}-2", "speaker", typed, **said).correction.value == value
    assert asked(f"{KEY}-2", "hearer", "HTS", **said).correction.value == "hayat-tahrir-al-sham"
    with pytest.raises(UnknownName, match="no actor is called"):
        asked(f"{KEY}-2", "hearer", "others", **said)


def test_an_actor_rests_on_its_first_mention(asked: Any) -> None:
    made = asked(f"{KEY}-1", "actor", "Syria", instead_of="Türkiye").correction
    assert isinstance(made, ActorCorrection)
    assert (made.value, made.instead_of, made.quote) == ("syria", "turkey", "Turkey")


def test_the_place_that_only_the_article_has_is_meant(asked: Any) -> None:
    """Where the capture reads so in several."""
    assert asked(f"{KEY}-2", "role", "byline", quote="The").correction.occurrence == 3


def test_a_key_may_be_cut_short(asked: Any) -> None:
    """Its number left out, where only the capture is meant or it holds one article."""
    assert asked(SHA256[:5], "role", "chrome", quote="The river").correction.capture == SHA256
    with pytest.raises(UnknownName, match=f"holds 2 articles .say which: {KEY}-1, {KEY}-2"):
        asked(KEY, "headline", "A", quote=HEADLINE)


def test_a_capture_that_the_corpus_does_not_hold_is_named_by_its_whole_hash(asked: Any) -> None:
    """Its second article with a number."""
    prepared = asked(f"{'b' * 64}-2", "headline", "A", quote="anything")
    assert (prepared.correction.article, prepared.replayed) == (2, None)
    with pytest.raises(UnknownName, match="by its whole SHA-256"):
        asked("bbbb-2", "headline", "A", quote="anything")


@pytest.mark.parametrize(
    ("field", "value", "spot", "said"),
    [
        ("headline", "A", {}, "it rests on nothing"),
        ("mention", None, {}, "it rests on nothing"),
        ("role", "chrome", {}, "it rests on nothing"),
        ("published", "2016-13", {"quote": HEADLINE}, "no EDTF date"),
        ("source", "nobody", {"quote": HEADLINE}, "no source is called 'nobody'"),
        ("mention", "nobody-at-all", {"quote": "The river"}, "no actor is called"),
        ("place", None, {}, "it rests on nothing"),
        ("speaker", "iran", {}, "it rests on nothing"),
        ("hearer", None, {}, "it rests on nothing"),
        ("speaker", "nobody at all", {"quote": "We will"}, "no actor is called"),
        ("speaker", "iran", {"quote": "The river"}, "stands in no quotation"),
        ("place", "raqqa", {}, "it rests on nothing"),
        ("place", "nowhere-at-all", {"quote": "The river"}, "no place is called"),
        ("role", "advert", {"quote": "The river"}, "'headline', 'kicker'"),
        ("language", "Arabic", {"quote": HEADLINE}, "no code of a language"),
        ("headline", "A", {"quote": "gone"}, "doesn't stand in the capture"),
        ("headline", "A", {"quote": "farmers of Raqqa"}, "but not in article 1"),
        ("role", "chrome", {"quote": HEADLINE}, "say which one"),
        ("role", "chrome", {"quote": ""}, "quote: String should have at least 1 character"),
        ("role", "chrome", {"quote": " "}, "doesn't stand in the capture"),
        ("actor", "iraq", {"instead_of": "iran"}, "doesn't mention iran"),
        ("opening", "begins", {"quote": "opened a bridge"}, "doesn't begin a line"),
        ("opening", "begins", {"quote": SECOND}, "correction 1 of the registry says so already"),
    ],
)
def test_what_can_not_be_applied_is_refused(
    asked: Any, field: str, value: str | None, spot: dict[str, str], said: str
) -> None:
    """Before anything is written."""
    with pytest.raises((RegistryError, UnknownName), match=said):
        asked(f"{KEY}-1", field, value, **spot)


def test_another_place_is_proposed_only_where_it_would_do(asked: Any) -> None:
    """Not of an article that isn't there."""
    with pytest.raises(RegistryError, match=r"has no article 3: it has 2 articles$"):
        asked(f"{KEY}-3", "headline", "A", quote=HEADLINE)
    with pytest.raises(RegistryError, match=r"by its `occurrence` \(--occurrence 1: “"):
        asked(f"{KEY}-1", "role", "chrome", quote=HEADLINE)


def test_the_same_is_said_again_only_when_something_else_was_said_since(asked: Any) -> None:
    first, second = (correction("headline", value, HEADLINE, article=1) for value in ("A", "B"))
    with pytest.raises(RegistryError, match="correction 2 of the registry says so already"):
        asked(f"{KEY}-1", "headline", "A", quote=HEADLINE, after=(first,))
    assert asked(f"{KEY}-1", "headline", "A", quote=HEADLINE, after=(first, second)).replayed


def test_what_a_correction_makes_stale_is_told(asked: Any) -> None:
    """Joining articles gives them other numbers."""
    rain = correction("headline", "Rain", "farmers of Raqqa", article=2)
    prepared = asked(f"{KEY}-2", "opening", "joined", quote=SECOND, after=(rain,))
    [upset] = prepared.upset
    assert (upset.field, upset.problem) == ("headline", "the capture has no article 2: it has one article")
